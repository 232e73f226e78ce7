//! Making every past ruling again, with the policy that made it, and comparing bit for bit.

use serde_json::Value;

use super::canonical::canonical;
use super::read::parse;
use super::store;
use crate::db::Db;
use crate::error::Error;

/// Entries read at a time: bounds the memory.
const CHUNK: i64 = 500;

/// What came of a replay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replay {
    /// Rulings that came out the same, to the last bit.
    pub same: u64,
    /// Decisions that were not made by the policy (the demo's test fixtures), so there is nothing to make again.
    pub passed_over: u64,
    /// What did not come out the same.
    pub findings: Vec<ReplayFinding>,
}

/// A ruling that could not be made again, or came out otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplayFinding {
    /// The same facts and policy gave something else.
    Differs {
        /// The decision record.
        entry: i64,
        /// The ruling.
        ruling: String,
    },
    /// The record does not hold what a replay needs.
    Unreadable {
        /// The decision record.
        entry: i64,
    },
    /// The policy that made it was not kept.
    NoPolicy {
        /// The decision record.
        entry: i64,
        /// Names the policy.
        policy_hash: String,
    },
}

impl std::fmt::Display for ReplayFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Differs { entry, ruling } => {
                write!(f, "entry {entry}: ruling {ruling} comes out otherwise now")
            }
            Self::Unreadable { entry } => write!(f, "entry {entry}: holds no ruling that can be made again"),
            Self::NoPolicy { entry, policy_hash } => {
                write!(f, "entry {entry}: the policy {policy_hash} was not kept")
            }
        }
    }
}

/// The text of a kept policy, as it was given to [`super::ensure_policy`].
pub fn policy_sources(db: &Db, policy_hash: &str) -> Result<Option<String>, Error> {
    let hash = policy_hash.to_owned();
    db.read_blocking("journal.policy", move |tx| store::find_policy(tx, &hash))
}

/// A ruling as it was recorded, with what it was made from.
pub struct PastRuling<'a> {
    /// The decision record.
    pub entry: i64,
    /// Its id.
    pub id: &'a str,
    /// Names the policy that made it.
    pub policy_hash: &'a str,
    /// The facts.
    pub facts: &'a Value,
    /// The day and the law it was judged by.
    pub when: &'a Value,
    /// The ruling.
    pub ruling: &'a Value,
}

/// Goes through all rulings and makes each again. `decide` gives none when it has no such policy. `progress` hears how
/// many entries are done, of how many.
pub fn replay(
    db: &Db,
    mut decide: impl FnMut(&PastRuling<'_>) -> Option<Value>,
    progress: impl FnMut(u64, u64),
) -> Result<Replay, Error> {
    let mut replay = Replay::default();
    let visit = |past: Visited<'_>| {
        match past {
            Visited::Ruling(past) => match decide(&past) {
                None => {
                    let (entry, policy_hash) = (past.entry, past.policy_hash.to_owned());
                    replay.findings.push(ReplayFinding::NoPolicy { entry, policy_hash });
                }
                Some(again) if canonical(&again)? == canonical(past.ruling)? => replay.same += 1,
                Some(_) => {
                    let (entry, ruling) = (past.entry, past.id.to_owned());
                    replay.findings.push(ReplayFinding::Differs { entry, ruling });
                }
            },
            Visited::Other => replay.passed_over += 1,
            Visited::Unreadable(entry) => replay.findings.push(ReplayFinding::Unreadable { entry }),
        }
        Ok(())
    };
    walk(db, visit, progress)?;
    Ok(replay)
}

/// Goes through all rulings that the policy made. What cannot be read is passed over: `replay` names it.
pub fn past_rulings(
    db: &Db,
    mut visit: impl FnMut(&PastRuling<'_>),
    progress: impl FnMut(u64, u64),
) -> Result<(), Error> {
    let only_rulings = |past: Visited<'_>| {
        if let Visited::Ruling(past) = past {
            visit(&past);
        }
        Ok(())
    };
    walk(db, only_rulings, progress)
}

enum Visited<'a> {
    Ruling(PastRuling<'a>),
    /// A decision that the policy did not make.
    Other,
    Unreadable(i64),
}

fn walk(
    db: &Db,
    mut visit: impl FnMut(Visited<'_>) -> Result<(), Error>,
    mut progress: impl FnMut(u64, u64),
) -> Result<(), Error> {
    let size = db.read_blocking("journal.replay", |tx| store::number(store::head(tx)?.size()))?;
    let mut from = 0;
    while from < size {
        let to = (from + CHUNK).min(size);
        let records = db.read_blocking("journal.replay", move |tx| store::entries(tx, from, to))?;
        for record in records.iter().filter(|record| record.kind == "decision") {
            let body = parse(&record.body, "").unwrap_or_default();
            let id = record.ruling.as_deref().unwrap_or_default();
            visit(visited(record.number, id, &body))?;
        }
        from = to;
        progress(u64::try_from(from).unwrap_or_default(), u64::try_from(size).unwrap_or_default());
    }
    Ok(())
}

fn visited<'a>(entry: i64, id: &'a str, body: &'a Value) -> Visited<'a> {
    let parts = (
        body.pointer("/attributes/adl.core.policies/sha256").and_then(Value::as_str),
        body.pointer("/body/adl.core.information"),
        body.pointer("/body/adl.core.configuration/when"),
        body.pointer("/body/waarborg.ruling"),
    );
    let (Some(policy_hash), Some(facts), Some(when), Some(ruling)) = parts else {
        return Visited::Unreadable(entry);
    };
    if facts.is_null() {
        return Visited::Other;
    }
    Visited::Ruling(PastRuling { entry, id, policy_hash, facts, when, ruling })
}
