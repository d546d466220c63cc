//! Strips: every point of a distribution, by category, with the median where there are enough of them.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::across::{self, Across, Room};
use crate::chart::describe::{join, known};
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::palette::Role;
use crate::chart::scale::Zero;
use crate::chart::scene::{At, Mark, Shape};
use crate::chart::stack::Stack;

/// Strips, for distributions.
pub static KIND: Kind = Kind {
    name: "strip",
    summary: "Every point of a distribution, by category.",
    options: &[
        OptionKey { name: "from_zero", form: OptionForm::Flag, meaning: "whether the axis begins at 0" },
        OptionKey { name: "median", form: OptionForm::Flag, meaning: "whether the median of each category is marked" },
    ],
    defaults: || super::Options::Strip(Options::default()),
    most_series: 12,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of strips.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Whether the axis begins at 0.
    pub from_zero: bool,
    /// Whether the median of each category of five points or more is marked.
    pub median: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { from_zero: false, median: true }
    }
}

const RADIUS: f64 = 5.0;
const TALLEST: f64 = 90.0;
const FEWEST_FOR_MEDIAN: usize = 5;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Strip(options) => options.clone(),
        _ => Options::default(),
    };
    let points = known(&setting.chart.rows, 0);
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let groups: Vec<Row> = groups(setting);
    let of_group = |group: usize| points.iter().filter(move |(row, _)| row.group.unwrap_or(0) == group);
    let zero = if options.from_zero { Zero::Included } else { Zero::NotNeeded };

    let mut stack = Stack::new(setting.width());
    let has_median = |group: usize| options.median && of_group(group).count() >= FEWEST_FOR_MEDIAN;
    let mut keys = legend::certainties(setting.chart, setting.words, Sample::Dot);
    if (0..groups.len()).any(has_median) {
        keys.push(Key { sample: Sample::Median, words: setting.words.text("chart.median", &[]) });
    }
    stack.keys(&keys);
    let tallest = tallest(&groups, &points, setting.width() * 0.6, &values);
    let named: Vec<&Row> = groups.iter().collect();
    let room = Room { marks: tallest, space: 18.0, after: RADIUS + 2.0 };
    let mut across = across::lay_out(setting, &mut stack, &named, &values, zero, room);
    let bands = std::mem::take(&mut across.rows.bands);
    for (group, band) in bands.iter().enumerate() {
        let name = across.rows.name(band, across.panel.x.from, across.inset);
        across.panel.marks.push(Mark::plain(name));
        let members: Vec<(&Row, f64)> = of_group(group).copied().collect();
        if has_median(group) {
            let at = At::new(median(members.iter().map(|(_, value)| *value)), band.middle);
            let ends = [at.by(0.0, -tallest / 2.0 - 6.0), at.by(0.0, tallest / 2.0 + 6.0)];
            across.panel.marks.push(Mark::plain([Shape::line(ends, Role::Text.line(2.0))]));
        }
        swarm(setting, &mut across, &members, band.middle, tallest);
    }
    across.finish(setting, &mut stack);
    Layout::whole(stack.finish())
}

/// A row for each category, in the order of the series; one without a name where there are none.
fn groups(setting: &Setting<'_>) -> Vec<Row> {
    let last = setting.chart.rows.iter().filter_map(|row| row.group).max().unwrap_or(0).min(60);
    let count = setting.chart.series.len().max(last + 1);
    let group = |i: usize| {
        let mut row = Row::new(setting.series(i), Cell::missing(None));
        row.lang = setting.chart.series.get(i).and_then(|series| series.lang.clone());
        row
    };
    (0..count).map(group).collect()
}

/// The height that the fullest category needs, where its points lie beside each other.
fn tallest(groups: &[Row], points: &[(&Row, f64)], width: f64, values: &[f64]) -> f64 {
    let scale = crate::chart::scale::Scale::tight(values.iter().copied(), Zero::NotNeeded);
    let highest = |group: usize| {
        let places = points.iter().filter(|(row, _)| row.group.unwrap_or(0) == group);
        offsets(&places.map(|(_, value)| scale.part(*value) * width).collect::<Vec<_>>())
            .into_iter()
            .map(f64::abs)
            .fold(0.0, f64::max)
    };
    let highest = (0..groups.len()).map(highest).fold(0.0, f64::max);
    (2.0 * (highest + RADIUS)).clamp(4.0 * RADIUS, TALLEST)
}

