//! Bad input to the interfaces: a clear error that names the place, and nothing recorded.

use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use waarborg::desk::{self, Scope};

use crate::office::{Answer, Office, allowed_facts, refused_facts};

fn assert_problem(answer: &Answer, status: u16, code: &str, name: &str) {
    assert_eq!(answer.status.as_u16(), status, "{name}: {}", answer.text);
    assert_eq!(answer.headers["content-type"], "application/problem+json", "{name}");
    assert_eq!(answer.headers["api-version"], "1.0.0", "{name}");
    assert_eq!(answer.json["type"], format!("urn:waarborg:problem:{code}"), "{name}");
    assert_eq!(answer.json["status"], status, "{name}");
    assert!(answer.json["title"].is_string() && answer.json["detail"].is_string(), "{name}");
}

#[tokio::test]
async fn questions_that_do_not_parse() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let before = office.entries().await;
    let facts = |pointer: &str, value: Value| {
        let mut facts = allowed_facts();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        facts.pointer_mut(parent).unwrap()[key] = value;
        json!({ "facts": facts })
    };
    let beside = |key: &str, value: Value| json!({ "facts": refused_facts(), key: value });
    let cases = [
        ("no object", json!([1]), ""),
        ("no facts", json!({}), "question"),
        ("facts are text", json!({ "facts": "x" }), "facts"),
        ("unknown field beside the facts", beside("fact", json!({})), "fact"),
        ("unknown field in the facts", facts("/purposes", json!({})), "facts.purposes"),
        ("unknown field in a group", facts("/consent/freely", json!(true)), "facts.consent.freely"),
        ("wrong enum", facts("/recipient/kind", json!("neighbour")), "facts.recipient.kind"),
        ("wrong question", facts("/question", json!("gossip")), "facts.question"),
        ("wrong type", facts("/subject/age", json!("44")), "facts.subject.age"),
        ("wrong date", facts("/request", json!({ "received": "2026-02-30" })), "facts.request.received"),
        ("wrong day", beside("at", json!("16-11-2026")), "at"),
        ("wrong regime", beside("regime", json!("gdpr")), "regime"),
        ("unknown activity", beside("activity", json!("REG-99")), "activity"),
        ("strange activity", beside("activity", json!("../../etc/passwd")), "activity"),
        ("subject without activity", beside("subject", json!({ "id": "1", "id_type": "BSN" })), "activity"),
        ("half a subject", beside("subject", json!({ "id": "1" })), "subject.id_type"),
        ("long id", beside("id", json!("x".repeat(201))), "id"),
    ];
    for (name, body, path) in cases {
        let answer = client.post("/v1/decisions", &body).await;
        assert_problem(&answer, 400, "invalid", name);
        assert_eq!(answer.error_paths(), [path], "{name}: {}", answer.text);
    }
    let mut many = refused_facts();
    many["items"][0]["category"] = json!("secret");
    many["consent"]["status"] = json!(1);
    many["nonsense"] = json!(null);
    let answer = client.post("/v1/decisions", &json!({ "facts": many })).await;
    let mut paths = answer.error_paths();
    paths.sort_unstable();
    assert_eq!(paths, ["facts.consent.status", "facts.items[0].category", "facts.nonsense"], "all at once");
    assert_eq!(office.entries().await, before, "nothing was recorded");
}

