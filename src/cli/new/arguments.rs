//! What the user can type after `florilege new`.

use camino::Utf8PathBuf;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};

use crate::addition::{Card, Chart, Data, Document, Matter, Metric, Quote, Speaker, Topic, Voice, Wanted, What};
use crate::decode::{Date, words};
use crate::study::{Counted, DocumentKind, Kind, MetricKind};

/// What `new` takes.
#[derive(Debug, Args)]
#[command(
    arg_required_else_help = true,
    args_conflicts_with_subcommands = true,
    subcommand_value_name = "KIND",
    subcommand_help_heading = "Kinds"
)]
pub(in crate::cli) struct NewOptions {
    #[command(subcommand)]
    pub(super) thing: Option<Thing>,
    /// The folder of the new study; a name that is also a kind is written ./quote
    #[arg(required = true)]
    pub(super) folder: Option<Utf8PathBuf>,
    /// The language that the study is begun in; that of the environment (LC_ALL, LC_MESSAGES, LANG) or else English
    #[arg(long, value_enum)]
    pub(super) lang: Option<Lang>,
}

/// A language that a study can be begun in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    /// English, with a French translation
    En,
    /// French, with an English translation
    Fr,
}

/// What can be added to a study.
#[derive(Debug, Subcommand)]
pub(super) enum Thing {
    /// Adds what somebody said: from --words, or from the standard input
    Quote(QuoteOptions),
    /// Adds somebody who was studied
    #[command(alias = "organization")]
    Organisation(OrganisationOptions),
    /// Adds something that organisations use
    Tool(ToolOptions),
    /// Adds something that organisations do
    Practice(PracticeOptions),
    /// Adds a claim with its evidence
    Finding(FindingOptions),
    /// Adds a chapter behind the last one
    Chapter(TextOptions),
    /// Adds a page of front or back matter
    Page(PageOptions),
    /// Adds a chart that draws at once
    Chart(ChartOptions),
    /// Adds where things come from, to content/documents.yaml
    Document(DocumentOptions),
    /// Adds a topic of the analysis, to content/topics.yaml
    Topic(TopicOptions),
    /// Adds something that is measured, to content/metrics.yaml
    Metric(MetricOptions),
    /// Adds a person who spoke, by role, to content/speakers.yaml
    Speaker(SpeakerOptions),
}

/// What every addition takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// The folder that holds study.yaml
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) study: Utf8PathBuf,
    /// Its name or words in another language of the study: de="…"; may be given for several
    #[arg(long = "translation", short = 't', value_name = "LANGUAGE=WORDS", value_parser = translation)]
    translations: Vec<(String, String)>,
    /// The same as --translation en="…"
    #[arg(long, value_name = "WORDS")]
    en: Option<String>,
    /// The same as --translation fr="…"
    #[arg(long, value_name = "WORDS")]
    fr: Option<String>,
    /// Prints where it stands, and nothing else
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Where something is said.
#[derive(Debug, Args)]
struct SourceOptions {
    /// The document in which it is said
    #[arg(long, short, value_name = "ID")]
    document: Option<String>,
    /// Where in the document: "p. 3", "l. 48"
    #[arg(long, short, requires = "document")]
    locator: Option<String>,
}

