//! The languages of a study: the embedded files first, then those of its theme, which add to them key by key. A third
//! language needs a file and no Rust.

use crate::diagnostic::{Diagnosed, Place, SourcePath};
use crate::language::{Language, LanguageCode, MISSING_STRINGS, RawStrings, embedded};
use crate::source::Sources;

/// Loads the languages of a study, in its order.
///
/// A language without a file anywhere speaks English, which is reported.
pub fn languages(codes: &[LanguageCode], theme: &str, sources: &Sources) -> Diagnosed<Vec<Language>> {
    let mut diagnostics = Vec::new();
    let english = of_program("en");
    let languages = codes
        .iter()
        .map(|code| {
            let mut files = Vec::new();
            if embedded(code.as_str()).is_some() {
                files.push(of_program(code.as_str()));
            }
            let own = SourcePath::new(format!("themes/{theme}/languages/{code}.yaml"));
            if let Some(text) = sources.get(&own).and_then(|file| file.text.as_deref())
                && Some(text) != embedded(code.as_str())
            {
                files.push(RawStrings::read(&own, text).take(&mut diagnostics));
            }
            if files.is_empty() {
                let place = Place::file(&SourcePath::new("study.yaml"));
                let message = format!("there is no language file for `{code}`, so its pages speak English");
                diagnostics.push(MISSING_STRINGS.at(place, message).help(format!("write `{own}`")));
            }
            Language::load(code.clone(), &english, &files).take(&mut diagnostics)
        })
        .collect();
    Diagnosed { value: languages, diagnostics }
}

fn of_program(code: &str) -> RawStrings {
    let path = SourcePath::new(format!("florilege:languages/{code}.yaml"));
    // A test reads the embedded files and finds nothing to say.
    RawStrings::read(&path, embedded(code).unwrap_or_default()).value
}
