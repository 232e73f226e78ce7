//! The pages of the desk, through the whole router.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use tower::ServiceExt as _;

use super::*;

/// Someone with a browser.
pub(super) struct Browser {
    router: axum::Router,
    cookie: String,
}

pub(super) struct Shown {
    pub(super) status: StatusCode,
    pub(super) place: String,
    pub(super) text: String,
}

impl Browser {
    pub(super) async fn of(house: &Arc<House>, person: &str) -> Self {
        let (_, secret) = sign_in(house, person, None).await.unwrap();
        Self { router: crate::router(house.clone()), cookie: format!("waarborg_session={}", secret.expose()) }
    }

    pub(super) fn stranger(house: &Arc<House>) -> Self {
        Self { router: crate::router(house.clone()), cookie: String::new() }
    }

    async fn send(&self, request: Request<Body>) -> Shown {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let place = response.headers().get("location").map(|it| it.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
        Shown { status, place: place.unwrap_or_default(), text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    pub(super) async fn get(&self, path: &str) -> Shown {
        self.send(Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap()).await
    }

    /// Sends the first form with `action` on the page at `path`.
    pub(super) async fn fill(&self, path: &str, action: &str, fields: &str) -> Shown {
        let page = self.get(path).await.text;
        self.answer(&page, action, fields).await
    }

    async fn answer(&self, page: &str, action: &str, fields: &str) -> Shown {
        let form = page.split("<form ").find(|form| form.contains(&format!("action=\"{action}\""))).unwrap();
        let token = form.split("name=\"formulier\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let request = Request::post(action)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(format!("formulier={token}&{fields}"))).unwrap()).await
    }
}

#[test]
fn no_page_before_the_instruction_and_the_promise() {
    // proves!("6.1-3")
    // proves!("6.5-2")
    // proves!("6.7-4")
    testing::each(|house, _| {
        run(async {
            let wim = Browser::of(house, "demo-wim").await;
            for path in
                ["/", "/mag-dit", "/uitspraken", "/register", "/journaal", "/account", "/toewijzingen"]
            {
                let shown = wim.get(path).await;
                assert_eq!(
                    (shown.status, shown.place.as_str()),
                    (StatusCode::SEE_OTHER, "/instructie"),
                    "{path}"
                );
            }
            let half = wim.fill("/instructie", "/instructie", "gelezen=ja").await;
            assert_eq!(half.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(half.text.contains("Kruis aan dat u geheimhouding belooft"));
            assert_eq!(wim.get("/mag-dit").await.place, "/instructie");
            let done = wim.fill("/instructie", "/instructie", "gelezen=ja&geheim=ja").await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
            assert_eq!(wim.get("/mag-dit").await.status, StatusCode::OK);
            assert!(wim.get("/instructie").await.text.contains("U hebt dit gelezen en bevestigd"));
        });
    });
}

#[test]
fn a_resident_sees_no_page_of_staff() {
    testing::each(|house, _| {
        run(async {
            let resident = Browser::of(house, "inwoner-1").await;
            for path in ["/mag-dit", "/uitspraken", "/journaal", "/toewijzingen", "/instructie"] {
                assert_eq!(resident.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
            }
            let home = resident.get("/").await;
            assert_eq!(home.status, StatusCode::OK);
            assert!(home.text.contains("Inwoner") && !home.text.contains("de Vink"));
            assert!(!home.text.contains("999990019"));
            let (session, _) = sign_in(house, "inwoner-1", None).await.unwrap();
            let Person::Resident(who) = &session.person else { panic!("a resident") };
            assert_eq!(who.lookup, house.keys.lookup("bsn", "999990019"));
            assert_eq!(who.actor().role, Role::Resident);
            assert_eq!(who.actor().id.len(), "resident-".len() + 64);
        });
    });
}

#[test]
fn signing_out_everywhere_ends_every_session_of_the_person() {
    testing::each(|house, _| {
        run(async {
            let (here, there) =
                (Browser::of(house, "demo-noor").await, Browser::of(house, "demo-noor").await);
            let other = Browser::of(house, "demo-bram").await;
            assert_eq!(
                here.get("/account").await.text.matches("<tr ").count(),
                3,
                "a heading and two sessions"
            );
            assert_eq!(here.fill("/account", "/account", "").await.place, "/aanmelden");
            for browser in [&here, &there] {
                assert!(browser.get("/mag-dit").await.place.starts_with("/aanmelden"));
            }
            assert_eq!(other.get("/mag-dit").await.status, StatusCode::OK);
        });
    });
}

#[test]
fn without_the_demo_one_signs_in_with_an_account() {
    let (house, _) = testing::in_memory();
    let mut house = Arc::into_inner(house).unwrap();
    house.config.demo = false;
    let house = Arc::new(house);
    run(async {
        assert!(matches!(sign_in(&house, "demo-noor", None).await, Err(Error::Forbidden(_))));
        let guest = Browser::stranger(&house);
        let page = guest.get("/aanmelden").await;
        assert!(page.text.contains("type=\"password\"") && !page.text.contains("Noor"));
        let empty = guest.fill("/aanmelden", "/aanmelden/wachtwoord", "email=&wachtwoord=&code=").await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text.contains("Vul uw wachtwoord in"));
        let fields = "email=a%40b.example&wachtwoord=Geheim-Kanarie&code=123456";
        let wrong = guest.fill("/aanmelden", "/aanmelden/wachtwoord", fields).await;
        assert!(wrong.text.contains("Dit klopt niet") && !wrong.text.contains("Geheim-Kanarie"));
        let bad = guest.fill("/uitnodiging", "/uitnodiging", "uitnodiging=niets").await;
        assert!(bad.text.contains("Deze uitnodiging kennen wij niet"));
    });
    house.db.stop();
}

#[test]
fn an_invitation_leads_through_the_pages_to_the_instruction() {
    let (house, clock) = testing::in_memory();
    run(async {
        let new = NewAccount {
            kind: AccountKind::Employee,
            role: Role::Employee,
            department: String::new(),
            task: String::new(),
            name: ground::Secret::new(String::from("Roos")),
            email: ground::Secret::new(String::from("roos@waarborg.example")),
        };
        let (_, secret) = create_account(&house, &operator(), new).await.unwrap();
        let guest = Browser::stranger(&house);
        let fields = format!("uitnodiging={}", secret.expose());
        let second = guest.fill("/uitnodiging", "/uitnodiging", &fields).await;
        assert!(second.text.contains("otpauth://totp/Waarborg:account-"));
        let (open, _) = super::super::local::invitation(&house, &secret).await.unwrap().unwrap();
        let code = super::super::totp::code_at(&open.totp, ground::Clock::now(&clock));
        let take = "/uitnodiging/wachtwoord";
        let differ = format!("{fields}&wachtwoord=een-lang-wachtwoord&herhaling=iets-anders&code={code}");
        let shown = guest.answer(&second.text, take, &differ).await;
        assert!(shown.text.contains("De twee wachtwoorden zijn niet hetzelfde"));
        assert!(!shown.text.contains("een-lang-wachtwoord"));
        let same =
            format!("{fields}&wachtwoord=een-lang-wachtwoord&herhaling=een-lang-wachtwoord&code={code}");
        assert_eq!(guest.answer(&shown.text, take, &same).await.status, StatusCode::SEE_OTHER);
    });
    house.db.stop();
}
