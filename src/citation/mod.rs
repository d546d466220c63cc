//! How a study, or a part of it, is cited: as text, BibTeX, RIS, CSL-JSON, `citation_*` and JSON-LD.
//!
//! A [`Reference`] is made once from the study, its parts with [`Reference::part`]; each format is one file that reads
//! nothing else. Absolute addresses are in it only where the study has one. It does not decide which pages show it.

mod bibtex;
mod csl;
mod json_ld;
mod licence;
mod metas;
mod name;
mod ris;
mod text;

use crate::language::{DateParts, Language};
use crate::study::{Author, Date, Imprint, Localised, Study};

pub use bibtex::bibtex;
pub use csl::csl_json;
pub use json_ld::{About, Quotation, about_organisation, dataset, quotation, report, script};
pub use licence::licence_address;
pub use metas::metas;
pub use ris::ris;
pub use text::{html, text};

/// What kind of thing is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The study as a whole.
    Study,
    /// A chapter, a page or a finding.
    Section,
    /// Words that somebody said.
    Quotation,
    /// A chart.
    Figure,
    /// The data of the study, or a part of them.
    Data,
}

/// All that a citation says, in one language, plain and typeset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is cited.
    pub form: Form,
    /// Its title; of a quotation, its words without marks and who said them.
    pub title: String,
    /// The title of the study, for a part of it.
    pub study: Option<String>,
    /// Who wrote the study.
    pub authors: Vec<Author>,
    /// Its date, as precise as it is known.
    pub date: Option<Date>,
    /// When the material was gathered, in words: `juin–octobre 2012`.
    pub fieldwork: Option<String>,
    /// What it is: `Étude qualitative`.
    pub genre: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its DOI; only the study has one.
    pub doi: Option<String>,
    /// Its ISBN; only the study has one.
    pub isbn: Option<String>,
    /// Its absolute address, where the study's is known.
    pub address: Option<String>,
    /// The absolute address of the study's home page, where it is known.
    pub home: Option<String>,
    /// The code of the language.
    pub language: String,
    /// What names it among others of its study, for keys: `ined-two-hours`; empty for the study.
    pub id: String,
}

impl Reference {
    /// The reference of a study, with its home page's absolute address where there is one.
    pub fn of_study(study: &Study, language: &Language, address: Option<String>) -> Self {
        let imprint = &study.imprint;
        let said = |words: &Localised<String>| language.set_text(words.in_language(language.code()).0);
        Self {
            form: Form::Study,
            title: said(&imprint.title),
            study: None,
            authors: imprint.authors.clone(),
            date: date_of(imprint),
            fieldwork: fieldwork(imprint, language),
            genre: imprint.genre.as_ref().map(said),
            edition: imprint.edition.as_ref().map(said),
            version: imprint.version.clone(),
            publisher: imprint.publisher.clone(),
            doi: imprint.doi.clone(),
            isbn: imprint.isbn.clone(),
            home: address.clone(),
            address,
            language: language.code().as_str().to_owned(),
            id: String::new(),
        }
    }

    /// A part of the study: its form, id, title and absolute address.
    pub fn part(&self, form: Form, id: &str, title: &str, address: Option<String>) -> Self {
        Self {
            form,
            title: title.to_owned(),
            study: Some(self.title.clone()),
            doi: None,
            isbn: None,
            address,
            id: id.to_owned(),
            ..self.clone()
        }
    }

    /// The year, in digits.
    pub fn year(&self) -> Option<String> {
        self.date.map(|date| date.year.to_string())
    }

    /// The name of the reference in a file of references: `jahnich-2012-ined-two-hours`.
    pub fn key(&self) -> String {
        let family = self.authors.first().map(|author| name::parts(author).family).unwrap_or_default();
        let year = self.year().unwrap_or_default();
        let parts = [ascii(&family), year, self.id.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "study".to_owned() } else { parts.join("-") }
    }
}

/// When a study was published; else changed, else at the end of its fieldwork.
fn date_of(imprint: &Imprint) -> Option<Date> {
    imprint.published.or(imprint.updated).or(imprint.fieldwork.as_ref().map(|period| period.to))
}

fn fieldwork(imprint: &Imprint, language: &Language) -> Option<String> {
    imprint.fieldwork.as_ref().map(|period| language.period(parts(period.from), parts(period.to)))
}

fn parts(date: Date) -> DateParts {
    DateParts::new(date.year, date.month, date.day)
}

/// Only letters and digits that every reader of references takes in a key; the others are left out.
fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests;
