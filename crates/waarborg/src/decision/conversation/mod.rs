//! *Mag dit?*: the guided conversation. From a real question to a ruling, one clear question at a time.
//!
//! What is asked, and in which order, follows from the rules: after each answer the policy is asked what can still
//! change the outcome (`ruling.questions`), and the first of those is put. Steps on the way are no rulings and are
//! not recorded; the end is. "I do not know" is an answer: the ruling then says what to find out, and is never more
//! permissive for it.

mod answer;
mod model;
pub mod pages;
mod service;
mod store;
mod topic;
mod view;

#[cfg(test)]
mod tests;

pub(super) use answer::words;
pub use pages::pages;
pub use topic::{Topic, question_words, topics};
pub(super) use view::named;
