//! A name that was found once is found everywhere: the surname alone, the first name alone, with or without its prefix.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rules::Mention;
use crate::finding::Why;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::{NEVER, PREFIXES};

/// What was learnt of a word that is part of a name.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about one word")]
struct Word {
    /// It stood after a prefix: `de Vries`. Then it needs one when it is a common word too.
    prefixed: bool,
    given: bool,
    official: bool,
    /// More than a list or the model says that it is a name.
    strong: bool,
    confidence: u8,
}

/// Under this mean likelihood in the whole document, what only the model took for a name is not looked for elsewhere.
const DOUBTED: f32 = 0.15;

/// Names that return outside `mentions`. `likely` is what the model thinks of each token, if there is one.
pub(crate) fn find(tokens: &[Token<'_>], mentions: &[Mention], likely: &[f32]) -> Vec<Mention> {
    // Most sentences name nobody.
    if mentions.is_empty() {
        return Vec::new();
    }
    let words = learnt(tokens, mentions, &means(tokens, likely));
    if words.is_empty() {
        return Vec::new();
    }
    let mut taken = vec![false; tokens.len()];
    for mention in mentions {
        taken.iter_mut().take(mention.last + 1).skip(mention.first).for_each(|taken| *taken = true);
    }
    let small = tokens.iter().filter(|token| token.shape == Shape::Lower).map(|token| token.hash);
    let small: FxHashSet<u64> = small.filter(|hash| words.contains_key(hash)).collect();
    let mut found: Vec<Mention> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if taken.get(at) != Some(&false) || !token.is_capital() {
            continue;
        }
        let (plain, genitive) = named(token, &words);
        let Some(word) = words.get(&plain) else { continue };
        let first = opening(tokens, at, &taken, &words);
        let begins = opens_sentence(tokens, at);
        let doubted = begins || small.contains(&plain) || word.prefixed;
        // `Koning zat voor`: who was met before, and a small word after it; inside a sentence a capital is enough.
        let verb = tokens.get(at + 1).is_some_and(|next| next.shape == Shape::Lower && next.gap <= Gap::Wrap);
        let met = word.strong && !word.prefixed && (!begins || verb && !small.contains(&plain));
        let likely = likely.get(at).is_some_and(|likely| *likely >= DOUBTED);
        if is_doubtful(token) && !(word.prefixed && first < at) && doubted && !met && !likely {
            continue;
        }
        match found.last_mut() {
            // `Fatima Kaya`, each known by itself, is one person.
            Some(before) if before.last + 1 == first && token.gap <= Gap::Space && before.last + 1 == at => {
                before.last = at;
                before.genitive = genitive;
            }
            _ => found.push(Mention {
                first,
                last: at,
                why: Why::Repeated,
                confidence: word.confidence.clamp(50, 90),
                official: word.official,
                genitive,
            }),
        }
    }
    found
}

/// The hash of a word without the `'s` of what belongs to someone.
fn own(token: &Token<'_>) -> u64 {
    token.text.strip_suffix("'s").map_or(token.hash, crate::hash::lower)
}

/// The word of a name that a token is, if need be without the `s` of what belongs to someone.
fn named(token: &Token<'_>, words: &FxHashMap<u64, Word>) -> (u64, bool) {
    let plain = own(token);
    if words.contains_key(&plain) {
        return (plain, false);
    }
    let bare = token.text.strip_suffix('s').filter(|bare| bare.chars().count() > 2).map(crate::hash::lower);
    bare.filter(|bare| words.contains_key(bare)).map_or((plain, false), |bare| (bare, true))
}

/// Also a word, a town or a country.
fn is_doubtful(token: &Token<'_>) -> bool {
    token.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY)
}

fn opens_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.gap == Gap::Break)
        || at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_none_or(|before| matches!(before.text, "." | "!" | "?" | ":" | "\"" | "-" | "•" | "|" | "("))
}

/// Where the name that ends at `at` begins: prefixes, initials and known first names before it.
fn opening(tokens: &[Token<'_>], at: usize, taken: &[bool], words: &FxHashMap<u64, Word>) -> usize {
    let mut first = at;
    let mut next = at;
    while let Some(before) = next.checked_sub(1) {
        let Some(word) = tokens.get(before).filter(|_| taken.get(before) == Some(&false)) else { break };
        if tokens.get(next).is_some_and(|token| token.gap == Gap::Break) {
            break;
        }
        let known = word.is_capital() && words.get(&word.hash).is_some_and(|word| word.given);
        let prefix = word.is_a(PREFIXES) && word.is_word();
        if word.shape == Shape::Initial || known {
            first = before;
        } else if !prefix || !word.is_capital() && is_opening(tokens, next) {
            // `de machtiging van Van Lier`: the capital prefix opens it already.
            break;
        } else if prefixed(words, tokens, at) && (word.is_capital() || is_prefix_of_name(tokens, before)) {
            // A capital prefix opens a name; a small one only counts if more of the name stands before it.
            first = before;
        }
        next = before;
    }
    first
}

fn is_opening(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_capital() && token.is_word() && token.is_a(PREFIXES))
}

fn prefixed(words: &FxHashMap<u64, Word>, tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).and_then(|token| words.get(&named(token, words).0)).is_some_and(|word| word.prefixed)
}

