//! A finding that rests on nothing.

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};

use super::Subject;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::FindingWithoutEvidence,
    severity: Severity::Warning,
    summary: "a finding without evidence",
    explanation: "A finding names what it rests on: quotes, metrics, charts, organisations, tools, practices, topics or \
                  documents, under `rests_on`. Readers go from the claim to the words behind it; without evidence there \
                  is nowhere to go.",
    example: "---\norder: 2\n---\n# Prudence\n→\n---\norder: 2\nrests_on: [quote:delay]\n---\n# Prudence",
};

/// Reports each finding with an empty `rests_on`.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let without = subject.study.findings.iter().filter(|finding| finding.rests_on.is_empty());
    without
        .map(|finding| {
            RULE.at(finding.body.place.clone(), format!("the finding `{}` rests on nothing", finding.id))
                .help("add `rests_on: [quote:ID, chart:ID]`")
                .about(format!("finding:{}", finding.id))
        })
        .collect()
}
