//! The same question put to Cedar's own authorizer, rule by rule the text of the files.
//!
//! Slow and plain on purpose: it shares the vocabulary with the evaluator and nothing else. Definitions are written
//! out into the rules that name them, so that Cedar sees ordinary policies. Used by tests, by replay, and as the
//! yardstick of the benchmark.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityUid, Policy, PolicyId, PolicySet, Request,
    RestrictedExpression,
};
use serde_json::{Value, json};

use crate::facts::Facts;
use crate::json::Part as _;
use crate::program::REGIMES;
use crate::rule::Layer;
use crate::rulebook::Rulebook;
use crate::vocabulary::{Kind, UNKNOWN};
use crate::{Outcome, Regime, When};

/// Policy sets for Cedar, one for each layer and pair of regimes.
pub struct Reference<'a> {
    book: &'a Rulebook,
    authorizer: Authorizer,
    policy: PolicySet,
    law: Vec<PolicySet>,
    obligations: PolicySet,
    /// The questions and their groups, which `action in …` needs.
    actions: Entities,
}

/// What Cedar says of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceVerdict {
    /// The verdict on the item: layers combined, obligations counted.
    pub outcome: Outcome,
    /// The rules that determined the policy layer.
    pub policy: BTreeSet<String>,
    /// The rules that determined the law layer.
    pub law: BTreeSet<String>,
    /// The obligations whose condition holds.
    pub obligations: BTreeSet<String>,
    /// Rules that ended in an error; each counts as a refusal.
    pub errors: usize,
}

/// A question to Cedar about one item: a request for each question it comes down to, and the entities.
pub struct ReferenceQuestion {
    requests: Vec<Request>,
    entities: Entities,
}

impl<'a> Reference<'a> {
    /// Builds Cedar's policy sets from the rules. `None` when a rule cannot be written out, which `policy check`
    /// would have found.
    pub fn new(book: &'a Rulebook) -> Option<Self> {
        let definitions = definitions(book);
        let written_out = book.trees.iter().map(|tree| write_out(tree, &definitions)).collect::<Vec<_>>();
        let set = |counts: &dyn Fn(Layer, bool) -> bool| {
            let mut set = PolicySet::new();
            for (rule, tree) in book.rules.iter().zip(&written_out) {
                if counts(rule.layer, rule.restates_law) {
                    set.add(Policy::from_json(Some(PolicyId::new(&rule.id)), tree.clone()).ok()?).ok()?;
                }
            }
            Some(set)
        };
        let law = REGIMES.iter().map(|(regime, information)| {
            set(&|layer, restates| match layer {
                Layer::Policy => restates,
                Layer::Law => true,
                Layer::Wbp | Layer::Avg => (layer == Layer::Avg) == (*regime == Regime::Avg),
                Layer::Wob | Layer::Woo => {
                    (layer == Layer::Woo) == (*information == crate::InformationRegime::Woo)
                }
                Layer::Obligation | Layer::Definition => false,
            })
        });
        Some(Self {
            book,
            authorizer: Authorizer::new(),
            law: law.collect::<Option<_>>()?,
            policy: set(&|layer, _| layer == Layer::Policy)?,
            obligations: set(&|layer, _| layer == Layer::Obligation)?,
            actions: book.schema.action_entities().ok()?,
        })
    }

    /// Writes the facts of each item as a Cedar request. Open facts get the first value their kind has: ask only
    /// what is settled, or fill the facts in first.
    pub fn questions(&self, facts: &Facts, when: &When) -> Option<Vec<ReferenceQuestion>> {
        let vocabulary = &self.book.vocabulary;
        let actions = match vocabulary.actions.get(facts.question) {
            Some(action) => vec![action],
            None => ["transfer", "disclose"]
                .iter()
                .filter_map(|name| vocabulary.actions.get(vocabulary.action(name)?))
                .collect(),
        };
        facts
            .items
            .iter()
            .map(|item| {
                let resource_type = &actions.first()?.resource;
                let resource = uid(resource_type, "it")?;
                let (context, attributes) =
                    self.context(facts, &self.book.row(facts, item, when), when, resource_type);
                let attributes = attributes_of(&attributes)?;
                let item = Entity::new(resource.clone(), attributes, HashSet::new()).ok()?;
                let entities = self.actions.clone().add_entities([item], None).ok()?;
                let requests = actions
                    .iter()
                    .map(|action| {
                        let action = uid("Action", &action.name)?;
                        let context = Context::from_pairs(attributes_of(&context)?).ok()?;
                        let asker = uid("Asker", "asker")?;
                        // Checked against the schema: what was proved for valid facts holds for this request.
                        Request::new(asker, action, resource.clone(), context, Some(&self.book.schema)).ok()
                    })
                    .collect::<Option<_>>()?;
                Some(ReferenceQuestion { requests, entities })
            })
            .collect()
    }

