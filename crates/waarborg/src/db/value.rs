//! What crosses the line between the program and a database: integers, text and bytes, nothing else.
//!
//! No BOOLEAN and no REAL, because the two engines disagree about them: a flag is 0 or 1.

use std::fmt;

use ground::{Day, Instant};

use crate::error::Error;

/// A parameter of a statement, or a column of a row.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number; also moments (milliseconds) and flags (0 or 1).
    Int(i64),
    /// Text; also days (`YYYY-MM-DD`) and ids.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Says the kind, never the contents: they may be a person's.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("Null"),
            Self::Int(_) => f.write_str("Int(…)"),
            Self::Text(_) => f.write_str("Text(…)"),
            Self::Bytes(_) => f.write_str("Bytes(…)"),
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

/// A flag: 0 or 1.
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(value.into())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(value: &[u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

/// Milliseconds since 1970.
impl From<Instant> for Value {
    fn from(value: Instant) -> Self {
        Self::Int(value.0)
    }
}

/// Text `YYYY-MM-DD`, which sorts as the calendar does.
impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer. Columns are asked for by their place in the SELECT, from 0.
///
/// A column of another kind is an error that names the place and the kind, never the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Value>);

impl Row {
    fn value(&self, column: usize) -> Result<&Value, Error> {
        self.0.get(column).ok_or_else(|| Error::internal(format!("the row has no column {column}")))
    }

    /// A whole number.
    pub fn int(&self, column: usize) -> Result<i64, Error> {
        self.opt_int(column)?.ok_or_else(|| mismatch(column, "an integer", &Value::Null))
    }

    /// Text.
    pub fn text(&self, column: usize) -> Result<String, Error> {
        self.opt_text(column)?.ok_or_else(|| mismatch(column, "text", &Value::Null))
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, Error> {
        self.opt_bytes(column)?.ok_or_else(|| mismatch(column, "bytes", &Value::Null))
    }

    /// A moment, stored as milliseconds.
    pub fn instant(&self, column: usize) -> Result<Instant, Error> {
        self.int(column).map(Instant)
    }

    /// A whole number or NULL.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Error> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Int(value) => Ok(Some(*value)),
            other => Err(mismatch(column, "an integer", other)),
        }
    }

    /// Text or NULL.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, Error> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Text(value) => Ok(Some(value.clone())),
            other => Err(mismatch(column, "text", other)),
        }
    }

    /// Bytes or NULL.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, Error> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Bytes(value) => Ok(Some(value.clone())),
            other => Err(mismatch(column, "bytes", other)),
        }
    }

    /// A moment or NULL.
    pub fn opt_instant(&self, column: usize) -> Result<Option<Instant>, Error> {
        Ok(self.opt_int(column)?.map(Instant))
    }
}

fn mismatch(column: usize, wanted: &str, found: &Value) -> Error {
    let found = match found {
        Value::Null => "null",
        Value::Int(_) => "an integer",
        Value::Text(_) => "text",
        Value::Bytes(_) => "bytes",
    };
    Error::internal(format!("column {column} holds {found}, not {wanted}"))
}
