//! `/woo-verzoeken` and `/woo-verzoeken/nieuw`: all requests, and writing one down that came by letter or e-mail.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ground::Day;
use maud::{Markup, html};

use super::super::model::{Request, Way};
use super::super::service::{self, Ask, may_handle};
use super::{ask, parts};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::register::{Returned, field};
use crate::web::form::{self, Field, Fields, read_day, sent_new, show_day, value};
use crate::web::part;
use crate::web::{Caller, Frame, PageError, Sheet, sheet};

const NEW: &str = "woo-vastleggen";

/// `/woo-verzoeken`
pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let (open, closed) = service::list(&house, &context).await?;
    let frame = &caller.frame;
    let title = frame.say("disclosure-desk-title");
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-desk-lead")))
            @if may_handle(&caller.actor) {
                (part::actions(&[part::link_button("/woo-verzoeken/nieuw", &frame.say("disclosure-new-title"))]))
            }
            (listed(frame, &house, "disclosure-desk-open", &open))
            (listed(frame, &house, "disclosure-desk-closed", &closed))
        },
    ))
}

fn listed(frame: &Frame, house: &House, key: &str, requests: &[Request]) -> Markup {
    let columns =
        ["rights-column-number", "rights-column-received", "rights-column-stage", "rights-column-clock"]
            .map(|key| frame.say(key));
    let row = |request: &Request| {
        vec![
            part::link(&super::address(&request.id), &request.number),
            html! { (show_day(request.received)) },
            parts::stage(frame, request),
            parts::clock_badge(frame, house, request),
        ]
    };
    let rows: Vec<_> = requests.iter().map(row).collect();
    let title = frame.say(key);
    html! {
        section class="wb-section" aria-labelledby=(key) {
            h2 class="utrecht-heading-2" id=(key) { (title) }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("disclosure-desk-none")))
            } @else {
                (part::table_under_heading(&title, &columns, &rows))
            }
        }
    }
}

/// `/woo-verzoeken/nieuw`
pub(super) async fn blank(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("disclosure.receive").into());
    }
    Ok(fresh(&caller.frame, house.clock.now().day(), &Returned::default()))
}

fn fresh(frame: &Frame, today: Day, trouble: &Returned) -> Markup {
    let title = frame.say("disclosure-new-title");
    let all = frame.say("disclosure-desk-title");
    let labels =
        ["rights-new-received", "rights-new-received-hint", "rights-new-channel"].map(|key| frame.say(key));
    let [received, hint, way] = &labels;
    let sent = &trouble.sent;
    let day = if sent.is_empty() { show_day(today) } else { value(sent, "ontvangen").to_owned() };
    let chosen = if sent.is_empty() { "paper" } else { value(sent, "kanaal") };
    let mistakes = !trouble.errors.is_empty();
    let ways = [Way::Paper, Way::Email].map(Way::as_str);
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/woo-verzoeken", &all)], mistakes, wide: false },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-new-lead")))
            form method="post" action="/woo-verzoeken/nieuw" novalidate {
                (form::token(frame, NEW))
                (form::radios(&Field { required: true, ..field(frame, trouble, "kanaal", way) },
                    &parts::choices(frame, "way", ways.into_iter()), Some(chosen)))
                (form::day(&Field { hint: Some(hint), required: true, ..field(frame, trouble, "ontvangen", received) }, &day))
                (ask::ask_fields(frame, trouble))
                (part::actions(&[part::submit(&frame.say("disclosure-new-send"))]))
            }
        },
    )
}

/// The form of `/woo-verzoeken/nieuw`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("disclosure.receive").into());
    }
    let with = sent_new(&caller.frame, NEW, &sent)?;
    let result = match read(&sent) {
        Ok(ask) => {
            let context = Context::within(trace, caller.actor.clone());
            service::receive(&house, &context, ask, with).await
        }
        Err(error) => Err(error),
    };
    match result {
        Ok(receipt) => Ok(ask::receipt_page(&caller.frame, &house, &receipt).into_response()),
        Err(error) => {
            let errors = ask::fields(error)?;
            let page = fresh(
                &caller.frame,
                house.clock.now().day(),
                &Returned { errors, sent, ..Returned::default() },
            );
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn read(sent: &Fields) -> Result<Ask, Error> {
    let mut errors = Vec::new();
    let way = Way::of(value(sent, "kanaal")).filter(|way| *way != Way::Web);
    if way.is_none() {
        errors.push(FieldError::new("kanaal", "choose one", "Kies een antwoord."));
    }
    let received = read_day(value(sent, "ontvangen"));
    if received.is_none() {
        errors.push(FieldError::new("ontvangen", "is not a day", "Vul een dag in, bijvoorbeeld 16-11-2026."));
    }
    let read = ask::read_ask(sent, &mut errors);
    match (way, received, read) {
        (Some(way), Some(received), Some((contact, words))) => Ok(Ask { way, received, contact, words }),
        _ => Err(Error::Invalid(errors)),
    }
}
