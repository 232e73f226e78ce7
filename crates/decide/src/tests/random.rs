//! Random facts: made from nothing, or from a case with some facts changed. Seeded, so that a failure comes back.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{BOOK, cases};
use crate::Case;
use crate::vocabulary::{Kind, Slot};

/// `SplitMix64`.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((word ^ (word >> 31)) % bound.max(1) as u64).unwrap()
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A fact that can be given: its place in the JSON and the values it can take.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// `purpose`, `specific` or `items`, `0`, `category`.
    pub(crate) path: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Fact {
    pub(crate) fn put(&self, facts: &mut Value, value: Value) {
        let mut place = facts;
        for name in &self.path {
            place = match name.parse::<usize>() {
                Ok(number) => &mut place[number],
                Err(_) => &mut place[name.as_str()],
            };
        }
        *place = value;
    }

    pub(crate) fn get<'a>(&self, facts: &'a Value) -> Option<&'a Value> {
        self.path.iter().try_fold(facts, |place, name| match name.parse::<usize>() {
            Ok(number) => place.get(number),
            Err(_) => place.get(name),
        })
    }

    /// As the ruling names it.
    pub(crate) fn name(&self) -> String {
        let mut name = String::new();
        for part in &self.path {
            match part.parse::<usize>() {
                Ok(number) => drop(write!(name, "[{number}]")),
                Err(_) if name.is_empty() => name.push_str(part),
                Err(_) => drop(write!(name, ".{part}")),
            }
        }
        name
    }
}

/// Every fact that one question about one item can hold.
pub(crate) fn facts_of(question: &str) -> Vec<Fact> {
    let action = &BOOK.vocabulary.actions[BOOK.vocabulary.action(question).unwrap()];
    let mut facts = Vec::new();
    for slot in BOOK.vocabulary.slots.iter().filter(|slot| !slot.computed) {
        let paths: Vec<String> = match slot.path.split_once('.') {
            Some(("derived" | "settings" | "given", _) | ("item", "secrecy_exception")) | None => continue,
            Some(("item", _)) if action.resource != "Item" => continue,
            Some(("passage", _)) if action.resource != "Passage" => continue,
            Some(("item", name @ ("ground" | "exemption"))) => {
                ["wbp", "avg"].map(|regime| format!("items.0.{name}_{regime}")).into()
            }
            Some(("item", name)) if name.starts_with("consent.") => vec![name.to_owned()],
            Some(("item", name)) => vec![format!("items.0.{name}")],
            Some(("passage", name)) => vec![format!("public_request.passages.0.{name}")],
            _ => vec![slot.path.clone()],
        };
        for path in paths {
            facts.push(Fact { path: path.split('.').map(str::to_owned).collect(), values: values(slot) });
        }
    }
    facts
}

fn values(slot: &Slot) -> Vec<Value> {
    match &slot.kind {
        Kind::Flag => vec![json!(true), json!(false)],
        Kind::Choice(list) => BOOK.vocabulary.words[list].iter().map(|word| json!(word)).collect(),
        Kind::Number => [1, 2, 15, 16, 40].map(|number| json!(number)).into(),
        Kind::Day => ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-15"].map(|day| json!(day)).into(),
        Kind::Many(list) => {
            let words = list.as_ref().map_or(&BOOK.literals.elements, |list| &BOOK.vocabulary.words[list]);
            let mut values = words.iter().map(|word| json!([word])).collect::<Vec<_>>();
            values.extend([json!([]), json!(words)]);
            values
        }
        Kind::Text => {
            ["none", "PW", "WGS", "WMO", "MINIMA", "RESEARCH", "HANDHAVING", "29(4)", "iets anders"]
                .map(|text| json!(text))
                .into()
        }
    }
}

/// An empty question with room for one item or passage.
pub(crate) fn blank(question: &str) -> Value {
    let mut facts = json!({ "question": question });
    match BOOK.vocabulary.actions[BOOK.vocabulary.action(question).unwrap()].resource.as_str() {
        "Item" => facts["items"] = json!([{ "id": "it" }]),
        "Passage" => facts["public_request"] = json!({ "passages": [{ "id": "it" }] }),
        _ => {}
    }
    facts
}

/// Complete facts: nothing is left open, whatever the rules.
pub(crate) fn complete(dice: &mut Dice, question: &str) -> Value {
    let mut facts = blank(question);
    for fact in facts_of(question) {
        let value = dice.pick(&fact.values).clone();
        fact.put(&mut facts, value);
    }
    facts
}

/// A case with what it leaves out filled in at random and a few facts changed.
pub(crate) fn near_a_case(dice: &mut Dice, known: &[Case]) -> Value {
    let case = dice.pick(known).facts.clone();
    let question = case["question"].as_str().unwrap().to_owned();
    let mut facts = complete(dice, &question);
    overlay(&mut facts, &case);
    let all = facts_of(&question);
    for _ in 0..dice.below(4) {
        let fact = dice.pick(&all).clone();
        let value = dice.pick(&fact.values).clone();
        fact.put(&mut facts, value);
    }
    facts
}

/// Lays the given facts over the others; of lists only the first entry is kept.
fn overlay(facts: &mut Value, given: &Value) {
    match (facts, given) {
        (Value::Object(facts), Value::Object(given)) => {
            for (key, value) in given {
                match facts.get_mut(key) {
                    Some(place) => overlay(place, value),
                    None => drop(facts.insert(key.clone(), value.clone())),
                }
            }
        }
        (Value::Array(facts), Value::Array(given)) if given.first().is_some_and(Value::is_object) => {
            facts.truncate(1);
            overlay(&mut facts[0], &given[0]);
        }
        // "none" for a group, as `retain.board_decision` allows, and null: the facts stay complete.
        (Value::Object(facts), Value::String(_)) => drop(facts.insert("exists".to_owned(), json!(false))),
        (_, Value::Null) => {}
        (place, given) => *place = given.clone(),
    }
}

/// The working-practice cases: whole stories, not a base with one change.
pub(crate) fn known_cases() -> Vec<Case> {
    cases().into_iter().filter(|case| case.expected.iter().all(|expected| !expected.all_norms)).collect()
}

#[test]
fn random_facts_are_valid_facts() {
    let (mut dice, known) = (Dice(1), known_cases());
    for question in BOOK.questions().map(str::to_owned).collect::<Vec<_>>() {
        assert!(BOOK.parse(&complete(&mut dice, &question)).is_ok(), "{question}");
    }
    for _ in 0..200 {
        let facts = near_a_case(&mut dice, &known);
        assert!(BOOK.parse(&facts).is_ok(), "{facts}");
    }
}
