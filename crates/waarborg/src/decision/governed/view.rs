//! A no, and what belongs to a yes, on the page where it was asked.

use decide::{Outcome, Rulebook, Ruling};
use maud::{Markup, html};

use super::Declined;
use crate::web::Frame;
use crate::web::part::{self, Tone};

/// A ruling that was no yes, with its reasons and what can be done instead.
pub fn declined_alert(frame: &Frame, declined: &Declined) -> Markup {
    let ruling = &declined.ruling;
    let tone = match ruling.outcome {
        Outcome::NeedsFgAdvice => Tone::Advice,
        Outcome::NeedsBoardDecision => Tone::Board,
        Outcome::MoreFactsNeeded => Tone::Ask,
        _ => Tone::Bad,
    };
    html! {
        (part::alert(tone, &frame.say("declined"), &html! {
            (reasons(ruling))
            @if let Some(alternative) = &ruling.alternative {
                p { strong { (frame.say("declined-instead")) } " " span lang="nl" { (alternative) } }
            }
            p { (part::link(&format!("/uitspraken/{}", declined.ruling_id), &frame.say("declined-more"))) }
        }))
    }
}

fn reasons(ruling: &Ruling) -> Markup {
    let items = ruling.items.iter().flat_map(|item| &item.reasons);
    let mut told: Vec<(&str, &str)> = Vec::new();
    for reason in ruling.reasons.iter().chain(items) {
        if told.iter().all(|(text, _)| *text != reason.text) {
            told.push((&reason.text, &reason.norm));
        }
    }
    html! {
        ul class="utrecht-unordered-list" lang="nl" {
            @for (text, norm) in told {
                li class="utrecht-unordered-list__item" { (text) " " (part::norm(norm)) }
            }
        }
    }
}

/// What has to be done along with a yes, in words, with its code.
pub fn duty(frame: &Frame, rules: &Rulebook, code: &str) -> Markup {
    let words = rules.obligation(code).map(|text| frame.language.pick(&text.nl, &text.en));
    html! { p { (words.unwrap_or_else(|| code.to_owned())) " " span class="wb-code" { (code) } } }
}
