//! The whole program, from outside.

mod authzen;
mod bad_input;
mod canary;
mod command_line;
mod decisions;
mod description;
mod headers;
mod killed;
mod office;
mod process;
mod smoke;
mod stopping;
