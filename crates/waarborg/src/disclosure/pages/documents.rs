//! `/woo-verzoeken/{id}/documenten`: the inventory, adding to it, and taking in a list that was filled in.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::inventory::{COLUMNS, Described, numbers, plain, whole};
use super::super::model::RequestId;
use super::super::service::{self, View, may_handle};
use super::{address, ask, form_name, parts, read_id};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::register::{Returned, field};
use crate::web::form::{self, Field, Fields, read_day, sent_with, show_day, value};
use crate::web::part;
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

const ADD: &str = "toevoegen";
const IMPORT: &str = "inlezen";

/// `/woo-verzoeken/{id}/documenten`
pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    show(&house, &caller, &context, &read_id(&id)?, &Returned::default()).await
}

async fn show(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &RequestId,
    trouble: &Returned,
) -> Result<Markup, PageError> {
    let view = service::view(house, context, id).await?;
    let (frame, request) = (&caller.frame, &view.request);
    let title = frame.say_with("disclosure-inventory-title", &[("number", Arg::Text(&request.number))]);
    let all = frame.say("disclosure-desk-title");
    let here = address(id);
    let crumbs = [("/woo-verzoeken", all.as_str()), (here.as_str(), request.number.as_str())];
    let mistakes = !trouble.errors.is_empty();
    let judges = may_handle(&caller.actor) && request.stage.assessed().is_some_and(|found| !found.refused);
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes, wide: true },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            (table(frame, &view))
            @if judges {
                section class="wb-section wb-no-print" aria-labelledby="toevoegen" {
                    h2 class="utrecht-heading-2" id="toevoegen" { (frame.say("disclosure-add-title")) }
                    (part::paragraph(&frame.say("disclosure-add-lead")))
                    form method="post" action=(format!("{here}/documenten")) novalidate {
                        (parts::opening(frame, id, ADD, request.revision()))
                        (described_fields(frame, trouble, None))
                        (part::actions(&[part::submit(&frame.say("disclosure-add-send"))]))
                    }
                }
                (import(frame, &view, trouble))
            } @else {
                (part::paragraph(&frame.say("disclosure-documents-closed")))
            }
        },
    ))
}

fn table(frame: &Frame, view: &View) -> Markup {
    let columns = [
        "disclosure-column-id",
        "disclosure-column-document",
        "disclosure-column-day",
        "disclosure-column-judgement",
        "disclosure-column-grounds",
    ]
    .map(|key| frame.say(key));
    let here = address(&view.request.id);
    let rows: Vec<_> = view
        .documents
        .iter()
        .map(|document| {
            vec![
                html! { (document.place) },
                html! { span lang="nl" { (part::link(&format!("{here}/documenten/{}", document.place), &document.described.title)) } },
                html! { (show_day(document.described.day)) },
                parts::judgement(frame, document),
                html! { (document.grounds(&view.law).join("; ")) },
            ]
        })
        .collect();
    html! {
        @if rows.is_empty() {
            (part::paragraph(&frame.say("disclosure-documents-none")))
        } @else {
            (part::table(&frame.say("disclosure-letter-list-caption"), &columns, &rows))
            p class="utrecht-paragraph wb-no-print" { (part::link(&format!("{here}/lijst.csv"), &frame.say("disclosure-list-download"))) }
        }
    }
}

fn import(frame: &Frame, view: &View, trouble: &Returned) -> Markup {
    let id = &view.request.id;
    let label = frame.say("disclosure-import-list");
    let hint = frame.say_with("disclosure-import-hint", &[("columns", Arg::Text(&COLUMNS.join(", ")))]);
    html! {
        section class="wb-section wb-no-print" aria-labelledby="inlezen" {
            h2 class="utrecht-heading-2" id="inlezen" { (frame.say("disclosure-import-title")) }
            (part::paragraph(&frame.say("disclosure-import-lead")))
            form method="post" action=(format!("{}/documenten", address(id))) novalidate {
                (parts::opening(frame, id, IMPORT, view.request.revision()))
                (form::text_area(&Field { hint: Some(&hint), required: true, ..field(frame, trouble, "lijst", &label) }, value(&trouble.sent, "lijst")))
                (part::actions(&[part::submit_second(&frame.say("disclosure-import-send"))]))
            }
        }
    }
}

