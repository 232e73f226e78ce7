//! What a letter says. Every text is plain text; a line break in it is a line break on paper.
//!
//! These types have no `Debug`: a letter is about someone, and what cannot be formatted cannot end up in a log.

use crate::LetterError;
use ground::Day;
use serde::Serialize;

/// A letter from a public body to someone.
#[derive(Clone, Serialize)]
pub struct Letter {
    /// The language of the whole letter, for its fixed words and for whoever has it read aloud.
    pub language: Language,
    /// Who writes.
    pub sender: Sender,
    /// Name and address as they show through the window of an envelope. Five lines fit.
    pub addressee: Vec<String>,
    /// The day on the letter.
    pub date: Day,
    /// Under which mark the sender keeps this letter. Must differ between letters.
    pub reference: String,
    /// What it is about; also the title of the document.
    pub subject: String,
    /// The opening words, with their comma.
    pub salutation: String,
    /// What it says.
    pub body: Vec<Block>,
    /// The closing words, with their comma.
    pub closing: String,
    /// Lines under the closing words: body, role, department.
    pub signature: Vec<String>,
}

/// The language of a letter.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Language {
    /// Nederlands.
    #[serde(rename = "nl")]
    Dutch,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// Who writes the letter.
#[derive(Clone, Serialize)]
pub struct Sender {
    /// The name of the organisation; its wordmark.
    pub name: String,
    /// The lines of its address.
    pub address: Vec<String>,
    /// How to reach it, such as a telephone number or an address on the web. May be empty.
    pub contact: Vec<String>,
}

/// A part of what a letter says.
#[derive(Clone, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "lowercase")]
pub enum Block {
    /// A heading. There is one level: a letter that needs more is too long.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list with bullets.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// Names with what belongs to them, such as `("Naam", "A. de Boer")`.
    Data(Vec<(String, String)>),
}

/// A table. Its column names return on each page.
#[derive(Clone, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
}

impl Letter {
    /// What a letter needs before it can be typeset.
    pub(crate) fn check(&self) -> Result<(), LetterError> {
        if self.subject.trim().is_empty() {
            return Err(LetterError::NoSubject);
        }
        self.body.iter().try_for_each(|block| match block {
            Block::Table(table) => table.check(),
            _ => Ok(()),
        })
    }
}

impl Table {
    /// More would be too narrow to read.
    pub const MAX_COLUMNS: usize = 8;

    fn check(&self) -> Result<(), LetterError> {
        let columns = self.columns.len();
        if !(1..=Self::MAX_COLUMNS).contains(&columns) {
            return Err(LetterError::Columns(columns));
        }
        match self.rows.iter().find(|row| row.len() != columns) {
            Some(row) => Err(LetterError::Row { columns, cells: row.len() }),
            None => Ok(()),
        }
    }
}
