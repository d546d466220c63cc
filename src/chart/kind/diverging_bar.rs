//! Diverging bars: answers on a scale from one end to the other, on two sides of a centre.
//!
//! The series are the answers in the order of the scale; of an odd number of them the middle one is neutral, and lies
//! across the centre or apart. Both sides are ordered outwards: the stronger an answer, the further out and the more
//! it differs from the paper.

use super::{Kind, Layout, OptionForm, OptionKey, Setting, Sorting};
use crate::chart::describe::join;
use crate::chart::input::{Certainty, Row};
use crate::chart::legend::{self, Key, Sample};
use crate::chart::measure::{self, MIDDLE, Weight};
use crate::chart::palette::{Role, words_on};
use crate::chart::rows::{self, Band, Rows};
use crate::chart::scale::Scale;
use crate::chart::scene::{Anchor, At, Grid, Mark, Panel, Shape};
use crate::chart::stack::Stack;
use crate::chart::{across, axis, mark, shares};

/// Answers on two sides of a centre.
pub static KIND: Kind = Kind {
    name: "diverging-bar",
    summary: "Answers on a scale, as shares on two sides of a centre.",
    options: &[
        OptionKey {
            name: "most",
            form: OptionForm::Number,
            meaning: "how many bars are drawn; the rest is in the table",
        },
        OptionKey {
            name: "neutral",
            form: OptionForm::Word(&["centre", "apart"]),
            meaning: "where the middle one of an odd number of answers lies",
        },
    ],
    defaults: || super::Options::DivergingBar(Options::default()),
    most_series: MOST_ANSWERS,
    most_groups: 0,
    sorting: Sorting::None,
    lay_out,
    describe,
};

/// What may be asked of diverging bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The most bars that are drawn; the table has them all.
    pub most: usize,
    /// Where the neutral answer lies.
    pub neutral: Neutral,
}

impl Default for Options {
    fn default() -> Self {
        Self { most: 20, neutral: Neutral::Centre }
    }
}

/// Where the neutral answer lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Neutral {
    /// Half on either side of the centre.
    #[default]
    Centre,
    /// Right of the others, with a centre that only the two sides share.
    Apart,
}

impl Neutral {
    /// The place of a word.
    pub fn of(word: &str) -> Self {
        if word == "apart" { Neutral::Apart } else { Neutral::Centre }
    }
}

/// More answers than this cannot be told apart by two shades a side.
const MOST_ANSWERS: usize = 5;
const BAR: f64 = 24.0;
/// The room between neighbouring parts.
const SLIT: f64 = 1.0;
/// The room between the two sides and a neutral answer that lies apart.
const APART: f64 = 18.0;
const GAP: f64 = 9.0;

fn lay_out(setting: &Setting<'_>) -> Layout {
    let options = options(setting);
    let (shown, omitted) = setting.first(options.most.min(60));
    let rows = rows::lay_out(&shown, setting.size, BAR, 12.0);
    let sides = Sides::of(setting, options.neutral);
    let bases: Vec<String> = shown.iter().map(|row| shares::base(setting, row, sides.answers)).collect();
    let with_parts = shown.iter().zip(&bases).filter(|(row, _)| !shares::is_empty(row, sides.answers));
    let after = measure::widest(with_parts.map(|(_, base)| base.as_str()), Weight::Regular) + GAP + 1.0;

    let mut stack = Stack::new(setting.width());
    let key =
        |answer: usize| Key { sample: Sample::Fill(sides.role(answer)), words: setting.series(answer).to_owned() };
    stack.keys(&(0..sides.answers).map(key).filter(|key| !key.words.is_empty()).collect::<Vec<_>>());
    stack.keys(&legend::doubts(setting.chart, setting.words, |certainty| Sample::Bar(0, certainty)));
    stack.words(setting.measure_name(), rows.left);
    let width = (setting.width() - rows.left - after).max(60.0);
    let mut panels = panels(&sides, &shown, &rows, stack.height(), width);
    let axis = axis::upright(&panels.sides, &rows, 0.0);
    panels.sides.marks.extend(axis);
    for ((row, band), base) in shown.iter().zip(&rows.bands).zip(&bases) {
        let mut shapes = across::ground(setting, row, band, &panels.sides);
        shapes.extend(rows.name(band, panels.sides.x.from, 0.0));
        let at = |x: f64| At::new(panels.sides.x.from, band.middle + MIDDLE).by(x, 0.0);
        let place = if shares::is_empty(row, sides.answers) {
            at(panels.sides.across_to(0.0) + 4.0)
        } else {
            at(panels.end - panels.sides.left + GAP)
        };
        let room = setting.width() - panels.sides.left - place.dx;
        let base = measure::shorten(base, Weight::Regular, room.max(0.0));
        shapes.push(Shape::text(place, base, Anchor::Start, Role::Muted).with_halo());
        let words = shares::in_words(setting, row, sides.answers);
        panels.sides.marks.push(Mark::saying(words, shapes).leading(row.href.as_deref()));
        for part in sides.parts(row) {
            let panel = if part.is_apart { panels.neutral.as_mut() } else { Some(&mut panels.sides) };
            let Some(panel) = panel else { continue };
            let shapes = part.shapes(setting, &sides, band, panel);
            panel.marks.push(Mark::saying(setting.mark_words(row, part.answer), shapes));
        }
    }
    if let Some(neutral) = panels.neutral {
        stack.beneath(neutral);
    }
    stack.panel(panels.sides, 0.0);
    if let Some(words) = &omitted {
        stack.words(words, rows.left);
    }
    Layout { scene: stack.finish(), omitted }
}

