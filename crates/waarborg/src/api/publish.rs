//! Documents for everybody, read from any site.

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// A public document that scripts of other sites may read: the description of the interface
/// (`publish-openapi`, `transport/cors`). Nothing else opens itself to other origins.
pub fn publish(kind: &'static str, text: &'static str) -> Response {
    let headers =
        [(CONTENT_TYPE, kind), (ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (CACHE_CONTROL, "public, max-age=300")];
    (headers, text).into_response()
}
