//! What a PDF says beside its pages: properties, bookmarks, notes, fields, descriptions, attachments. None of it passes. It is
//! read so that a person sees what goes, and so that nobody takes a file for searched of which a part was not.
//!
//! Every object of the file is looked at, whatever points at it: a text is recognised by the key under which it stands.

use std::collections::BTreeSet;

use super::file::File;
use super::filter;
use super::object::{Dict, Object, Stream};

/// Keys under which people write, with what that is.
const WRITTEN: &[(&str, &str)] = &[
    ("Title", PROPERTIES),
    ("Author", PROPERTIES),
    ("Subject", PROPERTIES),
    ("Keywords", PROPERTIES),
    ("Contents", NOTES),
    ("RC", NOTES),
    ("Subj", NOTES),
    ("T", NOTES),
    ("TU", NOTES),
    ("V", NOTES),
    ("DV", NOTES),
    ("Alt", DESCRIPTIONS),
    ("ActualText", DESCRIPTIONS),
    ("E", DESCRIPTIONS),
    ("F", ATTACHMENTS),
    ("UF", ATTACHMENTS),
    ("Desc", ATTACHMENTS),
    ("URI", "koppeling"),
    ("JS", "script"),
];
const PROPERTIES: &str = "eigenschappen en bladwijzers";
const NOTES: &str = "notities en velden";
const DESCRIPTIONS: &str = "beschrijvingen bij de tekst";
const ATTACHMENTS: &str = "naam van een bijlage";

/// All texts of a file together, in bytes; what comes after is told to be unread.
const MOST: usize = 4 << 20;

/// What was found.
#[derive(Default)]
pub(crate) struct Beside {
    /// Texts with their place, each once, in the order of the places.
    pub(crate) texts: BTreeSet<(&'static str, String)>,
    /// What may hold text that was not read, for people and in Dutch.
    pub(crate) unsearched: BTreeSet<&'static str>,
    bytes: usize,
}

/// Looks through a file.
pub(super) fn look(file: &File<'_>) -> Beside {
    let mut found = Beside::default();
    for number in file.numbers_of_objects() {
        match file.get(&Object::Ref(number)) {
            Object::Stream(stream) => {
                found.stream(file, &stream);
                found.dict(&stream.dict);
            }
            object => found.value(&object),
        }
    }
    // Properties that are no object of their own.
    found.dict(&file.trailer);
    found
}

impl Beside {
    fn value(&mut self, object: &Object) {
        match object {
            Object::Dict(dict) => self.dict(dict),
            Object::Array(items) => items.iter().for_each(|item| self.value(item)),
            _ => {}
        }
    }

    fn dict(&mut self, dict: &Dict) {
        for (key, value) in dict {
            let known = WRITTEN.iter().find(|(known, _)| known.as_bytes() == key.as_slice());
            if let (Some((_, place)), Object::Text(bytes)) = (known, value) {
                self.keep(place, &text(bytes));
            }
            self.value(value);
        }
        if dict.contains_key(b"EF".as_slice()) {
            self.unsearched.insert("bijlagen: niet doorzocht");
        }
        if matches!(dict.get(b"OFF".as_slice()), Some(Object::Array(items)) if !items.is_empty()) {
            self.unsearched.insert("lagen die uit staan: niet doorzocht");
        }
    }

    /// The properties once more, in XML. Other streams are pages, pictures, fonts and attachments.
    fn stream(&mut self, file: &File<'_>, stream: &Stream) {
        if !file.entry(&stream.dict, "Type").is("Metadata") {
            return;
        }
        let Ok(data) = filter::plain(file, stream) else {
            self.unsearched.insert("eigenschappen: niet doorzocht");
            return;
        };
        let source = String::from_utf8_lossy(&data);
        // Each tag parts two texts.
        for text in source.split('>').filter_map(|part| part.split('<').next()) {
            self.keep(PROPERTIES, text);
        }
    }

    fn keep(&mut self, place: &'static str, text: &str) {
        let text = text.trim();
        // A moment, a number, a code of the program.
        if !text.contains(char::is_alphabetic) || text.starts_with("D:") {
            return;
        }
        self.bytes += text.len();
        if self.bytes > MOST {
            self.unsearched.insert("eigenschappen en notities: te veel om te doorzoeken");
        } else {
            self.texts.insert((place, text.to_owned()));
        }
    }
}

/// A string for people: in UTF-16 or UTF-8 with the mark of it in front, or in an alphabet of which the letters are Latin-1.
fn text(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks::<2>().0.iter().copied().map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().copied().map(char::from).collect(),
    }
}
