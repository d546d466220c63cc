//! What a template may see: one [`View`] a page, and nothing else. This is the contract between `page`, which fills it,
//! and a theme, which sets it.
//!
//! Everything is ready to be shown: words are in the page's language and typeset, counts are sentences, addresses are
//! relative to the page, lists are sorted and cut. A template chooses the order and the mark-up, never the content.
//!
//! Three conventions hold for every field:
//! - a `String` whose name ends in `html`, and every [`Words`], is safe HTML; every other `String` is plain text, which
//!   the template escapes;
//! - a [`Link`]'s `href` is relative to the page that shows it; only those inside [`Site`] are relative to the root of
//!   the published site, because `Site` is shared by pages at several depths;
//! - an absent thing is `None` or an empty list, never an empty string.
//!
//! It does not say how anything looks, holds no spans and no ids of the model but those that are anchors or addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::fingerprint::{self, Fingerprint};

/// A page, whole: the frame that all pages have, and what this one is about.
#[derive(Debug, Clone, Serialize)]
pub struct View {
    /// What surrounds the content: title, addresses, languages, the way here.
    pub frame: Frame,
    /// The content; its variant chooses the template. Templates see its struct as `page`.
    pub page: Content,
}

impl View {
    /// The key of the page: everything a template can see, the shared part by its own fingerprint.
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint::of_view(self)
    }
}

/// The kinds of page. The template of each has the kind's name: `Content::MatterPage` is set by `matter-page.html`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "template", rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each struct says what it is")]
#[allow(clippy::large_enum_variant, reason = "one a page, made and dropped with it")]
pub enum Content {
    Home(Home),
    Chapter(Chapter),
    MatterPage(MatterPage),
    EntityIndex(EntityIndex),
    EntityPage(EntityPage),
    QuotePage(QuotePage),
    QuoteIndex(QuoteIndex),
    FindingPage(FindingPage),
    FindingIndex(FindingIndex),
    MetricPage(MetricPage),
    ChartPage(ChartPage),
    ChartIndex(ChartIndex),
    Matrix(Matrix),
    Comparison(Comparison),
    Documents(Documents),
    Cite(Cite),
    Downloads(Downloads),
    Versions(Versions),
    Search(Search),
    SiteMap(SiteMap),
    PrintEdition(PrintEdition),
    NotFound(NotFound),
    Withdrawn(Withdrawn),
    Moved(Moved),
}

impl Content {
    /// The name of the template that sets this kind of page, without `.html`.
    pub fn template(&self) -> &'static str {
        match self {
            Content::Home(_) => "home",
            Content::Chapter(_) => "chapter",
            Content::MatterPage(_) => "matter-page",
            Content::EntityIndex(_) => "entity-index",
            Content::EntityPage(_) => "entity-page",
            Content::QuotePage(_) => "quote-page",
            Content::QuoteIndex(_) => "quote-index",
            Content::FindingPage(_) => "finding-page",
            Content::FindingIndex(_) => "finding-index",
            Content::MetricPage(_) => "metric-page",
            Content::ChartPage(_) => "chart-page",
            Content::ChartIndex(_) => "chart-index",
            Content::Matrix(_) => "matrix",
            Content::Comparison(_) => "comparison",
            Content::Documents(_) => "documents",
            Content::Cite(_) => "cite",
            Content::Downloads(_) => "downloads",
            Content::Versions(_) => "versions",
            Content::Search(_) => "search",
            Content::SiteMap(_) => "site-map",
            Content::PrintEdition(_) => "print-edition",
            Content::NotFound(_) => "not-found",
            Content::Withdrawn(_) => "withdrawn",
            Content::Moved(_) => "moved",
        }
    }

    /// The templates that a theme must have, in the order of the kinds.
    pub const TEMPLATES: &[&str] = &[
        "home",
        "chapter",
        "matter-page",
        "entity-index",
        "entity-page",
        "quote-page",
        "quote-index",
        "finding-page",
        "finding-index",
        "metric-page",
        "chart-page",
        "chart-index",
        "matrix",
        "comparison",
        "documents",
        "cite",
        "downloads",
        "versions",
        "search",
        "site-map",
        "print-edition",
        "not-found",
        "withdrawn",
        "moved",
    ];
}

// ---------------------------------------------------------------------------------------------------------------------
// The frame
// ---------------------------------------------------------------------------------------------------------------------

/// A value that many views share: it is hashed once, and a view that holds it is hashed by that hash.
///
/// Serialises as its fingerprint; the theme puts the value itself before the template, as `site`.
#[derive(Debug)]
pub struct Shared<T> {
    fingerprint: Fingerprint,
    value: Arc<T>,
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { fingerprint: self.fingerprint, value: Arc::clone(&self.value) }
    }
}

impl<T: Serialize> Shared<T> {
    /// Takes the value and computes its fingerprint.
    pub fn new(value: T) -> Self {
        Self { fingerprint: fingerprint::of_view(&value), value: Arc::new(value) }
    }
}

impl<T> Shared<T> {
    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The fingerprint of what the value serialises.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fingerprint.serialize(serializer)
    }
}

