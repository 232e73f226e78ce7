//! Names after a title, a function or a word for kin.

use super::Mention;
use super::extent::extent;
use crate::finding::Why;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::{KIN, OFFICIALS, OPENING, PREFIXES, ROLES, TITLES};

/// `mevrouw Jansen`, `de heer en mevrouw J. van der Berg`, `wethouder De Vries`, `haar zoon Bilal`.
pub(super) fn titled(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens.get(at)?;
    if !token.is_word() || token.shape == Shape::Initial {
        return None;
    }
    let title = token.is_a(TITLES);
    let official = token.is_a(OFFICIALS);
    let role = official || token.is_a(ROLES);
    let kin = token.is_a(KIN);
    if !title && !role && !kin {
        return None;
    }
    let mut first = at + 1;
    // More titles, their full stops, and `en` between them.
    while let Some(next) = tokens.get(first) {
        let more = kin
            && next.is_any(&["is", "was"])
            && token.is_any(&["naam", "voornaam", "achternaam", "roepnaam"])
            && first == at + 1
            || next.text == "." && next.gap == Gap::None
            || next.gap == Gap::Space && next.is_a(TITLES)
            || title && next.is("en") && tokens.get(first + 1).is_some_and(|after| after.is_a(TITLES))
            || title && next.text == "/";
        if !more {
            break;
        }
        first += 1;
    }
    if role && tokens.get(at + 1).is_some_and(|comma| comma.text == ",") {
        return between(tokens, at + 2, official);
    }
    let titled = title || (at + 1..first).any(|at| tokens.get(at).is_some_and(|token| token.is_a(TITLES)));
    let mut next = tokens.get(first).filter(|next| matches!(next.gap, Gap::Space | Gap::Wrap | Gap::None))?;
    if !titled && next.shape == Shape::Lower && next.is_a(PREFIXES) {
        // `de kinderen van Adriaan`, `de hertog van Parma`: after a function or kin it is a preposition.
        let name = tokens.get(first + 1)?;
        if kin
            && next.is("van")
            && name.flags.is_given()
            && name.flags.has(Flags::COMMON)
            && name.is_capital()
        {
            first += 1;
            next = name;
        } else if !official
            || !tokens.get(extent(tokens, first)?).is_some_and(|name| {
                name.flags.is_family()
                    && !name.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY)
            })
        {
            return None;
        }
    }
    if let Some(last) = extent(tokens, first) {
        let only = tokens.get(first..=last)?;
        let listed = only.iter().any(|token| token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE));
        let everyday = |token: &Token<'_>| {
            token.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY)
                && !token.flags.has(Flags::COMMON)
        };
        let common = only.iter().filter(|token| token.is_capital()).all(everyday);
        let opening = last > first && next.is_capital() && next.is_a(OPENING);
        let weak = !titled && !opening && (common || !listed && !official);
        let kin_only =
            kin && !only.iter().any(|token| token.flags.is_given() && !token.flags.has(Flags::WORD));
        let doubtful = weak || kin_only && !titled && !role;
        if !doubtful {
            let confidence = if titled {
                97
            } else if role {
                90
            } else {
                85
            };
            return Some(vec![Mention {
                first,
                last,
                why: Why::Title,
                confidence,
                official,
                genitive: false,
            }]);
        }
    }
    // `de heer K.`: all that is left of a name is still a name.
    if titled && next.shape == Shape::Initial && next.gap != Gap::None {
        let second =
            tokens.get(first + 1).filter(|second| second.shape == Shape::Initial && second.gap == Gap::Space);
        let last = first + usize::from(second.is_some());
        return Some(vec![Mention {
            first,
            last,
            why: Why::Title,
            confidence: 85,
            official,
            genitive: false,
        }]);
    }
    if titled { small(tokens, first, official) } else { None }
}

/// `De consulent, Fokkens, zei`: between two commas behind a function.
fn between(tokens: &[Token<'_>], first: usize, official: bool) -> Option<Vec<Mention>> {
    let name = tokens.get(first).filter(|name| name.gap == Gap::Space && name.is_capital())?;
    let last = extent(tokens, first)?;
    let closes = tokens.get(last + 1).is_some_and(|next| next.text == ",");
    let word = name.flags.has(Flags::WORD | Flags::TOWN | Flags::COUNTRY) && !name.flags.has(Flags::COMMON);
    (closes && !word)
        .then(|| vec![Mention { first, last, why: Why::Title, confidence: 80, official, genitive: false }])
}

/// `mevrouw jansen`, `dhr. de vries`: nothing in capitals.
fn small(tokens: &[Token<'_>], first: usize, official: bool) -> Option<Vec<Mention>> {
    let next = tokens.get(first)?;
    if next.shape == Shape::Lower {
        let mut last = first;
        while tokens.get(last).is_some_and(|token| token.is_a(OPENING)) {
            last += 1;
        }
        let name = tokens.get(last).filter(|name| name.gap == Gap::Space && name.shape == Shape::Lower)?;
        let known = name.flags.is_family() || name.flags.is_given();
        let sure = known && (!name.flags.has(Flags::WORD) || name.flags.has(Flags::COMMON) && last > first);
        let unknown = !known && !name.flags.has(Flags::WORD) && last > first;
        if sure || unknown {
            return Some(vec![Mention {
                first,
                last,
                why: Why::Title,
                confidence: 80,
                official,
                genitive: false,
            }]);
        }
    }
    None
}
