//! Every part of the site. Kinds with very many entities are led to by their index.

use crate::study::Kind;

use super::Page;
use super::edition::{Edition, MOST_ENTRIES};
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{Content, Link, LinkGroup, SiteMap};
use super::words;

/// The order of the kinds, as a reader goes from the report to what is behind it.
const KINDS: [Kind; 11] = [
    Kind::Page,
    Kind::Chapter,
    Kind::Finding,
    Kind::Organisation,
    Kind::Tool,
    Kind::Practice,
    Kind::Topic,
    Kind::Metric,
    Kind::Chart,
    Kind::Document,
    Kind::Quote,
];

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    if !edition.wants(|| PageName::Single(Single::SiteMap)) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, PageName::Single(Single::SiteMap));
    let title = edition.text("site-map.title");
    let kinds = KINDS.into_iter().filter_map(|kind| group(&sheet, kind));
    let content = SiteMap { title: words::own(&title), groups: std::iter::once(whole(&sheet)).chain(kinds).collect() };
    let outline = Outline::titled(title).described(Some(edition.text("site-map.introduction")));
    vec![frame::page(sheet, outline, Content::SiteMap(content), &edition.study().imprint.place)]
}

/// The pages that there are once.
fn whole(sheet: &Sheet<'_>) -> LinkGroup {
    let pages = [
        (PageName::Home, "site.home"),
        (PageName::Matrix(1), "matrix.title"),
        (PageName::Single(Single::Comparison), "comparison.title"),
        (PageName::Single(Single::Search), "search.title"),
        (PageName::Single(Single::Cite), "cite.title"),
        (PageName::Single(Single::Downloads), "downloads.title"),
        (PageName::Single(Single::Versions), "versions.title"),
        (PageName::Single(Single::Print), "print.title"),
    ];
    let existing = pages.into_iter().filter(|(page, _)| sheet.edition.has(page));
    LinkGroup {
        title: sheet.edition.site.value().title.clone(),
        href: None,
        links: existing.map(|(page, key)| sheet.link_to(&page, sheet.text(key))).collect(),
    }
}

fn group(sheet: &Sheet<'_>, kind: Kind) -> Option<LinkGroup> {
    let edition = sheet.edition;
    let entities = edition.of_kind(kind);
    let index = PageName::index(kind);
    let links = if entities.len() > MOST_ENTRIES {
        parts_of_index(sheet, kind)
    } else {
        entities.iter().map(|entity| sheet.link(entity)).collect()
    };
    (!links.is_empty()).then(|| LinkGroup {
        title: edition.kind_title(kind),
        href: edition.has(&index).then(|| sheet.to(&index)),
        links,
    })
}

fn parts_of_index(sheet: &Sheet<'_>, kind: Kind) -> Vec<Link> {
    let edition = sheet.edition;
    let parts: Vec<PageName> =
        (1..).map(|part| PageName::Index(kind, part)).take_while(|page| edition.has(page)).collect();
    let all = edition.number(parts.len());
    let text = |part: usize| edition.language.text("site.page-of", &[("page", &edition.number(part)), ("total", &all)]);
    parts.iter().zip(1..).map(|(page, part)| sheet.link_to(page, text(part))).collect()
}
