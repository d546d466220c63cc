//! Loads a theme, and renders a view with it.
//!
//! A theme is templates, styles, scripts and fonts. `folio` and `bulletin` are embedded; a study's `themes/NAME/` replaces
//! or adds to them file by file. Everything is compiled and made small once, here, so that rendering a page is one pass over one view.
//! The only user of tera. It reads no disk: its files are handed to it; and it makes no words: they are in the view.

mod bounded;
mod components;
mod embedded;
mod failure;
mod fetched;
mod files;
mod languages;
mod minify;
pub mod properties;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::diagnostic::{Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath};
use crate::fingerprint::{self, Fingerprint};
use crate::page::view::{Content, Shared, Site, View};
use files::Files;
use properties::{Circumstance, Properties};

pub use languages::languages;

/// A template that cannot be read or rendered.
pub static TEMPLATE_ERROR: Rule = Rule {
    code: Code::TemplateError,
    severity: Severity::Error,
    summary: "a template of the theme cannot be read or rendered",
    explanation: "Templates are written in Tera 2. A template sees four names and nothing else: `site`, `strings`, `frame` \
and `page`; what each holds is fixed by the kind of page. A name that does not exist is an error, never an empty text.",
    example: "{{ page.tittle }} → {{ page.intro_html | safe }}",
};

/// A file of a theme that the theme cannot have.
pub static INVALID_THEME: Rule = Rule {
    code: Code::InvalidTheme,
    severity: Severity::Error,
    summary: "a file of the theme has no place in a theme",
    explanation: "A theme holds `templates/NAME.html`, `css/NAME.css`, `assets/NAME`, `fonts/NAME` and \
`languages/CODE.yaml`. Templates, styles and scripts are UTF-8. A file replaces the one of the same name in the embedded \
theme; files with new names are added, and all style sheets are joined in the order of their names.",
    example: "themes/ours/home.html → themes/ours/templates/home.html",
};

/// A template that is used as it is written.
pub static UNMINIFIED_TEMPLATE: Rule = Rule {
    code: Code::UnminifiedTemplate,
    severity: Severity::Warning,
    summary: "a template cannot be made smaller",
    explanation: "Spaces and comments are taken out of templates once, when the theme is loaded. A statement between the \
attributes of a tag, or double quotes inside a quoted value, would be broken by that, so a template that has one is used as \
it is, and its pages are larger.",
    example: "`<a href=\"…\" {% if x.current %}aria-current=\"page\"{% endif %}>` → `<a href=\"…\" aria-current=\"{{ 'page' if x.current else 'false' }}\">`",
};

/// A theme that is neither embedded nor in the study's folder.
pub static UNKNOWN_THEME: Rule = Rule {
    code: Code::UnknownTheme,
    severity: Severity::Error,
    summary: "a theme that does not exist",
    explanation: "`theme` in `study.yaml` names a theme of the program, `folio` or `bulletin`, or a folder of `themes/` \
beside it. A folder with the name of a theme of the program is laid over that theme, any other over `folio`.",
    example: "theme: foilo → theme: folio",
};

/// The rules of this room.
pub static RULES: &[&Rule] = &[&TEMPLATE_ERROR, &INVALID_THEME, &UNMINIFIED_TEMPLATE, &UNKNOWN_THEME];

/// Whether the theme's files are made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// For publishing.
    Small,
    /// As written: quick to load, for `serve`.
    AsWritten,
}

/// A file that the site needs beside its pages.
#[derive(Clone, Debug)]
pub struct ThemeAsset {
    /// Where it is published, from the root of the site: `assets/style.css`.
    pub route: String,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A theme, compiled.
#[derive(Debug)]
pub struct Theme {
    files: Files,
    /// What pages are rendered with.
    templates: Tera,
    /// The same from the templates as written, whose places are those that an author knows; only errors need it.
    as_written: Tera,
    assets: Vec<ThemeAsset>,
    fingerprint: Fingerprint,
}

impl Theme {
    /// Loads the theme `name` from the embedded one and the study's own files below `themes/NAME/`.
    ///
    /// `own` holds paths from the study's folder, with their bytes; files of other themes are passed over. Where the
    /// study's files cannot be used, the diagnostics say so and the theme is the embedded one.
    pub fn load(name: &str, own: &[(SourcePath, Arc<[u8]>)], size: Size) -> Diagnosed<Theme> {
        let mut diagnostics = unknown(name, own).into_iter().collect();
        let files = Files::embedded(name).with(name, own, &mut diagnostics);
        fetched::check(&files, &mut diagnostics);
        match compile(files, size, &mut diagnostics) {
            Some(value) => Diagnosed { value, diagnostics },
            None => Diagnosed { value: Theme::embedded(name, size), diagnostics },
        }
    }

