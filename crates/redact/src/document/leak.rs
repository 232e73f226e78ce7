//! Looks in an output for what should be gone, by other means than the output was made with.
//!
//! Nothing of the readers and writers beside this file is used: archives are walked by their local headers, markup is
//! taken off by hand, mail is decoded line by line. Every layer is searched as it is and with everything but letters and
//! digits taken out, so that a name is found when it is spread over parts, lines or tags.

mod markup;
mod view;

use std::ops::Range;

use aho_corasick::AhoCorasick;

use super::refusal;
use super::{Format, Refusal};
use view::View;

/// Shorter words stand in raw bytes by chance; they are only sought as words of the text.
const SHORTEST_ANYWHERE: usize = 6;

/// Names the places in `output` where one of `removed` stands.
pub(super) fn places(format: Format, output: &[u8], removed: &[String]) -> Result<Vec<String>, Refusal> {
    let mut words: Vec<&str> =
        removed.iter().map(|word| word.trim()).filter(|word| has_letters(word)).collect();
    words.sort_unstable();
    words.dedup();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let search = Search::new(&words)?;
    let mut places = Vec::new();
    view::each(format, output, &mut |view| {
        if search.hits(view) && !places.contains(&view.place) {
            places.push(view.place.clone());
        }
    })?;
    Ok(places)
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
fn compact(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

/// Everything that is sought, in every way it may be written.
struct Search {
    /// As words, in text without markup.
    words: AhoCorasick,
    /// Without spaces and punctuation.
    compact: Option<AhoCorasick>,
    /// In bytes: UTF-8, Latin-1, and UTF-16 both ways.
    bytes: Option<AhoCorasick>,
}

impl Search {
    fn new(words: &[&str]) -> Result<Self, Refusal> {
        let long: Vec<&str> =
            words.iter().copied().filter(|word| compact(word).chars().count() >= SHORTEST_ANYWHERE).collect();
        let mut bytes: Vec<Vec<u8>> = Vec::new();
        for word in &long {
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
            compact: search(long.iter().map(|word| compact(word).into_bytes()).collect())?,
            bytes: search(bytes)?,
        })
    }

    fn hits(&self, view: &View<'_>) -> bool {
        if view.raw.is_some_and(|raw| self.bytes.as_ref().is_some_and(|search| search.is_match(raw))) {
            return true;
        }
        let Some(text) = &view.text else { return false };
        let as_word =
            |text: &str| self.words.find_overlapping_iter(text).any(|hit| is_word(text, &hit.range()));
        (view.is_prose && as_word(text))
            || self.compact.as_ref().is_some_and(|search| search.is_match(&compact(text)))
    }
}