#[tokio::test]
async fn bodies_that_cannot_be_read() {
    let office = Office::demo();
    let client =
        office.client(&[Scope::Decide, Scope::JournalRead]).await.with("content-type", "application/json");
    let before = office.entries().await;
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(5000), close.repeat(5000)).into_bytes();
    let bodies: [(&str, Vec<u8>); 9] = [
        ("empty", Vec::new()),
        ("cut off", b"{\"facts\":".to_vec()),
        ("not JSON", b"facts: yes".to_vec()),
        ("two values", b"{} {}".to_vec()),
        ("invalid UTF-8", b"{\"facts\":{\"question\":\"\xff\xfe\"}}".to_vec()),
        ("half a surrogate", br#"{"facts":{"question":"\ud800"}}"#.to_vec()),
        ("deep lists", deep("[", "]")),
        ("deep objects", deep("{\"a\":", "}")),
        ("a key twice", br#"{"facts":{"question":"disclose","question":"process"}}"#.to_vec()),
    ];
    for path in
        ["/v1/decisions", "/v1/decisions/batch", "/access/v1/evaluation", "/ldv/v1/processing-activities"]
    {
        for (name, body) in &bodies {
            let answer = client.send("POST", path, body.clone()).await;
            assert_problem(&answer, 400, "malformed", &format!("{path} {name}"));
            assert_eq!(answer.error_paths().len(), 1, "{path} {name}");
        }
        let announced = client.with("content-length", "104857600").send("POST", path, Vec::new()).await;
        assert_problem(&announced, 413, "too-large", path);
        let sent = client.send("POST", path, vec![b' '; (1 << 20) + 1]).await;
        assert_eq!(sent.status, if path.starts_with("/access") { 400 } else { 413 }, "{path}");
        let text = client.with("content-type", "text/plain").send("POST", path, b"{}".to_vec()).await;
        assert_eq!(text.status, if path.starts_with("/access") { 400 } else { 415 }, "{path}");
        let latin = client.with("content-type", "application/json; charset=latin1");
        let latin = latin.send("POST", path, b"{}".to_vec()).await;
        assert_eq!(latin.status, if path.starts_with("/access") { 400 } else { 415 }, "{path}");
        let html = client.with("accept", "text/html").post(path, &json!({})).await;
        assert_problem(&html, 406, "not-acceptable", path);
    }
    assert_eq!(office.entries().await, before, "nothing was recorded");
}

#[tokio::test]
async fn tokens_that_are_missing_wrong_revoked_or_too_small() {
    let office = Office::plain();
    let client = office.client(&[Scope::Decide]).await;
    let reader = office.client(&[Scope::RegisterRead]).await;
    let before = office.entries().await;
    let ask = json!({ "facts": refused_facts() });
    let access = json!({
        "subject": { "type": "user", "id": "u" },
        "action": { "name": "verstrekken" },
        "resource": { "type": "file", "id": "f" },
        "context": { "facts": refused_facts() }
    });
    let calls = [
        ("/v1/decisions", &ask, "decide"),
        ("/v1/decisions/batch", &ask, "decide"),
        ("/access/v1/evaluation", &access, "decide"),
        ("/access/v1/evaluations", &access, "decide"),
        ("/access/v1/search/action", &access, "decide"),
        ("/ldv/v1/processing-activities", &ask, "journal:read"),
    ];
    for (path, body, scope) in calls {
        let nobody = office.stranger().post(path, body).await;
        assert_problem(&nobody, 401, "unauthenticated", path);
        assert_eq!(nobody.headers["www-authenticate"], "Bearer");
        for value in ["Bearer", "Bearer ", "Bearer wb_0000", "Basic d2I6d2I=", "Bearer wb_é", "bearer x y"] {
            let wrong = office.stranger().with("authorization", value).post(path, body).await;
            assert_problem(&wrong, 401, "unauthenticated", &format!("{path} {value}"));
        }
        let small = reader.post(path, body).await;
        assert_problem(&small, 403, "scope", path);
        let challenge = format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"");
        assert_eq!(small.headers["www-authenticate"], challenge.as_str());
    }
    assert_eq!(office.entries().await, before, "nothing was recorded");

    assert_eq!(client.post("/v1/decisions", &ask).await.status, 200);
    for known in desk::list(&office.house).await.unwrap() {
        desk::revoke(&office.house, &office.operator(), &known.id).await.unwrap();
    }
    let before = office.entries().await;
    assert_problem(&client.post("/v1/decisions", &ask).await, 401, "unauthenticated", "revoked");
    assert_problem(&client.post("/access/v1/evaluation", &access).await, 401, "unauthenticated", "revoked");
    assert_eq!(office.entries().await, before, "nothing was recorded");
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_there() {
    let office = Office::demo();
    let stranger = office.stranger();
    for path in [
        "/v1",
        "/v1/",
        "/v1/decisions/",
        "/v1/nothing",
        "/access/v1/evaluation/",
        "/ldv/v1",
        "/v1/decisions%2F",
    ] {
        assert_problem(&stranger.get(path).await, 404, "not-found", path);
    }
    for (method, path, allow) in [
        ("GET", "/v1/decisions", "POST"),
        ("DELETE", "/v1/journal/checkpoint", "GET,HEAD"),
        ("OPTIONS", "/access/v1/evaluation", "POST"),
    ] {
        let answer = stranger.send(method, path, Vec::new()).await;
        assert_problem(&answer, 405, "method", path);
        assert_eq!(answer.headers["allow"], allow);
    }
    assert_problem(&stranger.get("/v1/journal/entries/999/proof").await, 404, "not-found", "no such entry");
    assert_problem(&stranger.get("/v1/journal/entries/-1/proof").await, 404, "not-found", "no place");
    assert_problem(&stranger.get("/v1/journal/entries/x/proof").await, 404, "not-found", "no number");
    let answer = stranger.get("/v1/journal/consistency?earlierSize=0").await;
    assert_problem(&answer, 400, "invalid", "no size");
    assert_eq!(answer.error_paths(), ["earlierSize"]);
    let answer = stranger.get("/v1/journal/consistency?earlierSize=1&earlierSize=2&x=1").await;
    assert_eq!(answer.error_paths(), ["earlierSize", "x"]);
}

/// A body of a hundred megabytes that does not say how long it is: turned away after the first megabyte or so.
#[test]
fn a_huge_body_is_not_read() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let office = Office::demo();
    let (address, authorization) = runtime.block_on(async {
        let token = office.token(&[Scope::Decide]).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, waarborg::router(office.house.clone())).await });
        (address, format!("Bearer {token}"))
    });
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /v1/decisions HTTP/1.1\r\nHost: x\r\nAuthorization: {authorization}\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let chunk = [b"10000\r\n".as_slice(), &b" ".repeat(0x10000), b"\r\n"].concat();
    let mut sent = 0;
    // A server that no longer reads lets the sender fill the buffers of the system, then fail.
    stream.set_write_timeout(Some(std::time::Duration::from_secs(5))).unwrap();
    while sent < 100 << 20 && stream.write_all(&chunk).is_ok() {
        sent += 0x10000;
    }
    assert!(sent < 50 << 20, "{sent} bytes were taken");
    let mut answer = [0; 12];
    // The answer may be lost when the connection is reset under the sender; it is never a good one.
    if stream.read_exact(&mut answer).is_ok() {
        assert_eq!(&answer, b"HTTP/1.1 413");
    }
}
