//! The decision service in the words of `AuthZEN` and its Dutch profile.

use serde_json::{Value, json};
use waarborg::desk::Scope;

use crate::office::{Office, allowed_facts, refused_facts};

fn question(action: &str, facts: &Value) -> Value {
    json!({
        "subject": { "type": "user", "id": "employee-7" },
        "action": { "name": action },
        "resource": { "type": "file", "id": "file-12" },
        "context": { "facts": facts, "time": "2026-11-16T10:00+01:00" }
    })
}

#[tokio::test]
async fn a_question_of_the_policy_is_answered_explained_and_kept() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    for (action, facts, decision) in [
        ("disclose", refused_facts(), false),
        ("verstrekken", allowed_facts(), true),
        ("verstrekken", json!({}), false),
    ] {
        let before = office.entries().await;
        let answer = client.post("/access/v1/evaluation", &question(action, &facts)).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.json["decision"], decision, "{}", answer.text);
        let context = &answer.json["context"];
        assert!(context["reason_user"]["nl"].is_string() && context["reason_user"]["en"].is_string());
        assert!(context["reason_admin"].is_object());
        assert_eq!(context["journal_entries"].as_array().unwrap().len(), 3);
        assert!(office.entries().await >= before + 3, "a denial is kept too");
        if decision {
            let obligations = context["obligations"].as_array().unwrap();
            assert!(obligations.iter().any(|it| it["id"] == "O-CONSENT-RECORD" && it["nl"].is_string()));
        }
        if context["outcome"] == "MORE_FACTS_NEEDED" {
            assert!(context["questions"].as_array().unwrap().contains(&json!("consent.status")));
        }
    }
}

#[tokio::test]
async fn the_time_chooses_the_law_and_the_trace_is_joined() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let mut body = question("verstrekken", &refused_facts());
    // Half past midnight in the Netherlands: already the day of the AVG, not yet in UTC.
    body["context"]["time"] = json!("2018-05-24T22:30:00Z");
    let answer = client
        .with("traceparent", &format!("00-{trace}-b7ad6b7169203331-01"))
        .with("x-request-id", "r-1")
        .post("/access/v1/evaluation", &body)
        .await;
    assert_eq!(answer.json["context"]["regime"], "avg");
    assert_eq!(answer.json["context"]["at"], "2018-05-25");
    assert_eq!(answer.json["context"]["trace_id"], trace);
    assert_eq!(answer.headers["x-request-id"], "r-1");
    body["context"]["time"] = json!("2018-05-24T21:30:00Z");
    let answer = client.post("/access/v1/evaluation", &body).await;
    assert_eq!(answer.json["context"]["regime"], "wbp");
}

#[tokio::test]
async fn the_resource_may_be_the_item_and_the_subject_the_recipient() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let mut facts = refused_facts();
    let item = facts["items"][0].take();
    let recipient = facts["recipient"].take();
    facts.as_object_mut().unwrap().retain(|key, _| key != "items" && key != "recipient");
    let mut body = question("verstrekken", &facts);
    body["resource"] = json!({ "type": "item", "id": "diagnosis", "properties": item });
    body["subject"] = json!({ "type": "recipient", "id": "shv", "properties": recipient });
    let answer = client.post("/access/v1/evaluation", &body).await;
    assert_eq!(answer.json["context"]["outcome"], "REFUSED", "{}", answer.text);
    assert_eq!(answer.json["context"]["items"][0]["id"], "diagnosis");

    body["resource"]["properties"]["category"] = json!("secret");
    body["subject"]["properties"]["kind"] = json!("neighbour");
    let answer = client.post("/access/v1/evaluation", &body).await;
    assert_eq!(answer.status, 400);
    let mut paths = answer.error_paths();
    paths.sort_unstable();
    assert_eq!(paths, ["resource.properties.category", "subject.properties.kind"]);

    body["context"]["facts"]["items"] = json!([]);
    body["context"]["facts"]["recipient"] = json!({});
    body["context"]["facts"]["question"] = json!("process");
    body["context"]["time"] = json!("yesterday");
    body["action"]["properties"] = json!({ "processing_activity_id": 7 });
    let answer = client.post("/access/v1/evaluation", &body).await;
    assert_eq!(
        answer.error_paths(),
        [
            "context.facts.question",
            "context.facts.items",
            "context.facts.recipient",
            "context.time",
            "action.properties.processing_activity_id"
        ]
    );
}

#[tokio::test]
async fn an_unknown_activity_is_an_error_and_leaves_nothing() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let before = office.entries().await;
    let mut body = question("verstrekken", &refused_facts());
    body["action"]["properties"] = json!({ "processing_activity_id": "https://elsewhere.example/1" });
    let answer = client.post("/access/v1/evaluation", &body).await;
    assert_eq!(
        (answer.status.as_u16(), answer.error_paths()),
        (400, vec!["action.properties.processing_activity_id"])
    );
    assert_eq!(office.entries().await, before);
}

