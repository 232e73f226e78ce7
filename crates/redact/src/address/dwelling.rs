//! A place in a building, on a boat or on a ground that is called by its name.

use super::number::{UNITS, of_unit};
use super::street::with_number;
use super::words::INSIDE;
use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::token::{Gap, Shape, Token};
use crate::words::DWELLINGS;

/// `flat De Hoge Linden, kamer 4`, `woonboot Vrouwe Johanna, Lekkade 3`: a building or a boat by its name, with the part of
/// it, or the street, where someone lives.
pub(super) fn dwelling(tokens: &[Token<'_>], at: usize, postcodes: &[(usize, usize)]) -> Option<Hit> {
    let start = tokens.get(at).filter(|token| token.is_a(DWELLINGS))?.start;
    let mut next = at + 1;
    let mut named = false;
    while let Some(token) = tokens.get(next).filter(|token| token.gap == Gap::Space && next < at + 6) {
        let inside = INSIDE.contains(&token.text);
        if !inside && !token.is_capital() || token.is_any(UNITS) {
            break;
        }
        named |= !inside;
        next += 1;
    }
    if !named {
        return None;
    }
    if tokens.get(next).is_some_and(|token| token.text == ",") {
        next += 1;
    }
    let unit = tokens.get(next).filter(|token| token.gap == Gap::Space && token.is_any(UNITS));
    if let Some(last) = unit.and_then(|_| of_unit(tokens, next)) {
        return Some(Hit {
            kind: Kind::Address,
            start,
            end: tokens.get(last)?.end(),
            confidence: 90,
            why: Why::Form,
        });
    }
    let number =
        (next + 1..next + 4).find(|at| tokens.get(*at).is_some_and(|token| token.shape == Shape::Number))?;
    let street = with_number(tokens, number, postcodes)
        .filter(|hit| Some(hit.start) == tokens.get(next).map(|token| token.start))?;
    Some(Hit { start, confidence: street.confidence.saturating_add(1), ..street })
}
