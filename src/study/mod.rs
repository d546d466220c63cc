//! The typed model of a study: complete, published only, and never changed.
//!
//! `resolve` makes it from parsed files; everything after only reads it. An optional field is one that the author may
//! leave out, never one that is "not filled in yet".

mod entity;
#[cfg(test)]
pub(crate) mod fixture;
mod id;
mod imprint;
mod localised;
mod quote;
mod value;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::decode::Node;
use crate::diagnostic::{Place, SourcePath, Span, Spanned};
use crate::language::LanguageCode;
use crate::prose::Prose;

pub use crate::decode::{ClosedWord, Date};
pub use entity::{
    Base, Body, Card, Document, Kin, Metric, Observation, Organisation, Owner, Practice, Reading, Relation, Respondent,
    Segment, Source, Speaker, Today, Tool, Topic, WebLink,
};
pub use id::{EntityRef, Id, Kind};
pub use imprint::{Author, Imprint, KindNames, Level, Licence, Pardon, Period};
pub use localised::Localised;
pub use quote::{Attribution, Inferred, Quote, QuoteTranslation, Tombstone};
pub use value::{Amount, Conversions, Dimension, KnownUnit, UNITS, Unit};
pub use words::{ConsentPolicy, DocumentKind, Evidence, Hosting, Kinship, MetricKind, Status};

/// A study as it is published.
#[derive(Clone, Debug)]
pub struct Study {
    /// What `study.yaml` says.
    pub imprint: Imprint,
    /// The narrative, in its order.
    pub chapters: Vec<Chapter>,
    /// Front and back matter, by id.
    pub pages: BTreeMap<Id<Page>, Page>,
    /// The claims, in their order.
    pub findings: Vec<Finding>,
    /// Who was studied.
    pub organisations: BTreeMap<Id<Organisation>, Organisation>,
    /// What they use.
    pub tools: BTreeMap<Id<Tool>, Tool>,
    /// What they do.
    pub practices: BTreeMap<Id<Practice>, Practice>,
    /// The topics of the analysis.
    pub topics: BTreeMap<Id<Topic>, Topic>,
    /// Where things come from.
    pub documents: BTreeMap<Id<Document>, Document>,
    /// Who spoke; never pages.
    pub speakers: BTreeMap<Id<Speaker>, Speaker>,
    /// What was said. Most are published as they are, and then shared with the whole model.
    pub quotes: BTreeMap<Id<Quote>, Arc<Quote>>,
    /// What is measured.
    pub metrics: BTreeMap<Id<Metric>, Metric>,
    /// Every value of every metric: by owner, then metric, then the author's order.
    pub observations: Vec<Observation>,
    /// The authored charts.
    pub charts: BTreeMap<Id<ChartDefinition>, ChartDefinition>,
    /// What is left of quotes whose consent was withdrawn.
    pub tombstones: Vec<Tombstone>,
    /// Images and other files that pages carry, by their path in the study.
    pub assets: BTreeMap<Arc<str>, Asset>,
    /// Who refers to what: both ends of every link, embed and piece of evidence.
    pub uses: BTreeMap<EntityRef, Vec<Use>>,
    /// How many quotes are not published, so that the summary can say it.
    pub withheld: usize,
}

impl Study {
    /// The study's languages; the first is its own.
    pub fn languages(&self) -> &[LanguageCode] {
        &self.imprint.languages
    }

    /// The observations of one owner, in order.
    pub fn observations_of<'a>(&'a self, owner: &'a Owner) -> impl Iterator<Item = &'a Observation> {
        self.observations.iter().filter(move |observation| observation.owner == *owner)
    }
}

/// What a link of an author's text leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An entity.
    Entity(EntityRef),
    /// One observation, as its index in [`Study::observations`].
    Observation(usize),
}

/// One reference from an entity to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Who refers.
    pub by: EntityRef,
    /// How.
    pub role: UseRole,
}

/// How one entity refers to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UseRole {
    /// A finding rests on it.
    Evidence,
    /// Its text shows it in place.
    Embed,
    /// Its text links to it.
    Link,
}

/// A chapter of the narrative.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its id, without the leading digits of its file.
    pub id: Id<Chapter>,
    /// The leading digits of its file; they give the order.
    pub number: Option<u32>,
    /// Title, summary and words.
    pub body: Body,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
}

/// A page of front or back matter.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its id.
    pub id: Id<Page>,
    /// Its place among the pages, where the author gives one.
    pub order: Option<i64>,
    /// Title, summary and words.
    pub body: Body,
}

/// A claim with its evidence.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its id.
    pub id: Id<Finding>,
    /// Its place among the findings, where the author gives one.
    pub order: Option<i64>,
    /// Title, summary and words.
    pub body: Body,
    /// What it rests on, in the author's order.
    pub rests_on: Vec<Spanned<Target>>,
    /// How far it holds: "2 organisations of 15".
    pub scope: Option<Localised<String>>,
    /// What it is about.
    pub topics: Vec<Id<Topic>>,
}

