//! The rules that can matter for one question under one pair of regimes, ready to be evaluated.
//!
//! Cedar scans every policy at every request. A program holds only the rules of its question, with regime and
//! settings already filled in, so that the cost of a ruling does not grow with the number of rules.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagram::{self, Domain};
use crate::expression::{Compiler, Expr, Literals};
use crate::json::Part as _;
use crate::rule::{Applies, Layer, RuleInfo};
use crate::vocabulary::{UNKNOWN, Vocabulary};
use crate::{Finding, InformationRegime, Outcome, Regime};

/// One question under one pair of regimes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    /// Derived slots in an order in which each needs only earlier ones.
    pub(crate) definitions: Vec<(usize, Expr)>,
    pub(crate) policy: Vec<Step>,
    pub(crate) law: Vec<Step>,
    pub(crate) obligations: Vec<Step>,
    /// The facts behind the rules, in the order in which a diagram asks them.
    pub(crate) domains: Vec<Domain>,
}

impl Program {
    /// The rules that make the outcome: both layers, and the obligations that come with a yes.
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> + Clone {
        self.policy.iter().chain(&self.law).chain(&self.obligations)
    }

    /// What a conclusion comes down to.
    pub(crate) fn definition(&self, slot: usize) -> Option<&Expr> {
        self.definitions.iter().find(|(defined, _)| *defined == slot).map(|(_, definition)| definition)
    }
}

/// One rule in a program.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Place in `Rulebook::rules`.
    pub(crate) rule: usize,
    /// What a `forbid` leads to; a `permit` has none. An obligation that comes with a yes has `Allowed`.
    pub(crate) outcome: Option<Outcome>,
    /// Place of the question in the order of a verdict.
    pub(crate) stage: usize,
    pub(crate) condition: Expr,
}

/// The four pairs of regimes. Wbp with Woo occurs for what was pending at the transition.
pub(crate) const REGIMES: [(Regime, InformationRegime); 4] = [
    (Regime::Wbp, InformationRegime::Wob),
    (Regime::Wbp, InformationRegime::Woo),
    (Regime::Avg, InformationRegime::Wob),
    (Regime::Avg, InformationRegime::Woo),
];

/// Compiles every question; the last one is a transfer to a recipient, which must pass as a disclosure too
/// (3-10: the usual conditions hold first).
pub(crate) fn compile(
    vocabulary: &Vocabulary,
    rules: &mut [RuleInfo],
    trees: &[Value],
    literals: &mut Literals,
    findings: &mut Vec<Finding>,
) -> Vec<Vec<Program>> {
    let mut questions = (0..vocabulary.actions.len()).map(|action| vec![action]).collect::<Vec<_>>();
    questions.push(["transfer", "disclose"].iter().filter_map(|name| vocabulary.action(name)).collect());

    let mut programs = Vec::with_capacity(questions.len());
    for (number, actions) in questions.iter().enumerate() {
        let compiled = conditions(vocabulary, rules, trees, actions, literals, findings);
        if number < vocabulary.actions.len() {
            for (rule, _) in &compiled {
                let name =
                    vocabulary.actions.get(number).map(|action| action.name.clone()).unwrap_or_default();
                rules.get_mut(*rule).into_iter().for_each(|rule| rule.actions.push(name.clone()));
            }
        }
        let by_regime = REGIMES.iter().map(|pair| assemble(vocabulary, rules, &compiled, *pair, findings));
        programs.push(by_regime.collect());
    }
    programs
}

/// The conditions of the rules that are about one of the `actions`.
fn conditions(
    vocabulary: &Vocabulary,
    rules: &[RuleInfo],
    trees: &[Value],
    actions: &[usize],
    literals: &mut Literals,
    findings: &mut Vec<Finding>,
) -> Vec<(usize, Expr)> {
    let mut compiled = Vec::new();
    for (number, (rule, tree)) in rules.iter().zip(trees).enumerate() {
        let about = actions
            .iter()
            .filter_map(|action| vocabulary.actions.get(*action))
            .find(|action| is_about(tree, &action.groups, &action.resource));
        let Some(action) = about else { continue };
        match (Compiler { vocabulary, literals, resource: &action.resource }).conditions(tree) {
            Ok(condition) => compiled.push((number, condition)),
            Err(message) => {
                findings.push(Finding { file: rule.file.clone(), rule: Some(rule.id.clone()), message });
            }
        }
    }
    compiled
}

