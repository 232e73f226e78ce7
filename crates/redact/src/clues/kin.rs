//! Relatives and neighbours of somebody known, and those who once had a function here.

use super::scan::Scan;
use super::words::{ARTICLE, FORMER, FORMER_FRONT, GROUP, KIN, MOURNED, OFFICIALS, ONCE_WERE, ONE, TRADE};
use super::{Found, Hint};

/// The first noun stands at `at`.
pub(super) fn kin(scan: &Scan<'_>, at: usize) -> Option<Found> {
    relative(scan, at).or_else(|| former(scan, at))
}

/// `de weduwe van de vroegere huisarts`, `een neef van een raadslid`, `de moeder van de drieling`.
fn relative(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, KIN) || !scan.has_word(at + 1, &["van"]) || !scan.is(at + 2, ARTICLE) {
        return None;
    }
    let first = scan.article(at).unwrap_or(at);
    // `de moeder van het overleden meisje`
    if scan.is(at + 3, MOURNED) && scan.is(at + 4, ONE | KIN | TRADE) {
        return Some(Found::new(Hint::Kin, (first, scan.points_on(at + 4)), 80));
    }
    let known = scan
        .noun(at + 3, TRADE | OFFICIALS | FORMER_FRONT)
        .or_else(|| (at + 3..at + 5).find(|at| scan.has_word(*at, &["tweeling", "drieling"])))?;
    Some(Found::new(Hint::Kin, (first, scan.points_on(known)), 84))
}

/// `onze oud-collega van de balie`, `de voormalig directeur van de basisschool`.
fn former(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let noun = if scan.is(at, FORMER_FRONT) {
        at
    } else if scan.is(at, FORMER)
        && scan.is(at + 1, TRADE | OFFICIALS | ONCE_WERE)
        && !scan.is(at + 1, GROUP | ONE)
    {
        at + 1
    } else {
        return None;
    };
    let first = scan.article(at).unwrap_or(at);
    let is_of = scan.has_word(noun + 1, &["van", "bij"]);
    let last = if is_of && scan.is(noun + 2, ARTICLE) {
        noun + 3
    } else if is_of {
        noun + 2
    } else {
        noun
    };
    Some(Found::new(Hint::Former, (first, last.min(scan.sentence(at).1.saturating_sub(1))), 76))
}
