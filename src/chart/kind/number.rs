//! Key figures: one number, large, with what it counts; of a known whole, as squares that can be counted.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::join;
use crate::chart::input::{Cell, Row};
use crate::chart::legend::{Key, Sample};
use crate::chart::measure::{self, LINE, TEXT, Weight};
use crate::chart::palette::Role;
use crate::chart::scene::{Anchor, At, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::study::Amount;

/// One key figure.
pub static KIND: Kind = Kind {
    name: "number",
    summary: "One key figure; with a whole, a waffle in place of a pie.",
    options: &[OptionKey {
        name: "of",
        form: OptionForm::Number,
        meaning: "the whole that the number is a part of; each square of the waffle is then one thing, or one hundredth",
    }],
    defaults: || super::Options::Number(Options::default()),
    most_series: 1,
    most_groups: 0,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of a key figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The whole that the number is a part of.
    pub of: Option<u32>,
}

const FIGURE: f64 = 56.0;
const SQUARE: f64 = 22.0;
const SQUARE_APART: f64 = 4.0;
/// More things than this are hundredths instead of squares of their own.
const MOST_SQUARES: u32 = 100;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = match &setting.chart.options {
        super::Options::Number(options) => options.clone(),
        _ => Options::default(),
    };
    let rows = setting.rows();
    let mut stack = Stack::new(setting.width());
    let Some(row) = rows.first() else {
        stack.words(&setting.words.text("chart.nothing", &[]), 0.0);
        return Layout::whole(stack.finish());
    };
    let missing = Cell::missing(None);
    let cell = row.cell(0).unwrap_or(&missing);
    figure(setting, &mut stack, row, cell);
    if let (Some(of), Some(amount)) = (options.of.filter(|of| *of > 0), cell.amount()) {
        waffle(setting, &mut stack, of, amount, &setting.mark_words(row, 0));
    }
    Layout::whole(stack.finish())
}

/// The number, and beside it or under it what it counts.
fn figure(setting: &Setting<'_>, stack: &mut Stack, row: &Row, cell: &Cell) {
    let number = setting.numbers.label(cell);
    let whole = measure::width_at(&number, Weight::Strong, FIGURE);
    let size = if whole > setting.width() { (FIGURE * setting.width() / whole).max(TEXT) } else { FIGURE };
    let number = measure::shorten(&number, Weight::Strong, setting.width() * TEXT / size);
    let taken = measure::width_at(&number, Weight::Strong, size);
    let role = if cell.amount().is_some() { Role::Series(0) } else { Role::Muted };
    let height = size * 0.8;
    let mut panel = Panel::of_places(0.0, stack.height(), setting.width(), height + measure::DESCENT * size / TEXT);
    let figure = Shape::text(At::new(0.0, height), number, Anchor::Start, role).strong().sized(size);
    let room = setting.width() - taken - 14.0;
    let name = if row.label.trim().is_empty() { &setting.chart.measure.name } else { &row.label };
    let lines = measure::wrap(name, Weight::Regular, room, 2);
    let is_beside = room >= 120.0 && !lines.iter().any(|line| line.ends_with('…'));
    let mut shapes = vec![figure];
    if is_beside {
        let first = height - (lines.len() - 1) as f64 * LINE;
        let line = |(i, line): (usize, &String)| {
            Shape::text(At::new(taken + 14.0, first + i as f64 * LINE), line, Anchor::Start, Role::Text)
        };
        shapes.extend(lines.iter().enumerate().map(line).map(|shape| shape.in_language(row.lang.as_deref())));
    }
    panel.marks.push(Mark::saying(setting.mark_words(row, 0), shapes).leading(row.href.as_deref()));
    stack.panel(panel, 6.0);
    if !is_beside {
        stack.words(name, 0.0);
    }
}

/// Squares: one a thing, or a hundred of them.
fn waffle(setting: &Setting<'_>, stack: &mut Stack, of: u32, amount: Amount, words: &str) {
    let squares = if of <= MOST_SQUARES { of } else { 100 };
    let part = (amount.sorting() / f64::from(of)).clamp(0.0, 1.0);
    let filled = (part * f64::from(squares)).round() as u32;
    let a_row = if squares <= 20 { squares.min(20) } else { 20 };
    let fits = ((setting.width() + SQUARE_APART) / (SQUARE + SQUARE_APART)).floor().max(1.0) as u32;
    let a_row = if a_row > fits { 10.min(fits) } else { a_row };
    let step = SQUARE + SQUARE_APART;
    let height = f64::from(squares.div_ceil(a_row)) * step;
    stack.room(6.0);
    let mut panel = Panel::of_places(0.0, stack.height(), setting.width(), height);
    let square = |i: u32| {
        let corner = At::new(f64::from(i % a_row) * step, f64::from(i / a_row) * step).by(1.0, 1.0);
        if i < filled {
            Shape::rect(corner, corner.by(SQUARE, SQUARE), Role::Series(0).fill())
        } else {
            let inside = corner.by(0.6, 0.6);
            Shape::rect(inside, corner.by(SQUARE - 0.6, SQUARE - 0.6), Role::Rest.hollow(1.2))
        }
    };
    panel.marks.push(Mark::saying(words, (0..squares).map(square).collect::<Vec<_>>()));
    stack.panel(panel, 4.0);
    let share = share(setting, of, amount);
    let rest = setting.words.text("chart.rest", &[]);
    stack.keys(&[
        Key { sample: Sample::Square(true), words: share },
        Key { sample: Sample::Square(false), words: rest },
    ]);
}

/// "12 sur 15".
fn share(setting: &Setting<'_>, of: u32, amount: Amount) -> String {
    let (part, whole) = (setting.numbers.full(amount), setting.words.integer(i64::from(of)));
    setting.words.text("chart.share-of", &[("n", &part), ("base", &whole)])
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let kind = setting.words.text("chart.kind.number", &[]);
    let Some(row) = setting.chart.rows.first() else {
        return describing.text("nothing", &[]);
    };
    let of = match &setting.chart.options {
        super::Options::Number(options) => options.of.filter(|of| *of > 0),
        _ => None,
    };
    let missing = Cell::missing(None);
    let cell = row.cell(0).unwrap_or(&missing);
    let value = match (of, cell.amount()) {
        (Some(of), Some(amount)) => share(setting, of, amount),
        _ => setting.numbers.sentence_of(cell),
    };
    let name = if row.label.trim().is_empty() { &setting.chart.measure.name } else { &row.label };
    let figure = describing.text("each", &[("name", name), ("value", &value)]);
    join(
        [describing.text("series", &[("series", &kind), ("sentence", &figure)])]
            .into_iter()
            .chain(describing.certainties()),
    )
}
