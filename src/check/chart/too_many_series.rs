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
    example: "kind: grouped-bar with five series → kind: small-multiples",
};

/// Reports a chart with too many.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (kind, found) = (subject.kind(), subject.chart.series.len());
    if found <= kind.most_series {
        return Vec::new();
    }
    let most = if kind.most_series == 1 { "one series".to_owned() } else { format!("{} series", kind.most_series) };
    let instead = if kind.name == "bar" && found <= 3 { "grouped-bar" } else { "small-multiples" };
    let message = format!("a chart of the kind `{}` shows {most} at most, found {found}", kind.name);
    vec![RULE.at(subject.place_of_kind(), message).help(format!("use `{instead}`, or fewer series"))]
}
