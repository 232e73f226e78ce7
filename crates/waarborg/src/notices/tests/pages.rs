//! `/informeren` and `/informatie` through the real router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::{CollectionId, Duty, ObtainedFrom, arrived, standing, with_file};
use crate::desk;
use crate::house::House;
use crate::web::testing::{squeezed, text};

struct Browser {
    router: axum::Router,
    cookie: String,
}

impl Browser {
    async fn of(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = desk::sign_in(house, person, None).await.unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    fn nobody(house: &Arc<House>) -> Self {
        Self { router: crate::router(house.clone()), cookie: String::new() }
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> (StatusCode, String) {
        let request = request.header("cookie", &self.cookie).body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// The words of a letter, with the name of its file.
    async fn letter(&self, path: &str) -> (String, String) {
        let request = Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let headers = response.headers().clone();
        assert!(headers["content-type"] == "application/pdf" && headers["cache-control"] == "no-store");
        let name = headers["content-disposition"].to_str().unwrap().to_owned();
        let pdf = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        (text(&pdf), name)
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends the form of this step.
    async fn fill(&self, id: &CollectionId, step: &str, fields: &str) -> (StatusCode, String) {
        let address = format!("/informeren/{}", id.as_str());
        let html = self.get(&address).await.1;
        let mark = format!("name=\"stap\" value=\"{step}\"");
        let form = html.split("<form ").find(|form| form.contains(&mark)).expect("the form is there");
        let token = form.split("name=\"formulier\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        let body = format!("formulier={token}&stap={step}&{fields}");
        self.send(request.header("sec-fetch-site", "same-origin"), body).await
    }
}

#[test]
fn an_employee_works_the_list_away() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let bram = Browser::of(house, "demo-bram").await;
        let (status, list) = bram.get("/informeren").await;
        assert!(status.is_success() && list.contains("Nog doen") && list.contains(id.as_str()));
        for (step, fields, field) in [
            ("verteld", "dag=&kanaal=letter&versie=1", "dag"),
            ("verteld", "dag=16-11-2026&versie=1", "kanaal"),
            ("verteld", "dag=16-11-2026&kanaal=letter&versie=99", "versie"),
            ("verteld", "dag=1-1-2027&kanaal=letter&versie=1", "dag"),
            ("verteld", "dag=16-11-2026&kanaal=oral&versie=1&verteller=", "script"),
            ("bekend", "sinds=1-1-2026&bericht=REG-99&bericht-versie=1&weet=controller", "bericht-versie"),
            ("wet", "", "bepaling"),
            (
                "uitstel",
                "reden=evidence_at_risk&tot=1-12-2026&afweging=necessary&beoordelaar=demo-fatma",
                "afweging",
            ),
        ] {
            let (status, page) = bram.fill(&id, step, fields).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{fields}");
            assert!(page.contains(&format!("href=\"#v-{field}\"")), "{step} {fields}");
            assert!(page.contains("<title>Fout: "), "{fields}");
        }
        let open_ended = "reden=evidence_at_risk&tot=31-12-9999&afweging=necessary&afweging=proportionate&\
                          beoordelaar=demo-fatma";
        let (status, page) = bram.fill(&id, "uitstel", open_ended).await;
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("Uitstel heeft een einddatum nodig")
        );
        assert!(matches!(standing(house, scene).await, Duty::Open { .. }), "nothing changed");
        let (status, _) = bram.fill(&id, "verteld", "dag=16-11-2026&kanaal=letter&versie=1").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(matches!(standing(house, scene).await, Duty::Met { late: false, .. }));
        assert!(bram.get("/informeren").await.1.contains("Er staat niets open"));
        let page = bram.get(&format!("/informeren/{}", id.as_str())).await.1;
        assert!(page.contains("Geïnformeerd op 16-11-2026") && !page.contains("name=\"stap\""));
    });
}

#[test]
fn others_see_what_concerns_them() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let address = format!("/informeren/{}", id.as_str());
        let officer = Browser::of(house, "demo-fatma").await.get(&address).await.1;
        assert!(officer.contains("Nog doen") && !officer.contains("name=\"stap\""));
        assert_eq!(Browser::of(house, "demo-noor").await.get(&address).await.0, StatusCode::NOT_FOUND);
        assert_eq!(Browser::of(house, "demo-hugo").await.get("/informeren").await.0, StatusCode::FORBIDDEN);
        let nobody = Browser::nobody(house);
        assert_eq!(nobody.get("/informeren").await.0, StatusCode::SEE_OTHER);
        assert_eq!(nobody.get("/informatie").await.0, StatusCode::OK);
        assert_eq!(nobody.get("/informatie/REG-99").await.0, StatusCode::NOT_FOUND);
        let (status, text) = nobody.get("/informatie/REG-01/tekst").await;
        assert!(status.is_success() && text.contains("WIE GEBRUIKT UW GEGEVENS?"));
    });
}

