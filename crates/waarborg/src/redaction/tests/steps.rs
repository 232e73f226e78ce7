//! From receipt to release: the permit, four eyes, stale forms, what comes out and what is kept.

use super::*;
use crate::error::Error;
use crate::journal::list_entries;
use ground::MockClock;
use ground::hex;
use sha2::{Digest as _, Sha256};

/// The acts in the journal, newest first, as JSON.
fn acts(house: &Arc<House>) -> String {
    let rows = run(list_entries(house, &lieke(house), None, None, 100)).unwrap();
    format!("{rows:?}")
}

fn checked(house: &Arc<House>, id: &DocumentId, keep: &[(Kind, Keep)]) -> Document {
    judge_all(house, id, keep);
    ready(house, id);
    run(check(house, &yasmin(house), id, Sent::default())).unwrap().unwrap()
}

fn text_of(house: &Arc<House>, id: &DocumentId) -> String {
    let (_, bytes) = run(download(house, &lieke(house), id, Download::File)).unwrap();
    String::from_utf8(bytes).unwrap()
}

// proves!("6.12-4", "6.12-5", "6.5-5")
#[test]
fn two_people_look_before_anything_comes_out_and_then_it_is_gone() {
    with_letter(|house, document| {
        let id = &document.id;
        let download_now = || run(download(house, &lieke(house), id, Download::File));
        assert!(matches!(download_now(), Err(Error::Conflict(_))), "in review");
        let early = run(propose(house, &lieke(house), id, Sent::default()));
        assert!(matches!(early, Err(Error::Invalid(errors)) if errors[0].path == "klaar"));

        judge_all(house, id, &[]);
        assert!(matches!(ready(house, id).stage, Stage::Proposed { .. }));
        assert!(matches!(download_now(), Err(Error::Conflict(_))), "not checked");
        let own = run(check(house, &lieke(house), id, Sent::default())).unwrap();
        assert_eq!(own.unwrap_err().norm, "6.12-5");
        assert!(acts(house).contains("refused:6.12-5"), "a refusal is kept");
        let again = view(house, &lieke(house), id).document;
        assert!(matches!(again.stage, Stage::Proposed { .. }), "and changed nothing");

        let early = run(release(house, &lieke(house), id, Sent::default()));
        assert!(matches!(early, Err(Error::Conflict(_))), "not checked");
        let document = run(check(house, &yasmin(house), id, Sent::default())).unwrap().unwrap();
        assert!(matches!(document.stage, Stage::Checked { .. }));
        assert!(matches!(download_now(), Err(Error::Conflict(_))), "not released");

        let document = run(release(house, &lieke(house), id, Sent::default())).unwrap().unwrap();
        let text = text_of(house, id);
        for word in [CANARY, "999990019", "diabetes", "12345678", "Merel"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
        assert!(text.contains("[persoon A] 5.1.2e") && text.contains("vroeg om kruidnagelthee"), "{text}");
        let digest = hex::encode(&<[u8; 32]>::from(Sha256::digest(text.as_bytes())));
        assert_eq!(document.stage.output().unwrap().digest, digest);
        assert!(acts(house).contains(&format!("sha256:{digest}")), "in the journal");

        let (_, report) = run(download(house, &lieke(house), id, Download::Report)).unwrap();
        let report = String::from_utf8(report).unwrap();
        assert!(report.contains("\"checked_by_a_person\": true") && report.contains("5.1.1e"), "{report}");
        assert!(!report.contains(CANARY) && !report.contains("999990019"), "{report}");
        let twice = run(release(house, &lieke(house), id, Sent::default()));
        assert!(matches!(twice, Err(Error::Conflict(_))));
    });
}

// proves!("6.5-2")
#[test]
fn who_is_not_charged_sees_how_far_it_came_and_not_a_word() {
    with_letter(|house, document| {
        let seen = |account, role| run(open(house, &staff(house, account, role), &document.id));
        let head = seen("demo-joost", Role::DepartmentHead).unwrap();
        let Some(Err(declined)) = head.contents else { panic!("not charged with public information") };
        assert_eq!(declined.ruling.outcome, decide::Outcome::Refused, "{:?}", declined.ruling);
        assert!(!head.marks.is_empty());
        let officer = seen("demo-fatma", Role::Officer).unwrap();
        assert!(matches!(officer.contents, Some(Err(_))));
        assert!(matches!(seen("demo-noor", Role::Employee), Err(Error::Forbidden(_))));
        let contents = seen("demo-lieke", Role::DisclosureOfficer).unwrap().contents.unwrap().ok().unwrap();
        assert!(contents.name.contains(CANARY) && contents.passages[1].text.contains(CANARY));
        let officer = staff(house, "demo-fatma", Role::Officer);
        let change =
            run(judge(house, &officer, &document.id, Which::One(1), Change::Accept, Sent::default()));
        assert!(matches!(change, Err(Error::Forbidden(_))), "the FG reads and changes nothing");
        let head = staff(house, "demo-joost", Role::DepartmentHead);
        let brought = run(receive(house, &head, upload("a.txt", b"Niets"), Sent::default())).unwrap();
        assert!(brought.is_err(), "and brings nothing in");
    });
}

#[test]
fn a_form_made_before_someone_elses_change_is_stale() {
    with_letter(|house, document| {
        let sent = || Sent { revision: Some(document.revision), form: None };
        let accept = |context: Context| {
            run(judge(house, &context, &document.id, Which::One(1), Change::Accept, sent()))
        };
        assert_eq!(accept(lieke(house)).unwrap(), 1);
        assert!(matches!(accept(yasmin(house)), Err(Error::Stale(_))));
        assert!(matches!(run(propose(house, &lieke(house), &document.id, sent())), Err(Error::Stale(_))));
    });
}

#[test]
fn sent_back_it_is_judged_again_and_the_other_may_then_be_first() {
    with_letter(|house, document| {
        let id = &document.id;
        judge_all(house, id, &[]);
        ready(house, id);
        let judged = run(judge(house, &lieke(house), id, Which::One(1), Change::Accept, Sent::default()));
        assert!(matches!(judged, Err(Error::Conflict(_))), "what is being checked stays as it is");
        let back = run(send_back(house, &yasmin(house), id, Remark::Missed, Sent::default())).unwrap();
        assert_eq!(back.stage, Stage::InReview);
        let none = run(check(house, &yasmin(house), id, Sent::default()));
        assert!(matches!(none, Err(Error::Conflict(_))));
        let mine = run(propose(house, &yasmin(house), id, Sent::default())).unwrap().unwrap();
        assert!(mine.stage.proposer().is_some());
        assert!(run(check(house, &yasmin(house), id, Sent::default())).unwrap().is_err());
        assert!(run(check(house, &lieke(house), id, Sent::default())).unwrap().is_ok());
        let back = run(send_back(house, &lieke(house), id, Remark::TooMuch, Sent::default())).unwrap();
        assert_eq!(back.stage, Stage::InReview, "until it is released");
    });
}

#[test]
fn what_goes_here_and_stays_there_is_told_to_the_first_person() {
    with_letter(|house, document| {
        judge_all(house, &document.id, &[]);
        let person = marks(house, &document.id)
            .into_iter()
            .find(|mark| mark.why == "repeated" || mark.kind == Some(Kind::Person));
        let place = person.unwrap().place;
        let change = Change::Reject(Keep::NotPersonal);
        run(judge(house, &lieke(house), &document.id, Which::One(place), change, Sent::default())).unwrap();
        let result = run(propose(house, &lieke(house), &document.id, Sent::default()));
        let Err(Error::Invalid(errors)) = result else { panic!("the name can still be read") };
        assert_eq!(errors[0].path, "uitvoer");
        assert!(!errors[0].message_nl.contains(CANARY) && !errors[0].message.contains(CANARY), "{errors:?}");
    });
}

// proves!("6.12-2", "6.12-3")
#[test]
fn the_policy_is_told_what_stays_and_why() {
    with_letter(|house, document| {
        let kept =
            [(Kind::Health, Keep::Consent), (Kind::Phone, Keep::Requested), (Kind::Bsn, Keep::NotPersonal)];
        checked(house, &document.id, &kept);
        let released = run(release(house, &lieke(house), &document.id, Sent::default())).unwrap().unwrap();
        let ruling = &released.stage.output().unwrap().ruling;
        let ruling = run(crate::journal::find_ruling(house, &lieke(house), ruling)).unwrap();
        let passages = ruling.facts["public_request"]["passages"].as_array().unwrap();
        let has = |category: &str, fact: &str, value: serde_json::Value| {
            let told = passages.iter().any(|it| it["category"] == category && it[fact] == value);
            assert!(told, "{category} {fact}: {passages:?}");
        };
        has("ordinary", "redactable", true.into());
        has("ordinary", "weight_openness", "high".into());
        has("health", "consent_explicit", true.into());
        has("none", "redactable", true.into());
        assert!(passages.iter().all(|it| it["category"] != "bsn"), "it was no number of a person");
        assert!(ruling.ruling.to_string().contains("6.12-4"), "{}", ruling.ruling);
        assert!(text_of(house, &document.id).contains("diabetes"));
    });
}

#[test]
fn a_permit_for_a_document_is_worthless_elsewhere() {
    with_letter(|house, document| {
        let ask = |act: &'static str| {
            let (own, id, context) = (house.clone(), document.id.clone(), lieke(house));
            let work = move |tx: &mut crate::db::Tx<'_>| {
                crate::decision::ask_document(tx, &own, &context, act, id.as_str())
            };
            house.db.write_blocking("test.ask", work).unwrap().unwrap()
        };
        let permit = ask("read_document");
        let (own, id) = (house.clone(), document.id.clone());
        let late =
            house.db.write_blocking("test.late", move |tx| contents::read(tx, &own, permit, &id).map(drop));
        assert!(matches!(late, Err(Error::Internal(_))), "in another transaction");
        let (own, id, context) = (house.clone(), document.id.clone(), lieke(house));
        let other = house.db.write_blocking("test.other", move |tx| {
            let permit = crate::decision::ask_document(tx, &own, &context, "produce_document", id.as_str())?;
            contents::read(tx, &own, permit.unwrap(), &id).map(drop)
        });
        assert!(matches!(other, Err(Error::Internal(_))), "for another act");
    });
}

