//! Hashes of the tree, and tiles of them.

use std::fmt;

use ground::hex;
use serde::{Deserialize, Serialize};

use crate::Frontier;

/// A SHA-256 hash of a leaf or a node (RFC 6962, section 2.1). Shown in hexadecimal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The root of a tree without entries: the hash of nothing.
    pub const EMPTY: Self = Self(tlog_tiles::EMPTY_HASH.0);

    /// The hash of a leaf that holds `data`.
    pub fn of_leaf(data: &[u8]) -> Self {
        Self(tlog_tiles::record_hash(data).0)
    }

    /// The hash of a node above two others.
    #[must_use]
    pub fn join(self, right: Self) -> Self {
        Self(tlog_tiles::node_hash(self.into(), right.into()).0)
    }

    /// Takes exactly 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(&self.0))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Hash> for tlog_tiles::Hash {
    fn from(hash: Hash) -> Self {
        Self(hash.0)
    }
}

impl From<tlog_tiles::Hash> for Hash {
    fn from(hash: tlog_tiles::Hash) -> Self {
        Self(hash.0)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        hex::decode(&text).map(Self).ok_or("not 64 hexadecimal digits")
    }
}

/// Hashes in a full tile. A tile of level 0 lists leaves; one of level n lists the roots of 256 tiles of level n-1.
pub const TILE_WIDTH: u64 = 256;

/// The hashes of a full tile, as they are stored: 256 times 32 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TileHashes(Vec<Hash>);

impl TileHashes {
    /// A full tile, or `None` when there are not exactly 256 hashes.
    pub fn new(hashes: Vec<Hash>) -> Option<Self> {
        (hashes.len() as u64 == TILE_WIDTH).then_some(Self(hashes))
    }

    /// Reads the stored form; `None` when the length is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        if rest.is_empty() { Self::new(hashes.iter().map(|hash| Hash(*hash)).collect()) } else { None }
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| hash.0).collect()
    }

    /// The hashes from left to right.
    pub fn hashes(&self) -> &[Hash] {
        &self.0
    }

    /// The root above all of them.
    pub fn root(&self) -> Hash {
        tile_root(&self.0)
    }
}

/// The root of the tree over these hashes as its leaves.
pub fn tile_root(hashes: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for hash in hashes {
        frontier.append(*hash);
    }
    frontier.root()
}
