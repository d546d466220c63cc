//! Questions put to a study: who is tied to what, how surely, and what rests on it.
//!
//! [`Analysis::of`] reads a study once and builds every index, so that each answer afterwards is a look-up: pages,
//! charts and data files all ask here and therefore agree. It is pure, knows no language and no address, and puts
//! nothing into words.

mod kin;
mod matrix;
mod observations;
mod relations;
mod support;
mod ties;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::study::{EntityRef, Finding, Id, Kind, Metric, Owner, Quote, Study};

pub use kin::KinWay;
pub use matrix::{COLUMNS, MatrixEnd, MatrixPart, ROWS};
pub use relations::{Declaration, Pair};
pub use ties::Tie;

use kin::Kinships;
use observations::Observations;
use relations::Relations;
use support::Support;
use ties::Ties;

/// Everything that can be asked of a study.
#[derive(Debug, Default)]
pub struct Analysis {
    ties: Ties,
    relations: Relations,
    observations: Observations,
    support: Support,
    kinships: Kinships,
}

impl Analysis {
    /// Reads a study and builds every index.
    pub fn of(study: &Study) -> Self {
        let of_quotes = || {
            let ties = Ties::of(study);
            let relations = Relations::of(study, &ties);
            (ties, relations)
        };
        let rest = || (Observations::of(study), Support::of(study), Kinships::of(study));
        let ((ties, relations), (observations, support, kinships)) = rayon::join(of_quotes, rest);
        Self { ties, relations, observations, support, kinships }
    }

    /// Every quote, in the order in which the author wrote them down.
    pub fn quotes_in_order(&self) -> &[Arc<Quote>] {
        &self.ties.order
    }

    /// The quotes tied to an organisation, tool, practice, topic or document, in the author's order.
    pub fn quotes(&self, entity: &EntityRef) -> &[Tie] {
        listed(&self.ties.by_entity, entity)
    }

    /// The quotes that name no organisation, in the author's order.
    pub fn unattributed(&self) -> &[Id<Quote>] {
        &self.ties.unattributed
    }

    /// Every relation between an organisation, a tool and a practice, by its two ends.
    pub fn pairs(&self) -> &[Pair] {
        &self.relations.pairs
    }

    /// The relation between two entities, in either order.
    pub fn pair(&self, one: &EntityRef, other: &EntityRef) -> Option<&Pair> {
        self.relations.pair(one, other)
    }

    /// The relations of an entity with entities of one kind, by the other's id.
    pub fn related<'a>(
        &'a self,
        entity: &EntityRef,
        kind: Kind,
    ) -> impl Iterator<Item = (&'a EntityRef, &'a Pair)> + use<'a> {
        self.relations.related(entity, kind)
    }

    /// The tools that a tool is related to in a way, declared at either end.
    pub fn kin<'a>(&'a self, tool: &EntityRef, way: KinWay) -> impl Iterator<Item = &'a EntityRef> + use<'a> {
        self.kinships.of_tool(tool, way)
    }

    /// One part of the matrix of two kinds, the densest first; none beyond the last.
    pub fn matrix(&self, study: &Study, rows: Kind, columns: Kind, part: usize) -> Option<MatrixPart> {
        matrix::part(self, study, rows, columns, part)
    }

    /// The indexes of an owner's observations in [`Study::observations`].
    pub fn observations_of(&self, owner: &Owner) -> &[usize] {
        listed(&self.observations.by_owner, owner)
    }

    /// The indexes of a metric's observations.
    pub fn observations_about(&self, metric: &Id<Metric>) -> &[usize] {
        listed(&self.observations.by_metric, metric)
    }

    /// The indexes of the observations that a quote says.
    pub fn observations_saying(&self, quote: &Id<Quote>) -> &[usize] {
        listed(&self.observations.by_quote, quote)
    }

    /// Which of its owner's observations of its metric one is, from 1.
    pub fn rank(&self, observation: usize) -> usize {
        self.observations.ranks.get(observation).copied().unwrap_or(1)
    }

    /// The findings that rest on an entity, in their order.
    pub fn findings(&self, entity: &EntityRef) -> &[Id<Finding>] {
        listed(&self.support.findings, entity)
    }

    /// The entities whose text shows or links to an entity, chapters first.
    pub fn named_in(&self, entity: &EntityRef) -> &[EntityRef] {
        listed(&self.support.named_in, entity)
    }

    /// How many references there are to an entity, of any role.
    pub fn uses(&self, entity: &EntityRef) -> usize {
        self.support.uses.get(entity).copied().unwrap_or(0)
    }
}

fn listed<'a, K: Ord, V>(map: &'a BTreeMap<K, Vec<V>>, key: &K) -> &'a [V] {
    map.get(key).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
