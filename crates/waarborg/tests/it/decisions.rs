//! `/v1/decisions`: rulings for other systems, each of them in the journal.

use serde_json::{Value, json};
use waarborg::desk::Scope;
use waarborg::house::testing;
use waarborg::{journal, register};

use crate::office::{Office, allowed_facts, refused_facts};

/// On each engine there is.
fn on_each_engine(test: impl AsyncFn(Office)) {
    testing::each(|house, _| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(test(Office::of(house.clone())));
    });
}

#[test]
fn a_ruling_is_given_and_kept() {
    on_each_engine(async |office| {
        let client = office.client(&[Scope::Decide]).await;
        let before = office.entries().await;
        let answer = client.post("/v1/decisions", &json!({ "id": "q1", "facts": refused_facts() })).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.json["outcome"], "REFUSED");
        assert_eq!(answer.json["id"], "q1");
        assert_eq!(answer.json["at"], "2026-11-16");
        assert!(answer.json["reasons"].as_array().unwrap().iter().any(|reason| reason["norm"] == "6.9-3"));

        let entries = answer.json["journal_entries"].as_array().unwrap();
        assert_eq!(entries.len(), 3);
        let after = office.entries().await;
        assert_eq!(entries[2].as_u64().unwrap() + 1, after);
        assert!(after >= before + 3);

        // The proof that the answer points at is there, and holds.
        let link = answer.json["links"]["proofs"][1].as_str().unwrap();
        let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();
        let proof = office.stranger().get(path).await;
        assert_eq!(proof.status, 200);
        let bundle: chain::Bundle = serde_json::from_value(proof.json).unwrap();
        let key = office.stranger().get("/v1/journal/key").await.text;
        assert_eq!(bundle.check(&chain::VerifyingKey::parse(&key).unwrap()).unwrap().size, after);
    });
}

#[tokio::test]
async fn the_regime_follows_from_the_day_or_is_asked_for() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let cases = [
        (json!({}), "avg", "2026-11-16"),
        (json!({ "at": "2018-05-24" }), "wbp", "2018-05-24"),
        (json!({ "at": "2018-05-25" }), "avg", "2018-05-25"),
        (json!({ "at": "2018-05-25", "pending_at_transition": true }), "wbp", "2018-05-25"),
        (json!({ "regime": "wbp" }), "wbp", "2018-05-24"),
        (json!({ "regime": "avg" }), "avg", "2026-11-16"),
        (json!({ "regime": "wbp", "at": "2020-01-01" }), "wbp", "2020-01-01"),
    ];
    for (mut ask, regime, at) in cases {
        ask["facts"] = refused_facts();
        let answer = client.post("/v1/decisions", &ask).await;
        assert_eq!((answer.json["regime"].as_str(), answer.json["at"].as_str()), (Some(regime), Some(at)));
    }
}

#[tokio::test]
async fn facts_may_be_sent_bare() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let mut facts = allowed_facts();
    facts["id"] = "bare".into();
    let answer = client.post("/v1/decisions", &facts).await;
    assert_eq!((answer.status.as_u16(), &answer.json["id"]), (200, &json!("bare")), "{}", answer.text);
    assert_eq!(answer.json["outcome"], "ALLOWED_WITH_OBLIGATIONS");
    assert!(answer.json["obligations"].as_array().unwrap().contains(&json!("O-CONSENT-RECORD")));
}

#[test]
fn a_batch_is_kept_whole_or_not_at_all() {
    on_each_engine(async |office| {
        let client = office.client(&[Scope::Decide]).await;
        let good = json!([
            { "id": "a", "facts": refused_facts() },
            { "id": "b", "facts": allowed_facts() },
            { "id": "c", "facts": { "question": "disclose" } },
        ]);
        let answer = client.post("/v1/decisions/batch", &good).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let rulings = answer.json["rulings"].as_array().unwrap();
        let outcome = |index: usize| rulings[index]["outcome"].as_str().unwrap();
        assert_eq!(
            [outcome(0), outcome(1), outcome(2)],
            ["REFUSED", "ALLOWED_WITH_OBLIGATIONS", "MORE_FACTS_NEEDED"]
        );
        let trace = |index: usize| rulings[index]["trace_id"].clone();
        assert_eq!(trace(0), trace(2), "one trace for one call");

        let before = office.entries().await;
        let mut bad = good.clone();
        bad[2]["facts"]["items"] = json!([{ "id": "x", "category": "secret" }]);
        bad[1]["facts"]["consent"]["free"] = json!("yes");
        let answer = client.post("/v1/decisions/batch", &bad).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.error_paths(), ["[1].facts.consent.free", "[2].facts.items[0].category"]);
        let mut unknown = good;
        unknown[1]["activity"] = json!("REG-99");
        let answer = client.post("/v1/decisions/batch", &unknown).await;
        assert_eq!((answer.status.as_u16(), answer.error_paths()), (400, vec!["[1].activity"]));
        assert_eq!(office.entries().await, before, "nothing was recorded");
    });
}

