//! Passages with the way back: which part of a passage stands in which slot of the document.
//!
//! A slot is one string of the document: a text node, an attribute, a cell. A passage is put together from slots, and from
//! gaps (a tab, the end of a line) that stand for markup and cannot be removed. The bounds that keep a hostile document from
//! taking all memory are counted here too, over everything that is nested in one file.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::grid::Grid;
use super::refusal::{self, Refusal};
use super::{Passage, Reading, Removal};

/// A file as it is given.
pub(super) const MOST_BYTES: usize = 100 << 20;
/// Everything unpacked, over all that is nested.
const MOST_UNPACKED: usize = 400 << 20;
/// Elements, cells, tokens: what a document is taken apart into.
const MOST_PIECES: usize = 3_000_000;
/// More is not read by anyone.
const MOST_NOTES: usize = 500;
/// A message in a message in a message.
const MOST_NESTED: usize = 6;

/// What was read so far.
pub(super) struct Collector {
    passages: Vec<Passage>,
    /// Where what is read now stands in tables.
    pub(super) grid: Grid,
    pieces: Vec<Vec<Piece>>,
    slots: usize,
    notes: Vec<String>,
    unsearched: Vec<String>,
    pictures: Vec<String>,
    /// The pictures that stand on a page, by their path in the package, behind the name of what that is nested in.
    shown: BTreeSet<String>,
    unpacked: usize,
    pieces_read: usize,
    nested: usize,
    /// Stands before every place: the name of what the passages are nested in.
    within: String,
}

/// These bytes of the passage are the whole of this slot.
struct Piece {
    slot: usize,
    span: Range<usize>,
}

/// A passage in the making.
pub(super) struct Draft {
    place: String,
    hidden: bool,
    text: String,
    pieces: Vec<Piece>,
}

impl Draft {
    pub(super) fn new(place: impl Into<String>, hidden: bool) -> Self {
        Self { place: place.into(), hidden, text: String::new(), pieces: Vec::new() }
    }

    /// Text that can be removed; gives the slot under which the document finds it again.
    pub(super) fn slot(&mut self, text: &str, collector: &mut Collector) -> Option<usize> {
        if text.is_empty() {
            return None;
        }
        let slot = collector.slots;
        collector.slots += 1;
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { slot, span: start..self.text.len() });
        Some(slot)
    }

    /// Text that stands for markup, or that does not come along anyway.
    pub(super) fn gap(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A space between two things that are not one word.
    pub(super) fn space(&mut self) {
        if self.text.chars().next_back().is_some_and(|last| !last.is_whitespace()) {
            self.text.push(' ');
        }
    }
}

impl Collector {
    pub(super) fn new() -> Self {
        Self {
            passages: Vec::new(),
            grid: Grid::default(),
            pieces: Vec::new(),
            slots: 0,
            notes: Vec::new(),
            unsearched: Vec::new(),
            pictures: Vec::new(),
            shown: BTreeSet::new(),
            unpacked: 0,
            pieces_read: 0,
            nested: 0,
            within: String::new(),
        }
    }

    /// Keeps a passage, unless there is nothing to read in it.
    pub(super) fn keep(&mut self, draft: Draft) -> Result<(), Refusal> {
        if !draft.text.contains(char::is_alphanumeric) {
            return Ok(());
        }
        self.read(1)?;
        let place = format!("{}{}", self.within, draft.place);
        let cell = self.grid.place();
        self.passages.push(Passage { place, text: draft.text, hidden: draft.hidden, cell });
        self.pieces.push(draft.pieces);
        Ok(())
    }

    /// A passage that will not be in the output, whatever is decided about it.
    pub(super) fn gone(&mut self, place: &str, text: &str) -> Result<(), Refusal> {
        let mut draft = Draft::new(place, true);
        draft.gap(text);
        self.keep(draft)
    }

