//! One file's text to one [`ParsedFile`]: what it declares, with names still strings and every part's place.
//!
//! Parsing never fails and never looks at another file: what is wrong becomes a diagnostic, what is right is kept, and a
//! file with mistakes still declares its id. What the names mean is found out by `resolve`.

pub mod baseline;
mod card;
mod catalogues;
mod chart;
pub mod columns;
mod declared;
mod entity;
mod forms;
pub mod markdown;
mod metrics;
mod observations;
mod place;
mod quotes;
mod rules;
pub mod shapes;
mod study;
pub mod table;
mod target;
mod text;
pub mod value;

use std::sync::Arc;

use crate::decode::{Context, Date, Localised, Node, Sheet, Table};
use crate::diagnostic::{Diagnosed, SourcePath, Span, Spanned};
use crate::prose::{Heading, Prose, Words};
use crate::study::{
    Amount, ConsentPolicy, Counted, DocumentKind, Evidence, Hosting, Kind, Kinship, Level, MetricKind, Sort,
};

use self::place::Role;

pub use declared::{Declared, Named};
pub use markdown::RawTarget;
pub use place::is_parsed;
pub use rules::RULES;

/// Every table of keys of this room, in the order of the reference.
pub static TABLES: &[&Table] = &[
    &study::STUDY,
    &study::AUTHOR,
    &study::FIELDWORK,
    &study::LICENCE,
    &study::KIND,
    &study::CHECK,
    &text::CHAPTER,
    &text::PAGE,
    &text::TRANSLATION,
    &text::FINDING,
    &text::FINDING_TRANSLATION,
    &card::ORGANISATION,
    &card::TOOL,
    &card::PRACTICE,
    &card::TRANSLATION,
    &card::RELATION,
    &card::KIN,
    &card::TODAY,
    &entity::LINK,
    &entity::SOURCE,
    &quotes::DEFAULTS_BLOCK,
    &quotes::DEFAULTS,
    &quotes::QUOTE,
    &quotes::UNKNOWN,
    &quotes::SOURCE,
    &quotes::INFERRED,
    &quotes::CONSENT,
    &quotes::ANONYMOUS,
    &quotes::TRANSLATION,
    &catalogues::TOPIC,
    &catalogues::DOCUMENT,
    &catalogues::SPEAKER,
    &metrics::METRIC,
    &observations::OBSERVATION,
    &observations::VALUE,
    &chart::CHART,
    &chart::COUNT,
    &chart::METRIC,
    &chart::ROWS,
    &columns::CSV,
    &chart::ROW,
    &chart::EXCEPTION,
    &baseline::KNOWN,
];

/// Parses one file: what it declares, and what is wrong with it. `None` as its text is a file that could not be read: it
/// still declares its id.
///
/// A file of another kind (an image, a file of a theme, one that nothing reads) declares nothing.
pub fn file(path: &SourcePath, text: Option<&str>) -> Diagnosed<ParsedFile> {
    let mut context = Context::new(path, &[]);
    let Some(text) = text else {
        // What is wrong with it was said when it was read.
        return Diagnosed::clean(named_by_path(path));
    };
    let items = match place::role(&mut context) {
        Some(role) => items(role, text, &mut context),
        None => Vec::new(),
    };
    context.diagnosed(ParsedFile::of(path, items))
}

