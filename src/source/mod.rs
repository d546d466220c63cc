//! The files of a study, read once, with the text of those that are text.
//!
//! [`read::study`] is the only reader of an author's files; everything after it works on [`Sources`] in memory, so that
//! tests and `serve` build a study from edits without a disk. A file that cannot be read as text stays in the list
//! without one: its id is still declared, and nothing that refers to it is reported as unknown. What a file *means* is
//! decided in `parse`.
//!
//! **Spans and byte order marks.** A text begins after its byte order mark, and all spans, lines and columns count from
//! there, as an editor does. Everything else is left as the author wrote it: CRLF stays CRLF and decomposed accents
//! stay decomposed, so that a span is a range of the file; whoever compares or shows words normalises them.

mod encoding;
pub mod read;
mod rules;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourcePath, Texts};
use crate::fingerprint::{self, Fingerprint};

pub use rules::{FILE_TOO_LARGE, LINK_OUT_OF_STUDY, RULES, UNEXPECTED_FILE, UNREADABLE_FILE, WRONG_ENCODING};

/// Extensions of files that must be UTF-8.
const TEXTS: &[&str] =
    &["md", "markdown", "yaml", "yml", "csv", "tsv", "txt", "html", "css", "js", "json", "bib", "ris", "xml", "svg"];

/// One file of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it stands.
    pub path: SourcePath,
    /// Its bytes as they are on disk; empty if it could not be read.
    pub bytes: Arc<[u8]>,
    /// The key of its bytes.
    pub fingerprint: Fingerprint,
    /// Its text, after a byte order mark; nothing for images and for text that is not UTF-8.
    pub text: Option<Arc<str>>,
    /// What was noticed while reading it.
    pub diagnostics: Vec<Diagnostic>,
    /// A text in a wrong encoding, made legible for reports and for nothing else.
    legible: Option<Arc<str>>,
}

impl SourceFile {
    /// A file with these bytes.
    pub fn new(path: SourcePath, bytes: Vec<u8>) -> Self {
        if !is_text(&path) {
            return Self::without_text(path, bytes);
        }
        match encoding::read(&path, bytes) {
            encoding::Reading::Text { bytes, text } => Self {
                fingerprint: fingerprint::of_bytes(&bytes),
                path,
                bytes,
                text: Some(text),
                diagnostics: Vec::new(),
                legible: None,
            },
            encoding::Reading::Other { bytes, legible, diagnostic } => Self {
                legible: legible.map(Arc::from),
                diagnostics: vec![diagnostic],
                ..Self::without_text(path, bytes)
            },
        }
    }

    /// A file that could not be read; it keeps its place among the files.
    fn unread(diagnostic: Diagnostic) -> Self {
        let path = diagnostic.place.path.clone();
        Self { diagnostics: vec![diagnostic], ..Self::without_text(path, Vec::new()) }
    }

    fn without_text(path: SourcePath, bytes: Vec<u8>) -> Self {
        Self {
            fingerprint: fingerprint::of_bytes(&bytes),
            path,
            bytes: bytes.into(),
            text: None,
            diagnostics: Vec::new(),
            legible: None,
        }
    }
}

/// The files of a study, in the order of their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<SourcePath, SourceFile>,
    /// What was noticed about what is no file: links, folders.
    notices: Vec<Diagnostic>,
}

