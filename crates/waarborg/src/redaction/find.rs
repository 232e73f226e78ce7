//! A document as it came in: read into passages, and searched as one text. Nothing is kept here.

use std::collections::HashMap;
use std::ops::Range;

use ::redact::document::{self, Passage};
use ::redact::{Kind, Options, Regime};
use ground::hex;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::grounds::Ground;
use super::model::{FileKind, Law, Mark, Officials, State};
use super::search::{Found, find};
use crate::error::{Error, FieldError};

/// The largest file that is taken, in bytes.
pub const LARGEST: usize = 20 * 1024 * 1024;
/// The most names of people in the case, and the longest of them in characters.
const NAMES: usize = 200;
const LONGEST_NAME: usize = 120;
/// The longest name of a file, in characters.
const LONGEST_FILE_NAME: usize = 200;

/// A file that someone brings in. Has no `Debug`: its name may be a person's.
pub struct Upload {
    /// What the file is called.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whose grounds are named.
    pub law: Law,
    /// What happens to officials.
    pub officials: Officials,
    /// People in the case, one on a line: they are always found.
    pub known: String,
}

/// A file that was read and searched, ready to be taken in. Has no `Debug`.
pub struct Incoming {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) kind: FileKind,
    pub(super) digest: String,
    pub(super) law: Law,
    pub(super) officials: Officials,
    pub(super) known: Vec<String>,
    pub(super) passages: Vec<Passage>,
    pub(super) marks: Vec<Mark>,
}

impl Incoming {
    /// How many places were found.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }
}

/// Something that was found in a document that is not kept. Has no `Debug`: it holds the words.
pub struct Finding {
    /// Where, for people and in Dutch: `koptekst`, `pagina 2`.
    pub place: String,
    /// In which passage, from 0.
    pub passage: usize,
    /// Characters of that passage.
    pub span: Range<usize>,
    /// The words.
    pub words: String,
    /// Which kind of data.
    pub kind: Kind,
    /// How sure the finder is, in percent.
    pub confidence: u8,
    /// Why it was found, as reports call it.
    pub why: &'static str,
    /// It is not seen when the document is read: a comment, a hidden sheet.
    pub hidden: bool,
}

/// Reads and searches a file. Takes as long as the file is large: never inside a transaction.
///
/// # Errors
///
/// [`Error::Invalid`] at the field that is wrong (`bestand`, `namen`): a file that cannot be read with certainty, that is
/// encrypted or too large, or has a page that is a picture and was therefore not searched.
pub fn read(upload: Upload) -> Result<Incoming, Error> {
    let known = names(&upload.known);
    let file = file(&upload);
    let (known, (kind, passages)) = match (known, file) {
        (Ok(known), Ok(file)) => (known, file),
        (known, file) => {
            return Err(Error::Invalid([known.err(), file.err()].into_iter().flatten().collect()));
        }
    };
    let found = find(&passages, &options(upload.law, upload.officials, &known));
    let marks = marks(&passages, &found, upload.law)?;
    Ok(Incoming {
        digest: hex::encode(&<[u8; 32]>::from(Sha256::digest(&upload.bytes))),
        name: short(&upload.name),
        bytes: upload.bytes,
        kind: kind.into(),
        law: upload.law,
        officials: upload.officials,
        known,
        passages,
        marks,
    })
}

/// What is found in a file that is looked at and not kept, in the order of reading.
///
/// # Errors
///
/// As [`read`].
pub fn detect(upload: &Upload) -> Result<Vec<Finding>, Error> {
    let known = names(&upload.known).map_err(|error| Error::Invalid(vec![error]))?;
    let (_, passages) = file(upload).map_err(|error| Error::Invalid(vec![error]))?;
    let found = find(&passages, &options(upload.law, upload.officials, &known));
    let told = found.into_iter().filter_map(|it| {
        let passage = passages.get(it.removal.passage)?;
        Some(Finding {
            place: passage.place.clone(),
            passage: it.removal.passage,
            span: characters(&passage.text, &it.removal.span),
            words: passage.text.get(it.removal.span)?.to_owned(),
            kind: it.kind,
            confidence: it.confidence,
            why: it.why.as_str(),
            hidden: passage.hidden,
        })
    });
    let mut told: Vec<Finding> = told.collect();
    told.sort_by_key(|it| (it.passage, it.span.start));
    Ok(told)
}

/// Every place where these words stand, whatever the capitals: what a person wants to add. Characters of each passage.
pub(super) fn places_of<'p>(
    passages: impl Iterator<Item = &'p str>,
    words: &str,
) -> Vec<(usize, Range<usize>)> {
    let wanted: Vec<char> = words.trim().nfc().flat_map(char::to_lowercase).collect();
    let mut places = Vec::new();
    for (index, text) in passages.enumerate() {
        // By character and not by string: a lower-case letter may be longer than its capital.
        let text: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < text.len() {
            match length_of(text.get(at..).unwrap_or_default(), &wanted) {
                Some(length) if is_whole(&text, at, length) => {
                    places.push((index, at..at + length));
                    at += length;
                }
                _ => at += 1,
            }
        }
    }
    places
}

/// How many characters of `text` are the wanted ones; none when it begins otherwise.
fn length_of(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut rest = wanted;
    for (length, sign) in text.iter().enumerate() {
        if rest.is_empty() {
            return (length > 0).then_some(length);
        }
        for lower in sign.to_lowercase() {
            // In a document words are also parted by the end of a line.
            let same =
                rest.first().is_some_and(|first| *first == lower || (*first == ' ' && sign.is_whitespace()));
            rest = if same { rest.get(1..)? } else { return None };
        }
    }
    (rest.is_empty() && !text.is_empty()).then_some(text.len())
}

