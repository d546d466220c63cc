//! Values as people say them: exact, about, between, at most, at least, in a unit; or a category; or not known.
//!
//! An amount never loses its bounds: charts and tables draw a range as a range. Units convert within a dimension, or by
//! the conversions that a metric declares; anything else is refused, never guessed.

use std::collections::BTreeMap;

use super::localised::Localised;
use crate::language::{self, Language};

pub use crate::language::Amount;

impl Amount {
    /// Every number of the amount changed by one function, which must not turn order round.
    pub fn map(self, change: impl Fn(f64) -> f64) -> Amount {
        match self {
            Amount::Exact(value) => Amount::Exact(change(value)),
            Amount::About(value) => Amount::About(change(value)),
            Amount::Between(from, to) => Amount::Between(change(from), change(to)),
            Amount::AtMost(value) => Amount::AtMost(change(value)),
            Amount::AtLeast(value) => Amount::AtLeast(change(value)),
        }
    }

    /// The lowest and the highest number it allows; `None` where it is open.
    pub fn bounds(self) -> (Option<f64>, Option<f64>) {
        match self {
            Amount::Exact(value) | Amount::About(value) => (Some(value), Some(value)),
            Amount::Between(from, to) => (Some(from), Some(to)),
            Amount::AtMost(value) => (None, Some(value)),
            Amount::AtLeast(value) => (Some(value), None),
        }
    }

    /// One number to sort by: the value, the middle of a range, or the stated bound.
    pub fn sorting(self) -> f64 {
        match self {
            Amount::Exact(value) | Amount::About(value) | Amount::AtMost(value) | Amount::AtLeast(value) => value,
            Amount::Between(from, to) => from + (to - from) / 2.0,
        }
    }

    /// Whether it is one number without a qualification.
    pub fn is_exact(self) -> bool {
        matches!(self, Amount::Exact(_))
    }
}

/// What units measure. Two units convert into each other where they measure the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// Time, in seconds.
    Time,
    /// A length, in metres.
    Length,
    /// A mass, in grams.
    Mass,
    /// An amount of data, in bytes.
    Data,
    /// Parts of a whole, in hundredths.
    Share,
    /// Money; each currency is its own dimension, since rates change.
    Money,
    /// Things that are counted; each noun is its own dimension.
    Count,
}

/// A unit that Florilège knows: its name in YAML, the symbols that are also accepted, and its size.
#[derive(Debug)]
pub struct KnownUnit {
    /// The name in YAML and in the language files: `hour`.
    pub name: &'static str,
    /// Other accepted spellings.
    pub symbols: &'static [&'static str],
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's smallest unit one of it is; months and years are those of the Gregorian calendar's
    /// mean year, 365.2425 days.
    pub size: f64,
}

/// Every unit that has a name of its own. `person` and the like are counts with a name in every language.
pub static UNITS: &[KnownUnit] = &[
    unit("second", &["s", "seconds", "sec"], Dimension::Time, 1.0),
    unit("minute", &["min", "minutes", "mn"], Dimension::Time, 60.0),
    unit("hour", &["h", "hours"], Dimension::Time, 3600.0),
    unit("day", &["d", "days"], Dimension::Time, 86_400.0),
    unit("week", &["weeks", "wk"], Dimension::Time, 604_800.0),
    unit("month", &["months"], Dimension::Time, 2_629_746.0),
    unit("year", &["years", "yr"], Dimension::Time, 31_556_952.0),
    unit("metre", &["m", "metres", "meter"], Dimension::Length, 1.0),
    unit("kilometre", &["km", "kilometres", "kilometer"], Dimension::Length, 1000.0),
    unit("gram", &["g", "grams"], Dimension::Mass, 1.0),
    unit("kilogram", &["kg", "kilograms"], Dimension::Mass, 1000.0),
    unit("tonne", &["t", "tonnes"], Dimension::Mass, 1_000_000.0),
    unit("byte", &["B", "bytes"], Dimension::Data, 1.0),
    unit("kilobyte", &["kB"], Dimension::Data, 1000.0),
    unit("megabyte", &["MB"], Dimension::Data, 1_000_000.0),
    unit("percent", &["%", "per cent", "pc"], Dimension::Share, 1.0),
    unit("euro", &["€", "EUR", "euros"], Dimension::Money, 1.0),
    unit("dollar", &["$", "USD", "dollars"], Dimension::Money, 1.0),
    unit("pound", &["£", "GBP", "pounds"], Dimension::Money, 1.0),
    unit("person", &["persons", "people"], Dimension::Count, 1.0),
    unit("item", &["items"], Dimension::Count, 1.0),
];

const fn unit(name: &'static str, symbols: &'static [&'static str], dimension: Dimension, size: f64) -> KnownUnit {
    KnownUnit { name, symbols, dimension, size }
}

/// What a number is a number of.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// A unit with a name, or one per another: `hour`, `hour/day`.
    Known {
        /// The unit.
        over: &'static str,
        /// The unit that it is for each of.
        per: Option<&'static str>,
    },
    /// Things counted, by a noun in each language: `{fr: mot, en: word}`.
    Noun(Localised<String>),
}

