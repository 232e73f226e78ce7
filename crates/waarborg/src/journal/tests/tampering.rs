//! The stored journal is tampered with by SQL, on both engines; the verification must name what was done.

use chain::Finding;

use super::recording::run;
use crate::db::{Tx, Value};
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::{JournalFinding, checkpoint, ensure_policy, testing, verify, verifying_key};

/// One full tile, a tail, two checkpoints and a policy.
fn prepare(house: &House) {
    let keys = house.keys.clone();
    house
        .db
        .write_blocking("test.policy", |tx| ensure_policy(tx, "abc", "{\"5.cedar\":\"permit…\"}"))
        .unwrap();
    testing::fill(&house.db, &keys, 150).unwrap();
    run(checkpoint(house)).unwrap();
    testing::fill(&house.db, &keys, 140).unwrap();
    run(checkpoint(house)).unwrap();
    testing::fill(&house.db, &keys, 20).unwrap();
    assert_eq!(findings(house), []);
}

fn findings(house: &House) -> Vec<JournalFinding> {
    kept_findings(house, None)
}

fn kept_findings(house: &House, kept: Option<(u64, &str)>) -> Vec<JournalFinding> {
    let found = verify(&house.db, &verifying_key(house).unwrap(), kept, |_, _| ()).unwrap();
    assert_eq!(found.more, 0);
    found.findings
}

fn names(findings: &[JournalFinding], number: i64) -> bool {
    let number = u64::try_from(number).unwrap();
    findings.iter().any(|it| matches!(it, JournalFinding::Log(finding) if finding.names(number)))
}

fn log(finding: Finding) -> JournalFinding {
    JournalFinding::Log(finding)
}

fn write<T: Send + 'static>(
    house: &House,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> T {
    house.db.write_blocking("test.tamper", work).unwrap()
}

/// The value with one byte, or one bit, changed.
fn changed(value: &Value, place: usize) -> Value {
    match value {
        Value::Null => Value::from("x"),
        Value::Int(number) => Value::from(number ^ 1),
        Value::Text(text) => {
            let mut bytes = text.clone().into_bytes();
            let place = place % bytes.len();
            // Stays text: only a byte of the common range is changed, to another of that range.
            let place = (0..bytes.len())
                .map(|by| (place + by) % bytes.len())
                .find(|at| bytes[*at].is_ascii())
                .unwrap();
            bytes[place] = if bytes[place] == b'x' { b'y' } else { b'x' };
            Value::Text(String::from_utf8(bytes).unwrap())
        }
        Value::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            let place = place % bytes.len();
            bytes[place] ^= 1 << (place % 8);
            Value::Bytes(bytes)
        }
    }
}

/// Reads a column of one row, whatever it is.
fn cell(tx: &mut Tx<'_>, sql: &str, key: &[Value]) -> Value {
    let row = tx.query_one(sql, key).unwrap().unwrap();
    row.opt_text(0)
        .map(Value::from)
        .or_else(|_| row.opt_int(0).map(Value::from))
        .or_else(|_| row.opt_bytes(0).map(Value::from))
        .unwrap()
}

#[test]
fn a_byte_changed_in_any_column_of_an_entry_names_the_entry() {
    each(|house, _| {
        prepare(house);
        let columns = [
            "kind",
            "trace",
            "span",
            "ruling",
            "activity",
            "subject",
            "started_at",
            "written_at",
            "written_by",
            "leaf",
            "body",
        ];
        for (round, number) in [0, 1, 2, 100, 149, 150, 255, 256, 290, 309].into_iter().enumerate() {
            for (index, column) in columns.iter().enumerate() {
                let select = format!("SELECT {column} FROM journal_entry WHERE number = $1");
                let update = format!("UPDATE journal_entry SET {column} = $1 WHERE number = $2");
                let (back, place) = (update.clone(), round * 31 + index * 7);
                let before = write(house, move |tx| {
                    let before = cell(tx, &select, &[number.into()]);
                    tx.execute(&update, &[changed(&before, place), number.into()])?;
                    Ok(before)
                });
                let mut found = findings(house);
                // The first entry keeps the policy; without it nothing vouches for its text.
                found.retain(|it| number != 0 || !matches!(it, JournalFinding::PolicyUnknown { .. }));
                assert!(names(&found, number), "{number} {column}: {found:?}");
                assert_eq!(found.len(), 1, "{number} {column}: {found:?}");
                write(house, move |tx| tx.execute(&back, &[before, number.into()]));
            }
        }
        assert_eq!(findings(house), []);
    });
}

