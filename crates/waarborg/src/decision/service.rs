//! Judging and recording. Judging is pure and happens before the transaction; recording is the transaction.

use std::sync::{Arc, OnceLock};

use decide::{Facts, Ruling, Sources, When};
use ground::{Instant, SpanId, TraceId};
use serde_json::Value;

use super::ask::{Ask, law_of};
use crate::db::Tx;
use crate::error::{Error, FieldError};
use crate::house::{House, Keys};
use crate::journal::{self, Context, Event, RulingEntry, RulingRecord, SubjectRef};
use crate::register;

/// A question with its ruling, not recorded yet.
#[derive(Debug)]
pub struct Judged {
    /// The ruling.
    pub ruling: Ruling,
    /// The law it was judged by.
    pub when: When,
    // The JSON that the journal keeps is made while judging: the one writer of the database has no time for it.
    ruling_json: Value,
    when_json: Value,
    facts: Value,
    activity: Option<String>,
    subject: Option<SubjectRef>,
    activity_place: String,
    started_at: Instant,
}

/// A ruling that is in the journal.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The ruling.
    pub ruling: Ruling,
    /// Its id in the journal.
    pub ruling_id: String,
    /// The numbers of its journal entries.
    pub entries: Vec<i64>,
    /// The trace it belongs to.
    pub trace: TraceId,
    /// Its own span in that trace.
    pub span: SpanId,
}

/// Judges one question and records the ruling, a refusal too.
pub async fn decide(house: &House, context: &Context, ask: Ask) -> Result<Recorded, Error> {
    let judged = judge_now(house, ask).map_err(Error::Invalid)?;
    let (context, scribe) = (context.clone(), Scribe::of(house));
    house.db.write("decision.decide", move |tx| scribe.record(tx, &context, &judged, None)).await
}

/// Judges several questions and records all rulings in one transaction, or none of them: one question that does not
/// parse leaves nothing behind. Each ruling has a span of its own below the caller's.
pub async fn decide_all(house: &House, context: &Context, asks: Vec<Ask>) -> Result<Vec<Recorded>, Error> {
    let (mut judged, mut errors) = (Vec::new(), Vec::new());
    for ask in asks {
        match judge_now(house, ask) {
            Ok(one) => judged.push((one, context.child(house.entropy.as_ref()))),
            Err(mut wrong) => errors.append(&mut wrong),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let scribe = Scribe::of(house);
    let work = move |tx: &mut Tx<'_>| {
        let one = |(judged, own): &(Judged, Context)| scribe.record(tx, own, judged, None);
        judged.iter().map(one).collect::<Result<Vec<_>, Error>>()
    };
    house.db.write("decision.decide_all", work).await
}

/// Judges by the clock and the rules of the house, without recording. All field errors at once.
pub fn judge_now(house: &House, ask: Ask) -> Result<Judged, Vec<FieldError>> {
    judge(&house.rulebook, house.clock.now(), ask)
}

/// Judges a question at a moment. Pure.
pub fn judge(rulebook: &decide::Rulebook, now: Instant, ask: Ask) -> Result<Judged, Vec<FieldError>> {
    let facts = parse_facts(rulebook, &ask);
    let mut errors = facts.as_ref().err().cloned().unwrap_or_default();
    if ask.subject.is_some() && ask.activity.is_none() {
        // Logboek Dataverwerkingen, rule 6.
        errors.push(FieldError {
            path: ask.activity_place.clone(),
            message: String::from("missing; needed when a data subject is named"),
            message_nl: String::from("Dit veld ontbreekt. Het is nodig als het over een persoon gaat."),
        });
    }
    let facts = facts.ok().filter(|_| errors.is_empty()).ok_or(errors)?;
    let when = law_of(ask.regime, ask.at, ask.pending_at_transition, now.day());
    let ruling = rulebook.decide(&facts, &when, ask.id.as_deref());
    Ok(Judged {
        // A struct of plain fields always has a JSON form; null would be found by the first replay.
        ruling_json: serde_json::to_value(&ruling).unwrap_or_default(),
        when_json: serde_json::to_value(when).unwrap_or_default(),
        ruling,
        when,
        facts: facts.json().clone(),
        activity: ask.activity,
        subject: ask.subject,
        activity_place: ask.activity_place,
        started_at: now,
    })
}

/// The facts of a question, checked; all errors at once, each at its place in what was sent.
pub fn parse_facts(rulebook: &decide::Rulebook, ask: &Ask) -> Result<Facts, Vec<FieldError>> {
    rulebook.parse(&ask.facts).map_err(|errors| {
        let place = |path: String| match (ask.place.as_str(), path.as_str()) {
            ("", "$") => String::new(),
            ("", _) => path,
            // The facts as a whole.
            (place, "" | "$") => place.to_owned(),
            (place, path) => format!("{place}.{path}"),
        };
        errors
            .into_iter()
            .map(|error| FieldError {
                path: place(error.path),
                message: error.message,
                message_nl: error.message_nl,
            })
            .collect()
    })
}

/// What an `AuthZEN` caller sent and gets back, for the authorization decision log.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// Which kind of call it was.
    pub event: Event,
    /// As sent.
    pub request: Value,
    /// As answered.
    pub response: Value,
}

