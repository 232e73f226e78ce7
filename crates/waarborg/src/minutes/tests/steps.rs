//! What minutes go through, and what they cannot.

use super::*;
use crate::error::Error;
use crate::journal;

fn filed(house: &Arc<House>, minutes: &Minutes, how: Filing) -> Result<Minutes, Error> {
    run(file(house, &noor(house), &minutes.id, how, Sent::default()))
}

// proves!("6.8-1", "6.8-2")
#[test]
fn minutes_with_people_in_them_are_blocked_for_every_sort_of_people() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        assert_eq!(minutes.stage, Stage::Blocked);
        assert_eq!(minutes.version.found, 4);
        let said: Vec<(&str, bool)> =
            minutes.version.rulings.iter().map(|ruling| (ruling.about.as_str(), ruling.passes)).collect();
        assert_eq!(said, [("client", false), ("official", false), ("third", false)]);
        for ruling in &minutes.version.rulings {
            assert!(
                ruling.reasons.iter().any(|(_, norms)| norms.iter().any(|norm| norm == "6.8-1")),
                "{ruling:?}"
            );
            assert!(ruling.alternative.is_some(), "{ruling:?}");
        }
        for how in Filing::ALL {
            assert!(matches!(filed(house, &minutes, *how), Err(Error::Conflict("minutes-blocked"))));
        }
        let refused = run(download(house, &noor(house), &minutes.id));
        assert!(matches!(refused.err(), Some(Error::Conflict("minutes-blocked"))));
    });
}

// proves!("6.8-1")
#[test]
fn a_better_version_clears_them_and_internal_minutes_are_kept_a_year() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let minutes = run(again(house, &noor(house), &minutes.id, text(CLEAN), Sent::default())).unwrap();
        assert_eq!((minutes.version.number, &minutes.stage), (2, &Stage::Clean));
        let minutes = filed(house, &minutes, Filing::Archived).unwrap();
        let Stage::Filed(kept) = &minutes.stage else { panic!("{:?}", minutes.stage) };
        let today = house.clock.now().day();
        assert_eq!((kept.until, kept.code.as_str()), (today.plus_months(12), "19.1.9"));
        assert!(matches!(filed(house, &minutes, Filing::Sent), Err(Error::Conflict("minutes-filed"))));
        let late = run(again(house, &noor(house), &minutes.id, text(CLEAN), Sent::default()));
        assert!(matches!(late, Err(Error::Conflict("minutes-filed"))));
    });
}

// proves!("6.8-3")
#[test]
fn with_others_the_same_rule_holds_and_they_are_kept_five_years() {
    with_house(|house, _| {
        let minutes = looked(house, "Verslag met het UWV\n\nJ.V. uit Vianen is niet verschenen.\n", true);
        assert_eq!(minutes.stage, Stage::Blocked);
        let reasons = minutes.version.rulings.iter().flat_map(|ruling| &ruling.reasons);
        let norms: Vec<&str> = reasons.flat_map(|(_, norms)| norms.iter().map(String::as_str)).collect();
        assert!(norms.contains(&"6.8-3"), "{norms:?}");
        let minutes = looked(house, CLEAN, true);
        let minutes = filed(house, &minutes, Filing::Sent).unwrap();
        let Stage::Filed(kept) = &minutes.stage else { panic!("{:?}", minutes.stage) };
        assert_eq!((kept.until, kept.code.as_str()), (house.clock.now().day().plus_months(60), "19.1.11"));
    });
}

#[test]
fn what_was_found_can_be_taken_out_and_the_rest_stays() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let minutes = run(strip(house, &noor(house), &minutes.id, Sent::default())).unwrap();
        assert_eq!(minutes.stage, Stage::Clean, "{:?}", minutes.version);
        let (_, bytes) = run(download(house, &noor(house), &minutes.id)).unwrap();
        let left = String::from_utf8(bytes).unwrap();
        assert!(!left.contains(CANARY) && !left.contains("999990019") && !left.contains("weduwe"), "{left}");
        assert!(left.contains("[weggehaald]") && left.contains("Verslag teamoverleg"), "{left}");
    });
}

#[test]
fn nobody_else_sees_them_before_they_are_clean() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let seen = |context: &Context| run(view(house, context, &minutes.id));
        assert!(seen(&noor(house)).unwrap().contents.is_some());
        assert!(matches!(seen(&bram(house)).err(), Some(Error::NotFound("minutes"))));
        assert!(seen(&fatma(house)).unwrap().contents.is_none(), "the FG sees that they are there");
        assert!(run(list(house, &bram(house))).unwrap().is_empty());
        assert_eq!(run(list(house, &fatma(house))).unwrap().len(), 1);
        let change = run(strip(house, &fatma(house), &minutes.id, Sent::default()));
        assert!(matches!(change.err(), Some(Error::Forbidden("minutes.change"))));
        let resident = staff(house, "resident-x", Role::Resident);
        let brought = run(check(house, &resident, text(CLEAN), false, Sent::default()));
        assert!(matches!(brought.err(), Some(Error::Forbidden("minutes.check"))));
        run(again(house, &noor(house), &minutes.id, text(CLEAN), Sent::default())).unwrap();
        assert!(seen(&bram(house)).unwrap().contents.is_some());
        let change = run(file(house, &bram(house), &minutes.id, Filing::Archived, Sent::default()));
        assert!(matches!(change.err(), Some(Error::Forbidden("minutes.change"))));
    });
}

