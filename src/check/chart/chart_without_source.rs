//! Numbers that come from nowhere.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::ChartData;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ChartWithoutSource,
    severity: Severity::Warning,
    summary: "a chart of rows of its own does not say where they come from",
    explanation: "What is counted or observed leads to its sources; rows that are typed into a chart lead nowhere. Name \
                  their `source` in words, or give the rows a `link` to what stands behind them.",
    example: "data:\n  rows:\n    - {label: A, value: 2}\n→\ndata:\n  rows:\n    - {label: A, value: 2}\nsource: \"Rapport, 2012\"",
};

/// Reports a chart whose rows have neither source nor links.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let definition = subject.definition;
    let is_own = matches!(definition.data, ChartData::Rows { .. });
    let leads = subject.own_rows().iter().any(|row| row.target.is_some());
    if !is_own || leads || definition.source.is_some() {
        return Vec::new();
    }
    let message = format!("nothing says where the rows of `{}` come from", definition.id);
    vec![RULE.at(subject.place_of_kind(), message).help("add `source`, in words, or give rows a `link`")]
}
