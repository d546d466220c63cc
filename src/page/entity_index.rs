//! The indexes of organisations, tools, practices, topics, metrics and chapters.

use crate::prose::html::escaped;
use crate::study::{EntityRef, Kind, Localised, Owner, Today};

use super::edition::{Edition, MOST_ENTRIES};
use super::frame::{self, Outline};
use super::routes::{PageName, Single};
use super::sheet::Sheet;
use super::view::{
    Cell, Column, Content, EntityIndex, FacetGroup, IndexEntry, IndexGroup, Link, PageEntry, Pagination,
};
use super::{Page, chapter, facets, quote_card, small, value, words};

/// The kinds that have such an index.
const KINDS: [Kind; 6] = [Kind::Chapter, Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic, Kind::Metric];

/// The pages of every index.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    KINDS.into_iter().flat_map(|kind| index(edition, kind)).collect()
}

fn index(edition: &Edition<'_>, kind: Kind) -> Vec<Page> {
    let parts = edition.of_kind(kind).chunks(MOST_ENTRIES);
    let wanted = parts.zip(1..).filter(|(_, number)| edition.wants(|| PageName::Index(kind, *number)));
    wanted.map(|(entities, number)| page(edition, kind, number, entities)).collect()
}

fn page(edition: &Edition<'_>, kind: Kind, number: usize, entities: &[EntityRef]) -> Page {
    let sheet = Sheet::of(edition, PageName::Index(kind, number));
    let all = edition.of_kind(kind).len();
    let columns = columns(edition, kind);
    let pagination = pagination(&sheet, number, all.div_ceil(MOST_ENTRIES), |page| PageName::Index(kind, page));
    let content = EntityIndex {
        kind: kind.folder().to_owned(),
        title: words::own(&edition.kind_title(kind)),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.kind_introduction(kind)))),
        total: edition.kind_count(kind, all),
        first: edition.kind_singular(kind),
        groups: vec![IndexGroup {
            id: kind.folder().to_owned(),
            title: None,
            entries: entities.iter().map(|entity| entry(&sheet, entity, &columns)).collect(),
        }],
        columns: columns.into_iter().map(|(_, column)| column).collect(),
        pagination,
        downloads: small::table(&sheet, kind.folder()),
        related: related(&sheet, kind),
        facets: facet_groups(&sheet, kind),
        script: facets::script(&sheet, kind),
    };
    let mut outline = Outline::titled(edition.kind_title(kind));
    outline.section = Some(kind);
    outline.description = Some(edition.kind_introduction(kind));
    frame::page(sheet, outline, Content::EntityIndex(content), &edition.study().imprint.place)
}

/// What a column counts or says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Quotes,
    Related(Kind),
    Values,
    Findings,
    Unit,
}

impl Counted {
    /// Where an entity's page has what is counted.
    fn anchor(self) -> &'static str {
        match self {
            Counted::Quotes => "quotes",
            Counted::Related(kind) => kind.folder(),
            Counted::Values => "values",
            Counted::Findings => "findings",
            Counted::Unit => "definition",
        }
    }
}

fn columns(edition: &Edition<'_>, kind: Kind) -> Vec<(Counted, Column)> {
    use Counted::{Findings, Quotes, Related, Unit, Values};
    let counted: &[Counted] = match kind {
        Kind::Organisation => &[Quotes, Related(Kind::Tool), Related(Kind::Practice), Values],
        Kind::Tool => &[Related(Kind::Organisation), Related(Kind::Practice), Quotes],
        Kind::Practice => &[Related(Kind::Organisation), Related(Kind::Tool), Quotes],
        Kind::Topic => &[Quotes, Findings],
        Kind::Metric => &[Unit, Values],
        _ => &[],
    };
    let heading = |counted: &Counted| match counted {
        Quotes => edition.kind_title(Kind::Quote),
        Related(kind) => edition.kind_title(*kind),
        Values => edition.text("organisation.values"),
        Findings => edition.kind_title(Kind::Finding),
        Unit => edition.text("table.unit"),
    };
    counted.iter().map(|counted| (*counted, Column { text: heading(counted), numeric: *counted != Unit })).collect()
}

fn entry(sheet: &Sheet<'_>, entity: &EntityRef, columns: &[(Counted, Column)]) -> IndexEntry {
    let edition = sheet.edition;
    IndexEntry {
        id: entity.id.to_string(),
        href: sheet.to_entity(entity),
        name: edition.name_words(entity),
        also: also(edition, entity),
        summary: summary(edition, entity).map(|summary| edition.words(summary)),
        cells: columns.iter().map(|(counted, _)| cell(sheet, entity, *counted)).collect(),
    }
}

/// Today's name; the number of a chapter.
fn also(edition: &Edition<'_>, entity: &EntityRef) -> Option<String> {
    match entity.kind {
        Kind::Chapter => chapter::number(edition, entity),
        _ => today(edition, entity).map(|now| quote_card::today(edition, now)),
    }
}

/// What an organisation or a tool is called today.
pub(super) fn today<'a>(edition: &Edition<'a>, entity: &EntityRef) -> Option<&'a Today> {
    let study = edition.study();
    match entity.kind {
        Kind::Organisation => study.organisations.get(&*entity.id)?.now.as_ref(),
        Kind::Tool => study.tools.get(&*entity.id)?.now.as_ref(),
        _ => None,
    }
}

