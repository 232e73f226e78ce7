//! `/register` through the real router: reading for everybody, changing for the head of the department.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::seeded;
use crate::desk;
use crate::house::House;

struct Browser {
    router: axum::Router,
    cookie: String,
}

struct Shown {
    status: StatusCode,
    place: String,
    kind: String,
    text: String,
}

impl Browser {
    async fn of(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = desk::sign_in(house, person, None).await.unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    fn stranger(house: &Arc<House>) -> Self {
        Self { router: crate::router(house.clone()), cookie: String::new() }
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> Shown {
        let request = request.header("cookie", &self.cookie).body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name: &str| {
            let value = response.headers().get(name);
            value.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
        };
        let (status, place, kind) = (response.status(), header("location"), header("content-type"));
        let bytes = to_bytes(response.into_body(), 1 << 24).await.unwrap();
        Shown { status, place, kind, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    async fn get(&self, path: &str) -> Shown {
        self.send(Request::get(path), String::new()).await
    }

    /// Sends the form on the page at `path` to `action`, with what it holds and what is filled in.
    async fn fill(&self, path: &str, action: &str, filled: &[(&str, &str)]) -> Shown {
        let page = self.get(path).await.text;
        let form = page.split(&format!("action=\"{action}\"")).nth(1).expect("the form is there");
        let form = form.split("</form>").next().unwrap();
        let mut pairs = controls(form);
        for (name, value) in filled {
            pairs.retain(|(key, _)| key != name);
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.post(action, &pairs).await
    }

    async fn post(&self, action: &str, pairs: &[(String, String)]) -> Shown {
        let request = Request::post(action).header("content-type", "application/x-www-form-urlencoded");
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        self.send(request.header("sec-fetch-site", "same-origin"), body.join("&")).await
    }
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What a browser would send of a form.
fn controls(form: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.map(plain)
    };
    let mut pairs = Vec::new();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        if tag.starts_with("input") {
            let kind = attribute(tag, "type").unwrap_or_default();
            if matches!(kind.as_str(), "radio" | "checkbox") && !tag.contains(" checked") {
                continue;
            }
            pairs.push((attribute(tag, "name").unwrap(), attribute(tag, "value").unwrap_or_default()));
        } else if tag.starts_with("textarea") {
            let text = piece.split_once('>').unwrap().1;
            pairs.push((attribute(tag, "name").unwrap(), plain(text)));
        } else if tag.starts_with("select") {
            pairs.push((attribute(tag, "name").unwrap(), String::new()));
        } else if tag.starts_with("option") && tag.contains(" selected") {
            pairs.last_mut().unwrap().1 = attribute(tag, "value").unwrap();
        }
    }
    pairs
}

#[test]
fn everybody_may_read_and_nobody_sees_who_wrote() {
    seeded(async |house, _| {
        let stranger = Browser::stranger(house);
        let list = stranger.get("/register").await;
        assert_eq!(list.status, StatusCode::OK);
        assert_eq!(list.text.matches("href=\"/register/REG-").count(), 13);
        assert!(list.text.contains("Er ontbreken 5 besluiten") && !list.text.contains("/register/nieuw"));
        let drafts = stranger.get("/register?status=draft&afdeling=werkgeversservicepunt").await;
        assert_eq!(drafts.text.matches("href=\"/register/REG-").count(), 1);
        let odd = stranger.get("/register?status=x&afdeling=y").await;
        assert_eq!(odd.text.matches("href=\"/register/REG-").count(), 13, "unknown choices choose nothing");
        let entry = stranger.get("/register/REG-02").await;
        for question in crate::register::QUESTIONS {
            assert!(entry.text.contains(&format!("id=\"vraag-{}\"", question.code)), "{}", question.code);
        }
        assert!(entry.text.contains("Besluit bestuur nodig") && entry.text.contains("5 jaar"));
        assert!(!entry.text.contains("tester") && !entry.text.contains("/wijzigen"));
        let decisions = stranger.get("/register/besluiten").await;
        assert_eq!(decisions.text.matches("#vraag-retention").count(), 5);
        for missing in ["/register/REG-99", "/register/REG-02/versies/9", "/register/uitvoer/register.xml"] {
            assert_eq!(stranger.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
        }
        for (file, kind) in
            [("json", "application/json"), ("csv", "text/csv"), ("jsonld", "application/ld+json")]
        {
            let shown = stranger.get(&format!("/register/uitvoer/register.{file}")).await;
            assert!(shown.status == StatusCode::OK && shown.kind.starts_with(kind), "{file}");
        }
    });
}

#[test]
fn every_entry_has_a_page_and_a_picture_without_style_or_script() {
    seeded(async |house, _| {
        let stranger = Browser::stranger(house);
        for (id, _) in crate::register::entries(&house.policy().sources.0).unwrap() {
            let page = stranger.get(&format!("/register/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{id}");
            assert!(!page.text.contains(" style=") && !page.text.contains("<script"), "{id}");
            assert!(!page.text.contains("register-"), "{id}: a key without words");
            let picture = stranger.get(&format!("/register/{id}/stroom.svg")).await;
            assert_eq!(
                (picture.status, picture.kind.as_str()),
                (StatusCode::OK, "image/svg+xml; charset=utf-8")
            );
            assert!(!picture.text.contains("style") && !picture.text.contains("script"), "{id}");
            let open = picture.text.matches('<').count();
            assert_eq!(open, picture.text.matches('>').count(), "{id}");
        }
    });
}

#[test]
fn the_head_changes_a_part_and_the_version_says_what_changed() {
    seeded(async |house, clock| {
        let joost = Browser::of(house, "demo-joost").await;
        assert!(joost.get("/register/REG-02").await.text.contains("/register/REG-02/wijzigen"));
        let index = joost.get("/register/REG-02/wijzigen").await.text;
        let parts: Vec<&str> =
            index.split("/wijzigen/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(parts.len(), 9);
        // Saving a part as it is changes nothing: what the form shows is what the document says.
        for part in parts {
            let action = format!("/register/REG-02/wijzigen/{part}");
            let saved = joost.fill(&action, &action, &[]).await;
            assert_eq!(
                (saved.status, saved.place.as_str()),
                (StatusCode::SEE_OTHER, "/register/REG-02/wijzigen"),
                "{part}"
            );
        }
        assert_eq!(crate::register::find(house, "REG-02".into()).await.unwrap().number, 1);

        clock.advance(1_000);
        let action = "/register/REG-02/wijzigen/bronnen";
        let filled = [
            ("sources[5].name", "Kredietbank"),
            ("sources[5].kind", "third_party"),
            ("reden", "Nieuwe bron"),
        ];
        assert_eq!(joost.fill(action, action, &filled).await.status, StatusCode::SEE_OTHER);
        let second = crate::register::find(house, "REG-02".into()).await.unwrap();
        assert_eq!((second.number, second.entry.sources.len()), (2, 6));
        let page = joost.get("/register/REG-02").await.text;
        assert!(page.contains("Nieuwe bron") && page.contains("/register/REG-02/versies/1"));
        let old = joost.get("/register/REG-02/versies/1").await.text;
        assert!(old.contains("Dit is een oude versie") && !old.contains("Kredietbank"));
    });
}

#[test]
fn mistakes_come_back_at_their_field_and_nothing_is_lost() {
    seeded(async |house, _| {
        let joost = Browser::of(house, "demo-joost").await;
        let action = "/register/REG-02/wijzigen/bewaren";
        let filled = [("retention[0].period", "tien jaar"), ("retention[1].code", "8.2"), ("reden", "Proef")];
        let again = joost.fill(action, action, &filled).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.text.contains("href=\"#v-retention-0--period\"") && again.text.contains("tien jaar"));
        assert!(
            again
                .text
                .contains("aria-describedby=\"v-retention-0--period-uitleg v-retention-0--period-fout\"")
        );
        assert!(again.text.contains("value=\"Proef\"") && again.text.contains("<title>Fout"));
        // A mistake that only the list knows comes back the same way.
        let wrong = joost.fill(action, action, &[("retention[0].period", "P9Y")]).await;
        assert!(wrong.text.contains("De selectielijst noemt een andere termijn."));
        // Another empty row, and nothing is saved.
        let row = joost.fill(action, action, &[("rij", "retention")]).await;
        assert_eq!(row.status, StatusCode::OK);
        assert!(row.text.contains("retention[7].result"), "six rows and two empty ones");
        // A refusal names its norm.
        let officer = "/register/REG-02/wijzigen/algemeen";
        let refused = joost.fill(officer, officer, &[("owner", "fg")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("#n-6.14-5"));
        assert_eq!(crate::register::find(house, "REG-02".into()).await.unwrap().number, 1);
    });
}

#[test]
fn only_the_head_of_the_department_may_change() {
    seeded(async |house, _| {
        for person in ["demo-mehmet", "demo-fatma", "demo-noor", "demo-ruben"] {
            let browser = Browser::of(house, person).await;
            for path in
                ["/register/REG-02/wijzigen", "/register/REG-02/wijzigen/doel", "/register/REG-02/sluiten"]
            {
                assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{person} {path}");
            }
        }
        let nobody = Browser::stranger(house).get("/register/REG-02/wijzigen").await;
        assert!(nobody.place.starts_with("/aanmelden"), "{}", nobody.place);
        assert_eq!(
            Browser::of(house, "demo-fatma").await.get("/register/nieuw").await.status,
            StatusCode::FORBIDDEN
        );
    });
}

#[test]
fn a_form_is_good_for_once_and_for_its_version() {
    seeded(async |house, _| {
        let joost = Browser::of(house, "demo-joost").await;
        let path = "/register/REG-02/wijzigen/doel";
        let page = joost.get(path).await.text;
        let form = page.split(&format!("action=\"{path}\"")).nth(1).unwrap().split("</form>").next().unwrap();
        let mut pairs = controls(form);
        pairs.retain(|(name, _)| name != "purpose");
        pairs.push(("purpose".into(), "Anders".into()));
        assert_eq!(joost.post(path, &pairs).await.status, StatusCode::SEE_OTHER);
        assert_eq!(joost.post(path, &pairs).await.status, StatusCode::CONFLICT, "sent before");
        let other = joost.fill(path, path, &[("versie", "1"), ("purpose", "Nog anders")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "made for another version");
        let foreign = joost.fill(path, path, &[("formulier", "x")]).await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        assert_eq!(crate::register::find(house, "REG-02".into()).await.unwrap().number, 2);
    });
}

#[test]
fn a_new_activity_is_made_started_when_complete_and_closed() {
    seeded(async |house, _| {
        let joost = Browser::of(house, "demo-joost").await;
        let empty = joost.fill("/register/nieuw", "/register/nieuw", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = joost.fill("/register/nieuw", "/register/nieuw", &[("name", "Budgetcoaching")]).await;
        assert_eq!(made.place, "/register/REG-13/wijzigen");
        let start = joost.fill("/register/REG-13/wijzigen", "/register/REG-13/starten", &[]).await;
        assert_eq!(start.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(start.text.contains("#n-1-1"), "no task yet");
        let close = "/register/REG-13/sluiten";
        let wrong = joost.fill(close, close, &[("endDate", "morgen"), ("successor", "vier")]).await;
        assert!(wrong.text.contains("#v-endDate") && wrong.text.contains("#v-successor"));
        let closed = joost.fill(close, close, &[("endDate", "31-12-2026")]).await;
        assert_eq!((closed.status, closed.place.as_str()), (StatusCode::SEE_OTHER, "/register/REG-13"));
        assert!(joost.get("/register/REG-13").await.text.contains("31-12-2026"));
        let five = "/register/REG-02/sluiten";
        let refused = joost.fill(five, five, &[("endDate", "31-12-2026")]).await;
        assert!(refused.text.contains("#n-1-2"), "debt counselling needs a successor");
    });
}
