//! SQL of minutes and their sealed contents.

use ground::{Actor, Role};
use seal::WrappedKey;

use super::model::{Filed, Filing, Minutes, MinutesId, Stage, Version};
use crate::adoption::{Deed, deed_in};
use crate::db::{Row, Tx};
use crate::error::Error;
use crate::redaction::FileKind;

const COLUMNS: &str = "id, number, external, version, kind, digest, size, found, unsearched, rulings, made_at, made_by, \
     made_role, checked_at, closing, closed_at, closed_by, closed_role, keep_until, keep_code, revision, \
     pictures, looked_at, looked_by, looked_role";

/// A sealed column of the contents.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    Bytes,
    Reading,
}

impl Column {
    /// As the database calls it; what is sealed is bound to this word.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Reading => "reading",
        }
    }
}

fn strange(column: &'static str, row: &str) -> Error {
    Error::Inconsistent { table: "minutes_minutes", column, row: row.to_owned() }
}

/// Writes minutes down, new ones and those that changed. A change made on an older state is refused.
pub(super) fn put(tx: &mut Tx<'_>, minutes: &Minutes) -> Result<(), Error> {
    let (version, filed, looked) = (&minutes.version, filed(minutes), minutes.version.looked.as_ref());
    let rulings = serde_json::to_string(&version.rulings).map_err(Error::internal)?;
    let changed = tx.execute(
        "INSERT INTO minutes_minutes (id, number, external, version, kind, digest, size, found, unsearched, rulings, \
         made_at, made_by, made_role, checked_at, closing, closed_at, closed_by, closed_role, keep_until, keep_code, \
         revision, pictures, looked_at, looked_by, looked_role, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
         $24, $25, $26, $26, $27) \
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, kind = excluded.kind, digest = excluded.digest, \
         size = excluded.size, found = excluded.found, unsearched = excluded.unsearched, rulings = excluded.rulings, \
         checked_at = excluded.checked_at, closing = excluded.closing, closed_at = excluded.closed_at, \
         closed_by = excluded.closed_by, closed_role = excluded.closed_role, keep_until = excluded.keep_until, \
         keep_code = excluded.keep_code, revision = excluded.revision, pictures = excluded.pictures, \
         looked_at = excluded.looked_at, looked_by = excluded.looked_by, looked_role = excluded.looked_role, updated_at = excluded.updated_at, \
         updated_by = excluded.updated_by WHERE minutes_minutes.revision = excluded.revision - 1",
        &[
            minutes.id.as_str().into(),
            (&minutes.number).into(),
            minutes.external.into(),
            version.number.into(),
            version.kind.as_str().into(),
            (&version.digest).into(),
            version.size.into(),
            version.found.into(),
            version.unsearched.into(),
            rulings.into(),
            minutes.made.at.into(),
            (&minutes.made.by.id).into(),
            minutes.made.by.role.as_str().into(),
            version.checked.into(),
            filed.map(|it| it.how.as_str()).into(),
            filed.map(|it| it.deed.at).into(),
            filed.map(|it| it.deed.by.id.as_str()).into(),
            filed.map(|it| it.deed.by.role.as_str()).into(),
            filed.map(|it| it.until).into(),
            filed.map(|it| it.code.as_str()).into(),
            minutes.revision.into(),
            version.pictures.into(),
            looked.map(|it| it.at).into(),
            looked.map(|it| it.by.id.as_str()).into(),
            looked.map(|it| it.by.role.as_str()).into(),
            tx.now().into(),
            tx.name().into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("minutes")) }
}

fn filed(minutes: &Minutes) -> Option<&Filed> {
    match &minutes.stage {
        Stage::Filed(filed) => Some(filed),
        Stage::Blocked | Stage::Clean => None,
    }
}

pub(super) fn find(tx: &mut Tx<'_>, id: &MinutesId) -> Result<Option<Minutes>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM minutes_minutes WHERE id = $1");
    tx.query_one(&sql, &[id.as_str().into()])?.as_ref().map(read).transpose()
}

