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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_a_day() {
        assert_eq!(of_seconds("1353801600").map(|date| date.to_string()), Ok("2012-11-25".to_owned()));
        assert!(of_seconds("yesterday").is_err());
        assert!(of_seconds("99999999999999999").is_err());
    }
}
