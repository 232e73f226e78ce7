//! What only a verification reads: rows as they are, whether they make sense or not.

use super::{COLUMNS, EntryRecord};
use crate::db::Tx;
use crate::error::Error;

/// All tables of the journal.
pub(in super::super) const TABLES: [&str; 5] =
    ["journal_entry", "journal_tile", "journal_head", "journal_checkpoint", "journal_policy"];

/// What a verification wants to know first.
#[derive(Debug, Default)]
pub(in crate::journal) struct Counts {
    pub(in crate::journal) entries: u64,
    pub(in crate::journal) last_entry: u64,
    pub(in crate::journal) tiles: u64,
    pub(in crate::journal) last_tile: u64,
    pub(in crate::journal) checkpoints: u64,
}

pub(in crate::journal) fn counts(tx: &mut Tx<'_>) -> Result<Counts, Error> {
    let mut pair = |sql: &str| -> Result<(u64, u64), Error> {
        let row = tx.query_one(sql, &[])?.ok_or_else(|| Error::internal("a count has no row"))?;
        let last = row.opt_int(1)?.unwrap_or(0);
        Ok((u64::try_from(row.int(0)?).unwrap_or(0), u64::try_from(last).unwrap_or(0)))
    };
    let (entries, last_entry) = pair("SELECT count(*), max(number) FROM journal_entry")?;
    let (tiles, last_tile) = pair("SELECT count(*), max(number) FROM journal_tile WHERE level = 0")?;
    let (checkpoints, _) = pair("SELECT count(*), max(size) FROM journal_checkpoint")?;
    Ok(Counts { entries, last_entry, tiles, last_tile, checkpoints })
}

/// The head as it is stored, whether it makes sense or not.
pub(in crate::journal) fn head_row(tx: &mut Tx<'_>) -> Result<Option<(i64, Vec<u8>)>, Error> {
    // Another id than 1 would be a head that no writer finds: as good as none.
    let row = tx.query_one("SELECT size, frontier FROM journal_head WHERE id = 1", &[])?;
    row.map(|row| Ok((row.int(0)?, row.bytes(1)?))).transpose()
}

/// A tile as it is stored.
pub(in crate::journal) struct TileRow {
    pub(in crate::journal) hashes: Vec<u8>,
    pub(in crate::journal) root: Vec<u8>,
}

/// One tile, whether it makes sense or not.
pub(in crate::journal) fn tile_row(
    tx: &mut Tx<'_>,
    level: i64,
    number: i64,
) -> Result<Option<TileRow>, Error> {
    let row = tx.query_one(
        "SELECT hashes, root FROM journal_tile WHERE level = $1 AND number = $2",
        &[level.into(), number.into()],
    )?;
    row.map(|row| Ok(TileRow { hashes: row.bytes(0)?, root: row.bytes(1)? })).transpose()
}

/// Level and number of all tiles.
pub(in crate::journal) fn tile_places(tx: &mut Tx<'_>) -> Result<Vec<(i64, i64)>, Error> {
    let rows = tx.query("SELECT level, number FROM journal_tile ORDER BY level, number", &[])?;
    rows.iter().map(|row| Ok((row.int(0)?, row.int(1)?))).collect()
}

/// Checkpoints of more than `from` and at most `to` entries.
pub(in crate::journal) fn checkpoints(
    tx: &mut Tx<'_>,
    from: i64,
    to: i64,
) -> Result<Vec<(i64, String)>, Error> {
    let rows = tx.query(
        "SELECT size, note FROM journal_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size, note",
        &[from.into(), to.into()],
    )?;
    rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?))).collect()
}

/// The checkpoints that say they cover most.
pub(in crate::journal) fn checkpoints_from_top(
    tx: &mut Tx<'_>,
    limit: i64,
) -> Result<Vec<(i64, String)>, Error> {
    let sql = "SELECT size, note FROM journal_checkpoint ORDER BY size DESC, note LIMIT $1";
    tx.query(sql, &[limit.into()])?.iter().map(|row| Ok((row.int(0)?, row.text(1)?))).collect()
}

/// Numbers below zero, and entries at or past the end.
pub(in crate::journal) fn entries_outside(
    tx: &mut Tx<'_>,
    end: i64,
    limit: i64,
) -> Result<(Vec<i64>, Vec<EntryRecord>), Error> {
    let below = tx.query(
        "SELECT number FROM journal_entry WHERE number < 0 ORDER BY number LIMIT $1",
        &[limit.into()],
    )?;
    let below: Result<Vec<i64>, Error> = below.iter().map(|row| row.int(0)).collect();
    let sql = format!("SELECT {COLUMNS} FROM journal_entry WHERE number >= $1 ORDER BY number LIMIT $2");
    let rows = tx.query(&sql, &[end.into(), limit.into()])?;
    let past: Result<Vec<EntryRecord>, Error> = rows.iter().map(EntryRecord::parse).collect();
    Ok((below?, past?))
}

pub(in crate::journal) fn policy_hashes(tx: &mut Tx<'_>) -> Result<Vec<String>, Error> {
    tx.query("SELECT hash FROM journal_policy ORDER BY hash", &[])?.iter().map(|row| row.text(0)).collect()
}
