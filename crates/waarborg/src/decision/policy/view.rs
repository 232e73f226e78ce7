//! What stands below the text of a paragraph: its promises, its cases, its rulings of this year.

use decide::Outcome;
use maud::{Markup, html};

use super::cases::cases;
use super::promises::{Promised, promises};
use super::tally::ByOutcome;
use crate::decision::rulings::outcome_badge;
use crate::house::Edition;
use crate::web::part::Tone;
use crate::web::{Arg, Frame, part};

/// Cases that are shown at once; the others come with a click.
const FIRST_CASES: usize = 5;

/// What the paragraph promises, each with its proof.
pub(super) fn promised(policy: &Edition, frame: &Frame, paragraph: &str) -> Markup {
    let found = promises(&policy.sources, &policy.rulebook, paragraph);
    html! {
        @if !found.is_empty() {
            section class="wb-section" aria-labelledby="beloften" {
                h2 class="utrecht-heading-2" id="beloften" { (frame.say("policy-promises-title")) }
                p class="utrecht-paragraph wb-soft" { (frame.say("policy-promises-lead")) }
                ul class="wb-promises" {
                    @for promise in &found { (one_promise(frame, promise)) }
                }
            }
        }
    }
}

fn one_promise(frame: &Frame, promise: &Promised) -> Markup {
    let (tone, key) = match promise.proved {
        Some(true) => (Tone::Good, "policy-promise-proved"),
        Some(false) => (Tone::Bad, "policy-promise-refuted"),
        None => (Tone::Ask, "policy-promise-untried"),
    };
    html! {
        li class="wb-promise" {
            p class="wb-promise__state" { (part::badge(tone, &frame.say(key))) }
            p class="wb-promise__sentence" lang="nl" { (promise.sentence) }
            p class="wb-soft wb-sources" { span { (frame.say("ruling-policy")) " " (promise.norms.join(", ")) } }
        }
    }
}

/// Working-practice cases: what the paragraph comes to.
pub(super) fn examples(policy: &Edition, frame: &Frame, paragraph: &str) -> Markup {
    let found = cases(&policy.sources, paragraph);
    let rows = |part: &[super::cases::Case]| {
        let row = |case: &super::cases::Case| {
            vec![html! { span lang="nl" { (case.title) } }, outcome_badge(frame, case.outcome)]
        };
        part.iter().map(row).collect::<Vec<_>>()
    };
    let columns = ["case", "outcome"].map(|name| frame.say(&format!("policy-cases-{name}")));
    let (first, others) = found.split_at(found.len().min(FIRST_CASES));
    html! {
        @if !found.is_empty() {
            section class="wb-section" aria-labelledby="gevallen" {
                h2 class="utrecht-heading-2" id="gevallen" { (frame.say("policy-cases-title")) }
                (part::table(&frame.say("policy-cases-lead"), &columns, &rows(first)))
                @if !others.is_empty() {
                    details class="wb-more" {
                        summary { (frame.say_with("policy-cases-more", &[("count", number(others.len() as u64))])) }
                        (part::table(&frame.say("policy-cases-others"), &columns, &rows(others)))
                    }
                }
            }
        }
    }
}

/// How many rulings of this year the paragraph carried, as bars with their numbers beside them.
pub(super) fn used(frame: &Frame, year: i16, found: &ByOutcome, complete: bool) -> Markup {
    let all = found.values().sum::<u64>();
    let outcomes = Outcome::ALL.into_iter();
    let outcomes = outcomes.filter_map(|outcome| Some((outcome, *found.get(outcome.as_str())?)));
    let year = year.to_string();
    let year = [("year", Arg::Text(&year))];
    html! {
        section class="wb-section" aria-labelledby="gebruik" {
            h2 class="utrecht-heading-2" id="gebruik" { (frame.say_with("policy-used-title", &year)) }
            @if all == 0 {
                (part::paragraph(&frame.say("policy-used-none")))
            } @else {
                ul class="wb-tally" {
                    @for (outcome, count) in outcomes {
                        li class="wb-tally__row" {
                            span class="wb-tally__name" { (outcome_badge(frame, outcome)) }
                            meter class="wb-tally__bar" min="0" max=(all) value=(count) aria-hidden="true" {}
                            span class="wb-tally__count" { (frame.say_with("policy-used-count", &[("count", number(count))])) }
                        }
                    }
                }
            }
            @if !complete { (part::paragraph(&frame.say("policy-used-partly"))) }
        }
    }
}

fn number(count: u64) -> Arg<'static> {
    Arg::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
