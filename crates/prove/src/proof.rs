//! A promise and the rules, put to the solver together.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use decide::{Outcome, Rulebook, Ruling};
use serde_json::Value;

use crate::cache::Cache;
use crate::counterexample::{self, Counterexample};
use crate::formula::Formula;
use crate::promise::{Promise, Property};
use crate::question::{Rules, Verdict, all_asked};
use crate::solver::{Answer, Error, Query, Solver};
use crate::tasks::{Task, tasks};

/// What the engine names when no rule speaks.
const NO_RULE: &str = "1-geen-regel";

/// What became of a promise.
#[derive(Debug, Clone, PartialEq)]
pub enum Proof {
    /// It holds for all valid facts.
    Proved {
        /// Time the solver and the symbolic compiler took, in milliseconds; 0 when known from before.
        millis: u64,
    },
    /// These facts break it.
    Refuted(Box<Counterexample>),
    /// These rules break it; there are no facts to show.
    Idle {
        /// Names of rules.
        rules: Vec<String>,
    },
    /// Not settled in time. That counts as not proved.
    Unknown,
}

/// How far a proof has come.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Questions to the solver that are answered or no longer needed.
    pub done: usize,
    /// All of them.
    pub total: usize,
}

impl Proof {
    /// Only a proof is a proof.
    pub fn is_proved(&self) -> bool {
        matches!(self, Self::Proved { .. })
    }
}

/// Proves one promise or refutes it.
pub fn prove(book: &Rulebook, promise: &Promise, solver: &Solver) -> Result<Proof, Error> {
    let proofs = prove_all(book, std::slice::from_ref(promise), solver, None, &|_| {})?;
    Ok(proofs.into_iter().next().unwrap_or(Proof::Unknown))
}

/// Proves promises or refutes them, in their order. `cache` is a folder for what was answered before.
pub fn prove_all(
    book: &Rulebook,
    promises: &[Promise],
    solver: &Solver,
    cache: Option<&Path>,
    progress: &(dyn Fn(&Progress) + Sync),
) -> Result<Vec<Proof>, Error> {
    let asked = all_asked(book);
    let rules = asked.iter().map(|asked| Rules::new(book, asked)).collect::<Vec<_>>();
    let tasks = tasks(book, &rules, promises);
    let queries = tasks.iter().map(|task| task.query.clone()).collect::<Vec<_>>();

    let cache = Cache::open(cache, solver, book.schema_text());
    let key = |query: &Query| rules.get(query.rules).map(|rules| cache.key(query, rules)).unwrap_or_default();
    let keys = queries.iter().map(key).collect::<Vec<_>>();
    // What breaks a promise is looked for again, so that it can be shown.
    let known = tasks.iter().zip(&keys).map(|(task, key)| match cache.get(key) {
        Some(true) if task.rule.is_none() => None,
        known => known,
    });
    let known = known.collect::<Vec<_>>();

    let closed = Mutex::new(BTreeSet::new());
    for (task, known) in tasks.iter().zip(&known) {
        if let (Some(true), Ok(mut closed)) = (known, closed.lock()) {
            closed.insert(task.group);
        }
    }
    let spent = Mutex::new(HashMap::<usize, Duration>::new());
    let count = AtomicUsize::new(0);
    let step = || {
        let done = count.fetch_add(1, Ordering::Relaxed) + 1;
        progress(&Progress { done, total: tasks.len() });
    };
    let skip = |number: usize| {
        let group = tasks.get(number).map(|task| task.group);
        let is_closed = closed.lock().is_ok_and(|closed| group.is_some_and(|group| closed.contains(&group)));
        let skipped = is_closed || known.get(number).copied().flatten().is_some();
        if skipped {
            step();
        }
        skipped
    };
    let done = |number: usize, answer: &Answer, time: Duration| {
        let Some(task) = tasks.get(number) else { return };
        if let (Answer::Possible | Answer::Example(_), Ok(mut closed)) = (answer, closed.lock()) {
            closed.insert(task.group);
        }
        if let Ok(mut spent) = spent.lock() {
            *spent.entry(task.promise).or_default() += time;
        }
        step();
    };
    let answers = solver.answer(book.schema(), &rules, &queries, &skip, &done)?;

    cache.keep(keys.into_iter().zip(&answers).filter_map(|(key, answer)| match answer {
        Some(Answer::Never) => Some((key, false)),
        Some(Answer::Possible | Answer::Example(_)) => Some((key, true)),
        _ => None,
    }));
    let spent = spent.into_inner().unwrap_or_default();
    let closed = closed.into_inner().unwrap_or_default();
    let mut proofs = Vec::with_capacity(promises.len());
    for (number, promise) in promises.iter().enumerate() {
        let own = tasks.iter().zip(&answers).zip(&known).filter(|((task, _), _)| task.promise == number);
        let own = own.map(|((task, answer), known)| (task, answer.as_ref(), *known)).collect::<Vec<_>>();
        let time = spent.get(&number).copied().unwrap_or_default();
        proofs.push(match conclude(&own, &closed, time) {
            Ok(proof) => proof,
            Err((task, found)) => refuted(book, &rules, promise, task, found, solver)?,
        });
    }
    Ok(proofs)
}

