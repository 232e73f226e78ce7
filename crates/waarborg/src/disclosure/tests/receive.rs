//! Coming in, following, the clock, others' views, sending on.

use ground::{Clock as _, Reading};

use super::*;
use crate::error::Error;

fn anyone(house: &House) -> Context {
    staff(house, "public", Role::Resident)
}

// proves!("6.12-1")
#[test]
fn anyone_asks_without_an_account_and_follows_it_by_the_receipt() {
    each(|house, clock| {
        run(register::seed_at_start(house)).unwrap();
        let late = Ask { received: day("2020-01-01"), ..ask(Way::Web) };
        let Receipt { request, code } = run(receive(house, &anyone(house), late, Sent::default())).unwrap();
        assert_eq!(request.received, clock.now().day(), "on the page it is today");
        assert_eq!(request.number, format!("W-{}-00001", request.received.year()));
        let found = |number: &str, code: &str| run(follow(house, number, code)).unwrap();
        let typed = code.expose().to_lowercase().replace('-', " ");
        assert!(matches!(found(&request.number.to_lowercase(), &typed), Tracked::Found(_)));
        let Receipt { request: other, .. } =
            run(receive(house, &anyone(house), ask(Way::Web), Sent::default())).unwrap();
        assert!(matches!(found(&other.number, code.expose()), Tracked::Unknown), "the code of another");
        assert!(matches!(found("W-2026", code.expose()), Tracked::Unknown));
        for way in [Way::Paper, Way::Email] {
            let refused = run(receive(house, &anyone(house), ask(way), Sent::default()));
            assert!(matches!(refused, Err(Error::Forbidden(_))), "not for anyone");
        }
    });
}

#[test]
fn guessing_a_code_is_slowed_down() {
    with_request(|house, clock, request| {
        let guess = || run(follow(house, &request.number, "AAAA-AAAA-AAAA-AAAA")).unwrap();
        for _ in 0..5 {
            assert!(matches!(guess(), Tracked::Unknown));
        }
        assert!(matches!(guess(), Tracked::Wait(_)));
        clock.advance(60 * 60 * 1000);
        assert!(matches!(guess(), Tracked::Unknown));
    });
}

#[test]
fn who_asks_is_sealed_and_opened_by_a_ruling() {
    with_request(|house, _, request| {
        let read = run(read_ask(house, &lieke(house), &request.id, Sent::default())).unwrap().unwrap();
        assert!(read.contact.reveal().contains(CANARY) && read.words.reveal().contains("minima"));
        let other = staff(house, "demo-hugo", Role::DisclosureOfficer);
        let declined = run(read_ask(house, &other, &request.id, Sent::default())).unwrap();
        assert!(declined.is_err(), "not charged with these requests");
        for role in [Role::Board, Role::Officer, Role::Employee] {
            let refused = run(read_ask(house, &staff(house, "x", role), &request.id, Sent::default()));
            assert!(matches!(refused, Err(Error::Forbidden(_))));
        }
    });
}

// proves!("6.12-1")
#[test]
fn a_request_that_is_too_general_waits_for_a_clearer_one() {
    with_request(|house, clock, request| {
        let reading = |request: &Request| {
            let (length, prompt) = lengths(house, request);
            request.clock(length, prompt).read(clock.now().day())
        };
        let until = clock.now().day().plus_days(14);
        let act_on = |wanted| run(act(house, &lieke(house), &request.id, wanted, Sent::default()));
        let past = act_on(Act::AskSpecify(clock.now().day()));
        assert!(matches!(past, Err(Error::Invalid(_))), "a day after today");
        let unclear = act_on(Act::AskSpecify(until)).unwrap().unwrap();
        assert!(matches!(reading(&unclear), Reading::Still { .. }));
        clock.advance(WEEK);
        let clear = assessed(house, &unclear, About::Matter, false).unwrap();
        assert_eq!(clear.stage.as_str(), "assessed");
        let before = {
            let (length, prompt) = lengths(house, &request);
            request.clock(length, prompt).due(clock.now().day())
        };
        let (length, prompt) = lengths(house, &clear);
        assert_eq!(
            clear.clock(length, prompt).due(clock.now().day()),
            before.plus_days(7),
            "seven days more"
        );
    });
}

// proves!("6.12-1")
#[test]
fn a_request_that_stays_unclear_is_set_aside_in_the_weeks_after_its_day() {
    with_request(|house, clock, request| {
        let act_on = |wanted| run(act(house, &lieke(house), &request.id, wanted, Sent::default()));
        assert!(matches!(act_on(Act::SetAside), Err(Error::Conflict(_))), "nothing was asked");
        act_on(Act::AskSpecify(clock.now().day().plus_days(14))).unwrap().unwrap();
        clock.advance(2 * WEEK);
        assert_eq!(act_on(Act::SetAside).unwrap().unwrap_err().norm, "6.12-1", "the day itself is theirs");
        clock.advance(WEEK);
        let aside = act_on(Act::SetAside).unwrap().unwrap();
        assert!(!aside.stage.is_open() && aside.stage.proposal().is_none());
        let view = run(view(house, &lieke(house), &request.id)).unwrap();
        let text = serde_json::to_string(&decision(crate::web::Language::Dutch, &view)).unwrap();
        assert!(text.contains("te algemeen") && text.contains("bezwaar"), "{text}");
        assert!(matches!(act_on(Act::Withdraw), Err(Error::Conflict(_))), "it is over");
    });
    with_request(|house, clock, request| {
        let act_on = |wanted| run(act(house, &lieke(house), &request.id, wanted, Sent::default()));
        act_on(Act::AskSpecify(clock.now().day().plus_days(14))).unwrap().unwrap();
        clock.advance(5 * WEEK);
        assert_eq!(act_on(Act::SetAside).unwrap().unwrap_err().norm, "6.12-1", "too late");
    });
}

