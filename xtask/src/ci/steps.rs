//! The steps of `cargo xtask ci`, in order of cheapness.

use std::path::Path;
use std::process::Command;

/// A command and what to call it.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) command: fn(&Path) -> Command,
}

/// What the pure crates must never depend on, nor anything below them.
const WORLD: &str = "tokio axum hyper rusqlite postgres tokio-postgres reqwest mio";

pub(super) fn all() -> Vec<Step> {
    vec![
        Step { name: "format", command: |_| cargo(&["fmt", "--all", "--check"]) },
        Step { name: "tidy", command: |_| xtask("tidy") },
        Step { name: "licences of files (reuse)", command: |_| script("reuse lint") },
        Step {
            name: "dependencies (deny)",
            command: |_| script("cargo deny --locked check --hide-inclusion-graph licenses bans sources"),
        },
        Step { name: "known weaknesses (advisories)", command: |_| script("ci/advisories.sh") },
        Step { name: "purity of the pure crates", command: |_| script(&format!("ci/purity.sh {WORLD}")) },
        Step {
            name: "lints",
            command: |_| {
                cargo(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
            },
        },
        Step {
            name: "tests on SQLite",
            command: |_| {
                let mut command = cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
                command.env_remove("TEST_DATABASE_URL");
                command
            },
        },
        Step {
            name: "tests on PostgreSQL",
            command: |_| script("ci/postgres-tests.sh cargo test -p waarborg --locked --no-fail-fast"),
        },
        Step { name: "conformance to standards", command: |_| script("ci/conformance.sh") },
        Step { name: "pages in a browser", command: |_| script("ci/browser.sh") },
    ]
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    command
}

fn script(line: &str) -> Command {
    let mut command = Command::new("bash");
    command.args(["-c", line]);
    command
}

/// This program itself, with another chore.
fn xtask(chore: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "xtask".into()));
    command.arg(chore);
    command
}
