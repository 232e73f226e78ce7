//! What the model sees of each token, as numbers of buckets: the word and its neighbours, their ends, shapes and lists,
//! what the rules said, and what the rest of the document shows.

use rustc_hash::FxHashMap;

use crate::finding::Why;
use crate::hash::mix;
use crate::lists::Flags;
use crate::names::rules::Mention;
use crate::token::{Gap, Shape, Token};
use crate::words::JOINING;

/// One token, ready to be combined.
#[derive(Clone, Copy, Default)]
pub(crate) struct Word {
    hash: u64,
    /// Hashes of the last two, three and four and the first three characters, in small letters.
    ends: [u64; 4],
    shape: u64,
    flags: u64,
    rule: u64,
    document: u64,
    opens: bool,
    run: Run,
}

/// The stretch of capitals in which a token stands, with the small words that join them: what lies around it, and how it
/// opens and ends. Nothing for a token outside one.
#[derive(Clone, Copy, Default)]
struct Run {
    before: u64,
    after: u64,
    first: u64,
    last: u64,
    /// How many tokens long it is and which of them this is, both counted up to three.
    place: u64,
}

/// Something else in the document about the same word.
mod evidence {
    pub(super) const SMALL: u8 = 1;
    pub(super) const RULED: u8 = 2;
    pub(super) const INSIDE: u8 = 4;
    /// Directly after a word for a place: `in Gouda`.
    pub(super) const PLACED: u8 = 8;
    /// Directly after an article: `de Kamer`.
    pub(super) const THING: u8 = 16;
    /// Directly after a first name.
    pub(super) const NAMED: u8 = 32;
    /// Directly before a small word that is a verb of speech.
    pub(super) const SPEAKS: u8 = 64;
}

