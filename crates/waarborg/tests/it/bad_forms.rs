//! Bad input to the pages about people: a clear answer in Dutch, at the field where there is one, and nothing changed.

use std::sync::Arc;

use axum::http::StatusCode;
use ground::MockClock;
use waarborg::house::{House, testing};

use crate::office::{Answer, Caller, Office};
use crate::pages::sign_in;

/// All that these forms could write.
const TABLES: [&str; 15] = [
    "consents_consent",
    "consents_step",
    "desk_assignment",
    "desk_instruction",
    "disclosure_document",
    "disclosure_passage",
    "disclosure_request",
    "disclosure_step",
    "notices_step",
    "records_item",
    "records_subject",
    "rights_answer",
    "rights_request",
    "rights_step",
    "sharing_disclosure",
];

/// A form that would do something if it were sent as it should be.
struct Form {
    person: &'static str,
    /// A list that leads to the page, when its address is not known beforehand, and how the link begins.
    from: Option<(&'static str, &'static str)>,
    page: &'static str,
    /// What stands in the form and in no other of the page.
    mark: &'static str,
    fields: &'static str,
}

const FORMS: [Form; 10] = [
    Form {
        person: "inwoner-1",
        from: None,
        page: "/mijn/verzoek",
        mark: "action=\"/mijn/verzoek\"",
        fields: "recht=access&tekst=hallo",
    },
    Form { person: "inwoner-1", from: None, page: "/mijn", mark: "name=\"toestemming\"", fields: "" },
    Form {
        person: "demo-bram",
        from: None,
        page: "/verzoeken/nieuw",
        mark: "action=\"/verzoeken/nieuw\"",
        fields: "recht=access&bsn=999990019&ontvangen=16-11-2026&kanaal=desk&wie=own&onderwerp=other",
    },
    Form {
        person: "demo-bram",
        from: Some(("/verzoeken", "/verzoeken/")),
        page: "",
        mark: "name=\"stap\" value=\"intrekken\"",
        fields: "",
    },
    Form {
        person: "demo-bram",
        from: Some(("/informeren", "/informeren/")),
        page: "",
        mark: "name=\"stap\" value=\"verteld\"",
        fields: "dag=16-11-2026&kanaal=letter&versie=1",
    },
    Form {
        person: "demo-bram",
        from: Some(("/dossiers", "/dossiers/")),
        page: "/toevoegen",
        mark: "name=\"inhoud\"",
        fields: "soort=inkomen&inhoud=900&herkomst=subject&bron=gesprek&verkregen=16-11-2026",
    },
    Form {
        person: "demo-mehmet",
        from: None,
        page: "/toewijzingen",
        mark: "name=\"dossier\" type=\"text\"",
        fields: "medewerker=demo-bram&wet=HR",
    },
    Form {
        person: "demo-eva",
        from: None,
        page: "/instructie",
        mark: "action=\"/instructie\"",
        fields: "gelezen=ja",
    },
    Form {
        person: "demo-lieke",
        from: Some(("/woo-verzoeken", "/woo-verzoeken/")),
        page: "/documenten",
        mark: "name=\"stap\" value=\"toevoegen\"",
        fields: "titel=Nota&datum=16-11-2026",
    },
    Form {
        person: "demo-lieke",
        from: Some(("/woo-verzoeken", "/woo-verzoeken/")),
        page: "",
        mark: "name=\"stap\" value=\"verlengen\"",
        fields: "reden=size",
    },
];

/// A demo with people, files, consents, notices and requests.
async fn office() -> (Office, MockClock) {
    let (house, clock) = testing::in_memory();
    waarborg::register::seed_at_start(&house).await.unwrap();
    waarborg::desk::ensure_demo(&house).await.unwrap();
    waarborg::vault::seed_demo(&house).await.unwrap();
    waarborg::consents::seed_demo(&house).await.unwrap();
    waarborg::rights::seed_demo(&house).await.unwrap();
    waarborg::disclosure::seed_demo(&house).await.unwrap();
    (Office::of(house), clock)
}

async fn rows(house: &Arc<House>) -> Vec<i64> {
    let count = |tx: &mut waarborg::db::Tx<'_>| {
        let mut counts = Vec::new();
        for table in TABLES {
            let row = tx.query_one(&format!("SELECT COUNT(*) FROM {table}"), &[])?;
            counts.push(row.unwrap().int(0)?);
        }
        Ok(counts)
    };
    house.db.read("test.count", count).await.unwrap()
}

