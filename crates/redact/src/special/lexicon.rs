//! The words themselves, out of `data/special.txt`, and how a word of a text is compared with them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::Kind;
use crate::hash;
use crate::parts::Parts;
use crate::token::{Gap, Shape, Token};

static SOURCE: &str = include_str!("../../data/special.txt");

/// What an entry says: its kind, and whether it only counts in a sentence about someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) weak: bool,
}

/// An entry of several words.
struct Phrase {
    /// The words after the first with their hashes; `None` for some words that may stand between.
    rest: Vec<Option<(u64, &'static str)>>,
    /// Whether the last is only the front of a word.
    front: bool,
    /// Nothing where the phrase is an exception.
    entry: Option<Entry>,
}

/// The lexicon, by how a word is compared.
#[derive(Default)]
pub(super) struct Lexicon {
    whole: FxHashMap<u64, Entry>,
    fronts: Parts<Option<Entry>>,
    ends: Parts<Option<Entry>>,
    phrases: FxHashMap<u64, Vec<Phrase>>,
    never: FxHashSet<u64>,
    never_fronts: Parts<Option<Entry>>,
    never_ends: Parts<Option<Entry>>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| read(SOURCE));

/// At most so many words stand between the two parts of a phrase.
const BETWEEN: usize = 5;

fn read(source: &'static str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut kind = Kind::Health;
    for line in source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == name).unwrap_or(kind);
            continue;
        }
        let (never, line) = line.strip_prefix('!').map_or((false, line), |rest| (true, rest));
        let (weak, line) = line.strip_prefix('?').map_or((false, line), |rest| (true, rest));
        let entry = Entry { kind, weak };
        let front = line.ends_with('*');
        let bare = line.trim_matches('*');
        if let Some((first, rest)) = bare.split_once(' ') {
            let rest =
                rest.split(' ').map(|word| (word != "...").then(|| (hash::lower(word), word))).collect();
            let phrase = Phrase { rest, front, entry: (!never).then_some(entry) };
            lexicon.phrases.entry(hash::lower(first)).or_default().push(phrase);
            continue;
        }
        let (fronts, ends) = if never {
            (&mut lexicon.never_fronts, &mut lexicon.never_ends)
        } else {
            (&mut lexicon.fronts, &mut lexicon.ends)
        };
        match (line.starts_with('*'), front) {
            (true, _) => {
                *ends.place(bare.chars().rev()) = Some(entry);
            }
            (false, true) => {
                *fronts.place(bare.chars()) = Some(entry);
            }
            (false, false) if never => {
                lexicon.never.insert(hash::lower(bare));
            }
            (false, false) => {
                lexicon.whole.insert(hash::lower(bare), entry);
            }
        }
    }
    lexicon
}

impl Lexicon {
    /// The longest phrase that begins at `at`: its last token, and what it says. Nothing in the second place: an
    /// exception, to be passed over.
    pub(super) fn phrase(&self, tokens: &[Token<'_>], at: usize) -> Option<(usize, Option<Entry>)> {
        let phrases = self.phrases.get(&tokens.get(at)?.hash)?;
        let ends = phrases.iter().filter_map(|phrase| Some((ends(tokens, at, phrase)?, phrase.entry)));
        ends.max_by_key(|(last, _)| *last)
    }

    /// What a word says by itself.
    pub(super) fn word(&self, token: &Token<'_>) -> Option<Entry> {
        let word = token.text;
        if !token.is_word() || word.len() < 2 || self.never.contains(&token.hash) {
            return None;
        }
        // `MS` and `PI` only in capitals: `ms` and `pi` are something else.
        if word.len() <= 3 && token.shape == Shape::Lower {
            return self.whole.get(&token.hash).copied().filter(|_| !["add", "ms", "pi"].contains(&word));
        }
        // `Pool` and `Polen` are people only with a capital.
        if token.shape == Shape::Lower && word == "pool" {
            return None;
        }
        if let Some(entry) = self.whole.get(&token.hash) {
            return Some(*entry);
        }
        let (front, end) = (word.chars(), word.chars().rev());
        let longest = self.fronts.opening(front.clone()).last();
        let entry = longest.or_else(|| self.ends.opening(end.clone()).last())?;
        let never = self.never_fronts.opening(front).chain(self.never_ends.opening(end)).next().is_some();
        entry.filter(|_| !never)
    }
}

/// The last token of a phrase that stands at `at`.
fn ends(tokens: &[Token<'_>], at: usize, phrase: &Phrase) -> Option<usize> {
    let matches = |token: &Token<'_>, number: usize, (hash, word): (u64, &str)| {
        token.hash == hash || phrase.front && number + 1 == phrase.rest.len() && token.opens_with(word)
    };
    let mut last = at;
    let mut words = phrase.rest.iter().enumerate();
    while let Some((number, word)) = words.next() {
        if let Some(word) = word {
            let token = tokens.get(last + 1).filter(|token| token.gap != Gap::Break)?;
            if !matches(token, number, *word) {
                return None;
            }
            last += 1;
        } else {
            let (number, word) = words.next()?;
            let word = (*word)?;
            let near = tokens.iter().skip(last + 1).take(BETWEEN + 1);
            let mut near = near.take_while(|token| token.gap != Gap::Break && !is_end(token));
            last += 1 + near.position(|token| matches(token, number, word))?;
        }
    }
    Some(last)
}

fn is_end(token: &Token<'_>) -> bool {
    matches!(token.text, "." | "!" | "?" | ";" | ":" | ",")
}
