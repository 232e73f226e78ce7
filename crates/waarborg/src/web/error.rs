//! What a page answers when it cannot do what was asked.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::error::{Error, FieldError};

/// A failure on its way out. It travels as a mark on the response; `edge` makes a full page of it, in the language
/// and with the header of the person who asked.
#[derive(Debug)]
pub struct PageError(Error);

/// The failure that is answered by asking who it is, not by a page.
pub(super) const UNAUTHENTICATED: &str = "unauthenticated";

/// The mark on the response: what to tell.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Chooses the text: `error-{code}-title` and `error-{code}-text` of the translations.
    pub code: &'static str,
    /// For the log, English, without personal data. Empty when it is the caller's fault only.
    pub cause: String,
    /// What was wrong with the input, when that is what it was.
    pub fields: Vec<FieldError>,
}

impl From<Error> for PageError {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl PageError {
    /// Nothing under that address.
    pub fn not_found(what: &'static str) -> Self {
        Self(Error::NotFound(what))
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let (status, code) = match &self.0 {
            Error::Unauthenticated(_) => (StatusCode::UNAUTHORIZED, UNAUTHENTICATED),
            Error::NotFound(_) => (StatusCode::NOT_FOUND, "not-found"),
            Error::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden"),
            Error::Conflict(_) => (StatusCode::CONFLICT, "conflict"),
            Error::Stale("form-replayed") => (StatusCode::CONFLICT, "form-replayed"),
            Error::Stale("form-foreign") => (StatusCode::FORBIDDEN, "form-foreign"),
            Error::Stale("form-unreadable") => (StatusCode::BAD_REQUEST, "unreadable"),
            Error::Stale("form-old") => (StatusCode::CONFLICT, "form-old"),
            Error::Stale(_) => (StatusCode::CONFLICT, "stale"),
            Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            Error::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Error::Inconsistent { .. } | Error::Internal(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        };
        let cause = self.0.to_string();
        let fields = if let Error::Invalid(fields) = self.0 { fields } else { Vec::new() };
        let mut response = status.into_response();
        response.extensions_mut().insert(Failure { code, cause, fields });
        response
    }
}
