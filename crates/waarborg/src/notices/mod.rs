//! Paragraphs 2 and 6.3 (2-16 to 2-19, 5-12; AVG 12 to 14): the duty to inform.
//!
//! Whoever records data says so here, once for each collection; from then on it is known until when the person has to be told,
//! and a first disclosure waits for it. The notice itself is made from the register entry. Whether it is in order is ruled by
//! the policy (question `inform`); what is computed here is for lists and warnings.
//!
//! Left out: sending letters (they are made, `content`) and mail, and who is charged with a case beyond its file.

mod content;
mod model;
pub mod pages;
mod service;
mod store;

#[cfg(test)]
mod tests;

pub use content::{Notice, NoticePart, Section, notice};
pub use model::{
    Channel, Collection, CollectionId, Deadlines, DeferReason, Duty, Element, NoticeCase, NoticeDeed,
    NoticeStep, ObtainedFrom, ParseCollectionIdError, Script, Waiver,
};
pub use service::{
    Arrival, Waiting, act, act_in, collected, deferred, disclosed, duty, find, inform_facts,
    may_disclose_first, overview,
};
