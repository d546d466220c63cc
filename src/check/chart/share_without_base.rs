//! A share in a chart's own rows that does not say of what. Those of metrics are a check of the study.

use super::Subject;
use crate::check::study::share_without_base;
use crate::diagnostic::{Diagnostic, Rule};
use crate::study::{Dimension, RowValue};

/// What it reports.
pub static RULE: &Rule = &share_without_base::RULE;

/// Reports the first such row, and how many there are.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let is_share = |value: &RowValue| match value {
        RowValue::Quantity(_, unit) => unit.dimension() == Some(Dimension::Share),
        _ => false,
    };
    let bare = subject.own_rows().iter().filter(|row| is_share(&row.value) && row.base.is_none());
    let bare: Vec<_> = bare.collect();
    let Some(first) = bare.first() else { return Vec::new() };
    let message = match bare.len() {
        1 => "this share does not say of what".to_owned(),
        several => format!("{several} shares of this chart do not say of what; this is the first"),
    };
    vec![RULE.at(subject.place_of_row(first), message).help("add `base: 15`, or the base in words")]
}
