//! How far a name reaches: capitals and initials, with prefixes between them.

use crate::lists::Flags;
use crate::token::{Gap, Shape, Token};
use crate::words::{NEVER, OPENING, PLACING, PREFIXES};

/// The last token of the name that opens at `first`: capitals and initials, with prefixes between them.
pub(super) fn extent(tokens: &[Token<'_>], first: usize) -> Option<usize> {
    let mut at = first;
    let mut last = None;
    let mut words = 0;
    while let Some(token) = tokens.get(at) {
        let joined = at == first
            || matches!(token.gap, Gap::Space | Gap::Wrap)
            || token.gap == Gap::None
                && tokens
                    .get(at - 1)
                    .is_some_and(|before| before.shape == Shape::Initial || before.text.ends_with('\''));
        // A full line may end with a whole name; only what is clearly unfinished goes on below it.
        let finished = token.gap == Gap::Wrap
            && words > 0
            && tokens
                .get(at - 1)
                .is_some_and(|before| before.is_capital() && !(words == 1 && before.flags.is_given()));
        if !joined || finished || at - first > 9 {
            break;
        }
        if last.is_some() && is_nickname(tokens, at) {
            at += 3;
            continue;
        }
        if token.shape == Shape::Initial {
            // Initials after a surname belong to the next one, or to nobody.
            if words > 1 {
                break;
            }
            last = Some(at);
        } else if token.text == "-"
            && token.gap == Gap::Space
            && last.is_some()
            && tokens.get(at + 1).is_some_and(|next| {
                next.gap == Gap::Space
                    && (next.is_a(OPENING)
                        || next.flags.is_family() && !next.flags.is_given() && next.is_capital())
            })
            && opens_surname(tokens, at)
        {
            // `Koning - van den Akker`
            at += 1;
            continue;
        } else if matches!(token.shape, Shape::Lower | Shape::Title | Shape::Upper | Shape::Mixed)
            && token.is_a(PREFIXES)
            && opens_surname(tokens, at)
        {
            // `Peter van Gucht van Studio Noord`: nobody has two.
            let second = words > 1
                && tokens.get(first..at).is_some_and(|before| before.iter().any(|token| token.is("van")));
            if token.is("van") && words > 0 && (second || is_from(tokens, at)) {
                break;
            }
            at += 1;
            continue;
        } else if matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) && !token.is_a(NEVER) {
            if words >= 4 {
                break;
            }
            // Nothing that only opens a new clause: `mevrouw Jansen Gisteren`.
            words += 1;
            last = Some(at);
        } else {
            break;
        }
        at += 1;
    }
    let found = last?;
    // Initials alone are no name here, unless they stand with a hyphenated or known word.
    (words > 0).then_some(found)
}

/// `(Sasha)`, `'Kees'` and `"Fatou"`, when the name goes on after it.
fn is_nickname(tokens: &[Token<'_>], at: usize) -> bool {
    let Some([open, name, close, next]) = tokens.get(at..at + 4) else { return false };
    let marks = matches!((open.text, close.text), ("(", ")") | ("'", "'") | ("\"", "\"") | ("“", "”"));
    marks
        && name.shape == Shape::Title
        && next.gap == Gap::Space
        && next.shape == Shape::Title
        && !next.is_a(NEVER)
}

/// `Opstelten van Rotterdam`: a town or country after a surname is where someone is from; after a first name it may be one.
fn is_from(tokens: &[Token<'_>], at: usize) -> bool {
    let (Some(before), Some(name)) = (tokens.get(at - 1), tokens.get(at + 1)) else { return false };
    let place = name.flags.has(Flags::TOWN | Flags::COUNTRY) && !name.flags.has(Flags::COMMON);
    place && (!before.flags.is_given() && before.shape != Shape::Initial || name.flags.has(Flags::COUNTRY))
}

/// After the prefix at `at`, perhaps more of them, a capital follows.
pub(super) fn opens_surname(tokens: &[Token<'_>], at: usize) -> bool {
    let mut next = at + 1;
    let placing = tokens.get(at).is_some_and(|token| token.shape == Shape::Lower && token.is_a(PLACING));
    if placing && !tokens.get(next).is_some_and(|token| token.is_any(&["'t", "den", "der", "ter"])) {
        return false;
    }
    while next < at + 4 {
        let Some(token) = tokens.get(next) else { return false };
        if !matches!(token.gap, Gap::Space | Gap::Wrap | Gap::None) {
            return false;
        }
        if matches!(token.shape, Shape::Title | Shape::Upper | Shape::Mixed) && !token.is_a(PREFIXES) {
            return !token.is_a(NEVER);
        }
        if !token.is_a(PREFIXES) && token.text != "." {
            return false;
        }
        next += 1;
    }
    false
}
