//! Who is charged with which law and file.

use super::super::model::Assignment;
use crate::db::{Row, Tx, Value};
use crate::error::Error;

/// `file` is empty for the law itself.
pub(in crate::desk) fn is_assigned(
    tx: &mut Tx<'_>,
    account: &str,
    law: &str,
    file: &str,
) -> Result<bool, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT 1 FROM desk_assignment WHERE account = $1 AND law = $2 AND file = $3 \
         AND from_at <= $4 AND (until_at IS NULL OR until_at > $4) LIMIT 1",
        &[account.into(), law.into(), file.into(), now.into()],
    )?;
    Ok(!rows.is_empty())
}

pub(in crate::desk) fn assigned_laws(tx: &mut Tx<'_>, account: &str) -> Result<Vec<String>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT DISTINCT law FROM desk_assignment WHERE account = $1 AND file = '' \
         AND from_at <= $2 AND (until_at IS NULL OR until_at > $2) ORDER BY law",
        &[account.into(), now.into()],
    )?;
    rows.iter().map(|row| row.text(0)).collect()
}

pub(in crate::desk) fn assigned_files(tx: &mut Tx<'_>, account: &str) -> Result<Vec<String>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT DISTINCT file FROM desk_assignment WHERE account = $1 AND file <> '' \
         AND from_at <= $2 AND (until_at IS NULL OR until_at > $2) ORDER BY file",
        &[account.into(), now.into()],
    )?;
    rows.iter().map(|row| row.text(0)).collect()
}

pub(in crate::desk) fn insert_assignment(tx: &mut Tx<'_>, assignment: &Assignment) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO desk_assignment (id, account, law, file, from_at, until_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        &[
            (&assignment.id).into(),
            (&assignment.account).into(),
            (&assignment.law).into(),
            assignment.file.as_deref().unwrap_or_default().into(),
            assignment.from.into(),
            assignment.until.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// Ends what is open for this file, or for the law and all files under it. True when there was something.
pub(in crate::desk) fn end_assignments(
    tx: &mut Tx<'_>,
    account: &str,
    law: &str,
    file: Option<&str>,
) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE desk_assignment SET until_at = $1, updated_at = $1, updated_by = $2 WHERE account = $3 AND law = $4 \
         AND (until_at IS NULL OR until_at > $1) AND ($5 = '' OR file = $5)",
        &[now, name, account.into(), law.into(), file.unwrap_or_default().into()],
    )?;
    Ok(changed > 0)
}

pub(in crate::desk) fn open_assignments(tx: &mut Tx<'_>) -> Result<Vec<Assignment>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT id, account, law, file, from_at, until_at FROM desk_assignment \
         WHERE from_at <= $1 AND (until_at IS NULL OR until_at > $1) ORDER BY account, law, file, from_at",
        &[now.into()],
    )?;
    rows.iter().map(assignment).collect()
}

fn assignment(row: &Row) -> Result<Assignment, Error> {
    Ok(Assignment {
        id: row.text(0)?,
        account: row.text(1)?,
        law: row.text(2)?,
        file: Some(row.text(3)?).filter(|file| !file.is_empty()),
        from: row.instant(4)?,
        until: row.opt_instant(5)?,
    })
}
