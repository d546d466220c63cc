//! What each quote is tied to, and how surely: the one reading of quotes that everything else counts from.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::study::{Attribution, EntityRef, Evidence, Id, Kind, Quote, Study};

/// A quote that is tied to an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tie {
    /// The quote.
    pub quote: Id<Quote>,
    /// How sure the tie is: as the quote's attribution for organisations; explicit or inferred, by the list of the quote
    /// that names the entity, for tools, practices and topics.
    pub evidence: Evidence,
}

/// The ties of every quote, by what they lead to.
#[derive(Debug, Default)]
pub(super) struct Ties {
    pub(super) order: Vec<Arc<Quote>>,
    pub(super) by_entity: BTreeMap<EntityRef, Vec<Tie>>,
    pub(super) unattributed: Vec<Id<Quote>>,
    /// What each quote of `order` is tied to.
    pub(super) of_quotes: Vec<BTreeMap<EntityRef, Evidence>>,
}

impl Ties {
    pub(super) fn of(study: &Study) -> Self {
        let mut quotes: Vec<Arc<Quote>> = study.quotes.values().cloned().collect();
        quotes.sort_by(|a, b| (&a.place, &a.id).cmp(&(&b.place, &b.id)));
        let of_quotes: Vec<_> = quotes.par_iter().map(|quote| of_quote(quote)).collect();
        let mut ties = Self::default();
        for (quote, of_quote) in quotes.iter().zip(&of_quotes) {
            for (entity, evidence) in of_quote {
                let tie = Tie { quote: quote.id.clone(), evidence: *evidence };
                ties.by_entity.entry(entity.clone()).or_default().push(tie);
            }
            if !matches!(quote.attribution, Attribution::Organisation(_)) {
                ties.unattributed.push(quote.id.clone());
            }
        }
        Self { order: quotes, of_quotes, ..ties }
    }
}

/// What a quote is tied to, each once, with the surest evidence where two lists name it.
fn of_quote(quote: &Quote) -> BTreeMap<EntityRef, Evidence> {
    let mut ties = BTreeMap::new();
    let mut tie = |entity, evidence: Evidence| {
        let known = ties.entry(entity).or_insert(evidence);
        *known = evidence.min(*known);
    };
    if let Attribution::Organisation(id) = &quote.attribution {
        tie(EntityRef::of(Kind::Organisation, id), quote.evidence);
    }
    if let Some(source) = &quote.source {
        tie(EntityRef::of(Kind::Document, &source.document), Evidence::Explicit);
    }
    let inferred = &quote.inferred;
    for (evidence, tools, practices, topics) in [
        (Evidence::Explicit, &quote.tools, &quote.practices, &quote.topics),
        (Evidence::Inferred, &inferred.tools, &inferred.practices, &inferred.topics),
    ] {
        tools.iter().for_each(|id| tie(EntityRef::of(Kind::Tool, id), evidence));
        practices.iter().for_each(|id| tie(EntityRef::of(Kind::Practice, id), evidence));
        topics.iter().for_each(|id| tie(EntityRef::of(Kind::Topic, id), evidence));
    }
    ties
}
