//! How far a term reaches: how bad it is, and what it is joined to. `veroordeeld voor heling` is one thing, and so is
//! `een operatie aan uw knie`.

use super::Term;
use crate::finding::Kind;
use crate::token::{Gap, Token};
use crate::words;

/// What joins a term to another, and what may stand with it.
const JOINS: &[&str] = &["voor", "van", "aan", "wegens", "door", "met", "bij", "vanwege", "na", "tot"];
const WITH: &[&str] = &[
    "een",
    "de",
    "het",
    "zijn",
    "haar",
    "uw",
    "mijn",
    "je",
    "beide",
    "linker",
    "rechter",
    "ter",
    "zake",
    "overtreding",
    "van",
    "poging",
    "tot",
];

/// `terms` with what belongs to them; terms that are joined become one, and parts of the body with trouble are added.
pub(super) fn joined(tokens: &[Token<'_>], terms: Vec<Term>) -> Vec<Term> {
    let mut all: Vec<Term> = terms.into_iter().map(|term| with_degree(tokens, term)).collect();
    all.extend(troubles(tokens));
    all.sort_by_key(|term| (term.first, std::cmp::Reverse(term.last)));
    let mut joined: Vec<Term> = Vec::with_capacity(all.len());
    for term in all {
        match joined.last_mut() {
            Some(last) if last.kind == term.kind && are_joined(tokens, term.kind, last.last, term.first) => {
                last.last = last.last.max(term.last);
                last.about |= term.about;
            }
            _ => joined.push(term),
        }
    }
    for term in joined.iter_mut().filter(|term| term.kind == Kind::Ethnicity) {
        // `van Turkse komaf`
        let before = term.first.checked_sub(1).and_then(|before| tokens.get(before));
        let descent = |token: &Token<'_>| token.text.ends_with("afkomst") || token.is("komaf");
        if before.is_some_and(|token| token.is("van")) && tokens.get(term.last).is_some_and(descent) {
            term.first -= 1;
        }
    }
    joined
}

fn with_degree(tokens: &[Token<'_>], term: Term) -> Term {
    let mut first = term.first;
    while tokens.get(first).is_some_and(|token| token.gap < Gap::Break)
        && first
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|token| token.is_a(words::DEGREE))
    {
        first -= 1;
    }
    Term { first, ..term }
}

/// Whether only words that join stand between the tokens `last` and `first`, and no new line.
fn are_joined(tokens: &[Token<'_>], kind: Kind, last: usize, first: usize) -> bool {
    if first <= last {
        return true;
    }
    let Some(between) = tokens.get(last + 1..first).filter(|between| between.len() <= 6) else {
        return false;
    };
    // `Marokkaanse afkomst`, `orthodox christen`
    if between.is_empty() {
        return kind != Kind::Health && tokens.get(first).is_some_and(|token| token.gap < Gap::Break);
    }
    let joins = between.first().is_some_and(|token| token.is_any(JOINS) || token.is("ter"));
    let whole = tokens.get(last + 1..=first).unwrap_or_default().iter().all(|token| token.gap < Gap::Break);
    joins && whole && between.iter().skip(1).all(|token| token.is_any(WITH) || token.is_a(words::DEGREE))
}

/// `klachten aan haar rug`, `een gebroken heup`.
fn troubles<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = Term> + 't {
    tokens.iter().enumerate().filter(|(_, token)| token.is_a(words::TROUBLE)).filter_map(
        |(first, trouble)| {
            let direct = trouble.text.ends_with('e')
                || trouble.is_any(&["gebroken", "versleten", "ontstoken", "verrekt"]);
            let mut at = first + 1;
            let near = |at: usize| tokens.get(at).filter(|token| token.gap < Gap::Break);
            if near(at)?.is_any(&["aan", "in", "van", "met", "op"]) {
                at += 1;
            } else if !direct {
                return None;
            }
            if near(at)?.is_any(&["de", "het", "zijn", "haar", "uw", "mijn", "je", "een", "m'n", "beide"]) {
                at += 1;
            }
            if near(at)?.is_any(&["linker", "rechter", "linkse", "rechtse", "onderste"]) {
                at += 1;
            }
            near(at).filter(|token| is_body(token))?;
            Some(Term { kind: Kind::Health, first, last: at, about: true })
        },
    )
}

/// `knie`, and `linkerknie`.
fn is_body(token: &Token<'_>) -> bool {
    let word = token.text.strip_prefix("linker").or_else(|| token.text.strip_prefix("rechter"));
    token.is_a(words::BODY) || word.is_some_and(|word| words::is_in(word, words::BODY))
}
