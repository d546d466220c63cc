//! The build: every stage, once. Reads like the picture at the top of the library.
//!
//! The only user of memos. It reads no disk and writes none: sources are handed to it, and the bytes of the site go to
//! the store that it is given.

mod chart_files;
mod draw;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::check;
use crate::decode::Date;
use crate::diagnostic::{self, Diagnosed, Diagnostic, Place, Severity, SourcePath, Texts, any_error};
use crate::fingerprint::{self, Fingerprint};
use crate::format;
use crate::memo::{self, Memo};
use crate::page::routes;
use crate::page::view::Shared;
use crate::page::{self, Book, FileFacts, Page};
use crate::parse::{self, ParsedFile};
use crate::resolve::{self, publishable};
use crate::site::{Entry, Output, Route, Site, Store, StoreError};
use crate::source::Sources;
use crate::study::Study;
use crate::theme::{self, Prepared, Theme};
use chart_files::RasterMemo;
use draw::DrawMemo;

pub use crate::theme::Size;

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
}

impl Default for Options {
    fn default() -> Self {
        Self { date: None, address: None, preview: false, size: Size::Small }
    }
}

/// What is kept from one build to the next: the results of the costly seams.
#[derive(Debug, Default)]
pub struct Memos {
    parse: Memo<Fingerprint, Diagnosed<Arc<ParsedFile>>>,
    draw: DrawMemo,
    raster: RasterMemo,
    render: Memo<Fingerprint, Arc<str>>,
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
    /// How many quotes are withheld.
    pub withheld: usize,
    /// Whether no address is known, so that what needs one is left out.
    pub has_no_address: bool,
    theme: Theme,
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
    memos.begin();
    let mut out = sources.diagnostics();
    let files = parse_all(sources, memos).take(&mut out);
    let files: Vec<&ParsedFile> = files.iter().map(Arc::as_ref).collect();
    let model = resolve::model(&files, sources).take(&mut out);
    let date = options.date.or(model.whole.imprint.updated).or(model.whole.imprint.published);
    let study = publishable::study(&model, date).take(&mut out);
    let whole = !any_error(&out);
    out.extend(check::study::check(&check::study::Subject { model: &model, study: &study, whole }));

    let imprint = &study.imprint;
    let languages = theme::languages(&imprint.languages, &imprint.theme, sources).take(&mut out);
    let theme = load_theme(&imprint.theme, options.size, sources).take(&mut out);
    let analysis = Analysis::of(&study);
    out.extend(check::chart::contrast::check(&theme));
    let Diagnosed { value: pictures, diagnostics: of_charts } = draw::all(&study, &analysis, &languages, &memos.draw);
    // A chart may be empty because of another mistake, which is said already.
    out.extend(of_charts.into_iter().filter(|diagnostic| whole || diagnostic.severity == Severity::Error));
    out = check::pardon(out, &imprint.checks);

