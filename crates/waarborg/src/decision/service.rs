//! Judging and recording. Judging is pure and happens before the transaction; recording is the transaction.

use std::sync::Arc;

use decide::{Facts, Ruling, When};
use ground::{Instant, SpanId, TraceId};
use serde_json::Value;

use super::ask::{Ask, law_of};
use crate::db::Tx;
use crate::error::{Error, FieldError};
use crate::house::{Edition, House};
use crate::journal::{self, Context, Event, RulingDraft, RulingEntry, RulingRecord, SubjectRef};
use crate::register::{self, ActivityId, Refusal};

/// A question with its ruling, not recorded yet.
#[derive(Debug)]
pub struct Judged {
    /// The ruling.
    pub ruling: Ruling,
    /// The law it was judged by.
    pub when: When,
    /// The edition of the policy it was judged by.
    pub edition: Arc<Edition>,
    facts: Facts,
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
    let draft = Draft::of(house, context, "decision.decide", &judged, None)?;
    let entries = record(house, "decision.decide", vec![draft]).await?;
    let entry = entries.into_iter().next().ok_or_else(|| Error::internal("a draft left no entry"))?;
    Ok(judged.recorded(context, entry))
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
    let draft =
        |(judged, own): &(Judged, Context)| Draft::of(house, own, "decision.decide_all", judged, None);
    let drafts = judged.iter().map(draft).collect::<Result<Vec<_>, Error>>()?;
    let entries = record(house, "decision.decide_all", drafts).await?;
    Ok(judged.into_iter().zip(entries).map(|((judged, own), entry)| judged.recorded(&own, entry)).collect())
}

/// Judges by the clock and the rules of the house, without recording: an act is judged by the edition of the policy in
/// force on the day of the act. All field errors at once.
pub fn judge_now(house: &House, ask: Ask) -> Result<Judged, Vec<FieldError>> {
    let now = house.clock.now();
    let when = law_of(ask.regime, ask.at, ask.pending_at_transition, now.day());
    judge(&house.policy_on(when.at), when, now, ask)
}

/// Judges by one edition, whatever the day of the act. For `fuzzing`.
pub(super) fn judge_by(edition: &Arc<Edition>, now: Instant, ask: Ask) -> Result<Judged, Vec<FieldError>> {
    let when = law_of(ask.regime, ask.at, ask.pending_at_transition, now.day());
    judge(edition, when, now, ask)
}

