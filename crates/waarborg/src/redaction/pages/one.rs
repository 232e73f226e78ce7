//! `/documenten/{id}`: the document as text with its marks, the forms to judge them, and the steps.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::super::grounds::Ground;
use super::super::model::{Document, DocumentId, Keep, Mark, Remark, Stage, State as Judged, kind_of};
use super::super::service::{self, Addition, Change, View, Which, may_handle};
use super::{Trouble, address, form_name, forms, list, output, overview, read_id, text};
use crate::api::Trace;
use crate::decision::{self, Asked};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::web::form::{self, Fields, sent_with, value};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// `/documenten/{id}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Query(asked): Query<Fields>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let id = read_id(&id)?;
    let part = value(&asked, "pagina").parse().unwrap_or(1);
    show(&house, &caller, &context, &id, part, &Trouble::default()).await
}

async fn show(
    house: &Arc<House>,
    caller: &Caller,
    context: &Context,
    id: &DocumentId,
    part: usize,
    trouble: &Trouble,
) -> Result<Response, PageError> {
    let view = service::open(house, context, id).await?;
    let closed = matches!(view.contents, Some(Err(_)));
    let around = overview::around(house, &caller.actor, &view.document).await?;
    let page = page(caller, &view, &around, part, trouble);
    let status = match trouble {
        Trouble { refusal: Some(_), .. } => StatusCode::FORBIDDEN,
        Trouble { errors, .. } if !errors.is_empty() => StatusCode::UNPROCESSABLE_ENTITY,
        _ if closed => StatusCode::FORBIDDEN,
        _ => StatusCode::OK,
    };
    Ok((status, page).into_response())
}

fn page(caller: &Caller, view: &View, around: &overview::Around, part: usize, trouble: &Trouble) -> Markup {
    let (frame, document) = (&caller.frame, &view.document);
    let title = frame.say_with("redaction-one-title", &[("number", Arg::Text(&document.number))]);
    let all = frame.say("redaction-title");
    let handles = may_handle(&caller.actor);
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/documenten", &all)],
            mistakes: !trouble.errors.is_empty(),
            wide: true,
        },
        &html! {
            (form::error_summary(frame, &trouble.errors))
            @if let Some(refusal) = &trouble.refusal {
                (part::alert(Tone::Bad, &frame.say("redaction-refusal"), &html! {
                    p { (frame.language.pick(refusal.message_nl, refusal.message)) " " (part::norm(refusal.norm)) }
                }))
            }
            (part::heading(&title))
            p { (list::stage(frame, document)) }
            @if let Some(Err(declined)) = &view.contents { (decision::declined_alert(frame, declined)) }
            (overview::about(frame, document, around))
            (overview::progress(frame, &view.marks))
            @if let Some(Ok(contents)) = &view.contents {
                @if handles && document.stage == Stage::InReview { (forms::at_once(frame, document, trouble)) }
                (text::passages(frame, view, contents, part, handles, trouble))
                @if handles && document.stage == Stage::InReview { (forms::add(frame, document, trouble)) }
            }
            (overview::summary(frame, &view.marks))
            section class="wb-section wb-no-print" aria-labelledby="stappen" {
                h2 class="utrecht-heading-2" id="stappen" { (frame.say("redaction-steps")) }
                @if document.destroyed {
                    (part::paragraph(&frame.say("redaction-destroyed-text")))
                } @else if handles {
                    (forms::steps(frame, &caller.actor, view, trouble))
                    (output::links(frame, document))
                } @else {
                    (part::paragraph(&frame.say("redaction-read-only")))
                }
            }
            (overview::history(frame, document, around))
        },
    )
}

