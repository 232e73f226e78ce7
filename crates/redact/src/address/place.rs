//! Towns: after a postcode, and after words that make them someone's.

use crate::finding::{Kind, Why};
use crate::hash::Growing;
use crate::hit::Hit;
use crate::lists::{self, Flags};
use crate::token::{Gap, Shape, Token};

/// Words before a town that make it someone's.
const PLACE_CUES: &[(&str, &[&str])] = &[
    (
        "te",
        &[
            "wonende",
            "woonachtig",
            "geboren",
            "woont",
            "gevestigd",
            "verblijvende",
            "verblijft",
            "geb",
            "overleden",
            "werkzaam",
            "woonde",
        ],
    ),
    (
        "in",
        &[
            "woonachtig",
            "geboren",
            "woont",
            "wonen",
            "woonde",
            "opgegroeid",
            "werkt",
            "werkte",
            "verblijft",
            "wonend",
            "wonende",
            "ingeschreven",
            "werkzaam",
            "getrouwd",
            "gewoond",
            "huurwoning",
            "flat",
            "kamer",
            "woning",
            "appartement",
            "zoon",
            "dochter",
            "moeder",
            "vader",
            "zus",
            "broer",
            "schoonouders",
            "ouders",
            "familie",
            "baan",
            "huis",
            "bijbaan",
            "studio",
        ],
    ),
    (
        "uit",
        &[
            "afkomstig",
            "komt",
            "kwam",
            "gevlucht",
            "gezin",
            "klant",
            "inwoner",
            "vrouw",
            "man",
            "bewoner",
            "cliënt",
            "verhuisd",
            "inwoonster",
        ],
    ),
    (
        "naar",
        &[
            "verhuisd",
            "verhuist",
            "verhuisde",
            "verhuizen",
            "verhuizing",
            "terugverhuisd",
            "vertrokken",
            "gegaan",
            "gevlucht",
            "terug",
            "reist",
            "verhuisden",
        ],
    ),
    ("van", &["afkomstig", "inwoner", "inwoonster"]),
    ("bij", &["groeide", "opgegroeid", "dorp", "woont", "woonde"]),
    (":", LABELS),
    ("|", LABELS),
    ("verblijf", &["bekende", "laatste"]),
];

/// What stands before a town in a form.
const LABELS: &[&str] = &[
    "woonplaats",
    "geboorteplaats",
    "plaats",
    "werkplaats",
    "standplaats",
    "verblijfplaats",
    "plaatsnaam",
    "woonpl",
];

/// After these any word with a capital is a town, also of a country that no list has.
const SURE: &[&str] = &[
    "geboren",
    "geb",
    "wonende",
    "woonachtig",
    "afkomstig",
    "gevlucht",
    "opgegroeid",
    "groeide",
    "woont",
    "woonde",
    "wonend",
    "verhuisd",
    "bekende",
    "getrouwd",
    "overleden",
    "verhuisde",
    "verblijft",
    "wonen",
];

/// Islands that people live on.
const ISLANDS: &[&str] = &[
    "curaçao",
    "aruba",
    "bonaire",
    "sint-maarten",
    "saba",
    "texel",
    "terschelling",
    "ameland",
    "vlieland",
    "schiermonnikoog",
    "java",
    "lesbos",
    "sicilië",
    "kreta",
];

pub(super) fn place(tokens: &[Token<'_>], index: usize) -> Option<Hit> {
    let cue = tokens.get(index.checked_sub(1)?)?;
    let island = tokens.get(index)?;
    if cue.is("op") && island.is_capital() && island.is_any(ISLANDS) {
        let (start, end) = (island.start, island.end());
        return Some(Hit { kind: Kind::Place, start, end, confidence: 75, why: Why::Cue });
    }
    let (_, heads) = PLACE_CUES.iter().find(|(word, _)| cue.is(word))?;
    // Most of the time no town stands here, and that is found out sooner than what stands before it.
    town_at(tokens, index, true)?;
    let from = index.saturating_sub(7);
    let before = tokens.get(from..index - 1)?;
    // Nothing that ends a sentence may stand between.
    let clause = before
        .iter()
        .enumerate()
        .rposition(|(at, token)| {
            // The full stop of `Geb. te Heeswijk` ends no sentence.
            let shortened =
                at.checked_sub(1).and_then(|at| before.get(at)).is_some_and(|word| word.is("geb"));
            matches!(token.text, ";" | "?" | "!") || token.text == "." && !shortened
        })
        .map_or(before, |at| before.get(at + 1..).unwrap_or_default());
    let cued = clause.iter().any(|token| heads.iter().any(|head| token.is(head)));
    let sure = cue.is("te") || matches!(cue.text, ":" | "|") || clause.iter().any(|token| token.is_any(SURE));
    let mut hit = town_at(tokens, index, sure && cued || cue.is("te"))?;
    if !cued {
        // `Jansen uit Woerden`: a capital right before it.
        let name = before.last().filter(|token| {
            token.is_capital()
                && cue.is_any(&["te", "uit"])
                && token.gap != Gap::Break
                && token.flags.has(Flags::FAMILY | Flags::COMMON)
                && !token.flags.has(Flags::WORD)
        });
        name?;
        hit.confidence = 70;
    }
    Some(hit)
}

/// The town at `index`: one of the list, or, if `any`, any capital word that the list does not know.
pub(super) fn town_at(tokens: &[Token<'_>], index: usize, any: bool) -> Option<Hit> {
    let first = tokens.get(index)?;
    let hit = |end: usize, confidence| Hit {
        kind: Kind::Place,
        start: first.start,
        end,
        confidence,
        why: Why::Cue,
    };
    for length in (1..=4).rev() {
        let Some(words) = tokens.get(index..index + length) else { continue };
        if words.iter().skip(1).any(|word| matches!(word.gap, Gap::Break)) {
            continue;
        }
        // In small letters only where a town has to stand, and not `een` or `assen`.
        let small = !words.iter().any(Token::is_capital);
        if small && (!any || words.iter().all(|word| word.flags.has(Flags::WORD))) {
            continue;
        }
        let phrase = words.iter().fold(Growing::default(), |phrase, word| {
            let glued = word.gap == Gap::None || word.start == first.start;
            phrase.and(if glued { "" } else { " " }).and(word.text)
        });
        let flags = lists::look_up(phrase.hash());
        // `Nederland` is a village too.
        if flags.has(Flags::TOWN) && !flags.has(Flags::COUNTRY) {
            let last = words.last()?;
            return Some(hit(last.end(), 88));
        }
    }
    if !any || !matches!(first.shape, Shape::Title | Shape::Upper) || first.flags.has(Flags::COUNTRY) {
        return None;
    }
    let mut last = first;
    for token in tokens.get(index + 1..)?.iter().take(2) {
        let joins = matches!(token.gap, Gap::Space)
            && matches!(token.shape, Shape::Title | Shape::Upper)
            && token.shape == first.shape;
        if !joins {
            break;
        }
        last = token;
    }
    // A single word that is one of every day names no town.
    (last.start > first.start || !first.flags.has(Flags::WORD)).then(|| hit(last.end(), 75))
}
