//! `waarborg decide`, as people and scripts run it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::{Value, json};
use waarborg::house::testing::Folder;

use crate::office::{allowed_facts, refused_facts};
use crate::process::{command, stdout};

fn decide(arguments: &[&str], input: &[u8]) -> Output {
    let mut all = vec!["decide"];
    all.extend(arguments);
    // The data folder does not exist, and is not needed.
    let mut child = command(Path::new("/nonexistent"), &all)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that refuses its arguments is gone before it has read anything: a broken pipe is no failure here.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_object_or_a_line_for_each() {
    let pretty = serde_json::to_string_pretty(&refused_facts()).unwrap();
    let output = decide(&["--regime", "avg"], pretty.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let [ruling] = &lines(&output)[..] else { panic!("one line") };
    assert_eq!(ruling["outcome"], "REFUSED");
    let keys: Vec<&str> = ruling.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "id",
            "outcome",
            "regime",
            "at",
            "policy_version",
            "verdicts",
            "items",
            "reasons",
            "obligations",
            "questions",
            "alternative"
        ]
    );

    let two =
        format!("{}\n\n{}\n", refused_facts(), json!({ "id": "b", "title": "t", "facts": allowed_facts() }));
    let output = decide(&["--regime", "wbp", "-"], two.as_bytes());
    let rulings = lines(&output);
    assert_eq!(rulings.len(), 2);
    assert_eq!((&rulings[1]["id"], &rulings[1]["at"]), (&json!("b"), &json!("2018-05-24")));

    let folder = Folder::make();
    let file = folder.path().join("facts.json");
    std::fs::write(&file, pretty).unwrap();
    let output = decide(&["--at", "2018-05-25", "--pending-at-transition", file.to_str().unwrap()], b"");
    assert_eq!(lines(&output)[0]["regime"], "wbp");
}

#[test]
fn a_mistake_anywhere_and_nothing_is_decided() {
    let good = refused_facts().to_string();
    let mut wrong = refused_facts();
    wrong["items"][0]["category"] = json!("Jansen");
    for (input, place) in [
        (format!("{good}\n{wrong}\n"), "line 2: items[0].category: "),
        (wrong.to_string(), "items[0].category: "),
        (format!("{good}\n{{\"question\":\n"), "line 2: question: "),
        (json!({ "facts": wrong }).to_string(), "facts.items[0].category: "),
        (String::from("[]"), "expected an object"),
        (String::new(), "there is nothing in the input"),
    ] {
        let output = decide(&[], input.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(output.stdout.is_empty(), "{place}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(place), "{place}: {told}");
        assert!(!told.contains("Jansen"), "{told}");
    }
    assert_eq!(decide(&[], b"{\"question\":\"\xff\"}").status.code(), Some(2));
    assert_eq!(decide(&["/nonexistent/facts.json"], b"").status.code(), Some(2));
    assert_eq!(decide(&["--at", "2026-02-30"], good.as_bytes()).status.code(), Some(2));
    assert_eq!(decide(&["--regime", "gdpr"], good.as_bytes()).status.code(), Some(2));
}
