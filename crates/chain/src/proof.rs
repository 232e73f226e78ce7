//! Inclusion and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2).
//!
//! Making one needs a handful of hashes of the tree; where they come from is the caller's affair.

use std::cell::RefCell;

use tlog_tiles::{HashReader, split_stored_hash_index};

use crate::{Hash, tile_root};

/// A node of the tree that stands over `2^level` whole entries, the `index`-th of its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Node {
    /// 0 for a leaf.
    pub level: u8,
    /// From 0.
    pub index: u64,
}

/// Why a proof could not be made or does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The entry or the earlier size lies outside the tree.
    #[error("entry or size lies outside the tree")]
    Outside,
    /// The hashes do not lead from what is proven to the root.
    #[error("the proof does not lead to the root")]
    Wrong,
}

/// The proof that entry `number` is in the tree of `size` entries. `fetch` gives the hashes of nodes.
pub fn inclusion_proof<E: From<ProofError>>(
    size: u64,
    number: u64,
    fetch: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if number >= size {
        return Err(ProofError::Outside.into());
    }
    make(|reader| tlog_tiles::prove_record(size, number, reader), fetch)
}

/// Checks that a leaf is entry `number` of the tree of `size` entries with this root.
pub fn check_inclusion(
    proof: &[Hash],
    size: u64,
    root: Hash,
    number: u64,
    leaf: Hash,
) -> Result<(), ProofError> {
    // No tree of 2^64 entries has a longer path.
    if number >= size || proof.len() > 64 {
        return Err(ProofError::Outside);
    }
    let proof = proof.iter().map(|hash| (*hash).into()).collect();
    tlog_tiles::check_record(&proof, size, root.into(), number, leaf.into()).map_err(|_| ProofError::Wrong)
}

/// The proof that the tree of `size` entries begins with the tree of `earlier` entries.
pub fn consistency_proof<E: From<ProofError>>(
    size: u64,
    earlier: u64,
    fetch: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    if earlier == 0 || earlier > size {
        return Err(ProofError::Outside.into());
    }
    make(|reader| tlog_tiles::prove_tree(size, earlier, reader), fetch)
}

/// Checks that the tree of `size` entries with this root begins with the earlier tree.
pub fn check_consistency(
    proof: &[Hash],
    size: u64,
    root: Hash,
    earlier: u64,
    earlier_root: Hash,
) -> Result<(), ProofError> {
    if earlier == 0 || earlier > size || proof.len() > 65 {
        return Err(ProofError::Outside);
    }
    let proof = proof.iter().map(|hash| (*hash).into()).collect();
    tlog_tiles::check_tree(&proof, size, root.into(), earlier, earlier_root.into())
        .map_err(|_| ProofError::Wrong)
}

/// The hash of a node from the hashes of all nodes below it on one lower level, left to right; `None` when their
/// number is no power of two.
pub fn hash_of_node(below: &[Hash]) -> Option<Hash> {
    below.len().is_power_of_two().then(|| tile_root(below))
}

/// Runs a proof maker twice: once to learn which nodes it wants, once with their hashes.
fn make<E: From<ProofError>>(
    run: impl Fn(&Reader) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error>,
    mut fetch: impl FnMut(Node) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let asking = Reader { asked: RefCell::default(), answers: None };
    run(&asking).map_err(|_| ProofError::Outside)?;
    let asked = asking.asked.into_inner();
    let mut answers = Vec::with_capacity(asked.len());
    for index in asked {
        let (level, index) = split_stored_hash_index(index);
        answers.push(fetch(Node { level, index })?.into());
    }
    let answering = Reader { asked: RefCell::default(), answers: Some(answers) };
    let proof = run(&answering).map_err(|_| ProofError::Outside)?;
    Ok(proof.into_iter().map(Hash::from).collect())
}

struct Reader {
    asked: RefCell<Vec<u64>>,
    answers: Option<Vec<tlog_tiles::Hash>>,
}

impl HashReader for Reader {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        if let Some(answers) = &self.answers {
            return Ok(answers.clone());
        }
        self.asked.borrow_mut().extend_from_slice(indexes);
        Ok(vec![tlog_tiles::EMPTY_HASH; indexes.len()])
    }
}