/// What a file declares by its name alone: nothing that refers to it is then unknown.
fn named_by_path(path: &SourcePath) -> ParsedFile {
    let mut context = Context::new(path, &[]);
    // The id stands for name and title, so that their lack is not reported as a second mistake.
    let words = |id: &str| {
        let nowhere = Span::default();
        Some(Localised { texts: vec![(Name::new(String::new(), nowhere), Name::new(id.to_owned(), nowhere))] })
    };
    let item = place::role(&mut context).and_then(|role| match role {
        Role::Study => Some(Item::Study(Box::default())),
        Role::Card(kind, file) => {
            Some(Item::Card(Box::new(CardFile { name: words(&file.id), ..CardFile::named(kind, file) })))
        }
        Role::Text(kind, file) => {
            Some(Item::Text(Box::new(TextFile { title: words(&file.id), ..TextFile::named(kind, file) })))
        }
        Role::Quotes(file) => Some(Item::Quote(Box::new(QuoteEntry::named(Name::new(file, Span::default()))))),
        Role::Chart(file) => Some(Item::Chart(Box::new(ChartFile::named(file)))),
        Role::Sheet => Some(Item::Sheet(Box::default())),
        Role::Table(rows) => rows.unread().map(Item::Unread),
        Role::Topics => Some(Item::Unread(Unread::Kind(Kind::Topic))),
        Role::Documents => Some(Item::Unread(Unread::Kind(Kind::Document))),
        Role::Metrics => Some(Item::Unread(Unread::Kind(Kind::Metric))),
        Role::Speakers => Some(Item::Unread(Unread::Speakers)),
        Role::Observations(_) => Some(Item::Unread(Unread::Observations)),
        Role::QuoteTranslations(..) => None,
    });
    ParsedFile::of(path, item.into_iter().collect())
}

fn items(role: Role, text: &str, context: &mut Context) -> Vec<Item> {
    fn all<T>(entries: Vec<T>, item: impl Fn(Box<T>) -> Item) -> Vec<Item> {
        entries.into_iter().map(|entry| item(Box::new(entry))).collect()
    }
    match role {
        Role::Study => vec![Item::Study(Box::new(study::read(text, context)))],
        Role::Card(kind, file) => vec![Item::Card(Box::new(card::read(kind, file, text, context)))],
        Role::Text(kind, file) => vec![Item::Text(Box::new(text::read(kind, file, text, context)))],
        Role::Quotes(file) => all(quotes::read(&file, text, context), Item::Quote),
        Role::QuoteTranslations(file, language) => {
            all(quotes::translations(&file, &language, text, context), Item::QuoteTranslation)
        }
        Role::Topics => all(catalogues::topics(text, context), Item::Topic),
        Role::Documents => all(catalogues::documents(text, context), Item::Document),
        Role::Speakers => all(catalogues::speakers(text, context), Item::Speaker),
        Role::Metrics => all(metrics::read(text, context), Item::Metric),
        Role::Observations(owner) => all(observations::read(&owner, text, context), Item::Observation),
        Role::Chart(file) => vec![Item::Chart(Box::new(chart::read(file, text, context)))],
        Role::Sheet => vec![Item::Sheet(Box::new(columns::sheet(text, context)))],
        Role::Table(rows) => table::read(rows, text, context),
    }
}

/// A name as it is typed.
pub type Name = Spanned<String>;

/// What one file declares.
#[derive(Clone, Debug)]
pub struct ParsedFile {
    /// The file.
    pub path: SourcePath,
    /// What it declares, in its order.
    pub items: Vec<Item>,
    /// The names that it gives, in its order.
    pub names: Vec<Declared>,
}

impl ParsedFile {
    fn of(path: &SourcePath, items: Vec<Item>) -> Self {
        let names = items.iter().filter_map(declared::by).collect();
        Self { path: path.clone(), items, names }
    }
}

/// One thing that a file declares.
#[derive(Clone, Debug)]
pub enum Item {
    /// `study.yaml`.
    Study(Box<StudyFile>),
    /// An organisation, a tool or a practice, or its translation.
    Card(Box<CardFile>),
    /// A chapter, a page or a finding, or its translation.
    Text(Box<TextFile>),
    /// A quote.
    Quote(Box<QuoteEntry>),
    /// A quote's words in another language.
    QuoteTranslation(Box<QuoteTranslationEntry>),
    /// A topic.
    Topic(Box<TopicEntry>),
    /// A document.
    Document(Box<DocumentEntry>),
    /// A speaker.
    Speaker(Box<SpeakerEntry>),
    /// A metric.
    Metric(Box<MetricEntry>),
    /// A value of a metric.
    Observation(Box<ObservationEntry>),
    /// A chart.
    Chart(Box<ChartFile>),
    /// A table of a spreadsheet.
    Sheet(Box<SheetFile>),
    /// A relation that stands in a table of relations.
    Relation(Box<RelationRow>),
    /// A file that could not be read: of what it may have declared nothing is unknown.
    Unread(Unread),
}

