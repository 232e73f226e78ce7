//! The facts a program reads, in the order in which a diagram asks them, with the values that make a difference.
//!
//! The order is what keeps diagrams small: facts that stand together in rules stand together here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::expression::{Expr, Operand};
use crate::program::Program;
use crate::vocabulary::{Kind, NEVER, UNKNOWN, Vocabulary};

/// A fact and its values. Worked out once, when the rules are read.
#[derive(Debug, Clone)]
pub(crate) struct Domain {
    slot: usize,
    values: Values,
}

/// A value, and how many answers it stands for.
pub(super) type Answer = (i64, usize);

#[derive(Debug, Clone)]
enum Values {
    /// Flags, and words of which those that no rule tells apart are one.
    Answers(Vec<Answer>),
    /// The words of a set that rules ask for, as bits.
    Bits(i64),
    /// Texts and numbers: what matters is what they are compared with.
    Compared { anchors: Vec<i64>, with: Vec<usize>, order: bool },
}

/// One choice of a diagram: an open fact, or one word of an open set.
#[derive(Debug)]
pub(super) struct Variable<'a> {
    pub(super) slot: usize,
    pub(super) bit: Option<u32>,
    pub(super) answers: Cow<'a, [Answer]>,
    /// Whether the answers are all there are, so that a share of them says something.
    pub(super) countable: bool,
}

const YES_OR_NO: &[Answer] = &[(0, 1), (1, 1)];

/// The facts of a program: first those of the rule that reads fewest, then what the next rule adds. Tried beside the
/// order of the files, of the questions of a verdict, and of how often a fact is read: this one makes the smallest
/// diagrams.
pub(crate) fn domains(vocabulary: &Vocabulary, program: &Program) -> Vec<Domain> {
    let mut compared = Compared::default();
    let conditions = program.steps().map(|step| &step.condition);
    conditions
        .clone()
        .chain(program.definitions.iter().map(|(_, it)| it))
        .for_each(|it| compared.collect(it));
    let mut read = conditions.map(|condition| read_by(program, condition)).collect::<Vec<_>>();
    read.sort_by_key(Vec::len);
    let mut seen = BTreeSet::new();
    read.into_iter()
        .flatten()
        .filter(|slot| seen.insert(*slot))
        .filter_map(|slot| {
            let values = match &vocabulary.slots.get(slot)?.kind {
                Kind::Flag if program.definition(slot).is_some() => return None,
                Kind::Flag => Values::Answers(YES_OR_NO.to_vec()),
                Kind::Choice(list) => {
                    Values::Answers(compared.classes(slot, vocabulary.words.get(list).map_or(0, Vec::len)))
                }
                Kind::Many(_) => Values::Bits(compared.bits.get(&slot).copied().unwrap_or_default()),
                kind => {
                    let with = compared.together(slot);
                    let tests = with.iter().filter_map(|slot| compared.tests.get(slot)).flatten();
                    let anchors = tests.flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
                    Values::Compared { anchors, with: with.into_iter().collect(), order: *kind != Kind::Text }
                }
            };
            Some(Domain { slot, values })
        })
        .collect()
}

/// The open facts of a row.
pub(super) fn variables<'a>(domains: &'a [Domain], row: &[i64]) -> Vec<Variable<'a>> {
    let mut variables = Vec::new();
    for Domain { slot, values } in domains {
        if row.get(*slot) != Some(&UNKNOWN) {
            continue;
        }
        let countable = matches!(values, Values::Answers(_));
        let mut variable = |bit, answers| variables.push(Variable { slot: *slot, bit, answers, countable });
        match values {
            Values::Answers(answers) => variable(None, Cow::Borrowed(answers.as_slice())),
            Values::Bits(bits) => (0..62)
                .filter(|bit| bits >> bit & 1 == 1)
                .for_each(|bit| variable(Some(bit), Cow::Borrowed(YES_OR_NO))),
            Values::Compared { anchors, with, order } => {
                let values = if *order { numbers(anchors, with, row) } else { texts(anchors, with, row) };
                variable(None, values.into_iter().map(|value| (value, 1)).collect());
            }
        }
    }
    variables
}