/// What all pages of one language have in common. Every `href` in it is relative to the root of the site.
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// The code of the language: `fr`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The title of the study, plain.
    pub title: String,
    /// The title of the study, typeset, with its own language where it is not the page's.
    pub title_words: Words,
    /// The years of the fieldwork, short, for beside the title: `2012` or `2012–2014`.
    pub years: Option<String>,
    /// The authors in one line, plain: `Mathieu Jahnich`.
    pub authors: String,
    /// The home page in this language, from the root: `index.html` or `en/index.html`.
    pub home: String,
    /// The main ways, at most seven; each `key` is what a frame's `section` names.
    pub navigation: Vec<NavigationEntry>,
    /// The search page, where there is one.
    pub search: Option<Link>,
    /// The groups of links at the foot of each page: the study, its data, the site.
    pub footer: Vec<LinkGroup>,
    /// Who made it, when, and under which licence, one safe HTML sentence each.
    pub imprint_html: Vec<String>,
    /// The Atom feed.
    pub feed: Option<String>,
    /// The strings of the interface in this language, by key; templates write `{{ strings["site.skip"] }}`.
    pub strings: BTreeMap<String, String>,
}

/// One of the main ways through the site.
#[derive(Debug, Clone, Serialize)]
pub struct NavigationEntry {
    /// What a frame's `section` names to be marked as current: `organisations`.
    pub key: String,
    /// From the root of the site.
    pub href: String,
    /// The words of the link.
    pub text: String,
}

/// What surrounds the content of one page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// What all pages of this language share; templates see it as `site`, its strings as `strings`.
    pub site: Shared<Site>,
    /// The way from the page to the root of the site: empty, `../` or `../../`; absolute for `404.html`.
    pub root: String,
    /// The whole of `<title>`, plain: `Ined · Les organismes de recherche… (2012)`.
    pub title: String,
    /// One or two sentences for search engines and previews, plain.
    pub description: Option<String>,
    /// The absolute address that counts, where the site's is known.
    pub canonical: Option<String>,
    /// The absolute addresses of the same page in each language, this one included; empty where the site's is unknown.
    pub alternates: Vec<Alternate>,
    /// The same page in each language of the study, this one included; empty in a study of one language.
    pub languages: Vec<LanguageEntry>,
    /// The key of the navigation entry that the page belongs to.
    pub section: Option<String>,
    /// The way from the home page to here, this page not included; empty on the home page.
    pub breadcrumbs: Vec<Link>,
    /// Said at the top of the page where its words are shown in another language than the page's.
    pub untranslated: Option<Notice>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// `<meta name content>`: `citation_*` and the like.
    pub metas: Vec<Meta>,
    /// `<meta property content>`: Open Graph.
    pub properties: Vec<Meta>,
    /// JSON-LD, in which `<` is written `\u003c`.
    pub json_ld: Option<String>,
    /// How to cite this page; the foot of the page shows it.
    pub citation: Option<Citation>,
    /// Where to report an error on this page: a `mailto:` with its subject.
    pub report: Option<Link>,
    /// The page before this one in its row.
    pub previous: Option<Link>,
    /// The page after this one in its row.
    pub next: Option<Link>,
}

/// The same page at its absolute address in a language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// The code for `hreflang`, or `x-default`.
    pub language: String,
    /// The absolute address.
    pub href: String,
}

/// An entry of the language switch.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageEntry {
    /// The code, for `lang` and `hreflang`.
    pub language: String,
    /// The language's name in itself: `Français`.
    pub name: String,
    /// The same page in that language, relative to this one.
    pub href: String,
    /// Whether this page is in that language.
    pub current: bool,
}

/// Something to know before reading on.
#[derive(Debug, Clone, Serialize)]
pub struct Notice {
    /// Safe HTML, a sentence or two.
    pub html: String,
    /// Where to go for it.
    pub link: Option<Link>,
}

/// A `<meta>`.
#[derive(Debug, Clone, Serialize)]
pub struct Meta {
    /// The name or property.
    pub name: String,
    /// The content, plain.
    pub content: String,
}

// ---------------------------------------------------------------------------------------------------------------------
// Small parts
// ---------------------------------------------------------------------------------------------------------------------

/// Typeset words: safe HTML of inline elements only, with their language where it is not the page's.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    /// Safe inline HTML.
    pub html: String,
    /// The code of their language, where it is not the page's.
    pub language: Option<String>,
}

/// A link with plain words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Relative to the page, or absolute to elsewhere.
    pub href: String,
    /// The words, plain.
    pub text: String,
    /// The code of the words' language, where it is not the page's.
    pub language: Option<String>,
}

/// Links under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct LinkGroup {
    /// The heading, plain.
    pub title: String,
    /// The page that the heading leads to.
    pub href: Option<String>,
    /// The links.
    pub links: Vec<Link>,
}

/// An entry of a table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsEntry {
    /// `#anchor`, or a page.
    pub href: String,
    /// The words of the heading.
    pub words: Words,
    /// 1 for a heading of the page, 2 for one below it.
    pub level: u8,
}

/// One thing known, as a label and what it is.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// `Nom actuel`, `Citations`, plain.
    pub label: String,
    /// Safe inline HTML.
    pub html: String,
}

