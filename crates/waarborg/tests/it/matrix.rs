//! Who may come where: every role against every address and verb, one table, every cell asserted.
//!
//! The addresses are read from the sources, so a new one without a line here fails. A cell says what the door answers:
//! `y` let in, `n` the role may not (403), `s` first sign in, `i` first the instruction, `t` let in as far as the form's own
//! token (what the role may do with a form that is ours is tested by each chapter), `k` a client's token is wanted (401),
//! `-` gone (404: nobody hears that there is such a thing).

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::StatusCode;

use crate::office::{Answer, Caller, Office};
use crate::pages::{Visitor, place, sign_in};

/// Nobody, and someone in each role; a resident; a volunteer who promised secrecy; someone who did not read the instruction.
const CALLERS: [&str; 11] = [
    "",
    "demo-bram",
    "demo-joost",
    "demo-fatma",
    "demo-hugo",
    "demo-lieke",
    "demo-ruben",
    "demo-anouk",
    "inwoner-1",
    "demo-wim",
    "demo-eva",
];

/// Columns: nobody, employee, department head, officer, archivist, disclosure officer, board, administrator, resident,
/// volunteer, employee without the instruction.
const TABLE: &str = include_str!("matrix.txt");

#[tokio::test]
async fn every_role_at_every_address() {
    let office = Office::demo();
    waarborg::register::seed_at_start(&office.house).await.unwrap();
    waarborg::desk::ensure_demo(&office.house).await.unwrap();
    let wim = Visitor::sign_in(&office, "demo-wim").await;
    let page = wim.get("/instructie").await;
    assert_eq!(place(&wim.send(&page, "/instructie", "gelezen=ja&geheim=ja").await), "/");
    let mut callers = Vec::new();
    for person in CALLERS {
        callers.push(if person.is_empty() { office.stranger() } else { sign_in(&office, person).await });
    }
    let mut actual = Vec::new();
    for (path, method) in routes() {
        let mut cells = Vec::new();
        for caller in &callers {
            cells.push(cell(&knock(caller, method, &path).await));
        }
        actual.push(format!("{method} {path} {}", cells.join(" ")));
    }
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let expected =
        lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>();
    let differs = actual.iter().filter(|line| !expected.contains(line)).collect::<Vec<_>>();
    let gone = expected.iter().filter(|line| !actual.contains(line)).collect::<Vec<_>>();
    assert!(
        differs.is_empty() && gone.is_empty(),
        "not so in the table:\n{differs:#?}\nonly there:\n{gone:#?}"
    );
}

async fn knock(caller: &Caller, method: &str, path: &str) -> Answer {
    // A well-formed id that does not exist, whatever stands for it.
    let mut real = String::new();
    for (number, part) in path.split('/').enumerate() {
        if number > 0 {
            real.push('/');
        }
        match part {
            "{number}" | "{entry}" => real.push('1'),
            "{paragraph}" => real.push_str("6.9"),
            "{name}" => real.push_str("waarborg.css"),
            "{file}" => real.push_str("register.csv"),
            "{part}" => real.push_str("waarom"),
            "{activity}" => real.push_str("REG-01"),
            "{id}" if path.starts_with("/register") || path.contains("processing-activities") => {
                real.push_str("REG-01");
            }
            part if part.starts_with('{') => real.push_str(&"0".repeat(32)),
            part => real.push_str(part),
        }
    }
    if method == "GET" {
        return caller.get(&real).await;
    }
    let is_interface = ["/v1", "/access", "/ldv"].iter().any(|start| real.starts_with(start));
    let kind = if is_interface { "application/json" } else { "application/x-www-form-urlencoded" };
    caller.with("content-type", kind).send(method, &real, Vec::new()).await
}

fn cell(answer: &Answer) -> &'static str {
    let to = answer.headers.get("location").and_then(|place| place.to_str().ok()).unwrap_or_default();
    let (to_sign_in, to_instruction) = (to.starts_with("/aanmelden?terug="), to == "/instructie");
    match answer.status {
        _ if to_sign_in => "s",
        _ if to_instruction => "i",
        StatusCode::UNAUTHORIZED => "k",
        StatusCode::FORBIDDEN if answer.text.contains("niet van ons") => "t",
        StatusCode::FORBIDDEN => "n",
        StatusCode::NOT_FOUND => "-",
        status if status.is_server_error() => "!",
        _ => "y",
    }
}

/// Every address with its verbs, as the sources lay them out.
fn routes() -> BTreeSet<(String, &'static str)> {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut routes = BTreeSet::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for part in text.split(".route(").skip(1) {
                    let address = part.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                    let address =
                        address.unwrap_or_else(|| panic!("{}: write the address out", path.display()));
                    let verbs = part.split(".route(").next().unwrap_or(part);
                    let verbs = verbs.split(")\n").next().unwrap_or(verbs);
                    for (word, method) in
                        [("get(", "GET"), ("post(", "POST"), ("put(", "PUT"), ("search(", "POST")]
                    {
                        let called = verbs.match_indices(word).any(|(at, _)| {
                            verbs.get(..at).is_some_and(|before| {
                                !before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_')
                            })
                        });
                        if called {
                            routes.insert((address.to_owned(), method));
                        }
                    }
                }
            }
        }
    }
    routes
}
