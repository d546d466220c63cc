//! The data of a chart as a table, for those who read rather than look, and for those who check.

use super::describe::upper_first;
use super::input::{Cell, Certainty, Chart, Remark, Row, Value};
use super::number::Numbers;
use super::words::Words;

/// The rows and columns of a chart, as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// The headings of its columns, that of the rows' names first.
    pub head: Vec<HeadCell>,
    /// Its rows.
    pub rows: Vec<TableRow>,
}

/// The heading of a column (`scope="col"`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadCell {
    /// Its words.
    pub text: String,
    /// Their language, where it is not the page's.
    pub lang: Option<String>,
    /// Where it leads, relative to the page.
    pub href: Option<String>,
    /// Whether the column holds numbers, which stand to the right.
    pub numeric: bool,
}

/// A row, with its heading (`scope="row"`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The name of the row.
    pub head: TableCell,
    /// The rest, one cell a column.
    pub cells: Vec<TableCell>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCell {
    /// Its words.
    pub text: String,
    /// Their language, where it is not the page's.
    pub lang: Option<String>,
    /// What stands behind it, relative to the page.
    pub href: Option<String>,
    /// Whether it says that nothing is known.
    pub missing: bool,
    /// How it is known, in words, where that is not explicitly.
    pub certainty: Option<String>,
}

/// The table of a chart, its rows and columns in the order of the drawing.
pub(super) fn of(chart: &Chart, rows: &[&Row], columns: &[usize], words: &dyn Words) -> Table {
    let numbers: Vec<Numbers<'_>> = columns.iter().map(|column| Numbers::of_column(chart, *column, words)).collect();
    let columns = || columns.iter().copied();
    let head = std::iter::once(plain_head(upper_first(&chart.things.one)));
    let has_remarks = rows.iter().any(|row| row.remark.is_some());
    let remarks = has_remarks.then(|| plain_head(words.text("chart.remark", &[])));
    let head = head.chain(columns().map(|column| head_of(chart, column, words))).chain(remarks).collect();
    let remark_of = |row: &Row| {
        let remark = row.remark.as_ref();
        let cell = |remark: &Remark| TableCell {
            text: remark.text.clone(),
            lang: remark.lang.clone(),
            ..TableCell::default()
        };
        has_remarks.then(|| remark.map_or_else(TableCell::default, cell))
    };
    let row = |row: &&Row| TableRow {
        head: TableCell {
            text: name_of(row, words),
            lang: row.lang.clone(),
            href: row.href.clone(),
            ..TableCell::default()
        },
        cells: columns()
            .zip(&numbers)
            .map(|(column, numbers)| cell_of(row.cell(column), numbers, words))
            .chain(remark_of(row))
            .collect(),
    };
    // The figure around it has the title; heard again here it would be heard twice.
    let caption = words.text("chart.data", &[]);
    Table { caption, head, rows: rows.iter().map(row).collect() }
}

fn name_of(row: &Row, words: &dyn Words) -> String {
    if row.label.trim().is_empty() { words.text("chart.unnamed", &[]) } else { row.label.clone() }
}

fn plain_head(text: String) -> HeadCell {
    HeadCell { text, lang: None, href: None, numeric: false }
}

fn head_of(chart: &Chart, column: usize, words: &dyn Words) -> HeadCell {
    let cells = || chart.rows.iter().filter_map(|row| row.cell(column));
    let numeric = cells().any(|cell| cell.amount().is_some()) && cells().all(is_number_or_nothing);
    match chart.series.get(column) {
        Some(series) if !series.label.is_empty() => {
            HeadCell { text: series.label.clone(), lang: series.lang.clone(), href: series.href.clone(), numeric }
        }
        // A column without a name is heard as nothing.
        _ if chart.measure.name.is_empty() => plain_head(words.text("chart.data", &[])),
        _ => HeadCell { numeric, ..plain_head(chart.measure.name.clone()) },
    }
}

fn is_number_or_nothing(cell: &Cell) -> bool {
    cell.words.is_none() && matches!(cell.value, Value::Amount(_) | Value::Missing(_))
}

fn cell_of(cell: Option<&Cell>, numbers: &Numbers<'_>, words: &dyn Words) -> TableCell {
    let Some(cell) = cell else {
        return TableCell { text: words.text("chart.missing", &[]), missing: true, ..TableCell::default() };
    };
    let missing = match cell.value {
        Value::Amount(_) => cell.amount().is_none(),
        Value::Missing(_) => true,
        Value::Time(_) | Value::Word(_) => false,
    };
    let certainty = (cell.certainty != Certainty::Explicit && !missing)
        .then(|| words.text(&format!("chart.certainty.{}", cell.certainty.key()), &[]));
    TableCell { text: numbers.words_of(cell), lang: None, href: cell.href.clone(), missing, certainty }
}
