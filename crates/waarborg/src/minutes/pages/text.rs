//! The text of minutes with what was found marked in it, and below each passage what it is. A mark has a line under it and a
//! number: it does not depend on colour.

use std::ops::Range;

use maud::{Markup, html};

use super::super::model::MinutesId;
use super::address;
use crate::redaction::{Passage, Trace, What};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame};

/// A page of text has so many passages.
const PASSAGES: usize = 100;

/// The passages of page `wanted`, from 1.
pub(super) fn passages(
    frame: &Frame,
    id: &MinutesId,
    passages: &[Passage],
    found: &[(usize, &Trace)],
    wanted: usize,
) -> Markup {
    let all = passages.len().div_ceil(PASSAGES).max(1);
    let wanted = wanted.clamp(1, all);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let pages = part::pagination(frame, &address(id), number(wanted), number(all));
    html! {
        section class="wb-section" aria-labelledby="tekst" {
            h2 class="utrecht-heading-2" id="tekst" { (frame.say("minutes-words")) }
            @if !found.is_empty() { (part::paragraph(&frame.say("minutes-text-lead"))) }
            (pages)
            @for (index, passage) in passages.iter().enumerate().skip((wanted - 1) * PASSAGES).take(PASSAGES) {
                @let here: Vec<&(usize, &Trace)> = found.iter().filter(|(_, trace)| trace.passage == index).collect();
                (one(frame, passage, &here))
            }
            (pages)
        }
    }
}

fn one(frame: &Frame, passage: &Passage, found: &[&(usize, &Trace)]) -> Markup {
    html! {
        div class="wb-passage" {
            p class="wb-passage__place" {
                span lang="nl" { (passage.place) }
                @if passage.hidden { " " (part::badge(Tone::Ask, &frame.say("minutes-hidden"))) }
            }
            p class="wb-passage__text" lang="nl" { (marked(frame, &passage.text, found)) }
        }
        @if !found.is_empty() {
            ol class="wb-judge" aria-label=(frame.say_with("minutes-found-in", &[("place", Arg::Text(&passage.place))])) {
                @for (number, trace) in found { (finding(frame, passage, *number, trace)) }
            }
        }
    }
}

/// The text with the marks in it.
fn marked(frame: &Frame, text: &str, found: &[&(usize, &Trace)]) -> Markup {
    let piece = |range: Range<usize>| text.get(range).unwrap_or_default();
    let mut at = 0;
    let mut pieces = Vec::new();
    for (number, trace) in found {
        let words = [("number", Arg::Number(i64::try_from(*number).unwrap_or(i64::MAX)))];
        pieces.push(html! {
            (piece(at..trace.span.start))
            mark class="wb-mark" {
                a class="wb-mark__link" href=(format!("#vondst-{number}")) {
                    (piece(trace.span.clone()))
                    span class="wb-hidden" { " (" (frame.say_with("minutes-mark", &words)) ")" }
                    sup class="wb-mark__number" aria-hidden="true" { (number) }
                }
            }
        });
        at = trace.span.end;
    }
    html! { @for piece in &pieces { (piece) } (piece(at..text.len()).trim_end()) }
}

fn finding(frame: &Frame, passage: &Passage, number: usize, trace: &Trace) -> Markup {
    let what = match trace.what {
        What::Data(kind) => format!("{}.", frame.say(&format!("redaction-kind-{}", kind.as_str()))),
        What::Clue(hint) => frame.say(&format!("minutes-hint-{}", hint.as_str().replace('_', "-"))),
    };
    html! {
        li class="wb-judge__item" id=(format!("vondst-{number}")) {
            p class="wb-judge__words" {
                span class="wb-judge__number" { (number) ". " }
                q lang="nl" { (passage.text.get(trace.span.clone()).unwrap_or_default()) }
            }
            p class="wb-small" { (what) " " (frame.say(&format!("minutes-of-{}", trace.whom.as_str()))) }
        }
    }
}
