//! Words that say something of a special category (AVG 9) or of criminal law (AVG 10).
//!
//! A word list cannot judge whether the sentence says it *about someone*: `medicatie` in a policy is nobody's. So these
//! findings are questions to a person, and their confidence says so. They are sure enough where the sentence speaks of
//! someone; elsewhere less.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Kind, Why};
use crate::hash;
use crate::hit::Hit;
use crate::token::{Gap, Shape, Token};

static SOURCE: &str = include_str!("../data/special.txt");

/// Words, whether the last is only the front of one, and the kind.
type Phrase = (Vec<&'static str>, bool, Kind);

/// The lexicon, by how a word is compared.
#[derive(Default)]
struct Lexicon {
    whole: FxHashMap<u64, Kind>,
    fronts: FxHashMap<u64, Kind>,
    tails: FxHashMap<u64, Kind>,
    middles: Vec<(&'static str, Kind)>,
    /// The first word of entries of several words, and the entries: each word, and whether the last is only the front.
    phrases: FxHashMap<u64, Vec<Phrase>>,
    never: FxHashSet<u64>,
    /// How long fronts and tails are, in bytes.
    front_lengths: Vec<usize>,
    tail_lengths: Vec<usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(SOURCE));

fn read(source: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut kind = Kind::Health;
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or(kind);
        } else if let Some(word) = line.strip_prefix('!') {
            lexicon.never.insert(hash::lower(word));
        } else if line.contains(' ') {
            let words: Vec<&str> = line.trim_end_matches('*').split(' ').collect();
            let first = words.first().map_or(0, |word| hash::lower(word));
            lexicon.phrases.entry(first).or_default().push((words, line.ends_with('*'), kind));
        } else {
            match (line.strip_prefix('*'), line.strip_suffix('*')) {
                (Some(_), Some(_)) => lexicon.middles.push((line.trim_matches('*'), kind)),
                (Some(tail), None) => {
                    lexicon.tail_lengths.push(tail.len());
                    lexicon.tails.insert(hash::lower(tail), kind);
                }
                (None, Some(front)) => {
                    lexicon.front_lengths.push(front.len());
                    lexicon.fronts.insert(hash::lower(front), kind);
                }
                (None, None) => {
                    lexicon.whole.insert(hash::lower(line), kind);
                }
            }
        }
    }
    for lengths in [&mut lexicon.front_lengths, &mut lexicon.tail_lengths] {
        lengths.sort_unstable();
        lengths.dedup();
    }
    lexicon
}

/// Words and phrases of the lexicon.
pub(crate) fn find(tokens: &[Token<'_>], hits: &mut Vec<Hit>) {
    let lexicon = &*LEXICON;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let phrase = lexicon.phrases.get(&token.hash).and_then(|phrases| {
            phrases
                .iter()
                .filter_map(|(words, front, kind)| Some((ends(tokens, at, words, *front)?, *kind)))
                .max_by_key(|(last, _)| *last)
        });
        let word = || if token.is_word() { of(lexicon, token).map(|kind| (at, kind)) } else { None };
        if let Some((last, kind)) = phrase.or_else(word) {
            let first = with_adverb(tokens, at, kind);
            if let (Some(first), Some(end)) = (tokens.get(first), tokens.get(last)) {
                hits.push(Hit {
                    kind,
                    start: first.start,
                    end: end.end(),
                    confidence: 55,
                    why: Why::Lexicon,
                });
            }
            at = last;
        }
        at += 1;
    }
}

/// The last token of a phrase that stands at `at`.
fn ends(tokens: &[Token<'_>], at: usize, words: &[&str], front: bool) -> Option<usize> {
    for (number, word) in words.iter().enumerate().skip(1) {
        let token = tokens.get(at + number).filter(|token| token.gap != Gap::Break)?;
        let small = token.text.to_lowercase();
        let last = number + 1 == words.len();
        if small != *word && !(last && front && small.starts_with(word)) {
            return None;
        }
    }
    Some(at + words.len() - 1)
}

fn of(lexicon: &Lexicon, token: &Token<'_>) -> Option<Kind> {
    if token.text.len() < 2 || lexicon.never.contains(&token.hash) {
        return None;
    }
    // `MS` and `PI` only in capitals; `ms` and `pi` are something else. `Pool` with one, `pool` without.
    let short = token.text.len() <= 3 && token.shape == Shape::Lower;
    if let Some(kind) = lexicon.whole.get(&token.hash) {
        return (!short || token.text.len() == 3 && token.text != "add" && token.text != "pi")
            .then_some(*kind);
    }
    let part = |part: Option<&str>, list: &FxHashMap<u64, Kind>| {
        part.and_then(|part| list.get(&hash::lower(part))).copied()
    };
    let length = token.text.len();
    let front = || {
        lexicon
            .front_lengths
            .iter()
            .rev()
            .filter(|front| **front <= length)
            .find_map(|front| part(token.text.get(..*front), &lexicon.fronts))
    };
    let tail = || {
        lexicon
            .tail_lengths
            .iter()
            .rev()
            .filter(|tail| **tail < length)
            .find_map(|tail| part(token.text.get(length - tail..), &lexicon.tails))
    };
    let middle = || {
        lexicon
            .middles
            .iter()
            .find(|(middle, _)| token.text.to_lowercase().contains(middle))
            .map(|(_, kind)| *kind)
    };
    front().or_else(tail).or_else(middle)
}

/// `ernstig eczeem`, `zware depressie`: how bad it is belongs to it.
fn with_adverb(tokens: &[Token<'_>], at: usize, kind: Kind) -> usize {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let bad = before.is_some_and(|before| {
        before.is_any(&[
            "ernstig",
            "ernstige",
            "zware",
            "zwaar",
            "chronisch",
            "chronische",
            "lichte",
            "streng",
            "volledig",
        ])
    });
    if bad
        && matches!(kind, Kind::Health | Kind::Religion)
        && tokens.get(at).is_some_and(|token| token.gap != Gap::Break)
    {
        at - 1
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Kind, &str)> {
        let mut hits = Vec::new();
        find(&crate::token::tokens(text), &mut hits);
        hits.iter().map(|hit| (hit.kind, text.get(hit.start..hit.end).unwrap())).collect()
    }

    #[test]
    fn words_with_their_endings_and_compounds() {
        assert_eq!(
            found("zij heeft borstkanker en is depressief"),
            [(Kind::Health, "borstkanker"), (Kind::Health, "depressief")]
        );
        assert_eq!(
            found("hij is licht verstandelijk beperkt"),
            [(Kind::Health, "licht verstandelijk beperkt")]
        );
        assert_eq!(
            found("veroordeeld voor winkeldiefstallen"),
            [(Kind::Criminal, "veroordeeld"), (Kind::Criminal, "winkeldiefstallen")]
        );
        assert_eq!(
            found("van Turkse komaf, moslima"),
            [(Kind::Ethnicity, "Turkse"), (Kind::Ethnicity, "komaf"), (Kind::Religion, "moslima")]
        );
        assert_eq!(found("zij is lesbisch"), [(Kind::SexLife, "lesbisch")]);
    }

    #[test]
    fn near_misses_stay() {
        for text in ["het project duurt 30 ms", "de klachten over geluid", "een add-on", "pi is 3,14"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
