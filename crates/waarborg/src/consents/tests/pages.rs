//! `/toestemmingen` through the real router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::{given, told, with_client, yes};
use crate::consents::{Evidence, Quality};
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

    /// Sends the form that stands on the page.
    async fn fill(&self, page: &str, address: &str, fields: &str) -> (StatusCode, String) {
        let html = self.get(page).await.1;
        let form = html.split("<form ").find(|form| form.contains(&format!("action=\"{address}\"")));
        let form = form.expect("the form is there");
        let token = form.split("name=\"formulier\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        let body = format!("formulier={token}&{fields}");
        self.send(request.header("sec-fetch-site", "same-origin"), body).await
    }
}

fn good() -> String {
    let start = "verwerking=REG-01&soorten=wat+iemand+door+gezondheid+niet+of+minder+kan&doel=WGS&\
         ontvanger=other_department&tekst=medical&taal=nl&antwoord=given&door=subject&hoe=form&tot=";
    let answers = Quality::ALL.iter().map(|quality| {
        let evidence: Evidence = *quality.offered().iter().find(|it| quality.shown_by(**it)).unwrap();
        format!("bewijs-{}={}", quality.as_str(), evidence.as_str())
    });
    std::iter::once(start.to_owned()).chain(answers).collect::<Vec<_>>().join("&")
}

#[test]
fn staff_record_and_withdraw_on_the_page() {
    with_client(async |house, _, subject| {
        let bram = Browser::of(house, "demo-bram").await;
        let address = format!("/toestemmingen/{subject}");
        let chosen = format!("{address}?verwerking=REG-01");
        let (status, page) = bram.get(&address).await;
        assert!(status.is_success() && page.contains("Kies eerst uit welke registratie"));
        let (status, page) = bram.fill(&chosen, &address, "verwerking=REG-01").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#v-antwoord\"") && page.contains("<title>Fout: "));
        let fields =
            good().replace("bewijs-free=told_may_refuse", "bewijs-free=").replace("tot=", "tot=gisteren");
        let (status, page) = bram.fill(&chosen, &address, &fields).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.contains("href=\"#v-tot\"") && page.contains("value=\"gisteren\""),
            "what was sent is kept"
        );
        assert_eq!(bram.fill(&chosen, &address, &good()).await.0, StatusCode::SEE_OTHER);
        assert_eq!(told(house, &subject).await["status"], "given");

        let list = bram.get(&address).await.1;
        let id = list.split(&format!("{address}/")).nth(1).unwrap().get(..32).unwrap().to_owned();
        let one = format!("{address}/{id}");
        let page = bram.get(&one).await.1;
        assert!(page.contains("Gegeven") && page.contains("Een ondertekend formulier"));
        let (status, page) = bram.fill(&one, &one, "stap=intrekken").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#v-door\""));
        assert_eq!(bram.fill(&one, &one, "stap=intrekken&door=subject").await.0, StatusCode::SEE_OTHER);
        assert_eq!(told(house, &subject).await["status"], "withdrawn");
        assert!(!bram.get(&one).await.1.contains("value=\"intrekken\""), "there is nothing left to withdraw");
    });
}

#[test]
fn others_see_nothing_and_the_officer_has_no_form() {
    with_client(async |house, _, subject| {
        given(house, &subject, yes()).await;
        let address = format!("/toestemmingen/{subject}");
        assert_eq!(Browser::of(house, "demo-noor").await.get(&address).await.0, StatusCode::NOT_FOUND);
        assert_eq!(Browser::of(house, "demo-ruben").await.get(&address).await.0, StatusCode::FORBIDDEN);
        let nobody = Browser { router: crate::router(house.clone()), cookie: String::new() };
        assert_eq!(nobody.get(&address).await.0, StatusCode::SEE_OTHER, "to the sign-in page");
        let (status, page) = Browser::of(house, "demo-fatma").await.get(&address).await;
        assert!(status.is_success() && page.contains("Gegeven") && !page.contains("name=\"antwoord\""));
        let bram = Browser::of(house, "demo-bram").await;
        assert_eq!(bram.get("/toestemmingen/x").await.0, StatusCode::NOT_FOUND);
        assert_eq!(bram.get(&format!("{address}/x")).await.0, StatusCode::NOT_FOUND);
    });
}

#[test]
fn every_page_speaks_both_languages() {
    with_client(async |house, _, subject| {
        let consent = given(house, &subject, yes()).await;
        let mut bram = Browser::of(house, "demo-bram").await;
        for language in ["nl", "en"] {
            bram.cookie = format!("{}; taal={language}", bram.cookie.split(';').next().unwrap());
            let address = format!("/toestemmingen/{subject}");
            let pages = [
                address.clone(),
                format!("{address}?verwerking=REG-01"),
                format!("{address}/{}", consent.id.as_str()),
            ];
            for path in pages {
                let (status, page) = bram.get(&path).await;
                assert_eq!(status, StatusCode::OK);
                assert!(page.contains(&format!("lang=\"{language}\"")), "{path}");
                assert_eq!(page.matches("<h1").count(), 1, "{path}");
                // A sentence without words shows its key.
                assert!(!page.contains("consents-"), "{path} in {language}");
                assert!(!page.contains(" style=") && !page.contains("<script"), "{path}");
            }
        }
    });
}
