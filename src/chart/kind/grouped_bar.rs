//! Grouped bars: two or three series beside each other, in the order of the key.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::{self, join};
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::measure::{self, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::rows::{self, Band};
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{across, axis, mark};
use crate::study::Amount;

/// Bars of two or three series.
pub static KIND: Kind = Kind {
    name: "grouped-bar",
    summary: "Counts per category in two or three series, as bars from 0.",
    options: &[OptionKey {
        name: "most",
        form: OptionForm::Number,
        meaning: "how many groups are drawn; the rest is in the table",
    }],
    defaults: || super::Options::GroupedBar(Options::default()),
    most_series: 3,
    most_groups: 0,
    sorting: Sorting::Value,
    lay_out,
    describe: tell,
};

/// What may be asked of grouped bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The most groups that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { most: 20 }
    }
}

const BAR: f64 = 15.0;
const BETWEEN: f64 = 2.0;
const GAP: f64 = 6.0;
/// The room before the bars, where each has the marker of its series: colours alone tell nothing.
const MARKERS: f64 = 14.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::GroupedBar(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(60));
    let series = series_count(setting);
    let height = series as f64 * (BAR + BETWEEN) - BETWEEN;
    let rows = rows::lay_out(&shown, setting.size, height, 12.0);
    let cells = || shown.iter().flat_map(|row| row.cells.iter().take(series));
    let values: Vec<f64> = cells().filter_map(Cell::amount).map(Amount::sorting).collect();
    let any_negative = values.iter().any(|value| *value < 0.0);
    let with_amount = cells().filter(|cell| cell.amount().is_some() || any_negative);
    let widths = with_amount.map(|cell| measure::width(&label(setting, cell), Weight::Regular));
    let widest = widths.fold(0.0, f64::max).min(setting.width() * 0.24) + GAP;
    let markers = if series > 1 { MARKERS } else { 0.0 };
    let before = markers + if any_negative { widest } else { 0.0 };

    let mut stack = Stack::new(setting.width());
    stack.keys(&keys(setting, series));
    stack.words(setting.measure_name(), rows.left);
    let width = (setting.width() - rows.left - before - widest).max(12.0);
    let scale = Scale::tight(values, Zero::Included);
    let mut panel = Panel::across(rows.left + before, stack.height(), width, rows.height, scale);
    panel.grid = Grid::None;
    for (row, band) in shown.iter().zip(&rows.bands) {
        let mut shapes = across::ground(setting, row, band, &panel);
        shapes.extend(rows.name(band, panel.x.from, before));
        shapes.extend(self::markers(band, series, &panel, before));
        let name =
            Mark { words: row.href.is_some().then(|| in_words(setting, row, series)), href: row.href.clone(), shapes };
        if row.href.is_some() {
            // One link a group: its bars are inside it.
            let bars = (0..series).flat_map(|i| bar(setting, row, i, band, &panel));
            let shapes = name.shapes.iter().cloned().chain(bars).collect();
            panel.marks.push(Mark { shapes, ..name });
        } else {
            panel.marks.push(name);
            for i in 0..series {
                let shapes = bar(setting, row, i, band, &panel);
                panel.marks.push(Mark::saying(setting.mark_words(row, i), shapes));
            }
        }
    }
    panel.marks.extend(axis::upright(&panel, &rows, 0.0));
    stack.panel(panel, 0.0);
    if let Some(words) = &omitted {
        stack.room(6.0);
        stack.words(words, rows.left);
    }
    Layout { scene: stack.finish(), omitted }
}

/// How many series are drawn; a check says so where there are more.
fn series_count(setting: &Setting<'_>) -> usize {
    super::columns_in_order(setting.chart).len().min(4)
}

fn keys(setting: &Setting<'_>, series: usize) -> Vec<Key> {
    let key = |i: usize| Key { sample: Sample::MarkedBar(i), words: setting.series(i).to_owned() };
    let mut keys: Vec<Key> = (0..series).map(key).filter(|key| !key.words.is_empty()).collect();
    keys.extend(legend::certainties(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
    keys
}

/// The markers of a group's bars, in a column before them; none where there is but one series.
fn markers(band: &Band, series: usize, panel: &Panel, before: f64) -> Vec<Shape> {
    let marker = |i: usize| {
        let middle = band.marks.0 + i as f64 * (BAR + BETWEEN) + BAR / 2.0;
        mark::marker(At::new(panel.x.from, middle).by(5.0 - before, 0.0), i, Role::series(i))
    };
    if series > 1 { (0..series).map(marker).collect() } else { Vec::new() }
}

fn label(setting: &Setting<'_>, cell: &Cell) -> String {
    let label = setting.numbers.label(cell);
    setting.label_in(setting.width() * 0.24, label, cell)
}

fn bar(setting: &Setting<'_>, row: &Row, series: usize, band: &Band, panel: &Panel) -> Vec<Shape> {
    let top = band.marks.0 + series as f64 * (BAR + BETWEEN);
    let missing = Cell::missing(None);
    let cell = row.cell(series).unwrap_or(&missing);
    let label = label(setting, cell);
    let baseline = top + BAR / 2.0 + MIDDLE;
    let Some(value) = cell.amount().map(Amount::sorting) else {
        let room = setting.width() - panel.left - panel.across_to(0.0) - GAP;
        let label = measure::shorten(&label, Weight::Regular, room);
        return vec![Shape::text(At::new(0.0, baseline).by(GAP, 0.0), label, Anchor::Start, Role::Muted)];
    };
    let mut shapes = mark::bar(panel, (0.0, value), (top, top + BAR), Role::series(series), cell.certainty);
    let (anchor, gap) = if value < 0.0 { (Anchor::End, -GAP) } else { (Anchor::Start, GAP) };
    shapes.push(Shape::text(At::new(value, baseline).by(gap, 0.0), label, anchor, Role::Text));
    shapes
}

/// "IRD : explicite 4, déduit 2".
fn in_words(setting: &Setting<'_>, row: &Row, series: usize) -> String {
    let missing = Cell::missing(None);
    let value = |i: usize| {
        let value = setting.numbers.sentence_of(row.cell(i).unwrap_or(&missing));
        if setting.series(i).is_empty() { value } else { format!("{} {value}", setting.series(i)) }
    };
    let values: Vec<String> = (0..series).map(value).collect();
    let name = setting.describing().name(row);
    setting.words.text("chart.mark", &[("name", &name), ("value", &values.join(", "))])
}

fn tell(setting: &Setting<'_>) -> String {
    describe_series(setting, KIND.name)
}

/// Range and extremes of each series by its name.
pub(super) fn describe_series(setting: &Setting<'_>, kind: &str) -> String {
    let describing = setting.describing();
    let sentence = |series: usize| {
        let told = join(describing.extremes(series));
        match setting.series(series) {
            "" => told,
            name => describing.text("series", &[("series", name), ("sentence", &describe::lower_first(&told))]),
        }
    };
    let count = super::columns_in_order(setting.chart).len().min(6);
    join(std::iter::once(describing.what(kind)).chain((0..count).map(sentence)).chain(describing.doubts()))
}
