//! Whether the engine keeps what it was given.

use super::tx::{Link, Tx};
use crate::error::Error;

/// Looks, within a read transaction. An error says what is wrong.
pub(super) fn check_up(tx: &mut Tx<'_>) -> Result<String, Error> {
    if matches!(tx.link, Link::Sqlite(_)) { sqlite(tx) } else { postgres(tx) }
}

/// What the engine itself finds wrong with a table and its indexes: a line for each mistake, without contents.
///
/// Not guaranteed on `PostgreSQL`, where this looks at nothing: its checker is an extension that is not always there.
pub(super) fn damage(tx: &mut Tx<'_>, table: &'static str) -> Result<Vec<String>, Error> {
    if matches!(tx.link, Link::Postgres(_)) {
        return Ok(Vec::new());
    }
    let found = tx.query(&format!("PRAGMA integrity_check({table})"), &[])?;
    let said = found.iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}

fn sqlite(tx: &mut Tx<'_>) -> Result<String, Error> {
    let version = tx.query_one("SELECT sqlite_version()", &[])?;
    let version = version.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    let found = tx.query("PRAGMA quick_check(3)", &[])?;
    let said: Vec<String> = found.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
    if said != ["ok"] {
        return Err(Error::internal(format!("sqlite finds the file damaged in {} places", said.len())));
    }
    if !tx.query("PRAGMA foreign_key_check", &[])?.is_empty() {
        return Err(Error::internal("rows refer to rows that are not there"));
    }
    Ok(format!("SQLite {version}, the file is whole"))
}

fn postgres(tx: &mut Tx<'_>) -> Result<String, Error> {
    let mut setting = |name: &str| {
        let row = tx.query_one("SELECT current_setting($1)", &[name.into()])?;
        row.map(|row| row.text(0)).transpose().map(Option::unwrap_or_default)
    };
    let version = setting("server_version")?;
    for name in ["fsync", "full_page_writes"] {
        if setting(name)? != "on" {
            return Err(Error::internal(format!(
                "postgresql {version} runs with {name} off: commits may be lost"
            )));
        }
    }
    if setting("server_encoding")? != "UTF8" {
        return Err(Error::internal("the database is not in UTF8"));
    }
    Ok(format!("PostgreSQL {version}, commits are durable"))
}
