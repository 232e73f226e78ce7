//! A rule's condition as a small program, compiled from the syntax tree of the Cedar file itself.
//!
//! Only the part of Cedar that rules of this policy need is read; anything else is a finding, never a guess.

use serde_json::Value;

use crate::json::Part as _;
use crate::vocabulary::{Kind, UNKNOWN, Vocabulary};

/// A condition over slots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    Const(bool),
    /// The flag holds.
    Is(usize),
    Equal(usize, i64),
    OneOf(usize, Vec<i64>),
    Same(usize, usize),
    Less(Operand, Operand),
    AtMost(Operand, Operand),
    /// The set has at least one of these.
    HasAny(usize, i64),
    /// The set has all of these.
    HasAll(usize, i64),
    Not(Box<Expr>),
    All(Vec<Expr>),
    Any(Vec<Expr>),
    If(Box<(Expr, Expr, Expr)>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operand {
    Slot(usize),
    Const(i64),
}

/// True, false, or open because of facts that are not known (Kleene's logic).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    False,
    True,
    Open,
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

impl Expr {
    /// The truth of the condition for a row of slots.
    pub(crate) fn truth(&self, row: &[i64]) -> Truth {
        match self {
            Self::Const(value) => Truth::from(*value),
            Self::Is(slot) => known(row, *slot, |value| value == 1),
            Self::Equal(slot, constant) => known(row, *slot, |value| value == *constant),
            Self::OneOf(slot, constants) => known(row, *slot, |value| constants.contains(&value)),
            Self::HasAny(slot, bits) => known(row, *slot, |value| value & bits != 0),
            Self::HasAll(slot, bits) => known(row, *slot, |value| value & bits == *bits),
            Self::Same(left, right) => compare(at(row, *left), at(row, *right), |a, b| a == b),
            Self::Less(left, right) => compare(left.value(row), right.value(row), |a, b| a < b),
            Self::AtMost(left, right) => compare(left.value(row), right.value(row), |a, b| a <= b),
            Self::Not(inner) => match inner.truth(row) {
                Truth::True => Truth::False,
                Truth::False => Truth::True,
                Truth::Open => Truth::Open,
            },
            Self::All(parts) => fold(parts, row, Truth::False),
            Self::Any(parts) => fold(parts, row, Truth::True),
            Self::If(parts) => match parts.0.truth(row) {
                Truth::True => parts.1.truth(row),
                Truth::False => parts.2.truth(row),
                Truth::Open => match (parts.1.truth(row), parts.2.truth(row)) {
                    (then, other) if then == other => then,
                    _ => Truth::Open,
                },
            },
        }
    }

    /// The same condition with the slots that `row` knows filled in.
    pub(crate) fn simplify(&self, row: &[i64]) -> Self {
        match self.truth(row) {
            Truth::True => return Self::Const(true),
            Truth::False => return Self::Const(false),
            Truth::Open => {}
        }
        match self {
            Self::Not(inner) => Self::Not(Box::new(inner.simplify(row))),
            Self::All(parts) => Self::All(remaining(parts, row, true)),
            Self::Any(parts) => Self::Any(remaining(parts, row, false)),
            Self::If(parts) => match parts.0.truth(row) {
                Truth::True => parts.1.simplify(row),
                Truth::False => parts.2.simplify(row),
                Truth::Open => {
                    Self::If(Box::new((parts.0.simplify(row), parts.1.simplify(row), parts.2.simplify(row))))
                }
            },
            other => other.clone(),
        }
    }

    /// The same condition without and-in-and and or-in-or, which Cedar's two-sided operators leave behind.
    fn flat(self) -> Self {
        match self {
            Self::All(parts) => Self::All(merged(parts, |part| match part {
                Self::All(inner) => Ok(inner),
                other => Err(other),
            })),
            Self::Any(parts) => Self::Any(merged(parts, |part| match part {
                Self::Any(inner) => Ok(inner),
                other => Err(other),
            })),
            Self::Not(inner) => Self::Not(Box::new(inner.flat())),
            Self::If(parts) => Self::If(Box::new((parts.0.flat(), parts.1.flat(), parts.2.flat()))),
            other => other,
        }
    }

    /// Calls `visit` with every slot the condition reads.
    pub(crate) fn slots(&self, visit: &mut impl FnMut(usize)) {
        match self {
            Self::Const(_) => {}
            Self::Is(slot)
            | Self::Equal(slot, _)
            | Self::OneOf(slot, _)
            | Self::HasAny(slot, _)
            | Self::HasAll(slot, _) => visit(*slot),
            Self::Same(left, right) => {
                visit(*left);
                visit(*right);
            }
            Self::Less(left, right) | Self::AtMost(left, right) => {
                for operand in [left, right] {
                    if let Operand::Slot(slot) = operand {
                        visit(*slot);
                    }
                }
            }
            Self::Not(inner) => inner.slots(visit),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.slots(visit)),
            Self::If(parts) => {
                parts.0.slots(visit);
                parts.1.slots(visit);
                parts.2.slots(visit);
            }
        }
    }
}

