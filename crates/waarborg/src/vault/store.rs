//! SQL of wrapped keys and sealed values.

use ground::Instant;
use seal::WrappedKey;

use crate::db::{Tx, Value};
use crate::error::Error;
use crate::records::{ItemId, SubjectId};

pub(super) fn insert_key(tx: &mut Tx<'_>, subject: &SubjectId, key: &WrappedKey) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO vault_key (subject, master, wrapped, destroyed_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, NULL, $4, $4, $5)",
        &[subject.into(), (&key.master).into(), key.bytes.as_slice().into(), now, name],
    )?;
    Ok(())
}

/// The wrapped key; none for a person who has none, or whose key was destroyed.
pub(super) fn find_key(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Option<WrappedKey>, Error> {
    let row = tx.query_one(
        "SELECT master, wrapped FROM vault_key WHERE subject = $1 AND destroyed_at IS NULL",
        &[subject.into()],
    )?;
    row.map(|row| Ok(WrappedKey { master: row.text(0)?, bytes: row.bytes(1)? })).transpose()
}

/// People whose key is not wrapped by this master key, some of them.
pub(super) fn keys_of_others(
    tx: &mut Tx<'_>,
    master: &str,
    limit: i64,
) -> Result<Vec<(SubjectId, WrappedKey)>, Error> {
    let rows = tx.query(
        "SELECT subject, master, wrapped FROM vault_key WHERE master <> $1 AND destroyed_at IS NULL \
         ORDER BY subject LIMIT $2",
        &[master.into(), limit.into()],
    )?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let strange = || Error::Inconsistent { table: "vault_key", column: "subject", row: id.clone() };
            let subject = id.parse().map_err(|_| strange())?;
            Ok((subject, WrappedKey { master: row.text(1)?, bytes: row.bytes(2)? }))
        })
        .collect()
}

/// How many keys other master keys still wrap.
pub(super) fn count_of_others(tx: &mut Tx<'_>, master: &str) -> Result<i64, Error> {
    let row = tx.query_one(
        "SELECT count(*) FROM vault_key WHERE master <> $1 AND destroyed_at IS NULL",
        &[master.into()],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

pub(super) fn set_key(tx: &mut Tx<'_>, subject: &SubjectId, key: &WrappedKey) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE vault_key SET master = $1, wrapped = $2, updated_at = $3, updated_by = $4 \
         WHERE subject = $5 AND destroyed_at IS NULL",
        &[(&key.master).into(), key.bytes.as_slice().into(), now, name, subject.into()],
    )?;
    Ok(())
}

/// Overwrites the key. False when there was none left.
pub(super) fn destroy_key(tx: &mut Tx<'_>, subject: &SubjectId, at: Instant) -> Result<bool, Error> {
    let name = Value::from(tx.name());
    let nothing: &[u8] = &[];
    let changed = tx.execute(
        "UPDATE vault_key SET wrapped = $1, destroyed_at = $2, updated_at = $2, updated_by = $3 \
         WHERE subject = $4 AND destroyed_at IS NULL",
        &[nothing.into(), at.into(), name, subject.into()],
    )?;
    Ok(changed == 1)
}

pub(super) fn insert_value(tx: &mut Tx<'_>, item: &ItemId, value: &[u8]) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO vault_content (item, value, created_at, updated_at, updated_by) VALUES ($1, $2, $3, $3, $4)",
        &[item.into(), value.into(), now, name],
    )?;
    Ok(())
}

pub(super) fn find_value(tx: &mut Tx<'_>, item: &ItemId) -> Result<Option<Vec<u8>>, Error> {
    let row = tx.query_one("SELECT value FROM vault_content WHERE item = $1", &[item.into()])?;
    row.map(|row| row.bytes(0)).transpose()
}
