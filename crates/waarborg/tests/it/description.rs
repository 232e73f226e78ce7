//! The descriptions of the interfaces say what the router does, no more and no less.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use waarborg::api::{OPENAPI, OPENAPI_LDV};
use waarborg::desk::Scope;

use crate::office::{Office, refused_facts};

fn description(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Every path of the interfaces that the source adds to a router.
fn routes_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes_in(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") && !path.ends_with("api/tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            for piece in text.split(".route(").skip(1) {
                let route = piece.split('"').nth(1).unwrap_or_default();
                if route.starts_with("/v1/") || route.starts_with("/ldv/") {
                    found.insert(route.to_owned());
                }
            }
        }
    }
}

#[test]
fn every_path_of_the_router_is_described_and_the_other_way_round() {
    let mut routes = BTreeSet::new();
    routes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut routes);
    let mut described = BTreeSet::new();
    for (text, base) in [(OPENAPI, "/v1"), (OPENAPI_LDV, "/ldv/v1")] {
        let document = description(text);
        described.extend(document["paths"].as_object().unwrap().keys().map(|path| format!("{base}{path}")));
    }
    assert_eq!(described, routes);
}

#[tokio::test]
async fn every_method_is_described_and_the_other_way_round() {
    let office = Office::demo();
    for (text, base) in [(OPENAPI, "/v1"), (OPENAPI_LDV, "/ldv/v1")] {
        for (path, operations) in description(text)["paths"].as_object().unwrap() {
            let described: BTreeSet<String> = operations
                .as_object()
                .unwrap()
                .keys()
                .filter(|key| *key != "parameters")
                .map(|method| method.to_uppercase())
                .collect();
            let address = format!("{base}{path}").replace("{id}", "REG-01").replace("{number}", "1");
            let answer = office.stranger().send("TRACE", &address, Vec::new()).await;
            assert_eq!(answer.status, 405, "{address}");
            let allowed = answer.headers["allow"].to_str().unwrap().split(',');
            let allowed: BTreeSet<String> =
                allowed.map(|method| method.trim().to_owned()).filter(|method| method != "HEAD").collect();
            assert_eq!(allowed, described, "{address}");
        }
    }
}

#[tokio::test]
async fn the_descriptions_are_served_to_every_site() {
    let office = Office::plain();
    for (path, text) in [("/v1/openapi.json", OPENAPI), ("/ldv/v1/openapi.json", OPENAPI_LDV)] {
        let answer = office.stranger().get(path).await;
        assert_eq!(answer.json, description(text));
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        assert_eq!(answer.headers["cross-origin-resource-policy"], "cross-origin");
    }
    let version = &description(OPENAPI)["info"]["version"];
    assert_eq!(version, waarborg::api::API_VERSION);
}

#[tokio::test]
async fn a_ruling_has_the_members_that_are_described() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let answer = client.post("/v1/decisions", &refused_facts()).await;
    let given: BTreeSet<&String> = answer.json.as_object().unwrap().keys().collect();
    let document = description(OPENAPI);
    let schema = &document["components"]["schemas"]["Ruling"];
    assert_eq!(given, schema["properties"].as_object().unwrap().keys().collect());
    let outcomes: BTreeSet<&str> = decide::Outcome::ALL.iter().map(|outcome| outcome.as_str()).collect();
    let listed = document["components"]["schemas"]["Outcome"]["enum"].as_array().unwrap();
    assert_eq!(outcomes, listed.iter().filter_map(Value::as_str).collect());
    let asked =
        &document["components"]["schemas"]["Ask"]["properties"]["facts"]["properties"]["question"]["enum"];
    let policy = office.house.policy();
    let questions: BTreeSet<&str> = policy.rulebook.questions().collect();
    assert_eq!(questions, asked.as_array().unwrap().iter().filter_map(Value::as_str).collect());
    let named: BTreeSet<&str> =
        waarborg::decision::authzen::QUESTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(questions, named);
}

#[test]
fn the_register_is_described_as_it_reads() {
    let document = description(OPENAPI);
    let described = &document["components"]["schemas"]["Entry"];
    let read = waarborg::register::schema();
    assert_eq!(described["properties"], read["properties"]);
    assert_eq!(described["required"], read["required"]);
}
