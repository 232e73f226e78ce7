//! What every response carries, whatever it answers.

use serde_json::json;

use crate::office::Office;

#[tokio::test]
async fn every_response_has_the_headers_errors_too() {
    let office = Office::demo();
    let stranger = office.stranger();
    let calls = [
        ("GET", "/", ""),
        ("GET", "/nothing-here", ""),
        ("GET", "/healthz", ""),
        ("GET", "/.well-known/security.txt", ""),
        ("GET", "/.well-known/authzen-configuration", ""),
        ("GET", "/v1/openapi.json", ""),
        ("GET", "/v1/journal/checkpoint", ""),
        ("GET", "/v1/nothing", ""),
        ("POST", "/v1/decisions", "{}"),
        ("PATCH", "/v1/decisions", "{}"),
        ("POST", "/access/v1/evaluation", "{"),
    ];
    for (method, path, body) in calls {
        let answer = stranger.send(method, path, body.as_bytes().to_vec()).await;
        let name = format!("{method} {path}");
        let header = |key: &str| {
            answer.headers.get(key).unwrap_or_else(|| panic!("{name} lacks {key}")).to_str().unwrap()
        };
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{name}");
        assert!(header("strict-transport-security").starts_with("max-age=31536000"), "{name}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{name}");
        assert_eq!(header("x-frame-options"), "DENY", "{name}");
        assert!(["no-referrer", "same-origin"].contains(&header("referrer-policy")), "{name}");
        assert!(!header("cache-control").is_empty(), "{name}");
        let published = path.ends_with("openapi.json");
        assert_eq!(answer.headers.contains_key("access-control-allow-origin"), published, "{name}");
        if waarborg::web::is_interface(path) {
            assert_eq!(header("api-version"), waarborg::api::API_VERSION, "{name}");
            assert!(header("traceparent").starts_with("00-"), "{name}");
            assert_eq!(header("cache-control") == "no-store", !published, "{name}");
        }
    }
}

#[tokio::test]
async fn the_security_file_holds_for_less_than_a_year() {
    let office = Office::demo();
    let answer = office.stranger().get("/.well-known/security.txt").await;
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    let line = |name: &str| answer.text.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim();
    assert!(line("Contact:").starts_with("mailto:"));
    let expires = ground::Instant::parse_rfc3339(line("Expires:")).unwrap();
    let ahead = expires.0 - office.house.clock.now().0;
    assert!(ahead > 0 && ahead <= 365 * 86_400_000);
}

#[tokio::test]
async fn a_database_that_is_gone_is_a_problem_that_passes() {
    let office = Office::demo();
    let token = office.client(&[waarborg::desk::Scope::Decide]).await;
    office.house.db.stop();
    let health = office.stranger().get("/healthz").await;
    assert_eq!(health.status, 503);
    assert_eq!(health.headers["retry-after"], "5");
    let answer = token.post("/v1/decisions", &json!({ "question": "disclose" })).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.json["type"], "urn:waarborg:problem:unavailable");
}
