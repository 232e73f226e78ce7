//! Paragraphs 2 and 5: the log of everything that is decided and done, which proves itself.
//!
//! Three kinds of record, each a leaf of one Merkle tree: what was processed (Logboek Dataverwerkingen, no user in
//! it), what was decided (Authorization Decision Log, with all that a replay needs), who did what (audit record,
//! BIO2 8.15.01). They are written in the transaction of what they record, so neither exists without the other.
//!
//! Left out: destroying entries when their term ends (a later chapter), and exchange by OTLP.

mod about;
pub mod api;
mod canonical;
mod checkpoint;
mod count;
mod model;
pub mod pages;
mod processing;
mod prove;
mod read;
mod record;
mod replay;
mod store;
pub mod testing;
mod verify;

#[cfg(test)]
mod tests;

pub use about::{Placed, about, prove_in, ruling_in};
pub use canonical::canonical;
pub use checkpoint::{checkpoint, latest_checkpoint, state, verifying_key};
pub use count::{Counted, count_rulings, first_since};
pub use model::{Context, Event, Kind, RulingEntry, RulingRecord, SubjectRef, pseudonym};
pub use processing::{Processing, ProcessingQuery, ProcessingStatus};
pub use prove::{consistency, prove};
pub use read::{
    EntryRow, RulingRow, StoredRuling, asked_by, export_processing, find_processing, find_ruling,
    list_entries, list_rulings, read_entry, size,
};
pub use record::{RulingDraft, draft_ruling, ensure_policy, knows_policy, record_act};
pub use replay::{PastRuling, Replay, ReplayFinding, past_rulings, policy_sources, replay};
pub use verify::{JournalFinding, Verification, verify};
