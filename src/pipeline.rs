//! The build: every stage, once. Reads like the picture at the top of the library.
//!
//! The only user of memos. It reads no disk and writes none: sources are handed to it, and the bytes of the site go to
//! the store that it is given.

mod ahead;
mod chart_files;
mod draw;
mod mend;
mod pages;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::check;
use crate::decode::Date;
use crate::diagnostic::{self, Code, Diagnosed, Diagnostic, Place, Severity, SourcePath, Texts, any_error, baseline};
use crate::external;
use crate::fingerprint::{self, Fingerprint};
use crate::format;
use crate::language::{Language, LanguageCode};
use crate::memo::{self, Memo};
use crate::page::routes;
use crate::page::{self, Book, FileFacts, Page};
use crate::parse::{self, ParsedFile};
use crate::resolve::{self, publishable};
use crate::site::{Entry, Output, Route, Site, Store, StoreError};
use crate::source::Sources;
use crate::study::{Pardon, Study};
use crate::theme::{self, Theme};
use ahead::Desk;
use chart_files::RasterMemo;
use draw::DrawMemo;
use pages::RenderMemo;

pub use crate::theme::Size;
pub use chart_files::{Rasters, png};
pub use mend::{Mended, mend};
pub use rules::rules;

/// How a site is built.
#[derive(Clone, Debug)]
pub struct Options {
    /// The date that decides embargoes; the study's own where this is left out.
    pub date: Option<Date>,
    /// Where the site is published; the study's own address where this is left out.
    pub address: Option<String>,
    /// Whether search engines are asked to leave the site out.
    pub preview: bool,
    /// Whether the theme is made small.
    pub size: Size,
    /// When the PNG files of charts are made.
    pub rasters: Rasters,
}

impl Default for Options {
    fn default() -> Self {
        Self { date: None, address: None, preview: false, size: Size::Small, rasters: Rasters::Made }
    }
}

/// Who looks at the site while it is built anew: what they look at is made ahead of the rest.
pub trait Audience: Sync {
    /// The addresses that they look at.
    fn watches(&self) -> BTreeSet<Route>;

    /// What they look at is in the store, with the files that pages load; the rest is yet to come, and may show errors.
    fn show(&self, ahead: Vec<(Route, Entry)>);

    /// Whether there is a newer edit, so that this build need not come to its end.
    fn has_moved_on(&self) -> bool;
}

/// Why a build does not come to its end.
enum Stop {
    /// The audience moved on.
    Overtaken,
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Goes on while there is no newer edit.
fn go_on(audience: &dyn Audience) -> Result<(), Stop> {
    if audience.has_moved_on() { Err(Stop::Overtaken) } else { Ok(()) }
}

/// Nobody looks on.
struct Nobody;

impl Audience for Nobody {
    fn watches(&self) -> BTreeSet<Route> {
        BTreeSet::new()
    }

    fn show(&self, _ahead: Vec<(Route, Entry)>) {}

    fn has_moved_on(&self) -> bool {
        false
    }
}

/// What is kept from one build to the next: the results of the costly seams.
#[derive(Debug, Default)]
pub struct Memos {
    parse: Memo<Fingerprint, Diagnosed<Arc<ParsedFile>>>,
    languages: Memo<Fingerprint, Diagnosed<Arc<Vec<Language>>>>,
    theme: Memo<Fingerprint, Diagnosed<Arc<Theme>>>,
    draw: DrawMemo,
    raster: RasterMemo,
    render: RenderMemo,
    /// What the last build published beside its pages: what a page that is made ahead says of these files.
    files: Mutex<Arc<BTreeMap<Route, FileFacts>>>,
}

/// What a build did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files parsed, of all files that are parsed.
    pub parsed: memo::Counts,
    /// Charts drawn, of all charts in all languages.
    pub drew: memo::Counts,
    /// Pages rendered, of all pages.
    pub rendered: memo::Counts,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, verb: &str, counts: memo::Counts| {
            write!(f, "{verb} {} of {}", counts.made, counts.made + counts.reused)
        };
        part(f, "parsed", self.parsed)?;
        part(f, " · drew", self.drew)?;
        part(f, " · rendered", self.rendered)
    }
}

