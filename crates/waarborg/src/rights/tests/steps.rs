//! From receipt to decision: identity, terms, representation, what the rules say, and what it does to items.

use super::*;
use crate::decision::Aim;
use crate::error::Error;
use crate::records::Hold;
use crate::register::Letter;
use crate::sharing::Shared;
use ground::{Instant, Reading};

fn hold(house: &Arc<House>, item: &ItemId) -> Hold {
    let item = item.clone();
    house.db.read_blocking("test.hold", move |tx| Ok(crate::records::item(tx, &item)?.hold)).unwrap()
}

// proves!("6.10-1", "6.10-3", "3-14")
#[test]
fn everyone_may_ask_and_nothing_is_decided_before_it_is_known_who_asks() {
    with_file(|house, _, file| {
        for right in [Right::Access, Right::Portability, Right::Objection] {
            let request = on_paper(house, &file.subject, new(right, &[]));
            assert_eq!(request.stage, Stage::Received);
            let request = decided(house, &request, Assessment::default());
            assert!(request.stage.is_pending(), "{right:?}: {:?}", request.stage);
            let considered = request.steps.last().unwrap();
            let Step::Consider(considered) = &considered.step else { panic!("{considered:?}") };
            assert!(considered.reasons.iter().any(|reason| reason.norm == "6.10-3"), "{considered:?}");
        }
    });
}

// proves!("3-22")
#[test]
fn a_copy_of_an_identity_document_is_refused_and_nothing_happens() {
    with_file(|house, _, file| {
        let request = on_paper(house, &file.subject, new(Right::Access, &[]));
        let refusal = run(identify(house, &bram(house), &request.id, Shown::Copy, None, Sent::default()));
        assert_eq!(refusal.unwrap().unwrap_err().norm, "3-22");
        let again = run(view(house, &bram(house), &request.id)).unwrap().request;
        assert_eq!(again.stage, Stage::Received);
        // And an employee cannot say for someone that they signed in.
        let shown = Shown::By(Proof::SignedIn);
        let result = run(identify(house, &bram(house), &request.id, shown, None, Sent::default()));
        assert!(matches!(result, Err(Error::Forbidden(_))));
    });
}

// proves!("6.10-4", "T-12")
#[test]
fn under_curatele_the_curator_asks() {
    with_person(Protection::Curatele, "1980-02-29", |house, _, file| {
        let own = on_paper(house, &file.subject, new(Right::Access, &[]));
        let own = decided(house, &seen(house, &own, None), Assessment::default());
        assert_eq!((verdict(&own), norms(&own).contains(&"6.10-4")), (Verdict::Refused, true));

        let by = |capacity| NewRequest { capacity, ..new(Right::Access, &[]) };
        let curator = on_paper(house, &file.subject, by(Capacity::Curator));
        let unproven = decided(house, &seen(house, &curator, None), Assessment::default());
        assert!(unproven.stage.is_pending(), "first the proof that they may act");

        let curator = on_paper(house, &file.subject, by(Capacity::Curator));
        let curator = seen(house, &curator, Some(Authority::ProtectionRegister));
        assert_eq!(verdict(&decided(house, &curator, Assessment::default())), Verdict::Granted);

        // A mentor there is not, by what is on record.
        let mentor = on_paper(house, &file.subject, by(Capacity::Mentor));
        let shown = Shown::By(Proof::DocumentSeen);
        let authority = Some(Authority::CourtOrder);
        let result = run(identify(house, &bram(house), &mentor.id, shown, authority, Sent::default()));
        assert!(matches!(result, Err(Error::Invalid(_))));

        let neighbour = on_paper(house, &file.subject, by(Capacity::Other));
        let neighbour = decided(house, &seen(house, &neighbour, None), Assessment::default());
        assert_eq!(verdict(&neighbour), Verdict::Refused);
        assert!(norms(&neighbour).iter().any(|norm| norm.contains("6.10-3")), "{:?}", norms(&neighbour));
    });
}

// proves!("T-12", "L-9")
#[test]
fn a_mentor_asks_in_matters_of_care_and_the_person_in_the_others() {
    with_person(Protection::Mentorschap, "1980-02-29", |house, _, file| {
        let ask = |capacity, matter| {
            let request = NewRequest { capacity, matter, ..new(Right::Access, &[]) };
            let request = on_paper(house, &file.subject, request);
            let authority = (capacity == Capacity::Mentor).then_some(Authority::CourtOrder);
            verdict(&decided(house, &seen(house, &request, authority), Assessment::default()))
        };
        assert_eq!(ask(Capacity::Mentor, Matter::Care), Verdict::Granted);
        assert_eq!(ask(Capacity::Own, Matter::Care), Verdict::Refused);
        assert_eq!(ask(Capacity::Own, Matter::Finance), Verdict::Granted);
        assert_eq!(ask(Capacity::Mentor, Matter::Finance), Verdict::Refused);
    });
}

