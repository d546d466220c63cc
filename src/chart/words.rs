//! What drawing needs of a language: numbers, dates, plurals, and sentences by key.
//!
//! `language` implements it; drawing never writes a word of its own. Every text comes typeset: the spaces before `%` and
//! between a number and its unit do not break.

use super::input::{Moment, Noun};

/// A language, as far as charts use it.
pub trait Words {
    /// A whole number with its groups: `12 345`.
    fn integer(&self, number: i64) -> String;

    /// A number with so many decimals: `2,5`.
    fn decimal(&self, number: f64, places: usize) -> String;

    /// So many hundredths, with the sign: `20 %`.
    fn percent(&self, hundredths: f64, places: usize) -> String;

    /// A date as precise as it is: `14 juin 2012`, `juin 2012`, `2012`.
    fn date(&self, moment: Moment) -> String;

    /// The short name of a month, from 1 to 12: `juin`, `juil.`.
    fn month_short(&self, month: u8) -> String;

    /// The form of a noun for a number: in French 0, 1 and 1,5 are singular.
    fn plural<'a>(&self, number: f64, noun: &'a Noun) -> &'a str;

    /// `a, b et c`; empty for an empty list.
    fn list(&self, items: &[String]) -> String;

    /// The text of a key (`chart.missing`), with its `{names}` filled in.
    fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String;

    /// The text of a key that has forms by number, `{n}` filled in beside the other names.
    fn counted(&self, key: &str, number: u64, arguments: &[(&str, &str)]) -> String;
}

/// A number and what it counts: `15 organismes`, parted by a space that does not break.
pub fn count_of(words: &dyn Words, number: usize, noun: &Noun) -> String {
    format!("{}\u{a0}{}", words.integer(number as i64), words.plural(number as f64, noun))
}
