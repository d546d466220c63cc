//! What is not a page: tables for programs, feeds, what crawlers read. One file per format, one explicit list.

mod chart_files;
mod citations;
mod csv;
mod data;
mod feed;
mod hosting;
mod robots;
mod search;
mod sitemap;
mod social_card;
mod xml;
mod zip;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::language::{Language, LanguageCode};
use crate::page::{ChartPicture, FileFacts, Options, Page};
use crate::site::{Output, Route};
use crate::study::{ChartDefinition, Id, Study};

pub use chart_files::{DrawnChart, Rasterise, chart_files};
pub use social_card::social_cards;

/// What formats are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The study.
    pub study: &'a Study,
    /// What was found out about it.
    pub analysis: &'a Analysis,
    /// Its languages.
    pub languages: &'a [Language],
    /// Its charts, drawn, by language. A chart without a drawing has no page.
    pub pictures: &'a BTreeMap<(Id<ChartDefinition>, LanguageCode), ChartPicture>,
    /// How the site is built.
    pub options: &'a Options,
}

/// A file that is no page, and what a page that offers it says of it.
#[derive(Clone, Debug)]
pub struct File {
    /// Its address and bytes.
    pub output: Output,
    /// Its length and rows.
    pub facts: FileFacts,
}

/// Makes the files of one format.
type Maker = fn(&Material<'_>) -> Vec<File>;

/// Every format that needs no page.
const MAKERS: &[Maker] = &[search::files, data::files];

/// Every file that is no page and needs none.
pub fn files(material: &Material<'_>) -> Vec<File> {
    MAKERS.iter().flat_map(|make| make(material)).collect()
}

/// The addresses of what is made from the finished pages and offered on them.
pub fn announced(material: &Material<'_>) -> Vec<Route> {
    let feed = |language| feed::route(material.study, language, material.options);
    material.languages.iter().filter_map(feed).chain(citations::routes(material)).collect()
}

/// What is made from the finished pages: a feed for each language, citations, what crawlers and the host read.
pub fn of_pages(material: &Material<'_>, pages: &[Page]) -> Vec<Output> {
    let feed = |language| feed::feed(material.study, language, pages, material.options);
    let feeds = material.languages.iter().filter_map(feed);
    let crawled = [sitemap::sitemap(pages, material.options), robots::robots(material.options)].into_iter().flatten();
    feeds.chain(crawled).chain(citations::files(pages)).chain(hosting::files(material, pages)).collect()
}
