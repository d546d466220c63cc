//! Ranges: "1 to 2 h", "at most 20 %", "about 4 h", each drawn as what it says.
//!
//! A range is a line with two ends, a bound is a dot with an arrow towards what it leaves open, "about" is a hollow dot.
//! The number stays in the words of its source.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting, bar};
use crate::chart::across::{self, Room};
use crate::chart::describe::join;
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, Weight};
use crate::chart::palette::Role;
use crate::chart::rows::Band;
use crate::chart::scale::Zero;
use crate::chart::scene::{Anchor, At, Panel, Shape};
use crate::chart::stack::Stack;
use crate::study::Amount;

/// Ranges and bounds.
pub static KIND: Kind = Kind {
    name: "range",
    summary: "Ranges, bounds and approximations, each drawn as what it says.",
    options: &[
        OptionKey {
            name: "focus",
            form: OptionForm::Text,
            meaning: "the name of the row to stand out; the rest is grey",
        },
        OptionKey { name: "from_zero", form: OptionForm::Flag, meaning: "whether the axis begins at 0" },
        OptionKey {
            name: "most",
            form: OptionForm::Number,
            meaning: "how many rows are drawn; the rest is in the table",
        },
    ],
    defaults: || super::Options::Range(Options::default()),
    most_series: 1,
    most_groups: 0,
    sorting: Sorting::Value,
    lay_out,
    describe,
};

/// What may be asked of ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The name of the row that stands out; the others are grey.
    pub focus: Option<String>,
    /// Whether the axis begins at 0.
    pub from_zero: bool,
    /// The most rows that are drawn; the table has them all.
    pub most: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { focus: None, from_zero: true, most: 40 }
    }
}

const RADIUS: f64 = 6.0;
const GAP: f64 = 11.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Range(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(80));
    let labels: Vec<String> = shown.iter().map(|row| label(setting, row)).collect();
    let values = values(&shown);
    let after = across::room_for_labels(&shown, &labels) + GAP;
    let zero = if options.from_zero { Zero::Included } else { Zero::NotNeeded };

    let mut stack = Stack::new(setting.width());
    stack.keys(&keys(setting, &shown));
    let room = Room { marks: 2.0 * RADIUS, space: 14.0, after };
    let mut across = across::lay_out(setting, &mut stack, &shown, &values, zero, room);
    let bands = std::mem::take(&mut across.rows.bands);
    for ((row, band), label) in shown.iter().zip(&bands).zip(&labels) {
        let role = bar::role(options.focus.as_deref(), row);
        let shapes = shapes((row, band, label), role, setting.width(), &across.panel);
        let words = setting.mark_words(row, 0);
        match options.focus.as_ref() == Some(&row.label) {
            true => across.push_strong(setting, row, band, words, shapes),
            false => across.push(setting, row, band, words, shapes),
        }
    }
    across.finish(setting, &mut stack);
    if let Some(words) = &omitted {
        stack.words(words, 0.0);
    }
    Layout { scene: stack.finish(), omitted }
}

/// Keys for the shapes that the drawing uses, but for a plain dot.
fn keys(setting: &Setting<'_>, shown: &[&Row]) -> Vec<Key> {
    let any = |test: fn(Amount) -> bool| shown.iter().filter_map(|row| row.cell(0)).filter_map(Cell::amount).any(test);
    let text = |key: &str| setting.words.text(&format!("chart.range.{key}"), &[]);
    let mut keys = legend::certainties(setting.chart, setting.words, Sample::Span);
    let shapes = [
        (any(|amount| matches!(amount, Amount::Between(..))), Sample::Range, "between"),
        (any(|amount| matches!(amount, Amount::About(_))), Sample::About, "about"),
        (any(|amount| matches!(amount, Amount::AtMost(_) | Amount::AtLeast(_))), Sample::Arrow, "open"),
    ];
    keys.extend(shapes.into_iter().filter(|(used, ..)| *used).map(|(_, sample, key)| Key { sample, words: text(key) }));
    keys
}

fn label(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let cell = row.cell(0).unwrap_or(&missing);
    let label = setting.numbers.label_on_axis(cell);
    setting.label_in(setting.width() * 0.24, label, cell)
}

/// The values that the axis holds: the ends of all, and room for the arrows of those that are open above.
fn values(rows: &[&Row]) -> Vec<f64> {
    let mut values: Vec<f64> = rows.iter().flat_map(|row| ends(row)).collect();
    let highest = values.iter().copied().fold(0.0, f64::max);
    let amounts = rows.iter().filter_map(|row| row.cell(0)).filter_map(Cell::amount);
    if amounts.into_iter().any(|amount| matches!(amount, Amount::AtLeast(_))) {
        values.push(highest * 1.15 + f64::MIN_POSITIVE);
    }
    values
}

fn ends(row: &Row) -> Vec<f64> {
    let (low, high) = row.cell(0).and_then(Cell::amount).map(Amount::bounds).unwrap_or_default();
    [low, high].into_iter().flatten().collect()
}

fn shapes((row, band, label): (&Row, &Band, &str), role: Role, width: f64, panel: &Panel) -> Vec<Shape> {
    let Some((cell, amount)) = row.cell(0).and_then(|cell| cell.amount().map(|amount| (cell, amount))) else {
        let at = At::new(panel.x.from, band.middle + measure::MIDDLE).by(4.0, 0.0);
        let label = measure::shorten(label, Weight::Regular, width - panel.left - 4.0);
        return vec![Shape::text(at, label, Anchor::Start, Role::Muted).with_halo()];
    };
    let at = |value: f64| At::new(value, band.middle);
    let dot = |value: f64| mark::dot(at(value), RADIUS, role, cell.certainty);
    let line = |from: At, to: At, width: f64| mark::line(from, to, width, role, cell.certainty);
    let (mut shapes, end) = match amount {
        Amount::Exact(value) => (dot(value), at(value)),
        Amount::About(value) => (vec![mark::diamond(at(value), RADIUS + 1.0, role, cell.certainty)], at(value)),
        Amount::Between(low, high) => {
            let mut shapes = vec![line(at(low), at(high), 4.0)];
            shapes.extend(dot(low).into_iter().chain(dot(high)));
            (shapes, at(low.max(high)))
        }
        Amount::AtMost(value) => {
            let tip = at(panel.x.from);
            let mut shapes = vec![line(tip.by(6.0, 0.0), at(value), 2.0), mark::arrow_head(tip, false, role)];
            shapes.extend(dot(value));
            (shapes, at(value))
        }
        Amount::AtLeast(value) => {
            let tip = at(panel.x.to);
            let mut shapes = vec![line(at(value), tip.by(-6.0, 0.0), 2.0), mark::arrow_head(tip, true, role)];
            shapes.extend(dot(value));
            (shapes, tip)
        }
    };
    shapes.push(Shape::text(end.by(GAP, measure::MIDDLE), label, Anchor::Start, Role::Text).with_halo());
    shapes
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let each = |row: &&Row| {
        let missing = Cell::missing(None);
        let value = setting.numbers.sentence_of(row.cell(0).unwrap_or(&missing));
        describing.text("each", &[("name", &describing.name(row)), ("value", &value)])
    };
    let rows = setting.rows();
    // A few answers are told one by one: that is all there is to know. Many are summed up.
    let told: Vec<String> = if rows.len() <= 12 {
        let known = rows.iter().filter(|row| !crate::chart::describe::is_missing(row));
        known.map(each).collect()
    } else {
        describing.extremes(0)
    };
    join(std::iter::once(describing.what(KIND.name)).chain(told).chain(describing.doubts()))
}
