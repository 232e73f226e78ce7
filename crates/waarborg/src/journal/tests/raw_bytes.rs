//! Bytes are changed in the database file itself, under the engine.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ground::{Entropy as _, MockClock, SeededEntropy};
use rusqlite::types::Value;

use super::recording::run;
use crate::db::testing::NOW;
use crate::db::{Db, Location};
use crate::house::testing::{Folder, house};
use crate::journal::{JournalFinding, checkpoint, ensure_policy, store, testing, verify, verifying_key};

/// All rows of the journal as the engine reads them from the tables, or `None` when it cannot. A damaged table may
/// give several rows of one number.
fn dump(path: &Path) -> Option<BTreeMap<String, Vec<Vec<Value>>>> {
    let database = rusqlite::Connection::open(path).ok()?;
    let mut all: BTreeMap<String, Vec<Vec<Value>>> = BTreeMap::new();
    for table in store::TABLES {
        let mut statement = database.prepare(&format!("SELECT * FROM {table} NOT INDEXED")).ok()?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).ok()?;
        while let Some(row) = rows.next().ok()? {
            let cells: Vec<Value> = (0..columns)
                .map(|column| match row.get_ref(column).unwrap() {
                    // Text that is no text any more is compared by its bytes.
                    rusqlite::types::ValueRef::Text(bytes) => Value::Blob(bytes.to_vec()),
                    other => other.try_into().unwrap(),
                })
                .collect();
            let key = match (table, &cells[..]) {
                ("journal_entry", [Value::Integer(number), ..]) => format!("entry {number}"),
                (_, cells) => format!("{table} {:?}", cells.first()) + &format!("{:?}", cells.get(1)),
            };
            all.entry(key).or_default().push(cells);
        }
    }
    Some(all)
}

/// Whether every index leads to the rows it should.
fn is_sound(path: &Path) -> bool {
    let database = rusqlite::Connection::open(path).unwrap();
    database
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))
        .is_ok_and(|said| said == "ok")
}

/// What a verification says of this file: its findings, or `None` when the engine refuses to read.
fn findings(path: &Path, key: &chain::VerifyingKey) -> Option<Vec<JournalFinding>> {
    let clock = Arc::new(MockClock::at(NOW));
    let db = Db::open(&Location::Sqlite(path.to_owned()), clock).ok()?;
    let found = verify(&db, key, None, |_, _| ()).ok().map(|it| it.findings);
    db.stop();
    found
}

#[test]
fn a_byte_changed_in_the_database_file_is_found_and_the_entry_named() {
    let folder = Folder::make();
    let path = folder.path().join("journal.sqlite");
    let (house, _) = house(&Location::Sqlite(path.clone()));
    house.db.write_blocking("test.policy", |tx| ensure_policy(tx, "abc", "{\"5.cedar\":\"\"}")).unwrap();
    testing::fill(&house.db, &house.keys.clone(), 270).unwrap();
    run(checkpoint(&house)).unwrap();
    testing::fill(&house.db, &house.keys.clone(), 20).unwrap();
    let key = verifying_key(&house).unwrap();
    house.db.stop();
    let good = std::fs::read(&path).unwrap();
    let original = dump(&path).unwrap();

    let pages: Vec<usize> = {
        let database = rusqlite::Connection::open(&path).unwrap();
        let mut statement = database.prepare("SELECT name, pageno FROM dbstat").unwrap();
        let rows =
            statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).unwrap();
        rows.map(Result::unwrap)
            // Tables and their indexes.
            .filter(|(name, _)| store::TABLES.iter().any(|table| name.contains(table)))
            .map(|(_, page)| usize::try_from(page).unwrap())
            .collect()
    };
    assert!(pages.len() > 50, "{}", pages.len());

    let entropy = SeededEntropy::new(11);
    let draw = |below: usize| {
        let mut bytes = [0; 8];
        entropy.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % u64::try_from(below).unwrap()).unwrap()
    };
    let (mut found_and_named, mut only_in_an_index, mut refused, mut without_effect) = (0, 0, 0, 0);
    for round in 0..300 {
        let mut bad = good.clone();
        // Every third flip hits the first bytes of a page, where its structure is.
        let within = if round % 3 == 0 { draw(64) } else { draw(4096) };
        let place = (pages[draw(pages.len())] - 1) * 4096 + within;
        bad[place] ^= 1 << draw(8);
        std::fs::write(&path, &bad).unwrap();
        for beside in ["journal.sqlite-wal", "journal.sqlite-shm"] {
            let _ = std::fs::remove_file(folder.path().join(beside));
        }
        let now = dump(&path);
        if now.as_ref() == Some(&original) && is_sound(&path) {
            without_effect += 1;
            continue;
        }
        let Some(found) = findings(&path, &key) else {
            refused += 1;
            continue;
        };
        assert!(!found.is_empty(), "byte {place} was not found");
        if now.as_ref() == Some(&original) {
            only_in_an_index += 1;
            continue;
        }
        // What reads otherwise, or not at all, must be named.
        let now = now.unwrap_or_default();
        let touched = original.iter().filter(|(name, rows)| {
            now.get(*name).is_none_or(|found| !found.iter().any(|row| rows.contains(row)))
        });
        for (name, _) in touched.filter(|_| !now.is_empty()) {
            let Some(number) = name.strip_prefix("entry ").and_then(|number| number.parse().ok()) else {
                continue;
            };
            let named =
                found.iter().any(|it| matches!(it, JournalFinding::Log(finding) if finding.names(number)));
            assert!(named, "byte {place}: entry {number} is not named: {found:?}");
        }
        found_and_named += 1;
    }
    assert!(
        found_and_named > 100 && only_in_an_index > 10,
        "{found_and_named} named, {only_in_an_index} in an index, {refused} refused, {without_effect} without effect"
    );
}
