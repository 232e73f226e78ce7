//! Each rule weakened in turn: a case or a promise notices, or the list below says why nobody can.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use decide::{Case, Rulebook, Sources};

use super::{book, solver, sources};
use crate::{Mutation, mutations, promises, prove_all, weakened};

/// Rules whose weakening changes no ruling. Each is a `permit` that says yes in words, beside a `forbid` of the same
/// layer with the opposite condition: where the permit should not hold, the ruling is a no, and a no gives the reasons of
/// the forbid only.
const SURVIVORS: [(&str, &str); 5] = [
    ("bestuurstermijn", "6.4-niet-zo-kort-mogelijk says no to every term of the board that is not motivated"),
    ("wet-geinformeerd", "wet-niet-geinformeerd says no with the opposite condition"),
    ("5-geregistreerd", "5-aanmelding and 5-register say no with the opposite condition"),
    ("6.2-nodig", "6.2-strikt-nodig, 5-evenredig and the rules about grounds say no where one part fails"),
    ("6.8-schoon", "6.8 says no to each traceable finding"),
];

#[test]
fn every_weakened_rule_is_noticed() {
    let whole = sources();
    let cases = decide::cases(&whole).unwrap();
    let mutants = mutations(&book(&whole));
    let (unnoticed, next) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::SeqCst)) {
                    if !cases_notice(&whole, &cases, mutant) {
                        unnoticed.lock().unwrap().push(mutant);
                    }
                }
            });
        }
    });
    let unnoticed = unnoticed.into_inner().unwrap();
    println!("{} rules weakened, {} not noticed by a case", mutants.len(), unnoticed.len());
    for (rule, why) in SURVIVORS {
        assert!(unnoticed.iter().any(|mutant| mutant.rule == rule), "{rule} is noticed by now: {why}");
    }
    let explained = |rule: &str| SURVIVORS.iter().any(|(known, _)| *known == rule);
    let rest = unnoticed.into_iter().filter(|mutant| !explained(&mutant.rule));
    let survivors = rest.filter(|mutant| !promises_notice(&whole, mutant)).collect::<Vec<_>>();
    assert!(survivors.is_empty(), "nobody notices {survivors:#?}");
}

/// The weakened policy has mistakes, or a case comes out otherwise, or other rules speak in it.
fn cases_notice(whole: &Sources, cases: &[Case], mutant: &Mutation) -> bool {
    let Ok(book) = Rulebook::load(&weakened(whole, mutant).unwrap()) else { return true };
    let spoken = decide::spoken(&book, cases);
    decide::spoken_otherwise(whole, &spoken).is_ok_and(|changed| !changed.is_empty())
        || cases.iter().any(|case| !case.mistakes(&book).is_empty())
}

/// A promise is no longer proved. Slow: for what no case notices.
fn promises_notice(whole: &Sources, mutant: &Mutation) -> bool {
    let sources = weakened(whole, mutant).unwrap();
    let promises = promises(&sources).unwrap();
    let proofs = prove_all(&book(&sources), &promises, &solver(), None, &|_| {}).unwrap();
    proofs.iter().any(|proof| !proof.is_proved())
}
