//! A ruling put in order for a reader: reasons of one rule together, the layer that decided, then and now.

use std::sync::Arc;

use decide::{Outcome, Reason, Ruling, When};
use ground::Day;
use serde_json::Value;

use crate::house::House;

/// A reason with everything that supports it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Grounds<'a> {
    /// The reason in Dutch.
    pub(super) text: &'a str,
    /// The rules that say so.
    pub(super) rules: Vec<&'a str>,
    /// Statements of the policy and duties of law.
    pub(super) norms: Vec<&'a str>,
    /// Articles.
    pub(super) law: Vec<&'a str>,
}

/// Reasons that read the same become one, in the order of the ruling.
pub(super) fn group(reasons: &[Arc<Reason>]) -> Vec<Grounds<'_>> {
    let mut groups: Vec<Grounds<'_>> = Vec::new();
    for reason in reasons {
        if !groups.iter().any(|group| group.text == reason.text) {
            groups.push(Grounds { text: &reason.text, rules: vec![], norms: vec![], law: vec![] });
        }
        if let Some(group) = groups.iter_mut().find(|group| group.text == reason.text) {
            add(&mut group.rules, &reason.rule);
            add(&mut group.norms, &reason.norm);
            reason.law.iter().for_each(|article| add(&mut group.law, article));
        }
    }
    groups
}

fn add<'a>(list: &mut Vec<&'a str>, text: &'a str) {
    if !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}

/// Which layer made the outcome what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decider {
    /// The policy is stricter than the law.
    Policy,
    /// The law is stricter than the policy.
    Law,
    /// The policy settles it, whatever the law would say with facts that are not known.
    PolicyAlone,
    /// The law settles it, whatever the policy would say with facts that are not known.
    LawAlone,
    /// Both say the same.
    Both,
    /// Neither by itself: a statute or the combination decided (4-1).
    Combination,
}

pub(super) fn decider(ruling: &Ruling) -> Decider {
    let (policy, law) = (ruling.verdicts.policy, ruling.verdicts.law);
    match (policy == ruling.outcome, law == ruling.outcome) {
        (true, true) => Decider::Both,
        (true, false) if law == Outcome::MoreFactsNeeded => Decider::PolicyAlone,
        (false, true) if policy == Outcome::MoreFactsNeeded => Decider::LawAlone,
        (true, false) => Decider::Policy,
        (false, true) => Decider::Law,
        (false, false) => Decider::Combination,
    }
}

/// The same facts under the law of another time, by the rules as they are now.
pub(super) struct OtherTime {
    pub(super) when: When,
    pub(super) outcome: Outcome,
}

/// The law of then and of now: the last day of the Wbp, and the day of the ruling or today.
pub(super) fn then_and_now(house: &House, facts: &Value) -> Option<[OtherTime; 2]> {
    let parsed = house.policy().rulebook.parse(facts).ok()?;
    let then = When::on(Day::new(2018, 5, 24)?, false);
    let now = When::on(house.clock.now().day(), false);
    let judge = |when: When| OtherTime {
        when,
        outcome: house.policy().rulebook.decide(&parsed, &when, None).outcome,
    };
    Some([judge(then), judge(now)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_that_read_the_same_become_one() {
        let reason = |norm: &str, rule: &str, text: &str| {
            Arc::new(Reason {
                norm: norm.to_owned(),
                rule: rule.to_owned(),
                law: vec!["AVG 9".to_owned()],
                text: text.to_owned(),
            })
        };
        let reasons =
            [reason("6.9-1", "a", "Nee."), reason("6.9-3", "a", "Nee."), reason("5-7", "b", "Niet nodig.")];
        let groups = group(&reasons);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].norms, ["6.9-1", "6.9-3"]);
        assert_eq!((&groups[0].rules[..], &groups[0].law[..]), (&["a"][..], &["AVG 9"][..]));
    }
}
