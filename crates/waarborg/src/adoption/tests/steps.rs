//! From proposal to force.

use ground::Role;
use serde_json::json;

use super::{adopted, advised, again, begun, context, day, examined, proposed, renamed};
use crate::adoption::{self, Concern, Examination, Opinion, ProofResult, Proposal, Stage};
use crate::decision::{self, Ask, Recorded, Shape};
use crate::error::Error;
use crate::house::{House, embedded_sources};
use crate::journal;

const ROLES: [Role; 7] = [
    Role::Employee,
    Role::DepartmentHead,
    Role::Officer,
    Role::Board,
    Role::Administrator,
    Role::System,
    Role::Operator,
];

/// A ruling about an act of a day; without one, of today.
async fn ruled(house: &House, at: Option<&str>) -> Recorded {
    let mut body = json!({ "facts": { "question": "minutes", "minutes": { "external": false } } });
    if let Some(at) = at {
        body["at"] = at.into();
    }
    let ask = Ask::read(body, Shape::Call, "").unwrap();
    decision::decide(house, &context(house, Role::Employee), ask).await.unwrap()
}

/// The results of an act in the journal.
async fn results(house: &House, act: &str) -> Vec<String> {
    let rows = journal::list_entries(house, &context(house, Role::Officer), None, None, 100).await.unwrap();
    let acts = rows.iter().filter(|row| row.body["action"] == act);
    acts.map(|row| row.body["result"].as_str().unwrap().to_owned()).collect()
}

// proves!("6.14-3")
#[test]
fn a_version_goes_from_draft_to_force() {
    begun(async |house, clock| {
        let first = house.policy();
        assert_eq!((first.number, first.from), (1, None));
        let number = adopted(house, "2026.1", 1, "2026-12-01").await;
        assert_eq!(number, 2);
        assert_eq!(house.policy().number, 1, "its day has not come");
        let before = ruled(house, None).await.ruling.policy_version;
        assert!(before.starts_with("2017.1+"), "{before}");
        // Fifteen days later, without a new start.
        clock.advance(15 * 86_400_000);
        let after = ruled(house, None).await.ruling.policy_version;
        assert!(after.starts_with("2026.1+"), "{after}");
        // An act of an earlier day is judged by what held on that day.
        assert_eq!(ruled(house, Some("2026-11-30")).await.ruling.policy_version, before);
        assert_eq!(ruled(house, Some("2026-12-01")).await.ruling.policy_version, after);
        for act in ["policy.propose", "policy.adopt"] {
            assert_eq!(results(house, act).await, ["ok"], "{act}");
        }
        assert_eq!(results(house, "policy.advise").await, ["positive"]);
        assert_eq!(replayed(house), (4, 2), "rulings of both versions can be made again");
    });
}

/// Rulings that came out the same by the policy that the journal kept, and the number of policies.
fn replayed(house: &House) -> (u64, usize) {
    let mut hashes = std::collections::BTreeSet::new();
    let again = |past: &journal::PastRuling<'_>| {
        let (hash, id) = (past.policy_hash, past.ruling["id"].as_str());
        hashes.insert(hash.to_owned());
        let text = journal::policy_sources(&house.db, hash).unwrap()?;
        let book = decide::Rulebook::load(&decide::Sources(serde_json::from_str(&text).unwrap())).unwrap();
        assert_eq!(book.hash(), hash);
        let when = serde_json::from_value(past.when.clone()).unwrap();
        serde_json::to_value(book.decide(&book.parse(past.facts).unwrap(), &when, id)).ok()
    };
    let replay = journal::replay(&house.db, again, |_, _| ()).unwrap();
    assert!(replay.findings.is_empty(), "{:?}", replay.findings);
    (replay.same, hashes.len())
}

