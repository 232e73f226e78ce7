//! Time as a value you hold. Only `waarborg`'s `main.rs` makes a clock that reads the real one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Serialize};

use crate::Day;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z (the unit of the Logboek Dataverwerkingen).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The calendar day of this moment in the Netherlands.
    ///
    /// Legal terms run by local day: half past midnight in Nieuwegein is still yesterday in UTC.
    pub fn day(self) -> Day {
        Day::of_instant(self)
    }

    /// How many minutes the clock in the Netherlands is ahead of UTC at this moment.
    pub fn offset_minutes(self) -> i64 {
        crate::day::dutch_offset_minutes(self)
    }

    /// Reads RFC 3339 with any offset; `None` for anything else.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|moment| Self(moment.as_millisecond()))
    }

    /// RFC 3339 in UTC, to the millisecond: `2026-11-16T09:30:00.000Z`.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0)
            .map_or_else(|_| String::from("invalid"), |t| format!("{t:.3}"))
    }
}

/// Where the present moment comes from.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Instant;
}

/// A clock that stands still until it is moved; clones share one hand.
#[derive(Debug, Clone)]
pub struct MockClock(Arc<AtomicI64>);

impl MockClock {
    /// Stands at `start`.
    pub fn at(start: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(start.0)))
    }

    /// Moves the hand forward.
    pub fn advance(&self, milliseconds: i64) {
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }
}

impl Clock for MockClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}
