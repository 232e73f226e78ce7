//! Tests of the whole crate against the real policy of the repository.

mod bad_input;
mod cases;
mod norms;
mod open_facts;
mod random;
mod reference;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::{Case, Rulebook, Sources, When};

pub(crate) static BOOK: LazyLock<Rulebook> = LazyLock::new(|| match Rulebook::load(&sources()) {
    Ok(book) => book,
    Err(findings) => {
        let list = findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        panic!("the policy has mistakes:\n{list}")
    }
});

pub(crate) fn policy_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policy")
}

/// `policy/` as the program would carry it.
pub(crate) fn sources() -> Sources {
    let root = policy_folder();
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

/// Every case of `policy/cases/`.
pub(crate) fn cases() -> Vec<Case> {
    crate::cases(&sources()).unwrap_or_else(|error| panic!("{error}"))
}

/// The days as of which the cases are judged: one in each regime.
pub(crate) fn regimes() -> [(&'static str, When); 2] {
    [("wbp", "2017-11-15"), ("avg", "2026-11-16")]
        .map(|(name, day)| (name, When::on(day.parse().unwrap(), false)))
}
