//! What `florilege new KIND` adds to a study: the file, or the entry of a file, of one new thing, in its right place.
//!
//! Pure: from what is wanted and the study that is there to the texts that are to be written. Every id that is named is
//! looked up first, and one that is not there is refused with the nearest right spelling; so is an id that is taken.
//! Whether the study as a whole is still right with it is for `check` to say, before anything is written.

mod card;
mod chart;
mod entry;
mod ground;
mod matter;
mod quote;
mod yaml;

use crate::diagnostic::SourcePath;

pub use card::Card;
pub use chart::{Chart, Data};
pub use entry::{Document, Metric, Speaker, Topic};
pub use ground::Ground;
pub use matter::Matter;
pub use quote::{Quote, Voice};

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its id; a quote without one is given the first of its words.
    pub id: Option<String>,
    /// Its name, title, label or words, in the language it is written in; the id in words where this is left out.
    pub words: Option<String>,
    /// The same in other languages, each by its code.
    pub translations: Vec<(String, String)>,
    /// Its kind, and what only that kind has.
    pub what: What,
}

/// What kind of thing is wanted, and what only that kind has.
#[derive(Clone, Debug)]
pub enum What {
    /// What somebody said.
    Quote(Quote),
    /// An organisation, a tool or a practice.
    Card(Card),
    /// A chapter, a page or a finding.
    Matter(Matter),
    /// A chart.
    Chart(Chart),
    /// An entry of `documents.yaml`.
    Document(Document),
    /// An entry of `topics.yaml`.
    Topic(Topic),
    /// An entry of `metrics.yaml`.
    Metric(Metric),
    /// An entry of `speakers.yaml`.
    Speaker(Speaker),
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// What it is, in a word.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The files, the original before its translations.
    pub files: Vec<NewText>,
    /// What the author may want to know.
    pub notes: Vec<String>,
}

/// A file that is written, or to which something is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewText {
    /// Where it stands in the study.
    pub path: SourcePath,
    /// What it held; nothing where it is new.
    pub before: Option<Vec<u8>>,
    /// What it is to hold.
    pub after: String,
    /// The line at which what is new begins, from 1.
    pub line: usize,
}

/// Why nothing can be added, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub words: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    fn new(words: impl Into<String>, help: impl Into<String>) -> Self {
        Self { words: words.into(), help: help.into() }
    }
}

/// The files of what is wanted, or why there can be none.
pub fn add(ground: &Ground<'_>, wanted: &Wanted) -> Result<Addition, Refusal> {
    no_empty_words(wanted)?;
    match &wanted.what {
        What::Quote(quote) => quote::add(ground, wanted, quote),
        What::Card(card) => card::add(ground, wanted, card),
        What::Matter(matter) => matter::add(ground, wanted, matter),
        What::Chart(chart) => chart::add(ground, wanted, chart),
        What::Document(document) => entry::document(ground, wanted, document),
        What::Topic(topic) => entry::topic(ground, wanted, topic),
        What::Metric(metric) => entry::metric(ground, wanted, metric),
        What::Speaker(speaker) => entry::speaker(ground, wanted, speaker),
    }
}

/// Refuses a name or a translation without a letter. Quotes look at their words themselves.
fn no_empty_words(wanted: &Wanted) -> Result<(), Refusal> {
    let help = "write it, or leave the option out";
    let is_quote = matches!(wanted.what, What::Quote(_));
    if !is_quote && wanted.words.as_ref().is_some_and(|words| words.trim().is_empty()) {
        return Err(Refusal::new("its name is empty", help));
    }
    match wanted.translations.iter().find(|(_, words)| words.trim().is_empty()) {
        Some((language, _)) => Err(Refusal::new(format!("the translation into `{language}` is empty"), help)),
        None => Ok(()),
    }
}

impl NewText {
    /// A file that must not be there yet.
    fn file(path: impl AsRef<str>, after: String) -> Self {
        Self { path: SourcePath::new(path), before: None, after, line: 1 }
    }
}

#[cfg(test)]
mod tests;
