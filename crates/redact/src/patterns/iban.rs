//! Account numbers (IBAN): the length of their country and mod 97.

use super::around::{Pattern, is_whole, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;

static NUMBER: Pattern = Pattern::new(|| pattern(r"[A-Za-z]{2}[ .]?[0-9]{2}(?:[ .-]?[A-Za-z0-9]){11,30}"));

/// How long an account number is in each country that uses them, as the ISO register of IBAN has it.
const LENGTHS: &[(&str, usize)] = &[
    ("NL", 18),
    ("BE", 16),
    ("DE", 22),
    ("FR", 27),
    ("LU", 20),
    ("GB", 22),
    ("IE", 22),
    ("ES", 24),
    ("PT", 25),
    ("IT", 27),
    ("AT", 20),
    ("CH", 21),
    ("PL", 28),
    ("CZ", 24),
    ("SK", 24),
    ("HU", 28),
    ("RO", 24),
    ("BG", 22),
    ("GR", 27),
    ("TR", 26),
    ("DK", 18),
    ("SE", 24),
    ("NO", 15),
    ("FI", 18),
    ("EE", 20),
    ("LV", 21),
    ("LT", 20),
    ("HR", 21),
    ("SI", 19),
    ("MT", 31),
    ("CY", 28),
    ("UA", 29),
    ("MA", 28),
    ("TN", 24),
    ("RS", 22),
    ("BA", 20),
    ("MK", 19),
    ("AL", 28),
    ("MD", 24),
    ("GE", 22),
    ("IL", 23),
    ("SA", 24),
    ("AE", 23),
    ("EG", 29),
    ("IQ", 23),
    ("PK", 24),
    ("IS", 26),
    ("LI", 21),
    ("MC", 27),
    ("SM", 27),
];

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for near in &page.numbers {
        let part = text.get(near.clone()).unwrap_or_default();
        let mut from = 0;
        while let Some(found) = NUMBER.find_at(part, from) {
            let start = near.start + found.start();
            match end(found.as_str()) {
                Some(length) if is_whole(text, start, start + length) => {
                    hits.push(Hit {
                        kind: Kind::Iban,
                        start,
                        end: start + length,
                        confidence: 99,
                        why: Why::Check,
                    });
                    from = found.start() + length;
                }
                // The match may have begun in the letters before it: `Rekening nl91 …`. It opens with one of the alphabet.
                _ => from = found.start() + 1,
            }
        }
    }
}

/// Where the account number at the front of `written` ends, if it is one.
fn end(written: &str) -> Option<usize> {
    let country = written.get(..2)?;
    let (_, length) = LENGTHS.iter().find(|(code, _)| country.eq_ignore_ascii_case(code))?;
    let marks = written.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric());
    let (at, _) = marks.clone().nth(length - 1)?;
    let compact: Vec<u32> = marks.take(*length).filter_map(|(_, letter)| letter.to_digit(36)).collect();
    (rest(&compact) == Some(1)).then_some(at + 1)
}

/// The number, its first four characters moved to the back, modulo 97.
fn rest(compact: &[u32]) -> Option<u32> {
    let (head, tail) = compact.split_at_checked(4)?;
    Some(
        tail.iter().chain(head).fold(0, |sum, digit| {
            if *digit < 10 { (sum * 10 + digit) % 97 } else { (sum * 100 + digit) % 97 }
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        super::super::found(find, text)
    }

    #[test]
    fn with_and_without_spaces_and_of_other_countries() {
        assert_eq!(found("rekening NL91ABNA0417164300."), ["NL91ABNA0417164300"]);
        assert_eq!(found("op NL91 ABNA 0417 1643 00 en"), ["NL91 ABNA 0417 1643 00"]);
        assert_eq!(found("nl91 abna 0417 1643 00 ten name van"), ["nl91 abna 0417 1643 00"]);
        assert_eq!(
            found("DE89 3704 0044 0532 0130 00, BE68 5390 0754 7034"),
            ["DE89 3704 0044 0532 0130 00", "BE68 5390 0754 7034"]
        );
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "NL92ABNA0417164300",
            "NL91ABNA041716430",
            "XNL91ABNA0417164300",
            "ZZ91 ABNA 0417 1643 00",
            "NL91ABNA04171643001",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
