//! `/instructie`: what everyone reads before seeing data, and the statement of secrecy of volunteers (6.1-3, 6.5-2, 6.7-4).

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::account::{self, INSTRUCTION};
use super::super::model::AccountKind;
use super::super::store;
use crate::api::Trace;
use crate::db::Tx;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Choice, Field};
use crate::web::{Caller, Frame, PageError, Sheet, csrf, part, sheet};

pub(super) const PATH: &str = "/instructie";

const FORM: &str = "instructie";

/// The sections: the last part of the key of their heading, and how many lines they have.
const SECTIONS: [(&str, usize); 5] = [("see", 3), ("desk", 3), ("cupboard", 2), ("home", 3), ("send", 3)];

#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    formulier: String,
    gelezen: Option<String>,
    geheim: Option<String>,
}

/// How far the reader is.
struct Reader {
    instructed: bool,
    /// A volunteer has to promise secrecy; whether it was done.
    secrecy: Option<bool>,
}

impl Reader {
    fn is_ready(&self) -> bool {
        self.instructed && self.secrecy != Some(false)
    }
}

pub(super) async fn show(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    let reader = reader(&house, &caller.actor.id).await?;
    Ok(page(&caller.frame, &reader, &[]))
}

pub(super) async fn acknowledge(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let verified = caller.frame.verify(FORM, &sent.formulier)?;
    let reader = reader(&house, &caller.actor.id).await?;
    let mut errors = Vec::new();
    if sent.gelezen.is_none() && !reader.instructed {
        errors.push(FieldError::new(
            "gelezen",
            "Tick that you have read this",
            "Kruis aan dat u dit hebt gelezen en zich eraan houdt",
        ));
    }
    if sent.geheim.is_none() && reader.secrecy == Some(false) {
        errors.push(FieldError::new(
            "geheim",
            "Tick that you promise secrecy",
            "Kruis aan dat u geheimhouding belooft",
        ));
    }
    if !errors.is_empty() {
        let page = page(&caller.frame, &reader, &errors);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let context = Context::within(trace, caller.actor);
    let secrecy = reader.secrecy == Some(false);
    let work = move |tx: &mut Tx<'_>| {
        csrf::spend(tx, &verified)?;
        account::acknowledge(tx, &context, secrecy)
    };
    house.db.write("desk.acknowledge", work).await?;
    Ok(Redirect::to("/").into_response())
}

async fn reader(house: &House, id: &str) -> Result<Reader, Error> {
    let id = id.to_owned();
    let found = house.db.read("desk.reader", move |tx| store::find_account(tx, &id, INSTRUCTION)).await?;
    let found = found.ok_or(Error::NotFound("account"))?;
    let secrecy = (found.kind == AccountKind::Volunteer).then_some(found.secrecy);
    Ok(Reader { instructed: found.instructed, secrecy })
}

fn page(frame: &Frame, reader: &Reader, errors: &[FieldError]) -> Markup {
    let title = frame.say("instruction-title");
    sheet(
        frame,
        &Sheet { title: &title, mistakes: !errors.is_empty(), ..Sheet::default() },
        &html! {
            (form::error_summary(frame, errors))
            (part::heading(&title))
            (part::lead(&frame.say("instruction-lead")))
            @for (name, lines) in SECTIONS {
                section class="wb-section" aria-labelledby=(name) {
                    h2 class="utrecht-heading-2" id=(name) { (frame.say(&format!("instruction-{name}"))) }
                    ul class="utrecht-unordered-list" {
                        @for line in 1..=lines {
                            li class="utrecht-unordered-list__item" {
                                (frame.say(&format!("instruction-{name}-{line}")))
                            }
                        }
                    }
                }
            }
            @if reader.is_ready() {
                (part::paragraph(&frame.say("instruction-done")))
            } @else {
                (promise(frame, reader, errors))
            }
        },
    )
}

fn promise(frame: &Frame, reader: &Reader, errors: &[FieldError]) -> Markup {
    let read = frame.say("instruction-read");
    let secret = frame.say("instruction-secrecy");
    let field = |name, label| Field {
        name,
        label,
        required: true,
        error: form::error_of(frame, errors, name),
        ..Field::default()
    };
    html! {
        form method="post" action=(PATH) novalidate {
            (form::token(frame, FORM))
            @if !reader.instructed {
                (form::checkboxes(&field("gelezen", &read), &[Choice::new("ja", frame.say("instruction-read-yes"))], &[]))
            }
            @if reader.secrecy == Some(false) {
                (form::checkboxes(&field("geheim", &secret), &[Choice {
                    value: String::from("ja"),
                    label: frame.say("instruction-secrecy-yes"),
                    hint: Some(frame.say("instruction-secrecy-text")),
                }], &[]))
            }
            (part::actions(&[part::submit(&frame.say("instruction-button"))]))
        }
    }
}
