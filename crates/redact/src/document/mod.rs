//! Documents: what is written in them and where, taking it out for good, and looking whether it is gone (paragraph 6.5).
//!
//! A document is read into passages: pieces of text as a person reads them, with a way back to the bytes. What is removed
//! is removed from every layer, and whatever a reader does not see (comments, deleted text, hidden sheets, properties,
//! scripts, attached things of an unknown kind, pictures) does not come along. The output is built anew from what was
//! understood; nothing is copied because nobody looked at it.
//!
//! Pure: bytes in, bytes out. Memory and time are bounded by the limits in `collect`.
//!
//! Not guaranteed: that an output looks the same (formulas have become values, links have become text, pictures are blank),
//! and that a name is gone in another spelling than the one that was removed.

mod collect;
mod csv;
mod docx;
mod eml;
mod format;
mod grid;
mod html;
mod joined;
mod leak;
mod odt;
mod opc;
mod output;
mod package;
mod paper;
mod pdf;
mod plain;
mod refusal;
mod xlsx;
mod xml;

use std::ops::Range;

pub use crate::columns::Place;
pub use format::{Format, format_of};
pub use joined::Joined;
pub use output::{Output, everywhere, redact};
pub use refusal::{Refusal, Words};

use collect::{Collector, Edits};

/// A piece of text that is read as one: a paragraph, a cell, a header of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands, for people and in Dutch: `koptekst`, `Blad1!B3`, `pagina 2`.
    pub place: String,
    /// The text, with parts that are formatted apart put together again.
    pub text: String,
    /// Not seen when the document is read: a comment, a tracked change, a hidden sheet, a property, alternative text.
    pub hidden: bool,
    /// The cell in which it stands, if it stands in a table.
    pub cell: Option<Place>,
}

/// A stretch of a passage that has to go, and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// The index of the passage.
    pub passage: usize,
    /// Bytes of its text. Half a character counts as a whole one.
    pub span: Range<usize>,
    /// What is written in its place, such as `[persoon A] 5.1.2e`.
    pub label: String,
}

/// A document of which every layer is known.
enum Document {
    Plain(plain::Plain),
    Csv(csv::Table),
    Docx(docx::Docx),
    Odt(odt::Odt),
    Xlsx(xlsx::Xlsx),
    Html(html::Html),
    Eml(eml::Mail),
    Pdf(paper::Paper),
}

impl Document {
    fn open(format: Format, bytes: &[u8], collector: &mut Collector) -> Result<Self, Refusal> {
        collector.unpacked(bytes.len())?;
        Ok(match format {
            Format::Text => Self::Plain(plain::text(bytes, collector)?),
            Format::Markdown => Self::Plain(plain::markdown(bytes, collector)?),
            Format::Csv => Self::Csv(csv::open(bytes, collector)?),
            Format::Docx => Self::Docx(docx::open(bytes, collector)?),
            Format::Odt => Self::Odt(odt::open(bytes, collector)?),
            Format::Xlsx => Self::Xlsx(xlsx::open(bytes, collector)?),
            Format::Html => Self::Html(html::open(bytes, collector)?),
            Format::Eml => Self::Eml(eml::open(bytes, collector)?),
            Format::Pdf => Self::Pdf(paper::open(bytes, collector)?),
        })
    }

    fn write(self, edits: &Edits) -> Result<Vec<u8>, Refusal> {
        Ok(match self {
            Self::Plain(plain) => plain.write(edits),
            Self::Csv(table) => table.write(edits)?,
            Self::Docx(docx) => docx.write(edits)?,
            Self::Odt(odt) => odt.write(edits)?,
            Self::Xlsx(xlsx) => xlsx.write(edits)?,
            Self::Html(html) => html.write(edits),
            Self::Eml(mail) => mail.write(edits)?,
            Self::Pdf(paper) => paper.write(edits)?,
        })
    }
}

/// What was read of a document, and what could not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Everything that is written, seen or not, in the order of reading.
    pub passages: Vec<Passage>,
    /// What may hold text that nobody read, for people and in Dutch: attachments of an unknown kind, pictures on no page.
    pub unsearched: Vec<String>,
    /// Where pictures stand, for people and in Dutch. Not searched either, but whoever opens the document sees them.
    pub pictures: Vec<String>,
}

/// Everything that is written in a document, and what of it could not be searched.
///
/// # Errors
///
/// A refusal when the document cannot be read with certainty: broken, encrypted, too large, of an unknown kind.
pub fn read(format: Format, bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut collector = Collector::new();
    Document::open(format, bytes, &mut collector)?;
    Ok(collector.finish().0)
}

/// The passages alone.
///
/// # Errors
///
/// As [`read`].
pub fn passages(format: Format, bytes: &[u8]) -> Result<Vec<Passage>, Refusal> {
    Ok(read(format, bytes)?.passages)
}

/// The document without what is removed, and without what a reader does not see.
///
/// The indexes are those of [`passages`] on the same bytes. Removals may overlap; they are then one, under the first label.
/// The caller still has to look for [`leaks`]; [`redact`] does both.
///
/// # Errors
///
/// As [`passages`], and when a removal points outside the document.
pub fn remove(format: Format, bytes: &[u8], removals: &[Removal]) -> Result<Vec<u8>, Refusal> {
    Ok(removed(format, bytes, removals)?.0)
}

/// The output, with the notes of what went away unasked.
fn removed(format: Format, bytes: &[u8], removals: &[Removal]) -> Result<(Vec<u8>, Vec<String>), Refusal> {
    let mut collector = Collector::new();
    let document = Document::open(format, bytes, &mut collector)?;
    let edits = collector.edits(removals)?;
    Ok((document.write(&edits)?, collector.finish().1))
}

/// The places in `output` where something that was removed can still be read; empty is good.
///
/// Looks by other means than those it was written with: in the raw bytes, in every part unpacked, with markup taken off,
/// entities and encodings undone, and without spaces and punctuation. A string of fewer than six letters and digits is only
/// sought as a word of the text: it stands everywhere by chance. Inside a longer word that is left in plain sight
/// (`Utrecht` in `Utrechtse`) it is no leak.
///
/// # Errors
///
/// When the output itself cannot be opened.
pub fn leaks(format: Format, output: &[u8], removed: &[String]) -> Result<Vec<String>, Refusal> {
    leak::places(format, output, removed)
}
