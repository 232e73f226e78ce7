//! Initials: *J.V. uit Vianen*, and two or more letters by themselves. Before a surname they are part of a name, which
//! `detect` finds.

use super::scan::Scan;
use super::words::{self, NOT_INITIALS};
use super::{Found, Hint};
use crate::token::{Shape, Token};
use crate::words::PREFIXES;

/// The letters stand at `at`.
pub(super) fn initials(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let token = scan.tokens.get(at).filter(|token| token.shape == Shape::Initial)?;
    let letters = token.text.split('.').filter(|letter| !letter.is_empty()).count();
    if words::is_in(token.text.trim_end_matches('.'), NOT_INITIALS) {
        return None;
    }
    let next = scan.tokens.get(at + 1);
    let is_front = next.is_some_and(|next| {
        next.is_capital() && next.gap != crate::token::Gap::Break && scan.place(at + 1).is_none()
            || next.is_a(PREFIXES)
                && scan.tokens.get(at + 2).is_some_and(Token::is_capital)
                && scan.at_place(at + 1).is_none()
    });
    let in_brackets = || next.is_some_and(|next| next.text == "(").then(|| scan.place(at + 2)).flatten();
    if let Some(points) = scan.at_place(at + 1).or_else(in_brackets) {
        return Some(Found::new(Hint::Initials, (at, points), 88));
    }
    let opens_sentence = scan.before(at).is_none();
    (letters >= 2 && !is_front)
        .then(|| Found::new(Hint::Initials, (at, at), if opens_sentence { 70 } else { 60 }))
}
