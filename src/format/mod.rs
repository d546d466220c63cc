//! What is not a page: tables for programs, feeds, what crawlers read. One file per format, one explicit list.

mod search;
mod sitemap;

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::language::{Language, LanguageCode};
use crate::page::{ChartPicture, FileFacts, Options};
use crate::site::Output;
use crate::study::{ChartDefinition, Id, Study};

pub use sitemap::sitemap;

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

/// Every format.
const MAKERS: &[Maker] = &[search::files];

/// Every file that is no page.
pub fn files(material: &Material<'_>) -> Vec<File> {
    MAKERS.iter().flat_map(|make| make(material)).collect()
}
