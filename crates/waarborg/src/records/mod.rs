//! Paragraphs 1, 2, 5 and 6.2: which people, files and items there are. No contents; those are in the vault.
//!
//! A person is found by keyed hashes, never by opening. What the register entry of a file does not list cannot be
//! recorded in it: the vault asks before it adds an item. Left out: destruction (6.4, a later chapter) and minutes.
//!
//! The one page here is about who is charged with which file; the files themselves are shown by the vault.
//!
//! The verbs here take a transaction and ask nobody: whoever calls them has asked `decision` before.

mod model;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;

pub use model::{
    File, FileCount, FileId, FileMoment, Hold, Item, ItemId, Origin, ParseIdError, Protection, Subject,
    SubjectId,
};
pub use service::{
    Lookup, add_file, add_item, add_resident, add_subject, count_files, file, file_numbered, files_about,
    files_of_law, find_resident, find_subjects, item, items_about, items_of_file, new_file, new_subject,
    protect, replace, set_hold, subject,
};
