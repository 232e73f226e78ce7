//! Judging documents: the four judgements, what the rules refuse, and taking in a list.

use super::*;
use crate::error::Error;

fn paths(refusal: &crate::register::Refusal) -> Vec<&str> {
    refusal.fields.iter().map(|field| field.path.as_str()).collect()
}

// proves!("6.12-2", "6.12-4", "6.11-1")
#[test]
fn each_of_the_four_judgements_is_asked_of_the_rules() {
    with_matter(|house, _, request| {
        let one = |judgement, passages| {
            judged(house, &request, &described("Nota"), judgement, passages).unwrap().unwrap()
        };
        let open = one(Judgement::Open, Vec::new());
        assert_eq!(open.passages[0].says, Some(Says::Open));
        assert!(!open.passages[0].ruling.is_empty(), "in the journal");
        let partly = one(Judgement::Partly, vec![passage(PassageCategory::Ordinary, Some("5.1.2e"))]);
        assert_eq!(partly.passages[0].says, Some(Says::Redact));
        let mut whole = passage(PassageCategory::Health, Some("5.1.1d"));
        whole.redactable = false;
        let closed = one(Judgement::Closed, vec![whole]);
        assert_eq!(closed.passages[0].says, Some(Says::Withhold));
        let link = Described { link: String::from("https://wil.example/nota"), ..described("Nota") };
        let known = judged(house, &request, &link, Judgement::Known, Vec::new()).unwrap().unwrap();
        assert_eq!(known.judgement, Some(Judgement::Known));
        let decided = decided(house, &proposed(house, &request, false).unwrap());
        assert_eq!(decided.stage.decision().unwrap().proposal.outcome, Outcome::Partly);
        let rulings = run(view(house, &lieke(house), &request.id)).unwrap();
        let list = super::super::inventory::written(&request.number, "woo", &rulings.documents);
        for words in ["openbaar", "deels openbaar", "niet openbaar", "reeds openbaar", "5.1.2e", "5.1.1d"] {
            assert!(list.contains(words), "{words} in {list}");
        }
    });
}

// proves!("6.12-3", "6.12-4", "6.11-5")
#[test]
fn a_judgement_that_contradicts_the_rules_is_refused_and_changes_nothing() {
    with_matter(|house, _, request| {
        let refused = |judgement, passages| {
            judged(house, &request, &described("Nota"), judgement, passages).unwrap().unwrap_err()
        };
        let named = passage(PassageCategory::Ordinary, None);
        assert_eq!(paths(&refused(Judgement::Open, vec![named])), ["grond-1"], "first made unreadable");
        let mut ill = passage(PassageCategory::Health, None);
        ill.redactable = false;
        assert_eq!(paths(&refused(Judgement::Open, vec![ill])), ["grond-1"], "never public");
        let to_redact = passage(PassageCategory::Ordinary, Some("5.1.2e"));
        assert_eq!(paths(&refused(Judgement::Closed, vec![to_redact])), ["oordeel"], "give the rest");
        let mut open = passage(PassageCategory::Ordinary, Some("5.1.2e"));
        (open.redactable, open.openness, open.privacy) = (false, Weight::High, Weight::Low);
        assert_eq!(paths(&refused(Judgement::Partly, vec![open])), ["grond-1"], "weighed otherwise");
        let view = run(view(house, &lieke(house), &request.id)).unwrap();
        assert!(view.documents.iter().all(|document| document.judgement.is_none()));
        assert!(proposed(house, &request, false).is_err(), "not all were judged");
    });
}

// proves!("T-7", "6.12-3")
#[test]
fn what_is_wrong_in_itself_is_told_at_its_field() {
    with_matter(|house, _, request| {
        let wrong = |described: Described, judgement, passages| match judged(
            house, &request, &described, judgement, passages,
        ) {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.path).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let nota = || described("Nota");
        assert_eq!(wrong(nota(), Judgement::Closed, Vec::new()), ["oordeel"], "no ground");
        assert_eq!(wrong(nota(), Judgement::Known, Vec::new()), ["link"]);
        let one = |category, ground| vec![passage(category, Some(ground))];
        assert_eq!(wrong(nota(), Judgement::Open, one(PassageCategory::Ordinary, "5.1.2e")), ["oordeel"]);
        let weighed = one(PassageCategory::Health, "5.1.2e");
        assert_eq!(wrong(nota(), Judgement::Partly, weighed), ["grond-1"], "no weighing of health");
        assert_eq!(wrong(nota(), Judgement::Partly, one(PassageCategory::Ordinary, "10.2e")), ["grond-1"]);
        assert_eq!(wrong(nota(), Judgement::Closed, one(PassageCategory::None, "dubbel")), ["gerelateerd"]);
        let mut silent = one(PassageCategory::Ordinary, "5.1.2e");
        silent[0].weighing.clear();
        assert_eq!(wrong(nota(), Judgement::Partly, silent), ["afweging-1"]);
        let old = Described { day: day("2020-01-01"), ..nota() };
        assert_eq!(
            wrong(old, Judgement::Partly, one(PassageCategory::Ordinary, "5.1.2e")),
            ["tijd-1"],
            "Woo 5.3"
        );
    });
}

