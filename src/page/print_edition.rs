//! The whole report on one page, for paper: front matter, chapters, findings, back matter, with the charts and quotes
//! that they show.
//!
//! Texts share the page, so each has anchors of its own, and a quote or chart that several show stands where it is shown
//! first; later ones lead there.

use std::collections::BTreeSet;

use crate::diagnostic::Place;
use crate::prose::html::{Fit, escaped};
use crate::study::{Body, EntityRef, Kind};

use super::destination::written;
use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{self, Block, Content, PrintGroup, PrintPart};
use super::{Page, chapter, figure, finding_card, site_parts};

/// The page, where there is something to read.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    if !edition.wants(|| PageName::Single(Single::Print)) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, PageName::Single(Single::Print));
    let imprint = &edition.study().imprint;
    let content = view::PrintEdition {
        kind: imprint.genre.as_ref().map_or_else(|| edition.text("home.study"), |genre| edition.plain(genre).0),
        title: edition.words(&imprint.title),
        answer: imprint.answer.as_ref().map(|answer| edition.words(answer)),
        lines_html: lines(&sheet),
        groups: groups(&sheet),
    };
    let outline = Outline::titled(edition.text("print.title")).described(Some(edition.text("print.introduction")));
    vec![frame::page(sheet, outline, Content::PrintEdition(content), &imprint.place)]
}

/// By whom, for whom, when, and where it is read online.
fn lines(sheet: &Sheet<'_>) -> Vec<String> {
    let edition = sheet.edition;
    let language = edition.language;
    let fieldwork = edition.study().imprint.fieldwork.as_ref().map(|period| {
        let period = language.period(site_parts::parts(period.from), site_parts::parts(period.to));
        language.text("home.fieldwork-period", &[("period", &period)])
    });
    let online = edition.reference.address.as_ref();
    let online = online.map(|address| language.text("print.address", &[("address", address)]));
    let lines = site_parts::byline(edition).into_iter().chain(fieldwork).chain(online);
    lines.map(|line| escaped(&line)).collect()
}

/// The parts in their order, those of one kind together. What comes before the first chapter needs no title of its own.
fn groups(sheet: &Sheet<'_>) -> Vec<PrintGroup> {
    let edition = sheet.edition;
    let mut shown = BTreeSet::new();
    let (front, back): (Vec<&EntityRef>, Vec<&EntityRef>) =
        edition.of_kind(Kind::Page).iter().partition(|page| matches!(&*page.id, "summary" | "preface"));
    let of = |kind: Kind| (Some(edition.kind_title(kind)), edition.of_kind(kind).iter().collect());
    let order = [(None, front), of(Kind::Chapter), of(Kind::Finding), (Some(edition.kind_title(Kind::Page)), back)];
    let mut groups: Vec<PrintGroup> = Vec::new();
    for (title, entities) in order {
        let parts: Vec<PrintPart> = entities
            .into_iter()
            .filter_map(|entity| body(edition, entity).map(|body| part(sheet, entity, body, &mut shown)))
            .collect();
        if !parts.is_empty() {
            groups.push(PrintGroup { title, parts });
        }
    }
    let parts = groups.iter_mut().flat_map(|group| &mut group.parts);
    figure::number(edition, parts.flat_map(|part| &mut part.body));
    groups
}

fn body<'a>(edition: &Edition<'a>, entity: &EntityRef) -> Option<&'a Body> {
    match entity.kind {
        Kind::Page => edition.study().pages.get(&*entity.id).map(|page| &page.body),
        Kind::Chapter => edition.chapter(&entity.id).map(|chapter| &chapter.body),
        _ => edition.finding(&entity.id).map(|finding| &finding.body),
    }
}

/// What stands above the title of a part: `Chapitre 2`, `Constat 3`.
fn label(edition: &Edition<'_>, kind: Kind, number: &str) -> Option<String> {
    let key = match kind {
        Kind::Chapter => "chapter.numbered",
        Kind::Finding => "finding.numbered",
        _ => return None,
    };
    Some(edition.language.text(key, &[("n", number)]))
}

fn part(sheet: &Sheet<'_>, entity: &EntityRef, body: &Body, shown: &mut BTreeSet<String>) -> PrintPart {
    let edition = sheet.edition;
    let id = format!("{}-{}", entity.kind.word(), entity.id);
    let place: &Place = &body.place;
    let text = written(sheet, body.words.as_ref(), place, Fit { deeper: 1, prefix: &format!("{id}-") });
    let number = match entity.kind {
        Kind::Chapter => chapter::number(edition, entity),
        Kind::Finding => edition.finding(&entity.id).and_then(|finding| finding_card::number(edition, finding)),
        _ => None,
    };
    PrintPart {
        label: number.as_ref().and_then(|number| label(edition, entity.kind, number)),
        number,
        title: edition.words(&body.title),
        body_language: text.language,
        body: text.blocks.into_iter().map(|block| once(sheet, block, shown)).collect(),
        id,
    }
}

/// The block, or the way to where it stands already.
fn once(sheet: &Sheet<'_>, block: Block, shown: &mut BTreeSet<String>) -> Block {
    let (id, text) = match &block {
        Block::Quote(card) => {
            (format!("quote-{}", card.id), sheet.edition.name(&EntityRef::new(Kind::Quote, &card.id)).0)
        }
        Block::Figure(figure) => (figure.id.clone(), figure.title.html.clone()),
        Block::Html(_) | Block::Finding(_) => return block,
    };
    if shown.insert(id.clone()) {
        return block;
    }
    // The title of a figure is HTML already.
    let text = if matches!(block, Block::Figure(_)) { text } else { escaped(&text) };
    Block::Html(format!("<p><a href=\"#{id}\">{text}</a></p>"))
}
