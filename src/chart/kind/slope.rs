//! Slopes: what dumbbells look like as lines between two columns, each row named at both of its ends.

use super::Setting;
use super::dumbbell::{certainty, direction, label, row_words, value};
use super::line::spread;
use crate::chart::input::{Row, Size};
use crate::chart::legend::{self, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scale::{Scale, Zero};
use crate::chart::scene::{Anchor, At, Mark, Panel, Shape};
use crate::chart::stack::Stack;

/// From a dot to its label: the label may be moved up or down, and a thin line then leads to it.
const GAP: f64 = 20.0;

/// Adds the slopes of some rows to a drawing.
pub(super) fn lay_out(setting: &Setting<'_>, shown: &[&Row], stack: &mut Stack) {
    let known: Vec<&Row> =
        shown.iter().copied().filter(|row| value(row, 0).is_some() || value(row, 1).is_some()).collect();
    if known.is_empty() {
        stack.words(&setting.words.text("chart.nothing", &[]), 0.0);
        return;
    }
    stack.keys(&legend::certainties(setting.chart, setting.words, Sample::Dot));
    stack.words(&direction(setting).unwrap_or_default(), 0.0);
    stack.words(&setting.axis_name(), 0.0);
    let ends = Ends::of(setting, &known);
    heads(setting, stack, &ends);
    let height = (known.len() as f64 * LINE).max(if setting.size == Size::Wide { 260.0 } else { 220.0 });
    let values = known.iter().flat_map(|row| (0..2).filter_map(|series| value(row, series)));
    let values = Scale::tight(values, Zero::NotNeeded);
    // Values grow upwards: the scale from top to bottom begins with the highest.
    let down = Scale { from: values.to, to: values.from, ticks: Vec::new() };
    let top = stack.height() + LINE / 2.0;
    let across = Scale { from: 0.0, to: 1.0, ticks: Vec::new() };
    let mut panel = Panel { x: across, y: down, ..Panel::of_places(ends.left, top, ends.width(setting), height) };
    for end in [0.0, 1.0] {
        let places = [At::new(end, panel.y.from), At::new(end, panel.y.to)];
        panel.marks.push(Mark::plain([Shape::line(places, Role::Grid.line(1.0))]));
    }
    let places = [places(&known, 0, &panel), places(&known, 1, &panel)];
    for (index, row) in known.iter().enumerate() {
        let mut shapes = line(row);
        for series in [0, 1] {
            let Some(place) = places.get(series).and_then(|places| places.iter().find(|(row, _)| *row == index)) else {
                continue;
            };
            shapes.extend(end(setting, row, series, place.1, &panel, &ends));
        }
        panel.marks.push(Mark::saying(row_words(setting, row), shapes).leading(row.href.as_deref()));
    }
    stack.panel(panel, LINE);
    missing(setting, shown, stack);
}

/// How wide the labels of both ends are.
struct Ends {
    left: f64,
    right: f64,
}

impl Ends {
    fn of(setting: &Setting<'_>, known: &[&Row]) -> Self {
        let widest = |series: usize| {
            let labels = known.iter().filter(|row| value(row, series).is_some()).map(|row| words(setting, row, series));
            labels.map(|label| measure::width(&label, Weight::Regular)).fold(0.0, f64::max)
        };
        let most = setting.width() * if setting.size == Size::Wide { 0.32 } else { 0.34 };
        Self { left: widest(0).min(most) + GAP, right: widest(1).min(most) + GAP }
    }

    fn width(&self, setting: &Setting<'_>) -> f64 {
        (setting.width() - self.left - self.right).min(360.0)
    }
}

/// The names of both columns, above them.
fn heads(setting: &Setting<'_>, stack: &mut Stack, ends: &Ends) {
    let width = ends.width(setting);
    let mut panel = Panel::of_places(0.0, stack.height(), setting.width(), LINE + 4.0);
    // Each has the room from the edge of the drawing to the middle between the columns.
    let middle = ends.left + width / 2.0 - 6.0;
    let head = |series: usize| {
        let (x, anchor) = if series == 0 { (ends.left, Anchor::End) } else { (ends.left + width, Anchor::Start) };
        let (x, anchor, room) = match (series, measure::width(setting.series(series), Weight::Strong)) {
            (0, wide) if wide > x => (0.0, Anchor::Start, middle),
            (0, _) => (x, anchor, x),
            (_, wide) if wide > setting.width() - x => (setting.width(), Anchor::End, setting.width() - middle - 12.0),
            _ => (x, anchor, setting.width() - x),
        };
        let name = measure::shorten(setting.series(series), Weight::Strong, room.max(0.0));
        Mark::plain([Shape::text(At::new(x, measure::ASCENT + 2.0), name, anchor, Role::Text).strong()])
    };
    panel.marks.extend((0..2).filter(|series| !setting.series(*series).is_empty()).map(head));
    if !panel.marks.is_empty() {
        stack.panel(panel, 2.0);
    }
}

/// "IRD 12": the name of a row and its value.
fn words(setting: &Setting<'_>, row: &Row, series: usize) -> String {
    let name = setting.describing().name(row);
    format!("{name}\u{a0}\u{a0}{}", label(setting, row, series))
}

/// Where the labels of one end go, from the top of the panel: at their values, but moved apart.
fn places(known: &[&Row], series: usize, panel: &Panel) -> Vec<(usize, f64)> {
    let mut places: Vec<(usize, f64)> = Vec::new();
    for (index, row) in known.iter().enumerate() {
        if let Some(value) = value(row, series) {
            places.push((index, panel.y.part(value) * panel.height));
        }
    }
    places.sort_by(|a, b| a.1.total_cmp(&b.1));
    spread(&mut places, LINE, panel.height);
    places
}

fn line(row: &Row) -> Vec<Shape> {
    let (Some(first), Some(second)) = (value(row, 0), value(row, 1)) else { return Vec::new() };
    let known = certainty(row, 0).max(certainty(row, 1));
    vec![mark::line(At::new(0.0, first), At::new(1.0, second), 2.0, Role::Series(0), known)]
}

/// The dot of one end of a row and its label.
fn end(setting: &Setting<'_>, row: &Row, series: usize, place: f64, panel: &Panel, ends: &Ends) -> Vec<Shape> {
    let Some(value) = value(row, series) else { return Vec::new() };
    let (x, side, anchor, room) =
        if series == 0 { (0.0, -1.0, Anchor::End, ends.left) } else { (1.0, 1.0, Anchor::Start, ends.right) };
    let dot = At::new(x, value);
    let moved = place - panel.y.part(value) * panel.height;
    let mut shapes = Vec::new();
    if moved.abs() > 2.0 {
        let lead = [dot.by(side * 6.0, 0.0), dot.by(side * (GAP - 3.0), moved)];
        shapes.push(Shape::line(lead, Role::Axis.line(0.8)));
    }
    shapes.extend(mark::dot(dot, 5.0, Role::Series(0), certainty(row, series)));
    let value = label(setting, row, series);
    let room = room - GAP - measure::width(&format!("\u{a0}\u{a0}{value}"), Weight::Regular);
    let name = measure::shorten(&setting.describing().name(row), Weight::Regular, room.max(20.0));
    let words = if series == 0 { format!("{name}\u{a0}\u{a0}{value}") } else { format!("{value}\u{a0}\u{a0}{name}") };
    let words =
        measure::shorten(&words, Weight::Regular, (if series == 0 { ends.left } else { ends.right }) - GAP + 0.5);
    shapes.push(Shape::text(dot.by(side * GAP, moved + MIDDLE), words, anchor, Role::Text));
    shapes
}

/// Which rows lack which end: they are one dot, or none.
fn missing(setting: &Setting<'_>, shown: &[&Row], stack: &mut Stack) {
    let describing = setting.describing();
    for series in [0, 1] {
        let lacks = |row: &&Row| value(row, series).is_none();
        let rows: Vec<&Row> = shown.iter().copied().filter(lacks).collect();
        if rows.is_empty() {
            continue;
        }
        let missing = setting.words.text("chart.missing", &[]);
        let column = match setting.series(series) {
            "" => missing,
            name => setting.words.text("chart.mark", &[("name", name), ("value", &missing)]),
        };
        let names = describing.names(&rows);
        stack.words(&setting.words.text("chart.without", &[("missing", &column), ("names", &names)]), 0.0);
    }
}
