//! What is said to the author: a [`Diagnostic`] has a code, a place, what was found and expected, and what to do.
//!
//! A [`Rule`] stands beside the code that emits it and makes its diagnostics, so that a code has one level and one
//! explanation. Diagnostics are values: collected, carried by [`Diagnosed`], sorted and written by `report` at the end.

pub mod baseline;
mod codes;
pub mod fix;
pub mod report;
mod suggest;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use codes::Code;
pub use fix::{Certainty, Edit, Fix};
pub use suggest::{fold, is_same_word, nearest};

/// A file of the study, relative to its folder, with `/` between its parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative and written with `/`.
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file, without a final `/`; empty at the top of the study.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path of a file that is named relative to this one; `None` where the name leads out of the study or elsewhere.
    pub fn beside(&self, name: &str) -> Option<SourcePath> {
        if name.contains(':') || name.starts_with('/') || name.contains('\\') {
            return None;
        }
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in name.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(SourcePath::new(parts.join("/")))
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for SourcePath {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A range of bytes of a file, `start` included, `end` not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The range from `start` to `end`; an end before the start gives an empty range.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range in a text that begins `offset` bytes later.
    pub fn shift(self, offset: usize) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }

    /// The text that the range covers; empty where the range does not fit the text.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// A range of bytes in a file of the study. An empty range at 0 stands for the file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// The bytes of the file.
    pub span: Span,
}

impl Place {
    /// A range of a file.
    pub fn new(path: &SourcePath, span: Span) -> Self {
        Self { path: path.clone(), span }
    }

    /// The file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self { path: path.clone(), span: Span::default() }
    }
}

/// A value as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value and its range.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same range with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// How grave a diagnostic is. An error stops the build before anything is written; a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The study cannot be published as it is.
    Error,
    /// The study can be published, but something is amiss.
    Warning,
}

impl Severity {
    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// What a code means: its level, and the words of `florilege explain`.
#[derive(Debug)]
pub struct Rule {
    /// The stable name.
    pub code: Code,
    /// The level where the study says nothing else.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub summary: &'static str,
    /// Why it matters and what to do, in a few sentences of Markdown.
    pub explanation: &'static str,
    /// A short wrong example, then `→` and the cure.
    pub example: &'static str,
}

impl Rule {
    /// A diagnostic of this rule.
    pub fn at(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code: self.code,
            severity: self.severity,
            message: message.into(),
            place,
            further: Vec::new(),
            help: Vec::new(),
            subject: None,
            fix: None,
        }
    }
}

/// One thing to say to the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name of what is wrong.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What was found and what was expected: lower case, no final stop, backticks around what was typed.
    pub message: String,
    /// Where.
    pub place: Place,
    /// Other places that matter, each with a few words: "first declared here".
    pub further: Vec<(Place, String)>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
    /// The entity it is about, as `kind:id`, where `study.yaml` may pardon it.
    pub subject: Option<String>,
    /// The change that does what the help says, where a program can make it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Adds what to do.
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help.push(words.into());
        self
    }

    /// Adds "did you mean …" where one of the candidates is near what was typed, and the fix where the diagnostic is
    /// about nothing but the typed word. It is certain where only case, accents or what parts words differ, and only one
    /// candidate is so near; a slip of the pen is a guess.
    pub fn suggest<'a>(self, typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let mut same = candidates.iter().filter(|candidate| is_same_word(typed, candidate));
        let (near, certainty) = match (same.next(), same.next()) {
            (Some(only), None) => (Some(*only), Certainty::Certain),
            _ => (nearest(typed, candidates), Certainty::Likely),
        };
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")).respell(certainty, typed, near),
            None => self,
        }
    }

    /// Adds the fix that puts a word in the place of the typed one, where the diagnostic is about that word alone: bare,
    /// or in quotes or brackets, which stay.
    pub fn respell(self, certainty: Certainty, typed: &str, right: &str) -> Self {
        let Place { path, span } = &self.place;
        let within = match (span.end - span.start).checked_sub(typed.len()) {
            Some(0) => *span,
            Some(2) => Span::new(span.start + 1, span.end - 1),
            _ => return self,
        };
        let edit = Edit::new(Place::new(path, within), right);
        self.fix(certainty, vec![edit])
    }

    /// Adds the change that does what the help says.
    pub fn fix(mut self, certainty: Certainty, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { certainty, edits });
        self
    }

    /// Adds a fix that puts a text where the diagnostic is.
    pub fn replace(self, certainty: Certainty, text: impl Into<String>) -> Self {
        let edit = Edit::new(self.place.clone(), text);
        self.fix(certainty, vec![edit])
    }

    /// Adds a fix that puts something before and behind what the diagnostic is about: quotes, brackets.
    pub fn wrap(self, certainty: Certainty, before: &str, behind: &str) -> Self {
        let Place { path, span } = &self.place;
        let at = |byte, text: &str| Edit::new(Place::new(path, Span::new(byte, byte)), text);
        let edits = vec![at(span.start, before), at(span.end, behind)];
        self.fix(certainty, edits)
    }

    /// Adds another place.
    pub fn also(mut self, place: Place, words: impl Into<String>) -> Self {
        self.further.push((place, words.into()));
        self
    }

    /// Names the entity that it is about, as `kind:id`.
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// A result and what was noticed on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Diagnosed<T> {
    /// The result; there is always one.
    pub value: T,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Diagnosed<T> {
    /// A result about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// The result, with its diagnostics moved to the end of `into`.
    pub fn take(self, into: &mut Vec<Diagnostic>) -> T {
        into.extend(self.diagnostics);
        self.value
    }
}

