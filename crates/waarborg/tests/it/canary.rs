//! The canary: a name in every free text of a question is found in no log line, no error and no address.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};

use serde_json::{Value, json};
use waarborg::desk::Scope;

use crate::office::{Answer, Office, allowed_facts};

const CANARY: &str = "Kwikstaart";

/// All that this program logs while the tests run, from every thread.
pub(crate) fn log() -> &'static Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Log::default();
        let sink = log.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || sink.clone())
            .init();
        log
    })
}

#[derive(Clone, Default)]
pub(crate) struct Log(pub(crate) Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Facts with the canary wherever text is free.
fn facts() -> Value {
    let mut facts = allowed_facts();
    facts["id"] = json!(format!("{CANARY} 1"));
    facts["purpose"]["collected_for"] = json!(format!("{CANARY} PW"));
    facts["purpose"]["requested_for"] = json!(format!("{CANARY} WGS"));
    facts["items"][0]["id"] = json!(format!("letter about {CANARY}"));
    facts["items"][0]["statute"]["cite"] = json!(format!("{CANARY} 1"));
    facts["items"][0]["exemption_avg"] = json!(format!("{CANARY} 9"));
    facts["items"][0]["exemption_wbp"] = json!(format!("{CANARY} 23"));
    facts
}

fn assert_silent(answer: &Answer, name: &str) {
    for (key, value) in &answer.headers {
        assert!(!String::from_utf8_lossy(value.as_bytes()).contains(CANARY), "{name}: header {key}");
    }
    if !answer.status.is_success() {
        assert!(!answer.text.contains(CANARY), "{name}: {}", answer.text);
    }
    for link in answer.json["links"].to_string().split('"') {
        assert!(!link.contains(CANARY), "{name}: {link}");
    }
}

#[tokio::test]
async fn a_name_in_the_facts_comes_nowhere_else() {
    let log = log();
    let office = Office::demo();
    let client = office.client(&Scope::ALL).await;
    let subject = json!({ "id": format!("{CANARY} 999990019"), "id_type": "BSN" });

    let good = [
        ("/v1/decisions", facts()),
        ("/v1/decisions", json!({ "id": CANARY, "facts": facts() })),
        ("/v1/decisions/batch", json!([{ "facts": facts() }])),
        (
            "/access/v1/evaluation",
            json!({
                "subject": { "type": "user", "id": CANARY, "properties": { "name": CANARY } },
                "action": { "name": "verstrekken" },
                "resource": { "type": "file", "id": CANARY },
                "context": { "facts": facts(), "note": CANARY }
            }),
        ),
    ];
    for (path, body) in good {
        let answer = client.post(path, &body).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        assert_silent(&answer, path);
    }

    let with = |pointer: &str, value: Value| {
        let mut facts = facts();
        *facts.pointer_mut(pointer).unwrap() = value;
        json!({ "facts": facts })
    };
    let bad = [
        ("/v1/decisions", with("/question", json!(CANARY))),
        ("/v1/decisions", with("/items/0/category", json!(CANARY))),
        ("/v1/decisions", with("/consent/free", json!(CANARY))),
        ("/v1/decisions", with("/subject/age", json!(CANARY))),
        ("/v1/decisions", with("/scope", json!(CANARY))),
        ("/v1/decisions", json!({ "facts": facts(), "at": CANARY, "regime": CANARY, "id": [CANARY] })),
        ("/v1/decisions", json!({ "facts": facts(), "activity": CANARY, "subject": subject })),
        ("/v1/decisions", json!({ "facts": facts(), format!("{CANARY} de Boer"): 1 })),
        ("/v1/decisions", json!({ "facts": { "question": "disclose", format!("{CANARY} de Boer"): 1 } })),
        ("/v1/decisions/batch", json!({ "facts": CANARY })),
        ("/access/v1/evaluation", json!({ "subject": CANARY, "action": CANARY, "resource": [CANARY] })),
        ("/access/v1/search/subject", json!({ "subject": { "type": 1 }, "page": { "token": CANARY } })),
        ("/ldv/v1/processing-activities", json!({ "traceId": CANARY })),
        ("/ldv/v1/processing-activities", json!({ "dpl.core.data_subject_id": CANARY })),
        ("/ldv/v1/processing-activities", json!({ format!("{CANARY} de Boer"): 1, "traceId": CANARY })),
    ];
    for (path, body) in bad {
        let answer = client.post(path, &body).await;
        assert_eq!(answer.status, 400, "{path}: {}", answer.text);
        assert_silent(&answer, path);
        let broken = format!("{body}{CANARY}").into_bytes();
        let answer = client.with("content-type", "application/json").send("POST", path, broken).await;
        assert_eq!(answer.status, 400, "{path}");
        assert_silent(&answer, path);
    }
    for path in [
        format!("/v1/{CANARY}"),
        format!("/v1/decisions?name={CANARY}"),
        format!("/v1/journal/entries/{CANARY}/proof"),
        format!("/v1/journal/consistency?earlierSize={CANARY}"),
        format!("/{CANARY}"),
    ] {
        let answer = client.with("x-request-id", "1").with("user-agent", CANARY).get(&path).await;
        assert!(answer.status.is_client_error(), "{path}");
        if path.starts_with("/v1") {
            assert_silent(&answer, &path);
        }
    }
    let body = json!({
        "dpl.core.data_subject_id": format!("{CANARY} 999990019"), "dpl.core.data_subject_id_type": "BSN"
    });
    assert_silent(&client.post("/ldv/v1/processing-activities", &body).await, "search by subject");

    // What other tests log meanwhile is no matter: the canary is only here.
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(text.contains("request answered"), "the log was caught");
    assert!(
        !text.contains(CANARY),
        "{}",
        text.lines().find(|line| line.contains(CANARY)).unwrap_or_default()
    );
}
