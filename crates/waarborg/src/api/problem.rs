//! Failures as problem documents (RFC 9457; NL GOV API Design Rules, `error-handling/*`).

use axum::http::header::{CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::texts::words;
use crate::error::{Error, FieldError};
use crate::web::Language;

/// A failure on its way out. It travels as a mark on the response; [`super::edge`] writes the document, in the
/// language the caller asked for.
#[derive(Debug, Clone)]
pub struct Problem(Box<Contents>);

#[derive(Debug, Clone)]
struct Contents {
    status: StatusCode,
    code: &'static str,
    errors: Vec<FieldError>,
    /// For the log, English, without personal data. Empty when it is the caller's fault only.
    cause: String,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str) -> Self {
        Self(Box::new(Contents { status, code, errors: Vec::new(), cause: String::new(), header: None }))
    }

    fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.0.errors = errors;
        self
    }

    fn with_cause(mut self, cause: String) -> Self {
        self.0.cause = cause;
        self
    }

    fn with_header(mut self, name: HeaderName, value: impl TryInto<HeaderValue>) -> Self {
        self.0.header = value.try_into().ok().map(|value| (name, value));
        self
    }

    /// Wrong input: 400, never 422 (`error-handling/invalid-input`).
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid").with_errors(errors)
    }

    /// A body that is not JSON, or is it in a form that we refuse.
    pub fn malformed(error: FieldError) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed").with_errors(vec![error])
    }

    /// No token, or one that is unknown or revoked; the answer does not say which.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated").with_header(WWW_AUTHENTICATE, "Bearer")
    }

    /// A good token without the scope that this act asks.
    pub fn scope(wanted: &str) -> Self {
        let value = format!("Bearer error=\"insufficient_scope\", scope=\"{wanted}\"");
        Self::new(StatusCode::FORBIDDEN, "scope").with_header(WWW_AUTHENTICATE, value)
    }

    /// Nothing under that address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// The policy or the register says no; each error names the norm.
    pub fn refused(errors: Vec<FieldError>) -> Self {
        Self::new(StatusCode::CONFLICT, "refused").with_errors(errors)
    }

    /// `If-Match` names another version than the latest.
    pub fn precondition_failed() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "stale")
    }

    /// A change came without `If-Match`.
    pub fn precondition_required() -> Self {
        Self::new(StatusCode::PRECONDITION_REQUIRED, "precondition-required")
    }

    /// The body is not sent as JSON.
    pub fn media_type() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type")
    }

    /// The caller wants another form than we have.
    pub fn not_acceptable() -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable")
    }

    /// More than [`super::MAX_BODY`].
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large")
    }

    /// The same problem as a plain 400, for the interface whose standard wants that (`AuthZEN`).
    #[must_use]
    pub fn as_bad_request(mut self) -> Self {
        self.0.status = StatusCode::BAD_REQUEST;
        self
    }

    /// What the framework answers by itself.
    pub(super) fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::NOT_FOUND => "not-found",
            StatusCode::METHOD_NOT_ALLOWED => "method",
            StatusCode::PAYLOAD_TOO_LARGE => "too-large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "media-type",
            StatusCode::NOT_ACCEPTABLE => "not-acceptable",
            status if status.is_server_error() => "internal",
            _ => "bad-request",
        };
        Self::new(status, code)
    }

    /// Why, for the log.
    pub(super) fn cause(&self) -> &str {
        &self.0.cause
    }

    /// The response with its document. `instance` is given for our own mistakes only.
    pub(super) fn render(&self, language: Language, instance: Option<&str>) -> Response {
        let words = words(self.0.code);
        let mut document = Map::new();
        document.insert(String::from("type"), json!(format!("urn:waarborg:problem:{}", self.0.code)));
        document.insert(String::from("title"), json!(language.pick(words.title_nl, words.title_en)));
        document.insert(String::from("status"), json!(self.0.status.as_u16()));
        document.insert(String::from("detail"), json!(language.pick(words.detail_nl, words.detail_en)));
        if let Some(number) = instance {
            document.insert(String::from("instance"), json!(format!("urn:waarborg:incident:{number}")));
        }
        if !self.0.errors.is_empty() {
            let errors: Vec<Value> = self
                .0
                .errors
                .iter()
                .map(|error| {
                    json!({ "path": error.path, "message": language.pick(&error.message_nl, &error.message) })
                })
                .collect();
            document.insert(String::from("errors"), Value::Array(errors));
        }
        let mut response = (self.0.status, Value::Object(document).to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
        if let Some((name, value)) = &self.0.header {
            headers.insert(name.clone(), value.clone());
        }
        response
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let cause = error.to_string();
        match error {
            Error::Invalid(errors) => Self::invalid(errors),
            Error::NotFound(_) => Self::not_found(),
            Error::Unauthenticated(_) => Self::unauthenticated(),
            Error::Forbidden(_) => Self::new(StatusCode::FORBIDDEN, "forbidden"),
            Error::Conflict(_) => Self::new(StatusCode::CONFLICT, "conflict"),
            Error::Stale(_) => Self::new(StatusCode::CONFLICT, "stale"),
            Error::Unavailable(_) => Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
                .with_header(RETRY_AFTER, "5")
                .with_cause(cause),
            Error::Inconsistent { .. } | Error::Internal(_) => {
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal").with_cause(cause)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
