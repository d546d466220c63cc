//! Marks, sources and short lists that many parts are made of.

use crate::language::Language;
use crate::site::Route;
use crate::study::{EntityRef, Evidence, Kind, Localised, Quote, Source, Status};

use super::edition::Edition;
use super::routes::{PageName, data_file};
use super::sheet::Sheet;
use super::view::{Download, EvidenceMark, Link, LinkGroup, SourceLine, StatusMark};

/// The most links that stand in a cell or a list beside something else.
pub(super) const MOST_LINKS: usize = 20;

/// How sure a thing is.
pub(super) fn evidence(language: &Language, evidence: Evidence) -> EvidenceMark {
    let key = |form: &str| language.text(&format!("evidence.{}.{form}", evidence.word()), &[]);
    EvidenceMark { level: evidence.word().to_owned(), word: key("word"), explanation: key("sentence") }
}

/// What a source says of a relation.
pub(super) fn status(edition: &Edition<'_>, status: Status) -> StatusMark {
    let word = match edition.study().imprint.own_status(status) {
        Some((_, words)) => edition.plain(words).0,
        None => edition.language.text(&format!("status.{}.word", status.word()), &[]),
    };
    StatusMark { key: edition.study().imprint.status_id(status).to_owned(), word }
}

/// Where something is said.
pub(super) fn source(sheet: &Sheet<'_>, source: &Source) -> SourceLine {
    let document = EntityRef::new(Kind::Document, source.document.as_str());
    let known = sheet.edition.has(&PageName::Entity(document.clone()));
    SourceLine {
        document: known.then(|| sheet.link(&document)),
        locator: source.locator.as_ref().map(|locator| sheet.edition.language.set_text(locator)),
        date: None,
    }
}

/// Links to quotes, at most so many as fit beside something; the last says how many more there are, and where.
pub(super) fn quote_links<'a>(
    sheet: &Sheet<'_>,
    quotes: impl ExactSizeIterator<Item = &'a crate::study::Id<Quote>>,
    all: Option<String>,
) -> Vec<Link> {
    let total = quotes.len();
    let mut links: Vec<Link> =
        quotes.take(MOST_LINKS).map(|id| sheet.link(&EntityRef::new(Kind::Quote, id.as_str()))).collect();
    if let Some(href) = all.filter(|_| total > MOST_LINKS) {
        let text = sheet.edition.language.count("counts.others", total - MOST_LINKS);
        links.push(Link { href, text, language: None });
    }
    links
}

/// A remark as safe inline HTML.
pub(super) fn remark(edition: &Edition<'_>, note: Option<&Localised<String>>) -> Option<String> {
    note.map(|note| edition.marked(note))
}

/// Entities as groups of links, a group a kind.
pub(super) fn by_kind(sheet: &Sheet<'_>, entities: impl IntoIterator<Item = EntityRef>) -> Vec<LinkGroup> {
    let mut groups: Vec<(Kind, Vec<EntityRef>)> = Vec::new();
    for entity in sheet.edition.sorted(entities.into_iter().collect()) {
        match groups.last_mut() {
            Some((kind, list)) if *kind == entity.kind => list.push(entity),
            _ => groups.push((entity.kind, vec![entity])),
        }
    }
    let groups = groups.into_iter().map(|(kind, list)| {
        let index = PageName::index(kind);
        LinkGroup {
            title: sheet.edition.kind_title(kind),
            href: sheet.edition.has(&index).then(|| sheet.to(&index)),
            links: sheet.links(list),
        }
    });
    groups.filter(|group| !group.links.is_empty()).collect()
}

/// An entity as JSON, where it is published: one file for all languages.
pub(super) fn record(sheet: &Sheet<'_>, entity: &EntityRef) -> Vec<Download> {
    offered(sheet, &super::routes::record(entity), "downloads.json")
}

/// A table of the data, where it is published.
pub(super) fn table(sheet: &Sheet<'_>, name: &str) -> Vec<Download> {
    offered(sheet, &data_file(&format!("{name}.csv")), "downloads.table")
}

fn offered(sheet: &Sheet<'_>, route: &Route, key: &str) -> Vec<Download> {
    let file = || Download {
        href: sheet.to_route(route),
        text: sheet.text(key),
        format: route.file_name().rsplit('.').next().unwrap_or_default().to_uppercase(),
        size: None,
        html: None,
    };
    sheet.edition.book.files.contains_key(route).then(file).into_iter().collect()
}

/// The weakest of several levels of evidence.
pub(super) fn weakest(levels: impl Iterator<Item = Evidence>) -> Option<Evidence> {
    levels.max()
}
