//! Rows that a definition gives itself.

use crate::diagnostic::{Diagnostic, Place};
use crate::study::{
    ChartData, ChartDefinition, ChartRow, Dimension, EntityRef, Id, Kind, Quote, RowValue, Sort, Target, Unit,
};

use super::count::order;
use super::{CHART_DATA_MISMATCH, MIXED_UNITS, Material, Rows, certainty, in_order, moment};
use crate::chart::input::{Cell, Measure, Noun, Order, Period, Row, Series, Value};
use crate::chart::kind::Kind as ChartKind;
use crate::chart::{amounts, small_base};

/// The rows of a definition that has its own.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Rows { rows, sort, limit, .. } = &definition.data else { return None };
    let place = |row: &ChartRow| Place::new(&definition.place.path, row.span);
    if let Some(wrong) = rows.iter().find(|row| matches!(row.value, RowValue::Period(..)) != (kind.name == "timeline"))
    {
        let help = "a timeline takes rows with `date`, or `from` and `to`; the other kinds take `value`";
        out.push(
            CHART_DATA_MISMATCH.at(place(wrong), format!("this row does not fit the kind `{}`", kind.name)).help(help),
        );
        return None;
    }
    let unit = one_unit(material, rows, &place, out)?;
    let series = series(material, rows);
    let mut made = Rows {
        rows: group(material, rows, &series),
        series: if series.len() > 1 { series } else { Vec::new() },
        things: things(material, kind),
        measure: Measure { name: measure(material, definition, kind), unit },
        order: Order::Given,
        population: None,
        notes: Vec::new(),
        quotes: in_order(material, rows.iter().filter_map(|row| quote(row.target.as_ref()))),
    };
    // Left to themselves, rows stay as their author put them.
    order(material, &mut made, sort.unwrap_or(Sort::Order), *limit);
    Some(made)
}

fn one_unit(
    material: &Material<'_>,
    rows: &[ChartRow],
    place: &dyn Fn(&ChartRow) -> Place,
    out: &mut Vec<Diagnostic>,
) -> Option<crate::chart::input::Unit> {
    let mut first: Option<(&Unit, &ChartRow)> = None;
    for row in rows {
        let RowValue::Quantity(_, unit) = &row.value else { continue };
        match first {
            None => first = Some((unit, row)),
            Some((known, _)) if known == unit => {}
            Some((known, other)) => {
                let message = format!("this row is in `{}`, others are in `{}`", unit.name(), known.name());
                out.push(MIXED_UNITS.at(place(row), message).also(place(other), "the first unit").help("use one unit"));
                return None;
            }
        }
    }
    Some(first.map_or(crate::chart::input::Unit::None, |(unit, _)| amounts::unit(unit, material.language)))
}

fn series(material: &Material<'_>, rows: &[ChartRow]) -> Vec<Series> {
    let mut series: Vec<Series> = Vec::new();
    for row in rows {
        let Some(name) = &row.series else { continue };
        let (label, lang) = material.words(name);
        if !series.iter().any(|known| known.label == label) {
            series.push(Series { label, lang, href: None });
        }
    }
    series
}

/// Rows of one label and several series become one row.
fn group(material: &Material<'_>, rows: &[ChartRow], series: &[Series]) -> Vec<Row> {
    let mut made: Vec<Row> = Vec::new();
    for row in rows {
        let (label, lang) = material.words(&row.label);
        let name = row.series.as_ref().map(|name| material.plain(name));
        let column = series.iter().position(|known| Some(&known.label) == name.as_ref()).unwrap_or(0);
        let index = match made.iter().position(|known| series.len() > 1 && known.label == label) {
            Some(index) => index,
            None => {
                let cells = vec![Cell::missing(None); series.len().max(1)];
                made.push(Row { label, lang, href: href(material, row.target.as_ref()), cells, ..Row::default() });
                made.len() - 1
            }
        };
        if let Some(slot) = made.get_mut(index).and_then(|made| made.cells.get_mut(column)) {
            *slot = cell(material, row);
        }
    }
    made
}

fn cell(material: &Material<'_>, row: &ChartRow) -> Cell {
    let cell = match &row.value {
        RowValue::Quantity(amount, unit) => {
            let cell = Cell::new(Value::Amount(*amount));
            let is_share = unit.dimension() == Some(Dimension::Share);
            let count = || small_base::words(*amount, row.base.as_ref(), material.language);
            match is_share.then(count).flatten() {
                Some(words) => cell.worded(words),
                None => cell,
            }
        }
        RowValue::Period(from, to) => {
            Cell::new(Value::Time(Period { from: Some(moment(*from)), to: Some(moment(to.unwrap_or(*from))) }))
        }
        RowValue::Unknown(reason) => Cell::missing(Some(&material.plain(reason))),
    };
    cell.known(certainty(row.evidence))
}

fn href(material: &Material<'_>, target: Option<&Target>) -> Option<String> {
    match target? {
        Target::Entity(entity) => Some((material.address)(entity)),
        Target::Observation(index) => {
            let observation = material.study.observations.get(*index)?;
            Some((material.address)(&EntityRef::new(Kind::Metric, observation.metric.as_str())))
        }
    }
}

fn quote(target: Option<&Target>) -> Option<Id<Quote>> {
    match target? {
        Target::Entity(entity) if entity.kind == Kind::Quote => Some(Id::new(&entity.id)),
        _ => None,
    }
}

fn things(material: &Material<'_>, kind: &ChartKind) -> Noun {
    let name = if kind.name == "timeline" { "chart.events" } else { "chart.category" };
    let form = |form| material.language.text(&format!("{name}.{form}"), &[]);
    Noun::new(form("singular"), form("plural"))
}

/// Own rows have no metric to name them; the subtitle says what they are.
fn measure(material: &Material<'_>, definition: &ChartDefinition, kind: &ChartKind) -> String {
    match &definition.subtitle {
        Some(subtitle) if kind.name != "timeline" => material.plain(subtitle),
        _ => String::new(),
    }
}
