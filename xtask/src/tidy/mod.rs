//! The rules of the house that the compiler cannot keep.
//!
//! Each check is a function from a tree of files to complaints, with a bad sample as its own test: a check that
//! finds nothing in a bad sample is broken. [`CHECKS`] is the list; the last test runs all of it over the real tree.

pub(crate) mod migrations;

mod documents;
mod glossary;
mod habits;
mod layers;
mod order;
mod places;
mod publiccode;
mod shape;
mod statements;

use crate::tree::{Complaint, Tree};
use std::path::Path;

type Check = fn(&Tree) -> Vec<Complaint>;

const CHECKS: &[(&str, Check)] = &[
    ("shape: every source opens with //! and stays under its length", shape::check),
    ("order: a module uses only modules above it", order::check),
    ("layers: SQL, axum, rules and log only in their own rooms", layers::check),
    ("migrations: both engines alike, released files unchanged", migrations::check),
    ("habits: no ignored, sleeping or should-panic tests", habits::check),
    ("places: no paths of someone's machine", places::check),
    ("glossary: every public word of a model is explained", glossary::check),
    ("documents: every link between files leads somewhere", documents::check),
    ("publiccode: the description of the project is complete", publiccode::check),
    ("statements: every sentence of the policy has its rule and test", statements::check),
];

/// Runs all checks and prints what they find.
pub(crate) fn run(root: &Path) -> anyhow::Result<()> {
    let tree = Tree::read(root)?;
    let mut count = 0;
    for (name, check) in CHECKS {
        let complaints = check(&tree);
        println!("{} {name}", if complaints.is_empty() { "ok  " } else { "BAD " });
        for Complaint { path, line, message } in &complaints {
            println!("     {path}:{line}: {message}");
        }
        count += complaints.len();
    }
    anyhow::ensure!(count == 0, "{count} complaints");
    println!("tidy: {} checks over {} files", CHECKS.len(), tree.files.len());
    Ok(())
}

fn complaint(path: &str, line: usize, message: impl Into<String>) -> Complaint {
    Complaint { path: path.to_owned(), line, message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_tidy() {
        let tree = Tree::read(&crate::tree::root()).unwrap();
        let complaints: Vec<String> = CHECKS
            .iter()
            .flat_map(|(_, check)| check(&tree))
            .map(|complaint| format!("{}:{}: {}", complaint.path, complaint.line, complaint.message))
            .collect();
        assert!(complaints.is_empty(), "not tidy:\n{}", complaints.join("\n"));
    }
}
