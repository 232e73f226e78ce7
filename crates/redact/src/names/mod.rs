//! Names of people: by rule, by the statistical model, by what the case file tells, and then everywhere they return.

pub(crate) mod known;
pub(crate) mod rules;
pub(crate) mod spread;
mod words;

use rustc_hash::FxHashSet;

use crate::finding::{Kind, Why};
use crate::hit::Hit;
use crate::model;
use crate::options::{Officials, Options};
use crate::token::Token;
use rules::Mention;

/// Names in the text, without those that may stay.
pub(crate) fn find(tokens: &[Token<'_>], options: &Options) -> Vec<Hit> {
    let ruled = rules::find(tokens);
    let mut mentions = joined(tokens, &ruled, options);
    mentions.extend(known::find(tokens, &options.known));
    mentions.extend(spread::find(tokens, &mentions));
    if options.officials == Officials::Leave {
        let left: FxHashSet<u64> =
            mentions.iter().filter(|mention| mention.official).filter_map(|mention| spread::surname(tokens, mention)).collect();
        let stays = |mention: &Mention| spread::surname(tokens, mention).is_some_and(|name| left.contains(&name));
        mentions.retain(|mention| matches!(mention.why, Why::Signed | Why::CaseFile) || !stays(mention));
    }
    mentions.iter().filter_map(|mention| hit(tokens, mention)).collect()
}

/// Under this, the model objects to what a list of names says.
const OBJECTS: f32 = 0.15;

/// What rules and model say together. A rule with a strong reason stands; what a list says falls when the model objects;
/// what the model alone says counts from the caller's threshold.
fn joined(tokens: &[Token<'_>], ruled: &[Mention], options: &Options) -> Vec<Mention> {
    let Some(opinion) = model::opinion(tokens, ruled) else { return ruled.to_vec() };
    let stands = |mention: &&Mention| mention.why != Why::List || opinion.of(mention) >= OBJECTS;
    let mut all: Vec<Mention> = ruled.iter().filter(stands).copied().collect();
    let strong = all.len();
    for mention in opinion.mentions(tokens, options.threshold) {
        // A rule knows better where a name begins and ends; the model may add to it, not cut it.
        let inside = all.iter().take(strong).any(|other| other.first <= mention.first && mention.last <= other.last);
        if !inside {
            all.push(mention);
        }
    }
    all.sort_by_key(|mention| (mention.first, mention.last));
    all
}

fn hit(tokens: &[Token<'_>], mention: &Mention) -> Option<Hit> {
    let (first, last) = (tokens.get(mention.first)?, tokens.get(mention.last)?);
    // `Jansens verzoek` keeps its s, `Fatima's verzoek` loses it: that one is no part of the name.
    let tail = ["'s", "'S"].iter().find(|tail| last.text.len() > tail.len() + 1 && last.text.ends_with(**tail)).map_or(0, |tail| tail.len());
    let bare = usize::from(last.text.ends_with('\'') && last.text.len() > 1);
    let kind = if mention.why == Why::Signed { Kind::Signature } else { Kind::Person };
    Some(Hit { kind, start: first.start, end: last.end() - tail.max(bare), confidence: mention.confidence, why: mention.why })
}
