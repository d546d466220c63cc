//! Scales: from values to places along an axis, with ticks at round numbers.
//!
//! A [`Scale`] is linear; bands are laid out in view-box units by the kinds, and dates become days (`calendar`). plotters
//! maps the points (`canvas`); the same scale is used here to know where labels fall.

use serde::Serialize;

/// From a range of values to a range of places, with the values that its axis names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scale {
    /// The value at the beginning (left or top).
    pub from: f64,
    /// The value at the end (right or bottom); never the same as `from`.
    pub to: f64,
    /// The values that the axis names.
    pub ticks: Vec<f64>,
}

/// What must be on a scale besides the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    /// The scale begins at 0, or crosses it where values are negative.
    Included,
    /// The scale holds the data and little more.
    NotNeeded,
}

impl Scale {
    /// Places that are values: for what is laid out by hand along this direction.
    pub fn places(length: f64) -> Self {
        Self { from: 0.0, to: length.max(1.0), ticks: Vec::new() }
    }

    /// A scale whose ends are ticks, with about `wanted` steps between round numbers.
    pub fn round(values: impl IntoIterator<Item = f64>, zero: Zero, wanted: usize) -> Self {
        let (low, high) = extent(values, zero);
        let step = round_step((high - low) / wanted.max(1) as f64);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let last = if last > first { last } else { first + 1.0 };
        let count = (last - first).round().min(1000.0) as usize;
        let ticks: Vec<f64> = (0..=count).map(|i| tidy((first + i as f64) * step, step)).collect();
        Self { from: first * step, to: last * step, ticks }
    }

    /// A scale that ends with the data, for marks that carry their own numbers: no ticks.
    pub fn tight(values: impl IntoIterator<Item = f64>, zero: Zero) -> Self {
        let (from, to) = extent(values, zero);
        Self { from, to, ticks: Vec::new() }
    }

    /// The scale cut off at the highest value, with the ticks up to there; what lies beyond would be empty.
    pub fn ending_at(self, values: &[f64]) -> Self {
        let highest = values.iter().copied().filter(|value| value.is_finite()).fold(f64::MIN, f64::max);
        let to = self.to.min(highest.max(0.0).max(self.from));
        // At least two ticks are kept, since one alone does not show a scale.
        let to = self.ticks.get(1).map_or(to, |second| to.max(*second));
        let ticks = self.ticks.into_iter().filter(|tick| *tick <= to).collect();
        Self { to, ticks, ..self }
    }

    /// The part of the way from beginning to end, from 0 to 1 for values on the scale.
    pub fn part(&self, value: f64) -> f64 {
        let part = (value - self.from) / (self.to - self.from);
        if part.is_finite() { part.clamp(-1.0, 2.0) } else { 0.0 }
    }
}

/// The lowest and the highest of the finite values, apart from each other.
fn extent(values: impl IntoIterator<Item = f64>, zero: Zero) -> (f64, f64) {
    // Numbers beyond this say nothing on paper, and their differences would not be finite.
    let within = |value: f64| value.clamp(-1e15, 1e15);
    let finite = values.into_iter().filter(|value| value.is_finite()).map(within);
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
    let (low, high) = if zero == Zero::Included { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    if high - low > (high.abs().max(low.abs()) * 1e-9).max(SMALLEST_STEP / 10.0) {
        return (low, high);
    }
    // One value alone: a scale around it, or from 0 to it.
    match zero {
        Zero::Included => (low, low + 1.0),
        Zero::NotNeeded => (low - (low.abs() * 0.1).max(1.0), high + (high.abs() * 0.1).max(1.0)),
    }
}

/// The smallest step that labels can tell apart: they have six decimals at most.
const SMALLEST_STEP: f64 = 1e-6;

/// The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is at least the step asked for.
pub fn round_step(step: f64) -> f64 {
    let power = 10f64.powf(step.max(SMALLEST_STEP).log10().floor());
    let times = [1.0, 2.0, 2.5, 5.0].into_iter().find(|times| times * power >= step * (1.0 - 1e-9));
    times.unwrap_or(10.0) * power
}

/// How many decimals the multiples of a step need, up to 6.
pub fn places_of(step: f64) -> usize {
    (0..6).find(|places| is_whole(step * 10f64.powi(*places as i32))).unwrap_or(6)
}

fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() <= number.abs() * 1e-9
}

/// The multiple of a step without the dust of binary fractions, and without a negative 0.
fn tidy(value: f64, step: f64) -> f64 {
    let power = 10f64.powi(places_of(step) as i32);
    (value * power).round() / power + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_multiples_of_one_two_and_a_half_or_five() {
        assert_eq!(Scale::round([0.0, 6.0], Zero::Included, 4).ticks, [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(Scale::round([3.0, 98.0], Zero::Included, 4).ticks, [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(Scale::round([0.1, 0.3], Zero::NotNeeded, 2).ticks, [0.1, 0.2, 0.3]);
        assert_eq!(Scale::round([-3.0, 4.0], Zero::Included, 4).ticks, [-4.0, -2.0, 0.0, 2.0, 4.0]);
    }

    #[test]
    fn any_values_give_a_scale_with_two_different_ends() {
        let none: [f64; 0] = [];
        for values in [&none[..], &[0.0], &[5.0], &[-5.0], &[f64::NAN], &[f64::INFINITY], &[1e300, -1e300], &[1e-300]] {
            for zero in [Zero::Included, Zero::NotNeeded] {
                let scale = Scale::round(values.iter().copied(), zero, 5);
                assert!(scale.from < scale.to, "{values:?} {scale:?}");
                assert!(scale.ticks.iter().all(|tick| tick.is_finite()), "{values:?} {scale:?}");
                assert!((2..20).contains(&scale.ticks.len()), "{values:?} {scale:?}");
            }
        }
    }

    #[test]
    fn a_step_knows_its_decimals() {
        assert_eq!([1.0, 2.5, 0.25, 20.0].map(places_of), [0, 1, 2, 0]);
    }
}
