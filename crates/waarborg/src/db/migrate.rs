//! Brings a database to the schema of this program, and refuses one that it does not know.

use ground::{Instant, hex};
use sha2::{Digest as _, Sha256};

use super::tx::{Link, Tx};
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
    for (name, sqlite, postgres) in steps {
        let text = match link {
            Link::Sqlite(_) => sqlite,
            Link::Postgres(_) => postgres,
        };
        let hash = hex::encode(&Sha256::digest(text.as_bytes()));
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
                let mut tx = Tx { link, name: "db.migrate", now, read_only: false, failed: false };
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
    let mut tx = Tx { link, name: "db.migrate", now, read_only: true, failed: false };
    let rows = tx.query("SELECT name, sha256 FROM schema_migration ORDER BY name", &[])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}
