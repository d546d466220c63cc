//! A finished small study to start from: what `florilege new DIR` writes.
//!
//! The study stands in `starter/`, as files that an author would write, once in English and once in French: the first
//! language, the ids and the comments differ, the content does not. It is made up, and says so on its home page. Here
//! the files are gathered, and the release that continuous integration fetches is named in them.

mod files;

use std::collections::BTreeMap;

/// The languages that a study can be begun in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English first, French second.
    English,
    /// French first, English second.
    French,
}

/// The release of Florilège that a study's continuous integration fetches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release<'a> {
    /// Its version, `1.2.0`.
    pub version: &'a str,
    /// Where its program for Linux on x86_64 stands; empty where that is not known.
    pub download: &'a str,
    /// The SHA-256 of that program, 64 hexadecimal digits; empty where it is not known.
    pub sha256: &'a str,
}

/// The files of a new study, by their paths inside it.
pub fn files(tongue: Tongue, release: &Release<'_>) -> BTreeMap<String, Vec<u8>> {
    let own = match tongue {
        Tongue::English => files::ENGLISH,
        Tongue::French => files::FRENCH,
    };
    let all = files::BOTH.iter().chain(own);
    all.map(|(path, bytes)| ((*path).to_owned(), with_release(path, bytes, release))).collect()
}

/// The file where the release is named in it; only the files of continuous integration name one.
fn with_release(path: &str, bytes: &[u8], release: &Release<'_>) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if path.ends_with(".yml") => text
            .replace("@VERSION@", release.version)
            .replace("@DOWNLOAD@", release.download)
            .replace("@SHA256@", release.sha256)
            .into_bytes(),
        _ => bytes.to_vec(),
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests look at the disk")]
mod tests {
    use super::*;
    use camino::Utf8Path;

    const RELEASE: Release<'_> =
        Release { version: "1.2.0", download: "https://example.org/florilege", sha256: "0123abcd" };

    fn text(tongue: Tongue, path: &str) -> String {
        String::from_utf8(files(tongue, &RELEASE)[path].clone()).unwrap()
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_program() {
        fn count(folder: &Utf8Path) -> usize {
            let entries = folder.read_dir_utf8().unwrap().map(Result::unwrap);
            entries.map(|entry| if entry.path().is_dir() { count(entry.path()) } else { 1 }).sum()
        }
        let listed = files::BOTH.len() + files::ENGLISH.len() + files::FRENCH.len();
        assert_eq!(count(Utf8Path::new("starter")), listed);
    }

    #[test]
    fn the_two_starters_differ_in_words_alone() {
        let kinds = |tongue| {
            let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
            for path in files(tongue, &RELEASE).into_keys() {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
                let ending = if path.ends_with(".en.md") || path.ends_with(".fr.md") { ".translation" } else { "" };
                *kinds.entry(folder + ending).or_default() += 1;
            }
            kinds
        };
        assert_eq!(kinds(Tongue::English), kinds(Tongue::French));
        for path in [".github/workflows/publish.yml", ".gitlab-ci.yml"] {
            // Comments and names are in the starter's language; what is run is the same.
            let commands = |tongue| -> Vec<String> {
                let text = text(tongue, path);
                let words = |line: &&str| {
                    let line = line.trim_start();
                    ["#", "name:", "- name:", "echo \""].iter().any(|begins| line.starts_with(begins))
                };
                text.lines().filter(|line| !words(line)).map(str::to_owned).collect()
            };
            assert_eq!(commands(Tongue::English), commands(Tongue::French));
        }
    }

    #[test]
    fn continuous_integration_names_the_release_and_its_hash() {
        for tongue in [Tongue::English, Tongue::French] {
            for path in [".github/workflows/publish.yml", ".gitlab-ci.yml"] {
                let text = text(tongue, path);
                assert!(text.contains("FLORILEGE_DOWNLOAD: \"https://example.org/florilege\"\n"), "{text}");
                assert!(text.contains("FLORILEGE_SHA256: \"0123abcd\"\n") && text.contains("1.2.0"));
                assert!(text.contains("sha256sum --check --strict"));
                let uses = text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action);
                for action in uses {
                    let hash = action.split_once('@').unwrap().1.split(' ').next().unwrap();
                    assert!(hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
                }
            }
            for (path, bytes) in files(tongue, &RELEASE) {
                let text = String::from_utf8(bytes).unwrap();
                assert!(!["@VERSION@", "@DOWNLOAD@", "@SHA256@"].iter().any(|mark| text.contains(mark)), "{path}");
            }
        }
    }
}
