//! A rule is taken away: the promise that it kept is refuted, and the engine says yes to the counterexample.

use decide::{Rulebook, Sources};

use super::{book, solver, sources};
use crate::counterexample::when;
use crate::{Asked, Proof, mutations, promises, prove, weakened};

/// The policy without the rules of these names.
fn without(ids: &[&str]) -> Sources {
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

#[test]
fn the_same_matter_never_opens_the_medical_gate() {
    let promise = "belofte-6.9-zelfde-kwestie";
    let (_, proof) = proof_of(promise, &sources());
    assert!(proof.is_proved(), "{proof:#?}");
    let (book, proof) = proof_of(promise, &without(&["6.9-geen-toestemming", "6.9-ook-binnen-wil"]));
    engine_says_yes(&book, &proof);
}