    /// Asks Cedar and combines its answers as section 3 of the rules says.
    pub fn ask(&self, question: &ReferenceQuestion, when: &When) -> Option<ReferenceVerdict> {
        let pair = REGIMES.iter().position(|known| *known == (when.regime, when.information))?;
        let (policy, policy_rules, policy_errors) = self.layer(&self.policy, question);
        let (law, law_rules, law_errors) = self.layer(self.law.get(pair)?, question);
        let (_, obligations, _) = self.layer(&self.obligations, question);
        let has_duty = obligations.iter().any(|id| {
            let rule = self.book.rules.iter().find(|rule| rule.id == *id);
            rule.is_some_and(|rule| rule.applies.iter().any(|applies| applies.to(Outcome::Allowed)))
        });
        let with_duty = |outcome| match outcome {
            Outcome::Allowed if has_duty => Outcome::AllowedWithObligations,
            other => other,
        };
        Some(ReferenceVerdict {
            outcome: with_duty(policy).max(with_duty(law)),
            policy: policy_rules,
            law: law_rules,
            obligations,
            errors: policy_errors + law_errors,
        })
    }

    fn layer(&self, set: &PolicySet, question: &ReferenceQuestion) -> (Outcome, BTreeSet<String>, usize) {
        let mut rules = BTreeSet::new();
        let (mut denied, mut errors) = (false, 0);
        for request in &question.requests {
            let response = self.authorizer.is_authorized(request, set, &question.entities);
            denied |= response.decision() == Decision::Deny;
            errors += response.diagnostics().errors().count();
            rules.extend(response.diagnostics().reason().map(ToString::to_string));
        }
        let is_forbid =
            |id: &String| self.book.rules.iter().any(|rule| rule.id == *id && rule.outcome.is_some());
        if rules.iter().any(is_forbid) {
            // Of two requests one may be allowed: what determines the whole is what stands in the way.
            rules.retain(is_forbid);
        }
        let classes =
            rules.iter().filter_map(|id| self.book.rules.iter().find(|rule| rule.id == *id)?.outcome);
        let outside = classes.clone().any(|outcome| outcome == Outcome::OutOfScope);
        let outcome = match (errors, outside, denied) {
            (1.., _, _) => Outcome::Refused,
            (_, true, _) => Outcome::OutOfScope,
            (_, _, true) => classes.max().unwrap_or(Outcome::Refused),
            _ => Outcome::Allowed,
        };
        (outcome, rules, errors)
    }

    /// The row as Cedar's context and resource attributes.
    fn context(&self, facts: &Facts, row: &[i64], when: &When, resource_type: &str) -> (Value, Value) {
        let (mut context, mut attributes) = (json!({}), json!({}));
        for (slot, value) in self.book.vocabulary.slots.iter().zip(row) {
            let value = match slot.path.as_str() {
                "regime" => json!({ "__entity": { "type": "Regime", "id": when.regime.as_str() } }),
                "information" => {
                    json!({ "__entity": { "type": "InformationRegime", "id": when.information.as_str() } })
                }
                _ => self.value(facts, &slot.kind, *value),
            };
            let (target, path) = match slot.path.split_once('.') {
                Some(("item", rest)) => (Some(&mut attributes).filter(|_| resource_type == "Item"), rest),
                Some(("passage", rest)) => {
                    (Some(&mut attributes).filter(|_| resource_type == "Passage"), rest)
                }
                _ => (Some(&mut context), slot.path.as_str()),
            };
            if let Some(target) = target {
                put(target, path, value);
            }
        }
        (context, attributes)
    }

    fn value(&self, facts: &Facts, kind: &Kind, value: i64) -> Value {
        let value = if value == UNKNOWN { 0 } else { value };
        let number = usize::try_from(value).unwrap_or_default();
        match kind {
            Kind::Flag => json!(value == 1),
            Kind::Number | Kind::Day => json!(value),
            Kind::Choice(list) => {
                let word = self.book.vocabulary.words.get(list).and_then(|words| words.get(number));
                json!({ "__entity": { "type": list, "id": word } })
            }
            Kind::Text => {
                let known = &self.book.literals.texts;
                let own = number.checked_sub(known.len()).and_then(|own| facts.texts.get(own));
                json!(known.get(number).or(own).cloned().unwrap_or_default())
            }
            Kind::Many(list) => {
                let words = match list {
                    Some(list) => self.book.vocabulary.words.get(list),
                    None => Some(&self.book.literals.elements),
                };
                let held = words.into_iter().flatten().enumerate().filter(|(bit, _)| value >> bit & 1 == 1);
                held.map(|(_, word)| match list {
                    Some(list) => json!({ "__entity": { "type": list, "id": word } }),
                    None => json!(word),
                })
                .collect()
            }
        }
    }
}

