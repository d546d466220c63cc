//! Organisations side by side: those that a reader chooses, where a script runs; and for all of them a table a metric
//! and the charts that compare them.
//!
//! A table exists only where there is something to compare, and says of each organisation what is not documented. What a
//! reader may choose is published by `format`, an organisation a file.

use std::collections::BTreeMap;

use crate::prose::html::escaped;
use crate::study::{ChartData, EntityRef, Grouping, Kind, Metric, Owner};

use super::edition::{Edition, MOST_ENTRIES};
use super::frame::{self, Outline};
use super::routes::{PageName, Single, compare_script};
use super::sheet::Sheet;
use super::view::{Cell, Column, Content, DataTable, Figure, Link};
use super::{Page, figure, observation_table, value, view, words};

/// The page, where two organisations can be compared.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let name = PageName::Single(Single::Comparison);
    if !edition.has(&name) || !edition.wants(|| name.clone()) {
        return Vec::new();
    }
    let sheet = Sheet::of(edition, name);
    let title = edition.text("comparison.title");
    let metrics = edition.of_kind(Kind::Metric).iter().filter_map(|entity| edition.study().metrics.get(&*entity.id));
    let caveat = edition.text("organisation.not-documented");
    let introduction = format!("{} {caveat}", edition.text("comparison.introduction"));
    let content = view::Comparison {
        title: words::own(&title),
        intro_html: Some(format!("<p>{}</p>", escaped(&introduction))),
        script: script(&sheet),
        ways: ways(&sheet),
        tables: metrics.filter_map(|metric| table(&sheet, metric)).collect(),
        figures: figures(&sheet),
    };
    let outline = Outline::titled(title).described(Some(introduction));
    vec![frame::page(sheet, outline, Content::Comparison(content), &edition.study().imprint.place)]
}

/// Whether there are two organisations or more.
pub(super) fn exists(edition: &Edition<'_>) -> bool {
    edition.of_kind(Kind::Organisation).len() > 1
}

fn script(sheet: &Sheet<'_>) -> Option<String> {
    let script = compare_script(&sheet.edition.folder);
    sheet.edition.book.files.contains_key(&script).then(|| sheet.to_route(&script))
}

/// Where organisations can be looked at together without a script, and one by one.
fn ways(sheet: &Sheet<'_>) -> Vec<Link> {
    let organisations = (PageName::index(Kind::Organisation), sheet.edition.kind_all(Kind::Organisation));
    let pages = [(PageName::Matrix(1), sheet.text("matrix.title")), organisations];
    let existing = pages.into_iter().filter(|(page, _)| sheet.edition.has(page));
    existing.map(|(page, text)| sheet.link_to(&page, text)).collect()
}

/// The indexes of a metric's observations, by the place of the organisation that they are about.
fn by_organisation(edition: &Edition<'_>, metric: &Metric) -> BTreeMap<(usize, EntityRef), Vec<usize>> {
    let mut found: BTreeMap<(usize, EntityRef), Vec<usize>> = BTreeMap::new();
    for index in edition.analysis().observations_about(&metric.id) {
        let owner = edition.study().observations.get(*index).map(|observation| &observation.owner);
        if let Some(Owner::Organisation(id)) = owner {
            let entity = EntityRef::new(Kind::Organisation, id.as_str());
            found.entry((edition.place(&entity), entity)).or_default().push(*index);
        }
    }
    found
}

fn table(sheet: &Sheet<'_>, metric: &Metric) -> Option<DataTable> {
    let edition = sheet.edition;
    let organisations = by_organisation(edition, metric);
    if organisations.len() < 2 {
        return None;
    }
    let label = edition.plain(&metric.label).0;
    let column = |text: String| Column { text, numeric: false };
    let left_out = organisations.len().saturating_sub(MOST_ENTRIES);
    let note = observation_table::conversion_note(edition, metric);
    let cut = (left_out > 0).then(|| escaped(&edition.language.count("counts.not-shown", left_out)));
    Some(DataTable {
        caption: edition.language.text("comparison.caption", &[("metric", &label)]),
        columns: vec![
            column(edition.kind_singular(Kind::Organisation)),
            column(edition.text("metric.value")),
            column(edition.text("table.source")),
        ],
        rows: organisations
            .iter()
            .take(MOST_ENTRIES)
            .flat_map(|((_, organisation), indexes)| indexes.iter().map(move |index| (organisation, *index)))
            .filter_map(|(organisation, index)| row(sheet, metric, organisation, index))
            .collect(),
        notes_html: note.into_iter().chain(cut).collect(),
    })
}

fn row(sheet: &Sheet<'_>, metric: &Metric, organisation: &EntityRef, index: usize) -> Option<Vec<Cell>> {
    let edition = sheet.edition;
    let observation = edition.study().observations.get(index)?;
    let known = |html: String| Cell { html, unknown: false };
    let said = value::reading(metric, observation, edition.language);
    let details = observation.date.map(|date| format!(" ({})", value::date_in_words(date, edition.language)));
    let said = escaped(&format!("{said}{}", details.unwrap_or_default()));
    let source = observation.source.as_ref().map(|source| sheet.source_html(source));
    Some(vec![
        known(sheet.linked_html(organisation)),
        Cell { html: said, unknown: value::is_unknown(observation) },
        known(source.unwrap_or_else(|| escaped(&edition.text("metric.source-none")))),
    ])
}

/// The charts that show a metric by organisation.
fn figures(sheet: &Sheet<'_>) -> Vec<Figure> {
    let compares = |data: &ChartData| matches!(data, ChartData::Metric { by, .. } if by.first() == Some(&Grouping::Entity(Kind::Organisation)));
    let charts = sheet.edition.of_kind(Kind::Chart).iter();
    charts
        .filter_map(|entity| sheet.edition.study().charts.get(&*entity.id))
        .filter(|chart| compares(&chart.data))
        .filter_map(|chart| figure::figure(sheet, chart))
        .collect()
}
