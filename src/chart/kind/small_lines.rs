//! Small multiples over time: one small line a series, on one scale of values and one of days.

use super::Setting;
use super::line::{self, Line};
use crate::chart::axis;
use crate::chart::calendar;
use crate::chart::input::{Chart, Moment, Row};
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;

/// Fewer moments than these are compared by length, not by slope.
const FEWEST_MOMENTS: usize = 4;
const HEIGHT: f64 = 74.0;
const BETWEEN: f64 = 26.0;
/// Narrower frames are not worth looking at: then fewer stand beside each other.
const NARROWEST: f64 = 100.0;
/// Room for the number over a point at the upper edge.
const ABOVE: f64 = 20.0;

/// Whether the small charts of these data are lines: every row has its moment, and there are enough of them.
pub(super) fn fit(chart: &Chart) -> bool {
    chart.rows.len() >= FEWEST_MOMENTS && chart.rows.iter().all(|row| row.when.is_some())
}

/// Adds the small charts, so many beside each other.
pub(super) fn lay_out(setting: &Setting<'_>, stack: &mut Stack, rows: &[&Row], series: &[usize], columns: usize) {
    let lines: Vec<Line<'_>> = series.iter().map(|series| line::line(rows, *series)).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    let up = Scale::round(points().map(|point| point.value), Zero::Included, 2);
    let step = axis::step_of(&up);
    let ticks: Vec<(f64, String)> = up.ticks.iter().map(|tick| (*tick, setting.numbers.tick(*tick, step))).collect();
    let left = measure::widest(ticks.iter().map(|(_, label)| label.as_str()), Weight::Regular) + 8.0;
    let width_of = |columns: usize| {
        (setting.width() - left - columns.saturating_sub(1) as f64 * BETWEEN - 4.0) / columns.max(1) as f64
    };
    let columns = (1..=columns.max(1)).rev().find(|columns| width_of(*columns) >= NARROWEST).unwrap_or(1);
    let days = Scale::tight(rows.iter().filter_map(|row| row.when).map(day), Zero::NotNeeded);
    let small = Small {
        setting,
        up: Scale { from: up.to, to: up.from, ticks: up.ticks },
        days,
        ticks,
        left,
        width: width_of(columns).max(NARROWEST / 2.0),
        ends: ends(rows),
    };
    for beside in lines.chunks(columns) {
        small.line(stack, beside);
    }
}

/// The middle of a moment, as a day.
fn day(moment: Moment) -> f64 {
    let (from, to) = calendar::days(moment);
    (from + to) / 2.0
}

/// The first and the last moment.
fn ends(rows: &[&Row]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = rows.iter().filter_map(|row| row.when).collect();
    moments.sort_by(|a, b| day(*a).total_cmp(&day(*b)));
    let last = moments.len().checked_sub(1).and_then(|last| moments.get(last)).copied();
    let mut ends: Vec<Moment> = moments.first().copied().into_iter().chain(last).collect();
    ends.dedup();
    ends
}

/// What the small charts have in common.
struct Small<'s, 'c> {
    setting: &'s Setting<'c>,
    up: Scale,
    days: Scale,
    ticks: Vec<(f64, String)>,
    left: f64,
    width: f64,
    ends: Vec<Moment>,
}

impl Small<'_, '_> {
    /// Small charts beside each other; the first says what the height means.
    fn line(&self, stack: &mut Stack, lines: &[Line<'_>]) {
        let title = |line: &Line<'_>| measure::wrap(self.setting.series(line.series), Weight::Strong, self.width, 2);
        let titles: Vec<Vec<String>> = lines.iter().map(title).collect();
        let most = titles.iter().map(Vec::len).max().unwrap_or(1);
        let top = stack.height() + 8.0 + most as f64 * LINE + ABOVE;
        for (place, (line, title)) in lines.iter().zip(&titles).enumerate() {
            let left = self.left + place as f64 * (self.width + BETWEEN);
            let mut panel = Panel {
                x: self.days.clone(),
                y: self.up.clone(),
                grid: Grid::Horizontal,
                ..Panel::of_places(left, top, self.width, HEIGHT)
            };
            let names = self.title(title, &panel, line.series);
            panel.marks.extend(names);
            if place == 0 {
                let label = |(tick, label): &(f64, String)| {
                    let at = At::new(panel.x.from, *tick).by(-8.0, MIDDLE);
                    Mark::plain([Shape::text(at, label, Anchor::End, Role::Muted)])
                };
                let labels: Vec<Mark> = self.ticks.iter().map(label).collect();
                panel.marks.extend(labels);
            }
            // Every small chart is alone in its frame: the colour and the marker tell nothing and stay the same.
            panel.marks.extend(line::draw_as(self.setting, line, 0));
            let (last, dates) = (self.last(line, &panel), self.dates(&panel));
            panel.marks.extend(last.into_iter().chain(dates));
            if line.points.is_empty() {
                let words = self.setting.words.text("chart.missing", &[]);
                let words = measure::shorten(&words, Weight::Regular, self.width - 6.0);
                let at = At::new(panel.x.from, panel.y.to).by(6.0, -HEIGHT / 2.0);
                panel.marks.push(Mark::plain([Shape::text(at, words, Anchor::Start, Role::Muted)]));
            }
            stack.panel(panel, axis::BELOW);
        }
    }

    fn title(&self, lines: &[String], panel: &Panel, series: usize) -> Vec<Mark> {
        let lang = self.setting.chart.series.get(series).and_then(|series| series.lang.as_deref());
        let line = |(i, line): (usize, &String)| {
            let up = ABOVE + (lines.len() - 1 - i) as f64 * LINE;
            let at = At::new(panel.x.from, panel.y.from).by(0.0, -up);
            Mark::plain([Shape::text(at, line, Anchor::Start, Role::Text).strong().in_language(lang)])
        };
        lines.iter().enumerate().filter(|(_, line)| !line.is_empty()).map(line).collect()
    }

    /// The number at the end of a line: over its point, or under it where that is the lower half of a steep fall.
    fn last(&self, line: &Line<'_>, panel: &Panel) -> Option<Mark> {
        let point = line.points.last()?;
        let text = self.setting.numbers.plain(point.value);
        let length = measure::width(&text, Weight::Regular);
        let x = panel.across_to(point.day);
        // Ended by the frame's edge where it would leave it.
        let shift = (panel.width - x - length / 2.0).min(0.0) - (x - length / 2.0).min(0.0);
        let at = At::new(point.day, point.value).by(shift, -9.0);
        Some(Mark::plain([Shape::text(at, text, Anchor::Middle, Role::Text)]))
    }

    /// The first and the last moment, under the frame.
    fn dates(&self, panel: &Panel) -> Vec<Mark> {
        let words: Vec<String> = self.ends.iter().map(|moment| self.setting.words.date(*moment)).collect();
        let both = words.iter().map(|words| measure::width(words, Weight::Regular)).sum::<f64>() + 12.0;
        let shown = if both > panel.width { 1 } else { 2 };
        let mark = |(i, (moment, words)): (usize, (&Moment, &String))| {
            let room = panel.width;
            let words = measure::shorten(words, Weight::Regular, room);
            let anchor = if i == 0 { Anchor::Start } else { Anchor::End };
            let edge = if i == 0 { 0.0 } else { panel.width };
            let shift = edge - panel.across_to(day(*moment));
            let at = At::new(day(*moment), panel.y.to).by(shift, 18.0);
            Mark::plain([Shape::text(at, words, anchor, Role::Muted)])
        };
        self.ends.iter().zip(&words).take(shown).enumerate().map(mark).collect()
    }
}
