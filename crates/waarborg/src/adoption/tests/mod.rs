//! Versions of the policy against a real database, on both engines.

mod pages;
mod steps;

use std::collections::BTreeMap;
use std::sync::Arc;

use ground::{Actor, Day, MockClock, Role};
use serde_json::json;

use super::{
    ChangedRuling, Direction, Examination, Opinion, PolicyVersion, PromiseProof, ProofResult, Proposal,
    QuestionDifference,
};
use crate::house::testing::each;
use crate::house::{Edition, House, Masters, Memo, Policies, embedded_sources};
use crate::journal::Context;

/// Runs `test` in a house that has its first version, on each engine.
#[expect(clippy::needless_pass_by_value, reason = "tests read better with the closure in the call")]
fn begun(test: impl AsyncFn(&Arc<House>, &MockClock)) {
    each(|house, clock| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            super::start(house).await.unwrap();
            test(house, clock).await;
        });
    });
}

fn context(house: &House, role: Role) -> Context {
    Context::begin(house, Actor { id: String::from("tester"), role })
}

/// The embedded policy under another name: other rules as far as anyone can tell.
fn renamed(name: &str) -> BTreeMap<String, String> {
    let mut files = embedded_sources().0;
    let text = files.get_mut("organisation.toml").unwrap();
    *text = text.replace("edition = \"2017.1\"", &format!("edition = \"{name}\""));
    files
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn proof(result: ProofResult) -> PromiseProof {
    let refuted = result == ProofResult::Refuted;
    PromiseProof {
        promise: String::from("6.9-medisch"),
        norms: vec![String::from("6.9-3")],
        sentence: String::from("Medische gegevens gaan niet zonder toestemming naar een andere afdeling."),
        result,
        story: refuted.then(|| String::from("Een klant van 44 jaar zei geen ja, en toch mag het.")),
        facts: refuted.then(|| json!({ "question": "disclose", "subject": { "age": 44 }, "consent": { "status": "not_asked" } })),
        solver: String::from("cvc5"),
    }
}

/// All that there can be to say.
fn examined(result: ProofResult) -> Examination {
    let difference = |question: &str, direction| QuestionDifference {
        question: question.to_owned(),
        law: String::from("avg"),
        layer: String::from("policy"),
        direction,
        wider: matches!(direction, Direction::Wider | Direction::Both)
            .then(|| json!({ "question": question, "subject": { "age": 12 } })),
        narrower: matches!(direction, Direction::Narrower | Direction::Both)
            .then(|| json!({ "question": question, "subject": { "age": 80 } })),
    };
    Examination {
        proofs: vec![proof(result), proof(ProofResult::Proved)],
        differences: vec![
            difference("disclose", Direction::Both),
            difference("process", Direction::Narrower),
            difference("minutes", Direction::Wider),
            difference("inform", Direction::Equal),
            difference("publish", Direction::Unknown),
        ],
        changed: vec![ChangedRuling {
            ruling: String::from("0123456789abcdef0123456789abcdef"),
            then: String::from("REFUSED"),
            now: String::from("ALLOWED"),
        }],
    }
}

async fn proposed(house: &House, name: &str, base: i64, examination: Examination) -> PolicyVersion {
    let proposal = Proposal { sources: renamed(name), note: String::from("Andere naam."), base, examination };
    super::propose(house, &context(house, Role::Operator), proposal).await.unwrap()
}

async fn advised(house: &House, number: i64, opinion: Opinion) {
    super::advise(house, &context(house, Role::Officer), number, opinion, "Lees dit.", None).await.unwrap();
}

/// Proposed, advised for, and adopted by the board from a day, with a motivation.
async fn adopted(house: &House, name: &str, base: i64, from: &str) -> i64 {
    let number = proposed(house, name, base, examined(ProofResult::Proved)).await.number;
    advised(house, number, Opinion::Positive).await;
    let board = context(house, Role::Board);
    super::adopt(house, &board, number, day(from), "", None).await.unwrap().unwrap();
    number
}

/// The same installation after a new start, with a program that carries these files.
fn again(house: &House, files: BTreeMap<String, String>) -> House {
    House {
        db: house.db.clone(),
        clock: house.clock.clone(),
        entropy: house.entropy.clone(),
        policies: Policies::of(Edition::compile(1, None, files).unwrap()),
        keys: house.keys.clone(),
        config: house.config.clone(),
        masters: Masters::of(house.masters.ring().as_ref().clone()),
        memo: Memo::default(),
    }
}