#[test]
fn every_page_speaks_both_languages() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, true).await;
        let mut bram = Browser::of(house, "demo-bram").await;
        for language in ["nl", "en"] {
            bram.cookie = format!("{}; taal={language}", bram.cookie.split(';').next().unwrap());
            let case = format!("/informeren/{}", id.as_str());
            for path in
                ["/informeren", case.as_str(), "/informatie", "/informatie/REG-01", "/informatie/REG-06"]
            {
                let (status, page) = bram.get(path).await;
                assert_eq!(status, StatusCode::OK, "{path}");
                assert!(page.contains(&format!("lang=\"{language}\"")), "{path}");
                assert_eq!(page.matches("<h1").count(), 1, "{path}");
                assert!(!page.contains("notices-"), "{path} in {language}");
                assert!(!page.contains(" style=") && !page.contains("<script"), "{path}");
            }
        }
    });
}

// proves!("2-16", "5-12")
#[test]
fn a_notice_goes_out_as_a_letter() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let address = format!("/informeren/{}", id.as_str());
        let mut bram = Browser::of(house, "demo-bram").await;
        let page = bram.get(&address).await.1;
        assert!(page.contains(&format!("href=\"{address}/brief\"")));
        let plain = squeezed(&bram.get("/informatie/REG-01/tekst").await.1).to_lowercase();
        let (words, name) = bram.letter(&format!("{address}/brief")).await;
        assert!(
            name.ends_with("-REG-01.pdf\"") && words.contains("PW-2026-000001, REG-01-1"),
            "{name}\n{words}"
        );
        assert!(words.contains("Persoonlijk") && words.contains("K-"), "{words}");
        let letter = squeezed(&words).to_lowercase();
        for part in ["wiegebruiktuwgegevens?", "hoelangbewarenwijze?", "autoriteitpersoonsgegevens.nl"] {
            assert!(letter.contains(part) && plain.contains(part), "{part} in {words}");
        }
        assert!(!words.contains("notices-") && !words.contains("Kwikstaart"), "{words}");
        let noor = Browser::of(house, "demo-noor").await;
        assert_eq!(noor.get(&format!("{address}/brief")).await.0, StatusCode::NOT_FOUND);

        let nobody = Browser::nobody(house);
        assert_eq!(nobody.get(&format!("{address}/brief")).await.0, StatusCode::SEE_OTHER);
        let (words, _) = nobody.letter("/informatie/REG-01/brief").await;
        assert!(words.contains("Kenmerk") && !words.contains("K-"), "{words}");
        assert_eq!(nobody.get("/informatie/REG-99/brief").await.0, StatusCode::NOT_FOUND);
        bram.cookie = String::from("taal=en");
        let (words, _) = bram.letter("/informatie/REG-01/brief").await;
        assert!(words.contains("Reference") && words.contains("Dear Sir or Madam"), "{words}");
    });
}