/// What a file that could not be read may have declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Entities of that kind.
    Kind(Kind),
    /// Speakers.
    Speakers,
    /// Values of metrics.
    Observations,
}

/// What `study.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct StudyFile {
    /// The title.
    pub title: Option<Localised>,
    /// The study in one sentence.
    pub answer: Option<Localised>,
    /// What it is, in a few words.
    pub genre: Option<Localised>,
    /// What it cannot say, in one sentence.
    pub caveat: Option<Localised>,
    /// Its authors.
    pub authors: Vec<AuthorEntry>,
    /// For whom it was made.
    pub commissioned_by: Option<Name>,
    /// First and last date of the fieldwork.
    pub fieldwork: Option<(Spanned<Date>, Spanned<Date>)>,
    /// The languages.
    pub languages: Vec<Name>,
    /// Whether quotes need a consent each.
    pub consent: Option<Spanned<ConsentPolicy>>,
    /// When it was published.
    pub published: Option<Spanned<Date>>,
    /// When it was last changed.
    pub updated: Option<Spanned<Date>>,
    /// Where it is published.
    pub address: Option<Name>,
    /// Licence of the text.
    pub licence_text: Option<Name>,
    /// Licence of the quotes.
    pub licence_quotes: Option<Name>,
    /// Licence of the data.
    pub licence_data: Option<Name>,
    /// The theme.
    pub theme: Option<Name>,
    /// Words to find it by: a list in the first language, or one list a language.
    pub keywords: Vec<(Name, Vec<Name>)>,
    /// The version.
    pub version: Option<Name>,
    /// The edition.
    pub edition: Option<Localised>,
    /// The publisher.
    pub publisher: Option<Name>,
    /// Where to report an error.
    pub contact: Option<Name>,
    /// Who paid.
    pub funding: Option<Localised>,
    /// The DOI.
    pub doi: Option<Name>,
    /// The ISBN.
    pub isbn: Option<Name>,
    /// The address of the PDF.
    pub pdf: Option<Name>,
    /// The host.
    pub hosting: Option<Spanned<Hosting>>,
    /// What kinds are called.
    pub kinds: Vec<KindEntry>,
    /// What relations are called, and a verb for each.
    pub relations: Vec<(Name, Localised)>,
    /// Statuses of its own.
    pub statuses: Vec<(Name, Localised)>,
    /// Levels and pardons.
    pub checks: Vec<PardonEntry>,
}

/// An author of the study.
#[derive(Clone, Debug)]
pub struct AuthorEntry {
    /// The name.
    pub name: Name,
    /// What they did.
    pub role: Option<Name>,
    /// An ORCID iD.
    pub orcid: Option<Name>,
    /// Where they work.
    pub affiliation: Option<Name>,
    /// Whether it is a body.
    pub organisation: bool,
}

/// What a kind is called in the study's words.
#[derive(Clone, Debug)]
pub struct KindEntry {
    /// The kind.
    pub kind: Name,
    /// One of them.
    pub singular: Option<Localised>,
    /// Several.
    pub plural: Option<Localised>,
    /// The type of schema.org.
    pub schema_type: Option<Name>,
}

/// A level or a pardon for a check.
#[derive(Clone, Debug)]
pub struct PardonEntry {
    /// The code.
    pub code: Name,
    /// The level.
    pub level: Option<Level>,
    /// Who is pardoned, as `kind:id`.
    pub except: Vec<Name>,
    /// Why.
    pub reason: Option<Name>,
}

