//! Keys to a drawing: what its shapes and colours stand for, in rows that fit the width.

use super::input::{Certainty, Chart};
use super::mark;
use super::measure::{self, LINE, Weight};
use super::palette::Role;
use super::scene::{Anchor, At, Mark, Panel, Shape};
use super::words::Words;

/// What stands before the words of a key.
#[derive(Clone, Copy, Debug)]
pub enum Sample {
    /// A small bar of a series.
    Bar(usize, Certainty),
    /// A dot.
    Dot(Certainty),
    /// A dash: the source says no.
    Dash,
    /// A range between two dots.
    Range,
    /// A diamond: about there.
    About,
    /// The upright line of a median.
    Median,
    /// A stretch of a line with its marker.
    Line(usize),
    /// A marker alone.
    Marker(usize),
    /// A bar and the marker that stands before each bar of its series.
    MarkedBar(usize),
    /// A line that sums points up.
    Trend,
    /// A stretch between two ends.
    Span(Certainty),
    /// A line that goes on.
    Arrow,
    /// A part of a stacked bar.
    Part(usize),
    /// A part in a role of its own.
    Fill(Role),
    /// An empty cell.
    Nothing,
    /// A square of a waffle; filled or not.
    Square(bool),
}

/// A sample and its words.
#[derive(Clone, Debug)]
pub struct Key {
    /// The sample.
    pub sample: Sample,
    /// The words.
    pub words: String,
}

const SAMPLE: f64 = 26.0;
const BETWEEN: f64 = 18.0;
const ROW: f64 = 22.0;

/// Keys for the certainties that a chart uses, where it uses any other than explicit.
pub fn certainties(chart: &Chart, words: &dyn Words, sample: fn(Certainty) -> Sample) -> Vec<Key> {
    let used = |certainty: &Certainty| {
        let cells = chart.rows.iter().flat_map(|row| &row.cells);
        cells
            .filter(|cell| !matches!(cell.value, super::input::Value::Missing(_)))
            .any(|cell| cell.certainty == *certainty)
    };
    let keys: Vec<Certainty> = Certainty::ALL.into_iter().filter(used).collect();
    if keys.iter().all(|certainty| *certainty == Certainty::Explicit) {
        return Vec::new();
    }
    let key = |certainty: Certainty| Key {
        sample: sample(certainty),
        words: words.text(&format!("chart.certainty.{}", certainty.key()), &[]),
    };
    keys.into_iter().map(key).collect()
}

/// The same without a key for what the sources state, where the plain mark is explained already.
pub fn doubts(chart: &Chart, words: &dyn Words, sample: fn(Certainty) -> Sample) -> Vec<Key> {
    let mut keys = certainties(chart, words, sample);
    let is_plain =
        |key: &Key| matches!(key.sample, Sample::Bar(_, Certainty::Explicit) | Sample::Dot(Certainty::Explicit));
    keys.retain(|key| !is_plain(key));
    keys
}

/// Lays keys out in rows; the panel begins at `top` and is as high as it needs, or `None` where there are no keys.
pub fn lay_out(keys: &[Key], top: f64, width: f64) -> Option<Panel> {
    if keys.is_empty() {
        return None;
    }
    let (mut x, mut y) = (0.0, 0.0);
    let mut marks = Vec::new();
    for key in keys {
        let lines = measure::wrap(&key.words, Weight::Regular, width - SAMPLE, 3);
        let widest = measure::widest(lines.iter().map(String::as_str), Weight::Regular);
        if x > 0.0 && x + SAMPLE + widest > width {
            (x, y) = (0.0, y + ROW);
        }
        marks.push(Mark::plain(sample(key.sample, At::new(x, y + ROW / 2.0))));
        for (i, line) in lines.iter().enumerate() {
            let at = At::new(x + SAMPLE, y + ROW / 2.0 + measure::MIDDLE + i as f64 * LINE);
            marks.push(Mark::plain([Shape::text(at, line, Anchor::Start, Role::Muted)]));
        }
        x += SAMPLE + widest + BETWEEN;
        if lines.len() > 1 {
            (x, y) = (0.0, y + ROW + (lines.len() - 1) as f64 * LINE);
        }
    }
    let height = if x > 0.0 { y + ROW } else { y };
    let mut panel = Panel::of_places(0.0, top, width, height);
    panel.marks = marks;
    Some(panel)
}