impl Operand {
    fn value(self, row: &[i64]) -> i64 {
        match self {
            Self::Slot(slot) => at(row, slot),
            Self::Const(value) => value,
        }
    }
}

fn at(row: &[i64], slot: usize) -> i64 {
    row.get(slot).copied().unwrap_or(UNKNOWN)
}

fn known(row: &[i64], slot: usize, test: impl FnOnce(i64) -> bool) -> Truth {
    match at(row, slot) {
        UNKNOWN => Truth::Open,
        value => Truth::from(test(value)),
    }
}

fn compare(left: i64, right: i64, test: impl FnOnce(i64, i64) -> bool) -> Truth {
    if left == UNKNOWN || right == UNKNOWN { Truth::Open } else { Truth::from(test(left, right)) }
}

/// And and or are one fold: the `decisive` truth settles it, an open part leaves it open.
fn fold(parts: &[Expr], row: &[i64], decisive: Truth) -> Truth {
    let mut open = false;
    for part in parts {
        match part.truth(row) {
            truth if truth == decisive => return decisive,
            Truth::Open => open = true,
            _ => {}
        }
    }
    match (open, decisive) {
        (true, _) => Truth::Open,
        (false, Truth::False) => Truth::True,
        (false, _) => Truth::False,
    }
}

fn merged(parts: Vec<Expr>, open: impl Fn(Expr) -> Result<Vec<Expr>, Expr>) -> Vec<Expr> {
    let mut flat = Vec::new();
    for part in parts {
        match open(part.flat()) {
            Ok(inner) => flat.extend(inner),
            Err(other) => flat.push(other),
        }
    }
    flat
}

fn remaining(parts: &[Expr], row: &[i64], neutral: bool) -> Vec<Expr> {
    parts.iter().map(|part| part.simplify(row)).filter(|part| *part != Expr::Const(neutral)).collect()
}

/// Numbers for the free texts that rules compare with, and bits for the free words of sets.
#[derive(Debug, Clone, Default)]
pub(crate) struct Literals {
    pub(crate) texts: Vec<String>,
    pub(crate) elements: Vec<String>,
}

impl Literals {
    fn text(&mut self, text: &str) -> i64 {
        position(&mut self.texts, text)
    }

    fn element(&mut self, word: &str) -> i64 {
        position(&mut self.elements, word)
    }
}

fn position(known: &mut Vec<String>, word: &str) -> i64 {
    let index = known.iter().position(|text| text == word).unwrap_or_else(|| {
        known.push(word.to_owned());
        known.len() - 1
    });
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// Compiles the JSON form of Cedar conditions for one type of resource.
pub(crate) struct Compiler<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) literals: &'a mut Literals,
    /// `Item`, `Passage` or `Case`.
    pub(crate) resource: &'a str,
}

type Compiled<T> = Result<T, String>;

