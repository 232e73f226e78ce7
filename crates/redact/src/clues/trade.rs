//! An occupation or a household with its street or village: *de bakker aan de Dorpsstraat*, *de buren van nummer 14*.

use super::scan::Scan;
use super::words::{GROUP, KIN, LOCAL, OFFICIALS, ONE, SHOP, TRADE};
use super::{Found, Hint};
use crate::token::Gap;

/// The noun stands at `at`.
pub(super) fn spot(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is(at, TRADE | ONE | KIN | GROUP) {
        return None;
    }
    let before = scan.before(at);
    let article = scan.article(at);
    let is_definite = article.is_some_and(|article| !scan.has_word(article, &["een"]));
    let first = article.unwrap_or(at);
    // A wethouder of a town is there in public service; a statushouder is one of many.
    if scan.is(at, TRADE) && !scan.is(at, OFFICIALS | GROUP) {
        // `een bekende Houtense volkszanger`
        if before.is_some_and(|before| scan.is(before, LOCAL)) {
            return Some(Found::new(Hint::Spot, (at - 1, at), 72));
        }
        let at_shop = || scan.at_one_of(at + 1, SHOP).filter(|_| article.is_some());
        let points = scan.points(at + 1).or_else(at_shop)?;
        // `de huisarts in de regio`, and bodies that carry a place: not here, since only places and streets count.
        return Some(Found::new(Hint::Spot, (first, points), if is_definite { 82 } else { 68 }));
    }
    if !scan.is(at, ONE | KIN | GROUP) || !is_definite {
        return None;
    }
    let exact = scan.points(at + 1).or_else(|| beside(scan, at + 1))?;
    // A village by itself is too wide for `de inwoner uit Houten`.
    let is_wide = scan.at_place(at + 1) == Some(exact) && scan.at_street(at + 1).is_none();
    let in_between = scan.at_street(exact + 1).unwrap_or(exact);
    (!is_wide || scan.has_word(first, &["die", "dat"]))
        .then(|| Found::new(Hint::Spot, (first, in_between), 78))
}

/// `naast de kerk`, `boven de snackbar`: whatever it is, people know what stands beside it.
fn beside(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let is_beside = scan.has_word(at, &["naast", "tegenover", "boven", "achter"])
        && scan.has_word(at + 1, &["de", "het"]);
    let noun = scan.tokens.get(at + 2).filter(|noun| is_beside && noun.is_word() && noun.gap != Gap::Break);
    noun.map(|_| at + 2)
}
