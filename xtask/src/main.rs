//! Chores of the house: `cargo xtask tidy`, `cargo xtask ci`, `cargo xtask bench`.
//!
//! Everything tidy checks is also a test of this crate, so `cargo test` is the whole truth.

mod bench;
mod ci;
mod rust;
mod tidy;
mod tree;
mod web;

use anyhow::bail;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask tidy             the rules of the house that the compiler cannot keep
cargo xtask ci [STEP…]       everything, cheapest first; a name (or part of one) runs only those steps
cargo xtask bench [NAME…]    benchmarks, each beside its yardstick in the same run
cargo xtask web              installs the stylesheets of the pages, before building
cargo xtask migrations       record the hash of new migrations (old ones never change)";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let chore = arguments.next();
    let rest: Vec<String> = arguments.collect();
    let root = tree::root();
    match chore.as_deref() {
        Some("tidy") => tidy::run(&root),
        Some("ci") => ci::run(&root, &rest),
        Some("bench") => bench::run(&root, &rest),
        Some("web") => web::run(&root),
        Some("migrations") => tidy::migrations::record(&root),
        Some("help" | "--help" | "-h") | None => {
            eprintln!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("no chore is called `{other}`\n{HELP}"),
    }
}