#[tokio::test]
async fn what_is_recorded_can_be_made_again() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide]).await;
    let batch: Vec<Value> =
        [refused_facts(), allowed_facts()].map(|facts| json!({ "facts": facts })).to_vec();
    assert_eq!(client.post("/v1/decisions/batch", &Value::Array(batch)).await.status, 200);
    let house = office.house.clone();
    let again = |past: &journal::PastRuling<'_>| {
        let hash = past.policy_hash;
        let sources = journal::policy_sources(&house.db, hash).unwrap()?;
        let sources = decide::Sources(serde_json::from_str(&sources).ok()?);
        let rulebook = decide::Rulebook::load(&sources).ok()?;
        assert_eq!(rulebook.hash(), hash);
        let when = serde_json::from_value(past.when.clone()).ok()?;
        let ruling = rulebook.decide(&rulebook.parse(past.facts).ok()?, &when, past.ruling["id"].as_str());
        serde_json::to_value(ruling).ok()
    };
    let replay = journal::replay(&office.house.db, again, |_, _| ()).unwrap();
    assert_eq!((replay.same, replay.findings), (2, Vec::new()));
}

#[tokio::test]
async fn the_callers_trace_is_kept_in_the_log() {
    let office = Office::demo();
    let client = office.client(&[Scope::Decide, Scope::JournalRead]).await;
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let asked = client
        .with("traceparent", &format!("00-{trace}-b7ad6b7169203331-01"))
        .post("/v1/decisions", &json!({ "facts": refused_facts() }))
        .await;
    assert_eq!(asked.json["trace_id"], trace);
    let before = office.entries().await;
    let log = client.post("/ldv/v1/processing-activities", &json!({ "traceId": trace })).await;
    let records = log.json["processingActivities"].as_array().unwrap();
    assert_eq!(records.len(), 1, "{}", log.text);
    assert_eq!(records[0]["parentSpanId"], "b7ad6b7169203331");
    assert_eq!(records[0]["traceId"], "0af76519-16cd-43dd-8448-eb211c80319c");
    assert!(records[0]["attributes"]["dpl.core.foreign_operation.processor"].is_string());
    assert_eq!(office.entries().await, before + 1, "reading the log is logged");
}

#[test]
fn an_activity_must_be_in_the_register_and_running() {
    on_each_engine(async |office| {
        register::seed_at_start(&office.house).await.unwrap();
        let client = office.client(&[Scope::Decide, Scope::JournalRead]).await;
        let subject = json!({ "id": "999990019", "id_type": "BSN" });
        let ask = json!({ "facts": refused_facts(), "activity": "REG-02", "subject": subject });
        let answer = client.post("/v1/decisions", &ask).await;
        assert_eq!(answer.status, 200, "{}", answer.text);

        let found =
            json!({ "dpl.core.data_subject_id": "999990019", "dpl.core.data_subject_id_type": "BSN" });
        let log = client.post("/ldv/v1/processing-activities", &found).await;
        let attributes = &log.json["processingActivities"][0]["attributes"];
        assert_eq!(
            attributes["dpl.core.processing_activity_id"],
            "http://127.0.0.1:8080/v1/processing-activities/REG-02"
        );
        assert_eq!(attributes["dpl.core.data_subject_id_type"], "BSN");
        assert!(!log.text.contains("999990019"), "a pseudonym, never the number itself");

        // By its address as well, as the profile of AuthZEN wants it.
        let by_address = json!({
            "facts": refused_facts(), "activity": "http://127.0.0.1:8080/v1/processing-activities/REG-02"
        });
        assert_eq!(client.post("/v1/decisions", &by_address).await.status, 200);
        let before = office.entries().await;
        for unknown in ["REG-99", "REG-02/", "https://elsewhere.example/v1/processing-activities/REG-02"] {
            let answer =
                client.post("/v1/decisions", &json!({ "facts": refused_facts(), "activity": unknown })).await;
            assert_eq!((answer.status.as_u16(), answer.error_paths()), (400, vec!["activity"]), "{unknown}");
        }
        assert_eq!(office.entries().await, before, "nothing was recorded");
    });
}