    /// A theme of the program alone; `folio` for the name of another.
    fn embedded(name: &str, size: Size) -> Theme {
        let mut diagnostics = Vec::new();
        match compile(Files::embedded(name), size, &mut diagnostics) {
            Some(theme) => theme,
            None => unreachable!("the themes of the program are compiled by a test: {diagnostics:?}"),
        }
    }

    /// The key of the theme: its files, and whether they were made small.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Styles, scripts, fonts and their licences, sorted by route.
    pub fn assets(&self) -> &[ThemeAsset] {
        &self.assets
    }

    /// The custom properties of a page's root in a circumstance of reading.
    pub fn properties(&self, circumstance: &Circumstance) -> Properties {
        Properties::read(self.files.sheets(), circumstance)
    }

    /// The text of one of the theme's files, for reports that show a template.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.files.text(path)
    }

    /// Where the template of a kind of page stands: in the study's own theme, or in the embedded one.
    pub fn template_place(&self, template: &str) -> Place {
        let name = format!("{template}.html");
        let path = self.files.template(&name).map(|(path, _)| path.clone());
        Place::file(&path.unwrap_or_else(|| SourcePath::new(format!("themes/folio/templates/{name}"))))
    }

    /// Makes the shared parts of the views ready, once for many pages.
    pub fn prepare<'a>(&self, sites: impl IntoIterator<Item = &'a Shared<Site>>) -> Prepared<'_> {
        // Thousands of pages share one site: each is made ready once.
        let sites: BTreeMap<Fingerprint, &Shared<Site>> =
            sites.into_iter().map(|site| (site.fingerprint(), site)).collect();
        Prepared { theme: self, sites: sites.into_iter().map(|(key, site)| (key, SharedValues::of(site))).collect() }
    }
}

/// The names of the themes that are part of the program.
pub fn names() -> impl Iterator<Item = &'static str> {
    embedded::THEMES.iter().map(|(name, _)| *name)
}

/// Whether a path is that of a file of a theme of the program.
pub fn is_embedded(path: &SourcePath) -> bool {
    let inner = path.as_str().strip_prefix("themes/").and_then(|rest| rest.split_once('/'));
    let files = inner.and_then(|(theme, inner)| Some((embedded::files_of(theme)?, inner)));
    files.is_some_and(|(files, inner)| files.iter().any(|(path, _)| *path == inner))
}

/// What to say of a theme that is nowhere.
fn unknown(name: &str, own: &[(SourcePath, Arc<[u8]>)]) -> Option<Diagnostic> {
    let folder = |path: &SourcePath| path.as_str().split('/').nth(1).unwrap_or_default().to_owned();
    let folders: BTreeSet<String> =
        own.iter().map(|(path, _)| folder(path)).chain(names().map(str::to_owned)).collect();
    if folders.contains(name) {
        return None;
    }
    let place = Place::file(&SourcePath::new("study.yaml"));
    let diagnostic = UNKNOWN_THEME.at(place, format!("there is no theme `{name}`"));
    let listed: Vec<&str> = folders.iter().map(String::as_str).collect();
    let diagnostic = diagnostic.suggest(name, listed.iter().copied());
    Some(diagnostic.help(format!("there are: {}; another is a folder of `themes/`", listed.join(", "))))
}

/// A theme with the shared parts of the views that it renders.
#[derive(Debug)]
pub struct Prepared<'a> {
    theme: &'a Theme,
    sites: BTreeMap<Fingerprint, SharedValues>,
}

#[derive(Clone, Debug)]
struct SharedValues {
    site: Value,
    strings: Value,
}

impl SharedValues {
    fn of(site: &Shared<Site>) -> Self {
        let site = Value::from_serializable(site.value());
        let strings = site.get_from_path("strings").cloned().unwrap_or_else(Value::none);
        Self { site, strings }
    }
}

