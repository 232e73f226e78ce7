//! Where every request enters and every failure becomes a page.
//!
//! Three things happen here and nowhere else: a form from another site is turned away before a handler sees it, a
//! panic becomes an answer with an incident number, and an error without contents becomes a full page.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Role, hex};
use maud::{Markup, html};

use super::error::{Failure, PageError, UNAUTHENTICATED};
use super::frame::Frame;
use super::language::Arg;
use super::part;
use crate::error::Error;
use crate::house::House;

/// Middleware around all pages, inside the session layer.
pub async fn edge(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if is_interface(parts.uri.path()) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let frame = Frame::of(&parts, &house);
    let response = if comes_from_elsewhere(&parts) {
        PageError::from(Error::Stale("form-foreign")).into_response()
    } else {
        caught(next.run(Request::from_parts(parts, body))).await
    };
    dress(&house, &frame, response)
}

/// Paths of machines: they get problem documents, not pages.
pub fn is_interface(path: &str) -> bool {
    ["/v1", "/access", "/ldv", "/.well-known", "/healthz"]
        .iter()
        .any(|base| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The browser says the form was on another site. Old browsers that say nothing are left to the form's token.
fn comes_from_elsewhere(parts: &Parts) -> bool {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let said = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    match (said("sec-fetch-site"), said(ORIGIN.as_str()), said(HOST.as_str())) {
        (Some(site), ..) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin), Some(host)) => {
            origin.split_once("://").is_none_or(|(_, origin_host)| origin_host != host)
        }
        (None, Some(_), None) => true,
        (None, None, _) => false,
    }
}

/// A panic in a handler is our mistake: the rest of the service goes on, and the asker gets an answer.
async fn caught(work: impl Future<Output = Response>) -> Response {
    let mut work = pin!(work);
    std::future::poll_fn(move |context| {
        let step = AssertUnwindSafe(|| work.as_mut().poll(context));
        std::panic::catch_unwind(step).unwrap_or_else(|_| {
            Poll::Ready(PageError::from(Error::internal("a handler panicked")).into_response())
        })
    })
    .await
}

/// Makes a page of an error that has none yet.
fn dress(house: &House, frame: &Frame, mut response: Response) -> Response {
    let status = response.status();
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        // The framework's own answers are plain text or nothing: unknown address, wrong method, a body too large.
        None if status.is_client_error() && !is_page(&response) => {
            Failure { code: framework_code(status), cause: String::new(), fields: Vec::new() }
        }
        None => return response,
    };
    if failure.code == UNAUTHENTICATED {
        return Redirect::to(&format!("/aanmelden?terug={}", frame.path)).into_response();
    }
    let incident = status.is_server_error().then(|| incident(house));
    if let Some(number) = &incident {
        tracing::error!(incident = %number, cause = %failure.cause, status = status.as_u16(), "page failed");
    }
    let page = failure_page(frame, &failure, incident.as_deref());
    let mut dressed = (status, page).into_response();
    for (name, value) in response.headers() {
        // `Allow` belongs to 405, `Retry-After` to 503; the contents' own headers stay ours.
        if name != CONTENT_TYPE && name.as_str() != "content-length" {
            dressed.headers_mut().insert(name.clone(), value.clone());
        }
    }
    dressed
}

fn is_page(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

fn framework_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "forbidden",
        _ => "unreadable",
    }
}

/// A number to quote on the phone; says nothing by itself.
fn incident(house: &House) -> String {
    let mut bytes = [0_u8; 6];
    house.entropy.fill(&mut bytes);
    hex::encode(&bytes)
}

fn failure_page(frame: &Frame, failure: &Failure, incident: Option<&str>) -> Markup {
    let title = frame.say(&format!("error-{}-title", failure.code));
    let is_resident = frame.person.as_ref().is_some_and(|person| person.role == Role::Resident);
    // A resident has no department head to ask.
    let text = match failure.code {
        "forbidden" if is_resident => String::from("error-forbidden-resident-text"),
        code => format!("error-{code}-text"),
    };
    let body = html! {
        h1 class="utrecht-heading-1" { (title) }
        p class="utrecht-paragraph wb-lead" { (frame.say(&text)) }
        @if !failure.fields.is_empty() {
            ul class="utrecht-unordered-list" {
                @for field in &failure.fields {
                    li class="utrecht-unordered-list__item" {
                        (frame.language.pick(&field.message_nl, &field.message))
                    }
                }
            }
        }
        @if let Some(number) = incident {
            p class="utrecht-paragraph" { (frame.say_with("error-incident", &[("number", Arg::Text(number))])) }
        }
        (part::actions(&[part::link_button("/", &frame.say("error-home"))]))
    };
    super::page(frame, &title, &[], &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::builder().method("POST").uri("/mag-dit");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(axum::body::Body::empty()).unwrap().into_parts().0
    }

    #[test]
    fn forms_of_other_sites_are_turned_away() {
        assert!(comes_from_elsewhere(&post(&[("sec-fetch-site", "cross-site")])));
        assert!(comes_from_elsewhere(&post(&[("sec-fetch-site", "same-site")])));
        assert!(comes_from_elsewhere(&post(&[
            ("origin", "https://elders.example"),
            ("host", "waarborg.example")
        ])));
        assert!(comes_from_elsewhere(&post(&[("origin", "null"), ("host", "waarborg.example")])));
        assert!(!comes_from_elsewhere(&post(&[("sec-fetch-site", "same-origin")])));
        assert!(!comes_from_elsewhere(&post(&[
            ("origin", "https://waarborg.example"),
            ("host", "waarborg.example")
        ])));
        assert!(!comes_from_elsewhere(&post(&[])));
    }

    #[test]
    fn machines_get_no_pages() {
        assert!(is_interface("/v1/decisions") && is_interface("/healthz") && is_interface("/ldv/v1/x"));
        assert!(!is_interface("/v1x") && !is_interface("/") && !is_interface("/register"));
    }
}
