//! What the model sees of each token, as numbers of buckets: the word and its neighbours, their ends, shapes and lists,
//! what the rules said, and what the rest of the document shows.

use rustc_hash::FxHashMap;

use super::around::{self, Run, code, evidence, flags};
use crate::hash::{Growing, mix};
use crate::lists::Flags;
use crate::names::rules::Mention;
use crate::token::{Gap, Shape, Token};

/// One token, ready to be combined.
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
    /// Neither it nor a neighbour has anything of a name: the model is not asked.
    pub(crate) quiet: bool,
}

/// What stands beyond the ends of the text.
static NONE: Word = Word {
    hash: 0,
    ends: [0; 4],
    shape: 0,
    flags: 0,
    rule: 0,
    document: 0,
    opens: false,
    run: Run { before: 0, after: 0, first: 0, last: 0, place: 0 },
    quiet: false,
};

/// All tokens, ready to be combined.
pub(crate) fn words(tokens: &[Token<'_>], ruled: &[Mention]) -> Vec<Word> {
    let mut codes = vec![0_u8; tokens.len()];
    for mention in ruled {
        for (number, rule) in codes.iter_mut().take(mention.last + 1).skip(mention.first).enumerate() {
            *rule = code(mention.why) * 2 + u8::from(number > 0);
        }
    }
    let seen = around::seen(tokens, &codes);
    let mut opens = true;
    let flags: Vec<u8> = tokens.iter().map(flags).collect();
    let runs = around::runs(tokens, &flags);
    let all = tokens.iter().zip(&codes).zip(&flags);
    let dull = all.clone().map(|((token, rule), flags)| is_dull(token, *rule, *flags, &seen));
    let far = far(dull);
    let word = all.zip(runs).zip(far).map(|((((token, rule), flags), run), far)| {
        let first = std::mem::replace(&mut opens, matches!(token.text, "." | "!" | "?" | ":" | "\"" | "•"))
            || token.gap == Gap::Break;
        // Nobody asks about it, or about what stands near it.
        if far > 2 * NEAR {
            return Word { quiet: true, ..NONE };
        }
        let seen = if token.is_word() { seen.get(&token.hash).copied().unwrap_or(0) } else { 0 };
        Word {
            hash: token.hash,
            // Their ends are looked at from one token away.
            ends: if far > NEAR + 1 { [0; 4] } else { ends(token) },
            shape: shape(token),
            flags: u64::from(*flags),
            rule: u64::from(*rule),
            document: u64::from(seen),
            opens: first,
            run,
            quiet: far > NEAR,
        }
    });
    word.collect()
}

/// How many tokens on either side the features look.
const NEAR: usize = 2;

/// How many tokens away the nearest is that is not dull; for far ones just far.
fn far(dull: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut last = usize::MAX;
    let step = |last: &mut usize, here: usize| {
        *last = last.saturating_add(1).min(here);
        *last
    };
    let mut far: Vec<usize> = dull.map(|dull| step(&mut last, if dull { usize::MAX } else { 0 })).collect();
    last = usize::MAX;
    for far in far.iter_mut().rev() {
        *far = step(&mut last, *far);
    }
    far
}

/// A number, a sign or a common word in small letters that no rule took for a name, here or elsewhere.
fn is_dull(token: &Token<'_>, rule: u8, flags: u8, seen: &FxHashMap<u64, u8>) -> bool {
    let common = match token.shape {
        Shape::Number | Shape::Sign => true,
        Shape::Lower => token.lists != 0 || flags & Flags::WORD != 0,
        _ => false,
    };
    common && rule == 0 && seen.get(&token.hash).is_none_or(|seen| seen & evidence::RULED == 0)
}

fn ends(token: &Token<'_>) -> [u64; 4] {
    let text = token.text;
    let (length, hash) = (text.len(), crate::hash::lower);
    if !token.is_word() {
        return [0; 4];
    }
    if text.is_ascii() {
        let letters = text.as_bytes();
        let hash = |part: Option<&[u8]>| Growing::default().and_ascii(part.unwrap_or_default()).hash();
        let tail = |count: usize| hash(letters.get(length.saturating_sub(count)..));
        return [tail(2), tail(3), tail(4), hash(letters.get(..length.min(3)))];
    }
    let tail = |count: usize| {
        let from = text.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
        hash(text.get(from..).unwrap_or_default())
    };
    let to = text.char_indices().nth(3).map_or(length, |(at, _)| at);
    [tail(2), tail(3), tail(4), hash(text.get(..to).unwrap_or_default())]
}

fn shape(token: &Token<'_>) -> u64 {
    let length = token.text.len().min(15) as u64 / 3;
    let marks = |byte: u8| u64::from(byte == b'-') | u64::from(byte == b'\'') << 1;
    let inner = token.text.bytes().fold(0, |inner, byte| inner | marks(byte));
    token.shape as u64 | inner << 3 | if token.shape == Shape::Sign { token.hash << 8 } else { length << 5 }
}

/// Buckets of the model, as a power of two.
pub(crate) const BITS: u32 = 19;

/// How many features a token has, and how many of those only count in a stretch of capitals.
const ALL: usize = 51;
const OF_RUN: usize = 6;

/// What the place of a feature adds to it: the same value in another place is another feature.
static SALTS: [u64; ALL] = {
    let mut salts = [0; ALL];
    let mut at = 0;
    let mut salt = 0_u64;
    while at < ALL {
        salt = salt.wrapping_add(0x9E37_79B9_7F4A_7C15);
        #[expect(clippy::indexing_slicing, reason = "worked out while the program is made")]
        {
            salts[at] = salt;
        }
        at += 1;
    }
    salts
};

/// Calls `add` with the bucket of each feature of the word at `at`.
#[inline]
pub(crate) fn features(words: &[Word], at: usize, mut add: impl FnMut(usize)) {
    let values = values(words, at);
    let in_run = words.get(at).is_some_and(|word| word.run.place != 0);
    let used = values.get(..if in_run { ALL } else { ALL - OF_RUN }).unwrap_or_default();
    for (value, salt) in used.iter().zip(&SALTS) {
        add(usize::try_from(mix(value ^ salt) >> (64 - BITS)).unwrap_or(0));
    }
}

/// The features of the word at `at`, those of a stretch of capitals last. Their order is part of the model.
fn values(words: &[Word], at: usize) -> [u64; ALL] {
    let near = |step: isize| at.checked_add_signed(step).and_then(|at| words.get(at)).unwrap_or(&NONE);
    let (b2, b1, here, a1, a2) = (near(-2), near(-1), near(0), near(1), near(2));
    let pair = |one: u64, other: u64| one ^ other.rotate_left(23).wrapping_mul(0xA24B_AED4_963E_E407);
    let look = |word: &Word| word.shape & 7 | word.flags << 3;
    // How each of them looks.
    let [far_left, left, own, right, far_right] = [b2, b1, here, a1, a2].map(look);
    let opens = u64::from(here.opens);
    let run = &here.run;
    [
        0,
        b2.hash,
        b2.shape,
        b2.flags,
        b1.hash,
        b1.shape,
        b1.flags,
        here.hash,
        here.shape,
        here.flags,
        a1.hash,
        a1.shape,
        a1.flags,
        a2.hash,
        a2.shape,
        a2.flags,
        pair(b1.hash, here.hash),
        pair(here.hash, a1.hash),
        pair(b2.hash, b1.hash),
        pair(a1.hash, a2.hash),
        here.ends[0],
        here.ends[1],
        here.ends[2],
        here.ends[3],
        b1.ends[1],
        a1.ends[1],
        pair(pair(b1.shape & 0xFF07, here.shape & 0xFF07), a1.shape & 0xFF07),
        pair(pair(left, own), right),
        pair(left, own),
        pair(own, right),
        pair(own, opens),
        pair(b1.hash, own),
        pair(a1.hash, own),
        pair(a2.hash, own),
        pair(b2.hash, own),
        here.rule,
        pair(pair(b1.rule, here.rule), a1.rule),
        pair(here.rule, own),
        pair(here.document, own),
        pair(here.document, opens),
        pair(here.ends[1], own),
        pair(a1.ends[1], own),
        pair(pair(own, right), far_right),
        pair(pair(far_left, left), own),
        pair(opens, pair(a1.hash, own)),
        pair(run.before, run.place),
        pair(run.after, run.place),
        pair(run.before, own),
        pair(run.after, own),
        pair(pair(run.first, run.last), run.place),
        pair(here.hash, run.place),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_not_asked_where_nothing_is_like_a_name() {
        let quiet = |text: &str| -> Vec<bool> {
            words(&crate::token::tokens(text), &[]).iter().map(|word| word.quiet).collect()
        };
        assert_eq!(quiet("de lucht is blauw en helder"), [true; 6]);
        assert_eq!(quiet("Jansen is op de fiets naar huis"), [false, false, false, true, true, true, true]);
        assert_eq!(quiet("brief van jansen"), [false; 3]);
    }
}
