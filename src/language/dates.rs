//! Dates and periods in words, as precise as they are known.
//!
//! A year is never grouped like a number, and a day that is not known is never made up.

use super::Language;

/// A year, or a month or a day of it. A month outside 1 to 12 counts as not known, and so does a day without a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateParts {
    /// The year of the common era.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl DateParts {
    /// A date as precise as it is known.
    pub fn new(year: impl Into<i32>, month: Option<u8>, day: Option<u8>) -> DateParts {
        let month = month.filter(|month| (1..=12).contains(month));
        DateParts { year: year.into(), month, day: day.filter(|_| month.is_some()) }
    }

    fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }
}

/// How much of a date is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Language {
    /// A date: `2012`, `juin 2012`, `14 juin 2012`, `1er juin 2012`.
    pub fn date(&self, date: DateParts) -> String {
        let year = self.year(date.year);
        match (date.month, date.day) {
            (None, _) => self.text("formats.date.year", &[("year", &year)]),
            (Some(month), None) => {
                self.text("formats.date.month", &[("month", self.month_name(month)), ("year", &year)])
            }
            (Some(month), Some(day)) => {
                let values = [("day", &*self.day(day)), ("month", self.month_name(month)), ("year", &*year)];
                self.text("formats.date.day", &values)
            }
        }
    }

    /// A date inside a sentence: `en juin 2012`, `le 14 juin 2012`.
    pub fn when(&self, date: DateParts) -> String {
        let key = match date.precision() {
            Precision::Year => "formats.when.year",
            Precision::Month => "formats.when.month",
            Precision::Day => "formats.when.day",
        };
        self.text(key, &[("date", &self.date(date))])
    }

    /// From a date on: `depuis juin 2012`.
    pub fn since(&self, date: DateParts) -> String {
        let day = date.precision() == Precision::Day;
        let key = if day { "formats.period.since-day" } else { "formats.period.since" };
        self.text(key, &[("date", &self.date(date))])
    }

    /// Up to a date: `jusqu'en juin 2012`.
    pub fn until(&self, date: DateParts) -> String {
        let day = date.precision() == Precision::Day;
        let key = if day { "formats.period.until-day" } else { "formats.period.until" };
        self.text(key, &[("date", &self.date(date))])
    }

    /// A period: `juin–octobre 2012`, `du 3 au 5 juin 2012`. Two equal dates are one date.
    pub fn period(&self, from: DateParts, to: DateParts) -> String {
        if from == to {
            return self.date(from);
        }
        let year = self.year(to.year);
        match ((from.month, from.day), (to.month, to.day)) {
            ((Some(a), Some(b)), (Some(c), Some(d))) if from.year == to.year && a == c => {
                let values = [("from", &*self.day(b)), ("to", &*self.day(d))];
                let month = [("month", self.month_name(c)), ("year", &*year)];
                self.text("formats.period.days", &[values, month].concat())
            }
            ((Some(a), Some(b)), (Some(c), Some(d))) if from.year == to.year => {
                let (from, to) = (self.day_and_month(a, b), self.day_and_month(c, d));
                self.text("formats.period.days-of-year", &[("from", &from), ("to", &to), ("year", &year)])
            }
            ((Some(_), Some(_)), (Some(_), Some(_))) => self.between("formats.period.mixed-days", from, to),
            ((Some(a), None), (Some(c), None)) if from.year == to.year => {
                let values = [("from", self.month_name(a)), ("to", self.month_name(c)), ("year", &*year)];
                self.text("formats.period.months", &values)
            }
            ((None, _), (None, _)) => self.between("formats.period.years", from, to),
            _ => self.between("formats.period.mixed", from, to),
        }
    }

    /// The name of a month, 1 to 12: `juin`.
    pub fn month_name(&self, month: u8) -> &str {
        self.month_of("months", month)
    }

    /// The short name of a month, 1 to 12: `janv.`.
    pub fn month_short(&self, month: u8) -> &str {
        self.month_of("months-short", month)
    }

    fn month_of(&self, section: &str, month: u8) -> &str {
        let name = MONTHS.get(usize::from(month).wrapping_sub(1));
        name.and_then(|name| self.strings.get(&format!("{section}.{name}"))).unwrap_or_default()
    }

    /// The years alone of a period: `2012` or `2012–2014`.
    pub fn years(&self, from: DateParts, to: DateParts) -> String {
        self.period(DateParts::new(from.year, None, None), DateParts::new(to.year, None, None))
    }

    fn between(&self, key: &str, from: DateParts, to: DateParts) -> String {
        self.text(key, &[("from", &self.date(from)), ("to", &self.date(to))])
    }

    fn year(&self, year: i32) -> String {
        let sign = if year < 0 { "−" } else { "" };
        format!("{sign}{}", year.unsigned_abs())
    }

    fn day(&self, day: u8) -> String {
        let number = day.to_string();
        if day == 1 { self.text("formats.date.first-day", &[("day", &number)]) } else { number }
    }

    fn day_and_month(&self, month: u8, day: u8) -> String {
        self.text("formats.date.day-and-month", &[("day", &self.day(day)), ("month", self.month_name(month))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tests::{english, french};

    fn parts(text: &str) -> DateParts {
        let mut parts = text.split('-');
        let year: i32 = parts.next().unwrap().parse().unwrap();
        let mut next = || parts.next().map(|part| part.parse().unwrap());
        DateParts::new(year, next(), next())
    }

    #[test]
    fn a_date_is_as_precise_as_it_is_known() {
        let dates = ["2012", "2012-06", "2012-06-14", "2012-01-01"].map(parts);
        assert_eq!(
            dates.map(|date| french().date(date)),
            ["2012", "juin 2012", "14\u{a0}juin 2012", "1er\u{a0}janvier 2012"]
        );
        assert_eq!(
            dates.map(|date| english().date(date)),
            ["2012", "June 2012", "14\u{a0}June 2012", "1\u{a0}January 2012"]
        );
    }

    #[test]
    fn a_period_says_its_common_part_once() {
        let french = french();
        let period = |from, to| french.period(parts(from), parts(to));
        assert_eq!(period("2012-06", "2012-10"), "juin–octobre 2012");
        assert_eq!(period("2012-06-03", "2012-06-05"), "du 3 au 5\u{a0}juin 2012");
        assert_eq!(period("2012-06-01", "2012-07-05"), "du 1er\u{a0}juin au 5\u{a0}juillet 2012");
        assert_eq!(period("2012-12-30", "2013-01-01"), "du 30\u{a0}décembre 2012 au 1er\u{a0}janvier 2013");
        assert_eq!(period("2012", "2014"), "2012–2014");
        assert_eq!(period("2012-11", "2013-02"), "novembre 2012 – février 2013");
        assert_eq!(period("2012", "2013-02"), "2012 – février 2013");
        assert_eq!(period("2012-06", "2012-06"), "juin 2012");
    }

    #[test]
    fn english_periods_have_dashes() {
        let english = english();
        let period = |from, to| english.period(parts(from), parts(to));
        assert_eq!(period("2012-06", "2012-10"), "June–October 2012");
        assert_eq!(period("2012-06-03", "2012-06-05"), "3–5\u{a0}June 2012");
        assert_eq!(period("2012-06-03", "2012-07-05"), "3\u{a0}June – 5\u{a0}July 2012");
        assert_eq!(english.years(parts("2012-06"), parts("2012-10")), "2012");
    }

    #[test]
    fn a_date_in_a_sentence_has_its_preposition() {
        assert_eq!(french().when(parts("2012")), "en 2012");
        assert_eq!(french().when(parts("2012-06-14")), "le 14\u{a0}juin 2012");
        assert_eq!(french().until(parts("2012-10")), "jusqu’en octobre 2012");
        assert_eq!(french().since(parts("2012-10-02")), "depuis le 2\u{a0}octobre 2012");
        assert_eq!(english().when(parts("2012-06-14")), "on 14\u{a0}June 2012");
    }

    #[test]
    fn what_cannot_be_a_month_is_not_known() {
        assert_eq!(french().date(DateParts::new(2012, Some(13), Some(1))), "2012");
        assert_eq!(french().month_name(0), "");
    }
}
