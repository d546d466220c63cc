//! The code of a language: `fr`, `pt-br`.

use std::fmt;
use std::sync::Arc;

/// A language tag in lower case, in the shape of BCP 47: two or three letters, then parts of two to eight letters or
/// digits, as `fr`, `pt-br` or `zh-hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageCode(Arc<str>);

impl LanguageCode {
    /// The code that a text is; `None` where it has another shape.
    pub fn parse(text: &str) -> Option<LanguageCode> {
        let mut parts = text.split('-');
        let language = parts.next().unwrap_or_default();
        let shaped = (2..=3).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| {
                let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
                (2..=8).contains(&part.len()) && part.bytes().all(plain)
            });
        // RFC 5646, 4.4.1: no tag in use is longer.
        (shaped && text.len() <= 35).then(|| LanguageCode(text.into()))
    }

    /// The code as text, which is also the value of the HTML attribute `lang`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for LanguageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for LanguageCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageCode;

    #[test]
    fn codes_have_the_shape_of_a_tag() {
        for good in ["fr", "en", "gsw", "pt-br", "zh-hant", "de-1996"] {
            assert_eq!(LanguageCode::parse(good).map(|code| code.as_str().to_owned()).as_deref(), Some(good));
        }
        for bad in ["", "f", "FR", "fr_FR", "fr-", "-fr", "french", "fr-x", "é", "fr-abcdefghi", "f1"] {
            assert_eq!(LanguageCode::parse(bad), None, "{bad}");
        }
    }
}
