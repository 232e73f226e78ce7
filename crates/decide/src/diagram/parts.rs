//! The diagram itself: parts that are equal are one part, and a choice that changes nothing disappears.
//!
//! Parts are numbers, and a part is made after the parts below it.

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::Outcome;

/// Beyond this many parts the diagram gives up: see `is_full`.
const MOST_PARTS: usize = 200_000;

/// An outcome, a truth, or a choice by a fact.
pub(super) type Part = u32;

pub(super) const FALSE: Part = 0;
pub(super) const TRUE: Part = 1;
/// Outcomes are the parts after the truths; choices come after these.
const TERMINALS: Part = 16;

/// What two parts can be combined by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Operation {
    And,
    Or,
    /// A yes becomes a yes with obligations where the first is true.
    Duty,
    Severest,
}

pub(super) type Children = SmallVec<[Part; 4]>;

/// A choice by the value of a variable.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Choice {
    variable: usize,
    children: Children,
}

/// Keys are our own numbers, so the hashes need not withstand an attacker.
#[derive(Debug, Default)]
pub(super) struct Parts {
    choices: IndexSet<Choice, FxBuildHasher>,
    combined: FxHashMap<(Operation, Part, Part), Part>,
    chosen: FxHashMap<(Part, Part, Part), Part>,
    full: bool,
}

impl Parts {
    /// Too large to finish: what stands here may not be relied on.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// The choice by a variable; one child for each of its values.
    pub(super) fn choice(&mut self, variable: usize, children: Children) -> Part {
        let Some(first) = children.first().copied() else { return FALSE };
        if children.iter().all(|child| *child == first) {
            return first;
        }
        if self.choices.len() >= MOST_PARTS {
            self.full = true;
            return first;
        }
        let (place, _) = self.choices.insert_full(Choice { variable, children });
        Part::try_from(place).map_or(first, |place| TERMINALS.saturating_add(place))
    }

    pub(super) fn combine(&mut self, operation: Operation, left: Part, right: Part) -> Part {
        if let Some(done) = shortcut(operation, left, right) {
            return done;
        }
        let (left, right) =
            if operation == Operation::Duty { (left, right) } else { (left.min(right), left.max(right)) };
        if let Some(done) = self.combined.get(&(operation, left, right)) {
            return *done;
        }
        let Some((variable, width)) = self.top(&[left, right]).filter(|_| !self.full) else { return FALSE };
        let children = (0..width)
            .map(|number| {
                let (left, right) = (self.child(left, variable, number), self.child(right, variable, number));
                self.combine(operation, left, right)
            })
            .collect();
        let part = self.choice(variable, children);
        self.combined.insert((operation, left, right), part);
        part
    }

    /// `then` where the condition is true, `other` where it is not.
    pub(super) fn choose(&mut self, condition: Part, then: Part, other: Part) -> Part {
        match condition {
            TRUE => return then,
            FALSE => return other,
            _ if then == other => return then,
            _ => {}
        }
        if let Some(done) = self.chosen.get(&(condition, then, other)) {
            return *done;
        }
        let top = self.top(&[condition, then, other]).filter(|_| !self.full);
        let Some((variable, width)) = top else { return other };
        let children = (0..width)
            .map(|number| {
                let condition = self.child(condition, variable, number);
                let (then, other) = (self.child(then, variable, number), self.child(other, variable, number));
                self.choose(condition, then, other)
            })
            .collect();
        let part = self.choice(variable, children);
        self.chosen.insert((condition, then, other), part);
        part
    }

    /// The variables on which a part still depends. Because the diagram is reduced, each of them can change it.
    pub(super) fn variables(&self, part: Part) -> FxHashSet<usize> {
        let (mut variables, mut seen, mut waiting) = (FxHashSet::default(), FxHashSet::default(), vec![part]);
        while let Some(part) = waiting.pop() {
            let Some(choice) = self.at(part).filter(|_| seen.insert(part)) else { continue };
            variables.insert(choice.variable);
            waiting.extend(&choice.children);
        }
        variables
    }

    /// Does one value of one variable leave nothing to choose?
    pub(super) fn settles(&self, part: Part, variable: usize, number: usize) -> bool {
        let (mut outcome, mut seen, mut waiting) = (None, FxHashSet::default(), vec![part]);
        while let Some(part) = waiting.pop() {
            match self.at(part) {
                None if outcome.is_some_and(|known| known != part) => return false,
                None => outcome = Some(part),
                Some(_) if !seen.insert(part) => {}
                Some(choice) if choice.variable == variable => waiting.extend(choice.children.get(number)),
                Some(choice) => waiting.extend(&choice.children),
            }
        }
        true
    }

    fn at(&self, part: Part) -> Option<&Choice> {
        self.choices.get_index(usize::try_from(part.checked_sub(TERMINALS)?).ok()?)
    }

    /// The topmost variable of some parts, and how many values it has.
    fn top(&self, parts: &[Part]) -> Option<(usize, usize)> {
        let choices = parts.iter().filter_map(|part| self.at(*part));
        choices.map(|choice| (choice.variable, choice.children.len())).min()
    }

    fn child(&self, part: Part, variable: usize, number: usize) -> Part {
        match self.at(part) {
            Some(choice) if choice.variable == variable => {
                choice.children.get(number).copied().unwrap_or(part)
            }
            _ => part,
        }
    }
}

pub(super) fn boolean(value: bool) -> Part {
    if value { TRUE } else { FALSE }
}

pub(super) fn terminal(outcome: Outcome) -> Part {
    let position = Outcome::ALL.iter().position(|known| *known == outcome).unwrap_or_default();
    2 + Part::try_from(position).unwrap_or_default()
}

/// The outcome that a part is, if it leaves nothing to choose.
pub(super) fn outcome(part: Part) -> Option<Outcome> {
    Outcome::ALL.get(usize::try_from(part.checked_sub(2)?).ok()?).copied().filter(|_| part < TERMINALS)
}

fn shortcut(operation: Operation, left: Part, right: Part) -> Option<Part> {
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
