//! Fonts: which text and which width stand behind a code. How a glyph looks is not read.
//!
//! Not guaranteed: that a font shows the text that it says. A file in which `A` is drawn as `B` is read as `A`.

mod cmap;
mod tables;

use std::collections::HashMap;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::file::File;
use super::filter;
use super::object::{Dict, Object, name_of};

/// What is known of a font.
pub(super) struct Font {
    /// Whether codes are two bytes.
    wide: bool,
    widths: HashMap<u32, f64>,
    other: Option<f64>,
    texts: HashMap<u32, Rc<str>>,
    /// How far a line of text reaches above and below its foot, in parts of the size.
    pub(super) up: f64,
    pub(super) down: f64,
}

/// One code in a string that is shown.
pub(super) struct Shown {
    /// Which bytes of the string.
    pub(super) bytes: Vec<u8>,
    /// How far it moves, in parts of the size; nothing when the font does not say.
    pub(super) width: Option<f64>,
    /// What it says; nothing when that is not known.
    pub(super) text: Option<Rc<str>>,
}

impl Font {
    /// Reads a font; nothing when it is of a kind that is not understood.
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Option<Self> {
        let subtype = file.entry(dict, "Subtype");
        if subtype.is("Type0") {
            return wide(file, dict);
        }
        let known = ["Type1", "TrueType", "MMType1"].iter().any(|kind| subtype.is(kind));
        known.then(|| simple(file, dict))
    }

    /// The codes of a string, one after the other.
    pub(super) fn shown(&self, string: &[u8]) -> Vec<Shown> {
        let step = if self.wide { 2 } else { 1 };
        let codes = string.chunks(step).map(|bytes| {
            let code = bytes.iter().fold(0, |code: u32, &byte| code << 8 | u32::from(byte));
            let whole = bytes.len() == step;
            Shown {
                bytes: bytes.to_vec(),
                width: self.widths.get(&code).copied().or(self.other).filter(|_| whole),
                text: self.texts.get(&code).filter(|_| whole).map(Rc::clone),
            }
        });
        codes.collect()
    }
}

/// Text for Helvetica: its bytes, what those say, and how wide they are in parts of the size. What the font lacks becomes a
/// question mark.
pub(super) fn label(text: &str) -> (Vec<u8>, String, f64) {
    let (mut bytes, mut says, mut width) = (Vec::new(), String::new(), 0.0);
    for wanted in text.chars() {
        let known = |letter: char| {
            let mut rows = tables::WIN.chars().zip(tables::HELVETICA).zip(32_u8..);
            rows.find(|&((known, _), _)| known == letter && letter != UNKNOWN && !letter.is_control())
        };
        if let Some(((letter, &long), code)) = known(wanted).or_else(|| known('?')) {
            bytes.push(code);
            says.push(letter);
            width += f64::from(long) / 1000.0;
        }
    }
    (bytes, says, width)
}

const UNKNOWN: char = '\u{fffd}';

fn wide(file: &File<'_>, dict: &Dict) -> Option<Font> {
    if !file.entry(dict, "Encoding").is("Identity-H") {
        return None;
    }
    let descendants = filter::list(file, dict.get(b"DescendantFonts".as_slice()));
    let Some(Object::Dict(descendant)) = descendants.first() else { return None };
    let (up, down) = reach(&file.dict(descendant, "FontDescriptor"));
    let mut widths = HashMap::new();
    let given = filter::list(file, descendant.get(b"W".as_slice()));
    let mut rest = given.as_slice();
    loop {
        match rest {
            [Object::Int(first), Object::Array(run), after @ ..] => {
                for (code, width) in (u32::try_from(*first).ok()?..).zip(run) {
                    widths.insert(code, file.get(width).number()? / 1000.0);
                }
                rest = after;
            }
            [Object::Int(first), Object::Int(last), width, after @ ..] => {
                let width = width.number()? / 1000.0;
                for code in u32::try_from(*first).ok()?..=u32::try_from(*last).ok()?.min(0xffff) {
                    widths.insert(code, width);
                }
                rest = after;
            }
            [] => break,
            _ => return None,
        }
    }
    let other = file.entry(descendant, "DW").number().unwrap_or(1000.0) / 1000.0;
    let texts = texts(to_unicode(file, dict)?);
    Some(Font { wide: true, widths, other: Some(other), texts, up, down })
}

fn simple(file: &File<'_>, dict: &Dict) -> Font {
    let base = file.entry(dict, "BaseFont");
    let base = String::from_utf8_lossy(name_of(&base).unwrap_or_default()).into_owned();
    let descriptor = file.dict(dict, "FontDescriptor");
    let (up, down) = reach(&descriptor);
    let mut said = encoding(file, dict, &base, &descriptor);
    let standard = standard_widths(&base);
    let mut widths = HashMap::new();
    let first =
        file.entry(dict, "FirstChar").count().and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
    let given = filter::list(file, dict.get(b"Widths".as_slice()));
    for (code, width) in (first..256).zip(&given) {
        widths.insert(code, width.number().unwrap_or(0.0) / 1000.0);
    }
    let missing = file.entry(&descriptor, "MissingWidth").number().map(|width| width / 1000.0);
    let mut other = if given.is_empty() { None } else { Some(missing.unwrap_or(0.0)) };
    if given.is_empty() && base.contains("Courier") {
        other = Some(0.6);
    } else if given.is_empty()
        && let Some(table) = standard
    {
        for (&code, text) in &said {
            let mut places = tables::WIN.chars().zip(table);
            let accent_free = text.nfd().next();
            let found = places.clone().find(|(known, _)| text.chars().eq([*known]));
            let found = found.or_else(|| places.find(|(known, _)| Some(*known) == accent_free));
            // A letter that the table lacks is drawn from another font, about as wide.
            let width = found.map_or(556, |(_, &width)| width);
            widths.insert(code, f64::from(width) / 1000.0);
        }
    }
    said.extend(to_unicode(file, dict).unwrap_or_default());
    Font { wide: false, widths, other, texts: texts(said), up, down }
}

