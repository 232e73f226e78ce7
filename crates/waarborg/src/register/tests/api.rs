//! `/v1/processing-activities` through the real router, on both engines.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::seeded;
use crate::desk::{self, Scope};
use crate::house::House;

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: Value,
}

struct Caller {
    router: axum::Router,
    token: String,
}

impl Caller {
    async fn new(house: &Arc<House>, scopes: Vec<Scope>) -> Self {
        let (_, token) =
            desk::create(house, &super::context(house, ground::Role::Operator), "Zaaksysteem", scopes)
                .await
                .unwrap();
        Self { router: crate::router(house.clone()), token: token.expose().clone() }
    }

    async fn writer(house: &Arc<House>) -> Self {
        Self::new(house, vec![Scope::RegisterRead, Scope::RegisterWrite]).await
    }

    async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/v1/processing-activities{path}"));
        request = request.header("authorization", format!("Bearer {}", self.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !body.is_empty() {
            request = request.header("content-type", "application/json");
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await;
        let response = response.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        assert!(headers.contains_key("api-version"), "on every response");
        if status.is_client_error() {
            assert_eq!(headers["content-type"], "application/problem+json");
        }
        Answer { status, headers, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], "").await
    }

    async fn put(&self, path: &str, tag: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, &[("if-match", tag)], &body.to_string()).await
    }

    async fn post(&self, body: &Value) -> Answer {
        self.send(Method::POST, "", &[], &body.to_string()).await
    }
}

fn paths(answer: &Answer) -> Vec<&str> {
    let errors = answer.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().map(|error| error["path"].as_str().unwrap()).collect()
}

#[test]
fn the_list_comes_in_pages_and_by_department_and_status() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        let first = caller.get("?pageSize=5").await;
        assert_eq!((first.status, first.body["total"].as_i64()), (StatusCode::OK, Some(13)));
        assert_eq!(first.body["items"].as_array().unwrap().len(), 5);
        let next = "<http://127.0.0.1:8080/v1/processing-activities?page=2&pageSize=5>; rel=\"next\"";
        assert_eq!(first.headers["link"], next);
        let last = caller.get("?page=3&pageSize=5").await;
        let ids: Vec<&str> =
            last.body["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["REG-10", "REG-11", "REG-12"]);
        let drafts = caller.get("?status=draft").await;
        assert_eq!(drafts.body["items"][0]["id"], "REG-03");
        let legal = caller.get("?owner=juridische-zaken&status=active").await;
        assert_eq!(legal.body["total"], 4);
        for (bad, path) in [
            ("?status=open", "status"),
            ("?owner=x", "owner"),
            ("?pageSize=0", "pageSize"),
            ("?sort=id", "sort"),
        ] {
            let answer = caller.get(bad).await;
            assert_eq!((answer.status, paths(&answer)), (StatusCode::BAD_REQUEST, vec![path]), "{bad}");
        }
    });
}

