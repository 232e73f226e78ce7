//! The ledger against a real database, on both engines; and through the engine of rules.

mod pages;

use std::sync::Arc;

use ground::{Actor, Day, MockClock, Role};
use serde_json::{Value, json};

use super::service::purposes_in;
use super::*;
use crate::db::Tx;
use crate::decision::{self, Ask};
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{self, Protection, SubjectId};
use crate::register::{self, SubjectKind};

const HEALTH: &str = "wat iemand door gezondheid niet of minder kan";
const DAY: i64 = 86_400_000;

fn context(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

fn bram(house: &House) -> Context {
    context(house, "demo-bram", Role::Employee)
}

/// A house with a register, and one client with a file under the Participatiewet.
#[expect(clippy::needless_pass_by_value, reason = "tests read better with the closure in the call")]
fn with_client(test: impl AsyncFn(&Arc<House>, &MockClock, SubjectId)) {
    each(|house, clock| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            register::seed_at_start(house).await.unwrap();
            crate::desk::ensure_demo(house).await.unwrap();
            let own = house.clone();
            let work = move |tx: &mut Tx<'_>| {
                let subject = records::new_subject(tx, &own, SubjectKind::Client, Protection::None, None)?;
                records::add_subject(tx, &own.keys, &subject, &[])?;
                let file = records::new_file(tx, &own, &subject.id, "REG-01", "PW")?;
                records::add_file(tx, &file)?;
                for who in ["demo-bram", "demo-mehmet"] {
                    crate::desk::assign(tx, &bram(&own), who, "PW", Some(file.id.as_str()))?;
                }
                Ok(subject.id)
            };
            let subject = house.db.write("test.client", work).await.unwrap();
            test(house, clock, subject).await;
        });
    });
}

fn wish() -> Wish {
    Wish {
        purpose: String::from("WGS"),
        activity: String::from("REG-01"),
        kinds: vec![HEALTH.to_owned()],
        receiver: Some(String::from("other_department")),
        text: Some(TextCode::Medical),
        language: None,
    }
}

fn yes() -> Yes {
    let good = |quality: &Quality| *quality.offered().iter().find(|it| quality.shown_by(**it)).unwrap();
    let answers = Quality::ALL.iter().map(|quality| (*quality, good(quality))).collect();
    Yes { giver: Giver::Subject, means: Means::Form, answers, until: None }
}

async fn given(house: &Arc<House>, subject: &SubjectId, yes: Yes) -> Consent {
    let answer = Some(Answer::Yes(yes));
    record(house, &bram(house), subject.clone(), wish(), answer, None).await.unwrap()
}

/// What the ledger says about giving health data to debt counselling.
async fn told(house: &Arc<House>, subject: &SubjectId) -> Value {
    let subject = subject.clone();
    let read =
        move |tx: &mut Tx<'_>| facts(tx, &subject, "WGS", HEALTH, Some("other_department"), tx.now().day());
    house.db.read("test.facts", read).await.unwrap()
}

fn rules(house: &Arc<House>, consent: &Value) -> Vec<String> {
    let facts = json!({
        "question": "disclose",
        "scope": { "identifiable": "person" },
        "subject": { "kind": "client", "age": 16, "protection": "none", "matter": "finance" },
        "items": [{
            "id": "a", "category": "health", "necessary": true, "proportionate": true,
            "statute": { "effect": "silent" }, "origin": "subject", "ground_wbp": "e", "ground_avg": "e",
            "exemption_wbp": "Wbp 23(1)(a)", "exemption_avg": "AVG 9(2)(a)",
        }],
        "purpose": {
            "collected_for": "PW", "requested_for": "WGS", "specific": true, "explicit": true,
            "legitimate": true, "public_task": true, "less_intrusive_means": false,
            "anonymised_suffices": false, "same_matter": true,
        },
        "recipient": { "kind": "other_department", "inside_wil": true, "charged": true, "authority_checked": true },
        "secrecy": { "rule": "none", "exception": "none" },
        "consent": consent,
    });
    let judged = decision::judge_now(house, Ask { facts, ..Ask::default() }).unwrap();
    judged.ruling.reasons.iter().map(|reason| reason.rule.clone()).collect()
}

fn refuses(house: &Arc<House>, consent: &Value) -> bool {
    rules(house, consent).iter().any(|rule| rule == "6.9-geen-toestemming")
}

