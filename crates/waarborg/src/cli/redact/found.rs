//! What is found in a file, and how the report tells what went.

use std::fs;
use std::path::Path;

use ::redact::Options;
use ::redact::document::{self, Format, Passage, Refusal, Removal};
use serde_json::{Value, json};

use super::super::detect::{self, unreadable};
use crate::redaction::{self, Found, Searched};

/// What was found in a file, or why it is refused.
pub(super) type Looked = Result<Seen, Refusal>;

/// A file that was read and searched.
pub(super) struct Seen {
    pub(super) format: Format,
    pub(super) searched: Searched,
}

/// Reads a file and looks in it.
pub(super) fn look(file: &Path, options: &Options) -> anyhow::Result<Looked> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(seen(&name, &bytes, options))
}

pub(super) fn seen(name: &str, bytes: &[u8], options: &Options) -> Looked {
    let format = document::format_of(name, bytes)?;
    let searched = Searched::of(&document::passages(format, bytes)?, options);
    Ok(Seen { format, searched })
}

/// For each file what comes in the place of each finding: the same person, the same letter, in all of them.
pub(super) fn labels(looked: &[Looked]) -> Vec<Vec<String>> {
    let set: Vec<_> = looked.iter().map(|one| one.as_ref().ok().map(|seen| &seen.searched)).collect();
    redaction::labels(&set)
}

/// What goes, with the ground on every block; and the same as the report tells it, without the words.
pub(super) fn removals(passages: &[Passage], seen: &Seen, labels: &[String]) -> (Vec<Removal>, Vec<Value>) {
    let found = redaction::removals(passages, &seen.searched, labels);
    let told = found.iter().map(|it| told(passages, it)).collect();
    (found.into_iter().map(|it| Removal { label: block(&it), ..it.removal }).collect(), told)
}

fn told(passages: &[Passage], found: &Found) -> Value {
    json!({
        "place": passages.get(found.removal.passage).map(|passage| &passage.place),
        "kind": detect::kind(found.kind),
        "ground": found.ground,
        "confidence": f64::from(found.confidence) / 100.0,
        "why": found.why.as_str(),
        "label": block(found),
    })
}

/// What stands on the block: in whose place, and on which ground.
fn block(found: &Found) -> String {
    format!("{} {}", found.removal.label, found.ground)
}