impl Unit {
    /// A plain number of things.
    pub const ITEM: Unit = Unit::Known { over: "item", per: None };

    /// The unit that a text names: `hour`, `h`, `h/day`, `hour per day`.
    pub fn from_name(text: &str) -> Option<Unit> {
        let text = text.trim();
        let (over, per) = match text.split_once('/').or_else(|| text.split_once(" per ")) {
            Some((over, per)) => (known(over)?, Some(known(per)?)),
            None => (known(text)?, None),
        };
        Some(Unit::Known { over: over.name, per: per.map(|unit| unit.name) })
    }

    /// The name in YAML: `hour/day`; a noun's is its first language's.
    pub fn name(&self) -> String {
        match self {
            Unit::Known { over, per: None } => (*over).to_owned(),
            Unit::Known { over, per: Some(per) } => format!("{over}/{per}"),
            Unit::Noun(noun) => noun.first().cloned().unwrap_or_default(),
        }
    }

    /// How many of `other` one of this unit is, where both measure the same.
    ///
    /// Rates keep their time apart (`hour/day` is not `hour/week`): a working week is not seven working days, so only
    /// a metric's own conversions lead from one to the other.
    pub fn factor_to(&self, other: &Unit) -> Option<f64> {
        match (self, other) {
            (Unit::Known { over: a, per: p }, Unit::Known { over: b, per: q }) if p == q => {
                let (a, b) = (known(a)?, known(b)?);
                if a.name == b.name {
                    return Some(1.0);
                }
                let converts = !matches!(a.dimension, Dimension::Money | Dimension::Count);
                (a.dimension == b.dimension && converts).then(|| a.size / b.size)
            }
            (Unit::Noun(a), Unit::Noun(b)) if a == b => Some(1.0),
            _ => None,
        }
    }

    /// The unit as a language writes it.
    pub fn in_words(&self, language: &Language) -> language::Unit {
        match self {
            Unit::Known { .. } => language.unit(&self.name()).unwrap_or_default(),
            Unit::Noun(_) => {
                let (one, other) = self.noun_in(language);
                language::Unit::noun(one, other)
            }
        }
    }

    /// The two forms of a noun in a language: as the author gives them, `besoin|besoins`, or else by the regular plural
    /// of French and English, an `s` after what does not end in `s`, `x` or `z`.
    pub fn noun_in(&self, language: &Language) -> (String, String) {
        let Unit::Noun(noun) = self else { return (self.name(), self.name()) };
        let noun = noun.in_language(language.code()).0;
        match noun.split_once('|') {
            Some((one, other)) => (one.trim().to_owned(), other.trim().to_owned()),
            None if noun.ends_with(['s', 'x', 'z']) => (noun.clone(), noun.clone()),
            None => (noun.clone(), format!("{noun}s")),
        }
    }

    /// What a unit without a denominator measures.
    pub fn dimension(&self) -> Option<Dimension> {
        match self {
            Unit::Known { over, per: None } => known(over).map(|unit| unit.dimension),
            Unit::Known { per: Some(_), .. } => None,
            Unit::Noun(_) => Some(Dimension::Count),
        }
    }
}

fn known(text: &str) -> Option<&'static KnownUnit> {
    let text = text.trim();
    UNITS.iter().find(|unit| unit.name == text || unit.symbols.contains(&text))
}

/// How many of a metric's unit one of another unit is, by the other's name; declared by the metric and shown with its
/// note wherever it is used.
pub type Conversions = BTreeMap<String, f64>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_and_names_are_one_unit() {
        assert_eq!(Unit::from_name("h/day"), Unit::from_name("hour/day"));
        assert_eq!(Unit::from_name("h per day"), Unit::from_name("hour/day"));
        assert_eq!(Unit::from_name("furlong"), None);
    }

    #[test]
    fn units_convert_within_a_dimension_only() {
        let (hour, minute) = (Unit::from_name("hour").unwrap(), Unit::from_name("min").unwrap());
        assert_eq!(hour.factor_to(&minute), Some(60.0));
        assert_eq!(hour.factor_to(&Unit::from_name("km").unwrap()), None);
        let (day, week) = (Unit::from_name("h/day").unwrap(), Unit::from_name("h/week").unwrap());
        assert_eq!(day.factor_to(&week), None);
        assert_eq!(Unit::from_name("€").unwrap().factor_to(&Unit::from_name("$").unwrap()), None);
    }

    #[test]
    fn open_bounds_stay_open() {
        assert_eq!(Amount::AtMost(20.0).bounds(), (None, Some(20.0)));
        assert_eq!(Amount::Between(1.0, 2.0).map(|hours| hours * 5.0), Amount::Between(5.0, 10.0));
    }
}
