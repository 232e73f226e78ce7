//! Writing: rulings and acts become entries, in the caller's transaction.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use ground::{Actor, Role, SpanId, TraceId, hex};

use super::canonical::canonical;
use super::model::{Context, Kind, RulingEntry, RulingRecord, keyed_hash, pseudonym};
use super::processing::{self, ProcessingStatus};
use super::store::{self, Draft};
use crate::db::Tx;
use crate::error::Error;
use crate::house::Keys;

const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Records a ruling: what was processed, what was decided with all that a replay needs, and who asked (policy 2, 5;
/// AVG 5(2)). The three share the trace of `context`; their places follow each other.
///
/// Refused: a person without a processing activity (Logboek Dataverwerkingen, rule 6).
/// Not guaranteed: that `facts` and `request` are free of personal data; a raw subject id in the request or response
/// is replaced by its pseudonym, nothing else is searched for.
pub fn record_ruling(
    tx: &mut Tx<'_>,
    keys: &Keys,
    context: &Context,
    record: &RulingRecord<'_>,
) -> Result<RulingEntry, Error> {
    let now = tx.now();
    let subject = record.subject.map(|subject| pseudonym(&keys.pseudonym, subject));
    let trace = context.trace.to_string();
    let span = context.span.to_string();
    let place = store::head(tx)?.size().to_string();
    // Not the hash of anything that can be guessed: the id stands in web addresses.
    let mut ruling_id = keyed_hash(&keys.pseudonym, &["ruling", &trace, &span, &place]);
    ruling_id.truncate(32);

    let question = record.facts.get("question").and_then(Value::as_str);
    let status = if is_unfinished(record.ruling) { ProcessingStatus::Unset } else { ProcessingStatus::Ok };
    let processing = processing::build(
        context,
        APP_VERSION,
        &processing::Draft {
            name: name_of(question),
            status,
            start: record.started_at.0,
            end: now.0,
            activity: record.activity,
            subject: subject
                .as_deref()
                .zip(record.subject)
                .map(|(pseudonym, subject)| (pseudonym, subject.id_type.as_str())),
        },
    )?;
    let decision = decision(context, record, now.0, &ruling_id, subject.as_deref());
    let audit = audit(context, tx.name(), now.0, "decision.ask", &ruling_id, result_of(record));

    let draft = |kind, body: &Value| Draft {
        kind,
        trace: trace.clone(),
        span: span.clone(),
        ruling: Some(ruling_id.clone()),
        activity: record.activity.map(str::to_owned),
        subject: subject.clone().filter(|_| kind == Kind::Processing),
        started_at: record.started_at,
        body: canonical(body),
    };
    let drafts = vec![
        draft(Kind::Processing, &processing),
        draft(Kind::Decision, &decision),
        draft(Kind::Audit, &audit),
    ];
    let first = store::append(tx, drafts)?;
    Ok(RulingEntry { ruling_id, entries: [first, first + 1, first + 2] })
}

/// Records anything else that was done: `register.change` on `wil-pw/3` with result `ok`. Names and ids only; free
/// text does not belong here. Gives the place of the entry.
pub fn record_act(
    tx: &mut Tx<'_>,
    context: &Context,
    action: &str,
    object: &str,
    result: &str,
) -> Result<i64, Error> {
    let now = tx.now();
    let body = audit(context, tx.name(), now.0, action, object, result);
    let draft = Draft {
        kind: Kind::Audit,
        trace: context.trace.to_string(),
        span: context.span.to_string(),
        ruling: None,
        activity: None,
        subject: None,
        started_at: now,
        body: canonical(&body),
    };
    store::append(tx, vec![draft])
}

/// Keeps the text of a policy under its hash, once, so that its rulings can be made again. `sources_json` is the
/// files as JSON. Call it in every transaction that records a ruling, before the ruling: it costs one look-up.
///
/// The first time, an audit entry `policy.keep` ties the SHA-256 of the text into the tree.
pub fn ensure_policy(tx: &mut Tx<'_>, policy_hash: &str, sources_json: &str) -> Result<(), Error> {
    if store::has_policy(tx, policy_hash)? || !store::insert_policy(tx, policy_hash, sources_json)? {
        return Ok(());
    }
    // Keeping a policy serves no request of anyone; its trace is made from the text it keeps.
    let digest = hex::encode(&Sha256::digest(sources_json.as_bytes()));
    let ids = digest.get(..32).and_then(TraceId::parse).zip(digest.get(32..48).and_then(SpanId::parse));
    let (trace, span) = ids.ok_or_else(|| Error::internal("a hash made no trace id"))?;
    let actor = Actor { id: String::from("waarborg"), role: Role::System };
    let context = Context { actor, trace, span, parent: None, foreign_processor: None };
    record_act(tx, &context, KEEP_POLICY, policy_hash, &digest).map(drop)
}

/// The audit action that ties a policy's text into the tree.
pub(super) const KEEP_POLICY: &str = "policy.keep";

/// BIO2 8.15.01: action, object, result, origin, actor, timestamp.
fn audit(context: &Context, transaction: &str, now: i64, action: &str, object: &str, result: &str) -> Value {
    let mut origin = Map::new();
    origin.insert(String::from("transaction"), transaction.into());
    if let Some(processor) = &context.foreign_processor {
        origin.insert(String::from("processor"), processor.as_str().into());
    }
    if let Some(parent) = context.parent {
        origin.insert(String::from("parent_span_id"), parent.to_string().into());
    }
    json!({
        "trace_id": context.trace.to_string(),
        "span_id": context.span.to_string(),
        "timestamp": now,
        "action": action,
        "object": object,
        "result": result,
        "origin": origin,
        "actor": { "id": context.actor.id, "role": context.actor.role.as_str() },
    })
}

/// The record of the Authorization Decision Log. The policy is referred to, everything else is in the body; a denial
/// is no error. `waarborg.*` keys are ours, as the standard allows.
fn decision(
    context: &Context,
    record: &RulingRecord<'_>,
    now: i64,
    ruling_id: &str,
    subject: Option<&str>,
) -> Value {
    let raw = record.subject.map(|subject| subject.id.trim()).filter(|id| !id.is_empty());
    let scrubbed = |value: &Value| match (raw, subject) {
        (Some(raw), Some(pseudonym)) => scrub(value, raw, pseudonym),
        _ => value.clone(),
    };
    let request = record.request.map_or_else(
        || {
            json!({
                "subject": { "type": context.actor.role.as_str(), "id": context.actor.id },
                "action": { "name": record.facts.get("question").unwrap_or(&Value::Null) },
                "resource": { "type": "ruling", "id": ruling_id },
            })
        },
        scrubbed,
    );
    let response =
        record.response.map_or_else(|| json!({ "decision": is_passable(record.ruling) }), scrubbed);
    let version = record.ruling.get("policy_version").cloned().unwrap_or(Value::Null);
    let mut decision = json!({
        "trace_id": context.trace.to_string(),
        "span_id": context.span.to_string(),
        "event_name": record.event.as_str(),
        "timestamp": now,
        "status": if is_unfinished(record.ruling) { "Unset" } else { "Ok" },
        "attributes": {
            "adl.core.policies": { "sha256": record.policy_hash, "version": version },
            "waarborg.ruling_id": ruling_id,
        },
        "resource": { "attributes": { "service.name": "waarborg", "service.version": APP_VERSION } },
        "body": {
            "adl.core.request": request,
            "adl.core.response": response,
            "adl.core.information": record.facts,
            "adl.core.configuration": { "when": record.when },
            "waarborg.ruling": record.ruling,
        },
    });
    if let (Some(parent), Some(members)) = (context.parent, decision.as_object_mut()) {
        members.insert(String::from("parent_span_id"), parent.to_string().into());
    }
    decision
}

/// The value with every text that is the raw id replaced by the pseudonym.
fn scrub(value: &Value, raw: &str, pseudonym: &str) -> Value {
    match value {
        Value::String(text) if text.contains(raw) => text.replace(raw, pseudonym).into(),
        // An id may also be sent as a number.
        Value::Number(number) if number.to_string() == raw => pseudonym.into(),
        Value::Array(items) => items.iter().map(|item| scrub(item, raw, pseudonym)).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.replace(raw, pseudonym), scrub(member, raw, pseudonym)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// The outcome; of a decision that the policy did not make, what was answered.
fn result_of<'a>(record: &RulingRecord<'a>) -> &'a str {
    match record.response.and_then(|response| response.get("decision")).and_then(Value::as_bool) {
        Some(answer) if record.ruling.is_null() => {
            if answer {
                "permit"
            } else {
                "deny"
            }
        }
        _ => outcome(record.ruling),
    }
}

fn outcome(ruling: &Value) -> &str {
    ruling.get("outcome").and_then(Value::as_str).unwrap_or("none")
}

fn is_passable(ruling: &Value) -> bool {
    matches!(outcome(ruling), "ALLOWED" | "ALLOWED_WITH_OBLIGATIONS")
}

fn is_unfinished(ruling: &Value) -> bool {
    outcome(ruling) == "MORE_FACTS_NEEDED"
}

/// What people read in the log of processing. The question is one of a fixed list; anything else gets the general name.
fn name_of(question: Option<&str>) -> &'static str {
    match question {
        Some("process") => "Uitspraak over verwerken",
        Some("disclose") => "Uitspraak over verstrekken",
        Some("subject_request") => "Uitspraak over een verzoek van een betrokkene",
        Some("publish") => "Uitspraak over actief openbaar maken",
        Some("public_request") => "Uitspraak over openbaar maken op verzoek",
        Some("minutes") => "Uitspraak over een verslag",
        Some("inform") => "Uitspraak over informeren",
        Some("retain") => "Uitspraak over bewaren",
        Some("transfer") => "Uitspraak over doorgifte",
        Some("register") => "Uitspraak over het register",
        Some("agreement") => "Uitspraak over een overeenkomst",
        Some("breach") => "Uitspraak over een datalek",
        Some("governance") => "Uitspraak over toezicht",
        _ => "Uitspraak",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_id_is_replaced_wherever_it_stands() {
        let value = json!({"a": "999990019", "b": [999_990_019, {"999990019": "bsn:999990019"}], "c": 1});
        let text = scrub(&value, "999990019", "P").to_string();
        assert_eq!(text, r#"{"a":"P","b":["P",{"P":"bsn:P"}],"c":1}"#);
    }
}
