//! Rules of honest charts: what a definition or a palette can break, and what the program itself holds of each drawing.
//!
//! A rule of [`CHECKS`] may be broken on purpose: the definition names it under `exceptions` with a reason, which is
//! published beside the chart. A rule that is no longer broken needs no exception, and says so.

mod chart_without_source;
pub mod contrast;
pub mod drawing;
mod inconsistent_rounding;
mod line_with_few_points;
mod not_comparable;
mod ordinal;
mod ordinal_sorted_by_value;
mod parts_not_a_whole;
mod share_of_small_base;
mod share_without_base;
mod too_many_series;
mod unsorted_bars;

use crate::analysis::Analysis;
use crate::chart::input::Chart;
use crate::chart::kind::Kind;
use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};
use crate::study::{ChartData, ChartDefinition, ChartRow, Exception, Study};

/// What a check of a chart may read.
pub struct Subject<'a> {
    /// The chart as its author defines it.
    pub definition: &'a ChartDefinition,
    /// The chart that is made of it, in the study's first language.
    pub chart: &'a Chart,
    /// What is published.
    pub study: &'a Study,
    /// What can be asked of it.
    pub analysis: &'a Analysis,
}

impl Subject<'_> {
    fn kind(&self) -> &'static Kind {
        self.chart.options.kind()
    }

    /// Where the kind of the chart stands.
    fn place_of_kind(&self) -> Place {
        Place::new(&self.definition.place.path, self.definition.kind.span)
    }

    /// The rows that the definition gives itself.
    fn own_rows(&self) -> &[ChartRow] {
        match &self.definition.data {
            ChartData::Rows { rows, .. } => rows,
            _ => &[],
        }
    }

    fn place_of_row(&self, row: &ChartRow) -> Place {
        row.place()
    }
}

/// A rule that a definition can break, and an exception can allow.
pub struct Check {
    /// What it reports.
    pub rule: &'static Rule,
    /// Reports it.
    pub run: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

/// Every rule that a definition can break.
pub static CHECKS: &[Check] = &[
    Check { rule: &too_many_series::RULE, run: too_many_series::check },
    Check { rule: &unsorted_bars::RULE, run: unsorted_bars::check },
    Check { rule: &ordinal_sorted_by_value::RULE, run: ordinal_sorted_by_value::check },
    Check { rule: &line_with_few_points::RULE, run: line_with_few_points::check },
    Check { rule: &not_comparable::RULE, run: not_comparable::check },
    Check { rule: &parts_not_a_whole::RULE, run: parts_not_a_whole::check },
    Check { rule: &share_of_small_base::RULE, run: share_of_small_base::check },
    Check { rule: share_without_base::RULE, run: share_without_base::check },
    Check { rule: &inconsistent_rounding::RULE, run: inconsistent_rounding::check },
    Check { rule: &chart_without_source::RULE, run: chart_without_source::check },
];

/// The rules of this room that have no study's check of the same name.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let own = CHECKS.iter().map(|check| check.rule).filter(|rule| rule.code != share_without_base::RULE.code);
    own.chain([&UNKNOWN_EXCEPTION, &IDLE_EXCEPTION, &drawing::RULE, &contrast::RULE])
}

/// An exception from a rule that charts do not have.
pub static UNKNOWN_EXCEPTION: Rule = Rule {
    code: Code::UnknownException,
    severity: Severity::Error,
    summary: "a chart makes an exception from a rule that does not exist",
    explanation: "`exceptions` names rules of honest charts by their codes, as the diagnostics do. Other rules, such as \
                  one unit for one axis, have no exceptions: a chart that breaks them says something wrong.",
    example: "exceptions: [{rule: unsorted, reason: \"The order of the questions.\"}]\n→\nexceptions: [{rule: unsorted-bars, reason: \"The order of the questions.\"}]",
};

/// An exception from a rule that the chart keeps.
pub static IDLE_EXCEPTION: Rule = Rule {
    code: Code::IdleException,
    severity: Severity::Warning,
    summary: "a chart makes an exception from a rule that it keeps",
    explanation: "The reason of an exception is published beside the chart. Where the chart keeps the rule, readers would \
                  be told of a fault that is not there. Remove the exception.",
    example: "data:\n  rows:\n    - {label: A, value: 9}\n    - {label: B, value: 2}\nexceptions: [{rule: unsorted-bars, reason: \"The order of the questions.\"}]\n→\ndata:\n  rows:\n    - {label: A, value: 9}\n    - {label: B, value: 2}",
};

/// Runs every check of a chart, and weighs its exceptions.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let about = format!("chart:{}", subject.definition.id);
    let found: Vec<Diagnostic> = CHECKS.iter().flat_map(|check| (check.run)(subject)).collect();
    let exceptions = &subject.definition.exceptions;
    let of_exceptions = exceptions.iter().filter_map(|exception| weighed(subject.definition, exception, &found));
    let of_exceptions: Vec<Diagnostic> = of_exceptions.collect();
    let is_excepted = |found: &Diagnostic| exceptions.iter().any(|it| it.rule.value == found.code.name());
    let kept = found.into_iter().filter(|found| !is_excepted(found));
    kept.chain(of_exceptions).map(|diagnostic| diagnostic.about(&about)).collect()
}

/// What is wrong with an exception, if anything is.
fn weighed(definition: &ChartDefinition, exception: &Exception, found: &[Diagnostic]) -> Option<Diagnostic> {
    let place = Place::new(&definition.place.path, exception.rule.span);
    let typed = &exception.rule.value;
    let codes: Vec<&str> = CHECKS.iter().map(|check| check.rule.code.name()).collect();
    if !codes.contains(&typed.as_str()) {
        let diagnostic = UNKNOWN_EXCEPTION.at(place, format!("charts cannot be excepted from `{typed}`"));
        let diagnostic = diagnostic.suggest(typed, codes.iter().copied());
        return Some(diagnostic.help(format!("they can from: {}", codes.join(", "))));
    }
    let is_broken = found.iter().any(|found| found.code.name() == typed);
    (!is_broken).then(|| {
        IDLE_EXCEPTION
            .at(place, format!("the chart keeps the rule `{typed}`"))
            .help("remove the exception: its reason would be published for nothing")
    })
}
