//! What all pages of a language share: its navigation, its foot, the strings of its interface.
//!
//! Addresses here are from the root of the site: a template writes the page's way to the root before them.

use std::collections::BTreeMap;

use crate::language::DateParts;
use crate::prose::html::escaped;
use crate::site::Route;
use crate::study::{Date, EntityRef, Kind, Licence};

use super::edition::Edition;
use super::routes::{PageName, Single};
use super::view::{Link, LinkGroup, NavigationEntry, Site, Words};

/// The kinds of the main navigation, in its order; at most seven.
const MAIN: [Kind; 7] =
    [Kind::Chapter, Kind::Finding, Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Quote, Kind::Chart];

/// A site of nothing, which stands in the frame of an edition until the edition is made.
pub(super) fn empty() -> Site {
    Site {
        language: String::new(),
        direction: String::new(),
        title: String::new(),
        title_words: Words { html: String::new(), language: None },
        years: None,
        authors: String::new(),
        home: String::new(),
        navigation: Vec::new(),
        search: None,
        footer: Vec::new(),
        imprint_html: Vec::new(),
        feed: None,
        strings: BTreeMap::new(),
    }
}

/// The shared part of an edition.
pub(super) fn site(edition: &Edition<'_>) -> Site {
    let (study, language) = (edition.study(), edition.language);
    let search = PageName::Single(Single::Search);
    Site {
        language: language.code().as_str().to_owned(),
        direction: language.direction().as_str().to_owned(),
        title: edition.plain(&study.imprint.title).0,
        title_words: edition.words(&study.imprint.title),
        years: years(edition),
        authors: language.list(&author_names(edition)),
        home: from_root(edition, &PageName::Home),
        navigation: navigation(edition),
        search: edition.has(&search).then(|| link(edition, &search, edition.text("search.title"))),
        footer: footer(edition),
        imprint_html: imprint(edition),
        feed: feed(edition).map(|route| route.as_str().to_owned()),
        strings: language.strings().map(|(key, words)| (key.to_owned(), words.to_owned())).collect(),
    }
}

fn navigation(edition: &Edition<'_>) -> Vec<NavigationEntry> {
    let entries = MAIN.into_iter().filter(|kind| edition.has(&PageName::index(*kind)));
    entries
        .map(|kind| NavigationEntry {
            key: kind.folder().to_owned(),
            href: from_root(edition, &PageName::index(kind)),
            text: edition.kind_title(kind),
        })
        .collect()
}

fn footer(edition: &Edition<'_>) -> Vec<LinkGroup> {
    let matter = edition.of_kind(Kind::Page).iter().map(|page| entity(edition, page)).collect();
    let of_kind = |kind: Kind| (PageName::index(kind), edition.kind_title(kind));
    let single = |single: Single, key: &str| (PageName::Single(single), edition.text(key));
    let data = vec![
        of_kind(Kind::Quote),
        of_kind(Kind::Topic),
        of_kind(Kind::Metric),
        of_kind(Kind::Chart),
        (PageName::Matrix(1), edition.text("matrix.title")),
        single(Single::Comparison, "comparison.title"),
        of_kind(Kind::Document),
        single(Single::Downloads, "downloads.title"),
    ];
    let site = vec![
        single(Single::Cite, "cite.title"),
        single(Single::Print, "print.title"),
        single(Single::Versions, "versions.title"),
        single(Single::Search, "search.title"),
        single(Single::SiteMap, "site-map.title"),
    ];
    let groups = [
        (edition.text("study.about"), matter),
        (edition.text("home.data"), existing(edition, data)),
        (edition.text("footer.site"), existing(edition, site)),
    ];
    let filled = groups.into_iter().filter(|(_, links): &(String, Vec<Link>)| !links.is_empty());
    filled.map(|(title, links)| LinkGroup { title, href: None, links }).collect()
}

fn existing(edition: &Edition<'_>, pages: Vec<(PageName, String)>) -> Vec<Link> {
    pages.into_iter().filter(|(page, _)| edition.has(page)).map(|(page, text)| link(edition, &page, text)).collect()
}