#[test]
fn keys_of_documents_are_wrapped_anew_and_still_open() {
    with_letter(|house, document| {
        let lieke = lieke(house);
        let ring = house.masters.ring().with_fresh("next", house.entropy.as_ref()).unwrap();
        // A second process with the new ring wraps anew; this one then lacks the master key.
        let other = crate::house::testing::with_ring(house, ring);
        assert_eq!(rotate(&other, &lieke).unwrap(), 1);
        assert_eq!(rotate(&other, &lieke).unwrap(), 0, "nothing is left to do");
        assert!(view(&other, &lieke, &document.id).contents.unwrap().is_ok());
        let result = run(open(house, &lieke, &document.id));
        assert!(matches!(result, Err(Error::Unavailable(_))), "a missing master key is said");
    });
}

#[test]
fn a_destroyed_document_says_nothing_any_more() {
    with_letter(|house, document| {
        let destroy = || {
            let (context, id) = (lieke(house), document.id.clone());
            house.db.write_blocking("test.destroy", move |tx| destroy_in(tx, &context, &id)).unwrap()
        };
        assert!(destroy() && !destroy(), "once");
        let view = view(house, &lieke(house), &document.id);
        assert!(view.contents.is_none() && view.document.destroyed && !view.marks.is_empty());
        let added = Addition {
            words: String::from("kruidnagelthee"),
            kind: None,
            ground: Ground::of("woo", "5.1.1a").unwrap(),
        };
        let result = run(add(house, &lieke(house), &document.id, added, Sent::default()));
        assert!(matches!(result, Err(Error::NotFound(_))));
    });
}

