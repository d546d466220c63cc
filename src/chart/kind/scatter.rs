//! Scatters: two measures, one point a row, groups told apart by shape as well as by colour.
//!
//! The two series of the chart are the measures, across and up, each with a unit of its own. Points are named where
//! they are few; of many, only those that lie far from the others, and the drawing says by which rule.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::axis;
use crate::chart::describe::{join, lower_first};
use crate::chart::input::{Cell, Certainty, Row, Size, Unit};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, MIDDLE, Weight};
use crate::chart::number::Numbers;
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, Area, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::statistics::{self, Trend};
use crate::chart::words::count_of;
use crate::study::Amount;

/// Two measures, as points.
pub static KIND: Kind = Kind {
    name: "scatter",
    summary: "Two measures of the same things, as points; at most four groups.",
    options: &[
        OptionKey { name: "from_zero", form: OptionForm::Flag, meaning: "whether both axes begin at 0" },
        OptionKey {
            name: "trend",
            form: OptionForm::Flag,
            meaning: "whether a line sums the points up, of which there must be ten",
        },
    ],
    defaults: || super::Options::Scatter(Options::default()),
    most_series: 2,
    most_groups: 4,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of scatters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Whether both axes begin at 0.
    pub from_zero: bool,
    /// Whether a line sums the points up.
    pub trend: bool,
}

/// A line through fewer points than this says more than they do.
pub const FEWEST_FOR_TREND: usize = 10;
/// So many points are all named, where there is room; of more, the outliers.
const MOST_NAMED: usize = 15;
/// More points than this are drawn smaller.
const MOST_LARGE: usize = 40;

/// A row with both values.
#[derive(Clone, Copy)]
struct Point<'c> {
    row: &'c Row,
    x: f64,
    y: f64,
}

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = options(setting);
    let points = points(setting);
    let mut stack = Stack::new(setting.width());
    if points.is_empty() {
        stack.words(&setting.words.text("chart.nothing", &[]), 0.0);
        return Layout::whole(stack.finish());
    }
    let trend = trend(&options, &points);
    let key = |group: usize| Key { sample: Sample::Marker(group), words: group_name(setting, group).to_owned() };
    let groups = setting.chart.groups.len().min(KIND.most_groups);
    let mut keys: Vec<Key> = (0..groups).map(key).filter(|key| !key.words.is_empty()).collect();
    keys.extend(legend::doubts(setting.chart, setting.words, Sample::Dot));
    keys.extend(trend.map(|_| Key { sample: Sample::Trend, words: setting.words.text("chart.trend", &[]) }));
    stack.keys(&keys);
    stack.words(&format!("↑\u{a0}{}", measure_name(setting, 1)), 0.0);
    stack.room(6.0);
    let mut panel = panel(setting, &options, &points, stack.height());
    panel.marks.extend(trend.and_then(|trend| trend_line(trend, &points, &panel)));
    let named = named(&points);
    let labels = labels(setting, &points, &named, &panel);
    let unnamed = named.len() - labels.len();
    let times = if points.len() > MOST_LARGE { 0.85 } else { 1.15 };
    for point in &points {
        let group = group(point.row);
        let certainty = [0, 1].map(|series| certainty(point.row, series)).into_iter().max().unwrap_or_default();
        let shapes = mark::marker_as(At::new(point.x, point.y), group, times, Role::series(group), certainty);
        panel.marks.push(Mark::saying(point_words(setting, point.row), shapes).leading(point.row.href.as_deref()));
    }
    panel.marks.extend(labels.into_iter().map(|label| Mark::plain([label])));
    let (step, across) = (axis::step_of(&panel.x), numbers(setting, 0));
    let ticks = axis::below(&panel, setting.width(), |tick| across.tick(tick, step));
    panel.marks.extend(ticks);
    let left = panel.left;
    stack.panel(panel, axis::BELOW);
    stack.words(&format!("{}\u{a0}→", measure_name(setting, 0)), left);
    let unnamed = (unnamed > 0).then(|| setting.words.counted("chart.no-room", unnamed as u64, &[]));
    for words in remarks(setting, &points).into_iter().chain(unnamed) {
        stack.words(&words, 0.0);
    }
    Layout::whole(stack.finish())
}

fn options(setting: &Setting<'_>) -> Options {
    match &setting.chart.options {
        super::Options::Scatter(options) => options.clone(),
        _ => Options::default(),
    }
}

fn points<'c>(setting: &Setting<'c>) -> Vec<Point<'c>> {
    let value = |row: &Row, series: usize| row.cell(series).and_then(Cell::amount).map(Amount::sorting);
    let point = |row: &'c Row| Some(Point { row, x: value(row, 0)?, y: value(row, 1)? });
    setting.rows().into_iter().filter_map(point).collect()
}