/// Adds the points of a category, each beside those that would cover it.
fn swarm(setting: &Setting<'_>, across: &mut Across, members: &[(&Row, f64)], middle: f64, tallest: f64) {
    let places: Vec<f64> = members.iter().map(|(_, value)| across.panel.across_to(*value)).collect();
    let offsets = offsets(&places);
    let highest = offsets.iter().copied().map(f64::abs).fold(0.0, f64::max);
    // Where there are too many points for the height they are pressed together; each is still drawn.
    let pressed = ((tallest / 2.0 - RADIUS) / highest.max(1.0)).min(1.0);
    for ((row, value), offset) in members.iter().zip(offsets) {
        let at = At::new(*value, middle).by(0.0, offset * pressed);
        let certainty = row.cell(0).map(|cell| cell.certainty).unwrap_or_default();
        let shapes = mark::dot(at, RADIUS, Role::Series(0), certainty);
        across.panel.marks.push(Mark::saying(point_words(setting, row), shapes));
    }
}

/// How far each point is moved up or down so that none covers another: the least that will do, below before above.
fn offsets(places: &[f64]) -> Vec<f64> {
    const APART: f64 = 2.0 * RADIUS + 1.0;
    let mut order: Vec<(usize, f64)> = places.iter().copied().enumerate().collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut placed: Vec<(f64, f64)> = Vec::new();
    let mut offsets: Vec<(usize, f64)> = Vec::new();
    for (index, x) in order {
        let near: Vec<f64> =
            placed.iter().rev().take(200).filter(|(other, _)| x - other < APART).map(|(_, offset)| *offset).collect();
        let is_free = |offset: &f64| near.iter().all(|other| (other - offset).abs() >= APART - 0.01);
        let steps = (0..400).map(|i| f64::from((i + 1) / 2) * APART * if i % 2 == 1 { 1.0 } else { -1.0 });
        let offset = steps.into_iter().find(is_free).unwrap_or(0.0);
        placed.push((x, offset));
        offsets.push((index, offset));
    }
    offsets.sort_by_key(|(index, _)| *index);
    offsets.into_iter().map(|(_, offset)| offset).collect()
}

/// The middle of some numbers; of an even count, the mean of the middle two.
fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (values.get(half.wrapping_sub(1)), values.get(half)) {
        (Some(below), Some(above)) if values.len().is_multiple_of(2) => (below + above) / 2.0,
        (_, Some(middle)) => *middle,
        _ => 0.0,
    }
}

fn point_words(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let value = setting.numbers.sentence_of(row.cell(0).unwrap_or(&missing));
    setting.words.text("chart.mark", &[("name", &setting.describing().name(row)), ("value", &value)])
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let points = known(&setting.chart.rows, 0);
    let sentence = |group: usize| {
        let values: Vec<f64> =
            points.iter().filter(|(row, _)| row.group.unwrap_or(0) == group).map(|(_, value)| *value).collect();
        let low = values.iter().copied().reduce(f64::min)?;
        let high = values.iter().copied().reduce(f64::max)?;
        let (low, high) = (setting.numbers.plain(low), setting.numbers.with_unit(high));
        let mut told = describing.counted("points", values.len(), &[("low", &low), ("high", &high), ("value", &high)]);
        if values.len() >= FEWEST_FOR_MEDIAN {
            let median = setting.numbers.with_unit(median(values.into_iter()));
            told = join([told, describing.text("median", &[("value", &median)])]);
        }
        match setting.series(group) {
            "" => Some(told),
            name => Some(describing.text("series", &[("series", name), ("sentence", &told)])),
        }
    };
    let groups = groups(setting).len();
    let told: Vec<String> = match points.as_slice() {
        [] => vec![describing.text("nothing", &[])],
        _ => (0..groups).filter_map(sentence).collect(),
    };
    join(std::iter::once(describing.what(KIND.name)).chain(told).chain(describing.doubts()))
}
