//! Every promise of the policy is proved.

use std::path::Path;
use std::time::Instant;

use super::{book, solver, sources};
use crate::{promises, prove_all};

#[test]
fn every_promise_is_proved() {
    let sources = sources();
    let promises = promises(&sources).unwrap_or_else(|findings| panic!("{findings:#?}"));
    let begin = Instant::now();
    // What did not change is not proved again: the key of an answer is everything it depends on.
    let cache = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/proofs");
    let proofs = prove_all(&book(&sources), &promises, &solver(), Some(&cache), &|_| {}).unwrap();
    let mut broken = Vec::new();
    for (promise, proof) in promises.iter().zip(&proofs) {
        println!("{} {:?}", promise.id, proof);
        if !proof.is_proved() {
            broken.push(format!("{}: {proof:#?}", promise.id));
        }
    }
    println!("{} promises in {:.1} s", promises.len(), begin.elapsed().as_secs_f64());
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    // What the pages show of the proofs is what was proved here.
    let kept = serde_json::from_str::<serde_json::Value>(&sources.0["promises/proofs.json"]).unwrap();
    let shown = kept["proved"].as_object().unwrap();
    let is_shown = |id: &String| shown.get(id) == Some(&serde_json::Value::Bool(true));
    assert!(
        kept["rules"] == book(&sources).hash()
            && shown.len() == promises.len()
            && promises.iter().all(|promise| is_shown(&promise.id)),
        "promises/proofs.json is of other rules; run: cargo run -p waarborg -- policy prove --policy policy --keep"
    );
}
