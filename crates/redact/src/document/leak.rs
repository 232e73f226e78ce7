//! Looks in an output for what should be gone, by other means than the output was made with.
//!
//! Nothing of the readers and writers beside this file is used: archives are walked by their local headers, markup is
//! taken off by hand, mail is decoded line by line. Every layer is searched as it is and with everything but letters and
//! digits taken out, so that a name is found when it is spread over parts, lines or tags. The one thing taken from the readers
//! is which longer words were left in plain sight, such as `Utrechtse` where `Utrecht` went.

mod markup;
mod view;

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::{Format, Refusal, pdf, refusal};
use view::View;

/// Shorter words stand in raw bytes by chance; they are only sought as words of the text.
const SHORTEST_ANYWHERE: usize = 6;
/// What is longer is no word that a person left in sight.
const LONGEST_WORD: usize = 80;
/// A text with more longer words than this is not judged, but refused where they hit.
const MOST_LONGER: usize = 2_000;

/// Names the places in `output` where one of `removed` stands.
pub(super) fn places(format: Format, output: &[u8], removed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut words: Vec<&str> =
        removed.iter().map(|word| word.trim()).filter(|word| has_letters(word)).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut search = Search::new(&words)?;
    for passage in super::passages(format, output)?.iter().filter(|passage| !passage.hidden) {
        search.excuse(&passage.text);
    }
    let mut places = Vec::new();
    let mut unread = None;
    view::each(format, output, &mut |view| {
        let paper = view.raw.filter(|_| view.is_pdf).map(|bytes| pdf::leaks(bytes, removed));
        let hits = match paper {
            Some(Ok(left)) => !left.is_empty(),
            Some(Err(trouble)) => {
                unread = Some(trouble);
                true
            }
            None => search.hits(view),
        };
        if hits && !places.contains(&view.place) {
            places.push(view.place.clone());
        }
    })?;
    unread.map_or(Ok(places), |trouble| Err(trouble.into()))
}

fn has_letters(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether the range stands in `text` as a word of its own.
pub(super) fn is_word(text: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(word), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    let open = |one: Option<char>, other: Option<char>| {
        !(one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric))
    };
    open(before.chars().next_back(), word.chars().next())
        && open(word.chars().next_back(), after.chars().next())
}

/// Only letters and digits, in one form: composed and without marks that are not seen.
struct Compact {
    text: String,
    /// For each byte of the text and its end, whether something else stood before it.
    parted: Vec<bool>,
}

impl Compact {
    fn new(source: &str) -> Self {
        use unicode_normalization::UnicodeNormalization as _;
        let mut compact = Self { text: String::new(), parted: Vec::new() };
        let mut is_parted = true;
        for character in source.nfkc() {
            if character.is_alphanumeric() {
                compact.text.push(character);
                compact.parted.push(is_parted);
                compact.parted.resize(compact.text.len(), false);
                is_parted = false;
            } else {
                is_parted = true;
            }
        }
        compact.parted.push(true);
        compact
    }

    fn is_parted(&self, at: usize) -> bool {
        self.parted.get(at).copied().unwrap_or(true)
    }

    /// What is written against the range without anything between; nothing when that is longer than a word can be.
    fn around(&self, range: &Range<usize>) -> Option<(&str, &str)> {
        let start = (0..=range.start).rev().take(LONGEST_WORD).find(|at| self.is_parted(*at))?;
        let end = (range.end..=self.text.len()).take(LONGEST_WORD).find(|at| self.is_parted(*at))?;
        Some((self.text.get(start..range.start)?, self.text.get(range.end..end)?))
    }
}

/// Everything that is sought, in every way it may be written.
struct Search {
    /// As words, in text without markup.
    words: AhoCorasick,
    /// Without spaces and punctuation.
    compact: Option<AhoCorasick>,
    /// In bytes: UTF-8, Latin-1, and UTF-16 both ways.
    bytes: Option<AhoCorasick>,
    /// For a word without spaces and punctuation, what may stand before and after it: together a longer word that is left
    /// in the text for all to see.
    longer: BTreeSet<(usize, String, String)>,
}

impl Search {
    fn new(words: &[&str]) -> Result<Self, Refusal> {
        let mut long: Vec<(&str, String)> =
            words.iter().map(|word| (*word, Compact::new(word).text)).collect();
        long.retain(|(_, compact)| compact.chars().count() >= SHORTEST_ANYWHERE);
        let mut bytes: Vec<Vec<u8>> = Vec::new();
        for (word, _) in &long {
            bytes.push(word.as_bytes().to_vec());
            bytes.push(word.encode_utf16().flat_map(u16::to_le_bytes).collect());
            bytes.push(word.encode_utf16().flat_map(u16::to_be_bytes).collect());
            if let Ok(latin) =
                word.chars().map(|c| u8::try_from(u32::from(c))).collect::<Result<Vec<u8>, _>>()
            {
                bytes.push(latin);
            }
        }
        // Too many words to search for is no reason to say that none was found.
        let search = |patterns: Vec<Vec<u8>>| {
            if patterns.is_empty() {
                return Ok(None);
            }
            AhoCorasick::new(patterns).map(Some).map_err(|_| Refusal::TooLarge { what: refusal::PASSAGES })
        };
        Ok(Self {
            words: AhoCorasick::new(words).map_err(|_| Refusal::TooLarge { what: refusal::PASSAGES })?,
            compact: search(long.into_iter().map(|(_, compact)| compact.into_bytes()).collect())?,
            bytes: search(bytes)?,
            longer: BTreeSet::new(),
        })
    }

    /// Learns the longer words that stand in a text that is seen: `Utrechtse` is no leak of `Utrecht`.
    fn excuse(&mut self, text: &str) {
        let Some(search) = &self.compact else { return };
        let compact = Compact::new(text);
        for hit in search.find_overlapping_iter(&compact.text) {
            let Some((before, after)) = compact.around(&hit.range()) else { continue };
            if self.longer.len() < MOST_LONGER && !(before.is_empty() && after.is_empty()) {
                self.longer.insert((hit.pattern().as_usize(), before.to_owned(), after.to_owned()));
            }
        }
    }

    fn hits(&self, view: &View<'_>) -> bool {
        if view.raw.is_some_and(|raw| self.bytes.as_ref().is_some_and(|search| search.is_match(raw))) {
            return true;
        }
        let Some(text) = &view.text else { return false };
        let as_word =
            |text: &str| self.words.find_overlapping_iter(text).any(|hit| is_word(text, &hit.range()));
        (view.is_prose && as_word(text)) || self.hits_compact(text)
    }

    fn hits_compact(&self, text: &str) -> bool {
        let Some(search) = &self.compact else { return false };
        let compact = Compact::new(text);
        search.find_overlapping_iter(&compact.text).any(|hit| {
            if compact.is_parted(hit.start()) && compact.is_parted(hit.end()) {
                return true;
            }
            let before = compact.text.get(..hit.start()).unwrap_or_default();
            let after = compact.text.get(hit.end()..).unwrap_or_default();
            let pattern = hit.pattern().as_usize();
            let first = (pattern, String::new(), String::new());
            let mut longer = self.longer.range(first..).take_while(|(known, ..)| *known == pattern);
            !longer.any(|(_, prefix, suffix)| before.ends_with(prefix) && after.starts_with(suffix))
        })
    }
}
