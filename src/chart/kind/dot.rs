//! Dots: rankings and long names, on an axis that need not begin at 0; with a stem from 0, lollipops.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting, bar};
use crate::chart::across::{self, Room};
use crate::chart::describe::join;
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{self, Sample};
use crate::chart::mark;
use crate::chart::measure::{self, Weight};
use crate::chart::palette::Role;
use crate::chart::rows::Band;
use crate::chart::scale::Zero;
use crate::chart::scene::{Anchor, At, Grid, Panel, Shape};
use crate::chart::stack::Stack;
use crate::study::Amount;

/// Dots, for rankings and long names.
pub static KIND: Kind = Kind {
    name: "dot",
    summary: "A ranking, as dots on an axis that need not begin at 0.",
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
            meaning: "how many dots are drawn; the rest is in the table",
        },
        OptionKey {
            name: "stem",
            form: OptionForm::Flag,
            meaning: "whether a line leads from 0 to each dot (a lollipop)",
        },
    ],
    defaults: || super::Options::Dot(Options::default()),
    most_series: 1,
    most_groups: 0,
    sorting: Sorting::Value,
    lay_out,
    describe,
};

/// What may be asked of dots.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The name of the row that stands out; the others are grey.
    pub focus: Option<String>,
    /// Whether the axis begins at 0; where nothing is said it does if the data come near.
    pub from_zero: Option<bool>,
    /// The most dots that are drawn; the table has them all.
    pub most: usize,
    /// Whether a line leads from 0 to each dot; the axis then begins at 0.
    pub stem: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { focus: None, from_zero: None, most: 40, stem: false }
    }
}

const RADIUS: f64 = 6.0;
const GAP: f64 = 11.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Dot(options) => options.clone(),
        _ => Options::default(),
    };
    let (shown, omitted) = setting.first(options.most.min(80));
    let labels: Vec<String> = shown.iter().map(|row| label(setting, row)).collect();
    let values: Vec<f64> = shown.iter().flat_map(|row| values(row)).collect();
    let after = across::room_for_labels(&shown, &labels) + GAP;

    let mut stack = Stack::new(setting.width());
    stack.keys(&legend::certainties(setting.chart, setting.words, Sample::Dot));
    let room = Room { marks: 2.0 * RADIUS, space: 13.0, after };
    let mut across = across::lay_out(setting, &mut stack, &shown, &values, zero(&options, &values), room);
    across.panel.grid = Grid::None;
    let bands = std::mem::take(&mut across.rows.bands);
    for ((row, band), label) in shown.iter().zip(&bands).zip(&labels) {
        let shapes = dot((row, band, label), setting.width(), &options, &across.panel);
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

fn zero(options: &Options, values: &[f64]) -> Zero {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    let is_near = low <= high * 0.6 || low <= 0.0;
    if options.stem || options.from_zero.unwrap_or(is_near) { Zero::Included } else { Zero::NotNeeded }
}

fn label(setting: &Setting<'_>, row: &Row) -> String {
    let missing = Cell::missing(None);
    let cell = row.cell(0).unwrap_or(&missing);
    let label = setting.numbers.label_on_axis(cell);
    setting.label_in(setting.width() * 0.24, label, cell)
}

fn values(row: &Row) -> Vec<f64> {
    row.cell(0).and_then(Cell::amount).map(Amount::sorting).into_iter().collect()
}

fn dot((row, band, label): (&Row, &Band, &str), width: f64, options: &Options, panel: &Panel) -> Vec<Shape> {
    let Some((cell, amount)) = row.cell(0).and_then(|cell| cell.amount().map(|amount| (cell, amount))) else {
        let at = At::new(panel.x.from, band.middle + measure::MIDDLE).by(4.0, 0.0);
        let label = measure::shorten(label, Weight::Regular, width - panel.left - 4.0);
        return vec![Shape::text(at, label, Anchor::Start, Role::Muted).with_halo()];
    };
    let at = At::new(amount.sorting(), band.middle);
    let role = bar::role(options.focus.as_deref(), row);
    let (start, stem) = if options.stem {
        (At::new(0.0, band.middle), role.line(2.0))
    } else {
        (At::new(panel.x.from, band.middle), Role::Grid.line(1.0))
    };
    let mut shapes = vec![Shape::line([start, at], stem)];
    shapes.extend(mark::dot(at, RADIUS, role, cell.certainty));
    shapes.push(Shape::text(at.by(GAP, measure::MIDDLE), label, Anchor::Start, Role::Text).with_halo());
    shapes
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let sentences = std::iter::once(describing.what(KIND.name));
    join(sentences.chain(describing.extremes(0)).chain(describing.doubts()))
}
