//! From an `AuthZEN` question to a question of the policy; see the table at the top of this module.

use ground::Instant;
use serde_json::{Map, Value};

use super::super::ask::Ask;
use super::request::{Evaluation, Reader};
use crate::error::FieldError;
use crate::journal::SubjectRef;

/// The question of the policy that `evaluation` asks. `question` is what its action stands for.
pub(super) fn ask(evaluation: &Evaluation, question: &str) -> Result<Ask, Vec<FieldError>> {
    let mut reader = Reader::new();
    let place = |key: &str| {
        if evaluation.place.is_empty() { key.to_owned() } else { format!("{}.{key}", evaluation.place) }
    };
    let mut facts = match evaluation.context.get("facts") {
        None => Map::new(),
        Some(Value::Object(facts)) => facts.clone(),
        Some(_) => {
            reader.wrong(&place("context.facts"), "expected an object", "Hier hoort een object te staan.");
            Map::new()
        }
    };
    if facts.get("question").is_some_and(|asked| asked != question) {
        reader.wrong(
            &place("context.facts.question"),
            "differs from the action",
            "Deze vraag is een andere dan de actie.",
        );
    }
    facts.insert(String::from("question"), Value::from(question));
    if evaluation.resource.kind == "item" {
        if facts.contains_key("items") {
            reader.wrong(
                &place("context.facts.items"),
                "given twice: the resource is the item",
                "Het gegeven staat hier en als resource. Kies een van beide.",
            );
        } else {
            let mut item = evaluation.resource.properties.clone();
            item.insert(String::from("id"), Value::from(evaluation.resource.id.clone()));
            facts.insert(String::from("items"), Value::Array(vec![Value::Object(item)]));
        }
    }
    if evaluation.subject.kind == "recipient" && !evaluation.subject.properties.is_empty() {
        if facts.contains_key("recipient") {
            reader.wrong(
                &place("context.facts.recipient"),
                "given twice: the subject is the recipient",
                "De ontvanger staat hier en als subject. Kies een van beide.",
            );
        } else {
            facts.insert(String::from("recipient"), Value::Object(evaluation.subject.properties.clone()));
        }
    }
    let at = match evaluation.context.get("time") {
        None => None,
        Some(Value::String(text)) if Instant::parse_rfc3339(text).is_some() => {
            Instant::parse_rfc3339(text).map(Instant::day)
        }
        Some(_) => {
            reader.wrong(
                &place("context.time"),
                "expected a moment by RFC 3339",
                "Hier hoort een tijdstip met tijdzone te staan (RFC 3339).",
            );
            None
        }
    };
    let activity = match evaluation.action.properties.get("processing_activity_id") {
        None => None,
        Some(Value::String(address)) => Some(address.clone()),
        Some(_) => {
            let path = place("action.properties.processing_activity_id");
            reader.wrong(&path, "expected a text", "Hier hoort een tekst te staan.");
            None
        }
    };
    let subject = data_subject(evaluation, &place("context.data_subject"), &mut reader);
    if !reader.errors.is_empty() {
        return Err(reader.errors);
    }
    Ok(Ask {
        facts: Value::Object(facts),
        at,
        activity,
        subject,
        place: place("context.facts"),
        activity_place: place("action.properties.processing_activity_id"),
        ..Ask::default()
    })
}

fn data_subject(evaluation: &Evaluation, place: &str, reader: &mut Reader) -> Option<SubjectRef> {
    let given = evaluation.context.get("data_subject")?;
    let text =
        |key: &str| given.get(key).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    let (id, id_type) = (text("id"), text("id_type"));
    if id.is_none() || id_type.is_none() {
        reader.wrong(
            place,
            "expected an object with the texts `id` and `id_type`",
            "Hier hoort een object met de teksten id en id_type te staan.",
        );
    }
    Some(SubjectRef { id: id?, id_type: id_type? })
}

/// Errors that `decide` found in facts that came from elsewhere in the request, at the place where they stand.
pub(super) fn place_back(evaluation: &Evaluation, errors: Vec<FieldError>) -> Vec<FieldError> {
    let base = if evaluation.place.is_empty() { String::new() } else { format!("{}.", evaluation.place) };
    let moved = [
        (evaluation.resource.kind == "item", "context.facts.items[0]", "resource.properties"),
        (evaluation.subject.kind == "recipient", "context.facts.recipient", "subject.properties"),
    ];
    errors
        .into_iter()
        .map(|mut error| {
            for (applies, from, to) in moved {
                let rest = error.path.strip_prefix(&base).and_then(|path| path.strip_prefix(from));
                if let (true, Some(rest)) = (applies, rest) {
                    error.path = format!("{base}{to}{rest}");
                }
            }
            error
        })
        .collect()
}