/// What every file of one entity has: its id and the language that it is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The id, without digits of order, language and ending. Its span is empty at the start of the file.
    pub id: String,
    /// The language of the file's name; none is the study's first.
    pub language: Option<String>,
    /// Leading digits, for chapters.
    pub number: Option<u32>,
}

/// An organisation, a tool or a practice.
#[derive(Clone, Debug)]
pub struct CardFile {
    /// Which of the three.
    pub kind: Kind,
    /// Id and language.
    pub file: FileName,
    /// Where its id stands in a table; empty at the start of a file of its own.
    pub span: Span,
    /// Its name.
    pub name: Option<Localised>,
    /// Its other names, in the file's language.
    pub also_called: Vec<Name>,
    /// One sentence about it.
    pub summary: Option<Localised>,
    /// What it is about.
    pub topics: Vec<Name>,
    /// Where else it can be read about.
    pub links: Vec<LinkEntry>,
    /// Its identifiers elsewhere.
    pub identifiers: Vec<(Name, Name)>,
    /// Where it is said.
    pub source: Option<SourceEntry>,
    /// Today's name.
    pub now: Option<(Name, Option<Spanned<Date>>)>,
    /// Not to be published yet.
    pub draft: bool,
    /// Addresses that it had.
    pub old_addresses: Vec<Name>,
    /// Tools of an organisation.
    pub tools: Vec<RelationEntry>,
    /// Practices of an organisation or a tool.
    pub practices: Vec<RelationEntry>,
    /// Tools of a tool.
    pub kin: Vec<(Name, Spanned<Kinship>)>,
    /// Its words.
    pub body: Prose<RawTarget>,
    /// The hash of what was translated.
    pub translated_from: Option<Name>,
}

/// A page of the web.
#[derive(Clone, Debug)]
pub struct LinkEntry {
    /// Its address.
    pub url: Name,
    /// What it is called.
    pub label: Option<Localised>,
}

/// A document and where in it.
#[derive(Clone, Debug)]
pub struct SourceEntry {
    /// The document.
    pub document: Option<Name>,
    /// Where in it.
    pub locator: Option<Name>,
}

/// A declared relation.
#[derive(Clone, Debug)]
pub struct RelationEntry {
    /// The other end.
    pub id: Name,
    /// How well it is documented.
    pub evidence: Option<Spanned<Evidence>>,
    /// How it stands: a closed word, or one of the study's own.
    pub status: Option<Name>,
    /// Where it is said.
    pub source: Option<SourceEntry>,
    /// A remark.
    pub note: Option<Localised>,
    /// The entry as a whole.
    pub span: Span,
}

/// A relation of a table: both its ends are named.
#[derive(Clone, Debug)]
pub struct RelationRow {
    /// An organisation, or the tool of a tool and a practice.
    pub from_kind: Kind,
    /// Which of them.
    pub from: Name,
    /// A tool or a practice.
    pub to_kind: Kind,
    /// The other end, and what is said of the relation.
    pub entry: RelationEntry,
}

/// A chapter, a page of front or back matter, or a finding.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// Which of the three.
    pub kind: Kind,
    /// Id, language and number.
    pub file: FileName,
    /// The key `title`.
    pub title: Option<Localised>,
    /// The first heading of the body, taken from it.
    pub heading: Option<Heading<RawTarget>>,
    /// One sentence about it.
    pub summary: Option<Localised>,
    /// What it is about.
    pub topics: Vec<Name>,
    /// Its place among its kind.
    pub order: Option<i64>,
    /// What a finding rests on, as `kind:id`.
    pub rests_on: Vec<Spanned<RawTarget>>,
    /// How far a finding holds.
    pub scope: Option<Localised>,
    /// Not to be published yet.
    pub draft: bool,
    /// Addresses that it had.
    pub old_addresses: Vec<Name>,
    /// Its words, without the title.
    pub body: Prose<RawTarget>,
    /// The hash of what was translated.
    pub translated_from: Option<Name>,
}