    let has_no_address = options.address.is_none() && imprint.address.is_none();
    let withheld = study.withheld;
    let mut site = Site::default();
    if !any_error(&out) {
        let book_options = page::Options {
            address: options.address.clone().or_else(|| imprint.address.clone()),
            preview: options.preview,
        };
        let own = draw::of_definitions(&pictures);
        let material = format::Material {
            study: &study,
            analysis: &analysis,
            languages: &languages,
            pictures: &own,
            options: &book_options,
        };
        let mut beside = format::files(&material);
        beside.extend(chart_files::all(&pictures, &material, &memos.raster));
        let announced = format::announced(&material).into_iter().map(|route| (route, FileFacts::default()));
        let book = Book {
            study: &study,
            analysis: &analysis,
            languages: languages.iter().collect(),
            pictures: &own,
            automatic: &draw::of_pages(&pictures),
            files: &beside.iter().map(|file| (file.output.route.clone(), file.facts)).chain(announced).collect(),
            options: book_options.clone(),
        };
        let pages: Vec<Page> = languages.par_iter().flat_map(|language| page::pages(&book, language)).collect();
        let mut entries = render_all(&theme, &pages, memos, store, &mut out)?;
        let has_every_page = !any_error(&out);
        let beside = beside.into_iter().map(|file| file.output);
        for output in beside.chain(format::of_pages(&material, &pages)).chain(assets(&theme, &study)) {
            entries.push(put(store, output)?);
        }
        site = Site::of(entries).take(&mut out);
        let templates: BTreeMap<&Route, Place> =
            pages.iter().map(|page| (&page.route, theme.template_place(page.view.page.template()))).collect();
        // What leads to a page that could not be rendered is no mistake of its own.
        if has_every_page {
            out.extend(check::site::check(&site, &|route| templates.get(route).cloned()));
        }
    }
    diagnostic::sort(&mut out);
    let counts = memos.end();
    Ok(Built { site, diagnostics: out, counts, withheld, has_no_address, theme })
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

fn load_theme(name: &str, size: Size, sources: &Sources) -> Diagnosed<Theme> {
    let own: Vec<_> = sources.inside("themes").map(|file| (file.path.clone(), file.bytes.clone())).collect();
    Theme::load(name, &own, size)
}

fn render_all(
    theme: &Theme,
    pages: &[Page],
    memos: &Memos,
    store: &dyn Store,
    out: &mut Vec<Diagnostic>,
) -> Result<Vec<(Route, Entry)>, StoreError> {
    let sites: Vec<&Shared<page::view::Site>> = pages.iter().map(|page| &page.view.frame.site).collect();
    let prepared = theme.prepare(sites);
    let rendered: Vec<Result<(Route, Entry), Failure>> =
        pages.par_iter().map(|page| render(&prepared, theme, page, memos, store)).collect();
    let mut entries = Vec::new();
    let mut failures = Vec::new();
    for result in rendered {
        match result {
            Ok(entry) => entries.push(entry),
            Err(Failure::Theme(diagnostic)) => failures.push(*diagnostic),
            Err(Failure::Store(error)) => return Err(error),
        }
    }
    out.extend(said_once(failures));
    Ok(entries)
}

/// One mistake of a template fails on every page that it sets: the first page stands for the others.
fn said_once(failures: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<(Place, String), (Diagnostic, usize)> = BTreeMap::new();
    for failure in failures {
        let key = (failure.place.clone(), failure.message.clone());
        counts.entry(key).and_modify(|(_, pages)| *pages += 1).or_insert((failure, 1));
    }
    let told = |(failure, pages): (Diagnostic, usize)| match pages {
        1 => failure,
        2 => failure.help("another page fails at the same place"),
        _ => failure.help(format!("{} other pages fail at the same place", pages - 1)),
    };
    counts.into_values().map(told).collect()
}

enum Failure {
    Theme(Box<Diagnostic>),
    Store(StoreError),
}

fn render(
    prepared: &Prepared<'_>,
    theme: &Theme,
    page: &Page,
    memos: &Memos,
    store: &dyn Store,
) -> Result<(Route, Entry), Failure> {
    let key = fingerprint::of_parts([theme.fingerprint().hex().as_bytes(), page.view.fingerprint().hex().as_bytes()]);
    let mut failure = None;
    let html = memos.render.get_or_make(key, || match prepared.render(&page.view, &page.origin) {
        Ok(html) => html.into(),
        Err(diagnostic) => {
            failure = Some(diagnostic);
            Arc::from("")
        }
    });
    let html = match failure {
        Some(diagnostic) => return Err(Failure::Theme(diagnostic)),
        // No page is empty: an earlier build failed here, and what it said is said again.
        None if html.is_empty() => prepared.render(&page.view, &page.origin).map_err(Failure::Theme)?.into(),
        None => html,
    };
    let output = Output::new(page.route.clone(), html.as_bytes()).from_place(page.origin.clone());
    put(store, output).map_err(Failure::Store)
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
        self.draw.begin();
        self.raster.begin();
        self.render.begin();
    }

    fn end(&self) -> Counts {
        // As many pictures are rasterised as are drawn: the count of one says that of the other.
        self.raster.end();
        Counts { parsed: self.parse.end(), drew: self.draw.end(), rendered: self.render.end() }
    }
}
