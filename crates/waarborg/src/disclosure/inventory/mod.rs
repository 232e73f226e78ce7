//! The inventory of a request: its documents, what is judged of each, and the list as a table.

mod model;
pub(super) mod store;
mod table;

pub use model::{Attached, Described, Document, Judgement, Passage, PassageCategory, Says, Weight};
pub(super) use model::{MOST_DOCUMENTS, MOST_PASSAGES, check, contradiction, numbers, plain, whole};
pub use table::{COLUMNS, Listed};
pub(super) use table::{column_of, fault, read, written};
