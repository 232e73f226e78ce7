//! Going through the whole stored journal and naming everything that does not fit (BIO2 8.15.05, 8.15.06).
//!
//! Reads in short transactions, so the service can go on beside it; entries that come after the start are left for
//! the next time. Memory stays the same whatever the size. A damaged row does not end the work: it is named.

use std::collections::BTreeMap;

use chain::{
    Finding, Frontier, Hash, StoredEntry, StoredTile, TILE_WIDTH, TileHashes, Verifier, VerifyingKey, Window,
};
use ground::hex;
use sha2::{Digest as _, Sha256};

use super::record::KEEP_POLICY;
use super::store::{self, EntryRecord};
use crate::db::{Db, Tx};
use crate::error::Error;

/// Windows of 256 entries that are read in one transaction.
const WINDOWS: u64 = 16;
/// So many entries beyond the end are looked at one by one.
const BEYOND: i64 = 1000;

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries that should be there.
    pub size: u64,
    /// Checkpoints that the entries agree with.
    pub confirmed: u64,
    /// Policies whose text is as it was kept.
    pub policies: u64,
    /// What does not fit.
    pub findings: Vec<JournalFinding>,
    /// Findings beyond those listed.
    pub more: u64,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalFinding {
    /// In entries, tiles, head or checkpoints.
    Log(Finding),
    /// An entry at a place that no log has.
    Misplaced {
        /// The number it has.
        number: i64,
    },
    /// The text of a policy is not what was kept.
    PolicyChanged {
        /// Names the policy.
        hash: String,
    },
    /// The text of a policy is gone.
    PolicyMissing {
        /// Names the policy.
        hash: String,
        /// The entry that says it was kept.
        entry: u64,
    },
    /// The text of a policy that no entry speaks of.
    PolicyUnknown {
        /// Names the policy.
        hash: String,
    },
    /// The engine finds a table and its indexes at odds: a look-up would miss something.
    Damaged {
        /// The table.
        table: &'static str,
        /// What the engine says, in its words. Rows of the journal are numbered as its entries are.
        said: String,
    },
    /// A table beside the entries cannot be read.
    UnreadableTable(&'static str),
}

impl std::fmt::Display for JournalFinding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Log(finding) => finding.fmt(f),
            Self::Misplaced { number } => write!(f, "entry {number}: no such place in a log"),
            Self::PolicyChanged { hash } => write!(f, "policy {hash}: its text was changed"),
            Self::PolicyMissing { hash, entry } => {
                write!(f, "policy {hash}: its text is gone (kept by entry {entry})")
            }
            Self::PolicyUnknown { hash } => write!(f, "policy {hash}: no entry says that it was kept"),
            Self::Damaged { table, said } => write!(f, "table {table}: {said}"),
            Self::UnreadableTable(table) => write!(f, "table {table}: cannot be read"),
        }
    }
}

