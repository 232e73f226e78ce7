//! The cases come out as they say, under every regime they are about.

use std::collections::BTreeSet;

use serde_json::json;

use super::random::known_cases;
use super::{BOOK, cases, regimes, sources};

#[test]
fn every_case_comes_out_as_expected() {
    let cases = cases();
    assert!(known_cases().len() >= 40 && cases.len() > known_cases().len(), "cases are missing");
    let mistakes = cases
        .iter()
        .flat_map(|case| case.mistakes(&BOOK).into_iter().map(|mistake| format!("{}, {mistake}", case.id)));
    let mistakes = mistakes.collect::<Vec<_>>();
    assert!(mistakes.is_empty(), "{} mistakes:\n{}", mistakes.len(), mistakes.join("\n"));
}

#[test]
fn the_rules_that_speak_to_each_case_are_those_that_people_accepted() {
    let changed = crate::spoken_otherwise(&sources(), &crate::spoken(&BOOK, &cases())).unwrap();
    assert!(
        changed.is_empty(),
        "other rules speak in {changed:?}; look at them, then: cargo run -p waarborg -- policy check policy --keep"
    );
}

#[test]
fn a_case_that_does_not_hold_says_so() {
    let mut case = known_cases().into_iter().find(|case| case.id == "D01").unwrap();
    case.expected[0].outcome = "ALLOWED".to_owned();
    case.expected[1].norms = vec!["6.3-1".to_owned()];
    case.expected[1].obligations = vec!["O-NOTHING".to_owned()];
    assert_eq!(case.mistakes(&BOOK).len(), 3, "{:?}", case.mistakes(&BOOK));
    case.facts["question"] = json!("dance");
    assert!(!case.mistakes(&BOOK).is_empty());
}

#[test]
fn a_line_that_is_no_case_is_named() {
    for (file, line) in [
        ("cases/wil.jsonl", r#"{"id": "W1"}"#),
        (
            "cases/norms/cases.jsonl",
            r#"{"title": "t", "base": "b", "set": {}, "outcome": "REFUSED", "norms": []}"#,
        ),
        (
            "cases/norms/cases.jsonl",
            r#"{"title": "t", "base": "process", "set": {}, "outcome": "X", "norms": [], "extra": 1}"#,
        ),
    ] {
        let mut sources = sources();
        sources.0.insert(file.to_owned(), format!("{line}\n"));
        let error = crate::cases(&sources).unwrap_err();
        assert!(error.starts_with(&format!("{file}, line 1: ")), "{error}");
    }
}

#[test]
fn names_are_different_so_that_a_failure_is_found() {
    let names = cases().into_iter().map(|case| case.id).collect::<Vec<_>>();
    assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn no_yes_without_norms_and_no_no_without_reasons() {
    for case in known_cases() {
        let facts = BOOK.parse(&case.facts).unwrap();
        for (_, when) in regimes() {
            let ruling = BOOK.decide(&facts, &when, None);
            let settled = ruling.outcome != crate::Outcome::MoreFactsNeeded || ruling.questions.is_empty();
            assert!(!settled || !ruling.reasons.is_empty(), "{}: {ruling:?}", case.id);
            assert!(ruling.reasons.iter().all(|reason| !reason.norm.is_empty() && !reason.text.is_empty()));
        }
    }
}
