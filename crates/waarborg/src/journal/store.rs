//! The tables of the journal. Rows become `chain` entries here; every column of a row is part of its leaf.

mod whole;

use chain::{Entry, Field, Frontier, Hash, TILE_WIDTH, TileHashes};
use ground::Instant;

use super::model::Kind;
use super::processing::Wanted;
use crate::db::{Row, Tx, Value};
use crate::error::Error;

pub(super) use whole::{
    Counts, TABLES, checkpoints, checkpoints_from_top, counts, entries_outside, head_row, policy_hashes,
    tile_places, tile_row,
};

/// An entry that has no place yet.
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) trace: String,
    pub(super) span: String,
    pub(super) ruling: Option<String>,
    pub(super) activity: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) started_at: Instant,
    pub(super) body: String,
}

/// A row of `journal_entry`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntryRecord {
    pub(super) number: i64,
    pub(super) kind: String,
    pub(super) trace: String,
    pub(super) span: String,
    pub(super) ruling: Option<String>,
    pub(super) activity: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) started_at: i64,
    pub(super) written_at: i64,
    pub(super) written_by: String,
    pub(super) leaf: Vec<u8>,
    pub(super) body: String,
}

const COLUMNS: &str =
    "number, kind, trace, span, ruling, activity, subject, started_at, written_at, written_by, leaf, body";

impl EntryRecord {
    fn parse(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            number: row.int(0)?,
            kind: row.text(1)?,
            trace: row.text(2)?,
            span: row.text(3)?,
            ruling: row.opt_text(4)?,
            activity: row.opt_text(5)?,
            subject: row.opt_text(6)?,
            started_at: row.int(7)?,
            written_at: row.int(8)?,
            written_by: row.text(9)?,
            leaf: row.bytes(10)?,
            body: row.text(11)?,
        })
    }

    /// The entry as the tree knows it: all columns but the leaf.
    pub(super) fn entry(&self) -> Entry {
        let field = |name: &str, field: Field| (name.to_owned(), field);
        Entry {
            // A negative number cannot be a place; it reads as one that no log reaches.
            number: u64::try_from(self.number).unwrap_or(u64::MAX),
            kind: self.kind.clone(),
            fields: vec![
                field("trace", self.trace.as_str().into()),
                field("span", self.span.as_str().into()),
                field("ruling", self.ruling.as_deref().into()),
                field("activity", self.activity.as_deref().into()),
                field("subject", self.subject.as_deref().into()),
                field("started_at", self.started_at.into()),
                field("written_at", self.written_at.into()),
                field("written_by", self.written_by.as_str().into()),
                field("body", self.body.as_str().into()),
            ],
        }
    }

    fn into_values(self) -> [Value; 12] {
        [
            self.number.into(),
            self.kind.into(),
            self.trace.into(),
            self.span.into(),
            self.ruling.into(),
            self.activity.into(),
            self.subject.into(),
            self.started_at.into(),
            self.written_at.into(),
            self.written_by.into(),
            self.leaf.into(),
            self.body.into(),
        ]
    }
}

const INSERT_ONE: &str = "INSERT INTO journal_entry (number, kind, trace, span, ruling, activity, subject, \
     started_at, written_at, written_by, leaf, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// The three records of a ruling in one statement, which saves two round trips on `PostgreSQL`.
const INSERT_THREE: &str = "INSERT INTO journal_entry (number, kind, trace, span, ruling, activity, subject, \
     started_at, written_at, written_by, leaf, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12), \
     ($13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24), \
     ($25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)";

/// Adds entries at the end, in order, with head and tiles; the first number. The one way in which the journal grows.
pub(super) fn append(tx: &mut Tx<'_>, drafts: Vec<Draft>) -> Result<i64, Error> {
    let mut frontier = head(tx)?;
    let first = frontier.size();
    let written_at = tx.now().0;
    let mut records = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut record = EntryRecord {
            number: number(frontier.size())?,
            kind: draft.kind.as_str().to_owned(),
            trace: draft.trace,
            span: draft.span,
            ruling: draft.ruling,
            activity: draft.activity,
            subject: draft.subject,
            started_at: draft.started_at.0,
            written_at,
            written_by: tx.name().to_owned(),
            leaf: Vec::new(),
            body: draft.body,
        };
        let leaf = record.entry().leaf();
        record.leaf = leaf.0.to_vec();
        frontier.append(leaf);
        records.push(record);
    }
    if records.len() == 3 {
        let values: Vec<Value> = records.into_iter().flat_map(EntryRecord::into_values).collect();
        tx.execute(INSERT_THREE, &values)?;
    } else {
        for record in records {
            tx.execute(INSERT_ONE, &record.into_values())?;
        }
    }
    tx.execute(
        "INSERT INTO journal_head (id, size, frontier) VALUES (1, $1, $2) \
         ON CONFLICT (id) DO UPDATE SET size = excluded.size, frontier = excluded.frontier",
        &[number(frontier.size())?.into(), frontier.to_bytes().into()],
    )?;
    for full in (first / TILE_WIDTH)..(frontier.size() / TILE_WIDTH) {
        write_tiles(tx, full)?;
    }
    number(first)
}

