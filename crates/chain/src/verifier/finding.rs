//! What a verification can find, in words.

use std::fmt;

use crate::{CheckpointError, Hash};

/// One thing in a stored log that does not fit. Ranges are inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The contents are not what was hashed when the entries were written.
    Changed {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// The entries are whole, the hash stored beside them is not.
    HashChanged {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// The entry with its hash says one thing, the tile another, and nothing is left to tell which was changed.
    Disputed {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// The entries cannot be read any more.
    Unreadable {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// Entries were taken out of the middle.
    Missing {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// Entries were taken off the end.
    CutOff {
        /// First entry that is gone.
        first: u64,
        /// Last entry that is known to have been there.
        last: u64,
    },
    /// Entries were put in that the log never had.
    Inserted {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// Entries stand at another place than they were written at.
    Moved {
        /// Where the first stands now.
        first: u64,
        /// Where the last stands now.
        last: u64,
        /// Where the first was written.
        from: u64,
    },
    /// A tile, or one hash in it, was changed.
    TileChanged {
        /// Level of the tile.
        level: u8,
        /// Number of the tile.
        number: u64,
        /// Which of its 256 hashes; none: its root, or the whole of it.
        slot: Option<u64>,
    },
    /// A tile is gone.
    TileMissing {
        /// Level of the tile.
        level: u8,
        /// Number of the tile.
        number: u64,
    },
    /// A tile is there for entries that are not.
    TileUnexpected {
        /// Level of the tile.
        level: u8,
        /// Number of the tile.
        number: u64,
    },
    /// The stored right edge of the tree was changed or is gone; the entries contradict it.
    HeadChanged,
    /// The stored right edge stands for other entries in this range. A checkpoint that covers them tells which of the
    /// two was changed; here there is none.
    HeadDisagrees {
        /// First entry.
        first: u64,
        /// Last entry.
        last: u64,
    },
    /// A checkpoint was changed, or was never one of this log.
    CheckpointChanged {
        /// The size under which it is kept.
        size: u64,
        /// Why it is not accepted.
        why: CheckpointError,
    },
    /// A checkpoint with a good signature stands for another log than the stored one: among these entries history was
    /// written anew.
    Rewritten {
        /// First entry that may have been rewritten.
        first: u64,
        /// Last entry that may have been rewritten.
        last: u64,
        /// The root that was signed.
        signed: Hash,
    },
}

impl Finding {
    /// The first entry it is about, for putting findings in order.
    pub fn first(&self) -> u64 {
        match self {
            Self::Changed { first, .. }
            | Self::HashChanged { first, .. }
            | Self::Disputed { first, .. }
            | Self::Unreadable { first, .. }
            | Self::Missing { first, .. }
            | Self::CutOff { first, .. }
            | Self::Inserted { first, .. }
            | Self::Moved { first, .. }
            | Self::HeadDisagrees { first, .. }
            | Self::Rewritten { first, .. } => *first,
            Self::TileChanged { level, number, slot } => {
                let width = crate::TILE_WIDTH.saturating_pow(u32::from(*level));
                number
                    .saturating_mul(width)
                    .saturating_mul(crate::TILE_WIDTH)
                    .saturating_add(slot.unwrap_or(0).saturating_mul(width))
            }
            Self::TileMissing { level, number } | Self::TileUnexpected { level, number } => {
                number.saturating_mul(crate::TILE_WIDTH.saturating_pow(u32::from(*level) + 1))
            }
            Self::CheckpointChanged { size, .. } => size.saturating_sub(1),
            Self::HeadChanged => u64::MAX,
        }
    }

    /// Whether it names this entry.
    pub fn names(&self, entry: u64) -> bool {
        match self {
            Self::Changed { first, last }
            | Self::HashChanged { first, last }
            | Self::Disputed { first, last }
            | Self::Unreadable { first, last }
            | Self::Missing { first, last }
            | Self::CutOff { first, last }
            | Self::Inserted { first, last }
            | Self::HeadDisagrees { first, last }
            | Self::Rewritten { first, last, .. } => (*first..=*last).contains(&entry),
            Self::Moved { first, last, from } => {
                (*first..=*last).contains(&entry) || (*from..=*from + (last - first)).contains(&entry)
            }
            _ => false,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = |first: &u64, last: &u64| {
            if first == last { format!("entry {first}") } else { format!("entries {first} to {last}") }
        };
        match self {
            Self::Changed { first, last } => write!(f, "{}: changed after writing", entries(first, last)),
            Self::HashChanged { first, last } => {
                write!(f, "{}: whole, but the hash stored with it was changed", entries(first, last))
            }
            Self::Disputed { first, last } => {
                write!(f, "{}: the entry or the hash in its tile was changed", entries(first, last))
            }
            Self::Unreadable { first, last } => write!(f, "{}: cannot be read", entries(first, last)),
            Self::Missing { first, last } => write!(f, "{}: taken out", entries(first, last)),
            Self::CutOff { first, last } => write!(f, "{}: cut off the end", entries(first, last)),
            Self::Inserted { first, last } => write!(f, "{}: put in afterwards", entries(first, last)),
            Self::Moved { first, last, from } => {
                let origin = entries(from, &(from + (last - first)));
                write!(f, "{}: moved here, written as {origin}", entries(first, last))
            }
            Self::TileChanged { level, number, slot: Some(slot) } => {
                write!(f, "tile {level}/{number}: hash {slot} was changed")
            }
            Self::TileChanged { level, number, slot: None } => {
                write!(f, "tile {level}/{number}: was changed")
            }
            Self::TileMissing { level, number } => write!(f, "tile {level}/{number}: is gone"),
            Self::TileUnexpected { level, number } => {
                write!(f, "tile {level}/{number}: stands for entries that are not there")
            }
            Self::HeadChanged => write!(f, "head: was changed or is gone"),
            Self::HeadDisagrees { first, last } => {
                write!(f, "{}: rewritten, or the head was changed", entries(first, last))
            }
            Self::CheckpointChanged { size, why } => {
                write!(f, "checkpoint of {size} entries: not accepted: {why}")
            }
            Self::Rewritten { first, last, signed } => {
                write!(f, "{}: history rewritten: the signed root was {signed}", entries(first, last))
            }
        }
    }
}