#[test]
fn an_activity_is_read_now_then_and_by_number() {
    seeded(async |house, clock| {
        let caller = Caller::writer(house).await;
        let first = caller.get("/REG-04").await;
        assert_eq!((first.status, &first.headers["etag"]), (StatusCode::OK, &"\"1\"".parse().unwrap()));
        assert_eq!(first.body["recordedAt"], "2026-11-16T09:30:00.000Z");
        clock.advance(60_000);
        let mut body = first.body.clone();
        body["name"] = json!("Contracten");
        body["changeReason"] = json!("Kortere naam");
        let second = caller.put("/REG-04", "\"1\"", &body).await;
        assert_eq!((second.status, &second.headers["etag"]), (StatusCode::OK, &"\"2\"".parse().unwrap()));

        // Any offset is read; the version of that moment is the answer.
        let then = caller.get("/REG-04?at=2026-11-16T10:30:30%2B01:00").await;
        assert_eq!(then.body, first.body);
        assert_eq!(caller.get("/REG-04?at=2026-11-16T09:31:00Z").await.body["version"], 2);
        assert_eq!(caller.get("/REG-04?at=2026-11-16T09:29:59.999Z").await.status, StatusCode::NOT_FOUND);
        assert_eq!(paths(&caller.get("/REG-04?at=gisteren").await), ["at"]);
        assert_eq!(caller.get("/REG-04/versions/1").await.body, first.body);
        let versions = caller.get("/REG-04/versions").await.body;
        assert_eq!(versions["items"][0]["changedFields"], json!(["name"]));
        assert_eq!(versions["items"][0]["changeReason"], "Kortere naam");
        assert_eq!(versions["total"], 2);
        for missing in
            ["/REG-99", "/reg-04", "/REG-04/versions/3", "/REG-04/versions/x", "/REG-99/versions", "/"]
        {
            assert_eq!(caller.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
        }
    });
}

#[test]
fn a_change_says_which_version_it_builds_on() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        let mut body = caller.get("/REG-04").await.body;
        let same = caller.put("/REG-04", "\"1\"", &body).await;
        assert_eq!(
            (same.status, same.body["version"].as_i64()),
            (StatusCode::OK, Some(1)),
            "nothing changed"
        );
        body["purpose"] = json!("Iets anders.");
        let blind = caller.send(Method::PUT, "/REG-04", &[], &body.to_string()).await;
        assert_eq!(blind.status, StatusCode::PRECONDITION_REQUIRED);
        for tag in ["\"7\"", "1", "*", "W/\"1\"", "\"een\""] {
            let stale = caller.put("/REG-04", tag, &body).await;
            assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{tag}");
        }
        assert_eq!(caller.get("/REG-04").await.body["version"], 1, "nothing half done");
        assert_eq!(caller.put("/REG-99", "\"1\"", &body).await.status, StatusCode::BAD_REQUEST, "another id");
        body.as_object_mut().unwrap().remove("id");
        assert_eq!(caller.put("/REG-99", "\"1\"", &body).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_new_activity_starts_as_a_draft_and_starts_when_complete() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        let made = caller.post(&json!({ "name": "Nieuw", "changeReason": "Nieuwe taak" })).await;
        assert_eq!((made.status, made.body["status"].as_str()), (StatusCode::CREATED, Some("draft")));
        assert_eq!(made.headers["location"], "http://127.0.0.1:8080/v1/processing-activities/REG-13");
        assert_eq!(made.body["completeness"]["score"], 0);

        let entry = serde_json::to_value(super::startable(house)).unwrap();
        let mut body = entry.clone();
        body["status"] = json!("active");
        body["taskCodes"] = json!([]);
        let refused = caller.put("/REG-13", "\"1\"", &body).await;
        assert_eq!((refused.status, paths(&refused)), (StatusCode::CONFLICT, vec!["taskCodes"]));
        assert!(refused.body["errors"][0]["message"].as_str().unwrap().contains("1-1"), "{}", refused.body);
        body["taskCodes"] = entry["taskCodes"].clone();
        assert_eq!(caller.put("/REG-13", "\"1\"", &body).await.body["status"], "active");
        body["owner"] = json!("fg");
        let officer = caller.put("/REG-13", "\"2\"", &body).await;
        assert_eq!((officer.status, paths(&officer)), (StatusCode::CONFLICT, vec!["owner"]));
        assert!(officer.body["errors"][0]["message"].as_str().unwrap().contains("6.14-5"));
    });
}

#[test]
fn closing_needs_an_end_and_nothing_is_deleted() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        let mut body = caller.get("/REG-05").await.body;
        body["status"] = json!("closed");
        assert_eq!(paths(&caller.put("/REG-05", "\"1\"", &body).await), ["endDate"]);
        body["endDate"] = json!("2026-12-31");
        assert_eq!(paths(&caller.put("/REG-05", "\"1\"", &body).await), ["successor"]);
        body["endDate"] = json!("31-12-2026");
        body["successor"] = json!("vier");
        assert_eq!(paths(&caller.put("/REG-05", "\"1\"", &body).await), ["endDate", "successor"]);
        body["endDate"] = json!("2026-12-31");
        body["successor"] = json!("REG-04");
        let closed = caller.put("/REG-05", "\"1\"", &body).await;
        assert_eq!(closed.status, StatusCode::OK, "{}", closed.body);
        assert_eq!(
            (&closed.body["endDate"], &closed.body["successor"]),
            (&json!("2026-12-31"), &json!("REG-04"))
        );
        let deleted = caller.send(Method::DELETE, "/REG-05", &[], "").await;
        assert_eq!(deleted.status, StatusCode::METHOD_NOT_ALLOWED);
    });
}

