//! Rows that a definition gives itself.

use crate::diagnostic::{Diagnostic, Place};
use crate::study::{
    ChartData, ChartDefinition, ChartRow, EntityRef, Id, Kind, Localised, Quote, RowValue, Target, Unit,
};

use super::{CHART_DATA_MISMATCH, MIXED_UNITS, Material, Rows, certainty, in_order, moment};
use crate::chart::amounts;
use crate::chart::input::{Cell, Measure, Noun, Order, Period, Row, Series, Value};
use crate::chart::kind::Kind as ChartKind;
use crate::chart::words::Words;

/// The rows of a definition that has its own.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Rows { rows, .. } = &definition.data else { return None };
    let place = |row: &ChartRow| Place::new(&definition.place.path, row.span);
    if let Some((wrong, message, help)) = misfit(rows, kind) {
        out.push(CHART_DATA_MISMATCH.at(place(wrong), message).help(help));
        return None;
    }
    let columns = Columns::of(kind);
    let mut series = named(material, rows, |row| columns.series(row));
    let groups = named(material, rows, |row| columns.group(row));
    let unit = if kind.name == "scatter" {
        for column in &mut series {
            let inside =
                |row: &&ChartRow| row.series.as_ref().map(|name| material.plain(name)).as_ref() == Some(&column.label);
            let rows: Vec<&ChartRow> = rows.iter().filter(inside).collect();
            column.unit = Some(one_unit(material, &rows, &place, out)?);
        }
        Default::default()
    } else {
        one_unit(material, &rows.iter().collect::<Vec<_>>(), &place, out)?
    };
    Some(Rows {
        rows: made(material, rows, &columns, &series, &groups),
        series: if series.len() > 1 { series } else { Vec::new() },
        groups,
        things: things(material, kind),
        measure: Measure { name: measure(material, definition, kind), unit },
        order: Order::Given,
        population: None,
        notes: Vec::new(),
        quotes: in_order(material, rows.iter().filter_map(|row| quote(row.target.as_ref()))),
    })
}

/// The first row that does not fit the kind, what is wrong with it, and what to do.
fn misfit<'r>(rows: &'r [ChartRow], kind: &ChartKind) -> Option<(&'r ChartRow, String, &'static str)> {
    let is_misdated = |row: &&ChartRow| matches!(row.value, RowValue::Period(..)) != (kind.name == "timeline");
    if let Some(row) = rows.iter().find(is_misdated) {
        let help = "a timeline takes rows with `date`, or `from` and `to`; the other kinds take `value`";
        return Some((row, format!("this row does not fit the kind `{}`", kind.name), help));
    }
    let row = rows.iter().find(|row| row.group.is_some() && kind.most_groups == 0)?;
    let help = "write `series` in place of `group`, or leave it out";
    Some((row, format!("charts of the kind `{}` have no groups of points", kind.name), help))
}

/// Which of a row's names is that of its column, and which that of its group.
struct Columns {
    has_groups: bool,
    is_one_column: bool,
}

impl Columns {
    /// Where a kind has groups and but one series, as a strip, what is called a series is a group too.
    fn of(kind: &ChartKind) -> Self {
        Self { has_groups: kind.most_groups > 0, is_one_column: kind.most_groups > 0 && kind.most_series == 1 }
    }

    fn series<'r>(&self, row: &'r ChartRow) -> Option<&'r Localised<String>> {
        row.series.as_ref().filter(|_| !self.is_one_column)
    }

    fn group<'r>(&self, row: &'r ChartRow) -> Option<&'r Localised<String>> {
        let series = row.series.as_ref().filter(|_| self.is_one_column);
        row.group.as_ref().filter(|_| self.has_groups).or(series)
    }
}

fn one_unit(
    material: &Material<'_>,
    rows: &[&ChartRow],
    place: &dyn Fn(&ChartRow) -> Place,
    out: &mut Vec<Diagnostic>,
) -> Option<crate::chart::input::Unit> {
    let mut first: Option<(&Unit, &ChartRow)> = None;
    for row in rows.iter().copied() {
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

/// The columns or groups that rows name, each once, in the order in which they come.
fn named<'r>(
    material: &Material<'_>,
    rows: &'r [ChartRow],
    name: impl Fn(&'r ChartRow) -> Option<&'r Localised<String>>,
) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for name in rows.iter().filter_map(name) {
        let (label, lang) = material.words(name);
        if !all.iter().any(|known| known.label == label) {
            all.push(Series { label, lang, href: None, unit: None });
        }
    }
    all
}

/// Rows of one label and several series become one row.
fn made(
    material: &Material<'_>,
    rows: &[ChartRow],
    columns: &Columns,
    series: &[Series],
    groups: &[Series],
) -> Vec<Row> {
    let index_of = |name: Option<&Localised<String>>, all: &[Series]| {
        let name = material.plain(name?);
        all.iter().position(|known| known.label == name)
    };
    let mut made: Vec<Row> = Vec::new();
    for row in rows {
        let (label, lang) = label(material, row);
        let column = index_of(columns.series(row), series).unwrap_or(0);
        let is_same = |known: &Row| known.label == label && known.when == row.when.map(moment);
        let index = match made.iter().position(|known| series.len() > 1 && is_same(known)) {
            Some(index) => index,
            None => {
                let cells = vec![Cell::missing(None); series.len().max(1)];
                made.push(Row { label, lang, cells, when: row.when.map(moment), ..Row::default() });
                made.len() - 1
            }
        };
        let Some(made) = made.get_mut(index) else { continue };
        made.href = made.href.take().or_else(|| href(material, row.target.as_ref()));
        made.group = made.group.or_else(|| index_of(columns.group(row), groups));
        if let Some(slot) = made.cells.get_mut(column) {
            *slot = cell(material, row);
        }
    }
    made
}

/// What a row is called: its label, or the date of its value or event.
fn label(material: &Material<'_>, row: &ChartRow) -> (String, Option<String>) {
    let date = match row.value {
        RowValue::Period(from, _) => Some(from),
        _ => row.when,
    };
    match (&row.label, date) {
        (Some(label), _) => material.words(label),
        (None, Some(date)) => (Words::date(material.language, moment(date)), None),
        (None, None) => (String::new(), None),
    }
}

fn cell(material: &Material<'_>, row: &ChartRow) -> Cell {
    let cell = match &row.value {
        RowValue::Quantity(amount, _) => Cell::new(Value::Amount(*amount)),
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
