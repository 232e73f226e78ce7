//! Brings a database to the schema of this program, and refuses one that it does not know.

use ground::{Instant, hex};
use sha2::{Digest as _, Sha256};

use super::tx::{Link, Tx, next_number};
use crate::error::Error;

/// One step: its name, and its text for each engine.
pub(super) type Step = (&'static str, &'static str, &'static str);

/// All steps of this program, in order.
pub(super) const STEPS: &[Step] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Applies the steps that are missing, all in one transaction.
///
/// Refused, with nothing changed: a recorded step that this program does not have (the database was made by a newer
/// one), and a step whose text is no longer the text that was applied.
pub(super) fn migrate(link: &mut Link, steps: &[Step], now: Instant) -> Result<(), Error> {
    link.begin_write()?;
    match apply(link, steps, now) {
        Ok(()) => link.commit(),
        Err(error) => {
            link.rollback();
            Err(error)
        }
    }
}

fn apply(link: &mut Link, steps: &[Step], now: Instant) -> Result<(), Error> {
    link.batch(match link {
        Link::Sqlite(_) => {
            "CREATE TABLE IF NOT EXISTS schema_migration \
             (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"
        }
        Link::Postgres(_) => {
            "CREATE TABLE IF NOT EXISTS schema_migration \
             (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)"
        }
    })?;
    let known = recorded(link, now)?;
    for (name, _) in &known {
        if !steps.iter().any(|(step, ..)| step == name) {
            return Err(Error::internal(format!(
                "the database has migration `{name}`, which this program does not know: it was used by a newer \
                 version of waarborg; install that version, or restore a backup made before it"
            )));
        }
    }
    for step in steps {
        let (name, text) = (&step.0, text_for(link, step));
        let hash = fingerprint(link, step);
        match known.iter().find(|(known, _)| known == name) {
            Some((_, applied)) if *applied == hash => {}
            Some(_) => {
                return Err(Error::internal(format!(
                    "migration `{name}` differs from the one that was applied to this database: released \
                     migrations never change; use the version of waarborg that made this database"
                )));
            }
            None => {
                link.batch(text).map_err(|error| Error::internal(format!("migration `{name}`: {error}")))?;
                let mut tx = Tx {
                    link,
                    name: "db.migrate",
                    number: next_number(),
                    now,
                    read_only: false,
                    failed: false,
                };
                tx.execute(
                    "INSERT INTO schema_migration (name, sha256, applied_at) VALUES ($1, $2, $3)",
                    &[(*name).into(), hash.into(), now.into()],
                )?;
            }
        }
    }
    Ok(())
}

/// The steps that this database remembers: name and hash, in order.
fn recorded(link: &mut Link, now: Instant) -> Result<Vec<(String, String)>, Error> {
    let mut tx = Tx { link, name: "db.migrate", number: next_number(), now, read_only: true, failed: false };
    let rows = tx.query("SELECT name, sha256 FROM schema_migration ORDER BY name", &[])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// How a step of this program or of the database stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MigrationState {
    /// In both, and the same.
    Applied,
    /// In this program only: it will be applied at the next opening.
    Missing,
    /// In the database only: it was used by a newer version.
    Unknown,
    /// In both, with another text: the database will be refused.
    Changed,
}

/// Compares the database with this program and changes nothing.
pub(super) fn states(
    link: &mut Link,
    steps: &[Step],
    now: Instant,
) -> Result<Vec<(String, MigrationState)>, Error> {
    let known = if is_new(link, now)? { Vec::new() } else { recorded(link, now)? };
    let mut states = Vec::new();
    for step in steps {
        let state = match known.iter().find(|(name, _)| name == step.0) {
            None => MigrationState::Missing,
            Some((_, hash)) if *hash == fingerprint(link, step) => MigrationState::Applied,
            Some(_) => MigrationState::Changed,
        };
        states.push((step.0.to_owned(), state));
    }
    let unknown = known.into_iter().filter(|(name, _)| !steps.iter().any(|(step, ..)| step == name));
    states.extend(unknown.map(|(name, _)| (name, MigrationState::Unknown)));
    Ok(states)
}

/// No migration was ever recorded here.
fn is_new(link: &mut Link, now: Instant) -> Result<bool, Error> {
    let sql = match link {
        Link::Sqlite(_) => "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'",
        Link::Postgres(_) => {
            "SELECT 1 FROM pg_tables \
             WHERE schemaname = current_schema() AND tablename = 'schema_migration'"
        }
    };
    let mut tx = Tx { link, name: "db.inspect", number: next_number(), now, read_only: true, failed: false };
    Ok(tx.query(sql, &[])?.is_empty())
}

/// The hash that is recorded for a step on this engine.
fn fingerprint(link: &Link, step: &Step) -> String {
    hex::encode(&Sha256::digest(text_for(link, step).as_bytes()))
}

fn text_for(link: &Link, (_, sqlite, postgres): &Step) -> &'static str {
    match link {
        Link::Sqlite(_) => sqlite,
        Link::Postgres(_) => postgres,
    }
}
