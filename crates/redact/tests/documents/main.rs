//! Redacts documents that the tests build themselves, with a canary in every place where one can hide, and looks for it in
//! the output with other means: unpacked here by hand, read by `LibreOffice` where that is installed.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the helpers of tests may fail as loudly as tests, and need not be fast"
)]

mod bounds;
mod excel;
mod html;
mod mail;
mod office;
mod open;
mod paper;
mod tables;
mod text;
mod word;

use std::io::{Cursor, Read as _, Write as _};

use redact::document::{Format, Output, Passage, Refusal, Removal, everywhere, redact};

/// Stands in every hiding place. One word, so that it is found however it is cut.
pub(crate) const CANARY: &str = "Kanarievogel";

/// An archive of these parts.
pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(contents.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// All names and contents of an archive, put together.
pub(crate) fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        all.push_str(&part.name().unwrap());
        all.push('\n');
        let mut contents = Vec::new();
        part.read_to_end(&mut contents).unwrap();
        all.push_str(&String::from_utf8_lossy(&contents));
        all.push('\n');
    }
    all
}

/// Removals of every place where one of the words stands.
pub(crate) fn all_of(passages: &[Passage], words: &[&str]) -> Vec<Removal> {
    let mut removals = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        for word in words {
            for (start, found) in passage.text.match_indices(word) {
                let span = start..start + found.len();
                removals.push(Removal { passage: index, span, label: "[persoon A] 5.1.2e".into() });
            }
        }
    }
    everywhere(passages, &removals)
}

/// Takes the words out, everywhere.
pub(crate) fn without(format: Format, bytes: &[u8], words: &[&str]) -> Result<Output, Refusal> {
    redact(format, bytes, |passages| all_of(passages, words))
}

/// The text of the passages, a line each.
pub(crate) fn read(format: Format, bytes: &[u8]) -> String {
    let passages = redact::document::passages(format, bytes).unwrap();
    passages.iter().map(|passage| format!("{}\n", passage.text)).collect()
}

/// Fails when the canary is anywhere in the text, also when it is cut in pieces by tags.
pub(crate) fn assert_gone(text: &str) {
    let mut plain = String::new();
    let mut in_tag = false;
    for character in text.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => plain.push(character),
            _ => {}
        }
    }
    for seen in [text, &plain] {
        let at = seen.find(CANARY).map(|at| &seen[seen.floor_char_boundary(at.saturating_sub(80))..at]);
        assert_eq!(at, None, "the canary lives, after this text");
    }
}

/// A random number generator that gives the same on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

/// Random spans of a document, many times: it never panics, and what comes out does not hold what went.
pub(crate) fn random_spans(format: Format, bytes: &[u8], rounds: u64) {
    let passages = redact::document::passages(format, bytes).unwrap();
    let mut outputs = 0;
    for round in 0..rounds {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (round + 1));
        let mut removals = Vec::new();
        for _ in 0..=dice.below(4) {
            let passage = dice.below(passages.len());
            let length = passages[passage].text.len();
            let start = dice.below(length + 1);
            // Now and then past the end, or in the middle of a character.
            let beyond = usize::from(dice.below(20) == 0) * 9;
            let end = start + dice.below(length + 1 - start + beyond);
            removals.push(Removal { passage, span: start..end, label: "[■] 5.1.2e".into() });
        }
        let wanted: Vec<String> = removals
            .iter()
            .filter_map(|removal| {
                let text = &passages[removal.passage].text;
                let end = removal.span.end;
                (end <= text.len()).then(|| {
                    text[text.floor_char_boundary(removal.span.start)..text.ceil_char_boundary(end)]
                        .to_owned()
                })
            })
            .filter(|text| text.chars().filter(|c| c.is_alphanumeric()).count() >= 6)
            .collect();
        let Ok(output) = redact(format, bytes, |_| removals.clone()) else { continue };
        outputs += 1;
        let text = read(format, &output.bytes);
        for word in wanted.iter().map(|word| word.trim()) {
            // A part of a word may be left inside that word elsewhere, where all can see it; not on its own.
            let alone = text.match_indices(word).find(|(at, _)| {
                let joins = |one: Option<char>, other: Option<char>| {
                    one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
                };
                let (before, after) = (&text[..*at], &text[at + word.len()..]);
                !joins(before.chars().next_back(), word.chars().next())
                    && !joins(word.chars().next_back(), after.chars().next())
            });
            assert_eq!(alone, None, "round {round}: it is still there");
        }
    }
    assert!(outputs > 0, "every round was refused");
}
