//! The documents that quotes and values come from, on one page, an anchor each.

use crate::prose::html::escaped;
use crate::study::{Document, EntityRef, Kind};

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{Facet, PageName};
use super::sheet::Sheet;
use super::view::{Content, DocumentEntry, Documents, Fact, Link};
use super::{Page, small, value, words};

/// The page, where there are documents.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let documents = edition.of_kind(Kind::Document);
    if documents.is_empty() || !edition.wants(|| PageName::index(Kind::Document)) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, PageName::index(Kind::Document));
    let title = edition.kind_title(Kind::Document);
    let listed = documents.iter().filter_map(|entity| edition.study().documents.get(&*entity.id));
    let content = Documents {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.kind_introduction(Kind::Document)))),
        entries: listed.map(|document| entry(&sheet, document)).collect(),
    };
    let outline = Outline::titled(title).described(Some(edition.kind_introduction(Kind::Document)));
    vec![frame::page(sheet, outline, Content::Documents(content), &edition.study().imprint.place)]
}

fn entry(sheet: &Sheet<'_>, document: &Document) -> DocumentEntry {
    let edition = sheet.edition;
    let link = document.url.as_ref().map(|url| Link {
        href: url.clone(),
        text: url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned(),
        language: None,
    });
    DocumentEntry {
        id: document.id.as_str().to_owned(),
        title: edition.words(&document.title),
        kind: words::capital(&edition.text(&format!("document.kinds.{}", document.kind.word()))),
        facts: facts(edition, document),
        note_html: small::remark(edition, document.note.as_ref()),
        link,
        used_in: used_in(sheet, document),
    }
}

fn facts(edition: &Edition<'_>, document: &Document) -> Vec<Fact> {
    let language = edition.language;
    let date = |date| value::date_in_words(date, language);
    let facts = [
        ("document.date", document.date.map(date)),
        ("document.holder", document.holder.as_ref().map(|holder| language.set_text(holder))),
        ("document.licence", document.licence.clone()),
        ("document.retrieved-date", document.retrieved.map(date)),
    ];
    let known = facts.into_iter().filter_map(|(key, value)| Some((key, value?)));
    known.map(|(key, value)| Fact { label: edition.text(key), html: escaped(&value) }).collect()
}

/// The quotes that come from it, the first of many and the way to all; the findings that rest on it.
fn used_in(sheet: &Sheet<'_>, document: &Document) -> Vec<Link> {
    let edition = sheet.edition;
    let entity = EntityRef::new(Kind::Document, document.id.as_str());
    let findings = edition.analysis().findings(&entity).iter().map(|id| EntityRef::new(Kind::Finding, id.as_str()));
    let texts = edition.analysis().named_in(&entity).iter().cloned();
    let mut links = sheet.links(findings.chain(texts));
    let quotes = edition.analysis().quotes(&entity);
    let all = PageName::Quotes(Facet::Entity(entity), 1);
    let all = if edition.has(&all) { all } else { PageName::index(Kind::Quote) };
    links.extend(small::quote_links(sheet, quotes.iter().map(|tie| &tie.quote), Some(sheet.to(&all))));
    links
}
