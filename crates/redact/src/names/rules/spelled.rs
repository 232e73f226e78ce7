//! Names by how they are spelled: initials, a first name of the list, a surname with its prefix, turned around.

use super::Mention;
use super::extent::extent;
use crate::finding::Why;
use crate::lists::{self, Flags};
use crate::names::words::{NEVER, OPENING, PREFIXES};
use crate::token::{Gap, Shape, Token};

/// `J.P. van der Berg`, `A. Yılmaz`.
pub(super) fn initials(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at).filter(|token| token.shape == Shape::Initial)?;
    let last = extent(tokens, at)?;
    let opens = at.checked_sub(1).and_then(|before| tokens.get(before));
    // `vitamine C. Jansen` and `bijlage B. Zie ook`: one letter after a small word, then a word that is no name.
    let name = tokens.get(at + 1..=last)?.iter().rfind(|token| token.is_capital())?;
    let single = token.text.len() <= 2 && last == at + 1;
    let doubtful = single && name.flags.has(Flags::WORD) && !name.flags.has(Flags::COMMON);
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

/// `Jansen, J.P.` and `Berg, A. van der`.
pub(super) fn turned(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let surname = tokens.get(at).filter(|token| matches!(token.shape, Shape::Title | Shape::Upper))?;
    let comma = tokens.get(at + 1)?;
    let given = tokens.get(at + 2).filter(|token| token.gap == Gap::Space)?;
    let family = surname.text.split('-').any(|part| lists::look_up(crate::hash::lower(part)).is_family());
    let full = given.shape == Shape::Title
        && given.flags.is_given()
        && (!given.flags.has(Flags::WORD) || given.flags.has(Flags::COMMON))
        && (!surname.flags.has(Flags::MALE | Flags::FEMALE | Flags::TOWN)
            || tokens.get(at + 3).is_some_and(|next| next.text == "<"))
        && tokens
            .get(at + 3)
            .is_none_or(|next| next.gap == Gap::Break || matches!(next.text, "<" | "(" | ")" | ";" | "|"));
    let unknown = !surname.flags.has(Flags::WORD | Flags::PROPER | Flags::COUNTRY);
    let initial = given.shape == Shape::Initial && (family || unknown || given.text.len() > 3);
    if comma.text != "," || surname.is_any(NEVER) || !(initial || full && family) {
        return None;
    }
    let mut last = at + 2;
    while tokens
        .get(last + 1)
        .is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Lower && token.is_any(OPENING))
    {
        last += 1;
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

/// `Aalbers G.J.` and `v.d. Hoek T.`, as tables have it: a surname, then initials, then nothing of a name.
pub(super) fn reversed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let mut name = at;
    while tokens
        .get(name)
        .is_some_and(|token| token.is_any(PREFIXES) || token.text == "." && token.gap == Gap::None)
        && name < at + 4
    {
        name += 1;
    }
    let surname = tokens
        .get(name)
        .filter(|token| matches!(token.shape, Shape::Title | Shape::Upper) && !token.is_any(NEVER))?;
    let initials =
        tokens.get(name + 1).filter(|token| token.shape == Shape::Initial && token.gap == Gap::Space)?;
    let opens =
        at.checked_sub(1).and_then(|before| tokens.get(before)).is_none_or(|before| !before.is_capital());
    let ends = tokens.get(name + 2).is_none_or(|next| next.gap >= Gap::Wrap || !next.is_capital());
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
        !lists::look_up(crate::hash::lower(part)).has(Flags::WORD)
            || lists::look_up(crate::hash::lower(part)).has(Flags::COMMON)
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

/// `De Groot`, `Van den Berg-Visser`, `van der Meer`, `Gerritsen-Ong`: a surname by itself, of the list.
pub(super) fn prefixed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let opening = tokens.get(at).filter(|token| token.is_word())?;
    let mut name = at;
    while name < at + 3
        && tokens
            .get(name)
            .is_some_and(|token| token.is_any(OPENING) && (name == at || token.gap == Gap::Space))
    {
        name += 1;
    }
    let surname = tokens
        .get(name)
        .filter(|token| matches!(token.shape, Shape::Title) && (name == at || token.gap == Gap::Space))?;
    let halves: Vec<Flags> =
        surname.text.split('-').map(|half| lists::look_up(crate::hash::lower(half))).collect();
    let sure = |flags: &Flags| {
        flags.is_family() && !flags.has(Flags::WORD | Flags::TOWN | Flags::COUNTRY | Flags::PROPER)
    };
    let double = halves.len() == 2 && halves.iter().all(|half| half.is_family()) && halves.iter().any(sure);
    let found = match name - at {
        0 => double,
        // One small `van` or `de` says nothing.
        1 if !opening.is_capital() => double,
        1 => {
            double
                || halves.iter().all(|half| {
                    sure(half) || half.has(Flags::COMMON) && !half.has(Flags::TOWN | Flags::COUNTRY)
                })
        }
        _ => halves.iter().all(|half| half.is_family() || half.has(Flags::COMMON)) && !surname.is_any(NEVER),
    };
    // A word that goes on is no surname: `De Groot Handelsonderneming`.
    found.then(|| {
        vec![Mention {
            first: at,
            last: name,
            why: Why::List,
            confidence: 75,
            official: false,
            genitive: false,
        }]
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
        || given.text.split('-').all(|part| crate::lists::look_up(crate::hash::lower(part)).is_given());
    if !first
        || given.is_any(NEVER)
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