#[test]
fn a_document_is_judged_again_but_not_by_a_stale_form() {
    with_matter(|house, _, request| {
        let nota = described("Nota");
        let first = judged(house, &request, &nota, Judgement::Open, Vec::new()).unwrap().unwrap();
        let again = |revision| {
            let passages = vec![passage(PassageCategory::Bsn, Some("5.1.1e"))];
            let judged = Judged {
                described: nota.clone(),
                judgement: Judgement::Partly,
                suspended: true,
                passages,
                revision,
            };
            run(judge(house, &lieke(house), &request.id, first.place, judged, Sent::default()))
        };
        assert!(matches!(again(0), Err(Error::Stale(_))));
        let second = again(1).unwrap().unwrap();
        assert!(second.suspended && second.passages.len() == 1 && second.revision == 2);
    });
}

// proves!("6.12-2", "6.10-3")
#[test]
fn documents_are_judged_anew_when_the_request_turns_out_to_be_another() {
    with_matter(|house, _, request| {
        judged(house, &request, &described("Nota"), Judgement::Open, Vec::new()).unwrap().unwrap();
        let documents = || run(view(house, &lieke(house), &request.id)).unwrap().documents;
        assessed(house, &request, About::Matter, false).unwrap();
        assert_eq!(documents()[0].judgement, Some(Judgement::Open), "nothing else was found");
        let own = assessed(house, &request, About::Own, true).unwrap();
        assert_eq!((documents()[0].judgement, documents()[0].revision), (None, 2));
        assert!(proposed(house, &own, false).is_err(), "not judged yet");
    });
}

// proves!("6.11-5")
#[test]
fn a_request_that_the_rules_refuse_tells_why_and_lists_nothing() {
    with_matter(|house, _, request| {
        judged(house, &request, &described("Besluit over een inwoner"), Judgement::Open, Vec::new())
            .unwrap()
            .unwrap();
        let refused = assessed(house, &request, About::Person, false).unwrap();
        assert!(refused.assessment().is_some_and(|found| found.refused));
        decided(house, &proposed(house, &refused, false).unwrap());
        run(release(house, &lieke(house), &request.id, true, Sent::default())).unwrap().unwrap();
        let shown = run(public(house, &request.id)).unwrap();
        assert!(shown.decided_on().is_empty());
        let entry = run(register::find(house, String::from("REG-07"))).unwrap().entry;
        let text = serde_json::to_string(&decision_letter(house, &entry, &shown).unwrap()).unwrap();
        assert!(text.contains("Waarom?") && !text.contains("Besluit over een inwoner"), "{text}");
    });
}

// proves!("6.12-2")
#[test]
fn a_list_is_taken_in_whole_or_not_at_all() {
    with_matter(|house, _, request| {
        let list = |lines: &[&str]| {
            let text = format!("{}\n{}\n", COLUMNS.join(","), lines.join("\n"));
            let text = text.replace("NR", &request.number);
            run(import(house, &lieke(house), &request.id, text, Sent::default()))
        };
        let documents = || run(view(house, &lieke(house), &request.id)).unwrap().documents;
        let good = "1,NR,,,Nota,pdf,2026-01-02,openbaar,,,,,,";
        let part = "2,NR,,,Brief,pdf,2026-01-02,deels openbaar,ja,5.1.2.e; 5.1.1E,Niet van belang.,,,";
        let bad = "3,NR,,,Brief,pdf,morgen,openbaar,,,,,,";
        assert!(matches!(list(&[good, part, bad]), Err(Error::Invalid(_))));
        let named = "2,NR,,,Brief van mevrouw J. de Vries,,2026-01-02,openbaar,,,,,,";
        let told = list(&[good, named]);
        assert!(
            matches!(told, Err(Error::Invalid(errors)) if errors[0].message_nl.starts_with("Regel 3: ")),
            "names stay out of the list"
        );
        assert!(documents().is_empty(), "nothing half done");
        assert_eq!(list(&[good, part]).unwrap().unwrap(), 2);
        let taken = documents();
        assert_eq!(taken[1].grounds("woo"), ["5.1.1e", "5.1.2e"]);
        assert!(taken[1].suspended && taken[1].passages.iter().all(|it| it.says == Some(Says::Redact)));
        let again = list(&["2,NR,,,Brief,pdf,2026-01-02,niet openbaar,,5.1.2d,Loopt nog.,,,"]);
        assert_eq!(again.unwrap().unwrap(), 1, "judged again");
        assert_eq!(documents()[1].judgement, Some(Judgement::Closed));
    });
}
