//! Quotes under headings: by topic on an organisation's page, by organisation elsewhere. Each quote stands once.

use std::collections::BTreeMap;

use crate::study::{Attribution, EntityRef, Id, Kind, Quote};

use super::edition::MOST_ENTRIES;
use super::quote_card;
use super::routes::{Facet, PageName};
use super::sheet::Sheet;
use super::view::{Block, Link, QuoteGroup};
use super::words::own;

/// What quotes are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// The first of their topics.
    Topic,
    /// The organisation that says them.
    Organisation,
}

/// The quotes of a list in groups, in the order of topics or of names; those of no group come last.
pub(super) fn groups<'a>(
    sheet: &Sheet<'_>,
    quotes: impl IntoIterator<Item = &'a Id<Quote>>,
    grouping: Grouping,
) -> Vec<QuoteGroup> {
    let study = sheet.edition.study();
    let mut groups: BTreeMap<(usize, Option<EntityRef>), Vec<&Quote>> = BTreeMap::new();
    for quote in quotes.into_iter().filter_map(|id| study.quotes.get(id)) {
        let group = group_of(sheet, quote, grouping);
        let place = group.as_ref().map_or(usize::MAX, |entity| sheet.edition.place(entity));
        groups.entry((place, group)).or_default().push(quote);
    }
    groups.into_iter().map(|((_, group), quotes)| in_group(sheet, group, &quotes, grouping)).collect()
}

/// The quotes tied to an entity, in groups; where they are too many for its page, the first, and the way to all.
///
/// Those that the page's text shows already are not repeated.
pub(super) fn of_entity(sheet: &Sheet<'_>, entity: &EntityRef, grouping: Grouping, text: &[Block]) -> Vec<QuoteGroup> {
    let ties = sheet.edition.analysis().quotes(entity);
    let listed = ties.iter().take(MOST_ENTRIES).map(|tie| &tie.quote).filter(|id| !shows_quote(text, id.as_str()));
    let mut groups = groups(sheet, listed, grouping);
    let all = PageName::Quotes(Facet::Entity(entity.clone()), 1);
    if sheet.edition.has(&all)
        && let Some(last) = groups.last_mut()
    {
        last.more = Some(Link {
            href: sheet.to(&all),
            text: format!("{} ({})", sheet.edition.kind_all(Kind::Quote), sheet.edition.number(ties.len())),
            language: None,
        });
    }
    groups
}

/// Whether a text shows a quote.
pub(super) fn shows_quote(text: &[Block], id: &str) -> bool {
    text.iter().any(|block| matches!(block, Block::Quote(card) if card.id == id))
}

fn in_group(sheet: &Sheet<'_>, group: Option<EntityRef>, quotes: &[&Quote], grouping: Grouping) -> QuoteGroup {
    let cards = quotes.iter().map(|quote| quote_card::card(sheet, quote)).collect();
    match group {
        Some(entity) => QuoteGroup {
            id: format!("quotes-{}-{}", entity.kind.word(), entity.id),
            title: sheet.edition.name_words(&entity),
            href: Some(sheet.to_entity(&entity)),
            cards,
            more: None,
        },
        None => {
            let key = match grouping {
                Grouping::Topic => "organisation.quotes-other",
                Grouping::Organisation => "quote.unattributed",
            };
            QuoteGroup { id: "quotes-other".to_owned(), title: own(&sheet.text(key)), href: None, cards, more: None }
        }
    }
}

fn group_of(sheet: &Sheet<'_>, quote: &Quote, grouping: Grouping) -> Option<EntityRef> {
    match grouping {
        Grouping::Organisation => match &quote.attribution {
            Attribution::Organisation(id) => Some(EntityRef::new(Kind::Organisation, id.as_str())),
            Attribution::Unknown(_) | Attribution::Anonymous => None,
        },
        Grouping::Topic => {
            let first = |ids: &[Id<crate::study::Topic>]| {
                let topics = ids.iter().map(|id| EntityRef::new(Kind::Topic, id.as_str()));
                topics.min_by_key(|topic| sheet.edition.place(topic))
            };
            first(&quote.topics).or_else(|| first(&quote.inferred.topics))
        }
    }
}
