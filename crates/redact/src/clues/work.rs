//! A small employer of somebody: *werkt als kapster bij Salon Mooi in Hagestein*.

use super::scan::Scan;
use super::words::{ARTICLE, BODIES, KIN, ONE, SHOP, THEY, WORK};
use super::{Found, Hint};
use crate::token::Token;

/// The word of having work stands at `at`.
pub(super) fn employer(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, WORK) || !scan.sentence_has(at, ONE | THEY | KIN, at..at + 1) {
        return None;
    }
    let (_, end) = scan.sentence(at);
    let by = (at + 1..end.min(at + 7)).find(|at| scan.has_word(*at, &["bij"]))?;
    let mut first = by + 1;
    while scan.is(first, ARTICLE) {
        first += 1;
    }
    let is_named = |at: usize| {
        scan.tokens.get(at).is_some_and(|token| token.is_capital() || token.is_any(&["de", "het", "'t"]))
    };
    let opens = scan.tokens.get(first).is_some_and(Token::is_capital) || scan.is(first, SHOP);
    if !opens || scan.is(first, BODIES) || scan.place(first).is_some() {
        return None;
    }
    // The name goes on as long as it has capitals.
    let mut last = first;
    while last + 1 < end && is_named(last + 1) {
        last += 1;
    }
    let points = scan.points_on(last);
    let is_surely_small = scan.is(first, SHOP) && (last > first || points > last);
    let confidence = if is_surely_small {
        80
    } else if last > first || points > last {
        62
    } else {
        return None;
    };
    Some(Found::new(Hint::Employer, (at, points), confidence))
}
