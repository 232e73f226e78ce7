//! The answer to access: complete, for that person only, and kept nowhere.

use super::*;
use crate::error::Error;
use sha2::{Digest as _, Sha256};

fn granted(house: &Arc<House>) -> Request {
    decided(house, &on_own_page(house, new(Right::Access, &[])), Assessment::default())
}

// proves!("3-15", "6.10-1")
#[test]
fn the_answer_says_what_is_kept_why_for_how_long_and_what_was_done_with_it() {
    with_file(|house, _, file| {
        let request = granted(house);
        let told = run(answer(house, &resident(house, BSN), &request.id, Sent::default())).unwrap().unwrap();
        let overview = &told.overview;
        let values: Vec<_> = overview.items.iter().filter_map(|item| item.value.clone()).collect();
        assert_eq!(values.len(), 2);
        assert!(values.iter().all(|value| value.contains(CANARY)));
        let activity = &overview.activities[0];
        assert_eq!(
            (activity.id.as_str(), activity.files.as_slice()),
            ("REG-01", [file.number.clone()].as_slice())
        );
        for part in [
            &activity.grounds,
            &activity.categories,
            &activity.recipients,
            &activity.retention,
            &activity.sources,
        ] {
            assert!(!part.is_empty());
        }
        assert!(!activity.purpose.is_empty() && activity.automated_decisions == "nee, een mens beslist");
        assert!(overview.log.len() >= 3, "recording, deciding and answering are in the log");
        assert_eq!(overview.log.len(), overview.proofs.len());
        let key = crate::journal::verifying_key(house).unwrap();
        for proof in &overview.proofs {
            let bundle: chain::Bundle = serde_json::from_value(proof.clone()).unwrap();
            bundle.check(&key).unwrap();
        }
        assert!(matches!(told.request.stage, Stage::Answered(..)));

        // Each file is what the manifest says, and the manifest is what is kept.
        let files = &told.export.parts;
        let manifest = files.last().unwrap();
        let sums: serde_json::Value = serde_json::from_str(&manifest.text).unwrap();
        let sha = |text: &str| hex::encode(&Sha256::digest(text.as_bytes()));
        for (part, line) in files.iter().zip(sums["parts"].as_array().unwrap()) {
            assert_eq!(
                (line["name"].as_str(), line["sha256"].as_str()),
                (Some(part.name), Some(sha(&part.text).as_str()))
            );
        }
        let kept = run(view(house, &bram(house), &request.id)).unwrap().answers;
        assert_eq!(kept.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), [sha(&manifest.text)]);
    });
}

// proves!("6.10-2")
#[test]
fn the_answer_is_for_that_person_only() {
    with_file(|house, _, file| {
        let request = granted(house);
        let other = resident(house, "999990020");
        assert!(matches!(run(answer(house, &other, &request.id, Sent::default())), Err(Error::NotFound(_))));
        let officer = staff(house, "demo-fatma", Role::Officer);
        assert!(matches!(
            run(answer(house, &officer, &request.id, Sent::default())),
            Err(Error::Forbidden(_))
        ));
        // What a representative asked goes to the representative, by letter.
        let mandate = NewRequest { capacity: Capacity::Mandate, ..new(Right::Access, &[]) };
        let mandate = on_paper(house, &file.subject, mandate);
        let mandate =
            decided(house, &seen(house, &mandate, Some(Authority::WrittenMandate)), Assessment::default());
        let own = run(answer(house, &resident(house, BSN), &mandate.id, Sent::default()));
        assert!(matches!(own, Err(Error::Forbidden(_))));
        assert!(run(answer(house, &bram(house), &mandate.id, Sent::default())).unwrap().is_ok());
        // Nothing of what it says is in the journal.
        let entries = run(crate::journal::list_entries(house, &officer, None, None, 100)).unwrap();
        let text = entries.iter().map(|entry| entry.body.to_string()).collect::<String>();
        assert!(!text.contains(CANARY) && !text.contains(BSN) && !text.contains(file.subject.as_str()));
    });
}

