//! The board decides, and what is public becomes public: by two people, not too early, for ever.

use super::*;
use crate::error::Error;

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
        let text = format!("{letter:?}");
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
