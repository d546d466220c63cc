//! Histograms: how many points of a distribution lie in each bin, from 0, one below the other where there are groups.
//!
//! A strip becomes one where it is asked for and there are thirty points, or where there are so many that a strip would
//! press them together. Inferred points and those from elsewhere are the upper part of their bar.

use super::Setting;
use crate::chart::axis;
use crate::chart::input::{Certainty, Row, Size};
use crate::chart::measure::{self, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{mark, statistics};

/// The points of a group and what the group is called.
pub(super) struct Group<'c> {
    /// Its name; empty where there is but one.
    pub(super) name: &'c str,
    /// The rows with their values.
    pub(super) points: Vec<(&'c Row, f64)>,
}

/// A bin: its edges, and how many points of each certainty it holds.
pub(super) struct Bin {
    /// From this value on.
    pub(super) from: f64,
    /// Up to this value, which belongs to the next bin.
    pub(super) to: f64,
    counts: [usize; 3],
}

impl Bin {
    /// How many points it holds.
    pub(super) fn count(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// The edges of the bins that all groups share.
pub(super) fn edges(groups: &[Group<'_>], size: Size) -> Vec<f64> {
    let values: Vec<f64> = groups.iter().flat_map(|group| group.points.iter().map(|(_, value)| *value)).collect();
    statistics::edges(&values, if size == Size::Wide { 30 } else { 16 })
}

/// The bins of one group.
pub(super) fn bins(group: &Group<'_>, edges: &[f64]) -> Vec<Bin> {
    let bin = |pair: &[f64]| {
        let (from, to) = (pair.first().copied().unwrap_or(0.0), pair.last().copied().unwrap_or(0.0));
        let inside = |certainty: Certainty| {
            let points = group.points.iter().filter(|(_, value)| (from..to).contains(value));
            points.filter(|(row, _)| certainty_of(row) == certainty).count()
        };
        Bin { from, to, counts: Certainty::ALL.map(inside) }
    };
    edges.windows(2).map(bin).collect()
}

fn certainty_of(row: &Row) -> Certainty {
    row.cell(0).map(|cell| cell.certainty).unwrap_or_default()
}

/// Adds the histogram of each group to a drawing.
pub(super) fn lay_out(setting: &Setting<'_>, groups: &[Group<'_>], stack: &mut Stack) {
    let edges = edges(groups, setting.size);
    let shown: Vec<(&Group<'_>, Vec<Bin>)> = groups.iter().map(|group| (group, bins(group, &edges))).collect();
    let highest = shown.iter().flat_map(|(_, bins)| bins).map(Bin::count).max().unwrap_or(0).max(1);
    let up = Scale::round([0.0, highest as f64], Zero::Included, if highest < 4 { highest } else { 4 });
    let counts: Vec<String> = up.ticks.iter().map(|tick| setting.words.integer(tick.round() as i64)).collect();
    let left = measure::widest(counts.iter().map(String::as_str), Weight::Regular) + 8.0;
    let height = match (groups.len(), setting.size) {
        (1, Size::Wide) => 220.0,
        (1, Size::Narrow) => 180.0,
        _ => 110.0,
    };
    let things = &setting.chart.things.other;
    stack.words(&format!("↑\u{a0}{}", setting.words.text("chart.bin-count", &[("things", things)])), 0.0);
    for (group, bins) in &shown {
        stack.words(group.name, left);
        stack.room(7.0);
        let down = Scale { from: up.to, to: up.from, ticks: up.ticks.clone() };
        let across = across(setting, &edges, setting.width() - left - 10.0);
        let place = Panel::of_places(left, stack.height(), setting.width() - left - 10.0, height);
        let mut panel = Panel { x: across, y: down, grid: Grid::Horizontal, ..place };
        for (tick, label) in up.ticks.iter().zip(&counts) {
            let at = At::new(panel.x.from, *tick).by(-8.0, MIDDLE);
            panel.marks.push(Mark::plain([Shape::text(at, label, Anchor::End, Role::Muted)]));
        }
        let bars: Vec<Mark> = bins.iter().filter(|bin| bin.count() > 0).map(|bin| bar(setting, bin, &panel)).collect();
        panel.marks.extend(bars);
        let base = [At::new(panel.x.from, 0.0), At::new(panel.x.to, 0.0)];
        panel.marks.push(Mark::plain([Shape::line(base, Role::Axis.line(1.0))]));
        let step = axis::step_of(&panel.x);
        let ticks = axis::below(&panel, setting.width(), |tick| setting.numbers.tick(tick, step));
        panel.marks.extend(ticks);
        stack.panel(panel, axis::BELOW + 4.0);
    }
    stack.words(&format!("{}\u{a0}→", setting.axis_name()), left);
}

/// The scale of the values: its ticks are edges of bins, as many as have room.
fn across(setting: &Setting<'_>, edges: &[f64], room: f64) -> Scale {
    let (from, to) = (edges.first().copied().unwrap_or(0.0), edges.last().copied().unwrap_or(1.0));
    let step = edges.get(1).map_or(1.0, |second| second - from);
    let widest = edges.iter().map(|edge| measure::width(&setting.numbers.tick(*edge, step), Weight::Regular));
    let fit = (room / (widest.fold(0.0, f64::max) + 14.0)).floor().max(1.0);
    let every = ((edges.len() as f64 / fit).ceil() as usize).max(1);
    Scale { from, to, ticks: edges.iter().copied().step_by(every).collect() }
}

/// The bar of a bin: what the sources state below, then what is from elsewhere, then what is inferred.
fn bar(setting: &Setting<'_>, bin: &Bin, panel: &Panel) -> Mark {
    let mut from = 0.0;
    let mut shapes = Vec::new();
    for (certainty, count) in Certainty::ALL.into_iter().zip(bin.counts) {
        let to = from + count as f64;
        shapes.extend(mark::upright(panel, (bin.from, bin.to), (from, to), Role::Series(0), certainty));
        from = to;
    }
    Mark::saying(bin_words(setting, bin), shapes)
}

/// "de 5 à 10 : 12 citations".
pub(super) fn bin_words(setting: &Setting<'_>, bin: &Bin) -> String {
    let step = bin.to - bin.from;
    let (from, to) = (setting.numbers.tick(bin.from, step), setting.numbers.tick(bin.to, step));
    let count = crate::chart::words::count_of(setting.words, bin.count(), &setting.chart.things);
    setting.words.text("chart.bin", &[("from", &from), ("to", &to), ("count", &count)])
}
