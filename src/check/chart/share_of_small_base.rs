//! A percentage of a handful that cannot be told as a count.

use super::Subject;
use crate::chart::data;
use crate::chart::small_base::{self, SMALL};
use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};
use crate::study::{Amount, Base, Dimension, MetricKind, Reading, RowValue};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::ShareOfSmallBase,
    severity: Severity::Warning,
    summary: "a share of fewer than twenty that is no whole number of them",
    explanation: "A share of fewer than twenty is shown as a count, “12 of 15” in place of 80 %, because one more or less \
                  would change the percentage by five points or more. That takes a share that is a whole number of its \
                  base, but for rounding: 33 % of 4 is nobody's count. Correct the value or the base.",
    example: "data:\n  rows:\n    - {label: A, value: 33 %, base: 4}\n→\ndata:\n  rows:\n    - {label: A, value: 25 %, base: 4}",
};

/// Reports each value that is shown as the percentage that it should not be.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let own = subject.own_rows().iter().filter_map(|row| match &row.value {
        RowValue::Quantity(amount, unit) if unit.dimension() == Some(Dimension::Share) => {
            report(*amount, row.base.as_ref(), || subject.place_of_row(row))
        }
        _ => None,
    });
    let chosen = data::chosen(subject.definition, subject.study, subject.analysis);
    let of_metric = chosen.iter().flat_map(|(chosen, _)| chosen).filter_map(|observation| {
        let is_share =
            subject.study.metrics.get(&observation.metric).is_some_and(|metric| metric.kind == MetricKind::Share);
        match &observation.reading {
            Reading::Quantity { amount, .. } if is_share => {
                report(*amount, observation.base.as_ref(), || observation.place.clone())
            }
            _ => None,
        }
    });
    own.chain(of_metric).collect()
}

fn report(amount: Amount, base: Option<&Base>, place: impl Fn() -> Place) -> Option<Diagnostic> {
    let base = small_base::small(base)?;
    if small_base::count(amount, base).is_some() {
        return None;
    }
    let message =
        format!("this share of {base} is no whole number of them, and fewer than {SMALL} are shown as a count");
    Some(RULE.at(place(), message).help(format!("write how many of the {base} there are, or correct the base")))
}
