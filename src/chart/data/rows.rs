//! Rows that a definition gives itself.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::study::{
    ChartData, ChartDefinition, ChartRow, Dimension, EntityRef, Id, Kind, Localised, Quote, RowValue, Sort, Target,
    Unit,
};

use super::count::order;
use super::{CHART_DATA_MISMATCH, MIXED_UNITS, Material, Rows, certainty, conversion, in_order, moment};
use crate::chart::input::{Cell, Measure, Moment, Noun, Order, Period, Remark, Row, Series, Value};
use crate::chart::kind::Kind as ChartKind;
use crate::chart::words::Words;
use crate::chart::{amounts, small_base};

/// The rows of a definition that has its own.
pub(super) fn rows(
    definition: &ChartDefinition,
    material: &Material<'_>,
    kind: &ChartKind,
    out: &mut Vec<Diagnostic>,
) -> Option<Rows> {
    let ChartData::Rows { rows, sort, limit, .. } = &definition.data else { return None };
    if let Some((wrong, message, help)) = misfit(rows, kind) {
        out.push(CHART_DATA_MISMATCH.at(wrong.place(), message).help(help));
        return None;
    }
    let columns = Columns::of(kind);
    if let Some((wrong, message)) = too_many_series(rows, &columns) {
        let help = "leave `series` out, or group them first";
        out.push(CHART_DATA_MISMATCH.at(wrong.place(), message).help(help));
        return None;
    }
    let mut series = named(material, rows, |row| columns.series(row));
    let groups = named(material, rows, |row| columns.group(row));
    // A scatter has a unit across and a unit up; every other chart has one.
    let units: Vec<Option<&Unit>> = if kind.name == "scatter" {
        let inside = |row: &ChartRow, column: &Series| {
            row.series.as_ref().is_some_and(|name| material.plain(name) == column.label)
        };
        let of_column = |column: &Series| one_unit(rows.iter().filter(|row| inside(row, column)), out);
        let units: Vec<Option<&Unit>> = series.iter().map(of_column).collect::<Option<_>>()?;
        for (column, unit) in series.iter_mut().zip(&units) {
            column.unit = Some(shown(material, *unit));
        }
        units
    } else {
        vec![one_unit(rows.iter(), out)?]
    };
    let unit =
        if kind.name == "scatter" { Default::default() } else { shown(material, units.first().copied().flatten()) };
    let mut found = Rows {
        rows: made(material, rows, &columns, &series, &groups, &units),
        series: if series.len() > 1 { series } else { Vec::new() },
        groups,
        things: things(material, kind),
        measure: Measure { name: measure(material, definition, kind), unit },
        order: Order::Given,
        population: None,
        notes: conversions(material, rows, &units),
        quotes: in_order(material, rows.iter().filter_map(|row| quote(row.target.as_ref()))),
    };
    // Left to themselves, rows stay as their author put them.
    order(material, &mut found, sort.unwrap_or(Sort::Order), *limit);
    Some(found)
}

/// The unit of an axis; none for plain numbers.
fn shown(material: &Material<'_>, unit: Option<&Unit>) -> crate::chart::input::Unit {
    unit.map_or(crate::chart::input::Unit::None, |unit| amounts::unit(unit, material.language))
}

/// The most series of a chart: each is a column of the table, whatever the drawing shows of it.
const MOST_SERIES: usize = 100;

