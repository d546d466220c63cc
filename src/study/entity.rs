//! Organisations, tools, practices and what they share; topics, documents, speakers; metrics and their observations.

use std::sync::Arc;

use crate::decode::Date;
use crate::diagnostic::Place;

use super::{
    Amount, Conversions, DocumentKind, EntityRef, Evidence, Id, Kind, Kinship, Localised, MetricKind, Quote, Status,
    Text, Unit,
};

/// Where something is said: a document and where in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The document.
    pub document: Id<Document>,
    /// Where in it, as one would say: "p. 12", "l. 48–49".
    pub locator: Option<String>,
}

/// The words of an entity, in each language that has them.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where the entity is declared.
    pub place: Place,
    /// Its title, as plain text.
    pub title: Localised<String>,
    /// One sentence about it.
    pub summary: Option<Localised<String>>,
    /// Its words without the title; a language without words of its own has none here.
    pub words: Option<Localised<Text>>,
    /// Addresses that it had.
    pub old_addresses: Vec<String>,
}

/// What organisations, tools and practices all have.
#[derive(Clone, Debug)]
pub struct Card {
    /// Where the entity is declared.
    pub place: Place,
    /// Its name.
    pub name: Localised<String>,
    /// Other names, which search finds too.
    pub also_called: Localised<Vec<String>>,
    /// One sentence about it.
    pub summary: Option<Localised<String>>,
    /// A paragraph or more about it.
    pub words: Option<Localised<Text>>,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
    /// Where else it can be read about.
    pub links: Vec<WebLink>,
    /// Its identifiers elsewhere: `wikidata` and `Q1`.
    pub identifiers: Vec<(String, String)>,
    /// Where it is said.
    pub source: Option<Source>,
    /// Addresses that it had.
    pub old_addresses: Vec<String>,
}

/// A page of the web.
#[derive(Clone, Debug, PartialEq)]
pub struct WebLink {
    /// Its address, `https` or `http`.
    pub url: String,
    /// What it is called.
    pub label: Localised<String>,
}

/// What an entity is called today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// Today's name.
    pub name: String,
    /// Since when.
    pub since: Option<Date>,
}

/// An organisation that was studied.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Its id.
    pub id: Id<Organisation>,
    /// Name, summary, words.
    pub card: Card,
    /// What it is called today.
    pub now: Option<Today>,
    /// Tools it declares.
    pub tools: Vec<Relation<Tool>>,
    /// Practices it declares.
    pub practices: Vec<Relation<Practice>>,
}

/// A tool.
#[derive(Clone, Debug)]
pub struct Tool {
    /// Its id.
    pub id: Id<Tool>,
    /// Name, summary, words.
    pub card: Card,
    /// What it is called today.
    pub now: Option<Today>,
    /// Practices it declares.
    pub practices: Vec<Relation<Practice>>,
    /// Other tools it declares.
    pub tools: Vec<Kin>,
}

/// A practice.
#[derive(Clone, Debug)]
pub struct Practice {
    /// Its id.
    pub id: Id<Practice>,
    /// Name, summary, words.
    pub card: Card,
}

/// A relation that an author declares.
#[derive(Clone, Debug)]
pub struct Relation<T> {
    /// The other end.
    pub to: Id<T>,
    /// How well it is documented.
    pub evidence: Evidence,
    /// How it stands.
    pub status: Status,
    /// Where it is said.
    pub source: Option<Source>,
    /// A remark.
    pub note: Option<Localised<String>>,
    /// Where it is declared.
    pub place: Place,
}

/// A tool's relation to another tool.
#[derive(Clone, Debug)]
pub struct Kin {
    /// The other tool.
    pub to: Id<Tool>,
    /// How they are related.
    pub kinship: Kinship,
}

/// A topic of the analysis.
#[derive(Clone, Debug)]
pub struct Topic {
    /// Its id.
    pub id: Id<Topic>,
    /// Where it is declared.
    pub place: Place,
    /// What it is called.
    pub label: Localised<String>,
    /// One sentence about it.
    pub summary: Option<Localised<String>>,
    /// Its place among topics; the order of the file where this is left out.
    pub order: i64,
    /// The topic that it belongs to.
    pub parent: Option<Id<Topic>>,
}

