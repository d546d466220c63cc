//! Dates as precise as they are known: a year, a month or a day.

use std::fmt;

use crate::diagnostic::{Certainty, Code, Diagnostic, Place, Rule, Severity, fold};

/// A text is not a date.
pub static INVALID_DATE: Rule = Rule {
    code: Code::InvalidDate,
    severity: Severity::Error,
    summary: "a date is not a year, a month or a day of the calendar",
    explanation: "A date is written `2012`, `2012-06` or `2012-06-14`, as precisely as it is known, and must exist in \
                  the calendar. Pages show it in the words of their language.",
    example: "date: 14/06/2012 → date: 2012-06-14",
};

/// A year, a month or a day; its precision is kept, and a year comes before its months and a month before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to the length of the month; only where there is a month.
    pub day: Option<u8>,
}

/// Why a text is not a date, and which date may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProblem {
    /// What is wrong, as a message.
    pub reason: String,
    /// The date that may be meant, as it is to be typed.
    pub suggestion: Option<String>,
    /// Whether nothing else can be meant: `14/06/2012` and not `06/07/2012`, which is in June or in July.
    pub certain: bool,
}

impl Date {
    /// The date that a text is: `2012`, `2012-06` or `2012-06-14`.
    pub fn parse(text: &str) -> Result<Date, DateProblem> {
        match iso(text) {
            Some((year, month, day)) => Date::checked(year, month, day).map_err(|reason| DateProblem {
                reason: format!("`{text}` is no date: {reason}"),
                suggestion: None,
                certain: false,
            }),
            None => {
                let meant = foreign(text);
                Err(DateProblem {
                    reason: format!("`{text}` is no date"),
                    suggestion: meant.map(|(date, _)| date.to_string()),
                    certain: meant.is_some_and(|(_, certain)| certain),
                })
            }
        }
    }

    /// A date of the calendar, or what is wrong with it.
    fn checked(year: u16, month: Option<u8>, day: Option<u8>) -> Result<Date, String> {
        if year == 0 {
            return Err("there is no year 0".to_owned());
        }
        if let Some(month) = month.filter(|month| !(1..=12).contains(month)) {
            return Err(format!("there is no month {month}"));
        }
        if let (Some(month), Some(day)) = (month, day) {
            let last = days_in(year, month);
            if day == 0 || day > last {
                return Err(format!("{} has {last} days", Date { year, month: Some(month), day: None }));
            }
        }
        Ok(Date { year, month, day })
    }
}

