//! Within which time a request is decided (Wob 6, Woo 4.4), as a pure model: no database, no clock of its own.
//!
//! How terms end is in `ground`. This one stands still while a clearer request is awaited, when that was asked for in time,
//! and while others can give their views; in both cases until the answer, and no longer than the day that was set for it.

use ground::{Day, Length, Reading, Term};

/// A time that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// The day on which something was asked.
    pub asked: Day,
    /// The last day for an answer.
    pub until: Day,
    /// The day of the answer.
    pub answered: Option<Day>,
}

/// The clock of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// When the request came in.
    pub received: Day,
    /// How long the law gives.
    pub length: Length,
    /// The times that do not count.
    pub pauses: Vec<Pause>,
    /// The extension was told, in time and with reasons.
    pub extended: bool,
    /// When the request was decided, sent on or taken back.
    pub ended: Option<Day>,
}

impl Pause {
    /// The day on which it is over, if it is on this day.
    fn over(&self, today: Day) -> Option<Day> {
        match self.answered {
            Some(day) => Some(day.min(self.until)),
            None => (today > self.until).then_some(self.until),
        }
    }

    /// How many days it took, until today where it goes on.
    fn days(&self, today: Day) -> i64 {
        (self.over(today).unwrap_or(today).number() - self.asked.number()).max(0)
    }
}

impl Clock {
    /// The last day on which a clearer request is asked for in time. Who asks later has lost the days. A law that gives no
    /// length wants it at once: that is taken to be the same day.
    pub fn prompt_until(received: Day, prompt: Length) -> Day {
        Term { from: received, length: prompt, still: 0, extended: false }.due()
    }

    /// The last day; while the clock stands still, as if the answer came today.
    pub fn due(&self, today: Day) -> Day {
        self.term(today).due()
    }

    /// The last day on which an extension may be told; none when it was used.
    pub fn extendable_until(&self, today: Day) -> Option<Day> {
        self.term(today).extendable_until()
    }

    /// What it says on a day.
    pub fn read(&self, today: Day) -> Reading {
        match self.pauses.last() {
            Some(pause) if self.ended.is_none() && pause.over(today).is_none() => {
                Reading::Still { since: pause.asked }
            }
            _ => self.term(self.ended.unwrap_or(today)).read(today, self.ended),
        }
    }

    fn term(&self, today: Day) -> Term {
        let still = self.pauses.iter().map(|pause| pause.days(today)).sum();
        Term { from: self.received, length: self.length, still, extended: self.extended }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WOB: Length = Length { months: 0, weeks: 4, more_months: 0, more_weeks: 4 };
    const WOO: Length = Length { months: 0, weeks: 4, more_months: 0, more_weeks: 2 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn clock(length: Length, received: &str) -> Clock {
        Clock { received: day(received), length, pauses: Vec::new(), extended: false, ended: None }
    }

    fn pause(asked: &str, until: &str, answered: Option<&str>) -> Pause {
        Pause { asked: day(asked), until: day(until), answered: answered.map(day) }
    }

    // proves!("6.12-1")
    #[test]
    fn terms_end_on_a_working_day_in_both_laws() {
        for (law, received, due, extended, why) in [
            (WOB, "2016-03-01", "2016-03-29", "2016-04-26", "four weeks and four weeks"),
            (WOB, "2016-02-29", "2016-03-29", "2016-04-25", "28 March is Easter Monday"),
            (WOB, "2022-04-30", "2022-05-30", "2022-06-27", "the last day of the Wob, a Saturday"),
            (WOO, "2022-05-01", "2022-05-30", "2022-06-13", "the first day of the Woo, a Sunday"),
            (WOO, "2026-10-02", "2026-10-30", "2026-11-13", "four weeks and two weeks"),
            (WOO, "2026-11-27", "2026-12-28", "2027-01-08", "Christmas on Friday, then a weekend"),
            (WOO, "2026-12-04", "2027-01-04", "2027-01-15", "New Year's Day on Friday"),
            (WOO, "2026-03-30", "2026-04-28", "2026-05-11", "King's Day"),
            (WOO, "2026-04-16", "2026-05-15", "2026-05-28", "Ascension Day"),
        ] {
            let clock = clock(law, received);
            assert_eq!(clock.due(day(received)), day(due), "{received}: {why}");
            let later = Clock { extended: true, ..clock };
            assert_eq!(later.due(day(received)), day(extended), "{received}, extended");
        }
    }

    // proves!("L-17")
    #[test]
    fn it_stands_still_until_the_answer_but_no_longer_than_the_day_that_was_set() {
        let with = |pauses: Vec<Pause>| Clock { pauses, ..clock(WOO, "2026-10-02") };
        let answered = with(vec![pause("2026-10-05", "2026-10-19", Some("2026-10-12"))]);
        assert_eq!(answered.due(day("2026-10-20")), day("2026-11-06"), "seven days more");
        let silent = with(vec![pause("2026-10-05", "2026-10-19", None)]);
        assert_eq!(silent.read(day("2026-10-19")), Reading::Still { since: day("2026-10-05") });
        assert_eq!(silent.due(day("2026-11-01")), day("2026-11-13"), "fourteen days more, not twenty-seven");
        assert!(matches!(silent.read(day("2026-10-20")), Reading::Running { .. }), "it goes on by itself");
        let tardy = with(vec![pause("2026-10-05", "2026-10-19", Some("2026-10-30"))]);
        assert_eq!(tardy.due(day("2026-11-01")), day("2026-11-13"), "an answer after the day adds nothing");
        let twice = with(vec![
            pause("2026-10-05", "2026-10-19", Some("2026-10-12")),
            pause("2026-10-20", "2026-11-03", Some("2026-11-03")),
        ]);
        assert_eq!(twice.due(day("2026-11-04")), day("2026-11-20"), "both count");
    }

    #[test]
    fn a_clearer_request_is_asked_for_within_two_weeks_under_the_woo() {
        let two = Length { weeks: 2, ..Length::default() };
        assert_eq!(Clock::prompt_until(day("2026-10-02"), two), day("2026-10-16"));
        assert_eq!(Clock::prompt_until(day("2016-03-01"), Length::default()), day("2016-03-01"), "at once");
    }

    #[test]
    fn an_extension_is_told_inside_the_first_term_or_not() {
        let clock = clock(WOO, "2026-10-02");
        assert_eq!(clock.extendable_until(day("2026-10-10")), Some(day("2026-10-30")));
        assert_eq!(Clock { extended: true, ..clock }.extendable_until(day("2026-10-10")), None);
    }
}
