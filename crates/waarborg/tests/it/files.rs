//! Files from outside: a person's name, number and address are in no log, no error, no address and no raw byte; and a
//! service that is killed while it writes keeps every acknowledged item with its entry, and nothing half.

use std::collections::HashSet;
use std::sync::mpsc;
use std::thread;

use axum::http::StatusCode;
use waarborg::db::Location;
use waarborg::house::testing::{self, Folder};

use crate::canary::log;
use crate::office::{Answer, Office};
use crate::pages::{Visitor, place};
use crate::process::{Service, ask, run, stdout};

const CANARIES: [&str; 4] = ["Tjiftjaf", "999990111", "Rietkraag 77", "onrustige nachten"];

pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let plain = |text: &str| {
        let bytes = text.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            b' ' => String::from("+"),
            other => format!("%{other:02X}"),
        });
        bytes.collect::<String>()
    };
    fields.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect::<Vec<_>>().join("&")
}

/// Nothing about the person in what machines keep of an answer.
fn assert_quiet(answer: &Answer, step: &str) {
    for (name, value) in &answer.headers {
        let value = String::from_utf8_lossy(value.as_bytes());
        assert!(CANARIES.iter().all(|canary| !value.contains(canary)), "{step}: header {name}");
    }
    for part in answer.text.split("href=\"").skip(1).chain(answer.text.split("action=\"").skip(1)) {
        let address = part.split('"').next().unwrap_or_default();
        assert!(CANARIES.iter().all(|canary| !address.contains(canary)), "{step}: {address}");
    }
}

#[tokio::test]
async fn a_person_in_a_file_comes_nowhere_else() {
    log();
    let folder = Folder::make();
    let path = folder.path().join("waarborg.sqlite");
    let (house, _) = testing::house(&Location::Sqlite(path.clone()));
    let office = Office::of(house.clone());
    waarborg::register::seed_at_start(&house).await.unwrap();
    waarborg::desk::ensure_demo(&house).await.unwrap();
    let bram = Visitor::sign_in(&office, "demo-bram").await;

    let page = bram.get("/dossiers/nieuw").await;
    let person = [
        ("verwerking", "REG-01/PW"),
        ("voornaam", "Toos"),
        ("achternaam", "Tjiftjaf"),
        ("geboren", "12-3-1979"),
        ("bsn", "999990111"),
        ("adres", "Rietkraag 77"),
    ];
    let mut wrong = person;
    wrong[3].1 = "31-2-1979";
    let answer = bram.send(&page, "/dossiers/nieuw", &encoded(&wrong)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("Tjiftjaf"), "what was filled in is not lost");
    assert_quiet(&answer, "a wrong day");
    let answer = bram.send(&page, "/dossiers/nieuw", &encoded(&person)).await;
    assert_quiet(&answer, "a new file");
    let file = place(&answer);
    let again = bram.send(&page, "/dossiers/nieuw", &encoded(&person)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "the same form twice does nothing");

    let page = bram.get(&format!("{file}/toevoegen")).await;
    let item = [
        ("soort", "wat iemand door gezondheid niet of minder kan"),
        ("inhoud", "onrustige nachten"),
        ("herkomst", "subject"),
        ("bron", "gesprek"),
        ("verkregen", "16-11-2026"),
    ];
    let answer = bram.send(&page, &format!("{file}/toevoegen"), &encoded(&item)).await;
    assert_eq!(place(&answer), file);
    let endless = "onrustige nachten ".repeat(600_000);
    let mut huge = item;
    huge[1].1 = &endless;
    let answer = bram.send(&page, &format!("{file}/toevoegen"), &encoded(&huge)).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert_quiet(&answer, "ten megabytes");
    let answer = bram.send(&page, &format!("{file}/toevoegen"), "inhoud=%FF%FE&bron=%00").await;
    assert!(answer.status.is_client_error(), "{}", answer.status);

    let page = bram.get(&file).await;
    assert_quiet(&page, "a file");
    assert!(CANARIES.iter().all(|canary| !page.text.contains(canary)), "nothing is open yet");
    let ids = page
        .text
        .split("name=\"open\" value=\"")
        .skip(1)
        .filter_map(|part| part.get(..32))
        .collect::<Vec<_>>();
    let mut fields = ids.iter().map(|id| ("open", *id)).collect::<Vec<_>>();
    fields.push(("doel", "task"));
    let opened = bram.send(&page, &file, &encoded(&fields)).await;
    assert!(CANARIES.iter().all(|canary| opened.text.contains(canary)), "all of it is open now");
    assert_eq!(opened.headers["cache-control"], "no-store");
    assert_quiet(&opened, "opened");

    // Someone else's file: no word of it, neither by its address nor by number.
    let noor = Visitor::sign_in(&office, "demo-noor").await;
    assert_eq!(noor.get(&file).await.status, StatusCode::NOT_FOUND);
    let page = noor.get("/dossiers").await;
    let found = noor.send(&page, "/dossiers", "bsn=999990111").await;
    assert_quiet(&found, "searched");
    assert!(found.text.contains("Geen dossier gevonden"));

    house.db.stop();
    assert_nowhere(&folder, &CANARIES);
}