/// How sure a thing is: a shape, a word, and what the word means.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceMark {
    /// `explicit`, `inferred` or `external`: chooses the shape.
    pub level: String,
    /// The word in the page's language: `explicite`.
    pub word: String,
    /// A sentence that explains it, for who asks.
    pub explanation: String,
}

/// What the source says of a relation.
#[derive(Debug, Clone, Serialize)]
pub struct StatusMark {
    /// `documented`, `planned`, `considered`, `declined`, `absent`, `mentioned`, or a status of the study's own.
    pub key: String,
    /// The word in the page's language.
    pub word: String,
}

/// Where something was said: a document and a place in it.
#[derive(Debug, Clone, Serialize)]
pub struct SourceLine {
    /// The document, led to in the list of documents.
    pub document: Option<Link>,
    /// The place in it: `l. 48–49`.
    pub locator: Option<String>,
    /// Its date in words.
    pub date: Option<String>,
}

/// Pages of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct Pagination {
    /// `Page 2 sur 5`.
    pub text: String,
    /// The page before.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
    /// Every page, or the first, the last and those near; `current` has no `href`.
    pub pages: Vec<PageEntry>,
}

/// A page of a long list.
#[derive(Debug, Clone, Serialize)]
pub struct PageEntry {
    /// Its number.
    pub text: String,
    /// Where it is; the page that is shown has none.
    pub href: Option<String>,
}

/// A file that can be taken.
#[derive(Debug, Clone, Serialize)]
pub struct Download {
    /// The file.
    pub href: String,
    /// What it is: `Citations`.
    pub text: String,
    /// `CSV`.
    pub format: String,
    /// `12 ko`, where it is known.
    pub size: Option<String>,
    /// A sentence about it, safe inline HTML.
    pub html: Option<String>,
}

/// A reference to the study or a part of it.
#[derive(Debug, Clone, Serialize)]
pub struct Citation {
    /// The reference, safe inline HTML.
    pub html: String,
    /// The reference, plain: what *Copy* gives.
    pub text: String,
    /// The same for programs, inside the page.
    pub formats: Vec<CitationFormat>,
    /// The same as files beside the page.
    pub downloads: Vec<Download>,
}

/// A reference in a format for programs.
#[derive(Debug, Clone, Serialize)]
pub struct CitationFormat {
    /// `BibTeX`.
    pub label: String,
    /// The text of the reference.
    pub text: String,
}

/// A table of data.
#[derive(Debug, Clone, Serialize)]
pub struct DataTable {
    /// What the table holds, plain.
    pub caption: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell a column; the first is the row's heading.
    pub rows: Vec<Vec<Cell>>,
    /// Under the table, safe HTML: conversions, what is left out.
    pub notes_html: Vec<String>,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its heading, plain.
    pub text: String,
    /// Whether it holds numbers, which align on their right.
    pub numeric: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Safe inline HTML.
    pub html: String,
    /// Whether it says that something is not known: set in another tone, never as a number.
    pub unknown: bool,
}

// ---------------------------------------------------------------------------------------------------------------------
// Large parts
// ---------------------------------------------------------------------------------------------------------------------

/// A piece of an author's text. Embedded quotes, charts and findings are set by the theme, so a text is a list.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", content = "value", rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant, reason = "a text has few findings, and most texts have none")]
pub enum Block {
    /// Safe HTML of block elements: paragraphs, headings from `h2` on with their ids, lists, tables in their own box
    /// (`<div class="table-box" role="region" tabindex="0" aria-label="…">`), footnotes.
    Html(String),
    /// An embedded quote.
    Quote(Box<QuoteCard>),
    /// An embedded chart.
    Figure(Box<Figure>),
    /// An embedded finding.
    Finding(FindingCard),
}

/// A quote, wherever it stands.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteCard {
    /// The id of the quote, unique in the page where cards repeat no quote: `upmc-messages-scroll-by`.
    pub id: String,
    /// The quote's own page.
    pub href: String,
    /// The words, one safe inline HTML a paragraph, typeset, without the outer quotation marks.
    pub paragraphs_html: Vec<String>,
    /// The mark before the words, in the quote's language: `«` and a narrow space.
    pub open: String,
    /// The mark after the words.
    pub close: String,
    /// The code of the words' language, always.
    pub language: String,
    /// The name of that language where it is not the page's: `en français`.
    pub language_name: Option<String>,
    /// Who says it.
    pub attribution: Attribution,
    /// How sure it is that they did, and of what.
    pub evidence: EvidenceMark,
    /// Where it was said.
    pub source: Option<SourceLine>,
    /// When it was said, in words.
    pub date: Option<String>,
    /// Its translation into the page's language, or into another where there is none.
    pub translation: Option<Translation>,
    /// The topics that it speaks of.
    pub topics: Vec<Link>,
    /// The tools and practices that it speaks of, and how sure that is.
    pub about: Vec<MarkedLink>,
    /// Why what is inferred is inferred, safe inline HTML.
    pub why_html: Option<String>,
    /// The editor's note, safe inline HTML.
    pub note_html: Option<String>,
}