/// Judges a question by an edition of the policy. Pure.
pub(super) fn judge(
    edition: &Arc<Edition>,
    when: When,
    now: Instant,
    ask: Ask,
) -> Result<Judged, Vec<FieldError>> {
    let facts = parse_facts(&edition.rulebook, &ask);
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
    let ruling = edition.rulebook.decide(&facts, &when, ask.id.as_deref());
    Ok(Judged {
        ruling,
        when,
        edition: edition.clone(),
        facts,
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

impl Judged {
    /// With what the journal gave.
    pub fn recorded(self, context: &Context, entry: RulingEntry) -> Recorded {
        Recorded {
            ruling: self.ruling,
            ruling_id: entry.ruling_id,
            entries: entry.entries.to_vec(),
            trace: context.trace,
            span: context.span,
        }
    }

    /// The address of the activity that was named, by its id or by its address.
    fn named_activity(&self, base_url: &str) -> Result<Option<ActivityId>, Error> {
        let Some(named) = &self.activity else { return Ok(None) };
        let id = named
            .strip_prefix(base_url)
            .and_then(|path| path.strip_prefix("/v1/processing-activities/"))
            .unwrap_or(named);
        let id = ActivityId::try_from(id.to_owned());
        id.map(Some).map_err(|_| refused(&self.activity_place, &register::unknown()))
    }
}

/// A decision written out for the journal. The transaction only has to see whether its activity may run, and to give
/// it its places in the log.
pub struct Draft {
    ruling: RulingDraft,
    /// The edition that made it, when the policy did.
    policy: Option<Arc<Edition>>,
    activity: Option<Activity>,
}

/// An activity that has to run at a moment, and where it was named.
struct Activity {
    id: ActivityId,
    at: Instant,
    place: String,
}

impl Draft {
    /// Of a judged question, for a transaction of this name.
    pub fn of(
        house: &House,
        context: &Context,
        transaction: &'static str,
        judged: &Judged,
        exchange: Option<&Exchange>,
    ) -> Result<Self, Error> {
        let id = judged.named_activity(&house.config.base_url)?;
        let uri = id.as_ref().map(|id| register::activity_uri(&house.config.base_url, id));
        let when = serde_json::to_value(judged.when).map_err(Error::internal)?;
        let record = RulingRecord {
            event: exchange.map_or(Event::AccessEvaluation, |it| it.event),
            facts: judged.facts.json(),
            ruling: &judged.ruling,
            outcome: Some(judged.ruling.outcome.as_str()),
            policy_version: Some(&judged.ruling.policy_version),
            policy_hash: judged.edition.rulebook.hash(),
            when: &when,
            activity: uri.as_deref(),
            subject: judged.subject.as_ref(),
            request: exchange.map(|it| &it.request),
            response: exchange.map(|it| &it.response),
            started_at: judged.started_at,
            made_at: house.clock.now(),
        };
        let ruling =
            journal::draft_ruling(&house.keys, house.entropy.as_ref(), context, transaction, &record)?;
        let place = &judged.activity_place;
        let activity = id.map(|id| Activity { id, at: judged.started_at, place: place.clone() });
        Ok(Self { ruling, policy: Some(judged.edition.clone()), activity })
    }

    /// Of a decision that the policy did not make: an unknown action, a search, the scenario of the demo.
    pub fn of_other(
        house: &House,
        context: &Context,
        transaction: &'static str,
        exchange: &Exchange,
        started_at: Instant,
    ) -> Result<Self, Error> {
        let today = house.policy();
        let record = RulingRecord {
            event: exchange.event,
            facts: &Value::Null,
            ruling: &Value::Null,
            outcome: None,
            policy_version: None,
            policy_hash: today.rulebook.hash(),
            when: &Value::Null,
            activity: None,
            subject: None,
            request: Some(&exchange.request),
            response: Some(&exchange.response),
            started_at,
            made_at: house.clock.now(),
        };
        let ruling =
            journal::draft_ruling(&house.keys, house.entropy.as_ref(), context, transaction, &record)?;
        Ok(Self { ruling, policy: None, activity: None })
    }

    /// Writes it down, for those who hold a transaction and have seen that its activity runs.
    pub(super) fn record(self, tx: &mut Tx<'_>) -> Result<RulingEntry, Error> {
        self.ruling.record(tx)
    }

    /// The activity must be in the register and running at its moment; otherwise it is an error in the input.
    fn check_activity(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        let Some(activity) = &self.activity else { return Ok(()) };
        match register::may_run(tx, activity.id.as_str(), activity.at)? {
            Ok(_) => Ok(()),
            Err(refusal) => Err(refused(&activity.place, &refusal)),
        }
    }
}

fn refused(place: &str, refusal: &Refusal) -> Error {
    Error::invalid(
        place,
        format!("{} (policy {})", refusal.message, refusal.norm),
        format!("{} (beleid {})", refusal.message_nl, refusal.norm),
    )
}

/// Writes what was drafted into the journal, and once each edition of the policy that judged: everything, or on a refusal
/// nothing.
pub async fn record(
    house: &House,
    transaction: &'static str,
    drafts: Vec<Draft>,
) -> Result<Vec<RulingEntry>, Error> {
    let mut fresh: Vec<Arc<Edition>> = Vec::new();
    for edition in drafts.iter().filter_map(|draft| draft.policy.as_ref()) {
        if !edition.is_kept() && !fresh.iter().any(|other| Arc::ptr_eq(other, edition)) {
            fresh.push(edition.clone());
        }
    }
    let keep = fresh.iter().map(policy_text).collect::<Result<Vec<_>, Error>>()?;
    let work = move |tx: &mut Tx<'_>| {
        for draft in &drafts {
            draft.check_activity(tx)?;
        }
        for (hash, text) in keep {
            journal::ensure_policy(tx, &hash, &text)?;
        }
        drafts.into_iter().map(|draft| draft.ruling.record(tx)).collect()
    };
    let entries = house.db.write(transaction, work).await?;
    for edition in fresh {
        edition.is_kept_now();
    }
    Ok(entries)
}

/// Keeps the text of an edition with its first ruling, for those who hold a transaction.
pub(super) fn keep_policy(tx: &mut Tx<'_>, edition: &Arc<Edition>) -> Result<(), Error> {
    if edition.is_kept() || journal::knows_policy(tx, edition.rulebook.hash())? {
        return Ok(());
    }
    let (hash, text) = policy_text(edition)?;
    journal::ensure_policy(tx, &hash, &text)
}

/// An edition's hash and text as the journal keeps them.
fn policy_text(edition: &Arc<Edition>) -> Result<(String, String), Error> {
    let text = serde_json::to_string(&edition.sources.that_rule().0).map_err(Error::internal)?;
    Ok((edition.rulebook.hash().to_owned(), text))
}
