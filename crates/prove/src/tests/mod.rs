//! The promises of the real policy, and what becomes of them when a rule is gone.

mod broken;
mod differences;
mod mutants;
mod suite;

use std::collections::BTreeMap;
use std::path::Path;

use decide::{Rulebook, Sources};

use crate::Solver;

/// The solver, or a message that says how to get it.
pub(crate) fn solver() -> Solver {
    Solver::find().unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy");
    let (mut files, mut waiting) = (BTreeMap::new(), vec![root.clone()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                waiting.push(path);
            } else {
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    Sources(files)
}

pub(crate) fn book(sources: &Sources) -> Rulebook {
    Rulebook::load(sources).unwrap_or_else(|findings| panic!("{findings:?}"))
}
