//! The whole program, from outside.

mod killed;
mod process;
mod stopping;
