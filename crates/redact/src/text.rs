//! The text as detectors see it, with a way back to the text as it was given.
//!
//! Composed (NFC), spaces of any width as a space, soft hyphens and invisible marks gone, words that were broken at the
//! end of a line joined again. Every change is remembered as a piece, so that a span found here points at the right bytes
//! there. A text without any of this is not copied.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A readable text and the places where it differs from the original.
pub(crate) struct Text<'t> {
    clean: Cow<'t, str>,
    pieces: Vec<Piece>,
}

/// `clean` stands for `original`.
struct Piece {
    clean: Range<usize>,
    original: Range<usize>,
}

impl<'t> Text<'t> {
    pub(crate) fn new(original: &'t str) -> Self {
        if original.is_ascii() && !original.contains("-\n") && !original.contains("-\r") {
            return Self { clean: Cow::Borrowed(original), pieces: Vec::new() };
        }
        cleaned(original)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.clean
    }

    /// The bytes of the original that `span` of the clean text stands for.
    pub(crate) fn original(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.back(span.start, true);
        start..self.back(span.end, false).max(start)
    }

    fn back(&self, at: usize, is_start: bool) -> usize {
        // The last piece that begins at or before `at`; an end belongs to what stands before it.
        let index = self
            .pieces
            .partition_point(|piece| if is_start { piece.clean.start <= at } else { piece.clean.start < at });
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else { return at };
        if at < piece.clean.end {
            if is_start { piece.original.start } else { piece.original.end }
        } else {
            piece.original.end + (at - piece.clean.end)
        }
    }
}

fn cleaned(original: &str) -> Text<'_> {
    let compose = is_nfc_quick(original.chars()) != IsNormalized::Yes;
    let mut clean = String::with_capacity(original.len());
    let mut pieces = Vec::new();
    let mut rest = original;
    loop {
        let same = if compose { 0 } else { unchanged(rest) };
        let (before, after) = rest.split_at_checked(same).unwrap_or((rest, ""));
        clean.push_str(before);
        rest = after;
        let Some(first) = rest.chars().next() else { break };
        let at = original.len() - rest.len();
        let (taken, instead): (usize, Cow<'_, str>) = match first {
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => {
                (first.len_utf8(), "".into())
            }
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
                (first.len_utf8(), " ".into())
            }
            '\u{2010}' | '\u{2011}' => (first.len_utf8(), "-".into()),
            '\u{2019}' | '\u{2018}' | '\u{02BC}' => (first.len_utf8(), "'".into()),
            '-' => match broken(&clean, rest) {
                Some(length) => (length, "".into()),
                None => (1, "-".into()),
            },
            _ if compose => composed(rest),
            _ => (first.len_utf8(), Cow::Borrowed(rest.get(..first.len_utf8()).unwrap_or_default())),
        };
        let (before, after) = rest.split_at_checked(taken.max(1)).unwrap_or((rest, ""));
        if before != instead {
            let piece =
                Piece { clean: clean.len()..clean.len() + instead.len(), original: at..at + before.len() };
            pieces.push(piece);
        }
        clean.push_str(&instead);
        rest = after;
    }
    Text { clean: clean.into(), pieces }
}

/// How many bytes at the front surely stay as they are: up to a hyphen, or a character that opens like one that changes.
fn unchanged(rest: &str) -> usize {
    let may_change = |byte: &u8| matches!(byte, b'-' | 0xC2 | 0xCA | 0xE2 | 0xE3 | 0xEF);
    rest.as_bytes().iter().position(may_change).unwrap_or(rest.len())
}

/// A first character with the marks that combine with it, composed. Not copied if nothing changes.
fn composed(rest: &str) -> (usize, Cow<'_, str>) {
    let length = rest
        .char_indices()
        .skip(1)
        .find(|(_, letter)| canonical_combining_class(*letter) == 0)
        .map_or(rest.len(), |(at, _)| at);
    let cluster = rest.get(..length).unwrap_or_default();
    if is_nfc_quick(cluster.chars()) == IsNormalized::Yes {
        (length, Cow::Borrowed(cluster))
    } else {
        (length, cluster.nfc().collect::<String>().into())
    }
}

/// How long the break is, if `rest` opens with a hyphen that only stands there because the line ended: between two small
/// letters. `Jansen-` before `Bakker` is a double name and keeps its hyphen.
fn broken(before: &str, rest: &str) -> Option<usize> {
    let line = rest.strip_prefix('-')?;
    let next = line.strip_prefix("\r\n").or_else(|| line.strip_prefix('\n'))?;
    let next = next.trim_start_matches([' ', '\t']);
    let small = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
    // `in- en uitstroom` breaks after its hyphen, and keeps it.
    let joins = small(before.chars().next_back()) && small(next.chars().next());
    let word = next.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    (joins && !["en", "of"].contains(&word)).then(|| rest.len() - next.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(original: &str, word: &str) -> String {
        let text = Text::new(original);
        let at = text.as_str().find(word).unwrap_or_else(|| panic!("{word:?} not in {:?}", text.as_str()));
        original.get(text.original(&(at..at + word.len()))).unwrap().to_owned()
    }

    #[test]
    fn a_plain_text_is_not_copied() {
        assert!(matches!(Text::new("de heer Jansen").clean, Cow::Borrowed(_)));
    }

    #[test]
    fn spans_point_into_the_original() {
        assert_eq!(found("met Jan\u{A0}de\u{A0}Vries, hier", "Jan de Vries"), "Jan\u{A0}de\u{A0}Vries");
        assert_eq!(found("mevrouw Jan\u{AD}sen was er", "Jansen"), "Jan\u{AD}sen");
        assert_eq!(found("mevrouw Ri\u{AD}jn\u{AD}ders\u{AD} was", "was"), "was");
        assert_eq!(found("heer Van der Lin-\n  den was er", "Van der Linden"), "Van der Lin-\n  den");
        assert_eq!(found("Rene\u{301}e belde", "Renée"), "Rene\u{301}e");
        assert_eq!(found("na Rene\u{301}e belde", "belde"), "belde");
        assert_eq!(found("D\u{2019}Hondt belde", "D'Hondt"), "D\u{2019}Hondt");
    }

    #[test]
    fn a_double_name_keeps_its_hyphen() {
        assert_eq!(Text::new("Jansen-\nBakker").as_str(), "Jansen-\nBakker");
        assert_eq!(Text::new("in-\nen uit").as_str(), "in-\nen uit");
    }
}
