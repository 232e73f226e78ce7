//! The text of a document, passage by passage, with its marks in it and below each passage what was judged of them.

use std::ops::Range;

use ::redact::document::Passage;
use maud::{Markup, html};

use super::super::model::{Document, Mark, Stage, State};
use super::super::service::{Contents, View};
use super::{Trouble, address, forms};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame};

/// A page of text ends after so many marks or passages, whichever comes first; never inside a passage.
const MARKS: usize = 25;
const PASSAGES: usize = 100;

/// The passages of each page of text.
fn parts(marks: &[Mark], passages: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut held) = (0, 0);
    // Marks come in the order of reading.
    let mut marks = marks.iter().peekable();
    for passage in 0..passages {
        while marks.next_if(|mark| mark.passage <= passage).is_some() {
            held += 1;
        }
        if held >= MARKS || passage + 1 - start >= PASSAGES {
            parts.push(start..passage + 1);
            (start, held) = (passage + 1, 0);
        }
    }
    if start < passages || parts.is_empty() {
        parts.push(start..passages);
    }
    parts
}

/// On which page of text a mark stands, from 1.
pub(super) fn part_of(document: &Document, marks: &[Mark], mark: &Mark) -> usize {
    let passages = usize::try_from(document.parts).unwrap_or(0);
    parts(marks, passages).iter().position(|part| part.contains(&mark.passage)).unwrap_or(0) + 1
}

pub(super) fn passages(
    frame: &Frame,
    view: &View,
    contents: &Contents,
    wanted: usize,
    handles: bool,
    trouble: &Trouble,
) -> Markup {
    let parts = parts(&view.marks, contents.passages.len());
    let wanted = wanted.clamp(1, parts.len());
    let part = parts.get(wanted - 1).cloned().unwrap_or_default();
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let pages = part::pagination(frame, &address(&view.document.id), number(wanted), number(parts.len()));
    let judging = handles && view.document.stage == Stage::InReview;
    html! {
        section class="wb-section" aria-labelledby="tekst" {
            h2 class="utrecht-heading-2" id="tekst" { (frame.say("redaction-text")) }
            dl class="wb-mark-legend" {
                @for state in State::ALL {
                    div {
                        dt { mark class=(mark_class(*state)) lang="nl" { "woord" } }
                        dd { (frame.say(&format!("redaction-state-{}", state.as_str()))) }
                    }
                }
            }
            p class="utrecht-paragraph" lang="nl" {
                (frame.say("redaction-file-name")) " " strong { (contents.name) }
            }
            @if !contents.known.is_empty() {
                p class="utrecht-paragraph" lang="nl" {
                    (frame.say("redaction-known")) ": " (contents.known.lines().collect::<Vec<_>>().join(", "))
                }
            }
            (pages)
            @for (index, passage) in contents.passages.iter().enumerate().take(part.end).skip(part.start) {
                @let marks: Vec<&Mark> = view.marks.iter().filter(|mark| mark.passage == index).collect();
                (one(frame, index, passage, &marks))
                @if !marks.is_empty() {
                    ol class="wb-judge" aria-label=(frame.say_with("redaction-marks-of", &[("place", Arg::Text(&passage.place))])) {
                        @for mark in &marks { (judgement(frame, view, passage, mark, judging, wanted, trouble)) }
                    }
                }
            }
            (pages)
        }
    }
}

fn one(frame: &Frame, index: usize, passage: &Passage, marks: &[&Mark]) -> Markup {
    html! {
        div class="wb-passage" id=(format!("passage-{index}")) {
            p class="wb-passage__place" {
                span lang="nl" { (passage.place) }
                @if passage.hidden { " " (part::badge(Tone::Ask, &frame.say("redaction-hidden"))) }
            }
            p class="wb-passage__text" lang="nl" { (marked(frame, passage.text.trim_end(), marks)) }
        }
    }
}

