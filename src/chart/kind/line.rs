//! Lines: four moments or more, at most four lines, each named at its end, told apart by dash and marker too.
//!
//! A moment without a value is a gap in the line, never a point at 0.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::axis;
use crate::chart::calendar;
use crate::chart::describe::join;
use crate::chart::input::{Cell, Moment, Row, Size};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::study::Amount;

/// Lines over time.
pub static KIND: Kind = Kind {
    name: "line",
    summary: "Change over four moments or more, at most four lines.",
    options: &[OptionKey {
        name: "from_zero",
        form: OptionForm::Flag,
        meaning: "whether the upright axis begins at 0",
    }],
    defaults: || super::Options::Line(Options::default()),
    most_series: 4,
    most_groups: 0,
    sorting: Sorting::Time,
    lay_out,
    describe,
};

/// What may be asked of lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Whether the upright axis begins at 0.
    pub from_zero: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { from_zero: true }
    }
}

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Line(options) => options.clone(),
        _ => Options::default(),
    };
    let lines = lines(setting);
    let mut stack = Stack::new(setting.width());
    if lines.iter().all(|line| line.points.is_empty()) {
        stack.words(&setting.words.text("chart.nothing", &[]), 0.0);
        return Layout::whole(stack.finish());
    }
    let names_at_ends = setting.size == Size::Wide && lines.len() > 1;
    if !names_at_ends && lines.len() > 1 {
        let key =
            |line: &Line| Key { sample: Sample::Line(line.series), words: setting.series(line.series).to_owned() };
        stack.keys(&lines.iter().map(key).filter(|key| !key.words.is_empty()).collect::<Vec<_>>());
    }
    stack.keys(&legend::certainties(setting.chart, setting.words, Sample::Dot));
    stack.words(&setting.axis_name(), 0.0);
    stack.room(6.0);
    let mut panel = panel(setting, &options, &lines, stack.height(), names_at_ends);
    for line in &lines {
        panel.marks.extend(draw(setting, line));
    }
    if names_at_ends {
        panel.marks.extend(names(setting, &lines, &panel));
    }
    let labels = axis::below(&panel, setting.width(), |day| tick(setting, &lines, &panel, day));
    panel.marks.extend(labels);
    stack.panel(panel, axis::BELOW);
    Layout::whole(stack.finish())
}

/// A series: its points as days and values, and where its gaps are.
pub(super) struct Line<'c> {
    pub(super) series: usize,
    pub(super) points: Vec<Point<'c>>,
}

#[derive(Clone, Copy)]
pub(super) struct Point<'c> {
    pub(super) row: &'c Row,
    pub(super) day: f64,
    pub(super) value: f64,
    /// Whether a moment without a value lies between this point and the one before.
    after_gap: bool,
}

fn lines<'c>(setting: &Setting<'c>) -> Vec<Line<'c>> {
    let count = super::columns_in_order(setting.chart).len().min(4);
    (0..count).map(|series| line(&setting.rows(), series)).collect()
}

/// The points of a series, with its gaps.
pub(super) fn line<'c>(rows: &[&'c Row], series: usize) -> Line<'c> {
    let mut after_gap = false;
    let mut points = Vec::new();
    for row in rows.iter().copied() {
        let Some((from, to)) = row.when.map(calendar::days) else { continue };
        match row.cell(series).and_then(Cell::amount).map(Amount::sorting) {
            Some(value) => {
                points.push(Point { row, day: (from + to) / 2.0, value, after_gap });
                after_gap = false;
            }
            None => after_gap = true,
        }
    }
    Line { series, points }
}

fn panel(setting: &Setting<'_>, options: &Options, lines: &[Line<'_>], top: f64, names_at_ends: bool) -> Panel {
    let points = || lines.iter().flat_map(|line| &line.points);
    let zero = if options.from_zero { Zero::Included } else { Zero::NotNeeded };
    let up = Scale::round(points().map(|point| point.value), zero, 4);
    let step = axis::step_of(&up);
    let labels: Vec<String> = up.ticks.iter().map(|tick| setting.numbers.tick(*tick, step)).collect();
    let left = measure::widest(labels.iter().map(String::as_str), Weight::Regular) + 8.0;
    let right = if names_at_ends {
        let names = lines.iter().map(|line| setting.series(line.series));
        measure::widest(names, Weight::Regular).min(setting.width() * 0.28) + 12.0
    } else {
        10.0
    };
    let width = setting.width() - left - right;
    let height = if setting.size == Size::Wide { 260.0 } else { 200.0 };
    let days = days(points().map(|point| point.day), width);
    // Values grow upwards: the scale from top to bottom begins with its highest.
    let up = Scale { from: up.to, to: up.from, ticks: up.ticks };
    let mut panel = Panel { x: days, y: up, grid: Grid::Horizontal, ..Panel::of_places(left, top, width, height) };
    for (tick, label) in panel.y.ticks.clone().into_iter().zip(labels) {
        let at = At::new(panel.x.from, tick).by(-8.0, MIDDLE);
        panel.marks.push(Mark::plain([Shape::text(at, label, Anchor::End, Role::Muted)]));
    }
    panel
}

/// The scale of days: from the first point to the last. Where points are few each is a tick, else the calendar's seams.
fn days(days: impl Iterator<Item = f64> + Clone, width: f64) -> Scale {
    let mut moments: Vec<f64> = days.clone().collect();
    moments.sort_by(f64::total_cmp);
    moments.dedup();
    let tight = Scale::tight(moments.iter().copied(), Zero::NotNeeded);
    if moments.len() as f64 * 74.0 <= width {
        return Scale { ticks: moments, ..tight };
    }
    let (seams, _) = calendar::scale(days, (width / 74.0) as usize);
    let ticks = seams.ticks.into_iter().filter(|tick| (tight.from..=tight.to).contains(tick)).collect();
    Scale { ticks, ..tight }
}

