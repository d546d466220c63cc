//! Charts that nobody asked for: what a page of the study can show of its own, where there is enough to show.
//!
//! Each rule is a file and a line of [`RULES`]; a rule looks at one entity and gives the charts that its page gains, or
//! none. Rows come from `chart/data`, as those of charts with a definition do, so that no count can differ from theirs.
//!
//! What suffices:
//!
//! | rule | on the page of | is drawn where |
//! |---|---|---|
//! | [`over_time`] | an organisation, a tool, a practice | a metric has 4 values or more of its own, of as many dates, not all equal |
//! | [`among_others`] | the same | 5 or more of its kind, itself among them, have comparable values, not all equal |
//! | [`who_documents`] | a tool, a practice, a topic | 4 organisations or more speak of it, one of them 3 times or more, not all alike |
//! | [`ranking`] | a metric | 5 or more have comparable numbers, not all equal |
//! | [`distribution`] | a metric | 12 or more have comparable numbers, or 5 and more one of its categories |
//!
//! What is comparable is in [`comparable`]: one metric and so one unit, owners of one kind, the same tool and segment,
//! dates of one year or of two that follow each other, shares of one sort of base, one value an owner. What is not is
//! neither ranked nor drawn, and the page of a metric says why. A chart with an author's definition that shows the same
//! comes instead, never beside. No page has more than [`MOST`].
//!
//! Two or three values over time are read faster in the table of the page, and so are the values of four organisations.

pub mod comparable;

mod among_others;
mod bins;
mod distribution;
mod over_time;
mod ranking;
mod text;
mod who_documents;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::data::count;
use super::data::{Material, Prepared, Rows};
use super::kind::Options;
use crate::study::{Counted, EntityRef, Id, Kind, Metric};
use among_others::MOST_POINTS;
use bins::Bins;
use comparable::{Comparison, Comparisons, Form, Slice};

/// A page has no more charts of its own than this; its tables have every value.
pub const MOST: usize = 4;

/// The kinds whose pages may gain charts.
pub const KINDS: [Kind; 5] = [Kind::Organisation, Kind::Tool, Kind::Practice, Kind::Topic, Kind::Metric];

/// A rule: what the page of an entity gains.
type Rule = fn(&EntityRef, &Desk<'_>) -> Vec<Prepared>;

/// Every rule, in the order in which a page shows what they give.
const RULES: &[Rule] =
    &[over_time::charts, among_others::charts, who_documents::charts, ranking::charts, distribution::charts];

/// What rules are given.
struct Desk<'a> {
    material: &'a Material<'a>,
    shelf: &'a Shelf<'a>,
}

impl Desk<'_> {
    /// What may be compared on the page of a metric; nothing where a chart of an author shows it already.
    fn of_metric_page(&self, entity: &EntityRef) -> &[Comparison] {
        if entity.kind != Kind::Metric || self.shelf.comparisons.is_charted(&entity.id) {
            return &[];
        }
        self.shelf.comparisons.of_metric(&entity.id)
    }
}

/// What is found out once for every page of a language.
#[derive(Debug)]
pub struct Shelf<'a> {
    comparisons: &'a Comparisons,
    /// How many of a kind have each value of a category.
    categories: BTreeMap<(Id<Metric>, Kind), Rows>,
    /// The values of the comparisons that are too many to be drawn one by one on every page.
    bins: BTreeMap<(Id<Metric>, Kind, Slice), Bins>,
}

impl<'a> Shelf<'a> {
    /// Counts what many pages show alike.
    pub fn of(comparisons: &'a Comparisons, material: &Material<'_>) -> Self {
        let counted = |kind| match kind {
            Kind::Tool => Counted::Tools,
            Kind::Practice => Counted::Practices,
            _ => Counted::Organisations,
        };
        let categories = comparisons.iter().filter(|comparison| comparison.form == Form::Categories);
        let categories = categories.map(|comparison| {
            let rows = count::of_category(material, counted(comparison.kind), &comparison.metric);
            ((comparison.metric.clone(), comparison.kind), rows)
        });
        let many = comparisons.iter().filter(|one| one.form == Form::Numbers && one.values.len() > MOST_POINTS);
        let bins = many.filter_map(|one| Some((place(one), bins::of(material, one)?)));
        Self { comparisons, categories: categories.collect(), bins: bins.collect() }
    }

    /// The values of a comparison, in bins.
    fn bins(&self, comparison: &Comparison) -> Option<&Bins> {
        self.bins.get(&place(comparison))
    }
}

/// Where the bins of a comparison are.
fn place(comparison: &Comparison) -> (Id<Metric>, Kind, Slice) {
    (comparison.metric.clone(), comparison.kind, comparison.slice.clone())
}

/// The charts that the page of an entity gains.
pub fn charts(entity: &EntityRef, material: &Material<'_>, shelf: &Shelf<'_>) -> Vec<Prepared> {
    let desk = Desk { material, shelf };
    let charts = RULES.iter().flat_map(|rule| rule(entity, &desk));
    charts.take(MOST).collect()
}

/// Rows as a chart, with what is said around it.
fn prepared(desk: &Desk<'_>, id: String, options: Options, rows: Rows, said: text::Said) -> Prepared {
    let material = desk.material;
    let mut notes = rows.notes;
    notes.extend(said.notes);
    let chart = super::input::Chart {
        id,
        language: material.language.code().as_str().to_owned(),
        title: said.title,
        subtitle: said.subtitle,
        things: rows.things,
        measure: rows.measure,
        series: rows.series,
        groups: rows.groups,
        rows: rows.rows,
        order: rows.order,
        population: rows.population,
        source: said.source,
        note: (!notes.is_empty()).then(|| notes.join(" ")),
        options,
    };
    Prepared { chart, notes, quotes: rows.quotes }
}
