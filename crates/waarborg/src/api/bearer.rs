//! The token of a call. Whose it is, `desk` knows.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use ground::Secret;

use super::problem::Problem;

/// The bearer token of the request, if it has one. Another scheme, or two headers, is refused.
pub fn bearer(headers: &HeaderMap) -> Result<Option<Secret<String>>, Problem> {
    let mut sent = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = sent.next() else { return Ok(None) };
    if sent.next().is_some() {
        return Err(Problem::unauthenticated());
    }
    let token = value.to_str().ok().and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then(|| token.to_owned())
    });
    token.map(|token| Some(Secret::new(token))).ok_or_else(Problem::unauthenticated)
}
