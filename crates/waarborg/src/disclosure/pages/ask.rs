//! `/openbaarheid/verzoek` and `/openbaarheid/volgen`: anyone asks, and sees how it stands by the number and code of the receipt.
//! What someone typed about themselves comes back in no page but the form that they sent.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ground::{Actor, Role};
use maud::{Markup, html};

use super::super::letters;
use super::super::model::{Audience, Request, Stage, Way};
use super::super::service::{self, Ask, Receipt, Tracked};
use super::parts;
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::register::{Returned, field};
use crate::vault;
use crate::web::csrf::Sent;
use crate::web::form::{self, Field, Fields, sent_new, show_moment, value};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Frame, PageError, Sheet, Under, blocks, may_enter, sheet};

const ASK: &str = "woo-verzoek";
const FOLLOW: &str = "woo-volgen";

/// Anyone, as the journal has them: nobody signs in to ask.
fn anyone(trace: Trace) -> Context {
    Context::within(trace, Actor { id: String::from("public"), role: Role::Resident })
}

/// `/openbaarheid/verzoek`
pub(super) async fn blank(frame: Frame) -> Markup {
    ask_page(&frame, &Returned::default())
}

fn ask_page(frame: &Frame, trouble: &Returned) -> Markup {
    let title = frame.say("disclosure-ask-title");
    let all = frame.say("disclosure-public-title");
    let mistakes = !trouble.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/openbaarheid", &all)], mistakes, wide: false },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-ask-lead")))
            (part::alert(Tone::Quiet, &frame.say("disclosure-ask-own-title"), &html! {
                p {
                    (frame.say("disclosure-ask-own"))
                    @if frame.person.as_ref().is_none_or(|person| may_enter(person.role, "/mijn")) {
                        " " (part::link("/mijn", &frame.say("disclosure-ask-own-link")))
                    }
                }
            }))
            form method="post" action="/openbaarheid/verzoek" novalidate {
                (form::token(frame, ASK))
                (ask_fields(frame, trouble))
                (part::actions(&[part::submit(&frame.say("disclosure-ask-send"))]))
            }
        },
    )
}

/// Who asks and what, for the page of everyone and for who writes it down for someone.
pub(super) fn ask_fields(frame: &Frame, trouble: &Returned) -> Markup {
    let labels = [
        "disclosure-ask-name",
        "disclosure-ask-contact",
        "disclosure-ask-contact-hint",
        "disclosure-ask-words",
        "disclosure-ask-words-hint",
    ]
    .map(|key| frame.say(key));
    let [name, contact, contact_hint, words, words_hint] = &labels;
    let of = |path, label| Field { required: true, ..field(frame, trouble, path, label) };
    html! {
        (form::text_area(&Field { hint: Some(words_hint), ..of("vraag", words) }, value(&trouble.sent, "vraag")))
        (form::text(&of("naam", name), value(&trouble.sent, "naam"), "text"))
        (form::text(&Field { hint: Some(contact_hint), ..of("contact", contact) }, value(&trouble.sent, "contact"), "text"))
    }
}

/// Reads them: the contact, then the words.
pub(super) fn read_ask(sent: &Fields, errors: &mut Vec<FieldError>) -> Option<(vault::Value, vault::Value)> {
    let mut read = |path: &str, text: &str| vault::Value::read(path, text).map_err(|it| errors.push(it)).ok();
    let words = read("vraag", value(sent, "vraag"));
    let name = read("naam", value(sent, "naam"));
    let contact = read("contact", value(sent, "contact"));
    let who = format!("{}\n{}", value(sent, "naam"), value(sent, "contact"));
    let who = vault::Value::read("contact", &who).ok();
    match (words, name, contact, who) {
        (Some(words), Some(_), Some(_), Some(who)) => Some((who, words)),
        _ => None,
    }
}

/// The form of `/openbaarheid/verzoek`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    frame: Frame,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let with = sent_new(&frame, ASK, &sent)?;
    let mut errors = Vec::new();
    let Some((contact, words)) = read_ask(&sent, &mut errors) else {
        let page = ask_page(&frame, &Returned { errors, sent, ..Returned::default() });
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let ask = Ask { way: Way::Web, received: house.clock.now().day(), contact, words };
    let receipt = service::receive(&house, &anyone(trace), ask, Sent { revision: None, ..with }).await?;
    Ok(receipt_page(&frame, &house, &receipt).into_response())
}