/// Who says a quote.
#[derive(Debug, Clone, Serialize)]
pub struct Attribution {
    /// The organisation's name, or a sentence that says why there is none: `organisme non nommé dans la source`.
    pub words: Words,
    /// The organisation's page.
    pub href: Option<String>,
    /// Today's name: `aujourd’hui INRAE`.
    pub today: Option<String>,
    /// The speaker by role or code.
    pub speaker: Option<String>,
}

/// A quote in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Translation {
    /// The words, one safe inline HTML a paragraph, without the outer quotation marks.
    pub paragraphs_html: Vec<String>,
    /// The mark before the words.
    pub open: String,
    /// The mark after the words.
    pub close: String,
    /// The code of its language.
    pub language: String,
    /// `Traduction en anglais, par …`, plain.
    pub label: String,
    /// Said where the original has changed since.
    pub stale: Option<String>,
}

/// A link with how sure the relation is.
#[derive(Debug, Clone, Serialize)]
pub struct MarkedLink {
    /// Where it leads.
    pub link: Link,
    /// How sure; none where it is not in question.
    pub evidence: Option<EvidenceMark>,
}

/// A chart, as a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The id of the figure in the page: `figure-quotes-by-organisation`.
    pub id: String,
    /// `Figure 1`, where figures are numbered.
    pub number: Option<String>,
    /// The title.
    pub title: Words,
    /// The measure and its unit, safe inline HTML.
    pub subtitle_html: Option<String>,
    /// The drawing, an `<svg>` with `class="wide"` where there is a narrow one.
    pub svg: String,
    /// The drawing for narrow screens, an `<svg class="narrow">`, its ids other than those of the first.
    pub svg_narrow: Option<String>,
    /// What the drawing shows, in sentences, plain.
    pub description: String,
    /// The data: a whole `<table>` with its caption; empty where the page has no room for it.
    pub table_html: String,
    /// Whether the table stands open.
    pub table_open: bool,
    /// The population and its size: `n = 47 citations`, plain.
    pub population: Option<String>,
    /// The source with its label, safe inline HTML: `Source : …`.
    pub source_html: Option<String>,
    /// Notes, conversions, what is left out, exceptions with their reasons: safe inline HTML each.
    pub notes_html: Vec<String>,
    /// Its files: the data as CSV, then the drawing as SVG and PNG; nothing for what is not published.
    pub downloads: Vec<DownloadGroup>,
    /// The chart's own page; an automatic chart has none, and neither has the one that is shown on its own page.
    pub href: Option<String>,
}

/// A finding in a list, or embedded.
#[derive(Debug, Clone, Serialize)]
pub struct FindingCard {
    /// Its page.
    pub href: String,
    /// Its number in the row: `1`.
    pub number: Option<String>,
    /// What it says.
    pub title: Words,
    /// The first paragraph of its text, safe inline HTML.
    pub summary: Option<Words>,
    /// How far it reaches: `2 organismes sur 15`, plain.
    pub scope: Option<String>,
    /// What it rests on, plain: `2 citations`.
    pub rests_on: Option<String>,
    /// The weakest evidence that it rests on.
    pub evidence: Option<EvidenceMark>,
}

/// Quotes under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteGroup {
    /// The anchor of the heading.
    pub id: String,
    /// The heading.
    pub title: Words,
    /// The page that the heading leads to.
    pub href: Option<String>,
    /// The quotes.
    pub cards: Vec<QuoteCard>,
    /// All of them, where the page does not show all: `Les 24 citations`.
    pub more: Option<Link>,
}

/// The relations of an entity with one kind of other.
#[derive(Debug, Clone, Serialize)]
pub struct RelationTable {
    /// The anchor of the heading: `tools`.
    pub id: String,
    /// The heading, plain: `Outils`.
    pub title: String,
    /// The heading of the first column, plain: `Outil`.
    pub other: String,
    /// What the table holds, plain, for its caption: `Outils documentés pour l’Ined`.
    pub caption: String,
    /// The relations.
    pub rows: Vec<RelationRow>,
    /// Said under the table, or in its place where it has no rows, safe HTML: `Non documenté ne veut pas dire…`.
    pub notice_html: Option<String>,
}

/// One relation of an entity.
#[derive(Debug, Clone, Serialize)]
pub struct RelationRow {
    /// The anchor of the row, which matrices lead to: `tool-twitter`.
    pub id: String,
    /// The other end.
    pub other: Link,
    /// What the source says of it.
    pub status: StatusMark,
    /// How sure it is.
    pub evidence: EvidenceMark,
    /// `déclaré`, or `d’après une citation`, plain.
    pub basis: String,
    /// The quotes that say it, each with a few of its words.
    pub quotes: Vec<Link>,
    /// Where it is said.
    pub sources: Vec<SourceLine>,
    /// A note, safe inline HTML.
    pub note_html: Option<String>,
}

