//! Paragraphs 6.11 and 6.12: public information on request, under the Wob and the Woo.
//!
//! Anyone may ask, without saying why. A request takes steps (`model`); its clock follows from them (`clock`). Its documents
//! stand in an inventory, where each passage is judged by the rules of `policy/` (`inventory`); the board decides, and what
//! is released to everyone stands in a register that is open to all (`pages/register.rs`).
//!
//! Left out: publishing on own initiative (6.11; its rules are in `policy/`), and objections themselves (Awb 6:7).

pub mod api;
mod clock;
mod demo;
mod facts;
mod inventory;
mod letters;
mod model;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;

/// The law that the desk charges people with who handle these requests.
const LAW: &str = "WOO";
/// The register entry of handling them.
const ACTIVITY: &str = "REG-07";

pub use clock::{Clock, Pause};
pub use demo::seed_demo;
pub use inventory::{
    Attached, COLUMNS, Described, Document, Judgement, Listed, Passage, PassageCategory, Says, Weight,
};
pub use letters::{decision, decision_letter};
pub use model::{
    About, Assessment, Audience, Decision, More, Outcome, Proposal, Request, RequestId, Stage, Step, Taken,
    Way,
};
pub use service::{
    Act, Ask, Judged, ReadAsk, Receipt, Tracked, View, act, add, assess, attach, decide, follow, import,
    judge, lengths, lift, list, may_handle, may_read, propose, public, public_file, public_list, public_page,
    read_ask, receive, release, view,
};
