//! `/verslagen/{id}`: minutes with what was found, and what can be done now. The buttons for archiving and sending are there
//! only when nobody can be recognised.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::super::model::{Filing, Minutes, MinutesId, Stage};
use super::super::service::{self, View};
use super::{Trouble, address, form_name, found, new, read_id, stage, text};
use crate::api::Trace;
use crate::decision::{self, Openable};
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Fields, sent_with, show_day, show_moment, value};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// Which page of the text.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    pagina: Option<usize>,
}

/// `/verslagen/{id}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let view = service::view(&house, &context, &read_id(&id)?).await?;
    let around = around(&house, &caller, &view).await?;
    Ok(page(&caller, &view, &around, &Trouble::default(), wanted.pagina.unwrap_or(1)))
}

/// The page of a form that came back.
pub(super) async fn show(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &MinutesId,
    trouble: &Trouble,
) -> Result<Response, PageError> {
    let view = service::view(house, context, id).await?;
    let around = around(house, caller, &view).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page(caller, &view, &around, trouble, 1)).into_response())
}

/// What a page tells besides the minutes.
struct Around {
    /// Who brought them in, by name; by the account when there is none any more.
    by: String,
    /// The rulings that the reader may open.
    open: Openable,
}

async fn around(house: &House, caller: &Caller, view: &View) -> Result<Around, PageError> {
    let account = &view.minutes.made.by.id;
    let name = desk::name_of(house, account).await?;
    let rulings = view.minutes.version.rulings.iter().map(|ruling| ruling.ruling.clone());
    Ok(Around {
        by: name.map_or_else(|| account.clone(), |name| name.expose().clone()),
        open: decision::openable(house, &caller.actor, rulings).await?,
    })
}

fn page(caller: &Caller, view: &View, around: &Around, trouble: &Trouble, wanted: usize) -> Markup {
    let (frame, minutes) = (&caller.frame, &view.minutes);
    let title = frame.say_with("minutes-one", &[("number", Arg::Text(&minutes.number))]);
    let all = frame.say("minutes-title");
    let refused =
        view.contents.as_ref().map(|contents| found::refused(minutes, contents)).unwrap_or_default();
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/verslagen", &all)],
            mistakes: !trouble.errors.is_empty(),
            wide: true,
        },
        &html! {
            (form::error_summary(frame, &trouble.errors))
            (part::heading(&title))
            p { (stage(frame, minutes)) }
            (outcome(frame, minutes))
            @if let Some(contents) = &view.contents {
                (found::unsearched(frame, contents))
                (found::pictures(frame, minutes, contents))
            }
            (about(frame, minutes, &around.by))
            @if !refused.is_empty() { (found::counts(frame, &refused)) }
            (found::reasons(frame, minutes, &around.open))
            @if let Some(contents) = &view.contents {
                (text::passages(frame, &minutes.id, &contents.passages, &refused, wanted))
            }
            section class="wb-section wb-no-print" aria-labelledby="stappen" {
                h2 class="utrecht-heading-2" id="stappen" { (frame.say("minutes-steps")) }
                @if minutes.made.by.id == caller.actor.id {
                    (steps(frame, minutes, trouble))
                } @else {
                    (part::paragraph(&frame.say("minutes-of-other")))
                }
                @if minutes.version.is_clean() {
                    p class="utrecht-paragraph" {
                        (part::link(&format!("{}/bestand", address(&minutes.id)), &frame.say("minutes-download")))
                    }
                }
            }
        },
    )
}

/// What it comes down to, and until when they are kept.
fn outcome(frame: &Frame, minutes: &Minutes) -> Markup {
    match &minutes.stage {
        Stage::Blocked => part::alert(
            Tone::Bad,
            &frame.say("minutes-blocked"),
            &html! { p { (frame.say_with("minutes-blocked-text", &[("count", Arg::Number(minutes.version.found))])) } },
        ),
        Stage::Clean => part::alert(
            Tone::Good,
            &frame.say("minutes-clean"),
            &html! { p { (frame.say("minutes-clean-text")) } },
        ),
        Stage::Filed(filed) => {
            let words = [
                ("day", Arg::Text(&show_day(filed.deed.at.day()))),
                ("until", Arg::Text(&show_day(filed.until))),
                ("code", Arg::Text(&filed.code)),
            ];
            part::alert(
                Tone::Good,
                &frame.say(&format!("minutes-stage-{}", filed.how.as_str())),
                &html! { p { (frame.say_with("minutes-kept", &words)) } },
            )
        }
    }
}

