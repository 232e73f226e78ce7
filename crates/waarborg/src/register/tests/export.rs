//! The register as a file for others.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{change, seeded};
use crate::house::House;
use crate::register::Version;
use crate::register::export::{Format, Register};

async fn exported(house: &House, format: Format) -> String {
    let activities: Vec<Version> = house.db.read("test", crate::register::all).await.unwrap();
    let vocabulary = crate::register::vocabulary(house).unwrap();
    let register = Register {
        activities: &activities,
        vocabulary: &vocabulary,
        base_url: &house.config.base_url,
        made_at: house.clock.now(),
    };
    format.write(&register)
}

#[test]
fn json_holds_all_and_says_what_is_missing() {
    seeded(async |house, _| {
        let document: Value = serde_json::from_str(&exported(house, Format::Json).await).unwrap();
        assert_eq!(document["missingRegistrations"], serde_json::json!([]));
        let activities = document["processingActivities"].as_array().unwrap();
        assert_eq!(activities.len(), 13);
        let contacts = &activities[2];
        assert_eq!(contacts["id"], "REG-03");
        assert_eq!(contacts["completeness"]["score"], 6);
        assert_eq!(contacts["completeness"]["missing"], serde_json::json!(["retention"]));
        assert_eq!(contacts["uri"], "http://127.0.0.1:8080/v1/processing-activities/REG-03");
    });
}

#[test]
fn csv_has_one_safe_row_for_each_activity() {
    seeded(async |house, _| {
        change(house, "REG-04", |change| change.entry.name = String::from("=HYPERLINK(\"x\",\"y\")\r\nmeer"))
            .await
            .unwrap()
            .unwrap();
        let rows = read_csv(&exported(house, Format::Csv).await);
        assert_eq!(rows.len(), 14);
        assert!(rows.iter().all(|row| row.len() == 24));
        let contracts = rows.iter().find(|row| row[0] == "REG-04").unwrap();
        assert_eq!(contracts[1], "'=HYPERLINK(\"x\",\"y\")\r\nmeer");
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
    });
}

/// A strict reader of RFC 4180.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match (quoted, sign) {
            (true, '"') if signs.peek() == Some(&'"') => cell.extend(signs.next()),
            (true, '"') => quoted = false,
            (false, '"') if cell.is_empty() => quoted = true,
            (false, ',') => row.push(std::mem::take(&mut cell)),
            (false, '\r') => {
                assert_eq!(signs.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (_, other) => cell.push(other),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "ends after a row");
    rows
}

#[test]
fn json_ld_carries_its_context_and_only_known_prefixes() {
    seeded(async |house, _| {
        let document: Value = serde_json::from_str(&exported(house, Format::JsonLd).await).unwrap();
        let context = document["@context"].as_object().expect("the context stands inside");
        let graph = document["@graph"].as_array().unwrap();
        assert_eq!(graph.len(), 14, "the record and thirteen activities");
        let mut prefixes = BTreeSet::new();
        for node in graph {
            collect(node, &mut prefixes);
        }
        let known: BTreeSet<String> = context.keys().cloned().collect();
        assert_eq!(prefixes, known);
        let bases: Vec<&str> = graph[1]["dpv:hasLegalBasis"]
            .as_array()
            .unwrap()
            .iter()
            .map(|b| b["@id"].as_str().unwrap())
            .collect();
        assert_eq!(bases, ["eu-gdpr:A6-1-c", "eu-gdpr:A6-1-e-official-authority", "eu-gdpr:A9-2-b"]);
    });
}

fn collect(value: &Value, prefixes: &mut BTreeSet<String>) {
    let mut term = |text: &str| {
        if let Some((prefix, rest)) = text.split_once(':')
            && !rest.starts_with("//")
        {
            prefixes.insert(prefix.to_owned());
        }
    };
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                term(key);
                match (key.as_str(), inner) {
                    ("@id" | "@type", Value::String(text)) => term(text),
                    ("@type", Value::Array(types)) => {
                        types.iter().filter_map(Value::as_str).for_each(&mut term);
                    }
                    _ => {}
                }
            }
            map.values().for_each(|inner| collect(inner, prefixes));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, prefixes)),
        _ => {}
    }
}
