//! Which open facts can still change an outcome: exactly those, no more.
//!
//! Three-valued evaluation says that a rule is open, but not whether the outcome is: `a or not a` is open for it.
//! Here the outcome is written as a decision diagram over the open facts. Diagrams are kept reduced, so the facts that
//! remain in one are exactly the facts that can change the outcome, and a diagram without facts is an outcome that is
//! settled.
//!
//! Bounded: a diagram that grows too large says that every open fact may matter, which is never too permissive.

mod domain;
mod parts;

use rustc_hash::FxHashMap;

use self::domain::Variable;
pub(crate) use self::domain::{Domain, domains};
use self::parts::{Children, FALSE, Operation, Part, Parts, TRUE, boolean, outcome, terminal};
use crate::Outcome;
use crate::expression::{Expr, Operand, Truth};
use crate::judge::{Judgement, Verdict};
use crate::program::{Program, Step};
use crate::vocabulary::UNKNOWN;

/// What is settled whatever the open facts are, and the facts that can still change the outcome.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    pub(crate) policy: Verdict,
    pub(crate) law: Verdict,
    pub(crate) outcome: Verdict,
    pub(crate) open: Vec<OpenFact>,
}

/// A fact that can still change the outcome.
#[derive(Debug)]
pub(crate) struct OpenFact {
    pub(crate) slot: usize,
    /// How likely one answer settles the matter, in hundredths: the share of the answers that leave nothing open.
    pub(crate) settles: usize,
}

/// Works out the outcome of the layers and of the whole over all completions of a judged row.
pub(crate) fn settle(program: &Program, judgement: &Judgement) -> Settled {
    let mut diagram = Diagram::new(program, &judgement.row);
    let duty = diagram.held(&program.obligations, &judgement.obligations, Some(Outcome::Allowed));
    let [policy, law] =
        [(&program.policy, &judgement.policy), (&program.law, &judgement.law)].map(|(steps, truths)| {
            let verdict = diagram.layer(steps, truths);
            diagram.parts.combine(Operation::Duty, duty, verdict)
        });
    let whole = diagram.parts.combine(Operation::Severest, policy, law);
    if diagram.parts.is_full() {
        let mut open =
            diagram.variables.iter().map(|it| OpenFact { slot: it.slot, settles: 0 }).collect::<Vec<_>>();
        open.dedup_by_key(|fact| fact.slot);
        return Settled { open, ..Settled::default() };
    }
    Settled { policy: outcome(policy), law: outcome(law), outcome: outcome(whole), open: diagram.open(whole) }
}

struct Diagram<'a> {
    program: &'a Program,
    row: &'a [i64],
    variables: Vec<Variable<'a>>,
    /// The first variable of a slot; the words of a set follow each other.
    first: FxHashMap<usize, usize>,
    definitions: FxHashMap<usize, Part>,
    parts: Parts,
}

impl<'a> Diagram<'a> {
    fn new(program: &'a Program, row: &'a [i64]) -> Self {
        let variables = domain::variables(&program.domains, row);
        let mut first = FxHashMap::default();
        for (number, variable) in variables.iter().enumerate() {
            first.entry(variable.slot).or_insert(number);
        }
        let (definitions, parts) = (FxHashMap::default(), Parts::default());
        Self { program, row, variables, first, definitions, parts }
    }

    /// The open facts that a part depends on.
    fn open(&self, part: Part) -> Vec<OpenFact> {
        let mut facts = Vec::<OpenFact>::new();
        let depends = self.parts.variables(part);
        for (number, variable) in
            self.variables.iter().enumerate().filter(|(number, _)| depends.contains(number))
        {
            if facts.last().is_some_and(|fact| fact.slot == variable.slot) {
                continue;
            }
            facts.push(OpenFact { slot: variable.slot, settles: self.settles(part, number, variable) });
        }
        facts
    }

    /// Of words that rules do not tell apart each counts as an answer; free answers cannot be counted.
    fn settles(&self, part: Part, number: usize, variable: &Variable) -> usize {
        if !variable.countable {
            return 0;
        }
        let all = variable.answers.iter().map(|(_, answers)| answers).sum::<usize>();
        let settling = variable.answers.iter().enumerate();
        let settling = settling.filter(|(value, _)| self.parts.settles(part, number, *value));
        settling.map(|(_, (_, answers))| answers).sum::<usize>() * 100 / all.max(1)
    }

    /// The verdict of a layer, in the same words as `judge::layer`.
    fn layer(&mut self, steps: &[Step], truths: &[Truth]) -> Part {
        let severest = steps.iter().zip(truths).filter(|(_, truth)| **truth == Truth::True);
        let severest = severest.filter_map(|(step, _)| step.outcome).max();
        let settled = severest.filter(|outcome| *outcome > Outcome::AllowedWithObligations);
        let mut verdict = if let Some(outcome) = settled {
            terminal(outcome)
        } else {
            let permitted = self.held(steps, truths, None);
            self.parts.choose(permitted, terminal(Outcome::Allowed), terminal(Outcome::Refused))
        };
        let milder = settled.unwrap_or(Outcome::AllowedWithObligations);
        for outcome in Outcome::ALL.into_iter().filter(|outcome| *outcome > milder) {
            let held = self.held(steps, truths, Some(outcome));
            verdict = self.parts.choose(held, terminal(outcome), verdict);
        }
        let outside = self.held(steps, truths, Some(Outcome::OutOfScope));
        self.parts.choose(outside, terminal(Outcome::OutOfScope), verdict)
    }