/// In no line of the log, and in no byte of the database.
pub(crate) fn assert_nowhere(folder: &Folder, canaries: &[&str]) {
    let text = String::from_utf8(log().0.lock().unwrap().clone()).unwrap();
    for canary in canaries {
        assert!(!text.contains(canary), "the log holds {canary}");
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap().path();
            let bytes = std::fs::read(&file).unwrap();
            let found = bytes.windows(canary.len()).any(|part| part == canary.as_bytes());
            assert!(!found, "{} holds {canary}", file.display());
        }
    }
}

/// How many write at the same time.
const WRITERS: usize = 200;

/// A raw request of someone who is signed in.
fn request(address: &str, cookie: &str, method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn token_in(page: &str, action: &str) -> String {
    let form = page.split("<form ").find(|form| form.contains(&format!("action=\"{action}\""))).unwrap();
    form.split("name=\"formulier\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn killed_amid_two_hundred_writes_no_item_is_without_its_entry_and_no_entry_without_its_item() {
    let folder = Folder::make();
    let mut service = Service::start(folder.path(), &["--demo"]);
    let address = service.address.clone();
    let (_, page) = ask(&address, &request(&address, "", "GET", "/aanmelden", "")).unwrap();
    let body = format!("formulier={}&persoon=demo-bram&terug=%2F", token_in(&page, "/aanmelden"));
    let (_, signed_in) = ask(&address, &request(&address, "", "POST", "/aanmelden", &body)).unwrap();
    let cookie = signed_in.split("set-cookie: ").nth(1).unwrap().split(';').next().unwrap().to_owned();
    let (_, list) = ask(&address, &request(&address, &cookie, "GET", "/dossiers", "")).unwrap();
    let file = list.split("href=\"/dossiers/").nth(1).and_then(|part| part.get(..32)).unwrap().to_owned();
    assert!(file.bytes().all(|byte| byte.is_ascii_hexdigit()), "{file}");
    let path = format!("/dossiers/{file}/toevoegen");

    // Each writer has a form of its own; all send at once.
    let mut forms = Vec::new();
    for _ in 0..WRITERS {
        let (_, page) = ask(&address, &request(&address, &cookie, "GET", &path, "")).unwrap();
        forms.push(token_in(&page, &path));
    }
    let (tell, told) = mpsc::channel();
    for form in forms {
        let (address, cookie, path, tell) = (address.clone(), cookie.clone(), path.clone(), tell.clone());
        thread::spawn(move || {
            let fields = [
                ("formulier", form.as_str()),
                ("soort", "inkomen"),
                ("inhoud", "geen"),
                ("herkomst", "subject"),
                ("bron", "gesprek"),
                ("verkregen", "16-11-2026"),
            ];
            let sent = ask(&address, &request(&address, &cookie, "POST", &path, &encoded(&fields)));
            // Gone before the answer is no acknowledgement.
            let _ = tell.send(matches!(sent, Ok((303, _))));
        });
    }
    drop(tell);
    let mut acknowledged = told.iter().take(WRITERS / 3).filter(|done| *done).count();
    service.child.kill().unwrap();
    service.child.wait().unwrap();
    acknowledged += told.iter().filter(|done| *done).count();

    // Started again, so that what the engine had to mend is mended.
    drop(Service::start(folder.path(), &["--demo"]));
    let verified = run(folder.path(), &["journal", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", stdout(&verified));
    let database = rusqlite::Connection::open(folder.path().join("waarborg.sqlite")).unwrap();
    let all = |sql: &str| -> HashSet<String> {
        let mut statement = database.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let items = all("SELECT id FROM records_item");
    assert_eq!(
        items,
        all("SELECT item FROM vault_content"),
        "an item without contents, or the other way round"
    );
    let recorded = all("SELECT json_extract(body, '$.object') FROM journal_entry \
         WHERE kind = 'audit' AND json_extract(body, '$.action') = 'item.record'");
    assert_eq!(items, recorded, "an effect without its entry, or an entry without its effect");
    let written =
        all(&format!("SELECT id FROM records_item WHERE file = '{file}' AND kind = 'inkomen'")).len();
    assert!(acknowledged > 0 && written >= acknowledged, "{written} of {acknowledged} acknowledged");
}
