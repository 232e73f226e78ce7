//! The pages from outside, without a browser: sessions, forms, and whose conversation it is.

use axum::http::StatusCode;

use crate::office::{Answer, Caller, Office};

/// A person with a browser: keeps the cookie, fills in the token of the form that is on the page.
pub(crate) struct Visitor {
    caller: Caller,
}

/// Signs a fictional person in; the caller then carries the cookie.
pub(crate) async fn sign_in(office: &Office, person: &str) -> Caller {
    Visitor::sign_in(office, person).await.caller
}

impl Visitor {
    pub(crate) async fn sign_in(office: &Office, person: &str) -> Self {
        let page = office.stranger().get("/aanmelden").await;
        let body = format!("formulier={}&persoon={person}&terug=%2F", token_in(&page.text, "/aanmelden"));
        let answer = post(&office.stranger(), "/aanmelden", &body).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let cookie = answer.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { caller: office.stranger().with("cookie", &cookie) }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.caller.get(path).await
    }

    /// Sends the form with this action that stands on the page, with these fields.
    pub(crate) async fn send(&self, page: &Answer, action: &str, fields: &str) -> Answer {
        post(&self.caller, action, &format!("formulier={}&{fields}", token_in(&page.text, action))).await
    }

    /// Begins a conversation on a topic; gives its address.
    async fn begin(&self, topic: &str) -> String {
        let page = self.get("/mag-dit").await;
        let answer = self.send(&page, "/mag-dit", &format!("onderwerp={topic}")).await;
        place(&answer)
    }

    /// Minutes with a client's name in them: to the page that looks the answers over.
    async fn minutes(&self) -> (String, Answer) {
        let address = self.begin("minutes").await;
        let page = self.get(&address).await;
        let first = "stap=eerste&minutes.external=false&minutes.findings=name&minutes.subject=client";
        assert_eq!(self.send(&page, &address, first).await.status, StatusCode::SEE_OTHER);
        for _ in 0..20 {
            let page = self.get(&address).await;
            let Some(path) = value_of(&page.text, "stap") else { return (address, page) };
            self.send(&page, &address, &format!("stap={path}&{path}=%3F&weet-niet=1")).await;
        }
        panic!("no end to the questions about minutes");
    }
}

async fn post(caller: &Caller, path: &str, body: &str) -> Answer {
    let caller = caller.clone().with("content-type", "application/x-www-form-urlencoded");
    caller.send("POST", path, body.as_bytes().to_vec()).await
}

pub(crate) fn place(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers["location"].to_str().unwrap().to_owned()
}

/// The token in the form with this action.
pub(crate) fn token_in(html: &str, action: &str) -> String {
    let form = html.split("<form ").find(|form| form.contains(&format!("action=\"{action}\""))).unwrap();
    value_of(form, "formulier").unwrap()
}

fn value_of(html: &str, name: &str) -> Option<String> {
    let field = html.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    field.split('"').next().map(str::to_owned)
}

#[tokio::test]
async fn staff_pages_ask_who_it_is_and_come_back_there() {
    let office = Office::demo();
    for path in ["/mag-dit", "/uitspraken", "/journaal", "/journaal/1/bewijs"] {
        let answer = office.stranger().get(path).await;
        assert_eq!(place(&answer), format!("/aanmelden?terug={path}"));
    }
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let page = noor.get("/mag-dit").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.text.contains("Noor van der Linden"));
}

