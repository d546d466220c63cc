//! Everything that pages are made from, in every language.

use std::collections::BTreeMap;

use crate::analysis::Analysis;
use crate::language::{Language, LanguageCode};
use crate::site::Route;
use crate::study::{ChartDefinition, EntityRef, Id, Study};

use super::picture::{AutomaticChart, ChartPicture};

/// What pages are made from.
#[derive(Debug)]
pub struct Book<'a> {
    /// The study.
    pub study: &'a Study,
    /// What was found out about it.
    pub analysis: &'a Analysis,
    /// Its languages, in its order: one for each that has pages.
    pub languages: Vec<&'a Language>,
    /// Its charts, drawn, by language. A chart without a drawing has no page.
    pub pictures: &'a BTreeMap<(Id<ChartDefinition>, LanguageCode), ChartPicture>,
    /// The charts that were drawn without a definition, by what they are about and language.
    pub automatic: &'a BTreeMap<(EntityRef, LanguageCode), Vec<AutomaticChart>>,
    /// Every file that is published beside the pages. What is not among them is not offered.
    pub files: &'a BTreeMap<Route, FileFacts>,
    /// How the site is built.
    pub options: Options,
}

/// What is known of a published file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// Its length.
    pub bytes: Option<u64>,
    /// How many rows of data it has.
    pub rows: Option<usize>,
    /// The width and height of a picture, in pixels.
    pub pixels: Option<(u32, u32)>,
}

/// How the site is built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The absolute address of the site, with its final `/`; `None` where it is not known.
    pub address: Option<String>,
    /// Whether the site is a preview, which search engines are asked to leave out.
    pub preview: bool,
}

impl<'a> Book<'a> {
    /// The language with that code, if pages are made in it.
    pub fn language(&self, code: &LanguageCode) -> Option<&'a Language> {
        self.languages.iter().copied().find(|language| language.code() == code)
    }
}
