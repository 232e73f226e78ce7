//! From facts to a ruling: judge each item, settle what open facts can still do, gather reasons and obligations.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagram::{self, OpenFact};
use crate::expression::Truth;
use crate::facts::{Facts, Item};
use crate::judge::{self, Judgement, Verdict};
use crate::program::{Program, REGIMES, Step};
use crate::rule::RuleInfo;
use crate::rulebook::Rulebook;
use crate::vocabulary::UNKNOWN;
use crate::{InformationRegime, ItemRuling, Outcome, Reason, Regime, Ruling, Verdicts, When};

/// What one item came to.
struct Decided<'a> {
    item: &'a Item,
    judgement: Judgement,
    outcome: Outcome,
    policy: Outcome,
    law: Outcome,
    /// Open facts that can still change the outcome of this item.
    open: Vec<OpenFact>,
    /// Rules that carry the outcome, as numbers in the rulebook.
    carried: Vec<usize>,
}

impl Rulebook {
    /// Decides. Total: unknown facts become questions, and what no rule allows is refused.
    pub fn decide(&self, facts: &Facts, when: &When, id: Option<&str>) -> Ruling {
        let Some(program) = self.program(facts.question, when.regime, when.information) else {
            return self.nothing_applies(when, id);
        };
        let decided = facts
            .items
            .iter()
            .map(|item| decide_item(program, item, self.row(facts, item, when)))
            .collect::<Vec<_>>();

        let (outcome, strip) = judge::aggregate(&decided.iter().map(|item| item.outcome).collect::<Vec<_>>());
        let (policy, _) = judge::aggregate(&decided.iter().map(|item| item.policy).collect::<Vec<_>>());
        let (law, _) = judge::aggregate(&decided.iter().map(|item| item.law).collect::<Vec<_>>());
        Ruling {
            id: id.map(str::to_owned),
            outcome,
            regime: when.regime,
            at: when.at,
            policy_version: self.version().to_owned(),
            verdicts: Verdicts { policy, law },
            reasons: self.case_reasons(&decided, outcome, when.regime),
            obligations: self.obligations(program, &decided, strip),
            questions: self.open_questions(program, &decided, when.regime),
            alternative: self.alternative(program, &decided),
            items: self.item_rulings(&decided, when.regime),
        }
    }

    pub(crate) fn program(
        &self,
        question: usize,
        regime: Regime,
        information: InformationRegime,
    ) -> Option<&Program> {
        let pair = REGIMES.iter().position(|known| *known == (regime, information))?;
        self.programs.get(question)?.get(pair)
    }

    fn case_reasons(&self, decided: &[Decided], outcome: Outcome, regime: Regime) -> Vec<Arc<Reason>> {
        // With items taken out, a ruling says both why the rest may and why those may not.
        let mut rules = Vec::new();
        let leading = decided.iter().filter(|item| item.outcome == outcome);
        let others = decided.iter().filter(|item| item.outcome != outcome);
        for rule in leading.chain(others).flat_map(|item| &item.carried) {
            if !rules.contains(rule) {
                rules.push(*rule);
            }
        }
        let refused_by_default =
            decided.iter().any(|item| item.carried.is_empty() && item.outcome == Outcome::Refused);
        self.reasons(&rules, refused_by_default, regime)
    }

    fn item_rulings(&self, decided: &[Decided], regime: Regime) -> Vec<ItemRuling> {
        decided
            .iter()
            .filter(|item| item.item.place.prefix.is_some())
            .map(|item| {
                let by_default = item.carried.is_empty() && item.outcome == Outcome::Refused;
                ItemRuling {
                    id: item.item.id.clone(),
                    outcome: item.outcome,
                    reasons: self.reasons(&item.carried, by_default, regime),
                }
            })
            .collect()
    }

    /// An obligation whose condition is still open counts, better one too many than one forgotten; but nobody is told to
    /// report a breach or to destroy on the strength of what is not known, so with a refusal only what is certain does.
    fn obligations(&self, program: &Program, decided: &[Decided], strip: bool) -> Vec<String> {
        let mut codes = BTreeSet::new();
        for item in decided {
            for (step, truth) in program.obligations.iter().zip(&item.judgement.obligations) {
                let Some(rule) = self.rules.get(step.rule).filter(|_| {
                    *truth == Truth::True || (*truth == Truth::Open && item.outcome != Outcome::Refused)
                }) else {
                    continue;
                };
                if rule.applies.iter().any(|applies| applies.to(item.outcome)) {
                    codes.extend(rule.obligation.as_deref());
                }
            }
        }
        if strip {
            codes.insert("O-STRIP");
        }
        let known = self.texts.obligations.iter().map(|text| text.code.as_str());
        known.filter(|code| codes.contains(code)).map(str::to_owned).collect()
    }

    /// First the facts that must be put right, then the open facts, the most useful first.
    fn open_questions(&self, program: &Program, decided: &[Decided], regime: Regime) -> Vec<String> {
        let mut questions = Vec::new();
        for item in decided {
            let asked = item.carried.iter().filter_map(|rule| self.rules.get(*rule)?.asks.as_deref());
            if item.outcome == Outcome::MoreFactsNeeded {
                questions.extend(asked.map(str::to_owned));
            }
            let usefulness = |fact: &OpenFact| (fact.settles, awaited(program, item, fact.slot));
            let mut open = item.open.iter().map(|fact| (usefulness(fact), fact.slot)).collect::<Vec<_>>();
            open.sort_by_key(|(useful, slot)| (std::cmp::Reverse(*useful), *slot));
            questions.extend(open.into_iter().map(|(_, slot)| self.path(&item.item.place, slot, regime)));
        }
        let mut seen = BTreeSet::new();
        questions.retain(|path| seen.insert(path.clone()));
        questions
    }

