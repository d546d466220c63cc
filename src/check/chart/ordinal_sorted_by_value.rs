//! Years or ages that are torn from their order.

use super::{Subject, ordinal};
use crate::chart::input::Order;
use crate::chart::kind;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::OrdinalSortedByValue,
    severity: Severity::Warning,
    summary: "categories with an order of their own are sorted by value",
    explanation: "Readers look for years, ages and sizes in their own order; sorted by value, a trend can no longer be \
                  seen. Names that all begin with a number are taken for such categories.",
    example: "data:\n  rows:\n    - {label: \"2010\", value: 2}\n    - {label: \"2011\", value: 9}\n    - {label: \"2012\", value: 4}\n  sort: value\n→\ndata:\n  rows:\n    - {label: \"2010\", value: 2}\n    - {label: \"2011\", value: 9}\n    - {label: \"2012\", value: 4}\n  sort: order",
};

/// Reports a chart that sorts them.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let is_sorted = subject.chart.order == Order::Value && subject.kind().ranks();
    let ranks = ordinal::ranks(&kind::in_order(subject.chart));
    if !is_sorted || ranks.is_none_or(|ranks| ordinal::is_in_order(&ranks)) {
        return Vec::new();
    }
    let message = "the rows have an order of their own, as years and ages have, and are sorted by value";
    vec![RULE.at(subject.place_of_kind(), message).help("add `sort: order` to `data`")]
}
