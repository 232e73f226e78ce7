//! A promise and the rules, put to the solver together.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use decide::{Outcome, RuleInfo, Rulebook};
use serde_json::Value;

use crate::cache::Cache;
use crate::counterexample::{self, Counterexample};
use crate::expression::{all, any, not};
use crate::promise::{Promise, Property};
use crate::question::{Asked, Rules, Verdict, all_asked};
use crate::solver::{Answer, Error, Query, Solver};

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

/// What is asked of the solver, and why.
struct Task {
    query: Query,
    asked: Asked,
    verdict: Verdict,
    /// Number of the promise.
    promise: usize,
    /// Tasks of one group need no answer once one of them has an example.
    group: usize,
    /// The rule that must be able to hold; `None` where an example breaks the promise.
    rule: Option<String>,
    /// Facts that the promise is about.
    needed: BTreeSet<String>,
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

/// Proves promises or refutes them, in their order. `cache` is a folder for what was proved before.
pub fn prove_all(
    book: &Rulebook,
    promises: &[Promise],
    solver: &Solver,
    cache: Option<&Path>,
    progress: &(dyn Fn(&Progress) + Sync),
) -> Result<Vec<Proof>, Error> {
    let tasks = tasks(book, promises);
    let queries = tasks.iter().map(|task| task.query.clone()).collect::<Vec<_>>();
    let cache = Cache::open(cache, solver, book.schema_text());
    let keys = queries.iter().map(|query| cache.key(query)).collect::<Vec<_>>();
    // An example that breaks a promise is looked for again, so that it can be shown.
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
    let count = std::sync::atomic::AtomicUsize::new(0);
    let step = || {
        let done = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        progress(&Progress { done, total: tasks.len() });
    };
    let skip = |number: usize| {
        let group = tasks.get(number).map(|task| task.group);
        let is_closed = closed.lock().is_ok_and(|closed| group.is_some_and(|group| closed.contains(&group)));
        let is_known = known.get(number).copied().flatten().is_some();
        if is_closed || is_known {
            step();
        }
        is_closed || is_known
    };
    let done = |number: usize, answer: &Answer, time: Duration| {
        let Some(task) = tasks.get(number) else { return };
        if let (Answer::Example(..), Ok(mut closed)) = (answer, closed.lock()) {
            closed.insert(task.group);
        }
        spent.lock().into_iter().for_each(|mut spent| *spent.entry(task.promise).or_default() += time);
        step();
    };
    let answers = solver.answer(book.schema(), &queries, &skip, &done)?;

    cache.keep(keys.into_iter().zip(&answers).filter_map(|(key, answer)| match answer {
        Some(Answer::Never) => Some((key, false)),
        Some(Answer::Example(..)) => Some((key, true)),
        _ => None,
    }));
    let spent = spent.into_inner().unwrap_or_default();
    let closed = closed.into_inner().unwrap_or_default();
    promises
        .iter()
        .enumerate()
        .map(|(number, promise)| {
            let own = tasks.iter().zip(&answers).zip(&known).filter(|((task, _), _)| task.promise == number);
            let own = own.map(|((task, answer), known)| (task, answer.as_ref(), *known)).collect::<Vec<_>>();
            let time = spent.get(&number).copied().unwrap_or_default();
            let proof = conclude(&own, &closed, time);
            proof.map_or_else(|broken| refuted(book, promise, *broken, solver), Ok)
        })
        .collect()
}

/// The task that found facts which break a promise, and those facts.
type Broken<'t> = (&'t Task, (Value, Value));

