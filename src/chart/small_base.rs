//! Shares of so few that they are better told as counts: "12 of 15" rather than 80 %.
//!
//! One person more or less of fifteen is seven points, which a percentage hides. The check `share-of-small-base` says
//! where a share cannot be told so.

use super::words::Words;
use crate::study::{Amount, Base};

/// Shares of fewer than this are shown as counts.
pub const SMALL: u64 = 20;

/// A base so small that its shares are shown as counts.
pub fn small(base: Option<&Base>) -> Option<u64> {
    match base {
        Some(Base::Number(number)) if *number < SMALL => Some(*number),
        _ => None,
    }
}

/// How many of a small base a share is, where it is a whole number of them but for its rounding to a whole percent.
pub fn count(share: Amount, base: u64) -> Option<u64> {
    let Amount::Exact(share) = share else { return None };
    let exact = share * base as f64 / 100.0;
    let whole = exact.round();
    let is_rounded = (exact - whole).abs() <= base as f64 * 0.005 + 1e-9;
    (is_rounded && (0.0..=base as f64).contains(&whole)).then_some(whole as u64)
}

/// A share as a count, `12 sur 15`, where its base is small.
pub(super) fn words(share: Amount, base: Option<&Base>, words: &dyn Words) -> Option<String> {
    let base = small(base)?;
    let number = |number: u64| words.integer(i64::try_from(number).unwrap_or(i64::MAX));
    let count = count(share, base)?;
    Some(words.text("chart.share-of", &[("n", &number(count)), ("base", &number(base))]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_few_is_a_count_of_them() {
        assert_eq!(count(Amount::Exact(80.0), 15), Some(12));
        assert_eq!(count(Amount::Exact(33.0), 3), Some(1));
        assert_eq!(count(Amount::Exact(0.0), 7), Some(0));
    }

    #[test]
    fn a_share_that_is_no_whole_number_of_them_is_no_count() {
        assert_eq!(count(Amount::Exact(33.0), 4), None);
        assert_eq!(count(Amount::Exact(120.0), 5), None);
        assert_eq!(count(Amount::AtMost(20.0), 15), None);
    }

    #[test]
    fn a_base_of_twenty_is_not_small() {
        assert_eq!(small(Some(&Base::Number(19))), Some(19));
        assert_eq!(small(Some(&Base::Number(20))), None);
        assert_eq!(small(None), None);
    }
}
