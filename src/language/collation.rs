//! The order of names in a language: É with E, Œ after oe, 2 before 10. Of the icu crates, the only user of the collator.

use std::convert::Infallible;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale::Locale;

use super::LanguageCode;

/// The order of one language, by the Unicode collation algorithm and the CLDR's rules for the language.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The order of a language; where the CLDR has no rules of its own for it, the order that all languages share.
    pub fn of(code: &LanguageCode) -> Collation {
        let locale = Locale::try_from_str(code.as_str()).unwrap_or(Locale::UNKNOWN);
        let mut preferences = CollatorPreferences::from(&locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        // The data are part of the program, so that only a fault of the library can be met here.
        Collation(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Bytes whose order is the order of the texts. Texts that only look different may have equal keys.
    pub fn key(&self, text: &str) -> Vec<u8> {
        let Some(collator) = &self.0 else {
            return text.as_bytes().to_vec();
        };
        let mut key = Vec::with_capacity(text.len() * 3);
        let written: Result<(), Infallible> = collator.write_sort_key_to(text, &mut key);
        match written {
            Ok(()) => key,
        }
    }
}

impl std::fmt::Debug for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Collation")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(code: &str, mut names: Vec<&'static str>) -> Vec<&'static str> {
        let collation = Collation::of(&LanguageCode::parse(code).unwrap());
        names.sort_by_key(|name| collation.key(name));
        names
    }

    #[test]
    fn accents_and_ligatures_stand_with_their_letters() {
        let names = vec!["Zoo", "Œuvre", "Ordre", "Étude", "Oeuvre", "essai", "Euro", "Odeur"];
        assert_eq!(sorted("fr", names), ["essai", "Étude", "Euro", "Odeur", "Oeuvre", "Œuvre", "Ordre", "Zoo"]);
    }

    #[test]
    fn numbers_are_sorted_by_size() {
        assert_eq!(sorted("en", vec!["Site 10", "Site 9", "site 1"]), ["site 1", "Site 9", "Site 10"]);
    }

    #[test]
    fn each_language_has_its_own_order() {
        assert_eq!(sorted("sv", vec!["Ä", "Z"]), ["Z", "Ä"]);
        assert_eq!(sorted("de", vec!["Z", "Ä"]), ["Ä", "Z"]);
        assert_eq!(sorted("zz", vec!["Z", "Ä"]), ["Ä", "Z"]);
    }
}