/// Sorts by file and place, then gravity and words, and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
}

fn key(diagnostic: &Diagnostic) -> (&Place, Severity, &str, &str) {
    (&diagnostic.place, diagnostic.severity, diagnostic.code.name(), &diagnostic.message)
}

/// The first of them, at most so many; the last that stays tells how many more there are. For what is said of every row of a
/// table, where a reader needs the first few.
pub fn first(mut diagnostics: Vec<Diagnostic>, most: usize) -> Vec<Diagnostic> {
    let more = diagnostics.len().saturating_sub(most);
    diagnostics.truncate(most);
    if let Some(last) = diagnostics.last_mut().filter(|_| more > 0) {
        last.help.push(format!("and {more} more like this in the file"));
    }
    diagnostics
}

/// Sorted diagnostics with at most so many of one code about one table: what is wrong with a column is wrong in each row.
/// The last that stays tells how many more there are.
pub fn first_of_tables(diagnostics: Vec<Diagnostic>, most: usize) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    let mut tables: BTreeMap<(SourcePath, &'static str), Tally> = BTreeMap::new();
    for diagnostic in diagnostics {
        if diagnostic.place.path.as_str().ends_with(".csv") {
            let tally = tables.entry((diagnostic.place.path.clone(), diagnostic.code.name())).or_default();
            tally.found += 1;
            if tally.found > most {
                continue;
            }
            tally.last = kept.len();
        }
        kept.push(diagnostic);
    }
    for tally in tables.into_values().filter(|tally| tally.found > most) {
        let more = tally.found - most;
        if let Some(last) = kept.get_mut(tally.last) {
            last.help.push(format!("and {more} more like this in the file"));
        }
    }
    kept
}

/// How many of one code about one table there are, and where the last of them stands that stays.
#[derive(Default)]
struct Tally {
    found: usize,
    last: usize,
}

/// One mistake of a template is on every page that it sets: the first page of each key stands for the others, and tells
/// how many there are.
pub fn first_of_pages<K: Ord>(found: impl IntoIterator<Item = (K, Diagnostic)>) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, usize)> = Vec::new();
    let mut places: BTreeMap<K, usize> = BTreeMap::new();
    for (key, diagnostic) in found {
        let place = *places.entry(key).or_insert(kept.len());
        match kept.get_mut(place) {
            Some((_, others)) => *others += 1,
            None => kept.push((diagnostic, 0)),
        }
    }
    let told = |(diagnostic, others): (Diagnostic, usize)| match others {
        0 => diagnostic,
        1 => diagnostic.help("it is the same on another page"),
        _ => diagnostic.help(format!("it is the same on {others} other pages")),
    };
    kept.into_iter().map(told).collect()
}

/// Whether one of them is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The texts that places refer to. `source` has them; reports only read them.
pub trait Texts {
    /// The text of a file, if it could be read as text.
    fn text(&self, path: &SourcePath) -> Option<&str>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_relative_to_each_other() {
        let path = SourcePath::new("content/organisations/ined/index.md");
        let found = |name| path.beside(name).map(|found| found.as_str().to_owned());
        assert_eq!(found("screen.png").as_deref(), Some("content/organisations/ined/screen.png"));
        assert_eq!(found("../logo.png").as_deref(), Some("content/organisations/logo.png"));
        assert_eq!(found("../../../../secret"), None);
        assert_eq!(found("https://example.org/a.png"), None);
    }
}
