//! What went from where, and why; never the words themselves. In the form of `waarborg redact --report`.

use ::redact::document::Passage;
use serde_json::{Value, json};

use super::find::bytes;
use super::model::{Document, Mark};

/// The report of a document that two people looked at, as JSON.
pub(super) fn report(document: &Document, passages: &[Passage], marks: &[Mark], notes: &[String]) -> String {
    let gone: Vec<&Mark> = marks.iter().filter(|mark| mark.goes()).collect();
    let words: Vec<&str> = gone
        .iter()
        .filter_map(|mark| {
            let text = &passages.get(mark.passage)?.text;
            text.get(bytes(text, &mark.span)?)
        })
        .collect();
    let removed: Vec<Value> = gone.iter().map(|mark| told(passages, mark, &words)).collect();
    let whole = json!({
        "checked_by_a_person": true,
        "documents": [{
            "file": format!("{}.{}", document.number, document.kind.as_str()),
            "sha256_of_original": document.digest,
            "removed": removed,
            "notes": notes,
        }],
    });
    format!("{whole:#}\n")
}

fn told(passages: &[Passage], mark: &Mark, words: &[&str]) -> Value {
    // A sheet may be called after a person: a place that says what was removed is left out.
    let place = passages.get(mark.passage).map(|passage| passage.place.as_str());
    let place = place.filter(|place| words.iter().all(|word| !place.contains(word)));
    json!({
        "place": place,
        "kind": mark.kind_word(),
        "ground": mark.ground.code,
        "confidence": f64::from(mark.confidence) / 100.0,
        "why": mark.why,
        "label": format!("{} {}", mark.label, mark.ground.code),
    })
}