/// Observations of metrics.
#[derive(Debug, Clone, Serialize)]
pub struct ObservationTable {
    /// The anchor of the heading.
    pub id: String,
    /// The heading, plain.
    pub title: String,
    /// What the table holds, plain.
    pub caption: String,
    /// The heading of the first column: `Mesure` or `Organisme`.
    pub first: String,
    /// The observations, gaps included.
    pub rows: Vec<ObservationRow>,
    /// Conversions and the like, safe inline HTML each.
    pub notes_html: Vec<String>,
}

/// One observation, or a gap.
#[derive(Debug, Clone, Serialize)]
pub struct ObservationRow {
    /// The anchor of the row.
    pub id: String,
    /// What or whom it is about.
    pub about: Words,
    /// Its page.
    pub href: Option<String>,
    /// The value as it was said, with its unit; for a gap `non documenté` and the reason: safe inline HTML.
    pub value_html: String,
    /// Whether it is a gap.
    pub unknown: bool,
    /// Date, segment, tool, respondent, base: plain, one each.
    pub details: Vec<String>,
    /// How sure it is.
    pub evidence: Option<EvidenceMark>,
    /// Where it is said.
    pub source: Option<SourceLine>,
    /// The quotes that say it.
    pub quotes: Vec<Link>,
    /// A note, safe inline HTML.
    pub note_html: Option<String>,
}

// ---------------------------------------------------------------------------------------------------------------------
// The pages
// ---------------------------------------------------------------------------------------------------------------------

/// The first page: what it is, its answer, what that rests on, and the ways in.
#[derive(Debug, Clone, Serialize)]
pub struct Home {
    /// What it is: `Étude qualitative`, plain.
    pub kind: String,
    /// The title of the study.
    pub title: Words,
    /// The study in one sentence.
    pub answer: Option<Words>,
    /// What it looked at, how, when: safe inline HTML, one short piece each: `15 organismes`, `juin–octobre 2012`…
    pub facts_html: Vec<String>,
    /// By whom, for whom: safe inline HTML.
    pub byline_html: Option<String>,
    /// At most three findings.
    pub findings: Vec<FindingCard>,
    /// All findings.
    pub all_findings: Option<Link>,
    /// The one telling chart.
    pub figure: Option<Figure>,
    /// The one quote.
    pub quote: Option<QuoteCard>,
    /// What the study cannot say, in one sentence, safe inline HTML.
    pub limits: Option<Words>,
    /// Where the limits are told.
    pub limits_link: Option<Link>,
    /// The ways in: organisations, tools, practices, quotes, method, data.
    pub ways: Vec<Way>,
    /// The chapters.
    pub chapters: Vec<ContentsEntry>,
    /// Summary, method, ethics and so on.
    pub matter: Vec<Link>,
    /// Cite, download, contact.
    pub actions: Vec<Link>,
}

/// A way in.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// Where it leads.
    pub href: String,
    /// Its name, plain.
    pub title: String,
    /// How many: `15`, plain.
    pub count: Option<String>,
    /// What is found there, a few words, plain.
    pub text: Option<String>,
}

/// A chapter of the narrative.
#[derive(Debug, Clone, Serialize)]
pub struct Chapter {
    /// Its number in the row: `3`.
    pub number: Option<String>,
    /// The title.
    pub title: Words,
    /// A summary.
    pub summary: Option<Words>,
    /// The code of the language of its text, where it is not the page's.
    pub body_language: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// Its headings, where there are two or more.
    pub contents: Vec<ContentsEntry>,
    /// The organisations, tools and practices that it names.
    pub named: Vec<LinkGroup>,
    /// All chapters, for the margin; the current one is marked by `current`.
    pub chapters: Vec<ChapterEntry>,
}

/// A chapter in the list of chapters.
#[derive(Debug, Clone, Serialize)]
pub struct ChapterEntry {
    /// Its page.
    pub href: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub words: Words,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// A page of the front or back matter: summary, method, limits, ethics, legal…
#[derive(Debug, Clone, Serialize)]
pub struct MatterPage {
    /// The title.
    pub title: Words,
    /// A summary.
    pub summary: Option<Words>,
    /// The code of the language of its text, where it is not the page's.
    pub body_language: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// Its headings, where there are two or more.
    pub contents: Vec<ContentsEntry>,
}

/// A list of entities of one kind: organisations, tools, practices, topics, metrics, chapters.
#[derive(Debug, Clone, Serialize)]
pub struct EntityIndex {
    /// The kind, which is also the folder: `organisations`.
    pub kind: String,
    /// The title.
    pub title: Words,
    /// What the list holds and what it does not, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// How many: `15 organismes`, plain.
    pub total: String,
    /// The heading of the first column, plain: `Organisme`.
    pub first: String,
    /// The columns of counts; none makes a plain list.
    pub columns: Vec<Column>,
    /// The entities, under headings where there are several groups.
    pub groups: Vec<IndexGroup>,
    /// Further pages.
    pub pagination: Option<Pagination>,
    /// The list as data.
    pub downloads: Vec<Download>,
    /// Other ways to look at the same: the matrix, the comparison.
    pub related: Vec<Link>,
    /// Ways to a part of the list without a script: each leads to an entity and whom it is tied to.
    pub facets: Vec<FacetGroup>,
    /// The script with what the list is filtered by, relative to the page; none where there is nothing to filter.
    pub script: Option<String>,
}

/// Entities under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct IndexGroup {
    /// The anchor of the heading.
    pub id: String,
    /// The heading; none where there is one group.
    pub title: Option<String>,
    /// The entities.
    pub entries: Vec<IndexEntry>,
}

