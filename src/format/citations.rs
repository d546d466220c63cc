//! The citations of pages as files beside them, for reference managers: `quotes/ID.bib`, `.ris` and `.csl.json`.
//!
//! A page shows the same text in its foot, and the file is made from what the page shows, so that the two cannot differ.
//! Of the study (beside `cite.html`), and of each chapter, finding, quote and chart, in every language.

use crate::page::routes::{Folder, PageName, Single};
use crate::page::view::{Citation, Content};
use crate::page::{CITATION_FILES, Page};
use crate::site::{Output, Route};
use crate::study::{EntityRef, Kind};

use super::Material;

/// The addresses of these files, for the pages that offer them.
pub fn routes(material: &Material<'_>) -> Vec<Route> {
    let study = material.study;
    let mut pages = Vec::new();
    for language in material.languages {
        let folder = Folder::of(language.code(), study);
        let mut add = |name: PageName| pages.push(name.route(&folder));
        add(PageName::Single(Single::Cite));
        let mut entity = |kind: Kind, id: &str| add(PageName::Entity(EntityRef::new(kind, id)));
        study.chapters.iter().for_each(|chapter| entity(Kind::Chapter, chapter.id.as_str()));
        study.findings.iter().for_each(|finding| entity(Kind::Finding, finding.id.as_str()));
        study.quotes.keys().for_each(|id| entity(Kind::Quote, id.as_str()));
        let drawn = material.pictures.keys().filter(|(_, code)| code == language.code());
        drawn.for_each(|(id, _)| entity(Kind::Chart, id.as_str()));
    }
    let beside = |page: &Route| CITATION_FILES.map(|(extension, _)| page.with_extension(extension));
    pages.iter().flat_map(beside).collect()
}

/// The files that these pages offer.
pub fn files(pages: &[Page]) -> impl Iterator<Item = Output> {
    pages.iter().flat_map(|page| {
        let offered = shown(page).filter(|citation| !citation.downloads.is_empty());
        let formats = offered.into_iter().flat_map(|citation| CITATION_FILES.iter().zip(&citation.formats));
        formats.map(|((extension, _), format)| {
            // RIS asks for these line ends; a page shows the others.
            let text = if *extension == "ris" { format.text.replace('\n', "\r\n") } else { format.text.clone() };
            Output::new(page.route.with_extension(extension), text).from_place(page.origin.clone())
        })
    })
}

/// The citation whose files stand beside the page.
fn shown(page: &Page) -> Option<&Citation> {
    match &page.view.page {
        Content::Cite(cite) => cite.citations.first().map(|named| &named.citation),
        _ => page.view.frame.citation.as_ref(),
    }
}
