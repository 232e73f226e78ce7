//! A text as patterns search it: what only numbers can match is looked for near digits alone.

use std::ops::Range;

use regex::Regex;

/// A text, and where its digits stand.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    /// Stretches with digits: all that can belong to the same number or date, on character boundaries.
    pub(super) numbers: Vec<Range<usize>>,
}

/// How many bytes a number or date may open before its first digit (`(+31`), and how many there may be between two of its
/// digits or behind the last: an account number may have 61 letters and spaces there, a date or telephone number less.
const BEFORE: usize = 8;
const AFTER: usize = 65;

/// Digits are looked for in so many bytes at once.
const BLOCK: usize = 16;

#[inline]
fn has_digit(bytes: &[u8]) -> bool {
    // All of them, without a stop at the first: that is faster.
    bytes.iter().fold(false, |any, byte| any | byte.is_ascii_digit())
}

impl<'t> Page<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut numbers: Vec<Range<usize>> = Vec::new();
        let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
        let blocks = blocks.iter().map(|block| has_digit(block)).chain([has_digit(rest)]);
        for at in blocks.enumerate().filter(|(_, has)| *has).map(|(number, _)| number * BLOCK) {
            let (start, end) = (at.saturating_sub(BEFORE), at + BLOCK + AFTER);
            match numbers.last_mut() {
                Some(last) if start <= last.end => last.end = end,
                _ => numbers.push(start..end),
            }
        }
        for near in &mut numbers {
            *near = text.floor_char_boundary(near.start)..text.ceil_char_boundary(near.end);
        }
        Self { text, numbers }
    }

    /// Where `pattern` matches, and what is written there. Only for a pattern that has no match without a digit, none
    /// longer than those above allow, and that does not look at what stands around it.
    pub(super) fn matches<'p>(
        &'p self,
        pattern: &'p Regex,
    ) -> impl Iterator<Item = (usize, &'t str)> + use<'p, 't> {
        self.numbers.iter().flat_map(move |near| {
            let part = self.text.get(near.clone()).unwrap_or_default();
            pattern.find_iter(part).map(move |found| (near.start + found.start(), found.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_digits() {
        let text = format!("{}(+31 6, 1 mei{}à 5", "a".repeat(100), "é".repeat(60));
        let near: Vec<&str> =
            Page::of(&text).numbers.into_iter().map(|near| text.get(near).unwrap()).collect();
        assert!(near.iter().all(|near| near.len() < 100), "{near:?}");
        assert!(near[0].contains("(+31 6, 1 mei") && near[1].ends_with("éà 5"), "{near:?}");
    }
}
