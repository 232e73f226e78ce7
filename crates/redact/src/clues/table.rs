//! Small counts in a table: a cell with such a number, beside a place or a group of people.
//!
//! A table comes as lines: cells parted by bars, tabs or wide spaces, or each cell on a line of its own, as documents give
//! them. So a cell is what stands between two of those, whatever made it.

use super::scan::Scan;
use super::words::{CASES, GROUP, PEOPLE};
use super::{Found, Hint};
use crate::token::Shape;

/// A head or a name of a row has no more words.
const MOST_WORDS: usize = 6;

/// How many cells back the words of a table are looked for.
const MOST_CELLS: usize = 60;

/// Tokens from first to last.
struct Cell {
    first: usize,
    last: usize,
}

/// Finds the small numbers of tables.
pub(super) fn cells(text: &str, scan: &Scan<'_>, found: &mut Vec<Found>) {
    let cells = cut(text, scan);
    for (index, cell) in cells.iter().enumerate() {
        if cell.first != cell.last || !is_number(scan, cell) || !scan.is_small(cell.first) {
            continue;
        }
        let before = cells.get(index.saturating_sub(MOST_CELLS)..index).unwrap_or_default();
        let Some(label) = before.iter().rev().find(|cell| !is_number(scan, cell)) else { continue };
        let names_place = |cell: &Cell| (cell.first..=cell.last).any(|at| scan.place(at).is_some());
        let names_people =
            |cell: &Cell| (cell.first..=cell.last).any(|at| scan.is(at, PEOPLE | GROUP | CASES));
        let labels = label.last - label.first < MOST_WORDS && (names_place(label) || names_people(label));
        // People and a place, each in the name of the row or in a head of the table.
        let heads = || before.iter().filter(|cell| cell.last - cell.first < 2 * MOST_WORDS);
        if labels && heads().any(names_people) && heads().any(names_place) {
            found.push(Found::new(Hint::SmallCell, (cell.first, cell.first), 75));
        }
    }
}

fn is_number(scan: &Scan<'_>, cell: &Cell) -> bool {
    (cell.first..=cell.last)
        .all(|at| scan.tokens.get(at).is_some_and(|token| matches!(token.shape, Shape::Number | Shape::Sign)))
}

fn cut(text: &str, scan: &Scan<'_>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut end = 0;
    let mut open = false;
    for (at, token) in scan.tokens.iter().enumerate() {
        let between = text.get(end..token.start).unwrap_or_default();
        let parts = between.contains(['\n', '\t']) || between.contains("  ");
        end = token.end();
        if matches!(token.text, "|" | ";") {
            open = false;
            continue;
        }
        match cells.last_mut().filter(|_| open && !parts) {
            Some(cell) => cell.last = at,
            None => cells.push(Cell { first: at, last: at }),
        }
        open = true;
    }
    cells
}
