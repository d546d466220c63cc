//! One file's text to one [`ParsedFile`]: what it declares, with names still strings and every part's place.
//!
//! Parsing never fails and never looks at another file: what is wrong becomes a diagnostic, what is right is kept, and a
//! file with mistakes still declares its id. What the names mean is found out by `resolve`.

mod card;
mod catalogues;
mod chart;
pub mod markdown;
mod metrics;
mod observations;
mod origin;
mod quotes;
mod study;
mod target;
mod text;
mod translation;
pub mod value;

use crate::decode::{Context, Date, Localised, Node, id};
use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath, Span, Spanned, nearest};
use crate::language::LanguageCode;
use crate::prose::{Heading, Prose};
use crate::study::{
    Amount, ConsentPolicy, Counted, DocumentKind, Evidence, Hosting, Kind, Kinship, Level, MetricKind, Sort, Status,
};

pub use markdown::RawTarget;

/// An address that is no page of the web.
pub static INVALID_ADDRESS: Rule = Rule {
    code: Code::InvalidAddress,
    severity: Severity::Error,
    summary: "an address that does not begin with https:// or http://",
    explanation: "Links out of the study lead to pages of the web. Other schemes, such as `javascript:`, are refused.",
    example: "url: www.ined.fr → url: https://www.ined.fr",
};

/// The rules of this room, those of Markdown apart.
pub static RULES: &[&Rule] = &[
    &INVALID_ADDRESS,
    &catalogues::UNNAMED_SPEAKER,
    &observations::VALUE_OR_UNKNOWN,
    &observations::INVALID_VALUE_MAP,
    &chart::CHART_DATA_FORM,
    &quotes::QUOTE_WITHOUT_ID,
    &quotes::INVALID_CONSENT,
    &study::UNKNOWN_CHECK,
    &study::PERIOD_TURNED_ROUND,
    &study::INVALID_IDENTIFIER,
    &translation::NOT_TRANSLATABLE,
];

/// Folders of Markdown, and the kind that each holds.
const FOLDERS: [(&str, Kind); 6] = [
    ("content/organisations", Kind::Organisation),
    ("content/tools", Kind::Tool),
    ("content/practices", Kind::Practice),
    ("content/chapters", Kind::Chapter),
    ("content/pages", Kind::Page),
    ("content/findings", Kind::Finding),
];

/// Whether a file is one that is parsed: `study.yaml`, and texts of `content/` and `charts/`.
pub fn is_parsed(path: &SourcePath) -> bool {
    let path = path.as_str();
    let inside = path.starts_with("content/") || path.starts_with("charts/");
    path == "study.yaml" || inside && [".md", ".yaml", ".yml"].iter().any(|ending| path.ends_with(ending))
}

/// Parses one file. `None` as its text is a file that could not be read: it still declares its id.
pub fn file(path: &SourcePath, text: Option<&str>) -> Diagnosed<ParsedFile> {
    let mut context = Context::new(path, &[]);
    let items = items(path, text.unwrap_or_default(), &mut context);
    if text.is_none() {
        // What is wrong with it was said when it was read; an empty file in its place has nothing to add.
        context.diagnostics.clear();
    }
    context.diagnosed(ParsedFile { path: path.clone(), items })
}

fn items(path: &SourcePath, text: &str, context: &mut Context) -> Vec<Item> {
    match path.as_str() {
        "study.yaml" => vec![Item::Study(Box::new(study::read(&yaml(text, context), context)))],
        "content/topics.yaml" => catalogues::topics(&yaml(text, context), context),
        "content/documents.yaml" => catalogues::documents(&yaml(text, context), context),
        "content/speakers.yaml" => catalogues::speakers(&yaml(text, context), context),
        "content/metrics.yaml" => metrics::read(&yaml(text, context), context),
        "content/observations.yaml" => observations::read(&yaml(text, context), &OwnerEntry::Study, context),
        _ => in_folder(path, text, context),
    }
}

fn yaml(text: &str, context: &mut Context) -> Node {
    context.read_yaml(text, 0).unwrap_or_else(|| Node::nothing(Span::default()))
}

fn in_folder(path: &SourcePath, text: &str, context: &mut Context) -> Vec<Item> {
    let name = path.file_name();
    let folder = path.folder();
    if folder == "charts" && name.ends_with(".yaml") {
        let file = file_name(name.trim_end_matches(".yaml"), Kind::Chart, context);
        return vec![Item::Chart(Box::new(chart::read(&yaml(text, context), file, context)))];
    }
    if folder == "content/quotes" && name.ends_with(".md") {
        let file = file_name(name.trim_end_matches(".md"), Kind::Quote, context);
        return match file.language.clone() {
            Some(language) => quotes::translations(&file, &language, text, context),
            None => quotes::read(&file, text, context),
        };
    }
    for (holder, kind) in FOLDERS {
        if folder == holder && name.ends_with(".md") {
            let file = file_name(name.trim_end_matches(".md"), kind, context);
            return vec![entity(kind, file, text, context)];
        }
        if let Some(id) =
            folder.strip_prefix(holder).and_then(|rest| rest.strip_prefix('/')).filter(|id| !id.contains('/'))
        {
            return in_entity_folder(kind, id, name, text, context);
        }
    }
    context.report(unexpected(path));
    Vec::new()
}