fn link(edition: &Edition<'_>, page: &PageName, text: String) -> Link {
    Link { href: from_root(edition, page), text, language: None }
}

fn entity(edition: &Edition<'_>, entity: &EntityRef) -> Link {
    let (text, language) = edition.name(entity);
    Link { href: from_root(edition, &PageName::Entity(entity.clone())), text, language }
}

fn from_root(edition: &Edition<'_>, page: &PageName) -> String {
    // Seen from a file at the root, an address is percent-encoded and relative to it.
    page.route(&edition.folder).relative_to(&Route::tidy("index.html"))
}

fn feed(edition: &Edition<'_>) -> Option<Route> {
    let beside_home = |name: &str| Route::tidy(format!("{}/{name}", PageName::Home.route(&edition.folder).folder()));
    let feed = beside_home("feed.xml");
    edition.book.files.contains_key(&feed).then_some(feed)
}

/// By whom and for whom, dates, licences, and what made it.
fn imprint(edition: &Edition<'_>) -> Vec<String> {
    let (imprint, language) = (&edition.study().imprint, edition.language);
    let mut lines = Vec::new();
    lines.extend(byline(edition));
    for (key, date) in [("site.published", imprint.published), ("site.updated", imprint.updated)] {
        lines.extend(date.map(|date| language.text(key, &[("date", &language.date(parts(date)))])));
    }
    lines.extend(licences(edition, &imprint.licence));
    lines.push(language.text("footer.built-with", &[("name", "Florilège")]));
    lines.iter().map(|line| escaped(line)).collect()
}

/// By whom and for whom, in a sentence, plain.
pub(super) fn byline(edition: &Edition<'_>) -> Option<String> {
    let language = edition.language;
    let names = author_names(edition);
    let by = (!names.is_empty()).then(|| language.text("site.by", &[("names", &language.list(&names))]));
    let client = edition.study().imprint.commissioned_by.as_deref();
    let commissioned = client.map(|name| language.text("home.commissioned-by", &[("name", name)]));
    let parts: Vec<String> = by.into_iter().chain(commissioned).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The licences that are stated, or that none is.
pub(super) fn licences(edition: &Edition<'_>, licence: &Licence) -> Vec<String> {
    let stated =
        [("licence.text", &licence.text), ("licence.quotes", &licence.quotes), ("licence.data", &licence.data)];
    let mut lines: Vec<String> = stated
        .into_iter()
        .filter_map(|(key, name)| Some(edition.language.text(key, &[("licence", name.as_deref()?)])))
        .collect();
    match (lines.is_empty(), &licence.quotes) {
        (true, _) => lines.push(edition.text("licence.none")),
        (false, None) => lines.push(edition.text("licence.quotes-none")),
        (false, Some(_)) => {}
    }
    lines
}

/// The names of the authors, in order.
pub(super) fn author_names<'a>(edition: &Edition<'a>) -> Vec<&'a str> {
    edition.study().imprint.authors.iter().map(|author| author.name.as_str()).collect()
}

/// The years of the fieldwork, else the year of publication: `2012` or `2012–2014`.
pub(super) fn years(edition: &Edition<'_>) -> Option<String> {
    let imprint = &edition.study().imprint;
    match &imprint.fieldwork {
        Some(period) => Some(edition.language.years(parts(period.from), parts(period.to))),
        None => imprint.published.map(|date| date.year.to_string()),
    }
}

/// The time of the fieldwork, as ISO 8601 writes an interval.
pub(super) fn fieldwork(edition: &Edition<'_>) -> Option<String> {
    let period = edition.study().imprint.fieldwork.as_ref()?;
    Some(if period.from == period.to { period.from.to_string() } else { format!("{}/{}", period.from, period.to) })
}

/// A date as the language rooms take it.
pub(super) fn parts(date: Date) -> DateParts {
    DateParts::new(date.year, date.month, date.day)
}
