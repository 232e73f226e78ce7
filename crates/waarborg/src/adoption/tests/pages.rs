//! `/beleid/versies` through the real router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use ground::Role;
use tower::ServiceExt as _;

use super::{advised, begun, context, examined, proposed};
use crate::adoption::{self, Opinion, ProofResult};
use crate::desk;
use crate::house::House;

struct Browser {
    router: axum::Router,
    cookie: String,
}

impl Browser {
    async fn of(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = desk::sign_in(house, person, None).await.unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> (StatusCode, String) {
        let request = request.header("cookie", &self.cookie).body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends the form of this step that stands on the page of version 2.
    async fn fill(&self, step: &str, fields: &str) -> (StatusCode, String) {
        let address = "/beleid/versies/2";
        let page = self.get(address).await.1;
        let form = page.split("<form ").find(|form| form.contains(step)).expect("the form is there");
        let token = form.split("name=\"formulier\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        self.send(
            request.header("sec-fetch-site", "same-origin"),
            format!(
                "formulier={token}&{}&{fields}",
                if step == ADVICE { "stap=advies" } else { "stap=besluit" }
            ),
        )
        .await
    }
}

const ADVICE: &str = "name=\"stap\" value=\"advies\"";
const DECISION: &str = "name=\"stap\" value=\"besluit\"";

#[test]
fn the_page_leads_from_advice_to_decision() {
    begun(async |house, _| {
        proposed(house, "2026.1", 1, examined(ProofResult::Refuted)).await;
        let officer = Browser::of(house, "demo-fatma").await;
        let board = Browser::of(house, "demo-ruben").await;
        let employee = Browser::of(house, "demo-noor").await;
        for other in [&board, &employee] {
            let (status, page) = other.get("/beleid/versies/2").await;
            assert!(status.is_success() && !page.contains(ADVICE) && !page.contains(DECISION));
            assert!(page.contains("Deze versie wacht op het advies van de FG."));
        }
        let (status, page) = officer.fill(ADVICE, "advies=").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#v-oordeel\"") && page.contains("Kies wat u adviseert."));
        let (status, page) = officer.fill(ADVICE, "oordeel=negative&advies=+").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("value=\"negative\" checked"), "what was chosen is kept");
        assert_eq!(officer.fill(ADVICE, "oordeel=negative&advies=Nee").await.0, StatusCode::SEE_OTHER);

        let page = board.get("/beleid/versies/2").await.1;
        for told in [
            "Eén belofte komt niet uit.",
            "De FG adviseert om niet vast te stellen.",
            "Een klant van 44 jaar zei geen ja",
            "Soms meer, soms minder",
            "Bij één andere vergelijking",
            "Eén uitspraak uit het journaal",
            "/uitspraken/0123456789abcdef0123456789abcdef",
            "Het gaat over niemand.",
        ] {
            assert!(page.contains(told), "{told}");
        }
        assert!(
            !employee.get("/beleid/versies/2").await.1.contains("/uitspraken/0123"),
            "links for who may look"
        );
        for (fields, field) in [
            ("", "besluit"),
            ("besluit=adopt&ingang=morgen", "ingang"),
            ("besluit=adopt&ingang=1-1-2020&motivering=x", "ingang"),
            ("besluit=adopt&ingang=16-11-2026&motivering=", "motivering"),
            ("besluit=reject&motivering=", "motivering"),
        ] {
            let (status, page) = board.fill(DECISION, fields).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
            assert!(
                page.contains(&format!("href=\"#v-{field}\"")) && page.contains("<title>Fout: "),
                "{fields}"
            );
        }
        let fields = "besluit=adopt&ingang=16-11-2026&motivering=Toch";
        assert_eq!(board.fill(DECISION, fields).await.0, StatusCode::SEE_OTHER);
        assert_eq!(house.policy().number, 2);
        let page = board.get("/beleid/versies/2").await.1;
        assert!(page.contains("Geldt nu") && page.contains("Toch") && !page.contains(DECISION));
    });
}

#[test]
fn everybody_reads_what_was_adopted_and_colleagues_the_rest() {
    begun(async |house, _| {
        proposed(house, "2026.1", 1, adoption::Examination::default()).await;
        let stranger = Browser { router: crate::router(house.clone()), cookie: String::new() };
        let list = stranger.get("/beleid/versies").await.1;
        assert!(list.contains("/beleid/versies/1") && !list.contains("/beleid/versies/2"));
        assert_eq!(stranger.get("/beleid/versies/1").await.0, StatusCode::OK);
        assert_eq!(stranger.get("/beleid/versies/2").await.0, StatusCode::SEE_OTHER, "to the sign-in page");
        assert_eq!(stranger.get("/beleid/versies/x").await.0, StatusCode::NOT_FOUND);
        let colleague = Browser::of(house, "demo-noor").await;
        let page = colleague.get("/beleid/versies/2").await.1;
        assert!(page.contains("Niet onderzocht") && page.contains("Niet vergeleken"));
        assert!(colleague.get("/beleid").await.1.contains("/beleid/versies"));
        assert_eq!(colleague.get("/beleid/versies/9").await.0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_overtaken_proposal_says_so_and_has_no_form() {
    begun(async |house, _| {
        proposed(house, "2026.1", 1, examined(ProofResult::Proved)).await;
        advised(house, 2, Opinion::Positive).await;
        super::adopted(house, "2026.2", 1, "2026-11-16").await;
        let board = Browser::of(house, "demo-ruben").await;
        let page = board.get("/beleid/versies/2").await.1;
        assert!(page.contains("Dit voorstel is ingehaald") && !page.contains(DECISION));
    });
}

#[test]
fn every_page_has_a_sample_in_both_languages() {
    begun(async |house, _| {
        proposed(house, "2026.1", 1, examined(ProofResult::Refuted)).await;
        advised(house, 2, Opinion::Negative).await;
        let _ = context(house, Role::Board);
        let mut board = Browser::of(house, "demo-ruben").await;
        for language in ["nl", "en"] {
            board.cookie = format!("{}; taal={language}", board.cookie.split(';').next().unwrap());
            for path in ["/beleid/versies", "/beleid/versies/1", "/beleid/versies/2"] {
                let (status, page) = board.get(path).await;
                assert_eq!(status, StatusCode::OK);
                assert!(page.contains(&format!("lang=\"{language}\"")), "{path}");
                assert_eq!(page.matches("<h1").count(), 1, "{path}");
                // A sentence without words shows its key.
                assert!(!page.contains("adoption-"), "{path} in {language}");
                assert!(!page.contains(" style=") && !page.contains("<script"), "{path}");
            }
        }
    });
}
