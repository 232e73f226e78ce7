//! What is found, what is judged of it, and what a person adds.

use super::*;
use crate::error::Error;

fn of(house: &Arc<House>, id: &DocumentId, kind: Kind) -> Mark {
    marks(house, id).into_iter().find(|mark| mark.kind == Some(kind)).unwrap()
}

fn judged(house: &Arc<House>, id: &DocumentId, which: Which, change: Change) -> Result<usize, Error> {
    run(judge(house, &lieke(house), id, which, change, Sent::default()))
}

#[test]
fn marks_say_where_and_not_what() {
    with_letter(|house, document| {
        let view = view(house, &lieke(house), &document.id);
        let contents = view.contents.unwrap().ok().unwrap();
        let words = |mark: &Mark| -> String {
            let text: Vec<char> = contents.passages[mark.passage].text.chars().collect();
            text[mark.span.clone()].iter().collect()
        };
        let told: Vec<(String, &str, &str)> =
            view.marks.iter().map(|mark| (words(mark), mark.kind_word(), mark.ground.code)).collect();
        let has = |words: &str, kind: &str, ground: &str| {
            assert!(told.contains(&(words.to_owned(), kind, ground)), "{words}: {told:?}");
        };
        has("F. Kwikstaart", "person", "5.1.2e");
        has("999990019", "bsn", "5.1.1e");
        has("diabetes", "health", "5.1.1d");
        has("06-12345678", "phone", "5.1.2e");
        assert!(view.marks.iter().all(|mark| mark.state == State::Proposed && !mark.label.contains(CANARY)));
    });
}

#[test]
fn all_of_one_person_are_judged_at_once() {
    with_letter(|house, document| {
        let person = of(house, &document.id, Kind::Person);
        let like = |marks: &[Mark]| {
            marks.iter().filter(|mark| mark.likeness == person.likeness).cloned().collect::<Vec<_>>()
        };
        let before = like(&marks(house, &document.id));
        assert!(before.len() >= 2, "{before:?}");
        assert_eq!(
            judged(house, &document.id, Which::Like(person.place), Change::Accept).unwrap(),
            before.len()
        );
        let after = marks(house, &document.id);
        assert!(like(&after).iter().all(|mark| mark.state == State::Accepted && mark.judged.is_some()));
        assert_eq!(after.iter().filter(|mark| mark.state == State::Accepted).count(), before.len());
    });
}

// proves!("6.12-3", "T-7")
#[test]
fn special_data_are_asked_of_a_person_and_stay_for_few_reasons() {
    with_letter(|house, document| {
        let id = &document.id;
        assert!(judged(house, id, Which::Above(0), Change::Accept).unwrap() > 0);
        let (health, bsn) = (of(house, id, Kind::Health), of(house, id, Kind::Bsn));
        assert_eq!((health.state, bsn.state), (State::Proposed, State::Accepted));
        for (place, keep, fits) in [
            (health.place, Keep::Requested, false),
            (health.place, Keep::Official, false),
            (health.place, Keep::Consent, true),
            (bsn.place, Keep::Consent, false),
            (bsn.place, Keep::MadePublic, false),
            (bsn.place, Keep::NotPersonal, true),
        ] {
            let result = judged(house, id, Which::One(place), Change::Reject(keep));
            assert_eq!(result.is_ok(), fits, "{keep:?}");
            assert!(fits || matches!(result, Err(Error::Invalid(errors)) if errors[0].path == "reden"));
        }
        assert_eq!(of(house, id, Kind::Bsn).keep, Some(Keep::NotPersonal));
        let ground = Ground::of("woo", "5.1.2e").unwrap();
        judged(house, id, Which::One(health.place), Change::Ground(ground)).unwrap();
        let health = of(house, id, Kind::Health);
        assert_eq!((health.ground, health.state, health.keep), (ground, State::Accepted, None));
        assert!(matches!(judged(house, id, Which::One(9_999), Change::Accept), Err(Error::NotFound(_))));
    });
}

