//! Writing: rulings and acts become entries, in the caller's transaction.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use ground::{Actor, Entropy, Instant, Role, SpanId, TraceId, hex};

use super::canonical::canonical;
use super::model::{Context, Kind, RulingEntry, RulingRecord, pseudonym};
use super::processing::{self, ProcessingStatus};
use super::store::{self, Draft};
use crate::db::Tx;
use crate::error::Error;
use crate::house::Keys;

const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// A ruling that is written out in full and only lacks its place in the log.
///
/// The one writer of the database has no time to spare, so all that does not depend on the log is done before.
pub struct RulingDraft {
    transaction: &'static str,
    ruling_id: String,
    drafts: [Draft; 3],
}

/// Writes out a ruling: what was processed, what was decided with all that a replay needs, and who asked (policy 2, 5;
/// AVG 5(2)). The three share the trace of `context`. `transaction` names the one it will be written in.
///
/// Refused: a person without a processing activity (Logboek Dataverwerkingen, rule 6).
/// Not guaranteed: that `facts` and `request` are free of personal data; a raw subject id in the request or response
/// is replaced by its pseudonym, nothing else is searched for.
pub fn draft_ruling<R: Serialize>(
    keys: &Keys,
    entropy: &dyn Entropy,
    context: &Context,
    transaction: &'static str,
    record: &RulingRecord<'_, R>,
) -> Result<RulingDraft, Error> {
    let made_at = record.made_at;
    let ruling_id = fresh_ruling_id(made_at, entropy);
    let subject = record.subject.map(|subject| pseudonym(&keys.pseudonym, subject));
    let question = record.facts.get("question").and_then(Value::as_str);
    let processing = processing::build(
        context,
        APP_VERSION,
        &processing::Draft {
            name: name_of(question),
            status: status_of(record.outcome),
            start: record.started_at.0,
            end: made_at.0,
            activity: record.activity,
            subject: subject
                .as_deref()
                .zip(record.subject)
                .map(|(pseudonym, subject)| (pseudonym, subject.id_type.as_str())),
        },
    )?;
    let decision = decision(context, record, &ruling_id, subject.as_deref())?;
    let audit = audit(context, transaction, made_at.0, "decision.ask", &ruling_id, result_of(record));

    let draft = |kind, body| Draft {
        kind,
        trace: context.trace.to_string(),
        span: context.span.to_string(),
        ruling: Some(ruling_id.clone()),
        activity: record.activity.map(str::to_owned),
        subject: subject.clone().filter(|_| kind == Kind::Processing),
        started_at: record.started_at,
        body,
    };
    let drafts = [
        draft(Kind::Processing, canonical(&processing)?),
        draft(Kind::Decision, decision),
        draft(Kind::Audit, canonical(&audit)?),
    ];
    Ok(RulingDraft { transaction, ruling_id, drafts })
}

impl RulingDraft {
    /// Puts the three records at the end of the log; their places follow each other.
    pub fn record(self, tx: &mut Tx<'_>) -> Result<RulingEntry, Error> {
        if self.transaction != tx.name() {
            return Err(Error::internal(format!("drafted for `{}`, not `{}`", self.transaction, tx.name())));
        }
        let first = store::append(tx, self.drafts.into())?;
        Ok(RulingEntry { ruling_id: self.ruling_id, entries: [first, first + 1, first + 2] })
    }
}

/// 48 bits of the moment and 80 of chance, in hexadecimal. The moment keeps ids that are made together together in
/// the index, whatever the size of the log; the chance makes that nobody guesses one, as it stands in web addresses.
fn fresh_ruling_id(moment: Instant, entropy: &dyn Entropy) -> String {
    let mut chance = [0; 10];
    entropy.fill(&mut chance);
    format!("{:012x}{}", moment.0.max(0) & 0xffff_ffff_ffff, hex::encode(&chance))
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
        body: canonical(&body)?,
    };
    store::append(tx, vec![draft])
}

