//! The release that a new study's continuous integration fetches, with its hash.
//!
//! Only a release can know one. `.github/workflows/release.yml` builds the program for Linux on x86_64 first, and gives
//! its hash to the builds for all other systems as `FLORILEGE_SHA256`; that program itself takes the hash of its own
//! file, which is the very file that is downloaded. A program that somebody compiled knows neither, and says so.

use sha2::{Digest, Sha256};

use crate::starter::Release;

/// Where releases stand, `https://…/releases/download`; set when a release is compiled.
const RELEASES: Option<&str> = option_env!("FLORILEGE_RELEASES");
/// The hash of the program for Linux on x86_64; set when a release for another system is compiled.
const SHA256: Option<&str> = option_env!("FLORILEGE_SHA256");
/// The file of a release that continuous integration fetches.
const FILE: &str = "florilege-linux-x86_64";

/// What is known of this program's release.
#[derive(Debug, Default)]
pub(super) struct Known {
    download: String,
    sha256: String,
}

/// What this program knows of its release.
pub(super) fn known() -> Known {
    let is_the_file = cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "musl"));
    of(RELEASES, SHA256, || if is_the_file { own_hash() } else { String::new() })
}

/// The same, from what was set when it was compiled, and from the hash of its own file.
fn of(releases: Option<&str>, sha256: Option<&str>, own: impl FnOnce() -> String) -> Known {
    let Some(releases) = releases else { return Known::default() };
    let download = format!("{releases}/v{}/{FILE}", env!("CARGO_PKG_VERSION"));
    Known { download, sha256: sha256.map_or_else(own, str::to_owned) }
}

impl Known {
    /// Whether nothing is left to fill in.
    pub(super) fn is_whole(&self) -> bool {
        !self.download.is_empty() && !self.sha256.is_empty()
    }

    /// The release as files name it.
    pub(super) fn as_named(&self) -> Release<'_> {
        Release { version: env!("CARGO_PKG_VERSION"), download: &self.download, sha256: &self.sha256 }
    }
}

/// The hash of the program's own file; empty where that cannot be read.
fn own_hash() -> String {
    #[allow(clippy::disallowed_methods, reason = "the program's own file, which only the environment can name")]
    let bytes = std::env::current_exe().and_then(std::fs::read);
    bytes.map(|bytes| hex(&Sha256::digest(&bytes))).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_somebody_compiled_knows_no_release() {
        let known = of(None, Some("abc"), || unreachable!("its own hash is of no use"));
        assert_eq!(known.as_named(), Release { version: env!("CARGO_PKG_VERSION"), download: "", sha256: "" });
        assert!(!known.is_whole());
    }

    #[test]
    fn a_release_knows_where_it_stands_and_the_hash_that_it_was_given_or_its_own() {
        let releases = Some("https://example.org/releases/download");
        let given = of(releases, Some("abc"), || unreachable!("a hash was given"));
        let version = env!("CARGO_PKG_VERSION");
        let expected = format!("https://example.org/releases/download/v{version}/florilege-linux-x86_64");
        assert_eq!((given.download.as_str(), given.sha256.as_str()), (expected.as_str(), "abc"));
        let own = of(releases, None, own_hash);
        assert_eq!(own.sha256.len(), 64);
        assert!(given.is_whole() && own.is_whole() && !of(releases, None, String::new).is_whole());
    }

    #[test]
    fn the_hash_is_that_of_sha256sum() {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&Sha256::digest(b"abc")), expected);
    }
}
