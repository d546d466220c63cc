//! Strips: every point of a distribution, by category, with the median where there are enough of them; of many points,
//! a histogram.

use super::histogram::{self, Group};
use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting, bar};
use crate::chart::across::{self, Across, Room};
use crate::chart::describe::{join, known};
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::Zero;
use crate::chart::scene::{Anchor, At, Mark, Shape};
use crate::chart::stack::Stack;
use crate::chart::statistics::median;

/// Strips, for distributions.
pub static KIND: Kind = Kind {
    name: "strip",
    summary: "Every point of a distribution, by category.",
    options: &[
        OptionKey {
            name: "focus",
            form: OptionForm::Text,
            meaning: "the name of the point to stand out, with a ring and its name; the rest is grey",
        },
        OptionKey { name: "from_zero", form: OptionForm::Flag, meaning: "whether the axis begins at 0" },
        OptionKey {
            name: "histogram",
            form: OptionForm::Flag,
            meaning: "whether points are counted by bins, of which there must be 30; without it, from 300 on",
        },
        OptionKey { name: "median", form: OptionForm::Flag, meaning: "whether the median of each category is marked" },
    ],
    defaults: || super::Options::Strip(Options::default()),
    most_series: 1,
    most_groups: 12,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of strips.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The name of the point that stands out; the others are grey.
    pub focus: Option<String>,
    /// Whether the axis begins at 0.
    pub from_zero: bool,
    /// Whether points are counted by bins; where nothing is said they are if there are too many to be seen.
    pub histogram: Option<bool>,
    /// Whether the median of each category of five points or more is marked.
    pub median: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { focus: None, from_zero: false, histogram: None, median: true }
    }
}

const RADIUS: f64 = 5.0;
const TALLEST: f64 = 90.0;
/// The room above a strip, and below it, for the name of the point that stands out.
const NAME: f64 = 20.0;
const FEWEST_FOR_MEDIAN: usize = 5;
/// Every one of fewer points than this is shown, whatever is asked for.
pub const FEWEST_FOR_HISTOGRAM: usize = 30;
/// More points than this are counted by bins where nothing is asked for.
const MOST_POINTS: usize = 300;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = options(setting);
    let points = known(&setting.chart.rows, 0);
    let mut stack = Stack::new(setting.width());
    if is_histogram(&options, points.len()) {
        stack.keys(&legend::certainties(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
        histogram::lay_out(setting, &categories(setting), &mut stack);
        if options.histogram.is_none() {
            let most = setting.words.integer(MOST_POINTS as i64);
            stack.words(&setting.words.text("chart.binned", &[("most", &most)]), 0.0);
        }
    } else {
        strips(setting, &options, &points, &mut stack);
    }
    Layout::whole(stack.finish())
}

fn options(setting: &Setting<'_>) -> Options {
    match &setting.chart.options {
        super::Options::Strip(options) => options.clone(),
        _ => Options::default(),
    }
}

/// Whether so many points are counted by bins.
pub(super) fn is_histogram(options: &Options, points: usize) -> bool {
    points >= FEWEST_FOR_HISTOGRAM && options.histogram.unwrap_or(points > MOST_POINTS)
}

/// How many points a chart has.
pub fn count(rows: &[Row]) -> usize {
    known(rows, 0).len()
}

fn strips(setting: &Setting<'_>, options: &Options, points: &[(&Row, f64)], stack: &mut Stack) {
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let groups: Vec<Row> = groups(setting);
    let of_group = |group: usize| points.iter().filter(move |(row, _)| row.group.unwrap_or(0) == group);
    let zero = if options.from_zero { Zero::Included } else { Zero::NotNeeded };

    let has_median = |group: usize| options.median && of_group(group).count() >= FEWEST_FOR_MEDIAN;
    let mut keys = legend::certainties(setting.chart, setting.words, Sample::Dot);
    if (0..groups.len()).any(has_median) {
        keys.push(Key { sample: Sample::Median, words: setting.words.text("chart.median", &[]) });
    }
    stack.keys(&keys);
    let tallest = tallest(&groups, points, setting.width() * 0.6, &values);
    let named: Vec<&Row> = groups.iter().collect();
    let marks = if options.focus.is_some() { tallest + 2.0 * NAME } else { tallest };
    let room = Room { marks, space: 18.0, after: RADIUS + 2.0 };
    let mut across = across::lay_out(setting, stack, &named, &values, zero, room);
    let bands = std::mem::take(&mut across.rows.bands);
    for (group, band) in bands.iter().enumerate() {
        let name = across.rows.name(band, across.panel.x.from, across.inset);
        across.panel.marks.push(Mark::plain(name));
        let members: Vec<(&Row, f64)> = of_group(group).copied().collect();
        if has_median(group) {
            let median = median(members.iter().map(|(_, value)| *value)).unwrap_or_default();
            let at = At::new(median, band.middle);
            let ends = [at.by(0.0, -tallest / 2.0 - 6.0), at.by(0.0, tallest / 2.0 + 6.0)];
            across.panel.marks.push(Mark::plain([Shape::line(ends, Role::Text.line(2.0))]));
        }
        swarm(setting, &mut across, &members, (band.middle, tallest), options.focus.as_deref());
    }
    across.finish(setting, stack);
}

/// A row for each category, in the order of the series; one without a name where there are none.
fn groups(setting: &Setting<'_>) -> Vec<Row> {
    let last = setting.chart.rows.iter().filter_map(|row| row.group).max().unwrap_or(0).min(60);
    let count = setting.chart.groups.len().max(last + 1);
    let group = |i: usize| {
        let mut row = Row::new(group_name(setting, i), Cell::missing(None));
        row.lang = setting.chart.groups.get(i).and_then(|group| group.lang.clone());
        row
    };
    (0..count).map(group).collect()
}

fn group_name<'c>(setting: &Setting<'c>, group: usize) -> &'c str {
    setting.chart.groups.get(group).map_or("", |group| &group.label)
}