/// What a quote takes.
#[derive(Debug, Args)]
pub(super) struct QuoteOptions {
    /// The organisation whose words they are
    #[arg(value_name = "ORGANISATION", required_unless_present = "unknown")]
    organisation: Option<String>,
    /// Why nobody knows whose words they are, in place of an organisation
    #[arg(long, value_name = "REASON", conflicts_with = "organisation")]
    unknown: Option<String>,
    /// The words, to the letter; the standard input where this is left out
    #[arg(long, short)]
    words: Option<String>,
    /// Its id; the first of its words where this is left out
    #[arg(long)]
    id: Option<String>,
    /// The document that it comes from; not needed where the study has only one
    #[arg(long, short, value_name = "ID")]
    document: Option<String>,
    /// Where in the document: "p. 3", "l. 48"
    #[arg(long, short)]
    locator: Option<String>,
    /// The person, an id of content/speakers.yaml
    #[arg(long, value_name = "ID")]
    speaker: Option<String>,
    /// The language of the words, where it is not the study's first
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// When it was said: 2026, 2026-06 or 2026-06-14
    #[arg(long, value_parser = date)]
    date: Option<String>,
    /// A tool that the words name; may be given several times
    #[arg(long = "tool", value_name = "ID")]
    tools: Vec<String>,
    /// A practice that the words name; may be given several times
    #[arg(long = "practice", value_name = "ID")]
    practices: Vec<String>,
    /// A topic that the words are about; may be given several times
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
    /// The consent of whoever said it
    #[arg(long, value_parser = ["granted", "anonymous", "withheld"])]
    consent: Option<String>,
    /// Who made the translations
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What an organisation, a tool and a practice take.
#[derive(Debug, Args)]
struct CardOptions {
    /// Its id, which is also the name of its file
    id: String,
    /// What it is called; its id in words where this is left out
    #[arg(long, short)]
    name: Option<String>,
    /// One sentence about it
    #[arg(long)]
    summary: Option<String>,
    /// A topic that it belongs to; may be given several times
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
    #[command(flatten)]
    source: SourceOptions,
    #[command(flatten)]
    common: Common,
}

/// What an organisation takes.
#[derive(Debug, Args)]
pub(super) struct OrganisationOptions {
    #[command(flatten)]
    card: CardOptions,
    /// A tool that it uses; may be given several times
    #[arg(long = "tool", value_name = "ID")]
    tools: Vec<String>,
    /// A practice that it has; may be given several times
    #[arg(long = "practice", value_name = "ID")]
    practices: Vec<String>,
}

/// What a tool takes.
#[derive(Debug, Args)]
pub(super) struct ToolOptions {
    #[command(flatten)]
    card: CardOptions,
    /// A practice that goes with it; may be given several times
    #[arg(long = "practice", value_name = "ID")]
    practices: Vec<String>,
}

/// What a practice takes.
#[derive(Debug, Args)]
pub(super) struct PracticeOptions {
    #[command(flatten)]
    card: CardOptions,
}

/// What every text takes.
#[derive(Debug, Args)]
pub(super) struct PageOptions {
    /// Its id, which is also the name of its file
    id: String,
    /// Its heading; its id in words where this is left out
    #[arg(long)]
    title: Option<String>,
    /// One sentence about it
    #[arg(long)]
    summary: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What a chapter takes.
#[derive(Debug, Args)]
pub(super) struct TextOptions {
    #[command(flatten)]
    page: PageOptions,
    /// A topic that it is about; may be given several times
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
}

/// What a finding takes.
#[derive(Debug, Args)]
pub(super) struct FindingOptions {
    #[command(flatten)]
    text: TextOptions,
    /// Its evidence: quote:ID, chart:ID, metric:ID…; may be given several times
    #[arg(long, value_name = "KIND:ID")]
    rests_on: Vec<String>,
    /// How far it holds: "3 organisations of 15"
    #[arg(long)]
    scope: Option<String>,
}

/// What a chart takes.
#[derive(Debug, Args)]
pub(super) struct ChartOptions {
    /// Its id, which is also the name of its file
    id: String,
    /// What it shows, best as a sentence; its id in words where this is left out
    #[arg(long)]
    title: Option<String>,
    /// Its kind: bar, dot, line, matrix…
    #[arg(long, short, default_value = "bar")]
    kind: String,
    /// What it counts
    #[arg(long, value_parser = PossibleValuesParser::new(words::<Counted>()), conflicts_with = "metrics")]
    count: Option<String>,
    /// The metric whose values it shows; two for a scatter
    #[arg(long = "metric", value_name = "ID")]
    metrics: Vec<String>,
    /// What rows stand for, or rows and columns: organisation, tool, topic, date…
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = plain)]
    by: Vec<String>,
    #[command(flatten)]
    common: Common,
}