    /// Something went away unasked, and the person should know. Said once.
    pub(super) fn note(&mut self, note: &str) {
        let note = format!("{}{note}", self.within);
        if self.notes.len() < MOST_NOTES && !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The same of what may have held text that nobody read.
    pub(super) fn unsearched(&mut self, note: &str) {
        self.note(note);
        let note = format!("{}{note}", self.within);
        // However many notes there are, the first of these is among them: nothing is taken for searched by their number.
        if self.unsearched.len() < MOST_NOTES && !self.unsearched.contains(&note) {
            self.unsearched.push(note);
        }
    }

    /// The same of a picture that stands on a page: whoever opens the document sees it. `place` says which, `note` what
    /// becomes of it.
    pub(super) fn picture(&mut self, place: &str, note: &str) {
        self.note(note);
        let place = format!("{}{place}", self.within);
        if self.pictures.len() < MOST_NOTES && !self.pictures.contains(&place) {
            self.pictures.push(place);
        }
    }

    /// The picture at this path in the package stands on a page.
    pub(super) fn shows(&mut self, path: &str) {
        self.shown.insert(format!("{}{path}", self.within));
    }

    /// Whether a picture stands on a page.
    pub(super) fn is_shown(&self, path: &str) -> bool {
        self.shown.contains(&format!("{}{path}", self.within))
    }

    /// Counts what a document was taken apart into.
    pub(super) fn read(&mut self, pieces: usize) -> Result<(), Refusal> {
        self.pieces_read = self.pieces_read.saturating_add(pieces);
        if self.pieces_read > MOST_PIECES {
            Err(Refusal::TooLarge { what: refusal::PASSAGES })
        } else {
            Ok(())
        }
    }

    /// Counts bytes that were unpacked.
    pub(super) fn unpacked(&mut self, bytes: usize) -> Result<(), Refusal> {
        if bytes > MOST_BYTES {
            return Err(Refusal::TooLarge { what: refusal::FILE_SIZE });
        }
        self.unpacked = self.unpacked.saturating_add(bytes);
        if self.unpacked > MOST_UNPACKED {
            return Err(Refusal::TooLarge { what: refusal::UNPACKED_SIZE });
        }
        Ok(())
    }

    /// Reads something that is nested in the document, under the name of `place`.
    pub(super) fn nested<T>(
        &mut self,
        place: &str,
        read: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        if self.nested >= MOST_NESTED {
            return Err(Refusal::TooLarge { what: refusal::NESTED });
        }
        let within = format!("{}{place}: ", self.within);
        let outer = std::mem::replace(&mut self.within, within);
        self.nested += 1;
        let tables = self.grid.apart();
        let result = read(self);
        self.grid.back(tables);
        self.nested -= 1;
        self.within = outer;
        result
    }

    pub(super) fn finish(self) -> (Reading, Vec<String>) {
        let Self { passages, unsearched, pictures, notes, .. } = self;
        (Reading { passages, unsearched, pictures }, notes)
    }

    /// What the removals mean for the slots.
    pub(super) fn edits(&self, removals: &[Removal]) -> Result<Edits, Refusal> {
        let mut edits = Edits::default();
        for (passage, span, label) in self.merged(removals)? {
            let mut label = label.as_str();
            for piece in self.pieces.get(passage).into_iter().flatten() {
                let start = span.start.max(piece.span.start);
                let end = span.end.min(piece.span.end);
                if start < end {
                    let span = start - piece.span.start..end - piece.span.start;
                    edits.slots.entry(piece.slot).or_default().push((span, label.to_owned()));
                    // The label stands once, in the first part.
                    label = "";
                }
            }
        }
        Ok(edits)
    }

    /// The removals in order, on whole characters, those that touch each other joined.
    fn merged(&self, removals: &[Removal]) -> Result<Vec<(usize, Range<usize>, String)>, Refusal> {
        let mut spans = Vec::with_capacity(removals.len());
        for (index, removal) in removals.iter().enumerate() {
            let text = self.passages.get(removal.passage).map(|passage| passage.text.as_str());
            let span = text.and_then(|text| whole(text, &removal.span)).ok_or(Refusal::Removal { index })?;
            if !span.is_empty() {
                spans.push((removal.passage, span, removal.label.clone()));
            }
        }
        spans.sort_by_key(|(passage, span, _)| (*passage, span.start, std::cmp::Reverse(span.end)));
        let mut merged: Vec<(usize, Range<usize>, String)> = Vec::with_capacity(spans.len());
        for (passage, span, label) in spans {
            match merged.last_mut() {
                Some((last, before, _)) if *last == passage && span.start < before.end => {
                    before.end = before.end.max(span.end);
                }
                _ => merged.push((passage, span, label)),
            }
        }
        Ok(merged)
    }
}

/// The span widened to whole characters; `None` when it does not lie in the text.
pub(super) fn whole(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    if span.start > span.end || span.end > text.len() {
        return None;
    }
    if span.is_empty() {
        return Some(span.clone());
    }
    Some(text.floor_char_boundary(span.start)..text.ceil_char_boundary(span.end))
}

/// What happens to each slot.
#[derive(Default)]
pub(super) struct Edits {
    /// In order, without overlap.
    slots: FxHashMap<usize, Vec<(Range<usize>, String)>>,
}

impl Edits {
    /// The text of a slot as it becomes.
    pub(super) fn text<'t>(&self, slot: Option<usize>, text: &'t str) -> Cow<'t, str> {
        let Some(edits) = slot.and_then(|slot| self.slots.get(&slot)) else { return Cow::Borrowed(text) };
        let mut output = String::with_capacity(text.len());
        let mut done = 0;
        for (span, label) in edits {
            output.push_str(text.get(done..span.start).unwrap_or_default());
            output.push_str(label);
            done = span.end;
        }
        output.push_str(text.get(done..).unwrap_or_default());
        Cow::Owned(output)
    }

    /// What is removed from the slot, in order and without overlap, with the label of each.
    pub(super) fn spans(&self, slot: Option<usize>) -> &[(Range<usize>, String)] {
        slot.and_then(|slot| self.slots.get(&slot)).map_or(&[], Vec::as_slice)
    }

    /// Whether anything in the slot is removed.
    pub(super) fn touches(&self, slot: Option<usize>) -> bool {
        slot.is_some_and(|slot| self.slots.contains_key(&slot))
    }
}
