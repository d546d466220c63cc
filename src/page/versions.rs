//! Versions and errata: when the study was published and changed, and which quotes were withdrawn.

use crate::prose::html::escaped;
use crate::study::{Date, EntityRef, Kind};

use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{self, Content, Fact};
use super::{Page, value, words};

/// The page, where a date or a version is stated.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let name = PageName::Single(Single::Versions);
    if !edition.has(&name) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, name);
    let title = edition.text("versions.title");
    let content = view::Versions {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.text("versions.introduction")))),
        entries: entries(&sheet),
    };
    let outline = Outline::titled(title).described(Some(edition.text("versions.introduction")));
    vec![frame::page(sheet, outline, Content::Versions(content), &edition.study().imprint.place)]
}

/// Whether there is anything to say.
pub(super) fn exists(edition: &Edition<'_>) -> bool {
    let study = edition.study();
    study.imprint.published.is_some() || study.imprint.updated.is_some() || !study.tombstones.is_empty()
}

/// Newest first: changes, withdrawals, the first publication.
fn entries(sheet: &Sheet<'_>) -> Vec<Fact> {
    let edition = sheet.edition;
    let imprint = &edition.study().imprint;
    let mut dated: Vec<(Date, String)> = Vec::new();
    if let Some(published) = imprint.published {
        dated.push((published, escaped(&edition.text("versions.first"))));
    }
    if let Some(updated) = imprint.updated {
        dated.push((updated, current(edition)));
    }
    dated.extend(edition.study().tombstones.iter().map(|tombstone| {
        let quote = PageName::Entity(EntityRef::new(Kind::Quote, tombstone.id.as_str()));
        let said = escaped(&edition.text("quote.withdrawn"));
        let link = format!("<a href=\"{}\">{}</a>", escaped(&sheet.to(&quote)), escaped(tombstone.id.as_str()));
        (tombstone.withdrawn, format!("{said} {link}"))
    }));
    dated.sort_by(|(one, said), (other, also)| other.cmp(one).then(said.cmp(also)));
    let fact = |(date, html)| Fact { label: value::date_in_words(date, edition.language), html };
    dated.into_iter().map(fact).collect()
}

/// The version and the edition of the study as it is published now.
fn current(edition: &Edition<'_>) -> String {
    let imprint = &edition.study().imprint;
    let version = imprint
        .version
        .as_ref()
        .map(|version| escaped(&edition.language.text("versions.version", &[("version", version)])));
    let named = imprint.edition.as_ref().map(|name| edition.marked(name));
    let parts: Vec<String> = version.into_iter().chain(named).collect();
    if parts.is_empty() { escaped(&edition.text("versions.current")) } else { parts.join(". ") }
}