    /// Does a rule with this outcome hold?
    fn held(&mut self, steps: &[Step], truths: &[Truth], outcome: Option<Outcome>) -> Part {
        let mut found = FALSE;
        for (step, truth) in steps.iter().zip(truths).filter(|(step, _)| step.outcome == outcome) {
            let next = match truth {
                Truth::False => continue,
                Truth::True => return TRUE,
                Truth::Open => self.condition(&step.condition),
            };
            found = self.parts.combine(Operation::Or, found, next);
        }
        found
    }

    fn condition(&mut self, expression: &Expr) -> Part {
        match expression {
            Expr::Const(value) => boolean(*value),
            Expr::Is(slot) => self.flag(*slot),
            Expr::Equal(slot, constant) => self.test(*slot, |value| value == *constant),
            Expr::OneOf(slot, constants) => self.test(*slot, |value| constants.contains(&value)),
            Expr::HasAny(slot, bits) => self.bits(*slot, *bits, Operation::Or),
            Expr::HasAll(slot, bits) => self.bits(*slot, *bits, Operation::And),
            Expr::Same(left, right) => {
                self.compare(Operand::Slot(*left), Operand::Slot(*right), |left, right| left == right)
            }
            Expr::Less(left, right) => self.compare(*left, *right, |left, right| left < right),
            Expr::AtMost(left, right) => self.compare(*left, *right, |left, right| left <= right),
            Expr::Not(inner) => {
                let inner = self.condition(inner);
                self.parts.choose(inner, FALSE, TRUE)
            }
            Expr::All(parts) => self.fold(parts, Operation::And, TRUE, FALSE),
            Expr::Any(parts) => self.fold(parts, Operation::Or, FALSE, TRUE),
            Expr::If(parts) => {
                let condition = self.condition(&parts.0);
                let then = self.condition(&parts.1);
                let other = self.condition(&parts.2);
                self.parts.choose(condition, then, other)
            }
        }
    }

    fn fold(&mut self, parts: &[Expr], operation: Operation, neutral: Part, decisive: Part) -> Part {
        let mut result = neutral;
        for part in parts {
            let next = self.condition(part);
            result = self.parts.combine(operation, result, next);
            if result == decisive {
                break;
            }
        }
        result
    }

    /// A flag that is derived is its definition.
    fn flag(&mut self, slot: usize) -> Part {
        if let Some(known) = self.known(slot) {
            return boolean(known == 1);
        }
        if let Some(done) = self.definitions.get(&slot) {
            return *done;
        }
        match self.program.definition(slot) {
            Some(definition) => {
                let part = self.condition(definition);
                self.definitions.insert(slot, part);
                part
            }
            None => self.test(slot, |value| value == 1),
        }
    }

    fn test(&mut self, slot: usize, holds: impl Fn(i64) -> bool) -> Part {
        if let Some(known) = self.known(slot) {
            return boolean(holds(known));
        }
        let Some(variable) = self.first.get(&slot).copied() else { return FALSE };
        let children = self.values(variable).map(|value| boolean(holds(value))).collect();
        self.parts.choice(variable, children)
    }

    fn bits(&mut self, slot: usize, bits: i64, operation: Operation) -> Part {
        if let Some(known) = self.known(slot) {
            let holds = if operation == Operation::Or { known & bits != 0 } else { known & bits == bits };
            return boolean(holds);
        }
        let Some(first) = self.first.get(&slot).copied() else { return FALSE };
        let mut result = boolean(operation == Operation::And);
        let words = self.variables.iter().enumerate().skip(first).take_while(|(_, it)| it.slot == slot);
        for (variable, found) in words {
            if found.bit.is_some_and(|bit| bits >> bit & 1 == 1) {
                let part = self.parts.choice(variable, Children::from_slice(&[FALSE, TRUE]));
                result = self.parts.combine(operation, result, part);
            }
        }
        result
    }

    fn compare(&mut self, left: Operand, right: Operand, holds: impl Fn(i64, i64) -> bool) -> Part {
        match (self.operand(left), self.operand(right)) {
            (Ok(left), Ok(right)) => boolean(holds(left, right)),
            (Err(left), Ok(right)) => self.test(left, |value| holds(value, right)),
            (Ok(left), Err(right)) => self.test(right, |value| holds(left, value)),
            (Err(left), Err(right)) if left == right => boolean(holds(0, 0)),
            (Err(left), Err(right)) => self.pair(left, right, &holds),
        }
    }

    fn pair(&mut self, left: usize, right: usize, holds: &impl Fn(i64, i64) -> bool) -> Part {
        let (Some(one), Some(other)) = (self.first.get(&left).copied(), self.first.get(&right).copied())
        else {
            return FALSE;
        };
        let swapped = one > other;
        let (upper, lower) = if swapped { (other, one) } else { (one, other) };
        let below = self.values(lower).collect::<Vec<_>>();
        let above = self.values(upper).collect::<Vec<_>>();
        let children = above
            .into_iter()
            .map(|above| {
                let holds = |below: &i64| if swapped { holds(*below, above) } else { holds(above, *below) };
                self.parts.choice(lower, below.iter().map(|below| boolean(holds(below))).collect())
            })
            .collect();
        self.parts.choice(upper, children)
    }

    fn operand(&self, operand: Operand) -> Result<i64, usize> {
        match operand {
            Operand::Const(value) => Ok(value),
            Operand::Slot(slot) => self.known(slot).ok_or(slot),
        }
    }

    fn known(&self, slot: usize) -> Option<i64> {
        self.row.get(slot).copied().filter(|value| *value != UNKNOWN)
    }

    fn values(&self, variable: usize) -> impl Iterator<Item = i64> {
        self.variables.get(variable).into_iter().flat_map(|it| it.answers.iter()).map(|(value, _)| *value)
    }
}
