//! Shares of one base: the parts of a bar, the size of their whole, and how a part is labelled.
//!
//! The base of a bar is the sum of its parts, which is printed beside it. Where the parts are given as hundredths the
//! size of the whole is not known, and their sum is printed in its place, so that one that is not 100 is seen.

use super::input::{Cell, Row, Unit};
use super::kind::Setting;
use super::measure::{self, Weight};
use crate::study::Amount;

/// Shares of fewer things than this are told as counts: 12 of 15 is not 80 %.
const FEWEST_FOR_PERCENT: f64 = 20.0;

/// The amounts of a row's parts; what is missing or negative is no part.
pub fn amounts(row: &Row, parts: usize) -> Vec<f64> {
    let amount = |i: usize| row.cell(i).and_then(Cell::amount).map_or(0.0, Amount::sorting).max(0.0);
    (0..parts).map(amount).collect()
}

/// What stands beside a bar: `n = 47`, `total : 98 %`, or that nothing is known.
pub fn base(setting: &Setting<'_>, row: &Row, parts: usize) -> String {
    let sum: f64 = amounts(row, parts).iter().sum();
    if sum <= 0.0 {
        return setting.words.text("chart.missing", &[]);
    }
    let key = if setting.chart.measure.unit == Unit::Percent { "chart.sum" } else { "chart.base" };
    let base = setting.words.text(key, &[("n", &setting.numbers.plain(sum))]);
    measure::shorten(&base, Weight::Regular, setting.width() * 0.34)
}

/// The label of a part: a percentage, or a count where the base is small.
pub fn label(setting: &Setting<'_>, share: f64, sum: f64) -> String {
    if is_in_percent(setting, sum) {
        setting.words.percent(share * 100.0, 0)
    } else {
        setting.numbers.plain(share * sum)
    }
}

/// Whether the parts of a whole of that size are told in hundredths.
pub fn is_in_percent(setting: &Setting<'_>, sum: f64) -> bool {
    setting.chart.measure.unit == Unit::Percent || sum >= FEWEST_FOR_PERCENT
}

/// A row with all its parts, as the words of one mark.
pub fn in_words(setting: &Setting<'_>, row: &Row, parts: usize) -> String {
    let missing = Cell::missing(None);
    let value = |i: usize| {
        let value = setting.numbers.words_of(row.cell(i).unwrap_or(&missing));
        format!("{} {value}", setting.series(i)).trim().to_owned()
    };
    let values: Vec<String> = (0..parts).map(value).collect();
    let name = setting.describing().name(row);
    setting.words.text("chart.mark", &[("name", &name), ("value", &values.join(", "))])
}

/// What a bar is made of, in one sentence: `Veille : dit (6), déduit (3), n = 9.`
pub fn told(setting: &Setting<'_>, row: &Row, parts: usize) -> String {
    let amounts = amounts(row, parts);
    let sum: f64 = amounts.iter().sum();
    let part = |(i, amount): (usize, &f64)| format!("{} ({})", setting.series(i), label(setting, amount / sum, sum));
    let some = amounts.iter().enumerate().filter(|(_, amount)| **amount > 0.0);
    let value = format!("{}, {}", some.map(part).collect::<Vec<_>>().join(", "), base(setting, row, parts));
    let describing = setting.describing();
    describing.text("each", &[("name", &describing.name(row)), ("value", &value)])
}

/// Whether a row has no part that can be drawn.
pub fn is_empty(row: &Row, parts: usize) -> bool {
    amounts(row, parts).iter().sum::<f64>() <= 0.0
}
