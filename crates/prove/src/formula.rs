//! Statements about the rules of one question, in which a rule stands for its condition.
//!
//! The conditions are large and return in every statement, so they are compiled once and shared; only an example is
//! worked out from the whole expression.

use std::sync::Arc;

use serde_json::Value;

use crate::expression;

/// A statement over the rules of one question.
#[derive(Debug, Clone)]
pub(crate) enum Formula {
    /// An expression of its own.
    Given(Arc<Value>),
    /// The condition of a rule, by its place in `Rules::written`.
    Rule(usize),
    /// All of these.
    All(Vec<Formula>),
    /// At least one of these.
    Any(Vec<Formula>),
    /// Not this.
    Not(Box<Formula>),
}

impl Formula {
    pub(crate) fn given(expression: Value) -> Self {
        Self::Given(Arc::new(expression))
    }

    pub(crate) fn not(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// The same about rules that stand so many places further.
    pub(crate) fn shifted(self, places: usize) -> Self {
        let each = |parts: Vec<Self>| parts.into_iter().map(|part| part.shifted(places)).collect();
        match self {
            Self::Rule(number) => Self::Rule(number + places),
            Self::Not(part) => part.shifted(places).not(),
            Self::All(parts) => Self::All(each(parts)),
            Self::Any(parts) => Self::Any(each(parts)),
            given @ Self::Given(_) => given,
        }
    }

    /// As one Cedar expression.
    pub(crate) fn written_out(&self, conditions: &dyn Fn(usize) -> Value) -> Value {
        match self {
            Self::Given(expression) => expression.as_ref().clone(),
            Self::Rule(number) => conditions(*number),
            Self::All(parts) => expression::all(parts.iter().map(|part| part.written_out(conditions))),
            Self::Any(parts) => expression::any(parts.iter().map(|part| part.written_out(conditions))),
            Self::Not(part) => expression::not(&part.written_out(conditions)),
        }
    }

    /// Hands every part to `part`, in a fixed order, rules by their number: what a hash is made of.
    pub(crate) fn visit(&self, part: &mut dyn FnMut(Part)) {
        let (mark, parts) = match self {
            Self::Given(expression) => return part(Part::Given(expression)),
            Self::Rule(number) => return part(Part::Rule(*number)),
            Self::Not(inner) => {
                part(Part::Mark("not"));
                return inner.visit(part);
            }
            Self::All(parts) => ("all", parts),
            Self::Any(parts) => ("any", parts),
        };
        part(Part::Mark(mark));
        for one in parts {
            one.visit(part);
        }
        part(Part::Mark("end"));
    }
}

/// What `Formula::visit` hands out.
pub(crate) enum Part<'a> {
    Given(&'a Value),
    Rule(usize),
    Mark(&'static str),
}