fn about(frame: &Frame, minutes: &Minutes, by: &str) -> Markup {
    let others = if minutes.external { "ja" } else { "nee" };
    part::data_list(&[
        (frame.say("minutes-external"), html! { (frame.say(&format!("minutes-external-{others}"))) }),
        (frame.say("minutes-version"), html! { (minutes.version.number) }),
        (frame.say("minutes-checked"), html! { (show_moment(minutes.version.checked)) }),
        (frame.say("minutes-by"), html! { (by) }),
        (frame.say("minutes-digest"), html! { code class="wb-digest" { (minutes.version.digest) } }),
    ])
}

/// The forms of what can be done now.
fn steps(frame: &Frame, minutes: &Minutes, trouble: &Trouble) -> Markup {
    html! {
        @match minutes.stage {
            Stage::Blocked => {
                @if minutes.version.wants_looking() { (step_form(frame, minutes, "bekeken", "minutes-look")) }
                (step_form(frame, minutes, "weghalen", "minutes-strip"))
            }
            Stage::Clean => {
                (step_form(frame, minutes, Filing::Archived.as_str(), "minutes-archive"))
                (step_form(frame, minutes, Filing::Sent.as_str(), "minutes-send"))
            }
            Stage::Filed(_) => (part::paragraph(&frame.say("minutes-nothing"))),
        }
        @if !matches!(minutes.stage, Stage::Filed(_)) {
            form class="wb-step" method="post" action=(format!("{}/versie", address(&minutes.id))) enctype="multipart/form-data" novalidate {
                h3 class="utrecht-heading-3" { (frame.say("minutes-again")) }
                (form::made_for(frame, &form_name(&minutes.id), minutes.revision))
                (new::text_fields(frame, trouble))
                (part::actions(&[part::submit_second(&frame.say("minutes-again-send"))]))
            }
        }
    }
}

/// A form for one step; it says for which stand of the minutes it was made.
fn step_form(frame: &Frame, minutes: &Minutes, step: &str, key: &str) -> Markup {
    html! {
        form class="wb-step" method="post" action=(address(&minutes.id)) novalidate {
            (form::made_for(frame, &form_name(&minutes.id), minutes.revision))
            (form::hidden("stap", step))
            (part::paragraph(&frame.say(&format!("{key}-text"))))
            (part::actions(&[part::submit(&frame.say(key))]))
        }
    }
}

/// The steps come in here, each with its own name.
pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let (context, id) = (Context::within(trace, caller.actor.clone()), read_id(&id)?);
    let with = sent_with(&caller.frame, &form_name(&id), &sent)?;
    let result = match (value(&sent, "stap"), Filing::of(value(&sent, "stap"))) {
        ("weghalen", _) => service::strip(&house, &context, &id, with).await,
        ("bekeken", _) => service::look_at_pictures(&house, &context, &id, with).await,
        (_, Some(how)) => service::file(&house, &context, &id, how, with).await,
        _ => return Err(PageError::not_found("step")),
    };
    match result {
        Ok(minutes) => Ok(Redirect::to(&address(&minutes.id)).into_response()),
        Err(Error::Invalid(errors)) => show(&house, &caller, &context, &id, &Trouble { errors, sent }).await,
        Err(error) => Err(error.into()),
    }
}

/// `/verslagen/{id}/bestand`: the file, of minutes in which nobody can be recognised.
pub(super) async fn file(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let (minutes, bytes) = service::download(&house, &context, &read_id(&id)?).await?;
    let kind = minutes.version.kind;
    let headers = [
        (CONTENT_TYPE, kind.media_type().to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{}.{}\"", minutes.number, kind.as_str())),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}
