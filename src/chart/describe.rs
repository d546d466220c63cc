//! What a drawing shows, in sentences as a person would say them.
//!
//! Kinds put them together from what stands here: what it is, the range, the extremes and their ties, what is missing,
//! what is not exact. The words come from the language files under `chart.description`.

use super::input::{Cell, Certainty, Chart, Period, Row, Unit, Value};
use super::number::Numbers;
use super::words::{Words, count_of};
use crate::study::Amount;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 5;

/// What a description is made with.
pub struct Describing<'c> {
    /// The chart.
    pub chart: &'c Chart,
    /// Its language.
    pub words: &'c dyn Words,
    /// Its numbers.
    pub numbers: &'c Numbers<'c>,
}

impl Describing<'_> {
    /// "Diagramme en barres : citations publiées, pour 15 organismes."
    pub fn what(&self, kind: &str) -> String {
        let kind = self.words.text(&format!("chart.kind.{kind}"), &[]);
        let things = count_of(self.words, self.chart.rows.len(), &self.chart.things);
        let key = if self.chart.measure.name.is_empty() { "what-things" } else { "what" };
        self.text(key, &[("kind", &kind), ("measure", &lower_first(&self.chart.measure.name)), ("things", &things)])
    }

    /// The sentences about one series of amounts: range, extremes and ties.
    pub fn extremes(&self, series: usize) -> Vec<String> {
        let known = known(&self.chart.rows, series);
        let (Some(high), Some(low)) = (extreme(&known, f64::max), extreme(&known, f64::min)) else {
            return vec![self.text("nothing", &[])];
        };
        let with_unit =
            |number: f64| self.said(&known, series, number).unwrap_or_else(|| self.numbers.with_unit(number));
        if known.len() == 1 {
            return known.iter().map(|(row, number)| self.single("one", row, with_unit(*number))).collect();
        }
        if high == low {
            return vec![self.text("all-equal", &[("value", &with_unit(high))])];
        }
        let lowest = self.said(&known, series, low).unwrap_or_else(|| self.numbers.plain(low));
        let mut sentences = vec![self.text("range", &[("low", &lowest), ("high", &with_unit(high))])];
        let group = |key: &str, value: f64| self.group(key, &known, (value, &with_unit(value)));
        sentences.push(group("highest", high));
        let below: Vec<_> = known.iter().copied().filter(|(_, number)| *number < high).collect();
        if let Some(next) = extreme(&below, f64::max).filter(|next| *next > low && known.len() > 3) {
            sentences.push(group("next", next));
        }
        sentences.push(group("lowest", low));
        sentences
    }

    /// A share that is told as a count, `12 sur 15`, where all rows that have it tell it so.
    fn said(&self, known: &[(&Row, f64)], series: usize, value: f64) -> Option<String> {
        let at_value = known.iter().filter(|(_, number)| *number == value);
        let mut words = at_value.map(|(row, _)| row.cell(series).and_then(|cell| cell.words.as_ref()));
        let first = words.next().flatten().filter(|_| self.chart.measure.unit == Unit::Percent)?;
        words.all(|other| other == Some(first)).then(|| first.clone())
    }

    fn single(&self, key: &str, row: &Row, value: String) -> String {
        self.text(key, &[("names", &row.label), ("value", &value)])
    }

    /// A sentence about the rows that have one value.
    fn group(&self, key: &str, known: &[(&Row, f64)], (value, words): (f64, &str)) -> String {
        let rows: Vec<&Row> = known.iter().filter(|(_, number)| *number == value).map(|(row, _)| *row).collect();
        self.counted(key, rows.len(), &[("names", &self.names(&rows)), ("value", words)])
    }

    /// The names of rows as a list, or their number where they are many.
    pub fn names(&self, rows: &[&Row]) -> String {
        if rows.len() > MOST_NAMES {
            return count_of(self.words, rows.len(), &self.chart.things);
        }
        let names: Vec<String> = rows.iter().map(|row| self.name(row)).collect();
        self.words.list(&names)
    }

    /// The name of a row; one without a name is said to have none.
    pub fn name(&self, row: &Row) -> String {
        if row.label.trim().is_empty() { self.words.text("chart.unnamed", &[]) } else { row.label.clone() }
    }

    /// What is missing, inferred, from elsewhere, approximate, or only bounded; no sentence for what is not there.
    pub fn doubts(&self) -> Vec<String> {
        let missing: Vec<&Row> = self.chart.rows.iter().filter(|row| is_missing(row)).collect();
        let mut sentences = Vec::new();
        if !missing.is_empty() && missing.len() < self.chart.rows.len() {
            sentences.push(self.counted("missing", missing.len(), &[("names", &self.names(&missing))]));
        }
        sentences.extend(self.certainties());
        sentences.extend(self.if_any("approximate", |cell| matches!(cell.amount(), Some(Amount::About(_)))));
        let is_bound = |cell: &Cell| matches!(cell.amount(), Some(Amount::AtMost(_) | Amount::AtLeast(_)));
        sentences.extend(self.if_any("bounds", is_bound));
        sentences
    }

    /// How many values are inferred or from elsewhere.
    pub fn certainties(&self) -> Vec<String> {
        let is = |cell: &Cell, certainty| !matches!(cell.value, Value::Missing(_)) && cell.certainty == certainty;
        let inferred = self.if_any("inferred", |cell| is(cell, Certainty::Inferred));
        let external = self.if_any("external", |cell| is(cell, Certainty::External));
        inferred.into_iter().chain(external).collect()
    }

    fn if_any(&self, key: &str, test: impl Fn(&Cell) -> bool) -> Option<String> {
        let count = self.chart.rows.iter().flat_map(|row| &row.cells).filter(|cell| test(cell)).count();
        (count > 0).then(|| self.counted(key, count, &[]))
    }

    /// A text under `chart.description`.
    pub fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.words.text(&format!("chart.description.{key}"), arguments)
    }

    /// A text under `chart.description` that depends on a number.
    pub fn counted(&self, key: &str, number: usize, arguments: &[(&str, &str)]) -> String {
        self.words.counted(&format!("chart.description.{key}"), number as u64, arguments)
    }
}