fn options(setting: &Setting<'_>) -> Options {
    match &setting.chart.options {
        super::Options::DivergingBar(options) => options.clone(),
        _ => Options::default(),
    }
}

/// Which answers lie on which side.
struct Sides {
    answers: usize,
    neutral: Option<usize>,
    is_apart: bool,
}

/// An answer of a row, from and to a share, counted from the centre.
struct Part {
    answer: usize,
    from: f64,
    to: f64,
    share: f64,
    sum: f64,
    certainty: Certainty,
    is_apart: bool,
}

impl Sides {
    fn of(setting: &Setting<'_>, neutral: Neutral) -> Self {
        let answers = super::columns_in_order(setting.chart).len().min(MOST_ANSWERS);
        let middle = (!answers.is_multiple_of(2) && answers > 1).then_some(answers / 2);
        Self { answers, neutral: middle, is_apart: neutral == Neutral::Apart }
    }

    /// How many answers lie left of the centre.
    fn left(&self) -> usize {
        self.answers / 2
    }

    /// The strongest on the left and on the right are as dark as each other, and so are the others.
    fn series(&self, answer: usize) -> Option<usize> {
        if Some(answer) == self.neutral {
            return None;
        }
        let is_outermost = answer == 0 || answer + 1 == self.answers;
        Some(match (answer < self.left(), is_outermost) {
            (true, true) => 2,
            (true, false) => 3,
            (false, true) => 0,
            (false, false) => 1,
        })
    }

    fn role(&self, answer: usize) -> Role {
        self.series(answer).map_or(Role::Rest, Role::series)
    }

    fn words_on(&self, answer: usize) -> Role {
        self.series(answer).map_or(Role::Knockout, words_on)
    }

    /// The shares of a row's answers; all 0 where it has none.
    fn shares(&self, row: &Row) -> (Vec<f64>, f64) {
        let amounts = shares::amounts(row, self.answers);
        let sum: f64 = amounts.iter().sum();
        let share = |amount: &f64| if sum > 0.0 { amount / sum } else { 0.0 };
        (amounts.iter().map(share).collect(), sum)
    }

    /// How far a row reaches to the left and to the right, and what of it lies apart.
    fn reach(&self, row: &Row) -> (f64, f64, f64) {
        let (shares, _) = self.shares(row);
        let neutral = self.neutral.and_then(|answer| shares.get(answer)).copied().unwrap_or(0.0);
        let half = if self.is_apart { 0.0 } else { neutral / 2.0 };
        let left: f64 = shares.iter().take(self.left()).sum();
        let right: f64 = shares.iter().sum::<f64>() - left - neutral;
        (left + half, right.max(0.0) + half, if self.is_apart { neutral } else { 0.0 })
    }

    fn parts(&self, row: &Row) -> Vec<Part> {
        let (shares, sum) = self.shares(row);
        let (left, _, _) = self.reach(row);
        let mut from = -left;
        let mut parts = Vec::new();
        for (answer, share) in shares.into_iter().enumerate().filter(|(_, share)| *share > 0.0) {
            let is_apart = self.is_apart && Some(answer) == self.neutral;
            let start = if is_apart { 0.0 } else { from };
            let certainty = row.cell(answer).map(|cell| cell.certainty).unwrap_or_default();
            parts.push(Part { answer, from: start, to: start + share, share, sum, certainty, is_apart });
            from += if is_apart { 0.0 } else { share };
        }
        parts
    }
}

impl Part {
    fn shapes(&self, setting: &Setting<'_>, sides: &Sides, band: &Band, panel: &Panel) -> Vec<Shape> {
        let room = panel.across_to(self.to) - panel.across_to(self.from);
        // The slit is taken from the right of each part; one that is thinner than two slits keeps its width.
        let slit = if room > 2.0 * SLIT { SLIT } else { 0.0 };
        let end = self.from + (self.to - self.from) * (1.0 - slit / room.max(1e-9));
        let role = sides.role(self.answer);
        let mut shapes = mark::bar(panel, (self.from, end), band.marks, role, self.certainty);
        let label = shares::label(setting, self.share, self.sum);
        // Words on hatching cannot be read; they are in the mark's title and in the table.
        let has_room = measure::width(&label, Weight::Regular) + 8.0 <= room;
        if has_room && self.certainty != Certainty::External {
            let is_filled = self.certainty == Certainty::Explicit;
            let role = if is_filled { sides.words_on(self.answer) } else { Role::Text };
            let at = At::new((self.from + self.to) / 2.0, band.middle + MIDDLE);
            shapes.push(Shape::text(at, label, Anchor::Middle, role));
        }
        shapes
    }
}

