//! Unknown is never yes, and the questions are exactly those that can still change the outcome.
//!
//! The oracle is brute force: hide some facts, try every completion of them, and see.

use std::collections::BTreeSet;

use serde_json::Value;

use super::random::{Dice, Fact, facts_of, known_cases, near_a_case};
use super::{BOOK, regimes};
use crate::{Outcome, Ruling, When};

const ROUNDS: u64 = 600;
const MOST_COMPLETIONS: usize = 300;

#[test]
fn questions_are_exactly_the_facts_that_matter() {
    let known = known_cases();
    let (mut open, mut settled) = (0, 0);
    for seed in 0..ROUNDS {
        let mut dice = Dice(seed);
        let full = near_a_case(&mut dice, &known);
        let when = regimes()[dice.below(2)].1;
        let hidden = choose_hidden(&mut dice, full["question"].as_str().unwrap());
        let mut partial = full.clone();
        for fact in &hidden {
            fact.put(&mut partial, Value::Null);
        }

        let ruling = rule(&partial, &when);
        let (outcomes, matters) = brute_force(&partial, &hidden, &when);
        let asked = ruling.questions.iter().filter(|path| hidden.iter().any(|fact| fact.name() == **path));
        assert_eq!(asked.cloned().collect::<BTreeSet<_>>(), matters, "seed {seed}: {partial}");
        if outcomes.len() == 1 {
            settled += 1;
            assert!(outcomes.contains(&decisive(&ruling)), "seed {seed}: {ruling:?} {outcomes:?}");
        } else {
            open += 1;
            assert_eq!(ruling.outcome, Outcome::MoreFactsNeeded, "seed {seed}: {outcomes:?}");
        }
    }
    assert!(open > 50 && settled > 50, "{open} open and {settled} settled: the test would prove little");
}

/// A few facts whose completions can all be tried.
fn choose_hidden(dice: &mut Dice, question: &str) -> Vec<Fact> {
    let all = facts_of(question).into_iter().filter(can_be_unknown).collect::<Vec<_>>();
    let mut hidden = Vec::<Fact>::new();
    let mut completions = 1;
    for _ in 0..12 {
        let fact = dice.pick(&all).clone();
        let more = completions * fact.values.len();
        if more <= MOST_COMPLETIONS && !hidden.iter().any(|known| known.path == fact.path) {
            completions = more;
            hidden.push(fact);
        }
    }
    hidden
}

/// Facts whose null says something else than unknown stay as they are, and so do the numbers, dates and sets of
/// which the tests know only some values.
fn can_be_unknown(fact: &Fact) -> bool {
    let name = fact.name();
    let has_meaning = ["request.special_circumstances", "inform.t_inform", "enforcement.defer_until"];
    let sampled = fact.values.iter().any(|value| value.is_number() || value.is_array())
        || fact.values.iter().any(|value| value.as_str().is_some_and(|text| text.starts_with("2026")));
    !has_meaning.contains(&name.as_str()) && !sampled
}

/// The outcomes of all completions, and the facts that make a difference to one of them.
fn brute_force(partial: &Value, hidden: &[Fact], when: &When) -> (BTreeSet<Vec<Outcome>>, BTreeSet<String>) {
    let sizes = hidden.iter().map(|fact| fact.values.len()).collect::<Vec<_>>();
    let total = sizes.iter().product::<usize>();
    let results = (0..total)
        .map(|mut number| {
            let mut facts = partial.clone();
            for (fact, size) in hidden.iter().zip(&sizes) {
                fact.put(&mut facts, fact.values[number % size].clone());
                number /= size;
            }
            decisive(&rule(&facts, when))
        })
        .collect::<Vec<_>>();
    let mut matters = BTreeSet::new();
    let mut stride = 1;
    for (fact, size) in hidden.iter().zip(&sizes) {
        let differs = (0..total)
            .filter(|number| number / stride % size == 0)
            .any(|base| (1..*size).any(|step| results[base] != results[base + step * stride]));
        if differs {
            matters.insert(fact.name());
        }
        stride *= size;
    }
    (results.into_iter().collect(), matters)
}

fn rule(facts: &Value, when: &When) -> Ruling {
    BOOK.decide(&BOOK.parse(facts).unwrap(), when, None)
}

/// What questions are about: the outcome of the case and of each item.
fn decisive(ruling: &Ruling) -> Vec<Outcome> {
    std::iter::once(ruling.outcome).chain(ruling.items.iter().map(|item| item.outcome)).collect()
}

// proves!("1-5")
#[test]
fn taking_a_fact_away_never_gives_a_milder_answer() {
    for case in known_cases() {
        let question = case.facts["question"].as_str().unwrap();
        let full = BOOK.parse(&case.facts).unwrap();
        for (_, when) in regimes() {
            let before = BOOK.decide(&full, &when, None).outcome;
            for fact in facts_of(question).into_iter().filter(|fact| fact.get(&case.facts).is_some()) {
                let mut without = case.facts.clone();
                fact.put(&mut without, Value::Null);
                let after = rule(&without, &when).outcome;
                let allowed = !after.is_passable() || before.is_passable() || before == Outcome::OutOfScope;
                assert!(allowed, "{} without {}: {before:?} became {after:?}", case.id, fact.name());
            }
        }
    }
}

#[test]
fn a_bare_question_is_never_a_yes() {
    for question in BOOK.questions() {
        for (_, when) in regimes() {
            let ruling = rule(&serde_json::json!({ "question": question }), &when);
            // A possible breach is always recorded and assessed: that needs no facts.
            let expected = question == "breach" || !ruling.outcome.is_passable();
            assert!(expected, "{question}: {ruling:?}");
        }
    }
}

#[test]
fn the_question_that_settles_most_comes_first() {
    let case = known_cases().into_iter().find(|case| case.id == "D02").unwrap();
    let mut facts = case.facts.clone();
    facts.as_object_mut().unwrap().remove("consent");
    let ruling = rule(&facts, &regimes()[1].1);
    assert_eq!(
        ruling.questions.first().map(String::as_str),
        Some("consent.status"),
        "{:?}",
        ruling.questions
    );
}

#[test]
fn nobody_is_told_to_report_a_breach_on_the_strength_of_the_unknown() {
    let mut facts = known_cases().into_iter().find(|case| case.id == "D01").unwrap().facts;
    facts["recipient"]["charged"] = Value::Null;
    assert!(!rule(&facts, &regimes()[1].1).obligations.contains(&"O-BREACH-CHECK".to_owned()));
    facts["recipient"]["charged"] = Value::Bool(false);
    assert!(rule(&facts, &regimes()[1].1).obligations.contains(&"O-BREACH-CHECK".to_owned()));
}
