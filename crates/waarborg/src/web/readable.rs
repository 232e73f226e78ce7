//! What comes in with a form is text: UTF-8, without the sign that ends a text in many databases. Anything else is
//! turned away whole, before a handler could keep half of it.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The longest form, in bytes: a long letter with its fields, and no more than the framework takes.
const LARGEST: usize = 2_000_000;

/// Middleware: reads a form and sees whether it is text. Lies inside `edge`, which makes pages of the refusals.
pub async fn readable(request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded")) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    // The other way to fail is that the sender is gone, who then hears nothing anyway.
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if is_text(&bytes) {
        next.run(Request::from_parts(parts, Body::from(bytes))).await
    } else {
        StatusCode::BAD_REQUEST.into_response()
    }
}

fn is_text(form: &[u8]) -> bool {
    let mut plain = Vec::with_capacity(form.len());
    let mut rest = form;
    while let Some((&first, after)) = rest.split_first() {
        let escaped = if first == b'%' { escaped(after) } else { None };
        plain.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    !plain.contains(&0) && std::str::from_utf8(&plain).is_ok()
}

/// The byte behind a percent sign.
fn escaped(after: &[u8]) -> Option<u8> {
    let digit = |at: usize| after.get(at).and_then(|sign| char::from(*sign).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_however_it_is_written() {
        for good in ["", "a=b&c=%C3%A9", "a=100%", "a=%zz", "naam=In%C3%AAs+M", "a=é"] {
            assert!(is_text(good.as_bytes()), "{good}");
        }
        for bad in [b"a=%FF%FE".as_slice(), b"a=%C3", b"a=\xff", b"a=%00", b"a=\0", b"a=%ED%A0%80"] {
            assert!(!is_text(bad), "{bad:?}");
        }
    }
}
