//! What does not parse is refused at the door, with the path and without the value.

use serde_json::{Value, json};

use super::{BOOK, sources};
use crate::Rulebook;

fn paths(facts: &Value) -> Vec<String> {
    let errors = BOOK.parse(facts).err().unwrap_or_default();
    assert!(
        errors.iter().all(|error| !format!("{error:?}").contains("Kanarie")),
        "a value leaked: {errors:?}"
    );
    errors.into_iter().map(|error| error.path).collect()
}

#[test]
fn every_mistake_names_its_place() {
    for (facts, path) in [
        (json!([]), "$"),
        (json!({}), "question"),
        (json!({ "question": "Kanarie" }), "question"),
        (json!({ "question": null }), "question"),
        (json!({ "question": "disclose", "purpos": {} }), "purpos"),
        (json!({ "question": "disclose", "derived": {} }), "derived"),
        (json!({ "question": "disclose", "purpose": "Kanarie" }), "purpose"),
        (json!({ "question": "disclose", "purpose": { "specific": "Kanarie" } }), "purpose.specific"),
        (json!({ "question": "disclose", "purpose": { "spesific": true } }), "purpose.spesific"),
        (json!({ "question": "disclose", "items": {} }), "items"),
        (json!({ "question": "disclose", "items": ["Kanarie"] }), "items[0]"),
        (json!({ "question": "disclose", "items": [{ "category": "Kanarie" }] }), "items[0].category"),
        (json!({ "question": "disclose", "items": [{ "id": "a" }, { "id": "a" }] }), "items[1].id"),
        (
            json!({ "question": "disclose", "items": [{ "statute": { "effect": "x" } }] }),
            "items[0].statute.effect",
        ),
        (
            json!({ "question": "disclose", "items": [{ "statute_avg": { "effect": 1 } }] }),
            "items[0].statute_avg.effect",
        ),
        (json!({ "question": "disclose", "items": [{ "ground": "e" }] }), "items[0].ground"),
        (json!({ "question": "disclose", "subject": { "age": -1 } }), "subject.age"),
        (json!({ "question": "disclose", "subject": { "age": 4.5 } }), "subject.age"),
        (
            json!({ "question": "disclose", "purpose": { "collected_for": "Kanarie\n" } }),
            "purpose.collected_for",
        ),
        (
            json!({ "question": "disclose", "purpose": { "collected_for": "K".repeat(201) } }),
            "purpose.collected_for",
        ),
        (json!({ "question": "inform", "inform": { "t_obtain": "2026-02-30" } }), "inform.t_obtain"),
        (
            json!({ "question": "inform", "inform": { "t_record_month": "2026-02-03" } }),
            "inform.t_record_month",
        ),
        (json!({ "question": "minutes", "minutes": { "findings": ["Kanarie"] } }), "minutes.findings"),
        (
            json!({ "question": "public_request", "public_request": { "passages": [{ "x": 1 }] } }),
            "public_request.passages[0].x",
        ),
        (json!({ "question": "minutes", "Kanarie": 1 }), "(an unknown name)"),
    ] {
        assert_eq!(paths(&facts), [path], "{facts}");
    }
}

#[test]
fn all_mistakes_come_back_at_once() {
    let facts = json!({ "question": "disclose", "purpose": { "specific": 1, "explicit": 2 }, "scope": [] });
    assert_eq!(paths(&facts).len(), 3);
}

#[test]
fn a_broken_policy_names_file_and_rule() {
    let file = "wil/6.8-verslagen.cedar";
    for (from, to, expected) in [
        ("context.minutes.external", "context.minutes.externa", "externa"),
        ("@norm(\"6.8-3\")", "@nrm(\"6.8-3\")", "@nrm"),
        ("@outcome(\"refused\")", "@outcome(\"nee\")", "@outcome"),
        ("@alternative(\"case_file\")", "@alternative(\"kanarie\")", "kanarie"),
        ("MinutesSubject::\"client\"", "MinutesSubject::\"klant\"", "klant"),
        ("@id(\"6.8-met-anderen\")", "@id(\"6.8-schoon\")", "same `@id`"),
        ("forbid (", "forbod (", "forbod"),
    ] {
        let mut broken = sources();
        let text = broken.0.get_mut(file).unwrap();
        assert!(text.contains(from), "the test is out of date: {from}");
        *text = text.replacen(from, to, 1);
        let findings = Rulebook::load(&broken).expect_err(from);
        assert!(findings.iter().all(|finding| finding.file == file), "{from}: {findings:?}");
        assert!(
            findings.iter().any(|finding| finding.to_string().contains(expected)),
            "{from}: {findings:?}"
        );
    }
}

#[test]
fn conclusions_that_need_each_other_are_refused() {
    let mut broken = sources();
    let text = broken.0.get_mut("definitions/openness.cedar").unwrap();
    text.push_str("@id(\"kring\") @defines(\"own_file\") permit (principal, action == Action::\"public_request\", resource) when { context.derived.relative_may_see };");
    text.push_str("@id(\"kring-2\") @defines(\"relative_may_see\") permit (principal, action == Action::\"public_request\", resource) when { context.derived.own_file };");
    let findings = Rulebook::load(&broken).expect_err("a circle");
    assert!(findings.iter().any(|finding| finding.message.contains("need each other")), "{findings:?}");
}

#[test]
fn the_version_follows_what_rules_and_nothing_else() {
    let mut changed = sources();
    changed.0.insert("register/new.toml".to_owned(), "x = 1".to_owned());
    assert_eq!(changed.hash(), BOOK.hash());
    let rule = changed.0.get_mut("wil/6.8-verslagen.cedar").unwrap();
    rule.push(' ');
    assert_ne!(changed.hash(), BOOK.hash());
    assert!(Rulebook::load(&changed.that_rule()).is_ok(), "the bundle of the journal loads by itself");
}

#[test]
fn an_edition_without_a_name_or_with_an_odd_one_is_a_mistake() {
    let mut files = sources();
    let text = files.0["organisation.toml"].clone();
    let written = "edition = \"2017.1\"\n";
    assert!(text.contains(written));
    let mut load = |line: &str| {
        files.0.insert("organisation.toml".to_owned(), text.replace(written, line));
        Rulebook::load(&files)
    };
    assert!(load("edition = \"2026.1-b\"\n").unwrap().version().starts_with("2026.1-b+"));
    for line in ["", "edition = 2017\n", "edition = \"\"\n", "edition = \"2017 +1\"\n"] {
        let findings = load(line).err().unwrap();
        assert!(findings.iter().any(|finding| finding.file == "organisation.toml"), "{line}: {findings:?}");
    }
}
