//! The evaluator and Cedar's authorizer agree: on every case and on 100,000 random sets of facts.

use std::collections::BTreeSet;

use super::random::{Dice, complete, known_cases, near_a_case};
use super::{BOOK, regimes};
use crate::expression::Truth;
use crate::judge;
use crate::program::Step;
use crate::{InformationRegime, Outcome, Reference, When};

const ROUNDS: u64 = 100_000;
const THREADS: u64 = 2;

#[test]
fn the_evaluator_agrees_with_cedar() {
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || compare(thread));
        }
    });
}

fn compare(thread: u64) {
    let (reference, known) = (Reference::new(&BOOK).unwrap(), known_cases());
    let questions = BOOK.questions().collect::<Vec<_>>();
    let mut passed = 0;
    for round in 0..ROUNDS / THREADS {
        let seed = thread << 32 | round;
        let mut dice = Dice(seed);
        let json = match dice.below(4) {
            0 => {
                let question = *dice.pick(&questions);
                complete(&mut dice, question)
            }
            _ => near_a_case(&mut dice, &known),
        };
        let facts = BOOK.parse(&json).unwrap();
        let mut when = regimes()[dice.below(2)].1;
        when.information = *dice.pick(&[InformationRegime::Wob, InformationRegime::Woo]);
        let question = &reference.questions(&facts, &when).unwrap()[0];
        let cedar = reference.ask(question, &when).unwrap();

        let program = BOOK.program(facts.question, when.regime, when.information).unwrap();
        let ours = judge::judge(program, BOOK.row(&facts, &facts.items[0], &when));
        assert_eq!(cedar.errors, 0, "seed {seed}: a rule ended in an error on valid facts");
        assert_eq!(ours.outcome, Some(cedar.outcome), "seed {seed}: {json}");
        assert_eq!(determining(&program.policy, &ours.policy), cedar.policy, "seed {seed}, policy: {json}");
        assert_eq!(determining(&program.law, &ours.law), cedar.law, "seed {seed}, law: {json}");
        assert_eq!(held(&program.obligations, &ours.obligations), cedar.obligations, "seed {seed}: {json}");
        passed += u64::from(cedar.outcome.is_passable());
    }
    // Random facts that are always refused would prove little.
    assert!(passed > ROUNDS / THREADS / 50, "only {passed} of the random facts lead to a yes");
}

fn held(steps: &[Step], truths: &[Truth]) -> BTreeSet<String> {
    let held = steps.iter().zip(truths).filter(|(_, truth)| **truth == Truth::True);
    held.map(|(step, _)| BOOK.rules[step.rule].id.clone()).collect()
}

/// What Cedar calls the determining policies: the forbids that hold, or without any the permits that do.
fn determining(steps: &[Step], truths: &[Truth]) -> BTreeSet<String> {
    let (forbids, permits): (Vec<_>, Vec<_>) = steps
        .iter()
        .zip(truths)
        .filter(|(_, truth)| **truth == Truth::True)
        .partition(|(step, _)| step.outcome.is_some());
    let chosen = if forbids.is_empty() { permits } else { forbids };
    chosen.into_iter().map(|(step, _)| BOOK.rules[step.rule].id.clone()).collect()
}

#[test]
fn every_case_that_is_settled_agrees_with_cedar() {
    let reference = Reference::new(&BOOK).unwrap();
    for case in known_cases() {
        let facts = BOOK.parse(&case.facts).unwrap();
        for (_, when) in regimes() {
            let ruling = BOOK.decide(&facts, &when, None);
            let questions = reference.questions(&facts, &when).unwrap();
            let ours = if ruling.items.is_empty() {
                vec![ruling.outcome]
            } else {
                ruling.items.iter().map(|item| item.outcome).collect()
            };
            for (ours, question) in ours.into_iter().zip(&questions) {
                let settled = ours != Outcome::MoreFactsNeeded;
                let cedar = reference.ask(question, &when).unwrap();
                assert!(!settled || cedar.outcome == ours, "{} {when:?}: {cedar:?}", case.id);
            }
        }
    }
}

#[test]
fn an_unknown_regime_pair_still_gives_an_answer() {
    let when = When { information: InformationRegime::Wob, ..regimes()[1].1 };
    let facts = BOOK.parse(&known_cases()[0].facts).unwrap();
    assert_eq!(BOOK.decide(&facts, &when, None).outcome, Outcome::Refused);
}