/// An entity in a list.
#[derive(Debug, Clone, Serialize)]
pub struct IndexEntry {
    /// Its id, by which the script of the filters finds it: `data-entry`.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: Words,
    /// Today's name, or in full: plain.
    pub also: Option<String>,
    /// What is said of it in one sentence.
    pub summary: Option<Words>,
    /// A cell for each column of counts; in a plain list shown in a row.
    pub cells: Vec<Cell>,
}

/// The page of an organisation, a tool, a practice or a topic.
#[derive(Debug, Clone, Serialize)]
pub struct EntityPage {
    /// `organisation`, `tool`, `practice` or `topic`.
    pub kind: String,
    /// The kind in the readers' words, plain: `Organisme`.
    pub kind_name: String,
    /// The id.
    pub id: String,
    /// The name.
    pub name: Words,
    /// Today's name, plain: `aujourd’hui INRAE (depuis 2020)`.
    pub now: Option<String>,
    /// Other names, plain.
    pub also_called: Vec<String>,
    /// What the study says of it in one sentence.
    pub summary: Option<Words>,
    /// Counts in words, plain, one each: `6 citations`, `3 outils`.
    pub counts: Vec<String>,
    /// Identifiers, period and the like.
    pub facts: Vec<Fact>,
    /// The code of the language of its text, where it is not the page's.
    pub body_language: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// Its quotes, by topic (or, on a topic's or tool's page, by organisation).
    pub quotes: Vec<QuoteGroup>,
    /// How many quotes in all, plain: `6 citations`; none where there are none.
    pub quotes_total: Option<String>,
    /// Its relations.
    pub relations: Vec<RelationTable>,
    /// Its observations.
    pub observations: Option<ObservationTable>,
    /// Its charts, automatic ones included.
    pub figures: Vec<Figure>,
    /// The findings that rest on it.
    pub findings: Vec<FindingCard>,
    /// The chapters and pages that name it.
    pub named_in: Vec<Link>,
    /// Narrower topics, or other entities near it.
    pub related: Vec<LinkGroup>,
    /// Pages elsewhere.
    pub links: Vec<Link>,
    /// What can be done with it: comparing it with others.
    pub actions: Vec<Link>,
    /// `Non documenté ne veut pas dire non pratiqué`, safe HTML.
    pub notice_html: Option<String>,
    /// The entity as data.
    pub downloads: Vec<Download>,
    /// The parts of the page, for the margin.
    pub contents: Vec<ContentsEntry>,
}

/// The page of one quote.
#[derive(Debug, Clone, Serialize)]
pub struct QuotePage {
    /// The title of the page for who cannot see it: `Citation de l’UPMC`, plain.
    pub title: String,
    /// The quote.
    pub card: QuoteCard,
    /// What *Copy* gives: words, attribution, study, year and address in one text.
    pub copy: String,
    /// What may be reused, safe inline HTML.
    pub reuse_html: Option<String>,
    /// The findings that rest on it.
    pub findings: Vec<FindingCard>,
    /// The chapters that show it, the observations that it says.
    pub used_in: Vec<LinkGroup>,
    /// Other quotes near it: same organisation, same topic.
    pub near: Vec<QuoteGroup>,
    /// The quote as data.
    pub downloads: Vec<Download>,
}

/// A list of quotes.
#[derive(Debug, Clone, Serialize)]
pub struct QuoteIndex {
    /// The title.
    pub title: Words,
    /// What the list holds, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// How many: `59 citations`, plain.
    pub total: String,
    /// The ways to narrow the list without a script.
    pub facets: Vec<FacetGroup>,
    /// The script with what the list is filtered by, relative to the page; none where a part of all is listed.
    pub script: Option<String>,
    /// The quotes, under headings where there are several groups.
    pub groups: Vec<QuoteGroup>,
    /// Further pages.
    pub pagination: Option<Pagination>,
    /// The list as data.
    pub downloads: Vec<Download>,
}

/// One way to narrow a list.
#[derive(Debug, Clone, Serialize)]
pub struct FacetGroup {
    /// Its name: `Preuve`, plain.
    pub title: String,
    /// The choices, the whole list among them.
    pub entries: Vec<FacetEntry>,
}

/// A choice.
#[derive(Debug, Clone, Serialize)]
pub struct FacetEntry {
    /// The list so narrowed.
    pub href: String,
    /// Its name, plain.
    pub text: String,
    /// How many.
    pub count: String,
    /// Whether it is the one that is shown.
    pub current: bool,
}

