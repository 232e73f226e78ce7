//! The policy as files, and the version that follows from their text.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

/// The policy as files: path below `policy/` to text. Whoever does I/O fills it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(pub BTreeMap<String, String>);

/// Files and folders that people read beside a ruling but that cannot change one.
const BESIDE: [&str; 7] =
    ["register/", "text/", "demo/", "promises/", "cases/", "questions.toml", "README.md"];

impl Sources {
    /// Only the files that can change a ruling: what the journal keeps, so that a ruling can be made again.
    #[must_use]
    pub fn that_rule(&self) -> Self {
        let rules = |path: &&String| !BESIDE.iter().any(|beside| path.starts_with(beside));
        Self(
            self.0
                .iter()
                .filter(|(path, _)| rules(path))
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect(),
        )
    }

    /// SHA-256 over the files that can change a ruling: names and texts, each with its length in front, in the order
    /// of the names. Two bundles with the same hash give the same rulings.
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in &self.that_rule().0 {
            for part in [name, text] {
                hasher.update((part.len() as u64).to_be_bytes());
                hasher.update(part.as_bytes());
            }
        }
        hasher.finalize().iter().fold(String::new(), |mut hex, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The Cedar files, with their path.
    pub(crate) fn rules(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(|(path, _)| Path::new(path.as_str()).extension().is_some_and(|end| end == "cedar"))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// A mistake in rules or data, with the place where it can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// File below `policy/`.
    pub file: String,
    /// Rule id, when the mistake is in one rule.
    pub rule: Option<String>,
    /// What is wrong, in English.
    pub message: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.rule {
            Some(rule) => write!(f, "{}: rule `{rule}`: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}
