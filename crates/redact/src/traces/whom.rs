//! Whom a finding is about, by the words around it: a client, an official, or someone else.
//!
//! An official is who stands with a public function or in a list of who attended, and nowhere as a client; all mentions
//! of one name are one person. Everything that is not a name goes with the name in its sentence, and is a client's or a
//! third person's unless that name is an official's.

use std::collections::BTreeMap;
use std::ops::Range;

use super::words::{BETWEEN, CLIENT, FUNCTIONS, HEADINGS, ONE, is_in};
use super::{Spot, What, Whom};
use crate::finding::Why;
use crate::{Finding, Hint, Kind, replacements};

/// Whom each name of a text belongs to.
pub(super) struct People {
    /// Places of names with whom they are about, in order.
    mentions: Vec<(Range<usize>, Whom)>,
}

impl People {
    pub(super) fn of(text: &str, findings: &[Finding]) -> Self {
        let labels = replacements(&[(text, findings)]).into_iter().flatten();
        let named: Vec<(&Finding, String)> =
            findings.iter().zip(labels).filter(|(finding, _)| is_name(finding.kind)).collect();
        let mut known: BTreeMap<&str, Option<Whom>> = BTreeMap::new();
        for (finding, label) in &named {
            let here = by_context(text, finding);
            let kept = known.entry(label).or_default();
            // A client anywhere is a client everywhere; an official is one only if nothing says otherwise.
            *kept = match (*kept, here) {
                (Some(Whom::Client), _) | (_, Some(Whom::Client)) => Some(Whom::Client),
                (Some(whom), _) => Some(whom),
                (None, here) => here,
            };
        }
        let whom = |label: &String| known.get(label.as_str()).copied().flatten().unwrap_or(Whom::Third);
        let mentions = named.iter().map(|(finding, label)| (finding.span.clone(), whom(label)));
        Self { mentions: mentions.collect() }
    }

    /// Whom something is about.
    pub(super) fn whom(&self, text: &str, spot: &Spot) -> Whom {
        let from = |start: usize| self.mentions.partition_point(|(span, _)| span.start < start);
        if let Some((_, whom)) =
            self.mentions.get(from(spot.span.start)).filter(|(span, _)| *span == spot.span)
        {
            return *whom;
        }
        if matches!(spot.what, What::Data(Kind::Bsn | Kind::ClientNumber)) {
            return Whom::Client;
        }
        let sentence = sentence(text, &spot.span);
        let companions = self.mentions.get(from(sentence.start)..from(sentence.end)).unwrap_or_default();
        let are = |whom: Whom| !companions.is_empty() && companions.iter().all(|(_, other)| *other == whom);
        // How an official is reached is about the official; nothing else is. `Actie: J.V.` says who does what.
        let is_reach = matches!(spot.what, What::Data(Kind::Phone | Kind::Email)) && are(Whom::Official);
        let is_list = || heading(text, spot.span.start).is_some_and(|word| is_in(word, HEADINGS));
        if is_reach || spot.what == What::Clue(Hint::Initials) && is_list() {
            return Whom::Official;
        }
        let is_client = companions.iter().any(|(_, whom)| *whom == Whom::Client)
            || words(text, &sentence).any(|word| is_in(word, CLIENT));
        if is_client { Whom::Client } else { Whom::Third }
    }
}

fn is_name(kind: Kind) -> bool {
    matches!(kind, Kind::Person | Kind::Signature)
}

/// `J.V.` and `A. B.`, and nothing else.
pub(super) fn is_initials(name: &str) -> bool {
    name.split_whitespace().all(|word| {
        let letters = word.split('.').filter(|part| !part.is_empty());
        word.ends_with('.')
            && letters.clone().count() > 0
            && letters.clone().all(|part| part.chars().count() <= 2)
    })
}

