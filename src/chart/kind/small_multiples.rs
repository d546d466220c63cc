//! Small multiples: one small chart a series, all on one scale, which is said: lines over time, bars by category.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting, small_lines};
use crate::chart::input::{Cell, Certainty, Row, Size};
use crate::chart::legend::{self, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::study::Amount;

/// One small chart a series.
pub static KIND: Kind = Kind {
    name: "small-multiples",
    summary: "Many series, as small charts on one scale: lines over time, bars by category.",
    options: &[
        OptionKey {
            name: "columns",
            form: OptionForm::Number,
            meaning: "how many charts stand beside each other, 4 at most",
        },
        OptionKey {
            name: "most",
            form: OptionForm::Number,
            meaning: "how many charts are drawn; the rest is in the table",
        },
    ],
    defaults: || super::Options::SmallMultiples(Options::default()),
    most_series: usize::MAX,
    most_groups: 0,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of small multiples.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How many charts stand beside each other in the wide drawing, 4 at most.
    pub columns: usize,
    /// The most charts that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { columns: 3, most: 24 }
    }
}

const ROW: f64 = 21.0;
const BAR: f64 = 13.0;
const GAP: f64 = 5.0;
const BETWEEN: f64 = 22.0;
const MOST_ROWS: usize = 12;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::SmallMultiples(options) => options.clone(),
        _ => Options::default(),
    };
    let are_lines = small_lines::fit(setting.chart);
    // A line has room for every moment.
    let (rows, omitted) = setting.first(if are_lines { usize::MAX } else { MOST_ROWS });
    let all = super::columns_in_order(setting.chart);
    let series = all.get(..options.most.clamp(1, 60)).unwrap_or(&all);
    let mut stack = Stack::new(setting.width());
    let sample: fn(Certainty) -> Sample = if are_lines { Sample::Dot } else { |certainty| Sample::Bar(0, certainty) };
    stack.keys(&legend::certainties(setting.chart, setting.words, sample));
    let same_scale = setting.words.text("chart.same-scale", &[]);
    stack.words(format!("{}. {same_scale}", setting.axis_name()).trim_start_matches(". "), 0.0);
    let columns = if setting.size == Size::Wide { options.columns.clamp(1, 4) } else { 1 };
    if are_lines {
        let columns = if setting.size == Size::Wide { columns } else { 2 };
        small_lines::lay_out(setting, &mut stack, &rows, series, columns.min(series.len()));
    } else {
        let small = Small::new(setting, rows, columns.min(series.len()));
        for line in series.chunks(small.columns) {
            small.line(&mut stack, line);
        }
    }
    let more = all.len() - series.len();
    let more = (more > 0).then(|| setting.words.counted("chart.omitted-columns", more as u64, &[]));
    let omitted = crate::chart::describe::join([omitted, more].into_iter().flatten());
    stack.words(&omitted, 0.0);
    Layout { scene: stack.finish(), omitted: (!omitted.is_empty()).then_some(omitted) }
}

/// What the small charts have in common.
struct Small<'s, 'c> {
    setting: &'s Setting<'c>,
    rows: Vec<&'c Row>,
    names: Vec<String>,
    columns: usize,
    width: f64,
    left: f64,
    before: f64,
    after: f64,
    scale: Scale,
}

