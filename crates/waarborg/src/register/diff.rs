//! What changed between two versions, by field of the document.

use serde_json::Value;

use super::model::{Entry, Version};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its name in the document, or `status` or `endDate`.
    pub field: String,
    /// As people read it.
    pub nl: &'static str,
}

/// What `after` says that `before` does not, or the other way round; in the order in which people read it.
pub fn differences(before: &Version, after: &Version) -> Vec<Difference> {
    let difference = |field: &str| Difference { field: field.to_owned(), nl: label(field) };
    let mut found = Vec::new();
    if before.status != after.status {
        found.push(difference("status"));
    }
    if before.closing != after.closing {
        found.push(difference("endDate"));
    }
    let (old, new) = (fields(&before.entry), fields(&after.entry));
    let value = |map: &serde_json::Map<String, Value>, field: &str| map.get(field).cloned();
    found.extend(
        LABELS
            .iter()
            .filter(|(field, _)| value(&old, field) != value(&new, field))
            .map(|(field, _)| difference(field)),
    );
    found
}

fn fields(entry: &Entry) -> serde_json::Map<String, Value> {
    // An entry is a struct of plain fields, so it is always an object.
    match serde_json::to_value(entry) {
        Ok(Value::Object(map)) => map,
        _ => serde_json::Map::new(),
    }
}

const LABELS: [(&str, &str); 29] = [
    ("name", "naam"),
    ("owner", "afdeling"),
    ("controller", "verantwoordelijke"),
    ("officer", "FG"),
    ("policyFields", "beleidsterreinen"),
    ("paragraphs", "alinea’s van het beleid"),
    ("taskCodes", "taken"),
    ("purposeCodes", "doelcodes"),
    ("purpose", "doel"),
    ("purposeApproval", "goedkeuring van het doel"),
    ("grounds", "grondslagen"),
    ("statuteRefs", "wetten"),
    ("subjects", "betrokkenen"),
    ("data", "gegevens"),
    ("specialData", "bijzondere gegevens"),
    ("sources", "bronnen"),
    ("use", "wat er met de gegevens gebeurt"),
    ("processDescription", "procesbeschrijving"),
    ("recipients", "ontvangers"),
    ("retention", "bewaartermijnen"),
    ("security", "beveiliging"),
    ("transfers", "doorgifte buiten de EER"),
    ("wbp", "melding onder de Wbp"),
    ("dpia", "DPIA"),
    ("automatedDecisions", "besluiten door een computer"),
    ("information", "informatie aan mensen"),
    ("confidentiality", "vertrouwelijkheid"),
    ("watchPoints", "aandachtspunten"),
    ("dpvPurposes", "doelen in DPV"),
];

fn label(field: &str) -> &'static str {
    match field {
        "status" => "status",
        "endDate" => "einddatum en opvolger",
        _ => LABELS.iter().find(|(name, _)| *name == field).map_or("overig", |(_, nl)| nl),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field without a label would change unseen.
    #[test]
    fn every_field_of_an_entry_has_a_label() {
        let schema = crate::register::schema();
        for field in schema["properties"].as_object().unwrap().keys() {
            assert_ne!(label(field), "overig", "{field}");
        }
    }
}
