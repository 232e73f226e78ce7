//! The policy with one rule weakened: what a promise, a case or a test ought to notice.

use std::str::FromStr as _;

use cedar_policy::{Policy, PolicySet};
use decide::{Layer, Rulebook, Sources};
use serde_json::json;

/// One rule, weakened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    /// The rule.
    pub rule: String,
    /// File below `policy/`.
    pub file: String,
    /// What is done to it.
    pub weakening: Weakening,
}

/// How a rule is weakened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakening {
    /// A `forbid` or an obligation is taken away.
    Removed,
    /// A `permit` or a definition holds whatever the facts.
    AlwaysTrue,
}

/// Every rule once. A rule that has no condition to lose is left out.
pub fn mutations(book: &Rulebook) -> Vec<Mutation> {
    let weakened = book.rules().filter_map(|rule| {
        let is_forbid = rule.outcome.is_some();
        let weakening = if is_forbid || rule.layer == Layer::Obligation {
            Weakening::Removed
        } else {
            Weakening::AlwaysTrue
        };
        let has_condition = rule.text.contains("when {") || rule.text.contains("unless {");
        (weakening == Weakening::Removed || has_condition).then(|| Mutation {
            rule: rule.id.clone(),
            file: rule.file.clone(),
            weakening,
        })
    });
    weakened.collect()
}

/// The files with this rule weakened. `None` when the rule is not in them.
pub fn weakened(sources: &Sources, mutation: &Mutation) -> Option<Sources> {
    let set = PolicySet::from_str(sources.0.get(&mutation.file)?).ok()?;
    let mut policies = set.policies().collect::<Vec<_>>();
    policies.sort_by_key(|policy| crate::promise::number(policy.id()));
    let is_rule = |policy: &Policy| policy.annotation("id") == Some(&mutation.rule);
    if !policies.iter().any(|policy| is_rule(policy)) {
        return None;
    }
    let mut text = String::from("// One rule is weakened.\n");
    for policy in policies {
        let kept = match mutation.weakening {
            _ if !is_rule(policy) => policy.to_cedar()?,
            Weakening::Removed => continue,
            Weakening::AlwaysTrue => {
                let mut tree = policy.to_json().ok()?;
                *tree.get_mut("conditions")? = json!([]);
                Policy::from_json(None, tree).ok()?.to_cedar()?
            }
        };
        text.push_str(&kept);
        text.push('\n');
    }
    let mut changed = sources.clone();
    changed.0.insert(mutation.file.clone(), text);
    Some(changed)
}