/// All tokens, ready to be combined.
pub(crate) fn words(tokens: &[Token<'_>], ruled: &[Mention]) -> Vec<Word> {
    let mut codes = vec![0_u8; tokens.len()];
    for mention in ruled {
        for (number, rule) in codes.iter_mut().take(mention.last + 1).skip(mention.first).enumerate() {
            *rule = code(mention.why) * 2 + u8::from(number > 0);
        }
    }
    let seen = evidence(tokens, &codes);
    let mut opens = true;
    let runs = runs(tokens);
    let word = tokens.iter().zip(&codes).zip(runs).map(|((token, rule), run)| {
        let first = std::mem::replace(&mut opens, matches!(token.text, "." | "!" | "?" | ":" | "\"" | "•"))
            || token.gap == Gap::Break;
        let seen = if token.is_word() { seen.get(&token.hash).copied().unwrap_or(0) } else { 0 };
        Word {
            hash: token.hash,
            ends: ends(token),
            shape: shape(token),
            flags: u64::from(flags(token)),
            rule: u64::from(*rule),
            document: u64::from(seen),
            opens: first,
            run,
        }
    });
    word.collect()
}

fn runs(tokens: &[Token<'_>]) -> Vec<Run> {
    let mut runs = vec![Run::default(); tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let last = end_of_run(tokens, at);
        let Some(last) = last else {
            at += 1;
            continue;
        };
        let side = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or(0, |token| token.hash);
        let after = tokens.get(last + 1).filter(|token| token.gap != Gap::Break).map_or(1, |token| token.hash);
        let before = if tokens.get(at).is_some_and(|token| token.gap == Gap::Break) { 1 } else { side(at.checked_sub(1)) };
        let look = |at: usize| tokens.get(at).map_or(0, |token| token.shape as u64 | u64::from(flags(token)) << 3);
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

fn code(why: Why) -> u8 {
    match why {
        Why::Title => 1,
        Why::Initials => 2,
        Why::List => 3,
        Why::Attendance => 4,
        Why::Signed => 5,
        _ => 6,
    }
}

fn evidence(tokens: &[Token<'_>], rules: &[u8]) -> FxHashMap<u64, u8> {
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
                if let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|_| token.gap == Gap::Space) {
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
                if tokens.get(at + 1).is_some_and(|next| {
                    next.gap == Gap::Space && next.is_any(&["zegt", "zei", "vindt", "vertelt", "vraagt", "stelt", "meldt", "denkt", "wil", "werd", "heeft"])
                }) {
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

fn ends(token: &Token<'_>) -> [u64; 4] {
    if !token.is_word() {
        return [0; 4];
    }
    let tail = |count: usize| {
        let from = token.text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
        crate::hash::lower(token.text.get(from..).unwrap_or_default())
    };
    let to = token.text.char_indices().nth(3).map_or(token.text.len(), |(at, _)| at);
    [tail(2), tail(3), tail(4), crate::hash::lower(token.text.get(..to).unwrap_or_default())]
}

fn shape(token: &Token<'_>) -> u64 {
    let length = token.text.len().min(15) as u64 / 3;
    let inner = u64::from(token.text.contains('-')) | u64::from(token.text.contains('\'')) << 1;
    token.shape as u64 | inner << 3 | if token.shape == Shape::Sign { token.hash << 8 } else { length << 5 }
}

/// A surname and a first name are told apart from a word of every day; an inflected one counts too.
fn flags(token: &Token<'_>) -> u8 {
    if token.is_capital() && !token.flags.has(Flags::WORD) {
        for tail in ["en", "s", "e", "n", "t", "er", "de", "'s"] {
            let stem = token.text.strip_suffix(tail).filter(|stem| stem.len() > 3);
            if stem.is_some_and(|stem| crate::lists::look_up(crate::hash::lower(stem)).has(Flags::WORD)) {
                return token.flags.0 | Flags::WORD;
            }
        }
    }
    token.flags.0
}

/// Buckets of the model, as a power of two.
pub(crate) const BITS: u32 = 19;

/// The buckets of the features of the word at `at`.
pub(crate) fn features(words: &[Word], at: usize, out: &mut Vec<u32>) {
    out.clear();
    let none = Word::default();
    let near =
        |step: isize| at.checked_add_signed(step).and_then(|at| words.get(at)).copied().unwrap_or(none);
    let (b2, b1, here, a1, a2) = (near(-2), near(-1), near(0), near(1), near(2));
    let mut number = 0_u64;
    let mut add = |value: u64| {
        number += 1;
        let bucket = mix(value ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15)) >> (64 - BITS);
        out.push(u32::try_from(bucket).unwrap_or(0));
    };
    let pair = |one: u64, other: u64| one ^ other.rotate_left(23).wrapping_mul(0xA24B_AED4_963E_E407);
    let look = |word: &Word| word.shape & 7 | word.flags << 3;
    add(0);
    for word in [&b2, &b1, &here, &a1, &a2] {
        add(word.hash);
        add(word.shape);
        add(word.flags);
    }
    add(pair(b1.hash, here.hash));
    add(pair(here.hash, a1.hash));
    add(pair(b2.hash, b1.hash));
    add(pair(a1.hash, a2.hash));
    for end in here.ends {
        add(end);
    }
    add(b1.ends[1]);
    add(a1.ends[1]);
    add(pair(pair(b1.shape & 0xFF07, here.shape & 0xFF07), a1.shape & 0xFF07));
    add(pair(pair(look(&b1), look(&here)), look(&a1)));
    add(pair(look(&b1), look(&here)));
    add(pair(look(&here), look(&a1)));
    add(pair(look(&here), u64::from(here.opens)));
    add(pair(b1.hash, look(&here)));
    add(pair(a1.hash, look(&here)));
    add(pair(a2.hash, look(&here)));
    add(pair(b2.hash, look(&here)));
    add(here.rule);
    add(pair(pair(b1.rule, here.rule), a1.rule));
    add(pair(here.rule, look(&here)));
    add(pair(here.document, look(&here)));
    add(pair(here.document, u64::from(here.opens)));
    add(pair(here.ends[1], look(&here)));
    add(pair(a1.ends[1], look(&here)));
    add(pair(pair(look(&here), look(&a1)), look(&a2)));
    add(pair(pair(look(&b2), look(&b1)), look(&here)));
    add(pair(u64::from(here.opens), pair(a1.hash, look(&here))));
    if here.run.place != 0 {
        add(pair(here.run.before, here.run.place));
        add(pair(here.run.after, here.run.place));
        add(pair(here.run.before, look(&here)));
        add(pair(here.run.after, look(&here)));
        add(pair(pair(here.run.first, here.run.last), here.run.place));
        add(pair(here.hash, here.run.place));
    }
}
