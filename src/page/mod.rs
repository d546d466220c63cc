//! The views of every page: what a page says, ready to be set by a theme.
//!
//! [`pages`] makes all pages of one language from a [`Book`]; one file for each kind of page, one for each part that
//! several kinds share. [`view`] is the contract with themes, [`routes`] the one place that knows addresses. It renders
//! nothing and reads nothing: same book, same views.

mod book;
mod destination;
mod edition;
mod frame;
mod kinds;
mod names;
pub mod picture;
pub mod routes;
mod sheet;
mod site_parts;
mod value;
pub mod view;
mod words;

mod facets;
mod figure;
mod finding_card;
mod observation_table;
mod quote_card;
mod quote_group;
mod relation_table;
mod small;

mod chapter;
mod chart_pages;
mod cite;
mod comparison;
mod documents;
mod downloads;
mod entity_index;
mod entity_page;
mod finding_pages;
mod home;
mod matrix;
mod matter_page;
mod metric_page;
mod moved;
mod not_found;
mod print_edition;
mod quote_index;
mod quote_page;
mod search;
mod site_map;
mod versions;
mod withdrawn;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostic::Place;
use crate::language::Language;
use crate::site::Route;

pub use book::{Book, FileFacts, Options};
pub use edition::Edition;
pub use frame::CITATION_FILES;
pub use picture::{AutomaticChart, ChartPicture};
pub use value::reading;
use view::View;

/// A page of the site, ready to be rendered.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its address.
    pub route: Route,
    /// Everything that it says.
    pub view: View,
    /// What it is made from; mistakes in it are reported there.
    pub origin: Place,
}

/// Makes the pages of one kind.
type Maker = fn(&Edition<'_>) -> Vec<Page>;

/// Every kind of page, in the order in which a reader meets them.
const MAKERS: &[Maker] = &[
    home::pages,
    chapter::pages,
    matter_page::pages,
    finding_pages::pages,
    entity_index::pages,
    entity_page::pages,
    quote_index::pages,
    quote_page::pages,
    metric_page::pages,
    chart_pages::pages,
    matrix::pages,
    comparison::pages,
    documents::pages,
    cite::pages,
    downloads::pages,
    versions::pages,
    search::pages,
    site_map::pages,
    print_edition::pages,
    not_found::pages,
    withdrawn::pages,
    moved::pages,
];

/// Every page in one language.
pub fn pages(book: &Book<'_>, language: &Language) -> Vec<Page> {
    made(&Edition::new(book, language))
}

/// The pages in one language that stand at some addresses, without the cost of the others.
pub fn pages_at(book: &Book<'_>, language: &Language, routes: &BTreeSet<Route>) -> Vec<Page> {
    let mut pages = made(&Edition::new(book, language).only(routes));
    // Makers of few pages make them all.
    pages.retain(|page| routes.contains(&page.route));
    pages
}

fn made(edition: &Edition<'_>) -> Vec<Page> {
    MAKERS.par_iter().flat_map_iter(|make| make(edition)).collect()
}
