//! Which open facts can still change an outcome: exactly those, no more.
//!
//! Three-valued evaluation says that a rule is open, but not whether the outcome is: `a or not a` is open for it.
//! Here the outcome is written as a decision diagram over the open facts. Diagrams are kept reduced (equal parts are
//! one part, a choice that changes nothing disappears), so the facts that remain in it are exactly the facts that can
//! change the outcome, and a diagram without facts is an outcome that is settled.
//!
//! Bounded: beyond `MOST_NODES` parts we say that every open fact may matter, which is never too permissive.

use std::collections::{BTreeSet, HashMap};

use crate::Outcome;
use crate::expression::{Expr, Operand};
use crate::program::{Program, Step};
use crate::vocabulary::{Kind, NEVER, UNKNOWN, Vocabulary};

const MOST_NODES: usize = 200_000;

/// Terminals are numbers below this; parts of the diagram come after.
const TERMINALS: u32 = 16;
const FALSE: u32 = 0;
const TRUE: u32 = 1;

/// The outcome of an item as far as it is settled, and the slots that can still change it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled {
    pub(crate) outcome: Option<Outcome>,
    pub(crate) slots: BTreeSet<usize>,
}

/// Works out the outcome of the layers and of the whole over all completions of a row.
pub(crate) fn settle(vocabulary: &Vocabulary, program: &Program, row: &[i64]) -> [Settled; 3] {
    let mut diagram = Diagram::new(vocabulary, program, row);
    let duties = program.obligations.iter().filter(|step| step.outcome == Some(Outcome::Allowed));
    let duty = diagram.any(duties.map(|step| &step.condition));
    let layers = [&program.policy, &program.law].map(|steps| {
        let verdict = diagram.layer(steps);
        diagram.apply(Operation::Duty, duty, verdict)
    });
    let [policy, law] = layers;
    let whole = diagram.apply(Operation::Severest, policy, law);
    [policy, law, whole].map(|part| diagram.read(part))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Operation {
    And,
    Or,
    /// A yes becomes a yes with obligations where the first is true.
    Duty,
    Severest,
}

struct Variable {
    slot: usize,
    /// For a set: the word it is about.
    bit: Option<u32>,
    values: Vec<i64>,
}

struct Node {
    variable: usize,
    children: Vec<u32>,
}

struct Diagram<'a> {
    program: &'a Program,
    row: &'a [i64],
    variables: Vec<Variable>,
    /// The first variable of a slot; the bits of a set follow each other.
    first: HashMap<usize, usize>,
    definitions: HashMap<usize, u32>,
    nodes: Vec<Node>,
    unique: HashMap<(usize, Vec<u32>), u32>,
    applied: HashMap<(Operation, u32, u32), u32>,
    chosen: HashMap<(u32, u32, u32), u32>,
    full: bool,
}

impl<'a> Diagram<'a> {
    fn new(vocabulary: &'a Vocabulary, program: &'a Program, row: &'a [i64]) -> Self {
        let (variables, first) = variables(vocabulary, program, row);
        Self {
            program,
            row,
            variables,
            first,
            definitions: HashMap::new(),
            nodes: Vec::new(),
            unique: HashMap::new(),
            applied: HashMap::new(),
            chosen: HashMap::new(),
            full: false,
        }
    }

    fn read(&self, part: u32) -> Settled {
        if self.full {
            return Settled {
                outcome: None,
                slots: self.variables.iter().map(|variable| variable.slot).collect(),
            };
        }
        let (mut slots, mut seen, mut waiting) = (BTreeSet::new(), BTreeSet::new(), vec![part]);
        while let Some(part) = waiting.pop() {
            let Some(node) = self.node(part).filter(|_| seen.insert(part)) else { continue };
            slots.extend(self.variables.get(node.variable).map(|variable| variable.slot));
            waiting.extend(&node.children);
        }
        Settled { outcome: outcome(part), slots }
    }

    /// The verdict of a layer, in the same words as `judge::layer`.
    fn layer(&mut self, steps: &[Step]) -> u32 {
        let permitted = self.any(of(steps, None));
        let mut verdict = self.choose(permitted, terminal(Outcome::Allowed), terminal(Outcome::Refused));
        for outcome in Outcome::ALL.into_iter().filter(|outcome| *outcome > Outcome::AllowedWithObligations) {
            let held = self.any(of(steps, Some(outcome)));
            verdict = self.choose(held, terminal(outcome), verdict);
        }
        let outside = self.any(of(steps, Some(Outcome::OutOfScope)));
        self.choose(outside, terminal(Outcome::OutOfScope), verdict)
    }

