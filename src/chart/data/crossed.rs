//! The observations of a metric by two things at once: rows by one, series by the other.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Material;
use super::metric::{in_their_order, row};
use crate::chart::input::{Cell, Row, Series};
use crate::decode::Date;
use crate::study::{Grouping, Metric, Observation};

/// Rows by one thing and series by another. Of several values for one place the latest stands; a place without a value
/// is a gap.
pub(super) fn crossed(
    material: &Material<'_>,
    metric: &Metric,
    observations: &[&Observation],
    by_rows: &Grouping,
    by_series: &Grouping,
) -> (Vec<Row>, Vec<Series>) {
    let mut ordered = observations.to_vec();
    in_their_order(metric, by_series, &mut ordered);
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut series: Vec<Series> = Vec::new();
    for observation in &ordered {
        let Row { label, lang, href, .. } = row(material, metric, by_series, observation, 0);
        let key = key(by_series, &label, href.as_deref());
        if let Entry::Vacant(place) = columns.entry(key) {
            place.insert(series.len());
            let href = href.filter(|_| matches!(by_series, Grouping::Entity(_)));
            series.push(Series { label, lang, href, ..Series::default() });
        }
    }
    in_their_order(metric, by_rows, &mut ordered);
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut dates: BTreeMap<(usize, usize), Option<Date>> = BTreeMap::new();
    for observation in &ordered {
        let Row { label, href, .. } = row(material, metric, by_series, observation, 0);
        let Some(column) = columns.get(&key(by_series, &label, href.as_deref())).copied() else { continue };
        let mut head = row(material, metric, by_rows, observation, 0);
        let Some(cell) = head.cells.pop() else { continue };
        let index = *known.entry(key(by_rows, &head.label, head.href.as_deref())).or_insert(rows.len());
        if index == rows.len() {
            head.cells = vec![Cell::missing(None); series.len()];
            head.when = head.when.filter(|_| *by_rows == Grouping::Date);
            // What stands behind a moment stands behind its cells.
            head.href = head.href.filter(|_| matches!(by_rows, Grouping::Entity(_)));
            rows.push(head);
        }
        let slot = rows.get_mut(index).and_then(|row| row.cells.get_mut(column));
        if let (Some(slot), true) = (slot, dates.get(&(index, column)).is_none_or(|date| observation.date >= *date)) {
            *slot = cell;
            dates.insert((index, column), observation.date);
        }
    }
    (rows, series)
}

/// What tells the head of a row or series from others: names may be alike, addresses are not.
fn key(by: &Grouping, label: &str, href: Option<&str>) -> String {
    match (by, href) {
        (Grouping::Entity(_), Some(href)) => href.to_owned(),
        _ => label.to_owned(),
    }
}
