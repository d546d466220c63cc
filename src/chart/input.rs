//! What a drawing is made from: rows of cells, with their words already in the page's language.
//!
//! `data.rs` makes a [`Chart`] from a study and a definition; the kinds read it. Nothing here knows a study, a page or a
//! file, so that a drawing is a function of this value, the [`Words`](super::Words) and the size alone.

use serde::Serialize;

use super::kind::Options;
use crate::study::Amount;

/// A chart, ready to be laid out.
#[derive(Clone, Debug)]
pub struct Chart {
    /// The beginning of the ids inside the drawing, unique in the page: `quotes-by-organisation`.
    pub id: String,
    /// The code of the page's language.
    pub language: String,
    /// The title, plain.
    pub title: String,
    /// What the title leaves open, plain.
    pub subtitle: Option<String>,
    /// What a row stands for: `organisme`, `organismes`.
    pub things: Noun,
    /// What the numbers measure.
    pub measure: Measure,
    /// The bars of a group, the parts of a bar, the lines, the columns of a matrix; empty where there is but one.
    pub series: Vec<Series>,
    /// The groups that the points of a strip or a scatter belong to; empty where they are all of one.
    pub groups: Vec<Series>,
    /// The rows, each with one cell a series; a row with fewer cells has nothing to say of the others.
    pub rows: Vec<Row>,
    /// Why the rows stand in their order.
    pub order: Order,
    /// The population and its size, plain: `n = 47 citations`.
    pub population: Option<String>,
    /// Where the data come from, plain.
    pub source: Option<String>,
    /// What a reader must know, plain: conversions, what the numbers do not mean.
    pub note: Option<String>,
    /// The kind of chart and what is asked of it.
    pub options: Options,
}

/// What a row or a column stands for, in one number and in several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noun {
    /// `organisme`
    pub one: String,
    /// `organismes`
    pub other: String,
}

impl Noun {
    /// A noun by its two forms.
    pub fn new(one: impl Into<String>, other: impl Into<String>) -> Self {
        Self { one: one.into(), other: other.into() }
    }
}

/// What the numbers of a chart measure.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// The name, as an axis has it: `Citations publiées`.
    pub name: String,
    /// The unit of every amount of the chart.
    pub unit: Unit,
}

/// The unit of a chart's amounts, as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Unit {
    /// A plain number: what is counted is said by the measure.
    #[default]
    None,
    /// A number of things, which are named in sentences and in the names of links, not beside every mark: `citation`.
    Things(Noun),
    /// Hundredths of a whole; amounts go from 0 to 100.
    Percent,
    /// A symbol or noun after the number: `h/semaine`; the two forms are alike for symbols.
    Named(Noun),
}

impl Unit {
    /// A symbol, the same in any number: `h`.
    pub fn symbol(text: &str) -> Self {
        Self::Named(Noun::new(text, text))
    }
}

/// One of the bars of a group, parts of a bar, lines, or columns of a matrix.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Its name in the page's language.
    pub label: String,
    /// The language of the name where it is another than the page's.
    pub lang: Option<String>,
    /// Where its name leads, relative to the page. Used by the table, never inside a matrix's drawing.
    pub href: Option<String>,
    /// The unit of its amounts where it is another than the chart's: each measure of a scatter has its own.
    pub unit: Option<Unit>,
}

impl Series {
    /// A series by its name.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }
}

/// One category, event, answer or moment.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its name.
    pub label: String,
    /// The language of the name where it is another than the page's.
    pub lang: Option<String>,
    /// What stands behind it, relative to the page.
    pub href: Option<String>,
    /// Its values, one a series.
    pub cells: Vec<Cell>,
    /// When it was, for lines.
    pub when: Option<Moment>,
    /// Which of the chart's groups its point belongs to.
    pub group: Option<usize>,
    /// What a reader must know of it; the table shows it.
    pub remark: Option<Remark>,
}

/// A remark about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Its words, plain.
    pub text: String,
    /// Their language where it is another than the page's.
    pub lang: Option<String>,
}

impl Remark {
    /// Two remarks about one row as one.
    pub fn joined(first: Option<Remark>, second: Remark) -> Self {
        match first {
            Some(first) if first != second => Self { text: format!("{} {}", first.text, second.text), ..first },
            _ => second,
        }
    }
}

impl Row {
    /// A row of one value.
    pub fn new(label: impl Into<String>, cell: Cell) -> Self {
        Self { label: label.into(), cells: vec![cell], ..Self::default() }
    }