/// A built site: what is in it, what was noticed, what was done.
#[derive(Debug)]
pub struct Built {
    /// Every file of the site; empty where the study has errors.
    pub site: Site,
    /// What was noticed, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done.
    pub counts: Counts,
    /// How many diagnostics the baseline left out.
    pub left_out: usize,
    /// How many quotes are withheld.
    pub withheld: usize,
    /// Whether no address is known, so that what needs one is left out.
    pub has_no_address: bool,
    /// Every link out of what is published, for whoever is asked to follow them.
    pub external_links: Vec<external::Link>,
    checks: BTreeMap<String, Pardon>,
    /// Where the site says that it is published.
    pub address: Option<String>,
    theme: Arc<Theme>,
}

impl Built {
    /// How many pages the site has.
    pub fn pages(&self) -> usize {
        self.site.iter().filter(|(route, _)| route.is_page()).count()
    }

    /// How many bytes the site has.
    pub fn bytes(&self) -> u64 {
        self.site.iter().map(|(_, entry)| entry.length).sum()
    }

    /// Adds what was noticed outside the build, judged by what `study.yaml` says of checks like everything else.
    pub fn add(&mut self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.extend(check::Judge::late(&self.checks, diagnostics));
        diagnostic::sort(&mut self.diagnostics);
    }

    /// What a baseline can hold of the diagnostics, which is what is a warning by its rule; and the rest.
    pub fn knowable(&self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let may_be_known = |found: &Diagnostic| {
            baseline::may_hold(found.code) && rules::severity(found.code) == Some(Severity::Warning)
        };
        let (mut known, rest): (Vec<Diagnostic>, _) = self.diagnostics.iter().cloned().partition(may_be_known);
        // Also what this study counts as an error.
        known.iter_mut().for_each(|found| found.severity = Severity::Warning);
        (known, rest)
    }

    /// The texts that diagnostics of this build refer to: the study's and those of the embedded theme.
    pub fn texts<'a>(&'a self, sources: &'a Sources) -> impl Texts + 'a {
        BuildTexts { sources, theme: &self.theme }
    }
}

struct BuildTexts<'a> {
    sources: &'a Sources,
    theme: &'a Theme,
}

impl Texts for BuildTexts<'_> {
    fn text(&self, path: &SourcePath) -> Option<&str> {
        self.sources.text(path).or_else(|| self.theme.text(path))
    }
}

/// Builds a site from sources. Fails only where the store does.
pub fn build(sources: &Sources, options: &Options, memos: &Memos, store: &dyn Store) -> Result<Built, StoreError> {
    match build_before(&Nobody, sources, options, memos, store)? {
        Some(built) => Ok(built),
        None => unreachable!("nobody makes an edit while nobody looks on"),
    }
}

/// Builds a site before an audience; nothing comes of it where they moved on. Fails only where the store does.
pub fn build_before(
    audience: &dyn Audience,
    sources: &Sources,
    options: &Options,
    memos: &Memos,
    store: &dyn Store,
) -> Result<Option<Built>, StoreError> {
    // On one of the threads that share the work: a thread from outside would fall asleep and be woken at each stage.
    match rayon::scope(|_| stages(audience, sources, options, memos, store)) {
        Ok(built) => Ok(Some(built)),
        Err(Stop::Overtaken) => Ok(None),
        Err(Stop::Store(error)) => Err(error),
    }
}

