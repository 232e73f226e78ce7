//! Within which time a request is answered (AVG 12(3), Wbp 35-40), as a pure model: no database, no clock of its own.
//!
//! How terms end is in `ground`. This one stands still from the day on which proof of identity was asked for until it was
//! there, but only when that was asked for without delay (AVG 12(6)); who asks late has lost the days.

use ground::{Day, Length, Reading, Term};

/// So many days after receipt at the latest, proof of identity is asked for without delay. The law names no number.
const PROMPT_DAYS: i64 = 7;

/// The time in which nobody could know yet who was asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The day on which proof of identity was asked for.
    pub asked: Day,
    /// The day on which it was there.
    pub shown: Option<Day>,
}

/// The clock of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// When the request came in.
    pub received: Day,
    /// How long the law gives.
    pub length: Length,
    /// The time that does not count.
    pub pause: Option<Pause>,
    /// The extension was told, in time and with reasons.
    pub extended: bool,
    /// When the request was decided or withdrawn.
    pub ended: Option<Day>,
}

impl Clock {
    /// The last day; while the clock stands still, as if proof came today.
    pub fn due(&self, today: Day) -> Day {
        self.term(today).due()
    }

    /// The last day on which an extension may be told; none where the law knows no extension, or when it was used.
    pub fn extendable_until(&self, today: Day) -> Option<Day> {
        self.term(today).extendable_until()
    }

    /// What it says on a day. It stands still while proof of identity is awaited.
    pub fn read(&self, today: Day) -> Reading {
        if let (None, Some(Pause { asked, shown: None })) = (self.ended, self.pause)
            && self.counts(asked)
        {
            return Reading::Still { since: asked };
        }
        self.term(self.ended.unwrap_or(today)).read(today, self.ended)
    }

    /// Whether proof of identity was asked for without delay, so that the clock stood still.
    pub fn counts(&self, asked: Day) -> bool {
        asked <= self.received.plus_days(PROMPT_DAYS).next_working_day()
    }

    fn term(&self, today: Day) -> Term {
        Term {
            from: self.received,
            length: self.length,
            still: self.still_days(today),
            extended: self.extended,
        }
    }

    fn still_days(&self, today: Day) -> i64 {
        match self.pause {
            Some(Pause { asked, shown }) if self.counts(asked) => {
                (shown.unwrap_or(today).number() - asked.number()).max(0)
            }
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WBP: Length = Length { months: 0, weeks: 4, more_months: 0, more_weeks: 0 };
    const AVG: Length = Length { months: 1, weeks: 0, more_months: 2, more_weeks: 0 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn clock(length: Length, received: &str) -> Clock {
        Clock { received: day(received), length, pause: None, extended: false, ended: None }
    }

    // proves!("6.10-1", "3-15")
    #[test]
    fn terms_end_on_a_working_day_in_both_laws() {
        for (law, received, due, extended, why) in [
            (WBP, "2017-10-02", "2017-10-30", "2017-10-30", "four weeks, no extension"),
            (WBP, "2018-04-07", "2018-05-07", "2018-05-07", "5 May, and a Saturday too, is Monday"),
            (AVG, "2026-10-02", "2026-11-02", "2027-01-04", "2 January is a Saturday"),
            (AVG, "2026-01-31", "2026-03-02", "2026-04-28", "28 February is a Saturday"),
            (AVG, "2024-01-31", "2024-02-29", "2024-04-29", "a leap year"),
            (AVG, "2023-01-29", "2023-02-28", "2023-04-28", "no leap year"),
            (AVG, "2027-03-31", "2027-04-30", "2027-06-30", "April has thirty days"),
            (AVG, "2026-03-03", "2026-04-07", "2026-06-03", "Good Friday to Tuesday after Easter"),
            (AVG, "2026-03-27", "2026-04-28", "2026-06-29", "King's Day"),
            (AVG, "2025-03-27", "2025-04-28", "2025-06-27", "a Sunday; King's Day was on Saturday"),
            (AVG, "2026-04-05", "2026-05-06", "2026-07-06", "5 May"),
            (AVG, "2026-04-14", "2026-05-15", "2026-07-14", "Ascension Day"),
            (AVG, "2026-11-25", "2026-12-28", "2027-02-25", "Christmas on Friday and Saturday"),
            (AVG, "2026-12-01", "2027-01-04", "2027-03-01", "New Year's Day, then a weekend"),
        ] {
            let clock = clock(law, received);
            assert_eq!(clock.due(day(received)), day(due), "{received}: {why}");
            let later = Clock { extended: law == AVG, ..clock };
            assert_eq!(later.due(day(received)), day(extended), "{received}, extended");
        }
    }

    #[test]
    fn it_stands_still_for_who_asks_for_proof_at_once() {
        let asked = |asked: &str, shown: Option<&str>| Clock {
            pause: Some(Pause { asked: day(asked), shown: shown.map(day) }),
            ..clock(AVG, "2026-10-02")
        };
        let prompt = asked("2026-10-05", Some("2026-10-15"));
        assert_eq!(prompt.due(day("2026-10-20")), day("2026-11-12"), "ten days more");
        let late = asked("2026-10-20", Some("2026-10-30"));
        assert_eq!(late.due(day("2026-10-30")), day("2026-11-02"), "asked too late: nothing stood still");
        assert_eq!(
            asked("2026-10-05", None).read(day("2026-12-01")),
            Reading::Still { since: day("2026-10-05") }
        );
        assert!(matches!(asked("2026-10-20", None).read(day("2026-12-01")), Reading::Late { over: 29, .. }));
        assert_eq!(
            asked("2026-10-05", Some("2026-10-05")).due(day("2026-10-05")),
            day("2026-11-02"),
            "shown at once"
        );
    }

    #[test]
    fn an_extension_is_told_inside_the_first_month_or_not() {
        let clock = clock(AVG, "2026-10-31");
        assert_eq!(clock.extendable_until(day("2026-11-01")), Some(day("2026-11-30")));
        assert_eq!(super::Clock { extended: true, ..clock }.extendable_until(day("2026-11-01")), None);
        assert_eq!(self::clock(WBP, "2017-10-02").extendable_until(day("2017-10-03")), None);
        let sunday = self::clock(AVG, "2026-10-08");
        assert_eq!(
            sunday.extendable_until(day("2026-10-09")),
            Some(day("2026-11-08")),
            "not the Monday after"
        );
    }

    #[test]
    fn it_tells_how_it_stands() {
        let clock = clock(AVG, "2026-10-02");
        let due = day("2026-11-02");
        assert_eq!(clock.read(day("2026-11-01")), Reading::Running { due, left: 1 });
        assert_eq!(clock.read(due), Reading::Running { due, left: 0 });
        assert_eq!(clock.read(day("2026-11-05")), Reading::Late { due, over: 3 });
        let on = day("2026-10-20");
        assert_eq!(Clock { ended: Some(on), ..clock }.read(day("2026-12-05")), Reading::Ended { due, on });
    }
}
