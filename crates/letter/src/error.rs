//! Why a letter was not made. No message holds anything of the letter: what the typesetter says about a mistake can
//! quote the text, so it is left behind.

/// The letter was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// PDF/UA-1 asks for a title; ours is the subject.
    #[error("letter has no subject")]
    NoSubject,
    /// A table without columns, or with more than stand beside each other on paper.
    #[error("table has {0} columns; from 1 to {max} fit", max = crate::Table::MAX_COLUMNS)]
    Columns(usize),
    /// A row does not have a cell under each column.
    #[error("table has {columns} columns and a row with {cells} cells")]
    Row {
        /// How many columns the table has.
        columns: usize,
        /// How many cells the row has.
        cells: usize,
    },
    /// The typesetter refused. A mistake in the template, never in a letter.
    #[error("letter could not be typeset")]
    Typesetting,
    /// The typeset letter did not conform to the standards for accessible and archived documents.
    #[error("letter does not conform to PDF/UA-1 and PDF/A-2a")]
    Standards,
}
