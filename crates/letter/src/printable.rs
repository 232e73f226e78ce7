//! Which characters our fonts can show, and how to write down the others.
//!
//! A file for the archive may not hold a character without a glyph, and an official letter may not drop one silently.

use crate::press;
use serde_json::Value;
use std::fmt::Write as _;

/// Whether the character can stand in a letter as it is.
pub(crate) fn is_printable(character: char) -> bool {
    match character {
        '\n' => true,
        // These turn the order of what follows around, so that a reader would see something other than what is written.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => false,
        // Some fonts carry a glyph for NUL.
        _ => !character.is_control() && press::has_glyph(character),
    }
}

/// The text with the number of each character that cannot be shown, in the notation of Unicode, in its place.
pub(crate) fn written_out(text: &str) -> String {
    numbered(text, &mut |_| {})
}

/// [`written_out`]; `found` hears each character of which only the number can be shown.
pub(crate) fn numbered(text: &str, found: &mut impl FnMut(char)) -> String {
    let mut written = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\t' => written.push(' '),
            // U+FE0F only asks for a picture in colour, and the emoji before it has been written.
            '\u{FE0F}' => {}
            _ if is_printable(character) => written.push(character),
            _ => {
                found(character);
                // Writing to a string cannot fail.
                let _ = write!(written, "[U+{:04X}]", u32::from(character));
            }
        }
    }
    written
}

/// Every text in the data, however deep. Going through the serialized letter instead of its fields means that no field
/// can be forgotten; names of fields are ours and are left alone.
pub(crate) fn each_text(data: &mut Value, act: &mut impl FnMut(&mut String)) {
    match data {
        Value::String(text) => act(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, act)),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_text(field, act)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
