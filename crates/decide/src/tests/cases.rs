//! The working-practice cases come out as expected, under both regimes.

use serde_json::Value;

use super::{BOOK, cases, regimes};
use crate::Ruling;

#[test]
fn every_case_comes_out_as_expected() {
    let (cases, mut mistakes) = (cases(), Vec::new());
    assert!(cases.len() >= 40, "the cases are missing");
    for case in &cases {
        let facts = BOOK.parse(&case["facts"]).unwrap_or_else(|errors| panic!("{}: {errors:?}", case["id"]));
        for (regime, when) in regimes() {
            let ruling = BOOK.decide(&facts, &when, case["id"].as_str());
            let expected = &case["expected"][regime];
            if !expected.is_null() {
                mistakes.extend(
                    differences(expected, &ruling).map(|text| format!("{} {regime}: {text}", case["id"])),
                );
            }
        }
    }
    assert!(mistakes.is_empty(), "{} mistakes:\n{}", mistakes.len(), mistakes.join("\n"));
}

fn differences<'a>(expected: &'a Value, ruling: &'a Ruling) -> impl Iterator<Item = String> + 'a {
    let outcome = (expected["outcome"] != ruling.outcome.as_str()).then(|| {
        format!(
            "outcome {}, expected {}, asks {:?}",
            ruling.outcome.as_str(),
            expected["outcome"],
            ruling.questions
        )
    });
    let items = expected["items"].as_object().into_iter().flatten().filter_map(|(id, outcome)| {
        let found = ruling.items.iter().find(|item| item.id == *id).map(|item| item.outcome.as_str());
        (found != outcome.as_str()).then(|| format!("item {id} {found:?}, expected {outcome}"))
    });
    let missing = words(&expected["obligations"])
        .filter(|code| !ruling.obligations.iter().any(|found| found == code))
        .map(|code| format!("obligation {code} is missing"));
    let norms = words(&expected["norms"]).chain(words(&expected["reasons"])).collect::<Vec<_>>();
    let carried = ruling.reasons.iter().any(|reason| norms.contains(&reason.norm.as_str()));
    let unreasoned = (!carried && !norms.is_empty()).then(|| format!("no reason is one of {norms:?}"));
    outcome.into_iter().chain(items).chain(missing).chain(unreasoned)
}

fn words(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}

#[test]
fn no_yes_without_norms_and_no_no_without_reasons() {
    for case in cases() {
        let facts = BOOK.parse(&case["facts"]).unwrap();
        for (_, when) in regimes() {
            let ruling = BOOK.decide(&facts, &when, None);
            let settled = ruling.outcome != crate::Outcome::MoreFactsNeeded || ruling.questions.is_empty();
            assert!(!settled || !ruling.reasons.is_empty(), "{}: {ruling:?}", case["id"]);
            assert!(ruling.reasons.iter().all(|reason| !reason.norm.is_empty() && !reason.text.is_empty()));
        }
    }
}
