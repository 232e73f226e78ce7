//! Paragraphs 4, 5 and 6.1: may this be done? Takes the facts of a question, has `decide` rule on them, and keeps the
//! ruling in the journal in the same transaction in which it is given.
//!
//! A refusal is a ruling like any other, and is kept. Left out: collecting the facts from files and people (that is
//! the conversation of the pages, and later `records`), and carrying out obligations.

pub mod api;
pub mod authzen;
mod ask;
mod service;

#[cfg(test)]
mod tests;

pub use ask::{Ask, Shape, law_of};
pub use service::{Exchange, Judged, Recorded, Scribe, decide, decide_all, judge, judge_now, parse_facts};