impl Sources {
    /// A study from memory, for tests and edits; the last of two files with one path stays.
    pub fn in_memory<P: AsRef<str>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (P, B)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| SourceFile::new(SourcePath::new(path), bytes.into()));
        Self::of(files, Vec::new())
    }

    /// The same study with one file added or replaced.
    pub fn with(mut self, path: impl AsRef<str>, bytes: impl Into<Vec<u8>>) -> Self {
        let file = SourceFile::new(SourcePath::new(path), bytes.into());
        self.files.insert(file.path.clone(), file);
        self
    }

    /// The same study without one file.
    pub fn without(mut self, path: impl AsRef<str>) -> Self {
        self.files.remove(&SourcePath::new(path));
        self
    }

    /// The file at a path.
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// Every file, in the order of paths.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The files in a folder and below it, in the order of paths; `folder` is written without a final `/`.
    pub fn inside(&self, folder: &str) -> impl Iterator<Item = &SourceFile> {
        let prefix = format!("{folder}/");
        let first = SourcePath::new(&prefix);
        self.files.range(first..).take_while(move |(path, _)| path.as_str().starts_with(&prefix)).map(|(_, file)| file)
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What was noticed while reading, in the order of files.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let of_files = self.files.values().flat_map(|file| &file.diagnostics);
        of_files.chain(&self.notices).cloned().collect()
    }

    /// The key of all paths and bytes, and of what could not be read.
    pub fn fingerprint(&self) -> Fingerprint {
        let of_files = self.files.values().flat_map(|file| {
            let failed = if file.bytes.is_empty() { file.diagnostics.as_slice() } else { &[] };
            [file.path.to_string(), file.fingerprint.hex()].into_iter().chain(failed.iter().map(words))
        });
        let parts: Vec<String> = of_files.chain(self.notices.iter().map(words)).collect();
        fingerprint::of_parts(parts.iter().map(|part| part.as_bytes()))
    }

    fn of(files: impl IntoIterator<Item = SourceFile>, notices: Vec<Diagnostic>) -> Self {
        Self { files: files.into_iter().map(|file| (file.path.clone(), file)).collect(), notices }
    }
}

impl Texts for Sources {
    fn text(&self, path: &SourcePath) -> Option<&str> {
        let file = self.files.get(path)?;
        file.text.as_deref().or(file.legible.as_deref())
    }
}

fn words(diagnostic: &Diagnostic) -> String {
    format!("{} {}: {}", diagnostic.code.name(), diagnostic.place.path, diagnostic.message)
}

fn is_text(path: &SourcePath) -> bool {
    let extension = path.file_name().rsplit_once('.').map_or("", |(_, extension)| extension);
    TEXTS.iter().any(|text| extension.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(sources: &'a Sources, path: &str) -> Option<&'a str> {
        sources.get(&SourcePath::new(path)).unwrap().text.as_deref()
    }

    #[test]
    fn text_is_kept_as_it_was_written_but_for_the_byte_order_mark() {
        let sources = Sources::in_memory([
            ("content/a.md", b"\xef\xbb\xbfL'e\xcc\x81te\xcc\x81\r\n".as_slice()),
            ("content/b.png", b"\x89PNG"),
        ]);
        assert_eq!(text(&sources, "content/a.md"), Some("L'e\u{301}te\u{301}\r\n"));
        assert_eq!(sources.get(&SourcePath::new("content/a.md")).unwrap().bytes.len(), 14);
        assert_eq!(text(&sources, "content/b.png"), None);
        assert!(sources.diagnostics().is_empty());
    }

    #[test]
    fn an_edit_changes_the_key_and_its_undoing_gives_it_back() {
        let first = Sources::in_memory([("content/a.md", "1"), ("content/b.md", "2")]);
        let key = first.fingerprint();
        let edited = first.with("content/a.md", "12").without("content/b.md");
        assert_ne!(edited.fingerprint(), key);
        assert_eq!(edited.with("content/b.md", "2").with("content/a.md", "1").fingerprint(), key);
    }

    #[test]
    fn a_folder_holds_its_files_and_not_those_of_a_folder_with_a_longer_name() {
        let sources = Sources::in_memory([("a/1.md", ""), ("a/b/2.md", ""), ("a-b/3.md", ""), ("ab/4.md", "")]);
        let found: Vec<&str> = sources.inside("a").map(|file| file.path.as_str()).collect();
        assert_eq!(found, ["a/1.md", "a/b/2.md"]);
    }

    #[test]
    fn a_file_that_is_no_text_keeps_its_place_and_can_be_quoted_in_reports() {
        let sources = Sources::in_memory([("content/a.md", b"L'\xe9t\xe9".as_slice())]);
        assert_eq!(sources.len(), 1);
        assert_eq!(text(&sources, "content/a.md"), None);
        assert_eq!(Texts::text(&sources, &SourcePath::new("content/a.md")), Some("L'été"));
    }
}
