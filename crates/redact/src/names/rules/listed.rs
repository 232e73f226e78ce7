//! Names in the places where people stand: under a letter, in a list of who attends, before what they say.

use super::Mention;
use super::extent::{extent, opens_surname};
use super::spelled::{in_small, turned};
use crate::finding::Why;
use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::{ATTENDANCE, CLOSINGS, LABELS, NEVER, OFFICIALS, OPENING, ROLES, TITLES};

/// No list or signature is longer than this many words; what is, is something else.
const LONGEST: usize = 300;

/// Names under a closing formula: at most four short lines.
pub(super) fn signed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let closing = tokens.get(at).filter(|token| token.is_a(CLOSINGS))?;
    let mut found = Vec::new();
    let mut next = at + 1;
    if tokens.get(next).is_some_and(|token| matches!(token.text, "," | ":" | ".")) {
        next += 1;
    }
    // What follows on the same line is a sentence, unless it is a groet with a name behind it.
    let first = tokens.get(next)?;
    if first.gap != Gap::Break
        && !(closing.is_any(&["groet", "groeten", "groetjes", "w.g.", "wg", "getekend"]))
    {
        return None;
    }
    let mut lines = 0;
    while let Some(token) = tokens.get(next) {
        lines += usize::from(token.gap == Gap::Break);
        if lines > 6 || found.len() > 1 && lines > 4 || next > at + LONGEST {
            break;
        }
        let opens = token.gap == Gap::Break || next == at + 2 || next == at + 1;
        if opens && !token.is_a(NEVER) && !token.is_a(ROLES) && !token.is_a(OFFICIALS) {
            let skip = (next..next + 6)
                .find(|at| tokens.get(*at).is_none_or(|token| !token.is_a(TITLES) && token.text != "."))
                .unwrap_or(next);
            if let Some(mentions) = turned(tokens, skip) {
                next = mentions.last().map_or(next, |mention| mention.last) + 1;
                found.extend(mentions);
                continue;
            }
            if let Some(last) = extent(tokens, skip) {
                let named = tokens.get(skip..=last)?;
                let good = named.iter().any(|token| {
                    token.shape == Shape::Initial
                        || token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE)
                });
                let words = named
                    .iter()
                    .filter(|token| token.is_capital())
                    .all(|token| token.flags.has(Flags::WORD) && !token.flags.has(Flags::COMMON));
                let whole = tokens.get(last + 1).is_none_or(|after| {
                    after.gap == Gap::Break || matches!(after.text, "," | "(" | "/" | "-")
                });
                if good && !words && whole {
                    found.push(Mention {
                        first: skip,
                        last,
                        why: Why::Signed,
                        confidence: 94,
                        official: false,
                        genitive: false,
                    });
                    next = last + 1;
                    continue;
                }
            }
        }
        next += 1;
    }
    Some(found)
}

