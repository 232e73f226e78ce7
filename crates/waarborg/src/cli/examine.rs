//! What is known of a proposed policy before anyone decides on it: proofs of its promises, its differences with the
//! version in force, and the past rulings that would come out otherwise.

use std::collections::BTreeMap;

use decide::{Outcome, Regime, Rulebook, When};
use prove::{Change, Counterexample, Proof, Solver};
use serde_json::Value;

use super::Place;
use super::progress::Progress;
use super::prove::{promises_of, proofs, who};
use crate::adoption::{ChangedRuling, Direction, Examination, PromiseProof, ProofResult, QuestionDifference};
use crate::house::{Edition, House};
use crate::journal;

/// Examines `new` beside `old`. Needs the solver.
pub(super) fn examine(
    house: &House,
    old: &Edition,
    new: &Edition,
    place: &Place,
) -> anyhow::Result<Examination> {
    let solver = Solver::find().map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Examination {
        proofs: promise_proofs(new, &solver, place)?,
        differences: differences(&old.rulebook, &new.rulebook, &solver)?,
        changed: changed_rulings(house, &new.rulebook)?,
    })
}

fn promise_proofs(new: &Edition, solver: &Solver, place: &Place) -> anyhow::Result<Vec<PromiseProof>> {
    let promises = promises_of(&new.sources, None)?;
    let proofs = proofs(&new.rulebook, &promises, solver, place)?;
    let told = promises.into_iter().zip(proofs).map(|(promise, proof)| {
        let (result, story, facts) = match proof {
            Proof::Proved { .. } => (ProofResult::Proved, None, None),
            Proof::Unknown => (ProofResult::Unknown, None, None),
            Proof::Idle { rules } => {
                (ProofResult::Refuted, Some(format!("Deze regels doen niets: {}.", rules.join(", "))), None)
            }
            Proof::Refuted(case) => (ProofResult::Refuted, Some(tell(&case)), Some(case.facts)),
        };
        PromiseProof {
            promise: promise.id,
            norms: promise.norms,
            sentence: promise.sentence,
            result,
            story,
            facts,
            solver: solver.version().to_owned(),
        }
    });
    Ok(told.collect())
}

/// In one sentence; the facts of the case are shown beside it.
fn tell(case: &Counterexample) -> String {
    let law = match case.regime {
        Regime::Wbp => "de Wbp",
        Regime::Avg => "de AVG",
    };
    let who = who(case.verdict);
    let answer = if case.outcome.is_passable() { "dit mag" } else { "iets anders dan beloofd" };
    format!(
        "Er is een geval waarin deze belofte niet uitkomt. Onder {law} is het antwoord van {who} dan: {answer}."
    )
}

/// Differences by question, law and layer. Under one law a question can be put in several ways; they count together.
pub(super) fn differences(
    old: &Rulebook,
    new: &Rulebook,
    solver: &Solver,
) -> anyhow::Result<Vec<QuestionDifference>> {
    let mut together = BTreeMap::<(String, String, String), QuestionDifference>::new();
    for found in prove::diff(old, new, solver)? {
        let layer = match found.verdict {
            prove::Verdict::Policy => "policy",
            prove::Verdict::Law => "law",
            prove::Verdict::Ruling => "ruling",
        };
        let (question, law) = (found.asked.question, found.asked.regime.as_str().to_owned());
        let kept = together.entry((question.clone(), law.clone(), layer.to_owned()));
        let kept = kept.or_insert_with(|| QuestionDifference {
            question,
            law,
            layer: layer.to_owned(),
            direction: Direction::Equal,
            wider: None,
            narrower: None,
        });
        kept.direction = joined(kept.direction, direction(found.change));
        kept.wider = kept.wider.take().or(found.newly_allowed.map(|case| case.facts));
        kept.narrower = kept.narrower.take().or(found.newly_stopped.map(|case| case.facts));
    }
    Ok(together.into_values().collect())
}

fn direction(change: Change) -> Direction {
    match change {
        Change::Equal => Direction::Equal,
        Change::Wider => Direction::Wider,
        Change::Narrower => Direction::Narrower,
        Change::Both => Direction::Both,
        Change::Unknown => Direction::Unknown,
    }
}

fn joined(one: Direction, other: Direction) -> Direction {
    match (one, other) {
        (Direction::Unknown, _) | (_, Direction::Unknown) => Direction::Unknown,
        (Direction::Equal, way) | (way, Direction::Equal) => way,
        (one, other) if one == other => one,
        _ => Direction::Both,
    }
}

/// The rulings of the journal that these rules would give otherwise, by the law they were given by.
pub(super) fn changed_rulings(house: &House, new: &Rulebook) -> anyhow::Result<Vec<ChangedRuling>> {
    let progress = Progress::new("entries", 50_000);
    let mut changed = Vec::new();
    let visit = |past: &journal::PastRuling<'_>| {
        let then = past.ruling.get("outcome").and_then(Value::as_str).unwrap_or_default();
        let now = again(new, past).map_or("UNREADABLE", Outcome::as_str);
        if then != now {
            let (ruling, then, now) = (past.id.to_owned(), then.to_owned(), now.to_owned());
            changed.push(ChangedRuling { ruling, then, now });
        }
    };
    journal::past_rulings(&house.db, visit, |done, of| progress.at(done, of))?;
    progress.end();
    Ok(changed)
}

/// None when the facts do not fit the vocabulary of these rules.
fn again(rulebook: &Rulebook, past: &journal::PastRuling<'_>) -> Option<Outcome> {
    let when = serde_json::from_value::<When>(past.when.clone()).ok()?;
    Some(rulebook.decide(&rulebook.parse(past.facts).ok()?, &when, None).outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_of_one_question_count_together() {
        assert_eq!(joined(Direction::Equal, Direction::Wider), Direction::Wider);
        assert_eq!(joined(Direction::Wider, Direction::Narrower), Direction::Both);
        assert_eq!(joined(Direction::Wider, Direction::Unknown), Direction::Unknown);
    }
}