// proves!("5-19", "6.9-1", "6.7-7")
#[test]
fn a_consent_opens_the_way_and_a_withdrawal_closes_it_at_once() {
    with_client(async |house, clock, subject| {
        assert_eq!(told(house, &subject).await, json!({ "status": "not_asked" }));
        assert!(refuses(house, &told(house, &subject).await));
        let consent = given(house, &subject, yes()).await;
        let facts = told(house, &subject).await;
        assert_eq!(facts["status"], "given");
        assert!(Quality::ALL.iter().all(|quality| facts[quality.as_str()] == true), "{facts}");
        assert!(!refuses(house, &facts), "{:?}", rules(house, &facts));

        clock.advance(1);
        let (id, by) = (consent.id.clone(), Giver::Subject);
        withdraw(house, &bram(house), subject.clone(), id.clone(), by, None).await.unwrap();
        assert_eq!(told(house, &subject).await, json!({ "status": "withdrawn" }));
        assert!(refuses(house, &told(house, &subject).await));
        let again = withdraw(house, &bram(house), subject.clone(), id, by, None).await;
        assert!(matches!(again, Err(Error::Conflict("consent-step"))));
    });
}

// proves!("5-19")
#[test]
fn a_box_ticked_beforehand_and_silence_are_no_consent() {
    with_client(async |house, clock, subject| {
        for (quality, evidence) in [
            (Quality::Unambiguous, Evidence::PreTicked),
            (Quality::Unambiguous, Evidence::NoObjection),
            (Quality::Explicit, Evidence::NoObjection),
        ] {
            clock.advance(1);
            let mut weak = yes();
            weak.answers.insert(quality, evidence);
            given(house, &subject, weak).await;
            let facts = told(house, &subject).await;
            assert_eq!(facts[quality.as_str()], false);
            assert!(refuses(house, &facts), "{quality:?} {evidence:?}");
        }
    });
}

// proves!("T-2")
#[test]
fn that_saying_no_costs_nothing_is_always_recorded() {
    with_client(async |house, _, subject| {
        let mut silent = yes();
        silent.answers.remove(&Quality::NoDetriment);
        let answer = Some(Answer::Yes(silent));
        let result = record(house, &bram(house), subject.clone(), wish(), answer, None).await;
        let Err(Error::Invalid(errors)) = result else { panic!("it was taken") };
        assert_eq!(errors[0].path, "bewijs-no_detriment");
        let mut tied = yes();
        tied.answers.insert(Quality::NoDetriment, Evidence::ServiceDepends);
        given(house, &subject, tied).await;
        let facts = told(house, &subject).await;
        assert_eq!(facts["no_detriment"], false);
        assert!(refuses(house, &facts));
    });
}

#[test]
fn a_consent_is_for_one_purpose_one_kind_and_one_receiver() {
    with_client(async |house, _, subject| {
        given(house, &subject, yes()).await;
        for (purpose, kind, receiver) in [
            ("PW", HEALTH, Some("other_department")),
            ("WGS", "inkomen", Some("other_department")),
            ("WGS", HEALTH, Some("housing-lek")),
            ("WGS", HEALTH, None),
        ] {
            let subject = subject.clone();
            let read = move |tx: &mut Tx<'_>| facts(tx, &subject, purpose, kind, receiver, tx.now().day());
            let facts = house.db.read("test.facts", read).await.unwrap();
            assert_eq!(facts, json!({ "status": "not_asked" }), "{purpose} {kind} {receiver:?}");
        }
    });
}

#[test]
fn after_its_last_day_it_has_to_be_asked_again() {
    with_client(async |house, clock, subject| {
        let until: Day = house.clock.now().day().plus_days(2);
        let consent = given(house, &subject, Yes { until: Some(until), ..yes() }).await;
        assert_eq!(expire(house).await.unwrap(), 0);
        clock.advance(2 * DAY);
        assert_eq!(told(house, &subject).await["status"], "given", "the last day counts");
        clock.advance(DAY);
        assert_eq!(told(house, &subject).await, json!({ "status": "not_asked" }));
        assert_eq!((expire(house).await.unwrap(), expire(house).await.unwrap()), (1, 0));
        let ledger = of_subject(house, &bram(house), subject.clone()).await.unwrap();
        assert_eq!(ledger.consents[0].id, consent.id);
        assert_eq!(ledger.consents[0].steps.last().unwrap().event, Event::Expired);
    });
}

#[test]
fn the_later_answer_goes_before_the_earlier_one() {
    with_client(async |house, clock, subject| {
        let first = given(house, &subject, yes()).await;
        clock.advance(1000);
        let no = Some(Answer::No(Giver::Subject));
        record(house, &bram(house), subject.clone(), wish(), no, None).await.unwrap();
        assert_eq!(told(house, &subject).await["status"], "refused");
        clock.advance(1000);
        let asked = record(house, &bram(house), subject.clone(), wish(), None, None).await.unwrap();
        assert_eq!(told(house, &subject).await["status"], "refused", "asking again is no answer");
        clock.advance(1000);
        let answered = answer(house, &bram(house), subject.clone(), asked.id, Answer::Yes(yes()), None).await;
        assert_eq!(answered.unwrap().steps.len(), 2);
        assert_eq!(told(house, &subject).await["status"], "given");
        clock.advance(1000);
        withdraw(house, &bram(house), subject.clone(), first.id, Giver::Subject, None).await.unwrap();
        assert_eq!(told(house, &subject).await["status"], "withdrawn", "the strict reading of two");
    });
}

