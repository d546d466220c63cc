//! The data of a chart for programs, one value a line: numbers as numbers, and bounds, unit, evidence and the reason of a
//! gap in columns of their own.
//!
//! The table beside a drawing ([`table`](super::table)) is for readers: it says `environ 4 h` in one cell. Here nothing
//! has to be taken apart again. Headings are words of the chart's language.

use super::describe::upper_first;
use super::input::{Cell, Chart, Moment, Row, Unit, Value};
use super::kind;
use super::number::Numbers;
use super::words::Words;
use crate::study::Amount;

/// A cell for programs.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// Nothing to say.
    Empty,
    /// Words of an author or of the program.
    Text(String),
    /// A finite number.
    Number(f64),
    /// A date as precise as it is known, as ISO 8601 writes it: `2012-06`.
    Date(String),
    /// An address.
    Address(String),
}

/// The data of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Values {
    /// The headings of the columns.
    pub head: Vec<String>,
    /// The lines, each as long as the head.
    pub lines: Vec<Vec<Field>>,
}

/// The values of a chart in the order of its drawing. `address` makes a link of the drawing one that holds outside it.
pub fn values(chart: &Chart, words: &dyn Words, address: &dyn Fn(&str) -> String) -> Values {
    let columns = columns(chart, words, address);
    let of_row = |row| {
        let series = kind::columns_in_order(chart).into_iter();
        series.map(move |series| Line { row, series, cell: row.cell(series) })
    };
    let lines = kind::in_order(chart).into_iter().flat_map(of_row);
    Values {
        lines: lines.map(|line| columns.iter().map(|column| (column.field)(&line)).collect()).collect(),
        head: columns.into_iter().map(|column| column.heading).collect(),
    }
}

/// One value of a chart.
struct Line<'c> {
    row: &'c Row,
    series: usize,
    cell: Option<&'c Cell>,
}

/// A column: its heading, and what stands in it.
struct Column<'c> {
    heading: String,
    field: Box<dyn Fn(&Line<'_>) -> Field + 'c>,
}

impl<'c> Column<'c> {
    fn new(heading: String, field: impl Fn(&Line<'_>) -> Field + 'c) -> Self {
        Self { heading, field: Box::new(field) }
    }
}

/// What every chart has, and between them what this one's rows have.
fn columns<'c>(chart: &'c Chart, words: &'c dyn Words, address: &'c dyn Fn(&str) -> String) -> Vec<Column<'c>> {
    let text = |key: &str| words.text(&format!("chart.csv.{key}"), &[]);
    let rows = || chart.rows.iter();
    let has_periods = rows().flat_map(|row| &row.cells).any(|cell| matches!(cell.value, Value::Time(_)));
    let (from, to) = if has_periods { ("begins", "ends") } else { ("low", "high") };

    let mut columns = vec![Column::new(upper_first(&chart.things.one), |line| name(line, words))];
    if chart.series.iter().any(|series| !series.label.is_empty()) {
        columns.push(Column::new(text("series"), |line| {
            chart.series.get(line.series).map_or(Field::Empty, |series| said(&series.label))
        }));
    }
    if rows().any(|row| row.group.is_some()) {
        columns.push(Column::new(text("group"), |line| {
            line.row.group.and_then(|group| chart.groups.get(group)).map_or(Field::Empty, |group| said(&group.label))
        }));
    }
    if rows().any(|row| row.when.is_some()) {
        columns.push(Column::new(text("date"), |line| date(line.row.when)));
    }
    if !has_periods {
        columns.push(Column::new(measure(chart, text("value")), |line| line.cell.map_or(Field::Empty, value)));
    }
    columns.push(Column::new(text(from), |line| bound(line.cell, End::Low)));
    columns.push(Column::new(text(to), |line| bound(line.cell, End::High)));
    if !has_periods {
        columns.push(Column::new(text("unit"), |line| unit(chart, line)));
    }
    columns.extend([
        Column::new(text("words"), |line| in_words(chart, line, words)),
        Column::new(text("evidence"), |line| evidence(line, words)),
        Column::new(text("missing"), |line| missing(line, words)),
        Column::new(text("address"), |line| {
            let href = line.cell.and_then(|cell| cell.href.as_ref()).or(line.row.href.as_ref());
            href.map_or(Field::Empty, |href| Field::Address(address(href)))
        }),
    ]);
    columns
}

