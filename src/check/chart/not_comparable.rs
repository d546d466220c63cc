//! A ranking of values that do not say the same thing.

use std::collections::BTreeSet;

use super::Subject;
use crate::chart::data;
use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};
use crate::study::{Base, ChartData, Grouping, Observation, Reading};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::NotComparable,
    severity: Severity::Warning,
    summary: "a chart ranks values that cannot be compared as they are",
    explanation: "Rows beside each other are compared, whatever the note says. Values of different years, shares of \
                  different things, or values of different segments differ for more reasons than the one that the chart \
                  shows. Show one date with `at`, one segment with `where`, or say in an exception why they can be \
                  compared.",
    example: "data: {metric: share, by: organisation}\n→\ndata: {metric: share, by: organisation, at: 2012}",
};

/// Reports a ranking of what differs in date, base or segment.
pub fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let definition = subject.definition;
    let ChartData::Metric { metric, span, .. } = &definition.data else { return Vec::new() };
    let Some((chosen, by)) = data::chosen(definition, subject.study, subject.analysis) else { return Vec::new() };
    if !subject.kind().ranks() || by.contains(&Grouping::Date) {
        return Vec::new();
    }
    let known = chosen.into_iter().filter(|observation| !matches!(observation.reading, Reading::Unknown(_)));
    let known: Vec<&Observation> = known.collect();
    let language = subject.study.imprint.languages.first();
    let years = known.iter().filter_map(|observation| observation.date).map(|date| date.year.to_string());
    let bases = known.iter().filter_map(|observation| match &observation.base {
        Some(Base::Words(words)) => language.map(|language| words.in_language(language).0.clone()),
        _ => None,
    });
    let segments = known
        .iter()
        .filter(|_| !by.contains(&Grouping::Segment))
        .filter_map(|observation| observation.segment.as_ref().map(|segment| segment.to_string()));
    let ways = [
        ("years", years.collect::<BTreeSet<_>>(), "show one date with `at`"),
        ("bases", bases.collect(), "show what has one base with `where`"),
        ("segments", segments.collect(), "show one segment with `where`, or count by `segment`"),
    ];
    let different = ways.into_iter().filter(|(_, values, _)| values.len() > 1);
    let report = |(name, values, cure): (&str, BTreeSet<String>, &str)| {
        let values = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        let message = format!("the chart ranks values of `{metric}` that are of several {name}: {values}");
        let help = format!("{cure}, or say in an exception why they can be compared");
        RULE.at(Place::new(&definition.place.path, *span), message).help(help)
    };
    different.map(report).collect()
}
