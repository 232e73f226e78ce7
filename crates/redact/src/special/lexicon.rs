//! The words themselves, out of `data/special.txt`, and how a word of a text is compared with them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

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

/// What is known of a whole word.
#[derive(Default)]
pub(super) struct Word {
    entry: Option<Entry>,
    /// It is an exception to what it opens or ends with.
    never: bool,
    /// Those that begin with it.
    phrases: Vec<Phrase>,
}

/// The lexicon, by how a word is compared.
#[derive(Default)]
pub(super) struct Lexicon {
    words: FxHashMap<u64, Word>,
    fronts: Parts<Option<Entry>>,
    ends: Parts<Option<Entry>>,
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
            lexicon.words.entry(hash::lower(first)).or_default().phrases.push(phrase);
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
                lexicon.words.entry(hash::lower(bare)).or_default().never = true;
            }
            (false, false) => {
                lexicon.words.entry(hash::lower(bare)).or_default().entry = Some(entry);
            }
        }
    }
    lexicon
}

impl Word {
    /// The longest phrase that begins with this word, which stands at `at`: its last token, and what it says. Nothing in
    /// the second place: an exception, to be passed over.
    pub(super) fn phrase(&self, tokens: &[Token<'_>], at: usize) -> Option<(usize, Option<Entry>)> {
        let phrases = self.phrases.iter();
        let ends = phrases.filter_map(|phrase| Some((ends(tokens, at, phrase)?, phrase.entry)));
        ends.max_by_key(|(last, _)| *last)
    }
}

impl Lexicon {
    /// What is known of the whole of a word.
    pub(super) fn whole(&self, token: &Token<'_>) -> Option<&Word> {
        self.words.get(&token.hash)
    }

    /// What a word says by itself, of which `whole` is known.
    pub(super) fn word(&self, token: &Token<'_>, whole: Option<&Word>) -> Option<Entry> {
        let word = token.text;
        if !token.is_word() || word.len() < 2 || whole.is_some_and(|whole| whole.never) {
            return None;
        }
        let whole = whole.and_then(|whole| whole.entry);
        // `MS` and `PI` only in capitals: `ms` and `pi` are something else.
        if word.len() <= 3 && token.shape == Shape::Lower {
            return whole.filter(|_| !["add", "ms", "pi"].contains(&word));
        }
        // `Pool` and `Polen` are people only with a capital.
        if token.shape == Shape::Lower && word == "pool" {
            return None;
        }
        if whole.is_some() {
            return whole;
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
