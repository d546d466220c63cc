//! Which files an author writes, and what keys each may hold: the list that JSON Schemas and the reference are made of.
//!
//! Where a file stands is told from its path by `place`; here are the same places as patterns, for editors.

use super::{card, catalogues, chart, metrics, observations, quotes, study, text};
use crate::decode::Table;

/// A shape of files.
#[derive(Debug)]
pub struct Shape {
    /// Its name: what `florilege schema` calls it.
    pub name: &'static str,
    /// What it is, in a few words without a final stop.
    pub meaning: &'static str,
    /// Where such files stand, as patterns relative to the study.
    pub files: &'static [&'static str],
    /// What they hold.
    pub body: Body,
}

/// What a file holds.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// Keys, in YAML.
    Keys(&'static Table),
    /// Keys in a block before a text, in Markdown.
    Block(&'static Table),
    /// Blocks of keys, each before its words; the first may be of the second table.
    Blocks(&'static Table, &'static Table),
    /// Ids that the author chooses, each with keys.
    Each(&'static Table),
    /// Ids of metrics, each with a value, with the keys of an observation, or with a list of these.
    Observations(&'static Table),
}

impl Shape {
    /// Whether the files are YAML alone, which editors can hold to a schema.
    pub fn is_yaml(&self) -> bool {
        matches!(self.body, Body::Keys(_) | Body::Each(_) | Body::Observations(_))
    }
}

const fn shape(name: &'static str, meaning: &'static str, files: &'static [&'static str], body: Body) -> Shape {
    Shape { name, meaning, files, body }
}

/// Every shape, in the order of the reference.
pub static SHAPES: &[Shape] = &[
    shape("study", "the study", &["study.yaml"], Body::Keys(&study::STUDY)),
    shape(
        "organisation",
        "the block of keys of an organisation",
        &["content/organisations/*.md", "content/organisations/*/index.md"],
        Body::Block(&card::ORGANISATION),
    ),
    shape(
        "tool",
        "the block of keys of a tool",
        &["content/tools/*.md", "content/tools/*/index.md"],
        Body::Block(&card::TOOL),
    ),
    shape(
        "practice",
        "the block of keys of a practice",
        &["content/practices/*.md", "content/practices/*/index.md"],
        Body::Block(&card::PRACTICE),
    ),
    shape(
        "card-translation",
        "the block of keys of a translation of an organisation, a tool or a practice",
        &["content/{organisations,tools,practices}/*.LANGUAGE.md"],
        Body::Block(&card::TRANSLATION),
    ),
    shape(
        "quote",
        "a block of keys of a file of quotes",
        &["content/quotes/*.md"],
        Body::Blocks(&quotes::QUOTE, &quotes::DEFAULTS_BLOCK),
    ),
    shape(
        "quote-translation",
        "a block of keys of a file of translations of quotes",
        &["content/quotes/*.LANGUAGE.md"],
        Body::Block(&quotes::TRANSLATION),
    ),
    shape("documents", "the documents", &["content/documents.yaml"], Body::Each(&catalogues::DOCUMENT)),
    shape("topics", "the topics", &["content/topics.yaml"], Body::Each(&catalogues::TOPIC)),
    shape("speakers", "the speakers", &["content/speakers.yaml"], Body::Each(&catalogues::SPEAKER)),
    shape("metrics", "what is measured", &["content/metrics.yaml"], Body::Each(&metrics::METRIC)),
    shape(
        "observations",
        "values of metrics about the study as a whole",
        &["content/observations.yaml"],
        Body::Observations(&observations::OBSERVATION),
    ),
    shape(
        "owner-metrics",
        "values of metrics of an organisation, a tool or a practice",
        &["content/organisations/*/metrics.yaml", "content/tools/*/metrics.yaml", "content/practices/*/metrics.yaml"],
        Body::Observations(&observations::OBSERVATION),
    ),
    shape("chapter", "the block of keys of a chapter", &["content/chapters/*.md"], Body::Block(&text::CHAPTER)),
    shape(
        "page",
        "the block of keys of a page of front or back matter",
        &["content/pages/*.md"],
        Body::Block(&text::PAGE),
    ),
    shape("finding", "the block of keys of a finding", &["content/findings/*.md"], Body::Block(&text::FINDING)),
    shape(
        "text-translation",
        "the block of keys of a translation of a chapter or a page",
        &["content/{chapters,pages}/*.LANGUAGE.md"],
        Body::Block(&text::TRANSLATION),
    ),
    shape(
        "finding-translation",
        "the block of keys of a translation of a finding",
        &["content/findings/*.LANGUAGE.md"],
        Body::Block(&text::FINDING_TRANSLATION),
    ),
    shape("chart", "a chart", &["charts/*.yaml"], Body::Keys(&chart::CHART)),
];
