//! Stopped or killed under load: every ruling that was acknowledged stands in the journal, and the tree holds.

use std::collections::HashSet;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

use chain::{Frontier, Hash};
use waarborg::house::testing::Folder;

use crate::process::{Service, ask, run, stdout};

/// How often the service is killed.
const ROUNDS: usize = 50;

/// Asks one ruling; its id once the answer is there, `None` when the service is gone or refuses.
pub(crate) fn ruling(address: &str, token: &str) -> Option<String> {
    // Few facts, quickly ruled on: it is the writing that is tried here.
    let body = "{\"question\":\"disclose\",\"scope\":{\"identifiable\":\"none\"}}";
    let request = format!(
        "POST /v1/decisions HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (status, answer) = ask(address, &request).ok()?;
    let id = answer.split("\"ruling_id\":\"").nth(1).and_then(|rest| rest.split_once('"'));
    match (status, id) {
        // An answer that was cut off before its id is no acknowledgement.
        (200, id) => id.map(|(id, _)| id.to_owned()),
        (503, _) => None,
        _ => panic!("{answer}"),
    }
}

/// Eight callers that ask until the service is gone. Their acknowledged rulings come out as they are answered.
fn callers(address: &str, token: &str) -> mpsc::Receiver<String> {
    let (tell, told) = mpsc::channel();
    for _ in 0..8 {
        let (address, token, tell) = (address.to_owned(), token.to_owned(), tell.clone());
        thread::spawn(move || {
            while let Some(id) = ruling(&address, &token) {
                tell.send(id).unwrap();
            }
        });
    }
    told
}

pub(crate) fn make_client(data: &Path) -> String {
    let made = stdout(&run(data, &["client", "create", "Zaaksysteem", "--scope", "decide"]));
    made.lines().find_map(|line| line.strip_prefix("token:")).unwrap().trim().to_owned()
}

/// All is there, and the head of the tree is that of the entries.
fn check(data: &Path, acknowledged: &[String]) {
    let database = rusqlite::Connection::open(data.join("waarborg.sqlite")).unwrap();
    let mut rows = database.prepare("SELECT ruling, leaf FROM journal_entry ORDER BY number").unwrap();
    let mut found = HashSet::new();
    let mut tree = Frontier::default();
    let mut rows = rows.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        found.extend(row.get::<_, Option<String>>(0).unwrap());
        tree.append(Hash::from_bytes(&row.get::<_, Vec<u8>>(1).unwrap()).unwrap());
    }
    let lost = acknowledged.iter().filter(|id| !found.contains(*id)).count();
    assert_eq!(lost, 0, "of {} acknowledged rulings", acknowledged.len());
    let head: Vec<u8> =
        database.query_row("SELECT frontier FROM journal_head", [], |row| row.get(0)).unwrap();
    assert_eq!(head, tree.to_bytes());
}

#[test]
fn killed_fifty_times_every_acknowledged_ruling_is_in_the_journal() {
    let folder = Folder::make();
    let token = make_client(folder.path());
    let mut acknowledged = Vec::new();
    for round in 0..ROUNDS {
        let mut service = Service::start(folder.path(), &[]);
        let told = callers(&service.address, &token);
        acknowledged.extend(told.iter().take(5 + round % 7));
        service.child.kill().unwrap();
        service.child.wait().unwrap();
        acknowledged.extend(told);
        check(folder.path(), &acknowledged);
    }
    assert!(acknowledged.len() >= ROUNDS * 5);
    for check in ["verify", "replay"] {
        let done = run(folder.path(), &["journal", check]);
        assert_eq!(done.status.code(), Some(0), "{check}: {}", stdout(&done));
    }
    let doctor = run(folder.path(), &["doctor"]);
    assert_eq!(doctor.status.code(), Some(0), "{}", stdout(&doctor));
}

#[test]
fn asked_to_stop_under_load_every_acknowledged_ruling_is_in_the_journal() {
    let folder = Folder::make();
    let token = make_client(folder.path());
    let mut service = Service::start(folder.path(), &[]);
    let told = callers(&service.address, &token);
    let mut acknowledged: Vec<String> = told.iter().take(100).collect();
    service.signal("TERM");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    acknowledged.extend(told);
    assert!(acknowledged.len() >= 100);
    check(folder.path(), &acknowledged);
    let doctor = run(folder.path(), &["doctor"]);
    assert!(stdout(&doctor).contains("entries, all signed"), "{}", stdout(&doctor));
}
