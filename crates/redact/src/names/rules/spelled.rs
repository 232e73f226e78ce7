//! Names by how they are spelled: initials, a first name of the list, a surname with its prefix, turned around.

use super::Mention;
use super::extent::extent;
use crate::finding::Why;
use crate::lists::{self, Flags};
use crate::token::{Gap, Shape, Token};
use crate::words::{JOINING, NEVER, OPENING, PLACING};

/// `J.P. van der Berg`, `A. Yılmaz`.
pub(super) fn initials(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at).filter(|token| token.shape == Shape::Initial)?;
    let last = extent(tokens, at)?;
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before));
    // `vitamine C. Jansen` and `bijlage B. Zie ook`: one letter after a small word, then a word that is no name.
    let name = tokens.get(at + 1..=last)?.iter().rfind(|token| token.is_capital())?;
    let single = token.text.len() <= 2 && last == at + 1;
    let glued = tokens.get(last).is_some_and(|name| name.gap == Gap::None);
    let doubtful = single && !glued && name.flags.has(Flags::WORD) && !name.flags.has(Flags::COMMON);
    let numbered = opens.is_some_and(|before| {
        before.is_any(&[
            "bijlage",
            "optie",
            "punt",
            "variant",
            "categorie",
            "vitamine",
            "deel",
            "groep",
            "lid",
        ])
    });
    let row = token.gap == Gap::Break && single && !name.flags.is_family();
    (!doubtful && !numbered && !row).then(|| {
        vec![Mention {
            first: at,
            last,
            why: Why::Initials,
            confidence: 93,
            official: false,
            genitive: false,
        }]
    })
}

/// `Jansen, J.P.`, `Berg, A. van der`, `Ten Kate, Hendrik Willem` and `NGUYEN, Thi Lan Anh`.
pub(super) fn turned(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let mut name = at;
    while name < at + 3 && tokens.get(name).is_some_and(|token| token.is_word() && token.is_a(JOINING)) {
        name += 1;
    }
    let surname = tokens.get(name).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper))?;
    let comma = tokens.get(name + 1).filter(|comma| comma.text == "," && comma.gap == Gap::None)?;
    let given = tokens.get(name + 2).filter(|token| token.gap == Gap::Space)?;
    let family = surname.text.split('-').any(|part| lists::look_up(crate::hash::lower(part)).is_family());
    let unknown = !surname.flags.has(Flags::WORD | Flags::PROPER | Flags::COUNTRY);
    let initial = given.shape == Shape::Initial && (name > at || family || unknown || given.text.len() > 3);
    let mut last = name + 2;
    let full = given.shape == Shape::Title
        && (given.flags.is_given() && (!given.flags.has(Flags::WORD) || given.flags.has(Flags::COMMON))
            || surname.shape == Shape::Upper && given.shape == Shape::Title)
        && (name > at
            || surname.shape == Shape::Upper
            || family && !surname.flags.is_given()
            || surname.flags.has(Flags::COMMON));
    if full {
        while tokens
            .get(last + 1)
            .is_some_and(|next| next.gap == Gap::Space && next.shape == Shape::Title && !next.is_a(NEVER))
            && last < name + 5
        {
            last += 1;
        }
    }
    // In a sentence a comma between two names parts two people; in a list or table it turns one around.
    let closed = tokens.get(last + 1).is_none_or(|next| {
        next.gap >= Gap::Wrap
            || matches!(next.text, "<" | "(" | ")" | ";" | "|" | "," | ":")
            || next.shape == Shape::Number
            || next.is("en")
    });
    // `1) Doornbos, Harm:`
    let item = at
        .checked_sub(2)
        .and_then(|number| tokens.get(number..at))
        .is_some_and(|item| matches!(item, [number, sign] if number.shape == Shape::Number && number.gap == Gap::Break && matches!(sign.text, ")" | ".")));
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|before| {
        item || tokens.get(at).is_some_and(|token| token.gap >= Gap::Wrap)
            || matches!(before.text, ":" | "|" | ";" | "(" | "-")
            || before.is("en")
            || before.shape == Shape::Number
            || before.shape == Shape::Mixed
    });
    let addressed = tokens.get(last + 1).is_some_and(|next| next.text == "<");
    if surname.is_a(NEVER) || comma.text != "," || !(initial || full && closed && (opens || addressed)) {
        return None;
    }
    while tokens
        .get(last + 1)
        .is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Lower && token.is_a(JOINING))
    {
        last += 1;
    }
    // `Tesfay, J.P. de Bruin`: the initials belong to the next one.
    if last > name + 2 && tokens.get(last + 1).is_some_and(|next| next.is_capital() && next.gap == Gap::Space)
    {
        return None;
    }
    Some(vec![Mention {
        first: at,
        last,
        why: Why::Initials,
        confidence: 88,
        official: false,
        genitive: false,
    }])
}

