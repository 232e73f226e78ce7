//! The values of which a PDF is made.

use std::collections::BTreeMap;
use std::rc::Rc;

/// One value. Strings and names are bytes: a PDF does not say in which alphabet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    Int(i32),
    Real(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Rc<Stream>),
    Ref(u32),
}

/// Names with values, in a fixed order so that the same input gives the same output.
pub(super) type Dict = BTreeMap<Vec<u8>, Object>;

/// A dictionary with bytes, still packed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) dict: Dict,
    pub(super) data: Vec<u8>,
}

impl Object {
    /// A name, from text of our own.
    pub(super) fn name(text: &str) -> Self {
        Self::Name(text.as_bytes().to_vec())
    }

    /// The value of a number.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Int(value) => Some(f64::from(*value)),
            Self::Real(value) => Some(*value),
            _ => None,
        }
    }

    /// A whole number that counts something.
    pub(super) fn count(&self) -> Option<usize> {
        match self {
            Self::Int(value) => usize::try_from(*value).ok(),
            _ => None,
        }
    }

    /// Whether it is this name.
    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Name(bytes) if bytes == name.as_bytes())
    }
}

/// The bytes of a name, or nothing.
pub(super) fn name_of(object: &Object) -> Option<&[u8]> {
    match object {
        Object::Name(name) => Some(name),
        _ => None,
    }
}

/// A number as a PDF writes it: without exponent, and no longer than needed.
pub(super) fn written(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{:.5}", value.clamp(-1e9, 1e9));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".to_owned() } else { text.to_owned() }
}

/// Bytes as digits, two each.
pub(super) fn written_hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .map(|digit| digit.to_ascii_uppercase())
        .collect()
}

/// The value as it stands in a file or content stream; a stream as its dictionary only.
pub(super) fn write(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Bool(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Int(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => out.extend_from_slice(written(*value).as_bytes()),
        Object::Name(name) => write_name(name, out),
        Object::Text(bytes) => {
            out.push(b'<');
            out.extend_from_slice(written_hex(bytes).as_bytes());
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write(item, out);
            }
            out.push(b']');
        }
        Object::Dict(dict) => write_dict(dict, out),
        Object::Stream(stream) => write_dict(&stream.dict, out),
        Object::Ref(number) => out.extend_from_slice(format!("{number} 0 R").as_bytes()),
    }
}

fn write_dict(dict: &Dict, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dict {
        write_name(key, out);
        out.push(b' ');
        write(value, out);
    }
    out.extend_from_slice(b">>");
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_alphanumeric() || b"-_.+*".contains(&byte) {
            out.push(byte);
        } else {
            out.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}
