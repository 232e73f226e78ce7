//! What the model sees of each token, as numbers of buckets: the word and its neighbours, their ends, shapes and lists,
//! what the rules said, and what the rest of the document shows.

use rustc_hash::FxHashMap;

use super::around::{self, Run, code, evidence, flags};
use crate::hash::mix;
use crate::lists::Flags;
use crate::names::rules::Mention;
use crate::token::{Gap, Shape, Token};

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
    /// Neither it nor a neighbour has anything of a name: the model is not asked.
    pub(crate) quiet: bool,
}

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
    let runs = around::runs(tokens);
    let dull: Vec<bool> =
        tokens.iter().zip(&codes).map(|(token, rule)| is_dull(token, *rule, &seen)).collect();
    let all_dull = |from: usize, to: usize| {
        dull.get(from..to.min(dull.len())).is_some_and(|part| part.iter().all(|dull| *dull))
    };
    let word = tokens.iter().zip(&codes).zip(runs).enumerate().map(|(at, ((token, rule), run))| {
        let first = std::mem::replace(&mut opens, matches!(token.text, "." | "!" | "?" | ":" | "\"" | "•"))
            || token.gap == Gap::Break;
        let seen = if token.is_word() { seen.get(&token.hash).copied().unwrap_or(0) } else { 0 };
        Word {
            hash: token.hash,
            // Their ends are looked at from one token away.
            ends: if all_dull(at.saturating_sub(NEAR + 1), at + NEAR + 2) { [0; 4] } else { ends(token) },
            shape: shape(token),
            flags: u64::from(flags(token)),
            rule: u64::from(*rule),
            document: u64::from(seen),
            opens: first,
            run,
            quiet: all_dull(at.saturating_sub(NEAR), at + NEAR + 1),
        }
    });
    word.collect()
}

/// How many tokens on either side the features look.
const NEAR: usize = 2;

/// A number, a sign or a common word in small letters that no rule took for a name, here or elsewhere.
fn is_dull(token: &Token<'_>, rule: u8, seen: &FxHashMap<u64, u8>) -> bool {
    let common = match token.shape {
        Shape::Number | Shape::Sign => true,
        Shape::Lower => token.lists != 0 || flags(token) & Flags::WORD != 0,
        _ => false,
    };
    common && rule == 0 && seen.get(&token.hash).is_none_or(|seen| seen & evidence::RULED == 0)
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
