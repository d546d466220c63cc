//! More series than a kind of chart can tell apart.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Rule, Severity};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ChartTooManySeries,
    severity: Severity::Warning,
    summary: "a chart has more series than its kind can show",
    explanation: "Bars of one series, groups of three, stacks of five parts and four lines are the most that readers can \
                  tell apart; what is over is only in the table. `small-multiples` gives each series a chart of its own, \
                  all on one scale.",
    example: "data:\n  rows:\n    - {label: Ined, value: 1, series: s0}\n    - {label: Ined, value: 2, series: s1}\n    - {label: Ined, value: 3, series: s2}\n    - {label: Ined, value: 4, series: s3}\n    - {label: Ined, value: 5, series: s4}\n→\ndata:\n  rows:\n    - {label: Ined, value: 1, series: s0}\n    - {label: Ined, value: 2, series: s1}\n    - {label: Ined, value: 3, series: s2}",
};

/// Reports a chart with too many series, or with too many groups of points.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (kind, chart) = (subject.kind(), subject.chart);
    let over = [
        ("series", "series", chart.series.len(), kind.most_series),
        ("group", "groups", chart.groups.len(), kind.most_groups),
    ];
    let report = |(one, several, found, most): (&str, &str, usize, usize)| {
        let instead = if kind.name == "bar" && found <= 3 { "grouped-bar" } else { "small-multiples" };
        let most = if most == 1 { format!("one {one}") } else { format!("{most} {several}") };
        let message = format!("a chart of the kind `{}` shows {most} at most, found {found}", kind.name);
        RULE.at(subject.place_of_kind(), message).help(format!("use `{instead}`, or fewer {several}"))
    };
    over.into_iter().filter(|(_, _, found, most)| found > most).map(report).collect()
}
