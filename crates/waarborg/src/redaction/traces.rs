//! What leads to a person in a file that should hold nobody, and the file without it. Nothing is kept here, and nothing is
//! decided: that is for the chapter that asks (6.8, minutes).

use ::redact::document::{self, Passage, Reading, Refusal, Removal};
use ::redact::{Options, Trace, traces};
use ground::hex;
use sha2::{Digest as _, Sha256};

use super::find::LARGEST;
use super::model::FileKind;
use crate::error::{Error, FieldError};

/// A file that was looked through. Has no `Debug`: it holds the words.
pub struct Traced {
    /// Which kind of file.
    pub kind: FileKind,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// Its text.
    pub passages: Vec<Passage>,
    /// What leads to a person, in the order of reading.
    pub traces: Vec<Trace>,
    /// What could not be searched, in Dutch.
    pub unsearched: Vec<String>,
    /// Where pictures stand, in Dutch. They were not searched either; who opens the file sees them.
    pub pictures: Vec<String>,
}

/// Looks a file through. Counts of people below `small_count` point at someone. Takes as long as the file is large: never inside a
/// transaction.
///
/// # Errors
///
/// [`Error::Invalid`] at `bestand`: a file that cannot be read with certainty, is encrypted, empty or too large, or has a
/// page that is a picture.
pub fn trace(name: &str, bytes: &[u8], small_count: u32) -> Result<Traced, Error> {
    if bytes.len() > LARGEST {
        return Err(wrong("the file is larger than 20 MB", "Dit bestand is groter dan 20 MB. Deel het op."));
    }
    let format = document::format_of(name, bytes).map_err(|refusal| refused(&refusal))?;
    let Reading { passages, unsearched, pictures } =
        document::read(format, bytes).map_err(|refusal| refused(&refusal))?;
    if passages.is_empty() {
        return Err(wrong("there is no text in it", "Er staat geen tekst in."));
    }
    let traces = traces(&passages, &Options { small_count, ..Options::default() });
    let digest = hex::encode(&<[u8; 32]>::from(Sha256::digest(bytes)));
    Ok(Traced { kind: format.into(), digest, passages, traces, unsearched, pictures })
}

/// The file without these traces, wherever their words stand, and without what could not be searched.
///
/// # Errors
///
/// [`Error::Invalid`] at `bestand` when no file can be made of which it is certain that they are gone.
pub fn without(kind: FileKind, bytes: &[u8], traces: &[Trace]) -> Result<Vec<u8>, Error> {
    let removals = |passages: &[Passage]| {
        let own: Vec<Removal> = traces.iter().map(removal).collect();
        document::everywhere(passages, &own)
    };
    document::redact(kind.format(), bytes, removals)
        .map(|output| output.bytes)
        .map_err(|refusal| refused(&refusal))
}

fn removal(trace: &Trace) -> Removal {
    Removal { passage: trace.passage, span: trace.span.clone(), label: String::from(LABEL) }
}

/// Stands in the place of what was taken out. Says nothing of whom or what it was.
const LABEL: &str = "[weggehaald]";

fn refused(refusal: &Refusal) -> Error {
    wrong(&refusal.to_string(), &refusal.dutch())
}

fn wrong(message: &str, message_nl: &str) -> Error {
    let (message, message_nl) = (message.to_owned(), message_nl.to_owned());
    Error::Invalid(vec![FieldError { path: String::from("bestand"), message, message_nl }])
}