/// No part of a longer word: `Jan` is not sought in `Januari`.
fn is_whole(text: &[char], at: usize, length: usize) -> bool {
    let letter = |index: Option<usize>| {
        index.and_then(|index| text.get(index)).is_some_and(|sign| sign.is_alphanumeric())
    };
    let outer = |inner: usize, beside: Option<usize>| !(letter(Some(inner)) && letter(beside));
    outer(at, at.checked_sub(1)) && outer(at + length - 1, Some(at + length))
}

/// Bytes of a text as characters.
fn characters(text: &str, span: &Range<usize>) -> Range<usize> {
    let count = |end: usize| text.get(..end).map_or(0, |before| before.chars().count());
    count(span.start)..count(span.end)
}

/// Characters of a text as bytes; none when the text is shorter.
pub(super) fn bytes(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = ends.nth(span.start)?;
    let end = if span.end > span.start { ends.nth(span.end - span.start - 1)? } else { start };
    Some(start..end)
}

fn options(law: Law, officials: Officials, known: &[String]) -> Options {
    Options {
        regime: match law {
            Law::Woo => Regime::Woo,
            Law::Wob => Regime::Wob,
        },
        officials: match officials {
            Officials::Strict => ::redact::Officials::Find,
            Officials::Functional => ::redact::Officials::Leave,
        },
        known: known.to_vec(),
        // Two people judge what is found.
        threshold: ::redact::CAREFUL,
        ..Options::default()
    }
}

fn file(upload: &Upload) -> Result<(document::Format, Vec<Passage>), FieldError> {
    let wrong =
        |message: String, nl: String| FieldError { path: String::from("bestand"), message, message_nl: nl };
    if upload.bytes.is_empty() {
        return Err(wrong(
            String::from("choose a file that is not empty"),
            String::from("Kies een bestand dat niet leeg is."),
        ));
    }
    if upload.bytes.len() > LARGEST {
        return Err(wrong(
            String::from("the file is larger than 20 MB"),
            String::from("Dit bestand is groter dan 20 MB. Deel het op."),
        ));
    }
    let read = document::format_of(&upload.name, &upload.bytes)
        .and_then(|format| Ok((format, document::passages(format, &upload.bytes)?)));
    read.map_err(|refusal| wrong(refusal.to_string(), refusal.dutch()))
}

fn names(text: &str) -> Result<Vec<String>, FieldError> {
    let names: Vec<String> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let fits = |name: &String| name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if names.len() > NAMES || !names.iter().all(fits) {
        return Err(FieldError {
            path: String::from("namen"),
            message: String::from("at most 200 names, one on a line, of at most 120 characters each"),
            message_nl: String::from(
                "Vul hoogstens 200 namen in. Elke naam op een eigen regel, met hoogstens 120 tekens.",
            ),
        });
    }
    Ok(names)
}

/// The last part of a path, without signs that steer a terminal, and not longer than fits.
fn short(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|sign| !sign.is_control()).take(LONGEST_FILE_NAME).collect()
}

/// What was found, as marks that nobody judged yet. The words themselves are not in them.
fn marks(passages: &[Passage], found: &[Found], law: Law) -> Result<Vec<Mark>, Error> {
    let mut order: Vec<&Found> = found.iter().collect();
    order.sort_by_key(|it| (it.removal.passage, it.removal.span.start, it.removal.span.end));
    let mut likenesses: HashMap<String, i64> = HashMap::new();
    let mut marks = Vec::with_capacity(order.len());
    for (place, it) in (1..).zip(order) {
        let Some(passage) = passages.get(it.removal.passage) else { continue };
        let words = passage.text.get(it.removal.span.clone()).unwrap_or_default();
        let next = i64::try_from(likenesses.len()).unwrap_or(i64::MAX) + 1;
        marks.push(Mark {
            place,
            passage: it.removal.passage,
            span: characters(&passage.text, &it.removal.span),
            kind: Some(it.kind),
            ground: Ground::of(law.as_str(), it.ground)
                .ok_or_else(|| Error::internal("a ground of another law"))?,
            label: it.removal.label.clone(),
            likeness: *likenesses.entry(likeness(it, words)).or_insert(next),
            confidence: it.confidence,
            why: it.why.as_str().to_owned(),
            state: State::Proposed,
            keep: None,
            judged: None,
        });
    }
    Ok(marks)
}

/// People are the same by their letter, all else by its words.
fn likeness(found: &Found, words: &str) -> String {
    match found.kind {
        Kind::Person | Kind::Signature => found.removal.label.clone(),
        kind => format!("{} {}", kind.as_str(), words.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_the_capitals_and_only_as_words() {
        let texts = ["Jan zag JAN in januari.", "Één jan\tmet İstanbul en jan"];
        assert_eq!(places_of(texts.into_iter(), " jan "), [(0, 0..3), (0, 8..11), (1, 4..7), (1, 24..27)]);
        assert_eq!(places_of(texts.into_iter(), "één jan met"), [(1, 0..11)]);
        assert_eq!(places_of(texts.into_iter(), ""), []);
        assert_eq!(places_of(["x"].into_iter(), "xx"), []);
    }

    #[test]
    fn characters_and_bytes_are_each_others_reverse() {
        let text = "Één ë";
        for span in [0..3, 4..5, 0..0, 5..5] {
            let bytes = bytes(text, &span).unwrap();
            assert_eq!(characters(text, &bytes), span);
        }
        assert_eq!(bytes(text, &(4..6)), None);
    }
}
