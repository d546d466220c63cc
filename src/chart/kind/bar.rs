//! Bars: counts per category, from 0, with the number at each bar's end.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::join;
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Sample};
use crate::chart::measure::{self, Weight};
use crate::chart::palette::Role;
use crate::chart::rows::{self, Band, Rows};
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{across, axis, mark};
use crate::study::Amount;

/// Bars, for counts per category.
pub static KIND: Kind = Kind {
    name: "bar",
    summary: "Counts per category, as bars from 0.",
    options: &[
        OptionKey {
            name: "focus",
            form: OptionForm::Text,
            meaning: "the name of the row to stand out; the rest is grey",
        },
        OptionKey {
            name: "most",
            form: OptionForm::Number,
            meaning: "how many bars are drawn; the rest is in the table",
        },
    ],
    defaults: || super::Options::Bar(Options::default()),
    most_series: 1,
    most_groups: 0,
    sorting: Sorting::Value,
    lay_out,
    describe,
};

/// What may be asked of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The name of the row that stands out; the others are grey.
    pub focus: Option<String>,
    /// The most bars that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { focus: None, most: 20 }
    }
}

const BAR: f64 = 18.0;
const SPACE: f64 = 9.0;
const GAP: f64 = 6.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = options(setting);
    let (shown, omitted) = setting.first(options.most.min(60));
    let rows = rows::lay_out_around(options.focus.as_deref(), &shown, setting.size, BAR, SPACE);
    let labels: Vec<String> = shown.iter().map(|row| label(setting, row)).collect();

    let mut stack = Stack::new(setting.width());
    stack.keys(&legend::certainties(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
    let (before, after) = room_for_labels(&shown, &labels);
    stack.words(setting.measure_name(), rows.left);
    let width = (setting.width() - rows.left - before - after).max(12.0);
    let scale = Scale::tight(shown.iter().flat_map(|row| ends(row)), Zero::Included);
    let mut panel = Panel::across(rows.left + before, stack.height(), width, rows.height, scale);
    panel.grid = Grid::None;
    for ((row, band), label) in shown.iter().zip(&rows.bands).zip(&labels) {
        let mark = bar(setting, row, band, &rows, &panel, (label, before));
        panel.marks.push(mark.leading(row.href.as_deref()));
    }
    panel.marks.extend(axis::upright(&panel, &rows, 0.0));
    stack.panel(panel, 0.0);
    if let Some(words) = &omitted {
        stack.room(6.0);
        stack.words(words, rows.left);
    }
    Layout { scene: stack.finish(), omitted }
}

fn options(setting: &Setting<'_>) -> Options {
    match &setting.chart.options {
        super::Options::Bar(options) => options.clone(),
        _ => Options::default(),
    }
}

/// What stands at the end of a bar, short enough to leave room for the bar.
fn label(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let cell = row.cell(0).unwrap_or(&missing);
    let label = setting.numbers.label(cell);
    setting.label_in(setting.width() * 0.24, label, cell)
}

/// The room for labels left of bars below 0, and right of the others.
fn room_for_labels(rows: &[&Row], labels: &[String]) -> (f64, f64) {
    let is_negative = |row: &Row| ends(row).iter().any(|end| *end < 0.0);
    let any_negative = rows.iter().any(|row| is_negative(row));
    let (mut before, mut after) = (0.0, 0.0);
    for (row, label) in rows.iter().zip(labels) {
        let room = measure::width(label, Weight::Regular) + GAP;
        let amount = row.cell(0).and_then(Cell::amount);
        match amount {
            Some(_) if is_negative(row) => before = f64::max(before, room),
            Some(_) => after = f64::max(after, room + if is_open(amount) { 10.0 } else { 0.0 }),
            // What stands for nothing is shortened to the room that there is.
            None if any_negative => after = f64::max(after, room.min(90.0)),
            None => {}
        }
    }
    (before, after)
}

fn is_open(amount: Option<Amount>) -> bool {
    matches!(amount, Some(Amount::AtLeast(_)))
}

/// The values that a row's bar reaches.
fn ends(row: &Row) -> Vec<f64> {
    let (low, high) = row.cell(0).and_then(Cell::amount).map(Amount::bounds).unwrap_or_default();
    [low, high].into_iter().flatten().collect()
}

fn bar(setting: &Setting<'_>, row: &Row, band: &Band, rows: &Rows, panel: &Panel, label: (&str, f64)) -> Mark {
    let (label, before) = label;
    let focus = options(setting).focus;
    let role = role(focus.as_deref(), row);
    let mut shapes = across::ground(setting, row, band, panel);
    shapes.extend(match focus == Some(row.label.clone()) {
        true => rows.strong_name(band, panel.x.from, before),
        false => rows.name(band, panel.x.from, before),
    });
    let cell = row.cell(0);
    shapes.extend(cell.map(|cell| amount_shapes(cell, panel, band, role)).unwrap_or_default());
    shapes.push(end_label(setting, row, band, panel, label));
    Mark::saying(setting.mark_words(row, 0), shapes)
}

/// What a row is drawn in: where one stands out, all others are grey.
pub(super) fn role(focus: Option<&str>, row: &Row) -> Role {
    if focus.is_none_or(|focus| focus == row.label) { Role::Series(0) } else { Role::Rest }
}

/// The bar of an amount: filled up to what is certain, hollow up to what is possible, with an arrow where it is open.
fn amount_shapes(cell: &Cell, panel: &Panel, band: &Band, role: Role) -> Vec<Shape> {
    use crate::chart::input::Certainty::Inferred;
    let Some(amount) = cell.amount() else { return Vec::new() };
    let bar = |from: f64, to: f64, certainty| mark::bar(panel, (from, to), band.marks, role, certainty);
    match amount {
        Amount::Exact(value) | Amount::About(value) => bar(0.0, value, cell.certainty),
        Amount::Between(low, high) => {
            let mut shapes = bar(0.0, low, cell.certainty);
            shapes.extend(bar(low, high, Inferred));
            shapes
        }
        Amount::AtMost(value) => bar(0.0, value, Inferred),
        Amount::AtLeast(value) => {
            let mut shapes = bar(0.0, value, cell.certainty);
            shapes.push(mark::arrow_head(At::new(value, band.middle).by(10.0, 0.0), true, role));
            shapes
        }
    }
}

fn end_label(setting: &Setting<'_>, row: &Row, band: &Band, panel: &Panel, label: &str) -> Shape {
    let baseline = band.middle + measure::MIDDLE;
    let Some(amount) = row.cell(0).and_then(Cell::amount) else {
        let room = setting.width() - panel.left - panel.across_to(0.0) - GAP;
        let label = measure::shorten(label, Weight::Regular, room);
        return Shape::text(At::new(0.0, baseline).by(GAP, 0.0), label, Anchor::Start, Role::Muted);
    };
    let ends = ends(row);
    let (low, high) = ends.iter().fold((0.0, 0.0), |(low, high), end| (f64::min(low, *end), f64::max(high, *end)));
    if low < 0.0 {
        return Shape::text(At::new(low, baseline).by(-GAP, 0.0), label, Anchor::End, Role::Text);
    }
    let gap = if is_open(Some(amount)) { GAP + 10.0 } else { GAP };
    Shape::text(At::new(high, baseline).by(gap, 0.0), label, Anchor::Start, Role::Text)
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let sentences = std::iter::once(describing.what(KIND.name));
    join(sentences.chain(describing.extremes(0)).chain(describing.doubts()))
}
