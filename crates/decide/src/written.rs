//! The rules written out, for whoever proves something about them.
//!
//! A proof asks about one question at a time: the rules that are about it, each as one Cedar expression in which no
//! conclusion is left, and the facts with the values they can take. Nothing here decides anything.

use std::collections::BTreeMap;

use cedar_policy::Schema;
use serde_json::Value;

use crate::program::is_about;
use crate::reference::{body, write_out};
use crate::rule::RuleInfo;
use crate::rulebook::Rulebook;
use crate::vocabulary::{Kind, NEVER};

/// One rule about a question, as an expression.
#[derive(Debug, Clone)]
pub struct Written<'a> {
    /// The rule.
    pub rule: &'a RuleInfo,
    /// What must be true for it to hold, in Cedar's JSON form, conclusions written out, head left out.
    pub condition: Value,
}

/// What values a fact can take, as far as Cedar's schema does not say so.
#[derive(Debug, Clone)]
pub struct FactKind {
    /// Dotted path, `item.` and `passage.` in front of what belongs to those.
    pub path: String,
    /// A moment, in minutes since 1970.
    pub is_day: bool,
    /// A count of 0 to 1000.
    pub is_number: bool,
    /// Worked out from other facts, never given.
    pub is_computed: bool,
    /// Can be "never": by an explicit null, or by not being given.
    pub never: Option<Never>,
}

/// How facts say "never".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {
    /// By an explicit null.
    ByNull,
    /// By leaving the fact out.
    ByAbsence,
}

impl FactKind {
    /// The number that stands for "never" in a Cedar request.
    pub const NEVER: i64 = NEVER;
}

impl Rulebook {
    /// The schema that requests and rules are checked against.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The text of the schema.
    pub fn schema_text(&self) -> &str {
        &self.schema_text
    }

    /// What a question is about: `Item`, `Passage` or `Case`.
    pub fn resource_of(&self, question: &str) -> Option<&str> {
        let number = self.vocabulary.action(question)?;
        self.vocabulary.actions.get(number).map(|action| action.resource.as_str())
    }

    /// Setting `minutes.officials`: officials are named by function in minutes (T-20).
    pub fn officials_strict(&self) -> bool {
        self.officials_strict
    }

    /// The kinds of all facts, conclusions left out.
    pub fn fact_kinds(&self) -> Vec<FactKind> {
        let slots = self.vocabulary.slots.iter().filter(|slot| !slot.path.starts_with("derived."));
        slots
            .map(|slot| {
                let says_never = |text: &Option<String>| text.as_deref() == Some("never");
                FactKind {
                    path: slot.path.clone(),
                    is_day: slot.kind == Kind::Day,
                    is_number: slot.kind == Kind::Number,
                    is_computed: slot.computed,
                    never: if says_never(&slot.null) {
                        Some(Never::ByNull)
                    } else {
                        says_never(&slot.default).then_some(Never::ByAbsence)
                    },
                }
            })
            .collect()
    }

    /// Does a policy that is no rule of the book, such as a promise, name one of these questions in its head?
    pub fn names(&self, tree: &Value, questions: &[&str]) -> bool {
        questions
            .iter()
            .filter_map(|name| self.vocabulary.actions.get(self.vocabulary.action(name)?))
            .any(|action| is_about(tree, &action.groups, &action.resource))
    }

    /// The rules about any of these questions, definitions included. A transfer to a recipient is two questions at
    /// once: it must pass as a disclosure too (3-10).
    pub fn written_out(&self, questions: &[&str]) -> Vec<Written<'_>> {
        let definitions = self.definitions_of(questions);
        let rules = self.rules.iter().zip(&self.trees).filter(|(_, tree)| self.names(tree, questions));
        rules.map(|(rule, tree)| Written { rule, condition: write_out(&body(tree), &definitions) }).collect()
    }

    /// The condition of a policy that is no rule of the book, written out for these questions.
    pub fn write_out(&self, tree: &Value, questions: &[&str]) -> Value {
        write_out(&body(tree), &self.definitions_of(questions))
    }

    fn definitions_of(&self, questions: &[&str]) -> BTreeMap<String, Vec<Value>> {
        let mut definitions = BTreeMap::<String, Vec<Value>>::new();
        for (rule, tree) in self.rules.iter().zip(&self.trees).filter(|(_, tree)| self.names(tree, questions))
        {
            if let Some(name) = &rule.defines {
                definitions.entry(name.clone()).or_default().push(body(tree));
            }
        }
        definitions
    }
}
