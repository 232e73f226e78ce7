//! Migrations: applied once, in order, and never onto a schema that is not ours.

use std::sync::Arc;

use ground::{Clock, MockClock};

use crate::db::migrate::{STEPS, Step};
use crate::db::testing::{Folder, NOW, Schema, postgres_url};
use crate::db::{Db, Location, MigrationState, inspect};
use crate::error::Error;

const ONE: Step = ("0001_one", "CREATE TABLE one (a INTEGER) STRICT", "CREATE TABLE one (a BIGINT)");
const TWO: Step = ("0002_two", "CREATE TABLE two (a INTEGER) STRICT", "CREATE TABLE two (a BIGINT)");
const TWO_CHANGED: Step = ("0002_two", "CREATE TABLE two (b INTEGER) STRICT", "CREATE TABLE two (b BIGINT)");
const THREE_BROKEN: Step = ("0003_three", "CREATE TABEL three", "CREATE TABEL three");

/// A database that outlives its handle, on each engine.
fn each_lasting(test: impl Fn(&Location)) {
    let folder = Folder::make();
    test(&Location::Sqlite(folder.path().join("schema.sqlite")));
    if let Some(url) = postgres_url() {
        let schema = Schema::make(&url);
        test(&schema.location());
    }
}

fn open(location: &Location, steps: &'static [Step]) -> Result<Db, Error> {
    let clock: Arc<dyn Clock> = Arc::new(MockClock::at(NOW));
    Db::open_with(location, &clock, steps)
}

fn refusal(location: &Location, steps: &'static [Step]) -> String {
    open(location, steps).err().map(|error| error.to_string()).unwrap_or_default()
}

fn count(db: &Db, sql: &'static str) -> Result<i64, Error> {
    db.read_blocking("test.count", |tx| tx.query_one(sql, &[])?.unwrap().int(0))
}

#[test]
fn steps_are_applied_once_and_remembered() {
    each_lasting(|location| {
        open(location, &[ONE]).unwrap();
        let db = open(location, &[ONE, TWO]).unwrap();
        assert_eq!(count(&db, "SELECT count(*) FROM schema_migration").unwrap(), 2);
        assert_eq!(count(&db, "SELECT count(*) FROM two").unwrap(), 0);
        assert_eq!(db.newest_migration().unwrap(), NOW);
        assert!(db.check_up().is_ok() || matches!(location, Location::Postgres(_)), "fsync is off in tests");
    });
}

#[test]
fn a_step_that_comes_in_between_is_still_applied() {
    each_lasting(|location| {
        open(location, &[TWO]).unwrap();
        let db = open(location, &[ONE, TWO]).unwrap();
        assert_eq!(count(&db, "SELECT count(*) FROM one").unwrap(), 0);
    });
}

#[test]
fn a_schema_of_a_newer_version_is_refused() {
    each_lasting(|location| {
        open(location, &[ONE, TWO]).unwrap();
        let text = refusal(location, &[ONE]);
        assert!(text.contains("`0002_two`") && text.contains("newer version"), "{text}");
        assert!(open(location, &[ONE, TWO]).is_ok(), "nothing was changed");
    });
}

#[test]
fn a_changed_step_is_refused() {
    each_lasting(|location| {
        open(location, &[ONE, TWO]).unwrap();
        let text = refusal(location, &[ONE, TWO_CHANGED]);
        assert!(text.contains("`0002_two` differs"), "{text}");
    });
}

#[test]
fn a_broken_step_leaves_nothing_behind() {
    each_lasting(|location| {
        let text = refusal(location, &[ONE, TWO, THREE_BROKEN]);
        assert!(text.contains("`0003_three`"), "{text}");
        let db = open(location, &[ONE]).unwrap();
        assert_eq!(count(&db, "SELECT count(*) FROM schema_migration").unwrap(), 1);
    });
}

#[test]
fn a_look_changes_nothing() {
    each_lasting(|location| {
        let states = inspect(location).unwrap();
        assert_eq!(states.len(), STEPS.len());
        assert!(states.iter().all(|(_, state)| *state == MigrationState::Missing));
        open(location, &[ONE]).unwrap();
        let states = inspect(location).unwrap();
        assert!(states.contains(&(String::from("0001_one"), MigrationState::Unknown)));
        assert_eq!(states.len(), STEPS.len() + 1);
    });
}

/// The columns of all tables: name, type, whether it may be null, in our words.
fn columns(db: &Db, on_sqlite: bool) -> Vec<String> {
    let sql = if on_sqlite {
        "SELECT t.name || '.' || c.name, lower(c.type), \
                CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN 'NO' ELSE 'YES' END \
         FROM sqlite_schema t, pragma_table_info(t.name) c \
         WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(table_name || '.' || column_name AS TEXT), CAST(data_type AS TEXT), CAST(is_nullable AS TEXT) \
         FROM information_schema.columns WHERE table_schema = current_schema()"
    };
    let mut columns: Vec<String> = db
        .read_blocking("test.columns", move |tx| {
            tx.query(sql, &[])?
                .iter()
                .map(|row| {
                    let kind = match row.text(1)?.as_str() {
                        "integer" | "bigint" => String::from("integer"),
                        "blob" | "bytea" => String::from("bytes"),
                        "text" => String::from("text"),
                        other => format!("{other}, which does not cross the line"),
                    };
                    Ok(format!("{} {kind} null: {}", row.text(0)?, row.text(2)?))
                })
                .collect::<Result<_, Error>>()
        })
        .unwrap();
    columns.sort();
    columns
}

#[test]
fn both_engines_have_the_same_tables() {
    let clock: Arc<dyn Clock> = Arc::new(MockClock::at(NOW));
    let sqlite = columns(&Db::open(&Location::Memory, clock.clone()).unwrap(), true);
    let odd: Vec<&String> = sqlite.iter().filter(|column| column.contains("cross the line")).collect();
    assert!(odd.is_empty(), "{odd:?}");
    let Some(url) = postgres_url() else { return };
    let schema = Schema::make(&url);
    let postgres = columns(&Db::open(&schema.location(), clock).unwrap(), false);
    assert_eq!(sqlite, postgres);
}
