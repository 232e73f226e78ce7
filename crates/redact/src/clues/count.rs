//! Small counts of people (below five, or what `Options::small_count` says): with the village, or of people of a kind, a reader
//! knows who they are.
//!
//! Not counts of things, and not averages, bounds and shares: those are nobody.

use super::scan::Scan;
use super::words::{AVERAGE, CASES, GROUP, PEOPLE, SMALL_VILLAGE, THEY};
use super::{Found, Hint};
use crate::token::Shape;

/// `3 statushouders`, `één van de twee alleenstaande moeders in Lopik`.
pub(super) fn small(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_small(at) || scan.before(at).is_some_and(|before| is_no_count_after(scan, before)) {
        return None;
    }
    if let Some(points) = scan.points(at + 1).filter(|_| scan.sentence_has(at, PEOPLE | GROUP, at..at + 1)) {
        // `van de jongeren woont er één in Uitweg`
        let is_one_of = !scan.has_word(at, &["een"]);
        return is_one_of.then(|| Found::new(Hint::SmallCell, (at, points), 78));
    }
    // `bijstandsmoeders in 't Goy (nu 2)`
    if in_brackets(scan, at)
        && scan.sentence_has(at, PEOPLE | GROUP, at..at + 1)
        && scan.sentence_has_place(at)
    {
        return Some(Found::new(Hint::SmallCell, (at, at), 72));
    }
    // A share of many is nobody, unless the many are a village.
    let is_share = scan.has_word(at + 1, &["op"])
        || scan.before(at).is_some_and(|before| {
            scan.has_word(before, &["de"]) && before > 0 && scan.has_word(before - 1, &["op"])
        });
    if is_share && !scan.sentence_has(at, SMALL_VILLAGE, at..at + 1) {
        return None;
    }
    let is_bare_one = scan.has_word(at, &["een"]);
    let of_more = scan.has_word(at + 1, &["van"]) && scan.has_word(at + 2, &["de", "die", "onze"]);
    if is_bare_one && !of_more {
        return None;
    }
    let from = if of_more { after_whole(scan, at + 3) } else { at + 1 };
    // `een van de buren` is no count; `een van de drie gezinnen` is.
    if is_bare_one && from == at + 3 {
        return None;
    }
    let noun = scan.noun(from, PEOPLE | GROUP | CASES)?;
    if scan.has_word(noun + 1, &["per"]) || scan.is(noun, THEY) {
        return None;
    }
    let points = scan.points(noun + 1);
    let is_group = scan.is(noun, GROUP)
        || !scan.is(noun, CASES) && (scan.says_what(from..noun) || scan.is_described_after(noun));
    let confidence = match (is_group, points.is_some(), scan.sentence_has_place(at)) {
        (true, true, _) => 90,
        (true, false, true) => 85,
        (true, false, false) => 70,
        (false, true, _) => 80,
        (false, false, true) => 65,
        (false, false, false) => return None,
    };
    Some(Found::new(Hint::SmallCell, (at, points.unwrap_or(noun)), confidence))
}

/// The only number between brackets, with at most a word before it.
fn in_brackets(scan: &Scan<'_>, at: usize) -> bool {
    let is = |at: usize, sign: &str| scan.tokens.get(at).is_some_and(|token| token.text == sign);
    let opens = at > 0
        && (is(at - 1, "(")
            || at > 1 && is(at - 2, "(") && scan.has_word(at - 1, &["nu", "nog", "totaal", "samen"]));
    opens && is(at + 1, ")")
}

/// `gemiddeld drie klanten`, `met twee kinderen`, `punt 2`: not a count of who there are.
fn is_no_count_after(scan: &Scan<'_>, before: usize) -> bool {
    let further = scan.before(before);
    scan.is(before, AVERAGE)
        || further.is_some_and(|further| scan.is(further, AVERAGE))
        || scan.has_word(
            before,
            &["met", "per", "punt", "agendapunt", "artikel", "fase", "groep", "schaal", "trede", "lid", "op"],
        )
        || scan
            .tokens
            .get(before)
            .is_some_and(|token| token.shape == Shape::Number || matches!(token.text, "," | "." | "€" | "-"))
            && scan.tokens.get(before + 1).is_some_and(|token| token.gap == crate::token::Gap::None)
}

/// Past the number of the whole: `van de 12 statushouders`.
fn after_whole(scan: &Scan<'_>, at: usize) -> usize {
    let is_number = scan.tokens.get(at).is_some_and(|token| {
        token.shape == Shape::Number
            || token.is_any(&[
                "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
            ])
    });
    if is_number { at + 1 } else { at }
}
