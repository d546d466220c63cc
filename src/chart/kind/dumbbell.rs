//! Dumbbells: two values a row, as two dots on one line; with `slope`, as a line between two columns.
//!
//! A row of which one value is missing has one dot, and the word for what is missing; no line is drawn to nowhere.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting, slope};
use crate::chart::describe::{self, join};
use crate::chart::input::{Cell, Certainty, Row, Size};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::measure::{self, Weight};
use crate::chart::palette::Role;
use crate::chart::rows::{self, Band};
use crate::chart::scale::Zero;
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{across, axis, mark};
use crate::study::Amount;

/// Two values a row.
pub static KIND: Kind = Kind {
    name: "dumbbell",
    summary: "Two values a row, as two dots on one line, or as slopes.",
    options: &[
        OptionKey { name: "from_zero", form: OptionForm::Flag, meaning: "whether the axis begins at 0" },
        OptionKey {
            name: "most",
            form: OptionForm::Number,
            meaning: "how many rows are drawn; the rest is in the table",
        },
        OptionKey {
            name: "slope",
            form: OptionForm::Flag,
            meaning: "whether each row is a line from one column to the other (a slope chart)",
        },
    ],
    defaults: || super::Options::Dumbbell(Options::default()),
    most_series: 2,
    most_groups: 0,
    sorting: Sorting::Second,
    lay_out,
    describe: tell,
};

/// What may be asked of dumbbells.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Whether the axis begins at 0; where nothing is said it does if the data come near.
    pub from_zero: Option<bool>,
    /// The most rows that are drawn; the table has them all.
    pub most: usize,
    /// Whether each row is a line between two columns.
    pub slope: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { from_zero: None, most: 25, slope: false }
    }
}

const MARKS: f64 = 14.0;
const GAP: f64 = 11.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Dumbbell(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(60));
    let mut stack = Stack::new(setting.width());
    if options.slope {
        slope::lay_out(setting, &shown, &mut stack);
    } else {
        dumbbells(setting, &options, &shown, &mut stack);
    }
    if let Some(words) = &omitted {
        stack.words(words, 0.0);
    }
    Layout { scene: stack.finish(), omitted }
}

fn dumbbells(setting: &Setting<'_>, options: &Options, shown: &[&Row], stack: &mut Stack) {
    let rows = rows::lay_out(shown, setting.size, MARKS, 11.0);
    let values: Vec<f64> = shown.iter().flat_map(|row| (0..2).filter_map(|series| value(row, series))).collect();
    let key = |series: usize| Key { sample: Sample::Marker(series), words: setting.series(series).to_owned() };
    stack.keys(&(0..2).map(key).filter(|key| !key.words.is_empty()).collect::<Vec<_>>());
    stack.keys(&legend::doubts(setting.chart, setting.words, Sample::Dot));
    stack.words(&direction(setting).unwrap_or_default(), 0.0);
    stack.words(&setting.axis_name(), rows.left);
    let labels = shown.iter().flat_map(|row| {
        (0..2).filter(|series| value(row, *series).is_some()).map(|series| label(setting, row, series))
    });
    let room = labels.map(|label| measure::width(&label, Weight::Regular)).fold(0.0, f64::max) + GAP + 2.0;
    let is_partial = |row: &&&Row| value(row, 0).is_some() != value(row, 1).is_some();
    // What is missing is said right of the one dot.
    let part = if setting.size == Size::Wide { 0.26 } else { 0.2 };
    let missing = if shown.iter().any(|row| is_partial(&row)) { setting.width() * part } else { 0.0 };
    let after = room.max(missing);
    let width = (setting.width() - rows.left - room - after).max(60.0);
    let zero =
        if options.from_zero.unwrap_or_else(|| is_near_zero(&values)) { Zero::Included } else { Zero::NotNeeded };
    let scale = axis::that_fits(&values, zero, width, &setting.numbers);
    let mut panel = Panel::across(rows.left + room, stack.height(), width, rows.height, scale);
    panel.grid = Grid::Vertical;
    for (row, band) in shown.iter().zip(&rows.bands) {
        let mut shapes = across::ground(setting, row, band, &panel);
        shapes.extend(rows.name(band, panel.x.from, room));
        shapes.extend(dots(setting, row, band, &panel));
        panel.marks.push(Mark::saying(row_words(setting, row), shapes).leading(row.href.as_deref()));
    }
    let step = axis::step_of(&panel.x);
    let ticks = axis::below(&panel, setting.width(), |tick| setting.numbers.tick(tick, step));
    panel.marks.extend(ticks);
    stack.panel(panel, axis::BELOW);
}