/// `Leroy B.` and `Lucas v.d. B.`: a first name and what is left of a surname.
pub(super) fn shortened(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let given = tokens.get(at).filter(|token| token.shape == Shape::Title && token.flags.is_given())?;
    let mut last = at + 1;
    while last < at + 4 && tokens.get(last).is_some_and(|token| token.is_word() && token.is_a(JOINING)) {
        last += 1;
    }
    let initial = tokens
        .get(last)
        .filter(|token| token.shape == Shape::Initial && token.text.len() <= 3 && token.gap == Gap::Space)?;
    let ends = tokens.get(last + 1).is_none_or(|next| next.gap == Gap::Break || !next.is_capital());
    let sure = !given.flags.has(Flags::WORD) || given.flags.has(Flags::COMMON);
    (sure && ends && !initial.is("B.V.")).then(|| {
        vec![Mention {
            first: at,
            last,
            why: Why::Initials,
            confidence: 84,
            official: false,
            genitive: false,
        }]
    })
}

/// `johan de wit` and `k. blij`: nothing in capitals, but a common first name or an initial, and a surname.
pub(super) fn in_small(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let given = tokens.get(at).filter(|token| token.shape == Shape::Lower)?;
    let dot = tokens.get(at + 1).filter(|dot| dot.text == "." && dot.gap == Gap::None);
    let letter = dot.is_some() && given.gap >= Gap::Wrap && given.text.chars().count() == 1;
    let known = given.flags.has(Flags::COMMON)
        && given.flags.is_given()
        && !given.flags.has(Flags::WORD)
        && given.text.len() > 3;
    if !letter && !known {
        return None;
    }
    let mut last = if letter { at + 2 } else { at + 1 };
    let from = last;
    while last < from + 3 && tokens.get(last).is_some_and(|token| token.is_a(JOINING)) {
        last += 1;
    }
    let surname = tokens
        .get(last)
        .filter(|token| token.gap == Gap::Space && token.shape == Shape::Lower && token.flags.is_family())?;
    let sure = surname.flags.has(Flags::COMMON) || !surname.flags.has(Flags::WORD) && surname.text.len() > 3;
    sure.then(|| {
        vec![Mention {
            first: at,
            last,
            why: Why::Initials,
            confidence: 78,
            official: false,
            genitive: false,
        }]
    })
}

/// `Aalbers G.J.` and `v.d. Hoek T.`, as tables have it: a surname, then initials, then nothing of a name.
pub(super) fn reversed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let mut name = at;
    while tokens.get(name).is_some_and(|token| token.is_word() && token.is_a(JOINING)) && name < at + 4 {
        name += 1;
    }
    let surname = tokens
        .get(name)
        .filter(|token| matches!(token.shape, Shape::Title | Shape::Upper) && !token.is_a(NEVER))?;
    let initials =
        tokens.get(name + 1).filter(|token| token.shape == Shape::Initial && token.gap == Gap::Space)?;
    let opens =
        at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|before| !before.is_capital());
    let ends = tokens.get(name + 2).is_none_or(|next| next.gap >= Gap::Wrap || !next.is_capital());
    // `van Leroy B.`: a first name after a preposition.
    let ends = ends && !(name == at + 1 && surname.flags.is_given());
    let likely = name > at && surname.flags.is_family()
        || surname.flags.is_family() && (!surname.flags.has(Flags::WORD) || surname.flags.has(Flags::COMMON))
        || initials.text.len() > 2 && !surname.flags.has(Flags::WORD);
    (opens && ends && likely).then(|| {
        vec![Mention {
            first: at,
            last: name + 1,
            why: Why::Initials,
            confidence: 82,
            official: false,
            genitive: false,
        }]
    })
}

/// `Schouten-van Rijn` and `Haan-de Wit`: a double name whose second part has a prefix.
pub(super) fn doubled(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let first = tokens.get(at).filter(|token| is_half(token))?;
    let last = extent(tokens, at).filter(|last| *last > at)?;
    let known = first.text.split('-').next().is_some_and(|part| {
        let flags = lists::look_up(crate::hash::lower(part));
        !flags.has(Flags::WORD) || flags.has(Flags::COMMON)
    });
    known.then(|| {
        vec![Mention {
            first: at,
            last,
            why: Why::Initials,
            confidence: 85,
            official: false,
            genitive: false,
        }]
    })
}

