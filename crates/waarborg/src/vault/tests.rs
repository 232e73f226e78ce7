//! What is sealed opens by a permit only; a refusal is kept; a destroyed key opens nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ground::{Actor, Role};

use super::*;
use crate::decision::Aim;
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{FileId, Hold, Lookup, Origin, Protection};
use crate::register::{self, SubjectKind};

const CANARY: &str = "Kwikstaart";

fn context(house: &House, account: &str) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role: Role::Employee })
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn new_item(kind: &str, value: &str) -> NewItem {
    NewItem {
        kind: kind.to_owned(),
        value: Value::read("value", value).unwrap(),
        origin: Origin::Subject,
        source: String::from("aanvraagformulier"),
        basis: String::new(),
        obtained: "2026-11-16".parse().unwrap(),
        verified: true,
        only_for_third: false,
    }
}

fn person() -> NewPerson {
    NewPerson {
        kind: SubjectKind::Client,
        protection: Protection::None,
        surname: CANARY.to_owned(),
        born: Some("1980-02-29".parse().unwrap()),
        bsn: Some("999990019".parse().unwrap()),
        activity: String::from("REG-01"),
        law: String::from("PW"),
        told: true,
        items: vec![
            new_item("naam, adres en geboortedatum", &format!("Wim {CANARY}, Dorpsstraat 1")),
            new_item("BSN", "999990019"),
            new_item("wat iemand door gezondheid niet of minder kan", &format!("{CANARY} kan niet tillen")),
        ],
    }
}

/// A house with a register and one file of one person.
fn with_file(test: impl Fn(&Arc<House>, &FileId)) {
    each(|house, _| {
        run(register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        let file = run(add_person(house, &context(house, "demo-bram"), person(), None)).unwrap().unwrap();
        test(house, &file.id);
    });
}

fn ids(house: &Arc<House>, file: &FileId) -> Vec<crate::records::ItemId> {
    let view = run(view(house, &context(house, "demo-bram"), file.clone())).unwrap();
    view.items.iter().map(|item| item.id.clone()).collect()
}

// proves!("2-8", "3-3", "3-4", "5-1", "5-3", "6.2-3", "L-6")
#[test]
fn who_is_charged_reads_with_a_permit_and_who_is_not_reads_nothing() {
    with_file(|house, file| {
        let items = ids(house, file);
        let bram = context(house, "demo-bram");
        let opened = run(consult(house, &bram, file.clone(), items.clone(), Aim::Task)).unwrap().unwrap();
        assert_eq!(opened.len(), 3);
        assert!(opened.iter().any(|one| one.value.reveal().contains(CANARY)));

        // A colleague of another law does not even hear that the file is there, and is refused when asking all the same.
        let noor = context(house, "demo-noor");
        assert!(matches!(run(view(house, &noor, file.clone())), Err(Error::NotFound(_))));
        let declined = run(consult(house, &noor, file.clone(), items, Aim::Task)).unwrap().err().unwrap();
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "2-8"), "{:?}", declined.ruling);
        let kept = run(crate::journal::find_ruling(house, &bram, &declined.ruling_id)).unwrap();
        assert_eq!(kept.ruling["outcome"], "REFUSED", "the refusal is in the journal");
    });
}

// proves!("3-5")
#[test]
fn no_department_stands_outside_the_rules() {
    each(|house, _| {
        run(register::seed_at_start(house)).unwrap();
        run(crate::desk::ensure_demo(house)).unwrap();
        run(seed_demo(house)).unwrap();
        let people = ["demo-bram", "demo-noor", "demo-sanne", "demo-joost"];
        let own = people.map(|person| run(mine(house, &context(house, person))).unwrap());
        let files: BTreeMap<FileId, (crate::records::File, usize)> = own
            .iter()
            .enumerate()
            .flat_map(|(person, files)| {
                files.iter().map(move |(file, _)| (file.id.clone(), (file.clone(), person)))
            })
            .collect();
        let laws: BTreeSet<&str> = files.values().map(|(file, _)| file.law.as_str()).collect();
        assert!(laws.len() >= 2, "{laws:?}");
        for (id, (_, owner)) in &files {
            let view = run(view(house, &context(house, people[*owner]), id.clone())).unwrap();
            let items: Vec<_> = view.items.iter().map(|item| item.id.clone()).collect();
            for (person, theirs) in people.iter().zip(&own) {
                if theirs.iter().any(|(file, _)| file.id == *id) {
                    continue;
                }
                let tried =
                    run(consult(house, &context(house, person), id.clone(), items.clone(), Aim::Task));
                let declined = tried.unwrap().err().unwrap();
                assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "2-8"), "{person} {id}");
            }
        }
    });
}

// proves!("6.5-5")
#[test]
fn for_figures_nobody_is_named() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let declined =
            run(consult(house, &bram, file.clone(), ids(house, file), Aim::Figures)).unwrap().err().unwrap();
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.5-5"));
        assert!(declined.ruling.alternative.is_some());
    });
}

