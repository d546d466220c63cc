//! What is not a page: tables for programs, feeds, what crawlers read. One file per format, one explicit list.

mod chart_files;
mod citations;
mod compare;
mod csv;
mod data;
mod facets;
mod feed;
mod hosting;
mod robots;
mod search;
mod sitemap;
mod social_card;
mod xml;
mod zip;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::analysis::Analysis;
use crate::fingerprint;
use crate::language::{Language, LanguageCode};
use crate::page::{ChartPicture, FileFacts, Options, Page};
use crate::site::{Output, Route};
use crate::study::{ChartDefinition, Id, Kind, Localised, Study};

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
    let of_language = |language| {
        let feed = feed::route(material.study, language, material.options);
        feed.into_iter().chain(facets::routes(material, language)).chain(compare::route(material, language))
    };
    material.languages.iter().flat_map(of_language).chain(citations::routes(material)).collect()
}

/// What is made from the finished pages: a feed for each language, what lists are filtered by, what can be compared,
/// citations, what crawlers and the host read.
pub fn of_pages(material: &Material<'_>, pages: &[Page]) -> Vec<Output> {
    let by_route: BTreeMap<&Route, &Page> = pages.iter().map(|page| (&page.route, page)).collect();
    let of_language = |language| {
        let feed = feed::feed(material.study, language, pages, material.options);
        let facets = facets::files(material, language, &by_route);
        feed.into_iter().chain(facets).chain(compare::files(material, language, &by_route)).collect::<Vec<_>>()
    };
    let of_languages = material.languages.iter().flat_map(of_language);
    let crawled = [sitemap::sitemap(pages, material.options), robots::robots(material.options)].into_iter().flatten();
    of_languages.chain(crawled).chain(citations::files(pages)).chain(hosting::files(material, pages)).collect()
}

/// What a kind is called, alone and in number, in the study's own words where it has some.
fn kind_names(study: &Study, language: &Language, kind: Kind) -> (String, String) {
    match study.imprint.kinds.get(&kind) {
        Some(names) => {
            let said = |name: &Localised<String>| capital(&language.set_text(name.in_language(language.code()).0));
            (said(&names.singular), said(&names.plural))
        }
        None => {
            let text = |form: &str| language.text(&format!("kinds.{}.{form}", kind.word()), &[]);
            (capital(&text("singular")), text("title"))
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The patterns for a count, by the plural form of the number: `{"one": "{n} outil", "other": "{n} outils"}`.
fn count_forms(language: &Language, key: &str) -> BTreeMap<String, String> {
    let of_key = |(one, words): (&str, &str)| {
        let form = one.strip_prefix(key)?.strip_prefix('.')?;
        Some((form.to_owned(), words.to_owned()))
    };
    language.strings().filter_map(of_key).collect()
}

/// The words of a language that a script puts on a page, each by its name in the script.
fn words_of<const N: usize>(language: &Language, keys: [(&str, &str); N]) -> BTreeMap<String, String> {
    keys.into_iter().map(|(name, key)| (name.to_owned(), language.text(key, &[]))).collect()
}

/// A script that calls a function of the theme's with some data. Pages opened from a disk may load scripts, no data.
fn script(route: Route, function: &str, data: &[Value]) -> Output {
    let data: Vec<String> = data.iter().map(Value::to_string).collect();
    Output::new(route, format!("florilege.{function}({});\n", data.join(",")))
}

/// The beginning of a fingerprint of files. Shards of another version that a browser has kept do not fit, so each is
/// asked for by the version.
fn version<'a>(files: impl IntoIterator<Item = &'a Output>) -> String {
    let parts = files.into_iter().map(|file| &*file.bytes);
    fingerprint::of_parts(parts).hex().chars().take(8).collect()
}