impl Compiler<'_> {
    /// The conditions of a policy: all `when` hold and no `unless` does.
    pub(crate) fn conditions(&mut self, policy: &Value) -> Compiled<Expr> {
        let mut parts = Vec::new();
        for condition in policy.part("conditions").as_array().into_iter().flatten() {
            let body = self.expression(condition.part("body"))?;
            parts.push(if condition.part("kind") == "unless" { Expr::Not(Box::new(body)) } else { body });
        }
        Ok(Expr::All(parts).flat())
    }

    fn expression(&mut self, tree: &Value) -> Compiled<Expr> {
        let (operator, operands) = operator(tree)?;
        let left = operands.part("left");
        let right = operands.part("right");
        match operator {
            "&&" => Ok(Expr::All(vec![self.expression(left)?, self.expression(right)?])),
            "||" => Ok(Expr::Any(vec![self.expression(left)?, self.expression(right)?])),
            "!" => Ok(Expr::Not(Box::new(self.expression(operands.part("arg"))?))),
            "." => self.flag(tree),
            "Value" => {
                operands.as_bool().map(Expr::Const).ok_or_else(|| "a condition must be true or false".into())
            }
            "if-then-else" => Ok(Expr::If(Box::new((
                self.expression(operands.part("if"))?,
                self.expression(operands.part("then"))?,
                self.expression(operands.part("else"))?,
            )))),
            "==" => self.equality(left, right),
            "!=" => Ok(Expr::Not(Box::new(self.equality(left, right)?))),
            "<" => Ok(Expr::Less(self.operand(left)?, self.operand(right)?)),
            "<=" => Ok(Expr::AtMost(self.operand(left)?, self.operand(right)?)),
            ">" => Ok(Expr::Less(self.operand(right)?, self.operand(left)?)),
            ">=" => Ok(Expr::AtMost(self.operand(right)?, self.operand(left)?)),
            "contains" if left.part("Set").is_array() => self.one_of(left, right),
            "contains" => self.set(left, std::slice::from_ref(right), Expr::HasAll),
            "containsAny" => self.set(left, elements(right)?, Expr::HasAny),
            "containsAll" => self.set(left, elements(right)?, Expr::HasAll),
            other => Err(format!("rules here do not use `{other}`")),
        }
    }

    fn flag(&self, tree: &Value) -> Compiled<Expr> {
        let slot = self.slot(tree)?;
        match self.kind(slot) {
            Some(Kind::Flag) => Ok(Expr::Is(slot)),
            _ => Err("a condition must be true or false".into()),
        }
    }

    fn equality(&mut self, left: &Value, right: &Value) -> Compiled<Expr> {
        if right.part("Value").is_null() && left.part("Value").is_null() {
            return Ok(Expr::Same(self.slot(left)?, self.slot(right)?));
        }
        let (fact, constant) = if left.part("Value").is_null() { (left, right) } else { (right, left) };
        let slot = self.slot(fact)?;
        Ok(Expr::Equal(slot, self.constant(slot, constant.part("Value"))?))
    }

    fn one_of(&mut self, list: &Value, fact: &Value) -> Compiled<Expr> {
        let slot = self.slot(fact)?;
        let constants = elements(list)?
            .iter()
            .map(|word| self.constant(slot, word.part("Value")))
            .collect::<Compiled<Vec<i64>>>()?;
        Ok(Expr::OneOf(slot, constants))
    }

    fn set(&mut self, fact: &Value, words: &[Value], build: fn(usize, i64) -> Expr) -> Compiled<Expr> {
        let slot = self.slot(fact)?;
        let mut bits = 0;
        for word in words {
            let bit = self.element(slot, word.part("Value"))?;
            bits |=
                1_i64.checked_shl(u32::try_from(bit).unwrap_or(u32::MAX)).ok_or("too many words in a set")?;
        }
        Ok(build(slot, bits))
    }

    fn operand(&mut self, tree: &Value) -> Compiled<Operand> {
        match tree.part("Value").as_i64() {
            Some(number) => Ok(Operand::Const(number)),
            None => Ok(Operand::Slot(self.slot(tree)?)),
        }
    }

    fn constant(&mut self, slot: usize, value: &Value) -> Compiled<i64> {
        match self.kind(slot) {
            Some(Kind::Choice(list)) => {
                let word = value.part("__entity").part("id").as_str().unwrap_or_default();
                self.vocabulary.word(list, word).ok_or_else(|| format!("`{word}` is not a word of {list}"))
            }
            Some(Kind::Text) => value.as_str().map(|text| self.literals.text(text)).ok_or_else(unequal),
            Some(Kind::Number | Kind::Day) => value.as_i64().ok_or_else(unequal),
            _ => value.as_bool().map(i64::from).ok_or_else(unequal),
        }
    }

    fn element(&mut self, slot: usize, value: &Value) -> Compiled<i64> {
        match self.kind(slot) {
            Some(Kind::Many(Some(list))) => {
                let word = value.part("__entity").part("id").as_str().unwrap_or_default();
                self.vocabulary.word(list, word).ok_or_else(|| format!("`{word}` is not a word of {list}"))
            }
            Some(Kind::Many(None)) => {
                value.as_str().map(|word| self.literals.element(word)).ok_or_else(unequal)
            }
            _ => Err("only a set contains words".into()),
        }
    }

    fn kind(&self, slot: usize) -> Option<&Kind> {
        self.vocabulary.slots.get(slot).map(|slot| &slot.kind)
    }

    /// The slot behind `context.purpose.specific` or `resource.category`.
    fn slot(&self, tree: &Value) -> Compiled<usize> {
        let mut names = Vec::new();
        let mut rest = tree;
        while let Some(attribute) = rest.part(".").part("attr").as_str() {
            names.push(attribute);
            rest = rest.part(".").part("left");
        }
        let prefix = match rest.part("Var").as_str() {
            Some("context") => String::new(),
            Some("resource") => format!("{}.", self.resource.to_lowercase()),
            _ => return Err("a rule compares facts with words; this is neither".into()),
        };
        names.reverse();
        let path = format!("{prefix}{}", names.join("."));
        self.vocabulary.slot(&path).ok_or_else(|| format!("`{path}` is not a fact"))
    }
}

fn unequal() -> String {
    "a fact is compared with a value of another kind".into()
}

fn operator(tree: &Value) -> Compiled<(&str, &Value)> {
    let object = tree.as_object().ok_or("not an expression")?;
    object
        .iter()
        .next()
        .map(|(name, operands)| (name.as_str(), operands))
        .ok_or_else(|| "an empty expression".into())
}

fn elements(tree: &Value) -> Compiled<&[Value]> {
    tree.part("Set").as_array().map(Vec::as_slice).ok_or_else(|| "a list of words is expected here".into())
}
