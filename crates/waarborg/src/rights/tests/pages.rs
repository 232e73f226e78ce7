//! The pages through the router, as a resident, as who handles requests and as the FG.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request as Call, StatusCode};
use tower::ServiceExt as _;

use super::*;
use crate::desk;

pub(crate) struct Browser {
    router: axum::Router,
    cookie: String,
}

impl Browser {
    /// Someone who works here, through all that is laid around the pages.
    pub(crate) fn staff(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = run(desk::sign_in(house, person, None)).unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    /// Someone who did not sign in.
    pub(crate) fn stranger(house: &Arc<House>) -> Self {
        Self { router: crate::router(house.clone()), cookie: String::new() }
    }

    /// A fictional resident of the demo, such as `inwoner-1`.
    pub(crate) fn resident(house: &Arc<House>, who: &str) -> Self {
        Self::staff(house, who)
    }

    fn call(&self, call: axum::http::request::Builder, body: String) -> (StatusCode, String, String) {
        let (status, headers, bytes) = self.bytes(call, body);
        let place = headers.get("location").map(|it| it.to_str().unwrap().to_owned());
        (status, String::from_utf8_lossy(&bytes).into_owned(), place.unwrap_or_default())
    }

    fn bytes(&self, call: axum::http::request::Builder, body: String) -> (StatusCode, HeaderMap, Vec<u8>) {
        let call = call.header("cookie", &self.cookie).body(Body::from(body)).unwrap();
        run(async {
            let response = self.router.clone().oneshot(call).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            (status, headers, to_bytes(response.into_body(), 1 << 24).await.unwrap().to_vec())
        })
    }

    /// A file at an address.
    pub(crate) fn file(&self, path: &str) -> (HeaderMap, Vec<u8>) {
        let (status, headers, bytes) = self.bytes(Call::get(path), String::new());
        assert_eq!(status, StatusCode::OK, "{path}");
        (headers, bytes)
    }

    /// A file that answers a form.
    pub(crate) fn fill_file(&self, path: &str, marker: &str) -> (HeaderMap, Vec<u8>) {
        let call = Call::post(path).header("content-type", "application/x-www-form-urlencoded");
        let call = call.header("sec-fetch-site", "same-origin");
        let (status, headers, bytes) = self.bytes(call, self.hidden(path, marker));
        assert_eq!(status, StatusCode::OK, "{path}");
        (headers, bytes)
    }

    pub(crate) fn get(&self, path: &str) -> (StatusCode, String) {
        let (status, page, _) = self.call(Call::get(path), String::new());
        (status, page)
    }

    pub(crate) fn post(&self, path: &str, body: String) -> (StatusCode, String, String) {
        let call = Call::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.call(call.header("sec-fetch-site", "same-origin"), body)
    }

    /// The hidden fields of the form in which this stands, as they would be sent.
    fn hidden(&self, path: &str, marker: &str) -> String {
        let page = self.get(path).1;
        let form = page
            .split("<form ")
            .find(|form| form.contains(marker))
            .unwrap_or_else(|| panic!("{marker} in {page}"));
        let form = form.split("</form>").next().unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1).map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            format!("{name}={}", rest.split('"').next().unwrap())
        });
        fields.collect::<Vec<_>>().join("&")
    }

    pub(crate) fn fill(&self, path: &str, marker: &str, fields: &str) -> (StatusCode, String, String) {
        let hidden = self.hidden(path, marker);
        self.post(path, format!("{hidden}&{fields}"))
    }
}

pub(crate) fn step(name: &str) -> String {
    format!("name=\"stap\" value=\"{name}\"")
}

// proves!("6.10-1", "6.10-5", "6.1-4", "3-14")
#[test]
fn a_resident_asks_follows_the_clock_and_opens_the_answer() {
    with_file(|house, _, file| {
        let own = Browser::resident(house, "inwoner-1");
        let (status, page) = own.get("/mijn");
        assert!(
            status.is_success()
                && page.contains("woonsituatie")
                && page.contains("autoriteitpersoonsgegevens.nl")
        );
        assert!(page.contains("href=\"/beleid/3\"") && !page.contains(CANARY) && !page.contains("rights-"));
        let page = own.get("/mijn/verzoek").1;
        for right in Right::ALL {
            assert!(page.contains(&format!("value=\"{}\"", right.as_str())), "every right is offered");
        }
        let (status, page, _) = own.fill("/mijn/verzoek", "action=\"/mijn/verzoek\"", "recht=");
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("href=\"#v-recht\"") && page.contains("Kies wat u wilt."));
        let (status, page, _) = own.fill("/mijn/verzoek", "action=\"/mijn/verzoek\"", "recht=erasure");
        assert!(
            status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("Kies over welke gegevens het gaat.")
        );
        let token = own.hidden("/mijn/verzoek", "action=\"/mijn/verzoek\"");
        let body = format!("{token}&recht=access&tekst=");
        let (status, _, address) = own.post("/mijn/verzoek", body.clone());
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert_eq!(own.post("/mijn/verzoek", body).0, StatusCode::CONFLICT, "a form is sent once");
        let page = own.get(&address).1;
        for told in ["Nog 30 dagen", "16-12-2026", "wb-timeline", "aangemeld met een middel", "uzelf"] {
            assert!(page.contains(told), "{told}");
        }
        assert!(!page.contains(&step("overzicht")), "nothing to open yet");
        // Someone else has no such address.
        let other = Browser::resident(house, "inwoner-2");
        assert_eq!(other.get(&address).0, StatusCode::NOT_FOUND);

        let id = address.rsplit('/').next().unwrap();
        let bram = Browser::staff(house, "demo-bram");
        let desk = format!("/verzoeken/{id}");
        assert_eq!(bram.fill(&desk, &step("beslissen"), "").0, StatusCode::SEE_OTHER);
        let page = own.get(&address).1;
        for told in ["Toegewezen", "bezwaar maken", "28-12-2026", "Autoriteit Persoonsgegevens"] {
            assert!(page.contains(told), "{told}");
        }
        let (status, page, _) = own.fill(&address, &step("overzicht"), "");
        assert!(
            status.is_success()
                && page.contains(CANARY)
                && page.contains(&file.number)
                && !page.contains("rights-")
        );
        let (status, bundle, _) = own.fill(&address, &step("bestand"), "");
        let bundle: serde_json::Value = serde_json::from_str(&bundle).unwrap();
        assert!(status.is_success() && bundle["manifest.json"].as_str().unwrap().contains("sha256"));
        assert!(own.get(&address).1.contains("Afgerond"));
        let english = own.call(Call::get("/mijn").header("cookie", "taal=en"), String::new()).1;
        assert!(english.contains("What WIL keeps about you") && !english.contains("rights-"));
    });
}

