//! The journal at the command line: verified, signed, proven, replayed, and tampered with.

use std::path::Path;

use chain::{Bundle, VerifyingKey};
use waarborg::house::testing::Folder;

use crate::killed::{make_client, ruling};
use crate::process::{Service, run, stdout};

/// Five rulings, made by the real service.
fn journal(folder: &Path) {
    let token = make_client(folder);
    let mut service = Service::start(folder, &[]);
    for _ in 0..5 {
        ruling(&service.address, &token).unwrap();
    }
    service.signal("TERM");
    service.child.wait().unwrap();
}

/// Runs `waarborg journal …`: exit code and all that it said.
fn ask(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = run(folder, &[&["journal"], arguments].concat());
    let said = stdout(&output) + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), said)
}

fn tamper(folder: &Path, sql: &str) {
    let database = rusqlite::Connection::open(folder.join("waarborg.sqlite")).unwrap();
    assert!(database.execute(sql, []).unwrap() > 0, "{sql}");
}

#[test]
fn a_journal_is_verified_signed_and_proven() {
    let folder = Folder::make();
    journal(folder.path());
    let (code, said) = ask(folder.path(), &["verify"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.starts_with("verified: "), "{said}");

    let key = VerifyingKey::parse(&stdout(&run(folder.path(), &["journal", "key"]))).unwrap();
    let note = stdout(&run(folder.path(), &["journal", "checkpoint"]));
    let checkpoint = key.open(note.as_bytes()).unwrap();
    for entry in [0, checkpoint.size - 1] {
        let proof = stdout(&run(folder.path(), &["journal", "prove", &entry.to_string(), "--content"]));
        let bundle: Bundle = serde_json::from_str(&proof).unwrap();
        assert!(bundle.check(&key).unwrap().size > checkpoint.size, "the reading is an entry too");
    }
    assert_eq!(ask(folder.path(), &["prove", "9999"]).0, 2);

    let kept = folder.path().join("kept.txt");
    std::fs::write(&kept, &note).unwrap();
    let kept = kept.to_str().unwrap().to_owned();
    assert_eq!(ask(folder.path(), &["verify", "--checkpoint", &kept, "--key", key.as_str()]).0, 0);
    std::fs::write(&kept, note.replace("waarborg.example", "elders.example")).unwrap();
    assert_eq!(ask(folder.path(), &["verify", "--checkpoint", &kept]).0, 2);
    assert_eq!(ask(folder.path(), &["verify", "--checkpoint", "/no/such/file"]).0, 2);
    assert_eq!(ask(folder.path(), &["verify", "--key", "nonsense"]).0, 2);
    assert_eq!(ask(&folder.path().join("elsewhere"), &["verify"]).0, 2);

    // The end is cut off, and head and checkpoints with it: the kept checkpoint tells.
    std::fs::write(&kept, &note).unwrap();
    for table in ["journal_entry", "journal_head", "journal_checkpoint", "journal_policy"] {
        tamper(folder.path(), &format!("DELETE FROM {table}"));
    }
    assert_eq!(ask(folder.path(), &["verify"]).0, 0);
    let (code, said) = ask(folder.path(), &["verify", "--checkpoint", &kept]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("cut off the end"), "{said}");
}

#[test]
fn rulings_are_made_again_bit_for_bit_and_a_forged_one_is_not() {
    let folder = Folder::make();
    journal(folder.path());
    let (code, said) = ask(folder.path(), &["replay"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("5 rulings the same, 0 not"), "{said}");
    tamper(
        folder.path(),
        "UPDATE journal_entry SET body = replace(body, '\"outcome\":\"', '\"outcome\":\"X') \
         WHERE number = (SELECT min(number) FROM journal_entry WHERE kind = 'decision')",
    );
    let (code, said) = ask(folder.path(), &["replay"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("comes out otherwise now") && said.contains("4 rulings the same, 1 not"), "{said}");
    let (code, said) = ask(folder.path(), &["verify"]);
    assert_eq!(code, 1);
    assert!(said.contains(": changed after writing") && said.contains("NOT IN ORDER"), "{said}");
}

#[test]
fn records_of_processing_are_exported_without_anyone_in_them() {
    let folder = Folder::make();
    journal(folder.path());
    let said = stdout(&run(folder.path(), &["journal", "export"]));
    assert_eq!(said.lines().count(), 5);
    for line in said.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(record["trace_id"].is_string() && record.get("actor").is_none(), "{record}");
    }
}