/// Shown once. The code is kept nowhere.
pub(super) fn receipt_page(frame: &Frame, house: &House, receipt: &Receipt) -> Markup {
    let title = frame.say("disclosure-receipt-title");
    let all = frame.say("disclosure-public-title");
    let request = &receipt.request;
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/openbaarheid", &all)], ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-receipt-lead")))
            (part::data_list(&[
                (frame.say("rights-column-number"), html! { code { (request.number) } }),
                (frame.say("disclosure-follow-code"), html! { code { (receipt.code.expose()) } }),
            ]))
            (part::alert(Tone::Ask, &frame.say("disclosure-receipt-once"), &html! { p { (frame.say("disclosure-receipt-once-text")) } }))
            (parts::timeline(frame, house, request))
            (part::actions(&[part::link_button_second("/openbaarheid/volgen", &frame.say("disclosure-follow-title"))]))
        },
    )
}

/// `/openbaarheid/volgen`
pub(super) async fn follow_form(frame: Frame) -> Markup {
    follow_page(&frame, &Returned::default())
}

fn follow_page(frame: &Frame, trouble: &Returned) -> Markup {
    let title = frame.say("disclosure-follow-title");
    let all = frame.say("disclosure-public-title");
    let labels = ["rights-column-number", "disclosure-follow-code"].map(|key| frame.say(key));
    let [number, code] = &labels;
    let of = |path, label| Field { required: true, ..field(frame, trouble, path, label) };
    let mistakes = !trouble.errors.is_empty();
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/openbaarheid", &all)], mistakes, wide: false },
        &html! {
            (trouble.shown(frame))
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-follow-lead")))
            form method="post" action="/openbaarheid/volgen" novalidate {
                (form::token(frame, FOLLOW))
                (form::text(&of("nummer", number), value(&trouble.sent, "nummer"), "text"))
                (form::text(&of("code", code), "", "text"))
                (part::actions(&[part::submit(&frame.say("disclosure-follow-send"))]))
            }
        },
    )
}

/// The form of `/openbaarheid/volgen`.
pub(super) async fn follow(
    State(house): State<Arc<House>>,
    frame: Frame,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    // The token shows that the form is ours; looking twice does no harm, so it is not used up.
    sent_new(&frame, FOLLOW, &sent)?;
    let found = service::follow(&house, value(&sent, "nummer"), value(&sent, "code")).await?;
    let error = match found {
        Tracked::Found(found) => return Ok(stand(&frame, &house, &found).into_response()),
        Tracked::Unknown => FieldError::new(
            "nummer",
            "number and code do not belong together",
            "Dit nummer en deze code horen niet bij elkaar. Kijk ze na op uw bewijs.",
        ),
        Tracked::Wait(until) => {
            let until = show_moment(until);
            let (message, nl) = (
                format!("too many tries; try again after {until}"),
                format!("U hebt te vaak een verkeerde code ingevuld. Probeer het weer na {until}."),
            );
            FieldError::new("nummer", &message, &nl)
        }
    };
    let page = follow_page(&frame, &Returned { errors: vec![error], sent, ..Returned::default() });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// How it stands, for the one who asked.
fn stand(frame: &Frame, house: &House, found: &service::View) -> Markup {
    let request = &found.request;
    let title = frame.say_with("disclosure-request-title", &[("number", Arg::Text(&request.number))]);
    let all = frame.say("disclosure-public-title");
    let written = letters::decision(frame.language, found);
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/openbaarheid", &all)], wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            p { (parts::stage(frame, request)) }
            (part::paragraph(&frame.say(&format!("disclosure-now-{}", now(request)))))
            (parts::timeline(frame, house, request))
            @if !written.is_empty() {
                section class="wb-section" aria-labelledby="besluit" {
                    h2 class="utrecht-heading-2" id="besluit" { (frame.say("disclosure-decision-title")) }
                    (blocks(Under::Section, &written))
                }
            }
            (parts::history(frame, request, false))
        },
    )
}

/// What happens next, as translations call it.
fn now(request: &Request) -> &'static str {
    match &request.stage {
        Stage::Released(decision) if !decision.proposal.outcome.gives() => "decided",
        Stage::Released(decision) if decision.proposal.audience != Audience::Everyone => "given",
        stage => stage.as_str(),
    }
}

/// Errors of a form go back to it; others are failures.
pub(super) fn fields(error: Error) -> Result<Vec<FieldError>, PageError> {
    if let Error::Invalid(errors) = error { Ok(errors) } else { Err(error.into()) }
}