// proves!("L-17")
#[test]
fn others_are_heard_and_more_time_is_told_in_time() {
    with_matter(|house, clock, request| {
        let act_on = |wanted| run(act(house, &lieke(house), &request.id, wanted, Sent::default()));
        let until = clock.now().day().plus_days(14);
        let waiting = act_on(Act::AskViews(until)).unwrap().unwrap();
        assert!(waiting.awaits_views());
        assert!(matches!(act_on(Act::AskViews(until)), Err(Error::Conflict(_))), "asked already");
        clock.advance(WEEK);
        let heard = act_on(Act::ViewsIn).unwrap().unwrap();
        assert!(!heard.awaits_views());
        assert!(matches!(act_on(Act::ViewsIn), Err(Error::Conflict(_))));
        let longer = act_on(Act::Extend(More::Size)).unwrap().unwrap();
        let (length, prompt) = lengths(house, &longer);
        assert!(longer.clock(length, prompt).extended);
        assert!(act_on(Act::Extend(More::Size)).unwrap().is_err(), "once");
    });
    with_matter(|house, clock, request| {
        clock.advance(5 * WEEK);
        let late = run(act(house, &lieke(house), &request.id, Act::Extend(More::Complex), Sent::default()));
        assert_eq!(late.unwrap().unwrap_err().norm, "6.12-1", "the first term is over");
    });
}

// proves!("6.12-2", "6.12-3")
#[test]
fn the_file_of_a_particular_person_is_refused_by_the_rules() {
    with_request(|house, _, request| {
        let refused = assessed(house, &request, About::Person, false).unwrap();
        let found = refused.stage.assessed().unwrap();
        assert!(found.refused && found.reasons.iter().any(|reason| reason.norm.contains("6.12-2")));
        let added = run(add(house, &lieke(house), &request.id, described("Dossier"), Sent::default()));
        assert!(matches!(added, Err(Error::Conflict(_))), "there is nothing to judge");
        let proposed = proposed(house, &refused, false).unwrap();
        let decided = decided(house, &proposed);
        assert_eq!(decided.stage.decision().unwrap().proposal.outcome, Outcome::Refused);
        let view = run(view(house, &lieke(house), &request.id)).unwrap();
        let text = serde_json::to_string(&decision(crate::web::Language::Dutch, &view)).unwrap();
        assert!(text.contains("dossier van een bepaalde persoon"), "the reason is in the letter: {text}");
    });
}

// proves!("6.10-2", "T-8", "L-19")
#[test]
fn own_data_are_sent_on_or_for_the_requester_only() {
    with_request(|house, _, request| {
        let own = assessed(house, &request, About::Own, false).unwrap();
        let referred = run(act(house, &lieke(house), &own.id, Act::Refer, Sent::default())).unwrap().unwrap();
        assert_eq!(referred.stage.as_str(), "referred");
    });
    with_request(|house, _, request| {
        assert_eq!(assessed(house, &request, About::Relative, false).unwrap_err().norm, "6.10-3");
        let own = assessed(house, &request, About::Own, true).unwrap();
        let mut mine = passage(PassageCategory::Health, None);
        (mine.third_party, mine.redactable) = (false, false);
        let document =
            judged(house, &own, &described("Brief"), Judgement::Open, vec![mine]).unwrap().unwrap();
        assert_eq!(document.passages[0].says, Some(Says::Open), "one's own data");
        let everyone = run(propose(
            house,
            &lieke(house),
            &own.id,
            Audience::Everyone,
            String::from("Eigen stukken."),
            false,
            Sent::default(),
        ));
        assert!(matches!(everyone, Err(Error::Invalid(_))), "never for everyone");
        let decided = decided(house, &proposed(house, &own, false).unwrap());
        let released =
            run(release(house, &lieke(house), &decided.id, false, Sent::default())).unwrap().unwrap();
        assert!(!released.stage.is_public());
        assert!(run(public_list(house)).unwrap().is_empty());
        assert!(matches!(run(public(house, &released.id)), Err(Error::NotFound(_))));
    });
}

#[test]
fn only_who_handles_requests_takes_steps_and_a_stale_form_takes_none() {
    with_request(|house, _, request| {
        for role in [Role::Board, Role::Officer, Role::Employee, Role::Administrator] {
            let context = staff(house, "x", role);
            let done = run(act(house, &context, &request.id, Act::Withdraw, Sent::default()));
            assert!(matches!(done, Err(Error::Forbidden(_))), "{role:?}");
        }
        let stale = Sent { revision: Some(3), form: None };
        let done = run(act(house, &lieke(house), &request.id, Act::Withdraw, stale));
        assert!(matches!(done, Err(Error::Stale(_))));
        run(act(house, &lieke(house), &request.id, Act::Withdraw, Sent::default())).unwrap().unwrap();
        let again = run(act(house, &lieke(house), &request.id, Act::Withdraw, Sent::default()));
        assert!(matches!(again, Err(Error::Conflict(_))));
    });
}
