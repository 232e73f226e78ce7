//! Each statement of the policy by the smallest case that shows it: a base that is well known, and one change.
//!
//! The cases are data (`policy/cases/norms/`), so that a jurist can read and add them. A case names the norms that its
//! ruling must give as reasons, all of them; `also` names those that it shows by
//! its outcome or by an obligation. Without a `regime` it must come out alike under both.

use super::{BOOK, policy_folder};
use crate::{Reason, Regime, Rulebook, Ruling, When};
use serde_json::Value;
use std::collections::BTreeSet;

struct Case {
    title: String,
    facts: Value,
    regimes: Vec<Regime>,
    outcome: String,
    norms: Vec<String>,
    obligations: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = policy_folder().join("cases/norms");
    let bases: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("bases.json")).unwrap()).unwrap();
    let lines = std::fs::read_to_string(folder.join("cases.jsonl")).unwrap();
    lines.lines().map(|line| case(&bases, line)).collect()
}

fn case(bases: &Value, line: &str) -> Case {
    let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    let known = ["title", "base", "set", "regime", "outcome", "norms", "obligations", "also"];
    for key in value.as_object().unwrap().keys() {
        assert!(known.contains(&key.as_str()), "`{key}` means nothing in {line}");
    }
    let mut facts = bases[value["base"].as_str().unwrap()].clone();
    assert!(facts.is_object(), "no base is called {}", value["base"]);
    for (path, fact) in value["set"].as_object().unwrap() {
        set(&mut facts, path, fact.clone());
    }
    let regimes = match value["regime"].as_str() {
        Some("wbp") => vec![Regime::Wbp],
        Some("avg") => vec![Regime::Avg],
        Some(other) => panic!("no regime is called {other}"),
        None => vec![Regime::Wbp, Regime::Avg],
    };
    Case {
        title: value["title"].as_str().unwrap().to_owned(),
        facts,
        regimes,
        outcome: value["outcome"].as_str().unwrap().to_owned(),
        norms: texts(&value["norms"]),
        obligations: texts(&value["obligations"]),
    }
}

/// The texts of a list; none when the key is absent.
fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Sets `items.0.statute.effect` and the like.
fn set(facts: &mut Value, path: &str, fact: Value) {
    let mut place = facts;
    for step in path.split('.') {
        place = match step.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[step],
        };
    }
    *place = fact;
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
fn every_norm_case_comes_out_and_names_its_norms() {
    let book = &*BOOK;
    let mut wrong = Vec::new();
    for case in cases() {
        for regime in &case.regimes {
            let ruling = decide(book, &case.facts, *regime);
            let norms: BTreeSet<&str> = reasons(&ruling).map(|reason| reason.norm.as_str()).collect();
            let missing: Vec<_> = case.norms.iter().filter(|norm| !norms.contains(norm.as_str())).collect();
            let undone: Vec<_> =
                case.obligations.iter().filter(|code| !ruling.obligations.contains(code)).collect();
            if ruling.outcome.as_str() != case.outcome || !missing.is_empty() || !undone.is_empty() {
                wrong.push(format!(
                    "{} ({}): {} instead of {}, missing {missing:?} {undone:?}, has {norms:?}, asks {:?}",
                    case.title,
                    regime.as_str(),
                    ruling.outcome.as_str(),
                    case.outcome,
                    ruling.questions
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn titles_are_different_so_that_a_failure_is_found() {
    let titles: Vec<String> = cases().into_iter().map(|case| case.title).collect();
    let different: BTreeSet<&String> = titles.iter().collect();
    assert_eq!(titles.len(), different.len());
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
        set(&mut facts, "items.0.necessary", Value::Null);
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
