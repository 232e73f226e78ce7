//! A form that came back: what was wrong with it, at the field where there is one, and what was in it.

use maud::{Markup, html};

use crate::error::FieldError;
use crate::register::Refusal;
use crate::web::Frame;
use crate::web::form::{self, Field, Fields, error_of};
use crate::web::part::{self, Tone};

/// What went wrong with a form, and what was in it.
#[derive(Default)]
pub struct Returned {
    /// What does not parse.
    pub errors: Vec<FieldError>,
    /// Why the house said no.
    pub refusal: Option<Refusal>,
    /// Why the rules said no to an act, in Dutch.
    pub declined: Vec<String>,
    /// The fields.
    pub sent: Fields,
}

impl Returned {
    /// A no of the house, with the fields that it is about.
    pub fn refused(refusal: Refusal) -> Self {
        Self { errors: refusal.fields.clone(), refusal: Some(refusal), ..Self::default() }
    }

    /// What stands above the page.
    pub fn shown(&self, frame: &Frame) -> Markup {
        html! {
            (form::error_summary(frame, &self.errors))
            @if let Some(refusal) = &self.refusal {
                (part::alert(Tone::Bad, &frame.say("form-refusal"), &html! {
                    p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
                }))
            }
            @if !self.declined.is_empty() {
                (part::alert(Tone::Bad, &frame.say("form-declined"), &html! {
                    ul class="utrecht-unordered-list" lang="nl" {
                        @for reason in &self.declined { li class="utrecht-unordered-list__item" { (reason) } }
                    }
                }))
            }
        }
    }
}

/// A field, with what is wrong with it.
pub fn field<'a>(frame: &Frame, trouble: &'a Returned, name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, error: error_of(frame, &trouble.errors, name), ..Field::default() }
}
