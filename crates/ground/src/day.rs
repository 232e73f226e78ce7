//! Legal dates: calendar days in the Netherlands, and the terms that count from them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::Instant;

/// A calendar day, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// The text is not a day of the calendar written as `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar day written as YYYY-MM-DD")]
pub struct ParseDayError;

impl Day {
    /// The day `year-month-day`, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// The local calendar day of a moment. The Netherlands keeps EU summer time: from the last Sunday of
    /// March 01:00 UTC until the last Sunday of October 01:00 UTC the offset is two hours, else one. The rule
    /// holds since 1996; earlier moments do not occur here.
    pub fn of_instant(instant: Instant) -> Self {
        let local = Timestamp::from_millisecond(instant.0 + dutch_offset_minutes(instant) * 60_000);
        local.map_or(Self(Date::ZERO), |local| Self(jiff::tz::TimeZone::UTC.to_datetime(local).date()))
    }

    /// The first moment of this day in the Netherlands.
    pub fn begins(self) -> Instant {
        let midnight = self.number() * 24 * 3_600_000;
        // Clocks change at one o'clock UTC, so an hour before midnight UTC the offset is that of the local midnight.
        Instant(midnight - dutch_offset_minutes(Instant(midnight - 3_600_000)) * 60_000)
    }

    /// The year it lies in.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The day that lies this many days after 1970-01-01; the inverse of [`Day::number`].
    pub fn of_number(number: i64) -> Self {
        Self(Date::constant(1970, 1, 1)).plus_days(number)
    }

    /// Days since 1970-01-01; negative before.
    pub fn number(self) -> i64 {
        let epoch = Date::constant(1970, 1, 1);
        epoch.until(self.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// This day plus whole days (may be negative). Stays put at the far ends of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.days()))
    }

    /// This day plus whole weeks.
    #[must_use]
    pub fn plus_weeks(self, weeks: i64) -> Self {
        Self(self.0.saturating_add(weeks.weeks()))
    }

    /// This day plus calendar months; the day of the month is clamped to the last one there is.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        Self(self.0.saturating_add(months.months()))
    }

    /// The first day on or after this one that is no Saturday, Sunday or public holiday
    /// (Algemene termijnenwet 1 and 3).
    #[must_use]
    pub fn next_working_day(self) -> Self {
        let mut day = self;
        while day.is_rest_day() {
            day = day.plus_days(1);
        }
        day
    }

    /// Saturday, Sunday, or a public holiday of Algemene termijnenwet 3(1). The yearly list that the government
    /// may equate with holidays (3(3)) is not known here.
    pub fn is_rest_day(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday) || self.is_holiday()
    }

    fn is_holiday(self) -> bool {
        let Some(easter) = easter_sunday(self.0.year()) else { return false };
        let kings_day = match Date::new(self.0.year(), 4, 27) {
            Ok(day) if day.weekday() == Weekday::Sunday => day.saturating_add((-1).days()),
            Ok(day) => day,
            Err(_) => return false,
        };
        let from_easter = easter.until(self.0).map_or(i32::MAX, |span| span.get_days());
        let fixed = matches!((self.0.month(), self.0.day()), (1, 1) | (5, 5) | (12, 25 | 26));
        // Good Friday, Easter Monday, Ascension Day, Whit Monday.
        fixed || self.0 == kings_day || matches!(from_easter, -2 | 1 | 39 | 50)
    }
}

/// How many minutes the clock in the Netherlands is ahead of UTC at a moment: 60, or 120 in summer.
pub(crate) fn dutch_offset_minutes(instant: Instant) -> i64 {
    let Ok(moment) = Timestamp::from_millisecond(instant.0) else { return 60 };
    let moment = jiff::tz::TimeZone::UTC.to_datetime(moment);
    match (last_sunday(moment.year(), 3), last_sunday(moment.year(), 10)) {
        (Some(start), Some(end)) if moment >= start.at(1, 0, 0, 0) && moment < end.at(1, 0, 0, 0) => 120,
        _ => 60,
    }
}

fn last_sunday(year: i16, month: i8) -> Option<Date> {
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    let back = i64::from(last.weekday().to_sunday_zero_offset());
    Some(last.saturating_add((-back).days()))
}

/// Easter Sunday of the Gregorian calendar, by the computus of Gauss in its integer form.
fn easter_sunday(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let century = year_number / 100;
    let epact = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year_number + year_number / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        let strict = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if strict { text.parse().map(Self).map_err(|_| ParseDayError) } else { Err(ParseDayError) }
    }
}

impl TryFrom<String> for Day {
    type Error = ParseDayError;

    fn try_from(text: String) -> Result<Self, ParseDayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn terms_follow_the_calendar() {
        assert_eq!(day("2017-10-02").plus_weeks(4), day("2017-10-30"));
        assert_eq!(day("2026-10-02").plus_months(1), day("2026-11-02"));
        assert_eq!(day("2026-01-31").plus_months(1), day("2026-02-28"));
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
    }

    #[test]
    fn a_term_never_ends_on_a_rest_day() {
        assert_eq!(
            day("2026-04-03").next_working_day(),
            day("2026-04-07"),
            "Good Friday to Tuesday after Easter"
        );
        assert_eq!(day("2026-04-27").next_working_day(), day("2026-04-28"), "King's Day");
        assert_eq!(day("2025-04-26").next_working_day(), day("2025-04-28"), "King's Day moves to Saturday");
        assert_eq!(day("2026-12-25").next_working_day(), day("2026-12-28"));
        assert_eq!(day("2026-05-14").next_working_day(), day("2026-05-15"), "Ascension Day");
        assert_eq!(day("2026-11-16").next_working_day(), day("2026-11-16"));
    }

    #[test]
    fn the_local_day_is_the_dutch_one() {
        let instant = |text: &str| Instant(text.parse::<Timestamp>().unwrap().as_millisecond());
        assert_eq!(instant("2026-01-01T22:59:59Z").day(), day("2026-01-01"));
        assert_eq!(instant("2026-01-01T23:00:00Z").day(), day("2026-01-02"));
        assert_eq!(instant("2026-07-01T22:00:00Z").day(), day("2026-07-02"));
    }

    #[test]
    fn a_day_begins_at_the_midnight_of_its_clock() {
        for text in ["2026-01-01", "2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"] {
            let begins = day(text).begins();
            assert_eq!(begins.day(), day(text));
            assert_eq!(Instant(begins.0 - 1).day(), day(text).plus_days(-1));
        }
        assert_eq!(day("2026-01-01").year(), 2026);
    }

    #[test]
    fn only_the_plain_form_parses() {
        for bad in ["2026-13-01", "2026-02-30", "26-02-03", "2026-2-3", "2026-02-03T00:00", "", "morgen"] {
            assert_eq!(bad.parse::<Day>(), Err(ParseDayError), "{bad}");
        }
    }
}
