//! Who is charged with what: a head says so for the own department, and names a file by its number.

use std::sync::Arc;

use axum::http::StatusCode;
use waarborg::house::House;
use waarborg::records::{self, File};

use crate::office::{Answer, Caller, Office};
use crate::pages::{sign_in, token_in};

const PAGE: &str = "/toewijzingen";

async fn post(head: &Caller, action: &str, fields: &str) -> Answer {
    let token = token_in(&head.get(PAGE).await.text, action);
    let body = format!("formulier={token}&{fields}").into_bytes();
    head.with("content-type", "application/x-www-form-urlencoded").send("POST", action, body).await
}

async fn some_file(house: &House) -> File {
    let files = |tx: &mut waarborg::db::Tx<'_>| records::files_of_law(tx, "PW", 1);
    house.db.read("test.files", files).await.unwrap().remove(0)
}

async fn is_charged(house: &Arc<House>, account: &str, file: &File) -> bool {
    let (account, id) = (account.to_owned(), file.id.as_str().to_owned());
    let read = move |tx: &mut waarborg::db::Tx<'_>| waarborg::desk::charge(tx, &account, "PW", &id);
    house.db.read("test.charge", read).await.unwrap().file
}

#[tokio::test]
async fn a_head_charges_people_of_the_own_department_only() {
    // proves!("2-8")
    let office = Office::demo();
    waarborg::register::seed_at_start(&office.house).await.unwrap();
    waarborg::desk::ensure_demo(&office.house).await.unwrap();
    waarborg::vault::seed_demo(&office.house).await.unwrap();
    let file = some_file(&office.house).await;
    let head = sign_in(&office, "demo-mehmet").await;
    let page = head.get(PAGE).await;
    assert!(page.text.contains("Bram Oosterhuis") && !page.text.contains("Noor van der Linden"));

    let bad = post(&head, PAGE, "medewerker=demo-bram&wet=&dossier=a+b").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text.contains("Kies een wet of taak"));
    for wrong in ["wet=PW&dossier=a+b".to_owned(), format!("wet=HR&dossier={}", file.number)] {
        let bad = post(&head, PAGE, &format!("medewerker=demo-bram&{wrong}")).await;
        assert!(bad.text.contains("Er is geen dossier met dit nummer bij deze wet of taak"), "{wrong}");
    }
    let other = post(&head, PAGE, "medewerker=demo-noor&wet=PW").await;
    assert_eq!(other.status, StatusCode::FORBIDDEN, "of another department");

    let fields = format!("medewerker=demo-bram&wet=PW&dossier={}", file.number);
    post(&head, "/toewijzingen/beeindigen", &fields).await;
    assert!(!is_charged(&office.house, "demo-bram", &file).await);
    assert_eq!(post(&head, PAGE, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(is_charged(&office.house, "demo-bram", &file).await);
    let page = head.get(PAGE).await;
    assert!(page.text.contains(&file.number) && !page.text.contains(file.id.as_str()), "by its number");
    assert_eq!(post(&head, "/toewijzingen/beeindigen", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(!is_charged(&office.house, "demo-bram", &file).await);

    for (person, status) in [
        ("demo-fatma", StatusCode::OK),
        ("demo-anouk", StatusCode::OK),
        ("demo-bram", StatusCode::FORBIDDEN),
        ("demo-ruben", StatusCode::FORBIDDEN),
    ] {
        let shown = sign_in(&office, person).await.get(PAGE).await;
        assert_eq!(shown.status, status, "{person}");
        assert!(!shown.text.contains("action=\"/toewijzingen\""), "{person} changes nothing");
    }
}
