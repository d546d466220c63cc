//! What can be wrong with a study as a whole, its charts and the site made of it: one rule per file, explicit lists.
//!
//! A check only reads. What it reports may be set to another level in `study.yaml`, or pardoned for named entities, each
//! with a reason; errors that stop a build for lack of sense (an unknown name, a wrong value) are not checks, and stay.

pub mod chart;
mod judge;
pub mod site;
pub mod study;

use crate::diagnostic::Rule;

pub use judge::Judge;

/// Every rule of this room.
pub fn rules() -> Vec<&'static Rule> {
    let of_study = study::CHECKS.iter().map(|check| check.rule);
    let of_judge = [&judge::UNCHANGEABLE_LEVEL, &judge::IDLE_PARDON, &judge::IDLE_BASELINE];
    of_study.chain(chart::rules()).chain(site::RULES.iter().copied()).chain(of_judge).collect()
}
