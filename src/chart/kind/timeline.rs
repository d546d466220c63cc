//! Timelines: events and periods, the earliest first, each as wide as the dates are vague.
//!
//! An event that is known by its year covers the year, one that is known by its day is a dot. Each event has a line of
//! its own, so names never meet; what has no date stands below the axis and is said to have none.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::axis;
use crate::chart::calendar;
use crate::chart::describe::{self, join};
use crate::chart::input::{Certainty, Moment, Period, Row, Size, Value};
use crate::chart::legend::{self, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, LINE, MIDDLE, Weight};
use crate::chart::palette::Role;
use crate::chart::scene::{Anchor, At, Mark, Panel, Shape};
use crate::chart::stack::Stack;

/// Events and periods.
pub static KIND: Kind = Kind {
    name: "timeline",
    summary: "Events and periods in their order, no more precise than they are known.",
    options: &[OptionKey {
        name: "most",
        form: OptionForm::Number,
        meaning: "how many events are drawn; the rest is in the table",
    }],
    defaults: || super::Options::Timeline(Options::default()),
    most_series: 1,
    most_groups: 0,
    sorting: Sorting::Time,
    lay_out,
    describe,
};

/// What may be asked of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The most events that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { most: 40 }
    }
}

const BAR: f64 = 12.0;
const GAP: f64 = 9.0;
const DATE_GAP: f64 = 4.0;
const EVENT_SPACE: f64 = 12.0;

/// What a row is sorted by: its first day; what has no date comes last.
pub(super) fn key(row: &Row) -> f64 {
    let days = period_of(row).map(calendar::stretch);
    days.and_then(|(from, to)| from.or(to)).unwrap_or(f64::INFINITY)
}

/// The period of a row, where it has a date.
fn period_of(row: &Row) -> Option<Period> {
    match row.cell(0).map(|cell| &cell.value) {
        Some(Value::Time(period)) if period.from.or(period.to).is_some() => Some(*period),
        _ => row.when.map(Period::at),
    }
}

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Timeline(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(80));
    let (dated, undated): (Vec<&Row>, Vec<&Row>) = shown.iter().partition(|row| period_of(row).is_some());
    let mut stack = Stack::new(setting.width());
    stack.keys(&legend::certainties(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
    if !dated.is_empty() {
        dated_rows(setting, &mut stack, &dated);
    }
    undated_rows(setting, &mut stack, &undated);
    if shown.is_empty() {
        stack.words(&setting.words.text("chart.nothing", &[]), 0.0);
    }
    if let Some(words) = &omitted {
        stack.words(words, 0.0);
    }
    Layout { scene: stack.finish(), omitted }
}

fn dated_rows(setting: &Setting<'_>, stack: &mut Stack, rows: &[&Row]) {
    const SIDE: f64 = 16.0;
    let width = setting.width() - 2.0 * SIDE;
    let days = rows.iter().filter_map(|row| period_of(row)).map(calendar::stretch);
    let days: Vec<f64> = days.flat_map(|(from, to)| [from, to.map(|day| day - 1.0)]).flatten().collect();
    let (scale, step) = calendar::scale(days, (width / 84.0) as usize);
    let mut panel = Panel::across(SIDE, stack.height(), width, 1.0, scale);
    let placed: Vec<Placed<'_>> = rows.iter().map(|row| place(setting, row, &panel)).collect();
    // The heights are known only now that the names have found their sides.
    panel = Panel::across(SIDE, panel.top, width, height(&placed), panel.x);
    let mut top = 4.0;
    for placed in &placed {
        let mark = placed.mark(setting, &panel, top);
        panel.marks.push(mark);
        top += placed.height;
    }
    let label = |day: f64| tick(setting, day, step, panel.x.ticks.first() == Some(&day));
    let labels = axis::below(&panel, setting.width(), label);
    panel.marks.extend(labels);
    stack.panel(panel, axis::BELOW);
}

fn height(placed: &[Placed<'_>]) -> f64 {
    placed.iter().map(|placed| placed.height).sum::<f64>() + 8.0
}

/// What a tick says: the year, or the month where months are told apart.
fn tick(setting: &Setting<'_>, day: f64, step: i64, is_first: bool) -> String {
    let moment = calendar::moment(day);
    match moment.month {
        // The year is said once at the beginning, and again where one begins.
        Some(_) if step < 12 && is_first => setting.words.date(moment),
        Some(month) if step < 12 && month != 1 => setting.words.month_short(month),
        _ => setting.words.date(Moment::year(moment.year)),
    }
}

/// Where the words of a row go.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Right,
    Left,
    /// Date and name on one line under the mark.
    Below,
    /// The date under the mark, the name under the date.
    FarBelow,
}

/// A row whose words have found their side.
struct Placed<'r> {
    row: &'r Row,
    from: Option<f64>,
    to: Option<f64>,
    date: String,
    name: Vec<String>,
    side: Side,
    height: f64,
}

