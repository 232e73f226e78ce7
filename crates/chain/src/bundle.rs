//! A proof to hand out: everything a stranger needs beside the public key to see that an entry is in the log.

use serde::{Deserialize, Serialize};

use crate::{Checkpoint, CheckpointError, Entry, Hash, ProofError, VerifyingKey, check_inclusion};

/// An inclusion proof with its checkpoint. Without `content` it reveals nothing about anyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The place of the entry in the log, from 0.
    pub entry: u64,
    /// The leaf hash of the entry.
    pub leaf: Hash,
    /// How many entries the checkpoint covers.
    pub size: u64,
    /// The path from the leaf to the root.
    pub proof: Vec<Hash>,
    /// The signed note.
    pub checkpoint: String,
    /// The entry itself, if the one who asked may read it; then the leaf hash is made anew from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Entry>,
}

/// Why a bundle proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The checkpoint is not accepted.
    #[error("checkpoint: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The bundle speaks of another size than its checkpoint.
    #[error("the checkpoint covers another number of entries than the proof")]
    Size,
    /// The shown content is not what the leaf hash stands for.
    #[error("the shown entry is not the one that was hashed")]
    Content,
    /// The path does not lead to the root of the checkpoint.
    #[error("{0}")]
    Proof(#[from] ProofError),
}

impl Bundle {
    /// Checks everything: signature, path, and the content if it is there. Gives the checkpoint that was proven.
    pub fn check(&self, key: &VerifyingKey) -> Result<Checkpoint, BundleError> {
        let checkpoint = key.open(self.checkpoint.as_bytes())?;
        if checkpoint.size != self.size {
            return Err(BundleError::Size);
        }
        if let Some(content) = &self.content
            && (content.number != self.entry || content.leaf() != self.leaf)
        {
            return Err(BundleError::Content);
        }
        check_inclusion(&self.proof, checkpoint.size, checkpoint.root, self.entry, self.leaf)?;
        Ok(checkpoint)
    }
}