#[test]
fn from_a_file_the_data_are_chosen_and_the_person_is_known() {
    with_file(|house, _, file| {
        let bram = Browser::staff(house, "demo-bram");
        let form = "action=\"/verzoeken/nieuw\"";
        let rest = "recht=rectification&ontvangen=16-11-2026&kanaal=desk&wie=own&onderwerp=other";
        let (status, page, _) = bram.fill("/verzoeken/nieuw", form, &format!("{rest}&bsn={BSN}"));
        assert_eq!(
            status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "without a file there is nothing to choose from"
        );
        assert!(page.contains("#v-recht") && page.contains("eerst het dossier"));
        let here = format!("/dossiers/{}", file.id);
        assert!(bram.get(&here).1.contains(&format!("/verzoeken/nieuw?dossier={}", file.id)));
        let from = format!("/verzoeken/nieuw?dossier={}", file.id);
        let page = bram.get(&from).1;
        assert!(page.contains(&file.number) && page.contains("inkomen") && !page.contains("name=\"bsn\""));
        let with = format!("{rest}&dossier={}", file.id);
        let (status, page, _) = bram.fill(&from, form, &with);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("Kies over welke gegevens het gaat."));
        let item = &items(house, &file.id)[0].id;
        let (status, _, address) = bram.fill(&from, form, &format!("{with}&gegevens={item}"));
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(bram.get(&address).1.contains(&file.number));
        // Who is not charged with the file does not hear that it is there.
        assert_eq!(Browser::staff(house, "demo-noor").get(&from).0, StatusCode::NOT_FOUND);
    });
}

// proves!("3-22", "6.10-2")
#[test]
fn the_desk_takes_each_step_by_a_form_and_the_officer_only_reads() {
    with_file(|house, _, _| {
        let bram = Browser::staff(house, "demo-bram");
        let (status, page, _) = bram.fill(
            "/verzoeken/nieuw",
            "action=\"/verzoeken/nieuw\"",
            "recht=access&ontvangen=31-2-2026&bsn=123456789&kanaal=paper&wie=own&onderwerp=other",
        );
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("#v-ontvangen") && page.contains("#v-bsn") && !page.contains("123456789"));
        let fields = format!(
            "recht=access&ontvangen=16-11-2026&bsn={BSN}&kanaal=paper&wie=own&onderwerp=other&tekst=hallo"
        );
        let (status, _, address) = bram.fill("/verzoeken/nieuw", "action=\"/verzoeken/nieuw\"", &fields);
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(!address.contains(BSN));
        let officer = Browser::staff(house, "demo-fatma");
        let (status, page) = officer.get(&address);
        assert!(
            status.is_success()
                && !page.contains("name=\"stap\"")
                && page.contains("Behandelen doet de afdeling")
        );
        assert!(officer.get("/verzoeken").1.contains("V-2026-00001"));
        assert_eq!(Browser::staff(house, "demo-anouk").get("/verzoeken").0, StatusCode::FORBIDDEN);
        assert_eq!(bram.get("/mijn").0, StatusCode::FORBIDDEN);
        let own = Browser::resident(house, "inwoner-1");
        for path in ["/verzoeken", "/verzoeken/nieuw", &address] {
            assert_eq!(own.get(path).0, StatusCode::FORBIDDEN, "{path}");
        }

        let (status, page, _) = bram.fill(&address, &step("identiteit"), "manier=copy");
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("kan leiden tot fraude") && page.contains("3-22"));
        let stale = bram.hidden(&address, &step("intrekken"));
        assert_eq!(bram.fill(&address, &step("vragen"), "").0, StatusCode::SEE_OTHER);
        assert_eq!(bram.post(&address, stale).0, StatusCode::CONFLICT, "made for an earlier stand");
        assert!(bram.get(&address).1.contains("Klok staat stil"));
        assert_eq!(
            bram.fill(&address, &step("identiteit"), "manier=signed_in").0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(bram.fill(&address, &step("identiteit"), "manier=known_number").0, StatusCode::SEE_OTHER);
        assert!(bram.fill(&address, &step("lezen"), "").1.contains("hallo"));
        assert_eq!(bram.fill(&address, &step("verlengen"), "reden=complex").0, StatusCode::SEE_OTHER);
        assert_eq!(bram.fill(&address, &step("beslissen"), "").0, StatusCode::SEE_OTHER);
        let (status, page, _) = bram.fill(&address, &step("overzicht"), "");
        assert!(status.is_success() && page.contains(CANARY));
        let page = bram.get(&address).1;
        assert!(page.contains("Controlegetal") && !page.contains(CANARY) && !page.contains("rights-column"));
    });
}