// proves!("L-9")
#[test]
fn for_a_child_the_parent_asks() {
    with_file(|house, _, _| {
        let whose = || Whose::Found(vec![by_name("2013-05-01")]);
        let ask = |capacity| {
            let request = NewRequest { capacity, ..new(Right::Access, &[]) };
            let request = run(receive(house, &bram(house), whose(), request, Sent::default())).unwrap();
            let authority = (capacity == Capacity::Parent).then_some(Authority::CustodyRegister);
            decided(house, &seen(house, &request, authority), Assessment::default())
        };
        let (child, parent) = (ask(Capacity::Own), ask(Capacity::Parent));
        assert_eq!(child.subject, parent.subject, "found again by name and birth");
        assert_eq!((verdict(&child), verdict(&parent)), (Verdict::Refused, Verdict::Granted));
    });
}

// proves!("3-16", "T-13")
#[test]
fn an_error_is_put_right_and_an_opinion_gets_the_own_statement() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].clone();
        let request = on_own_page(house, new(Right::Rectification, std::slice::from_ref(&item.id)));
        assert!(matches!(request.stage, Stage::Identified(_)), "who signed in need not show more");
        assert_eq!(hold(house, &item.id), Hold::Contested, "not passed on as a fact meanwhile");
        let found = |factual_error, opinion| Assessment {
            factual_error: Some(factual_error),
            opinion: Some(opinion),
            ..Assessment::default()
        };
        let opinion = decided(house, &request, found(false, true));
        let decision = opinion.stage.decision().unwrap();
        assert!(decision.verdict == Verdict::Refused && decision.opinion);
        assert!(decision.obligations.contains(&String::from("O-ADD-STATEMENT")));
        assert_eq!(hold(house, &item.id), Hold::None, "free again");

        // No earlier access is asked for under the AVG.
        let request = on_own_page(house, new(Right::Rectification, std::slice::from_ref(&item.id)));
        let request = decided(house, &request, found(true, false));
        assert_eq!(verdict(&request), Verdict::Granted);
        let early = run(deliver(house, &bram(house), &request.id, Sent::default()));
        assert!(matches!(early, Err(Error::Conflict("rights-not-done"))), "first it is put right");
        let better = new_item("inkomen", "1100 euro");
        let who = bram(house);
        let change = |value| correct(house, &who, &request.id, &item.id, value, Sent::default());
        let fresh = run(change(better)).unwrap().unwrap();
        assert_eq!(hold(house, &fresh), Hold::None);
        assert!(run(change(new_item("inkomen", "1"))).is_err(), "once");
        let done = run(deliver(house, &bram(house), &request.id, Sent::default())).unwrap();
        assert!(matches!(done.stage, Stage::Answered(..)));
    });
}

// proves!("T-13")
#[test]
fn under_the_wbp_access_comes_before_correction() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].id.clone();
        let old = NewRequest { received: day("2018-05-24"), ..new(Right::Rectification, &[item]) };
        let request = seen(house, &on_paper(house, &file.subject, old), None);
        let assessment =
            Assessment { factual_error: Some(true), opinion: Some(false), ..Assessment::default() };
        let request = decided(house, &request, assessment);
        let Step::Consider(considered) = &request.steps.last().unwrap().step else { panic!("{request:?}") };
        assert_eq!(considered.outcome, "MORE_FACTS_NEEDED");
        assert!(considered.reasons.iter().any(|reason| reason.norm == "3-16"));
        assert_eq!(length(house, &request).weeks, 4);
    });
}

// proves!("L-8")
#[test]
fn only_a_person_who_works_here_decides() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].id.clone();
        let request = on_own_page(house, new(Right::Rectification, &[item]));
        for role in [Role::System, Role::Operator, Role::Administrator, Role::Officer, Role::Board] {
            let context = staff(house, "demo-bram", role);
            let tried = run(decide(house, &context, &request.id, Assessment::default(), Sent::default()));
            assert!(matches!(tried, Err(Error::Forbidden("rights.handle"))), "{role:?}");
        }
        let by_themselves = resident(house, BSN);
        let tried = run(decide(house, &by_themselves, &request.id, Assessment::default(), Sent::default()));
        assert!(matches!(tried, Err(Error::Forbidden("rights.handle"))));
    });
}

