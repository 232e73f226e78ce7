//! The policy to read: its own words by paragraph, with the rules that execute them beside it.

pub mod pages;
mod text;

pub use pages::pages;
