//! A text as clues are looked for in it: tokens with the lists they stand in, in sentences, with the places and streets.

use std::ops::Range;

use super::words::{self, VILLAGE};
use crate::lists::Flags;
use crate::reading::Reading;
use crate::token::{Gap, Shape, Token};
use crate::{about, address, special};

/// How many words may stand between a word and the one it belongs to.
const NEAR: usize = 3;

pub(super) struct Scan<'t> {
    pub(super) tokens: &'t [Token<'t>],
    /// Counts below this number are small.
    small_count: u32,
    lists: Vec<u64>,
    /// Of each token, the first token of its sentence and the one after its last.
    sentences: Vec<(usize, usize)>,
    /// Where words of a special category stand, in bytes of the text.
    special: Vec<Range<usize>>,
}

/// Counts in words, from one.
const NUMBERS: &[&[&str]] = &[
    &["één", "eén", "een"],
    &["twee"],
    &["drie"],
    &["vier"],
    &["vijf"],
    &["zes"],
    &["zeven"],
    &["acht"],
    &["negen"],
    &["tien"],
    &["elf"],
    &["twaalf"],
];

impl<'t> Scan<'t> {
    pub(super) fn new(reading: &'t Reading<'t>, small_count: u32) -> Self {
        let tokens = reading.tokens.as_slice();
        let mut hits = Vec::new();
        special::find(tokens, &reading.known, &about::sentences(tokens, &[]), &mut hits);
        Self {
            tokens,
            small_count,
            lists: tokens.iter().map(words::lists_of).collect(),
            sentences: sentences(tokens),
            special: hits.into_iter().map(|hit| hit.start..hit.end).collect(),
        }
    }

    /// Whether the token at `at` is a small count, in figures or in words.
    pub(super) fn is_small(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let count = match token.shape {
            Shape::Number => token.text.parse().ok(),
            _ => {
                NUMBERS.iter().position(|words| token.is_any(words)).and_then(|at| u32::try_from(at + 1).ok())
            }
        };
        count.is_some_and(|count: u32| count > 0 && count < self.small_count)
    }

    /// Whether the token at `at` stands in one of `lists`.
    pub(super) fn is(&self, at: usize, lists: u64) -> bool {
        self.lists.get(at).is_some_and(|of| of & lists != 0)
    }