/// The policy as the journal keeps it, written out once.
#[derive(Default)]
struct PolicyText(OnceLock<Arc<str>>);

impl PolicyText {
    fn get(&self, sources: &Sources) -> Arc<str> {
        // A map of texts always has a JSON form; an empty text would be found by the first replay.
        let write = || serde_json::to_string(&sources.that_rule().0).unwrap_or_default().into();
        self.0.get_or_init(write).clone()
    }
}

/// What recording needs of the house, to be carried into a transaction.
pub struct Scribe {
    keys: Keys,
    base_url: String,
    policy_hash: String,
    policy_text: Arc<str>,
}

impl Scribe {
    /// From the house.
    pub fn of(house: &House) -> Self {
        Self {
            keys: house.keys.clone(),
            base_url: house.config.base_url.clone(),
            policy_hash: house.rulebook.hash().to_owned(),
            policy_text: house.memo.of::<PolicyText>().get(&house.sources),
        }
    }

    /// Writes one judged question into the journal. An activity that is unknown or may not run is an error in the
    /// input, and then nothing is written.
    pub fn record(
        &self,
        tx: &mut Tx<'_>,
        context: &Context,
        judged: &Judged,
        exchange: Option<&Exchange>,
    ) -> Result<Recorded, Error> {
        let activity = match &judged.activity {
            Some(activity) => Some(self.activity(tx, activity, judged)?),
            None => None,
        };
        journal::ensure_policy(tx, &self.policy_hash, &self.policy_text)?;
        let record = RulingRecord {
            event: exchange.map_or(Event::AccessEvaluation, |it| it.event),
            facts: &judged.facts,
            ruling: &judged.ruling_json,
            policy_hash: &self.policy_hash,
            when: &judged.when_json,
            activity: activity.as_deref(),
            subject: judged.subject.as_ref(),
            request: exchange.map(|it| &it.request),
            response: exchange.map(|it| &it.response),
            started_at: judged.started_at,
        };
        let entry = journal::record_ruling(tx, &self.keys, context, &record)?;
        Ok(Recorded {
            ruling: judged.ruling.clone(),
            ruling_id: entry.ruling_id,
            entries: entry.entries.to_vec(),
            trace: context.trace,
            span: context.span,
        })
    }

    /// Writes a decision that the policy did not make: an unknown action, a search, the scenario of the demo.
    pub fn record_other(
        &self,
        tx: &mut Tx<'_>,
        context: &Context,
        exchange: &Exchange,
        started_at: Instant,
    ) -> Result<RulingEntry, Error> {
        let record = RulingRecord {
            event: exchange.event,
            facts: &Value::Null,
            ruling: &Value::Null,
            policy_hash: &self.policy_hash,
            when: &Value::Null,
            activity: None,
            subject: None,
            request: Some(&exchange.request),
            response: Some(&exchange.response),
            started_at,
        };
        journal::record_ruling(tx, &self.keys, context, &record)
    }

    /// The address of the activity, which must be in the register and running now. It may be named by its id or by
    /// its address.
    fn activity(&self, tx: &mut Tx<'_>, named: &str, judged: &Judged) -> Result<String, Error> {
        let register = format!("{}/v1/processing-activities/", self.base_url);
        let id = named.strip_prefix(&register).unwrap_or(named);
        let refusal = match register::may_run(tx, id, judged.started_at)? {
            Ok(version) => return Ok(register::activity_uri(&self.base_url, &version.id)),
            Err(refusal) => refusal,
        };
        Err(Error::Invalid(vec![FieldError {
            path: judged.activity_place.clone(),
            message: format!("{} (policy {})", refusal.message, refusal.norm),
            message_nl: format!("{} (beleid {})", refusal.message_nl, refusal.norm),
        }]))
    }
}
