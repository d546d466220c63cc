//! What an old study's warnings are known by, so that only new ones are shown.
//!
//! A warning is known by its code, its file and the text of its line, never by the line's number: edits above it change
//! nothing, and an edit of the line itself makes the author look again. Errors have no place in a baseline: they stop the
//! build for lack of sense.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Code, Diagnostic, Place, Severity, SourcePath, Span, Texts};
use crate::fingerprint;

/// The file of a study that holds its baseline.
pub const FILE: &str = "baseline.yaml";

/// What a diagnostic is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// The file.
    pub path: SourcePath,
    /// The code's name; one of another version of the program is no code of ours.
    pub code: String,
    /// The hash of the text of the line, without the blanks around it; nothing for a file as a whole.
    pub line: Option<String>,
}

/// An entry of a baseline.
#[derive(Clone, Debug)]
pub struct Known {
    /// What it leaves out.
    pub identity: Identity,
    /// How many of them.
    pub count: usize,
    /// Where the entry stands.
    pub place: Place,
}

/// A baseline as it was read.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// Its entries, in their order.
    pub entries: Vec<Known>,
}

impl Identity {
    /// What a diagnostic is known by.
    pub fn of(diagnostic: &Diagnostic, texts: &dyn Texts) -> Self {
        let Place { path, span } = &diagnostic.place;
        let line = texts.text(path).filter(|_| *span != Span::default()).map(|text| hash(line_at(text, span.start)));
        Self { path: path.clone(), code: diagnostic.code.name().to_owned(), line }
    }

    /// The same as one short word, for programs that compare reports.
    pub fn hex(&self) -> String {
        let line = self.line.as_deref().unwrap_or_default();
        shortened(fingerprint::of_parts([self.path.as_str(), &self.code, line].map(str::as_bytes)).hex())
    }
}

/// The line that a byte is on, without its end.
fn line_at(text: &str, byte: usize) -> &str {
    let byte = text.floor_char_boundary(byte);
    let (before, after) = text.split_at_checked(byte).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| byte + at);
    text.get(start..end).unwrap_or_default()
}

fn hash(line: &str) -> String {
    shortened(fingerprint::of_bytes(line.trim().as_bytes()).hex())
}

/// Sixty-four bits: two lines of one file and one code that share them by chance do not exist.
fn shortened(mut hex: String) -> String {
    hex.truncate(16);
    hex
}

/// The text of a baseline that leaves out these diagnostics, as far as they are warnings.
pub fn written(diagnostics: &[Diagnostic], texts: &dyn Texts) -> String {
    let mut counts: BTreeMap<Identity, usize> = BTreeMap::new();
    for diagnostic in diagnostics.iter().filter(|found| found.severity == Severity::Warning) {
        *counts.entry(Identity::of(diagnostic, texts)).or_default() += 1;
    }
    let mut file = HEAD.to_owned();
    for (Identity { path, code, line }, count) in counts {
        // A JSON string is a YAML text in double quotes, and writing into a string cannot fail.
        let path = serde_json::Value::from(path.as_str());
        let _ = write!(file, "- {{code: {code}, file: {path}");
        if let Some(line) = line {
            let _ = write!(file, ", line: {line}");
        }
        if count > 1 {
            let _ = write!(file, ", count: {count}");
        }
        file.push_str("}\n");
    }
    file
}

const HEAD: &str = "\
# Warnings that were known when this file was written, and are left out since. `line` is a hash of the text of the line.
# Remove an entry when its warning is mended; `florilege check --write-baseline` writes the file anew.
";

/// Whether a code can stand in a baseline: what is said about the baseline itself cannot.
pub fn may_hold(code: Code) -> bool {
    !matches!(code, Code::IdleBaseline | Code::IdlePardon)
}

#[cfg(test)]
mod tests {
    use super::super::report::text::tests::{Files, rule};
    use super::*;

    fn warning(place: Place) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..rule().at(place, "x") }
    }

    #[test]
    fn a_diagnostic_is_known_by_the_text_of_its_line_and_not_by_its_number() {
        let path = SourcePath::new("a.md");
        let before = Files::of(&[("a.md", "é: one\r\n  b: two\r\n")]);
        let after = Files::of(&[("a.md", "new: line\né: one\nb: two")]);
        let at = |start| warning(Place::new(&path, Span::new(start, start + 1)));
        assert_eq!(Identity::of(&at(12), &before), Identity::of(&at(18), &after));
        assert_ne!(Identity::of(&at(12), &before), Identity::of(&at(0), &before));
        assert_eq!(Identity::of(&warning(Place::file(&path)), &before).line, None);
    }

    #[test]
    fn a_baseline_counts_warnings_and_leaves_errors_out() {
        let path = SourcePath::new("a \"b\".md");
        let error = rule().at(Place::file(&path), "x");
        let text = written(&[error, warning(Place::file(&path)), warning(Place::file(&path))], &Files::of(&[]));
        let entries = text.strip_prefix(HEAD).unwrap();
        assert_eq!(entries, "- {code: unknown-organisation, file: \"a \\\"b\\\".md\", count: 2}\n");
    }
}
