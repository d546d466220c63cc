//! What is left of quotes whose consent was withdrawn: the id and the date, at the address that the quote had.

use crate::prose::html::escaped;
use crate::study::{EntityRef, Kind, Tombstone};

use super::Page;
use super::edition::Edition;
use super::frame::{self, Outline, index_above};
use super::routes::PageName;
use super::sheet::Sheet;
use super::site_parts::parts;
use super::view::{Content, Withdrawn};

/// A page for each.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    edition.study().tombstones.iter().map(|tombstone| page(edition, tombstone)).collect()
}

fn page(edition: &Edition<'_>, tombstone: &Tombstone) -> Page {
    let sheet = Sheet::of(edition, PageName::Entity(EntityRef::new(Kind::Quote, tombstone.id.as_str())));
    let when = edition.language.when(parts(tombstone.withdrawn));
    let text = edition.language.text("quote.withdrawn-on", &[("when", &when)]);
    let title = edition.text("quote.withdrawn");
    let content = Withdrawn {
        title: title.clone(),
        id: tombstone.id.as_str().to_owned(),
        html: format!("<p>{}</p>", escaped(&text)),
    };
    let mut outline = Outline::titled(title);
    outline.under = index_above(&sheet, Kind::Quote);
    outline.section = Some(Kind::Quote);
    outline.noindex = true;
    frame::page(sheet, outline, Content::Withdrawn(content), &edition.study().imprint.place)
}
