//! `manifest.json` at the site's root: which files are ours, and the hash of each.
//!
//! It lists every file but itself, with its BLAKE3 hash (256 bits, hexadecimal) and its length in bytes, one file a
//! line and sorted, so that anybody can check a copy of the site and a difference between two editions can be read. A
//! file that it does not list is never touched.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use camino::Utf8Path;
use serde::{Deserialize, Serialize};

use super::disk::Disk;
use super::error::{Problem, PublishError, failed};
use crate::fingerprint;
use crate::site::Route;

/// The manifest's name at the root of the site.
pub(super) const NAME: &str = "manifest.json";
/// The version of the format, raised when an older program could no longer read it.
const FORMAT: u32 = 1;
/// What the name of the generator begins with.
const GENERATOR: &str = "florilege";

/// The files of a published site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<Route, Item>,
}

/// One file of a published site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Item {
    /// BLAKE3, 64 hexadecimal digits; empty where a broken move left the bytes unknown.
    #[serde(rename = "blake3")]
    pub(super) hash: String,
    #[serde(rename = "bytes")]
    pub(super) length: u64,
}

impl Item {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: fingerprint::long_hex(bytes), length: bytes.len() as u64 }
    }

    /// A file that is ours, whatever is in it.
    pub(super) fn unknown() -> Self {
        Self { hash: String::new(), length: 0 }
    }
}

#[derive(Deserialize)]
struct Head {
    format: u32,
    generator: String,
}

#[derive(Deserialize)]
struct Body {
    files: BTreeMap<Route, Item>,
}

impl Manifest {
    /// The manifest of a folder; nothing where there is none, or where it is not ours.
    pub(super) fn read(disk: &Disk, public: &Utf8Path) -> Result<Option<Self>, PublishError> {
        let path = public.join(NAME);
        let Some(bytes) = disk.read(&path).map_err(failed("read", &path))? else { return Ok(None) };
        // Web applications have a `manifest.json` too, of another shape.
        let Ok(head) = serde_json::from_slice::<Head>(&bytes) else { return Ok(None) };
        if head.generator.split(' ').next() != Some(GENERATOR) {
            return Ok(None);
        }
        if head.format > FORMAT {
            return Err(PublishError::new(path, Problem::Newer));
        }
        Ok(serde_json::from_slice::<Body>(&bytes).ok().map(|body| Self { files: body.files }))
    }

    /// The manifest as it is written.
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{{\n\"format\": {FORMAT},\n\"generator\": \"{GENERATOR} {}\",\n\"hash\": \"blake3\",\n\"files\": {{",
            env!("CARGO_PKG_VERSION")
        );
        for (position, (route, item)) in self.files.iter().enumerate() {
            let comma = if position == 0 { "" } else { "," };
            // A route is written as JSON; a hash is hexadecimal. Writing to a string cannot fail.
            let route = serde_json::Value::from(route.as_str());
            let _ = write!(text, "{comma}\n{route}: {{\"blake3\": \"{}\", \"bytes\": {}}}", item.hash, item.length);
        }
        text.push_str("\n}\n}\n");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<Manifest>, PublishError> {
        let folder = tempfile::tempdir().unwrap();
        let public = Utf8Path::from_path(folder.path()).unwrap();
        Disk::default().write(&public.join(NAME), text.as_bytes()).unwrap();
        Manifest::read(&Disk::default(), public)
    }

    #[test]
    fn a_manifest_that_was_written_can_be_read() {
        let files = [("index.html", "1"), ("images/l'été \u{1f}.png", "2"), ("a.css", "3")];
        let files = files.map(|(route, text)| (Route::tidy(route), Item::of(text.as_bytes())));
        let manifest = Manifest { files: files.into() };
        assert_eq!(read(&manifest.text()).unwrap(), Some(manifest.clone()));
        assert_eq!(read(&Manifest::default().text()).unwrap(), Some(Manifest::default()));
        let lines: Vec<String> = manifest.text().lines().skip(5).take(2).map(|line| line[..10].to_owned()).collect();
        assert_eq!(lines, ["\"a.css\": {", "\"images/l'"]);
    }

    #[test]
    fn only_our_manifest_is_ours() {
        assert_eq!(read(r#"{"name": "an application", "icons": []}"#).unwrap(), None);
        assert_eq!(read(r#"{"format": 1, "generator": "another 1.0", "files": {}}"#).unwrap(), None);
        assert_eq!(read(r#"{"format": 1, "generator": "florilege 0.1.0", "files": {"../x": 1}}"#).unwrap(), None);
        assert_eq!(read("{").unwrap(), None);
    }

    #[test]
    fn the_manifest_of_a_newer_program_is_not_guessed_at() {
        let error = read(r#"{"format": 2, "generator": "florilege 9.0.0", "shards": []}"#).unwrap_err();
        assert!(matches!(error.problem, Problem::Newer), "{error}");
    }
}
