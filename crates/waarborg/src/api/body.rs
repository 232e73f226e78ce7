//! A JSON body, read within bounds.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::Value;

use super::problem::Problem;
use super::{edge, json};
use crate::error::FieldError;

/// The largest body that is read, in bytes. What is larger is turned away before it is read.
pub const MAX_BODY: usize = 1 << 20;

/// The body as JSON. What it means the chapter reads, and finds all errors at once.
pub struct JsonBody(pub Value);

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let authzen = request.uri().path().starts_with("/access/");
        let read = read(request).await;
        read.map(Self).map_err(|problem| if authzen { problem.as_bad_request() } else { problem })
    }
}

async fn read(request: Request) -> Result<Value, Problem> {
    if !is_json(&request) {
        return Err(Problem::media_type());
    }
    // The edge has looked at the length that the caller announced; this holds for bodies sent in pieces.
    let bytes = to_bytes(request.into_body(), MAX_BODY).await.map_err(|error| {
        if edge::is_too_large(&error) {
            Problem::too_large()
        } else {
            Problem::malformed(FieldError {
                path: String::new(),
                message: String::from("the body ended before all of it came in"),
                message_nl: String::from("De inhoud hield op voordat alles binnen was."),
            })
        }
    })?;
    json::parse(&bytes).map_err(Problem::malformed)
}

/// `application/json`, with or without parameters, of which only UTF-8 as `charset` is known.
fn is_json(request: &Request) -> bool {
    let Some(kind) = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    json && parts.all(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        !name.eq_ignore_ascii_case("charset") || value.trim_matches('"').eq_ignore_ascii_case("utf-8")
    })
}
