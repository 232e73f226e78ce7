//! Addresses and the places in them, by grammar: street, number, addition, postcode, town.
//!
//! Streets need no list: most end in a word for a street, and the rest stands before a postcode or after *wonende aan*.

mod words;
mod place;

use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use place::{place, town_at};
use words::{CUES, DIRECTIONS, INSIDE, MONTHS, NOT_STREETS, PLAIN, SUFFIXES, SURE};

/// Addresses and places. `hits` already holds the postcodes.
pub(crate) fn find(tokens: &[Token<'_>], text: &str, hits: &mut Vec<Hit>) {
    let postcodes: Vec<(usize, usize)> =
        hits.iter().filter(|hit| hit.kind == Kind::Postcode).map(|hit| (hit.start, hit.end)).collect();
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if token.shape == Shape::Number && is_house_number(token.text) {
            found.extend(address(tokens, index, &postcodes));
        } else if token.is_word() && index > 0 {
            found.extend(place(tokens, index));
        }
    }
    for (start, end) in &postcodes {
        // The town of a box belongs to a body.
        if text
            .get(..*start)
            .unwrap_or_default()
            .chars()
            .rev()
            .take(30)
            .collect::<String>()
            .to_lowercase()
            .contains("subtsop")
        {
            continue;
        }
        let at = tokens.partition_point(|token| token.start < *end);
        let town = tokens.get(at).filter(|token| token.gap <= Gap::Space || opens_line(text, *start));
        // `3441 AB, Woerden` happens too.
        let at = if town.is_some_and(|token| token.text == ",") { at + 1 } else { at };
        if let Some(hit) = town.and_then(|_| town_at(tokens, at, true)) {
            found.push(Hit { confidence: 93, ..hit });
        }
    }
    hits.extend(found);
}

/// Whether a word is the name of a street, even without a number: `Dorpsstraat`, not `straat` or `Plein`.
pub(crate) fn is_street(token: &Token<'_>) -> bool {
    let small = token.text.to_lowercase();
    let names = |suffix: &&str| small.ends_with(*suffix) && small.len() > suffix.len() + 1;
    token.is_capital() && SUFFIXES.iter().take(PLAIN).any(names)
}

/// A town may stand on the line after a postcode only where an address is written in lines.
fn opens_line(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or_default().ends_with('\n')
}

fn is_house_number(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let addition = rest.trim_start_matches(['-', '/']);
    (1..=5).contains(&digits)
        && !text.starts_with('0')
        && addition.chars().count() <= 6
        && rest.chars().filter(|letter| *letter == '-').count() <= 1
}

