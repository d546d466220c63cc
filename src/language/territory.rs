//! The country that a language is most read in, which Open Graph asks for: `fr` is `fr_FR`.

use icu_locale::{LanguageIdentifier, LocaleExpander};

use super::LanguageCode;

impl LanguageCode {
    /// The language and its country, as Open Graph writes a locale: the one that the code names, else the likeliest by
    /// the CLDR; `None` where neither tells.
    pub fn locale(&self) -> Option<String> {
        let mut locale = LanguageIdentifier::try_from_str(self.as_str()).ok()?;
        LocaleExpander::new_common().maximize(&mut locale);
        Some(format!("{}_{}", locale.language, locale.region?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_the_country_that_is_named_or_likely() {
        let locale = |code: &str| LanguageCode::parse(code).unwrap().locale();
        assert_eq!(locale("fr").as_deref(), Some("fr_FR"));
        assert_eq!(locale("en").as_deref(), Some("en_US"));
        assert_eq!(locale("fr-ca").as_deref(), Some("fr_CA"));
        assert_eq!(locale("zh-hant").as_deref(), Some("zh_TW"));
        assert_eq!(locale("xx"), None);
    }
}
