//! Paragraph 6.5: figures without people. How many files there are, by what the records hold of a file and by year, with a
//! rule for small counts; as a table and as CSV.
//!
//! Whether a table may leave is a question to the policy like any other (`decision::ask_figures`): it may when nobody can be
//! known from it. Few tables are offered, on purpose. A second one that tells the same files by something else, or by month
//! beside year, would undo the first by subtraction. A municipality is not among them: the records do not hold one, it stands
//! sealed in people's addresses.

mod model;
mod network;
pub mod pages;
mod service;
mod suppress;

#[cfg(test)]
mod tests;

pub use model::{Figures, Tally};
pub use service::{figures, may_see};