/// The points by category, for counting; categories without a point are left out.
fn categories<'c>(setting: &Setting<'c>) -> Vec<Group<'c>> {
    let points = known(&setting.chart.rows, 0);
    let group = |index: usize| {
        let points = points.iter().filter(|(row, _)| row.group.unwrap_or(0) == index).copied().collect();
        Group { name: group_name(setting, index), points }
    };
    (0..groups(setting).len()).map(group).filter(|group| !group.points.is_empty()).collect()
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
fn swarm(
    setting: &Setting<'_>,
    across: &mut Across,
    members: &[(&Row, f64)],
    (middle, tallest): (f64, f64),
    focus: Option<&str>,
) {
    let places: Vec<f64> = members.iter().map(|(_, value)| across.panel.across_to(*value)).collect();
    let offsets = offsets(&places);
    let highest = offsets.iter().copied().map(f64::abs).fold(0.0, f64::max);
    // Where there are too many points for the height they are pressed together; each is still drawn.
    let pressed = ((tallest / 2.0 - RADIUS) / highest.max(1.0)).min(1.0);
    let mut above = Vec::new();
    for ((row, value), offset) in members.iter().zip(offsets) {
        let at = At::new(*value, middle).by(0.0, offset * pressed);
        let certainty = row.cell(0).map(|cell| cell.certainty).unwrap_or_default();
        let mut shapes = mark::dot(at, RADIUS, bar::role(focus, row), certainty);
        // Of several points of one name the first is named; words would lie on words.
        if focus != Some(row.label.as_str()) || !above.is_empty() {
            across.panel.marks.push(Mark::saying(point_words(setting, row), shapes));
            continue;
        }
        let name = At::new(*value, middle).by(0.0, -tallest / 2.0 - NAME / 2.0);
        shapes.insert(0, Shape::line([at, name.by(0.0, 3.0)], Role::Text.line(1.0)));
        shapes.push(Shape::circle(at, RADIUS + 3.0, Role::Text.line(1.6)));
        shapes.push(name_of_focus(setting, row, name, across));
        above.push(Mark::saying(point_words(setting, row), shapes));
    }
    across.panel.marks.extend(above);
}

