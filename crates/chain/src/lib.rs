//! A log that proves itself: an RFC 6962 Merkle tree over entries, with checkpoints signed in the C2SP form.
//!
//! No I/O: whoever uses this crate reads and writes, here is only arithmetic. An entry has one encoding
//! ([`Entry::encode`]), an encoding one leaf hash, all leaf hashes one root, and a root with its size a signed
//! [`Checkpoint`]. From there:
//!
//! * [`Frontier`] adds an entry with a handful of hashes;
//! * tiles of 256 hashes ([`tile_root`]) keep what proofs need;
//! * [`inclusion_proof`] and [`consistency_proof`] show that an entry is in a checkpoint, and that a later
//!   checkpoint still holds all of an earlier one;
//! * [`Verifier`] goes through a whole stored log and names everything that does not fit.
//!
//! Not guaranteed: that an entry is true, or that a log without any checkpoint kept elsewhere was not rewritten whole
//! by someone who holds the signing key.

mod bundle;
mod checkpoint;
mod entry;
mod frontier;
mod hash;
mod proof;
mod verifier;

pub use bundle::{Bundle, BundleError};
pub use checkpoint::{Checkpoint, CheckpointError, SigningKey, VerifyingKey};
pub use entry::{Entry, Field};
pub use frontier::{Frontier, FrontierError};
pub use hash::{Hash, TILE_WIDTH, TileHashes, tile_root};
pub use proof::{
    Node, ProofError, check_consistency, check_inclusion, consistency_proof, hash_of_node, inclusion_proof,
};
pub use verifier::{Finding, Report, StoredEntry, StoredTile, Verifier, Window};