/// What the answers come to, or the facts that break the promise.
fn conclude<'t>(
    own: &[(&'t Task, Option<&Answer>, Option<bool>)],
    closed: &BTreeSet<usize>,
    time: Duration,
) -> Result<Proof, Box<Broken<'t>>> {
    let mut unknown = own.is_empty();
    let mut idle = Vec::new();
    for (task, answer, known) in own {
        match (answer, &task.rule) {
            (Some(Answer::Unknown), _) if !closed.contains(&task.group) => unknown = true,
            (Some(Answer::Example(context, resource)), None) => {
                return Err(Box::new((*task, (context.clone(), resource.clone()))));
            }
            (None, None) if *known != Some(false) && !closed.contains(&task.group) => unknown = true,
            (_, Some(rule)) if !closed.contains(&task.group) && !idle.contains(rule) => {
                idle.push(rule.clone());
            }
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
    promise: &Promise,
    (task, found): Broken,
    solver: &Solver,
) -> Result<Proof, Error> {
    let about_yes = !matches!(promise.property, Property::Reasoned { .. });
    let (mut verdict, mut found) = (task.verdict, found);
    if verdict != Verdict::Ruling && about_yes {
        let passes = Rules::new(book, &task.asked).passes(Verdict::Ruling);
        let query = Query { condition: all([task.query.condition.clone(), passes]), ..task.query.clone() };
        let answers = solver.answer(book.schema(), &[query], &|_| false, &|_, _, _| {})?;
        if let Some(Some(Answer::Example(context, resource))) = answers.into_iter().next() {
            (verdict, found) = (Verdict::Ruling, (context, resource));
        }
    }
    let breaks = |ruling: &decide::Ruling| {
        let outcome = counterexample::outcome(ruling, verdict);
        if about_yes { outcome.is_passable() } else { outcome == Outcome::Refused }
    };
    let example = counterexample::restore(book, &task.asked, verdict, &found, &task.needed, &breaks);
    Ok(Proof::Refuted(Box::new(example)))
}

/// Every query that the promises come down to.
fn tasks(book: &Rulebook, promises: &[Promise]) -> Vec<Task> {
    let asked = all_asked(book);
    let rules = asked.iter().map(|asked| Rules::new(book, asked)).collect::<Vec<_>>();
    let mut builder =
        Builder { book, rules: &rules, tasks: Vec::new(), promise: 0, groups: 0, trees: Vec::new() };
    for promise in promises {
        match &promise.property {
            Property::NeverPasses { when, .. } | Property::NeverHolds { when } => {
                builder.trees.extend(when.clone());
            }
            _ => {}
        }
    }
    for (number, promise) in promises.iter().enumerate() {
        builder.promise = number;
        builder.groups += 1;
        builder.promise(promise);
    }
    builder.tasks
}

struct Builder<'a> {
    book: &'a Rulebook,
    rules: &'a [Rules<'a>],
    tasks: Vec<Task>,
    promise: usize,
    groups: usize,
    /// The conditions of all promises, which must not end in an error either.
    trees: Vec<Value>,
}

impl<'a> Builder<'a> {
    fn promise(&mut self, promise: &Promise) {
        let rules = self.rules;
        match &promise.property {
            Property::NeverPasses { when, verdicts } => {
                for (rules, tree) in pairs(rules, when) {
                    let kept = verdicts
                        .iter()
                        .filter(|kept| kept.regime.is_none_or(|regime| regime == rules.asked.regime));
                    for kept in kept {
                        let broken = rules.condition(tree);
                        let needed = rules.facts_of(&broken);
                        let condition = all([rules.valid.clone(), broken, rules.passes(kept.verdict)]);
                        self.add(&promise.id, rules, kept.verdict, condition, needed, None);
                    }
                }
            }
            Property::NeverHolds { when } => {
                for (rules, tree) in pairs(rules, when) {
                    let broken = rules.condition(tree);
                    let needed = rules.facts_of(&broken);
                    let condition = all([rules.valid.clone(), broken]);
                    self.add(&promise.id, rules, Verdict::Ruling, condition, needed, None);
                }
            }
            Property::NoError => self.no_error(),
            Property::Reasoned { but } => {
                for rules in rules {
                    let known =
                        any(but.iter().filter(|tree| rules.names(tree)).map(|tree| rules.condition(tree)));
                    for verdict in [Verdict::Policy, Verdict::Law] {
                        let silent =
                            [rules.permitted(verdict), rules.stopped(verdict), rules.outside(verdict)];
                        let condition = all([rules.valid.clone(), not(&known), not(&any(silent))]);
                        self.add(&promise.id, rules, verdict, condition, BTreeSet::new(), None);
                    }
                }
            }
            Property::Narrows => {
                for rules in rules {
                    let (law, outside) = (rules.passes(Verdict::Law), rules.outside(Verdict::Law));
                    let wider = all([rules.passes(Verdict::Ruling), not(&law), not(&outside)]);
                    let condition = all([rules.valid.clone(), wider]);
                    self.add(&promise.id, rules, Verdict::Ruling, condition, BTreeSet::new(), None);
                }
            }
            Property::NothingRedundant { explains } => {
                self.each_rule(&|rule| rule.outcome.is_some() && !explains.contains_key(&rule.id), &changes);
            }
            Property::NothingDead => self.each_rule(&|_| true, &matters),
        }
    }

