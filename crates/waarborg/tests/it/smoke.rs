//! The entry points of the fuzz targets (`fuzz/`) on mutated input, seeded: a short run of them in every test.

use std::panic::AssertUnwindSafe;

use ground::{Entropy as _, SeededEntropy};
use waarborg::decision::fuzzing;
use waarborg::desk::Scope;

use crate::office::{Office, allowed_facts, refused_facts};

struct Chance(SeededEntropy);

impl Chance {
    fn below(&self, bound: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % bound.max(1) as u64).unwrap()
    }
}

const WORDS: [&[u8]; 16] = [
    b"null",
    b"true",
    b"[]",
    b"{}",
    b"\"\"",
    b"-1",
    b"1e999",
    b"9223372036854775808",
    b"\"disclose\"",
    b"items",
    b"\xff",
    b"\\ud800",
    b"\0",
    b",",
    b"}",
    b"\"\\u0000\"",
];

/// A few cuts, copies, flips and words into one of the seeds.
fn mutated(chance: &Chance, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[chance.below(seeds.len())].clone();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let end = (at + chance.below(40)).min(bytes.len());
        match chance.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => {
                let copy = bytes[at..end].to_vec();
                let place = chance.below(bytes.len() + 1);
                bytes.splice(place..place, copy);
            }
            2 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            _ => {
                let word = WORDS[chance.below(WORDS.len())];
                bytes.splice(at..end, word.iter().copied());
            }
        }
    }
    bytes
}

fn seeds() -> Vec<Vec<u8>> {
    let facts = [refused_facts(), allowed_facts()];
    let mut seeds: Vec<Vec<u8>> = facts.iter().map(|facts| facts.to_string().into_bytes()).collect();
    seeds.extend(facts.iter().map(|facts| {
        serde_json::json!({
            "id": "x", "facts": facts, "at": "2026-11-16", "regime": "avg", "activity": "REG-01",
            "subject": { "id": "1", "id_type": "BSN" }, "pending_at_transition": false
        })
        .to_string()
        .into_bytes()
    }));
    seeds.extend(facts.iter().map(|facts| {
        serde_json::json!({
            "subject": { "type": "recipient", "id": "u", "properties": { "kind": "uwv" } },
            "action": { "name": "verstrekken", "properties": { "processing_activity_id": "REG-01" } },
            "resource": { "type": "item", "id": "f", "properties": { "category": "health" } },
            "context": { "facts": facts, "time": "2026-11-16T10:00+01:00" },
            "evaluations": [{}, { "action": { "name": "read" } }]
        })
        .to_string()
        .into_bytes()
    }));
    seeds
}

#[test]
fn mutated_input_is_answered_never_with_a_panic() {
    let chance = Chance(SeededEntropy::new(2017));
    let (seeds, targets) = (seeds(), fuzzing::Targets::new());
    for round in 0..3000 {
        let bytes = mutated(&chance, &seeds);
        let run = std::panic::catch_unwind(AssertUnwindSafe(|| targets.all(&bytes)));
        assert!(run.is_ok(), "round {round}: {}", String::from_utf8_lossy(&bytes));
    }
}

#[tokio::test]
async fn mutated_bodies_are_answered_by_a_ruling_or_a_problem() {
    let office = Office::demo();
    let client = office.client(&Scope::ALL).await.with("content-type", "application/json");
    let chance = Chance(SeededEntropy::new(6));
    let (seeds, paths) = (
        seeds(),
        [
            "/v1/decisions",
            "/v1/decisions/batch",
            "/access/v1/evaluation",
            "/access/v1/evaluations",
            "/access/v1/search/subject",
            "/ldv/v1/processing-activities",
        ],
    );
    for round in 0..600 {
        let (path, bytes) = (paths[chance.below(paths.len())], mutated(&chance, &seeds));
        let before = office.entries().await;
        let answer = client.send("POST", path, bytes.clone()).await;
        let name = format!("round {round} {path}: {}", String::from_utf8_lossy(&bytes));
        match answer.status.as_u16() {
            200 => assert!(office.entries().await > before, "{name}"),
            400 => {
                assert!(!answer.error_paths().is_empty(), "{name}");
                assert_eq!(office.entries().await, before, "{name}");
            }
            other => panic!("{other} {name}: {}", answer.text),
        }
    }
}