#[test]
fn every_byte_of_an_entry_counts() {
    each(|house, _| {
        testing::fill(&house.db, &house.keys.clone(), 6).unwrap();
        let number = 1_i64;
        let body = write(house, move |tx| {
            Ok(cell(tx, "SELECT body FROM journal_entry WHERE number = $1", &[number.into()]))
        });
        let Value::Text(text) = &body else { panic!("text") };
        let update = "UPDATE journal_entry SET body = $1 WHERE number = $2";
        for place in 0..text.len() {
            let changed = changed(&body, place);
            write(house, move |tx| tx.execute(update, &[changed, number.into()]));
            assert_eq!(findings(house), [log(Finding::Changed { first: 1, last: 1 })], "byte {place}");
        }
    });
}

#[test]
fn a_byte_changed_beside_the_entries_is_named() {
    each(|house, _| {
        prepare(house);
        let places: [(&str, &str, &str, Vec<Value>); 11] = [
            ("journal_tile", "hashes", "level = $2 AND number = $3", vec![0.into(), 0.into()]),
            ("journal_tile", "root", "level = $2 AND number = $3", vec![0.into(), 0.into()]),
            ("journal_tile", "level", "root IS NOT NULL", vec![]),
            ("journal_tile", "number", "root IS NOT NULL", vec![]),
            ("journal_head", "frontier", "id = 1", vec![]),
            ("journal_head", "size", "id = 1", vec![]),
            ("journal_checkpoint", "note", "size < 200", vec![]),
            ("journal_checkpoint", "size", "size < 200", vec![]),
            ("journal_checkpoint", "note", "size > 200", vec![]),
            ("journal_policy", "sources", "hash = $2", vec!["abc".into()]),
            ("journal_policy", "hash", "sources LIKE '{%'", vec![]),
        ];
        for (round, (table, column, filter, key)) in places.into_iter().enumerate() {
            let select = format!(
                "SELECT {column} FROM {table} WHERE {}",
                filter.replace("$2", "$1").replace("$3", "$2")
            );
            let update = format!("UPDATE {table} SET {column} = $1 WHERE {filter}");
            for byte in 0..12 {
                let (select, update, key) = (select.clone(), update.clone(), key.clone());
                let back = update.clone();
                let values = move |value: Value, key: &[Value]| [vec![value], key.to_vec()].concat();
                let place = byte * 37 + round;
                let again = key.clone();
                let before = write(house, move |tx| {
                    let before = cell(tx, &select, &key);
                    tx.execute(&update, &values(changed(&before, place), &key))?;
                    Ok(before)
                });
                let found = findings(house);
                assert!(!found.is_empty(), "{table}.{column} {byte}");
                let about = found.iter().all(|finding| {
                    let text = finding.to_string();
                    ["tile", "head", "checkpoint", "policy"].iter().any(|word| text.contains(word))
                });
                assert!(about, "no entry is blamed for {table}.{column}: {found:?}");
                write(house, move |tx| {
                    // The key itself may have been changed, so the filter is by what was not.
                    let filter =
                        if column == "size" && table == "journal_checkpoint" { "size < 201" } else { filter };
                    let back = back.split(" WHERE ").next().unwrap().to_owned() + " WHERE " + filter;
                    tx.execute(&back, &[vec![before], again].concat())
                });
                assert_eq!(findings(house), [], "{table}.{column} was put back");
            }
        }
    });
}