/// Attributes as Cedar values, read from the same JSON form as the context.
fn attributes_of(attributes: &Value) -> Option<HashMap<String, RestrictedExpression>> {
    attributes.as_object()?.iter().map(|(name, value)| Some((name.clone(), expression_of(value)?))).collect()
}

fn expression_of(value: &Value) -> Option<RestrictedExpression> {
    Some(match value {
        Value::Bool(flag) => RestrictedExpression::new_bool(*flag),
        Value::Number(number) => RestrictedExpression::new_long(number.as_i64()?),
        Value::String(text) => RestrictedExpression::new_string(text.clone()),
        Value::Array(list) => {
            RestrictedExpression::new_set(list.iter().map(expression_of).collect::<Option<Vec<_>>>()?)
        }
        Value::Object(object) => match object.get("__entity") {
            Some(entity) => RestrictedExpression::new_entity_uid(EntityUid::from_json(entity.clone()).ok()?),
            None => RestrictedExpression::new_record(attributes_of(value)?).ok()?,
        },
        Value::Null => return None,
    })
}

/// Puts a value at a dotted path, making the records on the way.
fn put(target: &mut Value, path: &str, value: Value) {
    let Some(object) = target.as_object_mut() else { return };
    match path.split_once('.') {
        Some((name, rest)) => put(object.entry(name).or_insert_with(|| json!({})), rest, value),
        None => drop(object.insert(path.to_owned(), value)),
    }
}

fn uid(kind: &str, id: &str) -> Option<EntityUid> {
    EntityUid::from_json(json!({ "type": kind, "id": id })).ok()
}

/// By conclusion: the rules that define it, each as its head and condition in one expression.
fn definitions(book: &Rulebook) -> BTreeMap<String, Vec<Value>> {
    let mut definitions = BTreeMap::<String, Vec<Value>>::new();
    for (rule, tree) in book.rules.iter().zip(&book.trees) {
        if let Some(name) = &rule.defines {
            definitions.entry(name.clone()).or_default().push(as_expression(tree));
        }
    }
    definitions
}

/// The head and the conditions of a policy as one expression: the head becomes a test of action and resource.
fn as_expression(tree: &Value) -> Value {
    let action = json!({ "Var": "action" });
    let entity = |entity: &Value| json!({ "Value": { "__entity": entity } });
    let mut parts = Vec::new();
    match tree.part("action").part("op").as_str() {
        Some("==") => parts
            .push(json!({ "==": { "left": action, "right": entity(tree.part("action").part("entity")) } })),
        Some("in") => {
            let named = match tree.part("action").part("entities").as_array() {
                Some(entities) => json!({ "Set": entities.iter().map(entity).collect::<Vec<_>>() }),
                None => entity(tree.part("action").part("entity")),
            };
            parts.push(json!({ "in": { "left": action, "right": named } }));
        }
        _ => {}
    }
    if tree.part("resource").part("op") == "is" {
        let kind = tree.part("resource").part("entity_type");
        parts.push(json!({ "is": { "left": { "Var": "resource" }, "entity_type": kind } }));
    }
    parts.extend(conditions(tree));
    joined(parts, "&&", true)
}

/// What stands after `when` and `unless`.
fn conditions(tree: &Value) -> Vec<Value> {
    let conditions = tree.part("conditions").as_array().into_iter().flatten();
    conditions
        .map(|condition| {
            let body = condition.part("body").clone();
            if condition.part("kind") == "unless" { json!({ "!": { "arg": body } }) } else { body }
        })
        .collect()
}

/// The conditions of a policy as one expression, its head left out.
pub(crate) fn body(tree: &Value) -> Value {
    joined(conditions(tree), "&&", true)
}

fn joined(parts: Vec<Value>, operator: &str, empty: bool) -> Value {
    let joined =
        parts.into_iter().reduce(|left, right| json!({ operator: { "left": left, "right": right } }));
    joined.unwrap_or_else(|| json!({ "Value": empty }))
}

/// Replaces every `context.derived.x` by what defines it, to the bottom. Circles were refused at loading.
pub(crate) fn write_out(tree: &Value, definitions: &BTreeMap<String, Vec<Value>>) -> Value {
    if let Some(name) = derived(tree) {
        let parts =
            definitions.get(name).into_iter().flatten().map(|part| write_out(part, definitions)).collect();
        return joined(parts, "||", false);
    }
    match tree {
        Value::Object(object) => {
            object.iter().map(|(key, value)| (key.clone(), write_out(value, definitions))).collect()
        }
        Value::Array(list) => list.iter().map(|value| write_out(value, definitions)).collect(),
        other => other.clone(),
    }
}

fn derived(tree: &Value) -> Option<&str> {
    let outer = tree.get(".")?;
    let inner = outer.part("left").get(".")?;
    let is_derived = inner.part("attr") == "derived" && inner.part("left").part("Var") == "context";
    outer.part("attr").as_str().filter(|_| is_derived)
}
