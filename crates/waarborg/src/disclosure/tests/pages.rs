//! The pages through the router: anyone, who handles requests, the board, the FG.

use axum::http::StatusCode;

use super::*;
use crate::rights::{Browser, step};

const WORDS: &str = "vraag=Het+minimabeleid&naam=Kwikstaart&contact=kwikstaart%40example.nl";

/// What stands between these in a page.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    page.split(start)
        .nth(1)
        .and_then(|rest| rest.split(end).next())
        .unwrap_or_else(|| panic!("{start} in {page}"))
}

// proves!("6.12-1", "6.12-5")
#[test]
fn from_a_question_on_the_page_to_a_decision_in_the_register() {
    with_request(|house, _, _| {
        let anyone = Browser::stranger(house);
        let (status, page, _) =
            anyone.fill("/openbaarheid/verzoek", "action=\"/openbaarheid/verzoek\"", "vraag=&naam=&contact=");
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.matches("aria-invalid=\"true\"").count(), 3, "all errors at once: {page}");
        let (status, receipt, _) =
            anyone.fill("/openbaarheid/verzoek", "action=\"/openbaarheid/verzoek\"", WORDS);
        assert_eq!(status, StatusCode::OK);
        let mut codes = receipt.split("<code>").skip(1).map(|part| part.split('<').next().unwrap());
        let (number, code) = (codes.next().unwrap().to_owned(), codes.next().unwrap().to_owned());
        let follow = |code: &str| {
            let fields = format!("nummer={number}&code={code}");
            anyone.fill("/openbaarheid/volgen", "action=\"/openbaarheid/volgen\"", &fields)
        };
        assert_eq!(follow("AAAA").0, StatusCode::UNPROCESSABLE_ENTITY);
        let (status, page, _) = follow(&code);
        assert!(status.is_success() && page.contains(&number) && !page.contains(CANARY));

        let officer = Browser::staff(house, "demo-lieke");
        let list = officer.get("/woo-verzoeken").1;
        assert!(!list.contains(CANARY) && !list.contains(">disclosure-"), "{list}");
        let row = list.split("<tr").find(|row| row.contains(&number)).unwrap();
        let address = format!("/woo-verzoeken/{}", between(row, "href=\"/woo-verzoeken/", "\""));
        let (status, page, _) = officer.fill(&address, &step("lezen"), "");
        assert!(status.is_success() && page.contains(CANARY) && page.contains("Het minimabeleid"));
        assert_eq!(officer.fill(&address, &step("beoordelen"), "over=").0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(officer.fill(&address, &step("beoordelen"), "over=matter").0, StatusCode::SEE_OTHER);

        let documents = format!("{address}/documenten");
        let add = "titel=Nota&datum=2026-01-02";
        assert_eq!(
            officer.fill(&documents, &step("toevoegen"), "titel=&datum=").0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(officer.fill(&documents, &step("toevoegen"), add).0, StatusCode::SEE_OTHER);
        let one = format!("{documents}/1");
        let passage = "wat-1=naam+van+een+inwoner&soort-1=ordinary&openheid-1=low&privacy-1=high&feiten-1=redactable&feiten-1=third";
        let judge = |rest: &str| officer.fill(&one, &step("oordeel-1"), &format!("{add}&{passage}&{rest}"));

        let (status, page, _) = judge("oordeel=open");
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("De regels zeggen dat u dit deel eerst onleesbaar maakt"), "{page}");
        let (status, page, _) = judge("oordeel=partly&grond-1=5.1.2e&afweging-1=Doet+er+niet+toe.&meer=ja");
        assert!(status.is_success() && page.contains("name=\"wat-2\"") && page.contains("Doet er niet toe."));
        let (status, _, _) = judge("oordeel=partly&grond-1=5.1.2e&afweging-1=Doet+er+niet+toe.");
        assert_eq!(status, StatusCode::SEE_OTHER);
        // Not to wait for two people: it stays closed for now.
        let (status, _, _) =
            judge("oordeel=partly&opgeschort=ja&grond-1=5.1.2e&afweging-1=Doet+er+niet+toe.");
        assert_eq!(status, StatusCode::SEE_OTHER);
        let summary = "publiek=everyone&samenvatting=Het+minimabeleid.";
        assert_eq!(officer.fill(&address, &step("voorleggen"), summary).0, StatusCode::SEE_OTHER);

        let board = Browser::staff(house, "demo-ruben");
        let page = board.get(&address).1;
        assert!(page.contains("voor altijd") && !page.contains(&step("lezen")), "{page}");
        assert_eq!(board.fill(&address, &step("besluiten"), "").0, StatusCode::SEE_OTHER);
        assert!(anyone.get("/openbaarheid").1.contains("nog geen verzoeken"));
        assert_eq!(officer.fill(&address, &step("openbaar-maken"), "").0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            officer.fill(&address, &step("openbaar-maken"), "voor-altijd=ja").0,
            StatusCode::SEE_OTHER
        );

        let public = anyone.get("/openbaarheid").1;
        assert!(public.contains(&number) && public.contains("Het minimabeleid."));
        let own = format!("/openbaarheid/{}", address.rsplit('/').next().unwrap());
        let (status, page) = anyone.get(&own);
        assert!(status.is_success() && page.contains("5.1.2e") && !page.contains(CANARY), "{page}");
        let (headers, list) = anyone.file(&format!("{own}/lijst.csv"));
        assert!(headers["content-type"].to_str().unwrap().starts_with("text/csv"));
        let list = String::from_utf8(list).unwrap();
        assert!(list.starts_with("ID,Matter,Family ID") && list.contains("deels openbaar"), "{list}");
        let (_, letter) = anyone.file(&format!("{own}/brief"));
        let text = crate::web::testing::squeezed(&crate::web::testing::text(&letter));
        assert!(text.contains(&number) && !text.contains(CANARY));
        assert!(follow(&code).1.contains("Het minimabeleid."), "the decision, for who asked");
    });
}

#[test]
fn the_officer_for_data_protection_reads_and_changes_nothing() {
    with_matter(|house, _, request| {
        let fatma = Browser::staff(house, "demo-fatma");
        let address = format!("/woo-verzoeken/{}", request.id.as_str());
        for path in [address.clone(), format!("{address}/documenten"), String::from("/woo-verzoeken")] {
            let (status, page) = fatma.get(&path);
            assert!(status.is_success() && !page.contains("name=\"stap\""), "{path}");
        }
        let sent = fatma.post(&address, String::from("stap=intrekken"));
        assert_eq!(sent.0, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_list_with_faults_comes_back_with_all_of_them() {
    with_matter(|house, _, request| {
        let officer = Browser::staff(house, "demo-lieke");
        let documents = format!("/woo-verzoeken/{}/documenten", request.id.as_str());
        let list = format!(
            "{}%0A1,{},,,Nota,,morgen,openbaar,,,,,,%0A2,X,,,,,2026-01-02,weg,,,,,,",
            COLUMNS.join(","),
            request.number
        );
        let (status, page, _) =
            officer.fill(&documents, &step("inlezen"), &format!("lijst={}", list.replace(' ', "+")));
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        for fault in ["Regel 2, Datum", "Regel 3, Matter", "Regel 3, Document", "Regel 3, Beoordeling"] {
            assert!(page.contains(fault), "{fault} in {page}");
        }
        assert!(page.contains("Er zijn nog geen documenten"));
    });
}