/// The page of a finding: a claim, and what it rests on.
#[derive(Debug, Clone, Serialize)]
pub struct FindingPage {
    /// Its number in the row.
    pub number: Option<String>,
    /// What it says.
    pub title: Words,
    /// How far it reaches, plain.
    pub scope: Option<String>,
    /// The code of the language of its text, where it is not the page's.
    pub body_language: Option<String>,
    /// The text that argues it.
    pub body: Vec<Block>,
    /// What it rests on in one sentence, plain: `Repose sur 2 citations et 1 figure`.
    pub rests_on: Option<String>,
    /// The weakest evidence that it rests on.
    pub evidence: Option<EvidenceMark>,
    /// The quotes that it rests on.
    pub quotes: Vec<QuoteCard>,
    /// The charts that it rests on.
    pub figures: Vec<Figure>,
    /// The observations that it rests on.
    pub observations: Option<ObservationTable>,
    /// The organisations, tools, practices, topics and documents that it rests on.
    pub entities: Vec<LinkGroup>,
    /// The chapters that show it.
    pub named_in: Vec<Link>,
    /// The finding as data.
    pub downloads: Vec<Download>,
}

/// The list of findings.
#[derive(Debug, Clone, Serialize)]
pub struct FindingIndex {
    /// The title.
    pub title: Words,
    /// What the list holds, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The findings.
    pub cards: Vec<FindingCard>,
    /// The list as data.
    pub downloads: Vec<Download>,
}

/// The page of a metric: what is measured, and every observation of it.
#[derive(Debug, Clone, Serialize)]
pub struct MetricPage {
    /// The label.
    pub title: Words,
    /// What it is, in a sentence.
    pub summary: Option<Words>,
    /// Kind, unit, segments, conversions.
    pub definition: Vec<Fact>,
    /// The observations.
    pub observations: ObservationTable,
    /// Where nothing is known, and why.
    pub gaps: Vec<Gap>,
    /// The charts that show it.
    pub figures: Vec<Figure>,
    /// Why there is none, where values could be expected to be drawn.
    pub without_chart: Option<String>,
    /// The chapters, findings and charts that use it.
    pub used_in: Vec<LinkGroup>,
    /// The metric as data.
    pub downloads: Vec<Download>,
}

/// Something that is not known.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// Of whom.
    pub about: Link,
    /// Why, safe inline HTML.
    pub reason_html: String,
}

/// The page of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartPage {
    /// The chart; its title is the page's.
    pub figure: Figure,
    /// The chapters and findings that show it.
    pub used_in: Vec<LinkGroup>,
    /// The quotes behind its marks.
    pub quotes: Vec<QuoteGroup>,
}

/// The list of charts.
#[derive(Debug, Clone, Serialize)]
pub struct ChartIndex {
    /// The title.
    pub title: Words,
    /// What the list holds, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// How many, plain.
    pub total: String,
    /// The charts, each whole; their tables closed.
    pub figures: Vec<Figure>,
    /// Further pages.
    pub pagination: Option<Pagination>,
}

/// The evidence matrix: organisations by tools or practices.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// The title.
    pub title: Words,
    /// What it shows and what it does not, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// What each mark means.
    pub legend: Vec<LegendEntry>,
    /// The matrices of the page.
    pub tables: Vec<MatrixTable>,
    /// Further pages.
    pub pagination: Option<Pagination>,
    /// The matrix as data.
    pub downloads: Vec<Download>,
}

/// A mark of the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct LegendEntry {
    /// As [`MatrixCell::mark`], or the key of a status: `planned`, `considered`, `declined`, `absent`, the study's own.
    pub mark: String,
    /// As [`MatrixCell::sign`].
    pub sign: Option<String>,
    /// Its word, plain.
    pub word: String,
    /// What it means, plain.
    pub explanation: String,
}

/// One matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixTable {
    /// The anchor of the heading: `tools`.
    pub id: String,
    /// The heading, plain: `Organismes et outils`.
    pub title: String,
    /// What the table holds, plain.
    pub caption: String,
    /// The corner, plain: `Organisme`.
    pub corner: String,
    /// The columns.
    pub columns: Vec<MatrixHead>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
    /// What is left out, safe inline HTML.
    pub note_html: Option<String>,
    /// The same as lists by organisation.
    pub lists: Vec<MatrixList>,
}

/// The head of a row or column.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixHead {
    /// The entity.
    pub link: Link,
    /// How many of the others: `6`.
    pub total: String,
}

/// A row of the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The organisation.
    pub head: MatrixHead,
    /// A cell for each column.
    pub cells: Vec<MatrixCell>,
}

/// A cell of the matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    /// `explicit`, `inferred`, `external`, or `none` where nothing is documented; chooses the shape.
    pub mark: String,
    /// A status that is more than documented or mentioned: its sign is shown beside the shape.
    pub status: Option<StatusMark>,
    /// The letter that stands for a status of the study's own, as in the legend; signs of the others are the theme's.
    pub sign: Option<String>,
    /// The number of quotes to show beside the mark.
    pub count: Option<String>,
    /// The cell in words: `CEA, blogs : explicite, 1 citation`; for an empty one `non documenté`.
    pub words: String,
    /// The line of the organisation's page; an empty cell has none.
    pub href: Option<String>,
}

/// What the matrix says of one organisation.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixList {
    /// The organisation.
    pub link: Link,
    /// What is documented; empty where nothing is.
    pub entries: Vec<MarkedLink>,
}

