//! A house with its router, and callers who speak to it: no network, a fixed clock, reproducible chance.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use ground::{Actor, Role};
use serde_json::Value;
use tower::ServiceExt as _;
use waarborg::desk::{self, Scope};
use waarborg::house::{House, testing};
use waarborg::journal::{self, Context};

/// The service as callers see it.
pub(crate) struct Office {
    pub(crate) house: Arc<House>,
    router: Router,
}

/// Someone who calls, with or without a token.
#[derive(Clone)]
pub(crate) struct Caller {
    router: Router,
    headers: Vec<(String, String)>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) json: Value,
}

impl Office {
    /// The demo, in memory.
    pub(crate) fn demo() -> Self {
        Self::of(testing::in_memory().0)
    }

    /// The service without the demo, in memory.
    pub(crate) fn plain() -> Self {
        let mut house = Arc::into_inner(testing::in_memory().0).unwrap();
        house.config.demo = false;
        Self::of(Arc::new(house))
    }

    pub(crate) fn of(house: Arc<House>) -> Self {
        Self { router: waarborg::router(house.clone()), house }
    }

    /// A caller without a token.
    pub(crate) fn stranger(&self) -> Caller {
        Caller { router: self.router.clone(), headers: Vec::new() }
    }

    /// A client with these scopes.
    pub(crate) async fn client(&self, scopes: &[Scope]) -> Caller {
        let token = self.token(scopes).await;
        self.stranger().with("authorization", &format!("Bearer {token}"))
    }

    /// The token of a new client with these scopes.
    pub(crate) async fn token(&self, scopes: &[Scope]) -> String {
        let (_, token) = desk::create(&self.house, &self.operator(), "test", scopes.to_vec()).await.unwrap();
        token.expose().clone()
    }

    /// Someone at the machine itself.
    pub(crate) fn operator(&self) -> Context {
        Context {
            actor: Actor { id: String::from("operator"), role: Role::Operator },
            trace: self.house.fresh_trace(),
            span: self.house.fresh_span(),
            parent: None,
            foreign_processor: None,
        }
    }

    /// Entries in the journal.
    pub(crate) async fn entries(&self) -> u64 {
        journal::size(&self.house).await.unwrap()
    }
}

impl Caller {
    /// The same caller, with one more header on every call.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(key, _)| key != name);
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, Vec::new()).await
    }

    /// Posts JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.with("content-type", "application/json").send("POST", path, body.to_string().into_bytes()).await
    }

    /// Any request.
    pub(crate) async fn send(&self, method: &str, path: &str, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

impl Answer {
    /// The paths of the errors in a problem document.
    pub(crate) fn error_paths(&self) -> Vec<&str> {
        let errors = self.json["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|error| error["path"].as_str()).collect()
    }
}

/// A client wants a colleague of debt counselling to have a diagnosis; nobody asked the client.
pub(crate) fn refused_facts() -> Value {
    serde_json::json!({
        "question": "disclose",
        "scope": { "identifiable": "person" },
        "subject": { "kind": "client", "age": 44, "protection": "none" },
        "items": [{
            "id": "diagnosis", "category": "health", "necessary": true, "proportionate": false,
            "statute": { "cite": "none", "effect": "silent" },
            "ground_wbp": "e", "ground_avg": "e", "exemption_wbp": "none", "exemption_avg": "none"
        }],
        "purpose": {
            "collected_for": "PW", "requested_for": "WGS", "specific": true, "explicit": true,
            "legitimate": true, "public_task": true, "less_intrusive_means": true,
            "anonymised_suffices": false, "same_matter": false
        },
        "recipient": {
            "kind": "other_department", "inside_wil": true, "charged": true, "care_provider": false,
            "authority_checked": true
        },
        "secrecy": { "rule": "PW65", "exception": "none" },
        "consent": { "status": "not_asked" }
    })
}

/// The same, but one line instead of the report, and the client agreed in writing.
pub(crate) fn allowed_facts() -> Value {
    let mut facts = refused_facts();
    facts["items"][0]["proportionate"] = true.into();
    facts["items"][0]["exemption_wbp"] = "23(1)(a)".into();
    facts["items"][0]["exemption_avg"] = "9(2)(a)".into();
    facts["purpose"]["less_intrusive_means"] = false.into();
    facts["secrecy"]["exception"] = "written_no_objection".into();
    facts["consent"] = serde_json::json!({
        "status": "given", "free": true, "specific": true, "informed": true, "unambiguous": true,
        "explicit": true, "written": true, "no_detriment": true, "by": "subject"
    });
    facts
}
