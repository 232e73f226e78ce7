//! One entry of the log, and the bytes that stand for it in the tree.

use serde::{Deserialize, Serialize};

use crate::Hash;

/// Opens every encoding, so that bytes of another kind of log, or of a later form, never pass for one of these.
const FORM: &[u8] = b"waarborg.journal.entry.v1\n";

/// What one column of an entry holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// The SHA-256 of contents that are kept elsewhere, or other bytes, in hexadecimal where it is shown.
    Hash(Hash),
}

impl From<i64> for Field {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Field {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Field {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Field {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One entry: its place in the log and every column that is stored with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The place in the log, from 0. Part of the encoding, so an entry cannot be moved.
    pub number: u64,
    /// What kind of record it is.
    pub kind: String,
    /// The columns by name, always in the same order.
    pub fields: Vec<(String, Field)>,
}

impl Entry {
    /// The canonical bytes. Every part carries its length and its kind, so two different entries never encode alike.
    pub fn encode(&self) -> Vec<u8> {
        self.encode_at(self.number)
    }

    /// The bytes that this entry would have at another place; for finding out where a moved one came from.
    pub fn encode_at(&self, number: u64) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(FORM);
        bytes.extend_from_slice(&number.to_be_bytes());
        put(&mut bytes, self.kind.as_bytes());
        bytes.extend_from_slice(&(self.fields.len() as u64).to_be_bytes());
        for (name, field) in &self.fields {
            put(&mut bytes, name.as_bytes());
            match field {
                Field::Null => bytes.push(0),
                Field::Int(value) => {
                    bytes.push(1);
                    bytes.extend_from_slice(&value.to_be_bytes());
                }
                Field::Text(value) => {
                    bytes.push(2);
                    put(&mut bytes, value.as_bytes());
                }
                Field::Hash(value) => {
                    bytes.push(3);
                    bytes.extend_from_slice(&value.0);
                }
            }
        }
        bytes
    }

    /// The leaf hash of the canonical bytes.
    pub fn leaf(&self) -> Hash {
        Hash::of_leaf(&self.encode())
    }

    /// The leaf hash that this entry would have at another place.
    pub fn leaf_at(&self, number: u64) -> Hash {
        Hash::of_leaf(&self.encode_at(number))
    }
}

fn put(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
    bytes.extend_from_slice(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, fields: &[(&str, Field)]) -> Entry {
        Entry {
            number: 3,
            kind: kind.into(),
            fields: fields.iter().map(|(n, f)| ((*n).into(), f.clone())).collect(),
        }
    }

    #[test]
    fn different_entries_never_encode_alike() {
        let entries = [
            entry("ab", &[("c", "d".into())]),
            entry("a", &[("bc", "d".into())]),
            entry("a", &[("b", "cd".into())]),
            entry("a", &[("b", "c".into()), ("d", Field::Null)]),
            entry("a", &[("b", Field::Null), ("d", "c".into())]),
            entry("a", &[("b", "1".into())]),
            entry("a", &[("b", 1.into())]),
            entry("a", &[("b", 49.into())]),
            entry("a", &[("b", "".into())]),
            entry("a", &[("b", Field::Null)]),
            entry("a", &[]),
        ];
        for (index, left) in entries.iter().enumerate() {
            for right in entries.iter().skip(index + 1) {
                assert_ne!(left.encode(), right.encode());
            }
            assert_ne!(left.encode(), left.encode_at(4), "the place is part of it");
            assert_eq!(left.leaf(), left.leaf_at(3));
        }
    }

    #[test]
    fn the_encoding_stays_as_it_is() {
        // A changed encoding would make every existing log fail: this hash may never change.
        let entry = entry("audit", &[("a", 7.into()), ("b", "é".into()), ("c", Field::Null)]);
        assert_eq!(
            entry.leaf().to_string(),
            "36503f0222d4ef53ea9c39fd4a9288f296957244a1ea8a80ed3517f0006885fe"
        );
    }
}
