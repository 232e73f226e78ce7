//! Two versions of the policy: what the new one newly allows and newly stops, proved, with facts each way.
//!
//! Compares the yes only: that a refusal becomes an advice of the FG is no difference here. Questions that only one
//! version knows are not compared.

use decide::Rulebook;
use serde_json::Value;

use crate::counterexample::{self, Counterexample};
use crate::formula::Formula;
use crate::question::{Asked, Rules, Verdict, all_asked};
use crate::solver::{Answer, Error, Query, Solver};

/// How a verdict on one question differs between two versions.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The question and the law.
    pub asked: Asked,
    /// The verdict.
    pub verdict: Verdict,
    /// Which way it goes.
    pub change: Change,
    /// Facts that only the new version allows.
    pub newly_allowed: Option<Counterexample>,
    /// Facts that only the old version allowed; the ruling is the one of the old version.
    pub newly_stopped: Option<Counterexample>,
}

/// Which way a verdict changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The same facts get a yes.
    Equal,
    /// Some facts newly get a yes, none lost it.
    Wider,
    /// Some facts lost their yes, none newly gets it.
    Narrower,
    /// Some newly get a yes, others lost it.
    Both,
    /// The solver did not settle it in time.
    Unknown,
}

/// Compares two versions, question by question, under each law.
pub fn diff(old: &Rulebook, new: &Rulebook, solver: &Solver) -> Result<Vec<Difference>, Error> {
    let known = all_asked(old);
    let both = all_asked(new).into_iter().filter(|asked| known.contains(asked));
    let pairs = both.map(|asked| (Rules::new(old, &asked), Rules::new(new, &asked))).collect::<Vec<_>>();
    let mut joined = Vec::new();
    let mut queries = Vec::new();
    let mut places = Vec::new();
    for (place, (before, after)) in pairs.into_iter().enumerate() {
        for verdict in [Verdict::Policy, Verdict::Law, Verdict::Ruling] {
            let untouched = before.words(verdict) == after.words(verdict);
            places.push((place, verdict, untouched));
            if untouched {
                continue;
            }
            let valid = [before.valid.clone(), after.valid.clone()];
            let was = before.passes(verdict);
            let is = after.passes(verdict).shifted(before.written.len());
            for (yes, no) in [(is.clone(), was.clone()), (was, is)] {
                let parts = valid.iter().cloned().chain([yes, no.not()]).collect();
                let about = format!("{} in two versions", after.asked.question);
                let formula = Formula::All(parts);
                queries.push(Query { about, rules: place, formula, errors: false, example: true });
            }
        }
        joined.push(before.joined(after));
    }
    let answers = solver.answer(new.schema(), &joined, &queries, &|_| false, &|_, _, _| {})?;
    let mut answers = answers.into_iter();
    let mut differences = Vec::new();
    for (place, verdict, untouched) in places {
        let Some(rules) = joined.get(place) else { continue };
        let asked = rules.asked.clone();
        let (gained, lost) = if untouched {
            (Some(Answer::Never), Some(Answer::Never))
        } else {
            (answers.next().flatten(), answers.next().flatten())
        };
        let change = match (&gained, &lost) {
            (Some(Answer::Never), Some(Answer::Never)) => Change::Equal,
            (Some(Answer::Example(_)), Some(Answer::Never)) => Change::Wider,
            (Some(Answer::Never), Some(Answer::Example(_))) => Change::Narrower,
            (Some(Answer::Example(_)), Some(Answer::Example(_))) => Change::Both,
            _ => Change::Unknown,
        };
        let newly_allowed = example(gained, (new, old), &asked, verdict);
        let newly_stopped = example(lost, (old, new), &asked, verdict);
        differences.push(Difference { asked, verdict, change, newly_allowed, newly_stopped });
    }
    Ok(differences)
}

/// Facts to which the first version says yes and the second does not.
fn example(
    answer: Option<Answer>,
    (yes, no): (&Rulebook, &Rulebook),
    asked: &Asked,
    verdict: Verdict,
) -> Option<Counterexample> {
    let Some(Answer::Example(found)) = answer else { return None };
    let passable = |book: &Rulebook, facts: &Value| {
        let ruling = book.decide(&book.parse(facts).ok()?, &counterexample::when(asked), None);
        // What is open is neither a yes nor a no.
        let outcome = counterexample::outcome(&ruling, verdict);
        (outcome != decide::Outcome::MoreFactsNeeded || ruling.questions.is_empty())
            .then_some(outcome.is_passable())
    };
    let differs = |facts: &Value, _: &decide::Ruling| {
        passable(yes, facts) == Some(true) && passable(no, facts) == Some(false)
    };
    Some(counterexample::restore(yes, asked, verdict, &found, &std::collections::BTreeSet::new(), &differs))
}
