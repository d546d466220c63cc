//! Rows of marks over one horizontal scale, with its axis below: what dots, ranges and strips share.

use super::axis;
use super::input::{Cell, Row};
use super::kind::Setting;
use super::measure::{self, Weight};
use super::palette::Role;
use super::rows::{self, Band, Rows};
use super::scale::Zero;
use super::scene::{At, Mark, Panel, Shape};
use super::stack::Stack;

/// How much room rows take.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The height of a row's marks.
    pub marks: f64,
    /// The height between the marks of one row and the next.
    pub space: f64,
    /// The room right of the scale, for labels.
    pub after: f64,
}

/// Rows and the panel over which they lie.
pub struct Across {
    /// The rows.
    pub rows: Rows,
    /// The panel, with lines at the ticks; marks are pushed into it.
    pub panel: Panel,
    /// How far the panel begins right of the names, so that a mark at its edge is not cut off by the picture's.
    pub inset: f64,
}

/// How far a mark reaches from its place.
const REACH: f64 = 8.0;

/// Lays out rows over a round scale that holds the values.
pub fn lay_out(
    setting: &Setting<'_>,
    stack: &mut Stack,
    rows: &[&Row],
    values: &[f64],
    zero: Zero,
    room: Room,
) -> Across {
    let rows = rows::lay_out_around(setting.chart.options.focus(), rows, setting.size, room.marks, room.space);
    stack.words(&setting.axis_name(), rows.left);
    let inset = (REACH - rows.left).max(0.0);
    let width = (setting.width() - rows.left - inset - room.after).max(60.0);
    let scale = axis::that_fits(values, zero, width, &setting.numbers);
    let panel = Panel::across(rows.left + inset, stack.height(), width, rows.height, scale);
    Across { rows, panel, inset }
}

impl Across {
    /// A row as one mark: the ground that a pointer hits where it leads somewhere, its name, and its shapes.
    pub fn push(&mut self, setting: &Setting<'_>, row: &Row, band: &Band, words: String, shapes: Vec<Shape>) {
        let mut all = ground(setting, row, band, &self.panel);
        all.extend(self.rows.name(band, self.panel.x.from, self.inset));
        all.extend(shapes);
        self.panel.marks.push(Mark::saying(words, all).leading(row.href.as_deref()));
    }

    /// As [`Across::push`], for the row that stands out: its name is heavier.
    pub fn push_strong(&mut self, setting: &Setting<'_>, row: &Row, band: &Band, words: String, shapes: Vec<Shape>) {
        let mut all = ground(setting, row, band, &self.panel);
        all.extend(self.rows.strong_name(band, self.panel.x.from, self.inset));
        all.extend(shapes);
        self.panel.marks.push(Mark::saying(words, all).leading(row.href.as_deref()));
    }

    /// Adds the labels of the axis and puts the panel on the stack.
    pub fn finish(mut self, setting: &Setting<'_>, stack: &mut Stack) {
        let step = axis::step_of(&self.panel.x);
        let labels = axis::below(&self.panel, setting.width(), |tick| setting.numbers.tick(tick, step));
        self.panel.marks.extend(labels);
        stack.panel(self.panel, axis::BELOW);
    }
}

/// The room that the labels of rows with an amount take right of their marks.
pub fn room_for_labels(rows: &[&Row], labels: &[String]) -> f64 {
    let has_amount = |row: &Row| row.cell(0).and_then(Cell::amount).is_some();
    let labels = rows.iter().zip(labels).filter(|(row, _)| has_amount(row)).map(|(_, label)| label.as_str());
    measure::widest(labels, Weight::Regular)
}

/// The whole of a row, for pointers, where it leads somewhere.
pub fn ground(setting: &Setting<'_>, row: &Row, band: &Band, panel: &Panel) -> Vec<Shape> {
    if row.href.is_none() {
        return Vec::new();
    }
    let from = At::new(panel.x.from, band.top).by(-panel.left, 0.0);
    let to = At::new(panel.x.to, band.bottom).by(setting.width() - panel.left - panel.width, 0.0);
    vec![Shape::rect(from, to, Role::Ground.fill())]
}
