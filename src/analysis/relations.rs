//! Relations between organisations, tools and practices: what authors declare and what follows from quotes, merged.
//!
//! A pair's status is the declared one, or else *mentioned*; its evidence is the strongest of all that is behind it.
//! Both sources stay apart in the [`Pair`], so that a page can say which is which.

use std::collections::BTreeMap;

use crate::study::{EntityRef, Evidence, Id, Kind, Localised, Quote, Relation, Source, Status, Study};

use super::ties::{Tie, Ties};

/// The kinds that are related, the owner of the relation first.
const RELATED: [(Kind, Kind); 3] =
    [(Kind::Organisation, Kind::Tool), (Kind::Organisation, Kind::Practice), (Kind::Tool, Kind::Practice)];

/// A relation between two entities.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The organisation, or the tool of a tool and a practice.
    pub from: EntityRef,
    /// The tool or practice.
    pub to: EntityRef,
    /// The status that is declared, or else [`Status::Mentioned`].
    pub status: Status,
    /// The strongest evidence behind it.
    pub evidence: Evidence,
    /// What the author declares, in order.
    pub declared: Vec<Declaration>,
    /// The quotes that name both, in the author's order, each with the weaker of its two ties.
    pub quotes: Vec<Tie>,
}

impl Pair {
    /// The other end, seen from one of the two.
    pub fn other(&self, end: &EntityRef) -> &EntityRef {
        if self.from == *end { &self.to } else { &self.from }
    }
}

/// A relation as its author declares it.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// How well it is documented.
    pub evidence: Evidence,
    /// How it stands.
    pub status: Status,
    /// Where it is said.
    pub source: Option<Source>,
    /// A remark.
    pub note: Option<Localised<String>>,
}

/// Every pair, with both of its ends leading to it.
#[derive(Debug, Default)]
pub(super) struct Relations {
    pub(super) pairs: Vec<Pair>,
    by_end: BTreeMap<EntityRef, BTreeMap<EntityRef, usize>>,
}

impl Relations {
    pub(super) fn of(study: &Study, ties: &Ties) -> Self {
        let mut merging = Merging::default();
        for organisation in study.organisations.values() {
            let from = EntityRef::new(Kind::Organisation, organisation.id.as_str());
            merging.declare(&from, Kind::Tool, &organisation.tools);
            merging.declare(&from, Kind::Practice, &organisation.practices);
        }
        for tool in study.tools.values() {
            merging.declare(&EntityRef::new(Kind::Tool, tool.id.as_str()), Kind::Practice, &tool.practices);
        }
        for (quote, of_quote) in ties.order.iter().zip(&ties.of_quotes) {
            merging.derive(&quote.id, of_quote);
        }
        let mut relations = Self {
            pairs: merging.pairs.into_values().flat_map(BTreeMap::into_values).collect(),
            by_end: BTreeMap::new(),
        };
        for (index, pair) in relations.pairs.iter().enumerate() {
            for (end, other) in [(&pair.from, &pair.to), (&pair.to, &pair.from)] {
                relations.by_end.entry(end.clone()).or_default().insert(other.clone(), index);
            }
        }
        relations
    }

    pub(super) fn pair(&self, one: &EntityRef, other: &EntityRef) -> Option<&Pair> {
        self.by_end.get(one)?.get(other).and_then(|index| self.pairs.get(*index))
    }

    pub(super) fn related<'a>(
        &'a self,
        entity: &EntityRef,
        kind: Kind,
    ) -> impl Iterator<Item = (&'a EntityRef, &'a Pair)> + use<'a> {
        // Entities sort by kind first, and no id is shorter than an empty one.
        let from = EntityRef::new(kind, "");
        let ends = self.by_end.get(entity).into_iter();
        let of_kind = ends.flat_map(move |ends| ends.range(from.clone()..));
        of_kind
            .take_while(move |(other, _)| other.kind == kind)
            .filter_map(|(other, index)| self.pairs.get(*index).map(|pair| (other, pair)))
    }
}

#[derive(Default)]
struct Merging {
    pairs: BTreeMap<EntityRef, BTreeMap<EntityRef, Pair>>,
}

impl Merging {
    fn declare<T>(&mut self, from: &EntityRef, kind: Kind, relations: &[Relation<T>]) {
        for relation in relations {
            let pair = self.pair(from, &EntityRef::new(kind, relation.to.as_str()), relation.evidence);
            if pair.declared.is_empty() {
                pair.status = relation.status;
            }
            pair.evidence = pair.evidence.min(relation.evidence);
            pair.declared.push(Declaration {
                evidence: relation.evidence,
                status: relation.status,
                source: relation.source.clone(),
                note: relation.note.clone(),
            });
        }
    }

    fn derive(&mut self, quote: &Id<Quote>, ties: &BTreeMap<EntityRef, Evidence>) {
        let of_kind = |kind| ties.iter().filter(move |(entity, _)| entity.kind == kind);
        for (from_kind, to_kind) in RELATED {
            for (from, one) in of_kind(from_kind) {
                for (to, other) in of_kind(to_kind) {
                    // A quote ties two things together only as surely as it is tied to the less sure of them.
                    let evidence = *one.max(other);
                    let pair = self.pair(from, to, evidence);
                    pair.evidence = pair.evidence.min(evidence);
                    pair.quotes.push(Tie { quote: quote.clone(), evidence });
                }
            }
        }
    }

    fn pair(&mut self, from: &EntityRef, to: &EntityRef, evidence: Evidence) -> &mut Pair {
        let of_one = self.pairs.entry(from.clone()).or_default();
        of_one.entry(to.clone()).or_insert_with(|| Pair {
            from: from.clone(),
            to: to.clone(),
            status: Status::Mentioned,
            evidence,
            declared: Vec::new(),
            quotes: Vec::new(),
        })
    }
}