#[test]
fn truncation_deletion_insertion_and_reordering_are_named() {
    each(|house, _| {
        prepare(house);
        let gone = "DELETE FROM journal_entry WHERE number >= $1";
        write(house, move |tx| tx.execute("CREATE TABLE copy AS SELECT * FROM journal_entry", &[]).map(drop));
        let restore = |house: &House| {
            write(house, |tx| {
                tx.execute("DELETE FROM journal_entry", &[])?;
                tx.execute("INSERT INTO journal_entry SELECT * FROM copy", &[])
            });
            assert_eq!(findings(house), []);
        };
        let size = run(crate::journal::size(house)).unwrap();
        for from in [1_u64, 2, 200, 256, 300, size - 1] {
            let at = i64::try_from(from).unwrap();
            write(house, move |tx| tx.execute(gone, &[at.into()]));
            assert_eq!(findings(house), [log(Finding::CutOff { first: from, last: size - 1 })]);
            restore(house);
        }
        for number in [0_u64, 77, 255, 256, 300] {
            let at = i64::try_from(number).unwrap();
            write(house, move |tx| tx.execute("DELETE FROM journal_entry WHERE number = $1", &[at.into()]));
            let found = findings(house);
            assert!(found.contains(&log(Finding::Missing { first: number, last: number })), "{found:?}");
            restore(house);
        }
        for number in [0_i64, 100, 255, 256, 300] {
            write(house, move |tx| {
                // In two steps, because both engines check the key row by row.
                tx.execute(
                    "UPDATE journal_entry SET number = -number - 10 WHERE number >= $1",
                    &[number.into()],
                )?;
                tx.execute("UPDATE journal_entry SET number = -number - 9 WHERE number < 0", &[])?;
                let forged = "INSERT INTO journal_entry (number, kind, trace, span, started_at, written_at, \
                    written_by, leaf, body) SELECT $1, kind, trace, span, started_at, written_at, written_by, \
                    leaf, body FROM copy WHERE number = 5";
                tx.execute(forged, &[number.into()])
            });
            let found = findings(house);
            let place = u64::try_from(number).unwrap();
            assert!(
                found.contains(&log(Finding::Inserted { first: place, last: place })),
                "{number}: {found:?}"
            );
            restore(house);
        }
        for (left, right) in [(3_i64, 4_i64), (10, 290), (280, 300)] {
            write(house, move |tx| {
                let sql = "UPDATE journal_entry SET number = $1 WHERE number = $2";
                tx.execute(sql, &[(-1).into(), left.into()])?;
                tx.execute(sql, &[left.into(), right.into()])?;
                tx.execute(sql, &[right.into(), (-1).into()])
            });
            let found = findings(house);
            assert!(names(&found, left) && names(&found, right), "{left} {right}: {found:?}");
            restore(house);
        }
        write(house, |tx| {
            tx.execute(
                "INSERT INTO journal_entry SELECT number + 1000, kind, trace, span, ruling, activity, subject, \
                 started_at, written_at, written_by, leaf, body FROM copy WHERE number = 3",
                &[],
            )
        });
        assert_eq!(findings(house), [log(Finding::Inserted { first: 1003, last: 1003 })]);
    });
}

#[test]
fn a_checkpoint_kept_elsewhere_betrays_a_journal_made_anew() {
    each(|house, _| {
        prepare(house);
        let note = run(checkpoint(house)).unwrap();
        let size = run(crate::journal::size(house)).unwrap();
        assert_eq!(kept_findings(house, Some((size, &note))), []);
        write(house, |tx| {
            for table in
                ["journal_entry", "journal_head", "journal_tile", "journal_checkpoint", "journal_policy"]
            {
                tx.execute(&format!("DELETE FROM {table}"), &[])?;
            }
            Ok(())
        });
        assert_eq!(findings(house), [], "an empty journal is a journal");
        testing::fill(&house.db, &house.keys.clone(), 100).unwrap();
        run(checkpoint(house)).unwrap();
        assert_eq!(findings(house), []);
        let found = kept_findings(house, Some((size, &note)));
        let now = run(crate::journal::size(house)).unwrap();
        assert!(found.contains(&log(Finding::CutOff { first: now, last: size - 1 })), "{found:?}");
        testing::fill(&house.db, &house.keys.clone(), 300).unwrap();
        let found = kept_findings(house, Some((size, &note)));
        assert!(matches!(found[..], [JournalFinding::Log(Finding::Rewritten { .. })]), "{found:?}");
    });
}

#[test]
fn a_removed_head_tile_or_policy_is_named() {
    each(|house, _| {
        prepare(house);
        write(house, |tx| tx.execute("DELETE FROM journal_policy", &[]));
        assert!(matches!(findings(house)[..], [JournalFinding::PolicyMissing { .. }]));
        write(house, |tx| tx.execute("DELETE FROM journal_tile", &[]));
        assert!(findings(house).contains(&log(Finding::TileMissing { level: 0, number: 0 })));
        write(house, |tx| tx.execute("DELETE FROM journal_head", &[]));
        assert!(findings(house).contains(&log(Finding::HeadChanged)));
    });
}
