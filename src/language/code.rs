//! Codes of languages, as file names, YAML and HTML write them.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The code of a language: two or three small letters, then parts of two to eight letters or digits: `fr`, `pt-br`.
///
/// A lower-case subset of BCP 47 (RFC 5646), enough for `lang` and `hreflang`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct LanguageCode(Arc<str>);

impl LanguageCode {
    /// The code that a text is, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let language = parts.next()?;
        let is_language = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_part = |part: &str| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        (is_language && parts.all(is_part)).then(|| Self(text.into()))
    }

    /// The code as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_small_letters_and_parts() {
        assert!(LanguageCode::parse("fr").is_some() && LanguageCode::parse("pt-br").is_some());
        for wrong in ["FR", "f", "french", "fr-", "fr-b", ""] {
            assert_eq!(LanguageCode::parse(wrong), None, "{wrong}");
        }
    }
}