/// Every stage, once.
fn stages(
    audience: &dyn Audience,
    sources: &Sources,
    options: &Options,
    memos: &Memos,
    store: &dyn Store,
) -> Result<Built, Stop> {
    memos.begin();
    let mut out = sources.diagnostics();
    let files = parse_all(sources, memos).take(&mut out);
    let files: Vec<&ParsedFile> = files.iter().map(Arc::as_ref).collect();
    let model = resolve::model(&files, sources).take(&mut out);
    let date = options.date.or(model.whole.imprint.updated).or(model.whole.imprint.published);
    let published = publishable::study(&model, date);
    // A consent that cannot be read is none, and that it is missed elsewhere is no second mistake.
    let unread = out.iter().any(|found| found.code == Code::InvalidConsent);
    out.extend(published.diagnostics.into_iter().filter(|found| !unread || found.code != Code::LinkToWithheld));
    let study = published.value;
    let whole = !any_error(&out);

    let imprint = &study.imprint;
    let languages = load_languages(&imprint.languages, &imprint.theme, sources, memos).take(&mut out);
    let theme = load_theme(&imprint.theme, options.size, sources, memos).take(&mut out);
    let analysis = Analysis::of(&study);
    let page_options = page::Options {
        address: options.address.clone().or_else(|| imprint.address.clone()),
        preview: options.preview,
    };
    if !any_error(&out) {
        let desk = Desk { study: &study, analysis: &analysis, languages: &languages, theme: &theme, memos };
        desk.show(&page_options, store, audience)?;
    }
    go_on(audience)?;

    let subject = check::study::Subject { model: &model, study: &study, languages: &languages, whole };
    out.extend(check::study::check(&subject));
    out.extend(check::chart::contrast::check(&theme));
    let Diagnosed { value: pictures, diagnostics: of_charts } = draw::all(&study, &analysis, &languages, &memos.draw);
    // A chart may be empty because of another mistake, which is said already.
    out.extend(of_charts.into_iter().filter(|diagnostic| whole || diagnostic.severity == Severity::Error));
    let known = load_baseline(sources).take(&mut out);
    let mut judge = check::Judge::new(&imprint.checks, &known);
    out = judge.sift(out, &BuildTexts { sources, theme: &theme });

    let has_no_address = page_options.address.is_none();
    let withheld = study.withheld;
    let mut site = Site::default();
    go_on(audience)?;
    if !any_error(&out) {
        let own = draw::of_definitions(&pictures);
        let material = format::Material {
            study: &study,
            analysis: &analysis,
            languages: &languages,
            pictures: &own,
            options: &page_options,
        };
        let mut beside = format::files(&material);
        go_on(audience)?;
        beside.extend(chart_files::all(&pictures, &material, options.rasters, &memos.raster));
        beside.extend(chart_files::cards(&material, options.rasters, &memos.raster));
        let announced = format::announced(&material).into_iter().map(|route| (route, FileFacts::default()));
        let known = beside.iter().map(|file| (file.output.route.clone(), file.facts)).chain(announced).collect();
        let book = Book {
            study: &study,
            analysis: &analysis,
            languages: languages.iter().collect(),
            pictures: &own,
            automatic: &draw::of_pages(&pictures),
            files: &memos.remember_files(known),
            options: page_options.clone(),
        };
        let pages: Vec<Page> = languages.par_iter().flat_map(|language| page::pages(&book, language)).collect();
        go_on(audience)?;
        let mut of_site = Vec::new();
        let mut entries = pages::render_all(&theme, &pages, &memos.render, (store, audience), &mut of_site)?;
        // Of a site that lacks pages nothing is checked: each link to one would look broken.
        go_on(audience)?;
        let has_every_page = !any_error(&of_site);
        let beside = beside.into_iter().map(|file| file.output);
        for output in beside.chain(format::of_pages(&material, &pages)).chain(assets(&theme, &study)) {
            entries.push(put(store, output)?);
        }
        site = Site::of(entries).take(&mut of_site);
        let templates: BTreeMap<&Route, Place> =
            pages.iter().map(|page| (&page.route, theme.template_place(page.view.page.template()))).collect();
        // What leads to a page that could not be rendered is no mistake of its own.
        if has_every_page {
            of_site.extend(check::site::check(&site, &|route| templates.get(route).cloned()));
        }
        out.extend(judge.sift(of_site, &BuildTexts { sources, theme: &theme }));
    }
    go_on(audience)?;
    let left_out = judge.finish(&mut out, &rules::severity);
    diagnostic::sort(&mut out);
    let out = diagnostic::first_of_tables(out, parse::columns::MOST_DIAGNOSTICS);
    let counts = memos.end();
    let external_links = external::links(&study);
    let address = page_options.address;
    let checks = study.imprint.checks;
    Ok(Built {
        site,
        diagnostics: out,
        counts,
        left_out,
        withheld,
        has_no_address,
        external_links,
        checks,
        address,
        theme,
    })
}

