//! What a reader can take from a chart: its data as CSV, its drawing as SVG and as PNG, beside the page that it stands on.
//!
//! `charts/ID.csv`, `.svg` and `.png` for a chart with a page of its own, `organisations/ined.CHART.csv` and `.svg` for
//! one that the page of an entity gained; each in every language, beside the page of that language. A picture says all
//! that its page says around it, so that it can travel alone: title, population, note, source, study, licence, address.

use std::sync::Arc;

use crate::chart::input::Chart;
use crate::chart::{self, Drawing, Frame, values};
use crate::citation::{self, Reference};
use crate::language::Language;
use crate::page::FileFacts;
use crate::page::picture::ROOT;
use crate::page::routes::{Folder, PageName};
use crate::site::{Output, Route};
use crate::study::{EntityRef, Kind, Licence};

use super::csv::csv;
use super::{File, Material};

/// A chart in one language, drawn, and the page that it stands on.
#[derive(Clone, Copy, Debug)]
pub struct DrawnChart<'a> {
    /// What it was drawn from.
    pub chart: &'a Chart,
    /// Its wide drawing.
    pub drawing: &'a Drawing,
    /// The language of its words.
    pub language: &'a Language,
    /// On whose page it stands: a chart with a definition on its own.
    pub on: &'a EntityRef,
}

/// Makes a PNG of an SVG file; nothing where that cannot be.
pub type Rasterise<'r> = dyn Fn(&str) -> Option<Arc<[u8]>> + Sync + 'r;

/// The files of a chart.
pub fn chart_files(drawn: &DrawnChart<'_>, material: &Material<'_>, rasterise: &Rasterise<'_>) -> Vec<File> {
    let folder = Folder::of(drawn.language.code(), material.study);
    let page = PageName::Entity(drawn.on.clone()).route(&folder);
    let has_own_page = drawn.on.kind == Kind::Chart;
    let stem = if has_own_page { page.clone() } else { page.with_extension(&format!("{}.html", drawn.chart.id)) };
    let file = |extension: &str, bytes: Vec<u8>, rows: Option<usize>, pixels: Option<(u32, u32)>| {
        // A file without bytes is one that is made when it is asked for.
        let length = (!bytes.is_empty()).then_some(bytes.len() as u64);
        let facts = FileFacts { bytes: length, rows, pixels };
        File { output: Output::new(stem.with_extension(extension), bytes), facts }
    };

    let address = |link: &str| outside(link, &stem, material.options.address.as_deref());
    let values = values::values(drawn.chart, drawn.language, &address);
    let svg = chart::standalone(drawn.drawing, &frame(drawn, material, &page));
    let png = if has_own_page { rasterise(&svg) } else { None };

    let table = file("csv", csv(&values).into_bytes(), Some(values.lines.len()), None);
    let picture = png.map(|png| file("png", png.to_vec(), None, pixels(&png)));
    [Some(table), Some(file("svg", svg.into_bytes(), None, None)), picture].into_iter().flatten().collect()
}

/// The width and height that a PNG begins with, after its signature and the name of its first chunk.
fn pixels(png: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    Some((side(16)?, side(20)?))
}

/// A link of a drawing as it holds outside of it: absolute where the site's address is known, else from the file on.
fn outside(link: &str, file: &Route, site: Option<&str>) -> String {
    let root = site.map_or_else(|| file.to_root(), |site| format!("{}/", site.trim_end_matches('/')));
    link.replace(ROOT, &root)
}

fn frame(drawn: &DrawnChart<'_>, material: &Material<'_>, page: &Route) -> Frame {
    let DrawnChart { chart, drawing, language, .. } = drawn;
    let labelled = |key: &str, name: &str, words: &str| language.text(key, &[(name, words)]);
    let notes: Vec<&str> = chart.note.iter().chain(&drawing.omitted).map(String::as_str).collect();
    let site = material.options.address.as_deref();
    Frame {
        title: chart.title.clone(),
        subtitle: chart.subtitle.clone(),
        population: chart.population.clone(),
        source: chart.source.as_ref().map(|source| labelled("chart.source", "source", source)),
        note: (!notes.is_empty()).then(|| labelled("chart.note", "note", &notes.join(" "))),
        study: Some(citation::text(&Reference::of_study(material.study, language, None), language)),
        licence: Some(licence(&material.study.imprint.licence, language)),
        address: site.map(|site| page.absolute(site) + &anchor(drawn)),
    }
}

/// The place in a page that is not the chart's own.
fn anchor(drawn: &DrawnChart<'_>) -> String {
    if drawn.on.kind == Kind::Chart { String::new() } else { format!("#figure-{}", drawn.chart.id) }
}

/// What may be done with words and numbers; that nothing is said of it, where nothing is.
fn licence(licence: &Licence, language: &Language) -> String {
    let stated = [("licence.text", &licence.text), ("licence.data", &licence.data)];
    let stated =
        stated.into_iter().filter_map(|(key, name)| Some(language.text(key, &[("licence", name.as_deref()?)])));
    let stated: Vec<String> = stated.collect();
    if stated.is_empty() { language.text("licence.none", &[]) } else { stated.join(" · ") }
}