/// A file of a folder of one entity: its text, or its observations.
fn in_entity_folder(kind: Kind, id: &str, name: &str, text: &str, context: &mut Context) -> Vec<Item> {
    let owns = matches!(kind, Kind::Organisation | Kind::Tool | Kind::Practice);
    if name == "metrics.yaml" && owns {
        let owner = OwnerEntry::Entity(kind, id.to_owned());
        return observations::read(&yaml(text, context), &owner, context);
    }
    match name.strip_suffix(".md").and_then(|stem| stem.strip_prefix("index")) {
        Some(language) if language.is_empty() || language.starts_with('.') => {
            let file = file_name(&format!("{id}{language}"), kind, context);
            vec![entity(kind, file, text, context)]
        }
        _ => {
            let path = context.path.clone();
            context.report(unexpected(&path));
            Vec::new()
        }
    }
}

fn entity(kind: Kind, file: FileName, text: &str, context: &mut Context) -> Item {
    match kind {
        Kind::Organisation | Kind::Tool | Kind::Practice => Item::Card(Box::new(card::read(kind, file, text, context))),
        _ => Item::Text(Box::new(text::read(kind, file, text, context))),
    }
}

/// Id, language and number of a file's name without its ending: `01-objectives.en`.
fn file_name(stem: &str, kind: Kind, context: &mut Context) -> FileName {
    let (stem, language) = match stem.rsplit_once('.') {
        Some((stem, code)) if LanguageCode::parse(code).is_some() => (stem, Some(code.to_owned())),
        _ => (stem, None),
    };
    let digits = stem.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(0);
    let (number, typed) = match (kind, stem.split_at_checked(digits)) {
        (Kind::Chapter, Some((number, rest))) if rest.starts_with('-') && digits > 0 => {
            (number.parse().ok(), &rest[1..])
        }
        _ => (None, stem),
    };
    let place = Place::file(&context.path);
    let wrong = id::diagnose(typed, place.clone()).or_else(|| reserved(typed, kind, place));
    let id = match &wrong {
        Some(_) => id::spell(typed).unwrap_or_else(|| typed.to_owned()),
        None => typed.to_owned(),
    };
    context.diagnostics.extend(wrong);
    FileName { id, language, number }
}

/// `study` stands for the study itself in links to observations.
fn reserved(id: &str, kind: Kind, place: Place) -> Option<Diagnostic> {
    (id == "study" && kind == Kind::Organisation).then(|| {
        id::RESERVED_ID
            .at(place, "the id `study` is reserved: in links it stands for the study itself")
            .help("give the organisation another id, such as `study-group`")
    })
}

fn unexpected(path: &SourcePath) -> Diagnostic {
    let folders = FOLDERS.iter().map(|(folder, _)| *folder).chain(["content/quotes", "charts"]);
    let diagnostic = crate::source::UNEXPECTED_FILE.at(Place::file(path), format!("nothing reads `{path}`"));
    match nearest(path.folder(), folders) {
        Some(near) if near != path.folder() => diagnostic.help(format!("did you mean `{near}/{}`?", path.file_name())),
        _ => diagnostic.help("move it to where its kind is kept, or out of `content/`"),
    }
}

/// An address of the web; another is reported and dropped.
fn web_address(typed: Name, context: &mut Context) -> Option<Name> {
    if typed.value.starts_with("https://") || typed.value.starts_with("http://") {
        return Some(typed);
    }
    let place = context.place(typed.span);
    let message = format!("`{}` is no address of the web", typed.value);
    context.report(INVALID_ADDRESS.at(place, message).help("write it with `https://`"));
    None
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
#[derive(Clone, Debug)]
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
    /// How it stands.
    pub status: Option<Spanned<Status>>,
    /// Where it is said.
    pub source: Option<SourceEntry>,
    /// A remark.
    pub note: Option<Localised>,
    /// The entry as a whole.
    pub span: Span,
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
    /// Its id; of the file's name where the entry gives none.
    pub id: Name,
    /// The entry's YAML block.
    pub span: Span,
    /// The words as they are typed.
    pub words: Name,
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
    /// The words as they are typed.
    pub words: Name,
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
    /// One of the three forms.
    pub form: DataForm,
    /// How rows are sorted.
    pub sort: Option<Spanned<Sort>>,
    /// At most so many rows.
    pub limit: Option<Spanned<i64>>,
    /// Which entities: a key and its values.
    pub filters: Vec<(Name, Vec<Name>)>,
    /// Where it stands.
    pub span: Span,
}

/// The three forms of a chart's data.
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
        /// By what.
        by: Option<Name>,
        /// `latest` where this is left out.
        at: Option<Spanned<Date>>,
    },
    /// Rows of its own.
    Rows(Vec<RowEntry>),
}

/// A row that a chart gives itself.
#[derive(Clone, Debug)]
pub struct RowEntry {
    /// Its label.
    pub label: Option<Localised>,
    /// Its value.
    pub value: Option<ValueEntry>,
    /// First and last date of a period, or one date.
    pub period: Option<(Spanned<Date>, Option<Spanned<Date>>)>,
    /// The name of its series.
    pub series: Option<Localised>,
    /// How well it is documented.
    pub evidence: Option<Spanned<Evidence>>,
    /// What stands behind it, as `kind:id`.
    pub link: Option<Spanned<RawTarget>>,
    /// A remark.
    pub note: Option<Localised>,
    /// The row as a whole.
    pub span: Span,
}