/// The newest first: of `maker` all, of others only what is clean; without a maker all.
pub(super) fn list(tx: &mut Tx<'_>, maker: Option<&str>, most: i64) -> Result<Vec<Minutes>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM minutes_minutes \
         WHERE $1 IS NULL OR made_by = $1 OR (found = 0 AND unsearched = 0 AND (pictures = 0 OR looked_at IS NOT NULL)) \
         ORDER BY number DESC LIMIT $2"
    );
    tx.query(&sql, &[maker.into(), most.into()])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Minutes, Error> {
    let id = row.text(0)?;
    let role = |column: usize, name: &'static str| {
        row.opt_text(column)?.map(|word| Role::of(&word).ok_or_else(|| strange(name, &id))).transpose()
    };
    let version = Version {
        number: row.int(3)?,
        kind: FileKind::of(&row.text(4)?).ok_or_else(|| strange("kind", &id))?,
        digest: row.text(5)?,
        size: row.int(6)?,
        found: row.int(7)?,
        unsearched: row.int(8)?,
        rulings: serde_json::from_str(&row.text(9)?).map_err(|_| strange("rulings", &id))?,
        pictures: row.int(21)?,
        looked: match row.opt_instant(22)? {
            Some(_) => Some(deed_in(row, 22).ok_or_else(|| strange("looked_role", &id))?),
            None => None,
        },
        checked: row.instant(13)?,
    };
    let closed = (row.opt_text(14)?, row.opt_instant(15)?, row.opt_text(16)?, role(17, "closed_role")?);
    let stage = match closed {
        (Some(how), Some(at), Some(by), Some(role)) => {
            let (until, code) = (row.opt_text(18)?, row.opt_text(19)?);
            Stage::Filed(Filed {
                how: Filing::of(&how).ok_or_else(|| strange("closing", &id))?,
                deed: Deed { by: Actor { id: by, role }, at },
                until: until.and_then(|day| day.parse().ok()).ok_or_else(|| strange("keep_until", &id))?,
                code: code.ok_or_else(|| strange("keep_code", &id))?,
            })
        }
        (None, None, None, None) if version.is_clean() => Stage::Clean,
        (None, None, None, None) => Stage::Blocked,
        _ => return Err(strange("closing", &id)),
    };
    Ok(Minutes {
        number: row.text(1)?,
        external: row.int(2)? != 0,
        version,
        made: deed_in(row, 10).ok_or_else(|| strange("made_role", &id))?,
        stage,
        revision: row.int(20)?,
        id: id.parse().map_err(|_| strange("id", &id))?,
    })
}

/// Puts what minutes say in the place of what they said before, with its key.
pub(super) fn put_content(
    tx: &mut Tx<'_>,
    id: &MinutesId,
    key: &WrappedKey,
    bytes: Vec<u8>,
    reading: Vec<u8>,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO minutes_content (minutes, master, wrapped, bytes, reading, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7) \
         ON CONFLICT (minutes) DO UPDATE SET master = excluded.master, wrapped = excluded.wrapped, \
         bytes = excluded.bytes, reading = excluded.reading, updated_at = excluded.updated_at, \
         updated_by = excluded.updated_by",
        &[
            id.as_str().into(),
            (&key.master).into(),
            key.bytes.clone().into(),
            bytes.into(),
            reading.into(),
            tx.now().into(),
            tx.name().into(),
        ],
    )?;
    Ok(())
}

/// A sealed column, with the key that opens it.
pub(super) fn sealed(
    tx: &mut Tx<'_>,
    id: &MinutesId,
    column: Column,
) -> Result<Option<(WrappedKey, Vec<u8>)>, Error> {
    let sql = format!("SELECT master, wrapped, {} FROM minutes_content WHERE minutes = $1", column.as_str());
    let row = tx.query_one(&sql, &[id.as_str().into()])?;
    row.map(|row| Ok((WrappedKey { master: row.text(0)?, bytes: row.bytes(1)? }, row.bytes(2)?))).transpose()
}

/// Keys that another master key than this one wraps.
pub(super) fn keys_of_others(
    tx: &mut Tx<'_>,
    master: &str,
    most: i64,
) -> Result<Vec<(MinutesId, WrappedKey)>, Error> {
    let rows = tx.query(
        "SELECT minutes, master, wrapped FROM minutes_content WHERE master <> $1 ORDER BY minutes LIMIT $2",
        &[master.into(), most.into()],
    )?;
    let key = |row: &Row| {
        let id = row.text(0)?;
        let wrapped = WrappedKey { master: row.text(1)?, bytes: row.bytes(2)? };
        Ok((id.parse().map_err(|_| strange("id", &id))?, wrapped))
    };
    rows.iter().map(key).collect()
}

pub(super) fn set_key(tx: &mut Tx<'_>, id: &MinutesId, key: &WrappedKey) -> Result<(), Error> {
    tx.execute(
        "UPDATE minutes_content SET master = $1, wrapped = $2, updated_at = $3, updated_by = $4 WHERE minutes = $5",
        &[(&key.master).into(), key.bytes.clone().into(), tx.now().into(), tx.name().into(), id.as_str().into()],
    )?;
    Ok(())
}
