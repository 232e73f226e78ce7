//! Paragraphs 3 and 6.10: what people ask about their own data, within which time, what is decided, and the answer.
//!
//! A request takes steps (`model`); its clock follows from them (`clock`). The rules of `policy/` decide; what they decide
//! is carried out in the same transaction (`effects`). The answer to access is made each time it is asked for, and kept
//! nowhere (`overview`, `export`, `letters`).
//!
//! Left out: destroying what is erased (6.4, retention), and handling complaints (Awb 9; they are referred).

mod clock;
mod demo;
mod effects;
mod export;
mod facts;
mod letters;
mod model;
mod overview;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::pages::{Browser, step};

pub use clock::{Clock, Pause};
pub use demo::seed_demo;
pub use export::{Export, Part, export};
pub use letters::{answer_blocks, answer_letter, decision, decision_letter, objection_until, resting_on};
pub use model::{
    Assessment, Authority, Because, Capacity, Cause, Channel, Considered, Decision, Identity, Kept, Matter,
    Proof, Receipt, Request, RequestId, Right, Stage, Step, Taken, Verdict, Weighing, resident_of,
};
pub use overview::{ActivityPart, DisclosurePart, HeldBack, ItemPart, LogPart, Overview};
pub use service::{
    Answer, NewRequest, Place, Shown, View, Whose, answer, ask_identity, correct, decide, deliver, extend,
    identify, is_asked_about, items_of, length, list, may_handle, may_read, place, read_note, receive, tell,
    view, withdraw,
};
