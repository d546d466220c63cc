//! The date of a build: the option, else SOURCE_DATE_EPOCH, else the study's own. The only user of jiff.

use crate::decode::Date;

/// The variable that reproducible builds set, in seconds since 1970 (reproducible-builds.org, specification 1.1).
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// The date that the user or the environment gives, if any; an error says what is wrong with the variable.
pub(super) fn given(option: Option<Date>) -> Result<Option<Date>, String> {
    if option.is_some() {
        return Ok(option);
    }
    #[allow(clippy::disallowed_methods, reason = "this is the door to the environment")]
    match std::env::var(VARIABLE) {
        Ok(seconds) => of_seconds(&seconds).map(Some),
        Err(_) => Ok(None),
    }
}

/// The day, in universal time, of a number of seconds since 1970.
fn of_seconds(text: &str) -> Result<Date, String> {
    let wrong = || format!("{VARIABLE} is `{text}`, which is no number of seconds since 1970");
    let seconds: i64 = text.trim().parse().map_err(|_| wrong())?;
    let stamp = jiff::Timestamp::from_second(seconds).map_err(|_| wrong())?;
    let day = stamp.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    Date::parse(&day.to_string()).map_err(|_| wrong())
}

/// The day it is, in universal time. For `check --external` alone, which asks how things are today; never for a build.
pub(super) fn today() -> Date {
    of_day(jiff::Timestamp::now().to_zoned_datetime(jiff::tz::TimeZone::UTC).date())
}

/// The day so many days before another.
pub(super) fn days_before(day: Date, days: u16) -> Date {
    let span = jiff::Span::new().days(i32::from(days));
    let earlier = day.to_string().parse::<jiff::civil::Date>().ok().and_then(|day| day.checked_sub(span).ok());
    earlier.map_or(day, of_day)
}

fn of_day(day: jiff::civil::Date) -> Date {
    match Date::parse(&day.to_string()) {
        Ok(date) => date,
        Err(_) => unreachable!("jiff writes dates of our era as ISO 8601 does, which is how dates are read"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_a_day() {
        assert_eq!(of_seconds("1353801600").map(|date| date.to_string()), Ok("2012-11-25".to_owned()));
        assert_eq!(days_before(Date::parse("2026-03-03").unwrap(), 7).to_string(), "2026-02-24");
        assert!(of_seconds("yesterday").is_err());
        assert!(of_seconds("99999999999999999").is_err());
    }
}