/// The two sides, the neutral answer apart from them on the same scale, and where both end.
struct Panels {
    sides: Panel,
    neutral: Option<Panel>,
    end: f64,
}

fn panels(sides: &Sides, shown: &[&Row], rows: &Rows, top: f64, width: f64) -> Panels {
    let (mut left, mut right, mut apart) = (0.0, 0.0, 0.0);
    for row in shown {
        let reach = sides.reach(row);
        (left, right, apart) = (f64::max(left, reach.0), f64::max(right, reach.1), f64::max(apart, reach.2));
    }
    if left + right <= 0.0 {
        (left, right) = (0.5, 0.5);
    }
    let gap = if apart > 0.0 { APART } else { 0.0 };
    let unit = (width - gap) / (left + right + apart);
    let panel = |from: f64, (low, high): (f64, f64)| {
        let scale = Scale { from: low, to: high, ticks: Vec::new() };
        let panel = Panel::across(from, top, unit * (high - low), rows.height, scale);
        Panel { grid: Grid::None, ..panel }
    };
    let main = panel(rows.left, (-left, right));
    let end = main.left + main.width;
    let neutral = (apart > 0.0).then(|| panel(end + gap, (0.0, apart)));
    let end = neutral.as_ref().map_or(end, |neutral| neutral.left + neutral.width);
    Panels { sides: main, neutral, end }
}

fn describe(setting: &Setting<'_>) -> String {
    let describing = setting.describing();
    let sides = Sides::of(setting, options(setting).neutral);
    let rows = setting.rows();
    let known: Vec<&Row> = rows.into_iter().filter(|row| !shares::is_empty(row, sides.answers)).collect();
    if known.is_empty() {
        return join([describing.what(KIND.name), describing.text("nothing", &[])]);
    }
    // Bar by bar: what it is made of. More than a few bars are left to the table.
    let told: Vec<String> = known.iter().take(8).map(|row| shares::told(setting, row, sides.answers)).collect();
    let ends = [side(setting, &sides, &known, false), side(setting, &sides, &known, true)];
    let sentences = std::iter::once(describing.what(KIND.name)).chain(told).chain(ends.into_iter().flatten());
    join(sentences.chain(describing.doubts()))
}

/// Where one side of the centre has the largest share and where the smallest.
fn side(setting: &Setting<'_>, sides: &Sides, known: &[&Row], is_right: bool) -> Option<String> {
    let answer = if is_right { sides.answers.checked_sub(1)? } else { 0 };
    if sides.answers < 2 || known.len() < 2 || setting.series(answer).is_empty() {
        return None;
    }
    let of = |row: &Row| {
        let (shares, _) = sides.shares(row);
        let inside = |index: &usize| (*index < sides.left()) != is_right && Some(*index) != sides.neutral;
        (0..sides.answers).filter(inside).filter_map(|index| shares.get(index)).sum::<f64>()
    };
    let high = known.iter().map(|row| of(row)).fold(0.0, f64::max);
    let low = known.iter().map(|row| of(row)).fold(1.0, f64::min);
    let describing = setting.describing();
    let with = |share: f64| known.iter().copied().filter(|row| (of(row) - share).abs() < 1e-9).collect::<Vec<_>>();
    let words = |rows: &[&Row], share: f64| rows.first().map(|row| share_words(setting, sides, row, share));
    let (most, least) = (with(high), with(low));
    let (high, low) = (words(&most, high)?, words(&least, low)?);
    if most.len() == known.len() {
        return Some(describing.text("side-equal", &[("answer", setting.series(answer)), ("value", &high)]));
    }
    let (most, least) = (describing.names(&most), describing.names(&least));
    let arguments =
        [("answer", setting.series(answer)), ("most", &most), ("high", &high), ("least", &least), ("low", &low)];
    Some(describing.text("side", &arguments))
}

/// A share in words; of a small base, as a count of it.
fn share_words(setting: &Setting<'_>, sides: &Sides, row: &Row, share: f64) -> String {
    let (_, sum) = sides.shares(row);
    let label = shares::label(setting, share, sum);
    if shares::is_in_percent(setting, sum) {
        return label;
    }
    setting.words.text("chart.share-of", &[("n", &label), ("base", &setting.numbers.plain(sum))])
}