/// Keeps the text of a policy under its hash, once, so that its rulings can be made again. `sources_json` is the
/// files as JSON. Call it in the transaction that records a ruling, before the ruling; after a commit it need not be
/// called again, as nothing in the journal is ever deleted.
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

/// Whether [`ensure_policy`] has been done for this policy.
pub fn knows_policy(tx: &mut Tx<'_>, policy_hash: &str) -> Result<bool, Error> {
    store::has_policy(tx, policy_hash)
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
#[derive(Serialize)]
struct Decision<'a, R> {
    attributes: DecisionAttributes<'a>,
    body: DecisionBody<'a, R>,
    event_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_span_id: Option<SpanId>,
    resource: Value,
    span_id: SpanId,
    status: &'a str,
    timestamp: i64,
    trace_id: TraceId,
}

#[derive(Serialize)]
struct DecisionAttributes<'a> {
    #[serde(rename = "adl.core.policies")]
    policies: Policies<'a>,
    #[serde(rename = "waarborg.ruling_id")]
    ruling_id: &'a str,
}

#[derive(Serialize)]
struct Policies<'a> {
    sha256: &'a str,
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct DecisionBody<'a, R> {
    #[serde(rename = "adl.core.configuration")]
    configuration: Configuration<'a>,
    #[serde(rename = "adl.core.information")]
    information: &'a Value,
    #[serde(rename = "adl.core.request")]
    request: Cow<'a, Value>,
    #[serde(rename = "adl.core.response")]
    response: Cow<'a, Value>,
    #[serde(rename = "waarborg.ruling")]
    ruling: &'a R,
}

#[derive(Serialize)]
struct Configuration<'a> {
    when: &'a Value,
}

/// The decision record as canonical JSON.
fn decision<R: Serialize>(
    context: &Context,
    record: &RulingRecord<'_, R>,
    ruling_id: &str,
    subject: Option<&str>,
) -> Result<String, Error> {
    let raw = record.subject.map(|subject| subject.id.trim()).filter(|id| !id.is_empty());
    let scrubbed = |value| match (raw, subject) {
        (Some(raw), Some(pseudonym)) => Cow::Owned(scrub(value, raw, pseudonym)),
        _ => Cow::Borrowed(value),
    };
    let own_request = || {
        Cow::Owned(json!({
            "subject": { "type": context.actor.role.as_str(), "id": context.actor.id },
            "action": { "name": record.facts.get("question").unwrap_or(&Value::Null) },
            "resource": { "type": "ruling", "id": ruling_id },
        }))
    };
    let own_response = || Cow::Owned(json!({ "decision": is_passable(record.outcome) }));
    canonical(&Decision {
        attributes: DecisionAttributes {
            policies: Policies { sha256: record.policy_hash, version: record.policy_version },
            ruling_id,
        },
        body: DecisionBody {
            configuration: Configuration { when: record.when },
            information: record.facts,
            request: record.request.map_or_else(own_request, scrubbed),
            response: record.response.map_or_else(own_response, scrubbed),
            ruling: record.ruling,
        },
        event_name: record.event.as_str(),
        parent_span_id: context.parent,
        resource: json!({ "attributes": { "service.name": "waarborg", "service.version": APP_VERSION } }),
        span_id: context.span,
        status: status_of(record.outcome).as_str(),
        timestamp: record.made_at.0,
        trace_id: context.trace,
    })
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
fn result_of<'a, R>(record: &RulingRecord<'a, R>) -> &'a str {
    record.outcome.unwrap_or_else(|| {
        match record.response.and_then(|response| response.get("decision")).and_then(Value::as_bool) {
            Some(true) => "permit",
            Some(false) => "deny",
            None => "none",
        }
    })
}

fn is_passable(outcome: Option<&str>) -> bool {
    matches!(outcome, Some("ALLOWED" | "ALLOWED_WITH_OBLIGATIONS"))
}

/// Facts that were missing leave no result (Logboek Dataverwerkingen).
fn status_of(outcome: Option<&str>) -> ProcessingStatus {
    if outcome == Some("MORE_FACTS_NEEDED") { ProcessingStatus::Unset } else { ProcessingStatus::Ok }
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