/// Whether a quote may be published, as its entry says.
#[derive(Clone, Debug)]
pub enum ConsentEntry {
    /// It may.
    Granted,
    /// It may, without what identifies who spoke; what is named may stay.
    Anonymous {
        /// Keeps the document.
        keep_document: bool,
        /// Keeps the locator.
        keep_locator: bool,
    },
    /// It may not.
    Withheld,
    /// It might once, and no longer.
    Withdrawn(Date),
    /// Not before a date.
    EmbargoedUntil(Date),
}

/// A quote with what it inherits from its file's `defaults`.
#[derive(Clone, Debug)]
pub struct QuoteEntry {
    /// Its id; of the file's name where the entry gives none, with an empty span at the start of the file.
    pub id: Name,
    /// The first line of the entry's block.
    pub span: Span,
    /// False where part of the entry could not be read: then nothing is to be said about what it leaves out.
    pub whole: bool,
    /// The words, with their range as they are typed.
    pub words: Spanned<Arc<Words>>,
    /// Whose words they are.
    pub organisation: Option<Name>,
    /// Why it is not known whose words they are.
    pub unknown: Option<Localised>,
    /// Who spoke.
    pub speaker: Option<Name>,
    /// The document; its locator is the entry's own.
    pub source: Option<SourceEntry>,
    /// The language of the words.
    pub language: Option<Name>,
    /// When it was said.
    pub date: Option<Spanned<Date>>,
    /// How well the attribution is documented.
    pub evidence: Option<Spanned<Evidence>>,
    /// Tools that the words name.
    pub tools: Vec<Name>,
    /// Practices that the words name.
    pub practices: Vec<Name>,
    /// What it is about.
    pub topics: Vec<Name>,
    /// Tools, practices and topics that the editors conclude, and why.
    pub inferred: Option<InferredEntry>,
    /// Phrases in other languages.
    pub foreign: Vec<(Name, Vec<Name>)>,
    /// A remark.
    pub note: Option<Localised>,
    /// Whether it may be published.
    pub consent: Option<Spanned<ConsentEntry>>,
    /// Not to be published yet.
    pub draft: bool,
    /// Addresses that it had.
    pub old_addresses: Vec<Name>,
}

/// What the editors conclude about a quote.
#[derive(Clone, Debug, Default)]
pub struct InferredEntry {
    /// Tools.
    pub tools: Vec<Name>,
    /// Practices.
    pub practices: Vec<Name>,
    /// Topics.
    pub topics: Vec<Name>,
    /// Why.
    pub why: Option<Localised>,
}

/// A quote's words in another language.
#[derive(Clone, Debug)]
pub struct QuoteTranslationEntry {
    /// The quote.
    pub id: Name,
    /// The language of the file's name.
    pub language: String,
    /// Who translated.
    pub by: Option<Name>,
    /// The words, with their range as they are typed.
    pub words: Spanned<Arc<Words>>,
    /// The hash of what was translated.
    pub translated_from: Option<Name>,
}

/// A topic.
#[derive(Clone, Debug)]
pub struct TopicEntry {
    /// Its id.
    pub id: Name,
    /// What it is called.
    pub label: Option<Localised>,
    /// One sentence about it.
    pub summary: Option<Localised>,
    /// Its place among topics.
    pub order: Option<i64>,
    /// The topic that it belongs to.
    pub parent: Option<Name>,
}

/// A document.
#[derive(Clone, Debug)]
pub struct DocumentEntry {
    /// Its id.
    pub id: Name,
    /// Its title.
    pub title: Option<Localised>,
    /// What it is.
    pub kind: Option<Spanned<DocumentKind>>,
    /// Its date.
    pub date: Option<Spanned<Date>>,
    /// Its address.
    pub url: Option<Name>,
    /// Its licence.
    pub licence: Option<Name>,
    /// Who holds it.
    pub holder: Option<Name>,
    /// When it was read.
    pub retrieved: Option<Spanned<Date>>,
    /// A remark.
    pub note: Option<Localised>,
}

