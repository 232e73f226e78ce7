//! Tables: what the head of a column, or the label beside a cell, says of what stands in the cell.
//!
//! In prose a word before a number says what it is; in a table that word stands above it, or in the cell on the left. A day
//! of birth in a column has nothing beside it that tells it from any other date. So cells are looked at once more, after
//! everything else was found: what its head promises is taken out of a cell when the cell can be that.
//!
//! Not guaranteed: tables without heads, heads of two lines, cells that were merged over columns, and tables that a PDF or a
//! text shows by spaces alone.

mod datum;
mod head;
mod lines;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::finding::{Finding, Kind, Regime, Why};
use crate::hit::surest;
use head::Head;

pub(crate) use lines::{Lines, lines};

/// Where a cell stands. Rows and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which table of the document.
    pub table: usize,
    /// Which row of it.
    pub row: usize,
    /// Which column.
    pub column: usize,
}

/// A cell of which something is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Where it lies in the text.
    pub(crate) span: Range<usize>,
    /// It is a head or a label itself.
    is_head: bool,
    /// What may stand in it: what the label beside it says, then what the head of its column does.
    holds: Vec<Head>,
}

/// A row with so many heads and no digit is read as the head of what stands under it, wherever in the table it is.
const ENOUGH: usize = 2;

/// What is known of the cells of tables, in the order in which they stand in `text`. Several may stand in one place: the
/// paragraphs of a cell.
pub(crate) fn cells(text: &str, places: &[(Place, Range<usize>)]) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut above: BTreeMap<usize, BTreeMap<usize, Head>> = BTreeMap::new();
    for row in places.chunk_by(|(one, _), (other, _)| (one.table, one.row) == (other.table, other.row)) {
        let Some((Place { table, .. }, _)) = row.first() else { continue };
        let words = row.iter().map(|(_, span)| text.get(span.clone()).unwrap_or_default());
        let heads: Vec<Option<Head>> = words.clone().map(head::head).collect();
        let has_digit = words.clone().any(|words| words.contains(|letter: char| letter.is_ascii_digit()));
        let is_head_row = heads.iter().flatten().count() >= ENOUGH && !has_digit;
        if is_head_row {
            let columns = row.iter().map(|(place, _)| place.column).zip(&heads);
            let named = columns.filter_map(|(column, head)| Some((column, (*head)?)));
            above.insert(*table, named.collect());
        }
        let mut left: Option<(usize, Head)> = None;
        for ((Place { column, .. }, span), head) in row.iter().zip(heads) {
            let beside = left.filter(|(at, _)| at + 1 == *column).map(|(_, head)| head);
            let above = above.get(table).and_then(|columns| columns.get(column)).copied();
            let holds: Vec<Head> = beside.into_iter().chain(above).collect();
            left = head.map(|head| (*column, head)).or(left);
            // *Partner* under *Naam* may be a surname.
            let is_head =
                head.is_some_and(|head| is_head_row || head.kind != Kind::Person && above.is_none());
            if is_head || !holds.is_empty() {
                cells.push(Cell { span: span.clone(), is_head, holds });
            }
        }
    }
    cells
}

/// How sure a cell makes us under a head.
const CONFIDENCE: u8 = 94;

/// What was found in a text, with what its tables say: heads are nobody's data, and a cell holds what its head promises.
pub(crate) fn settled(
    text: &str,
    mut findings: Vec<Finding>,
    cells: &[Cell],
    regime: Regime,
) -> Vec<Finding> {
    if cells.is_empty() {
        return findings;
    }
    let heads: Vec<&Range<usize>> = cells.iter().filter(|cell| cell.is_head).map(|cell| &cell.span).collect();
    findings.retain(|finding| {
        let next = heads.partition_point(|head| head.start <= finding.span.start);
        let head = next.checked_sub(1).and_then(|last| heads.get(last));
        head.is_none_or(|head| head.end < finding.span.end)
    });
    let mut more = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_head) {
        let words = text.get(cell.span.clone()).unwrap_or_default();
        let promised = cell.holds.iter().find_map(|head| Some((head.kind, datum::of(*head, words)?)));
        let Some((kind, within)) = promised else { continue };
        let span = cell.span.start + within.start..cell.span.start + within.end;
        let first = findings.partition_point(|finding| finding.span.end <= span.start);
        let inside = findings.iter().skip(first).take_while(|finding| finding.span.start < span.end);
        // What is found there in part is found whole; what is found there beside something else stands.
        let own = inside.clone().filter(|finding| finding.kind == kind);
        if own.clone().next().is_none() || inside.clone().all(|finding| finding.kind == kind) {
            let confidence = own.map(|finding| finding.confidence).fold(CONFIDENCE, u8::max);
            more.push(Finding { kind, span, confidence, why: Why::Cue, ground: kind.ground(regime) });
        }
    }
    findings.extend(more);
    surest(findings, |finding| (finding.span.clone(), finding.confidence))
}

#[cfg(test)]
mod tests;
