//! A line through so few points that it draws what nobody measured.

use std::collections::BTreeSet;

use super::Subject;
use crate::chart::input::Cell;
use crate::chart::kind;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};

/// Fewer points than this are no course.
const FEWEST: usize = 4;

/// What serves instead; the first that exists for two points, the others for three.
const INSTEAD: [&str; 3] = ["dumbbell", "dot", "bar"];

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::LineWithFewPoints,
    severity: Severity::Warning,
    summary: "a line has fewer than four points in time",
    explanation: "A line says how something went from one point to the next. Through two or three points it is mostly \
                  guessed: show the points themselves.",
    example: "kind: line\ndata: {metric: followers, by: date}\n→\nkind: dot\ndata: {metric: followers, by: organisation, at: 2010}",
};

/// Reports a line with too few.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.kind().name != "line" {
        return Vec::new();
    }
    let rows = subject.chart.rows.iter().filter(|row| row.cells.iter().any(|cell| Cell::amount(cell).is_some()));
    let points = rows.filter_map(|row| row.when).collect::<BTreeSet<_>>().len();
    if points >= FEWEST || subject.chart.rows.is_empty() {
        return Vec::new();
    }
    let message = match points {
        1 => "a line through one point in time".to_owned(),
        points => format!("a line through {points} points in time"),
    };
    let kinds = INSTEAD.iter().filter(|name| kind::find(name).is_some()).map(|name| format!("`{name}`"));
    let kinds = kinds.collect::<Vec<_>>().join(" or ");
    let help = format!("a line takes {FEWEST} or more; use {kinds}");
    vec![RULE.at(subject.place_of_kind(), message).help(help)]
}
