//! Proofs about the journal, for those who do not trust us.

use chain::{Bundle, Hash, Node, ProofError, TILE_WIDTH, consistency_proof, hash_of_node, inclusion_proof};

use super::store::{self, number};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;

use super::checkpoint::signing_key;

/// The proof that an entry is in the journal, with a fresh checkpoint that is kept. Reveals hashes only, unless
/// `content` asks for the entry itself: then the caller must be allowed to read it and log that reading.
pub async fn prove(house: &House, entry: i64, content: bool) -> Result<Bundle, Error> {
    let key = signing_key(house)?;
    house
        .db
        .write("journal.prove", move |tx| {
            let record = store::find_entry(tx, entry)?.ok_or(Error::NotFound("journal entry"))?;
            let leaf = Hash::from_bytes(&record.leaf).ok_or_else(|| Error::Inconsistent {
                table: "journal_entry",
                column: "leaf",
                row: entry.to_string(),
            })?;
            let place = u64::try_from(entry).map_err(Error::internal)?;
            let head = store::head(tx)?;
            let size = head.size();
            let proof = inclusion_proof(size, place, |node| fetch(tx, size, node)).map_err(Error::from)?;
            let checkpoint = key.sign(size, head.root()).map_err(Error::internal)?;
            store::insert_checkpoint(tx, size, &checkpoint)?;
            Ok(Bundle {
                entry: place,
                leaf,
                size,
                proof,
                checkpoint,
                content: content.then(|| record.entry()),
            })
        })
        .await
}

/// The proof that the journal now still begins with its first `earlier` entries: the hashes, and the present size.
pub async fn consistency(house: &House, earlier: u64) -> Result<(Vec<Hash>, u64), Error> {
    house
        .db
        .read("journal.consistency", move |tx| {
            let size = store::head(tx)?.size();
            let proof =
                consistency_proof(size, earlier, |node| fetch(tx, size, node)).map_err(Error::from)?;
            Ok((proof, size))
        })
        .await
}

/// A failure while making a proof: ours, or a place outside the tree.
pub(super) struct Failed(Error);

impl From<ProofError> for Failed {
    fn from(_: ProofError) -> Self {
        Self(Error::NotFound("journal entry"))
    }
}

impl From<Failed> for Error {
    fn from(failed: Failed) -> Self {
        failed.0
    }
}

/// The hash of a node, from a full tile where there is one, else from the row of hashes that the tile will list.
pub(super) fn fetch(tx: &mut Tx<'_>, size: u64, node: Node) -> Result<Hash, Failed> {
    let level = node.level / 8;
    let width = 1_u64 << (node.level % 8);
    let first = node.index * width;
    let tile = first / TILE_WIDTH;
    let complete = size >> (8 * (u32::from(level) + 1));
    let hashes = if tile < complete {
        let tile_hashes = store::tile(tx, level.into(), tile).map_err(Failed)?;
        let tile_hashes = tile_hashes.ok_or_else(|| {
            Failed(Error::Inconsistent {
                table: "journal_tile",
                column: "number",
                row: format!("{level}/{tile}"),
            })
        })?;
        let start = usize::try_from(first % TILE_WIDTH).unwrap_or_default();
        let width = usize::try_from(width).unwrap_or_default();
        tile_hashes.hashes().iter().skip(start).take(width).copied().collect()
    } else {
        store::below(tx, level.into(), first, width).map_err(Failed)?
    };
    hash_of_node(&hashes)
        .ok_or_else(|| Failed(Error::internal(format!("no node {}", number(first).unwrap_or(-1)))))
}
