//! Documents: the text that stands in them, and the same document from which some of that text is gone.
//!
//! A document that is not understood with certainty is refused. There is no output with half of the work done.

use std::ops::Range;

mod pdf;

/// A stretch of text in a document, as a detector may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands, for people: `pagina 2`.
    pub place: String,
    /// What stands there.
    pub text: String,
    /// Whether a reader of the document does not see it.
    pub hidden: bool,
}

/// What has to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Which passage, counted from zero.
    pub passage: usize,
    /// Which bytes of its text.
    pub span: Range<usize>,
    /// What is written on the block that takes its place: the ground.
    pub label: String,
}

/// The text of a document.
///
/// # Errors
///
/// What is not understood with certainty is refused.
pub fn passages(bytes: &[u8]) -> Result<Vec<Passage>, Refusal> {
    pdf::passages(bytes)
}

/// The document without what has to go, after a search through the output for all of it.
///
/// # Errors
///
/// What is not understood with certainty is refused, and so is an output in which something is found that should be gone:
/// also where it stands somewhere else in the document and was left there on purpose.
pub fn redact(bytes: &[u8], removals: &[Removal]) -> Result<Vec<u8>, Refusal> {
    let passages = pdf::passages(bytes)?;
    let text =
        |removal: &Removal| passages.get(removal.passage)?.text.get(removal.span.clone()).map(str::to_owned);
    let removed: Option<Vec<String>> = removals.iter().map(text).collect();
    let output = pdf::remove(bytes, removals)?;
    let left = pdf::leaks(&output, &removed.ok_or(Refusal::Removal)?)?;
    if left.is_empty() { Ok(output) } else { Err(Refusal::Check) }
}

/// Why a document is not read, or no output is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
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

impl Refusal {
    /// The sentence for someone who reads Dutch.
    pub fn dutch(&self) -> String {
        match self {
            Self::Broken => "Het bestand is beschadigd en is niet met zekerheid te lezen.".to_owned(),
            Self::TooLarge => "Het bestand is te groot, of wordt dat bij het uitpakken.".to_owned(),
            Self::Encrypted => "Het bestand is beveiligd. Sla het op zonder beveiliging.".to_owned(),
            Self::Signed => {
                "Het bestand is digitaal ondertekend. Lakken verbreekt de handtekening; gebruik een afdruk."
                    .to_owned()
            }
            Self::Form => "Het bestand is een XFA-formulier. Druk het af naar een nieuwe pdf.".to_owned(),
            Self::NotSearched(place) => {
                format!(
                    "Op {place} staat een afbeelding zonder tekst: die is niet doorzocht. Maak eerst een tekstlaag (OCR)."
                )
            }
            Self::Unreadable(place) => format!("Op {place} staat tekst die niet met zekerheid te lezen is."),
            Self::Picture(place) => {
                format!(
                    "Op {place} loopt wat weg moet door een afbeelding die niet met zekerheid te wijzigen is."
                )
            }
            Self::Removal => "Wat gelakt moet worden, staat niet in het document.".to_owned(),
            Self::Check => {
                "Bij de controle bleek niet alles weg te zijn. Er is geen uitvoer gemaakt.".to_owned()
            }
        }
    }

    /// The sentence for someone who reads English.
    pub fn english(&self) -> String {
        match self {
            Self::Broken => "The file is damaged and cannot be read with certainty.".to_owned(),
            Self::TooLarge => "The file is too large, or becomes so when it is unpacked.".to_owned(),
            Self::Encrypted => "The file is protected. Save it without protection.".to_owned(),
            Self::Signed => {
                "The file is digitally signed. Redaction breaks the signature; use a print.".to_owned()
            }
            Self::Form => "The file is an XFA form. Print it to a new PDF.".to_owned(),
            Self::NotSearched(place) => {
                format!(
                    "There is an image without text on {place}: it was not searched. Add a text layer (OCR) first."
                )
            }
            Self::Unreadable(place) => {
                format!("There is text on {place} that cannot be read with certainty.")
            }
            Self::Picture(place) => {
                format!(
                    "What has to go on {place} runs through an image that cannot be changed with certainty."
                )
            }
            Self::Removal => "What should be redacted does not stand in the document.".to_owned(),
            Self::Check => "The check showed that not everything was gone. No output was made.".to_owned(),
        }
    }
}
