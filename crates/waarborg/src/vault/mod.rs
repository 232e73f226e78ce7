//! Paragraphs 5, 6.5 and 6.9: what items say, sealed; and the only way to it.
//!
//! Every verb asks `decision` first, in its own transaction, and opens or seals with the permit that came of it. There is
//! no other function that gives a value in clear: tests hold every address against that.
//!
//! Left out: destruction by retention (6.4, a later chapter), which will call [`shred`].

mod demo;
mod import;
mod keys;
mod model;
mod notes;
mod owned;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;

/// What an item says, for as long as it is held.
pub type Opened = seal::Opened<String>;

pub use demo::seed_demo;
pub use import::{Fault, ImportError, MappedItem, Mapping, Table, Taken, read, take};
pub use keys::{open, put, rotate, shred};
pub use model::{NewItem, NewPerson, Opening, Value};
pub use notes::{NotePlace, READ_NOTE, open_notes, seal_note};
pub use owned::{Owned, OwnedKeys, rotate_owned};
pub use service::{
    FileView, Offer, add_person, change, change_in, consult, find, mine, offers, record, view,
};
