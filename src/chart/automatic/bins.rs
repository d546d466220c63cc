//! Many values, counted in bins with round ends: what is drawn where each point would be too much.

use super::comparable::{Comparison, point};
use super::text;
use super::{Desk, Material};
use crate::chart::data::count::capital;
use crate::chart::data::{Rows, metric as data, population};
use crate::chart::input::{Cell, Measure, Noun, Order, Row, Unit};
use crate::chart::scale::{Scale, Zero, places_of};
use crate::chart::words::Words;

/// About so many bins.
const BINS: usize = 10;
/// With fewer bins that hold something there is no shape to see.
const FEWEST_FILLED: usize = 3;

/// The values of a comparison in bins, with their rows in a language.
#[derive(Debug)]
pub(super) struct Bins {
    /// A row for each bin.
    pub(super) rows: Rows,
    /// The ends of each.
    ends: Vec<(f64, f64)>,
}

impl Bins {
    /// The label of the bin that holds a value.
    pub(super) fn label(&self, value: f64) -> Option<String> {
        self.rows.rows.get(bin(&self.ends, value)).map(|row| row.label.clone())
    }
}

/// Counts the values of a comparison. None where nearly all fall into one bin.
pub(super) fn of(material: &Material<'_>, comparison: &Comparison) -> Option<Bins> {
    let metric = material.study.metrics.get(&comparison.metric)?;
    let observations = comparison.values.values().filter_map(|index| material.study.observations.get(*index));
    let values: Vec<f64> = observations.filter_map(point).collect();
    let ticks = Scale::round(values.iter().copied(), Zero::NotNeeded, BINS).ticks;
    let ends: Vec<(f64, f64)> = ticks.iter().copied().zip(ticks.iter().copied().skip(1)).collect();
    let mut counts = vec![0usize; ends.len()];
    for value in &values {
        if let Some(count) = counts.get_mut(bin(&ends, *value)) {
            *count += 1;
        }
    }
    let fullest = counts.iter().copied().max().unwrap_or(0);
    if counts.iter().filter(|count| **count > 0).count() < FEWEST_FILLED || fullest * 10 > values.len() * 9 {
        return None;
    }
    let unit = data::measure(material, metric).unit;
    let rows = ends.iter().zip(&counts);
    let rows = rows.map(|(ends, count)| Row::new(label(material, &unit, *ends), Cell::exact(*count as f64)));
    let noun = material.noun(comparison.kind);
    let form = |form: &str| text::text(material, &format!("bins.{form}"), &[]);
    let rows = Rows {
        rows: rows.collect(),
        series: Vec::new(),
        groups: Vec::new(),
        things: Noun::new(form("singular"), form("plural")),
        measure: Measure { name: capital(&noun.other), unit: Unit::None },
        order: Order::Given,
        population: population(material, values.len(), &noun),
        notes: vec![text::text(material, "bin-note", &[])],
        quotes: Vec::new(),
    };
    Some(Bins { rows, ends })
}

/// Which bin holds a value; the last also holds its upper end.
fn bin(ends: &[(f64, f64)], value: f64) -> usize {
    ends.iter().position(|(_, to)| value < *to).unwrap_or(ends.len().saturating_sub(1))
}

/// `6 à 8 h`
fn label(material: &Material<'_>, unit: &Unit, (from, to): (f64, f64)) -> String {
    let number = |number: f64| written(material, unit, number, places_of(to - from));
    let ends = text::text(material, "bin", &[("from", &number(from)), ("to", &number(to))]);
    match unit {
        // A long noun would stand in every row; the words around the chart have it.
        Unit::Named(noun) if noun.other.chars().count() > 3 => ends,
        Unit::Named(noun) => format!("{ends}\u{a0}{}", material.language.plural(to, noun)),
        Unit::None | Unit::Things(_) | Unit::Percent => ends,
    }
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
    let number = comparison.not_points;
    let note = || desk.material.language.counted("automatic-chart.not-points", number as u64, &[]);
    (number > 0).then(note).into_iter().collect()
}
