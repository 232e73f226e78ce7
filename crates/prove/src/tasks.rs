//! What a promise comes down to: questions that the solver can answer.

use std::collections::BTreeSet;

use decide::{Outcome, RuleInfo, Rulebook};
use serde_json::Value;

use crate::formula::Formula;
use crate::promise::{Promise, Property};
use crate::question::{Rules, Verdict};
use crate::solver::Query;

/// What is asked of the solver, and why.
pub(crate) struct Task {
    pub(crate) query: Query,
    pub(crate) verdict: Verdict,
    /// Number of the promise.
    pub(crate) promise: usize,
    /// Tasks of one group need no answer once one of them is possible.
    pub(crate) group: usize,
    /// The rule that must be able to hold; `None` where what is possible breaks the promise.
    pub(crate) rule: Option<String>,
    /// Facts that the promise is about.
    pub(crate) needed: BTreeSet<String>,
}

/// Every query that the promises come down to.
pub(crate) fn tasks(book: &Rulebook, rules: &[Rules], promises: &[Promise]) -> Vec<Task> {
    let mut builder =
        Builder { book, rules, tasks: Vec::new(), promise: 0, groups: 0, conditions: Vec::new() };
    for promise in promises {
        let id = || promise.id.clone();
        match &promise.property {
            Property::NeverPasses { when } => {
                builder.conditions.extend(when.iter().map(|(tree, _)| (id(), tree.clone())));
            }
            Property::NeverHolds { when } => {
                builder.conditions.extend(when.iter().map(|tree| (id(), tree.clone())));
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
    conditions: Vec<(String, Value)>,
}

impl Builder<'_> {
    fn promise(&mut self, promise: &Promise) {
        match &promise.property {
            Property::NeverPasses { when } => {
                for (place, (tree, kept)) in self.pairs(when, &|(tree, _)| tree) {
                    let Some(rules) = self.rules.get(place) else { continue };
                    let regime = rules.asked.regime;
                    for kept in kept.iter().filter(|kept| kept.regime.is_none_or(|only| only == regime)) {
                        let broken = rules.condition(tree);
                        let needed = rules.facts_of(&broken);
                        let parts = vec![Formula::given(broken), rules.passes(kept.verdict)];
                        self.add(&promise.id, place, kept.verdict, parts, None);
                        self.needs(needed);
                    }
                }
            }
            Property::NeverHolds { when } => {
                for (place, tree) in self.pairs(when, &|tree| tree) {
                    let Some(rules) = self.rules.get(place) else { continue };
                    let broken = rules.condition(tree);
                    let needed = rules.facts_of(&broken);
                    self.add(&promise.id, place, Verdict::Ruling, vec![Formula::given(broken)], None);
                    self.needs(needed);
                }
            }
            Property::NoError => self.no_error(),
            Property::Reasoned { but } => {
                for (place, rules) in self.rules.iter().enumerate() {
                    let known = but.iter().filter(|tree| rules.names(tree));
                    let known =
                        Formula::Any(known.map(|tree| Formula::given(rules.condition(tree))).collect());
                    let (policy, law) = (Verdict::Policy, Verdict::Law);
                    let outside = Formula::All(vec![rules.outside(policy), rules.outside(law)]);
                    let says = vec![
                        rules.stopped(policy),
                        rules.stopped(law),
                        rules.passes(Verdict::Ruling),
                        outside,
                        known,
                    ];
                    self.add(&promise.id, place, Verdict::Ruling, vec![Formula::Any(says).not()], None);
                }
            }
            Property::Narrows => {
                for (place, rules) in self.rules.iter().enumerate() {
                    let law = Formula::Any(vec![rules.passes(Verdict::Law), rules.outside(Verdict::Law)]);
                    let parts = vec![rules.passes(Verdict::Ruling), law.not()];
                    self.add(&promise.id, place, Verdict::Ruling, parts, None);
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
        place: usize,
        verdict: Verdict,
        mut parts: Vec<Formula>,
        rule: Option<String>,
    ) {
        parts.splice(0..0, self.rules.get(place).map(|rules| rules.valid.clone()));
        let formula = Formula::All(parts);
        let (about, example) = (about.to_owned(), rule.is_none());
        let query = Query { about, rules: place, formula, errors: false, example };
        let (promise, group) = (self.promise, self.groups);
        self.tasks.push(Task { query, verdict, promise, group, rule, needed: BTreeSet::new() });
    }

    /// The facts that the last task is about.
    fn needs(&mut self, needed: BTreeSet<String>) {
        if let Some(task) = self.tasks.last_mut() {
            task.needed = needed;
        }
    }

    /// Each rule under each question and law, until it is found to do what `does` says.
    fn each_rule(&mut self, chosen: &dyn Fn(&RuleInfo) -> bool, does: &Does) {
        let ids =
            self.book.rules().filter(|rule| chosen(rule)).map(|rule| rule.id.clone()).collect::<Vec<_>>();
        for id in ids {
            self.groups += 1;
            for (place, rules) in self.rules.iter().enumerate() {
                let Some(number) = rules.written.iter().position(|(rule, _)| rule.id == id) else { continue };
                let Some((rule, _)) = rules.written.get(number) else { continue };
                for verdict in [Verdict::Policy, Verdict::Law] {
                    let is_obligation = rule.obligation.is_some() && verdict == Verdict::Law;
                    if rules.asked.counts(rule, verdict) || is_obligation {
                        let parts = does(rules, rule, number, verdict);
                        self.add(&id, place, verdict, parts, Some(id.clone()));
                    }
                }
            }
        }
    }

    fn no_error(&mut self) {
        for (place, rules) in self.rules.iter().enumerate() {
            let written = rules.written.iter().enumerate();
            let written = written.map(|(number, (rule, _))| (rule.id.clone(), Formula::Rule(number)));
            let promised = self.conditions.iter().filter(|(_, tree)| rules.names(tree));
            let promised = promised.map(|(id, tree)| (id.clone(), Formula::given(rules.condition(tree))));
            for (id, formula) in written.chain(promised.collect::<Vec<_>>()).collect::<Vec<_>>() {
                self.add(&id, place, Verdict::Ruling, vec![formula], None);
                if let Some(task) = self.tasks.last_mut() {
                    task.query.errors = true;
                }
            }
        }
    }

    /// The places of the questions that each condition is about.
    fn pairs<'b, T>(&self, conditions: &'b [T], tree: &dyn Fn(&T) -> &Value) -> Vec<(usize, &'b T)> {
        let mut pairs = Vec::new();
        for (place, rules) in self.rules.iter().enumerate() {
            let about = conditions.iter().filter(|condition| rules.names(tree(condition)));
            pairs.extend(about.map(|condition| (place, condition)));
        }
        pairs
    }
}

type Does = dyn Fn(&Rules, &RuleInfo, usize, Verdict) -> Vec<Formula>;

/// The rule stands in the way and no rule as severe does: without it the verdict would be another.
fn changes(rules: &Rules, rule: &RuleInfo, number: usize, verdict: Verdict) -> Vec<Formula> {
    let is_outside = |rule: &RuleInfo| rule.outcome == Some(Outcome::OutOfScope);
    let others = rules.one_of(verdict, |other| {
        other.id != rule.id && other.outcome >= rule.outcome && is_outside(other) == is_outside(rule)
    });
    let outside = if is_outside(rule) { Formula::Any(Vec::new()) } else { rules.outside(verdict) };
    vec![Formula::Rule(number), others.not(), outside.not()]
}

/// A permit carries a yes; any other rule holds.
fn matters(rules: &Rules, rule: &RuleInfo, number: usize, verdict: Verdict) -> Vec<Formula> {
    let is_permit = rule.outcome.is_none() && rule.obligation.is_none();
    let carries = is_permit.then(|| rules.passes(verdict));
    [Some(Formula::Rule(number)), carries].into_iter().flatten().collect()
}
