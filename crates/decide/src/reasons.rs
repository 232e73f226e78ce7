//! The reasons a rule gives: made once when the rules are read, shared by every ruling that gives them.

use std::sync::Arc;

use crate::rule::RuleInfo;
use crate::rulebook::Rulebook;
use crate::{Reason, Regime};

/// The statement that carries a refusal when no rule speaks: the default answer is no (1-5).
const RESIDUAL: &str = "1-geen-regel";

/// By rule: its reasons under each regime, one for each statement it applies.
#[derive(Debug)]
pub(crate) struct Reasons {
    then: Vec<Vec<Arc<Reason>>>,
    now: Vec<Vec<Arc<Reason>>>,
    by_default: Arc<Reason>,
}

impl Reasons {
    pub(crate) fn of(rules: &[RuleInfo]) -> Self {
        let under = |regime| rules.iter().map(|rule| reasons(rule, regime)).collect();
        let by_default = Arc::new(Reason {
            norm: "1-5".to_owned(),
            rule: RESIDUAL.to_owned(),
            law: Vec::new(),
            text: "Geen regel staat dit toe. Wat niet is toegestaan, mag niet.".to_owned(),
        });
        Self { then: under(Regime::Wbp), now: under(Regime::Avg), by_default }
    }
}

fn reasons(rule: &RuleInfo, regime: Regime) -> Vec<Arc<Reason>> {
    let reason = |norm: &String| {
        Arc::new(Reason {
            norm: norm.clone(),
            rule: rule.id.clone(),
            law: rule.law(regime).to_vec(),
            text: rule.reason.clone(),
        })
    };
    rule.norms.iter().map(reason).collect()
}

impl Rulebook {
    /// The reasons of some rules, in their order; with a refusal that no rule carries, the default.
    pub(crate) fn reasons(
        &self,
        rules: &[usize],
        refused_by_default: bool,
        regime: Regime,
    ) -> Vec<Arc<Reason>> {
        let reasons = match regime {
            Regime::Wbp => &self.reasons.then,
            Regime::Avg => &self.reasons.now,
        };
        let by_default = refused_by_default.then_some(&self.reasons.by_default);
        rules.iter().filter_map(|rule| reasons.get(*rule)).flatten().chain(by_default).cloned().collect()
    }
}
