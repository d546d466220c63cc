//! Numbers that sum others up: the median, quartiles, outliers, a line through points, and bins of good steps.

use super::scale::round_step;

/// The middle of some numbers; of an even count, the mean of the middle two. `None` of none.
pub(super) fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    quantile(&sorted(values), 0.5)
}

/// The lower and the upper quartile, interpolated between neighbours (Hyndman and Fan 1996, definition 7).
pub(super) fn quartiles(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let sorted = sorted(values);
    Some((quantile(&sorted, 0.25)?, quantile(&sorted, 0.75)?))
}

/// From where to where values are no outliers: one and a half times the distance of the quartiles beyond each
/// (Tukey 1977). `None` where there are too few for quartiles to mean anything, or the quartiles are the same.
pub(super) fn fences(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let sorted = sorted(values);
    let (low, high) = quartiles(sorted.iter().copied()).filter(|_| sorted.len() >= FEWEST_FOR_FENCES)?;
    let reach = 1.5 * (high - low);
    (reach > 0.0).then_some((low - reach, high + reach))
}

const FEWEST_FOR_FENCES: usize = 8;

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values
}

fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let place = part * sorted.len().saturating_sub(1) as f64;
    let (below, above) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
    Some(below + (above - below) * place.fract())
}

/// The line through points whose squared distances up and down are least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Trend {
    /// The value at 0.
    pub(super) at_zero: f64,
    /// How much the value grows for each one across.
    pub(super) slope: f64,
    /// Pearson's coefficient of correlation, from -1 to 1.
    pub(super) correlation: f64,
}

impl Trend {
    /// The value of the line at a place.
    pub(super) fn at(self, x: f64) -> f64 {
        self.at_zero + self.slope * x
    }
}

/// The line through points; `None` where all lie at one place across, or at one height.
pub(super) fn trend(points: &[(f64, f64)]) -> Option<Trend> {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (mean_x, mean_y) = (mean(|point| point.0), mean(|point| point.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| points.iter().map(|(x, y)| of(x - mean_x, y - mean_y)).sum::<f64>();
    let (xx, yy, xy) = (sum(&|x, _| x * x), sum(&|_, y| y * y), sum(&|x, y| x * y));
    let slope = xy / xx;
    let correlation = xy / (xx * yy).sqrt();
    let trend = Trend { at_zero: mean_y - slope * mean_x, slope, correlation: correlation.clamp(-1.0, 1.0) };
    (xx > 0.0 && yy > 0.0 && trend.at_zero.is_finite() && correlation.is_finite()).then_some(trend)
}

/// The edges of bins of one round width that hold all values: about as many as Freedman and Diaconis (1981) ask for,
/// rounded, and at most so many.
pub(super) fn edges(values: &[f64], most: usize) -> Vec<f64> {
    let low = values.iter().copied().fold(f64::MAX, f64::min);
    let high = values.iter().copied().fold(f64::MIN, f64::max);
    if low > high {
        return vec![0.0, 1.0];
    }
    let (lower, upper) = quartiles(values.iter().copied()).unwrap_or((low, high));
    let wanted = 2.0 * (upper - lower) / (values.len() as f64).cbrt();
    let least = (high - low) / most.max(1) as f64;
    let size = low.abs().max(high.abs());
    let mut step = round_step((wanted / 1.5).max(least).max(size * 1e-9));
    // Ends that are rounded outwards may be one bin more than asked for.
    while (high / step).floor() - (low / step).floor() + 1.0 > most.max(1) as f64 && step < 1e18 {
        step = round_step(step * 1.5);
    }
    let (first, last) = ((low / step).floor(), (high / step).floor() + 1.0);
    let count = (last - first).clamp(1.0, 1000.0) as usize;
    (0..=count).map(|i| (first + i as f64) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_neighbours() {
        assert_eq!(quartiles([1.0, 2.0, 3.0, 4.0]), Some((1.75, 3.25)));
        assert_eq!(median([3.0, 1.0]), Some(2.0));
        assert_eq!(median([]), None);
    }

    #[test]
    fn an_outlier_is_beyond_the_fences_and_few_values_have_none() {
        let (low, high) = fences([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 40.0]).unwrap();
        assert!(low < 1.0 && (7.0..40.0).contains(&high));
        assert_eq!(fences([1.0, 2.0, 40.0]), None);
        assert_eq!(fences([3.0; 20]), None);
    }

    #[test]
    fn a_line_goes_through_points_that_lie_on_it() {
        let line = trend(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]).unwrap();
        assert_eq!((line.at(3.0), line.slope, line.correlation), (7.0, 2.0, 1.0));
        assert_eq!(trend(&[(1.0, 1.0), (1.0, 2.0)]), None);
        assert_eq!(trend(&[]), None);
    }

    #[test]
    fn bins_have_round_edges_hold_all_values_and_are_few() {
        for values in [&[0.0, 1.0, 2.0, 39.0][..], &[-7.5, 7.5], &[5.0], &[9e14, -9e14], &[0.001, 0.002], &[0.0; 40]] {
            let edges = edges(values, 20);
            assert!((2..=21).contains(&edges.len()), "{values:?}: {edges:?}");
            let (first, last) = (edges[0], edges[edges.len() - 1]);
            assert!(values.iter().all(|value| (first..last).contains(value)), "{values:?}: {edges:?}");
        }
        assert_eq!(edges(&[0.0, 10.0, 20.0, 29.0], 2), [0.0, 20.0, 40.0]);
        assert_eq!(edges(&[0.0, 3.0, 4.0, 4.0, 5.0, 29.0], 5), [0.0, 10.0, 20.0, 30.0]);
    }
}