/// Writes tile `full` of level 0, and those above that it completes.
fn write_tiles(tx: &mut Tx<'_>, full: u64) -> Result<(), Error> {
    let mut level = 0;
    let mut tile = full;
    loop {
        let hashes = TileHashes::new(below(tx, level, tile * TILE_WIDTH, TILE_WIDTH)?)
            .ok_or_else(|| Error::internal("a full tile lacks hashes"))?;
        tx.execute(
            "INSERT INTO journal_tile (level, number, hashes, root) VALUES ($1, $2, $3, $4)",
            &[level.into(), number(tile)?.into(), hashes.to_bytes().into(), hashes.root().0.into()],
        )?;
        if !(tile + 1).is_multiple_of(TILE_WIDTH) {
            return Ok(());
        }
        tile /= TILE_WIDTH;
        level += 1;
    }
}

/// `count` hashes that a tile of this level lists, from the `first` on: leaves, or roots of the tiles below.
pub(super) fn below(tx: &mut Tx<'_>, level: i64, first: u64, count: u64) -> Result<Vec<Hash>, Error> {
    let (from, to) = (number(first)?, number(first + count)?);
    let rows = if level == 0 {
        tx.query(
            "SELECT leaf FROM journal_entry WHERE number >= $1 AND number < $2 ORDER BY number",
            &[from.into(), to.into()],
        )?
    } else {
        tx.query(
            "SELECT root FROM journal_tile WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number",
            &[(level - 1).into(), from.into(), to.into()],
        )?
    };
    let hashes: Option<Vec<Hash>> =
        rows.iter().map(|row| row.bytes(0).ok().and_then(|bytes| Hash::from_bytes(&bytes))).collect();
    match hashes {
        Some(hashes) if hashes.len() as u64 == count => Ok(hashes),
        _ => Err(Error::Inconsistent {
            table: "journal_tile",
            column: "root",
            row: format!("{level}/{first}"),
        }),
    }
}

/// The right edge of the tree; empty before the first entry.
pub(super) fn head(tx: &mut Tx<'_>) -> Result<Frontier, Error> {
    let Some(row) = tx.query_one("SELECT size, frontier FROM journal_head WHERE id = 1", &[])? else {
        return Ok(Frontier::default());
    };
    let damaged =
        || Error::Inconsistent { table: "journal_head", column: "frontier", row: String::from("1") };
    let frontier = Frontier::from_bytes(&row.bytes(1)?).map_err(|_| damaged())?;
    if number(frontier.size())? == row.int(0)? { Ok(frontier) } else { Err(damaged()) }
}

