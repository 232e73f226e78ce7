//! What the log holds about one person, for that person (AVG 15): records with their places and proofs. Whoever calls these writes down that it was read.

use chain::{Bundle, Hash, inclusion_proof};

use super::checkpoint::signing_key;
use super::model::{SubjectRef, pseudonym};
use super::processing::Processing;
use super::prove::fetch;
use super::read::{StoredRuling, parse, stored_ruling};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::{House, Keys};

/// A record of processing with its place in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The place in the log.
    pub number: i64,
    /// The ruling that it belongs to.
    pub ruling: Option<String>,
    /// The record.
    pub record: Processing,
}

/// The records of processing about a person, oldest first, at most `limit`.
pub fn about(tx: &mut Tx<'_>, keys: &Keys, subject: &SubjectRef, limit: i64) -> Result<Vec<Placed>, Error> {
    let rows = store::processing_about(tx, &pseudonym(&keys.pseudonym, subject), limit)?;
    let placed = |(number, ruling, body): (i64, Option<String>, String)| {
        Ok(Placed { number, ruling, record: Processing(parse(&body, &number.to_string())?) })
    };
    rows.into_iter().map(placed).collect()
}

/// One ruling, in the transaction in which it was made or used. Whoever calls this has asked for it, or writes down that
/// it was read.
pub fn ruling_in(tx: &mut Tx<'_>, id: &str) -> Result<StoredRuling, Error> {
    let number = store::find_ruling(tx, id)?.ok_or(Error::NotFound("ruling"))?;
    stored_ruling(tx, number)
}

/// Proofs that these entries are in the journal, all under one fresh checkpoint that is kept. They reveal hashes only.
pub fn prove_in(tx: &mut Tx<'_>, house: &House, entries: &[i64]) -> Result<Vec<Bundle>, Error> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let key = signing_key(house)?;
    let head = store::head(tx)?;
    let size = head.size();
    let checkpoint = key.sign(size, head.root()).map_err(Error::internal)?;
    store::insert_checkpoint(tx, size, &checkpoint)?;
    let mut bundles = Vec::with_capacity(entries.len());
    for entry in entries {
        let record = store::find_entry(tx, *entry)?.ok_or(Error::NotFound("journal entry"))?;
        let leaf = Hash::from_bytes(&record.leaf).ok_or_else(|| Error::Inconsistent {
            table: "journal_entry",
            column: "leaf",
            row: entry.to_string(),
        })?;
        let place = u64::try_from(*entry).map_err(Error::internal)?;
        let proof = inclusion_proof(size, place, |node| fetch(tx, size, node)).map_err(Error::from)?;
        bundles.push(Bundle {
            entry: place,
            leaf,
            size,
            proof,
            checkpoint: checkpoint.clone(),
            content: None,
        });
    }
    Ok(bundles)
}
