//! The board decides, and what is public becomes public: by two people, not too early, for ever.

use super::*;
use crate::error::Error;
use crate::redaction::{self, Change, DocumentId, Law, Officials, Upload, Which};

// proves!("6.12-5", "6.12-2")
#[test]
fn the_officer_proposes_the_board_decides_and_the_officer_releases_knowingly() {
    with_matter(|house, _, request| {
        judged(house, &request, &described("Nota"), Judgement::Open, Vec::new()).unwrap().unwrap();
        let waiting = proposed(house, &request, false).unwrap();
        let by_officer = run(decide(house, &lieke(house), &request.id, true, Sent::default()));
        assert!(matches!(by_officer, Err(Error::Forbidden(_))));
        let sent_back = run(decide(house, &ruben(house), &waiting.id, false, Sent::default())).unwrap();
        assert_eq!(sent_back.stage.as_str(), "assessed");
        let decided = decided(house, &proposed(house, &sent_back, false).unwrap());
        assert_eq!(decided.stage.decision().unwrap().proposal.outcome, Outcome::Granted);
        assert!(run(public_list(house)).unwrap().is_empty(), "decided is not released");
        let release_it =
            |context: &Context, knows| run(release(house, context, &decided.id, knows, Sent::default()));
        assert!(matches!(release_it(&ruben(house), true), Err(Error::Forbidden(_))));
        assert!(matches!(release_it(&lieke(house), false), Err(Error::Invalid(_))), "for ever: say so");
        let released = release_it(&lieke(house), true).unwrap().unwrap();
        assert!(released.stage.is_public() && !released.stage.is_open());
        let list = run(public_list(house)).unwrap();
        assert_eq!(list.iter().map(|it| &it.number).collect::<Vec<_>>(), [&request.number]);
        let shown = run(public(house, &request.id)).unwrap();
        assert_eq!(shown.documents.len(), 1);
    });
}

// proves!("L-17")
#[test]
fn release_waits_two_weeks_when_someone_is_expected_to_object() {
    with_matter(|house, clock, request| {
        judged(house, &request, &described("Nota"), Judgement::Open, Vec::new()).unwrap().unwrap();
        let decided = decided(house, &proposed(house, &request, true).unwrap());
        let release_it = || run(release(house, &lieke(house), &decided.id, true, Sent::default())).unwrap();
        assert_eq!(release_it().unwrap_err().norm, "L-17");
        clock.advance(2 * WEEK - 24 * 60 * 60 * 1000);
        assert_eq!(release_it().unwrap_err().norm, "L-17", "a day too early");
        clock.advance(24 * 60 * 60 * 1000);
        assert!(release_it().unwrap().stage.is_public());
    });
}

#[test]
fn each_outcome_follows_from_the_judgements() {
    use Judgement::{Closed, Known, Open, Partly};
    for (judgements, outcome) in [
        (vec![], Outcome::NoDocuments),
        (vec![Open, Known], Outcome::Granted),
        (vec![Open, Closed], Outcome::Partly),
        (vec![Partly], Outcome::Partly),
        (vec![Closed, Closed], Outcome::Refused),
    ] {
        assert_eq!(Outcome::following(&judgements), outcome, "{judgements:?}");
    }
}

// proves!("6.12-5")
#[test]
fn the_letter_names_nobody_and_can_be_set() {
    with_matter(|house, _, request| {
        let names = vec![passage(PassageCategory::Ordinary, Some("5.1.2e"))];
        judged(house, &request, &described("Verslag"), Judgement::Partly, names).unwrap().unwrap();
        decided(house, &proposed(house, &request, false).unwrap());
        let view = run(view(house, &lieke(house), &request.id)).unwrap();
        let entry = run(register::find(house, String::from("REG-07"))).unwrap().entry;
        let letter = decision_letter(house, &entry, &view).unwrap();
        let text = serde_json::to_string(&letter).unwrap();
        assert!(!text.contains(CANARY), "nothing of who asked");
        for words in [
            "persoonlijke levenssfeer",
            "5.1.2e",
            "Wie het is, doet er niet toe.",
            "bezwaar",
            &request.number,
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        assert!(letter::pdf(&letter).unwrap().starts_with(b"%PDF"));
    });
}

// proves!("6.12-4")
#[test]
fn a_document_that_is_partly_public_leaves_only_after_two_people_saw_it() {
    with_matter(|house, _, request| {
        let names = vec![passage(PassageCategory::Ordinary, Some("5.1.2e"))];
        let place =
            judged(house, &request, &described("Verslag"), Judgement::Partly, names).unwrap().unwrap().place;
        let decided = decided(house, &proposed(house, &request, false).unwrap());
        let release_it = || run(release(house, &lieke(house), &decided.id, true, Sent::default())).unwrap();
        assert_eq!(release_it().unwrap_err().norm, "6.12-4", "nothing is attached");
        let contents = brought_in(house);
        run(attach(house, &lieke(house), &decided.id, place, contents.clone(), Sent::default())).unwrap();
        assert_eq!(release_it().unwrap_err().norm, "6.12-4", "nobody checked it");
        assert!(destroyed(house, &contents).is_err(), "a request runs (Woo 4.1a)");
        checked(house, &contents);
        assert!(release_it().unwrap().stage.is_public());
        let (document, bytes) = run(public_file(house, &decided.id, place)).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(CANARY) && text.contains("minima"), "{}: {text}", document.number);
        assert!(destroyed(house, &contents).unwrap(), "the request is over");
    });
}