#[test]
fn no_word_of_a_document_is_in_the_database_or_the_journal() {
    with_letter(|house, document| {
        checked(house, &document.id, &[]);
        run(release(house, &lieke(house), &document.id, Sent::default())).unwrap().unwrap();
        assert!(!acts(house).contains(CANARY));
    });
    let folder = crate::house::testing::Folder::make();
    let (house, _): (_, MockClock) =
        crate::house::testing::house(&crate::db::Location::Sqlite(folder.path().join("waarborg.sqlite")));
    run(crate::register::seed_at_start(&house)).unwrap();
    run(crate::desk::ensure_demo(&house)).unwrap();
    let new = upload("brief Kwikstaart.txt", LETTER.as_bytes());
    let document = run(receive(&house, &lieke(&house), new, Sent::default())).unwrap().unwrap();
    let words = Addition {
        words: String::from("om kruidnagelthee"),
        kind: None,
        ground: Ground::of("woo", "5.2").unwrap(),
    };
    run(add(&house, &lieke(&house), &document.id, words, Sent::default())).unwrap().unwrap();
    checked(&house, &document.id, &[]);
    run(release(&house, &lieke(&house), &document.id, Sent::default())).unwrap().unwrap();
    house.db.stop();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for word in [CANARY, "kruidnagelthee", "diabetes", "999990019"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} is in the files of the database");
        }
    }
}

// proves!("6.12-4")
#[test]
fn a_pdf_comes_out_as_a_pdf_in_which_nothing_of_it_is_left() {
    let letter = letter::Letter {
        language: letter::Language::Dutch,
        sender: letter::Sender { name: String::from("WIL"), address: Vec::new(), contact: Vec::new() },
        addressee: vec![format!("Mevrouw F. {CANARY}")],
        date: "2026-11-16".parse().unwrap(),
        reference: String::from("V-1"),
        subject: String::from("Uw aanvraag"),
        salutation: format!("Geachte mevrouw {CANARY},"),
        body: vec![letter::Block::Paragraph(String::from(
            "Uw BSN 999990019 is bekend. De regeling loopt door.",
        ))],
        closing: String::new(),
        signature: Vec::new(),
    };
    let pdf = letter::pdf(&letter).unwrap();
    with_house(|house| {
        let document =
            run(receive(house, &lieke(house), upload("brief.pdf", &pdf), Sent::default())).unwrap().unwrap();
        checked(house, &document.id, &[]);
        run(release(house, &lieke(house), &document.id, Sent::default())).unwrap().unwrap();
        let (document, output) = run(download(house, &lieke(house), &document.id, Download::File)).unwrap();
        assert_eq!(document.kind, FileKind::Pdf);
        let again = ::redact::document::passages(::redact::document::Format::Pdf, &output).unwrap();
        let text: String = again.into_iter().map(|passage| passage.text).collect();
        assert!(text.contains("De regeling loopt door") && text.contains("5.1.1e"), "{text}");
        assert!(!text.contains(CANARY) && !text.contains("999990019"), "{text}");
    });
}
