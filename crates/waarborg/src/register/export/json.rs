//! The register as the documents of the API.

use serde_json::{Map, Value, json};

use super::Register;
use crate::register::completeness::{completeness, findings, missing_registrations};
use crate::register::model::Version;

/// The whole register. `missingRegistrations` is empty when the five that the policy names are there (1-2).
pub(super) fn json(register: &Register<'_>) -> Value {
    let activities: Vec<Value> =
        register.activities.iter().map(|version| activity(register, version)).collect();
    let ids = register.activities.iter().map(|version| version.id.as_str());
    json!({
        "madeAt": register.made_at.rfc3339(),
        "missingRegistrations": missing_registrations(ids),
        "processingActivities": activities,
    })
}

/// One version of an activity: its document between its id and what the register finds in it.
pub(in crate::register) fn activity(register: &Register<'_>, version: &Version) -> Value {
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
    put("id", json!(version.id));
    put("uri", json!(register.uri(&version.id)));
    put("version", json!(version.number));
    put("status", json!(version.status));
    put("recordedAt", json!(version.recorded_at.rfc3339()));
    put("author", json!({ "id": version.author.id, "role": version.author.role }));
    put("changeReason", json!(version.reason));
    if let Some(closing) = &version.closing {
        put("endDate", json!(closing.end_date));
        if let Some(successor) = &closing.successor {
            put("successor", json!(successor));
        }
    }
    let complete = completeness(&version.entry);
    let record_missing: Vec<&str> = complete.record_missing.iter().map(|(point, _)| *point).collect();
    let found = findings(&version.entry, register.vocabulary);
    put(
        "completeness",
        json!({
            "score": complete.score,
            "of": 7,
            "missing": complete.missing,
            "recordMissing": record_missing,
            "findings": found.iter().map(|f| json!({ "norm": f.norm, "text": f.nl })).collect::<Vec<_>>(),
        }),
    );
    // An entry is a struct of plain fields, so it is always an object.
    if let Ok(Value::Object(document)) = serde_json::to_value(&version.entry) {
        map.extend(document);
    }
    Value::Object(map)
}
