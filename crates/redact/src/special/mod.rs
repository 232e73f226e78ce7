//! Words that say something of a special category (AVG 9) or of criminal law (AVG 10).
//!
//! A word list cannot judge whether the sentence says it *about someone*: `medicatie` in a policy is nobody's. So these
//! findings are questions to a person. They are surer where the sentence speaks of someone; and words that are as much
//! those of the body itself (*behandeling*, *aangifte*, *kerk*) are found only there.

mod extent;
mod lexicon;

use crate::about::Sentences;
use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::Flags;
use crate::token::{Gap, Token};
use lexicon::{Entry, LEXICON};

/// A word or phrase of the lexicon, or a country that people come from, by its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    entry: Entry,
    first: usize,
    last: usize,
}

/// Everything that stands in the lexicon, whatever its sentence is about.
pub(crate) fn known(tokens: &[Token<'_>]) -> Vec<Known> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let whole = LEXICON.whole(token);
        let phrase = whole.and_then(|word| word.phrase(tokens, at));
        let (last, entry) =
            phrase.unwrap_or_else(|| (at, LEXICON.word(token, whole).or_else(|| country(tokens, at))));
        if let Some(entry) = entry {
            found.push(Known { entry, first: at, last });
        }
        at = last + 1;
    }
    found
}

/// What is known, where it says something of someone.
pub(crate) fn find(tokens: &[Token<'_>], known: &[Known], sentences: &Sentences, hits: &mut Vec<Hit>) {
    let mut found: Vec<Term> = Vec::new();
    for Known { entry, first, last } in known.iter().copied() {
        let about = sentences.speaks_of_someone(first);
        let is_language = || entry.kind == Kind::Ethnicity && is_language(tokens, first);
        if (!entry.weak || about) && !is_language() && !is_law(tokens, last) {
            found.push(Term { kind: entry.kind, first, last, about });
        }
    }
    for term in extent::joined(tokens, found) {
        let (Some(first), Some(last)) = (tokens.get(term.first), tokens.get(term.last)) else { continue };
        hits.push(Hit {
            kind: term.kind,
            start: first.start,
            end: last.end(),
            confidence: if term.about { 65 } else { 45 },
            why: Why::Lexicon,
        });
    }
}

/// Whether a word says where someone descends from: `Maliër` is no town.
pub(crate) fn is_descent(token: &Token<'_>) -> bool {
    LEXICON.word(token, LEXICON.whole(token)).is_some_and(|entry| entry.kind == Kind::Ethnicity)
}

/// What was found, in tokens.
#[derive(Clone, Copy, Debug)]
struct Term {
    kind: Kind,
    first: usize,
    last: usize,
    /// The sentence speaks of someone.
    about: bool,
}

/// `een statushouder uit Syrië`, `gevlucht uit Eritrea`: where someone comes from, outside the Netherlands.
fn country(tokens: &[Token<'_>], at: usize) -> Option<Entry> {
    let token = tokens.get(at).filter(|token| token.flags.has(Flags::COUNTRY))?;
    let from = tokens.get(at.checked_sub(1)?).filter(|token| token.is("uit"))?;
    // In small letters only what is no other word: `uit pakistan`, not `uit de hand`.
    let home = token.is_any(&["Nederland", "België", "Duitsland"])
        || !token.is_capital() && token.flags.has(Flags::WORD);
    (!home && from.gap != Gap::Break).then_some(Entry { kind: Kind::Ethnicity, weak: true })
}

/// `tolk Tigrinya`, `in het Arabisch`, `een Chinees restaurant`: a language or a kitchen, nobody's descent.
fn is_language(tokens: &[Token<'_>], at: usize) -> bool {
    let before =
        at.checked_sub(1).and_then(|before| tokens.get(before)).filter(|token| token.gap < Gap::Break);
    let two = at.checked_sub(2).and_then(|two| tokens.get(two));
    let in_the = before.is_some_and(|token| token.is("het")) && two.is_some_and(|token| token.is("in"));
    let named = before.is_some_and(|token| {
        token.is_any(&[
            "tolk",
            "taal",
            "spreek",
            "spreekt",
            "spreken",
            "sprak",
            "vloeiend",
            "beetje",
            "leert",
            "leest",
            "schrijft",
            "moedertaal",
            "talen",
            "nederlands",
            "engels",
            "frans",
            "duits",
            "arabisch",
            "vertaling",
        ])
    });
    // `Nederlands, Arabisch en Tigrinya`
    let listed = before.is_some_and(|token| token.is("en") || token.text == ",")
        && two.is_some_and(|token| {
            token.is_any(&[
                "nederlands",
                "engels",
                "frans",
                "duits",
                "arabisch",
                "oekraïens",
                "russisch",
                "turks",
            ])
        });
    let thing = tokens.get(at + 1).filter(|next| next.gap < Gap::Break).is_some_and(|next| {
        next.is_any(&[
            "restaurant",
            "kenteken",
            "supermarkt",
            "winkel",
            "bakker",
            "bakkerij",
            "eten",
            "keuken",
            "tolk",
            "tolken",
            "les",
            "lessen",
            "rijbewijs",
            "ambassade",
            "consulaat",
            "regering",
            "overheid",
            "autoriteiten",
            "bank",
            "rekening",
            "staat",
            "wet",
            "recht",
            "griep",
            "markt",
            "grens",
            "bloed",
        ])
    });
    in_the || named || listed || thing
}

/// `Wet ter voorkoming van witwassen`, `artikel 3 van de Opiumwet`: the name of a law is nobody's.
fn is_law(tokens: &[Token<'_>], at: usize) -> bool {
    let from = at.saturating_sub(5);
    let before = tokens.get(from..at).unwrap_or_default();
    let law =
        before.iter().rposition(|token| token.text == "Wet" || token.is_any(&["artikel", "beleidsregel"]));
    let ends = |token: &Token<'_>| matches!(token.text, "." | ";" | ":" | ",") || token.gap == Gap::Break;
    law.is_some_and(|law| !before.iter().skip(law + 1).any(ends))
}

#[cfg(test)]
mod tests;
