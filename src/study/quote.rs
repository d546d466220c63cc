//! Quotes: literal words with attribution, source and evidence.

use std::sync::Arc;

use crate::decode::Date;
use crate::diagnostic::Place;
use crate::language::LanguageCode;
use crate::prose::Words;

use super::{Evidence, Id, Localised, Organisation, Practice, Source, Speaker, Tool, Topic};

/// What somebody said, to the letter.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Its id.
    pub id: Id<Quote>,
    /// Where it is declared.
    pub place: Place,
    /// The words.
    pub words: Arc<Words>,
    /// The language of the words.
    pub language: LanguageCode,
    /// The words in other languages, never without the original.
    pub translations: Vec<QuoteTranslation>,
    /// Whose words they are.
    pub attribution: Attribution,
    /// Who spoke.
    pub speaker: Option<Id<Speaker>>,
    /// Where it is said.
    pub source: Option<Source>,
    /// When it was said.
    pub date: Option<Date>,
    /// How well the attribution is documented.
    pub evidence: Evidence,
    /// Tools that the words name.
    pub tools: Vec<Id<Tool>>,
    /// Practices that the words name.
    pub practices: Vec<Id<Practice>>,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
    /// What the editors conclude about it.
    pub inferred: Inferred,
    /// A remark.
    pub note: Option<Localised<String>>,
    /// Whether organisation, speaker and what identifies them were removed.
    pub anonymous: bool,
    /// Addresses that it had.
    pub old_addresses: Vec<String>,
}

impl Quote {
    /// How sure everything is that is said of it: as sure as the least sure.
    pub fn surely(&self) -> Evidence {
        let inferred = &self.inferred;
        let nothing = inferred.tools.is_empty() && inferred.practices.is_empty() && inferred.topics.is_empty();
        if nothing { self.evidence } else { self.evidence.max(Evidence::Inferred) }
    }
}

/// Whose words a quote gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Attribution {
    /// An organisation's.
    Organisation(Id<Organisation>),
    /// Nobody knows whose, and why not.
    Unknown(Localised<String>),
    /// Removed, as the person asked.
    Anonymous,
}

/// What the editors conclude from what stands around a quote. Shown as inferred everywhere.
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    /// Tools.
    pub tools: Vec<Id<Tool>>,
    /// Practices.
    pub practices: Vec<Id<Practice>>,
    /// Topics.
    pub topics: Vec<Id<Topic>>,
    /// Why they think so.
    pub why: Option<Localised<String>>,
}

/// A quote's words in another language.
#[derive(Clone, Debug)]
pub struct QuoteTranslation {
    /// The language.
    pub language: LanguageCode,
    /// Who translated.
    pub by: Option<String>,
    /// The words.
    pub words: Arc<Words>,
}

/// What is left of a quote whose consent was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tombstone {
    /// The id that the quote had.
    pub id: Id<Quote>,
    /// When consent was withdrawn.
    pub withdrawn: Date,
}
