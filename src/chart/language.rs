//! What drawing needs of a language, given by the language room.

use crate::language::{DateParts, Language};

use super::input::{Moment, Noun};
use super::words::Words;

impl Words for Language {
    fn integer(&self, number: i64) -> String {
        Language::integer(self, number)
    }

    fn decimal(&self, number: f64, places: usize) -> String {
        Language::decimal(self, number, places)
    }

    fn percent(&self, hundredths: f64, places: usize) -> String {
        Language::percent(self, hundredths, places)
    }

    fn date(&self, moment: Moment) -> String {
        Language::date(self, DateParts::new(moment.year, moment.month, moment.day))
    }

    fn month_short(&self, month: u8) -> String {
        Language::month_short(self, month).to_owned()
    }

    fn plural<'a>(&self, number: f64, noun: &'a Noun) -> &'a str {
        if self.is_singular(number) { &noun.one } else { &noun.other }
    }

    fn list(&self, items: &[String]) -> String {
        Language::list(self, items)
    }

    fn text(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        Language::text(self, key, arguments)
    }

    fn counted(&self, key: &str, number: u64, arguments: &[(&str, &str)]) -> String {
        self.count_with(key, usize::try_from(number).unwrap_or(usize::MAX), arguments)
    }
}
