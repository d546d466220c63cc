//! A value that comes from nowhere.

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::Reading;

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ObservationWithoutSource,
    severity: Severity::Warning,
    summary: "a value without a source",
    explanation: "Every number of a study leads to where it was read. Give the observation its `source`, with a locator. A \
                  value that is `unknown` needs none: its reason stands for it.",
    example: "validation-delay: 2 h\n→\nvalidation-delay: {value: 2 h, source: {document: deck, locator: p. 3}}",
};

/// Reports each value without a source and without a quote that says it.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for observation in &subject.study.observations {
        let known = !matches!(observation.reading, Reading::Unknown(_));
        if known && observation.source.is_none() && observation.quotes.is_empty() {
            out.push(
                RULE.at(observation.place.clone(), format!("this value of `{}` has no source", observation.metric))
                    .help("add `source: {document: ID, locator: …}`, or the `quotes` that say it")
                    .about(format!("metric:{}", observation.metric)),
            );
        }
    }
    out
}
