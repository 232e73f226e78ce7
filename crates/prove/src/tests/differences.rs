//! Two versions of the policy, one rule apart.

use super::broken::without;
use super::{book, solver, sources};
use crate::counterexample::when;
use crate::{Change, Verdict, diff};

#[test]
fn a_missing_rule_is_wider_there_and_equal_elsewhere() {
    let (old, new) = (book(&sources()), book(&without(&["6.4-vasthouden"])));
    let differences = diff(&old, &new, &solver()).unwrap();
    for difference in &differences {
        let wider = difference.asked.question == "retain";
        let expected = if wider { Change::Wider } else { Change::Equal };
        assert_eq!(difference.change, expected, "{difference:#?}");
    }
    let ruling = |difference: &&crate::Difference| difference.verdict == Verdict::Ruling;
    let wider = differences.iter().filter(ruling).find(|difference| difference.change == Change::Wider);
    let wider = wider.unwrap();
    let example = wider.newly_allowed.as_ref().unwrap();
    assert!(example.reproduced, "{example:#?}");
    let outcome = |book: &decide::Rulebook| {
        book.decide(&book.parse(&example.facts).unwrap(), &when(&wider.asked), None).outcome
    };
    assert!(outcome(&new).is_passable() && !outcome(&old).is_passable());

    // The other way round it is narrower.
    let back = diff(&new, &old, &solver()).unwrap();
    let narrower = back.iter().filter(|difference| difference.change == Change::Narrower).count();
    assert_eq!(narrower, differences.iter().filter(|difference| difference.change == Change::Wider).count());
    assert!(back.iter().all(|difference| matches!(difference.change, Change::Equal | Change::Narrower)));
}
