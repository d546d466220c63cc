//! The charts of the study in `docs/gallery`, read as a build reads them. The documentation, the golden drawings, the
//! tests of drawings and the benches share these files.
//!
//! Whoever includes this file names the library `house` beside it.

use std::path::Path;

use super::house::analysis::Analysis;
use super::house::chart::data::{self, Material};
use super::house::chart::input::Chart;
use super::house::language::{Language, LanguageCode, RawStrings, embedded};
use super::house::parse::{self, ParsedFile};
use super::house::resolve::{self, publishable};
use super::house::source::{self, Sources};
use super::house::study::EntityRef;

/// A chart of the gallery by its id.
pub(crate) struct Exhibit {
    /// The name of its file, without the ending.
    pub(crate) name: String,
    /// The chart, its words in the language that was asked for.
    pub(crate) chart: Chart,
}

/// The files of the gallery.
pub(crate) fn sources() -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/gallery");
    source::read::study(folder.to_str().unwrap().into()).unwrap()
}

/// Every chart of the gallery, by name, with the words of a language.
pub(crate) fn all(language: &Language) -> Vec<Exhibit> {
    let sources = sources();
    let parsed: Vec<ParsedFile> = sources
        .iter()
        .filter(|file| parse::is_parsed(&file.path))
        .map(|file| parse::file(&file.path, file.text.as_deref()).value)
        .collect();
    let model = resolve::model(&parsed.iter().collect::<Vec<_>>(), &sources).value;
    let study = publishable::study(&model, model.whole.imprint.published).value;
    let analysis = Analysis::of(&study);
    let address = |entity: &EntityRef| format!("../{}/{}.html", entity.kind.folder(), entity.id);
    let line = |row: &EntityRef, column: &EntityRef| format!("{}#{}-{}", address(row), column.kind.word(), column.id);
    let material = Material { study: &study, analysis: &analysis, language, address: &address, line: &line };
    let exhibit = |definition| {
        let made = data::chart(definition, &material);
        assert!(made.diagnostics.is_empty(), "{:?}", made.diagnostics);
        Exhibit { name: definition.id.as_str().to_owned(), chart: made.value.unwrap().chart }
    };
    study.charts.values().map(exhibit).collect()
}

/// A language as the program ships it.
pub(crate) fn language(code: &str) -> Language {
    let raw = |code: &str| {
        let path = super::house::diagnostic::SourcePath::new(format!("themes/folio/languages/{code}.yaml"));
        RawStrings::read(&path, embedded(code).unwrap_or_default()).value
    };
    Language::load(LanguageCode::parse(code).unwrap(), &raw("en"), &[raw(code)]).value
}