    fn any<'e>(&mut self, conditions: impl Iterator<Item = &'e Expr>) -> u32 {
        conditions.fold(FALSE, |found, condition| {
            let next = self.condition(condition);
            self.apply(Operation::Or, found, next)
        })
    }

    fn condition(&mut self, expression: &Expr) -> u32 {
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
                self.choose(inner, FALSE, TRUE)
            }
            Expr::All(parts) => self.fold(parts, Operation::And, TRUE, FALSE),
            Expr::Any(parts) => self.fold(parts, Operation::Or, FALSE, TRUE),
            Expr::If(parts) => {
                let condition = self.condition(&parts.0);
                let then = self.condition(&parts.1);
                let other = self.condition(&parts.2);
                self.choose(condition, then, other)
            }
        }
    }

    fn fold(&mut self, parts: &[Expr], operation: Operation, neutral: u32, decisive: u32) -> u32 {
        let mut result = neutral;
        for part in parts {
            let next = self.condition(part);
            result = self.apply(operation, result, next);
            if result == decisive {
                break;
            }
        }
        result
    }

    /// A flag that is derived is its definition.
    fn flag(&mut self, slot: usize) -> u32 {
        if let Some(known) = self.known(slot) {
            return boolean(known == 1);
        }
        if let Some(done) = self.definitions.get(&slot) {
            return *done;
        }
        let program = self.program;
        match program.definitions.iter().find(|(defined, _)| *defined == slot) {
            Some((_, definition)) => {
                let part = self.condition(definition);
                self.definitions.insert(slot, part);
                part
            }
            None => self.test(slot, |value| value == 1),
        }
    }

    fn test(&mut self, slot: usize, holds: impl Fn(i64) -> bool) -> u32 {
        if let Some(known) = self.known(slot) {
            return boolean(holds(known));
        }
        let Some(variable) = self.first.get(&slot).copied() else { return FALSE };
        let children = self.values(variable).iter().map(|value| boolean(holds(*value))).collect();
        self.make(variable, children)
    }

    fn bits(&mut self, slot: usize, bits: i64, operation: Operation) -> u32 {
        if let Some(known) = self.known(slot) {
            return boolean(if operation == Operation::Or {
                known & bits != 0
            } else {
                known & bits == bits
            });
        }
        let Some(first) = self.first.get(&slot).copied() else { return FALSE };
        let mut result = boolean(operation == Operation::And);
        for variable in first..self.variables.len() {
            let Some(found) = self.variables.get(variable).filter(|found| found.slot == slot) else { break };
            if found.bit.is_some_and(|bit| bits >> bit & 1 == 1) {
                let part = self.make(variable, vec![FALSE, TRUE]);
                result = self.apply(operation, result, part);
            }
        }
        result
    }

    fn compare(&mut self, left: Operand, right: Operand, holds: impl Fn(i64, i64) -> bool) -> u32 {
        match (self.operand(left), self.operand(right)) {
            (Ok(left), Ok(right)) => boolean(holds(left, right)),
            (Err(left), Ok(right)) => self.test(left, |value| holds(value, right)),
            (Ok(left), Err(right)) => self.test(right, |value| holds(left, value)),
            (Err(left), Err(right)) if left == right => boolean(holds(0, 0)),
            (Err(left), Err(right)) => self.pair(left, right, &holds),
        }
    }

    fn pair(&mut self, left: usize, right: usize, holds: &impl Fn(i64, i64) -> bool) -> u32 {
        let (Some(one), Some(other)) = (self.first.get(&left).copied(), self.first.get(&right).copied())
        else {
            return FALSE;
        };
        let swapped = one > other;
        let (upper, lower) = if swapped { (other, one) } else { (one, other) };
        let (upper_values, lower_values) = (self.values(upper).to_vec(), self.values(lower).to_vec());
        let children = upper_values
            .iter()
            .map(|above| {
                let below = lower_values
                    .iter()
                    .map(|below| boolean(if swapped { holds(*below, *above) } else { holds(*above, *below) }))
                    .collect();
                self.make(lower, below)
            })
            .collect();
        self.make(upper, children)
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

    fn values(&self, variable: usize) -> &[i64] {
        self.variables.get(variable).map_or(&[], |variable| &variable.values)
    }

    fn node(&self, part: u32) -> Option<&Node> {
        self.nodes.get(usize::try_from(part.checked_sub(TERMINALS)?).ok()?)
    }

    fn make(&mut self, variable: usize, children: Vec<u32>) -> u32 {
        let Some(first) = children.first().copied() else { return FALSE };
        if children.iter().all(|child| *child == first) {
            return first;
        }
        if self.nodes.len() >= MOST_NODES {
            self.full = true;
            return first;
        }
        let (nodes, unique) = (&mut self.nodes, &mut self.unique);
        *unique.entry((variable, children)).or_insert_with_key(|(variable, children)| {
            nodes.push(Node { variable: *variable, children: children.clone() });
            TERMINALS + u32::try_from(nodes.len() - 1).unwrap_or(u32::MAX - TERMINALS)
        })
    }

    /// The topmost variable of some parts, and each part's child for each of its values.
    fn top(&self, parts: &[u32]) -> Option<usize> {
        parts.iter().filter_map(|part| self.node(*part)).map(|node| node.variable).min()
    }

    fn child(&self, part: u32, variable: usize, number: usize) -> u32 {
        match self.node(part) {
            Some(node) if node.variable == variable => node.children.get(number).copied().unwrap_or(part),
            _ => part,
        }
    }

    fn apply(&mut self, operation: Operation, left: u32, right: u32) -> u32 {
        if let Some(done) = shortcut(operation, left, right) {
            return done;
        }
        if let Some(done) = self.applied.get(&(operation, left, right)) {
            return *done;
        }
        let Some(variable) = self.top(&[left, right]).filter(|_| !self.full) else { return FALSE };
        let children = (0..self.values(variable).len())
            .map(|number| {
                let (left, right) = (self.child(left, variable, number), self.child(right, variable, number));
                self.apply(operation, left, right)
            })
            .collect();
        let part = self.make(variable, children);
        self.applied.insert((operation, left, right), part);
        part
    }

    fn choose(&mut self, condition: u32, then: u32, other: u32) -> u32 {
        match condition {
            TRUE => return then,
            FALSE => return other,
            _ if then == other => return then,
            _ => {}
        }
        if let Some(done) = self.chosen.get(&(condition, then, other)) {
            return *done;
        }
        let Some(variable) = self.top(&[condition, then, other]).filter(|_| !self.full) else { return other };
        let children = (0..self.values(variable).len())
            .map(|number| {
                let condition = self.child(condition, variable, number);
                let (then, other) = (self.child(then, variable, number), self.child(other, variable, number));
                self.choose(condition, then, other)
            })
            .collect();
        let part = self.make(variable, children);
        self.chosen.insert((condition, then, other), part);
        part
    }
}

