//! Documents from outside: a form with a file, what is wrong with it, and a name that comes nowhere else.

use axum::http::StatusCode;

use crate::canary::log;
use crate::office::{Answer, Caller, Office};
use crate::pages::{place, sign_in, token_in};

/// In the name of the file, in its text and among the known names; in no other test.
const CANARY: &str = "Distelvink";

const BOUNDARY: &str = "grens-van-het-formulier";

/// A form with a file, as browsers send it.
fn form(fields: &[(&str, &[u8])], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n").bytes(),
        );
        body.extend(*value);
        body.extend(b"\r\n");
    }
    if let Some((name, contents)) = file {
        let head = "Content-Type: application/octet-stream";
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{name}\"\r\n{head}\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(contents);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

async fn upload(lieke: &Caller, known: &[u8], file: Option<(&str, &[u8])>) -> Answer {
    let page = lieke.get("/documenten/nieuw").await;
    let token = token_in(&page.text, "/documenten/nieuw");
    let fields: [(&str, &[u8]); 4] =
        [("formulier", token.as_bytes()), ("wet", b"woo"), ("ambtenaren", b"strict"), ("namen", known)];
    send(lieke, form(&fields, file)).await
}

async fn send(lieke: &Caller, body: Vec<u8>) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    lieke.with("content-type", &kind).send("POST", "/documenten/nieuw", body).await
}

async fn office() -> (Office, Caller) {
    let office = Office::demo();
    waarborg::register::seed_at_start(&office.house).await.unwrap();
    waarborg::desk::ensure_demo(&office.house).await.unwrap();
    let lieke = sign_in(&office, "demo-lieke").await;
    (office, lieke)
}

#[tokio::test]
async fn a_file_is_taken_in_shown_and_its_names_come_nowhere_else() {
    let log = log();
    let (_office, lieke) = office().await;
    let text = format!("Mevrouw {CANARY} belde over haar aanvraag.");
    let name = format!("brief {CANARY}.txt");
    let answer = upload(&lieke, format!("Anna {CANARY}").as_bytes(), Some((&name, text.as_bytes()))).await;
    let own = place(&answer);
    assert!(own.starts_with("/documenten/") && !own.contains(CANARY), "{own}");
    let page = lieke.get(&own).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains(CANARY) && page.text.contains("[persoon A] 5.1.2e"), "{}", page.text);
    assert!(!lieke.get("/documenten").await.text.contains(CANARY), "no names on the list");
    for path in [format!("{own}/uitvoer/bestand"), format!("{own}/uitvoer/rapport")] {
        assert_eq!(lieke.get(&path).await.status, StatusCode::CONFLICT, "nothing comes out yet");
    }
    let broken = upload(&lieke, b"", Some((&name.replace("txt", "pdf"), text.as_bytes()))).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!broken.text.contains(CANARY), "{}", broken.text);
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let told = logged.lines().find(|line| line.contains(CANARY)).unwrap_or_default();
    assert!(!logged.contains(CANARY), "{told}");
}

#[tokio::test]
async fn what_is_wrong_with_a_form_with_a_file_is_told_and_nothing_is_kept() {
    let (_office, lieke) = office().await;
    let told = |answer: &Answer, words: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.text.contains(words) && answer.text.contains("v-bestand-fout"), "{}", answer.text);
    };
    told(&upload(&lieke, b"", None).await, "Kies een bestand.");
    told(&upload(&lieke, b"", Some(("", b""))).await, "Kies een bestand.");
    told(&upload(&lieke, b"", Some(("leeg.txt", b""))).await, "niet leeg");
    told(&upload(&lieke, b"", Some(("a.pdf", b"%PDF-1.7 x"))).await, "beschadigd");
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    told(&upload(&lieke, b"", Some(("a.txt", &large))).await, "groter dan 20 MB");
    let larger = vec![b'a'; 22 * 1024 * 1024];
    told(&upload(&lieke, b"", Some(("a.txt", &larger))).await, "groter dan 20 MB");

    assert_eq!(upload(&lieke, b"\xFF\xFE", Some(("a.txt", b"x"))).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(upload(&lieke, b"a\0b", Some(("a.txt", b"x"))).await.status, StatusCode::BAD_REQUEST);
    let foreign = form(&[("wet", b"woo"), ("ambtenaren", b"strict")], Some(("a.txt", b"x")));
    assert_eq!(send(&lieke, foreign).await.status, StatusCode::FORBIDDEN, "no token");
    let cut = form(&[("wet", b"woo")], None);
    let cut = cut[..cut.len() / 2].to_vec();
    assert_eq!(send(&lieke, cut).await.status, StatusCode::BAD_REQUEST);
    assert!(lieke.get("/documenten").await.text.contains("Er zijn nog geen documenten"));
}
