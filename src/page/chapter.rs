//! The chapters of the narrative.

use crate::citation::Form;
use crate::prose::html::Fit;
use crate::study::{Chapter, EntityRef, Kind};

use super::destination::{first_words, named_entities, written};
use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{self, ChapterEntry, Content};
use super::{Page, figure, small};

/// The kinds that a chapter's margin lists.
const NAMED: [Kind; 3] = [Kind::Organisation, Kind::Tool, Kind::Practice];

/// A page for each chapter.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let chapters = edition.study().chapters.iter();
    let wanted = chapters.filter(|chapter| edition.wants_entity(Kind::Chapter, chapter.id.as_str()));
    wanted.map(|chapter| page(edition, chapter)).collect()
}

fn page(edition: &Edition<'_>, chapter: &Chapter) -> Page {
    let entity = EntityRef::new(Kind::Chapter, chapter.id.as_str());
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let body = &chapter.body;
    let mut text = written(&sheet, body.words.as_ref(), &body.place, Fit::default());
    figure::number(edition, text.blocks.iter_mut());
    let content = view::Chapter {
        number: number(edition, &entity),
        title: edition.words(&body.title),
        summary: body.summary.as_ref().map(|summary| edition.words(summary)),
        body_language: text.language,
        body: text.blocks,
        contents: text.contents,
        named: small::by_kind(&sheet, named_entities(body.words.as_ref(), edition.language.code(), &NAMED)),
        chapters: chapters(&sheet, &entity),
    };
    let summary = body.summary.as_ref().map(|summary| edition.plain(summary).0);
    let outline = Outline::of_entity(&sheet, &entity, Form::Section)
        .written_in(body.words.as_ref())
        .described(summary.or_else(|| first_words(&sheet, body.words.as_ref())));
    frame::page(sheet, outline, Content::Chapter(content), &body.place)
}

/// The number of a chapter in the row of them.
pub(super) fn number(edition: &Edition<'_>, chapter: &EntityRef) -> Option<String> {
    edition.place(chapter).checked_add(1).map(|place| edition.number(place))
}

fn chapters(sheet: &Sheet<'_>, current: &EntityRef) -> Vec<ChapterEntry> {
    let entry = |chapter: &EntityRef| ChapterEntry {
        href: sheet.to_entity(chapter),
        number: number(sheet.edition, chapter),
        words: sheet.edition.name_words(chapter),
        current: chapter == current,
    };
    sheet.edition.of_kind(Kind::Chapter).iter().map(entry).collect()
}
