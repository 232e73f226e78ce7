//! A rule is taken away: the promise that it kept is refuted, and the engine says yes to the counterexample.

use decide::{Rulebook, Sources};

use super::{book, solver, sources};
use crate::counterexample::when;
use crate::{Asked, Proof, mutations, promises, prove, weakened};

/// The policy without the rules of these names.
pub(crate) fn without(ids: &[&str]) -> Sources {
    let whole = sources();
    let mutations = mutations(&book(&whole));
    ids.iter().fold(whole, |sources, id| {
        let mutation = mutations.iter().find(|mutation| mutation.rule == *id).unwrap();
        weakened(&sources, mutation).unwrap()
    })
}

fn proof_of(id: &str, sources: &Sources) -> (Rulebook, Proof) {
    let promises = promises(sources).unwrap();
    let promise = promises.iter().find(|promise| promise.id == id).unwrap();
    let book = book(sources);
    let proof = prove(&book, promise, &solver()).unwrap();
    (book, proof)
}

/// Takes the counterexample through the engine, as `waarborg decide` would.
fn engine_says_yes(book: &Rulebook, proof: &Proof) {
    let Proof::Refuted(example) = proof else { panic!("not refuted: {proof:?}") };
    assert!(example.reproduced, "solver and engine do not agree: {example:#?}");
    let facts = book.parse(&example.facts).unwrap();
    let asked = Asked {
        question: example.question.clone(),
        recipient: None,
        regime: example.regime,
        information: example.information,
    };
    let ruling = book.decide(&facts, &when(&asked), None);
    assert!(ruling.outcome.is_passable(), "{ruling:#?}");
}

/// The promise holds; without these rules it does not, and the engine says yes to what it was meant to stop.
fn kept_by(promise: &str, rules: &[&str]) {
    let (book, proof) = proof_of(promise, &without(rules));
    engine_says_yes(&book, &proof);
}

#[test]
fn without_the_medical_gate_health_data_get_out() {
    kept_by("belofte-6.9-zelfde-kwestie", &["6.9-geen-toestemming", "6.9-ook-binnen-wil"]);
    kept_by("belofte-6.9-medisch", &["6.9-plicht-zonder-rechter"]);
}

#[test]
fn without_the_rules_of_paragraph_3_numbers_and_data_get_out() {
    kept_by("belofte-3-bsn-nooit-openbaar", &["6.11-bsn-nooit"]);
    kept_by("belofte-3-doorgifte", &["3-geen-waarborg"]);
}

#[test]
fn without_its_rules_the_wrong_person_is_let_in_and_too_much_destroyed() {
    kept_by("belofte-6.10-identiteit", &["6.10-identiteit"]);
    kept_by("belofte-6.10-curatele", &["6.10-zelf-niet-bevoegd"]);
    kept_by("belofte-6.4-vasthouden", &["6.4-vasthouden"]);
}

#[test]
fn under_the_avg_a_legitimate_interest_would_carry_a_public_task() {
    kept_by("belofte-5-belang-is-geen-taak", &["avg-belang-bij-publieke-taak"]);
}
