//! Where every request enters and every answer leaves: trace, log line, version, problem document.
//!
//! The log line has the trace, the route's pattern, the method, the status and the duration; never the address as
//! it was typed, the query, a header's value or a body, because those may be about a person.

use std::error::Error as _;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ground::hex;
use tracing::Instrument as _;

use super::problem::Problem;
use super::trace::{Trace, X_REQUEST_ID, request_id};
use super::{API_VERSION, MAX_BODY};
use crate::error::Error;
use crate::house::House;
use crate::web::{Language, is_interface};

const VERSION_HEADER: HeaderName = HeaderName::from_static("api-version");
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Middleware around everything, pages too (they get the trace and the log line).
pub async fn edge(State(house): State<Arc<House>>, mut request: Request, next: Next) -> Response {
    let started = house.clock.now();
    let trace = Trace::of(request.headers(), &house);
    request.extensions_mut().insert(trace);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("(none)", MatchedPath::as_str).to_owned();
    let interface = is_interface(request.uri().path());
    let language = language(request.headers());
    let request_id = request_id(request.headers());

    let span = tracing::info_span!("request", trace.id = %trace.trace, http.route = %route);
    let mut response = async {
        if !interface {
            return next.run(request).await;
        }
        let response = match refuse_early(&request) {
            Some(problem) => problem.into_response(),
            None => caught(next.run(request)).await,
        };
        dress(response, language, &house)
    }
    .instrument(span)
    .await;

    let headers = response.headers_mut();
    if interface {
        headers.insert(VERSION_HEADER, HeaderValue::from_static(API_VERSION));
        headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        if let Ok(value) = HeaderValue::try_from(trace.header()) {
            headers.insert(TRACEPARENT, value);
        }
        if let Some(id) = request_id {
            headers.insert(X_REQUEST_ID, id);
        }
    }
    let status = response.status().as_u16();
    let milliseconds = house.clock.now().0 - started.0;
    tracing::info!(
        trace.id = %trace.trace,
        http.method = %method,
        http.route = %route,
        http.status = status,
        duration.ms = milliseconds,
        "request answered"
    );
    response
}

/// What can be refused before a handler sees it.
fn refuse_early(request: &Request) -> Option<Problem> {
    let headers = request.headers();
    let announced = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MAX_BODY as u64) {
        return Some(Problem::too_large());
    }
    let path = request.uri().path();
    let forms: &[&str] = if path.starts_with("/v1/processing-activities") {
        &["application/json", "application/ld+json", "text/csv"]
    } else if path == "/.well-known/security.txt" || path == "/healthz" || path == "/v1/journal/checkpoint" {
        &["text/plain", "application/json"]
    } else {
        &["application/json"]
    };
    (!forms.iter().any(|form| accepts(headers, form))).then(Problem::not_acceptable)
}

/// Whether `Accept` takes `form`. No header takes everything; a problem document is always acceptable to us.
pub(super) fn accepts(headers: &HeaderMap, form: &str) -> bool {
    let mut asked = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    if asked.peek().is_none() {
        return true;
    }
    let (group, _) = form.split_once('/').unwrap_or((form, ""));
    asked.flat_map(|list| list.split(',')).any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let refused = parts.any(|part| {
            part.strip_prefix("q=")
                .is_some_and(|weight| weight.parse::<f32>().is_ok_and(|weight| weight <= 0.0))
        });
        let matches = essence == "*/*" || essence == form || essence.strip_suffix("/*") == Some(group);
        matches && !refused
    })
}

/// English when the caller prefers it to Dutch; Dutch otherwise.
fn language(headers: &HeaderMap) -> Language {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = asked
        .split(',')
        .filter_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let code = parts.next()?.get(..2)?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            ((code == "nl" || code == "en") && weight > 0.0).then_some((code, weight))
        })
        .reduce(|best, other| if other.1 > best.1 { other } else { best });
    Language::of(first.map_or("nl", |(code, _)| if code == "en" { "en" } else { "nl" }))
}

/// A panic in a handler is our mistake: the rest of the service goes on, and the caller gets an answer.
async fn caught(work: impl Future<Output = Response>) -> Response {
    let mut work = pin!(work);
    std::future::poll_fn(move |context| {
        let step = AssertUnwindSafe(|| work.as_mut().poll(context));
        std::panic::catch_unwind(step).unwrap_or_else(|_| {
            Poll::Ready(Problem::from(Error::internal("a handler panicked")).into_response())
        })
    })
    .await
}

/// Writes the document of a failure; the framework's own answers (unknown address, wrong method) get one too.
fn dress(mut response: Response, language: Language, house: &House) -> Response {
    let status = response.status();
    let problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        None if (status.is_client_error() || status.is_server_error()) && !is_json(&response) => {
            Problem::of_status(status)
        }
        None => return response,
    };
    let incident = status.is_server_error().then(|| incident(house));
    if let Some(number) = &incident {
        tracing::error!(incident = %number, cause = %problem.cause(), "request failed");
    }
    let mut dressed = problem.render(language, incident.as_deref());
    if let Some(allow) = response.headers_mut().remove(ALLOW) {
        dressed.headers_mut().insert(ALLOW, allow);
    }
    dressed
}

fn is_json(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"application/json")
            || kind.as_bytes().starts_with(b"application/problem")
    })
}

/// A number to quote on the phone; says nothing by itself.
fn incident(house: &House) -> String {
    let mut bytes = [0_u8; 6];
    house.entropy.fill(&mut bytes);
    hex::encode(&bytes)
}

/// Whether reading stopped at the bound, rather than at a broken connection.
pub(super) fn is_too_large(error: &axum::Error) -> bool {
    let mut source = error.source();
    while let Some(inner) = source {
        if inner.to_string().contains("length limit exceeded") {
            return true;
        }
        source = inner.source();
    }
    false
}
