//! Axes: scales whose labels fit, and the labels under a panel.

use super::measure::{self, Weight};
use super::number::Numbers;
use super::palette::Role;
use super::rows::Rows;
use super::scale::{Scale, Zero};
use super::scene::{Anchor, At, Mark, Panel, Shape};

/// The room that the labels below a panel take.
pub const BELOW: f64 = 27.0;

/// The least space between two labels of an axis.
const APART: f64 = 14.0;

/// A round scale with as many ticks as have room for their labels on so many units.
pub fn that_fits(values: &[f64], zero: Zero, room: f64, numbers: &Numbers<'_>) -> Scale {
    let fits = |scale: &Scale| {
        let step = step_of(scale);
        let widest = scale.ticks.iter().map(|tick| measure::width(&numbers.tick(*tick, step), Weight::Regular));
        let widest = widest.fold(0.0, f64::max);
        (widest + APART) * scale.ticks.len() as f64 <= room + widest + APART
    };
    let scales = (1..=6).rev().map(|wanted| Scale::round(values.iter().copied(), zero, wanted));
    let fewest = Scale::round(values.iter().copied(), zero, 1);
    scales.into_iter().find(fits).unwrap_or(fewest).ending_at(values)
}

/// From one tick to the next.
pub fn step_of(scale: &Scale) -> f64 {
    match scale.ticks.as_slice() {
        [first, second, ..] => second - first,
        _ => 1.0,
    }
}

/// The labels of a panel's ticks below it, kept inside the width of the drawing and apart from each other.
pub fn below(panel: &Panel, width: f64, label: impl Fn(f64) -> String) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut free_from = -panel.left;
    for tick in &panel.x.ticks {
        let text = label(*tick);
        let (length, middle) = (measure::width(&text, Weight::Regular), panel.across_to(*tick));
        let (least, most) = (free_from, width - panel.left - length);
        let left = (middle - length / 2.0).min(most);
        // A label is moved by up to half its length to stay inside, and left out where that is not enough.
        if left.max(least) > most + 0.01 || left.max(least) - (middle - length / 2.0) > length / 2.0 + 0.01 {
            continue;
        }
        let left = left.max(least);
        let at = At::new(*tick, panel.y.to).by(left + length / 2.0 - middle, 20.0);
        marks.push(Mark::plain([Shape::text(at, text, Anchor::Middle, Role::Muted)]));
        free_from = left + length + APART / 2.0;
    }
    marks
}

/// The line that values start from: one for all rows, or one a row where names stand between them.
pub fn upright(panel: &Panel, rows: &Rows, value: f64) -> Vec<Mark> {
    let line = |from: f64, to: f64| {
        Mark::plain([Shape::line([At::new(value, from), At::new(value, to)], Role::Axis.line(1.0))])
    };
    if !rows.are_above() {
        return vec![line(0.0, panel.height)];
    }
    rows.bands.iter().map(|band| line(band.marks.0 - 1.0, band.marks.1 + 1.0)).collect()
}