// proves!("6.12-4", "6.12-5", "L-16")
#[test]
fn a_document_that_waits_is_kept_and_released_later_as_knowingly_as_the_rest() {
    with_matter(|house, _, request| {
        let contents = brought_in(house);
        let suspended = Judged {
            described: described("Verslag"),
            judgement: Judgement::Partly,
            suspended: true,
            passages: vec![passage(PassageCategory::Ordinary, Some("5.1.2e"))],
            revision: 0,
        };
        let place = added(house, &request, &suspended.described);
        run(judge(house, &lieke(house), &request.id, place, suspended, Sent::default())).unwrap().unwrap();
        run(attach(house, &lieke(house), &request.id, place, contents.clone(), Sent::default())).unwrap();
        let lifted = |knows| run(lift(house, &lieke(house), &request.id, place, knows, Sent::default()));
        assert!(matches!(lifted(true), Err(Error::Conflict(_))), "nothing is released yet");
        let decided = decided(house, &proposed(house, &request, false).unwrap());
        run(release(house, &lieke(house), &decided.id, true, Sent::default())).unwrap().unwrap();
        assert!(run(public_file(house, &request.id, place)).is_err(), "it waits");
        assert!(destroyed(house, &contents).is_err(), "and is kept meanwhile");
        assert!(matches!(lifted(false), Err(Error::Invalid(_))), "for ever: say so");
        assert_eq!(lifted(true).unwrap().unwrap_err().norm, "6.12-4", "nobody checked it");
        checked(house, &contents);
        assert!(!lifted(true).unwrap().unwrap().suspended);
        assert!(run(public_file(house, &request.id, place)).is_ok());
        assert!(matches!(lifted(true), Err(Error::Conflict(_))), "once");
        assert!(destroyed(house, &contents).unwrap(), "nothing waits any more");
    });
}

fn brought_in(house: &Arc<House>) -> DocumentId {
    let upload = Upload {
        name: format!("{CANARY}.txt"),
        bytes: format!("Mevrouw {CANARY} vroeg naar de minima.").into_bytes(),
        law: Law::Woo,
        officials: Officials::Strict,
        known: CANARY.to_owned(),
    };
    run(redaction::receive(house, &lieke(house), upload, Sent::default())).unwrap().unwrap().id
}

fn checked(house: &Arc<House>, id: &DocumentId) {
    let sent = Sent::default;
    run(redaction::judge(house, &lieke(house), id, Which::Above(0), Change::Accept, sent())).unwrap();
    run(redaction::propose(house, &lieke(house), id, sent())).unwrap().unwrap();
    let yasmin = staff(house, "demo-yasmin", Role::DisclosureOfficer);
    run(redaction::check(house, &yasmin, id, sent())).unwrap().unwrap();
    run(redaction::release(house, &lieke(house), id, sent())).unwrap().unwrap();
}

fn destroyed(house: &Arc<House>, id: &DocumentId) -> Result<bool, Error> {
    let (context, id) = (lieke(house), id.clone());
    run(house.db.write("test.destroy", move |tx| redaction::destroy_in(tx, &context, &id)))
}

// proves!("6.12-5")
#[test]
fn words_for_everyone_name_nobody() {
    with_matter(|house, _, request| {
        let named = Described { title: String::from("Brief van mevrouw J. de Vries"), ..described("") };
        let added = run(add(house, &lieke(house), &request.id, named, Sent::default()));
        assert!(matches!(added, Err(Error::Invalid(errors)) if errors[0].path == "titel"));
        judged(house, &request, &described("Nota"), Judgement::Open, Vec::new()).unwrap().unwrap();
        let propose_it = |summary: &str| {
            let summary = summary.to_owned();
            run(propose(
                house,
                &lieke(house),
                &request.id,
                Audience::Everyone,
                summary,
                false,
                Sent::default(),
            ))
        };
        for summary in ["Alles over de heer P. Jansen.", "De klant met BSN 999990019."] {
            let refused = propose_it(summary);
            assert!(
                matches!(refused, Err(Error::Invalid(errors)) if errors[0].path == "samenvatting"),
                "{summary}"
            );
        }
        assert!(propose_it("Het minimabeleid van 2025.").unwrap().is_ok());
    });
}
