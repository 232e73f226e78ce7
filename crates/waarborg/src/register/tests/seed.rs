//! The thirteen entries that the register starts with.

use std::collections::BTreeSet;

use super::{files, seeded};
use crate::register::{
    NAMED_BY_POLICY, RetentionSource, Status, Vocabulary, completeness, entries, findings,
    missing_registrations,
};

// proves!("1-2", "1-3", "4-15")
#[test]
fn the_thirteen_entries_are_well_formed() {
    let entries = entries(&files()).unwrap();
    let ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    let expected = [
        "REG-01", "REG-02", "REG-03", "REG-03b", "REG-04", "REG-05", "REG-06", "REG-07", "REG-08", "REG-09",
        "REG-10", "REG-11", "REG-12",
    ];
    assert_eq!(ids, expected);
    let vocabulary = Vocabulary::load(&files()).unwrap();
    assert!(missing_registrations(ids.iter().copied()).is_empty());
    assert_eq!(missing_registrations(ids.iter().copied().filter(|id| *id != "REG-03")), ["REG-03"]);
    for (id, entry) in &entries {
        assert!(!entry.task_codes.is_empty(), "{id} has no task (1-1)");
        assert!(!entry.owner.is_empty(), "{id} has no department (6.14-6)");
        assert!(!entry.watch_points.is_empty(), "{id} has no watch points");
        assert!(completeness(entry).record_missing.is_empty(), "{id} lacks fields of AVG 30(1)");
        let norms: Vec<&str> = findings(entry, &vocabulary).iter().map(|finding| finding.norm).collect();
        assert!(norms.iter().all(|norm| matches!(*norm, "2-13" | "5-13")), "{id}: {norms:?}");
    }
}

/// The periods of the entries are those of the selection list, and every number they cite is in the table.
#[test]
fn periods_follow_the_selection_list() {
    let files = files();
    let vocabulary = Vocabulary::load(&files).unwrap();
    let mut cited = BTreeSet::new();
    for (id, entry) in entries(&files).unwrap() {
        for line in &entry.retention {
            let Some(code) = &line.code else { continue };
            let listed = vocabulary.results.get(code).unwrap_or_else(|| panic!("{id} cites {code}"));
            assert_eq!(line.period, Some(listed.period), "{id} {code}");
            assert_eq!(line.start, listed.start, "{id} {code}");
            cited.insert(code.clone());
        }
    }
    let table: BTreeSet<String> = vocabulary.results.keys().cloned().collect();
    assert_eq!(cited, table, "the table holds what the entries cite and nothing else");
}

#[test]
fn the_register_shows_which_board_decisions_are_missing() {
    let missing: Vec<(String, String)> = entries(&files())
        .unwrap()
        .iter()
        .flat_map(|(id, entry)| {
            let lines = entry.missing_board_decisions();
            lines.map(|line| (id.to_string(), line.result.clone())).collect::<Vec<_>>()
        })
        .collect();
    let ids: Vec<&str> = missing.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["REG-02", "REG-03", "REG-03b", "REG-11", "REG-12"]);
    for (_, entry) in entries(&files()).unwrap() {
        assert!(entry.missing_board_decisions().all(|line| line.source == RetentionSource::Missing));
    }
}

// proves!("2-1")
#[test]
fn seeding_happens_once_and_keeps_incomplete_entries_as_drafts() {
    seeded(async |house, _| {
        let context = super::context(house, ground::Role::Operator);
        let again = house.db.write("register.seed", move |tx| crate::register::seed(tx, &context, &files()));
        assert_eq!(again.await.unwrap(), 0);
        let activities = house.db.read("register.all", crate::register::all).await.unwrap();
        assert_eq!(activities.len(), 13);
        for version in &activities {
            // Nobody has fixed how long contacts with employers are kept, so question five is open (2-1, 2-13).
            let expected = if version.id.as_str() == "REG-03" { Status::Draft } else { Status::Active };
            assert_eq!(version.status, expected, "{}", version.id);
            let full = completeness(&version.entry);
            assert_eq!(full.score, if expected == Status::Draft { 6 } else { 7 }, "{}", version.id);
        }
        let benefit = activities.iter().find(|version| version.id.as_str() == "REG-01").unwrap();
        let vocabulary = crate::register::vocabulary(house).unwrap();
        let norms: Vec<&str> = findings(&benefit.entry, &vocabulary).iter().map(|f| f.norm).collect();
        assert_eq!(norms, ["5-13", "5-13"], "open impact assessment, unknown notification");
        assert!(NAMED_BY_POLICY.iter().all(|id| activities.iter().any(|v| v.id.as_str() == *id)));
    });
}

#[test]
fn a_mistake_in_a_seed_file_names_the_file_and_the_place() {
    let mut files = files();
    let text = files.get_mut("register/reg-07.toml").unwrap();
    *text = text.replace("period = \"P1Y\"", "period = \"P2Y\"");
    let message = entries(&files).unwrap_err().to_string();
    assert!(message.contains("register/reg-07.toml") && message.contains("retention[1].period"), "{message}");
}

// proves!("2-9", "4-15")
#[test]
fn a_missing_process_description_and_an_unknown_field_are_findings() {
    let files = files();
    let vocabulary = Vocabulary::load(&files).unwrap();
    let (_, mut entry) = entries(&files).unwrap().swap_remove(7);
    assert_eq!(findings(&entry, &vocabulary), []);
    entry.process_description = None;
    entry.policy_fields = vec![String::from("ruimtevaart")];
    let norms: Vec<&str> = findings(&entry, &vocabulary).iter().map(|finding| finding.norm).collect();
    assert_eq!(norms, ["2-9", "4-15"]);
}