/// A chart of its own, as its author defines it.
#[derive(Clone, Debug)]
pub struct ChartDefinition {
    /// Its id.
    pub id: Id<ChartDefinition>,
    /// Where it is defined.
    pub place: Place,
    /// The name of its kind.
    pub kind: Spanned<String>,
    /// What it shows.
    pub title: Localised<String>,
    /// Measure and unit, in words.
    pub subtitle: Option<Localised<String>>,
    /// Where its rows come from.
    pub data: ChartData,
    /// The kind's own options, decoded by the kind.
    pub options: Node,
    /// Where its numbers come from, in words; the documents of its data where this is left out.
    pub source: Option<Localised<String>>,
    /// What a reader must know.
    pub note: Option<Localised<String>>,
    /// The author's own description, for who cannot see it.
    pub description: Option<Localised<String>>,
    /// Rules that it breaks on purpose.
    pub exceptions: Vec<Exception>,
    /// Addresses that it had.
    pub old_addresses: Vec<String>,
}

/// A rule of honest charts that a chart breaks on purpose.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The code of the rule, as typed.
    pub rule: Spanned<String>,
    /// Why; it is published beside the chart.
    pub reason: String,
}

/// Where a chart's rows come from.
#[derive(Clone, Debug)]
pub enum ChartData {
    /// How many entities of a kind there are, by others.
    Count {
        /// What is counted.
        count: Counted,
        /// By what: one grouping, or rows and columns.
        by: Vec<Grouping>,
        /// Which of them.
        filters: Filters,
        /// How rows are sorted.
        sort: Sort,
        /// At most so many rows.
        limit: Option<usize>,
        /// Where `data` stands.
        span: Span,
    },
    /// The observations of a metric.
    Metric {
        /// Which metric.
        metric: Id<Metric>,
        /// The metric that it is shown against, up, in a scatter.
        against: Option<Id<Metric>>,
        /// By what: one grouping, or rows and series; by owner where nothing is asked.
        by: Vec<Grouping>,
        /// Which of them.
        filters: Filters,
        /// At a date, or the latest of each where there are several.
        at: Option<Date>,
        /// How rows are sorted.
        sort: Sort,
        /// At most so many rows.
        limit: Option<usize>,
        /// Where `data` stands.
        span: Span,
    },
    /// Rows of the definition's own.
    Rows {
        /// The rows, in the author's order.
        rows: Vec<ChartRow>,
        /// How rows are sorted; as they stand where the author says nothing.
        sort: Option<Sort>,
        /// At most so many rows.
        limit: Option<usize>,
        /// Where `data` stands.
        span: Span,
    },
}

impl ChartData {
    /// Where the data of the definition stands in its file.
    pub fn span(&self) -> Span {
        match self {
            ChartData::Count { span, .. } | ChartData::Metric { span, .. } | ChartData::Rows { span, .. } => *span,
        }
    }
}

/// What a chart counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Quotes.
    Quotes,
    /// Organisations.
    Organisations,
    /// Tools.
    Tools,
    /// Practices.
    Practices,
    /// Topics.
    Topics,
    /// Documents.
    Documents,
}

impl ClosedWord for Counted {
    const NAME: &'static str = "kind of thing to count";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("quotes", Self::Quotes),
        ("organisations", Self::Organisations),
        ("tools", Self::Tools),
        ("practices", Self::Practices),
        ("topics", Self::Topics),
        ("documents", Self::Documents),
    ];
}

/// What rows or columns of a chart stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Entities of a kind: organisation, tool, practice, topic, document.
    Entity(Kind),
    /// Levels of evidence.
    Evidence,
    /// Statuses of relations.
    Status,
    /// Languages of quotes.
    Language,
    /// Values of a category metric.
    Category(Id<Metric>),
    /// Segments of a metric.
    Segment,
    /// Dates of observations.
    Date,
    /// One row an observation, for unnamed respondents.
    Observation,
}

/// Which entities a chart takes: those that have one of the values, for every key.
pub type Filters = Vec<(Grouping, Vec<Arc<str>>)>;

/// How the rows of a chart are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Highest first.
    Value,
    /// By name, as the language sorts.
    Name,
    /// As the author or the metric orders them.
    Order,
}

impl ClosedWord for Sort {
    const NAME: &'static str = "way to sort";
    const WORDS: &'static [(&'static str, Self)] =
        &[("value", Self::Value), ("name", Self::Name), ("order", Self::Order)];
}

/// One row that a definition gives itself.
#[derive(Clone, Debug)]
pub struct ChartRow {
    /// Its label; the date where this is left out.
    pub label: Option<Localised<String>>,
    /// When its value was so.
    pub when: Option<Date>,
    /// Its value, or why there is none.
    pub value: RowValue,
    /// How many decimals its number was typed with, where it was typed as one says it.
    pub decimals: Option<usize>,
    /// What a share is a share of.
    pub base: Option<Base>,
    /// The name of its series.
    pub series: Option<Localised<String>>,
    /// The group of its point, in a strip or a scatter.
    pub group: Option<Localised<String>>,
    /// How well it is documented.
    pub evidence: Evidence,
    /// What stands behind it.
    pub target: Option<Target>,
    /// A remark.
    pub note: Option<Localised<String>>,
    /// The file that it stands in: the definition, or the CSV file that it names.
    pub path: SourcePath,
    /// Where it stands there.
    pub span: Span,
}

impl ChartRow {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::new(&self.path, self.span)
    }
}

/// The value of a row that a definition gives itself.
#[derive(Clone, Debug, PartialEq)]
pub enum RowValue {
    /// A number with its unit.
    Quantity(Amount, Unit),
    /// A date, or the first and last of a period.
    Period(Date, Option<Date>),
    /// Not known, and why.
    Unknown(Localised<String>),
}

/// A file that pages carry as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// The words of an author, links resolved.
pub type Text = Prose<Target>;
