//! The words that say whom a finding is about. They lie in `words.txt`, read as those of names are.
//!
//! They are no lists of names or clues: a word there is one before or in a name, here one that says who somebody is.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::{hash, words};

static SOURCE: &str = include_str!("words.txt");

static WORDS: LazyLock<FxHashMap<u64, u8>> = LazyLock::new(|| words::table(SOURCE, NAMES));

/// Whether a word stands in one of `lists`.
pub(super) fn is_in(word: &str, lists: u8) -> bool {
    WORDS.get(&hash::lower(word)).is_some_and(|of| of & lists != 0)
}

words::lists! {
    pub(super) u8;
    /// Functions of those who are there in public service.
    FUNCTIONS = "functions", 0;
    /// Headings of lists of who attends or acts.
    HEADINGS = "headings", 1;
    /// Words that make the one they stand with a client.
    CLIENT = "client", 2;
    /// What may stand between a function and a name.
    BETWEEN = "between", 3;
    /// Words for one person, by which a sentence is about somebody.
    ONE = "one", 4;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        assert!(is_in("Wethouder", FUNCTIONS) && is_in("CLIËNT", CLIENT | ONE) && !is_in("de", FUNCTIONS));
        for (name, list) in NAMES {
            assert!(WORDS.values().any(|lists| lists & list != 0), "{name}");
        }
    }
}