    /// The same row, leading somewhere.
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// The cell of a series, if the row has one.
    pub fn cell(&self, series: usize) -> Option<&Cell> {
        self.cells.get(series)
    }

    /// The number that the row is sorted by: the sum of what its cells state; `None` where nothing is known.
    pub fn sorting(&self) -> Option<f64> {
        let known = self.cells.iter().filter_map(Cell::amount).map(Amount::sorting);
        known.fold(None, |sum, value| Some(sum.unwrap_or(0.0) + value))
    }
}

/// A value and how surely it is known.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// How it is known.
    pub certainty: Certainty,
    /// The value as the source words it, shown in place of the number: `1 à 2 h par jour`.
    pub words: Option<String>,
    /// What stands behind this cell, relative to the page. Used by the table.
    pub href: Option<String>,
}

impl Cell {
    /// A cell that the source states.
    pub fn new(value: Value) -> Self {
        Self { value, certainty: Certainty::Explicit, words: None, href: None }
    }

    /// An exact number that the source states.
    pub fn exact(number: f64) -> Self {
        Self::new(Value::Amount(Amount::Exact(number)))
    }

    /// Nothing known, with the reason where there is one.
    pub fn missing(reason: Option<&str>) -> Self {
        Self::new(Value::Missing(reason.map(str::to_owned)))
    }

    /// The same value, known in another way.
    pub fn known(mut self, certainty: Certainty) -> Self {
        self.certainty = certainty;
        self
    }

    /// The same value, worded as the source has it.
    pub fn worded(mut self, words: impl Into<String>) -> Self {
        self.words = Some(words.into());
        self
    }

    /// The amount, where there is one that can be drawn: every number of it under 10^15.
    pub fn amount(&self) -> Option<Amount> {
        match self.value {
            Value::Amount(amount) => {
                let (low, high) = amount.bounds();
                let can_be_drawn = |bound: Option<f64>| bound.is_none_or(|number| number.abs() < 1e15);
                (can_be_drawn(low) && can_be_drawn(high)).then_some(amount)
            }
            _ => None,
        }
    }
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// A number as its source gives it, in the unit of the measure. One that is not finite, or 10^15 and more, counts as
    /// missing.
    Amount(Amount),
    /// An event or a period.
    Time(Period),
    /// A word: a category, a status.
    Word(String),
    /// Not known, with the reason where there is one. Never 0.
    Missing(Option<String>),
}

/// How a value is known. It is drawn as a shape first, a colour never.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Certainty {
    /// The source says so: filled.
    #[default]
    Explicit,
    /// From elsewhere than the study's own sources: half filled.
    External,
    /// The author infers it: hollow, dashed.
    Inferred,
}

impl Certainty {
    /// All of them, the strongest first.
    pub const ALL: [Certainty; 3] = [Certainty::Explicit, Certainty::External, Certainty::Inferred];

    /// The last part of its key in the language files.
    pub fn key(self) -> &'static str {
        match self {
            Certainty::Explicit => "explicit",
            Certainty::External => "external",
            Certainty::Inferred => "inferred",
        }
    }
}

/// A date as precise as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The year.
    pub year: i32,
    /// The month, from 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, from 1 to 31.
    pub day: Option<u8>,
}

impl Moment {
    /// A year and no more.
    pub fn year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year.
    pub fn month(year: i32, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    /// A day.
    pub fn day(year: i32, month: u8, day: u8) -> Self {
        Self { year, month: Some(month), day: Some(day) }
    }
}

/// An event, or a stretch of time with its ends included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Option<Moment>,
    /// The last moment; the same as the first for an event.
    pub to: Option<Moment>,
}

impl Period {
    /// An event.
    pub fn at(moment: Moment) -> Self {
        Self { from: Some(moment), to: Some(moment) }
    }

    /// Whether it is one moment.
    pub fn is_event(self) -> bool {
        self.from == self.to
    }
}

/// Why the rows stand in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The largest first; what is missing last. The kind sorts.
    #[default]
    Value,
    /// As they are given: an ordinal scale, names, or an order that the author asks for.
    Given,
}

/// How wide a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Size {
    /// 720 units, for a column of 620 CSS pixels or more.
    Wide,
    /// 340 units, for telephones.
    Narrow,
}

impl Size {
    /// The width of the view box.
    pub fn width(self) -> f64 {
        match self {
            Size::Wide => 720.0,
            Size::Narrow => 340.0,
        }
    }

    /// The class of the drawing, and the end of its ids.
    pub fn name(self) -> &'static str {
        match self {
            Size::Wide => "wide",
            Size::Narrow => "narrow",
        }
    }
}