/// Finds the side where the words of a row have room: right of its mark, left of it, or below.
fn place<'r>(setting: &Setting<'_>, row: &'r Row, panel: &Panel) -> Placed<'r> {
    let (from, to) = period_of(row).map(calendar::stretch).unwrap_or_default();
    let date = date_of(setting, row);
    let name = setting.describing().name(row);
    let start = panel.left + panel.across_to(from.unwrap_or(panel.x.from));
    let end = panel.left + panel.across_to(to.unwrap_or(panel.x.to));
    // A dot reaches further than the day that it stands for.
    let (start, end) = (start.min((start + end) / 2.0 - 6.0), end.max((start + end) / 2.0 + 6.0));
    let beside_date = measure::width(&date, Weight::Strong) + DATE_GAP + GAP;
    let (right, left) = (setting.width() - end - beside_date, start - beside_date);
    let length = measure::width(&name, Weight::Regular);
    let (side, room) = match () {
        () if length <= right => (Side::Right, right),
        () if length <= left => (Side::Left, left),
        () if right >= left && right >= 150.0 => (Side::Right, right),
        () if left >= 150.0 => (Side::Left, left),
        () if setting.size == Size::Wide && length <= setting.width() - beside_date => {
            (Side::Below, setting.width() - beside_date)
        }
        () => (Side::FarBelow, setting.width()),
    };
    let name = measure::wrap(&name, Weight::Regular, room.max(60.0), 3);
    let text = name.len() as f64 * LINE;
    let height = match side {
        Side::Right | Side::Left => text.max(BAR + 2.0),
        Side::Below => BAR + 4.0 + text,
        Side::FarBelow => BAR + 4.0 + LINE + text,
    };
    Placed { row, from, to, date, name, side, height: height + EVENT_SPACE }
}

fn date_of(setting: &Setting<'_>, row: &Row) -> String {
    let worded = row.cell(0).and_then(|cell| cell.words.clone());
    let period = || period_of(row).map(|period| describe::period(period, setting.words)).unwrap_or_default();
    measure::shorten(&worded.unwrap_or_else(period), Weight::Strong, setting.width() * 0.6)
}

