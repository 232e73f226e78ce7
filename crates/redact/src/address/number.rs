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
        // `12ste` and `2de` are ordinals; `12e` may be a number with an addition.
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
    if let Some(last) = until(tokens, number) {
        return last;
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

/// `12 t/m 16`, `12 en 14`, `12 B-3`, `12 2hoog`: further numbers of the same street, and longer additions.
fn until(tokens: &[Token<'_>], number: usize) -> Option<usize> {
    let near = |at: usize| tokens.get(number + at).filter(|token| token.gap <= Gap::Space);
    let next = near(1)?;
    let is_number = |at: usize| near(at).is_some_and(|token| is_of_a_house(token.text));
    if next.is("t") && near(2)?.text == "/" && near(3)?.is("m") && is_number(4) {
        return Some(number + 4);
    }
    // `12 en 14 personen` is something else.
    let counts = near(3).is_some_and(|token| token.shape == Shape::Lower);
    if next.is("en") && is_number(2) && !counts {
        return Some(number + 2);
    }
    let letter = next.text.split_once('-').filter(|(front, back)| {
        front.len() == 1
            && next.is_capital()
            && !back.is_empty()
            && back.bytes().all(|byte| byte.is_ascii_digit())
    });
    let high = next.text.len() <= 7
        && next.text.len() > 4
        && next.text.ends_with("hoog")
        && next.shape == Shape::Number;
    (letter.is_some() || high).then_some(number + 1)
}
