//! What is found in a document, and what that means for its passages.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use ::redact::document::{self, Format, Passage, Refusal, Removal};
use ::redact::{Finding, Options, Why};
use serde_json::{Value, json};

use super::super::detect::{self, unreadable};

/// What was found in a document, or why it is refused.
pub(super) type Found = Result<Seen, Refusal>;

/// A document that was read and searched.
pub(super) struct Seen {
    pub(super) format: Format,
    /// Its passages as one text, so that a name met in a header is known in a cell.
    text: String,
    findings: Vec<Finding>,
}

impl Seen {
    /// Whether these are the passages that were searched.
    pub(super) fn is_of(&self, passages: &[Passage]) -> bool {
        joined(passages).0 == self.text
    }
}

/// A removal, and why.
pub(super) struct Reasoned {
    pub(super) removal: Removal,
    kind: &'static str,
    ground: &'static str,
    confidence: f64,
    why: &'static str,
}

impl Reasoned {
    fn new(removal: Removal, finding: &Finding, why: Why) -> Self {
        Self {
            removal,
            kind: detect::kind(finding.kind),
            ground: finding.ground.as_str(),
            confidence: f64::from(finding.confidence) / 100.0,
            why: why.as_str(),
        }
    }

    /// As the report tells it; without the words.
    pub(super) fn told(&self, passages: &[Passage]) -> Value {
        json!({
            "place": passages.get(self.removal.passage).map(|passage| &passage.place),
            "kind": self.kind,
            "ground": self.ground,
            "confidence": self.confidence,
            "why": self.why,
            "label": self.removal.label,
        })
    }
}

/// Reads a file and looks in it.
pub(super) fn look(file: &Path, options: &Options) -> anyhow::Result<Found> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(seen(&name, &bytes, options))
}

pub(super) fn seen(name: &str, bytes: &[u8], options: &Options) -> Found {
    let format = document::format_of(name, bytes)?;
    let text = joined(&document::passages(format, bytes)?).0;
    let findings = ::redact::detect(&text, options);
    Ok(Seen { format, text, findings })
}

/// For each document what stands in the place of each finding: the same person, the same letter, in all of them.
pub(super) fn labels(found: &[Found]) -> Vec<Vec<String>> {
    let nothing = ("", [].as_slice());
    let texts = found
        .iter()
        .map(|found| found.as_ref().map_or(nothing, |seen| (seen.text.as_str(), seen.findings.as_slice())));
    let words = ::redact::replacements(&texts.clone().collect::<Vec<_>>());
    let with_ground = |(word, finding): (String, &Finding)| format!("{word} {}", finding.ground.as_str());
    words
        .into_iter()
        .zip(texts)
        .map(|(words, (_, findings))| words.into_iter().zip(findings).map(with_ground).collect())
        .collect()
}

/// The passages as one text, and where each begins in it.
fn joined(passages: &[Passage]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(passages.len());
    for passage in passages {
        starts.push(text.len());
        text.push_str(&passage.text);
        text.push_str("\n\n");
    }
    (text, starts)
}

/// What goes out of the passages: each finding, and every other place where the same words stand. In the order of the
/// document, and none inside another.
pub(super) fn removals(passages: &[Passage], seen: &Seen, labels: &[String]) -> Vec<Reasoned> {
    let (_, starts) = joined(passages);
    let mut found = Vec::new();
    let mut by_label: HashMap<&str, &Finding> = HashMap::new();
    for (finding, label) in seen.findings.iter().zip(labels) {
        by_label.entry(label).or_insert(finding);
        // Passages lie in the text in their order: those before the one in which it begins have nothing of it.
        let first = starts.partition_point(|start| *start <= finding.span.start).saturating_sub(1);
        let from_there = passages.iter().zip(&starts).enumerate().skip(first);
        for (index, (passage, start)) in from_there.take_while(|(_, (_, start))| **start < finding.span.end) {
            let (from, to) =
                (finding.span.start.max(*start), finding.span.end.min(start + passage.text.len()));
            if from < to {
                let removal =
                    Removal { passage: index, span: from - start..to - start, label: label.clone() };
                found.push(Reasoned::new(removal, finding, finding.why));
            }
        }
    }
    let own: Vec<Removal> = found.iter().map(|it| it.removal.clone()).collect();
    for removal in document::everywhere(passages, &own).into_iter().skip(own.len()) {
        if let Some(finding) = by_label.get(removal.label.as_str()) {
            found.push(Reasoned::new(removal, finding, Why::Repeated));
        }
    }
    without_inner(found)
}

/// Leaves out what lies within another. Of two at the same place the first given stays: the sort keeps their order.
fn without_inner(mut found: Vec<Reasoned>) -> Vec<Reasoned> {
    let place =
        |it: &Reasoned| (it.removal.passage, it.removal.span.start, std::cmp::Reverse(it.removal.span.end));
    found.sort_by_key(place);
    let mut reached = (0, 0);
    found.retain(|it| {
        let here = (it.removal.passage, it.removal.span.end);
        let is_new = here > reached;
        reached = reached.max(here);
        is_new
    });
    found
}
