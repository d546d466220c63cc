//! The charts of a study, drawn: from rows to the two layouts of a picture, through one memo and over all threads.
//!
//! What comes out keeps the chart with its drawings, for pages and for files alike.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::chart::data::{self, Material, Prepared};
use crate::chart::input::{Chart, Size};
use crate::chart::{self, Drawing};
use crate::diagnostic::{self, Diagnosed};
use crate::fingerprint::{self, Fingerprint};
use crate::language::{Language, LanguageCode};
use crate::memo::Memo;
use crate::page::ChartPicture;
use crate::page::picture;
use crate::page::routes::Folder;
use crate::study::{ChartDefinition, EntityRef, Id, Study};

use super::collected;

/// A chart in its two layouts.
#[derive(Debug)]
pub(super) struct Drawn {
    pub(super) wide: Drawing,
    pub(super) narrow: Drawing,
}

/// A drawing, with the chart that it was made from.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) subject: Id<ChartDefinition>,
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
    let jobs: Vec<(&ChartDefinition, &Language)> = languages
        .iter()
        .flat_map(|language| study.charts.values().map(move |definition| (definition, language)))
        .collect();
    let drawn: Vec<Diagnosed<Option<Picture>>> = jobs
        .par_iter()
        .map(|(definition, language)| {
            let folder = Folder::of(language.code(), study);
            let address = |entity: &EntityRef| picture::address(entity, &folder);
            let line = |row: &EntityRef, column: &EntityRef| picture::line(row, column, &folder);
            let material = Material { study, analysis, language, address: &address, line: &line };
            let Diagnosed { value, diagnostics } = data::chart(definition, &material);
            let picture = value.map(|prepared| Picture {
                subject: definition.id.clone(),
                language: language.code().clone(),
                drawn: draw(&prepared.chart, language, memo),
                prepared,
            });
            Diagnosed { value: picture, diagnostics }
        })
        .collect();
    let Diagnosed { value, mut diagnostics } = collected(drawn);
    // The same mistake of a definition is found once in each language.
    diagnostic::sort(&mut diagnostics);
    Diagnosed { value: value.into_iter().flatten().collect(), diagnostics }
}

fn draw(chart: &Chart, language: &Language, memo: &DrawMemo) -> Arc<Drawn> {
    // Everything that drawing reads is in the chart, the language's words among it; `Debug` writes every field.
    let key = fingerprint::of_bytes(format!("{chart:?}").as_bytes());
    memo.get_or_make(key, || {
        Arc::new(Drawn {
            wide: chart::draw(chart, Size::Wide, language),
            narrow: chart::draw(chart, Size::Narrow, language),
        })
    })
}

/// The pictures of the charts with a definition, as pages take them.
pub(super) fn of_definitions(pictures: &[Picture]) -> BTreeMap<(Id<ChartDefinition>, LanguageCode), ChartPicture> {
    pictures.iter().map(|it| ((it.subject.clone(), it.language.clone()), on_a_page(it))).collect()
}

fn on_a_page(picture: &Picture) -> ChartPicture {
    let (prepared, drawn) = (&picture.prepared, &picture.drawn);
    ChartPicture {
        svg: drawn.wide.svg.clone(),
        svg_narrow: Some(drawn.narrow.svg.clone()),
        description: drawn.wide.description.clone(),
        table_html: drawn.wide.table.html(),
        population: prepared.chart.population.clone(),
        source: None,
        notes: prepared.notes.iter().cloned().chain(drawn.wide.omitted.clone()).collect(),
        quotes: prepared.quotes.clone(),
    }
}
