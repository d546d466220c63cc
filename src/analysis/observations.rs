//! Observations by their owner, their metric and the quotes that say them.

use std::collections::BTreeMap;

use crate::study::{Id, Metric, Owner, Quote, Study};

/// Indexes into a study's observations.
#[derive(Debug, Default)]
pub(super) struct Observations {
    pub(super) by_owner: BTreeMap<Owner, Vec<usize>>,
    pub(super) by_metric: BTreeMap<Id<Metric>, Vec<usize>>,
    pub(super) by_quote: BTreeMap<Id<Quote>, Vec<usize>>,
    pub(super) ranks: Vec<usize>,
}

impl Observations {
    pub(super) fn of(study: &Study) -> Self {
        let mut observations = Self::default();
        let mut seen: BTreeMap<(&Owner, &Id<Metric>), usize> = BTreeMap::new();
        for (index, observation) in study.observations.iter().enumerate() {
            observations.by_owner.entry(observation.owner.clone()).or_default().push(index);
            observations.by_metric.entry(observation.metric.clone()).or_default().push(index);
            for quote in &observation.quotes {
                observations.by_quote.entry(quote.clone()).or_default().push(index);
            }
            let rank = seen.entry((&observation.owner, &observation.metric)).or_insert(0);
            *rank += 1;
            observations.ranks.push(*rank);
        }
        observations
    }
}