/// A sample whose middle is 10 units right of `at`.
fn sample(sample: Sample, at: At) -> Vec<Shape> {
    let middle = at.by(10.0, 0.0);
    let (left, right) = (at.by(0.0, 0.0), at.by(20.0, 0.0));
    match sample {
        Sample::Bar(series, certainty) => {
            let ground = Panel::of_places(0.0, 0.0, 20.0, 12.0);
            let shapes = mark::bar(&ground, (0.0, 20.0), (0.0, 12.0), Role::series(series), certainty);
            shapes.into_iter().map(|shape| moved(shape, at.by(0.0, -6.0))).collect()
        }
        Sample::Dot(certainty) => mark::dot(middle, 6.0, Role::Series(0), certainty),
        Sample::Dash => vec![Shape::line([middle.by(-5.0, 0.0), middle.by(5.0, 0.0)], Role::Text.line(2.0))],
        Sample::Part(series) => {
            let role = super::kind::stacked_bar::role(series);
            vec![Shape::rect(left.by(0.0, -6.0), right.by(0.0, 6.0), role.fill())]
        }
        Sample::Fill(role) => vec![Shape::rect(left.by(0.0, -6.0), right.by(0.0, 6.0), role.fill())],
        Sample::Nothing => {
            vec![Shape::rect(middle.by(-8.0, -8.0), middle.by(8.0, 8.0), Role::Grid.hollow(1.0))]
        }
        Sample::Range => {
            let mut shapes =
                vec![mark::line(left.by(5.0, 0.0), right.by(-5.0, 0.0), 4.0, Role::Series(0), Certainty::Explicit)];
            shapes.extend(mark::dot(left.by(5.0, 0.0), 5.0, Role::Series(0), Certainty::Explicit));
            shapes.extend(mark::dot(right.by(-5.0, 0.0), 5.0, Role::Series(0), Certainty::Explicit));
            shapes
        }
        Sample::About => vec![mark::diamond(middle, 7.0, Role::Series(0), Certainty::Explicit)],
        Sample::Median => vec![Shape::line([middle.by(0.0, -8.0), middle.by(0.0, 8.0)], Role::Text.line(2.0))],
        Sample::Line(series) => {
            let role = Role::series(series);
            vec![line_of(series, vec![left, right]), mark::marker(middle, series, role)]
        }
        Sample::Marker(series) => mark::marker_as(middle, series, 1.3, Role::series(series), Certainty::Explicit),
        Sample::MarkedBar(series) => {
            let role = Role::series(series);
            vec![
                mark::marker(at.by(4.0, 0.0), series, role),
                Shape::rect(at.by(11.0, -6.0), at.by(22.0, 6.0), role.fill()),
            ]
        }
        Sample::Trend => vec![Shape::line([left, right], Role::Muted.dashed(1.8))],
        Sample::Span(certainty) => vec![mark::line(left, right, 4.0, Role::Series(0), certainty)],
        Sample::Arrow => vec![
            Shape::line([left, right.by(-4.0, 0.0)], Role::Series(0).line(2.0)),
            mark::arrow_head(right, true, Role::Series(0)),
        ],
        Sample::Square(filled) => {
            let role = if filled { Role::Series(0).fill() } else { Role::Rest.hollow(1.2) };
            vec![Shape::rect(middle.by(-6.0, -6.0), middle.by(6.0, 6.0), role)]
        }
    }
}

/// A line of a series: every other one is dashed, so that colours alone tell nothing.
pub fn line_of(series: usize, points: Vec<At>) -> Shape {
    let role = Role::series(series);
    Shape::line(points, if series.is_multiple_of(2) { role.line(2.2) } else { role.dashed(2.2) })
}

/// A shape that was laid out from the corner, moved to a place.
fn moved(mut shape: Shape, to: At) -> Shape {
    use super::scene::Form;
    let move_one = |at: &mut At| *at = At { x: to.x, y: to.y, dx: to.dx + at.x + at.dx, dy: to.dy + at.y + at.dy };
    match &mut shape.form {
        Form::Rect(from, end) => [from, end].into_iter().for_each(move_one),
        Form::Circle(at, _) => move_one(at),
        Form::Line(points) | Form::Polygon(points) => points.iter_mut().for_each(move_one),
        Form::Text(text) => move_one(&mut text.at),
    }
    shape
}