/// A speaker.
#[derive(Clone, Debug)]
pub struct SpeakerEntry {
    /// Its id.
    pub id: Name,
    /// What the person does.
    pub role: Option<Localised>,
    /// Where.
    pub organisation: Option<Name>,
    /// The name; dropped where `named: true` does not stand beside it.
    pub name: Option<Name>,
}

/// A metric.
#[derive(Clone, Debug)]
pub struct MetricEntry {
    /// Its id.
    pub id: Name,
    /// What it is called.
    pub label: Option<Localised>,
    /// One sentence about it.
    pub summary: Option<Localised>,
    /// A unit's name, or a noun in each language.
    pub unit: Option<UnitEntry>,
    /// What kind of value it has.
    pub kind: Option<Spanned<MetricKind>>,
    /// The ordered values of a category.
    pub values: Vec<SegmentEntry>,
    /// The ordered segments.
    pub segments: Vec<SegmentEntry>,
    /// How many of its unit one of another is.
    pub conversions: Vec<(Name, Spanned<f64>)>,
    /// What the conversions assume.
    pub conversions_note: Option<Localised>,
    /// A remark.
    pub note: Option<Localised>,
}

/// A unit as it is typed.
#[derive(Clone, Debug)]
pub enum UnitEntry {
    /// `hour/day`.
    Named(Name),
    /// `{fr: mot, en: word}`.
    Noun(Localised, Span),
}

/// A segment, or a value of a category.
#[derive(Clone, Debug)]
pub struct SegmentEntry {
    /// Its id.
    pub id: Name,
    /// What it is called; its id where this is left out.
    pub label: Option<Localised>,
}

/// Whose observation it is, as its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerEntry {
    /// An organisation, a tool or a practice, by the folder of the file.
    Entity(Kind, String),
    /// An organisation, a tool or a practice, as a table names it: by its kind and id, or by its id alone.
    Named {
        /// The kind, where it is written.
        kind: Option<Kind>,
        /// The id.
        id: Name,
    },
    /// The study.
    Study,
}

/// A value of a metric.
#[derive(Clone, Debug)]
pub struct ObservationEntry {
    /// Whose.
    pub owner: OwnerEntry,
    /// Of which metric.
    pub metric: Name,
    /// The value, or why there is none; nothing where it could not be read.
    pub value: Option<ValueEntry>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Where it is said.
    pub source: Option<SourceEntry>,
    /// How well it is documented.
    pub evidence: Option<Spanned<Evidence>>,
    /// What a share is a share of: a number, or words.
    pub base: Option<BaseEntry>,
    /// With which tool.
    pub tool: Option<Name>,
    /// Of which segment.
    pub segment: Option<Name>,
    /// `unnamed`, or a speaker.
    pub respondent: Option<Name>,
    /// The quotes that say it.
    pub quotes: Vec<Name>,
    /// A remark.
    pub note: Option<Localised>,
    /// The observation as a whole.
    pub span: Span,
}

/// A value as it is typed; what it must be depends on its metric.
#[derive(Clone, Debug)]
pub enum ValueEntry {
    /// As one says it: `about 4 h/day`, `2012-06`, the id of a category's value.
    Said(Name),
    /// As a map for programs.
    Map {
        /// The amount.
        amount: Amount,
        /// Its unit; the metric's where this is left out.
        unit: Option<Name>,
        /// The map.
        span: Span,
    },
    /// Not known, and why.
    Unknown(Localised, Span),
}

/// What a share is a share of.
#[derive(Clone, Debug)]
pub enum BaseEntry {
    /// So many.
    Number(u64),
    /// In words.
    Words(Localised),
}

