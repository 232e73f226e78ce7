//! A ruling: the answer to "may I?", with everything that carries it.

use std::sync::Arc;

use ground::Day;
use serde::{Deserialize, Serialize};

use crate::{Outcome, Regime};

/// The answer on one set of facts. Field names and order are the public interface of `waarborg decide`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The id the asker gave, returned unchanged.
    pub id: Option<String>,
    /// What it comes down to.
    pub outcome: Outcome,
    /// The data protection regime that binds on `at`.
    pub regime: Regime,
    /// The day of the act that is asked about.
    pub at: Day,
    /// Which rules made this ruling.
    pub policy_version: String,
    /// The layers apart.
    pub verdicts: Verdicts,
    /// Each item (or passage) by itself. Empty for questions without items.
    pub items: Vec<ItemRuling>,
    /// Every rule that carries the outcome, most severe first, then in the order in which questions are put.
    pub reasons: Vec<Arc<Reason>>,
    /// Codes of what must be done; see `Rulebook::obligation`.
    pub obligations: Vec<String>,
    /// Paths of the unknown facts that can still change the outcome of the case or of an item.
    pub questions: Vec<String>,
    /// What can be done instead, in Dutch.
    pub alternative: Option<String>,
}

/// The verdict of each layer, before they are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// What the policy of WIL says by itself.
    pub policy: Outcome,
    /// What the law of the regime says by itself.
    pub law: Outcome,
}

/// The ruling on one item or passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRuling {
    /// The id the asker gave; a passage without one is called by its number, from 1.
    pub id: String,
    /// What it comes down to for this item.
    pub outcome: Outcome,
    /// The rules that carry it.
    pub reasons: Vec<Arc<Reason>>,
}

/// One reason, shared by the rulings that give it: a statement of the policy or a duty of law, and the rule that applied it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The statement's id, such as `6.9-3`.
    pub norm: String,
    /// The rule's id in `policy/`.
    pub rule: String,
    /// Articles of law, such as `AVG 9`.
    pub law: Vec<String>,
    /// The reason in Dutch.
    pub text: String,
}