/// Whether an axis from 0 would not waste much of its length.
fn is_near_zero(values: &[f64]) -> bool {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    low <= high * 0.6 || low <= 0.0
}

/// The two dots of a row, the line between them, and a label beyond each.
fn dots(setting: &Setting<'_>, row: &Row, band: &Band, panel: &Panel) -> Vec<Shape> {
    let at = |value: f64| At::new(value, band.middle);
    // Dots that would cover each other lie one above the other.
    let apart = match (value(row, 0), value(row, 1)) {
        (Some(first), Some(second)) => panel.across_to(first) - panel.across_to(second),
        _ => f64::MAX,
    };
    let lift = if apart.abs() < 9.0 { 4.5 } else { 0.0 };
    let dot = |series: usize, value: f64| {
        let at = at(value).by(0.0, if series == 0 { -lift } else { lift });
        mark::marker_as(at, series, 1.35, Role::series(series), certainty(row, series))
    };
    let label_at = |value: f64, series: usize, is_left: bool| {
        let (anchor, gap) = if is_left { (Anchor::End, -GAP) } else { (Anchor::Start, GAP) };
        let place = at(value).by(gap, measure::MIDDLE);
        Shape::text(place, label(setting, row, series), anchor, Role::Text).with_halo()
    };
    match (value(row, 0), value(row, 1)) {
        (Some(first), Some(second)) => {
            let known = [0, 1].map(|series| certainty(row, series)).into_iter().max().unwrap_or_default();
            let mut shapes = vec![mark::line(at(first), at(second), 3.0, Role::Rest, known)];
            shapes.extend(dot(0, first).into_iter().chain(dot(1, second)));
            shapes.push(label_at(first, 0, first < second));
            if first != second {
                shapes.push(label_at(second, 1, second < first));
            }
            shapes
        }
        (None, None) => {
            let room = setting.width() - panel.left - 4.0;
            let words = measure::shorten(&setting.words.text("chart.missing", &[]), Weight::Regular, room);
            let place = At::new(panel.x.from, band.middle + measure::MIDDLE).by(4.0, 0.0);
            vec![Shape::text(place, words, Anchor::Start, Role::Muted).with_halo()]
        }
        (first, second) => {
            let (series, value) = first.map_or((1, second.unwrap_or_default()), |first| (0, first));
            let mut shapes = dot(series, value);
            shapes.push(label_at(value, series, true));
            let room = setting.width() - panel.left - panel.across_to(value) - GAP;
            let full = missing_words(setting, 1 - series);
            let is_short = measure::width(&full, Weight::Regular) <= room;
            let words = if is_short { full } else { setting.words.text("chart.missing", &[]) };
            let words = measure::shorten(&words, Weight::Regular, room.max(0.0));
            let place = at(value).by(GAP, measure::MIDDLE);
            shapes.push(Shape::text(place, words, Anchor::Start, Role::Muted).with_halo());
            shapes
        }
    }
}

/// `2012 : non documenté`
fn missing_words(setting: &Setting<'_>, series: usize) -> String {
    let missing = setting.words.text("chart.missing", &[]);
    match setting.series(series) {
        "" => missing,
        name => setting.words.text("chart.mark", &[("name", name), ("value", &missing)]),
    }
}

/// The value of a row in a series.
pub(super) fn value(row: &Row, series: usize) -> Option<f64> {
    row.cell(series).and_then(Cell::amount).map(Amount::sorting)
}

/// How surely the value of a row in a series is known.
pub(super) fn certainty(row: &Row, series: usize) -> Certainty {
    row.cell(series).map(|cell| cell.certainty).unwrap_or_default()
}

/// What stands beside a dot.
pub(super) fn label(setting: &Setting<'_>, row: &Row, series: usize) -> String {
    let missing = Cell::missing(None);
    let cell = row.cell(series).unwrap_or(&missing);
    let label = setting.label_in(setting.width() * 0.17, setting.numbers.label_on_axis(cell), cell);
    if cell.amount().is_some() { label } else { measure::shorten(&label, Weight::Regular, setting.width() * 0.17) }
}