// proves!("L-7", "3-18", "L-10")
#[test]
fn erasing_what_must_be_kept_is_refused_with_ground_and_remedies() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].id.clone();
        let request = on_own_page(house, new(Right::Erasure, &[item]));
        let request = decided(
            house,
            &request,
            Assessment { factual_error: Some(false), opinion: Some(false), ..Assessment::default() },
        );
        assert_eq!(verdict(&request), Verdict::Refused);
        assert!(norms(&request).iter().any(|norm| norm.contains("L-7")), "{:?}", norms(&request));
        let letter = super::super::decision(crate::web::Language::Dutch, &request);
        let words: Vec<String> = letter
            .into_iter()
            .flat_map(|block| match block {
                letter::Block::Heading(text) | letter::Block::Paragraph(text) => vec![text],
                letter::Block::List(points) => points,
                letter::Block::Table(_) | letter::Block::Data(_) => Vec::new(),
            })
            .collect();
        let words = words.join("\n");
        for told in [
            &request.number,
            &file.number,
            "10 jaar",
            "Selectielijst 2020",
            "Autoriteit Persoonsgegevens",
            "Awb 6:7",
            "28-12-2026",
        ] {
            assert!(words.contains(told), "{told} in {words}");
        }
        assert!(!words.contains("rights-"), "{words}");
    });
}

// proves!("3-17")
#[test]
fn an_objection_is_weighed_and_the_data_wait_meanwhile() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].id.clone();
        let request = on_own_page(house, new(Right::Objection, std::slice::from_ref(&item)));
        let weighed = |weighing| Assessment {
            direct_marketing: Some(false),
            weighing,
            ground: Some(Letter::E),
            ..Assessment::default()
        };
        let waiting = decided(house, &request, weighed(Weighing::NotWeighed));
        let Step::Consider(considered) = &waiting.steps.last().unwrap().step else { panic!("{waiting:?}") };
        assert_eq!(considered.outcome, "NEEDS_FG_ADVICE");
        assert_eq!(hold(house, &item), Hold::Restricted);
        // What is restricted is not even consulted.
        let who = bram(house);
        let opened = vault::consult(house, &who, file.id.clone(), vec![item.clone()], Aim::Task);
        let declined = run(opened);
        assert!(declined.unwrap().is_err());
        let done = decided(house, &waiting, weighed(Weighing::NotJustified));
        assert_eq!((verdict(&done), hold(house, &item)), (Verdict::Refused, Hold::None));

        let again = on_own_page(house, new(Right::Objection, std::slice::from_ref(&item)));
        let done = decided(house, &again, weighed(Weighing::Justified));
        assert_eq!((verdict(&done), hold(house, &item)), (Verdict::Granted, Hold::Objected));

        let duty = on_own_page(house, new(Right::Objection, &[item]));
        let duty =
            decided(house, &duty, Assessment { ground: Some(Letter::C), ..weighed(Weighing::NotWeighed) });
        assert_eq!(verdict(&duty), Verdict::Refused, "no right to object to a legal duty");
    });
}

// proves!("4-5")
#[test]
fn a_restriction_stops_other_use_and_an_open_request_stops_destruction() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[1].id.clone();
        let request = on_own_page(house, new(Right::Restriction, std::slice::from_ref(&item)));
        let asked =
            |item: ItemId| house.db.read_blocking("test.asked", move |tx| is_asked_about(tx, &item)).unwrap();
        assert!(asked(item.clone()));
        let request =
            decided(house, &request, Assessment { factual_error: Some(true), ..Assessment::default() });
        assert_eq!((verdict(&request), hold(house, &item)), (Verdict::Granted, Hold::Restricted));
        run(deliver(house, &bram(house), &request.id, Sent::default())).unwrap();
        assert!(!asked(item));
    });
}

// proves!("6.10-1")
#[test]
fn the_clock_stands_still_for_identity_and_more_time_is_taken_in_time() {
    with_file(|house, clock, file| {
        let noon = |text: &str| Instant(day(text).begins().0 + 12 * 3_600_000);
        clock.advance(noon("2026-12-01").0 - house.clock.now().0);
        let received = || NewRequest { received: day("2026-12-01"), ..new(Right::Access, &[]) };
        let request = on_paper(house, &file.subject, received());
        run(ask_identity(house, &bram(house), &request.id, Sent::default())).unwrap();
        clock.advance(noon("2026-12-11").0 - house.clock.now().0);
        let request = seen(house, &request, None);
        let at = |text: &str, request: &Request| request.clock(length(house, request)).read(day(text));
        assert_eq!(at("2026-12-11", &request), Reading::Running { due: day("2027-01-11"), left: 31 });
        let request =
            run(extend(house, &bram(house), &request.id, Cause::Complex, Sent::default())).unwrap().unwrap();
        assert_eq!(at("2026-12-11", &request), Reading::Running { due: day("2027-03-11"), left: 90 });
        let twice = run(extend(house, &bram(house), &request.id, Cause::Many, Sent::default())).unwrap();
        assert!(twice.is_err());

        let late = seen(house, &on_paper(house, &file.subject, received()), None);
        clock.advance(noon("2027-01-02").0 - house.clock.now().0);
        let refusal = run(extend(house, &bram(house), &late.id, Cause::Many, Sent::default())).unwrap();
        assert_eq!(
            refusal.unwrap_err().norm,
            "6.10-1",
            "the first month is over, though its end moves to Monday"
        );
        assert_eq!(at("2027-01-05", &late), Reading::Late { due: day("2027-01-04"), over: 1 });
    });
}

