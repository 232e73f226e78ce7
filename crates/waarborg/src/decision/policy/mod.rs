//! The policy to read: its own words by paragraph, with the rules that execute them beside it; and below it what it
//! promises, how it works out, and how often it was used.

mod cases;
pub mod pages;
mod promises;
mod view;
mod tally;
mod text;

pub use pages::pages;
pub use promises::{PROOFS, Proofs};
