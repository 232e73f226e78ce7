//! PDF from the outside: what is read, what is gone, what is refused. The files are made here, byte by byte.

mod make;
mod hiding;
mod hostile;
mod picture;
mod reading;
mod tools;

use std::ops::Range;

use super::{Passage, leaks, read, remove};
use crate::document::Removal;
use crate::document::pdf::trouble::Trouble;

/// What the pages say.
fn passages(bytes: &[u8]) -> Result<Vec<Passage>, Trouble> {
    Ok(read(bytes)?.passages)
}

/// Every place of `words` in the passages, each to be removed.
fn removals(bytes: &[u8], words: &[&str]) -> Vec<Removal> {
    let mut removals = Vec::new();
    for (passage, read) in passages(bytes).unwrap().iter().enumerate() {
        for word in words {
            let spans = read.text.match_indices(word).map(|(at, found)| at..at + found.len());
            let label = "5.1.2e".to_owned();
            removals.extend(spans.map(|span: Range<usize>| Removal { passage, span, label: label.clone() }));
        }
    }
    removals
}

/// The file without these words, after the checks of both readers.
fn without(bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let removals = removals(bytes, words);
    assert!(!removals.is_empty(), "none of {words:?} was read");
    let output = remove(bytes, &removals).unwrap();
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    assert_eq!(leaks(&output, &words), Ok(vec![]));
    tools::search(&output, &words);
    output
}

/// All text of a file.
fn text(bytes: &[u8]) -> String {
    passages(bytes).unwrap().into_iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n---\n")
}

/// Why a file is refused.
fn refusal(bytes: &[u8]) -> Trouble {
    passages(bytes).unwrap_err()
}