impl Prepared<'_> {
    /// Renders a page.
    ///
    /// # Errors
    /// A `template-error` at its place in the template, with `origin`, what the page is about, as second place.
    pub fn render(&self, view: &View, origin: &Place) -> Result<String, Box<Diagnostic>> {
        let name = format!("{}.html", view.page.template());
        let context = self.context(view);
        bounded::render(&self.theme.templates, &name, &context).map_err(|error| {
            // The small template fails at another place than the one that its author wrote.
            let error = bounded::render(&self.theme.as_written, &name, &context).err().unwrap_or(error);
            let strings = view.frame.site.value().strings.keys().map(String::as_str);
            Box::new(failure::of_page(&self.theme.files, &name, &error, origin, strings))
        })
    }

    fn context(&self, view: &View) -> Context {
        let shared = match self.sites.get(&view.frame.site.fingerprint()) {
            Some(shared) => shared.clone(),
            None => SharedValues::of(&view.frame.site),
        };
        let mut context = Context::new();
        context.insert_value("site", shared.site);
        context.insert_value("strings", shared.strings);
        context.insert_value("frame", Value::from_serializable(&view.frame));
        context.insert_value("page", Value::from_serializable(&view.page));
        context
    }
}

/// Compiles and shrinks; `None` where a template cannot be used, which the diagnostics tell.
fn compile(files: Files, size: Size, diagnostics: &mut Vec<Diagnostic>) -> Option<Theme> {
    let written: Vec<(String, String)> =
        files.templates().map(|(name, _, text)| (name.to_owned(), text.to_owned())).collect();
    let round = components::check(&files);
    if !round.is_empty() {
        diagnostics.extend(round);
        return None;
    }
    let as_written = compiled(&files, written, diagnostics)?;
    let templates = match size {
        Size::AsWritten => as_written.clone(),
        Size::Small => compiled(&files, small_templates(&files, diagnostics), diagnostics)?,
    };
    let assets = assets(&files, size);
    let fingerprint = fingerprint_of(&files, size);
    Some(Theme { files, templates, as_written, assets, fingerprint })
}

fn compiled(files: &Files, templates: Vec<(String, String)>, diagnostics: &mut Vec<Diagnostic>) -> Option<Tera> {
    let mut tera = Tera::new();
    if let Err(error) = tera.add_raw_templates(templates) {
        diagnostics.extend(failure::of_theme(files, &error));
        return None;
    }
    let missing: Vec<&str> =
        Content::TEMPLATES.iter().copied().filter(|name| !tera.contains_template(&format!("{name}.html"))).collect();
    debug_assert!(missing.is_empty(), "the embedded theme has a template for each kind of page: {missing:?}");
    Some(tera)
}

fn small_templates(files: &Files, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, String)> {
    let mut small = Vec::new();
    for (name, path, text) in files.templates() {
        let text = minify::template(text).unwrap_or_else(|span| {
            let message = "this cannot stand inside a tag of a template that is made small";
            let help = "write the attribute always, and its value with single quotes: `\"{{ 'a' if b else 'c' }}\"`";
            diagnostics.push(UNMINIFIED_TEMPLATE.at(Place::new(path, span), message).help(help));
            text.to_owned()
        });
        small.push((name.to_owned(), text));
    }
    small
}

/// Where the style sheets are published, as one.
const STYLE: &str = "assets/style.css";

fn assets(files: &Files, size: Size) -> Vec<ThemeAsset> {
    let style = files.style();
    let style = if size == Size::Small { minify::style(&style) } else { style };
    let mut assets = vec![ThemeAsset { route: STYLE.to_owned(), bytes: style.into_bytes().into() }];
    assets.extend(files.assets().map(|(route, bytes)| asset(route, bytes, size)));
    assets.sort_by(|a, b| a.route.cmp(&b.route));
    assets
}

fn asset(route: String, bytes: &Arc<[u8]>, size: Size) -> ThemeAsset {
    let script = (size == Size::Small && route.ends_with(".js")).then(|| std::str::from_utf8(bytes).ok()).flatten();
    let bytes = script.map_or_else(|| Arc::clone(bytes), |text| minify::script(text).into_bytes().into());
    ThemeAsset { route, bytes }
}

fn fingerprint_of(files: &Files, size: Size) -> Fingerprint {
    let kind: &[u8] = match size {
        Size::Small => b"small",
        Size::AsWritten => b"as written",
    };
    let parts = files.all().flat_map(|(path, bytes)| [path.as_bytes(), bytes]);
    fingerprint::of_parts([kind].into_iter().chain(parts))
}

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;