    pub(super) fn has_word(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_any(words))
    }

    /// The token before, if it stands in the same sentence.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| *before >= self.sentence(at).0)
    }

    /// The article of the noun at `at`, with at most two adjectives between.
    pub(super) fn article(&self, at: usize) -> Option<usize> {
        let start = self.sentence(at).0.max(at.saturating_sub(NEAR));
        let article = (start..at).rev().find(|before| !self.is_adjective(*before))?;
        self.is(article, words::ARTICLE).then_some(article)
    }

    /// The first and one past the last token of the sentence.
    pub(super) fn sentence(&self, at: usize) -> (usize, usize) {
        self.sentences.get(at).copied().unwrap_or((at, at))
    }

    /// The first token of `lists` from `from` on, no further than the end of the sentence or `most` words away.
    pub(super) fn next(&self, from: usize, most: usize, lists: u64) -> Option<usize> {
        let end = self.sentence(from).1.min(from + most + 1);
        (from..end).find(|at| self.is(*at, lists))
    }

    /// Whether the sentence holds a word of `lists`, outside `except`.
    pub(super) fn sentence_has(&self, at: usize, lists: u64, except: Range<usize>) -> bool {
        let (start, end) = self.sentence(at);
        (start..end).any(|other| !except.contains(&other) && self.is(other, lists))
    }

    /// The noun of `lists` that the words from `from` on lead to: only adjectives stand before it.
    pub(super) fn noun(&self, from: usize, lists: u64) -> Option<usize> {
        let end = self.sentence(from).1.min(from + NEAR + 1);
        for at in from..end {
            if self.is(at, lists) && !(self.is(at, words::ATTRIBUTE) && self.is(at + 1, lists)) {
                return Some(at);
            }
            if !self.is_adjective(at) {
                return None;
            }
        }
        None
    }

    /// Whether one of the words in `span` says what the people are: a listed adjective, where they come from, or a word of
    /// a special category.
    pub(super) fn says_what(&self, span: Range<usize>) -> bool {
        span.into_iter().any(|at| self.is(at, words::ATTRIBUTE) || self.is_origin(at) || self.is_special(at))
    }

    fn is_special(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let after = self.special.partition_point(|span| span.end <= token.start);
        self.special.get(after).is_some_and(|span| span.start < token.end())
    }

    /// Whether the words behind a noun say what the people are: `met een visuele beperking`.
    pub(super) fn is_described_after(&self, noun: usize) -> bool {
        let end = self.sentence(noun).1.min(noun + 8);
        self.has_word(noun + 1, &["met", "zonder", "onder"]) && self.says_what(noun + 2..end)
    }

    fn is_adjective(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let is_small = token.shape == Shape::Lower
            && token.text.len() > 3
            && matches!(token.text.as_bytes().last(), Some(b'e' | b'n' | b'k'));
        self.is(at, words::ATTRIBUTE | words::FORMER)
            || self.is_origin(at)
            || token.is_any(&["en", "of"])
            || is_small && !token.is_any(NO_ADJECTIVES)
    }

    /// `Eritrese`, `Syrische`: a capital, and no place itself.
    fn is_origin(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.shape == Shape::Title
                && ["se", "sche", "aanse", "ense"].iter().any(|end| token.text.ends_with(end))
                && !token.flags.has(Flags::TOWN | Flags::COUNTRY)
        })
    }

    /// The last token of a place that is named at `at`: a town of the country, or a village or quarter of the area.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let joined = |count: usize| {
            let words: Vec<&str> = self.tokens.get(at..at + count)?.iter().map(|token| token.text).collect();
            words::is_in(&words.join("_"), VILLAGE | words::SMALL_VILLAGE).then_some(at + count - 1)
        };
        if let Some(last) = joined(4).or_else(|| joined(2)) {
            return Some(last);
        }
        let is_town = token.flags.has(Flags::TOWN) && !token.flags.has(Flags::WORD);
        let area = token.text.split('-').next().is_some_and(|front| words::is_in(front, VILLAGE));
        (token.is_capital() && (is_town || area)).then_some(at)
    }

    /// Whether the place at `at` is a village in which a few words are enough.
    pub(super) fn is_small_village(&self, at: usize, last: usize) -> bool {
        let Some(named) = self.tokens.get(at..=last) else { return false };
        let words: Vec<&str> = named.iter().map(|token| token.text).collect();
        words::is_in(&words.join("_"), words::SMALL_VILLAGE)
    }

    /// The last token of a place after a preposition at `at`: `uit Lopik`, `in de gemeente Lopik`.
    pub(super) fn at_place(&self, at: usize) -> Option<usize> {
        if !self.is(at, words::OF) {
            return None;
        }
        let mut first = at + 1;
        while self.has_word(first, &["de", "het", "dorp", "kern", "gemeente", "wijk"]) {
            first += 1;
        }
        self.place(first)
    }

    /// Whether the sentence names a place or street after a preposition.
    pub(super) fn sentence_has_place(&self, at: usize) -> bool {
        let (start, end) = self.sentence(at);
        (start..end).any(|at| self.at_place(at).or_else(|| self.at_street(at)).is_some())
    }

    /// The last token of a street, without a number, after a preposition at `at`: `aan de Dorpsstraat`.
    pub(super) fn at_street(&self, at: usize) -> Option<usize> {
        if !self.is(at, words::OF) {
            return None;
        }
        let mut first = at + 1;
        while self.has_word(first, &["de", "het", "'t"]) {
            first += 1;
        }
        (first..first + 2).find(|at| self.tokens.get(*at).is_some_and(address::is_street))
    }

    /// Where the words after `at` point to: a street, a place, a number of a house, or a spot that everybody knows.
    pub(super) fn points(&self, at: usize) -> Option<usize> {
        let number = || {
            let is_number = self.tokens.get(at + 2).is_some_and(|token| token.shape == Shape::Number);
            (self.is(at, words::OF) && self.has_word(at + 1, &["nummer", "huisnummer", "nr"]) && is_number)
                .then_some(at + 2)
        };
        self.at_street(at)
            .or_else(|| self.at_place(at))
            .or_else(number)
            .or_else(|| self.at_one_of(at, words::SPOT))
    }

    /// The last token of `aan de boerderij`, `van de snackbar in Polsbroek`: a noun of `lists` after a preposition.
    pub(super) fn at_one_of(&self, at: usize, lists: u64) -> Option<usize> {
        if !self.is(at, words::OF) || !self.is(at + 1, words::ARTICLE) {
            return None;
        }
        let end = self.sentence(at).1.min(at + 5);
        let noun = (at + 2..end).find(|at| self.is(*at, lists))?;
        // `aan de brief van de camping` is about something else.
        let is_plain = (at + 2..noun).all(|between| {
            self.is_adjective(between) || self.tokens.get(between).is_some_and(Token::is_capital)
        });
        is_plain.then(|| self.points_on(noun))
    }

    /// `last`, or the end of the place that still follows it.
    pub(super) fn points_on(&self, last: usize) -> usize {
        self.at_street(last + 1).or_else(|| self.at_place(last + 1)).unwrap_or(last)
    }
}

/// Words that end like an adjective and are none.
const NO_ADJECTIVES: &[&str] = &[
    "deze", "alle", "hebben", "worden", "zijn", "kunnen", "moeten", "krijgen", "tegen", "tussen", "binnen",
    "boven", "tijdens", "volgens", "wegens", "keren", "weken", "maanden", "dagen", "jaren", "uren",
    "procent", "punten", "meeste", "derde", "vierde", "werden", "kregen", "waren", "hadden", "volgen",
    "vroegen", "komen", "gaan", "staan", "sinds", "omdat", "zonder", "ook",
];

/// No sentence is longer, so that a text without full stops takes no more time than another.
const LONGEST: usize = 200;

/// Cuts at full stops and where a line ends that was not full.
fn sentences(tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::with_capacity(tokens.len());
    let mut start = 0;
    for at in 0..=tokens.len() {
        let begins = tokens.get(at).is_none_or(|token| token.gap == Gap::Break)
            || at - start >= LONGEST
            || at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|token| matches!(token.text, "." | "!" | "?"));
        if begins && at > start {
            found.resize(at, (start, at));
            start = at;
        }
    }
    found
}
