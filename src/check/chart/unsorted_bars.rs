//! Rows in no order that a reader could see.

use super::{Subject, ordinal};
use crate::chart::input::{Order, Row};
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::ChartData;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::UnsortedBars,
    severity: Severity::Warning,
    summary: "bars that are neither sorted nor in an order that is asked for",
    explanation: "Readers compare bars with their neighbours, so the largest stands first, unless the categories have an \
                  order of their own: years, ages, a scale. Numbers at the beginning of all names are seen as such an \
                  order. Where another order means something, `sort: order` says that it is meant.",
    example: "data:\n  rows:\n    - {label: A, value: 2}\n    - {label: B, value: 9}\n    - {label: C, value: 4}\n→\ndata:\n  rows:\n    - {label: A, value: 2}\n    - {label: B, value: 9}\n    - {label: C, value: 4}\n  sort: value",
};

/// Reports rows of the definition's own that stand as they were typed.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let chart = subject.chart;
    let is_asked_for = !matches!(subject.definition.data, ChartData::Rows { sort: None, .. });
    if is_asked_for || chart.order == Order::Value || !subject.kind().ranks() {
        return Vec::new();
    }
    let rows: Vec<&Row> = chart.rows.iter().collect();
    let has_order = ordinal::ranks(&rows).is_some_and(|ranks| ordinal::is_in_order(&ranks));
    let value = |row: &&Row| row.sorting().unwrap_or(f64::NEG_INFINITY);
    if has_order || rows.is_sorted_by(|a, b| value(a) >= value(b)) {
        return Vec::new();
    }
    let message = format!("the rows of `{}` are in no order that a reader can see", subject.definition.id);
    let help = "add `sort: value` to `data`, or `sort: order` where the order of the rows means something";
    vec![RULE.at(subject.place_of_kind(), message).help(help)]
}