#[test]
fn what_was_not_found_is_added_by_its_words_wherever_they_stand() {
    with_letter(|house, document| {
        let id = &document.id;
        let ground = Ground::of("woo", "5.2").unwrap();
        let seek = |words: &str| {
            let addition = Addition { words: words.to_owned(), kind: None, ground };
            run(add(house, &lieke(house), id, addition, Sent::default()))
        };
        let wrong = |words: &str| match seek(words) {
            Err(Error::Invalid(errors)) => errors[0].path == "woorden",
            _ => false,
        };
        assert!(
            wrong("") && wrong("komt niet voor") && wrong("kwikstaart"),
            "nothing, nowhere, marked already"
        );
        assert_eq!(seek("BELT").unwrap().unwrap(), 1, "belt, and not belde");
        assert!(wrong("belt"), "a second time");
        let added = marks(house, id).into_iter().find(|mark| mark.state == State::Added).unwrap();
        assert_eq!((added.kind, added.label.as_str(), added.why.as_str()), (None, "[weggelaten]", "by_hand"));
        judged(house, id, Which::One(added.place), Change::Reject(Keep::NotPersonal)).unwrap();
        judged(house, id, Which::One(added.place), Change::Accept).unwrap();
        let again = marks(house, id).into_iter().find(|mark| mark.place == added.place).unwrap();
        assert_eq!(again.state, State::Added, "whoever marked it");
    });
}

#[test]
fn what_cannot_be_read_is_refused_at_its_field_and_nothing_is_kept() {
    with_house(|house| {
        let refused = |name: &str, bytes: &[u8], known: &str| {
            let new = Upload { known: known.to_owned(), ..upload(name, bytes) };
            match run(receive(house, &lieke(house), new, Sent::default())) {
                Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.path).collect::<Vec<_>>(),
                _ => panic!("{name} was taken"),
            }
        };
        assert_eq!(refused("leeg.txt", b"", ""), ["bestand"]);
        assert_eq!(refused("brief.pdf", b"geen pdf", ""), ["bestand"]);
        assert_eq!(refused("brief.pdf", b"%PDF-1.7 kapot", ""), ["bestand"]);
        assert_eq!(refused("brief.bin", &[0xFF, 0x00, 0xFE], ""), ["bestand"]);
        assert_eq!(refused("groot.txt", &vec![b'a'; 20 * 1024 * 1024 + 1], ""), ["bestand"]);
        let long = "x".repeat(121);
        assert_eq!(refused("brief.pdf", b"geen pdf", &long), ["namen", "bestand"], "all at once");
        assert!(run(list(house, &lieke(house))).unwrap().is_empty());
    });
}

#[test]
fn officials_may_stay_when_that_is_the_setting() {
    with_house(|house| {
        let found = |officials| {
            let new = Upload { officials, ..upload("a.txt", b"Wethouder J. Merel opende het gebouw.") };
            let document = run(receive(house, &lieke(house), new, Sent::default())).unwrap().unwrap();
            assert_eq!(document.officials, officials);
            marks(house, &document.id).len()
        };
        assert_eq!((found(Officials::Strict), found(Officials::Functional)), (1, 0));
    });
}

#[test]
fn a_document_is_looked_at_without_being_kept() {
    with_house(|house| {
        let found = detect(&upload("a.txt", LETTER.as_bytes())).unwrap();
        assert!(found.iter().any(|it| it.words == "999990019" && it.kind == Kind::Bsn));
        assert!(run(list(house, &lieke(house))).unwrap().is_empty());
        assert!(matches!(detect(&upload("a.pdf", b"x")), Err(Error::Invalid(_))));
    });
}

#[test]
fn documents_are_numbered_by_year_and_listed_newest_first() {
    with_letter(|house, first| {
        let second =
            run(receive(house, &lieke(house), upload("b.txt", b"Niets."), Sent::default())).unwrap().unwrap();
        let numbers: Vec<String> =
            run(list(house, &yasmin(house))).unwrap().into_iter().map(|it| it.number).collect();
        assert_eq!(numbers, [second.number, first.number.clone()]);
        assert_eq!(first.number, "D-2026-00001");
    });
}