/// The text with the marks in it. Where marks overlap the first is shown; all of them stand below the passage.
fn marked(frame: &Frame, text: &str, marks: &[&Mark]) -> Markup {
    let text: Vec<char> = text.chars().collect();
    let piece = |range: Range<usize>| -> String { text.get(range).unwrap_or_default().iter().collect() };
    let mut at = 0;
    let mut pieces = Vec::new();
    for mark in marks {
        if mark.span.start < at {
            continue;
        }
        let number = [("number", Arg::Number(mark.place))];
        pieces.push(html! {
            (piece(at..mark.span.start))
            mark class=(mark_class(mark.state)) id=(format!("markering-{}", mark.place)) {
                a class="wb-mark__link" href=(format!("#oordeel-{}", mark.place)) {
                    (piece(mark.span.clone()))
                    span class="wb-hidden" {
                        " (" (frame.say_with("redaction-mark-number", &number)) ", "
                        (frame.say(&format!("redaction-state-{}", mark.state.as_str()))) ")"
                    }
                    sup class="wb-mark__number" aria-hidden="true" { (mark.place) }
                }
            }
        });
        at = mark.span.end;
    }
    html! { @for piece in &pieces { (piece) } (piece(at..text.len())) }
}

fn mark_class(state: State) -> String {
    format!("wb-mark wb-mark--{}", state.as_str())
}

fn judgement(
    frame: &Frame,
    view: &View,
    passage: &Passage,
    mark: &Mark,
    judging: bool,
    part: usize,
    trouble: &Trouble,
) -> Markup {
    let words: String = passage.text.chars().skip(mark.span.start).take(mark.span.len()).collect();
    let tone = match mark.state {
        State::Proposed => Tone::Ask,
        State::Accepted | State::Added => Tone::Good,
        State::Rejected => Tone::Quiet,
    };
    let sure = [("percent", Arg::Number(i64::from(mark.confidence)))];
    html! {
        li class="wb-judge__item" id=(format!("oordeel-{}", mark.place)) {
            p class="wb-judge__words" {
                span class="wb-judge__number" { (mark.place) ". " }
                q lang="nl" { (words) } " "
                (part::badge(tone, &frame.say(&format!("redaction-state-{}", mark.state.as_str()))))
            }
            p class="wb-small" {
                (frame.say(&format!("redaction-kind-{}", mark.kind_word()))) ". "
                (frame.say(&format!("redaction-why-{}", mark.why)))
                @if mark.why != "by_hand" { " (" (frame.say_with("redaction-sure", &sure)) ")" }
                ". "
                @match mark.keep {
                    Some(keep) => { (frame.say("redaction-stays")) " " (frame.say(&format!("redaction-keep-{}", keep.as_str()))) "." }
                    None => { (frame.say("redaction-becomes")) " " code lang="nl" { (mark.label) " " (mark.ground.code) } }
                }
            }
            @if judging { (forms::judge(frame, view, mark, part, trouble)) }
        }
    }
}

/// The name of the field with a choice for one mark: each has an id of its own on the page.
pub(super) fn of_mark(name: &str, mark: &Mark) -> String {
    format!("{name}-{}", mark.place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::grounds::Ground;

    fn mark(place: i64, passage: usize) -> Mark {
        Mark {
            place,
            passage,
            span: 0..1,
            kind: None,
            ground: Ground::of("woo", "5.1.1a").unwrap(),
            label: String::new(),
            likeness: place,
            confidence: 50,
            why: String::new(),
            state: State::Proposed,
            keep: None,
            judged: None,
        }
    }

    #[test]
    fn a_page_of_text_ends_with_a_passage() {
        assert_eq!(parts(&[], 0).len(), 1);
        assert_eq!(parts(&[], 3).first(), Some(&(0..3)));
        assert_eq!(parts(&[], 201), [0..100, 100..200, 200..201]);
        let marks: Vec<Mark> = (1..=30).map(|place| mark(place, 2)).chain([mark(31, 3)]).collect();
        assert_eq!(parts(&marks, 4), [0..3, 3..4]);
    }
}