/// `Aanwezig: Jansen (voorzitter), De Vries, A. Yılmaz`.
pub(super) fn listed(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let heading = tokens.get(at).filter(|token| token.is_a(ATTENDANCE))?;
    let opens = heading.gap >= Gap::Wrap
        || at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| before.gap == Gap::Break || before.text == "|");
    let colon =
        (at + 1..at + 4).find(|at| tokens.get(*at).is_some_and(|token| matches!(token.text, ":" | "|")))?;
    if !opens {
        return None;
    }
    let strict = !heading.is_any(&[
        "aanwezig",
        "aanwezigen",
        "afwezig",
        "deelnemers",
        "afwezigen",
        "verhinderd",
        "afgemeld",
        "notulist",
        "notuliste",
        "leden",
        "genodigden",
        "naam",
        "achternaam",
        "voornaam",
        "voornamen",
        "roepnaam",
    ]);
    let sure = heading.is_a(LABELS);
    let mut found = Vec::new();
    let mut next = colon + 1;
    let mut open = true;
    let mut lines = 0;
    while let Some(token) = tokens.get(next) {
        if next > colon + LONGEST {
            break;
        }
        if token.gap == Gap::Break && next > colon + 1 {
            lines += 1;
            let bullet = matches!(token.text, "-" | "•" | "*" | "–");
            let on_the_line = tokens.get(colon + 1).is_none_or(|first| first.gap != Gap::Break);
            if !bullet && (lines > 1 || on_the_line) || lines > 25 {
                break;
            }
        }
        if open {
            let skip = (next..next + 6)
                .find(|at| {
                    tokens.get(*at).is_none_or(|token| {
                        !token.is_a(TITLES)
                            && token.text != "."
                            && !token.is_any(&["de", "en", "-", "•", "*", "–"])
                            || opens_surname(tokens, *at) && token.is_a(OPENING)
                    })
                })
                .unwrap_or(next);
            let small = || small_given(tokens, skip);
            if let Some(mentions) = turned(tokens, skip).or_else(|| in_small(tokens, skip)).or_else(small) {
                next = mentions.last().map_or(next, |mention| mention.last) + 1;
                found.extend(mentions);
                open = false;
                continue;
            }
            let last = extent(tokens, skip).filter(|last| {
                tokens
                    .get(skip..=*last)
                    .is_some_and(|named| is_likely(named, strict) || sure && is_possible(named))
            });
            if let Some(last) = last {
                found.push(Mention {
                    first: skip,
                    last,
                    why: Why::Attendance,
                    confidence: 92,
                    official: false,
                    genitive: false,
                });
                next = last + 1;
                open = false;
                continue;
            }
        }
        open = matches!(token.text, "," | ";" | "|" | "/")
            || token.is("en")
            || matches!(token.text, "-" | "•" | "*" | "–");
        if token.text == "." && token.gap == Gap::None && !found.is_empty() {
            break;
        }
        next += 1;
    }
    Some(found)
}

/// `dirk`, where people are listed: a first name in small letters that is no word.
fn small_given(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let given = tokens.get(at).filter(|given| given.shape == Shape::Lower && given.text.len() > 3)?;
    let known = given.flags.is_given() && given.flags.has(Flags::COMMON) && !given.flags.has(Flags::WORD);
    known.then(|| {
        vec![Mention {
            first: at,
            last: at,
            why: Why::Attendance,
            confidence: 75,
            official: false,
            genitive: false,
        }]
    })
}

/// After a label that only names follow: some word of it is none of every day.
fn is_possible(named: &[Token<'_>]) -> bool {
    named
        .iter()
        .filter(|token| token.is_capital())
        .any(|token| !token.flags.has(Flags::WORD) || token.flags.has(Flags::COMMON))
}

/// Could be a name where names stand: some word of it is in a list of names, or none of them is a Dutch word.
fn is_likely(named: &[Token<'_>], strict: bool) -> bool {
    let capitals = || named.iter().filter(|token| token.is_capital() && token.shape != Shape::Initial);
    let initial = named.iter().any(|token| token.shape == Shape::Initial);
    let listed = capitals().any(|token| {
        token.flags.has(Flags::FAMILY | Flags::MALE | Flags::FEMALE)
            && !token.flags.has(Flags::WORD | Flags::TOWN | Flags::COUNTRY)
            || token.flags.has(Flags::COMMON)
    });
    let none = capitals().all(|token| {
        !token.flags.has(Flags::WORD | Flags::PROPER | Flags::TOWN | Flags::COUNTRY)
            && token.shape == Shape::Title
    });
    initial || listed || none && !strict
}

/// `De heer Jansen:` is a title; `Jansen (PvdA):` and `Jansen:` at the front of a line speak.
pub(super) fn speaks(tokens: &[Token<'_>], at: usize) -> Option<Vec<Mention>> {
    let token = tokens
        .get(at)
        .filter(|token| token.gap == Gap::Break && token.is_word() && token.shape != Shape::Lower)?;
    if token.is_a(ATTENDANCE) {
        return None;
    }
    let last = extent(tokens, at)?;
    let named = tokens.get(at..=last)?;
    let next = tokens.get(last + 1)?;
    let labelled = next.text == ":" && next.gap == Gap::None
        || next.text == "("
            && (last + 2..last + 6).any(|at| {
                tokens.get(at).is_some_and(|token| token.text == ")")
                    && tokens.get(at + 1).is_some_and(|token| token.text == ":")
            });
    (labelled && is_likely(named, true)).then(|| {
        vec![Mention {
            first: at,
            last,
            why: Why::Attendance,
            confidence: 88,
            official: false,
            genitive: false,
        }]
    })
}
