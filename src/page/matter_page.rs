//! Front and back matter: summary, method, limits, ethics, legal notice.

use crate::citation::Form;
use crate::prose::html::Fit;
use crate::study::{self, EntityRef, Kind};

use super::Page;
use super::destination::{first_words, written};
use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{Content, MatterPage};

/// A page for each.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let wanted = edition.study().pages.values().filter(|page| edition.wants_entity(Kind::Page, page.id.as_str()));
    wanted.map(|page| matter(edition, page)).collect()
}

fn matter(edition: &Edition<'_>, page: &study::Page) -> Page {
    let entity = EntityRef::new(Kind::Page, page.id.as_str());
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let body = &page.body;
    let text = written(&sheet, body.words.as_ref(), &body.place, Fit::default());
    let content = MatterPage {
        title: edition.words(&body.title),
        summary: body.summary.as_ref().map(|summary| edition.words(summary)),
        body_language: text.language,
        body: text.blocks,
        contents: text.contents,
    };
    let summary = body.summary.as_ref().map(|summary| edition.plain(summary).0);
    let outline = Outline::of_entity(&sheet, &entity, Form::Section)
        .written_in(body.words.as_ref())
        .described(summary.or_else(|| first_words(&sheet, body.words.as_ref())));
    frame::page(sheet, outline, Content::MatterPage(content), &body.place)
}
