//! The one error of the application. A refusal is not an error: it is a ruling, a value.

use std::fmt;

/// What can go wrong in the machinery. `Display` is English, for operators, and never holds personal data:
/// what people read is chosen by variant at the edge (`web::PageError`, `api::Problem`).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing under that id, or nothing the caller may know of.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// No valid sign-in or token came with the call; the code says which kind was wanted.
    #[error("unauthenticated: {0}")]
    Unauthenticated(&'static str),
    /// The caller's role does not allow this act.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// The act does not fit the present state; the code chooses the text that people read.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// The form or version was made for a state that has passed.
    #[error("stale: {0}")]
    Stale(&'static str),
    /// What someone filled in does not parse; all errors at once.
    #[error("invalid input in {} field(s)", .0.len())]
    Invalid(Vec<FieldError>),
    /// A stored row contradicts the model. Names the place, never the contents.
    #[error("inconsistent row: {table}.{column} at `{row}`")]
    Inconsistent {
        /// Table name.
        table: &'static str,
        /// Column name.
        column: &'static str,
        /// Primary key of the row.
        row: String,
    },
    /// The database or the writer is gone for now.
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// Our own mistake, or the world's.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// One thing that is wrong with what someone filled in or sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where: a JSON path (`items[0].category`) or the name of a form field.
    pub path: String,
    /// What is wrong, in English, without the offending value.
    pub message: String,
    /// The same in Dutch, at B1 level.
    pub message_nl: String,
}

impl FieldError {
    /// A mistake at a place, said in both languages.
    pub fn new(path: impl Into<String>, message: impl Into<String>, message_nl: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), message_nl: message_nl.into() }
    }
}

impl Error {
    /// What is stored in a column cannot have been written by this program.
    pub fn inconsistent(table: &'static str, column: &'static str, row: impl Into<String>) -> Self {
        Self::Inconsistent { table, column, row: row.into() }
    }

    /// What was sent is wrong in one field.
    pub fn invalid(
        path: impl Into<String>,
        message: impl Into<String>,
        message_nl: impl Into<String>,
    ) -> Self {
        Self::Invalid(vec![FieldError::new(path, message, message_nl)])
    }

    /// Wraps a failure of the machinery by its message.
    pub fn internal(message: impl fmt::Display) -> Self {
        Self::Internal(message.to_string().into())
    }
}