/// A chart.
#[derive(Clone, Debug)]
pub struct ChartFile {
    /// Its id.
    pub file: FileName,
    /// Its kind.
    pub kind: Option<Name>,
    /// What it shows.
    pub title: Option<Localised>,
    /// Measure and unit.
    pub subtitle: Option<Localised>,
    /// Where its rows come from.
    pub data: Option<DataEntry>,
    /// The kind's own options.
    pub options: Option<Node>,
    /// Where its numbers come from.
    pub source: Option<Localised>,
    /// What a reader must know.
    pub note: Option<Localised>,
    /// The author's own description.
    pub description: Option<Localised>,
    /// Rules that it breaks, and why.
    pub exceptions: Vec<(Name, Name)>,
    /// Not to be published yet.
    pub draft: bool,
    /// Addresses that it had.
    pub old_addresses: Vec<Name>,
}

/// Where a chart's rows come from, as it is typed.
#[derive(Clone, Debug)]
pub struct DataEntry {
    /// One of the four forms.
    pub form: DataForm,
    /// How rows are sorted.
    pub sort: Option<Spanned<Sort>>,
    /// At most so many rows.
    pub limit: Option<Spanned<i64>>,
    /// Which entities: a key and its values.
    pub filters: Vec<(Name, Vec<Name>)>,
    /// The unit of the values that name none, for rows of its own.
    pub unit: Option<UnitEntry>,
    /// Where it stands.
    pub span: Span,
}

/// The four forms of a chart's data.
#[derive(Clone, Debug)]
pub enum DataForm {
    /// Entities counted by others.
    Count {
        /// What is counted.
        count: Spanned<Counted>,
        /// By what.
        by: Vec<Name>,
    },
    /// The observations of a metric.
    Metric {
        /// The metric.
        metric: Name,
        /// The metric that it is shown against.
        against: Option<Name>,
        /// By what: rows, and series.
        by: Vec<Name>,
        /// `latest` where this is left out.
        at: Option<Spanned<Date>>,
    },
    /// Rows of its own.
    Rows(Vec<RowEntry>),
    /// The rows of a file beside it.
    Csv(CsvEntry),
}

/// A CSV file as a chart's rows.
#[derive(Clone, Debug)]
pub struct CsvEntry {
    /// The file, relative to the definition.
    pub file: Name,
    /// From which columns each key of a row is read.
    pub columns: Vec<ColumnEntry>,
}

/// The columns of one key of a row.
#[derive(Clone, Debug)]
pub struct ColumnEntry {
    /// The key, as a row has it.
    pub key: &'static str,
    /// A language and its column; one without a language where the words are in the study's own, or are no words.
    pub names: Vec<(Name, Name)>,
}

/// A CSV file; without a table where it could not be read, which is said.
#[derive(Clone, Debug, Default)]
pub struct SheetFile {
    /// The table.
    pub sheet: Option<Sheet>,
}

/// A row that a chart gives itself.
#[derive(Clone, Debug)]
pub struct RowEntry {
    /// Its label.
    pub label: Option<Localised>,
    /// Its value.
    pub value: Option<ValueEntry>,
    /// When the value was so.
    pub when: Option<Spanned<Date>>,
    /// What a share is a share of.
    pub base: Option<BaseEntry>,
    /// First and last date of a period, or one date.
    pub period: Option<(Spanned<Date>, Option<Spanned<Date>>)>,
    /// The name of its series.
    pub series: Option<Localised>,
    /// The group of its point.
    pub group: Option<Localised>,
    /// How well it is documented.
    pub evidence: Option<Spanned<Evidence>>,
    /// What stands behind it, as `kind:id`.
    pub link: Option<Spanned<RawTarget>>,
    /// A remark.
    pub note: Option<Localised>,
    /// The row as a whole.
    pub span: Span,
}

#[cfg(test)]
mod tests;
