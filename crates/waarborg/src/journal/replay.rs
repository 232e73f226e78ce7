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

/// Goes through all rulings. `decide` makes one again from the policy's hash, the facts, the moment of law and the
/// asker's id; `None` when it has no such policy. `progress` hears how many entries are done, of how many.
pub fn replay(
    db: &Db,
    mut decide: impl FnMut(&str, &Value, &Value, Option<&str>) -> Option<Value>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Replay, Error> {
    let size = db.read_blocking("journal.replay", |tx| store::number(store::head(tx)?.size()))?;
    let mut replay = Replay::default();
    let mut from = 0;
    while from < size {
        let to = (from + CHUNK).min(size);
        let records = db.read_blocking("journal.replay", move |tx| store::entries(tx, from, to))?;
        for record in records.iter().filter(|record| record.kind == "decision") {
            let entry = record.number;
            let Ok(body) = parse(&record.body, "") else {
                replay.findings.push(ReplayFinding::Unreadable { entry });
                continue;
            };
            let hash = body.pointer("/attributes/adl.core.policies/sha256").and_then(Value::as_str);
            let parts = (
                hash,
                body.pointer("/body/adl.core.information"),
                body.pointer("/body/adl.core.configuration/when"),
                body.pointer("/body/waarborg.ruling"),
            );
            let (Some(hash), Some(facts), Some(when), Some(ruling)) = parts else {
                replay.findings.push(ReplayFinding::Unreadable { entry });
                continue;
            };
            if facts.is_null() {
                replay.passed_over += 1;
                continue;
            }
            let id = ruling.get("id").and_then(Value::as_str);
            match decide(hash, facts, when, id) {
                None => replay.findings.push(ReplayFinding::NoPolicy { entry, policy_hash: hash.to_owned() }),
                Some(again) if canonical(&again)? == canonical(ruling)? => replay.same += 1,
                Some(_) => replay.findings.push(ReplayFinding::Differs {
                    entry,
                    ruling: record.ruling.clone().unwrap_or_default(),
                }),
            }
        }
        from = to;
        progress(u64::try_from(from).unwrap_or_default(), u64::try_from(size).unwrap_or_default());
    }
    Ok(replay)
}