impl Placed<'_> {
    fn mark(&self, setting: &Setting<'_>, panel: &Panel, top: f64) -> Mark {
        let certainty = self.row.cell(0).map(|cell| cell.certainty).unwrap_or_default();
        let content = self.height - EVENT_SPACE;
        let is_beside = matches!(self.side, Side::Right | Side::Left);
        let middle = if is_beside { top + content / 2.0 } else { top + BAR / 2.0 };
        let mut shapes = Vec::new();
        if self.row.href.is_some() {
            let (from, to) = (At::new(panel.x.from, top - 4.0), At::new(panel.x.to, top + self.height - 4.0));
            shapes.push(Shape::rect(from, to, Role::Ground.fill()));
        }
        shapes.extend(self.stretch(panel, middle, certainty));
        shapes.extend(self.words(panel, top));
        let words = [("name", setting.describing().name(self.row)), ("value", self.date.clone())];
        let words = words.each_ref().map(|(name, value)| (*name, value.as_str()));
        Mark::saying(setting.words.text("chart.mark", &words), shapes).leading(self.row.href.as_deref())
    }

    /// The time itself: a bar as long as it is, a dot where it is shorter than a dot, arrows at open ends.
    fn stretch(&self, panel: &Panel, middle: f64, certainty: Certainty) -> Vec<Shape> {
        let role = Role::Series(0);
        let from = self.from.unwrap_or(panel.x.from);
        let to = self.to.unwrap_or(panel.x.to);
        if self.from.is_some() && self.to.is_some() && panel.across_to(to) - panel.across_to(from) < 7.0 {
            return mark::dot(At::new((from + to) / 2.0, middle), BAR / 2.0, role, certainty);
        }
        let mut shapes = mark::bar(panel, (from, to), (middle - BAR / 2.0, middle + BAR / 2.0), role, certainty);
        if self.from.is_none() {
            shapes.push(mark::arrow_head(At::new(from, middle).by(-9.0, 0.0), false, role));
        }
        if self.to.is_none() {
            shapes.push(mark::arrow_head(At::new(to, middle).by(9.0, 0.0), true, role));
        }
        shapes
    }

    /// The date next to the mark, the name beyond it.
    fn words(&self, panel: &Panel, top: f64) -> Vec<Shape> {
        let from = At::new(self.from.unwrap_or(panel.x.from), 0.0);
        let to = At::new(self.to.unwrap_or(panel.x.to), 0.0);
        let half_dot = |from_middle: f64| (BAR / 2.0 - from_middle).max(0.0);
        let half = (panel.across_to(to.x) - panel.across_to(from.x)) / 2.0;
        let open = if self.to.is_none() { 9.0 } else { 0.0 };
        let (at, anchor, onward) = match self.side {
            Side::Right => (to.by(GAP + open + half_dot(half), 0.0), Anchor::Start, 1.0),
            Side::Left => (from.by(-GAP - half_dot(half), 0.0), Anchor::End, -1.0),
            Side::Below | Side::FarBelow => (At::new(panel.x.from, 0.0).by(-panel.left, 0.0), Anchor::Start, 1.0),
        };
        let first = match self.side {
            Side::Below | Side::FarBelow => top + BAR + 4.0 + LINE / 2.0 + MIDDLE,
            _ => top + (self.height - EVENT_SPACE - self.name.len() as f64 * LINE) / 2.0 + LINE / 2.0 + MIDDLE,
        };
        let (across, down) = match self.side {
            Side::FarBelow => (0.0, LINE),
            _ => (onward * (measure::width(&self.date, Weight::Strong) + DATE_GAP), 0.0),
        };
        let mut shapes = vec![Shape::text(at.by(0.0, first), &self.date, anchor, Role::Muted).strong().with_halo()];
        for (i, line) in self.name.iter().enumerate() {
            let at = at.by(across, first + down + i as f64 * LINE);
            let line = Shape::text(at, line, anchor, Role::Text).with_halo();
            shapes.push(line.in_language(self.row.lang.as_deref()));
        }
        shapes
    }
}

/// What has no date, under the axis.
fn undated_rows(setting: &Setting<'_>, stack: &mut Stack, rows: &[&Row]) {
    if rows.is_empty() {
        return;
    }
    let date = setting.words.text("chart.undated", &[]);
    let left = measure::width(&date, Weight::Strong) + DATE_GAP;
    let mut panel = Panel::of_places(0.0, stack.height() + 6.0, setting.width(), 1.0);
    let mut top = 0.0;
    for row in rows {
        let name = setting.describing().name(row);
        let lines = measure::wrap(&name, Weight::Regular, setting.width() - left, 3);
        let baseline = |line: usize| top + line as f64 * LINE + LINE / 2.0 + MIDDLE;
        let mut shapes = vec![Shape::text(At::new(0.0, baseline(0)), &date, Anchor::Start, Role::Muted).strong()];
        shapes.extend(lines.iter().enumerate().map(|(i, line)| {
            let line = Shape::text(At::new(left, baseline(i)), line, Anchor::Start, Role::Text);
            line.in_language(row.lang.as_deref())
        }));
        let words = setting.words.text("chart.mark", &[("name", &name), ("value", &date)]);
        panel.marks.push(Mark::saying(words, shapes).leading(row.href.as_deref()));
        top += lines.len() as f64 * LINE + 7.0;
    }
    let panel = Panel { marks: panel.marks, ..Panel::of_places(0.0, panel.top, panel.width, top) };
    stack.panel(panel, 0.0);
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let rows = setting.rows();
    let (dated, undated): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| period_of(row).is_some());
    let what = setting.words.text("chart.kind.timeline", &[]);
    let things = crate::chart::words::count_of(setting.words, rows.len(), &setting.chart.things);
    let mut sentences = vec![describing.text("what-things", &[("kind", &what), ("things", &things)])];
    let each =
        |row: &&Row| describing.text("each", &[("name", &describing.name(row)), ("value", &date_of(setting, row))]);
    sentences.extend(dated.iter().take(12).map(each));
    if !undated.is_empty() {
        let names = describing.names(&undated);
        sentences.push(describing.counted("undated", undated.len(), &[("names", &names)]));
    }
    sentences.extend(describing.certainties());
    join(sentences)
}
