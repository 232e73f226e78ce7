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

/// What rules and model say together. A rule with a strong reason stands; a weak one needs the model not to object; what
/// the model alone says counts from the caller's threshold.
fn joined(tokens: &[Token<'_>], ruled: &[Mention], options: &Options) -> Vec<Mention> {
    let tagged = model::find(tokens, ruled, options.threshold);
    let mut all = Vec::with_capacity(ruled.len());
    all.extend(ruled.iter().copied().filter(|mention| {
        mention.why != Why::List || model::allows(&tagged, mention) || tagged.is_none()
    }));
    for mention in tagged.into_iter().flatten().filter(|mention| mention.confidence >= options.threshold) {
        // A rule knows better where a name begins and ends; the model may add to it, not cut it.
        let inside = all.iter().any(|other| other.first <= mention.first && mention.last <= other.last);
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