/// What a list says this surely stands, whatever the model thinks.
pub(in crate::names) const SURE: u8 = 95;

/// `De Groot`, `Van den Berg-Visser`, `van der Meer`, `Gerritsen-Ong`: a surname by itself, of the list.
pub(super) fn prefixed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let opening = tokens.get(at).filter(|token| token.is_word())?;
    let mut name = at;
    while name < at + 3
        && tokens
            .get(name)
            .is_some_and(|token| token.is_a(OPENING) && (name == at || token.gap == Gap::Space))
    {
        name += 1;
    }
    let surname = tokens
        .get(name)
        .filter(|token| matches!(token.shape, Shape::Title) && (name == at || token.gap == Gap::Space))?;
    // `in het Frans`, `op de Meir`: words for a place join a name before `'t`, `den` and `der` only.
    let placing = |at: usize| {
        let joins = tokens.get(at + 1).is_some_and(|next| next.is_any(&["'t", "den", "der", "ter"]));
        tokens.get(at).is_some_and(|token| token.is_a(PLACING) || token.is("het")) && !joins
    };
    // `van Van Lier`: the name opens at the capital.
    let later = (at + 1..name).any(|at| tokens.get(at).is_some_and(Token::is_capital));
    if !opening.is_capital() && (later || (at..name).any(placing)) {
        return None;
    }
    // A name by itself, or after one small `van` or `de`, says nothing unless it is a double one.
    let bare = name == at || name == at + 1 && !opening.is_capital();
    if bare && !surname.text.contains('-') {
        return None;
    }
    let halves: Vec<Flags> =
        surname.text.split('-').map(|half| lists::look_up(crate::hash::lower(half))).collect();
    let sure = |flags: &Flags| {
        flags.is_family()
            && !(flags.is_given() && flags.has(Flags::COMMON))
            && !flags.has(Flags::WORD | Flags::TOWN | Flags::COUNTRY | Flags::PROPER)
    };
    let double = halves.len() == 2 && halves.iter().all(|half| half.is_family()) && halves.iter().any(sure);
    let found = match name - at {
        _ if bare => double,
        1 => {
            double
                || halves.iter().all(|half| {
                    sure(half)
                        || half.has(Flags::COMMON)
                            && half.is_family()
                            && !half.has(Flags::TOWN | Flags::COUNTRY)
                })
        }
        _ => halves.iter().all(|half| half.is_family() || half.has(Flags::COMMON)) && !surname.is_a(NEVER),
    };
    // `De Groot` with two capitals is one of the commonest surnames, whatever the model thinks of its surroundings.
    let plain = halves.iter().all(|half| {
        half.has(Flags::COMMON) && half.is_family() && !half.has(Flags::TOWN | Flags::COUNTRY | Flags::PROPER)
    });
    let confidence = if plain && name > at && opening.is_capital() { SURE } else { 75 };
    found.then(|| {
        vec![Mention { first: at, last: name, why: Why::List, confidence, official: false, genitive: false }]
    })
}

/// The first part of a double name with the prefix of the second: `Schouten-van`.
fn is_half(token: &Token<'_>) -> bool {
    token.shape == Shape::Title
        && ["-van", "-de", "-den", "-der", "-ter", "-ten", "-el", "-von"]
            .iter()
            .any(|tail| token.text.ends_with(tail))
}

/// A first name of the list and a surname that is no common word: `Fatima el Idrissi`.
pub(super) fn by_list(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let given =
        tokens.get(at).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed))?;
    let first = given.flags.is_given()
        || given.text.contains('-')
            && given.text.split('-').all(|part| crate::lists::look_up(crate::hash::lower(part)).is_given());
    if !first
        || given.is_a(NEVER)
        || given.flags.has(Flags::WORD) && !given.flags.has(Flags::COMMON)
        || given.flags.has(Flags::COUNTRY)
    {
        return None;
    }
    let last = extent(tokens, at)?;
    let rest = tokens.get(at + 1..=last)?;
    if rest.is_empty() {
        return None;
    }
    let name = rest.iter().rfind(|token| token.is_capital())?;
    let likely =
        name.flags.is_family() || !name.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY);
    let confidence = if given.flags.has(Flags::COMMON) && name.flags.is_family() { 92 } else { 80 };
    likely.then(|| {
        vec![Mention { first: at, last, why: Why::List, confidence, official: false, genitive: false }]
    })
}
