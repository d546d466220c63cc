//! Pages at addresses that entities had: each leads on, without a script.

use crate::diagnostic::Place;
use crate::study::{EntityRef, Kind, Study};

use super::Page;
use super::edition::Edition;
use super::frame::{self, Outline};
use super::routes::{PageName, old_address};
use super::sheet::Sheet;
use super::view::{Content, Moved};

/// A page for each old address of an entity that has a page.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let addresses = old_addresses(edition.study());
    let existing = addresses.into_iter().filter(|one| edition.has(&PageName::Entity(one.entity.clone())));
    existing.flat_map(|one| one.addresses.iter().filter_map(move |address| page(edition, &one, address))).collect()
}

/// An entity and the addresses that it had.
struct Had<'a> {
    entity: EntityRef,
    addresses: &'a [String],
    place: &'a Place,
}

fn old_addresses(study: &Study) -> Vec<Had<'_>> {
    let mut all = Vec::new();
    let mut add =
        |kind, id: &str, addresses, place| all.push(Had { entity: EntityRef::new(kind, id), addresses, place });
    for one in &study.chapters {
        add(Kind::Chapter, one.id.as_str(), &one.body.old_addresses, &one.body.place);
    }
    for one in study.pages.values() {
        add(Kind::Page, one.id.as_str(), &one.body.old_addresses, &one.body.place);
    }
    for one in &study.findings {
        add(Kind::Finding, one.id.as_str(), &one.body.old_addresses, &one.body.place);
    }
    for one in study.organisations.values() {
        add(Kind::Organisation, one.id.as_str(), &one.card.old_addresses, &one.card.place);
    }
    for one in study.tools.values() {
        add(Kind::Tool, one.id.as_str(), &one.card.old_addresses, &one.card.place);
    }
    for one in study.practices.values() {
        add(Kind::Practice, one.id.as_str(), &one.card.old_addresses, &one.card.place);
    }
    for one in study.quotes.values() {
        add(Kind::Quote, one.id.as_str(), &one.old_addresses, &one.place);
    }
    for one in study.charts.values() {
        add(Kind::Chart, one.id.as_str(), &one.old_addresses, &one.place);
    }
    all
}

fn page(edition: &Edition<'_>, had: &Had<'_>, address: &str) -> Option<Page> {
    let sheet = Sheet::at(edition, old_address(address, &edition.folder)?);
    let to = sheet.link(&had.entity);
    let outline = Outline { noindex: true, ..Outline::titled(edition.text("site.moved")) };
    let content = Content::Moved(Moved { title: to.text.clone(), to });
    Some(frame::page(sheet, outline, content, had.place))
}