#[test]
fn bad_bodies_name_the_place_and_change_nothing() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        for body in ["", "{", "[]", "null", "{\"name\":\"x\",\"name\":\"y\"}", &"[".repeat(100)] {
            let headers = [("if-match", "\"1\""), ("content-type", "application/json")];
            let answer =
                caller.send(Method::PUT, "/REG-04", &headers[..if body.is_empty() { 2 } else { 1 }], body);
            assert_eq!(answer.await.status, StatusCode::BAD_REQUEST, "{body}");
        }
        let wrong = json!({
            "name": 1, "status": "open", "changeReason": 2, "dpia": { "status": "maybe" }, "onbekend": true,
        });
        let answer = caller.put("/REG-04", "\"1\"", &wrong).await;
        let expected = ["status", "changeReason", "name", "dpia.status", "dpia.reason", "onbekend"];
        assert_eq!((answer.status, paths(&answer)), (StatusCode::BAD_REQUEST, expected.to_vec()));
        let start = json!({ "name": "x", "id": "REG-01", "status": "active", "endDate": "2026-01-01" });
        assert_eq!(paths(&caller.post(&start).await), ["id", "endDate", "status"]);
        let text = caller.send(Method::POST, "", &[("content-type", "text/plain")], "").await;
        assert_eq!(text.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(caller.get("/REG-04").await.body["version"], 1);
        assert_eq!(caller.get("").await.body["total"], 13);
    });
}

#[test]
fn scopes_are_kept_apart() {
    seeded(async |house, _| {
        let reader = Caller::new(house, vec![Scope::RegisterRead]).await;
        let body = reader.get("/REG-04").await.body;
        assert_eq!(reader.put("/REG-04", "\"1\"", &body).await.status, StatusCode::FORBIDDEN);
        assert_eq!(reader.post(&json!({ "name": "x" })).await.status, StatusCode::FORBIDDEN);
        let writer = Caller::new(house, vec![Scope::RegisterWrite]).await;
        for path in ["", "/REG-04", "/REG-04/versions", "/REG-04/versions/1"] {
            assert_eq!(writer.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let nobody = Caller { router: crate::router(house.clone()), token: String::from("wb_no") };
        assert_eq!(nobody.get("/REG-04").await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn the_list_also_comes_as_csv_and_json_ld() {
    seeded(async |house, _| {
        let caller = Caller::writer(house).await;
        for (accept, kind, entries) in [
            ("text/csv", "text/csv; charset=utf-8", 14),
            ("application/ld+json;q=0.9, application/json;q=0.1", "application/ld+json", 1),
            ("application/json", "application/json", 1),
            ("*/*", "application/json", 1),
        ] {
            let request = Request::get("/v1/processing-activities")
                .header("authorization", format!("Bearer {}", caller.token))
                .header("accept", accept);
            let response = caller.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(
                (response.status(), &response.headers()["content-type"]),
                (StatusCode::OK, &kind.parse().unwrap())
            );
            let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            assert_eq!(
                if kind.starts_with("text") { text.matches("\r\nREG-").count() + 1 } else { 1 },
                entries
            );
        }
    });
}

/// The published description and the door agree about every field.
#[test]
fn the_description_of_the_interface_holds_the_form_of_an_entry() {
    let described: Value = serde_json::from_str(crate::api::OPENAPI).unwrap();
    let form = crate::register::schema();
    assert_eq!(described["components"]["schemas"]["Entry"]["properties"], form["properties"]);
}
