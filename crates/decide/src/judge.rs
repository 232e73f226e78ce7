//! The verdicts on one item: each layer apart, then combined (`R-COMBINE`).

use crate::Outcome;
use crate::expression::Truth;
use crate::program::{Program, Step};
use crate::vocabulary::UNKNOWN;

/// What is known about a verdict. `None`: a fact that is not known can still change it.
pub(crate) type Verdict = Option<Outcome>;

/// One item under one program.
#[derive(Debug)]
pub(crate) struct Judgement {
    /// The row with the conclusions filled in.
    pub(crate) row: Vec<i64>,
    pub(crate) policy: Vec<Truth>,
    pub(crate) law: Vec<Truth>,
    pub(crate) obligations: Vec<Truth>,
    pub(crate) policy_verdict: Verdict,
    pub(crate) law_verdict: Verdict,
    pub(crate) outcome: Verdict,
}

/// Judges one row of facts. Total: whatever the row, there is a judgement.
pub(crate) fn judge(program: &Program, mut row: Vec<i64>) -> Judgement {
    for (slot, definition) in &program.definitions {
        let value = match definition.truth(&row) {
            Truth::True => 1,
            Truth::False => 0,
            Truth::Open => UNKNOWN,
        };
        if let Some(place) = row.get_mut(*slot) {
            *place = value;
        }
    }
    let truths = |steps: &[Step]| steps.iter().map(|step| step.condition.truth(&row)).collect::<Vec<_>>();
    let (policy, law, obligations) =
        (truths(&program.policy), truths(&program.law), truths(&program.obligations));
    let duty = any(&obligations, |number| applies_when_passable(program, number));
    let policy_verdict = with_duties(layer(&program.policy, &policy), duty);
    let law_verdict = with_duties(layer(&program.law, &law), duty);
    let outcome = combine(policy_verdict, law_verdict);
    Judgement { row, policy, law, obligations, policy_verdict, law_verdict, outcome }
}

fn applies_when_passable(program: &Program, number: usize) -> bool {
    program.obligations.get(number).is_some_and(|step| step.outcome == Some(Outcome::Allowed))
}

/// A layer by itself: the severest rule that holds; without one, a permit; without a permit, no.
fn layer(steps: &[Step], truths: &[Truth]) -> Verdict {
    let mut held = None;
    let mut open = None;
    let (mut outside, mut permitted) = (Truth::False, Truth::False);
    for (step, truth) in steps.iter().zip(truths) {
        match (step.outcome, truth) {
            (_, Truth::False) => {}
            (Some(Outcome::OutOfScope), truth) => outside = strongest(outside, *truth),
            (Some(outcome), Truth::True) => held = held.max(Some(outcome)),
            (Some(outcome), Truth::Open) => open = open.max(Some(outcome)),
            (None, truth) => permitted = strongest(permitted, *truth),
        }
    }
    match outside {
        Truth::True => return Some(Outcome::OutOfScope),
        Truth::Open => return None,
        Truth::False => {}
    }
    if open > held {
        return None;
    }
    match (held, permitted) {
        (Some(outcome), _) => Some(outcome),
        (None, Truth::True) => Some(Outcome::Allowed),
        (None, Truth::False) => Some(Outcome::Refused),
        (None, Truth::Open) => None,
    }
}

fn strongest(one: Truth, other: Truth) -> Truth {
    match (one, other) {
        (Truth::True, _) | (_, Truth::True) => Truth::True,
        (Truth::Open, _) | (_, Truth::Open) => Truth::Open,
        _ => Truth::False,
    }
}

fn any(truths: &[Truth], counts: impl Fn(usize) -> bool) -> Truth {
    truths
        .iter()
        .enumerate()
        .filter(|(number, _)| counts(*number))
        .fold(Truth::False, |found, (_, truth)| strongest(found, *truth))
}

/// A yes with a duty is a yes with obligations.
fn with_duties(verdict: Verdict, duty: Truth) -> Verdict {
    match (verdict, duty) {
        (Some(Outcome::Allowed), Truth::True) => Some(Outcome::AllowedWithObligations),
        (Some(Outcome::Allowed), Truth::Open) => None,
        (verdict, _) => verdict,
    }
}

/// `R-COMBINE`: the stricter layer wins. A refusal of one layer settles it whatever the other says, unless the
/// other has no say at all because the matter is out of its scope: then the first layer decides alone.
pub(crate) fn combine(policy: Verdict, law: Verdict) -> Verdict {
    match (policy, law) {
        (Some(policy), Some(law)) => Some(policy.max(law)),
        (Some(Outcome::Refused), None) | (None, Some(Outcome::Refused)) => Some(Outcome::Refused),
        _ => None,
    }
}

/// `AGGREGATE`: what the items come down to together, and whether refused items must be taken out.
pub(crate) fn aggregate(outcomes: &[Outcome]) -> (Outcome, bool) {
    let worst = outcomes.iter().copied().max().unwrap_or(Outcome::Refused);
    let open = [Outcome::NeedsBoardDecision, Outcome::NeedsFgAdvice, Outcome::MoreFactsNeeded];
    let needs = outcomes.iter().copied().filter(|outcome| open.contains(outcome)).max();
    let passable = outcomes.iter().any(|outcome| outcome.is_passable());
    match needs {
        Some(needs) => (needs, false),
        None if worst == Outcome::Refused && passable => (Outcome::AllowedWithObligations, true),
        None => (worst, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Outcome::*;

    #[test]
    fn the_stricter_layer_wins() {
        assert_eq!(combine(Some(Refused), Some(Allowed)), Some(Refused));
        assert_eq!(combine(Some(Allowed), Some(NeedsFgAdvice)), Some(NeedsFgAdvice));
        assert_eq!(combine(Some(OutOfScope), Some(Allowed)), Some(Allowed));
        assert_eq!(combine(Some(OutOfScope), Some(OutOfScope)), Some(OutOfScope));
    }

    #[test]
    fn unknown_is_settled_only_by_a_refusal() {
        assert_eq!(combine(None, Some(Refused)), Some(Refused));
        assert_eq!(combine(None, Some(AllowedWithObligations)), None);
        assert_eq!(combine(None, Some(NeedsFgAdvice)), None);
    }

    #[test]
    fn items_come_down_to_one_outcome() {
        let of = aggregate;
        assert_eq!(of(&[AllowedWithObligations, Refused]), (AllowedWithObligations, true));
        assert_eq!(of(&[Refused, Refused]), (Refused, false));
        assert_eq!(of(&[Refused, NeedsFgAdvice]), (NeedsFgAdvice, false));
        assert_eq!(of(&[NeedsBoardDecision, NeedsFgAdvice, Refused]), (NeedsBoardDecision, false));
        assert_eq!(of(&[MoreFactsNeeded, AllowedWithObligations]), (MoreFactsNeeded, false));
        assert_eq!(of(&[Allowed, Allowed]), (Allowed, false));
        assert_eq!(of(&[]), (Refused, false), "nothing asked, nothing allowed");
    }
}