#[test]
fn a_stale_form_or_a_stranger_changes_nothing() {
    with_file(|house, _, file| {
        let request = on_paper(house, &file.subject, new(Right::Access, &[]));
        run(ask_identity(house, &bram(house), &request.id, Sent::default())).unwrap();
        let stale = Sent { revision: Some(0), form: None };
        let result = run(withdraw(house, &bram(house), &request.id, stale));
        assert!(matches!(result, Err(Error::Stale("rights-request"))));
        // Another resident does not even hear that there is such a request.
        let other = resident(house, "999990020");
        assert!(matches!(run(view(house, &other, &request.id)), Err(Error::NotFound(_))));
        assert!(matches!(
            run(withdraw(house, &other, &request.id, Sent::default())),
            Err(Error::NotFound(_))
        ));
        // The FG reads and changes nothing; others read nothing.
        let officer = staff(house, "demo-fatma", Role::Officer);
        assert!(run(view(house, &officer, &request.id)).is_ok());
        let step = run(ask_identity(house, &officer, &request.id, Sent::default()));
        assert!(matches!(step, Err(Error::Forbidden(_))));
        for role in [Role::Board, Role::Administrator, Role::Archivist, Role::DisclosureOfficer] {
            let who = staff(house, "x", role);
            assert!(matches!(run(view(house, &who, &request.id)), Err(Error::Forbidden(_))));
            assert!(matches!(run(list(house, &who)), Err(Error::Forbidden(_))));
        }
        let again = run(view(house, &bram(house), &request.id)).unwrap().request;
        assert_eq!(again.revision(), 1);
        // Nobody asks for another by signing in, and nobody asks about an item of someone else.
        let known = Whose::Known(file.subject.clone());
        let result = run(receive(house, &other, known, new(Right::Access, &[]), Sent::default()));
        assert!(matches!(result, Err(Error::Forbidden(_))));
        let item = items(house, &file.id)[0].id.clone();
        let foreign = NewRequest { channel: Channel::OwnPage, ..new(Right::Erasure, &[item]) };
        let result = run(receive(house, &other, Whose::Own, foreign, Sent::default()));
        assert!(matches!(result, Err(Error::NotFound("item"))));
    });
}

// proves!("3-16")
#[test]
fn who_received_the_wrong_item_is_told() {
    with_file(|house, _, file| {
        let item = items(house, &file.id)[0].id.clone();
        let uwv = crate::decision::Receiver {
            code: String::from("uwv"),
            kind: String::from("uwv"),
            inside: false,
            purpose: String::from("PW"),
            charged: true,
            care: false,
            agreement: false,
            checked: true,
            statute: Some((String::from("Participatiewet 67"), crate::register::Effect::Obliges)),
            same_matter: false,
        };
        let share = |wanted: ItemId| {
            let medium = crate::sharing::Medium::Digital;
            let delivery =
                crate::sharing::Delivery { receiver: uwv.clone(), name: String::from("UWV"), medium };
            run(crate::sharing::share(house, &bram(house), file.id.clone(), vec![wanted], delivery, None))
        };
        assert!(matches!(share(item.clone()).unwrap(), Shared::Given(_)));
        let request = on_own_page(house, new(Right::Rectification, std::slice::from_ref(&item)));
        let again = share(item.clone()).unwrap();
        assert!(matches!(again, Shared::Declined(_)), "what is disputed does not go out as a fact");
        let found = Assessment { factual_error: Some(true), opinion: Some(false), ..Assessment::default() };
        let request = decided(house, &request, found);
        let listed = |request: &Request| run(view(house, &bram(house), &request.id)).unwrap().recipients;
        let recipients = listed(&request);
        assert_eq!(
            (recipients.len(), recipients[0].recipient.as_str(), recipients[0].told),
            (1, "UWV", None)
        );
        let told = || {
            let disclosure = recipients[0].disclosure.clone();
            run(tell(house, &bram(house), &request.id, disclosure, Sent::default()))
        };
        told().unwrap();
        assert!(matches!(told(), Err(Error::Stale(_))), "once");
        assert!(listed(&request)[0].told.is_some());
        let place = run(place(house, &resident(house, BSN))).unwrap();
        assert_eq!((place.receipts[0].recipient.as_str(), place.receipts[0].told.is_some()), ("UWV", true));
    });
}
