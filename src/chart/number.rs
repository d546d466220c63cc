//! Numbers and amounts as words, rounded alike inside a chart.

use super::input::{Cell, Chart, Unit, Value};
use super::scale::places_of;
use super::words::Words;
use crate::study::Amount;

/// How the numbers of one chart are written.
pub struct Numbers<'c> {
    words: &'c dyn Words,
    unit: &'c Unit,
    places: usize,
}

/// As many decimals as the most precise of some amounts needs, at most two.
fn places(amounts: impl Iterator<Item = Amount>) -> usize {
    let numbers = amounts.flat_map(|amount| [amount.bounds().0, amount.bounds().1]).flatten();
    numbers.map(|number| places_of(number).min(2)).max().unwrap_or(0)
}

impl<'c> Numbers<'c> {
    /// As many decimals as the most precise of the chart's numbers needs, at most two.
    pub fn of(chart: &'c Chart, words: &'c dyn Words) -> Self {
        let amounts = chart.rows.iter().flat_map(|row| &row.cells).filter_map(Cell::amount);
        Self { words, unit: &chart.measure.unit, places: places(amounts) }
    }

    /// The same for one column, whose unit may be another and whose decimals are its own.
    pub fn of_column(chart: &'c Chart, column: usize, words: &'c dyn Words) -> Self {
        let Some(unit) = chart.series.get(column).and_then(|series| series.unit.as_ref()) else {
            return Self::of(chart, words);
        };
        let amounts = chart.rows.iter().filter_map(|row| row.cell(column)).filter_map(Cell::amount);
        Self { words, unit, places: places(amounts) }
    }

    /// A number alone, with `%` but no other unit: `2,5`, `20 %`.
    pub fn plain(&self, number: f64) -> String {
        self.with_places(number, self.places)
    }

    /// A number of an axis, as precise as the step from tick to tick.
    pub fn tick(&self, number: f64, step: f64) -> String {
        self.with_places(number, places_of(step))
    }

    fn with_places(&self, number: f64, places: usize) -> String {
        // A number that rounds to nothing has no sign.
        let number = if number.abs() * 10f64.powi(places as i32) < 0.5 { 0.0 } else { number };
        match (self.unit, places) {
            (Unit::Percent, places) => self.words.percent(number, places),
            (_, 0) => self.words.integer(number.round() as i64),
            (_, places) => self.words.decimal(number, places),
        }
    }

    /// A number with its unit, in a sentence: `2,5 h/semaine`, `6 citations`.
    pub fn with_unit(&self, number: f64) -> String {
        self.with_noun(self.with_symbol(self.plain(number), number), number)
    }

    /// What is written everywhere beside a number.
    fn with_symbol(&self, written: String, number: f64) -> String {
        match self.unit {
            Unit::Named(noun) => format!("{written}\u{a0}{}", self.words.plural(number, noun)),
            Unit::None | Unit::Percent | Unit::Things(_) => written,
        }
    }

    /// What is added in sentences only.
    fn with_noun(&self, written: String, number: f64) -> String {
        match self.unit {
            Unit::Things(noun) => format!("{written}\u{a0}{}", self.words.plural(number, noun)),
            Unit::None | Unit::Percent | Unit::Named(_) => written,
        }
    }

    /// An amount with signs, for a drawing: `≈ 4`, `1–2`, `≤ 20 %`, `≥ 5`, with its unit.
    pub fn short(&self, amount: Amount) -> String {
        self.with_symbol(self.bare(amount), amount.sorting())
    }

    /// The same without its unit, but for `%`: where the axis has it.
    pub fn bare(&self, amount: Amount) -> String {
        match amount {
            Amount::Exact(number) => self.plain(number),
            Amount::About(number) => format!("≈\u{a0}{}", self.plain(number)),
            Amount::Between(from, to) => self.between(from, to),
            Amount::AtMost(number) => format!("≤\u{a0}{}", self.plain(number)),
            Amount::AtLeast(number) => format!("≥\u{a0}{}", self.plain(number)),
        }
    }

    /// `1–2`; a range with a negative end has its dash apart, so that it does not look like a minus.
    fn between(&self, from: f64, to: f64) -> String {
        let dash = if from < 0.0 || to < 0.0 { "\u{a0}–\u{a0}" } else { "–" };
        format!("{}{dash}{}", self.plain(from), self.plain(to))
    }

    /// An amount in words, for tables and descriptions: `environ 4 h`, `1 à 2 h`, `au plus 20 %`.
    pub fn full(&self, amount: Amount) -> String {
        let number = |number: f64| self.plain(number);
        let written = match amount {
            Amount::Exact(exact) => number(exact),
            Amount::About(about) => self.words.text("chart.amount.about", &[("value", &number(about))]),
            Amount::Between(from, to) => {
                self.words.text("chart.amount.between", &[("from", &number(from)), ("to", &number(to))])
            }
            Amount::AtMost(most) => self.words.text("chart.amount.at-most", &[("value", &number(most))]),
            Amount::AtLeast(least) => self.words.text("chart.amount.at-least", &[("value", &number(least))]),
        };
        self.with_symbol(written, amount.sorting())
    }

    /// An amount in words with what it counts: `environ 4 citations`.
    pub fn in_sentence(&self, amount: Amount) -> String {
        self.with_noun(self.full(amount), amount.sorting())
    }

    /// What a cell's mark is labelled with: the source's own words, or the amount with signs.
    pub fn label(&self, cell: &Cell) -> String {
        match (&cell.words, cell.amount(), &cell.value) {
            (Some(words), Some(_), _) => words.clone(),
            (None, Some(amount), _) => self.short(amount),
            (_, None, Value::Word(word)) => word.clone(),
            _ => self.words.text("chart.missing", &[]),
        }
    }

    /// The label of a mark over an axis that names the unit: without it.
    pub fn label_on_axis(&self, cell: &Cell) -> String {
        match (&cell.words, cell.amount()) {
            (None, Some(amount)) => self.bare(amount),
            _ => self.label(cell),
        }
    }

    /// A cell in words, for a sentence or the name of a link.
    pub fn sentence_of(&self, cell: &Cell) -> String {
        match (&cell.words, cell.amount()) {
            (None, Some(amount)) => self.in_sentence(amount),
            _ => self.words_of(cell),
        }
    }

    /// A cell in words, for a table whose column names the measure.
    pub fn words_of(&self, cell: &Cell) -> String {
        match (&cell.words, cell.amount(), &cell.value) {
            (Some(words), Some(_), _) => words.clone(),
            (None, Some(amount), _) => self.full(amount),
            (_, None, Value::Word(word)) => word.clone(),
            (_, None, Value::Time(period)) => super::describe::period(*period, self.words),
            (_, None, Value::Missing(Some(reason))) => self.words.text("chart.missing-because", &[("reason", reason)]),
            _ => self.words.text("chart.missing", &[]),
        }
    }
}