    fn alternative(&self, program: &Program, decided: &[Decided]) -> Option<String> {
        let steps = program.policy.iter().chain(&program.law);
        let rank = decided
            .iter()
            .filter(|item| !item.outcome.is_passable() && item.outcome != Outcome::OutOfScope)
            .flat_map(|item| steps.clone().zip(item.judgement.policy.iter().chain(&item.judgement.law)))
            .filter(|(step, truth)| step.outcome.is_some() && **truth == Truth::True)
            .filter_map(|(step, _)| self.rules.get(step.rule)?.alternative.as_deref())
            .filter_map(|code| self.texts.alternative_rank(code))
            .min()?;
        self.texts.alternatives.get(rank).map(|(_, text)| text.clone())
    }

    /// Cannot happen for parsed facts; kept total rather than trusted.
    fn nothing_applies(&self, when: &When, id: Option<&str>) -> Ruling {
        Ruling {
            id: id.map(str::to_owned),
            outcome: Outcome::Refused,
            regime: when.regime,
            at: when.at,
            policy_version: self.version().to_owned(),
            verdicts: Verdicts { policy: Outcome::Refused, law: Outcome::Refused },
            items: Vec::new(),
            reasons: self.reasons(&[], true, when.regime),
            obligations: Vec::new(),
            questions: Vec::new(),
            alternative: None,
        }
    }
}

fn decide_item<'a>(program: &Program, item: &'a Item, row: Vec<i64>) -> Decided<'a> {
    let judgement = judge::judge(program, row);
    let verdicts = [judgement.policy_verdict, judgement.law_verdict, judgement.outcome];
    let (verdicts, open) = if verdicts.iter().all(Option::is_some) {
        (verdicts, Vec::new())
    } else {
        let settled = diagram::settle(program, &judgement);
        ([settled.policy, settled.law, settled.outcome], settled.open)
    };
    let [policy, law, outcome] = verdicts.map(unless_open);
    let carried = carrying(program, &judgement, verdicts.last().copied().flatten());
    Decided { item, judgement, outcome, policy, law, open, carried }
}

impl RuleInfo {
    /// The articles of law under a regime.
    pub fn law(&self, regime: Regime) -> &[String] {
        match regime {
            Regime::Wbp => &self.law_then,
            Regime::Avg => &self.law_now,
        }
    }
}

fn unless_open(verdict: Verdict) -> Outcome {
    verdict.unwrap_or(Outcome::MoreFactsNeeded)
}

/// The rules that carry an outcome: for a yes the permits that hold, for anything else the rules that stand in the
/// way. All of them are named, severest first, then in the order of questions.
fn carrying(program: &Program, judgement: &Judgement, outcome: Verdict) -> Vec<usize> {
    let steps = program.policy.iter().zip(&judgement.policy).chain(program.law.iter().zip(&judgement.law));
    let passable = outcome.is_some_and(Outcome::is_passable);
    let outside = outcome == Some(Outcome::OutOfScope);
    let counts = |step: &Step| match step.outcome {
        None => passable,
        Some(Outcome::OutOfScope) => outside,
        Some(_) => !passable && !outside,
    };
    let chosen = |wanted: Truth| {
        let found = steps.clone().filter(|(step, truth)| **truth == wanted && counts(step));
        found.map(|(step, _)| step).collect::<Vec<_>>()
    };
    let mut found = chosen(Truth::True);
    if found.is_empty() && outcome.is_some() {
        // Settled, though each rule alone is still open: whichever holds, the outcome is this one.
        found = chosen(Truth::Open);
        found.retain(|step| step.outcome.is_none() || step.outcome == outcome);
    }
    found.sort_by_key(|step| (std::cmp::Reverse(step.outcome), step.stage, step.rule));
    let mut rules = found.into_iter().map(|step| step.rule).collect::<Vec<_>>();
    rules.dedup();
    rules
}

/// How many rules that stand in the way wait for this fact.
fn awaited(program: &Program, item: &Decided, slot: usize) -> usize {
    let waits = |step: &Step, truth: &Truth| {
        let mut reads = false;
        step.condition.slots(&mut |read| reads |= reaches(program, &item.judgement.row, read, slot));
        *truth == Truth::Open && step.outcome.is_some() && reads
    };
    let policy = program.policy.iter().zip(&item.judgement.policy);
    let law = program.law.iter().zip(&item.judgement.law);
    policy.chain(law).filter(|(step, truth)| waits(step, truth)).count()
}

/// Does reading `from` come down to reading `target`, directly or through an open definition?
fn reaches(program: &Program, row: &[i64], from: usize, target: usize) -> bool {
    if from == target {
        return true;
    }
    let open = row.get(from).is_some_and(|value| *value == UNKNOWN);
    let definition = program.definitions.iter().find(|(slot, _)| open && *slot == from);
    definition.is_some_and(|(_, expression)| {
        let mut found = false;
        expression.slots(&mut |read| found |= reaches(program, row, read, target));
        found
    })
}
