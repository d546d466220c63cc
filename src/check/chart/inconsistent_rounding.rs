//! Numbers of one chart that are typed with different decimals.

use std::collections::BTreeMap;

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::{Amount, ChartRow, RowValue};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::InconsistentRounding,
    severity: Severity::Warning,
    summary: "the numbers of a chart are rounded differently",
    explanation: "All numbers of a chart are shown with the decimals of the most precise, so 28 beside 12.5 becomes 28.0, \
                  which nobody measured. Round them alike; a 0 at the end counts: `28.0`.",
    example: "data:\n  rows:\n    - {label: A, value: 28 h}\n    - {label: B, value: 12.5 h}\n    - {label: C, value: 9 h}\n→\ndata:\n  rows:\n    - {label: A, value: 28 h}\n    - {label: B, value: 13 h}\n    - {label: C, value: 9 h}",
};

/// Reports the first row of each series that is rounded otherwise than most; series may measure different things.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut series: BTreeMap<Option<&String>, Vec<&ChartRow>> = BTreeMap::new();
    for row in subject.own_rows() {
        series.entry(row.series.as_ref().and_then(|name| name.first())).or_default().push(row);
    }
    series.values().filter_map(|rows| odd(subject, rows)).collect()
}

fn odd(subject: &Subject<'_>, rows: &[&ChartRow]) -> Option<Diagnostic> {
    let exact = |row: &ChartRow| match row.value {
        RowValue::Quantity(Amount::Exact(_), _) => row.decimals,
        _ => None,
    };
    let rows: Vec<(&ChartRow, usize)> = rows.iter().filter_map(|row| Some((*row, exact(row)?))).collect();
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, decimals) in &rows {
        *counts.entry(*decimals).or_default() += 1;
    }
    // Of two as frequent, the fewer decimals.
    let usual = *counts.iter().max_by_key(|(decimals, count)| (**count, usize::MAX - **decimals))?.0;
    let (row, decimals) = rows.iter().find(|(_, decimals)| *decimals != usual)?;
    let message = format!("this number has {}, others have {}", in_words(*decimals), in_words(usual));
    Some(RULE.at(subject.place_of_row(row), message).help("round all numbers of the chart alike"))
}

fn in_words(decimals: usize) -> String {
    match decimals {
        0 => "no decimals".to_owned(),
        1 => "one decimal".to_owned(),
        decimals => format!("{decimals} decimals"),
    }
}