#[test]
fn only_who_is_charged_writes_and_the_officer_reads() {
    with_client(async |house, _, subject| {
        let consent = given(house, &subject, yes()).await;
        let noor = context(house, "demo-noor", Role::Employee);
        assert!(matches!(of_subject(house, &noor, subject.clone()).await, Err(Error::NotFound(_))));
        let write = record(house, &noor, subject.clone(), wish(), None, None).await;
        assert!(matches!(write, Err(Error::NotFound(_))));
        let officer = context(house, "demo-fatma", Role::Officer);
        assert_eq!(of_subject(house, &officer, subject.clone()).await.unwrap().consents.len(), 1);
        let (id, by) = (consent.id.clone(), Giver::Subject);
        let write = withdraw(house, &officer, subject.clone(), id.clone(), by, None).await;
        assert!(matches!(write, Err(Error::Forbidden(_))));
        let board = context(house, "demo-ruben", Role::Board);
        assert!(matches!(of_subject(house, &board, subject.clone()).await, Err(Error::Forbidden(_))));
        let other = SubjectId::fresh(house);
        let foreign = withdraw(house, &bram(house), other, id, by, None).await;
        assert!(matches!(foreign, Err(Error::NotFound(_))), "under another person's id");
    });
}

#[test]
fn what_the_register_and_the_lists_do_not_have_is_refused_field_by_field() {
    with_client(async |house, _, subject| {
        let wrong = Wish {
            purpose: String::from("HOBBY"),
            kinds: vec![String::from("hobby's")],
            receiver: Some(String::from("de buurman")),
            ..wish()
        };
        let result = record(house, &bram(house), subject.clone(), wrong, None, None).await;
        let Err(Error::Invalid(errors)) = result else { panic!("it was taken") };
        let paths: Vec<&str> = errors.iter().map(|error| error.path.as_str()).collect();
        assert_eq!(paths, ["soorten", "ontvanger", "doel"]);
        let mut oral = yes();
        oral.means = Means::OralTelephone;
        let answer = Some(Answer::Yes(oral));
        let result = record(house, &bram(house), subject.clone(), wish(), answer, None).await;
        assert!(matches!(result, Err(Error::Invalid(_))), "no form is signed over the telephone");
        let ledger = of_subject(house, &bram(house), subject).await.unwrap();
        assert!(ledger.consents.is_empty(), "nothing of it stayed");
        let own = house.clone();
        let purposes = house.db.read("test", move |tx| purposes_in(tx, &own)).await.unwrap();
        assert!(purposes.contains("PW") && purposes.contains("WGS"));
    });
}

#[test]
fn the_ledger_refuses_to_forget() {
    with_client(async |house, _, subject| {
        given(house, &subject, yes()).await;
        for sql in [
            "UPDATE consents_step SET event = 'refused' WHERE event = 'given'",
            "DELETE FROM consents_answer WHERE quality = 'free'",
            "DELETE FROM consents_kind WHERE kind <> ''",
            "UPDATE consents_text SET text = 'anders' WHERE version = 1",
            "UPDATE consents_consent SET purpose = 'PW' WHERE purpose = 'WGS'",
        ] {
            let work = move |tx: &mut Tx<'_>| tx.execute(sql, &[]);
            assert!(house.db.write("test.damage", work).await.is_err(), "{sql}");
        }
    });
}

#[test]
fn the_export_names_nobody_and_tells_each_step() {
    with_client(async |house, _, subject| {
        let consent = given(house, &subject, yes()).await;
        let id = consent.id.clone();
        let record = house
            .db
            .read("test.export", move |tx| {
                let (subject, consent) = find(tx, &id)?;
                let entry = register::version_at(tx, "REG-01", tx.now())?.unwrap().entry;
                Ok((export(&consent, &subject, &entry, "http://waarborg.example"), subject))
            })
            .await;
        let (record, person) = record.unwrap();
        assert_eq!(record["@type"], "dpv:ConsentRecord");
        assert_eq!(
            record["dpv:hasDataSubject"]["@id"],
            format!("urn:waarborg:betrokkene:{}", person.pseudonym)
        );
        let steps = record["dpv:hasConsentStatus"].as_array().unwrap();
        assert_eq!(steps[0]["@type"], "dpv:ConsentRequested");
        assert_eq!(steps[1]["@type"], "dpv:ConsentGiven");
        let bases = record["dpv:hasProcess"]["dpv:hasLegalBasis"].as_array().unwrap();
        assert!(bases.contains(&json!({ "@id": "eu-gdpr:A9-2-a" })), "health is special");
        assert!(!record.to_string().contains("demo-bram"), "colleagues are not in it");
    });
}