/// Verifies everything. `kept` is a checkpoint from elsewhere that the caller has accepted already: its size and its
/// text. `progress` hears how many entries are done, of how many.
pub fn verify(
    db: &Db,
    key: &VerifyingKey,
    kept: Option<(u64, &str)>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Verification, Error> {
    let mut findings = Vec::new();
    let start = Start::read(db, key, kept, &mut findings)?;
    let mut verifier = Verifier::new(start.size);
    before_and_beyond(db, &start, &mut verifier, &mut findings)?;
    if let Some((size, note)) = kept {
        verifier.checkpoint(size, note.as_bytes(), key);
    }
    let mut fed = feed_checkpoints(db, i64::MIN, 0, key, &mut verifier, &mut findings)?;
    let mut policies = BTreeMap::new();
    while verifier.done() < start.size {
        let from = verifier.done();
        if from >= start.filled {
            fed += feed_checkpoints(db, place(from), place(start.size), key, &mut verifier, &mut findings)?;
            verifier.vacant(start.size);
            break;
        }
        let to = start.size.min(from + WINDOWS * TILE_WIDTH);
        fed += feed_checkpoints(db, place(from), place(to), key, &mut verifier, &mut findings)?;
        for window in read_windows(db, from, to)? {
            remember_policies(&window, &mut policies);
            for (level, number) in verifier.window(&window) {
                let tile = read(db, move |tx| stored_tile(tx, level.into(), place(number)))?;
                verifier.upper_tile(level, number, tile.unwrap_or_else(unreadable_tile).as_ref());
            }
        }
        progress(verifier.done(), start.size);
    }
    fed += feed_checkpoints(db, place(start.size), i64::MAX, key, &mut verifier, &mut findings)?;
    if fed < start.checkpoints {
        // Rows with no size at all lie in no range.
        findings.push(JournalFinding::UnreadableTable("journal_checkpoint"));
    }
    unexpected_tiles(db, start.size, &mut verifier, &mut findings)?;
    let policies = check_policies(db, policies, &mut findings)?;
    for table in store::TABLES {
        match db.damage(table) {
            Ok(found) => {
                findings.extend(found.into_iter().map(|said| JournalFinding::Damaged { table, said }));
            }
            Err(Error::Unavailable(reason)) => return Err(Error::Unavailable(reason)),
            Err(_) => findings.push(JournalFinding::UnreadableTable(table)),
        }
    }

    let nothing = start.size == 0 && start.head.is_none() && !start.head_is_damaged;
    let empty = Frontier::default();
    let report = verifier.finish(if nothing { Some(&empty) } else { start.head.as_ref() });
    let mut all: Vec<JournalFinding> = report.findings.into_iter().map(JournalFinding::Log).collect();
    all.extend(findings);
    Ok(Verification {
        size: report.size,
        confirmed: report.confirmed,
        policies,
        findings: all,
        more: report.more,
    })
}

/// What is known before the entries are read.
struct Start {
    head: Option<Frontier>,
    head_is_damaged: bool,
    /// How many entries there should be.
    size: u64,
    /// Past the last window that holds anything.
    filled: u64,
    /// Rows of checkpoints, whatever is in them.
    checkpoints: u64,
}

impl Start {
    fn read(
        db: &Db,
        key: &VerifyingKey,
        kept: Option<(u64, &str)>,
        findings: &mut Vec<JournalFinding>,
    ) -> Result<Self, Error> {
        let (head, head_is_damaged) = match read(db, store::head_row)? {
            Some(None) => (None, false),
            Some(Some((size, bytes))) => {
                let frontier = Frontier::from_bytes(&bytes).ok();
                let frontier = frontier.filter(|frontier| i64::try_from(frontier.size()) == Ok(size));
                let is_damaged = frontier.is_none();
                (frontier, is_damaged)
            }
            None => (None, true),
        };
        let counts = read(db, store::counts)?.unwrap_or_else(|| {
            findings.push(JournalFinding::UnreadableTable("journal_entry"));
            store::Counts::default()
        });
        // A few damaged ones at the top must not hide a good one below.
        let top = read(db, |tx| store::checkpoints_from_top(tx, 100))?.unwrap_or_default();
        let signed = top.iter().filter_map(|(_, note)| key.open(note.as_bytes()).ok()).map(|it| it.size);
        let signed = signed.chain(kept.map(|(size, _)| size)).max();
        // One tile with a number out of all proportion is damage, not size.
        let tiles = counts.tiles.min(counts.last_tile.saturating_add(1));
        let head_size = head.as_ref().map(Frontier::size);
        let size = Verifier::expected_size(head_size, signed, tiles, counts.entries);
        let filled = counts.last_entry.saturating_add(1).max(tiles * TILE_WIDTH).min(size);
        let filled = filled.div_ceil(TILE_WIDTH) * TILE_WIDTH;
        Ok(Self { head, head_is_damaged, size, filled, checkpoints: counts.checkpoints })
    }
}

/// Runs one read. `None`: what should be read is damaged. An error: the database is not there.
fn read<T: Send + 'static>(
    db: &Db,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<Option<T>, Error> {
    match db.read_blocking("journal.verify", work) {
        Ok(value) => Ok(Some(value)),
        Err(Error::Unavailable(reason)) => Err(Error::Unavailable(reason)),
        Err(_) => Ok(None),
    }
}

fn before_and_beyond(
    db: &Db,
    start: &Start,
    verifier: &mut Verifier,
    findings: &mut Vec<JournalFinding>,
) -> Result<(), Error> {
    let end = place(start.size);
    let (misplaced, beyond) =
        read(db, move |tx| store::entries_outside(tx, end, BEYOND))?.unwrap_or_default();
    findings.extend(misplaced.into_iter().map(|number| JournalFinding::Misplaced { number }));
    let beyond: Vec<StoredEntry> = beyond.iter().map(stored_entry).collect();
    verifier.beyond(&beyond);
    Ok(())
}

/// Hands over the checkpoints of more than `from` and at most `to` entries; how many there were.
fn feed_checkpoints(
    db: &Db,
    from: i64,
    to: i64,
    key: &VerifyingKey,
    verifier: &mut Verifier,
    findings: &mut Vec<JournalFinding>,
) -> Result<u64, Error> {
    let Some(checkpoints) = read(db, move |tx| store::checkpoints(tx, from, to))? else {
        findings.push(JournalFinding::UnreadableTable("journal_checkpoint"));
        return Ok(0);
    };
    let count = checkpoints.len() as u64;
    for (size, note) in checkpoints {
        // A size below zero fits no note.
        verifier.checkpoint(u64::try_from(size).unwrap_or(u64::MAX), note.as_bytes(), key);
    }
    Ok(count)
}

/// The windows from `from` up to `to`; one by one, and row by row, where something cannot be read.
fn read_windows(db: &Db, from: u64, to: u64) -> Result<Vec<Window>, Error> {
    let all = read(db, move |tx| {
        let mut windows = Vec::new();
        let mut first = from;
        while first < to {
            let end = to.min(first + TILE_WIDTH);
            let entries = store::entries(tx, place(first), place(end))?;
            let tile = stored_tile(tx, 0, place(first / TILE_WIDTH))?;
            windows.push(Window {
                entries: entries.iter().map(stored_entry).collect(),
                unreadable: Vec::new(),
                tile,
            });
            first = end;
        }
        Ok(windows)
    })?;
    if let Some(windows) = all {
        return Ok(windows);
    }
    let mut windows = Vec::new();
    let mut first = from;
    while first < to {
        let end = to.min(first + TILE_WIDTH);
        windows.push(read_damaged_window(db, first, end)?);
        first = end;
    }
    Ok(windows)
}

fn read_damaged_window(db: &Db, first: u64, end: u64) -> Result<Window, Error> {
    let mut window = Window::default();
    for number in first..end {
        match read(db, move |tx| store::find_entry(tx, place(number)))? {
            Some(Some(record)) => window.entries.push(stored_entry(&record)),
            Some(None) => {}
            None => window.unreadable.push(number),
        }
    }
    let tile = read(db, move |tx| stored_tile(tx, 0, place(first / TILE_WIDTH)))?;
    window.tile = tile.unwrap_or_else(unreadable_tile);
    Ok(window)
}

#[expect(clippy::unnecessary_wraps, reason = "it stands in for a tile that may be there or not")]
fn unreadable_tile() -> Option<StoredTile> {
    Some(StoredTile { hashes: None, root: None })
}

fn stored_entry(record: &EntryRecord) -> StoredEntry {
    StoredEntry { entry: record.entry(), leaf: Hash::from_bytes(&record.leaf) }
}

fn stored_tile(tx: &mut Tx<'_>, level: i64, number: i64) -> Result<Option<StoredTile>, Error> {
    let row = store::tile_row(tx, level, number)?;
    Ok(row.map(|row| StoredTile {
        hashes: TileHashes::from_bytes(&row.hashes),
        root: Hash::from_bytes(&row.root),
    }))
}

/// Tiles that stand for nothing.
fn unexpected_tiles(
    db: &Db,
    size: u64,
    verifier: &mut Verifier,
    findings: &mut Vec<JournalFinding>,
) -> Result<(), Error> {
    let Some(tiles) = read(db, store::tile_places)? else {
        findings.push(JournalFinding::UnreadableTable("journal_tile"));
        return Ok(());
    };
    for (level, number) in tiles {
        let place = (u8::try_from(level).ok(), u64::try_from(number).ok());
        let expected = match place {
            // Eight bits a level; beyond level 6 no number of entries fills a tile.
            (Some(level @ 0..=6), Some(number)) => number < size >> (8 * (u32::from(level) + 1)),
            _ => false,
        };
        if !expected {
            let (level, number) = (place.0.unwrap_or(u8::MAX), place.1.unwrap_or(u64::MAX));
            verifier.find(Finding::TileUnexpected { level, number });
        }
    }
    Ok(())
}

/// Which policies the entries say were kept, and with which text.
fn remember_policies(window: &Window, policies: &mut BTreeMap<String, (String, u64)>) {
    for stored in &window.entries {
        let body = stored.entry.fields.iter().find(|(name, _)| name == "body");
        let Some((_, chain::Field::Text(body))) = body else { continue };
        if stored.entry.kind != "audit" || !body.contains(KEEP_POLICY) {
            continue;
        }
        let Ok(body) = serde_json::from_str::<serde_json::Value>(body) else { continue };
        let text = |name: &str| body.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
        if text("action").as_deref() == Some(KEEP_POLICY)
            && let (Some(hash), Some(digest)) = (text("object"), text("result"))
        {
            policies.insert(hash, (digest, stored.entry.number));
        }
    }
}

/// Holds the kept texts against what the entries say; how many fit.
fn check_policies(
    db: &Db,
    mut known: BTreeMap<String, (String, u64)>,
    findings: &mut Vec<JournalFinding>,
) -> Result<u64, Error> {
    let Some(hashes) = read(db, store::policy_hashes)? else {
        findings.push(JournalFinding::UnreadableTable("journal_policy"));
        return Ok(0);
    };
    let mut whole = 0;
    for hash in hashes {
        let Some((digest, _)) = known.remove(&hash) else {
            findings.push(JournalFinding::PolicyUnknown { hash });
            continue;
        };
        let wanted = hash.clone();
        let sources = read(db, move |tx| store::find_policy(tx, &wanted))?.flatten();
        if sources.is_some_and(|text| hex::encode(&Sha256::digest(text.as_bytes())) == digest) {
            whole += 1;
        } else {
            findings.push(JournalFinding::PolicyChanged { hash });
        }
    }
    for (hash, (_, entry)) in known {
        findings.push(JournalFinding::PolicyMissing { hash, entry });
    }
    Ok(whole)
}

fn place(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
