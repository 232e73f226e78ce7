//! The pages through the router, with everything that is laid around them.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::*;

/// Stands between the fields of a form with a file.
const BOUNDARY: &str = "grens";

struct Browser {
    router: axum::Router,
    cookie: String,
}

impl Browser {
    fn of(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = run(crate::desk::sign_in(house, person, None)).unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    /// Status, page and where it leads.
    fn call(&self, call: axum::http::request::Builder, body: String) -> (StatusCode, String, String) {
        let call = call.header("cookie", &self.cookie).header("sec-fetch-site", "same-origin");
        run(async {
            let response = self.router.clone().oneshot(call.body(Body::from(body)).unwrap()).await.unwrap();
            let place = response.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
            let status = response.status();
            let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
            (status, String::from_utf8_lossy(&bytes).into_owned(), place.unwrap_or_default())
        })
    }

    fn get(&self, path: &str) -> (StatusCode, String) {
        let (status, page, _) = self.call(Request::get(path), String::new());
        (status, page)
    }

    /// The hidden fields of the form on a page that holds `marker`.
    fn hidden(&self, path: &str, marker: &str) -> Vec<(String, String)> {
        let page = self.get(path).1;
        let form = page
            .split("<form ")
            .find(|form| form.contains(marker))
            .unwrap_or_else(|| panic!("{marker} in {page}"));
        let form = form.split("</form>").next().unwrap();
        let fields = form.split("<input type=\"hidden\" name=\"").skip(1).map(|field| {
            let (name, rest) = field.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        });
        fields.collect()
    }

    /// Sends a step of the minutes on a page.
    fn step(&self, path: &str, step: &str) -> (StatusCode, String, String) {
        let fields = self.hidden(path, &format!("value=\"{step}\""));
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let call = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        self.call(call, body.join("&"))
    }

    /// Sends a form with text fields and perhaps a file.
    fn upload(
        &self,
        (page, action): (&str, &str),
        fields: &[(&str, &str)],
        file: Option<(&str, &str)>,
    ) -> (StatusCode, String, String) {
        let hidden = self.hidden(page, &format!("action=\"{action}\""));
        let own = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut body = String::new();
        for (name, value) in own.chain(fields.iter().copied()) {
            let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"");
            body.extend([&head, "\r\n\r\n", value, "\r\n"]);
        }
        let (name, contents) = file.unwrap_or_default();
        let head =
            format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"bestand\"; filename=\"{name}\"");
        body.extend([&head, "\r\n\r\n", contents, "\r\n--", BOUNDARY, "--\r\n"]);
        let call =
            Request::post(action).header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"));
        self.call(call, body)
    }
}

const NEW: (&str, &str) = ("/verslagen/nieuw", "/verslagen/nieuw");

// proves!("6.8-1", "6.8-2")
#[test]
fn minutes_are_pasted_marked_cleaned_and_archived() {
    with_house(|house, _| {
        let noor = Browser::of(house, "demo-noor");
        assert_eq!(noor.get("/verslagen").0, StatusCode::OK);
        let (status, _, path) = noor.upload(NEW, &[("tekst", MINUTES), ("anderen", "nee")], None);
        assert_eq!(status, StatusCode::SEE_OTHER);
        let page = noor.get(&path).1;
        assert!(page.contains("Kan nog niet weg") && page.contains("<mark class=\"wb-mark\">"), "{page}");
        assert!(
            page.contains("vondst-4")
                && page.contains("Over een klant")
                && page.contains("/beleid/6.8#n-6.8-1")
        );
        assert!(
            !page.contains("value=\"archived\"") && !page.contains("/bestand"),
            "no way out while blocked"
        );
        assert_eq!(noor.get(&format!("{path}/bestand")).0, StatusCode::CONFLICT);
        assert!(!noor.get("/verslagen").1.contains(CANARY));

        let (status, _, place) = noor.step(&path, "weghalen");
        assert_eq!((status, place.as_str()), (StatusCode::SEE_OTHER, path.as_str()));
        let page = noor.get(&path).1;
        assert!(
            page.contains("Niemand gevonden") && page.contains("[weggehaald]") && !page.contains(CANARY),
            "{page}"
        );
        assert_eq!(noor.step(&path, "archived").0, StatusCode::SEE_OTHER);
        let page = noor.get(&path).1;
        assert!(
            page.contains("Gearchiveerd") && page.contains("19.1.9") && page.contains("Bewaren tot en met"),
            "{page}"
        );
        assert_eq!(noor.get(&format!("{path}/bestand")).0, StatusCode::OK);
        assert!(!page.contains("minutes-"), "every word is translated");
    });
}

#[test]
fn a_form_that_is_not_right_says_so_at_the_field() {
    with_house(|house, _| {
        let noor = Browser::of(house, "demo-noor");
        for (fields, file, field) in [
            (vec![], None, "v-bestand"),
            (vec![("tekst", CLEAN)], None, "v-anderen"),
            (vec![("tekst", CLEAN), ("anderen", "nee")], Some(("v.txt", CLEAN)), "v-tekst"),
            (vec![("anderen", "nee")], Some(("v.pdf", "hallo")), "v-bestand"),
        ] {
            let (status, page, _) = noor.upload(NEW, &fields, file);
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
        }
        let (_, _, path) = noor.upload(NEW, &[("anderen", "ja")], Some(("verslag.txt", MINUTES)));
        let version = format!("{path}/versie");
        let (status, page, _) = noor.upload((&path, &version), &[], None);
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("href=\"#v-bestand\""), "{page}");
        let (status, ..) = noor.upload((&path, &version), &[("tekst", CLEAN)], None);
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(noor.get(&path).1.contains("Niemand gevonden"));
    });
}

#[test]
fn others_do_not_find_them_until_they_are_clean() {
    with_house(|house, _| {
        let minutes = looked(house, MINUTES, false);
        let path = format!("/verslagen/{}", minutes.id.as_str());
        assert_eq!(Browser::of(house, "demo-bram").get(&path).0, StatusCode::NOT_FOUND);
        let page = Browser::of(house, "demo-fatma").get(&path).1;
        assert!(
            page.contains("Kan nog niet weg") && !page.contains(CANARY) && !page.contains("weghalen"),
            "{page}"
        );
        assert_eq!(Browser::of(house, "inwoner-1").get("/verslagen").0, StatusCode::FORBIDDEN);
    });
}