/// "IRD : 2011 12 citations, 2012 18 citations": a row as one mark.
pub(super) fn row_words(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let value = |series: usize| {
        let value = setting.numbers.sentence_of(row.cell(series).unwrap_or(&missing));
        format!("{} {value}", setting.series(series)).trim().to_owned()
    };
    let name = setting.describing().name(row);
    setting.words.text("chart.mark", &[("name", &name), ("value", &[value(0), value(1)].join(", "))])
}

/// In how many rows the second value is higher than the first, lower, or the same; the direction is named by both.
pub(super) fn direction(setting: &Setting<'_>) -> Option<String> {
    let pairs = || setting.chart.rows.iter().filter_map(|row| Some((value(row, 0)?, value(row, 1)?)));
    let (first, second) = (setting.series(0), setting.series(1));
    if first.is_empty() || second.is_empty() || pairs().count() == 0 {
        return None;
    }
    let counts = [
        ("higher", pairs().filter(|(first, second)| second > first).count()),
        ("lower", pairs().filter(|(first, second)| second < first).count()),
        ("same", pairs().filter(|(first, second)| second == first).count()),
    ];
    let some = counts.into_iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> =
        some.map(|(key, count)| setting.words.counted(&format!("chart.change.{key}"), count as u64, &[])).collect();
    let list = setting.words.list(&told);
    Some(setting.words.text("chart.change.of", &[("first", first), ("second", second), ("list", &list)]))
}

/// From where to where the values of both series go.
fn range(setting: &Setting<'_>, rows: &[&Row]) -> Option<String> {
    let values = || rows.iter().flat_map(|row| (0..2).filter_map(|series| value(row, series)));
    let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
    let (least, most) = (setting.numbers.plain(low), setting.numbers.with_unit(high));
    let describing = setting.describing();
    Some(match low == high {
        true => describing.text("all-equal", &[("value", &most)]),
        false => describing.text("range", &[("low", &least), ("high", &most)]),
    })
}

fn tell(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let rows = setting.rows();
    let pairs: Vec<(&Row, f64, f64)> =
        rows.iter().filter_map(|row| Some((*row, value(row, 0)?, value(row, 1)?))).collect();
    let mut sentences = vec![describing.what(super::called(setting.chart))];
    if rows.iter().all(|row| describe::is_missing(row)) {
        sentences.push(describing.text("nothing", &[]));
    }
    sentences.extend(range(setting, &rows));
    sentences.extend(direction(setting));
    let each = |(row, from_number, to_number): &(&Row, f64, f64)| {
        let (from, to) = (setting.numbers.plain(*from_number), setting.numbers.with_unit(*to_number));
        let (first, last) = (setting.series(0), setting.series(1));
        let name = describing.name(row);
        let arguments = [("name", &*name), ("from", &from), ("first", first), ("to", &to), ("last", last)];
        let is_named = !setting.series(0).is_empty() && !last.is_empty();
        let key = match (from_number == to_number, is_named) {
            (true, _) => "pair-equal",
            (false, true) => "pair",
            (false, false) => "pair-unnamed",
        };
        describing.text(key, &arguments)
    };
    // A few rows are told one by one: that is all there is to know. Of many, those that differ most.
    if pairs.len() <= 8 {
        sentences.extend(pairs.iter().map(each));
    } else {
        let rise = |(_, first, second): &&(&Row, f64, f64)| second - first;
        let most = pairs.iter().max_by(|a, b| rise(a).total_cmp(&rise(b))).filter(|pair| rise(pair) > 0.0);
        let least = pairs.iter().min_by(|a, b| rise(a).total_cmp(&rise(b))).filter(|pair| rise(pair) < 0.0);
        sentences.extend(most.map(|pair| describing.text("largest-rise", &[("sentence", &each(pair))])));
        sentences.extend(least.map(|pair| describing.text("largest-fall", &[("sentence", &each(pair))])));
    }
    for series in [0, 1] {
        let lacks = |row: &&&Row| value(row, series).is_none() && value(row, 1 - series).is_some();
        let rows: Vec<&Row> = rows.iter().filter(lacks).copied().collect();
        if !rows.is_empty() && !setting.series(series).is_empty() {
            let sentence = describing.counted("missing", rows.len(), &[("names", &describing.names(&rows))]);
            sentences.push(describing.text(
                "series",
                &[("series", setting.series(series)), ("sentence", &describe::lower_first(&sentence))],
            ));
        }
    }
    sentences.extend(describing.doubts());
    join(sentences)
}
