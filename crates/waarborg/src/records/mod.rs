//! Paragraphs 1, 2, 5 and 6.2: which people, files and items there are. No contents; those are in the vault.
//!
//! A person is found by keyed hashes, never by opening. What the register entry of a file does not list cannot be
//! recorded in it. Left out: destruction (6.4, a later chapter) and minutes.

mod model;

pub use model::{File, FileId, Hold, Item, ItemId, Origin, ParseIdError, Protection, Subject, SubjectId};