/// Does the head of the policy name this question and this kind of resource?
pub(crate) fn is_about(tree: &Value, groups: &std::collections::BTreeSet<String>, resource: &str) -> bool {
    let in_groups = |entity: &Value| entity.part("id").as_str().is_some_and(|id| groups.contains(id));
    let action = tree.part("action");
    let names_action = match action.part("op").as_str() {
        Some("==") => action.part("entity").part("id").as_str().is_some_and(|id| groups.contains(id)),
        Some("in") if action.part("entities").is_array() => {
            action.part("entities").as_array().into_iter().flatten().any(in_groups)
        }
        Some("in") => in_groups(action.part("entity")),
        _ => true,
    };
    let names_resource = match tree.part("resource").part("op").as_str() {
        Some("is") => tree.part("resource").part("entity_type") == resource,
        _ => true,
    };
    !resource.is_empty() && names_action && names_resource
}

fn assemble(
    vocabulary: &Vocabulary,
    rules: &[RuleInfo],
    compiled: &[(usize, Expr)],
    (regime, information): (Regime, InformationRegime),
    findings: &mut Vec<Finding>,
) -> Program {
    let mut fixed = vec![UNKNOWN; vocabulary.slots.len()];
    for (path, list, word) in
        [("regime", "Regime", regime.as_str()), ("information", "InformationRegime", information.as_str())]
    {
        let place = vocabulary.slot(path).and_then(|slot| fixed.get_mut(slot));
        if let (Some(place), Some(value)) = (place, vocabulary.word(list, word)) {
            *place = value;
        }
    }

    let mut program = Program::default();
    let mut definitions = BTreeMap::<usize, Vec<Expr>>::new();
    for (number, condition) in compiled {
        let Some(rule) = rules.get(*number) else { continue };
        let condition = condition.simplify(&fixed);
        if let Some(slot) = rule.defines.as_ref().and_then(|name| vocabulary.slot(&format!("derived.{name}")))
        {
            definitions.entry(slot).or_default().push(condition);
            continue;
        }
        let step = Step { rule: *number, outcome: outcome_of(rule), stage: rule.stage, condition };
        if step.condition == Expr::Const(false) {
            continue;
        }
        let in_force = match rule.layer {
            Layer::Wbp => regime == Regime::Wbp,
            Layer::Avg => regime == Regime::Avg,
            Layer::Wob => information == InformationRegime::Wob,
            Layer::Woo => information == InformationRegime::Woo,
            _ => true,
        };
        match rule.layer {
            Layer::Obligation => program.obligations.push(step),
            Layer::Policy => {
                if rule.restates_law {
                    program.law.push(step.clone());
                }
                program.policy.push(step);
            }
            _ if in_force => program.law.push(step),
            _ => {}
        }
    }
    program.definitions = in_order(vocabulary, &definitions, findings);
    program.domains = diagram::domains(vocabulary, &program);
    program
}

fn outcome_of(rule: &RuleInfo) -> Option<Outcome> {
    let comes_with_yes = rule.layer == Layer::Obligation && rule.applies.contains(&Applies::Passable);
    if comes_with_yes { Some(Outcome::Allowed) } else { rule.outcome }
}

/// Puts definitions in an order in which each needs only earlier ones; a circle is a finding.
fn in_order(
    vocabulary: &Vocabulary,
    definitions: &BTreeMap<usize, Vec<Expr>>,
    findings: &mut Vec<Finding>,
) -> Vec<(usize, Expr)> {
    let derived =
        |slot: &usize| vocabulary.slots.get(*slot).is_some_and(|slot| slot.path.starts_with("derived."));
    // A conclusion without a rule for this question does not hold.
    let mut waiting = (0..vocabulary.slots.len())
        .filter(derived)
        .map(|slot| (slot, Expr::Any(definitions.get(&slot).cloned().unwrap_or_default())))
        .collect::<Vec<_>>();
    let mut ordered = Vec::with_capacity(waiting.len());
    let mut done = std::collections::BTreeSet::new();
    while !waiting.is_empty() {
        let (ready, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, expression)| {
            let mut free = true;
            expression.slots(&mut |slot| free &= !derived(&slot) || done.contains(&slot));
            free
        });
        if ready.is_empty() {
            let names = later
                .iter()
                .filter_map(|(slot, _)| vocabulary.slots.get(*slot))
                .map(|slot| slot.path.as_str());
            let message =
                format!("these conclusions need each other: {}", names.collect::<Vec<_>>().join(", "));
            findings.push(Finding { file: "definitions".to_owned(), rule: None, message });
            return Vec::new();
        }
        done.extend(ready.iter().map(|(slot, _)| *slot));
        ordered.extend(ready);
        waiting = later;
    }
    ordered
}
