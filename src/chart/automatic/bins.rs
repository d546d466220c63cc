//! Many values, counted in bins with round ends: what is drawn where each point would be too much.

use super::among_others::observations;
use super::comparable::{Comparison, point};
use super::text;
use super::{Desk, Material};
use crate::chart::data::count::capital;
use crate::chart::data::{Rows, metric as data, population};
use crate::chart::input::{Cell, Measure, Noun, Order, Row, Unit};
use crate::chart::scale::{Scale, Zero, places_of};
use crate::chart::words::Words;
use crate::study::Metric;

/// About so many bins.
const BINS: usize = 10;
/// With fewer bins that hold something there is no shape to see.
const FEWEST_FILLED: usize = 3;

/// A row for each bin, and the label of the one that holds a value. None where nearly all values fall into one bin.
pub(super) fn rows(
    desk: &Desk<'_>,
    metric: &Metric,
    comparison: &Comparison,
    own: Option<f64>,
) -> Option<(Rows, Option<String>)> {
    let material = desk.material;
    let values: Vec<f64> = observations(desk, comparison).into_iter().filter_map(point).collect();
    let scale = Scale::round(values.iter().copied(), Zero::NotNeeded, BINS);
    let ends: Vec<(f64, f64)> = scale.ticks.windows(2).filter_map(|two| Some((*two.first()?, *two.get(1)?))).collect();
    let last = ends.len().saturating_sub(1);
    let bin = |value: f64| ends.iter().position(|(_, to)| value < *to).unwrap_or(last);
    let mut counts = vec![0usize; ends.len()];
    for value in &values {
        if let Some(count) = counts.get_mut(bin(*value)) {
            *count += 1;
        }
    }
    let fullest = counts.iter().copied().max().unwrap_or(0);
    if counts.iter().filter(|count| **count > 0).count() < FEWEST_FILLED || fullest * 10 > values.len() * 9 {
        return None;
    }
    let unit = data::measure(material, metric).unit;
    let step = ends.first().map_or(1.0, |(from, to)| to - from);
    let label = |(from, to): &(f64, f64)| {
        let number = |number: f64| written(material, &unit, number, places_of(step));
        let ends = text::text(material, "bin", &[("from", &number(*from)), ("to", &number(*to))]);
        match &unit {
            Unit::Named(noun) => format!("{ends}\u{a0}{}", material.language.plural(*to, noun)),
            Unit::None | Unit::Things(_) | Unit::Percent => ends,
        }
    };
    let rows = ends.iter().zip(&counts).map(|(ends, count)| Row::new(label(ends), Cell::exact(*count as f64)));
    let noun = material.noun(comparison.kind);
    let form = |form: &str| text::text(material, &format!("bins.{form}"), &[]);
    let rows = Rows {
        rows: rows.collect(),
        series: Vec::new(),
        things: Noun::new(form("singular"), form("plural")),
        measure: Measure { name: capital(&noun.other), unit: Unit::None },
        order: Order::Given,
        population: population(material, values.len(), &noun),
        notes: vec![text::text(material, "bin-note", &[])],
        quotes: Vec::new(),
    };
    Some((rows, own.and_then(|own| ends.get(bin(own))).map(label)))
}

fn written(material: &Material<'_>, unit: &Unit, number: f64, places: usize) -> String {
    match (unit, places) {
        (Unit::Percent, places) => material.language.percent(number, places),
        (_, 0) => material.language.integer(number.round() as i64),
        (_, places) => material.language.decimal(number, places),
    }
}

/// What to say of the values that are no points, and so in no bin and in no strip.
pub(super) fn notes(desk: &Desk<'_>, comparison: &Comparison) -> Vec<String> {
    let not_drawn = observations(desk, comparison).into_iter().filter(|one| point(one).is_none()).count();
    let note = || desk.material.language.counted("automatic-chart.not-points", not_drawn as u64, &[]);
    (not_drawn > 0).then(note).into_iter().collect()
}
