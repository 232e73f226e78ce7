//! A term of law on a calendar: when it ends, what is left of it. No database, no clock of its own.
//!
//! The day on which it begins does not count. A term never ends on a Saturday, Sunday or public holiday (Algemene
//! termijnenwet 1). Days on which the clock stood still are added; which those are, the law of each kind of request says.

use crate::Day;

/// How long the law gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Calendar months.
    pub months: i64,
    /// Weeks.
    pub weeks: i64,
    /// Calendar months that an extension adds.
    pub more_months: i64,
    /// Weeks that an extension adds.
    pub more_weeks: i64,
}

/// A term that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The day from which it counts; itself not counted.
    pub from: Day,
    /// How long the law gives.
    pub length: Length,
    /// Days on which the clock stood still.
    pub still: i64,
    /// The extension was told, in time and with reasons.
    pub extended: bool,
}

/// What a clock says on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It stands still since this day.
    Still {
        /// Since when.
        since: Day,
    },
    /// It runs.
    Running {
        /// The last day.
        due: Day,
        /// Days left; none on the last day.
        left: i64,
    },
    /// The last day has passed.
    Late {
        /// The last day.
        due: Day,
        /// Days over it.
        over: i64,
    },
    /// It has ended.
    Ended {
        /// The last day it could have.
        due: Day,
        /// When it ended.
        on: Day,
    },
}

impl Term {
    /// The last day: a working day.
    pub fn due(&self) -> Day {
        let Length { more_months, more_weeks, .. } = self.length;
        let first = self.first_end();
        let end = if self.extended { first.plus_months(more_months).plus_weeks(more_weeks) } else { first };
        end.plus_days(self.still).next_working_day()
    }

    /// The last day on which an extension may be told: inside the first term, and a term that ends on Sunday is over on
    /// Sunday. None where the law knows no extension, or when it was used.
    pub fn extendable_until(&self) -> Option<Day> {
        let knows = self.length.more_months + self.length.more_weeks > 0;
        (knows && !self.extended).then(|| self.first_end().plus_days(self.still))
    }

    /// What it says on a day, while it runs or once it has ended.
    pub fn read(&self, today: Day, ended: Option<Day>) -> Reading {
        let due = self.due();
        if let Some(on) = ended {
            return Reading::Ended { due, on };
        }
        let left = due.number() - today.number();
        if left < 0 { Reading::Late { due, over: -left } } else { Reading::Running { due, left } }
    }

    fn first_end(&self) -> Day {
        self.from.plus_months(self.length.months).plus_weeks(self.length.weeks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn still_days_come_after_the_extension_and_before_the_working_day() {
        let from: Day = "2026-10-02".parse().unwrap();
        let length = Length { months: 0, weeks: 4, more_months: 0, more_weeks: 2 };
        let term = Term { from, length, still: 1, extended: false };
        assert_eq!(term.due().to_string(), "2026-11-02", "Saturday 31 October becomes Monday");
        assert_eq!(term.extendable_until().map(|day| day.to_string()).as_deref(), Some("2026-10-31"));
        let longer = Term { extended: true, ..term };
        assert_eq!(longer.due().to_string(), "2026-11-16");
        assert_eq!(longer.extendable_until(), None);
        assert!(matches!(term.read("2026-11-03".parse().unwrap(), None), Reading::Late { over: 1, .. }));
    }
}
