//! How far a term reaches: how bad it is, and what it is joined to. `veroordeeld voor heling` is one thing, and so is
//! `een operatie aan uw knie`.

use super::Term;
use crate::finding::Kind;
use crate::token::{Gap, Shape, Token};
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
    all.extend(hurt(tokens));
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
    for term in &mut joined {
        with_duration(tokens, term);
        match term.kind {
            Kind::Ethnicity => with_descent(tokens, term),
            Kind::Health => with_trouble(tokens, term),
            _ => {}
        }
    }
    joined
}

/// Words that say how long; with a number before them.
const UNITS: &[&str] = &["jaar", "maand", "maanden", "weken", "dag", "dagen", "uur", "jaren"];

fn is_number(token: &Token<'_>) -> bool {
    token.shape == Shape::Number
        || token.is_any(&[
            "een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "twaalf",
            "veertig", "achttien", "dertig", "zestig",
        ])
}

/// `zeven maanden zwanger`, `twee jaar gezeten`, `een taakstraf van 60 uur`: how long belongs to it.
fn with_duration(tokens: &[Token<'_>], term: &mut Term) {
    if !matches!(term.kind, Kind::Health | Kind::Criminal) {
        return;
    }
    let unit = |at: usize| tokens.get(at).is_some_and(|token| token.is_any(UNITS));
    let number = |at: usize| tokens.get(at).is_some_and(|token| is_number(token) && token.gap < Gap::Break);
    if term.first > 0 && unit(term.first) && number(term.first - 1) {
        term.first -= 1;
    }
    let from = tokens.get(term.last + 1).is_some_and(|token| token.is("van"));
    if term.kind == Kind::Criminal && from && number(term.last + 2) && unit(term.last + 3) {
        term.last += 3;
    }
}

/// What follows a word for descent and says no more than that.
const LOOKS: &[&str] = &["type", "origine", "bloed", "roots"];

/// `van Turkse komaf`, `van Belgische afkomst`, `Antilliaans type`.
fn with_descent(tokens: &[Token<'_>], term: &mut Term) {
    let near = |at: usize| tokens.get(at).filter(|token| token.gap == Gap::Space);
    if near(term.last + 1).is_some_and(|token| token.is_any(LOOKS)) {
        term.last += 1;
    }
    let descent =
        |token: &Token<'_>| token.text.ends_with("afkomst") || token.is("komaf") || token.is("origine");
    if !tokens.get(term.last).is_some_and(descent) {
        return;
    }
    let before = |at: usize| at.checked_sub(1).and_then(|before| tokens.get(before));
    // An adjective that no list has: `Belgische komaf`.
    let adjective = before(term.first).is_some_and(|token| token.is_capital() && token.text.ends_with("se"));
    if term.first == term.last && adjective {
        term.first -= 1;
    }
    if before(term.first).is_some_and(|token| token.is("van")) {
        term.first -= 1;
    }
}

/// `last van zijn ADD`, `klachten door reuma`.
fn with_trouble(tokens: &[Token<'_>], term: &mut Term) {
    let before = |back: usize| term.first.checked_sub(back).and_then(|at| tokens.get(at));
    let whose =
        usize::from(before(1).is_some_and(|token| token.is_any(&["zijn", "haar", "uw", "mijn", "een"])));
    let joins = before(whose + 1).is_some_and(|token| token.is_any(&["van", "door", "met"]));
    let trouble =
        before(whose + 2).is_some_and(|token| token.is_any(&["last", "klachten", "problemen", "gevolgen"]));
    let here = (0..=whose + 1).all(|back| {
        term.first.checked_sub(back).and_then(|at| tokens.get(at)).is_some_and(|token| token.gap < Gap::Break)
    });
    if joins && trouble && here {
        term.first -= whose + 2;
    }
    // `het syndroom van Rett`
    let sickness = tokens.get(term.last).is_some_and(|token| token.is_any(&["syndroom", "ziekte"]));
    let after = |step: usize| tokens.get(term.last + step).filter(|token| token.gap == Gap::Space);
    if sickness && after(1).is_some_and(|token| token.is("van")) && after(2).is_some_and(Token::is_capital) {
        term.last += 2;
    }
    // `reuma in de handen`, `een schotwond in zijn schouder`, `een spastische darm`.
    let near = |step: usize| tokens.get(term.last + step).filter(|token| token.gap == Gap::Space);
    let inside = near(1).is_some_and(|token| token.is_any(&["in", "aan", "naar"]));
    let whose = usize::from(inside) + usize::from(inside && near(2).is_some_and(|token| token.is_any(WITH)));
    let adjective = tokens
        .get(term.last)
        .is_some_and(|token| token.text.ends_with("ische") || token.text.ends_with("ende"));
    if (inside || adjective) && near(1 + whose).is_some_and(is_body) {
        term.last += 1 + whose;
    }
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
        // `betrapt met pillen`, `overleden aan kanker`: a phrase that ends in a word that joins.
        let open =
            tokens.get(last).is_some_and(|token| token.is_any(JOINS) || token.is_any(&["in", "uit", "op"]));
        // `bipolaire stoornis`
        let tails = ["aire", "ische", "ale", "ieve", "ige"];
        let adjective =
            tokens.get(last).is_some_and(|token| tails.iter().any(|tail| token.text.ends_with(tail)));
        return (open || adjective || kind != Kind::Health)
            && tokens.get(first).is_some_and(|token| token.gap < Gap::Break);
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

/// What happens to a part of the body, behind it.
const AFTER: &[&str] = &[
    "gebroken",
    "gescheurd",
    "kwijt",
    "geamputeerd",
    "verbrand",
    "gekneusd",
    "verrekt",
    "verlamd",
    "verloren",
    "kapot",
    "versleten",
    "verbrijzeld",
    "ontstoken",
    "geopereerd",
    "gekneld",
    "verstuikt",
    "open",
];

/// The same before it.
const BEFORE: &[&str] = &[
    "brak",
    "breekt",
    "breken",
    "verloor",
    "verliest",
    "mist",
    "kneusde",
    "verstuikte",
    "scheurde",
    "verbrandde",
    "verrekte",
];

/// `zijn enkelbanden gescheurd`, `zijn voet in het gips`, `brak zijn sleutelbeen`.
fn hurt<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = Term> + 't {
    let near = |at: usize| tokens.get(at).filter(|token| token.gap < Gap::Break);
    tokens.iter().enumerate().filter(|(_, token)| is_body(token)).filter_map(move |(at, _)| {
        let back = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
        let whose = back(1).is_some_and(|token| {
            token.is_any(&["zijn", "haar", "m'n", "z'n", "d'r", "mijn", "uw", "een", "de"])
        });
        let span = |first, last| Some(Term { kind: Kind::Health, first, last, about: true });
        // Also `zijn handen liggen open`.
        let passed =
            usize::from(near(at + 1).is_some_and(|token| token.is_any(&["is", "ligt", "liggen", "zijn"])));
        if whose && near(at + 1 + passed).is_some_and(|token| token.is_any(AFTER)) {
            return span(at, at + 1 + passed);
        }
        // `kan haar arm niet meer gebruiken`
        let more = 1 + usize::from(near(at + 2).is_some_and(|token| token.is_any(&["meer", "goed"])));
        if near(at + 1).is_some_and(|token| token.is("niet"))
            && near(at + 1 + more).is_some_and(|token| {
                token.is_any(&[
                    "gebruiken",
                    "bewegen",
                    "buigen",
                    "strekken",
                    "optillen",
                    "voelen",
                    "belasten",
                ])
            })
        {
            return span(at, at + 1 + more);
        }
        let plaster = [(1, "in"), (2, "het"), (3, "gips")];
        if plaster.iter().all(|(step, word)| near(at + step).is_some_and(|token| token.is(word))) {
            return span(at, at + 3);
        }
        let verb = back(1 + usize::from(whose)).is_some_and(|token| token.is_any(BEFORE));
        if whose && verb && near(at).is_some() { span(at - 2, at) } else { None }
    })
}

/// `knie`, and `linkerknie`.
fn is_body(token: &Token<'_>) -> bool {
    let word = token.text.strip_prefix("linker").or_else(|| token.text.strip_prefix("rechter"));
    token.is_a(words::BODY) || word.is_some_and(|word| words::is_in(word, words::BODY))
}