/// The row that names one series too many.
fn too_many_series<'r>(rows: &'r [ChartRow], columns: &Columns) -> Option<(&'r ChartRow, String)> {
    let mut known: Vec<&Localised<String>> = Vec::new();
    for row in rows {
        for name in [columns.series(row), columns.group(row)].into_iter().flatten() {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        if known.len() > MOST_SERIES {
            return Some((row, format!("a chart has {MOST_SERIES} series at most, and this row names one more")));
        }
    }
    None
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

/// The unit of the first row that has one, into which those of the others convert. `None` where one does not, which is said.
#[expect(clippy::option_option, reason = "rows may have no unit, which is no mistake")]
fn one_unit<'r>(rows: impl Iterator<Item = &'r ChartRow>, out: &mut Vec<Diagnostic>) -> Option<Option<&'r Unit>> {
    let mut first: Option<(&Unit, &ChartRow)> = None;
    for row in rows {
        let RowValue::Quantity(_, unit) = &row.value else { continue };
        match first {
            None => first = Some((unit, row)),
            Some((known, _)) if unit.factor_to(known).is_some() => {}
            Some((known, other)) => {
                let message = format!("this row is in `{}`, others are in `{}`", unit.name(), known.name());
                out.push(
                    MIXED_UNITS.at(row.place(), message).also(other.place(), "the first unit").help("use one unit"),
                );
                return None;
            }
        }
    }
    Some(first.map(|(unit, _)| unit))
}

/// What is said of each unit that is converted, once.
fn conversions(material: &Material<'_>, rows: &[ChartRow], units: &[Option<&Unit>]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for row in rows {
        let RowValue::Quantity(_, unit) = &row.value else { continue };
        // In a scatter each column has its unit, and a row's is that of one of them or converts into one.
        let target = units.iter().flatten().find(|target| unit.factor_to(target).is_some());
        if let Some(target) = target.filter(|target| **target != unit) {
            let note = unit.factor_to(target).map(|factor| conversion(material, unit, target, factor));
            notes.extend(note.filter(|note| !notes.contains(note)));
        }
    }
    notes
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
    units: &[Option<&Unit>],
) -> Vec<Row> {
    let index_of = |name: Option<&Localised<String>>, all: &[Series]| {
        let name = material.plain(name?);
        all.iter().position(|known| known.label == name)
    };
    let mut made: Vec<Row> = Vec::new();
    let mut places: BTreeMap<(String, Option<Moment>), usize> = BTreeMap::new();
    for row in rows {
        let (label, lang) = label(material, row);
        let column = index_of(columns.series(row), series).unwrap_or(0);
        let key = (label.clone(), row.when.map(moment));
        let index = match places.get(&key).filter(|_| series.len() > 1) {
            Some(index) => *index,
            None => {
                places.insert(key, made.len());
                let cells = vec![Cell::missing(None); series.len().max(1)];
                made.push(Row { label, lang, cells, when: row.when.map(moment), ..Row::default() });
                made.len() - 1
            }
        };
        let Some(made) = made.get_mut(index) else { continue };
        made.href = made.href.take().or_else(|| href(material, row.target.as_ref()));
        made.group = made.group.or_else(|| index_of(columns.group(row), groups));
        if let Some(note) = &row.note {
            let (text, lang) = material.words(note);
            made.remark = Some(Remark::joined(made.remark.take(), Remark { text, lang }));
        }
        if let Some(slot) = made.cells.get_mut(column) {
            let unit = units.get(column).or(units.first()).copied().flatten();
            *slot = cell(material, row, unit);
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

fn cell(material: &Material<'_>, row: &ChartRow, target: Option<&Unit>) -> Cell {
    let cell = match &row.value {
        RowValue::Quantity(amount, unit) => {
            let converted = target.filter(|target| *target != unit);
            let factor = converted.and_then(|target| unit.factor_to(target)).unwrap_or(1.0);
            let cell = Cell::new(Value::Amount(amount.map(|number| number * factor)));
            let is_share = unit.dimension() == Some(Dimension::Share);
            let count = || small_base::words(*amount, row.base.as_ref(), material.language);
            match (is_share.then(count).flatten(), converted) {
                (Some(words), _) => cell.worded(words),
                (None, Some(_)) => cell.worded(amounts::words(*amount, unit, material.language)),
                (None, None) => cell,
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
    let name = match kind.name {
        "timeline" => "chart.events",
        // Each row is a point of its own.
        "strip" => "chart.values",
        _ => "chart.category",
    };
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