fn address(tokens: &[Token<'_>], number: usize, postcodes: &[(usize, usize)]) -> Option<Hit> {
    let last = number.checked_sub(1)?;
    let street = tokens.get(last).filter(|token| token.is_word() || token.text == ".")?;
    let digits = tokens.get(number)?;
    let several = first_of(tokens, last) < last && SUFFIXES.iter().any(|suffix| street.is(suffix));
    if digits.gap != Gap::Space || !several && NOT_STREETS.iter().any(|word| street.is(word)) {
        return None;
    }
    let (street, last) = if street.text == "." {
        // `Dorpsstr. 12`
        let before = tokens.get(last.checked_sub(1)?)?;
        if !before.text.to_lowercase().ends_with("str") {
            return None;
        }
        (before, last - 1)
    } else {
        (street, last)
    };
    let end = addition(tokens, number);
    let postcode = follows(tokens, end, postcodes);
    let first = first_of(tokens, last);
    let mut small = street.text.to_lowercase();
    if let Some((front, direction)) = small.split_once('-') {
        // `Industrieweg-Noord 7`
        if DIRECTIONS.contains(&direction) {
            small = front.to_owned();
        }
    } else if DIRECTIONS.contains(&small.as_str()) && first < last {
        small = tokens.get(last - 1)?.text.to_lowercase();
    }
    let small = small.strip_suffix("tje").or_else(|| small.strip_suffix("je")).unwrap_or(&small);
    if ["ering", "ading", "eling", "uring", "iging"].iter().any(|tail| small.ends_with(tail))
        || MONTHS.iter().any(|month| tokens.get(number + 1).is_some_and(|next| next.is(month)))
    {
        return None;
    }
    let rank = SUFFIXES.iter().position(|suffix| small.ends_with(suffix) && small.len() > suffix.len() + 1);
    let sure = rank.is_some_and(|rank| rank < SURE);
    let capital = tokens.get(first..=last)?.iter().any(Token::is_capital);
    let own_word = SUFFIXES.iter().take(SURE).any(|suffix| small == *suffix) && first < last;
    let named = tokens.get(first).is_some_and(|token| {
        token.is_any(&[
            "laan",
            "plein",
            "weg",
            "kade",
            "burgemeester",
            "pad",
            "hof",
            "park",
            "korte",
            "lange",
            "oude",
            "nieuwe",
            "het",
        ])
    }) && first < last;
    let cue = first
        .checked_sub(1)
        .and_then(|before| tokens.get(before.saturating_sub(1)..=before))
        .is_some_and(|before| before.iter().any(|token| CUES.iter().any(|cue| token.is(cue))));
    let confidence = match (capital, sure || own_word || named, rank.is_some(), postcode, cue) {
        (_, _, _, true, _) if capital || sure => 98,
        (true, true, ..) => 95,
        (true, _, true, _, true) => 92,
        (true, _, _, _, true) if !street.flags.has(Flags::COUNTRY) && tokens.get(first)?.start > 0 => 75,
        (true, _, true, ..) if !street.flags.has(Flags::WORD | Flags::TOWN | Flags::COMMON) => 72,
        // In small letters: only what cannot be anything else.
        (false, true, _, _, true) if first == last => 80,
        (false, true, ..) if first == last && small.len() > 7 && rank.is_some_and(|rank| rank < PLAIN) => 70,
        _ => return None,
    };
    let start = tokens.get(first)?.start;
    Some(Hit {
        kind: Kind::Address,
        start,
        end: tokens.get(end)?.end(),
        confidence,
        why: if cue { Why::Cue } else { Why::Form },
    })
}

/// The first word of the street that ends at `last`: capitals, with small words between them.
fn first_of(tokens: &[Token<'_>], last: usize) -> usize {
    let mut first = last;
    let mut at = last;
    while let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) {
        let glued = tokens.get(at).is_some_and(|token| {
            matches!(token.gap, Gap::Space | Gap::Wrap)
                || token.gap == Gap::None && (before.shape == Shape::Initial || before.text.starts_with('\''))
        });
        if !glued || last - at > 6 {
            break;
        }
        at -= 1;
        let opens = matches!(before.shape, Shape::Title | Shape::Initial | Shape::Upper | Shape::Mixed);
        if opens && !is_no_street(before, tokens, at) {
            first = at;
        } else if before.shape == Shape::Number && before.text.ends_with(['e', 'E']) {
            // `2e Dwarsstraat`
            first = at;
        } else if INSIDE.contains(&before.text) {
            // Counts only if a capital stands before it, or it opens the name as in `'t Zand 3`.
            if before.text.starts_with('\'') {
                first = at;
            }
        } else {
            break;
        }
    }
    first
}

/// A capital word before a street that opens the sentence, not the name: `Aan de Kerkstraat 3`, `Adres Kerkstraat 3`.
fn is_no_street(token: &Token<'_>, tokens: &[Token<'_>], at: usize) -> bool {
    let opens = token.gap == Gap::Break
        || at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| matches!(before.text, "." | ":" | "?" | "!" | ";" | "|"));
    let common = token.flags.has(Flags::WORD) && !token.flags.has(Flags::COMMON) && opens;
    common
        && ![
            "oude",
            "nieuwe",
            "lange",
            "korte",
            "grote",
            "kleine",
            "hoge",
            "lage",
            "burgemeester",
            "prins",
            "prinses",
            "koningin",
            "koning",
            "sint",
            "laan",
            "plein",
            "eerste",
            "tweede",
            "derde",
            "dokter",
            "pastoor",
            "noord",
            "zuid",
            "oost",
            "west",
            "achter",
        ]
        .iter()
        .any(|word| token.is(word))
        || CUES.iter().any(|cue| token.is(cue))
}

