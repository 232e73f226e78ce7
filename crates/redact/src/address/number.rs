//! The number of a house with its addition, and where it ends.

use crate::token::{Gap, Shape, Token};

/// Up to five digits and an addition: `12`, `12a`, `12-II`.
pub(super) fn is_of_a_house(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default();
    let addition = rest.trim_start_matches(['-', '/']);
    (1..=5).contains(&digits)
        && !text.starts_with('0')
        && addition.chars().count() <= 6
        && rest.chars().filter(|letter| *letter == '-').count() <= 1
        // `12e` and `2de` are ordinals.
        && !["ste", "de"].contains(&rest)
}

/// The last token of the number with its addition: `12 a`, `12 bis`, `12-II`, `12 hs`.
pub(super) fn addition(tokens: &[Token<'_>], number: usize) -> usize {
    let Some(next) = tokens.get(number + 1) else { return number };
    let after = tokens.get(number + 2);
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
    let single =
        next.text.len() == 1 && next.is_word() && next.gap == Gap::Space && !next.is("o") && !next.is("u");
    let closes = after.is_none_or(|after| !after.is_word() || after.gap >= Gap::Wrap);
    if single
        && (closes || next.shape == Shape::Title)
        && !(next.shape == Shape::Title && after.is_some_and(|after| after.text == "."))
        || next.gap == Gap::Space
            && next.is_any(&[
                "bis", "hs", "rd", "huis", "boven", "beneden", "zwart", "rood", "ii", "iii", "iv", "achter",
                "bg", "sous", "ap", "links", "rechts",
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
    number
}