/// How many points a chart has: rows with both values.
pub fn count(rows: &[Row]) -> usize {
    let has = |row: &&Row| (0..2).all(|series| row.cell(series).and_then(Cell::amount).is_some());
    rows.iter().filter(has).count()
}

fn trend(options: &Options, points: &[Point<'_>]) -> Option<Trend> {
    let places: Vec<(f64, f64)> = points.iter().map(|point| (point.x, point.y)).collect();
    statistics::trend(&places).filter(|_| options.trend && points.len() >= FEWEST_FOR_TREND)
}

/// The group of a row; more groups than have a shape count as the last.
fn group(row: &Row) -> usize {
    row.group.unwrap_or(0).min(KIND.most_groups - 1)
}

fn group_name<'c>(setting: &Setting<'c>, group: usize) -> &'c str {
    setting.chart.groups.get(group).map_or("", |group| &group.label)
}

fn certainty(row: &Row, series: usize) -> Certainty {
    row.cell(series).map(|cell| cell.certainty).unwrap_or_default()
}

fn numbers<'c>(setting: &Setting<'c>, series: usize) -> Numbers<'c> {
    Numbers::of_column(setting.chart, series, setting.words)
}

fn unit<'c>(setting: &Setting<'c>, series: usize) -> &'c Unit {
    let own = setting.chart.series.get(series).and_then(|series| series.unit.as_ref());
    own.unwrap_or(&setting.chart.measure.unit)
}

/// A measure as its axis names it, with its unit.
fn measure_name(setting: &Setting<'_>, series: usize) -> String {
    let name = match setting.series(series) {
        "" => &setting.chart.measure.name,
        name => name,
    };
    match unit(setting, series) {
        Unit::Named(noun) => setting.words.text("chart.axis", &[("measure", name), ("unit", &noun.other)]),
        _ => name.to_owned(),
    }
}

fn panel(setting: &Setting<'_>, options: &Options, points: &[Point<'_>], top: f64) -> Panel {
    let zero = if options.from_zero { Zero::Included } else { Zero::NotNeeded };
    let up = Scale::round(points.iter().map(|point| point.y), zero, 4);
    let (step, upwards) = (axis::step_of(&up), numbers(setting, 1));
    let labels: Vec<String> = up.ticks.iter().map(|tick| upwards.tick(*tick, step)).collect();
    let left = measure::widest(labels.iter().map(String::as_str), Weight::Regular) + 8.0;
    let width = (setting.width() - left - 8.0).max(60.0);
    let height = if setting.size == Size::Wide { 320.0 } else { 260.0 };
    let values: Vec<f64> = points.iter().map(|point| point.x).collect();
    let most = if setting.size == Size::Wide { 6 } else { 3 };
    let fits = |scale: &Scale| {
        let (step, across) = (axis::step_of(scale), numbers(setting, 0));
        let widest = scale.ticks.iter().map(|tick| measure::width(&across.tick(*tick, step), Weight::Regular));
        (widest.fold(0.0, f64::max) + 14.0) * scale.ticks.len() as f64 <= width + 40.0
    };
    let scales = (1..=most).rev().map(|wanted| Scale::round(values.iter().copied(), zero, wanted));
    let across = scales.into_iter().find(fits).unwrap_or_else(|| Scale::round(values.iter().copied(), zero, 1));
    // Values grow upwards: the scale from top to bottom begins with its highest.
    let up = Scale { from: up.to, to: up.from, ticks: up.ticks };
    let mut panel = Panel { x: across, y: up, grid: Grid::Horizontal, ..Panel::of_places(left, top, width, height) };
    for (tick, label) in panel.y.ticks.clone().into_iter().zip(labels) {
        let at = At::new(panel.x.from, tick).by(-8.0, MIDDLE);
        panel.marks.push(Mark::plain([Shape::text(at, label, Anchor::End, Role::Muted)]));
    }
    let base = [At::new(panel.x.from, panel.y.to), At::new(panel.x.to, panel.y.to)];
    panel.marks.push(Mark::plain([Shape::line(base, Role::Axis.line(1.0))]));
    let upright = [At::new(panel.x.from, panel.y.from), At::new(panel.x.from, panel.y.to)];
    panel.marks.push(Mark::plain([Shape::line(upright, Role::Axis.line(1.0))]));
    panel
}

