//! The whole way: read, decide, remove, and look whether it is gone. Nothing comes out unless it is.

use super::collect::whole;
use super::{Format, Passage, Refusal, Removal, leaks, passages, removed};

/// A document from which everything that had to go is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// The document.
    pub bytes: Vec<u8>,
    /// What does not come along although nobody asked, for people and in Dutch: pictures, comments, attachments.
    pub notes: Vec<String>,
}

/// Redacts a document: `accept` sees the passages and says what goes.
///
/// # Errors
///
/// A refusal, and no output at all, when the document cannot be read with certainty, when a removal lies outside it, or when
/// something that was removed can still be read anywhere in the output. The last also happens when the same words were
/// removed in one place and kept in another: [`everywhere`] helps.
pub fn redact(
    format: Format,
    bytes: &[u8],
    accept: impl FnOnce(&[Passage]) -> Vec<Removal>,
) -> Result<Output, Refusal> {
    let before = passages(format, bytes)?;
    let removals = accept(&before);
    let mut words = Vec::with_capacity(removals.len());
    for (index, removal) in removals.iter().enumerate() {
        let text = before.get(removal.passage).map(|passage| passage.text.as_str());
        let word = text.and_then(|text| text.get(whole(text, &removal.span)?));
        words.push(word.ok_or(Refusal::Removal { index })?.to_owned());
    }
    let (bytes, notes) = removed(format, bytes, &removals)?;
    // Whoever gets it must be able to open it, and so must we.
    passages(format, &bytes)?;
    let places = leaks(format, &bytes, &words)?;
    if places.is_empty() { Ok(Output { bytes, notes }) } else { Err(Refusal::Leak { places }) }
}

/// The same removals, and every other place where the same words stand as words, under the same label.
///
/// Not guaranteed: other spellings, and words that run from one passage into the next.
pub fn everywhere(passages: &[Passage], removals: &[Removal]) -> Vec<Removal> {
    let mut words: Vec<(&str, &str)> = Vec::new();
    for removal in removals {
        let text = passages.get(removal.passage).and_then(|passage| passage.text.get(removal.span.clone()));
        if let Some(text) = text.map(str::trim).filter(|text| text.contains(char::is_alphanumeric)) {
            words.push((text, &removal.label));
        }
    }
    words.sort_unstable_by_key(|(text, _)| *text);
    words.dedup_by_key(|(text, _)| *text);
    let Ok(search) = aho_corasick::AhoCorasick::new(words.iter().map(|(text, _)| text)) else {
        return removals.to_vec();
    };
    let mut all = removals.to_vec();
    for (index, passage) in passages.iter().enumerate() {
        for hit in search.find_overlapping_iter(&passage.text) {
            let Some((_, label)) = words.get(hit.pattern().as_usize()) else { continue };
            if super::leak::is_word(&passage.text, &hit.range()) {
                all.push(Removal { passage: index, span: hit.range(), label: (*label).to_owned() });
            }
        }
    }
    all
}
