//! Words that will stand in a list or register that is open to all name nobody (6.12-5): the finder of the chapter on redaction
//! looks at them before they are kept.
//!
//! Not guaranteed: that it finds every name. Whoever writes them was told, and the board reads them too.

use crate::aside::aside;
use crate::error::{Error, FieldError};
use crate::redaction::{self, Kind, Law, Officials, Upload};

/// From this certainty on, in percent, what was found is taken for what it looks like.
const SURE: u8 = 60;

/// An error at each field in which someone can be known.
pub(super) async fn check(texts: Vec<(String, String)>) -> Result<(), Error> {
    let look = move || {
        let lines: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let upload = Upload {
            name: String::from("woorden.txt"),
            bytes: lines.join("\n\n").into_bytes(),
            law: Law::Woo,
            officials: Officials::Strict,
            known: String::new(),
        };
        let found = redaction::detect(&upload)?;
        let names = found.iter().filter(|it| it.confidence >= SURE && identifies(it.kind));
        let mut errors: Vec<FieldError> = Vec::new();
        // What stands in no single text runs over the edge of one: better told at the wrong field than not.
        let at = |words: &str| texts.iter().find(|(_, text)| text.contains(words)).or(texts.first());
        for (path, _) in names.filter_map(|it| at(&it.words)) {
            if !errors.iter().any(|error| error.path == *path) {
                errors.push(named(path));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    };
    aside(look).await
}

/// Kinds by which someone can be known. That a text is about health, say, is no secret.
fn identifies(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Person
            | Kind::Address
            | Kind::Postcode
            | Kind::Bsn
            | Kind::BirthDate
            | Kind::Phone
            | Kind::Email
            | Kind::Iban
            | Kind::Plate
    )
}

fn named(path: &str) -> FieldError {
    FieldError {
        path: path.to_owned(),
        message: String::from("someone can be known from this; everyone will read it"),
        message_nl: String::from(
            "In deze tekst lijkt iemand herkenbaar te zijn. Iedereen kan dit straks lezen: noem geen mensen.",
        ),
    }
}