/// How far text reaches. What a font says of itself is believed only when it makes the box larger.
fn reach(descriptor: &Dict) -> (f64, f64) {
    let number = |key: &str| descriptor.get(key.as_bytes()).and_then(Object::number).unwrap_or(0.0) / 1000.0;
    (number("Ascent").clamp(0.9, 1.3), number("Descent").clamp(-0.6, -0.25))
}

fn to_unicode(file: &File<'_>, dict: &Dict) -> Option<HashMap<u32, String>> {
    match file.entry(dict, "ToUnicode") {
        Object::Stream(stream) => cmap::read(&filter::plain(file, &stream).ok()?),
        _ => None,
    }
}

/// Keeps what is text. Private use and control characters say nothing to a reader; those that stand for the codes of a
/// symbol font are read as the codes.
fn texts(said: HashMap<u32, String>) -> HashMap<u32, Rc<str>> {
    let mut kept = HashMap::new();
    for (code, text) in said {
        let mut clean = String::new();
        for letter in text.chars() {
            match letter {
                '\u{f020}'..='\u{f0ff}' => {
                    let low = usize::try_from(u32::from(letter) - 0xf020).unwrap_or(0);
                    clean.extend(tables::WIN.chars().nth(low));
                }
                '\u{fb00}'..='\u{fb06}' => clean.extend([letter].into_iter().nfkc()),
                '\t' | '\n' | '\r' | '\u{a0}' => clean.push(' '),
                _ => clean.push(letter),
            }
        }
        let unreadable = |letter: char| {
            letter == UNKNOWN
                || letter.is_control()
                || matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        };
        if !clean.is_empty() && !clean.chars().any(unreadable) {
            kept.insert(code, Rc::from(clean));
        }
    }
    kept
}

/// What the codes of a simple font say by its encoding.
fn encoding(file: &File<'_>, dict: &Dict, base: &str, descriptor: &Dict) -> HashMap<u32, String> {
    let said = file.entry(dict, "Encoding");
    let embedded =
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key.as_bytes()));
    let symbolic =
        descriptor.get(b"Flags".as_slice()).and_then(Object::count).is_some_and(|flags| flags & 4 != 0);
    let (start, differences) = match &said {
        Object::Name(_) => (said.clone(), Vec::new()),
        Object::Dict(inner) => {
            (file.entry(inner, "BaseEncoding"), filter::list(file, inner.get(b"Differences".as_slice())))
        }
        _ => (Object::Null, Vec::new()),
    };
    let pictures = base.contains("ZapfDingbats") || base.contains("Symbol") || base.contains("Wingdings");
    let table = if start.is("WinAnsiEncoding") {
        tables::WIN
    } else if start.is("MacRomanEncoding") {
        tables::MAC
    } else if start.is("StandardEncoding") || !(pictures || embedded && (symbolic || descriptor.is_empty())) {
        tables::STANDARD
    } else {
        // The font has an order of its own, which is not read.
        ""
    };
    let mut texts: HashMap<u32, String> = (32..)
        .zip(table.chars())
        .filter(|&(_, text)| text != UNKNOWN)
        .map(|(code, text)| (code, text.into()))
        .collect();
    let mut code = 0;
    for item in differences {
        match item {
            Object::Int(next) => code = u32::try_from(next).unwrap_or(0),
            Object::Name(name) => {
                texts.remove(&code);
                if let Some(text) = glyph(&String::from_utf8_lossy(&name)) {
                    texts.insert(code, text);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}

/// The text of a glyph with this name.
fn glyph(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(glyph).collect();
    }
    if let Some((_, text)) = tables::NAMES.iter().find(|(known, _)| *known == name) {
        return Some((*text).to_owned());
    }
    let mut letters = name.chars();
    let first = letters.next().filter(char::is_ascii_alphabetic)?;
    let rest = letters.as_str();
    if rest.is_empty() {
        return Some(first.to_string());
    }
    let accent = match rest {
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        "circumflex" => '\u{302}',
        "tilde" => '\u{303}',
        "macron" => '\u{304}',
        "breve" => '\u{306}',
        "dotaccent" => '\u{307}',
        "dieresis" => '\u{308}',
        "ring" => '\u{30a}',
        "hungarumlaut" => '\u{30b}',
        "caron" => '\u{30c}',
        "cedilla" => '\u{327}',
        "commaaccent" => '\u{326}',
        "ogonek" => '\u{328}',
        _ => {
            let hex = name.strip_prefix("uni").filter(|hex| hex.len() == 4);
            let hex = hex.or_else(|| name.strip_prefix('u').filter(|hex| (4..=6).contains(&hex.len())))?;
            return char::from_u32(u32::from_str_radix(hex, 16).ok()?).map(String::from);
        }
    };
    Some([first, accent].into_iter().nfc().collect())
}

fn standard_widths(base: &str) -> Option<&'static [u16]> {
    let bold = base.contains("Bold");
    let slanted = base.contains("Italic") || base.contains("Oblique");
    if base.contains("Helvetica") || base.contains("Arial") {
        return Some(if bold { tables::HELVETICA_BOLD } else { tables::HELVETICA });
    }
    if base.contains("Times") {
        return Some(match (bold, slanted) {
            (false, false) => tables::TIMES,
            (true, false) => tables::TIMES_BOLD,
            (false, true) => tables::TIMES_ITALIC,
            (true, true) => tables::TIMES_BOLD_ITALIC,
        });
    }
    None
}
