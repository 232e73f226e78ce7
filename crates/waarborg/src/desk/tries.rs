//! How often someone may guess: at a password, or at the code of a receipt. Every failure in a row makes the next wait longer.
//!
//! A try is counted before it is looked at, so that many at once win nothing. Not prevented: that someone who knows what is
//! guessed at makes its owner wait, for an hour at most.

use ground::Instant;

use super::store;
use crate::db::Tx;
use crate::error::Error;

/// So many failures in a row cost nothing.
const FREE: i64 = 4;

/// The first wait, in milliseconds; every further failure doubles it.
const FIRST_WAIT: i64 = 30 * 1000;

/// The longest wait: an hour.
const LONGEST_WAIT: i64 = 60 * 60 * 1000;

/// Failures are forgotten after a day.
const FORGOTTEN: i64 = 24 * 60 * 60 * 1000;

/// Counts a try as failed, until it is forgotten; or says until when to wait, and then nothing is to be looked at. `what` is a
/// keyed hash of what is guessed at.
pub fn count(tx: &mut Tx<'_>, what: &[u8; 32]) -> Result<Result<(), Instant>, Error> {
    let now = tx.now();
    let (failures, until) = store::find_attempts(tx, what)?;
    if now < until {
        return Ok(Err(until));
    }
    let failures = failures + 1;
    store::set_attempts(tx, what, failures, Instant(now.0 + wait(failures)), Instant(now.0 - FORGOTTEN))?;
    Ok(Ok(()))
}

/// It was right: the failures are forgotten.
pub fn forget(tx: &mut Tx<'_>, what: &[u8; 32]) -> Result<(), Error> {
    store::clear_attempts(tx, what)
}

/// How long after so many failures in a row.
fn wait(failures: i64) -> i64 {
    if failures <= FREE {
        return 0;
    }
    let doubled =
        u32::try_from(failures - FREE - 1).ok().and_then(|times| FIRST_WAIT.checked_shl(times.min(20)));
    doubled.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_to_an_hour() {
        let waits: Vec<i64> = (1..=14).map(|failures| wait(failures) / 1000).collect();
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(wait(i64::MAX), LONGEST_WAIT);
    }
}
