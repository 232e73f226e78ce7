//! Postcodes: four digits that do not open with zero, two capitals that are in use.

use super::around::{Pattern, after, is_whole, pattern};
use super::page::Page;
use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::{self, Flags};

static POSTCODE: Pattern = Pattern::new(|| pattern(r"[1-9][0-9]{3} {0,2}(?:[A-Z]{2}|[a-z]{2})"));

pub(super) fn find(page: &Page<'_>, hits: &mut Vec<Hit>) {
    let text = page.text;
    for (start, written) in page.matches(&POSTCODE) {
        let end = start + written.len();
        let letters = written.get(written.len() - 2..).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default();
        let glued = before.ends_with(['-', '/', '.', '€', '_']) && !before.ends_with("NL-");
        // These were kept out of use, for what they once stood for.
        if !is_whole(text, start, end) || glued || ["SA", "SD", "SS"].contains(&letters) {
            continue;
        }
        let rest = text.get(end..).unwrap_or_default();
        // As far back as an address reaches.
        let near = before.char_indices().rev().nth(80).and_then(|(at, _)| before.get(at..)).unwrap_or(before);
        let line = near.rfind('\n').and_then(|at| near.get(at + 1..)).unwrap_or(near);
        let open = line.trim_end_matches([' ', '|', '–', '(', '[', '<', '"', '\'', '*', '\t', '\u{A0}', ':']);
        let small_town =
            letters.starts_with(|first: char| first.is_ascii_lowercase()) && is_town(rest.trim_start());
        let in_address = opens_with_town(rest) || small_town || open.ends_with(',') && ends_with_number(open);
        let after_street =
            open.ends_with(['.', ';', '\n']) && ends_with_number(open.trim_end_matches(['.', ';']));
        let small = letters.chars().all(|letter| letter.is_ascii_lowercase());
        let year = written.starts_with("19") || written.starts_with("20");
        let word = WORDS.iter().any(|word| letters.eq_ignore_ascii_case(word));
        let confidence = if small && word {
            // `sinds 2017 in Vianen`: only after the number of a house.
            if !(line.trim_end().ends_with(',') && ends_with_number(line)) {
                continue;
            }
            70
        } else if small {
            // `3441 ab` in an address, or on its own after the word.
            if !in_address && !after_street && !is_labelled(line) {
                continue;
            }
            90
        } else if year && !in_address && !after_street && !is_labelled(line) && !stands_alone(line, rest) {
            // `brief 2021 WI`
            continue;
        } else if (year || word)
            && !in_address
            && letters != letters.to_lowercase()
            && looks_like_heading(rest, word, year)
        {
            continue;
        } else {
            98
        };
        hits.push(Hit { kind: Kind::Postcode, start, end, confidence, why: Why::Form });
    }
}

/// Whether the word before says what it is.
fn is_labelled(line: &str) -> bool {
    let near = line.to_lowercase();
    let near = near.trim_end_matches([' ', ':', '.']);
    ["postcode", "postc"].iter().any(|label| near.ends_with(label))
}

/// Whether nothing else stands in its line or cell.
fn stands_alone(line: &str, rest: &str) -> bool {
    let closes = rest.trim_start_matches(' ').starts_with(['\n', ';', '|', '\t']) || rest.trim().is_empty();
    closes && (line.trim().is_empty() || line.trim_end_matches(' ').ends_with([';', '|', '\t']))
}

/// Two-letter words and shortenings that follow a number: `in 2019 EN`, `100 EU`.
const WORDS: &[&str] = &[
    "en", "in", "de", "of", "op", "is", "na", "te", "ze", "je", "we", "er", "om", "bv", "nv", "eu", "vs",
    "cm", "mm", "km", "kg", "ml", "al", "zo", "ik", "nu", "nr", "ha", "m2", "mb", "gb",
];

fn looks_like_heading(rest: &str, word: bool, year: bool) -> bool {
    // A word or number follows, or it is a year with a word.
    let goes_on =
        after(rest, 0, 2).strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphanumeric));
    word && (year || goes_on)
}

fn opens_with_town(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', ',', '\t', '\n', '\r', '|']);
    let first = rest.chars().next();
    let second = rest.chars().nth(1);
    first.is_some_and(char::is_uppercase) && (!second.is_some_and(char::is_uppercase) || is_town(rest))
        || rest.starts_with("'s")
        || rest.starts_with("'t")
}

/// In capitals, so it has to be in the list.
fn is_town(rest: &str) -> bool {
    let word = rest.split(|letter: char| !letter.is_alphabetic() && letter != '-').next().unwrap_or_default();
    lists::look_up(crate::hash::lower(word)).has(Flags::TOWN)
}

fn ends_with_number(line: &str) -> bool {
    line.trim_end_matches([',', ' ']).chars().rev().take(4).any(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        super::super::found(find, text)
    }

    #[test]
    fn with_and_without_a_space() {
        assert_eq!(found("Kerkstraat 1, 3441 AB Woerden en 3441AB"), ["3441 AB", "3441AB"]);
        assert_eq!(found("Kerkstraat 1, 3441 ab woerden"), ["3441 ab"]);
        assert_eq!(found("postcode: 3441ab"), ["3441ab"]);
        assert_eq!(found("Kade 36\n3401vk IJSSELSTEIN"), ["3401vk"]);
        assert_eq!(found("2011 EN Haarlem"), ["2011 EN"]);
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "in 2019 en later",
            "2019 EN VERDER",
            "3441 SS",
            "0441 AB",
            "13441 AB",
            "1000 kg",
            "3441 ABC",
            "in 2020 is besloten",
            "sinds 2017 in Vianen",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
