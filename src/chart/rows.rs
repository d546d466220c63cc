//! Rows: names on the left, marks on the right, or names above their marks where there is no room beside them.
//!
//! Most kinds are rows. This lays out the names (measured, wrapped, shortened as the last resort) and says where each
//! row's marks go; it knows nothing of values.

use super::input::{Row, Size};
use super::measure::{self, LINE, Weight};
use super::palette::Role;
use super::scene::{Anchor, At, Shape};

/// Where the rows of a drawing go.
pub struct Rows {
    /// Where the marks begin, from the left edge of the drawing; 0 where the names stand above them.
    pub left: f64,
    /// The rows from top to bottom.
    pub bands: Vec<Band>,
    /// The height of all.
    pub height: f64,
}

/// Where one row goes, from the upper edge of the first.
pub struct Band {
    /// Its upper edge.
    pub top: f64,
    /// Its lower edge.
    pub bottom: f64,
    /// The middle of its marks.
    pub middle: f64,
    /// The upper and the lower edge of its marks.
    pub marks: (f64, f64),
    /// The lines of its name.
    name: Vec<String>,
    name_top: f64,
    lang: Option<String>,
}

const GAP: f64 = 10.0;

/// Lays rows out whose marks are so many units high, with so much space from row to row.
pub fn lay_out(rows: &[&Row], size: Size, marks: f64, space: f64) -> Rows {
    lay_out_around(None, rows, size, marks, space)
}

/// As [`lay_out`], with room for the heavier name of the row that stands out.
pub fn lay_out_around(focus: Option<&str>, rows: &[&Row], size: Size, marks: f64, space: f64) -> Rows {
    let strong = rows.iter().map(|row| row.label.as_str()).filter(|label| focus == Some(*label));
    let widest = measure::widest(rows.iter().map(|row| row.label.as_str()), Weight::Regular)
        .max(measure::widest(strong, Weight::Strong));
    let (most, lines) = match size {
        Size::Wide => (250.0, 3),
        Size::Narrow => (128.0, 2),
    };
    if widest <= most {
        return beside(focus, rows, widest, 1, marks, space);
    }
    let fits = |row: &&Row| {
        let wrapped = measure::wrap(&row.label, Weight::Regular, most, lines);
        !wrapped.iter().any(|line| line.ends_with('…'))
    };
    if size == Size::Wide || rows.iter().all(fits) {
        beside(focus, rows, most, lines, marks, space)
    } else {
        above(focus, rows, size, marks, space)
    }
}

fn beside(focus: Option<&str>, rows: &[&Row], room: f64, lines: usize, marks: f64, space: f64) -> Rows {
    let names: Vec<Vec<String>> =
        rows.iter().map(|row| measure::wrap(&row.label, Weight::Regular, room, lines)).collect();
    let strong = rows.iter().zip(&names).filter(|(row, _)| focus == Some(row.label.as_str()));
    let strong = strong.flat_map(|(_, name)| name).map(String::as_str);
    let widest = measure::widest(names.iter().flatten().map(String::as_str), Weight::Regular)
        .max(measure::widest(strong, Weight::Strong));
    let mut top = 0.0;
    let mut bands = Vec::new();
    for (row, name) in rows.iter().zip(names) {
        let text = name.len() as f64 * LINE;
        let height = (marks + space).max(text + 4.0);
        let middle = top + height / 2.0;
        bands.push(Band {
            top,
            bottom: top + height,
            middle,
            marks: (middle - marks / 2.0, middle + marks / 2.0),
            name,
            name_top: middle - text / 2.0,
            lang: row.lang.clone(),
        });
        top += height;
    }
    let left = if widest > 0.0 { widest + GAP } else { 0.0 };
    Rows { left, bands, height: top }
}

fn above(focus: Option<&str>, rows: &[&Row], size: Size, marks: f64, space: f64) -> Rows {
    let mut top = 0.0;
    let mut bands = Vec::new();
    for row in rows {
        let weight = if focus == Some(row.label.as_str()) { Weight::Strong } else { Weight::Regular };
        let name = measure::wrap(&row.label, weight, size.width() - 2.0, 3);
        let text = name.len() as f64 * LINE;
        let marks_top = top + 4.0 + text + 2.0;
        let bottom = marks_top + marks + space.min(10.0);
        bands.push(Band {
            top,
            bottom,
            middle: marks_top + marks / 2.0,
            marks: (marks_top, marks_top + marks),
            name,
            name_top: top + 4.0,
            lang: row.lang.clone(),
        });
        top = bottom;
    }
    Rows { left: 0.0, bands, height: top }
}

impl Rows {
    /// Whether the names stand above their marks.
    pub fn are_above(&self) -> bool {
        self.left == 0.0
    }

    /// The name of the row that stands out, for which rows are laid out: heavier.
    pub fn strong_name(&self, band: &Band, at: f64, before: f64) -> Vec<Shape> {
        self.name(band, at, before).into_iter().map(Shape::strong).collect()
    }

    /// The name of a row, in a panel that begins where the marks do and whose height is in units of the view box;
    /// `at` is the value at its left edge, `before` how far the names end from there beyond the usual gap.
    pub fn name(&self, band: &Band, at: f64, before: f64) -> Vec<Shape> {
        let (anchor, dx) = if self.are_above() { (Anchor::Start, -before) } else { (Anchor::End, 2.0 - GAP - before) };
        let line = |(i, line): (usize, &String)| {
            let baseline = band.name_top + i as f64 * LINE + LINE / 2.0 + measure::MIDDLE;
            Shape::text(At::new(at, baseline).by(dx, 0.0), line, anchor, Role::Text).in_language(band.lang.as_deref())
        };
        band.name.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(line).collect()
    }
}