/// The facts a condition reads, through conclusions down to the facts behind them.
fn read_by(program: &Program, condition: &Expr) -> Vec<usize> {
    let mut read = Vec::new();
    condition.slots(&mut |slot| {
        read.push(slot);
        read.extend(program.definition(slot).into_iter().flat_map(|definition| read_by(program, definition)));
    });
    let mut seen = BTreeSet::new();
    read.retain(|slot| seen.insert(*slot));
    read
}

/// What conditions compare facts with.
#[derive(Default)]
struct Compared {
    /// By fact: the lists of values that some condition tests for.
    tests: BTreeMap<usize, BTreeSet<Vec<i64>>>,
    bits: BTreeMap<usize, i64>,
    pairs: BTreeSet<(usize, usize)>,
}

impl Compared {
    fn collect(&mut self, condition: &Expr) {
        match condition {
            Expr::Equal(slot, constant) => self.test(*slot, vec![*constant]),
            Expr::OneOf(slot, constants) => self.test(*slot, constants.clone()),
            Expr::HasAny(slot, bits) | Expr::HasAll(slot, bits) => {
                *self.bits.entry(*slot).or_default() |= bits;
            }
            Expr::Same(left, right) => drop(self.pairs.insert((*left, *right))),
            Expr::Less(left, right) | Expr::AtMost(left, right) => match (left, right) {
                (Operand::Slot(left), Operand::Slot(right)) => drop(self.pairs.insert((*left, *right))),
                (Operand::Slot(slot), Operand::Const(constant))
                | (Operand::Const(constant), Operand::Slot(slot)) => self.test(*slot, vec![*constant]),
                _ => {}
            },
            Expr::Not(inner) => self.collect(inner),
            Expr::All(parts) | Expr::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            Expr::If(parts) => [&parts.0, &parts.1, &parts.2].into_iter().for_each(|part| self.collect(part)),
            Expr::Const(_) | Expr::Is(_) => {}
        }
    }

    fn test(&mut self, slot: usize, constants: Vec<i64>) {
        self.tests.entry(slot).or_default().insert(constants);
    }

    /// The words of a list, of those that no condition tells apart only the first.
    fn classes(&self, slot: usize, words: usize) -> Vec<Answer> {
        let paired = self.pairs.iter().any(|(left, right)| *left == slot || *right == slot);
        let mut classes = BTreeMap::<Vec<bool>, Answer>::new();
        let mut alone = Vec::new();
        for word in (0..words).filter_map(|word| i64::try_from(word).ok()) {
            let tests = self.tests.get(&slot).into_iter().flatten();
            let told_apart_by = tests.map(|constants| constants.contains(&word)).collect();
            if paired {
                alone.push((word, 1));
            } else {
                classes.entry(told_apart_by).or_insert((word, 0)).1 += 1;
            }
        }
        alone.extend(classes.into_values());
        alone.sort_unstable();
        alone
    }

    /// The fact and every fact it is compared with, directly or by way of others.
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
}

/// What is compared with in this row, and how many of the facts that are compared are open.
fn in_row(anchors: &[i64], with: &[usize], row: &[i64]) -> (BTreeSet<i64>, i64) {
    let values = with.iter().filter_map(|slot| row.get(*slot)).copied();
    let known = values.clone().filter(|value| *value != UNKNOWN);
    let open = values.filter(|value| *value == UNKNOWN).count();
    (anchors.iter().copied().chain(known).collect(), i64::try_from(open).unwrap_or(1))
}

/// Every text a rule names or a fact holds, and as many others as there are open texts to be equal or not.
fn texts(anchors: &[i64], with: &[usize], row: &[i64]) -> Vec<i64> {
    let (mut values, open) = in_row(anchors, with, row);
    values.extend((1..=open).map(|other| -other));
    values.into_iter().collect()
}

/// Around every number that is compared with, as many places as there are open numbers to be put in order.
fn numbers(anchors: &[i64], with: &[usize], row: &[i64]) -> Vec<i64> {
    let (mut anchors, open) = in_row(anchors, with, row);
    if anchors.is_empty() {
        anchors.insert(0);
    }
    let around = |anchor: i64| (-open..=open).map(move |step| anchor.saturating_add(step));
    let mut values = anchors.into_iter().flat_map(around).collect::<BTreeSet<_>>();
    values.insert(NEVER);
    values.into_iter().collect()
}
