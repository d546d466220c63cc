//! French and English as the program ships them.

use super::{Language, LanguageCode, RawStrings, SourcePath, embedded};

pub(crate) fn french() -> Language {
    language("fr")
}

#[allow(dead_code, reason = "the golden drawings are in French")]
pub(crate) fn english() -> Language {
    language("en")
}

fn language(code: &str) -> Language {
    let raw = |code: &str| {
        let path = SourcePath::new(format!("themes/folio/languages/{code}.yaml"));
        RawStrings::read(&path, embedded(code).unwrap_or_default()).value
    };
    Language::load(LanguageCode::parse(code).unwrap(), &raw("en"), &[raw(code)]).value
}
