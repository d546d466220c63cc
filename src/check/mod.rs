//! What can be wrong with a study as a whole, its charts and the site made of it: one rule per file, explicit lists.
//!
//! A check only reads. What it reports may be set to another level in `study.yaml`, or pardoned for named entities, each
//! with a reason; errors that stop a build for lack of sense (an unknown name, a wrong value) are not checks, and stay.

pub mod chart;
pub mod site;
pub mod study;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::study::{Level, Pardon};

/// Every rule of this room.
pub fn rules() -> Vec<&'static Rule> {
    let of_study = study::CHECKS.iter().map(|check| check.rule);
    of_study.chain(chart::rules()).chain(site::RULES.iter().copied()).collect()
}

/// Applies what `study.yaml` says of checks: levels, and pardons of named entities. Only warnings can be changed.
pub fn pardon(diagnostics: Vec<Diagnostic>, checks: &BTreeMap<String, Pardon>) -> Vec<Diagnostic> {
    diagnostics.into_iter().filter_map(|diagnostic| judged(diagnostic, checks)).collect()
}

fn judged(mut diagnostic: Diagnostic, checks: &BTreeMap<String, Pardon>) -> Option<Diagnostic> {
    let Some(pardon) = checks.get(diagnostic.code.name()).filter(|_| diagnostic.severity == Severity::Warning) else {
        return Some(diagnostic);
    };
    if diagnostic.subject.as_ref().is_some_and(|subject| pardon.except.contains(subject)) {
        return None;
    }
    match pardon.level {
        Some(Level::Allow) => None,
        Some(Level::As(severity)) => {
            diagnostic.severity = severity;
            Some(diagnostic)
        }
        None => Some(diagnostic),
    }
}