/// A comparison of organisations side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The title.
    pub title: Words,
    /// What it compares and what it does not, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The script with whom a reader may choose to compare, relative to the page.
    pub script: Option<String>,
    /// Where the same can be looked at without a script: the matrix, the organisations.
    pub ways: Vec<Link>,
    /// The tables, one a question.
    pub tables: Vec<DataTable>,
    /// The charts that compare.
    pub figures: Vec<Figure>,
}

/// The documents that things come from.
#[derive(Debug, Clone, Serialize)]
pub struct Documents {
    /// The title.
    pub title: Words,
    /// What the list holds, safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The documents.
    pub entries: Vec<DocumentEntry>,
}

/// A document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentEntry {
    /// Its anchor, which is its id.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What it is, plain: `Transcription`.
    pub kind: String,
    /// Date, holder, licence, retrieved.
    pub facts: Vec<Fact>,
    /// A note, safe inline HTML.
    pub note_html: Option<String>,
    /// Where it can be read.
    pub link: Option<Link>,
    /// What comes from it.
    pub used_in: Vec<Link>,
}

/// How to cite the study.
#[derive(Debug, Clone, Serialize)]
pub struct Cite {
    /// The title.
    pub title: Words,
    /// Safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The references: the study, its data.
    pub citations: Vec<NamedCitation>,
    /// What may be reused, safe HTML of block elements.
    pub reuse_html: Option<String>,
}

/// A reference with its name.
#[derive(Debug, Clone, Serialize)]
pub struct NamedCitation {
    /// What is cited: `L’étude`, plain.
    pub title: String,
    /// The reference.
    pub citation: Citation,
}

/// What can be taken.
#[derive(Debug, Clone, Serialize)]
pub struct Downloads {
    /// The title.
    pub title: Words,
    /// Safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The files.
    pub groups: Vec<DownloadGroup>,
    /// Under which licences, safe HTML of block elements.
    pub licence_html: Option<String>,
}

/// Files under one heading.
#[derive(Debug, Clone, Serialize)]
pub struct DownloadGroup {
    /// The heading, plain; of a figure's files what they are, with its colon: `Données :`.
    pub title: String,
    /// The files.
    pub entries: Vec<Download>,
}

/// Versions and errata.
#[derive(Debug, Clone, Serialize)]
pub struct Versions {
    /// The title.
    pub title: Words,
    /// Safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The versions, newest first: a date or number, and what changed.
    pub entries: Vec<Fact>,
}

/// The search page. Without a script it leads to the indexes.
#[derive(Debug, Clone, Serialize)]
pub struct Search {
    /// The title.
    pub title: Words,
    /// Said where there is no script, safe HTML.
    pub without_script_html: Option<String>,
    /// The script of the search, relative to the page; none where there is no search.
    pub script: Option<String>,
    /// The indexes.
    pub ways: Vec<Way>,
}

/// Every page of the site.
#[derive(Debug, Clone, Serialize)]
pub struct SiteMap {
    /// The title.
    pub title: Words,
    /// The pages.
    pub groups: Vec<LinkGroup>,
}

/// The whole report on paper.
#[derive(Debug, Clone, Serialize)]
pub struct PrintEdition {
    /// What it is, plain.
    pub kind: String,
    /// The title of the study.
    pub title: Words,
    /// The study in one sentence.
    pub answer: Option<Words>,
    /// By whom, for whom, when: safe inline HTML, a line each.
    pub lines_html: Vec<String>,
    /// What it holds, in order: front matter, chapters, findings, back matter. None is empty.
    pub groups: Vec<PrintGroup>,
}

/// The parts of one kind of the report on paper.
#[derive(Debug, Clone, Serialize)]
pub struct PrintGroup {
    /// What they are called in the table of contents.
    pub title: Option<String>,
    /// They, in order.
    pub parts: Vec<PrintPart>,
}

/// A part of the report on paper.
#[derive(Debug, Clone, Serialize)]
pub struct PrintPart {
    /// Its anchor.
    pub id: String,
    /// Its number.
    pub number: Option<String>,
    /// What stands above its title: `Constat 3`.
    pub label: Option<String>,
    /// Its title.
    pub title: Words,
    /// The code of the language of its text, where it is not the page's.
    pub body_language: Option<String>,
    /// Its text.
    pub body: Vec<Block>,
}

/// The page for addresses that do not exist; its links are absolute where the site's address is known.
#[derive(Debug, Clone, Serialize)]
pub struct NotFound {
    /// The title.
    pub title: Words,
    /// Safe HTML of block elements.
    pub intro_html: Option<String>,
    /// The ways in.
    pub ways: Vec<Way>,
}

/// What is left of a quote that was withdrawn.
#[derive(Debug, Clone, Serialize)]
pub struct Withdrawn {
    /// The title, plain.
    pub title: String,
    /// The id of the quote.
    pub id: String,
    /// That it was withdrawn, and when: safe HTML of block elements.
    pub html: String,
}

/// An old address, which leads on without a script.
#[derive(Debug, Clone, Serialize)]
pub struct Moved {
    /// The title of the page that is meant, plain.
    pub title: String,
    /// The page that is meant.
    pub to: Link,
}
