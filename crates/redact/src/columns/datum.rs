//! Whether a cell can be what its head promises, and which part of it is.

use std::ops::Range;

use super::head::Head;
use crate::finding::Kind;
use crate::lists::Flags;
use crate::patterns::{self, Pattern, pattern};
use crate::token::{self, Shape, Token};
use crate::words::{BODIES, NEVER, PREFIXES};

/// The longest cell that is one datum, in bytes.
const LONGEST: usize = 80;

/// What people write where there is nothing.
const NOTHING: &[&str] = &[
    "onbekend",
    "geen",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "idem",
    "zelfde",
    "zie boven",
    "ja",
    "nee",
    "leeg",
    "volgt",
    "-",
];

/// Up to the last sign of a number of a client, which may have spaces.
static NUMBER: Pattern =
    Pattern::new(|| pattern(r"^(?i:[a-z]{1,6}[-./ ]?)?[0-9][0-9A-Za-z]*(?:[-./_ ][0-9A-Za-z]+)*$"));

static POSTCODE: Pattern = Pattern::new(|| pattern(r"^[1-9][0-9]{3} ?[A-Za-z]{2}(?-u:\b)"));

/// The part of `text` that is a datum of the kind of its head.
pub(super) fn of(head: Head, text: &str) -> Option<Range<usize>> {
    let front = text.len() - text.trim_start().len();
    let words = text.trim();
    if words.is_empty() || words.len() > LONGEST || NOTHING.contains(&words.to_lowercase().as_str()) {
        return None;
    }
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let letters = words.chars().any(char::is_alphabetic);
    let length = match head.kind {
        Kind::BirthDate => patterns::date_at_front(words)?,
        Kind::ClientNumber if digits >= 3 && NUMBER.is_match(words) && !patterns::is_date(words) => {
            words.len()
        }
        Kind::Person if is_name(words, head.of_someone) => words.len(),
        Kind::Address if digits > 0 && (letters || digits <= 4) => address(words),
        Kind::Address if letters && words.split_whitespace().count() <= 4 => words.len(),
        Kind::Place if digits == 0 && is_place(words) => words.len(),
        Kind::Postcode => POSTCODE.find(words)?.end(),
        Kind::Phone if (6..=13).contains(&digits) && is_numeric(words) => words.len(),
        Kind::Bsn if (8..=9).contains(&digits) && is_numeric(words) => words.len(),
        _ => return None,
    };
    Some(front..front + length)
}

fn is_numeric(words: &str) -> bool {
    words.chars().all(|letter| letter.is_ascii_digit() || " .-+()/".contains(letter))
}

/// Up to a postcode, which is a datum of its own.
fn address(words: &str) -> usize {
    let mut starts = words.match_indices([' ', ',']).map(|(at, _)| at + 1);
    let postcode = starts.find(|at| words.get(*at..).is_some_and(|rest| POSTCODE.is_match(rest)));
    let street = words.get(..postcode.unwrap_or(words.len())).unwrap_or(words);
    street.trim_end_matches([' ', ',']).len()
}

fn is_place(words: &str) -> bool {
    words.split_whitespace().count() <= 4
        && words.chars().all(|letter| letter.is_alphabetic() || " -'’().".contains(letter))
        && words.contains(char::is_uppercase)
}

/// All words can be part of a name and one of them is, by the lists or as initials; no body has such a name. When it must be
/// someone's, a capital is enough.
fn is_name(text: &str, of_someone: bool) -> bool {
    let tokens = token::tokens(text);
    let words: Vec<&Token<'_>> = tokens.iter().filter(|token| token.shape != Shape::Sign).collect();
    let fits = |token: &&&Token<'_>| {
        token.is_a(PREFIXES) || (token.is_capital() || token.flags.is_given()) && !token.is_a(BODIES | NEVER)
    };
    // `Kiflu, Senait` and `VD SLUYS M`
    let turned = words.len() > 1 && (text.contains(", ") || words.iter().any(|token| token.text.len() == 1));
    let known = |token: &&&Token<'_>| {
        token.shape == Shape::Initial
            || turned && token.is_capital() && !token.flags.has(Flags::WORD)
            || (token.flags.is_given() || token.flags.is_family()) && !token.flags.has(Flags::WORD)
            || token.is_capital() && (token.flags.is_family() || of_someone && !token.flags.has(Flags::WORD))
    };
    (1..=6).contains(&words.len())
        && words.iter().all(|token| fits(&token))
        && words.iter().any(|token| known(&token) && !token.is_a(PREFIXES))
}