impl<'s, 'c> Small<'s, 'c> {
    fn new(setting: &'s Setting<'c>, rows: Vec<&'c Row>, columns: usize) -> Self {
        let width = (setting.width() - (columns - 1) as f64 * BETWEEN) / columns as f64;
        let shorten = |text: &str| measure::shorten(text, Weight::Regular, width * 0.32);
        let names: Vec<String> = rows.iter().map(|row| shorten(&row.label)).collect();
        let left = measure::widest(names.iter().map(String::as_str), Weight::Regular) + 8.0;
        let amounts = || rows.iter().flat_map(|row| &row.cells).filter_map(Cell::amount).map(Amount::sorting);
        let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.amount().is_some());
        let labels = cells.map(|cell| label(setting, cell, width));
        let widest = labels.map(|label| measure::width(&label, Weight::Regular)).fold(0.0, f64::max) + GAP;
        let before = if amounts().any(|amount| amount < 0.0) { widest } else { 0.0 };
        let scale = Scale::tight(amounts(), Zero::Included);
        Self { setting, rows, names, columns, width, left, before, after: widest, scale }
    }

    /// Small charts beside each other.
    fn line(&self, stack: &mut Stack, series: &[usize]) {
        let room = self.width - 4.0;
        let title = |series: &usize| measure::wrap(self.setting.series(*series), Weight::Strong, room, 2);
        let titles: Vec<Vec<String>> = series.iter().map(title).collect();
        let lines = titles.iter().map(Vec::len).max().unwrap_or(1);
        let top = stack.height() + 8.0 + lines as f64 * LINE + 4.0;
        let height = self.rows.len() as f64 * ROW;
        for (i, (series, title)) in series.iter().zip(&titles).enumerate() {
            let left = i as f64 * (self.width + BETWEEN) + self.left + self.before;
            let width = (self.width - self.left - self.before - self.after).max(8.0);
            let mut panel = Panel::across(left, top, width, height, self.scale.clone());
            panel.grid = Grid::None;
            panel.marks.extend(self.title(title, &panel, *series));
            for (row, (data, name)) in self.rows.iter().zip(&self.names).enumerate() {
                panel.marks.push(self.bar(data, name, row, *series, &panel));
            }
            let foot = [At::new(0.0, 0.0), At::new(0.0, panel.height)];
            panel.marks.push(Mark::plain([Shape::line(foot, Role::Axis.line(1.0))]));
            stack.panel(panel, 10.0);
        }
    }

    fn title(&self, lines: &[String], panel: &Panel, series: usize) -> Vec<Mark> {
        let lang = self.setting.chart.series.get(series).and_then(|series| series.lang.as_deref());
        let line = |(i, line): (usize, &String)| {
            let up = (lines.len() - 1 - i) as f64 * LINE + 8.0;
            let at = At::new(panel.x.from, 0.0).by(-self.left - self.before, -up);
            Mark::plain([Shape::text(at, line, Anchor::Start, Role::Text).strong().in_language(lang)])
        };
        lines.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(line).collect()
    }

    fn bar(&self, row: &Row, name: &str, index: usize, series: usize, panel: &Panel) -> Mark {
        let middle = (index as f64 + 0.5) * ROW;
        let at = At::new(panel.x.from, middle + MIDDLE).by(-7.0 - self.before, 0.0);
        let mut shapes = vec![Shape::text(at, name, Anchor::End, Role::Text).in_language(row.lang.as_deref())];
        let missing = Cell::missing(None);
        let cell = row.cell(series).unwrap_or(&missing);
        match cell.amount().map(Amount::sorting) {
            Some(value) => {
                let heights = (middle - BAR / 2.0, middle + BAR / 2.0);
                shapes.extend(mark::bar(panel, (0.0, value), heights, Role::Series(0), cell.certainty));
                let (anchor, gap) = if value < 0.0 { (Anchor::End, -GAP) } else { (Anchor::Start, GAP) };
                let at = At::new(value, middle + MIDDLE).by(gap, 0.0);
                shapes.push(Shape::text(at, label(self.setting, cell, self.width), anchor, Role::Text));
            }
            None => {
                let room = panel.width + self.after - panel.across_to(0.0) - GAP;
                let text = measure::shorten(&self.setting.numbers.label(cell), Weight::Regular, room);
                let at = At::new(0.0, middle + MIDDLE).by(GAP, 0.0);
                shapes.push(Shape::text(at, text, Anchor::Start, Role::Muted));
            }
        }
        Mark::saying(self.setting.mark_words(row, series), shapes)
    }
}

fn label(setting: &Setting<'_>, cell: &Cell, width: f64) -> String {
    let room = width * 0.24;
    let label = setting.label_in(room, setting.numbers.label(cell), cell);
    if cell.amount().is_some() { label } else { measure::shorten(&label, Weight::Regular, room) }
}

fn describe(setting: &Setting<'_>) -> String {
    if small_lines::fit(setting.chart) {
        return super::line::describe_series(setting, KIND.name, usize::MAX);
    }
    super::grouped_bar::describe_series(setting, KIND.name)
}