fn draw(setting: &Setting<'_>, line: &Line<'_>) -> Vec<Mark> {
    draw_as(setting, line, line.series)
}

/// A line with the dash, the marker and the colour of a place among the series.
pub(super) fn draw_as(setting: &Setting<'_>, line: &Line<'_>, place: usize) -> Vec<Mark> {
    let role = Role::series(place);
    let at = |point: &Point<'_>| At::new(point.day, point.value);
    let stretches = line.points.chunk_by(|_, after| !after.after_gap);
    let mut marks: Vec<Mark> = stretches
        .filter(|points| points.len() > 1)
        .map(|points| Mark::plain([legend::line_of(place, points.iter().map(at).collect())]))
        .collect();
    for point in &line.points {
        let words = point_words(setting, point, line.series);
        let certainty = point.row.cell(line.series).map(|cell| cell.certainty).unwrap_or_default();
        let shapes = match certainty {
            crate::chart::input::Certainty::Explicit => vec![mark::marker(at(point), place, role)],
            other => mark::dot(at(point), 5.0, role, other),
        };
        marks.push(Mark::saying(words, shapes));
    }
    marks
}

fn point_words(setting: &Setting<'_>, point: &Point<'_>, series: usize) -> String {
    let moment = point.row.when.map(|when| setting.words.date(when)).unwrap_or_default();
    let missing = Cell::missing(None);
    let value = setting.numbers.sentence_of(point.row.cell(series).unwrap_or(&missing));
    match setting.series(series) {
        "" => setting.words.text("chart.mark", &[("name", &moment), ("value", &value)]),
        name => setting.words.text("chart.mark-in", &[("name", name), ("series", &moment), ("value", &value)]),
    }
}

/// The names at the ends of the lines, moved apart where the ends are near each other.
fn names(setting: &Setting<'_>, lines: &[Line<'_>], panel: &Panel) -> Vec<Mark> {
    let mut ends: Vec<(usize, f64)> = Vec::new();
    for line in lines {
        if let Some(last) = line.points.last() {
            ends.push((line.series, panel.y.part(last.value) * panel.height));
        }
    }
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    spread(&mut ends, LINE, panel.height);
    let room = setting.width() - panel.left - panel.width - 10.0;
    let name = |(series, y): (usize, f64)| {
        let name = measure::shorten(setting.series(series), Weight::Regular, room);
        let at = At::new(panel.x.to, panel.y.from).by(10.0, y + MIDDLE);
        Mark::plain([Shape::text(at, name, Anchor::Start, Role::Text)])
    };
    ends.into_iter().filter(|(series, _)| !setting.series(*series).is_empty()).map(name).collect()
}

/// Moves sorted places down until they are so far apart, and up again where they leave the end.
pub(super) fn spread(places: &mut [(usize, f64)], apart: f64, end: f64) {
    let mut free = f64::MIN;
    for (_, place) in places.iter_mut() {
        *place = place.max(free);
        free = *place + apart;
    }
    let mut free = end;
    for (_, place) in places.iter_mut().rev() {
        *place = place.min(free);
        free = *place - apart;
    }
}

/// What a tick says: the date of the points that it stands for, or the seam of the calendar.
fn tick(setting: &Setting<'_>, lines: &[Line<'_>], panel: &Panel, day: f64) -> String {
    let at_tick = |point: &&Point<'_>| point.day == day;
    if let Some(when) = lines.iter().flat_map(|line| &line.points).find(at_tick).and_then(|point| point.row.when) {
        return setting.words.date(when);
    }
    let moment = calendar::moment(day);
    match moment.month {
        Some(month) if axis::step_of(&panel.x) < 360.0 => {
            // The year is said once at the beginning, and again where one begins.
            let is_first = panel.x.ticks.first() == Some(&day);
            match (is_first, month) {
                (true, _) => setting.words.date(moment),
                (false, 1) => setting.words.date(Moment::year(moment.year)),
                (false, _) => setting.words.month_short(month),
            }
        }
        _ => setting.words.date(Moment::year(moment.year)),
    }
}

fn describe(setting: &Setting<'_>) -> String {
    describe_series(setting, KIND.name, 4)
}

/// From where to where each series goes, at most so many of them.
pub(super) fn describe_series(setting: &Setting<'_>, kind: &str, most: usize) -> String {
    let describing = setting.describing();
    let mut sentences = vec![describing.what(kind)];
    let rows = setting.rows();
    let count = super::columns_in_order(setting.chart).len().min(most);
    for line in (0..count).map(|series| line(&rows, series)) {
        let (Some(first), Some(last)) = (line.points.first(), line.points.last()) else { continue };
        let date = |point: &Point<'_>| point.row.when.map(|when| setting.words.date(when)).unwrap_or_default();
        let name = match setting.series(line.series) {
            "" => &setting.chart.measure.name,
            name => name,
        };
        let (from, to) = (setting.numbers.plain(first.value), setting.numbers.with_unit(last.value));
        let arguments = [("name", name), ("from", &from), ("first", &date(first)), ("to", &to), ("last", &date(last))];
        sentences.push(describing.text("trend", &arguments));
    }
    sentences.extend(describing.doubts());
    join(sentences)
}
