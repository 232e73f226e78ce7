//! `/verslagen/nieuw`: bringing minutes in, as a file or as text. A better version of the same minutes comes in here too.

use std::sync::Arc;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::service::{self, NewMinutes};
use super::{Trouble, address, field, form_name, one, read_id};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Choice, Field, Fields, sent_new, sent_with, value};
use crate::web::{Caller, Frame, PageError, Sheet, part, sheet, upload};

const NEW: &str = "verslag-nieuw";

/// `/verslagen/nieuw`
pub(super) async fn blank(caller: Caller) -> Result<Markup, PageError> {
    Ok(page(&caller.frame, &Trouble::default()))
}

fn page(frame: &Frame, trouble: &Trouble) -> Markup {
    let (title, all) = (frame.say("minutes-new"), frame.say("minutes-title"));
    let (label, hint) = (frame.say("minutes-external"), frame.say("minutes-external-hint"));
    let choices = ["nee", "ja"].map(|word| Choice::new(word, frame.say(&format!("minutes-external-{word}"))));
    let others = Field { hint: Some(&hint), required: true, ..field(frame, trouble, "anderen", &label) };
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/verslagen", &all)],
            mistakes: !trouble.errors.is_empty(),
            wide: false,
        },
        &html! {
            (form::error_summary(frame, &trouble.errors))
            (part::heading(&title))
            (part::lead(&frame.say("minutes-new-lead")))
            form method="post" action="/verslagen/nieuw" enctype="multipart/form-data" novalidate {
                (form::token(frame, NEW))
                (text_fields(frame, trouble))
                (form::radios(&others, &choices, Some(value(&trouble.sent, "anderen"))))
                (part::actions(&[part::submit(&frame.say("minutes-new-send"))]))
            }
        },
    )
}

/// The file, or the text itself.
pub(super) fn text_fields(frame: &Frame, trouble: &Trouble) -> Markup {
    let labels =
        ["minutes-file", "minutes-file-hint", "minutes-text", "minutes-text-hint"].map(|key| frame.say(key));
    let [file, file_hint, text, text_hint] = &labels;
    html! {
        (form::file(&Field { hint: Some(file_hint), ..field(frame, trouble, "bestand", file) }))
        (form::text_area(&Field { hint: Some(text_hint), ..field(frame, trouble, "tekst", text) }, value(&trouble.sent, "tekst")))
    }
}

/// The form of `/verslagen/nieuw`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let frame = &caller.frame;
    let again = |errors: Vec<FieldError>, sent: Fields| {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page(frame, &Trouble { errors, sent })).into_response())
    };
    let (sent, file) = match upload::read(parts, "bestand").await? {
        Ok(read) => read,
        Err(errors) => return again(errors, Fields::new()),
    };
    let with = sent_new(frame, NEW, &sent)?;
    let context = Context::within(trace, caller.actor.clone());
    let external = match value(&sent, "anderen") {
        "ja" => Some(true),
        "nee" => Some(false),
        _ => None,
    };
    let result = match (minutes(&sent, file), external) {
        (Ok(new), Some(external)) => service::check(&house, &context, new, external, with).await,
        (new, external) => {
            let missing =
                external.is_none().then(|| FieldError::new("anderen", "choose one", "Kies een antwoord."));
            Err(Error::Invalid(new.err().into_iter().chain(missing).collect()))
        }
    };
    match result {
        Ok(minutes) => Ok(Redirect::to(&address(&minutes.id)).into_response()),
        Err(Error::Invalid(errors)) => again(errors, sent),
        Err(error) => Err(error.into()),
    }
}

/// A better version, of `/verslagen/{id}`.
pub(super) async fn again(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let (context, id) = (Context::within(trace, caller.actor.clone()), read_id(&id)?);
    let (sent, file) = match upload::read(parts, "bestand").await? {
        Ok(read) => read,
        Err(errors) => {
            return one::show(&house, &caller, &context, &id, &Trouble { errors, sent: Fields::new() }).await;
        }
    };
    let with = sent_with(&caller.frame, &form_name(&id), &sent)?;
    let result = match minutes(&sent, file) {
        Ok(new) => service::again(&house, &context, &id, new, with).await,
        Err(error) => Err(Error::Invalid(vec![error])),
    };
    match result {
        Ok(minutes) => Ok(Redirect::to(&address(&minutes.id)).into_response()),
        Err(Error::Invalid(errors)) => {
            one::show(&house, &caller, &context, &id, &Trouble { errors, sent }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The file, or else the text; both is a mistake, since it is not known which counts.
fn minutes(sent: &Fields, file: Option<(String, Vec<u8>)>) -> Result<NewMinutes, FieldError> {
    match (file, value(sent, "tekst")) {
        (Some(_), text) if !text.is_empty() => Err(FieldError::new(
            "tekst",
            "give a file or a text, not both",
            "Geef een bestand of een tekst, niet allebei.",
        )),
        (Some((name, bytes)), _) => Ok(NewMinutes { name, bytes }),
        (None, "") => {
            Err(FieldError::new("bestand", "give a file or a text", "Kies een bestand of plak de tekst."))
        }
        (None, text) => Ok(NewMinutes { name: String::from("verslag.txt"), bytes: text.as_bytes().to_vec() }),
    }
}