/// The trend from the first point to the last, cut off where it leaves the panel.
fn trend_line(trend: Trend, points: &[Point<'_>], panel: &Panel) -> Option<Mark> {
    let from = points.iter().map(|point| point.x).fold(f64::MAX, f64::min);
    let to = points.iter().map(|point| point.x).fold(f64::MIN, f64::max);
    let (low, high) = (panel.y.to, panel.y.from);
    let inside = |x: f64| {
        let y = trend.at(x);
        let y_inside = y.clamp(low, high);
        if y == y_inside || trend.slope == 0.0 {
            (x, y_inside)
        } else {
            ((y_inside - trend.at_zero) / trend.slope, y_inside)
        }
    };
    let (one, other) = (inside(from), inside(to));
    let ends = [At::new(one.0, one.1), At::new(other.0, other.1)];
    let is_drawn = [one.0, one.1, other.0, other.1].iter().all(|place| place.is_finite());
    is_drawn.then(|| Mark::plain([Shape::line(ends, Role::Muted.dashed(1.8))]))
}

/// The points that are to be named: all of a few, else the outliers in either measure.
fn named<'c>(points: &[Point<'c>]) -> Vec<Point<'c>> {
    if points.len() <= MOST_NAMED { points.to_vec() } else { outliers(points) }
}

fn outliers<'c>(points: &[Point<'c>]) -> Vec<Point<'c>> {
    let across = statistics::fences(points.iter().map(|point| point.x));
    let up = statistics::fences(points.iter().map(|point| point.y));
    let beyond = |value: f64, fences: Option<(f64, f64)>| fences.is_some_and(|(low, high)| value < low || value > high);
    points.iter().copied().filter(|point| beyond(point.x, across) || beyond(point.y, up)).collect()
}

/// The names beside points, each where it covers no other and no point; one for which there is no such place is left
/// out.
fn labels(setting: &Setting<'_>, points: &[Point<'_>], named: &[Point<'_>], panel: &Panel) -> Vec<Shape> {
    const REACH: f64 = 6.5;
    let around = |point: &Point<'_>| {
        let (x, y) = panel.place(At::new(point.x, point.y));
        Area { left: x - REACH, right: x + REACH, top: y - REACH, bottom: y + REACH }
    };
    let mut taken: Vec<Area> = points.iter().map(around).collect();
    let (right, bottom) = (setting.width(), panel.top + panel.height);
    let mut labels = Vec::new();
    for point in named.iter().filter(|point| !point.row.label.trim().is_empty()) {
        let free = |room: f64| {
            let name = measure::shorten(&point.row.label, Weight::Regular, setting.width() * room);
            let placed = beside(point, &name).map(|shape| (panel.area_of_shape(&shape), shape));
            placed.into_iter().find_map(|(area, shape)| {
                let area = area?;
                let is_inside = area.left >= panel.left + 2.0
                    && area.right <= right
                    && area.top >= panel.top - 6.0
                    && area.bottom <= bottom;
                (is_inside && !taken.iter().any(|other| other.overlaps(&area))).then_some((area, shape))
            })
        };
        // A name is shortened only where it has no place in full.
        if let Some((area, shape)) = free(0.5).or_else(|| free(0.25)) {
            taken.push(area);
            labels.push(shape);
        }
    }
    labels
}

/// The four places of a name beside its point, the best first.
fn beside(point: &Point<'_>, name: &str) -> [Shape; 4] {
    let at = At::new(point.x, point.y);
    let places = [
        (at.by(9.0, MIDDLE), Anchor::Start),
        (at.by(-9.0, MIDDLE), Anchor::End),
        (at.by(0.0, -10.0), Anchor::Middle),
        (at.by(0.0, 19.0), Anchor::Middle),
    ];
    places.map(|(at, anchor)| {
        Shape::text(at, name, anchor, Role::Text).with_halo().in_language(point.row.lang.as_deref())
    })
}

/// By which rule points are named, and how many rows have no point.
fn remarks(setting: &Setting<'_>, points: &[Point<'_>]) -> Vec<String> {
    let rule = (points.len() > MOST_NAMED).then(|| match outliers(points).len() {
        0 => setting.words.text("chart.outliers-none", &[]),
        _ => setting.words.text("chart.outliers", &[]),
    });
    let lacking = setting.chart.rows.len() - points.len();
    let lacking = (lacking > 0).then(|| setting.words.counted("chart.without-both", lacking as u64, &[]));
    let more = setting.chart.groups.len() > KIND.most_groups;
    let more = more.then(|| setting.words.text("chart.groups-joined", &[("name", group_name(setting, 3))]));
    [rule, lacking, more].into_iter().flatten().collect()
}