fn parse_all(sources: &Sources, memos: &Memos) -> Diagnosed<Vec<Arc<ParsedFile>>> {
    let files: Vec<_> = sources.iter().filter(|file| parse::is_parsed(&file.path)).collect();
    let parsed: Vec<Diagnosed<Arc<ParsedFile>>> = files
        .par_iter()
        .map(|file| {
            let is_text = [u8::from(file.text.is_some())];
            let key =
                fingerprint::of_parts([file.path.as_str().as_bytes(), file.fingerprint.hex().as_bytes(), &is_text]);
            memos.parse.get_or_make(key, || {
                let Diagnosed { value, diagnostics } = parse::file(&file.path, file.text.as_deref());
                Diagnosed { value: Arc::new(value), diagnostics }
            })
        })
        .collect();
    collected(parsed)
}

/// The warnings that the study knows already.
fn load_baseline(sources: &Sources) -> Diagnosed<baseline::Baseline> {
    let file = sources.get(&SourcePath::new(baseline::FILE)).and_then(|file| file.text.as_deref());
    file.map(parse::baseline::read).unwrap_or_default()
}

fn load_languages(
    codes: &[LanguageCode],
    theme: &str,
    sources: &Sources,
    memos: &Memos,
) -> Diagnosed<Arc<Vec<Language>>> {
    let named = codes.iter().map(LanguageCode::as_str).chain([theme]);
    memos.languages.get_or_make(key_of_theme(named, sources), || {
        let Diagnosed { value, diagnostics } = theme::languages(codes, theme, sources);
        Diagnosed { value: Arc::new(value), diagnostics }
    })
}

fn load_theme(name: &str, size: Size, sources: &Sources, memos: &Memos) -> Diagnosed<Arc<Theme>> {
    let size_word = if size == Size::Small { "small" } else { "as written" };
    memos.theme.get_or_make(key_of_theme([name, size_word], sources), || {
        let own: Vec<_> = sources.inside("themes").map(|file| (file.path.clone(), file.bytes.clone())).collect();
        let Diagnosed { value, diagnostics } = Theme::load(name, &own, size);
        Diagnosed { value: Arc::new(value), diagnostics }
    })
}

/// The key of what is loaded from the study's own themes, and of the words that say how.
fn key_of_theme<'a>(words: impl IntoIterator<Item = &'a str>, sources: &Sources) -> Fingerprint {
    let files = sources.inside("themes").flat_map(|file| [file.path.to_string(), file.fingerprint.hex()]);
    let parts: Vec<String> = words.into_iter().map(str::to_owned).chain(["files".to_owned()]).chain(files).collect();
    fingerprint::of_parts(parts.iter().map(String::as_bytes))
}

fn put(store: &dyn Store, output: Output) -> Result<(Route, Entry), StoreError> {
    store.put(&output.route, &output.bytes)?;
    let entry = output.entry();
    Ok((output.route, entry))
}

/// The theme's files, and the images of the texts.
fn assets(theme: &Theme, study: &Study) -> Vec<Output> {
    let of_theme = theme.assets().iter().map(|asset| Output::new(Route::tidy(&asset.route), &*asset.bytes));
    let of_study = study.assets.iter().map(|(path, asset)| Output::new(routes::asset(path), &*asset.bytes));
    of_theme.chain(of_study).collect()
}

/// Results in their order, and everything that was noticed.
fn collected<T>(results: Vec<Diagnosed<T>>) -> Diagnosed<Vec<T>> {
    let mut diagnostics = Vec::new();
    let values = results.into_iter().map(|result| result.take(&mut diagnostics)).collect();
    Diagnosed { value: values, diagnostics }
}

impl Memos {
    fn begin(&self) {
        self.parse.begin();
        self.languages.begin();
        self.theme.begin();
        self.draw.begin();
        self.raster.begin();
        self.render.begin();
    }

    fn end(&self) -> Counts {
        // As many pictures are rasterised as are drawn: the count of one says that of the other.
        self.raster.end();
        self.languages.end();
        self.theme.end();
        Counts { parsed: self.parse.end(), drew: self.draw.end(), rendered: self.render.end() }
    }

    fn remember_files(&self, known: BTreeMap<Route, FileFacts>) -> Arc<BTreeMap<Route, FileFacts>> {
        let known = Arc::new(known);
        *self.files.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&known);
        known
    }

    fn known_files(&self) -> Arc<BTreeMap<Route, FileFacts>> {
        Arc::clone(&self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