    fn add(
        &mut self,
        about: &str,
        rules: &Rules,
        verdict: Verdict,
        condition: Value,
        needed: BTreeSet<String>,
        rule: Option<String>,
    ) {
        let query = self.query(about, &rules.asked.question, condition, false);
        let (promise, group) = (self.promise, self.groups);
        self.tasks.push(Task { query, asked: rules.asked.clone(), verdict, promise, group, rule, needed });
    }

    fn query(&self, about: &str, question: &str, condition: Value, errors: bool) -> Query {
        let resource = self.book.resource_of(question).unwrap_or_default().to_owned();
        Query { about: about.to_owned(), question: question.to_owned(), resource, condition, errors }
    }

    /// Each rule under each question and law, until it is found to do what `does` says.
    fn each_rule(
        &mut self,
        chosen: &dyn Fn(&RuleInfo) -> bool,
        does: &dyn Fn(&Rules<'a>, &RuleInfo, &Value, Verdict) -> Value,
    ) {
        let rules = self.rules;
        let ids =
            self.book.rules().filter(|rule| chosen(rule)).map(|rule| rule.id.clone()).collect::<Vec<_>>();
        for id in ids {
            self.groups += 1;
            for rules in rules {
                let Some((rule, condition)) = rules.written.iter().find(|(rule, _)| rule.id == id) else {
                    continue;
                };
                for verdict in [Verdict::Policy, Verdict::Law] {
                    let is_obligation = rule.obligation.is_some() && verdict == Verdict::Law;
                    if rules.asked.counts(rule, verdict) || is_obligation {
                        let does = all([rules.valid.clone(), does(rules, rule, condition, verdict)]);
                        self.add(&id, rules, verdict, does, BTreeSet::new(), Some(id.clone()));
                    }
                }
            }
        }
    }

    fn no_error(&mut self) {
        let rules = self.rules;
        for rules in rules {
            let conditions =
                rules.written.iter().map(|(rule, condition)| (rule.id.clone(), condition.clone()));
            let promised = self.trees.iter().filter(|tree| rules.names(tree));
            let promised = promised.map(|tree| ("promise".to_owned(), rules.condition(tree)));
            for (id, condition) in conditions.chain(promised.collect::<Vec<_>>()) {
                let condition = all([rules.valid.clone(), condition]);
                let query = self.query(&id, &rules.asked.question, condition, true);
                self.tasks.push(Task {
                    query,
                    asked: rules.asked.clone(),
                    verdict: Verdict::Ruling,
                    promise: self.promise,
                    group: self.groups,
                    rule: None,
                    needed: BTreeSet::new(),
                });
            }
        }
    }
}

/// The rule stands in the way and no rule as severe does: without it the verdict would be another.
fn changes(rules: &Rules, rule: &RuleInfo, condition: &Value, verdict: Verdict) -> Value {
    let is_outside = |rule: &RuleInfo| rule.outcome == Some(Outcome::OutOfScope);
    let as_severe = rules.of(verdict).filter(|(other, _)| {
        other.id != rule.id && other.outcome >= rule.outcome && is_outside(other) == is_outside(rule)
    });
    let others = any(as_severe.map(|(_, condition)| condition.clone()));
    let outside = if is_outside(rule) { any([]) } else { rules.outside(verdict) };
    all([condition.clone(), not(&others), not(&outside)])
}

/// A permit carries a yes; any other rule holds.
fn matters(rules: &Rules, rule: &RuleInfo, condition: &Value, verdict: Verdict) -> Value {
    let is_permit = rule.outcome.is_none() && rule.obligation.is_none();
    if is_permit { all([condition.clone(), rules.passes(verdict)]) } else { condition.clone() }
}

/// The rules of every question that a condition is about.
fn pairs<'a, 'b>(rules: &'b [Rules<'a>], trees: &'b [Value]) -> Vec<(&'b Rules<'a>, &'b Value)> {
    rules
        .iter()
        .flat_map(|rules| trees.iter().filter(|tree| rules.names(tree)).map(move |tree| (rules, tree)))
        .collect()
}
