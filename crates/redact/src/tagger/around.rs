//! What lies around a token: the stretch of capitals in which it stands, and what the rest of the document shows of the
//! same word.

use rustc_hash::FxHashMap;

use crate::finding::Why;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::JOINING;

/// The stretch of capitals in which a token stands, with the small words that join them: what lies around it, and how it
/// opens and ends. Nothing for a token outside one.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) before: u64,
    pub(super) after: u64,
    pub(super) first: u64,
    pub(super) last: u64,
    /// How many tokens long it is and which of them this is, both counted up to three.
    pub(super) place: u64,
}

/// Something else in the document about the same word.
pub(super) mod evidence {
    pub(in crate::tagger) const SMALL: u8 = 1;
    pub(in crate::tagger) const RULED: u8 = 2;
    pub(in crate::tagger) const INSIDE: u8 = 4;
    /// Directly after a word for a place: `in Gouda`.
    pub(in crate::tagger) const PLACED: u8 = 8;
    /// Directly after an article: `de Kamer`.
    pub(in crate::tagger) const THING: u8 = 16;
    /// Directly after a first name.
    pub(in crate::tagger) const NAMED: u8 = 32;
    /// Directly before a small word that is a verb of speech.
    pub(in crate::tagger) const SPEAKS: u8 = 64;
}

/// Verbs that people are the subject of.
const SPEAKING: &[&str] =
    &["zegt", "zei", "vindt", "vertelt", "vraagt", "stelt", "meldt", "denkt", "wil", "werd", "heeft"];

/// The stretch of each token, whose flags are as [`flags`] has them.
pub(super) fn runs(tokens: &[Token<'_>], flags: &[u8]) -> Vec<Run> {
    let mut runs = vec![Run::default(); tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let last = end_of_run(tokens, at);
        let Some(last) = last else {
            at += 1;
            continue;
        };
        let side = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(0, |token| token.hash);
        let after =
            tokens.get(last + 1).filter(|token| token.gap != Gap::Break).map_or(1, |token| token.hash);
        let before = if tokens.get(at).is_some_and(|token| token.gap == Gap::Break) {
            1
        } else {
            side(at.checked_sub(1))
        };
        let look = |at: usize| {
            let both = tokens.get(at).zip(flags.get(at));
            both.map_or(0, |(token, flags)| token.shape as u64 | u64::from(*flags) << 3)
        };
        for (number, run) in runs.iter_mut().take(last + 1).skip(at).enumerate() {
            let place = ((last - at).min(3) << 2 | number.min(3)) as u64 | 16;
            *run = Run { before, after, first: look(at), last: look(last), place };
        }
        at = last + 1;
    }
    runs
}

/// The last token of the stretch of capitals that opens at `at`.
fn end_of_run(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut last = tokens.get(at).filter(|token| token.is_capital()).map(|_| at)?;
    let mut next = at + 1;
    while let Some(token) = tokens.get(next).filter(|token| token.gap == Gap::Space) {
        if token.is_capital() {
            last = next;
        } else if !(token.shape == Shape::Lower && token.is_a(JOINING)) {
            break;
        }
        next += 1;
    }
    Some(last)
}

/// What the document shows of each word, whatever its capitals.
pub(super) fn seen(tokens: &[Token<'_>], rules: &[u8]) -> FxHashMap<u64, u8> {
    let mut seen: FxHashMap<u64, u8> = FxHashMap::default();
    seen.reserve(tokens.len() / 2);
    let mut before_small = false;
    for (at, (token, rule)) in tokens.iter().zip(rules).enumerate() {
        if token.is_word() {
            let mut bits = 0;
            if token.shape == Shape::Lower {
                bits |= evidence::SMALL;
            } else {
                if before_small && token.gap == Gap::Space {
                    bits |= evidence::INSIDE;
                }
                if *rule != 0 && *rule / 2 != code(Why::List) {
                    bits |= evidence::RULED;
                }
                if let Some(before) =
                    at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| token.gap == Gap::Space)
                {
                    if before.shape == Shape::Lower && before.is_any(&["in", "te", "uit", "naar", "bij"]) {
                        bits |= evidence::PLACED;
                    }
                    if before.is_any(&["de", "het", "een"]) {
                        bits |= evidence::THING;
                    }
                    if before.is_capital() && before.flags.is_given() && before.flags.has(Flags::COMMON) {
                        bits |= evidence::NAMED;
                    }
                }
                if tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.is_any(SPEAKING)) {
                    bits |= evidence::SPEAKS;
                }
            }
            if bits != 0 {
                *seen.entry(token.hash).or_default() |= bits;
            }
        }
        before_small = token.shape == Shape::Lower;
    }
    seen
}

/// A rule as a number.
pub(super) fn code(why: Why) -> u8 {
    match why {
        Why::Title => 1,
        Why::Initials => 2,
        Why::List => 3,
        Why::Attendance => 4,
        Why::Signed => 5,
        _ => 6,
    }
}

/// A surname and a first name are told apart from a word of every day; an inflected one counts too.
pub(super) fn flags(token: &Token<'_>) -> u8 {
    if token.is_word() && !token.flags.has(Flags::WORD) {
        for tail in ["en", "s", "e", "n", "t", "er", "de", "'s"] {
            let stem = token.text.strip_suffix(tail).filter(|stem| stem.len() > 3);
            if stem.is_some_and(|stem| crate::lists::look_up(crate::hash::lower(stem)).has(Flags::WORD)) {
                return token.flags.0 | Flags::WORD;
            }
        }
    }
    token.flags.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_capitals_knows_what_stands_around_it() {
        let tokens = crate::token::tokens("volgens Jan van der Berg zelf");
        let runs = runs(&tokens, &[0; 6]);
        let hash = crate::hash::lower;
        assert!(runs[1..5].iter().all(|run| run.before == hash("volgens") && run.after == hash("zelf")));
        assert!(runs[0].place == 0 && runs[5].place == 0 && runs[1].place != runs[4].place);
    }

    #[test]
    fn the_document_tells_of_a_word_what_stands_before_and_after_it() {
        let tokens =
            crate::token::tokens("Hij woont in Gouda. De Kamer komt. Volgens Piet Smit wel, Smit zegt ja.");
        let seen = seen(&tokens, &vec![0; tokens.len()]);
        let of = |word: &str| seen.get(&crate::hash::lower(word)).copied().unwrap_or(0);
        assert!(of("Gouda") & evidence::PLACED != 0 && of("Kamer") & evidence::THING != 0);
        assert!(of("Smit") & evidence::NAMED != 0 && of("Smit") & evidence::SPEAKS != 0);
        assert!(of("Smit") & (evidence::PLACED | evidence::THING) == 0);
    }
}
