//! The kit around a small router of its own.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::{get, post};
use serde_json::Value;
use tower::ServiceExt as _;

use super::{JsonBody, Paged, Paging, Problem, Query, Trace, bearer, edge};
use crate::error::Error;
use crate::house::testing;

async fn echo(JsonBody(value): JsonBody) -> axum::Json<Value> {
    axum::Json(value)
}

async fn list(mut query: Query) -> Result<Paged<u32>, Problem> {
    let paging = Paging::take(&mut query);
    query.finish()?;
    Ok(Paged { items: vec![1], page: paging.page, size: paging.size, total: 120, base: "/v1/list?".into() })
}

async fn broken() -> Result<(), Problem> {
    Err(Error::internal("a bolt came loose").into())
}

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, Value) {
    let (house, _clock) = testing::in_memory();
    let router = Router::new()
        .route("/v1/echo", post(echo))
        .route("/v1/list", get(list))
        .route("/v1/trace", get(|trace: Trace| async move { trace.header() }))
        .route("/v1/broken", get(broken))
        .route("/v1/secret", get(|headers: HeaderMap| async move { bearer(&headers).map(drop) }))
        .layer(axum::middleware::from_fn_with_state(house.clone(), edge))
        .with_state(house);
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

fn call(method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn every_failure_is_a_problem_document_with_a_version() {
    let mut trace_twice = call("GET", "/v1/trace", &[], "");
    trace_twice.headers_mut().append("authorization", "x".parse().unwrap());
    let deep = "[".repeat(500);
    let cases = [
        (call("POST", "/v1/echo", &[JSON], "{"), 400, "malformed"),
        (call("POST", "/v1/echo", &[JSON], deep), 400, "malformed"),
        (call("POST", "/v1/echo", &[JSON], &b"\"\xff\""[..]), 400, "malformed"),
        (call("POST", "/v1/echo", &[JSON, ("content-length", "104857600")], ""), 413, "too-large"),
        (call("POST", "/v1/echo", &[JSON], vec![b' '; (1 << 20) + 1]), 413, "too-large"),
        (call("POST", "/v1/echo", &[("content-type", "text/plain")], "{}"), 415, "media-type"),
        (call("POST", "/v1/echo", &[], "{}"), 415, "media-type"),
        (call("POST", "/v1/echo", &[JSON, ("accept", "text/html")], "{}"), 406, "not-acceptable"),
        (call("GET", "/v1/echo", &[], ""), 405, "method"),
        (call("POST", "/v1/echo/", &[JSON], "{}"), 404, "not-found"),
        (call("GET", "/v1/nothing", &[], ""), 404, "not-found"),
        (call("GET", "/v1/list?pagina=1", &[], ""), 400, "invalid"),
        (call("GET", "/v1/list?page=0", &[], ""), 400, "invalid"),
        (call("GET", "/v1/secret", &[("authorization", "Basic eA==")], ""), 401, "unauthenticated"),
        (call("GET", "/v1/broken", &[], ""), 500, "internal"),
    ];
    for (request, status, code) in cases {
        let name = format!("{} {}", request.method(), request.uri());
        let (got, headers, document) = send(request).await;
        assert_eq!(got.as_u16(), status, "{name}");
        assert_eq!(headers["api-version"], super::API_VERSION, "{name}");
        assert_eq!(headers["content-type"], "application/problem+json", "{name}");
        assert_eq!(headers["cache-control"], "no-store", "{name}");
        assert_eq!(headers["content-language"], "nl", "{name}");
        assert_eq!(document["type"], format!("urn:waarborg:problem:{code}"), "{name}");
        assert_eq!(document["status"], status, "{name}");
        assert!(document["title"].is_string() && document["detail"].is_string(), "{name}");
        assert!(!document.to_string().contains("bolt"), "causes stay inside");
    }
}

#[tokio::test]
async fn the_caller_chooses_the_language() {
    let request = call("POST", "/v1/echo", &[JSON, ("accept-language", "en-GB, nl;q=0.5")], "[1,{\"a\":x}]");
    let (_, headers, document) = send(request).await;
    assert_eq!(headers["content-language"], "en");
    assert_eq!(document["title"], "The body cannot be read");
    assert_eq!(document["errors"][0]["path"], "[1].a");
    assert_eq!(document["errors"][0]["message"], "not JSON at line 1, column 9");
}

#[tokio::test]
async fn a_trace_is_joined_or_started_and_passed_on() {
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
    let (_, headers, _) = send(call("GET", "/v1/trace", &[("traceparent", parent)], "")).await;
    let ours = headers["traceparent"].to_str().unwrap();
    assert!(ours.starts_with("00-0af7651916cd43dd8448eb211c80319c-"), "{ours}");
    assert!(!ours.contains("b7ad6b7169203331"), "our own span");
    let (_, headers, _) = send(call("GET", "/v1/trace", &[("traceparent", "nonsense")], "")).await;
    assert!(!headers["traceparent"].to_str().unwrap().contains("0af7651916cd43dd"));
}

#[tokio::test]
async fn a_405_names_the_methods_and_a_request_id_comes_back() {
    let (_, headers, _) = send(call("DELETE", "/v1/echo", &[("x-request-id", "abc-1")], "")).await;
    assert_eq!(headers["allow"], "POST");
    assert_eq!(headers["x-request-id"], "abc-1");
    let (_, headers, _) = send(call("DELETE", "/v1/echo", &[("x-request-id", "a b")], "")).await;
    assert!(!headers.contains_key("x-request-id"));
}

#[tokio::test]
async fn a_list_links_to_its_neighbours() {
    let (_, headers, document) = send(call("GET", "/v1/list?page=2&pageSize=50", &[], "")).await;
    assert_eq!(document["pageSize"], 50);
    assert_eq!(
        headers["link"],
        "</v1/list?page=1&pageSize=50>; rel=\"prev\", </v1/list?page=3&pageSize=50>; rel=\"next\""
    );
}

#[test]
fn accept_is_read_with_its_weights() {
    let accepts = |value: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert("accept", value.parse().unwrap());
        super::edge::accepts(&headers, "application/json")
    };
    assert!(accepts("*/*") && accepts("application/*") && accepts("text/html, application/json;q=0.1"));
    assert!(accepts("application/json, application/problem+json"));
    assert!(!accepts("text/html") && !accepts("application/json;q=0") && !accepts("application/xml"));
}
