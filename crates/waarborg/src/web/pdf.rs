//! A letter as a download. It is made when it is asked for and kept nowhere: whoever answers with one has asked and written
//! down what the page with the same text does.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use letter::{Block, Letter};
use tokio::sync::Semaphore;

use super::PageError;
use super::language::{Arg, Language};
use crate::error::Error;

/// So many at once: setting a letter takes a whole core, and the notices are for everybody.
const AT_ONCE: usize = 2;

static SEATS: Semaphore = Semaphore::const_new(AT_ONCE);

impl From<Language> for letter::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Dutch => Self::Dutch,
            Language::English => Self::English,
        }
    }
}

/// Sets a letter and answers with it as a file of this name, without its ending.
pub async fn pdf(letter: Letter, name: &str) -> Result<Response, PageError> {
    let seat = SEATS.acquire().await.map_err(Error::internal)?;
    // On a thread of its own: the other pages go on meanwhile.
    let set = tokio::task::spawn_blocking(move || letter::pdf(&with_unprintable(letter)));
    let bytes = set.await.map_err(Error::internal)?.map_err(Error::internal)?;
    drop(seat);
    let name: String = name.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.pdf\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

/// Signs that no font can show stand in the letter as their number. A letter that has them says so, and where to look.
fn with_unprintable(mut letter: Letter) -> Letter {
    if let Some(first) = letter::unprintable(&letter).first() {
        let language = match letter.language {
            letter::Language::Dutch => Language::Dutch,
            letter::Language::English => Language::English,
        };
        let number = format!("[U+{:04X}]", u32::from(*first));
        let words = language.say_with("letter-unprintable", &[("number", Arg::Text(&number))]);
        letter.body.push(Block::Paragraph(words));
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter_of(words: &str) -> Letter {
        Letter {
            language: letter::Language::Dutch,
            sender: letter::Sender { name: String::from("WIL"), address: Vec::new(), contact: Vec::new() },
            addressee: Vec::new(),
            date: ground::Day::of_number(0),
            reference: String::from("V-1"),
            subject: String::from("Een brief"),
            salutation: String::new(),
            body: vec![Block::Paragraph(words.to_owned())],
            closing: String::new(),
            signature: Vec::new(),
        }
    }

    #[test]
    fn a_letter_says_that_signs_could_not_be_printed() {
        let plain = with_unprintable(letter_of("Een gewone brief over Łukasz."));
        assert_eq!(plain.body.len(), 1);
        let odd = with_unprintable(letter_of("Een brief over 中 en 文."));
        let Some(Block::Paragraph(words)) = odd.body.last() else { panic!("nothing is said") };
        assert!(words.contains("[U+4E2D]"), "{words}");
    }
}