async fn post(caller: &Caller, path: &str, body: Vec<u8>) -> Answer {
    caller.with("content-type", "application/x-www-form-urlencoded").send("POST", path, body).await
}

/// Where the form goes, and all it would send.
async fn filled(caller: &Caller, form: &Form) -> (String, String) {
    let mut page = form.page.to_owned();
    if let Some((list, start)) = form.from {
        let text = caller.get(list).await.text;
        let link =
            |part: &&str| part.len() > 32 && part.bytes().take(32).all(|byte| byte.is_ascii_hexdigit());
        let id = text.split(&format!("href=\"{start}")).skip(1).find(link).unwrap();
        page = format!("{start}{}{}", id.get(..32).unwrap(), form.page);
    }
    let text = caller.get(&page).await.text;
    let html = text.split("<form ").find(|part| part.contains(form.mark)).unwrap_or_else(|| panic!("{page}"));
    let html = html.split("</form>").next().unwrap();
    let action = html.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
    let hidden = html.split("type=\"hidden\" name=\"").skip(1).map(|field| {
        let (name, rest) = field.split_once("\" value=\"").unwrap();
        format!("{name}={}", rest.split('"').next().unwrap())
    });
    let hidden = hidden.collect::<Vec<_>>().join("&");
    (action.to_owned(), format!("{hidden}&{}", form.fields))
}