/// Where things come from.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: Id<Document>,
    /// Where it is declared.
    pub place: Place,
    /// Its title.
    pub title: Localised<String>,
    /// What it is.
    pub kind: DocumentKind,
    /// Its date.
    pub date: Option<Date>,
    /// Its address, `https` or `http`.
    pub url: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// Who holds it.
    pub holder: Option<String>,
    /// When it was read.
    pub retrieved: Option<Date>,
    /// A remark.
    pub note: Option<Localised<String>>,
}

/// Who spoke, by role or code. Ties one person's answers together; has no page.
#[derive(Clone, Debug)]
pub struct Speaker {
    /// Its id.
    pub id: Id<Speaker>,
    /// What the person does.
    pub role: Option<Localised<String>>,
    /// Where.
    pub organisation: Option<Id<Organisation>>,
    /// The person's name, only where it may be published.
    pub name: Option<String>,
}

/// What is measured.
#[derive(Clone, Debug)]
pub struct Metric {
    /// Its id.
    pub id: Id<Metric>,
    /// Where it is declared.
    pub place: Place,
    /// What it is called.
    pub label: Localised<String>,
    /// One sentence about it.
    pub summary: Option<Localised<String>>,
    /// The unit of its values.
    pub unit: Unit,
    /// What kind of value it has.
    pub kind: MetricKind,
    /// The ordered values of a category.
    pub values: Vec<Segment>,
    /// The ordered segments that observations may name.
    pub segments: Vec<Segment>,
    /// How many of its unit one of another unit is.
    pub conversions: Conversions,
    /// What the conversions assume.
    pub conversions_note: Option<Localised<String>>,
    /// A remark.
    pub note: Option<Localised<String>>,
}

/// A named part: a segment of a metric, or a value of a category.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// Its id within the metric.
    pub id: Arc<str>,
    /// What it is called.
    pub label: Localised<String>,
}

/// Whose observation it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// An organisation's.
    Organisation(Id<Organisation>),
    /// A tool's.
    Tool(Id<Tool>),
    /// A practice's.
    Practice(Id<Practice>),
    /// The study's, or an unnamed respondent's.
    Study,
}

impl Owner {
    /// The entity that owns it; none for the study.
    pub fn entity(&self) -> Option<EntityRef> {
        match self {
            Owner::Organisation(id) => Some(EntityRef::new(Kind::Organisation, id.as_str())),
            Owner::Tool(id) => Some(EntityRef::new(Kind::Tool, id.as_str())),
            Owner::Practice(id) => Some(EntityRef::new(Kind::Practice, id.as_str())),
            Owner::Study => None,
        }
    }
}

/// One value of a metric, or the reason why there is none.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Where it is declared.
    pub place: Place,
    /// Whose.
    pub owner: Owner,
    /// Of which metric.
    pub metric: Id<Metric>,
    /// What was read.
    pub reading: Reading,
    /// The value as its author typed it; nothing for a gap, or a value that was given as a map.
    pub typed: Option<String>,
    /// When, to the precision that is known.
    pub date: Option<Date>,
    /// Where it is said.
    pub source: Option<Source>,
    /// How well it is documented.
    pub evidence: Evidence,
    /// What a share is a share of.
    pub base: Option<Base>,
    /// With which tool.
    pub tool: Option<Id<Tool>>,
    /// Of which segment.
    pub segment: Option<Arc<str>>,
    /// Who said it.
    pub respondent: Option<Respondent>,
    /// The quotes that say it.
    pub quotes: Vec<Id<Quote>>,
    /// A remark.
    pub note: Option<Localised<String>>,
}

/// What was read of a metric.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A number.
    Quantity {
        /// As the source gives it.
        said: Amount,
        /// The unit of the source.
        unit: Unit,
        /// The same in the metric's unit.
        amount: Amount,
        /// Whether one of the metric's own conversions was used.
        converted: bool,
    },
    /// One of the metric's values.
    Category(Arc<str>),
    /// A day, month or year.
    Date(Date),
    /// Not known, and why.
    Unknown(Localised<String>),
}

/// What a share is a share of.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// So many.
    Number(u64),
    /// In words.
    Words(Localised<String>),
}

/// Who said a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Respondent {
    /// Somebody whom the source does not name.
    Unnamed,
    /// Somebody of `speakers.yaml`.
    Speaker(Id<Speaker>),
}
