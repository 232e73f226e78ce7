//! The promises of the policy as theorems: symbolic compiler and solver.
//!
//! Tests try examples; a solver tries everything. A promise of `policy/promises/` is proved for all valid facts, or
//! refuted with facts that `decide` judges the same way. `decide` stays free of all this: tests and
//! `waarborg policy` prove here, and the page of a paragraph reads its promises, without a solver.
//!
//! Read in this order: `promise` (what is promised), `question` (what the rules say, as one expression), `solver`
//! (cvc5), `proof` (the two together), `counterexample` (back to facts). `diff` compares two
//! versions; `mutation` weakens one rule, to see who notices.

mod cache;
mod counterexample;
mod diff;
mod expression;
mod formula;
mod mutation;
mod promise;
mod proof;
mod question;
mod solver;
mod tasks;

pub use counterexample::Counterexample;
pub use diff::{Change, Difference, diff};
pub use mutation::{Mutation, Weakening, mutations, weakened};
pub use promise::{Kept, Promise, Property, promises};
pub use proof::{Progress, Proof, prove, prove_all};
pub use question::{Asked, Verdict};
pub use solver::{Error, HINT, Solver};
#[cfg(test)]
mod tests;