// proves!("3-4")
#[test]
fn others_are_left_out_and_what_is_confidential_is_named_with_its_day() {
    with_file(|house, _, file| {
        let (own, file_id) = (house.clone(), file.id.clone());
        let subject = file.subject.clone();
        let work = move |tx: &mut crate::db::Tx<'_>| {
            let other =
                crate::records::new_subject(tx, &own, SubjectKind::Household, Protection::None, None)?;
            crate::records::add_subject(tx, &own.keys, &other, &[])?;
            let some = crate::records::items_of_file(tx, &file_id)?.remove(0);
            let about_other = Item { id: ItemId::fresh(&own), subject: other.id.clone(), ..some.clone() };
            crate::records::add_item(tx, &about_other)?;
            let confidential = Item {
                id: ItemId::fresh(&own),
                subject,
                confidential_until: Some(day("2027-02-01")),
                ..some
            };
            crate::records::add_item(tx, &confidential)
        };
        house.db.write_blocking("test.others", work).unwrap();
        let request = granted(house);
        let obligations = &request.stage.decision().unwrap().obligations;
        assert!(obligations.contains(&String::from("O-REDACT-OTHERS")), "{obligations:?}");
        let told = run(answer(house, &resident(house, BSN), &request.id, Sent::default())).unwrap().unwrap();
        assert_eq!((told.overview.items.len(), told.overview.others_left_out), (2, 1));
        assert_eq!(told.overview.held_back.len(), 1);
        assert_eq!(told.overview.held_back[0].review, day("2027-02-01"));
        let place = run(place(house, &resident(house, BSN))).unwrap();
        assert_eq!(place.items.len(), 2, "nor is it offered on the own page");
    });
}

// proves!("6.10-1")
#[test]
fn who_is_not_known_hears_that_nothing_is_kept() {
    with_file(|house, _, _| {
        let stranger = resident(house, "999990020");
        assert!(run(place(house, &stranger)).unwrap().requests.is_empty());
        let asking = NewRequest { channel: Channel::OwnPage, ..new(Right::Access, &[]) };
        let request = run(receive(house, &stranger, Whose::Own, asking, Sent::default())).unwrap();
        let request = decided(house, &request, Assessment::default());
        let told = run(answer(house, &stranger, &request.id, Sent::default())).unwrap().unwrap();
        assert!(told.overview.items.is_empty() && told.overview.activities.is_empty());
        assert_eq!(run(place(house, &stranger)).unwrap().requests.len(), 1);
    });
}

// proves!("2-14")
#[test]
fn free_words_are_sealed_and_read_once_it_is_known_who_asks() {
    with_file(|house, _, file| {
        let note = Some(vault::Value::read("tekst", &format!("{CANARY} vraagt dit")).unwrap());
        let request = on_paper(house, &file.subject, NewRequest { note, ..new(Right::Access, &[]) });
        assert!(run(read_note(house, &bram(house), &request.id)).unwrap().is_err(), "not known yet");
        let request = seen(house, &request, None);
        let read = run(read_note(house, &bram(house), &request.id)).unwrap().unwrap().unwrap();
        assert!(read.contains(CANARY));
        let officer = staff(house, "demo-fatma", Role::Officer);
        assert!(run(read_note(house, &officer, &request.id)).is_err());
        let id = request.id.clone();
        let work = move |tx: &mut crate::db::Tx<'_>| super::super::store::note(tx, &id);
        let stored = house.db.read_blocking("test.note", work).unwrap().unwrap();
        assert!(!stored.windows(CANARY.len()).any(|part| part == CANARY.as_bytes()));
    });
}

// proves!("6.3-5")
#[test]
fn what_an_investigation_keeps_from_a_person_is_not_in_their_own_place() {
    with_file(|house, clock, file| {
        let tip = NewItem {
            source: String::from("tip"),
            origin: Origin::ThirdParty,
            ..new_item("inkomen", CANARY)
        };
        let tip = NewItem { basis: String::from("Participatiewet 53a(6)"), ..tip };
        run(vault::record(house, &bram(house), file.id.clone(), None, tip, None)).unwrap().unwrap();
        let mine = || run(place(house, &resident(house, BSN))).unwrap().items;
        let has_tip = |items: &[(Item, String)]| items.iter().any(|(item, _)| item.source == "tip");
        assert!(has_tip(&mine()), "told in time, or late: it is theirs to see");
        let case = run(crate::notices::overview(house, &bram(house))).unwrap().remove(0).case;
        let until = house.clock.now().day().plus_days(30);
        let deed = crate::notices::NoticeDeed::Deferred {
            reason: crate::notices::DeferReason::InvestigationAtRisk,
            until,
            reviewer: String::from("demo-fatma"),
        };
        run(crate::notices::act(house, &bram(house), case.collection.id, deed, None)).unwrap().unwrap();
        assert!(!has_tip(&mine()));
        let request = on_own_page(house, new(Right::Access, &[]));
        decided(house, &request, Assessment::default());
        let given = run(answer(house, &resident(house, BSN), &request.id, Sent::default())).unwrap();
        let overview = given.unwrap_or_else(|no| panic!("{:?}", no.ruling)).overview;
        assert!(overview.items.iter().all(|item| item.source != "tip"));
        assert_eq!(overview.held_back.len(), 1);
        assert_eq!(overview.held_back[0].review, until, "with the day on which someone looks again");
        clock.advance(31 * 86_400_000);
        assert!(has_tip(&mine()), "it does not wait for ever");
    });
}