/// The last token of the number with its addition: `12 a`, `12 bis`, `12-II`, `12 hs`.
fn addition(tokens: &[Token<'_>], number: usize) -> usize {
    let Some(next) = tokens.get(number + 1) else { return number };
    let after = tokens.get(number + 2);
    let single =
        next.text.len() == 1 && next.is_word() && next.gap == Gap::Space && !next.is("o") && !next.is("u");
    let closes = after.is_none_or(|after| !after.is_word() || after.gap >= Gap::Wrap);
    if single
        && (closes || next.shape == Shape::Title)
        && !(next.shape == Shape::Title && after.is_some_and(|after| after.text == "."))
        || next.gap == Gap::Space
            && next.is_any(&[
                "bis", "hs", "rd", "huis", "boven", "beneden", "zwart", "rood", "ii", "iii", "iv", "achter",
            ])
    {
        return number + 1;
    }
    if matches!(next.text, "-" | "/") && next.gap == Gap::None {
        let glued = after.filter(|after| after.gap == Gap::None && after.text.len() <= 4);
        if glued.is_some_and(|glued| glued.is_word() || glued.shape == Shape::Number) {
            return number + 2;
        }
    }
    if next.is_any(&["een", "twee", "drie", "vier", "1", "2", "3", "4"])
        && after.is_some_and(|after| after.is("hoog"))
    {
        return number + 2;
    }
    // `200, app. 14` and `9 k. 12`
    let unit = if next.text == "," { number + 2 } else { number + 1 };
    if tokens.get(unit).is_some_and(|token| {
        token.gap == Gap::Space
            && token.is_any(&["app", "k", "unit", "kamer", "appartement", "flat", "woning"])
    }) {
        let dot = usize::from(tokens.get(unit + 1).is_some_and(|token| token.text == "."));
        if tokens
            .get(unit + 1 + dot)
            .is_some_and(|token| token.shape == Shape::Number && token.gap == Gap::Space)
        {
            return unit + 1 + dot;
        }
    }
    number
}

/// Whether a postcode follows the token at `last`, at most a comma or a line further.
fn follows(tokens: &[Token<'_>], last: usize, postcodes: &[(usize, usize)]) -> bool {
    let next = tokens.get(last + 1).map(|token| {
        if matches!(token.text, "," | "|" | "(" | "-") { tokens.get(last + 2) } else { Some(token) }
    });
    let Some(Some(next)) = next else { return false };
    postcodes.binary_search_by_key(&next.start, |(start, _)| *start).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::patterns;

    fn found(text: &str, kind: Kind) -> Vec<String> {
        let mut hits = Vec::new();
        patterns::find(text, &crate::Options::default(), &mut hits);
        hits.retain(|hit| hit.kind == Kind::Postcode);
        find(&crate::token::tokens(text), text, &mut hits);
        hits.iter()
            .filter(|hit| hit.kind == kind)
            .map(|hit| text.get(hit.start..hit.end).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn addresses() {
        for (text, address) in [
            ("Zij woont aan de Kerkstraat 12.", "Kerkstraat 12"),
            ("Adres: Burgemeester Van Zwietenweg 3a, 3441 AB Woerden", "Burgemeester Van Zwietenweg 3a"),
            ("op Laan van Nieuw Oosteinde 120 B, 2274 EE Voorburg", "Laan van Nieuw Oosteinde 120 B"),
            ("wonende aan Brink 4", "Brink 4"),
            ("Korte Nieuwstraat 12 bis in", "Korte Nieuwstraat 12 bis"),
            ("de dorpsstraat 14 in", "dorpsstraat 14"),
            ("KERKSTRAAT 12 is", "KERKSTRAAT 12"),
            ("2e Dwarsstraat 5-II,", "2e Dwarsstraat 5-II"),
            ("Industrieweg-Noord 7a, 3958 VT", "Industrieweg-Noord 7a"),
            ("op Rolafweg Noord 8-8a.", "Rolafweg Noord 8-8a"),
            ("naar Lekboulevard 200, app. 14.", "Lekboulevard 200, app. 14"),
            ("Zuidzijdseweg 121 achter, naast", "Zuidzijdseweg 121 achter"),
            ("Korte Haven 2a, en", "Korte Haven 2a"),
        ] {
            assert_eq!(found(text, Kind::Address), [address], "{text}");
        }
    }

    #[test]
    fn near_misses_stay() {
        for text in [
            "artikel 12 van de wet",
            "Op 12 maart 2019",
            "Tot 15 mensen",
            "op straat 3 mensen",
            "Postbus 12, 3440 AC Woerden",
            "in Nederland 4 gemeenten",
            "de weg 12 keer",
            "vergadering 27 februari",
            "INVORDERING 2026",
        ] {
            assert_eq!(found(text, Kind::Address), [""; 0], "{text}");
        }
    }

    #[test]
    fn places() {
        assert_eq!(found("Kerkstraat 12, 3441 AB Woerden.", Kind::Place), ["Woerden"]);
        assert_eq!(
            found("zij is geboren te Al Hoceima en woont in Bergen op Zoom", Kind::Place),
            ["Al Hoceima", "Bergen op Zoom"]
        );
        assert_eq!(found("het college van Woerden besluit in Woerden", Kind::Place), [""; 0]);
    }
}
