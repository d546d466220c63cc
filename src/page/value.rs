//! Values in words: `environ 4 h par jour`, `1 à 2 h`, `non documenté : absent de la source`.

use crate::language::{self, Language, Wording};
use crate::study::{Amount, Base, Date, Localised, Metric, Observation, Reading, Unit};

use super::site_parts::parts;

/// At most so many decimals are shown of a value; what sources say has fewer.
const DECIMALS: usize = 2;

/// What was read of a metric, as a language says it; plain and typeset.
pub fn reading(metric: &Metric, observation: &Observation, language: &Language) -> String {
    match &observation.reading {
        Reading::Quantity { said, unit, .. } => amount(*said, unit, language),
        Reading::Category(value) => category(metric, value, language),
        Reading::Date(date) => date_in_words(*date, language),
        Reading::Unknown(reason) => unknown(reason, language),
    }
}

/// The same in the metric's own unit, where one of its conversions was used.
pub(super) fn converted(metric: &Metric, observation: &Observation, language: &Language) -> Option<String> {
    match &observation.reading {
        Reading::Quantity { amount: converted, converted: true, .. } => {
            Some(amount(*converted, &metric.unit, language))
        }
        _ => None,
    }
}

/// Whether nothing is known.
pub(super) fn is_unknown(observation: &Observation) -> bool {
    matches!(observation.reading, Reading::Unknown(_))
}

/// An amount with its unit.
pub(super) fn amount(amount: Amount, unit: &Unit, language: &Language) -> String {
    language.amount(amount, Some(&unit.in_words(language)), Wording::Symbols, DECIMALS)
}

/// What a unit is called beside a column or a definition: `heures par jour`; none for a plain number of things.
pub(super) fn unit_name(unit: &Unit, language: &Language) -> Option<String> {
    Some(language.unit_name(&unit.in_words(language))).filter(|name| !name.is_empty())
}

/// A date in words.
pub(super) fn date_in_words(date: Date, language: &Language) -> String {
    language.date(parts(date))
}

/// What a share is a share of: `base : 12`.
pub(super) fn base(base: &Base, language: &Language) -> String {
    let words = match base {
        Base::Number(number) => language.integer(i64::try_from(*number).unwrap_or(i64::MAX)),
        Base::Words(words) => language.set_text(words.in_language(language.code()).0),
    };
    language.text("metric.base-of", &[("base", &words)])
}

/// The label of a value of a category.
fn category(metric: &Metric, value: &str, language: &Language) -> String {
    let label = metric.values.iter().find(|segment| *segment.id == *value).map(|segment| &segment.label);
    label.map_or_else(|| value.to_owned(), |label| language.set_text(label.in_language(language.code()).0))
}

fn unknown(reason: &Localised<String>, language: &Language) -> String {
    let reason = language.set_text(reason.in_language(language.code()).0);
    language.text("value.unknown-because", &[("reason", &reason)])
}

/// The size of a file, as its system shows it: `12 ko`.
pub(super) fn size(bytes: u64, language: &Language) -> String {
    const KILOBYTE: f64 = 1000.0;
    let bytes = bytes as f64;
    let (value, unit) = if bytes < KILOBYTE {
        (bytes, "byte")
    } else if bytes < KILOBYTE * KILOBYTE {
        ((bytes / KILOBYTE).round(), "kilobyte")
    } else {
        (bytes / (KILOBYTE * KILOBYTE), "megabyte")
    };
    language.amount(language::Amount::Exact(value), language.unit(unit).as_ref(), Wording::Symbols, 1)
}
