//! The client behind an API call.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::client::authenticate;
use super::model::{Client, Scope};
use crate::error::Error;
use crate::house::House;

/// The client whose bearer token came with the call.
#[derive(Debug, Clone)]
pub struct ApiClient(pub Client);

impl ApiClient {
    /// The client of a call, or why there is none. For handlers that word the refusal themselves.
    pub async fn of(parts: &Parts, house: &House) -> Result<Self, Error> {
        let header = parts
            .headers
            .get(AUTHORIZATION)
            .ok_or(Error::Unauthenticated("a bearer token is needed"))?
            .to_str()
            .map_err(|_| Error::Unauthenticated("the token is not known"))?;
        let (scheme, token) =
            header.split_once(' ').ok_or(Error::Unauthenticated("a bearer token is needed"))?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Error::Unauthenticated("a bearer token is needed"));
        }
        authenticate(house, token.trim()).await.map(Self)
    }

    /// Refuses a client that lacks `scope`.
    pub fn require(&self, scope: Scope) -> Result<(), Error> {
        self.0.require(scope)
    }
}

impl FromRequestParts<Arc<House>> for ApiClient {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Refused> {
        Self::of(parts, house).await.map_err(Refused)
    }
}

/// A call without a client, as a problem document (RFC 9457).
#[derive(Debug)]
pub struct Refused(pub Error);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, title, detail) = match &self.0 {
            Error::Unauthenticated(why) => (StatusCode::UNAUTHORIZED, "Unauthorized", *why),
            Error::Forbidden(_) => {
                (StatusCode::FORBIDDEN, "Forbidden", "the client lacks the scope for this")
            }
            Error::Unavailable(_) => {
                (StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable", "try again later")
            }
            error => {
                tracing::error!(%error, "a client could not be looked up");
                (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error", "the mistake is ours")
            }
        };
        let body = serde_json::json!({
            "type": "about:blank", "title": title, "status": status.as_u16(), "detail": detail,
        });
        let mut response =
            (status, [(CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Bearer realm=\"waarborg\"");
            response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
