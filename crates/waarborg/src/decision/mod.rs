//! Paragraphs 4, 5 and 6.1: may this be done? Takes the facts of a question, has `decide` rule on them, and keeps the
//! ruling in the journal in the same transaction in which it is given.
//!
//! A refusal is a ruling like any other, and is kept. Facts come from a call, or from a person in the guided
//! conversation of the pages. Left out: carrying out obligations. Acts on what is kept of
//! people are asked in `governed`, which gathers their facts itself and hands out permits.

pub mod api;
mod ask;
pub mod authzen;
pub mod conversation;
pub mod fuzzing;
mod governed;
pub mod pages;
pub mod policy;
pub mod rulings;
mod service;
pub mod start;
mod story;

#[cfg(test)]
mod tests;

pub use ask::{Ask, Shape, law_of};
pub use conversation::question_words;
pub use governed::{
    Act, Aim, Asked, DOCUMENT_TASK, Declined, DocumentPermit, MayBePublic, PassageRuling, Permit, Question,
    Receiver, SUBJECT_ID_TYPE, ask, ask_document, ask_figures, ask_minutes, ask_passage, ask_pending,
    ask_release, ask_with, declined_alert, duty, subject_ref,
};
pub use policy::{PROOFS, Proofs};
pub use rulings::{Openable, openable, outcome_badge_of, sees_all};
pub use service::{Draft, Exchange, Judged, Recorded, decide, decide_all, judge_now, parse_facts, record};
pub use story::story;
