//! Tables in plain text: lines that are cut in cells by the same sign, under a line of heads.

use std::ops::Range;

use super::{Cell, Place, cells, head};

/// The tables of a text.
#[derive(Default)]
pub(crate) struct Lines {
    /// What is known of their cells.
    pub(crate) cells: Vec<Cell>,
    /// Stretches of text in which a tab parts two cells.
    pub(crate) tabbed: Vec<Range<usize>>,
}

/// The signs that part cells.
const SIGNS: [char; 3] = ['\t', ';', '|'];

/// The fewest columns.
const COLUMNS: usize = 3;

/// Finds the tables of a text.
pub(crate) fn lines(text: &str) -> Lines {
    let mut found = Lines::default();
    let mut places = Vec::new();
    let mut table: Option<Table> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = at..at + line.trim_end().len();
        at += line.len();
        let goes_on = table.as_mut().is_some_and(|table| table.takes(text, &span, &mut places));
        if !goes_on {
            let next = places.last().map_or(1, |(place, _): &(Place, _)| place.table + 1);
            let over = table.take();
            found.tabbed.extend(over.and_then(Table::tabbed));
            table = Table::opened(text, &span, next, &mut places);
        }
    }
    found.tabbed.extend(table.and_then(Table::tabbed));
    found.cells = cells(text, &places);
    found
}

/// A table of which the lines so far were read.
struct Table {
    number: usize,
    sign: char,
    columns: usize,
    rows: usize,
    span: Range<usize>,
}

impl Table {
    /// A line of heads opens a table.
    fn opened(
        text: &str,
        span: &Range<usize>,
        number: usize,
        places: &mut Vec<(Place, Range<usize>)>,
    ) -> Option<Self> {
        let line = text.get(span.clone())?;
        let sign = SIGNS.into_iter().find(|sign| line.matches(*sign).count() + 1 >= COLUMNS)?;
        let parts = parts(line, sign);
        let heads = parts.iter().filter_map(|part| head::head(line.get(part.clone())?)).count();
        if heads < super::ENOUGH || line.contains(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let mut table = Self { number, sign, columns: parts.len(), rows: 0, span: span.clone() };
        table.add(span.start, &parts, places);
        Some(table)
    }

    /// Takes a line in that has as many cells.
    fn takes(&mut self, text: &str, span: &Range<usize>, places: &mut Vec<(Place, Range<usize>)>) -> bool {
        let line = text.get(span.clone()).unwrap_or_default();
        let parts = parts(line, self.sign);
        // Empty cells at the end of a line may have been left out.
        let fits = parts.len() > 1 && parts.len() + 1 >= self.columns;
        if fits {
            self.add(span.start, &parts, places);
            self.span.end = span.end;
        }
        fits
    }

    fn add(&mut self, start: usize, parts: &[Range<usize>], places: &mut Vec<(Place, Range<usize>)>) {
        self.rows += 1;
        for (column, part) in (1..).zip(parts) {
            let place = Place { table: self.number, row: self.rows, column };
            places.push((place, start + part.start..start + part.end));
        }
    }

    fn tabbed(self) -> Option<Range<usize>> {
        (self.sign == '\t' && self.rows > 1).then_some(self.span)
    }
}

/// The cells of a line. A bar that opens or closes a line parts nothing.
fn parts(line: &str, sign: char) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for part in line.split(sign) {
        parts.push(start..start + part.len());
        start += part.len() + sign.len_utf8();
    }
    let is_empty = |part: &Range<usize>| line.get(part.clone()).is_none_or(|part| part.trim().is_empty());
    if sign == '|' && parts.first().is_some_and(is_empty) {
        parts.remove(0);
        if parts.last().is_some_and(is_empty) {
            parts.pop();
        }
    }
    parts
}