// proves!("6.14-5")
#[test]
fn the_officer_advises_and_only_the_board_decides() {
    begun(async |house, _| {
        let number = proposed(house, "2026.1", 1, examined(ProofResult::Proved)).await.number;
        let board = context(house, Role::Board);
        let today = day("2026-11-16");
        let refusal = adoption::adopt(house, &board, number, today, "Ja.", None).await.unwrap().unwrap_err();
        assert_eq!(refusal.norm, "6.14-5", "the officer comes first");
        assert_eq!(results(house, "policy.adopt").await, ["refused:6.14-5"]);
        for role in ROLES.into_iter().filter(|role| *role != Role::Officer) {
            let other = context(house, role);
            let advice = adoption::advise(house, &other, number, Opinion::Positive, "Ja.", None).await;
            assert!(matches!(advice, Err(Error::Forbidden(_))), "{role:?}");
        }
        advised(house, number, Opinion::Positive).await;
        let twice = context(house, Role::Officer);
        let twice = adoption::advise(house, &twice, number, Opinion::Negative, "Nee.", None).await;
        assert!(matches!(twice, Err(Error::Conflict(_))), "advice is given once");
        for role in ROLES.into_iter().filter(|role| *role != Role::Board) {
            let other = context(house, role);
            let decided = adoption::adopt(house, &other, number, today, "Ja.", None).await;
            assert!(matches!(decided, Err(Error::Forbidden(_))), "{role:?}");
            let decided = adoption::reject(house, &other, number, "Nee.", None).await;
            assert!(matches!(decided, Err(Error::Forbidden(_))), "{role:?}");
        }
        let yesterday = adoption::adopt(house, &board, number, day("2026-11-15"), "", None).await;
        assert!(matches!(yesterday, Err(Error::Invalid(fields)) if fields[0].path == "ingang"));
        adoption::adopt(house, &board, number, today, "", None).await.unwrap().unwrap();
        assert_eq!(house.policy().number, number, "in force from today, at once");
        let again = adoption::reject(house, &board, number, "Toch niet.", None).await;
        assert!(matches!(again, Err(Error::Conflict("policy-decided"))));
    });
}

#[test]
fn the_board_explains_what_was_not_proved_or_advised_against() {
    begun(async |house, _| {
        let board = context(house, Role::Board);
        for (name, examination, opinion, concern) in [
            ("a", examined(ProofResult::Refuted), Opinion::Positive, Concern::Refuted(1)),
            ("b", examined(ProofResult::Unknown), Opinion::Positive, Concern::Unproved(1)),
            ("c", Examination::default(), Opinion::Positive, Concern::NotExamined),
            ("d", examined(ProofResult::Proved), Opinion::Negative, Concern::NegativeAdvice),
        ] {
            let base = house.policies.newest().number;
            let number = proposed(house, name, base, examination).await.number;
            advised(house, number, opinion).await;
            let version = adoption::find(house, number).await.unwrap();
            assert_eq!(adoption::examination(house, &version).await.unwrap().1, [concern]);
            let today = day("2026-11-16");
            for empty in ["", "  \n "] {
                let refusal = adoption::adopt(house, &board, number, today, empty, None).await.unwrap();
                assert_eq!(refusal.unwrap_err().fields[0].path, "motivering", "{name}");
            }
            let why = "Het bestuur aanvaardt dit tot de volgende versie.";
            let version = adoption::adopt(house, &board, number, today, why, None).await.unwrap().unwrap();
            let kept = adoption::find(house, number).await.unwrap();
            assert_eq!(kept, version);
            assert_eq!(kept.stage.resolution().unwrap().text, why);
        }
        assert_eq!(
            results(house, "policy.adopt").await.iter().filter(|it| *it == "refused:Awb 3:46").count(),
            8
        );
    });
}

