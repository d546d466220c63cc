//! What `study.yaml` says: title, authors, dates, languages, licence, address.

use std::collections::BTreeMap;

use crate::decode::Date;
use crate::diagnostic::{Place, Severity};
use crate::language::LanguageCode;

use super::{ConsentPolicy, Hosting, Kind, Localised, Status};

/// The study about itself.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// Where it is declared.
    pub place: Place,
    /// Its title.
    pub title: Localised<String>,
    /// The study in one sentence.
    pub answer: Option<Localised<String>>,
    /// What it is, in a few words: "Étude qualitative".
    pub genre: Option<Localised<String>>,
    /// One sentence about what the study cannot say.
    pub caveat: Option<Localised<String>>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// For whom.
    pub commissioned_by: Option<String>,
    /// When the material was gathered.
    pub fieldwork: Option<Period>,
    /// Its languages; the first is its own. Never empty.
    pub languages: Vec<LanguageCode>,
    /// Whether quotes need a consent each.
    pub consent: ConsentPolicy,
    /// When it was first published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub updated: Option<Date>,
    /// Where it is published, with a final `/`.
    pub address: Option<String>,
    /// Under which licences.
    pub licence: Licence,
    /// The name of its theme.
    pub theme: String,
    /// Words to find it by.
    pub keywords: Localised<Vec<String>>,
    /// Its version.
    pub version: Option<String>,
    /// Its edition, in words.
    pub edition: Option<Localised<String>>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Where to report an error: an address of mail or of a page.
    pub contact: Option<String>,
    /// Who paid.
    pub funding: Option<Localised<String>>,
    /// Its DOI, without a prefix.
    pub doi: Option<String>,
    /// Its ISBN.
    pub isbn: Option<String>,
    /// The address of its PDF.
    pub pdf: Option<String>,
    /// Who hosts the site.
    pub hosting: Hosting,
    /// What its kinds are called in its readers' words.
    pub kinds: BTreeMap<Kind, KindNames>,
    /// What its relations are called: `organisation-tool` and a verb.
    pub relations: BTreeMap<String, Localised<String>>,
    /// Statuses of its own beside the given ones, by id.
    pub statuses: BTreeMap<String, Localised<String>>,
    /// Levels and pardons, by the code's name.
    pub checks: BTreeMap<String, Pardon>,
}

impl Imprint {
    /// The id and the words of one of the study's own statuses.
    pub fn own_status(&self, status: Status) -> Option<(&str, &Localised<String>)> {
        let Status::Own(place) = status else { return None };
        self.statuses.iter().nth(usize::from(place)).map(|(id, words)| (id.as_str(), words))
    }

    /// The id of a status: one of the closed words, or the study's own.
    pub fn status_id(&self, status: Status) -> &str {
        self.own_status(status).map_or(status.word(), |(id, _)| id)
    }
}

/// Who wrote a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The name.
    pub name: String,
    /// What they did: `author`, `editor`.
    pub role: Option<String>,
    /// An ORCID iD, sixteen digits with hyphens.
    pub orcid: Option<String>,
    /// Where they work.
    pub affiliation: Option<String>,
    /// Whether it is a body and no person.
    pub organisation: bool,
}

/// A first and a last date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Date,
    /// The last; the same as the first for one date.
    pub to: Date,
}

/// Licences by what they cover, as SPDX names; `None` where the source states none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Licence {
    /// Of the study's own text.
    pub text: Option<String>,
    /// Of the quotes.
    pub quotes: Option<String>,
    /// Of the data.
    pub data: Option<String>,
}

/// What a kind of entity is called in a study's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct KindNames {
    /// One of them.
    pub singular: Localised<String>,
    /// Several.
    pub plural: Localised<String>,
    /// The type of schema.org for its JSON-LD.
    pub schema_type: Option<String>,
}

/// What a study says about a check: another level, or pardon for some entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pardon {
    /// Where it is said.
    pub place: Place,
    /// The level to use; `None` leaves the rule's own.
    pub level: Option<Level>,
    /// Entities that are pardoned, as `kind:id`.
    pub except: Vec<String>,
    /// Why.
    pub reason: String,
}

/// The level of a check in `study.yaml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported with this severity.
    As(Severity),
}
