//! Names of people: by rule, by the statistical model, by what the case file tells, and then everywhere they return.

pub(crate) mod known;
pub(crate) mod rules;
pub(crate) mod spread;

use rustc_hash::FxHashSet;

use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::lists::Flags;
use crate::options::{Officials, Options};
use crate::tagger::{self, Opinion};
use crate::token::{Gap, Shape, Token};
use crate::words::{BODIES, DEGREES, JOINING, NEVER, OFFICIALS, PLACING, PREFIXES, ROLES, SHOPS, TITLES};
use rules::Mention;

/// Names in the text, without those that may stay.
pub(crate) fn find(tokens: &[Token<'_>], options: &Options) -> Vec<Hit> {
    let ruled = rules::find(tokens);
    let opinion = tagger::opinion(tokens, &ruled);
    let mut mentions = joined(tokens, &ruled, opinion.as_ref(), options);
    mentions.extend(known::find(tokens, &options.known));
    mentions.extend(spread::find(
        tokens,
        &mentions,
        opinion.as_ref().map_or(&[], |opinion| opinion.likely()),
    ));
    for mention in &mut mentions {
        without_degree(tokens, mention);
        with_younger(tokens, mention);
    }
    if options.officials == Officials::Leave {
        let left: FxHashSet<u64> = mentions
            .iter()
            .filter(|mention| mention.official)
            .filter_map(|mention| spread::surname(tokens, mention))
            .collect();
        let stays =
            |mention: &Mention| spread::surname(tokens, mention).is_some_and(|name| left.contains(&name));
        mentions.retain(|mention| matches!(mention.why, Why::Signed | Why::CaseFile) || !stays(mention));
    }
    let named = |mention: &&Mention| {
        mention.first < mention.last || tokens.get(mention.first).is_none_or(|token| !is_born(token))
    };
    mentions.iter().filter(named).filter_map(|mention| hit(tokens, mention)).collect()
}

/// Under this, the model objects to what a list of names says.
const OBJECTS: f32 = 0.15;

/// What rules and model say together. A rule with a strong reason stands; what a list says falls when the model objects;
/// what the model alone says counts from the caller's threshold.
fn joined(
    tokens: &[Token<'_>],
    ruled: &[Mention],
    opinion: Option<&Opinion>,
    options: &Options,
) -> Vec<Mention> {
    let Some(opinion) = opinion else { return ruled.to_vec() };
    let stands = |mention: &&Mention| {
        mention.why != Why::List || mention.confidence >= rules::SURE || opinion.of(mention) >= OBJECTS
    };
    let mut all: Vec<Mention> = ruled.iter().filter(stands).copied().collect();
    let strong = all.len();
    // Every word of a name that a rule found.
    let words = all.iter().filter_map(|mention| tokens.get(mention.first..=mention.last)).flatten();
    let known: FxHashSet<u64> = words.filter(|token| token.is_capital()).map(|token| token.hash).collect();
    // Surnames that a rule found without a prefix.
    let bare: FxHashSet<u64> = all
        .iter()
        .filter(|mention| {
            tokens
                .get(mention.last.saturating_sub(1))
                .is_some_and(|before| mention.first == mention.last || !before.is_a(PREFIXES))
        })
        .filter_map(|mention| spread::surname(tokens, mention))
        .collect();
    for mut mention in opinion.mentions(tokens, options.threshold) {
        without_front(tokens, &mut mention);
        with_prefix(tokens, &mut mention, &bare);
        without_tail(tokens, &mut mention, &known);
        if mention.first == mention.last && tokens.get(mention.first).is_none_or(|token| token.is_a(NEVER)) {
            continue;
        }
        // A rule knows better where a name begins and ends; the model may add to it, not cut it.
        let inside =
            all.iter().take(strong).any(|other| other.first <= mention.first && mention.last <= other.last);
        if !inside {
            all.push(mention);
        }
    }
    all.retain(|mention| !matches!(mention.why, Why::Model | Why::List) || !is_body(tokens, mention));
    all.sort_by_key(|mention| (mention.first, mention.last));
    all
}

/// `Van Leeuwen` where the model only took the last word; and `Van Wielinga` is `Wielinga` if that is who was met before.
fn with_prefix(tokens: &[Token<'_>], mention: &mut Mention, bare: &FxHashSet<u64>) {
    let known = spread::surname(tokens, mention).is_some_and(|name| bare.contains(&name));
    let opens = tokens.get(mention.first).is_some_and(|token| token.is("van") && token.is_capital());
    if known && opens && mention.last == mention.first + 1 {
        mention.first += 1;
        return;
    }
    let small_name = tokens.get(mention.first).is_some_and(|token| {
        !token.is_capital()
            || token.shape == Shape::Initial
            || token.flags.is_given()
                && (!token.flags.is_family()
                    || token.flags.has(Flags::COMMON)
                        && token.flags.is_given()
                        && !token.flags.has(Flags::WORD))
    });
    if known || small_name {
        return;
    }
    let mut first = mention.first;
    while let Some(before) = first.checked_sub(1).and_then(|before| tokens.get(before)) {
        let joined = tokens.get(first).is_some_and(|token| token.gap == Gap::Space)
            && before.is_word()
            && before.is_a(JOINING);
        if !joined {
            break;
        }
        first -= 1;
    }
    // A capital opens the name, or it has two prefixes: `van der Meer`.
    if tokens.get(first).is_some_and(Token::is_capital) || mention.first - first > 1 {
        mention.first = first;
    }
}

/// `Kloosterman MSc` is `Kloosterman`, and `Merel VG-31177` is `Merel`.
fn without_degree(tokens: &[Token<'_>], mention: &mut Mention) {
    let model = mention.why == Why::Model;
    let code = |token: &Token<'_>| model && token.text.bytes().filter(u8::is_ascii_digit).count() > 1;
    while mention.first < mention.last
        && tokens.get(mention.last).is_some_and(|token| token.is_a(DEGREES) || is_born(token) || code(token))
    {
        mention.last -= 1;
    }
}

/// `geb.` is a word before a day of birth, and a name that nobody here has.
fn is_born(token: &Token<'_>) -> bool {
    token.is("geb")
}

/// `Koks` loses its s if `Kok` was met.
fn without_tail(tokens: &[Token<'_>], mention: &mut Mention, known: &FxHashSet<u64>) {
    let Some(last) = tokens.get(mention.last) else { return };
    let bare = last.text.strip_suffix('s').map(crate::hash::lower);
    mention.genitive |= !known.contains(&last.hash) && bare.is_some_and(|bare| known.contains(&bare));
}

/// `Ferdi jr.` is another person than `Ferdi`.
fn with_younger(tokens: &[Token<'_>], mention: &mut Mention) {
    let next =
        tokens.get(mention.last + 1).filter(|next| next.gap == Gap::Space && next.is_any(&["jr", "sr"]));
    let dot = tokens.get(mention.last + 2).filter(|dot| dot.text == "." && dot.gap == Gap::None);
    if next.is_some() && dot.is_some() {
        mention.last += 2;
    }
}

/// What the model took along in front and is no part of the name: `van Yusuf Çelik`, `In Van der Elst`, `Koning Leopold`.
fn without_front(tokens: &[Token<'_>], mention: &mut Mention) {
    while let (Some(first), Some(next)) = (tokens.get(mention.first), tokens.get(mention.first + 1)) {
        let given =
            next.flags.is_given() && (mention.last > mention.first + 1 || next.flags.has(Flags::COMMON));
        let second = !first.is_capital() && next.is_a(PREFIXES);
        let preposition = first.is("van") && (given || second) && next.is_capital();
        let placing = first.is_a(PLACING) && !first.is("al") && !next.is_any(&["'t", "den", "der", "ter"]);
        let title = first.is_a(TITLES) || first.is_a(ROLES) || first.is_a(OFFICIALS);
        let article = first.is("het") || first.is("de") && !first.is_capital() && next.is_any(&["van"]);
        if mention.last == mention.first || !(preposition || placing || title || article) {
            break;
        }
        mention.first += 1;
    }
}

/// `Mulder Transport`, `Groen & Bos`, `het St. Antonius`: the name of a person in the name of a body.
fn is_body(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let at = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let next = at(Some(mention.last + 1)).filter(|next| next.gap <= Gap::Space);
    let before = at(mention.first.checked_sub(1));
    let saint = before.is_some_and(|before| {
        before.is_any(&["sint", "st"])
            || before.text == "."
                && at(mention.first.checked_sub(2)).is_some_and(|token| token.is_any(&["st"]))
    });
    let last = tokens.get(mention.last).is_some_and(|last| last.is_a(BODIES) && mention.last > mention.first);
    let shop = before.is_some_and(|before| before.is_a(SHOPS));
    shop || saint
        || last
        || next.is_some_and(|next| next.text == "&" || next.is_a(BODIES))
        || before.is_some_and(|before| before.text == "&")
}

fn hit(tokens: &[Token<'_>], mention: &Mention) -> Option<Hit> {
    let (first, last) = (tokens.get(mention.first)?, tokens.get(mention.last)?);
    // `Jansens verzoek` keeps its s, `Fatima's verzoek` loses it: that one is no part of the name.
    let tail = ["'s", "'S"]
        .iter()
        .find(|tail| last.text.len() > tail.len() + 1 && last.text.ends_with(**tail))
        .map_or(0, |tail| tail.len());
    let bare = usize::from(mention.genitive || last.text.ends_with('\'') && last.text.len() > 1);
    let kind = if mention.why == Why::Signed { Kind::Signature } else { Kind::Person };
    Some(Hit {
        kind,
        start: first.start,
        end: last.end() - tail.max(bare),
        confidence: mention.confidence,
        why: mention.why,
    })
}