fn with_token(body: &str, token: &str) -> Vec<u8> {
    let parts = body.split('&').map(|part| {
        if part.starts_with("formulier=") { format!("formulier={token}") } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("&").into_bytes()
}

fn assert_page(answer: &Answer, status: StatusCode, words: &str, name: &str) {
    assert_eq!(answer.status, status, "{name}: {}", answer.text);
    assert!(answer.text.contains(words) && answer.text.contains("lang=\"nl\""), "{name}");
    assert_eq!(answer.text.matches("<h1").count(), 1, "{name}");
}

#[tokio::test]
async fn forms_that_are_not_what_they_should_be_change_nothing() {
    let (office, clock) = office().await;
    for form in &FORMS {
        let caller = sign_in(&office, form.person).await;
        let (action, body) = filled(&caller, form).await;
        let before = rows(&office.house).await;
        let name = format!("{} {action}", form.person);

        let foreign = "Dit formulier is niet van ons";
        for token in ["", "1.2.3", "%20"] {
            let answer = post(&caller, &action, with_token(&body, token)).await;
            assert_page(&answer, StatusCode::FORBIDDEN, foreign, &name);
        }
        let other = sign_in(&office, form.person).await;
        let answer = post(&other, &action, body.clone().into_bytes()).await;
        assert_page(&answer, StatusCode::FORBIDDEN, foreign, &format!("{name} in another session"));

        let invalid = [body.as_bytes(), b"&tekst=%FF%FE"].concat();
        let answer = post(&caller, &action, invalid).await;
        assert_page(&answer, StatusCode::BAD_REQUEST, "Wij kunnen dit niet lezen", &name);
        let raw = [body.as_bytes(), b"&tekst=\xff\0"].concat();
        assert_page(&post(&caller, &action, raw).await, StatusCode::BAD_REQUEST, "niet lezen", &name);

        let huge = format!("{body}&tekst={}", "a".repeat(10 << 20));
        let answer = post(&caller, &action, huge.into_bytes()).await;
        assert_page(&answer, StatusCode::PAYLOAD_TOO_LARGE, "Dit is te groot", &name);

        let forged = caller.with("cookie", &format!("waarborg_session={}", "0".repeat(64)));
        let answer = post(&forged, &action, body.clone().into_bytes()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name} with a forged session");
        assert!(answer.headers["location"].to_str().unwrap().starts_with("/aanmelden"), "{name}");
        assert_eq!(rows(&office.house).await, before, "{name}: nothing changed");

        // As it should be: once.
        let answer = post(&caller, &action, body.clone().into_bytes()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}: {}", answer.text);
        let after = rows(&office.house).await;
        assert_ne!(after, before, "{name} does something");
        let again = post(&caller, &action, body.into_bytes()).await;
        assert_page(&again, StatusCode::CONFLICT, "<h1", &format!("{name} sent again"));
        assert_eq!(rows(&office.house).await, after, "{name}: not twice");
    }

    // A session that is over: nothing is done, and the way leads to signing in.
    let form = &FORMS[0];
    let caller = sign_in(&office, form.person).await;
    let (action, body) = filled(&caller, form).await;
    let before = rows(&office.house).await;
    clock.advance(31 * 60 * 1000);
    let answer = post(&caller, &action, body.into_bytes()).await;
    assert_eq!(answer.headers["location"], "/aanmelden?terug=/mijn/verzoek");
    assert_eq!(rows(&office.house).await, before);
}

#[tokio::test]
async fn a_wrong_answer_is_shown_at_its_field() {
    let (office, _) = office().await;
    let nobody = "0".repeat(32);
    // Which form, what is changed in it, at which field the error stands and what it says.
    let cases: [(usize, String, &str, &str); 11] = [
        (0, String::from("recht=alles"), "recht", "Kies wat u wilt."),
        (0, String::from("recht=erasure"), "gegevens", "Kies over welke gegevens het gaat."),
        (2, String::from("bsn=123456789"), "bsn", "Dit is geen burgerservicenummer."),
        (2, String::from("ontvangen=31-2-2026"), "ontvangen", "Vul een dag in"),
        (2, String::from("ontvangen=17-11-2026"), "ontvangen", "Deze dag is nog niet geweest."),
        (4, String::from("dag=30-2-2026"), "dag", "Vul een datum in"),
        (4, String::from("versie=x"), "versie", "Vul een getal in."),
        (5, String::from("verkregen=0-0-0"), "verkregen", "Vul een datum in"),
        (8, String::from("datum=31-2-2026"), "datum", "Vul een dag in"),
        (9, String::from("reden=zin"), "reden", "Kies een antwoord."),
        (
            6,
            String::from("dossier=../x"),
            "dossier",
            "Er is geen dossier met dit nummer bij deze wet of taak",
        ),
    ];
    for (at, change, field, words) in cases {
        let form = &FORMS[at];
        let caller = sign_in(&office, form.person).await;
        let (action, body) = filled(&caller, form).await;
        let before = rows(&office.house).await;
        let name = change.split('=').next().unwrap();
        let kept = body.split('&').filter(|part| part.split('=').next() != Some(name));
        let body = kept.chain([change.as_str()]).collect::<Vec<_>>().join("&");
        let answer = post(&caller, &action, body.into_bytes()).await;
        assert_page(&answer, StatusCode::UNPROCESSABLE_ENTITY, words, &change);
        assert!(answer.text.contains(&format!("href=\"#v-{field}\"")), "{change}");
        assert!(answer.text.contains(&format!("id=\"v-{field}-fout\"")), "{change}");
        assert!(answer.text.contains("<title>Fout: "), "{change}");
        assert!(!answer.text.contains("123456789"), "a number of a person is not shown again");
        assert_eq!(rows(&office.house).await, before, "{change}");
    }

    // An id that is not one of theirs: gone, whoever it belongs to.
    for (at, change) in [(0, format!("gegevens={nobody}")), (2, format!("gegevens={nobody}"))] {
        let form = &FORMS[at];
        let caller = sign_in(&office, form.person).await;
        let (action, body) = filled(&caller, form).await;
        let before = rows(&office.house).await;
        let answer = post(&caller, &action, format!("{body}&{change}").into_bytes()).await;
        assert_page(&answer, StatusCode::NOT_FOUND, "Deze bladzijde bestaat niet", &action);
        assert_eq!(rows(&office.house).await, before, "{action}");
    }
    for (person, path) in [
        ("inwoner-1", format!("/mijn/verzoek/{nobody}")),
        ("demo-bram", format!("/verzoeken/{nobody}")),
        ("demo-bram", format!("/informeren/{nobody}")),
        ("demo-bram", format!("/toestemmingen/{nobody}")),
        ("demo-bram", format!("/dossiers/{nobody}")),
        ("demo-bram", String::from("/dossiers/niets")),
    ] {
        let answer = sign_in(&office, person).await.get(&path).await;
        assert_page(&answer, StatusCode::NOT_FOUND, "Deze bladzijde bestaat niet", &path);
    }
}
