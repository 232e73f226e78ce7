//! Journals for tests and measurements. Part of the library, so that other crates have it; the service never calls it.

use ground::{Actor, Instant, Role, SeededEntropy, SpanId, TraceId};
use serde_json::json;

use super::model::{Context, Event, RulingRecord, SubjectRef};
use super::record::{draft_ruling, record_act};
use crate::db::Db;
use crate::error::Error;
use crate::house::Keys;

/// A context of a fictional employee.
pub fn context(entropy: &SeededEntropy) -> Context {
    Context {
        actor: Actor { id: String::from("medewerker-1"), role: Role::Employee },
        trace: TraceId::fresh(entropy),
        span: SpanId::fresh(entropy),
        parent: None,
        foreign_processor: None,
    }
}

/// Adds at least `entries` entries: rulings of a realistic size, and now and then an act. Fictional data.
pub fn fill(db: &Db, keys: &Keys, entries: u64) -> Result<(), Error> {
    let mut written = 0;
    let mut batch = 0_u64;
    while written < entries {
        let keys = keys.clone();
        let wanted = (entries - written).min(3000);
        written += db.write_blocking("journal.fill", move |tx| {
            let entropy = SeededEntropy::new(batch);
            let mut count = 0;
            while count < wanted {
                let context = context(&entropy);
                if count % 60 == 0 {
                    record_act(tx, &context, "register.change", "wil-pw/1", "ok")?;
                    count += 1;
                    continue;
                }
                ruling(tx, &keys, &entropy, &context, count)?;
                count += 3;
            }
            Ok(count)
        })?;
        batch += 1;
    }
    Ok(())
}

/// Records a made-up ruling about one of a hundred people.
pub fn ruling(
    tx: &mut crate::db::Tx<'_>,
    keys: &Keys,
    entropy: &SeededEntropy,
    context: &Context,
    variant: u64,
) -> Result<super::RulingEntry, Error> {
    let facts = json!({
        "question": "disclose",
        "scope": { "identifiable": "person" },
        "subject": { "kind": "client", "age": 20 + variant % 60, "protection": "none" },
        "items": [{ "id": "medical_report", "category": "health", "necessary": true, "proportionate": false }],
        "purpose": { "collected_for": "PW", "requested_for": "WGS", "specific": true, "legitimate": true },
    });
    let ruling = json!({
        "id": null, "outcome": "REFUSED", "regime": "avg", "at": "2026-11-16", "policy_version": "1.0.0+test",
        "verdicts": { "policy": "REFUSED", "law": "REFUSED" },
        "items": [{ "id": "medical_report", "outcome": "REFUSED", "reasons": [] }],
        "reasons": [{ "norm": "6.9-1", "rule": "6.9-1-health", "law": ["AVG 9"],
            "text": "Gezondheidsgegevens verlaten de afdeling niet zonder uitdrukkelijke toestemming." }],
        "obligations": ["O-LOG"], "questions": [], "alternative": null,
    });
    let when = json!({ "at": "2026-11-16", "regime": "avg", "information": "woo" });
    let subject = SubjectRef { id: format!("9999900{:02}", variant % 100), id_type: String::from("BSN") };
    let started_at = Instant(tx.now().0 - 2);
    let record = RulingRecord {
        event: Event::AccessEvaluation,
        facts: &facts,
        ruling: &ruling,
        outcome: Some("REFUSED"),
        policy_version: Some("1.0.0+test"),
        policy_hash: "test-policy",
        when: &when,
        activity: Some("https://waarborg.example/v1/processing-activities/wil-pw"),
        subject: Some(&subject),
        request: None,
        response: None,
        started_at,
        made_at: tx.now(),
    };
    draft_ruling(keys, entropy, context, tx.name(), &record)?.record(tx)
}