/// What the answers come to; or the task that broke the promise, and the facts it found.
fn conclude<'t>(
    own: &[(&'t Task, Option<&'t Answer>, Option<bool>)],
    closed: &BTreeSet<usize>,
    time: Duration,
) -> Result<Proof, (&'t Task, &'t (Value, Value))> {
    let mut unknown = own.is_empty();
    let mut idle = Vec::new();
    for (task, answer, known) in own {
        match (answer, &task.rule) {
            (Some(Answer::Example(found)), None) => return Err((task, found.as_ref())),
            // A rule that can end in an error: there is no verdict to show.
            (Some(Answer::Possible), None) => idle.push(task.query.about.clone()),
            _ if closed.contains(&task.group) => {}
            (Some(Answer::Unknown), _) => unknown = true,
            (None, _) if *known != Some(false) => unknown = true,
            (_, Some(rule)) if !idle.contains(rule) => idle.push(rule.clone()),
            _ => {}
        }
    }
    Ok(match (unknown, idle.is_empty()) {
        (true, _) => Proof::Unknown,
        (false, false) => Proof::Idle { rules: idle },
        (false, true) => Proof::Proved { millis: u64::try_from(time.as_millis()).unwrap_or(u64::MAX) },
    })
}

/// The facts that break a promise. Where one layer breaks it, facts are preferred for which the whole ruling does.
fn refuted(
    book: &Rulebook,
    rules: &[Rules],
    promise: &Promise,
    task: &Task,
    found: &(Value, Value),
    solver: &Solver,
) -> Result<Proof, Error> {
    let about_yes = !matches!(promise.property, Property::Reasoned { .. });
    let (mut verdict, mut found) = (task.verdict, found.clone());
    let Some(own) = rules.get(task.query.rules) else { return Ok(Proof::Unknown) };
    if verdict != Verdict::Ruling && about_yes {
        let formula = Formula::All(vec![task.query.formula.clone(), own.passes(Verdict::Ruling)]);
        let query = Query { formula, ..task.query.clone() };
        let answers = solver.answer(book.schema(), rules, &[query], &|_| false, &|_, _, _| {})?;
        if let Some(Some(Answer::Example(better))) = answers.into_iter().next() {
            (verdict, found) = (Verdict::Ruling, *better);
        }
    }
    let breaks = |_: &Value, ruling: &Ruling| {
        let outcome = counterexample::outcome(ruling, verdict);
        match promise.property {
            Property::Reasoned { .. } => {
                outcome == Outcome::Refused && ruling.reasons.iter().any(|reason| reason.rule == NO_RULE)
            }
            // A conclusion that is drawn wrongly need not lead to a yes.
            Property::NeverHolds { .. } => true,
            _ => outcome.is_passable(),
        }
    };
    let example = counterexample::restore(book, &own.asked, verdict, &found, &task.needed, &breaks);
    Ok(Proof::Refuted(Box::new(example)))
}
