//! What stands around a match: is it a whole word, and is there a cue before it.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern that is written in this crate, so it compiles or the tests fail.
#[expect(clippy::expect_used, reason = "the pattern is ours and every one of them is compiled by a test")]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours is valid")
}

/// A pattern that is compiled when it is first needed.
pub(crate) type Pattern = LazyLock<Regex>;

/// Neither end is glued to a letter or digit.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Neither end is glued to a longer number: `1.123456782` and `123456782-5` are something else.
pub(super) fn is_whole_number(text: &str, start: usize, end: usize) -> bool {
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let glued_before = before.ends_with(['.', ',', '-', '/', ':', '+', '_'])
        && digit(before.chars().rev().nth(1))
        || before.ends_with(['_', '#', '=']);
    let glued_after = after.starts_with([',', '-', '/', '_', '.', ':']) && digit(after.chars().nth(1));
    is_whole(text, start, end) && !glued_before && !glued_after
}

/// The last `length` characters before `at`, in small letters, of the same paragraph.
pub(super) fn before(text: &str, at: usize, length: usize) -> String {
    let head = text.get(..at).unwrap_or_default();
    let from = head.char_indices().rev().take(length).last().map_or(at, |(from, _)| from);
    let near = head.get(from..).unwrap_or_default();
    let paragraph = near.rfind("\n\n").and_then(|end| near.get(end + 2..)).unwrap_or(near);
    paragraph.to_lowercase()
}

/// The next `length` characters after `at`, in small letters.
pub(super) fn after(text: &str, at: usize, length: usize) -> String {
    text.get(at..).unwrap_or_default().chars().take(length).flat_map(char::to_lowercase).collect()
}

/// Whether one of `cues` stands in `near` as (the front of) a word.
pub(super) fn cued(near: &str, cues: &[&str]) -> bool {
    cues.iter().any(|cue| {
        near.match_indices(cue).any(|(at, _)| {
            !near.get(..at).unwrap_or_default().chars().next_back().is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_the_front_of_a_word_in_the_same_paragraph() {
        assert!(cued(&before("Burgerservicenummer: 123", 21, 30), &["burgerservicenummer"]));
        assert!(!cued("mijn absn", &["bsn"]));
        assert_eq!(before("bsn\n\n123", 5, 30), "");
    }

    #[test]
    fn a_part_of_a_longer_number_is_no_number() {
        assert!(is_whole_number("nr 123456782.", 3, 12));
        assert!(!is_whole_number("1.123456782", 2, 11) && !is_whole_number("123456782-5", 0, 9));
    }
}
