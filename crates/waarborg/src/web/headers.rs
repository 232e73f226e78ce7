//! The security headers on every response: pages, API, errors, files (standards: NL GOV API Design Rules
//! `transport/security-headers`, the header tests of internet.nl, BIO2 8.26).

use axum::extract::Request;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Nothing but our own stylesheets, images and fonts; no script at all; forms to ourselves only.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    // Sent on plain HTTP too: browsers ignore it there, and a proxy that ends TLS passes it on.
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
];

/// Middleware: lays the headers over whatever comes out. Outermost layer, so that no response escapes it.
///
/// A response that says nothing about caching is not kept: pages and answers may be about a person. Static files
/// and published documents set their own `Cache-Control`. A handler that opens itself to other origins
/// (`Access-Control-Allow-Origin`) gets a `Cross-Origin-Resource-Policy` to match.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let map = response.headers_mut();
    for (name, value) in ALWAYS {
        map.insert(name, HeaderValue::from_static(value));
    }
    if map.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        map.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    }
    map.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
