//! Parts of words: of the compounds of Dutch only the front or the end is on a list. Ends are spelled backwards.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::hash::Growing;

/// Parts by their hash, each with what it says.
#[derive(Default)]
pub(crate) struct Parts<T> {
    all: FxHashMap<Growing, T>,
    /// The first letters of every part. Few words have those of one, so with the others we are soon done.
    openings: FxHashSet<Growing>,
}

/// How many letters that are. No part is shorter.
const OPENING: usize = 3;

impl<T: Copy + Default> Parts<T> {
    /// What the part that is spelled by `letters` says; it is made if need be.
    pub(crate) fn place(&mut self, letters: impl Iterator<Item = char>) -> &mut T {
        let letters: Vec<char> = letters.collect();
        debug_assert!(letters.len() >= OPENING, "a part that is too short is never found: {letters:?}");
        let mut letters = letters.into_iter();
        let opening = opening(&mut letters);
        self.openings.insert(opening);
        self.all.entry(letters.fold(opening, Growing::and_letter)).or_default()
    }

    /// What the parts say with which a word that is spelled by `letters` opens, from the shortest to the longest.
    pub(crate) fn opening(&self, letters: impl Iterator<Item = char>) -> impl Iterator<Item = T> {
        let mut letters = letters;
        let opening = opening(&mut letters);
        let known = self.openings.contains(&opening).then_some(opening);
        let longer = move |before: &Growing| Some(before.and_letter(letters.next()?));
        std::iter::successors(known, longer).filter_map(|part| self.all.get(&part).copied())
    }
}

#[inline]
fn opening(letters: &mut impl Iterator<Item = char>) -> Growing {
    let mut opening = Growing::default();
    for _ in 0..OPENING {
        let Some(letter) = letters.next() else { break };
        opening = opening.and_letter(letter);
    }
    opening
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_with_which_a_word_opens_is_found() {
        let mut parts: Parts<u8> = Parts::default();
        *parts.place("zie".chars()) |= 1;
        *parts.place("ziek".chars()) |= 2;
        *parts.place("ziek".chars()) |= 4;
        let found = |word: &str| parts.opening(word.chars()).collect::<Vec<u8>>();
        assert_eq!(
            [found("Ziekte"), found("zie"), found("zi"), found("ze")],
            [vec![1, 6], vec![1], vec![], vec![]]
        );
    }
}
