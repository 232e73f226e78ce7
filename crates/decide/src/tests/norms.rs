//! Each statement of the policy by the smallest case that shows it: a base that is well known, and one change.
//!
//! The cases are data (`policy/cases/norms/`), so that a jurist can read and add them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::BOOK;
use crate::cases::set;
use crate::{Case, Reason, Regime, Rulebook, Ruling, When};

fn cases() -> Vec<Case> {
    super::cases().into_iter().filter(|case| case.expected.iter().all(|it| it.all_norms)).collect()
}

fn decide(book: &Rulebook, facts: &Value, regime: Regime) -> Ruling {
    let facts = book.parse(facts).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let day = if regime == Regime::Wbp { "2017-11-15" } else { "2026-11-16" };
    book.decide(&facts, &When::on(day.parse().unwrap(), false), None)
}

fn reasons(ruling: &Ruling) -> impl Iterator<Item = &std::sync::Arc<Reason>> {
    ruling.reasons.iter().chain(ruling.items.iter().flat_map(|item| &item.reasons))
}

#[test]
fn every_rule_that_gives_a_reason_gives_it_somewhere() {
    let book = &*BOOK;
    let mut shown = BTreeSet::new();
    for case in cases() {
        for regime in [Regime::Wbp, Regime::Avg] {
            let ruling = decide(book, &case.facts, regime);
            shown.extend(reasons(&ruling).map(|reason| reason.rule.clone()));
        }
    }
    let silent: Vec<&str> = book
        .rules()
        .filter(|rule| !matches!(rule.layer, crate::Layer::Definition | crate::Layer::Obligation))
        .map(|rule| rule.id.as_str())
        .filter(|id| !shown.contains(*id))
        .collect();
    assert!(silent.is_empty(), "no norm case shows {silent:?}");
}

// proves!("3-23", "6.1-1")
#[test]
fn every_ruling_says_why_by_which_rule_and_which_version() {
    let book = &*BOOK;
    for case in cases() {
        let ruling = decide(book, &case.facts, Regime::Avg);
        assert_eq!(ruling.policy_version, book.version(), "{}", case.title);
        // What waits for a fact has questions instead of reasons.
        assert!(
            reasons(&ruling).next().is_some() || !ruling.questions.is_empty(),
            "{}: no reason",
            case.title
        );
        for reason in reasons(&ruling) {
            assert!(!reason.text.trim().is_empty() && !reason.norm.is_empty(), "{}: {reason:?}", case.title);
            assert!(!reason.law.is_empty(), "{}: {} names no article", case.title, reason.rule);
        }
    }
}

// proves!("3-1")
#[test]
fn the_day_chooses_the_law() {
    let book = &*BOOK;
    let facts = cases().remove(0).facts;
    for (day, regime) in [("2018-05-24", Regime::Wbp), ("2018-05-25", Regime::Avg)] {
        let facts = book.parse(&facts).unwrap();
        assert_eq!(book.decide(&facts, &When::on(day.parse().unwrap(), false), None).regime, regime, "{day}");
    }
}

// proves!("1-5")
#[test]
fn without_a_finding_of_need_there_is_no_yes() {
    let book = &*BOOK;
    for case in cases().iter().filter(|case| case.facts["items"].is_array()) {
        let mut facts = case.facts.clone();
        set(&mut facts, "items.0.necessary", Value::Null).unwrap();
        for regime in [Regime::Wbp, Regime::Avg] {
            let ruling = decide(book, &facts, regime);
            let stays = decide(book, &case.facts, regime).outcome;
            assert!(
                !ruling.outcome.is_passable()
                    || case.facts["publication"]["anonymised"] == true
                    || stays == ruling.outcome,
                "{}: {}",
                case.title,
                ruling.outcome.as_str()
            );
        }
    }
}