#[test]
fn a_form_for_an_older_state_is_stale() {
    with_house(|house, _| {
        let minutes = looked(house, CLEAN, false);
        let sent = || Sent { revision: Some(minutes.revision), form: None };
        run(again(house, &noor(house), &minutes.id, text(CLEAN), sent())).unwrap();
        let late = run(file(house, &noor(house), &minutes.id, Filing::Archived, sent()));
        assert!(matches!(late.err(), Some(Error::Stale("minutes"))));
    });
}

#[test]
fn what_cannot_be_read_is_told_at_the_field() {
    with_house(|house, _| {
        let of = |name: &str, bytes: &[u8]| {
            let new = NewMinutes { name: name.to_owned(), bytes: bytes.to_vec() };
            run(check(house, &noor(house), new, false, Sent::default())).err()
        };
        for (name, bytes) in [
            ("x.txt", &b""[..]),
            ("x.pdf", b"%PDF-1.7 kapot"),
            ("x.docx", b"hallo"),
            ("x", &[0, 159, 146, 150, 0]),
        ] {
            let Some(Error::Invalid(errors)) = of(name, bytes) else { panic!("{name}") };
            assert!(
                errors.len() == 1 && errors[0].path == "bestand" && !errors[0].message_nl.is_empty(),
                "{name}"
            );
        }
        assert!(run(list(house, &noor(house))).unwrap().is_empty());
    });
}

// proves!("6.8-1")
#[test]
fn every_look_leaves_its_rulings_and_its_entry_in_the_journal() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let page = run(journal::list_entries(house, &fatma(house), None, None, 100)).unwrap();
        let entries = page.iter().map(|entry| entry.body.to_string()).collect::<String>();
        for ruling in &minutes.version.rulings {
            assert!(entries.contains(&ruling.ruling), "{}", ruling.about);
        }
        assert!(entries.contains("minutes.check") && entries.contains(minutes.id.as_str()));
        assert!(!entries.contains(CANARY) && !entries.contains("999990019"));
    });
}

#[test]
fn keys_of_minutes_are_wrapped_anew_and_still_open() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let ring = house.masters.ring().with_fresh("next", house.entropy.as_ref()).unwrap();
        // A second process with the new ring wraps anew; this one then lacks the master key.
        let other = crate::house::testing::with_ring(house, ring);
        assert_eq!(rotate(&other, &noor(house)).unwrap(), 1);
        assert_eq!(rotate(&other, &noor(house)).unwrap(), 0, "nothing is left to do");
        assert!(run(view(&other, &noor(house), &minutes.id)).unwrap().contents.is_some());
        let result = run(view(house, &noor(house), &minutes.id));
        assert!(matches!(result.err(), Some(Error::Unavailable(_))), "a missing master key is said");
    });
}

#[test]
fn no_word_of_minutes_is_in_the_files_of_the_database() {
    let folder = crate::house::testing::Folder::make();
    let place = crate::db::Location::Sqlite(folder.path().join("waarborg.sqlite"));
    let (house, _): (_, MockClock) = crate::house::testing::house(&place);
    run(crate::register::seed_at_start(&house)).unwrap();
    run(crate::desk::ensure_demo(&house)).unwrap();
    let minutes = looked(&house, MINUTES, false);
    run(strip(&house, &noor(&house), &minutes.id, Sent::default())).unwrap();
    house.db.stop();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for word in [CANARY, "Wiersma", "weduwe", "999990019"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} is in the files of the database");
        }
    }
}

// proves!("6.8-1")
#[test]
fn pictures_block_until_who_brought_them_in_looked_and_nothing_else_is_cleared_by_that() {
    with_house(|house, _| {
        let page = |words: &str| NewMinutes {
            name: String::from("verslag.html"),
            bytes: format!("<p>{words}</p><img src=\"logo.png\">").into_bytes(),
        };
        let looked = |context: &Context, minutes: &Minutes| {
            run(look_at_pictures(house, context, &minutes.id, Sent::default()))
        };
        let brought =
            |words: &str| run(check(house, &noor(house), page(words), false, Sent::default())).unwrap();
        let minutes = brought("Verslag van het teamoverleg.");
        assert_eq!((minutes.version.found, minutes.version.pictures), (0, 1));
        assert_eq!(minutes.stage, Stage::Blocked);
        assert!(run(list(house, &bram(house))).unwrap().is_empty());
        assert!(matches!(looked(&fatma(house), &minutes).err(), Some(Error::Forbidden("minutes.change"))));
        let minutes = looked(&noor(house), &minutes).unwrap();
        assert_eq!(minutes.stage, Stage::Clean);
        assert_eq!(run(list(house, &bram(house))).unwrap(), std::slice::from_ref(&minutes));
        assert!(matches!(looked(&noor(house), &minutes), Err(Error::Conflict("minutes-no-pictures"))));
        // Of another version nobody looked at the pictures yet.
        let better = page("Verslag van het teamoverleg, aangevuld.");
        let minutes = run(again(house, &noor(house), &minutes.id, better, Sent::default())).unwrap();
        assert_eq!(minutes.stage, Stage::Blocked);
        let minutes = looked(&noor(house), &minutes).unwrap();
        filed(house, &minutes, Filing::Archived).unwrap();
        // A name stays a name.
        let minutes = brought("Mevrouw F. Kwikstaart belde.");
        assert_eq!(looked(&noor(house), &minutes).unwrap().stage, Stage::Blocked);
        let minutes = run(strip(house, &noor(house), &minutes.id, Sent::default())).unwrap();
        assert_eq!((minutes.version.pictures, minutes.stage), (0, Stage::Clean));
    });
}