#[test]
fn a_rejection_is_explained_and_final() {
    begun(async |house, _| {
        let board = context(house, Role::Board);
        let number = proposed(house, "2026.1", 1, examined(ProofResult::Proved)).await.number;
        advised(house, number, Opinion::Negative).await;
        assert!(adoption::reject(house, &board, number, "", None).await.unwrap().is_err());
        adoption::reject(house, &board, number, "Nog niet rijp.", None).await.unwrap().unwrap();
        let version = adoption::find(house, number).await.unwrap();
        assert!(matches!(version.stage, Stage::Rejected { .. }));
        assert_eq!(house.policies.numbers(), [1]);
        // What was decided or is known never changes, whoever asks.
        for statement in [
            "UPDATE adoption_version SET note = 'x' WHERE number = 2",
            "DELETE FROM adoption_version WHERE number = 2",
            "UPDATE adoption_proof SET result = 'proved'",
            "DELETE FROM adoption_difference",
        ] {
            let work = move |tx: &mut crate::db::Tx<'_>| tx.execute(statement, &[]).map(drop);
            assert!(house.db.write("adoption.test", work).await.is_err(), "{statement}");
        }
        assert_eq!(
            adoption::examination(house, &version).await.unwrap().0,
            examined(ProofResult::Proved),
            "what is known comes back as it was proposed"
        );
    });
}

#[test]
fn what_was_compared_with_a_version_that_has_passed_is_proposed_anew() {
    begun(async |house, _| {
        let slow = proposed(house, "slow", 1, examined(ProofResult::Proved)).await.number;
        advised(house, slow, Opinion::Positive).await;
        let quick = adopted(house, "quick", 1, "2026-11-16").await;
        let board = context(house, Role::Board);
        let late = adoption::adopt(house, &board, slow, day("2026-11-17"), "Ja.", None).await;
        assert!(matches!(late, Err(Error::Conflict("policy-base-passed"))));
        let operator = context(house, Role::Operator);
        let proposal =
            |sources, base| Proposal { sources, base, note: String::from("x"), ..Proposal::default() };
        let old_base = adoption::propose(house, &operator, proposal(renamed("slow"), 1)).await;
        assert!(matches!(old_base, Err(Error::Conflict("policy-base-passed"))));
        let same = adoption::propose(house, &operator, proposal(renamed("quick"), quick)).await;
        assert!(matches!(same, Err(Error::Conflict("policy-already-there"))));
        let employee = context(house, Role::Employee);
        let foreign = adoption::propose(house, &employee, proposal(renamed("slow"), quick)).await;
        assert!(matches!(foreign, Err(Error::Forbidden(_))));
        let mut broken = renamed("slow");
        broken.insert(String::from("wil/x.cedar"), String::from("permit ("));
        let broken = adoption::propose(house, &operator, proposal(broken, quick)).await;
        assert!(matches!(broken, Err(Error::Invalid(_))));
        adoption::propose(house, &operator, proposal(renamed("slow"), quick)).await.unwrap();
    });
}

#[test]
fn a_new_start_loads_what_was_adopted() {
    begun(async |house, _| {
        adopted(house, "2026.1", 1, "2026-11-16").await;
        let restarted = again(house, embedded_sources().0);
        assert_eq!(restarted.policy().number, 1, "nothing is loaded yet");
        adoption::start(&restarted).await.unwrap();
        assert_eq!(restarted.policies.numbers(), [1, 2]);
        assert!(restarted.policy().rulebook.version().starts_with("2026.1+"));
        assert_eq!(restarted.policy().rulebook.hash(), house.policy().rulebook.hash());
        assert_eq!(restarted.policy_on(day("2026-11-15")).number, 1);
        assert_eq!(adoption::list(&restarted).await.unwrap().len(), 2, "a start adds nothing");
    });
}

#[test]
fn an_update_of_the_program_brings_its_policy_as_a_draft() {
    begun(async |house, _| {
        let held = house.policy().rulebook.hash().to_owned();
        for _ in 0..2 {
            let updated = again(house, renamed("2027.1"));
            adoption::start(&updated).await.unwrap();
            assert_eq!(updated.policy().rulebook.hash(), held, "an update never changes the policy");
            let versions = adoption::list(&updated).await.unwrap();
            assert_eq!(versions.len(), 2, "once");
            assert_eq!((&versions[0].stage, versions[0].base), (&Stage::Draft, Some(1)));
            assert!(versions[0].name.starts_with("2027.1+"));
        }
    });
}
