//! The charts of a study, drawn: those that its authors define, and those that its pages gain of themselves.
//!
//! Every drawing is one [`Job`] in one language. All go the same way, from rows to the two layouts of a picture, through
//! one memo and over all threads; what comes out keeps the chart with its drawings, for pages and for files alike.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::chart::automatic::{self, Shelf, comparable::Comparisons};
use crate::chart::data::{self, Material, Prepared};
use crate::chart::input::{Chart, Size};
use crate::chart::{self, Drawing};
use crate::check;
use crate::diagnostic::{self, Diagnosed, Diagnostic};
use crate::fingerprint::{self, Fingerprint};
use crate::language::{Language, LanguageCode};
use crate::memo::Memo;
use crate::page::ChartPicture;
use crate::page::picture::{self, AutomaticChart};
use crate::page::routes::{Folder, PageName};
use crate::site::Route;
use crate::study::{ChartDefinition, EntityRef, Id, Kind, Study};

/// A chart in its two layouts.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) wide: Drawing,
    pub(super) narrow: Drawing,
}

/// What is drawn on behalf of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A chart of its own.
    Definition(Id<ChartDefinition>),
    /// The page of an entity.
    Page(EntityRef),
}

/// A drawing, with the chart that it was made from.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) subject: Subject,
    pub(super) language: LanguageCode,
    pub(super) prepared: Prepared,
    pub(super) drawn: Arc<Drawn>,
}

/// The results of drawing, by everything that it reads.
pub(super) type DrawMemo = Memo<Fingerprint, Arc<Drawn>>;

/// Draws every chart in every language.
pub(super) fn all(
    study: &Study,
    analysis: &Analysis,
    languages: &[Language],
    memo: &DrawMemo,
) -> Diagnosed<Vec<Picture>> {
    draw(&subjects(study), study, analysis, languages, memo)
}

/// Draws what the pages at some addresses need: the charts with a definition, which any page may show, and what these
/// pages gain of themselves.
pub(super) fn for_pages(
    routes: &BTreeSet<Route>,
    study: &Study,
    analysis: &Analysis,
    languages: &[Language],
    memo: &DrawMemo,
) -> Diagnosed<Vec<Picture>> {
    let stands_there = |entity: &EntityRef| {
        let page = PageName::Entity(entity.clone());
        languages.iter().any(|language| routes.contains(&page.route(&Folder::of(language.code(), study))))
    };
    let mut subjects = subjects(study);
    subjects.retain(|subject| match subject {
        Subject::Definition(_) => true,
        Subject::Page(entity) => stands_there(entity),
    });
    draw(&subjects, study, analysis, languages, memo)
}

fn draw(
    subjects: &[Subject],
    study: &Study,
    analysis: &Analysis,
    languages: &[Language],
    memo: &DrawMemo,
) -> Diagnosed<Vec<Picture>> {
    let comparisons = Comparisons::of(study, analysis);
    let mut pictures = Vec::new();
    let mut diagnostics = Vec::new();
    for language in languages {
        let easel = Easel { study, analysis, language, folder: Folder::of(language.code(), study), memo };
        let shelf = easel.with_material(|material| Shelf::of(&comparisons, material));
        let drawn: Vec<_> = subjects.par_iter().map(|subject| easel.pictures(subject, &shelf)).collect();
        pictures.extend(drawn.into_iter().flat_map(|some| some.take(&mut diagnostics)));
    }
    // The same mistake of a definition is found once in each language.
    diagnostic::sort(&mut diagnostics);
    Diagnosed { value: pictures, diagnostics }
}

/// What may have a chart: definitions first, then pages by kind and id.
fn subjects(study: &Study) -> Vec<Subject> {
    let page = |kind| move |id: &str| Subject::Page(EntityRef::new(kind, id));
    let mut subjects: Vec<Subject> = study.charts.keys().cloned().map(Subject::Definition).collect();
    for kind in automatic::KINDS {
        match kind {
            Kind::Organisation => subjects.extend(study.organisations.keys().map(Id::as_str).map(page(kind))),
            Kind::Tool => subjects.extend(study.tools.keys().map(Id::as_str).map(page(kind))),
            Kind::Practice => subjects.extend(study.practices.keys().map(Id::as_str).map(page(kind))),
            Kind::Topic => subjects.extend(study.topics.keys().map(Id::as_str).map(page(kind))),
            Kind::Metric => subjects.extend(study.metrics.keys().map(Id::as_str).map(page(kind))),
            _ => {}
        }
    }
    subjects
}

/// What a drawing of one language is made with.
struct Easel<'a> {
    study: &'a Study,
    analysis: &'a Analysis,
    language: &'a Language,
    folder: Folder,
    memo: &'a DrawMemo,
}