/// The diagnostic about a text that is not a date.
pub fn diagnose(problem: DateProblem, place: Place) -> Diagnostic {
    let diagnostic = INVALID_DATE.at(place, problem.reason);
    match problem.suggestion {
        Some(date) => {
            let certainty = if problem.certain { Certainty::Certain } else { Certainty::Likely };
            diagnostic.help(format!("write `{date}`")).replace(certainty, date)
        }
        None => diagnostic.help("a date is written `2012`, `2012-06` or `2012-06-14`"),
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The length of a month of the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The parts of a text of the right shape, not yet checked.
fn iso(text: &str) -> Option<(u16, Option<u8>, Option<u8>)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
    let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
    let two = |part: u16| u8::try_from(part).ok();
    parts.next().is_none().then_some((year, month.and_then(two), day.and_then(two)))
}

fn digits(part: &str, count: usize) -> Option<u16> {
    (part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
}

/// The date that is meant by other ways to write one: `14/06/2012`, `06/2012`, `2012-6-4`, `1er juin 2012`,
/// `June 14, 2012`; and whether it can be no other. A day stands before its month, as nearly everywhere in the world, but
/// not everywhere: of two numbers that can both be a month neither is certain.
fn foreign(text: &str) -> Option<(Date, bool)> {
    let folded = fold(text);
    let words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().find_map(|word| month_named(word));
    let numbers: Vec<u16> = words.iter().filter_map(|word| ordinal(word)).collect();
    let known = numbers.len() + usize::from(named.is_some());
    if known != words.len() {
        return None;
    }
    let month_and_day = |month: u16, day: Option<u16>| {
        let small = |number: u16| u8::try_from(number).ok();
        Some((small(month)?, day.map_or(Some(None), |day| small(day).map(Some))?))
    };
    let (year, (month, day)) = match (named, numbers.as_slice()) {
        (Some(month), [year]) => (*year, (month, None)),
        (Some(month), [day, year]) => (*year, month_and_day(month.into(), Some(*day))?),
        (None, [year, month, day]) if *year > 31 => (*year, month_and_day(*month, Some(*day))?),
        (None, [day, month, year]) => (*year, month_and_day(*month, Some(*day))?),
        (None, [year, month]) if *year > 31 => (*year, month_and_day(*month, None)?),
        (None, [month, year]) => (*year, month_and_day(*month, None)?),
        _ => return None,
    };
    // A year of two digits may be of any century.
    if year < 1000 {
        return None;
    }
    let either = matches!((named, numbers.as_slice()), (None, [day, month, _]) if *day <= 12 && day != month);
    Some((Date::checked(year, Some(month), day).ok()?, !either))
}

/// A number, with the endings of ordinals: `1er`, `2nd`.
fn ordinal(word: &str) -> Option<u16> {
    let number = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let ending = word.get(number.len()..)?;
    ["", "er", "e", "st", "nd", "rd", "th"].contains(&ending).then(|| number.parse().ok())?
}

/// The month of a French or English name, folded, or of its usual short form.
fn month_named(word: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["janvier", "january", "janv", "jan"],
        &["fevrier", "february", "fevr", "fev", "feb"],
        &["mars", "march", "mar"],
        &["avril", "april", "avr", "apr"],
        &["mai", "may"],
        &["juin", "june", "jun"],
        &["juillet", "july", "juil", "jul"],
        &["aout", "august", "aug"],
        &["septembre", "september", "sept", "sep"],
        &["octobre", "october", "oct"],
        &["novembre", "november", "nov"],
        &["decembre", "december", "dec"],
    ];
    let month = NAMES.iter().position(|names| names.contains(&word))?;
    u8::try_from(month + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(text: &str) -> (String, Option<String>) {
        let problem = Date::parse(text).unwrap_err();
        (problem.reason, problem.suggestion)
    }

    #[test]
    fn precision_is_kept() {
        for text in ["2012", "2012-06", "2012-06-14", "0987"] {
            assert_eq!(Date::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Date::parse("2012-06").unwrap(), Date { year: 2012, month: Some(6), day: None });
    }

    #[test]
    fn a_year_comes_before_its_months_and_a_month_before_its_days() {
        let mut dates = ["2012-06-14", "2012-06", "2011-12", "2012"].map(|text| Date::parse(text).unwrap());
        dates.sort();
        assert_eq!(dates.map(|date| date.to_string()), ["2011-12", "2012", "2012-06", "2012-06-14"]);
    }

    #[test]
    fn the_calendar_is_kept() {
        assert!(Date::parse("2012-02-29").is_ok());
        assert!(Date::parse("2000-02-29").is_ok());
        assert_eq!(problem("2013-02-29").0, "`2013-02-29` is no date: 2013-02 has 28 days");
        assert_eq!(problem("1900-02-29").0, "`1900-02-29` is no date: 1900-02 has 28 days");
        assert_eq!(problem("2012-13").0, "`2012-13` is no date: there is no month 13");
        assert_eq!(problem("2012-06-00").0, "`2012-06-00` is no date: 2012-06 has 30 days");
        assert_eq!(problem("0000").0, "`0000` is no date: there is no year 0");
    }

    #[test]
    fn other_ways_to_write_a_date_get_the_right_one() {
        for (typed, right) in [
            ("14/06/2012", "2012-06-14"),
            ("14.6.2012", "2012-06-14"),
            ("06/2012", "2012-06"),
            ("2012/06", "2012-06"),
            ("2012-6-4", "2012-06-04"),
            ("juin 2012", "2012-06"),
            ("1er Août 2012", "2012-08-01"),
            ("14 févr. 2012", "2012-02-14"),
            ("June 14, 2012", "2012-06-14"),
        ] {
            assert_eq!(problem(typed), (format!("`{typed}` is no date"), Some(right.to_owned())));
        }
    }

    #[test]
    fn a_date_that_may_be_read_in_two_ways_is_not_certain() {
        let certain = |text: &str| Date::parse(text).unwrap_err().certain;
        for typed in ["14/06/2012", "01/01/2012", "2012/06/07", "06/2012", "6 juin 2012", "June 7, 2012"] {
            assert!(certain(typed), "{typed}");
        }
        for typed in ["06/07/2012", "1.2.2012", "hier"] {
            assert!(!certain(typed), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_known_is_not_suggested() {
        for typed in ["hier", "", "14/06/12", "31/02/2012", "2012-06-14T10:00", "été 2012", "12", "2012-06-14-1"] {
            assert_eq!(problem(typed).1, None, "{typed}");
        }
    }

    #[test]
    fn the_message_says_how_to_write_it() {
        use crate::diagnostic::SourcePath;
        let place = Place::file(&SourcePath::new("a.md"));
        let found = diagnose(Date::parse("hier").unwrap_err(), place.clone());
        assert_eq!(found.help, ["a date is written `2012`, `2012-06` or `2012-06-14`"]);
        let found = diagnose(Date::parse("juin 2012").unwrap_err(), place);
        assert_eq!(found.help, ["write `2012-06`"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = Date::parse(&text);
        }

        #[test]
        fn what_is_written_is_read_back(year in 1u16..=9999, month in 1u8..=12, day in 1u8..=28) {
            let date = Date { year, month: Some(month), day: Some(day) };
            prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        }
    }
}
