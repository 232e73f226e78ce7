//! Sessions, and failed attempts to begin one.

use ground::Instant;

use crate::db::{Row, Tx, Value};
use crate::error::Error;

/// A session as it is kept.
pub(in crate::desk) struct StoredSession {
    pub(in crate::desk) person_id: String,
    pub(in crate::desk) resident: Option<Vec<u8>>,
    pub(in crate::desk) started_at: Instant,
    pub(in crate::desk) seen_at: Instant,
}

/// `resident` is the keyed hash of a resident's BSN; none for someone with an account.
pub(in crate::desk) fn insert_session(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    person_id: &str,
    resident: Option<&[u8; 32]>,
) -> Result<(), Error> {
    let now = tx.now();
    let name = tx.name();
    tx.execute(
        "INSERT INTO desk_session (id_hash, person_id, resident, started_at, seen_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $4, $4, $4, $5)",
        &[hash.into(), person_id.into(), resident.map(Value::from).into(), now.into(), name.into()],
    )?;
    Ok(())
}

pub(in crate::desk) fn find_session(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
) -> Result<Option<StoredSession>, Error> {
    let row = tx.query_one(
        "SELECT person_id, resident, started_at, seen_at FROM desk_session WHERE id_hash = $1",
        &[hash.into()],
    )?;
    row.as_ref().map(session).transpose()
}

/// The sessions of one person, the last one used first.
pub(in crate::desk) fn sessions_of(tx: &mut Tx<'_>, person: &str) -> Result<Vec<StoredSession>, Error> {
    let rows = tx.query(
        "SELECT person_id, resident, started_at, seen_at FROM desk_session WHERE person_id = $1 \
         ORDER BY seen_at DESC, started_at DESC",
        &[person.into()],
    )?;
    rows.iter().map(session).collect()
}

pub(in crate::desk) fn touch_session(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<(), Error> {
    let now = tx.now();
    let name = tx.name();
    tx.execute(
        "UPDATE desk_session SET seen_at = $1, updated_at = $1, updated_by = $2 WHERE id_hash = $3",
        &[now.into(), name.into(), Value::from(hash)],
    )?;
    Ok(())
}

/// True when there was one.
pub(in crate::desk) fn delete_session(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<bool, Error> {
    Ok(tx.execute("DELETE FROM desk_session WHERE id_hash = $1", &[hash.into()])? == 1)
}

/// How many there were.
pub(in crate::desk) fn delete_sessions_of(tx: &mut Tx<'_>, person: &str) -> Result<u64, Error> {
    tx.execute("DELETE FROM desk_session WHERE person_id = $1", &[person.into()])
}

/// Forgets sessions that can no longer be used.
pub(in crate::desk) fn delete_old_sessions(
    tx: &mut Tx<'_>,
    started: Instant,
    seen: Instant,
) -> Result<(), Error> {
    tx.execute(
        "DELETE FROM desk_session WHERE started_at <= $1 OR seen_at <= $2",
        &[started.into(), seen.into()],
    )?;
    Ok(())
}

/// Failures in a row under what was typed, and until when no further attempt is looked at.
pub(in crate::desk) fn find_attempts(tx: &mut Tx<'_>, login: &[u8; 32]) -> Result<(i64, Instant), Error> {
    let row = tx.query_one(
        "SELECT failures, locked_until FROM desk_attempt WHERE login_hash = $1",
        &[login.into()],
    )?;
    row.map_or(Ok((0, Instant(0))), |row| Ok((row.int(0)?, row.instant(1)?)))
}

/// Keeps one more failure and forgets those from before `oldest`.
pub(in crate::desk) fn set_attempts(
    tx: &mut Tx<'_>,
    login: &[u8; 32],
    failures: i64,
    until: Instant,
    oldest: Instant,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute("DELETE FROM desk_attempt WHERE updated_at < $1", &[oldest.into()])?;
    tx.execute(
        "INSERT INTO desk_attempt (login_hash, failures, locked_until, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $4, $5) ON CONFLICT (login_hash) DO UPDATE SET failures = excluded.failures, \
         locked_until = excluded.locked_until, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        &[login.into(), failures.into(), until.into(), now, name],
    )?;
    Ok(())
}

pub(in crate::desk) fn clear_attempts(tx: &mut Tx<'_>, login: &[u8; 32]) -> Result<(), Error> {
    tx.execute("DELETE FROM desk_attempt WHERE login_hash = $1", &[login.into()])?;
    Ok(())
}

fn session(row: &Row) -> Result<StoredSession, Error> {
    Ok(StoredSession {
        person_id: row.text(0)?,
        resident: row.opt_bytes(1)?,
        started_at: row.instant(2)?,
        seen_at: row.instant(3)?,
    })
}