/// The name and the value of the point that stands out, above its strip and inside the drawing.
fn name_of_focus(setting: &Setting<'_>, row: &Row, at: At, across: &Across) -> Shape {
    // The axis names the unit.
    let value = row.cell(0).map(|cell| setting.numbers.label_on_axis(cell)).unwrap_or_default();
    let words = setting.words.text("chart.mark", &[("name", &setting.describing().name(row)), ("value", &value)]);
    let words = measure::shorten(&words, Weight::Strong, across.panel.width * 0.6);
    let anchor = match across.panel.x.part(at.x) {
        part if part < 0.3 => Anchor::Start,
        part if part > 0.7 => Anchor::End,
        _ => Anchor::Middle,
    };
    Shape::text(at, words, anchor, Role::Text).strong().with_halo()
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

fn point_words(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let value = setting.numbers.sentence_of(row.cell(0).unwrap_or(&missing));
    setting.words.text("chart.mark", &[("name", &setting.describing().name(row)), ("value", &value)])
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let groups = categories(setting);
    let told: Vec<String> = groups.iter().filter_map(|group| told(setting, group)).collect();
    let told = if told.is_empty() { vec![describing.text("nothing", &[])] } else { told };
    let is_binned = is_histogram(&options(setting), count(&setting.chart.rows));
    let what = describing.what(super::called(setting.chart));
    let fullest = fullest(setting, &groups, is_binned);
    join(std::iter::once(what).chain(told).chain(fullest).chain(in_focus(setting)).chain(describing.doubts()))
}

/// The value of the point that stands out.
fn in_focus(setting: &Setting<'_>) -> Option<String> {
    let focus = options(setting).focus?;
    let (row, _) = known(&setting.chart.rows, 0).into_iter().find(|(row, _)| row.label == focus)?;
    let value = setting.numbers.sentence_of(row.cell(0)?);
    let describing = setting.describing();
    Some(describing.text("each", &[("name", &describing.name(row)), ("value", &value)]))
}

/// How many points a category has, from where to where, and their median.
fn told(setting: &Setting<'_>, group: &Group<'_>) -> Option<String> {
    let describing = setting.describing();
    let values = || group.points.iter().map(|(_, value)| *value);
    let low = values().reduce(f64::min)?;
    let high = values().reduce(f64::max)?;
    let (low, high) = (setting.numbers.plain(low), setting.numbers.with_unit(high));
    let mut told =
        describing.counted("points", group.points.len(), &[("low", &low), ("high", &high), ("value", &high)]);
    if group.points.len() >= FEWEST_FOR_MEDIAN {
        let median = setting.numbers.with_unit(median(values())?);
        told = join([told, describing.text("median", &[("value", &median)])]);
    }
    match group.name {
        "" => Some(told),
        name => Some(describing.text("series", &[("series", name), ("sentence", &told)])),
    }
}

/// The bin with the most points of a histogram; nothing where several have as many.
fn fullest(setting: &Setting<'_>, groups: &[Group<'_>], is_binned: bool) -> Option<String> {
    let [group] = groups else { return None };
    let bins = histogram::bins(group, &histogram::edges(groups, setting.size));
    let most = bins.iter().map(histogram::Bin::count).max()?;
    let mut fullest = bins.iter().filter(|bin| bin.count() == most);
    let (first, second) = (fullest.next()?, fullest.next());
    let words = histogram::bin_words(setting, first);
    (is_binned && second.is_none()).then(|| setting.describing().text("fullest-bin", &[("bin", &words)]))
}