/// Sentences, one after the other, each with a capital letter where it begins with a word in small ones.
pub fn join(sentences: impl IntoIterator<Item = String>) -> String {
    let sentences = sentences.into_iter().filter(|sentence| !sentence.is_empty());
    sentences.map(|sentence| upper_first(&sentence)).collect::<Vec<_>>().join(" ")
}

/// `observation` becomes `Observation`; `iPhone` stays.
pub fn upper_first(text: &str) -> String {
    let word = text.split(|character: char| !character.is_alphabetic()).next().unwrap_or_default();
    if word.chars().any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// Whether a row says nothing at all.
pub fn is_missing(row: &Row) -> bool {
    let says = |cell: &Cell| match &cell.value {
        Value::Amount(_) => cell.amount().is_some(),
        Value::Time(period) => period.from.or(period.to).is_some(),
        Value::Word(_) => true,
        Value::Missing(_) => false,
    };
    !row.cells.iter().any(says)
}

/// The rows that have an amount in a series, with the number that they are sorted by.
pub fn known(rows: &[Row], series: usize) -> Vec<(&Row, f64)> {
    let number = |row: &Row| row.cell(series).and_then(Cell::amount).map(Amount::sorting);
    rows.iter().filter_map(|row| number(row).map(|number| (row, number))).collect()
}

fn extreme(known: &[(&Row, f64)], choose: fn(f64, f64) -> f64) -> Option<f64> {
    known.iter().map(|(_, number)| *number).reduce(choose)
}

/// A name inside a sentence: `Citations publiées` becomes `citations publiées`; `IRD` and `PPT` stay.
pub fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}

/// An event or a period in words: `2005`, `de 1990 à 2000`, `depuis 2010`.
pub fn period(period: Period, words: &dyn Words) -> String {
    match (period.from, period.to) {
        (Some(from), Some(to)) if from == to => words.date(from),
        (Some(from), Some(to)) => {
            words.text("chart.period.closed", &[("from", &words.date(from)), ("to", &words.date(to))])
        }
        (Some(from), None) => words.text("chart.period.since", &[("from", &words.date(from))]),
        (None, Some(to)) => words.text("chart.period.until", &[("to", &words.date(to))]),
        (None, None) => words.text("chart.undated", &[]),
    }
}
