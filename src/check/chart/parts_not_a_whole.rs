//! Percentages of one whole that do not make the whole.

use super::Subject;
use crate::chart::input::{Cell, Row, Unit};
use crate::chart::scale::places_of;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::Amount;

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::PartsNotAWhole,
    severity: Severity::Warning,
    summary: "the parts of a stacked bar do not add up to 100 %",
    explanation: "A stacked bar shows one whole, so its parts are drawn as shares of their sum. Parts that are missing, or \
                  of another whole, are drawn too large or too small. Sums that rounding explains are accepted. Add what \
                  is missing as a part of its own, or use bars beside each other.",
    example: "data:\n  rows:\n    - {label: Ined, value: 40 %, base: 120, series: yes}\n    - {label: Ined, value: 30 %, base: 120, series: no}\n→\ndata:\n  rows:\n    - {label: Ined, value: 40 %, base: 120, series: yes}\n    - {label: Ined, value: 30 %, base: 120, series: no}\n    - {label: Ined, value: 30 %, base: 120, series: no answer}",
};

/// Reports the first row whose parts do not add up.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let chart = subject.chart;
    if chart.options.kind().name != "stacked-bar" || chart.measure.unit != Unit::Percent {
        return Vec::new();
    }
    let Some((row, sum)) = chart.rows.iter().find_map(|row| off(row).map(|sum| (row, sum))) else {
        return Vec::new();
    };
    let label = &row.label;
    let own = subject.own_rows().iter().find(|own| own.label.as_ref().and_then(|own| own.first()) == Some(label));
    let place = own.map_or_else(|| subject.place_of_kind(), |own| subject.place_of_row(own));
    let message = format!("the parts of `{label}` add up to {} %, not to 100 %", (sum * 10.0).round() / 10.0);
    vec![RULE.at(place, message).help("add what is missing as a part of its own, or use `grouped-bar`")]
}

/// The sum of a row's parts, where all are known and rounding does not explain the difference from 100.
fn off(row: &Row) -> Option<f64> {
    let parts: Vec<f64> =
        row.cells.iter().map(|cell| Cell::amount(cell).map(Amount::sorting)).collect::<Option<_>>()?;
    let places = parts.iter().map(|part| places_of(*part)).max()?;
    let rounding = 0.5 * 10f64.powi(-i32::try_from(places).unwrap_or(0)) * parts.len() as f64;
    let sum: f64 = parts.iter().sum();
    ((sum - 100.0).abs() > rounding + 1e-9).then_some(sum)
}