#[tokio::test]
async fn batches_stop_as_they_are_told() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let no = json!({ "context": { "facts": refused_facts() } });
    let yes = json!({ "context": { "facts": allowed_facts() } });
    let broken = json!({ "context": 7 });
    let mut body = question("verstrekken", &json!({}));
    body["evaluations"] = json!([yes, no, broken, yes]);
    for (semantic, expected) in [
        (None, vec![true, false, false, true]),
        (Some("execute_all"), vec![true, false, false, true]),
        (Some("deny_on_first_deny"), vec![true, false]),
        (Some("permit_on_first_permit"), vec![true]),
    ] {
        if let Some(semantic) = semantic {
            body["options"] = json!({ "evaluations_semantic": semantic });
        }
        let before = office.entries().await;
        let answer = client.post("/access/v1/evaluations", &body).await;
        let decisions: Vec<bool> = answer.json["evaluations"]
            .as_array()
            .unwrap_or_else(|| panic!("{}", answer.text))
            .iter()
            .map(|it| it["decision"].as_bool().unwrap())
            .collect();
        assert_eq!(decisions, expected, "{semantic:?}");
        assert!(office.entries().await >= before + 3 * expected.len() as u64, "every one is kept");
    }
    body["options"] = json!({ "evaluations_semantic": "coin_flip" });
    assert_eq!(client.post("/access/v1/evaluations", &body).await.status, 400);
}

#[tokio::test]
async fn the_scenario_of_the_demo_needs_no_token_and_is_only_in_the_demo() {
    let record = |name: &str| {
        json!({
            "subject": { "type": "user", "id": "alice" },
            "action": { "name": name },
            "resource": { "type": "record", "id": "record-1" }
        })
    };
    let office = Office::demo();
    let stranger = office.stranger();
    let before = office.entries().await;
    assert_eq!(stranger.post("/access/v1/evaluation", &record("read")).await.json["decision"], true);
    assert_eq!(stranger.post("/access/v1/evaluation", &record("delete")).await.json["decision"], false);
    assert_eq!(office.entries().await, before + 6);
    let search = stranger.post("/access/v1/search/action", &record("read")).await;
    assert_eq!(search.json["results"], json!([{ "name": "read" }, { "name": "write" }]));
    assert_eq!(office.entries().await, before + 9, "a search is kept too");
    // A question of the policy needs a token in the demo as well.
    let real = question("verstrekken", &refused_facts());
    assert_eq!(stranger.post("/access/v1/evaluation", &real).await.status, 401);
    let mixed = json!({ "evaluations": [record("read"), real] });
    assert_eq!(stranger.post("/access/v1/evaluations", &mixed).await.status, 401);

    let office = Office::plain();
    let client = office.client(&[Scope::Decide]).await;
    assert_eq!(client.post("/access/v1/evaluation", &record("read")).await.json["decision"], false);
    let search = client.post("/access/v1/search/action", &record("read")).await;
    assert_eq!(search.json["results"], json!([]));
}

#[tokio::test]
async fn searches_come_in_pages() {
    let office = Office::demo();
    let stranger = office.stranger();
    let mut body = json!({
        "subject": { "type": "user" }, "action": { "name": "read" },
        "resource": { "type": "record", "id": "record-1" }, "page": { "limit": 1 }
    });
    let mut found = Vec::new();
    loop {
        let answer = stranger.post("/access/v1/search/subject", &body).await;
        found.extend(answer.json["results"].as_array().unwrap().iter().map(|it| it["id"].clone()));
        let token = answer.json["page"]["next_token"].clone();
        if token == "" {
            break;
        }
        body["page"] = json!({ "limit": 1, "token": token });
    }
    assert_eq!(found, [json!("alice"), json!("bob")]);
    body["page"] = json!({ "token": "p99999999999999999999999" });
    let answer = stranger.post("/access/v1/search/subject", &body).await;
    assert_eq!((answer.status.as_u16(), answer.error_paths()), (400, vec!["page.token"]));
}

#[tokio::test]
async fn the_configuration_names_the_addresses() {
    let office = Office::plain();
    let answer = office.stranger().get("/.well-known/authzen-configuration").await;
    assert_eq!(answer.json["policy_decision_point"], "http://127.0.0.1:8080");
    for (name, address) in answer.json.as_object().unwrap() {
        if name.ends_with("_endpoint") {
            let path = address.as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap();
            assert_eq!(office.stranger().get(path).await.status, 405, "{path} is there, and wants a POST");
        }
    }
}