impl Easel<'_> {
    fn with_material<T>(&self, make: impl FnOnce(&Material<'_>) -> T) -> T {
        let (study, analysis, language) = (self.study, self.analysis, self.language);
        let address = |entity: &EntityRef| picture::address(entity, &self.folder);
        let line = |row: &EntityRef, column: &EntityRef| picture::line(row, column, &self.folder);
        make(&Material { study, analysis, language, address: &address, line: &line })
    }

    fn pictures(&self, subject: &Subject, shelf: &Shelf<'_>) -> Diagnosed<Vec<Picture>> {
        let mut diagnostics = Vec::new();
        let prepared: Vec<Prepared> = self.with_material(|material| match subject {
            Subject::Definition(id) => {
                let definition = self.study.charts.get(id);
                let chart = definition.map(|definition| data::chart(definition, material).take(&mut diagnostics));
                chart.flatten().into_iter().collect()
            }
            Subject::Page(entity) => automatic::charts(entity, material, shelf),
        });
        let pictures: Vec<Picture> = prepared.into_iter().map(|prepared| self.picture(subject, prepared)).collect();
        diagnostics.extend(pictures.iter().flat_map(|picture| self.check(picture)));
        Diagnosed { value: pictures, diagnostics }
    }

    /// What a chart breaks of the rules of honest charts, and what is wrong with how it is drawn.
    fn check(&self, picture: &Picture) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let (place, about) = match &picture.subject {
            Subject::Definition(id) => {
                let Some(definition) = self.study.charts.get(id) else { return found };
                // What a definition breaks it breaks in every language, and is said in the words of the first.
                if self.study.languages().first() == Some(&picture.language) {
                    let chart = &picture.prepared.chart;
                    let (study, analysis) = (self.study, self.analysis);
                    found.extend(check::chart::check(&check::chart::Subject { definition, chart, study, analysis }));
                }
                (definition.place.clone(), format!("chart:{id}"))
            }
            Subject::Page(entity) => (self.study.imprint.place.clone(), entity.to_string()),
        };
        let faults = picture.drawn.wide.faults.iter().chain(&picture.drawn.narrow.faults);
        found.extend(check::chart::drawing::check(&place, &about, faults));
        found
    }

    fn picture(&self, subject: &Subject, prepared: Prepared) -> Picture {
        let drawn = self.draw(&prepared.chart);
        Picture { subject: subject.clone(), language: self.language.code().clone(), prepared, drawn }
    }

    fn draw(&self, chart: &Chart) -> Arc<Drawn> {
        // Everything that drawing reads is in the chart, the language's words among it; `Debug` writes every field.
        let key = fingerprint::of_bytes(format!("{chart:?}").as_bytes());
        self.memo.get_or_make(key, || {
            Arc::new(Drawn {
                wide: chart::draw(chart, Size::Wide, self.language),
                narrow: chart::draw(chart, Size::Narrow, self.language),
            })
        })
    }
}

/// The pictures of the charts with a definition, as pages take them.
pub(super) fn of_definitions(pictures: &[Picture]) -> BTreeMap<(Id<ChartDefinition>, LanguageCode), ChartPicture> {
    let own = pictures.iter().filter_map(|picture| match &picture.subject {
        Subject::Definition(id) => Some(((id.clone(), picture.language.clone()), on_a_page(picture))),
        Subject::Page(_) => None,
    });
    own.collect()
}

/// The charts that pages gain, by what they are about.
pub(super) fn of_pages(pictures: &[Picture]) -> BTreeMap<(EntityRef, LanguageCode), Vec<AutomaticChart>> {
    let mut by_entity: BTreeMap<(EntityRef, LanguageCode), Vec<AutomaticChart>> = BTreeMap::new();
    for picture in pictures {
        let Subject::Page(entity) = &picture.subject else { continue };
        let chart = &picture.prepared.chart;
        let automatic = AutomaticChart {
            id: chart.id.clone(),
            title: chart.title.clone(),
            subtitle: chart.subtitle.clone(),
            picture: on_a_page(picture),
        };
        by_entity.entry((entity.clone(), picture.language.clone())).or_default().push(automatic);
    }
    by_entity
}

fn on_a_page(picture: &Picture) -> ChartPicture {
    let (prepared, drawn) = (&picture.prepared, &picture.drawn);
    ChartPicture {
        svg: drawn.wide.svg.clone(),
        svg_narrow: Some(drawn.narrow.svg.clone()),
        description: drawn.wide.description.clone(),
        table_html: drawn.wide.table.html(),
        population: prepared.chart.population.clone(),
        source: prepared.chart.source.clone(),
        notes: prepared.notes.iter().cloned().chain(drawn.wide.omitted.clone()).collect(),
        quotes: prepared.quotes.clone(),
    }
}
