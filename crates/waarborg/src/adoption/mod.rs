//! Paragraph 6.14 and AVG 24(2): versions of the policy, from proposal to force.
//!
//! A version is proposed as a draft, the FG advises, the daily board adopts or rejects it, and it is in force from a day.
//! The proofs of its promises and its differences with the version before it come with the proposal, as plain data.
//! Once adopted it judges the acts of its days (`house::Policies`); rulings keep naming the version that made them.
//!
//! Left out: making proofs and differences (crate `prove`, called by the command line), and the yearly evaluation that
//! may lead to a proposal (a later chapter).

mod model;
pub mod pages;
mod service;
mod start;
mod store;

#[cfg(test)]
mod tests;

pub use model::{
    Advice, ChangedRuling, Concern, Deed, Direction, Examination, Opinion, PolicyVersion, PromiseProof,
    ProofResult, Proposal, QuestionDifference, Resolution, Stage,
};
pub use service::{adopt, advise, examination, find, list, propose, reject};
pub use start::{load, start};
pub use store::deed_in;
