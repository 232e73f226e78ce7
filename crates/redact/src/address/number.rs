//! The number of a house with its addition, and where it ends.

use crate::token::{Gap, Shape, Token};

/// Parts of a building that have a number or a letter of their own.
pub(super) const UNITS: &[&str] = &[
    "app",
    "apt",
    "ap",
    "k",
    "unit",
    "kamer",
    "appartement",
    "flat",
    "woning",
    "loods",
    "hal",
    "tuin",
    "vak",
    "plek",
    "hut",
    "ingang",
    "toren",
    "verdieping",
    "etage",
    "studio",
    "kavel",
    "blok",
    "plaats",
    "standplaats",
    "chalet",
    "caravan",
    "ligplaats",
    "box",
    "nr",
    "nummer",
    "whg",
    "gang",
    "paviljoen",
    "lokaal",
    "vakantiehuis",
    "vakantiehuisje",
    "huisje",
    "cel",
    "kr",
    "portiek",
    "afd",
    "afdeling",
    "bed",
];

/// What may stand behind a number and belongs to it.
const ADDITIONS: &[&str] = &[
    "bis",
    "hs",
    "rd",
    "huis",
    "boven",
    "beneden",
    "zwart",
    "rood",
    "wit",
    "blauw",
    "ii",
    "iii",
    "iv",
    "achter",
    "bg",
    "sous",
    "ap",
    "links",
    "rechts",
    "hoek",
    "zw",
    "achterom",
    "achterhuis",
    "voorhuis",
    "zolder",
    "kelder",
    "souterrain",
    "parterre",
    "bovenwoning",
    "benedenwoning",
    "bovenhuis",
    "benedenhuis",
    "zwrt",
    "ben",
    "bov",
    "hoog",
    "zomerhuis",
    "tuinhuis",
    "bijgebouw",
    "schuur",
    "aanleunwoning",
];

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

/// The last token of the number with its addition: `12 a`, `12 bis`, `12-II`, `12 hs`, `12 bis kamer 3`.
pub(super) fn addition(tokens: &[Token<'_>], number: usize) -> usize {
    let last = first_addition(tokens, number);
    let unit = last + 1 + usize::from(tokens.get(last + 1).is_some_and(|token| token.text == ","));
    let further =
        tokens.get(unit).filter(|token| last > number && token.gap == Gap::Space && token.is_any(UNITS));
    further.and_then(|_| of_unit(tokens, unit)).unwrap_or(last)
}

fn first_addition(tokens: &[Token<'_>], number: usize) -> usize {
    let Some(next) = tokens.get(number + 1) else { return number };
    let after = tokens.get(number + 2);
    // `200, app. 14` and `9 k. 12`
    let unit = if next.text == "," { number + 2 } else { number + 1 };
    if tokens.get(unit).is_some_and(|token| token.gap == Gap::Space && token.is_any(UNITS))
        && let Some(last) = of_unit(tokens, unit)
    {
        return last;
    }
    if let Some(last) = floor(tokens, unit) {
        // `3e etage links`
        let side = tokens
            .get(last + 1)
            .is_some_and(|side| side.gap == Gap::Space && side.is_any(&["links", "rechts"]));
        return last + usize::from(side);
    }
    // `1018, bovenhuis` and `7681, de aanleunwoning`
    let article =
        usize::from(tokens.get(unit).is_some_and(|token| unit > number + 1 && token.is_any(&["de", "het"])));
    let part = tokens.get(unit + article).filter(|part| unit > number + 1 && part.gap == Gap::Space);
    if part.is_some_and(|part| part.text.len() > 4 && part.is_any(ADDITIONS)) {
        return unit + article;
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
        || next.gap == Gap::Space && next.is_any(ADDITIONS)
        || next.gap == Gap::Space && is_pair(next.text)
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

/// The last token of a part of a building that opens at `unit`: `app. 14`, `loods D`, `kamer 4`.
pub(super) fn of_unit(tokens: &[Token<'_>], unit: usize) -> Option<usize> {
    let dot = usize::from(tokens.get(unit + 1).is_some_and(|token| token.text == "."));
    let named = tokens.get(unit + 1 + dot).filter(|token| token.gap == Gap::Space)?;
    let letter = named.text.len() <= 3 && named.is_capital() && named.shape != Shape::Initial;
    let code = named.text.len() <= 4
        && named.is_capital()
        && named.text.ends_with(|last: char| last.is_ascii_digit());
    (named.shape == Shape::Number && is_of_a_house(named.text) || letter || code).then_some(unit + 1 + dot)
}

/// `, 2e verdieping`, `, begane grond`, `t.o.`
fn floor(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let near = |step: usize| tokens.get(at + step).filter(|token| token.gap <= Gap::Space);
    let first = near(0)?;
    if first.shape == Shape::Number && near(1)?.is_any(&["verdieping", "etage", "woonlaag"])
        || first.is("begane") && near(1)?.is("grond")
    {
        return Some(at + 1);
    }
    let across = first.is("t") && matches!(near(1)?.text, "." | "/") && near(2)?.is("o");
    across.then(|| {
        at + 2
            + usize::from(near(1).zip(near(3)).is_some_and(|(sign, dot)| sign.text == "." && dot.text == "."))
    })
}

fn is_roman(text: &str) -> bool {
    ["II", "III", "IV", "VI"].contains(&text)
}

/// `a-b`, `B-3`, `A-III`: a pair of short additions.
fn is_pair(text: &str) -> bool {
    let letter = |part: &str| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.split_once('-').is_some_and(|(one, other)| {
        letter(one) && (letter(other) || is_roman(other) || other.parse::<u8>().is_ok())
    })
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
