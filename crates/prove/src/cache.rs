//! What was answered before, in one plain file, so that an unchanged promise is not proved again.
//!
//! The key is the hash of everything an answer depends on: the expression, the schema, the solver and this format.
//! Unknown is never kept. Losing the file costs time and nothing else.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::formula::Part;
use crate::question::Rules;
use crate::solver::{Query, Solver};

/// Raised when the symbolic compiler or the meaning of a key changes.
const FORMAT: &str = "cedar-policy-symcc 0.8, 1";

/// Answers kept in a folder.
pub(crate) struct Cache {
    file: Option<PathBuf>,
    base: Sha256,
    known: HashMap<String, bool>,
}

impl Cache {
    /// `schema` is its text: the facts and their kinds.
    pub(crate) fn open(folder: Option<&Path>, solver: &Solver, schema: &str) -> Self {
        let mut base = Sha256::new();
        for part in [FORMAT, solver.version(), schema] {
            base.update((part.len() as u64).to_be_bytes());
            base.update(part);
        }
        let file = folder.map(|folder| folder.join("answers"));
        let text = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        let known = text.lines().filter_map(|line| {
            let (key, answer) = line.split_once(' ')?;
            Some((key.to_owned(), answer == "possible"))
        });
        Self { file, base, known: known.collect() }
    }

    pub(crate) fn key(&self, query: &Query, rules: &Rules) -> String {
        let mut hasher = self.base.clone();
        let mut add = |text: &str| {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text);
        };
        add(&rules.asked.question);
        add(if query.errors { "errors" } else { "" });
        query.formula.visit(&mut |part| match part {
            Part::Mark(mark) => add(mark),
            Part::Given(expression) => add(&expression.to_string()),
            Part::Rule(number) => add(rules.hashes.get(number).map_or("", String::as_str)),
        });
        hex(&hasher.finalize())
    }

    /// Whether such facts are possible, if that is known.
    pub(crate) fn get(&self, key: &str) -> Option<bool> {
        self.known.get(key).copied()
    }

    /// Adds answers. That it cannot be written is no reason not to answer.
    pub(crate) fn keep(&self, answers: impl Iterator<Item = (String, bool)>) {
        let Some(file) = &self.file else { return };
        let new = answers.filter(|(key, _)| !self.known.contains_key(key));
        let mut lines = String::new();
        for (key, possible) in new {
            let _ = writeln!(lines, "{key} {}", if possible { "possible" } else { "never" });
        }
        let _ = file.parent().map(std::fs::create_dir_all);
        let opened = std::fs::OpenOptions::new().create(true).append(true).open(file);
        let _ = opened.and_then(|mut file| file.write_all(lines.as_bytes()));
    }
}

/// In hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
