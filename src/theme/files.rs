//! The files of a theme: those of the program, with a study's own laid over them.
//!
//! Says which paths a theme may have, and where each is published. Compiles nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{INVALID_THEME, embedded};
use crate::diagnostic::{Diagnostic, Place, SourcePath};

/// Paths below the theme's folder, such as `templates/home.html`, each with its bytes and the path to report.
#[derive(Clone, Debug)]
pub(super) struct Files(BTreeMap<String, File>);

#[derive(Clone, Debug)]
struct File {
    reported: SourcePath,
    bytes: Arc<[u8]>,
}

impl Files {
    /// The files of a theme of the program, laid over those of `folio`; of another theme those of `folio` alone.
    pub(super) fn embedded(name: &str) -> Self {
        let of = |theme: &'static str, files: &'static [embedded::File]| {
            files.iter().map(move |(path, bytes)| {
                let reported = SourcePath::new(format!("themes/{theme}/{path}"));
                ((*path).to_owned(), File { reported, bytes: Arc::from(*bytes) })
            })
        };
        let layers = embedded::THEMES.iter().filter(|(theme, _)| *theme == embedded::GROUND);
        let layers = layers.chain(embedded::THEMES.iter().filter(|(theme, _)| *theme == name));
        Self(layers.flat_map(|(theme, files)| of(theme, files)).collect())
    }

    /// The same with a study's own files below `themes/NAME/` in their place or beside them.
    pub(super) fn with(
        mut self,
        name: &str,
        own: &[(SourcePath, Arc<[u8]>)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let folder = format!("themes/{name}/");
        for (path, bytes) in own {
            let Some(inner) = path.as_str().strip_prefix(&folder) else { continue };
            match kind_of(inner) {
                Some(Kind::Text) if std::str::from_utf8(bytes).is_err() => {
                    diagnostics
                        .push(INVALID_THEME.at(Place::file(path), "this file is not UTF-8").help("save it as UTF-8"));
                }
                Some(Kind::Font) if !bytes.starts_with(b"wOF2") => {
                    let diagnostic = INVALID_THEME.at(Place::file(path), "this file is no WOFF2 font");
                    diagnostics.push(diagnostic.help("convert the font to WOFF2, which every browser reads"));
                }
                Some(Kind::Text | Kind::Binary | Kind::Font) => {
                    let file = File { reported: path.clone(), bytes: Arc::clone(bytes) };
                    self.0.insert(inner.to_owned(), file);
                }
                // `language` reads these.
                Some(Kind::Language) => {}
                None => diagnostics.push(misplaced(path, inner)),
            }
        }
        self
    }

    /// Name, path to report and text of each template.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &SourcePath, &str)> {
        self.0.iter().filter_map(|(path, file)| {
            let name = path.strip_prefix("templates/")?;
            Some((name, &file.reported, std::str::from_utf8(&file.bytes).ok()?))
        })
    }

    /// Route and bytes of each file that is published as it is.
    pub(super) fn assets(&self) -> impl Iterator<Item = (String, &Arc<[u8]>)> {
        self.0.iter().filter_map(|(path, file)| Some((route_of(path)?, &file.bytes)))
    }

    /// The path to report of each style sheet and its text, in the order of their names.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (&SourcePath, &str)> {
        let sheets = self.0.iter().filter(|(path, _)| path.starts_with("css/"));
        sheets.filter_map(|(_, file)| Some((&file.reported, std::str::from_utf8(&file.bytes).ok()?)))
    }

    /// All style sheets, joined: one request, and a study adds its own by a file.
    pub(super) fn style(&self) -> String {
        self.sheets().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
    }

    /// Path and bytes of each file.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, file)| (path.as_str(), &*file.bytes))
    }

    /// The path to report for a template, and its text.
    pub(super) fn template(&self, name: &str) -> Option<(&SourcePath, &str)> {
        let file = self.0.get(&format!("templates/{name}"))?;
        Some((&file.reported, std::str::from_utf8(&file.bytes).ok()?))
    }

    /// The text of the file that is reported as `path`.
    pub(super) fn text(&self, path: &SourcePath) -> Option<&str> {
        let file = self.0.values().find(|file| file.reported == *path)?;
        std::str::from_utf8(&file.bytes).ok()
    }
}

enum Kind {
    Text,
    Binary,
    Font,
    Language,
}

fn kind_of(path: &str) -> Option<Kind> {
    let (folder, file) = path.split_once('/')?;
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (folder, extension) {
        ("templates", "html") | ("css", "css") => Some(Kind::Text),
        ("assets", "js" | "svg" | "txt") | ("fonts", "txt") => Some(Kind::Text),
        ("assets", "png" | "webp" | "jpg" | "ico") => Some(Kind::Binary),
        ("assets" | "fonts", "woff2") => Some(Kind::Font),
        ("languages", "yaml") => Some(Kind::Language),
        _ => None,
    }
}

/// `assets/X` is published as it is, `fonts/X` below `assets/`, where the style finds both with short addresses.
fn route_of(path: &str) -> Option<String> {
    match path.split_once('/')? {
        ("assets", _) => Some(path.to_owned()),
        ("fonts", _) => Some(format!("assets/{path}")),
        _ => None,
    }
}

fn misplaced(path: &SourcePath, inner: &str) -> Diagnostic {
    let place = Place::file(path);
    let diagnostic = INVALID_THEME.at(place, format!("a theme has no file `{inner}`"));
    match (inner.contains('/'), inner.rsplit_once('.')) {
        (false, Some((_, "html"))) => diagnostic.help(format!("move it to `templates/{inner}`")),
        (false, Some((_, "css"))) => diagnostic.help(format!("move it to `css/{inner}`")),
        (false, Some((_, "js" | "svg" | "png"))) => diagnostic.help(format!("move it to `assets/{inner}`")),
        (false, Some((_, "woff2"))) => diagnostic.help(format!("move it to `fonts/{inner}`")),
        _ => diagnostic
            .help("a theme holds `templates/*.html`, `css/*.css`, `assets/*`, `fonts/*.woff2` and `languages/*.yaml`"),
    }
}