/// The steps of a document come in here, each with its own name.
pub(super) async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let (context, id) = (Context::within(trace, caller.actor.clone()), read_id(&id)?);
    let with = sent_with(&caller.frame, &form_name(&id), &sent)?;
    let result = match value(&sent, "stap") {
        "klaar" => asked(service::propose(&house, &context, &id, with).await),
        "uitbrengen" => asked(service::release(&house, &context, &id, with).await),
        "gecontroleerd" => match service::check(&house, &context, &id, with).await {
            Ok(Err(refusal)) => {
                let trouble = Trouble { refusal: Some(refusal), ..Trouble::default() };
                return show(&house, &caller, &context, &id, 1, &trouble).await;
            }
            Ok(Ok(_)) => Ok(None),
            Err(error) => Err(error),
        },
        "terug" => match Remark::of(value(&sent, "opmerking")) {
            Some(remark) => service::send_back(&house, &context, &id, remark, with).await.map(|_| None),
            None => Err(Error::invalid("opmerking", "choose what is not right", "Kies wat er niet klopt.")),
        },
        _ => return Err(PageError::not_found("step")),
    };
    match result {
        Ok(None) => Ok(Redirect::to(&format!("/documenten/{}#stappen", id.as_str())).into_response()),
        Ok(Some(declined)) => Ok(refused(&caller.frame, &declined)),
        Err(Error::Invalid(errors)) => {
            show(&house, &caller, &context, &id, 1, &Trouble { errors, sent, ..Trouble::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What was ruled instead, if it was no yes.
fn asked<T>(result: Result<Asked<T>, Error>) -> Result<Option<Box<decision::Declined>>, Error> {
    result.map(Result::err)
}

fn refused(frame: &Frame, declined: &decision::Declined) -> Response {
    let title = frame.say("redaction-title");
    let body = html! { (part::heading(&title)) (decision::declined_alert(frame, declined)) };
    let crumbs: &[_] = &[("/documenten", &*title)];
    let page = sheet(frame, &Sheet { title: &title, crumbs, ..Sheet::default() }, &body);
    (StatusCode::FORBIDDEN, page).into_response()
}

/// What a form about marks asks.
enum Wish {
    Judge(Which, Change),
    Add(Addition),
}

/// Judging marks, and adding them.
pub(super) async fn judge(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("redaction.handle").into());
    }
    let (context, id) = (Context::within(trace, caller.actor.clone()), read_id(&id)?);
    let with = sent_with(&caller.frame, &form_name(&id), &sent)?;
    let part = value(&sent, "deel").parse().unwrap_or(1);
    let read = house.db.read("redaction.find", {
        let id = id.clone();
        move |tx| service::document_in(tx, &id)
    });
    let document = read.await?;
    let result = match wish(&document, &sent) {
        Ok(Wish::Judge(which, change)) => {
            service::judge(&house, &context, &id, which, change, with).await.map(|_| None)
        }
        Ok(Wish::Add(addition)) => asked(service::add(&house, &context, &id, addition, with).await),
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match result {
        Ok(None) => {
            let (marks, document) = house
                .db
                .read("redaction.marks", move |tx| Ok((service::marks_in(tx, &document)?, document)))
                .await?;
            let judged = value(&sent, "markering").parse().ok();
            Ok(Redirect::to(&next(&document, &marks, part, judged)).into_response())
        }
        Ok(Some(declined)) => Ok(refused(&caller.frame, &declined)),
        Err(Error::Invalid(errors)) => {
            let errors = errors.into_iter().map(|error| at_mark(error, &sent)).collect();
            show(&house, &caller, &context, &id, part, &Trouble { errors, sent, ..Trouble::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

fn wish(document: &Document, sent: &Fields) -> Result<Wish, Vec<FieldError>> {
    let ground = |name: &str| Ground::of(document.law.as_str(), value(sent, name));
    let no_ground = |name: &str| FieldError::new(name, "choose a ground", "Kies een grond uit de wet.");
    let judgement = value(sent, "oordeel");
    if judgement == "toevoegen" {
        let (kind, ground) = (kind_of(value(sent, "soort")), ground("grond"));
        let mut errors = Vec::new();
        if kind.is_err() {
            errors.push(FieldError::new("soort", "choose what it is", "Kies wat het is."));
        }
        if ground.is_none() {
            errors.push(no_ground("grond"));
        }
        return match (kind, ground) {
            (Ok(kind), Some(ground)) => {
                Ok(Wish::Add(Addition { words: value(sent, "woorden").to_owned(), kind, ground }))
            }
            _ => Err(errors),
        };
    }
    if judgement == "zeker" {
        let percent = value(sent, "zekerheid").parse().ok().filter(|percent| *percent <= 100);
        let percent = percent
            .ok_or_else(|| vec![FieldError::new("zekerheid", "choose how sure", "Kies hoe zeker.")])?;
        return Ok(Wish::Judge(Which::Above(percent), Change::Accept));
    }
    let place: i64 = value(sent, "markering").parse().map_err(|_| Vec::new())?;
    let (which, what) = match judgement.strip_suffix("-alle") {
        Some(what) => (Which::Like(place), what),
        None => (Which::One(place), judgement),
    };
    let change = match what {
        "weg" => Change::Accept,
        "blijft" => {
            let keep = Keep::of(value(sent, &format!("reden-{place}")));
            let nl = "Kies waarom dit mag blijven staan.";
            Change::Reject(
                keep.ok_or_else(|| vec![FieldError::new("reden", "choose why this may stay", nl)])?,
            )
        }
        "grond" => Change::Ground(
            ground(&format!("grond-{place}")).ok_or_else(|| vec![no_ground(&format!("grond-{place}"))])?,
        ),
        _ => {
            return Err(vec![FieldError::new(
                "oordeel",
                "choose one of the buttons",
                "Kies een van de knoppen.",
            )]);
        }
    };
    Ok(Wish::Judge(which, change))
}

/// A reason that does not fit is told at the mark for which it was given.
fn at_mark(error: FieldError, sent: &Fields) -> FieldError {
    match (error.path.as_str(), value(sent, "markering")) {
        ("reden", place) if !place.is_empty() => FieldError { path: format!("reden-{place}"), ..error },
        _ => error,
    }
}

/// Where to go on: at the next mark that nobody judged, after this one or else from the beginning.
fn next(document: &Document, marks: &[Mark], part: usize, judged: Option<i64>) -> String {
    let here = judged.and_then(|place| marks.iter().position(|mark| mark.place == place)).unwrap_or(0);
    let open = |mark: &&Mark| mark.state == Judged::Proposed;
    let next = marks.iter().skip(here).find(open).or_else(|| marks.iter().find(open));
    let base = address(&document.id);
    match next {
        Some(mark) => {
            let part = text::part_of(document, marks, mark);
            format!("{base}?pagina={part}#oordeel-{}", mark.place)
        }
        None => format!("{base}?pagina={part}#stappen"),
    }
}
