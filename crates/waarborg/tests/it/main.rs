//! The whole program, from outside.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of tests may fail as loudly as tests"
)]

mod assignments;
mod authzen;
mod bad_forms;
mod bad_input;
mod canary;
mod command_line;
mod decisions;
mod description;
mod disclosure;
mod documents;
mod files;
mod headers;
mod identity;
mod journal;
mod killed;
mod matrix;
mod minutes;
mod office;
mod pages;
mod process;
mod promises;
mod rotation;
mod smoke;
mod stopping;
