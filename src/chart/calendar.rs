//! Dates as places on a scale of days, and ticks where the calendar has its seams.
//!
//! A date is never drawn more precisely than it is known: a year covers all its days, a month all of its own. Days are
//! counted in the proleptic Gregorian calendar from 1 January of year 1.

use super::input::{Moment, Period};
use super::scale::Scale;

/// The first day of a moment, and the day after its last.
pub fn days(moment: Moment) -> (f64, f64) {
    let year = moment.year.clamp(-LAST_YEAR, LAST_YEAR);
    let month = moment.month.map(|month| month.clamp(1, 12));
    match (month, moment.day) {
        (None, _) => (day_number(year, 1, 1), day_number(year + 1, 1, 1)),
        (Some(month), None) => (day_number(year, month, 1), day_number(year, month, 1) + length(year, month)),
        (Some(month), Some(day)) => {
            let first = day_number(year, month, 1) + f64::from(day).clamp(1.0, length(year, month)) - 1.0;
            (first, first + 1.0)
        }
    }
}

/// The first day of a period and the day after its last; an end that is open is `None`. Ends that are the wrong way
/// round change places.
pub fn stretch(period: Period) -> (Option<f64>, Option<f64>) {
    let (from, to) = match (period.from, period.to) {
        (Some(from), Some(to)) if to < from => (Some(to), Some(from)),
        ends => ends,
    };
    (from.map(|moment| days(moment).0), to.map(|moment| days(moment).1))
}

/// The farthest years and days that are drawn, in either direction.
const LAST_YEAR: i32 = 50_000;
const FARTHEST: f64 = 2e7;

/// The steps of a calendar axis, in months.
const STEPS: [i64; 11] = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000];

/// A scale over the given days, widened to the seams of the calendar, with at most about `wanted` steps.
///
/// Gives the scale and the step in months, by which the axis chooses its words.
pub fn scale(days: impl IntoIterator<Item = f64>, wanted: usize) -> (Scale, i64) {
    let within = |day: f64| day.clamp(-FARTHEST, FARTHEST);
    let tight = Scale::tight(days.into_iter().map(within), super::scale::Zero::NotNeeded);
    let (low, high) = (month_of(tight.from), month_of(tight.to - 0.5) + 1);
    let fits = |step: &&i64| (high - low) / **step <= wanted.max(1) as i64;
    let step = STEPS.iter().find(fits).copied().unwrap_or(12_000);
    let (first, last) = (low.div_euclid(step), (high + step - 1).div_euclid(step));
    let last = last.max(first + 1).min(first + 1000);
    let ticks: Vec<f64> = (first..=last).map(|i| day_of_month(i * step)).collect();
    (Scale { from: day_of_month(first * step), to: day_of_month(last * step), ticks }, step)
}

/// The moment that a tick names.
pub fn moment(day: f64) -> Moment {
    let month = month_of(day);
    Moment::month(month.div_euclid(12) as i32, (month.rem_euclid(12) + 1) as u8)
}

/// Days from 1 January of year 1 to a date.
fn day_number(year: i32, month: u8, day: u8) -> f64 {
    let before = i64::from(year) - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: f64 = (1..month).map(|month| length(year, month)).sum();
    (before * 365 + leap_days) as f64 + months + f64::from(day) - 1.0
}

/// The days of a month.
fn length(year: i32, month: u8) -> f64 {
    match month {
        4 | 6 | 9 | 11 => 30.0,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29.0,
        2 => 28.0,
        _ => 31.0,
    }
}

/// The month that holds a day, counted from January of year 0.
fn month_of(day: f64) -> i64 {
    let day = day.clamp(-1.5 * FARTHEST, 1.5 * FARTHEST);
    let mut year = (day / 365.2425).floor() as i32 + 1;
    while day_number(year, 1, 1) > day {
        year -= 1;
    }
    while day_number(year + 1, 1, 1) <= day {
        year += 1;
    }
    let month = (1..=12u8).rev().find(|month| day_number(year, *month, 1) <= day).unwrap_or(1);
    i64::from(year) * 12 + i64::from(month) - 1
}

/// The first day of a month counted from January of year 0.
fn day_of_month(month: i64) -> f64 {
    day_number(month.div_euclid(12) as i32, (month.rem_euclid(12) + 1) as u8, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_covers_all_that_it_may_be() {
        let (from, to) = days(Moment::year(2012));
        assert_eq!(to - from, 366.0);
        let (from, to) = days(Moment::month(2011, 2));
        assert_eq!(to - from, 28.0);
        assert_eq!(days(Moment::day(2012, 3, 1)).0, days(Moment::day(2012, 2, 29)).1);
        assert_eq!(days(Moment::day(2012, 2, 99)).0, days(Moment::day(2012, 2, 29)).0);
    }

    #[test]
    fn days_and_months_come_back() {
        for year in [-4000, -1, 0, 1, 1582, 1900, 2000, 2012, 9999] {
            for month in 1..=12 {
                assert_eq!(moment(days(Moment::month(year, month)).0), Moment::month(year, month));
                assert_eq!(moment(days(Moment::month(year, month)).1 - 1.0), Moment::month(year, month));
            }
        }
    }

    #[test]
    fn ticks_fall_on_the_seams_of_the_calendar() {
        let (decades, step) = scale([days(Moment::year(1990)).0, days(Moment::year(2010)).1], 6);
        assert_eq!(step, 60);
        let years: Vec<i32> = decades.ticks.iter().map(|tick| moment(*tick).year).collect();
        assert_eq!(years, [1990, 1995, 2000, 2005, 2010, 2015]);
        let (months, step) = scale([days(Moment::month(2012, 6)).0, days(Moment::month(2012, 10)).1], 6);
        assert_eq!((step, months.ticks.len()), (1, 6));
    }

    #[test]
    fn any_days_give_a_scale() {
        for days in [&[][..], &[0.0], &[-1e9, 1e9], &[f64::NAN]] {
            let (scale, _) = scale(days.iter().copied(), 5);
            assert!(scale.from < scale.to, "{days:?} {scale:?}");
        }
    }
}
