//! A chart that is drawn, as pages take it: the drawing and what stands around it, in one language.
//!
//! One drawing serves every page of its language. So each address inside it begins with [`ROOT`], which a page replaces
//! by its own way to the root of the site.

use crate::study::{EntityRef, Id, Quote};

use super::routes::{Folder, entity_address, line_anchor};

/// Stands at the beginning of each address inside a picture, before the way from the root of the site.
///
/// A letter of the private use area, which no address and no text of ours holds.
pub const ROOT: char = '\u{e002}';

/// The address of an entity inside a picture.
pub fn address(entity: &EntityRef, folder: &Folder) -> String {
    format!("{ROOT}{}", entity_address(entity, folder))
}

/// The address, inside a picture, of what an organisation's page says of a tool or a practice.
pub fn line(organisation: &EntityRef, other: &EntityRef, folder: &Folder) -> String {
    format!("{}#{}", address(organisation, folder), line_anchor(other))
}

/// A chart, drawn. All texts are in the language of the page, typeset and plain, but those that end in `html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartPicture {
    /// The drawing, `<svg class="chart wide">`.
    pub svg: String,
    /// The drawing for narrow screens, its ids other than those of the first.
    pub svg_narrow: Option<String>,
    /// What the drawing shows, in sentences.
    pub description: String,
    /// Its data, a whole `<table>` with a caption.
    pub table_html: String,
    /// The population and its size: `n = 47 citations`.
    pub population: Option<String>,
    /// Where the data come from, for a chart whose definition does not say.
    pub source: Option<String>,
    /// What is left out, and conversions; the definition's own note is not among them.
    pub notes: Vec<String>,
    /// The quotes behind its marks, each once.
    pub quotes: Vec<Id<Quote>>,
}

/// A chart of an entity's page that has no definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AutomaticChart {
    /// What names it on the page and among its files: `validation-delay`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Measure and unit.
    pub subtitle: Option<String>,
    /// The drawing.
    pub picture: ChartPicture,
}