/// What a document is: as it was sent, else as it is known, else empty.
pub(super) fn described_fields(frame: &Frame, trouble: &Returned, known: Option<&Described>) -> Markup {
    let sent = &trouble.sent;
    let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
    let or = |name: &str, known: String| if sent.is_empty() { known } else { value(sent, name).to_owned() };
    let of = |pick: fn(&Described) -> String| known.map(pick).unwrap_or_default();
    let related = |it: &Described| it.related.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let text = |name: &'static str, key: &str, hint: Option<&str>, required: bool, known: String| {
        let (label, hint) = (frame.say(key), hint.map(|key| frame.say(key)));
        let field = Field { hint: hint.as_deref(), required, ..field(frame, trouble, name, &label) };
        form::text(&field, &or(name, known), "text")
    };
    html! {
        (text("titel", "disclosure-column-document", Some("disclosure-title-hint"), true, of(|it| it.title.clone())))
        (text("datum", "disclosure-column-day", None, true, of(|it| show_day(it.day))))
        (text("bestand", "disclosure-field-kind", None, false, of(|it| it.kind.clone())))
        (text("zaak", "disclosure-field-case", None, false, of(|it| it.case_number.clone())))
        (text("familie", "disclosure-field-family", Some("disclosure-family-hint"), false, known.map(|it| number(it.family)).unwrap_or_default()))
        (text("gesprek", "disclosure-field-thread", Some("disclosure-thread-hint"), false, known.map(|it| number(it.thread)).unwrap_or_default()))
        (text("gerelateerd", "disclosure-field-related", Some("disclosure-related-hint"), false, known.map(related).unwrap_or_default()))
        (text("link", "disclosure-field-link", None, false, of(|it| it.link.clone())))
        (text("opmerking", "disclosure-field-note", None, false, of(|it| it.note.clone())))
    }
}

/// Reads them; all that is wrong at once.
pub(super) fn read_described(sent: &Fields, errors: &mut Vec<FieldError>) -> Option<Described> {
    let before = errors.len();
    let mut text = |name: &str, needed: bool| {
        plain(name, value(sent, name), needed).map_err(|error| errors.push(error)).unwrap_or_default()
    };
    let (title, kind, case_number) = (text("titel", true), text("bestand", false), text("zaak", false));
    let (link, note) = (text("link", false), text("opmerking", false));
    let day = read_day(value(sent, "datum"));
    if day.is_none() {
        errors.push(FieldError::new("datum", "is not a day", "Vul een dag in, bijvoorbeeld 16-11-2026."));
    }
    let mut number =
        |name: &str| whole(name, value(sent, name)).map_err(|error| errors.push(error)).unwrap_or_default();
    let (family, thread) = (number("familie"), number("gesprek"));
    let related = numbers("gerelateerd", value(sent, "gerelateerd"));
    let related = related.map_err(|error| errors.push(error)).unwrap_or_default();
    let day = day.filter(|_| errors.len() == before)?;
    Some(Described { title, kind, day, family, thread, related, case_number, link, note })
}

/// The two forms of the page.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("disclosure.handle").into());
    }
    let context = Context::within(trace, caller.actor.clone());
    let id = read_id(&id)?;
    let step = value(&sent, "stap").to_owned();
    let with = sent_with(&caller.frame, &form_name(&id, &step), &sent)?;
    let result = match step.as_str() {
        ADD => {
            let mut errors = Vec::new();
            match read_described(&sent, &mut errors) {
                Some(described) => service::add(&house, &context, &id, described, with).await.map(|_| Ok(())),
                None => Err(Error::Invalid(errors)),
            }
        }
        IMPORT => {
            let list = value(&sent, "lijst").to_owned();
            service::import(&house, &context, &id, list, with).await.map(|ruled| ruled.map(drop))
        }
        _ => Err(Error::NotFound("form")),
    };
    let trouble = match result {
        Ok(Ok(())) => {
            return Ok(Redirect::to(&format!("{}/documenten", address(&id))).into_response());
        }
        Ok(Err(refusal)) => Returned::refused(refusal),
        Err(error) => Returned { errors: ask::fields(error)?, ..Returned::default() },
    };
    let page = show(&house, &caller, &context, &id, &Returned { sent, ..trouble }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