// proves!("2-2", "6.2-1")
#[test]
fn what_the_register_does_not_list_is_not_recorded() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let result = run(record(house, &bram, file.clone(), None, new_item("hobby's", "postzegels"), None));
        assert!(matches!(result, Err(Error::Invalid(_))));
        assert_eq!(ids(house, file).len(), 3);
    });
}

// proves!("3-16")
#[test]
fn a_corrected_item_takes_the_place_of_the_old_one_once() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let old = ids(house, file)[0].clone();
        let new = new_item("BSN", "999990020");
        let id = run(change(house, &bram, file.clone(), old.clone(), new, None)).unwrap().unwrap();
        let opened = run(consult(house, &bram, file.clone(), vec![id], Aim::Task)).unwrap().unwrap();
        assert_eq!(opened[0].value.reveal(), "999990020");
        let again = new_item("BSN", "999990019");
        let late = run(change(house, &bram, file.clone(), old, again, None));
        assert!(matches!(late, Err(Error::Stale(_))), "somebody else was first");
    });
}

// proves!("4-5")
#[test]
fn what_is_restricted_is_kept_and_nothing_else() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let item = ids(house, file)[0].clone();
        let held = item.clone();
        let restrict =
            move |tx: &mut crate::db::Tx<'_>| crate::records::set_hold(tx, &held, Hold::Restricted);
        house.db.write_blocking("vault.test", restrict).unwrap();
        let declined =
            run(consult(house, &bram, file.clone(), vec![item], Aim::Task)).unwrap().err().unwrap();
        assert_eq!(declined.ruling.outcome.as_str(), "REFUSED");
    });
}

#[test]
fn a_second_file_of_who_is_known_is_that_persons() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let second = run(add_person(house, &bram, person(), None)).unwrap().unwrap();
        let first = run(view(house, &bram, file.clone())).unwrap();
        assert_eq!(second.subject, first.subject.id);
        let lookup = Lookup::NameAndBirth(CANARY.to_uppercase(), "1980-02-29".parse().unwrap());
        assert_eq!(run(find(house, &bram, lookup)).unwrap().len(), 2);
        // Someone of another law finds nothing.
        let lookup = Lookup::Bsn("999990019".parse().unwrap());
        assert!(run(find(house, &context(house, "demo-noor"), lookup)).unwrap().is_empty());
    });
}

// proves!("6.4-1")
#[test]
fn without_the_key_nothing_is_read_any_more() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let subject = run(view(house, &bram, file.clone())).unwrap().subject.id;
        let own = bram.clone();
        let gone = house.db.write_blocking("vault.test", move |tx| shred(tx, &own, &subject)).unwrap();
        assert!(gone);
        let result = run(consult(house, &bram, file.clone(), ids(house, file), Aim::Task));
        assert!(matches!(result, Err(Error::NotFound(_))));
    });
}

#[test]
fn keys_are_wrapped_anew_and_still_open() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let ring = house.masters.ring().with_fresh("next", house.entropy.as_ref()).unwrap();
        let before = house.masters.ring();
        // A second process with the new ring wraps anew; this one then lacks the master key.
        let other = crate::house::testing::with_ring(house, ring);
        assert_eq!(rotate(&other, &bram, &|_| {}).unwrap(), 1);
        assert_eq!(rotate(&other, &bram, &|_| {}).unwrap(), 0, "nothing is left to do");
        let items = ids(house, file);
        let opened = run(consult(&other, &bram, file.clone(), items.clone(), Aim::Task)).unwrap().unwrap();
        assert_eq!(opened.len(), 3);
        assert_eq!(before.current(), "test");
        let result = run(consult(house, &bram, file.clone(), items, Aim::Task));
        assert!(
            matches!(result, Err(Error::Unavailable(_))),
            "a missing master key is said, nothing is half done"
        );
    });
}

#[test]
fn a_permit_is_worthless_in_another_transaction() {
    with_file(|house, file| {
        let bram = context(house, "demo-bram");
        let (own, file) = (house.clone(), file.clone());
        let ask = move |tx: &mut crate::db::Tx<'_>| {
            let file = crate::records::file(tx, &file)?;
            let subject = crate::records::subject(tx, &file.subject)?;
            let items = crate::records::items_of_file(tx, &file.id)?;
            let question = crate::decision::Question {
                act: &crate::decision::Act::Consult,
                aim: Aim::Task,
                file: &file,
                subject: &subject,
                items: &items,
                fresh: false,
            };
            crate::decision::ask(tx, &own, &bram, &question)
        };
        let permit = house.db.write_blocking("vault.test", ask).unwrap().unwrap();
        let own = house.clone();
        let late = house.db.write_blocking("vault.test", move |tx| open(tx, &own, permit).map(drop));
        assert!(matches!(late, Err(Error::Internal(_))));
    });
}

#[test]
fn values_are_read_at_the_door() {
    assert!(Value::read("v", " tekst\r\nregel ").is_ok());
    for bad in ["", "  \n ", "a\u{0}b", &"x".repeat(20_001)] {
        assert!(Value::read("v", bad).is_err());
    }
}
