//! Where a reader of documents is in the tables of one.

use super::Place;

/// The tables that are open, the innermost last.
#[derive(Default)]
pub(super) struct Grid {
    open: Vec<Place>,
    tables: usize,
}

impl Grid {
    /// A table begins, perhaps in a cell of another.
    pub(super) fn table(&mut self) {
        self.tables += 1;
        self.open.push(Place { table: self.tables, row: 0, column: 0 });
    }

    /// The next row of the innermost table.
    pub(super) fn row(&mut self) {
        if let Some(place) = self.open.last_mut() {
            *place = Place { row: place.row + 1, column: 0, ..*place };
        }
    }

    /// The next cell of that row.
    pub(super) fn cell(&mut self) {
        self.skip(1);
    }

    /// Columns over which the cell before them runs.
    pub(super) fn skip(&mut self, columns: usize) {
        if let Some(place) = self.open.last_mut() {
            place.column = place.column.saturating_add(columns);
        }
    }

    /// This cell of the innermost table.
    pub(super) fn at(&mut self, row: usize, column: usize) {
        if let Some(place) = self.open.last_mut() {
            *place = Place { row, column, ..*place };
        }
    }

    /// The innermost table is over.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Leaves the tables of a document for what is nested in it; [`Grid::back`] goes back to them.
    pub(super) fn apart(&mut self) -> Vec<Place> {
        std::mem::take(&mut self.open)
    }

    /// Back in the tables that were left.
    pub(super) fn back(&mut self, open: Vec<Place>) {
        self.open = open;
    }

    /// The cell of now.
    pub(super) fn place(&self) -> Option<Place> {
        self.open.last().copied().filter(|place| place.column > 0)
    }
}