/// What the numbers measure; a column of several measures is called after none.
fn measure(chart: &Chart, value: String) -> String {
    let several = chart.series.iter().any(|series| series.unit.is_some());
    if several || chart.measure.name.is_empty() { value } else { chart.measure.name.clone() }
}

fn name(line: &Line<'_>, words: &dyn Words) -> Field {
    if line.row.label.trim().is_empty() { Field::Text(words.text("chart.unnamed", &[])) } else { said(&line.row.label) }
}

fn said(text: &str) -> Field {
    if text.is_empty() { Field::Empty } else { Field::Text(text.to_owned()) }
}

/// The one number or word that a cell states. A range states none: its ends are in columns of their own.
fn value(cell: &Cell) -> Field {
    match (cell.amount(), &cell.value) {
        (Some(Amount::Exact(number) | Amount::About(number)), _) => Field::Number(number),
        (None, Value::Word(word)) => said(word),
        _ => Field::Empty,
    }
}

/// The two ends of a range or a period.
#[derive(Clone, Copy)]
enum End {
    Low,
    High,
}

/// An end that is stated; of an exact value there is none to state.
fn bound(cell: Option<&Cell>, end: End) -> Field {
    let Some(cell) = cell else { return Field::Empty };
    match (cell.amount(), &cell.value, end) {
        (Some(Amount::Between(number, _) | Amount::AtLeast(number)), _, End::Low)
        | (Some(Amount::Between(_, number) | Amount::AtMost(number)), _, End::High) => Field::Number(number),
        (None, Value::Time(period), End::Low) => date(period.from),
        (None, Value::Time(period), End::High) => date(period.to),
        _ => Field::Empty,
    }
}

fn date(moment: Option<Moment>) -> Field {
    let Some(Moment { year, month, day }) = moment else { return Field::Empty };
    Field::Date(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}

/// The unit of what is stated, in its one form.
fn unit(chart: &Chart, line: &Line<'_>) -> Field {
    if line.cell.and_then(Cell::amount).is_none() {
        return Field::Empty;
    }
    let own = chart.series.get(line.series).and_then(|series| series.unit.as_ref());
    match own.unwrap_or(&chart.measure.unit) {
        Unit::None => Field::Empty,
        Unit::Percent => Field::Text("%".to_owned()),
        Unit::Things(noun) | Unit::Named(noun) => said(&noun.one),
    }
}

/// The value as readers see it: `environ 4 h`, `non documenté`.
fn in_words(chart: &Chart, line: &Line<'_>, words: &dyn Words) -> Field {
    let numbers = Numbers::of_column(chart, line.series, words);
    said(&line.cell.map_or_else(|| words.text("chart.missing", &[]), |cell| numbers.words_of(cell)))
}

/// How a value is known.
fn evidence(line: &Line<'_>, words: &dyn Words) -> Field {
    match line.cell.filter(|cell| !is_missing(cell)) {
        Some(cell) => Field::Text(words.text(&format!("chart.certainty.{}", cell.certainty.key()), &[])),
        None => Field::Empty,
    }
}

/// Why there is no value; that none is documented, where the author gives no reason. Empty beside a value.
fn missing(line: &Line<'_>, words: &dyn Words) -> Field {
    match line.cell {
        Some(Cell { value: Value::Missing(Some(reason)), .. }) => said(reason),
        Some(cell) if !is_missing(cell) => Field::Empty,
        _ => Field::Text(words.text("chart.missing", &[])),
    }
}

fn is_missing(cell: &Cell) -> bool {
    match cell.value {
        Value::Amount(_) => cell.amount().is_none(),
        Value::Missing(_) => true,
        Value::Time(_) | Value::Word(_) => false,
    }
}
