//! Values in words: `environ 4 h par jour`, `1 à 2 h`, `non documenté : absent de la source`.

use crate::language::{self, Language, Wording};
use crate::study::{Amount, Base, Date, Localised, Metric, Observation, Reading, Unit};

use super::site_parts::parts;

/// At most so many decimals are shown of a value; what sources say has fewer.
const DECIMALS: usize = 2;

/// What was read of a metric, as a language says it; plain and typeset.
pub(super) fn reading(metric: &Metric, observation: &Observation, language: &Language) -> String {
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
        Reading::Quantity { amount: converted, converted: true, .. } => Some(amount(*converted, &metric.unit, language)),
        _ => None,
    }
}

/// Whether nothing is known.
pub(super) fn is_unknown(observation: &Observation) -> bool {
    matches!(observation.reading, Reading::Unknown(_))
}

/// An amount with its unit.
pub(super) fn amount(amount: Amount, unit: &Unit, language: &Language) -> String {
    let said = match amount {
        Amount::Exact(value) => language::Amount::Exact(value),
        Amount::About(value) => language::Amount::About(value),
        Amount::Between(from, to) => language::Amount::Between(from, to),
        Amount::AtMost(value) => language::Amount::AtMost(value),
        Amount::AtLeast(value) => language::Amount::AtLeast(value),
    };
    language.amount(said, unit_in_words(unit, language).as_ref(), Wording::Symbols, DECIMALS)
}

/// What a unit is called beside a column or a definition: `heures par jour`; none for a plain number of things.
pub(super) fn unit_name(unit: &Unit, language: &Language) -> Option<String> {
    let words = unit_in_words(unit, language)?;
    Some(language.unit_name(&words)).filter(|name| !name.is_empty())
}

fn unit_in_words(unit: &Unit, language: &Language) -> Option<language::Unit> {
    match unit {
        Unit::Known { .. } => language.unit(&unit.name()),
        Unit::Noun(noun) => {
            let word = language.set_text(noun.in_language(language.code()).0);
            Some(language::Unit::noun(word.clone(), word))
        }
    }
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
