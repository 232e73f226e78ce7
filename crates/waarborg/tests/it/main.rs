//! The whole program, from outside.

mod process;
mod stopping;
