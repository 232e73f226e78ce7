//! The decision and the answer on paper: what they say, for whom, and what is written down when they are made.

use axum::http::StatusCode;

use super::pages::{Browser, step};
use super::*;
use crate::web::testing::{squeezed, text};

/// A request for access that was granted, made on the own page.
fn granted(house: &Arc<House>) -> Request {
    decided(house, &on_own_page(house, new(Right::Access, &[])), Assessment::default())
}

fn entries(house: &Arc<House>, action: &str) -> usize {
    let officer = staff(house, "demo-fatma", Role::Officer);
    let entries = run(crate::journal::list_entries(house, &officer, None, None, 200)).unwrap();
    entries
        .iter()
        .filter(|entry| entry.body.to_string().contains(&format!("\"action\":\"{action}\"")))
        .count()
}

// proves!("L-10")
#[test]
fn the_decision_comes_as_a_letter_for_who_may_see_it() {
    with_file(|house, _, file| {
        let request = granted(house);
        let (own, bram) = (Browser::resident(house, "inwoner-1"), Browser::staff(house, "demo-bram"));
        let id = request.id.as_str();
        let (mine, theirs) = (format!("/mijn/verzoek/{id}/brief"), format!("/verzoeken/{id}/brief"));
        let before = entries(house, "rights.view");
        for (browser, path) in [(&own, &mine), (&bram, &theirs)] {
            let (headers, pdf) = browser.file(path);
            assert_eq!(headers["content-type"], "application/pdf");
            assert_eq!(headers["cache-control"], "no-store");
            let name = format!("attachment; filename=\"{}-besluit.pdf\"", request.number);
            assert_eq!(headers["content-disposition"], name.as_str());
            let words = text(&pdf);
            for told in [
                request.number.as_str(),
                "Werk en Inkomen Lekstroom",
                "WIL wijst uw verzoek toe",
                "28-12-2026",
            ] {
                assert!(words.contains(told), "{told} in {words}");
            }
            for hidden in [CANARY, BSN, "rights-", "register-"] {
                assert!(!words.contains(hidden), "{hidden} in {words}");
            }
        }
        assert_eq!(entries(house, "rights.view"), before + 2, "written down as the page is");
        assert!(own.get(&format!("/mijn/verzoek/{id}")).1.contains(&format!("href=\"{mine}\"")));
        assert!(bram.get(&format!("/verzoeken/{id}")).1.contains(&format!("href=\"{theirs}\"")));

        let other = Browser::resident(house, "inwoner-2");
        assert_eq!(other.get(&mine).0, StatusCode::NOT_FOUND);
        assert_eq!(own.get(&theirs).0, StatusCode::FORBIDDEN);
        assert_eq!(bram.get(&mine).0, StatusCode::FORBIDDEN);
        assert_eq!(Browser::staff(house, "demo-anouk").get(&theirs).0, StatusCode::FORBIDDEN);
        let open = on_paper(house, &file.subject, new(Right::Access, &[]));
        let open = format!("/verzoeken/{}/brief", open.id.as_str());
        assert_eq!(bram.get(&open).0, StatusCode::NOT_FOUND, "there is no decision yet");
    });
}

// proves!("3-15", "6.10-1", "6.10-2")
#[test]
fn the_answer_to_access_comes_as_a_letter_with_the_log_and_its_proofs() {
    with_file(|house, _, file| {
        let (own, id, subject) = (house.clone(), file.id.clone(), file.subject.clone());
        let work = move |tx: &mut crate::db::Tx<'_>| {
            let some = crate::records::items_of_file(tx, &id)?.remove(0);
            let other =
                crate::records::new_subject(tx, &own, SubjectKind::Household, Protection::None, None)?;
            crate::records::add_subject(tx, &own.keys, &other, &[])?;
            let kind = String::from("gegeven van Huisgenoot");
            let theirs = Item { id: ItemId::fresh(&own), subject: other.id, kind, ..some.clone() };
            crate::records::add_item(tx, &theirs)?;
            let until = Some(day("2027-02-01"));
            let later = Item { id: ItemId::fresh(&own), subject, confidential_until: until, ..some };
            crate::records::add_item(tx, &later)
        };
        house.db.write_blocking("test.others", work).unwrap();
        let request = granted(house);
        let browser = Browser::resident(house, "inwoner-1");
        let address = format!("/mijn/verzoek/{}", request.id.as_str());
        let before = entries(house, "rights.answer");
        let (headers, pdf) = browser.fill_file(&address, &step("brief"));
        assert_eq!(headers["content-type"], "application/pdf");
        let words = text(&pdf);
        let dense = squeezed(&words);
        for told in [
            format!("{CANARY} verdient 1200 euro"),
            file.number.clone(),
            String::from("In uw dossiers staat ook 1 gegeven over iemand anders"),
            String::from("01-02-2027"),
            String::from("Autoriteit Persoonsgegevens"),
            String::from("Bewijzen bij het logboek"),
        ] {
            assert!(dense.contains(&squeezed(&told)), "{told} in {words}");
        }
        for hidden in ["Huisgenoot", BSN, "rights-", "register-"] {
            assert!(!words.contains(hidden), "{hidden} in {words}");
        }
        assert_eq!(entries(house, "rights.answer"), before + 1, "written down as opening the page is");
        // The checksum on paper is the one that is kept, and the seal on paper is ours.
        let kept = run(view(house, &bram(house), &request.id)).unwrap().answers;
        assert!(dense.contains(&kept.last().unwrap().1));
        assert!(words.contains(&house.config.log_origin));

        let stranger = Browser::resident(house, "inwoner-2");
        assert_eq!(stranger.get(&address).0, StatusCode::NOT_FOUND);
        let officer = Browser::staff(house, "demo-fatma");
        assert!(!officer.get(&format!("/verzoeken/{}", request.id.as_str())).1.contains(&step("brief")));
        let desk = format!("/verzoeken/{}", request.id.as_str());
        let (_, pdf) = Browser::staff(house, "demo-bram").fill_file(&desk, &step("brief"));
        assert!(text(&pdf).contains(CANARY));
    });
}