/// What is said of an entity in one sentence.
pub(super) fn summary<'a>(edition: &Edition<'a>, entity: &EntityRef) -> Option<&'a Localised<String>> {
    let study = edition.study();
    let id = &*entity.id;
    match entity.kind {
        Kind::Organisation => study.organisations.get(id)?.card.summary.as_ref(),
        Kind::Tool => study.tools.get(id)?.card.summary.as_ref(),
        Kind::Practice => study.practices.get(id)?.card.summary.as_ref(),
        Kind::Topic => study.topics.get(id)?.summary.as_ref(),
        Kind::Metric => study.metrics.get(id)?.summary.as_ref(),
        Kind::Chapter => edition.chapter(id)?.body.summary.as_ref(),
        _ => None,
    }
}

/// A count, leading to what was counted.
fn cell(sheet: &Sheet<'_>, entity: &EntityRef, counted: Counted) -> Cell {
    let edition = sheet.edition;
    let analysis = edition.analysis();
    let number = match counted {
        Counted::Quotes => analysis.quotes(entity).len(),
        Counted::Related(kind) => analysis.related(entity, kind).count(),
        Counted::Findings => analysis.findings(entity).len(),
        Counted::Values => known_values(edition, entity),
        Counted::Unit => {
            let metric = edition.study().metrics.get(&*entity.id);
            let unit = metric.and_then(|metric| value::unit_name(&metric.unit, edition.language));
            return Cell { html: escaped(&unit.unwrap_or_default()), unknown: false };
        }
    };
    // Nothing is documented, which is not a number.
    match number {
        0 => Cell { html: "—".to_owned(), unknown: true },
        n => {
            let href = escaped(&format!("{}#{}", sheet.to_entity(entity), counted.anchor()));
            Cell { html: format!("<a href=\"{href}\">{}</a>", escaped(&edition.number(n))), unknown: false }
        }
    }
}

/// How many observations of an entity, or of a metric, have a value.
pub(super) fn known_values(edition: &Edition<'_>, entity: &EntityRef) -> usize {
    let indexes = match owner(entity) {
        Some(owner) => edition.analysis().observations_of(&owner),
        None => edition.analysis().observations_about(&crate::study::Id::new(&entity.id)),
    };
    let known = |index: &&usize| {
        edition.study().observations.get(**index).is_some_and(|observation| !value::is_unknown(observation))
    };
    indexes.iter().filter(known).count()
}

/// The entity as an owner of observations.
pub(super) fn owner(entity: &EntityRef) -> Option<Owner> {
    match entity.kind {
        Kind::Organisation => Some(Owner::Organisation(crate::study::Id::new(&entity.id))),
        Kind::Tool => Some(Owner::Tool(crate::study::Id::new(&entity.id))),
        Kind::Practice => Some(Owner::Practice(crate::study::Id::new(&entity.id))),
        _ => None,
    }
}

fn related(sheet: &Sheet<'_>, kind: Kind) -> Vec<Link> {
    let matrix = (PageName::Matrix(1), "matrix.title");
    let comparison = (PageName::Single(Single::Comparison), "comparison.title");
    let pages = match kind {
        Kind::Organisation | Kind::Metric => vec![matrix, comparison],
        Kind::Tool | Kind::Practice => vec![matrix],
        _ => Vec::new(),
    };
    let existing = pages.into_iter().filter(|(page, _)| sheet.edition.has(page));
    existing.map(|(page, key)| sheet.link_to(&page, sheet.text(key))).collect()
}

/// The entities that the list can be seen from: those tied to most of its entries, each leading to them on its own page.
fn facet_groups(sheet: &Sheet<'_>, kind: Kind) -> Vec<FacetGroup> {
    let (ends, anchor): (&[Kind], &str) = match kind {
        Kind::Organisation => (&[Kind::Tool, Kind::Practice], "organisations"),
        Kind::Tool => (&[Kind::Organisation, Kind::Practice], "tools"),
        Kind::Practice => (&[Kind::Organisation, Kind::Tool], "practices"),
        // Topics are tied to others by quotes alone, which the list of quotes narrows.
        _ => return Vec::new(),
    };
    let analysis = sheet.edition.analysis();
    let count = |entity: &EntityRef| analysis.related(entity, kind).count();
    ends.iter().filter_map(|end| facets::choices(sheet, *end, anchor, &count, None)).collect()
}

/// The pages of a long list; none where there is one page.
pub(super) fn pagination(
    sheet: &Sheet<'_>,
    page: usize,
    total: usize,
    name: impl Fn(usize) -> PageName,
) -> Option<Pagination> {
    /// Pages this near the one shown are listed, and the first and the last.
    const NEAR: usize = 3;
    if total < 2 {
        return None;
    }
    let edition = sheet.edition;
    let (shown, all) = (edition.number(page), edition.number(total));
    let link = |to: usize, key: &str| sheet.link_to(&name(to), sheet.text(key));
    let near = |other: &usize| *other == 1 || *other == total || other.abs_diff(page) <= NEAR;
    Some(Pagination {
        text: edition.language.text("site.page-of", &[("page", &shown), ("total", &all)]),
        previous: (page > 1).then(|| link(page - 1, "site.previous")),
        next: (page < total).then(|| link(page + 1, "site.next")),
        pages: (1..=total)
            .filter(near)
            .map(|other| PageEntry {
                text: edition.number(other),
                href: (other != page).then(|| sheet.to(&name(other))),
            })
            .collect(),
    })
}
