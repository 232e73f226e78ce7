//! All passages as one text, so that a name met in a header is known in a cell, with the way back to the passages.

use std::ops::Range;

use super::{Passage, Place};
use crate::columns::{self, Cell};

/// The text of all passages, an empty line between them.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The text.
    pub text: String,
    /// Where each passage lies in it.
    spans: Vec<Range<usize>>,
    /// The cells of tables in which passages stand.
    places: Vec<(Place, Range<usize>)>,
}

impl Joined {
    /// Puts passages together, in their order.
    pub fn of(passages: &[Passage]) -> Self {
        let mut text = String::new();
        let mut spans = Vec::with_capacity(passages.len());
        let mut places = Vec::new();
        for passage in passages {
            let start = text.len();
            text.push_str(&passage.text);
            spans.push(start..text.len());
            places.extend(passage.cell.map(|place| (place, start..text.len())));
            text.push_str("\n\n");
        }
        Self { text, spans, places }
    }

    /// What the tables say of the cells in them.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        columns::cells(&self.text, &self.places)
    }

    /// The passages that `span` of the text touches, each with the part of its own text.
    pub fn parts(&self, span: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> {
        // Passages lie in the text in their order: those before the one in which it begins have nothing of it.
        let first = self.spans.partition_point(|passage| passage.end <= span.start);
        let touched = self.spans.iter().enumerate().skip(first);
        let end = span.end;
        touched.take_while(move |(_, passage)| passage.start < end).filter_map(move |(index, passage)| {
            let (from, to) = (span.start.max(passage.start), span.end.min(passage.end));
            (from < to).then(|| (index, from - passage.start..to - passage.start))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_over_passages_has_a_part_in_each() {
        let passage =
            |text: &str| Passage { place: String::new(), text: text.to_owned(), hidden: false, cell: None };
        let joined = Joined::of(&[passage("Jan"), passage(""), passage("de Vries")]);
        assert_eq!(joined.text, "Jan\n\n\n\nde Vries\n\n");
        assert_eq!(joined.parts(0..9).collect::<Vec<_>>(), [(0, 0..3), (2, 0..2)]);
        assert_eq!(joined.parts(3..5).count(), 0);
        assert_eq!(joined.parts(8..15).collect::<Vec<_>>(), [(2, 1..8)]);
    }
}
