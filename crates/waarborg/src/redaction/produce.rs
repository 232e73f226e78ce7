//! The document without what goes: written anew, and searched by other means before anyone gets it.

use ::redact::document::{self, Output, Passage, Refusal, Removal};
use seal::Opened;

use super::find::bytes;
use super::model::{Document, Mark};
use crate::error::Error;

/// Writes the file without the marks that go. Takes as long as the file is large: never inside a transaction.
///
/// # Errors
///
/// [`Error::Invalid`] at `uitvoer`, in words for people, when the file cannot be written with certainty or when something
/// that goes in one place can still be read in another; then there is no output at all.
pub(super) fn produce(document: &Document, file: &Opened<Vec<u8>>, marks: &[Mark]) -> Result<Output, Error> {
    let mut lost = false;
    let output = document::redact(document.kind.format(), file.reveal(), |passages| {
        let removals = marks.iter().filter(|mark| mark.goes()).map(|mark| removal(passages, mark));
        let removals: Option<Vec<Removal>> = removals.collect();
        lost = removals.is_none();
        removals.unwrap_or_default()
    });
    if lost {
        // Another version of the program may read other passages in the same file.
        let row = document.id.as_str().to_owned();
        return Err(Error::Inconsistent { table: "redaction_mark", column: "passage", row });
    }
    output.map_err(|refusal| told(&refusal))
}

fn removal(passages: &[Passage], mark: &Mark) -> Option<Removal> {
    let text = &passages.get(mark.passage)?.text;
    let label = format!("{} {}", mark.label, mark.ground.code);
    Some(Removal { passage: mark.passage, span: bytes(text, &mark.span)?, label })
}

fn told(refusal: &Refusal) -> Error {
    Error::invalid("uitvoer", refusal.to_string(), refusal.dutch())
}
