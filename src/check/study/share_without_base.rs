//! A share that does not say of what.

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::{MetricKind, Reading};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ShareWithoutBase,
    severity: Severity::Warning,
    summary: "a share without its base",
    explanation: "20 % says nothing until one knows of what: 20 % of 15 organisations are three. Give the observation its \
                  `base`, as a number or in words.",
    example: "share: {value: 20 %, source: {document: deck}}\n→\nshare: {value: 20 %, base: 15, source: {document: deck}}",
};

/// Reports each value of a share without a base.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for observation in &subject.study.observations {
        let is_share = subject.study.metrics.get(&observation.metric).is_some_and(|it| it.kind == MetricKind::Share);
        if is_share && observation.base.is_none() && !matches!(observation.reading, Reading::Unknown(_)) {
            out.push(
                RULE.at(
                    observation.place.clone(),
                    format!("this value of `{}` does not say of what", observation.metric),
                )
                .help("add `base: 15`, or the base in words")
                .about(format!("metric:{}", observation.metric)),
            );
        }
    }
    out
}
