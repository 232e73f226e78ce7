//! A PDF as a document among the others, so that it may also hang on a message: each passage is one slot.

use super::collect::{Collector, Draft, Edits};
use super::{Refusal, Removal, pdf};

/// What never comes along out of a PDF.
const NOTE: &str =
    "Eigenschappen, bladwijzers, notities, links, formuliervelden, bijlagen en verborgen lagen zijn weg.";

pub(super) struct Paper {
    bytes: Vec<u8>,
    /// One for each passage that the PDF has by itself.
    slots: Vec<Option<usize>>,
}

pub(super) fn open(bytes: &[u8], collector: &mut Collector) -> Result<Paper, Refusal> {
    let mut slots = Vec::new();
    let read = pdf::read(bytes)?;
    for passage in read.passages {
        collector.unpacked(passage.text.len())?;
        let mut draft = Draft::new(passage.place, passage.hidden);
        slots.push(draft.slot(&passage.text, collector));
        collector.keep(draft)?;
    }
    for (place, text) in &read.beside.texts {
        collector.unpacked(text.len())?;
        collector.gone(place, text)?;
    }
    collector.note(NOTE);
    for note in read.beside.unsearched {
        collector.unsearched(note);
    }
    for page in read.pictured {
        collector.picture(&page, &format!("{page}: een afbeelding is niet doorzocht"));
    }
    Ok(Paper { bytes: bytes.to_vec(), slots })
}

impl Paper {
    pub(super) fn write(self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        let mut removals = Vec::new();
        for (passage, slot) in self.slots.iter().enumerate() {
            for (span, label) in edits.spans(*slot) {
                removals.push(Removal { passage, span: span.clone(), label: label.clone() });
            }
        }
        Ok(pdf::remove(&self.bytes, &removals)?)
    }
}
