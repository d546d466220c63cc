//! Units and amounts of the model as drawings show them.

use crate::language::{Language, Wording};
use crate::study;

use super::input::{Noun, Unit};

/// The decimals of amounts in words.
const DECIMALS: usize = 2;

/// A unit of the model as an axis shows it.
pub(super) fn unit(unit: &study::Unit, language: &Language) -> Unit {
    match unit {
        study::Unit::Known { over: "percent", per: None } => Unit::Percent,
        study::Unit::Known { over: "item", per: None } => Unit::None,
        study::Unit::Known { .. } => Unit::symbol(&language.unit_symbol(&unit.in_words(language))),
        study::Unit::Noun(_) => {
            let (one, other) = unit.noun_in(language);
            Unit::Things(Noun::new(one, other))
        }
    }
}

/// An amount of the model in words: `environ 4 h par jour`.
pub(super) fn words(amount: study::Amount, unit: &study::Unit, language: &Language) -> String {
    let unit = unit.in_words(language);
    language.amount(amount, Some(&unit), Wording::Symbols, DECIMALS)
}
