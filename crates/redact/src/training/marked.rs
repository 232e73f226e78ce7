//! Marked text: `Mevrouw {person|Jansen} belde`. What the marks mean stands in `corpus/README.md`.

use std::ops::Range;

use crate::finding::Kind;

/// A text without its marks, and what they marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked<K = Kind> {
    /// The text as a detector gets it.
    pub text: String,
    /// Kind and place of each marked datum, in order.
    pub marks: Vec<(K, Range<usize>)>,
}

/// What a file of the corpus is for, by the last digit in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The model may learn from it.
    Train,
    /// Thresholds and rules may be chosen on it.
    Tune,
    /// Nobody looks at it but the benchmark.
    Measure,
}

/// The part that a file belongs to. A name without a number is for measuring: the strictest.
pub fn part(file_name: &str) -> Part {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    match stem.chars().rfind(char::is_ascii_digit) {
        Some('0' | '5') | None => Part::Measure,
        Some('4' | '9') => Part::Tune,
        Some(_) => Part::Train,
    }
}

/// Reads marked text. A mark of a kind that does not exist is an error, with the line it stands on.
pub fn marked(source: &str) -> Result<Marked, String> {
    marked_as(source, |word| Kind::ALL.into_iter().find(|known| known.as_str() == word))
}

/// The same with marks of other kinds, which `of` knows by their words.
pub fn marked_as<K>(source: &str, of: impl Fn(&str) -> Option<K>) -> Result<Marked<K>, String> {
    let mut text = String::with_capacity(source.len());
    let mut marks = Vec::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let line = source.len() - after.len();
        let wrong = |what: &str| {
            let line = source.get(..line).unwrap_or_default().lines().count();
            format!("line {line}: {what}")
        };
        let (inside, next) = after.split_once('}').ok_or_else(|| wrong("a mark that does not end"))?;
        let (kind, datum) = inside.split_once('|').ok_or_else(|| wrong("a mark without a kind"))?;
        let kind = of(kind).ok_or_else(|| wrong("a kind that does not exist"))?;
        marks.push((kind, text.len()..text.len() + datum.len()));
        text.push_str(datum);
        rest = next;
    }
    text.push_str(rest);
    Ok(Marked { text, marks })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Part::{Measure, Train, Tune};

    #[test]
    fn marks_are_read_and_the_text_is_left() {
        let read = marked("Mevrouw {person|De Wit} belde {phone|06-1}.").unwrap();
        assert_eq!(read.text, "Mevrouw De Wit belde 06-1.");
        assert_eq!(read.marks, [(Kind::Person, 8..14), (Kind::Phone, 21..25)]);
        assert!(marked("a\n{x|y}").unwrap_err().contains("line 2"));
        assert!(marked("a {person|y").is_err() && marked("a {person}").is_err());
    }

    #[test]
    fn the_number_says_what_a_file_is_for() {
        let parts =
            ["brief-010.txt", "15.md", "verslag-004.txt", "9.txt", "011-b.txt", "README.md"].map(part);
        assert_eq!(parts, [Measure, Measure, Tune, Tune, Train, Measure]);
    }
}
