//! The list of quotes, and the lists that narrow it: by evidence, by language, by an entity with very many.

use crate::prose::html::escaped;
use crate::study::{EntityRef, Id, Kind, Quote};

use super::edition::{Edition, MOST_ENTRIES};
use super::entity_index::pagination;
use super::frame::{self, Outline};
use super::quote_group::{self, Grouping};
use super::routes::{Facet, PageName};
use super::sheet::Sheet;
use super::view::{self, Content, FacetEntry, FacetGroup};
use super::words::own;
use super::{Page, facets, small};

/// The kinds whose entities lead to their own quotes.
const CHOICES: [Kind; 4] = [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic];

/// The pages of every list.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let every: Vec<Id<Quote>> = edition.analysis().quotes_in_order().iter().map(|quote| quote.id.clone()).collect();
    let all = (None, every.as_slice());
    let facets = edition.facets().iter().map(|(facet, quotes)| (Some(facet), quotes.as_slice()));
    std::iter::once(all).chain(facets).flat_map(|(facet, quotes)| list(edition, facet, quotes)).collect()
}

/// The wanted pages of one list.
fn list(edition: &Edition<'_>, facet: Option<&Facet>, quotes: &[Id<Quote>]) -> Vec<Page> {
    let name = |page| List { facet, quotes: Vec::new() }.name(page);
    if (1..=quotes.len().div_ceil(MOST_ENTRIES)).any(|page| edition.wants(|| name(page))) {
        List { facet, quotes: by_organisation(edition, quotes) }.pages(edition)
    } else {
        Vec::new()
    }
}

/// The quotes in the order of the groups that they are shown in, so that a group is cut by at most one page's end.
fn by_organisation<'a>(edition: &Edition<'_>, quotes: &'a [Id<Quote>]) -> Vec<&'a Id<Quote>> {
    let mut quotes: Vec<&Id<Quote>> = quotes.iter().collect();
    quotes.sort_by_cached_key(|id| {
        let quote = edition.study().quotes.get(*id);
        let organisation = quote.and_then(|quote| match &quote.attribution {
            crate::study::Attribution::Organisation(id) => Some(EntityRef::new(Kind::Organisation, id.as_str())),
            _ => None,
        });
        organisation.map_or(usize::MAX, |organisation| edition.place(&organisation))
    });
    quotes
}

struct List<'a> {
    facet: Option<&'a Facet>,
    quotes: Vec<&'a Id<Quote>>,
}

impl List<'_> {
    fn name(&self, page: usize) -> PageName {
        match self.facet {
            Some(facet) => PageName::Quotes(facet.clone(), page),
            None => PageName::Index(Kind::Quote, page),
        }
    }

    fn pages(&self, edition: &Edition<'_>) -> Vec<Page> {
        let parts = self.quotes.chunks(MOST_ENTRIES).zip(1..);
        let wanted = parts.filter(|(_, page)| edition.wants(|| self.name(*page)));
        wanted.map(|(quotes, page)| self.page(edition, page, quotes)).collect()
    }

    fn page(&self, edition: &Edition<'_>, number: usize, quotes: &[&Id<Quote>]) -> Page {
        let sheet = Sheet::of(edition, self.name(number));
        let title = self.title(edition);
        let introduction = self.introduction(edition);
        let content = view::QuoteIndex {
            title: own(&title),
            intro_html: Some(format!("<p>{}</p>", escaped(&introduction))),
            total: edition.kind_count(Kind::Quote, self.quotes.len()),
            facets: facet_groups(&sheet, self.facet),
            script: self.facet.is_none().then(|| facets::script(&sheet, Kind::Quote)).flatten(),
            groups: quote_group::groups(&sheet, quotes.iter().copied(), Grouping::Organisation),
            pagination: pagination(&sheet, number, self.quotes.len().div_ceil(MOST_ENTRIES), |page| self.name(page)),
            downloads: small::table(&sheet, Kind::Quote.folder()),
        };
        let mut outline = Outline::titled(title);
        outline.section = Some(Kind::Quote);
        outline.description = Some(introduction);
        if self.facet.is_some() {
            outline.under = frame::index_above(&sheet, Kind::Quote);
        }
        frame::page(sheet, outline, Content::QuoteIndex(content), &edition.study().imprint.place)
    }

    fn introduction(&self, edition: &Edition<'_>) -> String {
        match self.facet {
            Some(Facet::Evidence(evidence)) => edition.text(&format!("evidence.{}.sentence", evidence.word())),
            _ => edition.kind_introduction(Kind::Quote),
        }
    }

    fn title(&self, edition: &Edition<'_>) -> String {
        let title = edition.kind_title(Kind::Quote);
        let labelled = |value: &str| edition.language.text("formats.labelled", &[("label", &title), ("value", value)]);
        match self.facet {
            None => title,
            Some(Facet::Evidence(evidence)) => {
                let word = edition.text(&format!("evidence.{}.word", evidence.word()));
                edition.language.text("evidence.page-title", &[("evidence", &word)])
            }
            Some(Facet::Language(code)) => labelled(&edition.language.name_of(code)),
            Some(Facet::Entity(entity)) => labelled(&edition.name(entity).0),
        }
    }
}

/// The ways to narrow the list; one with a single choice is none.
fn facet_groups(sheet: &Sheet<'_>, current: Option<&Facet>) -> Vec<FacetGroup> {
    let edition = sheet.edition;
    let all = FacetEntry {
        href: sheet.to(&PageName::index(Kind::Quote)),
        text: edition.kind_all(Kind::Quote),
        count: edition.number(edition.of_kind(Kind::Quote).len()),
        current: current.is_none(),
    };
    let listed = |keep: fn(&Facet) -> bool, text: &dyn Fn(&Facet) -> String| -> Vec<FacetEntry> {
        let facets = edition.facets().iter().filter(|(facet, _)| keep(facet));
        facets
            .map(|(facet, quotes)| FacetEntry {
                href: sheet.to(&PageName::Quotes(facet.clone(), 1)),
                text: text(facet),
                count: edition.number(quotes.len()),
                current: current == Some(facet),
            })
            .collect()
    };
    let evidence = listed(|facet| matches!(facet, Facet::Evidence(_)), &|facet| match facet {
        Facet::Evidence(evidence) => edition.text(&format!("evidence.{}.word", evidence.word())),
        _ => String::new(),
    });
    let language = listed(|facet| matches!(facet, Facet::Language(_)), &|facet| match facet {
        Facet::Language(code) => edition.language.name_of(code),
        _ => String::new(),
    });
    let mut groups = Vec::new();
    for (key, entries) in [("evidence.filter", evidence), ("quote.language", language)] {
        if !entries.is_empty() {
            let entries = std::iter::once(all.clone()).chain(entries).collect();
            groups.push(FacetGroup { title: edition.text(key), entries });
        }
    }
    let count = |entity: &EntityRef| edition.analysis().quotes(entity).len();
    let shown = current.and_then(|facet| match facet {
        Facet::Entity(entity) => Some(entity),
        _ => None,
    });
    groups.extend(CHOICES.into_iter().filter_map(|kind| facets::choices(sheet, kind, "quotes", &count, shown)));
    groups
}
