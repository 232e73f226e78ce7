//! The door: what a document may look like.

use serde_json::{Value, json};

use super::files;
use crate::register::{Vocabulary, entries, parse, rules, schema};

fn places(document: &Value) -> Vec<String> {
    match parse(document) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.path).collect(),
    }
}

#[test]
fn every_mistake_is_found_at_once_and_at_its_place() {
    let document = json!({
        "name": "  ",
        "owner": 7,
        "taskCodes": ["UITKERING", "uitkering"],
        "grounds": [{ "regime": "wpg", "article": "8", "letter": "c" }],
        "data": [{ "category": "ordinary", "dpv": ["schema:Name"] }],
        "retention": [{ "result": "x", "source": "statute", "period": "P1Y6M", "start": "later" }],
        "recipients": [{ "name": "x", "kind": "uwv", "role": "third_party", "insideEea": "yes", "country": "nl" }],
        "dpia": { "status": "done", "reason": "x", "doneOn": "31-12-2026" },
        "paragraphs": ["6.9-3", "6.9"],
        "use": [],
        "extra": 1,
    });
    let expected = [
        "name",
        "owner",
        "paragraphs[1]",
        "taskCodes[1]",
        "grounds[0].regime",
        "data[0].name",
        "data[0].dpv[0]",
        "use",
        "recipients[0].country",
        "recipients[0].insideEea",
        "retention[0].period",
        "retention[0].start",
        "dpia.doneOn",
        "extra",
    ];
    assert_eq!(places(&document), expected);
}

#[test]
fn what_is_no_entry_at_all_is_refused() {
    for document in [Value::Null, json!([]), json!("x"), json!(1), json!({}), json!({ "name": null })] {
        assert!(!places(&document).is_empty(), "{document}");
    }
    assert_eq!(places(&json!({ "name": "Alleen een naam" })), [""; 0]);
}

#[test]
fn text_and_lists_have_a_length() {
    assert_eq!(places(&json!({ "name": "a".repeat(4_001) })), ["name"]);
    assert_eq!(places(&json!({ "name": "a\u{0}b" })), ["name"]);
    assert_eq!(places(&json!({ "name": "x", "watchPoints": vec!["y"; 201] })), ["watchPoints"]);
    let long_key = "k".repeat(1_000);
    let errors = parse(&json!({ "name": "x", long_key: 1 })).unwrap_err();
    assert_eq!(errors[0].path, "?", "a name that may be a value is not repeated");
}

#[test]
fn messages_never_repeat_the_value() {
    let document =
        json!({ "name": "KANARIE\u{0}", "owner": "KANARIE", "officer": ["KANARIE"], "dpia": "KANARIE" });
    for error in parse(&document).unwrap_err() {
        assert!(!format!("{error:?}").contains("KANARIE"), "{error:?}");
    }
}

#[test]
fn retention_lines_must_fit_together() {
    let vocabulary = Vocabulary::load(&files()).unwrap();
    let wrong = |line: Value| -> Vec<String> {
        let entry = parse(&json!({ "name": "x", "retention": [line] })).unwrap();
        rules::mistakes(&entry, &vocabulary).into_iter().map(|error| error.path).collect()
    };
    let cases = [
        (json!({ "result": "x", "source": "selection_list" }), vec!["period", "code"]),
        (
            json!({ "result": "x", "source": "selection_list", "code": "8.2", "period": "P10Y" }),
            vec!["period"],
        ),
        (
            json!({ "result": "x", "source": "selection_list", "code": "8.2", "period": "P5Y", "start": "recording" }),
            vec!["start"],
        ),
        (json!({ "result": "x", "source": "statute", "period": "P7Y" }), vec!["basis"]),
        (json!({ "result": "x", "source": "board_decision", "period": "P1Y" }), vec!["basis"]),
        (json!({ "result": "x", "source": "board_decision_missing", "period": "P1Y" }), vec!["period"]),
        (json!({ "result": "x", "source": "board_decision_missing" }), vec![]),
        (
            json!({ "result": "x", "source": "statute", "basis": "AWR 52", "period": "P7Y", "min": "P8Y", "max": "P6Y" }),
            vec!["max", "period"],
        ),
        (
            json!({ "result": "x", "source": "selection_list", "code": "8.2", "period": "P5Y", "start": "closing" }),
            vec![],
        ),
    ];
    for (line, fields) in cases {
        let expected: Vec<String> = fields.iter().map(|field| format!("retention[0].{field}")).collect();
        assert_eq!(wrong(line.clone()), expected, "{line}");
    }
}

#[test]
fn parts_must_not_contradict_each_other() {
    let vocabulary = Vocabulary::load(&files()).unwrap();
    let wrong = |mut document: Value| -> Vec<String> {
        document["name"] = json!("x");
        let entry = parse(&document).unwrap();
        rules::mistakes(&entry, &vocabulary).into_iter().map(|error| error.path).collect()
    };
    assert_eq!(wrong(json!({ "owner": "onbekend", "taskCodes": ["GEEN"] })), ["owner", "taskCodes[0]"]);
    let exempt = json!({ "wbp": { "status": "exempt", "notificationRequired": false } });
    assert_eq!(wrong(exempt), ["wbp.articles"], "an exemption cites its article (5-15)");
    let done = json!({ "dpia": { "status": "done", "reason": "x" } });
    assert_eq!(wrong(done), ["dpia.doneOn", "dpia.officerAdvice"]);
    let lapsed = json!({ "statuteRefs": [{
        "law": "Wob", "article": "3", "effect": "obliges", "validFrom": "2022-05-01", "validTo": "2022-04-30",
    }] });
    assert_eq!(wrong(lapsed), ["statuteRefs[0].validTo"]);
    let outside = json!({
        "transfers": { "outsideEea": "none", "description": "x" },
        "recipients": [{ "name": "x", "kind": "other", "role": "processor", "insideEea": false, "country": "US" }],
    });
    assert_eq!(wrong(outside), ["recipients[0].insideEea"]);
}

/// What the table lets through the types accept, and they write back the same document.
#[test]
fn a_document_survives_the_round_trip() {
    for (id, entry) in entries(&files()).unwrap() {
        let document = serde_json::to_value(&entry).unwrap();
        assert_eq!(parse(&document).unwrap(), entry, "{id}");
    }
}

#[test]
fn the_schema_describes_what_the_door_lets_through() {
    let schema = schema();
    assert_eq!(schema["required"], json!(["name"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    let date = &schema["properties"]["dpia"]["properties"]["doneOn"];
    assert_eq!(date, &json!({ "type": "string", "format": "date" }));
    for (_, entry) in entries(&files()).unwrap() {
        let document = serde_json::to_value(&entry).unwrap();
        for key in document.as_object().unwrap().keys() {
            assert!(schema["properties"].get(key).is_some(), "{key}");
        }
    }
}
