//! A definition to data to scales to marks to SVG, description and table.
//!
//! [`draw`] is the whole of the drawing side: a [`Chart`](input::Chart) whose words are ready, a size, a language; out
//! come an `<svg>` for the page, a description and a table. A kind (`kind/`) is a short file: it lays out a
//! [`Scene`](scene::Scene) from scales, rows, marks, axes and keys, and says what it shows. [`canvas`] draws the scene
//! with plotters. Nothing here reads a file, a clock or a font.
//!
//! Titles, sources and notes are not drawn: in a page they are HTML, which wraps; [`standalone`] adds them for files.
//! [`values`](values::values) has the data for programs, [`raster`] makes a PNG of a file.

pub mod across;
mod amounts;
pub mod audit;
pub mod automatic;
pub mod axis;
pub mod calendar;
mod canvas;
pub mod contrast;
pub mod data;
pub mod describe;
pub mod input;
pub mod kind;
mod language;
pub mod legend;
pub mod mark;
pub mod markup;
pub mod measure;
pub mod number;
pub mod palette;
pub mod raster;
pub mod rows;
pub mod scale;
pub mod scene;
pub mod shares;
pub mod small_base;
pub mod stack;
mod statistics;
mod svg;
pub mod table;
pub mod values;
pub mod words;

#[cfg(test)]
mod any_chart;
#[cfg(test)]
mod tests;

use crate::fingerprint::{self, Fingerprint};
use audit::Fault;
use input::{Chart, Size};
use kind::{Layout, Setting};
use scene::Scene;
use svg::Naming;
use words::{Words, count_of};

pub use kind::RULES;
pub use svg::Frame;
pub use table::Table;

/// More links than this in one drawing make it slower to pass than its table.
const MOST_LINKS: usize = 20;

/// A chart, drawn.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The `<svg>` for a page, of the class `chart wide` or `chart narrow`.
    pub svg: String,
    /// The width of its view box.
    pub width: f64,
    /// The height of its view box.
    pub height: f64,
    /// What it shows, in sentences.
    pub description: String,
    /// Its data.
    pub table: Table,
    /// What the drawing leaves to the table, where there is too much for it.
    pub omitted: Option<String>,
    /// What is wrong with it; nothing in whatever was tried.
    pub faults: Vec<Fault>,
    name: String,
    id: String,
    language: String,
    scene: Scene,
}

impl Drawing {
    /// The key of the layout: two drawings that look and say the same have one.
    pub fn fingerprint(&self) -> Fingerprint {
        fingerprint::of_view(&(&self.scene, &self.id, &self.name, &self.description))
    }
}

/// Draws a chart.
pub fn draw(chart: &Chart, size: Size, words: &dyn Words) -> Drawing {
    let kind = chart.options.kind();
    let setting = Setting::of(chart, size, words);
    let Layout { scene, omitted } = (kind.lay_out)(&setting);
    let scene = if scene.links() > MOST_LINKS { scene.unlinked() } else { scene };
    let name = name(chart, words);
    let description = describe(chart, words);
    let heard_after = after_name(&description, &name);
    let naming = Naming { id: &chart.id, language: &chart.language, title: &name, description: heard_after };
    Drawing {
        svg: svg::inline(&scene, size, &naming),
        width: scene.width,
        height: scene.height,
        description: description.clone(),
        table: table(chart, words),
        omitted,
        faults: audit::faults(chart, &scene, size),
        name,
        id: chart.id.clone(),
        language: chart.language.clone(),
        scene,
    }
}

/// What the chart shows, in sentences in its language; the same at every size.
pub fn describe(chart: &Chart, words: &dyn Words) -> String {
    (chart.options.kind().describe)(&Setting::of(chart, Size::Wide, words))
}

/// The data of a chart, in the order of the drawing; the same at every size.
pub fn table(chart: &Chart, words: &dyn Words) -> Table {
    table::of(chart, &kind::in_order(chart), &kind::columns_in_order(chart), words)
}

/// A whole SVG file with title, population, note, source, licence and address inside the picture.
pub fn standalone(drawing: &Drawing, frame: &Frame) -> String {
    let naming = Naming {
        id: &drawing.id,
        language: &drawing.language,
        title: &drawing.name,
        description: after_name(&drawing.description, &drawing.name),
    };
    svg::file(&drawing.scene, &naming, frame)
}

/// A description that begins with the name, without it: both are heard one after the other.
fn after_name<'d>(description: &'d str, name: &str) -> &'d str {
    let rest = description.strip_prefix(name).and_then(|rest| rest.strip_prefix(". "));
    rest.unwrap_or(description)
}

/// Kind and size only, so that nothing is heard twice: "Diagramme en barres, 15 organismes".
fn name(chart: &Chart, words: &dyn Words) -> String {
    let kind = words.text(&format!("chart.kind.{}", kind::called(chart)), &[]);
    let things = count_of(words, chart.rows.len(), &chart.things);
    words.text("chart.name", &[("kind", &kind), ("things", &things)])
}