/// `van der Berg` in running text opens with a small letter only after a first name or initial, or in careless text.
fn is_prefix_of_name(tokens: &[Token<'_>], at: usize) -> bool {
    let inner = at.checked_sub(1).and_then(|before| tokens.get(before));
    inner.is_some_and(|before| before.is_a(PREFIXES) || before.shape == Shape::Initial)
        || tokens.get(at).is_some_and(|token| token.is_any(&["van", "von", "el", "ter", "ten", "'t"]))
}

/// For each word with a capital: how likely it was part of a name, summed, and how often it stood there.
fn means(tokens: &[Token<'_>], likely: &[f32]) -> FxHashMap<u64, (f32, f32)> {
    let mut means: FxHashMap<u64, (f32, f32)> = FxHashMap::default();
    for (token, likely) in tokens.iter().zip(likely).filter(|(token, _)| token.is_capital()) {
        let (sum, count) = means.entry(token.hash).or_default();
        *sum += likely;
        *count += 1.0;
    }
    means
}

/// The words that a mention teaches: its surname, and its first name if it has both.
fn learnt(
    tokens: &[Token<'_>],
    mentions: &[Mention],
    means: &FxHashMap<u64, (f32, f32)>,
) -> FxHashMap<u64, Word> {
    let mut words: FxHashMap<u64, Word> = FxHashMap::default();
    for mention in mentions.iter().filter(|mention| mention.confidence >= 50) {
        let Some(parts) = tokens.get(mention.first..=mention.last) else { continue };
        let capitals: Vec<(usize, &Token<'_>)> = parts
            .iter()
            .enumerate()
            .filter(|(_, part)| {
                part.is_word()
                    && part.shape != Shape::Initial
                    && (part.is_capital() || parts.len() == 1)
                    && !part.is_a(PREFIXES)
                    && !part.is_a(NEVER)
            })
            .collect();
        let several = capitals.len() > 1;
        if capitals.is_empty() && matches!(mention.why, Why::Title) {
            // `de heer K.` returns as `K.`
            for part in parts.iter().filter(|part| part.shape == Shape::Initial) {
                words.entry(part.hash).or_insert(Word {
                    confidence: 70,
                    official: mention.official,
                    ..Word::default()
                });
            }
        }
        for (number, (at, part)) in capitals.iter().enumerate() {
            // `Astrid van België` teaches nothing about Belgium.
            let before = at.checked_sub(1).and_then(|before| parts.get(before));
            let from =
                before.is_some_and(|before| before.is("van")) && part.flags.has(Flags::TOWN | Flags::PROPER);
            let weak = matches!(mention.why, Why::Model | Why::List) && !part.flags.has(Flags::COMMON);
            let place = part.flags.has(Flags::COUNTRY) || from && weak;
            if place {
                continue;
            }
            let mean = means.get(&part.hash).map_or(1.0, |(sum, count)| sum / count);
            if part.text.chars().count() < 3
                || matches!(mention.why, Why::Model | Why::List) && mean < DOUBTED
            {
                continue;
            }
            let last = number + 1 == capitals.len();
            let given = several && !last || !several && part.flags.is_given() && !part.flags.is_family();
            let prefixed = at
                .checked_sub(1)
                .and_then(|before| parts.get(before))
                .is_some_and(|before| before.is_a(PREFIXES));
            // Of a double name each half may return alone.
            for half in part.text.split('-').filter(|half| {
                half.len() < part.text.len()
                    && half.chars().count() > 3
                    && half.starts_with(char::is_uppercase)
            }) {
                words.entry(crate::hash::lower(half)).or_insert(Word {
                    confidence: 75,
                    official: mention.official,
                    ..Word::default()
                });
            }
            let word = words.entry(own(part)).or_insert(Word { prefixed, ..Word::default() });
            word.prefixed &= prefixed;
            word.given |= given;
            word.official |= mention.official && last;
            word.strong |= !matches!(mention.why, Why::Model | Why::List);
            word.confidence = word.confidence.max(mention.confidence.saturating_sub(5));
        }
    }
    words
}

/// The surname of a mention, as a hash: its last capital word, or its first in `Jansen, J.P.`.
pub(crate) fn surname(tokens: &[Token<'_>], mention: &Mention) -> Option<u64> {
    let parts = tokens.get(mention.first..=mention.last)?;
    let is_name = |part: &&Token<'_>| part.is_word() && part.shape != Shape::Initial && !part.is_a(PREFIXES);
    let turned = parts.get(1).is_some_and(|part| part.text == ",");
    if turned { parts.first().map(own) } else { parts.iter().rfind(is_name).map(own) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tokens = crate::token::tokens(text);
        let ruled = super::super::rules::find(&tokens);
        let mut all = find(&tokens, &ruled, &[]);
        all.extend(ruled.into_iter().filter(|mention| mention.why == Why::List));
        all.sort_by_key(|mention| mention.first);
        all.into_iter()
            .map(|mention| {
                text.get(tokens[mention.first].start..tokens[mention.last].end()).unwrap().to_owned()
            })
            .collect()
    }

    #[test]
    fn the_surname_returns_without_its_context() {
        assert_eq!(
            found("Mevrouw Yılmaz belde. Later zei Yılmaz dat Yılmaz's dossier af is."),
            ["Yılmaz", "Yılmaz's"]
        );
        assert_eq!(found("De heer Kok belde. Koks verklaring lag er."), ["Koks"]);
        assert_eq!(found("De heer J. van der Berg belde. Van der Berg komt langs."), ["Van der Berg"]);
        assert_eq!(found("De heer Van Lier belde. De machtiging van Van Lier ligt er."), ["Van Lier"]);
        assert_eq!(
            found("Gesproken met mevrouw Fatima el Idrissi. Fatima komt met El Idrissi."),
            ["Fatima", "El Idrissi"]
        );
    }

    #[test]
    fn a_word_that_is_a_name_too_stays_where_it_is_a_word() {
        assert_eq!(found("Mevrouw Koning belde. De koning kwam. Koning is geen beroep."), [""; 0]);
        assert_eq!(found("De heer De Bakker belde. De bakker bakt, zegt De Bakker."), ["De Bakker"]);
    }
}
