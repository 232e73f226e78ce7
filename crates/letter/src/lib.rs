//! An official letter as a PDF that everyone can read: tagged for screen readers (PDF/UA-1) and fit to keep (PDF/A-2a).
//!
//! No I/O and no clock: a [`Letter`] goes in, bytes come out, and the same letter always gives the same bytes. How it
//! looks stands in `template.typ`, which is ours; what people wrote reaches it as JSON, so it is data there and never
//! markup. Characters that no font at hand can show are written out as their number (`[U+4E2D]`): nothing of what
//! someone wrote disappears, and [`unprintable`] tells beforehand which they are.
//!
//! Not guaranteed: that a letter is short. Whoever takes text from outside bounds it; the time a letter takes grows with
//! its pages. Neither is the language of a quotation marked: a whole letter is in one language.

mod content;
mod error;
mod press;
mod printable;

pub use content::{Block, Language, Letter, Sender, Table};
pub use error::LetterError;

/// The letter as a PDF that conforms to PDF/UA-1 and PDF/A-2a.
pub fn pdf(letter: &Letter) -> Result<Vec<u8>, LetterError> {
    letter.check()?;
    let mut data = serde_json::to_value(letter).map_err(|_| LetterError::Typesetting)?;
    printable::each_text(&mut data, &mut |text| *text = printable::written_out(text));
    press::print(&data.to_string(), &letter.reference)
}

/// The characters of the letter that can only be shown as their number, each once and in order. Empty for nearly every
/// letter in a European language, Arabic or Hebrew.
pub fn unprintable(letter: &Letter) -> Vec<char> {
    let mut found = std::collections::BTreeSet::new();
    if let Ok(mut data) = serde_json::to_value(letter) {
        printable::each_text(&mut data, &mut |text| {
            printable::numbered(text, &mut |character| {
                found.insert(character);
            });
        });
    }
    found.into_iter().collect()
}