fn of(steps: &[Step], outcome: Option<Outcome>) -> impl Iterator<Item = &Expr> {
    steps.iter().filter(move |step| step.outcome == outcome).map(|step| &step.condition)
}

fn boolean(value: bool) -> u32 {
    if value { TRUE } else { FALSE }
}

fn terminal(outcome: Outcome) -> u32 {
    let position = Outcome::ALL.iter().position(|known| *known == outcome).unwrap_or_default();
    2 + u32::try_from(position).unwrap_or_default()
}

fn outcome(part: u32) -> Option<Outcome> {
    Outcome::ALL.get(usize::try_from(part.checked_sub(2)?).ok()?).copied().filter(|_| part < TERMINALS)
}

fn shortcut(operation: Operation, left: u32, right: u32) -> Option<u32> {
    match operation {
        Operation::And if left == FALSE || right == FALSE => Some(FALSE),
        Operation::And if left == TRUE || left == right => Some(right),
        Operation::And if right == TRUE => Some(left),
        Operation::Or if left == TRUE || right == TRUE => Some(TRUE),
        Operation::Or if left == FALSE || left == right => Some(right),
        Operation::Or if right == FALSE => Some(left),
        Operation::Duty if left == FALSE => Some(right),
        Operation::Duty if left == TRUE && right == terminal(Outcome::Allowed) => {
            Some(terminal(Outcome::AllowedWithObligations))
        }
        Operation::Duty if right < TERMINALS && right != terminal(Outcome::Allowed) => Some(right),
        Operation::Severest if left == right => Some(left),
        Operation::Severest => Some(terminal(outcome(left)?.max(outcome(right)?))),
        _ => None,
    }
}

