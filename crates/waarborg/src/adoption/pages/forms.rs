//! The two forms: advice of the FG, decision of the daily board.

use maud::{Markup, html};

use super::version::View;
use super::{Sent, value};
use crate::error::FieldError;
use crate::register::Refusal;
use crate::web::form::{self, Choice, Field, error_of, show_day};
use crate::web::part::{self, Tone};

/// What went wrong with a form, and what was in it.
#[derive(Default)]
pub(super) struct Trouble {
    pub(super) errors: Vec<FieldError>,
    pub(super) refusal: Option<Refusal>,
    pub(super) sent: Sent,
}

pub(super) fn advice_name(number: i64) -> String {
    format!("beleid-{number}-advies")
}

pub(super) fn decision_name(number: i64) -> String {
    format!("beleid-{number}-besluit")
}

/// What stands above the page when a form came back.
pub(super) fn trouble(view: &View<'_>) -> Markup {
    let frame = view.frame;
    html! {
        (form::error_summary(frame, &view.trouble.errors))
        @if let Some(refusal) = &view.trouble.refusal {
            (part::alert(Tone::Bad, &frame.say("adoption-refused"), &html! {
                p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
            }))
        }
    }
}

pub(super) fn advice(view: &View<'_>) -> Markup {
    let (frame, sent, number) = (view.frame, &view.trouble.sent, view.shown.number);
    let labels = ["adoption-opinion", "adoption-opinion-text"].map(|key| frame.say(key));
    let [opinion, text] = &labels;
    let choices = [
        Choice::new("positive", frame.say("adoption-opinion-positive")),
        Choice::new("negative", frame.say("adoption-opinion-negative")),
    ];
    let chosen = Some(value(sent, "oordeel")).filter(|chosen| !chosen.is_empty());
    html! {
        section class="wb-section wb-no-print" aria-labelledby="advies-geven" {
            h2 class="utrecht-heading-2" id="advies-geven" { (frame.say("adoption-advise-title")) }
            (part::paragraph(&frame.say("adoption-advise-lead")))
            form method="post" action=(format!("/beleid/versies/{number}")) novalidate {
                (form::token(frame, &advice_name(number)))
                (form::hidden("stap", "advies"))
                (form::radios(&field(view, "oordeel", opinion, None, true), &choices, chosen))
                (form::text_area(&field(view, "advies", text, None, true), value(sent, "advies")))
                (part::actions(&[part::submit(&frame.say("adoption-advise-button"))]))
            }
        }
    }
}

pub(super) fn decision(view: &View<'_>) -> Markup {
    let (frame, sent, number) = (view.frame, &view.trouble.sent, view.shown.number);
    let labels = ["adoption-decision", "adoption-from-day", "adoption-motivation"].map(|key| frame.say(key));
    let [decision, day, motivation] = &labels;
    let choices = [
        Choice::new("adopt", frame.say("adoption-adopt")),
        Choice::new("reject", frame.say("adoption-reject")),
    ];
    let chosen = Some(value(sent, "besluit")).filter(|chosen| !chosen.is_empty());
    let day_hint = frame.say("adoption-from-day-hint");
    let must = !view.concerns.is_empty();
    let hint = frame.say(if must { "adoption-motivation-must" } else { "adoption-motivation-hint" });
    let from = if sent.is_empty() { show_day(view.today) } else { value(sent, "ingang").to_owned() };
    html! {
        section class="wb-section wb-no-print" aria-labelledby="besluiten" {
            h2 class="utrecht-heading-2" id="besluiten" { (frame.say("adoption-decide-title")) }
            form method="post" action=(format!("/beleid/versies/{number}")) novalidate {
                (form::token(frame, &decision_name(number)))
                (form::hidden("stap", "besluit"))
                (form::radios(&field(view, "besluit", decision, None, true), &choices, chosen))
                (form::day(&field(view, "ingang", day, Some(&day_hint), false), &from))
                (form::text_area(&field(view, "motivering", motivation, Some(&hint), must), value(sent, "motivering")))
                (part::actions(&[part::submit(&frame.say("adoption-decide-button"))]))
            }
        }
    }
}

fn field<'a>(
    view: &'a View<'_>,
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    required: bool,
) -> Field<'a> {
    let error = error_of(view.frame, &view.trouble.errors, name);
    Field { name, label, hint, error, required, ..Field::default() }
}