/// "CNES (agence) : 6,5 messages par jour et 15 600 (abonnés)".
fn point_words(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let value = |series: usize| {
        let value = numbers(setting, series).words_of(row.cell(series).unwrap_or(&missing));
        // A unit says what is measured; a number without one needs the name of its measure.
        match (unit(setting, series), setting.series(series)) {
            (Unit::Named(_), _) | (_, "") => value,
            (_, name) => format!("{value} ({})", lower_first(name)),
        }
    };
    let name = setting.describing().name(row);
    let group = row.group.map_or("", |group| group_name(setting, group));
    let name = if group.is_empty() { name } else { format!("{name} ({group})") };
    setting.describing().text("point", &[("name", &name), ("x", &value(0)), ("y", &value(1))])
}

/// What is shown: two measures, and of how many things.
fn what(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let (across, up) = (setting.series(0), setting.series(1));
    if across.is_empty() || up.is_empty() {
        return describing.what(KIND.name);
    }
    let kind = setting.words.text("chart.kind.scatter", &[]);
    let things = count_of(setting.words, setting.chart.rows.len(), &setting.chart.things);
    let (across, up) = (lower_first(across), lower_first(up));
    describing.text("two-measures", &[("kind", &kind), ("across", &across), ("up", &up), ("things", &things)])
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let points = points(setting);
    let mut sentences = vec![what(setting)];
    if points.is_empty() {
        sentences.push(describing.text("nothing", &[]));
        return join(sentences);
    }
    sentences.extend(axes(setting, &points));
    if let Some(trend) = trend(&options(setting), &points) {
        let key = if trend.slope > 0.0 { "trend-up" } else { "trend-down" };
        sentences.push(describing.text(key, &[("r", &setting.words.decimal(trend.correlation, 2))]));
    }
    for (index, name) in setting.chart.groups.iter().enumerate().take(KIND.most_groups) {
        let count = points.iter().filter(|point| group(point.row) == index).count();
        let told = describing.counted("points-of", count, &[]);
        sentences.push(describing.text("series", &[("series", &name.label), ("sentence", &told)]));
    }
    let few: Vec<Point<'_>> = if points.len() <= 8 { points.clone() } else { outliers(&points) };
    let told = few.iter().take(8).map(|point| point_words(setting, point.row)).collect::<Vec<_>>();
    if !told.is_empty() {
        let key = if points.len() <= 8 { "points-each" } else { "outliers" };
        let both = |before: String, after: String| {
            describing.text("between-points", &[("before", &before), ("after", &after)])
        };
        let told = told.into_iter().reduce(both).unwrap_or_default();
        sentences.push(describing.counted(key, few.len(), &[("list", &told)]));
    }
    let lacks = |row: &&Row| !points.iter().any(|point| std::ptr::eq(point.row, *row));
    let lacking: Vec<&Row> = setting.chart.rows.iter().filter(lacks).collect();
    if !lacking.is_empty() {
        let names = describing.names(&lacking);
        sentences.push(describing.counted("without-both", lacking.len(), &[("names", &names)]));
    }
    let is_about = |cell: &Cell| matches!(cell.amount(), Some(Amount::About(_) | Amount::Between(..)));
    let about = points.iter().flat_map(|point| &point.row.cells).filter(|cell| is_about(cell)).count();
    if about > 0 {
        sentences.push(describing.counted("approximate", about, &[]));
    }
    sentences.extend(describing.certainties());
    join(sentences)
}

/// From where to where each measure goes, and who is at its ends.
fn axes(setting: &Setting<'_>, points: &[Point<'_>]) -> Vec<String> {
    let describing = setting.describing();
    let axis = |series: usize| {
        let of = |point: &Point<'_>| if series == 0 { point.x } else { point.y };
        let low = points.iter().map(of).fold(f64::MAX, f64::min);
        let high = points.iter().map(of).fold(f64::MIN, f64::max);
        let numbers = numbers(setting, series);
        let names = |value: f64| {
            let rows: Vec<&Row> = points.iter().filter(|point| of(point) == value).map(|point| point.row).collect();
            describing.names(&rows)
        };
        let told = if low == high {
            describing.text("all-equal", &[("value", &numbers.with_unit(high))])
        } else {
            let (low_names, high_names) = (names(low), names(high));
            let (low, high) = (numbers.with_unit(low), numbers.with_unit(high));
            describing.text("axis", &[("low", &low), ("least", &low_names), ("high", &high), ("most", &high_names)])
        };
        let name = match setting.series(series) {
            "" => &setting.chart.measure.name,
            name => name,
        };
        if name.is_empty() {
            told
        } else {
            describing.text("series", &[("series", name), ("sentence", &lower_first(&told))])
        }
    };
    vec![axis(0), axis(1)]
}
