//! The charts: a list of them, and a page for each with its data, its uses and the quotes behind it.

use crate::citation::{self, Form, Reference};
use crate::prose::html::escaped;
use crate::study::{ChartDefinition, EntityRef, Kind};

use super::edition::Edition;
use super::entity_index::pagination;
use super::frame::{self, Outline};
use super::quote_group::{self, Grouping};
use super::routes::PageName;
use super::sheet::Sheet;
use super::view::{ChartIndex, ChartPage, Content};
use super::{Page, figure, small, words};

/// So many drawings weigh what a page may.
pub(super) const MOST_FIGURES: usize = 20;
/// So many of the quotes behind a chart are shown under it.
const MOST_QUOTES: usize = 20;

/// The list and a page for each chart that is drawn.
pub(super) fn pages(edition: &Edition<'_>) -> Vec<Page> {
    let charts = edition.of_kind(Kind::Chart);
    let parts = charts.chunks(MOST_FIGURES).zip(1..);
    let wanted = parts.filter(|(_, page)| edition.wants(|| PageName::Index(Kind::Chart, *page)));
    let index = wanted.map(|(charts, page)| index(edition, page, charts));
    let wanted = charts.iter().filter(|chart| edition.wants_entity(Kind::Chart, &chart.id));
    let single = wanted.filter_map(|chart| edition.study().charts.get(&*chart.id));
    index.chain(single.filter_map(|chart| page(edition, chart))).collect()
}

fn index(edition: &Edition<'_>, number: usize, charts: &[EntityRef]) -> Page {
    let sheet = Sheet::of(edition, PageName::Index(Kind::Chart, number));
    let all = edition.of_kind(Kind::Chart).len();
    let drawn = charts.iter().filter_map(|chart| edition.study().charts.get(&*chart.id));
    let content = ChartIndex {
        title: words::own(&edition.kind_title(Kind::Chart)),
        intro_html: Some(format!("<p>{}</p>", escaped(&edition.kind_introduction(Kind::Chart)))),
        total: edition.kind_count(Kind::Chart, all),
        figures: drawn.filter_map(|chart| figure::figure(&sheet, chart)).collect(),
        pagination: pagination(&sheet, number, all.div_ceil(MOST_FIGURES), |page| PageName::Index(Kind::Chart, page)),
    };
    let mut outline = Outline::titled(edition.kind_title(Kind::Chart));
    outline.section = Some(Kind::Chart);
    outline.description = Some(edition.kind_introduction(Kind::Chart));
    frame::page(sheet, outline, Content::ChartIndex(content), &edition.study().imprint.place)
}

fn page(edition: &Edition<'_>, chart: &ChartDefinition) -> Option<Page> {
    let entity = EntityRef::new(Kind::Chart, chart.id.as_str());
    let sheet = Sheet::of(edition, PageName::Entity(entity.clone()));
    let figure = figure::figure(&sheet, chart)?;
    let picture = edition.book.pictures.get(&(chart.id.clone(), edition.language.code().clone()))?;
    let analysis = edition.analysis();
    let findings = analysis.findings(&entity).iter().map(|id| EntityRef::new(Kind::Finding, id.as_str()));
    let mut outline = Outline::of_entity(&sheet, &entity, Form::Figure).described(Some(figure.description.clone()));
    outline.json_ld = outline.reference.as_ref().map(|reference| json_ld(&sheet, reference, &figure.description));
    let content = ChartPage {
        used_in: small::by_kind(&sheet, analysis.named_in(&entity).iter().cloned().chain(findings)),
        quotes: quote_group::groups(&sheet, picture.quotes.iter().take(MOST_QUOTES), Grouping::Organisation),
        figure,
    };
    Some(frame::page(sheet, outline, Content::ChartPage(content), &chart.place))
}

/// The data behind the chart, with its file where it is published at a known address.
fn json_ld(sheet: &Sheet<'_>, reference: &Reference, description: &str) -> String {
    let licence = sheet.edition.study().imprint.licence.data.as_deref();
    let address = sheet.edition.book.options.address.as_deref();
    let file = sheet.beside("csv").zip(address).map(|(route, site)| (route.absolute(site), "text/csv".to_owned()));
    let about = citation::About {
        description: Some(description.to_owned()),
        licence: licence.map(str::to_owned),
        files: file.into_iter().collect(),
        ..citation::About::default()
    };
    citation::script(&citation::dataset(reference, &about))
}
