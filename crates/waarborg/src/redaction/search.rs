//! What is found in the text of documents, and what therefore goes out of their passages. Nothing is kept here.

use std::cmp::Reverse;
use std::collections::HashMap;

use ::redact::document::{self, Joined, Passage, Removal};
use ::redact::{Finding, Kind, Options, Why};

/// A document that was searched. Has no `Debug`: it holds the words.
pub struct Searched {
    /// Its passages as one text, so that a name met in a header is known in a cell.
    joined: Joined,
    findings: Vec<Finding>,
}

impl Searched {
    /// Looks through a document.
    pub fn of(passages: &[Passage], options: &Options) -> Self {
        let joined = Joined::of(passages);
        let findings = ::redact::detect_joined(&joined, options);
        Self { joined, findings }
    }

    /// Whether these are the passages that were searched.
    pub fn is_of(&self, passages: &[Passage]) -> bool {
        Joined::of(passages).text == self.joined.text
    }
}

/// Something to remove, with what was found there.
pub struct Found {
    /// Where, and what comes in its place.
    pub removal: Removal,
    /// Which kind of data.
    pub kind: Kind,
    /// On which ground.
    pub ground: &'static str,
    /// How sure the finder is, in percent.
    pub confidence: u8,
    /// Why it was found.
    pub why: Why,
}

impl Found {
    fn new(removal: Removal, finding: &Finding, why: Why) -> Self {
        let (kind, ground, confidence) = (finding.kind, finding.ground.as_str(), finding.confidence);
        Self { removal, kind, ground, confidence, why }
    }
}

/// For each document of a set what comes in the place of each finding: the same person, the same letter, in all of them. A
/// document that could not be read has none.
pub fn labels(set: &[Option<&Searched>]) -> Vec<Vec<String>> {
    let texts: Vec<(&str, &[Finding])> = set
        .iter()
        .map(|one| one.map_or(("", [].as_slice()), |it| (it.joined.text.as_str(), it.findings.as_slice())))
        .collect();
    ::redact::replacements(&texts)
}

/// What is found in one document.
pub fn find(passages: &[Passage], options: &Options) -> Vec<Found> {
    let searched = Searched::of(passages, options);
    let labels = labels(&[Some(&searched)]).pop().unwrap_or_default();
    removals(passages, &searched, &labels)
}

/// What goes out of the passages: each finding, and every other place where the same words stand. In the order of the
/// document, and none inside another.
pub fn removals(passages: &[Passage], searched: &Searched, labels: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut by_label: HashMap<&str, &Finding> = HashMap::new();
    for (finding, label) in searched.findings.iter().zip(labels) {
        by_label.entry(label).or_insert(finding);
        for (passage, span) in searched.joined.parts(finding.span.clone()) {
            let removal = Removal { passage, span, label: label.clone() };
            found.push(Found::new(removal, finding, finding.why));
        }
    }
    let own: Vec<Removal> = found.iter().map(|it| it.removal.clone()).collect();
    for removal in document::everywhere(passages, &own).into_iter().skip(own.len()) {
        if let Some(finding) = by_label.get(removal.label.as_str()) {
            found.push(Found::new(removal, finding, Why::Repeated));
        }
    }
    without_inner(found)
}

/// Leaves out what lies within another. Of two at the same place the first given stays: the sort keeps their order.
fn without_inner(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|it| (it.removal.passage, it.removal.span.start, Reverse(it.removal.span.end)));
    let mut reached = (0, 0);
    found.retain(|it| {
        let here = (it.removal.passage, it.removal.span.end);
        let is_new = here > reached;
        reached = reached.max(here);
        is_new
    });
    found
}