/// What the words around a name say: a heading, a function before it or behind it, a word for clients beside it.
fn by_context(text: &str, finding: &Finding) -> Option<Whom> {
    let sentence = sentence(text, &finding.span);
    let near_before = words(text, &(sentence.start..finding.span.start)).rev().take(3);
    let after: Vec<&str> = words(text, &(finding.span.end..sentence.end)).take(4).collect();
    let mut beside = near_before.clone().chain(after.iter().copied().take(3));
    if beside.any(|word| is_in(word, CLIENT)) {
        return Some(Whom::Client);
    }
    let heading = heading(text, finding.span.start);
    if heading.is_some_and(|word| is_in(word, CLIENT)) {
        return Some(Whom::Client);
    }
    if heading.is_some_and(|word| is_in(word, HEADINGS))
        || finding.why == Why::Attendance && heading.is_none()
    {
        return Some(Whom::Official);
    }
    // `wethouder Van Dalen`, `teamleider mevrouw Bos`; in `de consulent sprak Jansen` a word stands between.
    let function_before = near_before.clone().find(|word| !is_in(word, BETWEEN));
    let function_before = function_before.is_some_and(|word| is_in(word, FUNCTIONS));
    let behind = text.get(finding.span.end..sentence.end).unwrap_or_default().trim_start();
    let function_behind =
        behind.starts_with(['(', ',']) && after.first().is_some_and(|word| is_in(word, FUNCTIONS));
    (function_before || function_behind).then_some(Whom::Official)
}

/// The word before the colon that heads the line or the list in which `at` stands: *aanwezig* of `Aanwezig: A, B`.
fn heading(text: &str, at: usize) -> Option<&str> {
    let before = text.get(text.ceil_char_boundary(at.saturating_sub(2 * LONGEST))..at)?;
    let colon = before.rfind(':')?;
    let behind = before.get(colon..).filter(|behind| !behind.contains("\n\n"))?;
    // A sentence in between is no list any more.
    if behind.contains(". ") && behind.split(". ").any(|part| part.split_whitespace().count() > 8) {
        return None;
    }
    let head = before.get(..colon)?.rsplit(['\n', '.', ';', ')']).next()?;
    let words: Vec<&str> = head.split_whitespace().collect();
    if words.len() > 3 { None } else { words.first().copied() }
}

/// No sentence is longer, so that a text without full stops takes no more time than another.
const LONGEST: usize = 1_000;

/// The sentence around a place: up to a full stop, or the end of a line.
pub(super) fn sentence(text: &str, span: &Range<usize>) -> Range<usize> {
    let first = text.ceil_char_boundary(span.start.saturating_sub(LONGEST));
    let last = text.floor_char_boundary(span.end + LONGEST);
    let before = text.get(first..span.start).unwrap_or_default();
    let after = text.get(span.end..last).unwrap_or_default();
    let ends = |part: &str, at: usize| match part.as_bytes().get(at) {
        Some(b'.') => is_full_stop(part, at),
        _ => true,
    };
    let begin = before.rmatch_indices(['\n', '!', '?', '.']).map(|(at, _)| at).find(|at| ends(before, *at));
    let end = after.match_indices(['\n', '!', '?', '.']).map(|(at, _)| at).find(|at| ends(after, *at));
    begin.map_or(first, |at| first + at + 1)..end.map_or(last, |at| span.end + at)
}

/// More than a letter stands before it, and nothing behind it: no part of `J.V.`, `m.b.t.` or `10.30`.
fn is_full_stop(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let letters = before.chars().rev().take_while(|letter| letter.is_alphanumeric()).count();
    let is_word = letters > 1 || before.is_empty() || before.ends_with([')', '"', '\'']);
    let behind = text.get(at + 1..).unwrap_or_default();
    is_word && (behind.is_empty() || behind.starts_with(char::is_whitespace))
}

fn words<'t>(
    text: &'t str,
    span: &Range<usize>,
) -> impl DoubleEndedIterator<Item = &'t str> + Clone + use<'t> {
    let part = text.get(span.clone()).unwrap_or_default();
    part.split(|letter: char| !letter.is_alphanumeric() && letter != '-').filter(|word| !word.is_empty())
}

/// Whether a sentence is about one client or other person, by a word for one.
pub(super) fn speaks_of_one(text: &str, sentence: &Range<usize>) -> bool {
    words(text, sentence).any(|word| is_in(word, ONE))
}