/// The open facts of a program, with the values that can make a difference.
fn variables(
    vocabulary: &Vocabulary,
    program: &Program,
    row: &[i64],
) -> (Vec<Variable>, HashMap<usize, usize>) {
    let mut mentioned = Mentioned::default();
    for (_, definition) in &program.definitions {
        mentioned.collect(definition);
    }
    for step in program.policy.iter().chain(&program.law).chain(&program.obligations) {
        mentioned.collect(&step.condition);
    }
    let open = |slot: usize| row.get(slot).is_some_and(|value| *value == UNKNOWN);
    let (mut variables, mut first) = (Vec::new(), HashMap::new());
    for (slot, found) in vocabulary.slots.iter().enumerate() {
        if !open(slot) || !mentioned.slots.contains(&slot) || found.path.starts_with("derived.") {
            continue;
        }
        first.insert(slot, variables.len());
        match &found.kind {
            Kind::Flag => variables.push(Variable { slot, bit: None, values: vec![0, 1] }),
            Kind::Choice(list) => {
                let words = vocabulary.words.get(list).map_or(0, Vec::len);
                let values = (0..i64::try_from(words).unwrap_or_default()).collect();
                variables.push(Variable { slot, bit: None, values });
            }
            Kind::Many(_) => {
                variables.extend((0..62).map(|bit| Variable { slot, bit: Some(bit), values: vec![0, 1] }));
            }
            Kind::Text => variables.push(Variable { slot, bit: None, values: mentioned.texts(slot, row) }),
            Kind::Number | Kind::Day => {
                variables.push(Variable { slot, bit: None, values: mentioned.numbers(slot, row) });
            }
        }
    }
    (variables, first)
}

/// What conditions compare facts with.
#[derive(Default)]
struct Mentioned {
    slots: BTreeSet<usize>,
    constants: BTreeSet<(usize, i64)>,
    pairs: BTreeSet<(usize, usize)>,
}

impl Mentioned {
    fn collect(&mut self, expression: &Expr) {
        expression.slots(&mut |slot| {
            self.slots.insert(slot);
        });
        match expression {
            Expr::Equal(slot, constant) => drop(self.constants.insert((*slot, *constant))),
            Expr::OneOf(slot, constants) => {
                self.constants.extend(constants.iter().map(|constant| (*slot, *constant)));
            }
            Expr::Same(left, right) => drop(self.pairs.insert((*left, *right))),
            Expr::Less(left, right) | Expr::AtMost(left, right) => match (left, right) {
                (Operand::Slot(left), Operand::Slot(right)) => drop(self.pairs.insert((*left, *right))),
                (Operand::Slot(slot), Operand::Const(constant))
                | (Operand::Const(constant), Operand::Slot(slot)) => {
                    self.constants.insert((*slot, *constant));
                }
                _ => {}
            },
            Expr::Not(inner) => self.collect(inner),
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            Expr::If(parts) => [&parts.0, &parts.1, &parts.2].into_iter().for_each(|part| self.collect(part)),
            _ => {}
        }
    }

    /// The slot and every slot it is compared with, directly or by way of others.
    fn together(&self, slot: usize) -> BTreeSet<usize> {
        let mut group = BTreeSet::from([slot]);
        loop {
            let more = self.pairs.iter().filter(|(a, b)| group.contains(a) != group.contains(b));
            let more = more.flat_map(|(a, b)| [*a, *b]).collect::<Vec<_>>();
            if more.is_empty() {
                return group;
            }
            group.extend(more);
        }
    }

    fn anchors(&self, slot: usize, row: &[i64]) -> (BTreeSet<i64>, i64) {
        let group = self.together(slot);
        let constants =
            self.constants.iter().filter(|(slot, _)| group.contains(slot)).map(|(_, constant)| *constant);
        let known = group.iter().filter_map(|slot| row.get(*slot)).copied().filter(|value| *value != UNKNOWN);
        let open = group.iter().filter(|slot| row.get(**slot) == Some(&UNKNOWN)).count();
        (constants.chain(known).collect(), i64::try_from(open).unwrap_or(1))
    }

    /// Every text a rule names or a fact holds, and as many others as there are open texts to be equal or not.
    fn texts(&self, slot: usize, row: &[i64]) -> Vec<i64> {
        let (mut values, open) = self.anchors(slot, row);
        values.extend((1..=open).map(|other| -other));
        values.into_iter().collect()
    }

    /// Around every number that is compared with, as many places as there are open numbers to be put in order.
    fn numbers(&self, slot: usize, row: &[i64]) -> Vec<i64> {
        let (mut anchors, open) = self.anchors(slot, row);
        if anchors.is_empty() {
            anchors.insert(0);
        }
        let around = |anchor: i64| (-open..=open).map(move |step| anchor.saturating_add(step));
        let mut values = anchors.into_iter().flat_map(around).collect::<BTreeSet<_>>();
        values.insert(NEVER);
        values.into_iter().collect()
    }
}
