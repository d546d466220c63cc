//! What narrows a list: without a script links to what its entries are tied to, with one the filters that `format`
//! publishes.

use crate::study::{EntityRef, Kind};

use super::routes::{PageName, facets_script};
use super::sheet::Sheet;
use super::view::{FacetEntry, FacetGroup};

/// So many choices of one kind are listed beside a list, those with most entries; the rest are in the kind's index.
const MOST_CHOICES: usize = 30;

/// The script of the filters of an index, where it is published.
pub(super) fn script(sheet: &Sheet<'_>, kind: Kind) -> Option<String> {
    let script = facets_script(kind, &sheet.edition.folder);
    sheet.edition.book.files.contains_key(&script).then(|| sheet.to_route(&script))
}

/// The entities of a kind that most entries of a list are tied to, each leading to a place on its own page, and the way
/// to all. None where no entry is tied to any.
pub(super) fn choices(
    sheet: &Sheet<'_>,
    kind: Kind,
    anchor: &str,
    count: &dyn Fn(&EntityRef) -> usize,
    shown: Option<&EntityRef>,
) -> Option<FacetGroup> {
    let edition = sheet.edition;
    let mut entities: Vec<&EntityRef> = edition.of_kind(kind).iter().filter(|entity| count(entity) > 0).collect();
    let left_out = entities.len() > MOST_CHOICES;
    if left_out {
        entities.sort_by_cached_key(|entity| (std::cmp::Reverse(count(entity)), edition.place(entity)));
        entities.truncate(MOST_CHOICES);
        entities.sort_by_key(|entity| edition.place(entity));
    }
    let entry = |entity: &&EntityRef| FacetEntry {
        href: format!("{}#{anchor}", sheet.to_entity(entity)),
        text: edition.name(entity).0,
        count: edition.number(count(entity)),
        current: shown == Some(*entity),
    };
    let mut entries: Vec<FacetEntry> = entities.iter().map(entry).collect();
    if left_out {
        entries.push(FacetEntry {
            href: sheet.to(&PageName::index(kind)),
            text: edition.kind_all(kind),
            count: edition.number(edition.of_kind(kind).len()),
            current: false,
        });
    }
    (!entries.is_empty()).then(|| FacetGroup { title: edition.kind_title(kind), entries })
}
