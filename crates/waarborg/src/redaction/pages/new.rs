//! `/documenten/nieuw`: bringing a document in.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::find::Upload;
use super::super::model::{Law, Officials};
use super::super::service::{self, may_handle};
use super::{Trouble, address, field};
use crate::api::Trace;
use crate::decision::{self, Declined};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Choice, Field, Fields, sent_new, value};
use crate::web::{Caller, Frame, PageError, Sheet, part, sheet, upload};

const NEW: &str = "document-nieuw";

/// `/documenten/nieuw`
pub(super) async fn blank(caller: Caller) -> Result<Markup, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("redaction.receive").into());
    }
    Ok(page(&caller.frame, &Trouble::default(), None))
}

fn page(frame: &Frame, trouble: &Trouble, declined: Option<&Declined>) -> Markup {
    let (title, all) = (frame.say("redaction-new"), frame.say("redaction-title"));
    let labels = ["redaction-file", "redaction-law", "redaction-officials", "redaction-known"]
        .map(|key| frame.say(key));
    let [file, law, officials, known] = &labels;
    let hints =
        ["redaction-file-hint", "redaction-officials-hint", "redaction-known-hint"].map(|key| frame.say(key));
    let [file_hint, officials_hint, known_hint] = &hints;
    let of = |name, label| field(frame, trouble, name, label);
    let choices = |kind: &str, words: Vec<&str>| -> Vec<Choice> {
        words
            .into_iter()
            .map(|word| Choice::new(word, frame.say(&format!("redaction-{kind}-{word}"))))
            .collect()
    };
    let or = |name: &str, otherwise: &'static str| {
        let given = value(&trouble.sent, name);
        (if given.is_empty() { otherwise } else { given }).to_owned()
    };
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/documenten", &all)],
            mistakes: !trouble.errors.is_empty(),
            wide: false,
        },
        &html! {
            (form::error_summary(frame, &trouble.errors))
            @if let Some(declined) = declined { (decision::declined_alert(frame, declined)) }
            (part::heading(&title))
            (part::lead(&frame.say("redaction-new-lead")))
            form method="post" action="/documenten/nieuw" enctype="multipart/form-data" novalidate {
                (form::token(frame, NEW))
                (form::file(&Field { hint: Some(file_hint), required: true, ..of("bestand", file) }))
                (form::radios(&Field { required: true, ..of("wet", law) },
                    &choices("law", Law::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("wet", "woo"))))
                (form::radios(&Field { hint: Some(officials_hint), required: true, ..of("ambtenaren", officials) },
                    &choices("officials", Officials::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("ambtenaren", "strict"))))
                (form::text_area(&Field { hint: Some(known_hint), ..of("namen", known) }, value(&trouble.sent, "namen")))
                (part::actions(&[part::submit(&frame.say("redaction-new-send"))]))
            }
        },
    )
}

/// The form of `/documenten/nieuw`, with a file.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("redaction.receive").into());
    }
    let frame = &caller.frame;
    let again = |errors: Vec<FieldError>, sent: Fields| {
        let trouble = Trouble { errors, sent, ..Trouble::default() };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page(frame, &trouble, None)).into_response())
    };
    let (sent, file) = match upload::read(parts, "bestand").await? {
        Ok(read) => read,
        Err(errors) => return again(errors, Fields::new()),
    };
    let with = sent_new(frame, NEW, &sent)?;
    let context = Context::within(trace, caller.actor.clone());
    let result = match document(&sent, file) {
        Ok(upload) => service::receive(&house, &context, upload, with).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match result {
        Ok(Ok(document)) => Ok(Redirect::to(&address(&document.id)).into_response()),
        Ok(Err(declined)) => {
            let trouble = Trouble { sent, ..Trouble::default() };
            Ok((StatusCode::FORBIDDEN, page(frame, &trouble, Some(&declined))).into_response())
        }
        Err(Error::Invalid(errors)) => again(errors, sent),
        Err(error) => Err(error.into()),
    }
}

fn document(sent: &Fields, file: Option<(String, Vec<u8>)>) -> Result<Upload, Vec<FieldError>> {
    let (law, officials) = (Law::of(value(sent, "wet")), Officials::of(value(sent, "ambtenaren")));
    let mut errors = Vec::new();
    if file.is_none() {
        errors.push(FieldError::new("bestand", "choose a file", "Kies een bestand."));
    }
    for (name, missing) in [("wet", law.is_none()), ("ambtenaren", officials.is_none())] {
        if missing {
            errors.push(FieldError::new(name, "choose one", "Kies een antwoord."));
        }
    }
    match (file, law, officials) {
        (Some((name, bytes)), Some(law), Some(officials)) => {
            Ok(Upload { name, bytes, law, officials, known: value(sent, "namen").to_owned() })
        }
        _ => Err(errors),
    }
}