/// What a document takes.
#[derive(Debug, Args)]
pub(super) struct DocumentOptions {
    /// Its id
    id: String,
    /// Its title; its id in words where this is left out
    #[arg(long)]
    title: Option<String>,
    /// What it is
    #[arg(long, short, value_parser = PossibleValuesParser::new(words::<DocumentKind>()))]
    kind: Option<String>,
    /// Its date: 2026, 2026-06 or 2026-06-14
    #[arg(long, value_parser = date)]
    date: Option<String>,
    /// Its address on the web
    #[arg(long)]
    url: Option<String>,
    /// Who holds it
    #[arg(long)]
    holder: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What a topic takes.
#[derive(Debug, Args)]
pub(super) struct TopicOptions {
    /// Its id
    id: String,
    /// What it is called; its id in words where this is left out
    #[arg(long)]
    label: Option<String>,
    /// One sentence about it
    #[arg(long)]
    summary: Option<String>,
    /// The topic that it belongs to
    #[arg(long, value_name = "ID")]
    parent: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What a metric takes.
#[derive(Debug, Args)]
pub(super) struct MetricOptions {
    /// Its id
    id: String,
    /// What it is called; its id in words where this is left out
    #[arg(long)]
    label: Option<String>,
    /// What kind of value it has
    #[arg(long, short, default_value = "count", value_parser = PossibleValuesParser::new(words::<MetricKind>()))]
    kind: String,
    /// Its unit: person, hour, hour/day, euro…
    #[arg(long, short)]
    unit: Option<String>,
    /// One sentence about it
    #[arg(long)]
    summary: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// What a speaker takes.
#[derive(Debug, Args)]
pub(super) struct SpeakerOptions {
    /// Its id: a role or a code, never a name
    id: String,
    /// What the person does; the id in words where this is left out
    #[arg(long)]
    role: Option<String>,
    /// Where
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    #[command(flatten)]
    common: Common,
}

impl Thing {
    /// What is wanted, and what is common to all.
    pub(super) fn wanted(self) -> (Wanted, Common) {
        match self {
            Thing::Quote(options) => quote(options),
            Thing::Organisation(options) => card(Kind::Organisation, options.card, options.tools, options.practices),
            Thing::Tool(options) => card(Kind::Tool, options.card, Vec::new(), options.practices),
            Thing::Practice(options) => card(Kind::Practice, options.card, Vec::new(), Vec::new()),
            Thing::Finding(options) => finding(options),
            Thing::Chapter(options) => matter(Kind::Chapter, options.page, options.topics, Vec::new(), None),
            Thing::Page(options) => matter(Kind::Page, options, Vec::new(), Vec::new(), None),
            Thing::Chart(options) => chart(options),
            Thing::Document(options) => {
                let DocumentOptions { id, title, kind, date, url, holder, common } = options;
                wanted(id, title, What::Document(Document { kind, date, url, holder }), common)
            }
            Thing::Topic(options) => {
                let TopicOptions { id, label, summary, parent, common } = options;
                wanted(id, label, What::Topic(Topic { summary, parent }), common)
            }
            Thing::Metric(options) => {
                let MetricOptions { id, label, kind, unit, summary, common } = options;
                wanted(id, label, What::Metric(Metric { kind, unit, summary }), common)
            }
            Thing::Speaker(options) => {
                let SpeakerOptions { id, role, organisation, common } = options;
                wanted(id, role, What::Speaker(Speaker { organisation }), common)
            }
        }
    }
}

fn wanted(id: String, words: Option<String>, what: What, mut common: Common) -> (Wanted, Common) {
    let translations = common.take_translations();
    (Wanted { id: Some(id), words, translations, what }, common)
}

fn quote(options: QuoteOptions) -> (Wanted, Common) {
    let QuoteOptions { organisation, unknown, words, id, document, locator, speaker, language, date, .. } = options;
    let by = match organisation {
        Some(organisation) => Voice::Organisation(organisation),
        None => Voice::Unknown(unknown.unwrap_or_default()),
    };
    let quote = Quote {
        by,
        speaker,
        document,
        locator,
        language,
        date,
        tools: options.tools,
        practices: options.practices,
        topics: options.topics,
        consent: options.consent,
        translator: options.by,
    };
    let mut common = options.common;
    let translations = common.take_translations();
    (Wanted { id, words, translations, what: What::Quote(quote) }, common)
}

fn card(kind: Kind, options: CardOptions, tools: Vec<String>, practices: Vec<String>) -> (Wanted, Common) {
    let CardOptions { id, name, summary, topics, source: SourceOptions { document, locator }, common } = options;
    wanted(id, name, What::Card(Card { kind, summary, topics, tools, practices, document, locator }), common)
}

fn finding(options: FindingOptions) -> (Wanted, Common) {
    let FindingOptions { text: TextOptions { page, topics }, rests_on, scope } = options;
    matter(Kind::Finding, page, topics, rests_on, scope)
}

fn matter(
    kind: Kind,
    options: PageOptions,
    topics: Vec<String>,
    rests_on: Vec<String>,
    scope: Option<String>,
) -> (Wanted, Common) {
    let PageOptions { id, title, summary, common } = options;
    wanted(id, title, What::Matter(Matter { kind, summary, topics, rests_on, scope }), common)
}

fn chart(options: ChartOptions) -> (Wanted, Common) {
    let ChartOptions { id, title, kind, count, metrics, by, common } = options;
    let data = match count {
        Some(count) => Data::Count(count),
        None if metrics.is_empty() => Data::AsFits,
        None => Data::Metrics(metrics),
    };
    wanted(id, title, What::Chart(Chart { kind, data, by }), common)
}

impl Common {
    /// The translations, those of the short options among them.
    fn take_translations(&mut self) -> Vec<(String, String)> {
        let short = [("en", self.en.take()), ("fr", self.fr.take())];
        let short = short.into_iter().filter_map(|(language, words)| Some((language.to_owned(), words?)));
        self.translations.drain(..).chain(short).collect()
    }
}

fn translation(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((language, words)) if !language.is_empty() && !words.trim().is_empty() => {
            Ok((language.to_owned(), words.to_owned()))
        }
        _ => Err("write the language, an equals sign and the words: fr=\"…\"".to_owned()),
    }
}

fn date(typed: &str) -> Result<String, String> {
    match Date::parse(typed) {
        Ok(date) => Ok(date.to_string()),
        Err(problem) => Err(format!("{}; write a date as 2026, 2026-06 or 2026-06-14", problem.reason)),
    }
}

/// A word of ours: what `check` looks up stands in the file as it was typed.
fn plain(typed: &str) -> Result<String, String> {
    let is_plain = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_plain { Ok(typed.to_owned()) } else { Err("a word of letters, digits and hyphens is meant".to_owned()) }
}