#[tokio::test]
async fn without_the_demo_nobody_is_chosen_and_the_interfaces_go_on() {
    let office = Office::plain();
    for path in ["/", "/beleid/6.9", "/over"] {
        assert_eq!(office.stranger().get(path).await.status, StatusCode::OK, "{path}");
    }
    let page = office.stranger().get("/aanmelden").await;
    assert!(page.text.contains("type=\"password\"") && !page.text.contains("name=\"persoon\""));
    assert_eq!(place(&office.stranger().get("/mag-dit").await), "/aanmelden?terug=/mag-dit");
    assert_eq!(office.stranger().get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_conversation_ends_in_one_ruling_however_often_it_is_sent() {
    let office = Office::demo();
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let (address, check) = noor.minutes().await;
    let end = format!("{address}/uitspraak");
    let ruling = place(&noor.send(&check, &end, "").await);
    assert!(ruling.starts_with("/uitspraken/"), "{ruling}");
    assert_eq!(place(&noor.send(&check, &end, "").await), ruling, "sent again: the same ruling");
    assert_eq!(place(&noor.get(&address).await), ruling, "the conversation leads to what it ended in");
    let page = noor.get(&ruling).await;
    assert!(page.text.contains("Nee, dit mag niet") && page.text.contains("/beleid/6.8#n-6.8-"));
    let list = noor.get("/uitspraken").await;
    assert_eq!(list.text.matches("href=\"/uitspraken/").count(), 1);
}

#[tokio::test]
async fn a_paragraph_shows_what_it_promises_and_how_often_it_was_used() {
    let office = Office::demo();
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let before = noor.get("/beleid/6.8").await.text;
    assert!(before.contains("Dit jaar steunde nog geen uitspraak op deze paragraaf."));
    for _ in 0..2 {
        let (address, check) = noor.minutes().await;
        noor.send(&check, &format!("{address}/uitspraak"), "").await;
    }
    let after = noor.get("/beleid/6.8").await.text;
    assert!(after.contains("2 uitspraken") && after.contains("Zo werkt het uit"));
    assert!(noor.get("/beleid/6.9").await.text.contains("Wat deze paragraaf belooft"));
    assert!(!noor.get("/beleid/6.9").await.text.contains("2 uitspraken"));
}

#[tokio::test]
async fn nobody_reads_or_continues_the_conversation_of_another() {
    let office = Office::demo();
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let bram = Visitor::sign_in(&office, "demo-bram").await;
    let fatma = Visitor::sign_in(&office, "demo-fatma").await;
    let (address, check) = noor.minutes().await;
    assert_eq!(bram.get(&address).await.status, StatusCode::NOT_FOUND);
    let ruling = place(&noor.send(&check, &format!("{address}/uitspraak"), "").await);
    assert_eq!(bram.get(&ruling).await.status, StatusCode::NOT_FOUND, "nor the ruling");
    assert!(!bram.get("/uitspraken").await.text.contains(&ruling));
    assert_eq!(fatma.get(&ruling).await.status, StatusCode::OK, "the FG monitors");
    assert!(fatma.get("/uitspraken").await.text.contains(&ruling));

    let own = noor.get(&ruling).await;
    let entry = own.text.split("href=\"/journaal/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let entry = format!("/journaal/{entry}");
    assert!(noor.get(&entry).await.text.contains("Toon de regel"));
    let hidden = bram.get(&entry).await;
    assert!(
        hidden.status.is_success() && !hidden.text.contains("Toon de regel"),
        "the proof, not the contents"
    );
    assert!(!hidden.text.contains("minutes"));
}

#[tokio::test]
async fn a_form_of_another_session_form_or_site_does_nothing() {
    let office = Office::demo();
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let bram = Visitor::sign_in(&office, "demo-bram").await;
    let page = bram.get("/mag-dit").await;
    let foreign = noor.send(&page, "/mag-dit", "onderwerp=minutes").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(foreign.text.contains("Dit formulier is niet van ons"));

    let own = noor.get("/mag-dit").await;
    let other_form = format!("formulier={}&onderwerp=minutes", token_in(&own.text, "/afmelden"));
    assert_eq!(post(&noor.caller, "/mag-dit", &other_form).await.status, StatusCode::FORBIDDEN);

    let body = format!("formulier={}&onderwerp=minutes", token_in(&own.text, "/mag-dit"));
    for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://elders.example")] {
        let caller = noor.caller.clone().with("host", "waarborg.example").with(header, value);
        assert_eq!(post(&caller, "/mag-dit", &body).await.status, StatusCode::FORBIDDEN, "{header}");
    }
    assert_eq!(
        post(&noor.caller, "/mag-dit", "onderwerp=minutes").await.status,
        StatusCode::FORBIDDEN,
        "no token"
    );
    assert!(!noor.get("/mag-dit").await.text.contains("U was nog bezig"), "nothing was begun");
}

#[tokio::test]
async fn a_sign_in_form_works_once() {
    let office = Office::demo();
    let page = office.stranger().get("/aanmelden").await;
    let body = format!("formulier={}&persoon=demo-noor", token_in(&page.text, "/aanmelden"));
    assert_eq!(post(&office.stranger(), "/aanmelden", &body).await.status, StatusCode::SEE_OTHER);
    let again = post(&office.stranger(), "/aanmelden", &body).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(
        again.text.contains("Dit formulier is al verstuurd") && !again.headers.contains_key("set-cookie")
    );
}

#[tokio::test]
async fn answers_that_do_not_fit_come_back_with_the_form() {
    let office = Office::demo();
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    let address = noor.begin("sharing_inside").await;
    let page = noor.get(&address).await;
    let fields = "stap=eerste&dingen%5B0%5D.soort=toverij&dingen%5B0%5D.naam=brief&subject.kind=client";
    let answer = noor.send(&page, &address, fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("<title>Fout: "));
    assert!(
        answer.text.contains("href=\"#v-dingen-0--soort\"")
            && answer.text.contains("id=\"v-dingen-0--soort\"")
    );
    assert!(answer.text.contains("value=\"client\" selected"), "what was right is kept");
}
