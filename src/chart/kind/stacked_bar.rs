//! Stacked bars: shares of a whole, each bar as long as the others, with the size of its own whole beside it.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::join;
use crate::chart::input::{Certainty, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::measure::{self, MIDDLE, Weight};
use crate::chart::palette::{Role, words_on};
use crate::chart::rows::{self, Band};
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{across, mark, shares};

/// Shares of a whole.
pub static KIND: Kind = Kind {
    name: "stacked-bar",
    summary: "Shares of one base, at most five parts a bar.",
    options: &[OptionKey {
        name: "most",
        form: OptionForm::Number,
        meaning: "how many bars are drawn; the rest is in the table",
    }],
    defaults: || super::Options::StackedBar(Options::default()),
    most_series: MOST_PARTS,
    most_groups: 0,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of stacked bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The most bars that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { most: 20 }
    }
}

const BAR: f64 = 24.0;
/// The room between neighbouring parts.
const SLIT: f64 = 1.0;
/// More parts than this cannot be told apart.
const MOST_PARTS: usize = 5;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::StackedBar(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(60));
    let rows = rows::lay_out(&shown, setting.size, BAR, 12.0);
    let series = super::columns_in_order(setting.chart).len().min(MOST_PARTS);
    let bases: Vec<String> = shown.iter().map(|row| shares::base(setting, row, MOST_PARTS)).collect();
    let with_parts = shown.iter().zip(&bases).filter(|(row, _)| !shares::is_empty(row, MOST_PARTS));
    let after = measure::widest(with_parts.map(|(_, base)| base.as_str()), Weight::Regular) + 9.0;

    let mut stack = Stack::new(setting.width());
    let key = |i: usize| Key { sample: Sample::Part(i), words: setting.series(i).to_owned() };
    stack.keys(&(0..series).map(key).filter(|key| !key.words.is_empty()).collect::<Vec<_>>());
    stack.keys(&legend::doubts(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
    stack.words(setting.measure_name(), rows.left);
    let width = (setting.width() - rows.left - after).max(60.0);
    let mut panel = Panel::across(rows.left, stack.height(), width, rows.height, Scale::tight([1.0], Zero::Included));
    panel.grid = Grid::None;
    for ((row, band), base) in shown.iter().zip(&rows.bands).zip(&bases) {
        let mut shapes = across::ground(setting, row, band, &panel);
        shapes.extend(rows.name(band, 0.0, 0.0));
        let is_empty = shares::is_empty(row, series);
        let at =
            At::new(if is_empty { 0.0 } else { 1.0 }, band.middle + MIDDLE).by(if is_empty { 4.0 } else { 9.0 }, 0.0);
        shapes.push(Shape::text(at, base, Anchor::Start, Role::Muted));
        let parts = parts(setting, row, band, series, &panel);
        if row.href.is_some() {
            shapes.extend(parts.into_iter().flat_map(|part| part.shapes));
            panel.marks.push(Mark::saying(shares::in_words(setting, row, series), shapes).leading(row.href.as_deref()));
        } else {
            panel.marks.push(Mark::plain(shapes));
            panel.marks.extend(parts);
        }
    }
    stack.panel(panel, 0.0);
    if let Some(words) = &omitted {
        stack.words(words, rows.left);
    }
    Layout { scene: stack.finish(), omitted }
}

fn parts(setting: &Setting<'_>, row: &Row, band: &Band, series: usize, panel: &Panel) -> Vec<Mark> {
    let amounts = shares::amounts(row, series);
    let sum: f64 = amounts.iter().sum();
    if sum <= 0.0 {
        return Vec::new();
    }
    let mut from = 0.0;
    let mut marks = Vec::new();
    for (i, amount) in amounts.iter().enumerate().filter(|(_, amount)| **amount > 0.0) {
        let to = from + amount / sum;
        let certainty = row.cell(i).map(|cell| cell.certainty).unwrap_or_default();
        let part = Part { series: i, from, to, label: shares::label(setting, amount / sum, sum), certainty };
        marks.push(Mark::saying(setting.mark_words(row, i), part.shapes(band, panel)));
        from = to;
    }
    marks
}

/// A part of a bar, from and to a share of the whole.
struct Part {
    series: usize,
    from: f64,
    to: f64,
    label: String,
    certainty: Certainty,
}

impl Part {
    fn shapes(&self, band: &Band, panel: &Panel) -> Vec<Shape> {
        let (from, to) = (self.from, self.to);
        let room = panel.across_to(to) - panel.across_to(from);
        // The slit is taken from the right of each part; one that is thinner than two slits keeps its width.
        let slit = if room > 2.0 * SLIT && to < 1.0 { SLIT } else { 0.0 };
        let end = from + (to - from) * (1.0 - slit / room.max(1e-9));
        let mut shapes = mark::bar(panel, (from, end), band.marks, role(self.series), self.certainty);
        // Words on hatching cannot be read; they are in the mark's title and in the table.
        let has_room = measure::width(&self.label, Weight::Regular) + 8.0 <= room;
        if has_room && self.certainty != Certainty::External {
            let is_filled = self.certainty == Certainty::Explicit;
            let role = if is_filled { words_on_part(self.series) } else { Role::Text };
            let at = At::new((from + to) / 2.0, band.middle + MIDDLE);
            shapes.push(Shape::text(at, &self.label, Anchor::Middle, role));
        }
        shapes
    }
}

/// The role of a part; a fifth is the rest.
pub(in crate::chart) fn role(series: usize) -> Role {
    if series < 4 { Role::series(series) } else { Role::Rest }
}

fn words_on_part(series: usize) -> Role {
    if series < 4 { words_on(series) } else { Role::Knockout }
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let series = super::columns_in_order(setting.chart).len().min(MOST_PARTS);
    let rows = setting.rows();
    // Bar by bar: what it is made of. More than a few bars are left to the table.
    let some = rows.iter().take(8).filter(|row| !shares::is_empty(row, series));
    let told = some.map(|row| shares::told(setting, row, series));
    join(std::iter::once(describing.what(KIND.name)).chain(told).chain(describing.doubts()))
}
