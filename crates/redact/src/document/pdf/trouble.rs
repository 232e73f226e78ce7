//! What can be the matter with a PDF, and the refusal that it becomes.

use crate::document::Refusal;
use crate::document::refusal::{self, Words};

/// Why a document is not read, or no output is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Trouble {
    /// The file cannot be read.
    Broken,
    /// The file, or what unfolds from it, is larger than a document should be.
    TooLarge,
    /// A password or a right is needed.
    Encrypted,
    /// A signature would be broken.
    Signed,
    /// A form of which the contents are kept in another language (XFA).
    Form,
    /// A page is a picture without text: nothing in it was searched.
    NotSearched(String),
    /// Text stands there that cannot be read with certainty.
    Unreadable(String),
    /// Something to remove goes through a picture or drawing that cannot be changed with certainty.
    Picture(String),
    /// What should be removed does not exist in the document.
    Removal,
    /// The output does not contain exactly what it should.
    Check,
}

impl From<Trouble> for Refusal {
    fn from(trouble: Trouble) -> Self {
        let unsearched = |what: Words, place| Self::NotSearched { what, place: Some(place) };
        match trouble {
            Trouble::Broken => Self::Broken { what: refusal::PDF },
            Trouble::TooLarge => Self::TooLarge { what: refusal::UNPACKED_SIZE },
            Trouble::Encrypted => Self::Encrypted,
            Trouble::Signed => Self::Signed,
            Trouble::Form => Self::Unsupported { what: refusal::XFA },
            Trouble::NotSearched(place) => unsearched(refusal::SCAN, place),
            Trouble::Unreadable(place) => unsearched(refusal::UNREADABLE, place),
            Trouble::Picture(place) => unsearched(refusal::PICTURE, place),
            // What was asked was looked up among the passages before; that it is not there is then a fault of the reading.
            Trouble::Removal => Self::Removal { index: 0 },
            Trouble::Check => Self::Leak { places: vec![String::from("de nieuwe pdf")] },
        }
    }
}