/// The hashes of a full tile.
pub(super) fn tile(tx: &mut Tx<'_>, level: i64, tile: u64) -> Result<Option<TileHashes>, Error> {
    let row = tx.query_one(
        "SELECT hashes FROM journal_tile WHERE level = $1 AND number = $2",
        &[level.into(), number(tile)?.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let hashes = TileHashes::from_bytes(&row.bytes(0)?);
    hashes.map(Some).ok_or_else(|| Error::Inconsistent {
        table: "journal_tile",
        column: "hashes",
        row: format!("{level}/{tile}"),
    })
}

pub(super) fn insert_checkpoint(tx: &mut Tx<'_>, size: u64, note: &str) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO journal_checkpoint (size, note) VALUES ($1, $2) ON CONFLICT (size, note) DO NOTHING",
        &[number(size)?.into(), note.into()],
    )?;
    Ok(())
}

/// The checkpoint that covers most.
pub(super) fn last_checkpoint(tx: &mut Tx<'_>) -> Result<Option<(i64, String)>, Error> {
    let row =
        tx.query_one("SELECT size, note FROM journal_checkpoint ORDER BY size DESC, note LIMIT 1", &[])?;
    row.map(|row| Ok((row.int(0)?, row.text(1)?))).transpose()
}

/// Keeps a policy; true when it was not there yet.
pub(super) fn insert_policy(tx: &mut Tx<'_>, hash: &str, sources: &str) -> Result<bool, Error> {
    let added = tx.execute(
        "INSERT INTO journal_policy (hash, sources) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING",
        &[hash.into(), sources.into()],
    )?;
    Ok(added == 1)
}

pub(super) fn has_policy(tx: &mut Tx<'_>, hash: &str) -> Result<bool, Error> {
    Ok(tx.query_one("SELECT 1 FROM journal_policy WHERE hash = $1", &[hash.into()])?.is_some())
}

pub(super) fn find_policy(tx: &mut Tx<'_>, hash: &str) -> Result<Option<String>, Error> {
    let row = tx.query_one("SELECT sources FROM journal_policy WHERE hash = $1", &[hash.into()])?;
    row.map(|row| row.text(0)).transpose()
}

/// Entries `from` up to and not including `to`.
pub(super) fn entries(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<EntryRecord>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM journal_entry WHERE number >= $1 AND number < $2 ORDER BY number");
    tx.query(&sql, &[from.into(), to.into()])?.iter().map(EntryRecord::parse).collect()
}

/// One entry.
pub(super) fn find_entry(tx: &mut Tx<'_>, number: i64) -> Result<Option<EntryRecord>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM journal_entry WHERE number = $1");
    tx.query_one(&sql, &[number.into()])?.map(|row| EntryRecord::parse(&row)).transpose()
}

/// Entries before a place, newest first.
pub(super) fn entries_before(
    tx: &mut Tx<'_>,
    before: i64,
    kind: Option<Kind>,
    limit: i64,
) -> Result<Vec<EntryRecord>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal_entry WHERE number < $1 AND ($2 IS NULL OR kind = $2) \
         ORDER BY number DESC LIMIT $3"
    );
    let values = [before.into(), kind.map(Kind::as_str).into(), limit.into()];
    tx.query(&sql, &values)?.iter().map(EntryRecord::parse).collect()
}

/// The place of the decision record of a ruling.
pub(super) fn find_ruling(tx: &mut Tx<'_>, ruling: &str) -> Result<Option<i64>, Error> {
    let rows = tx.query(
        "SELECT number FROM journal_entry WHERE kind = 'decision' AND ruling = $1 ORDER BY number LIMIT 1",
        &[ruling.into()],
    )?;
    rows.first().map(|row| row.int(0)).transpose()
}

/// Records of processing that began in a period, oldest first, at most `limit`.
pub(super) fn find_processing(tx: &mut Tx<'_>, wanted: &Wanted, limit: i64) -> Result<Vec<String>, Error> {
    // Each of the three has an index; the filter that is there chooses it.
    let (filter, first) = match (&wanted.trace, &wanted.subject, &wanted.activity) {
        (Some(trace), ..) => ("trace = $1", trace),
        (None, Some(subject), _) => ("subject = $1", subject),
        (None, None, Some(activity)) => ("activity = $1", activity),
        (None, None, None) => return Ok(Vec::new()),
    };
    let sql = format!(
        "SELECT body FROM journal_entry WHERE kind = 'processing' AND {filter} \
         AND ($2 IS NULL OR subject = $2) AND ($3 IS NULL OR activity = $3) \
         AND started_at >= $4 AND started_at <= $5 ORDER BY started_at, number LIMIT $6"
    );
    let values = [
        first.into(),
        wanted.subject.as_deref().into(),
        wanted.activity.as_deref().into(),
        wanted.from.into(),
        wanted.until.into(),
        limit.into(),
    ];
    tx.query(&sql, &values)?.iter().map(|row| row.text(0)).collect()
}

/// Places, rulings and bodies of the records of processing about a person, oldest first.
pub(super) fn processing_about(
    tx: &mut Tx<'_>,
    subject: &str,
    limit: i64,
) -> Result<Vec<(i64, Option<String>, String)>, Error> {
    let rows = tx.query(
        "SELECT number, ruling, body FROM journal_entry WHERE kind = 'processing' AND subject = $1 \
         ORDER BY started_at, number LIMIT $2",
        &[subject.into(), limit.into()],
    )?;
    rows.iter().map(|row| Ok((row.int(0)?, row.opt_text(1)?, row.text(2)?))).collect()
}

/// A place or size as the database keeps it.
pub(super) fn number(place: u64) -> Result<i64, Error> {
    i64::try_from(place).map_err(Error::internal)
}
