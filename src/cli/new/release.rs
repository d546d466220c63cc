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
    let Some(releases) = RELEASES else { return Known::default() };
    let sha256 = match SHA256 {
        Some(hash) => hash.to_owned(),
        None if cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "musl")) => own_hash(),
        None => String::new(),
    };
    Known { download: format!("{releases}/v{}/{FILE}", env!("CARGO_PKG_VERSION")), sha256 }
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
    fn a_program_that_is_no_release_knows_none() {
        assert!(RELEASES.is_some() || !known().is_whole());
        assert_eq!(own_hash().len(), 64, "the program can hash itself");
    }

    #[test]
    fn the_hash_is_that_of_sha256sum() {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&Sha256::digest(b"abc")), expected);
    }
}
