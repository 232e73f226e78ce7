//! `/verzoeken` and `/verzoeken/nieuw`: all requests, and writing one down for someone.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Bsn, Day};
use maud::{Markup, html};

use super::super::model::{Capacity, Channel, Matter, Request, Right};
use super::super::service::{self, NewRequest, Sent, Whose, may_handle};
use super::{Fields, Trouble, field, parts, sent_with, value, wrong};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::Lookup;
use crate::vault;
use crate::web::form::{self, Choice, Field, read_day, show_day};
use crate::web::part::{self, Tone};
use crate::web::{Caller, Frame, PageError, Sheet, sheet};

const NEW: &str = "verzoek-vastleggen";

/// `/verzoeken`
pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let (open, closed) = service::list(&house, &context).await?;
    let frame = &caller.frame;
    let title = frame.say("rights-desk-title");
    let handles = may_handle(&caller.actor);
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("rights-desk-lead")))
            @if handles { (part::actions(&[part::link_button("/verzoeken/nieuw", &frame.say("rights-desk-new"))])) }
            (listed(frame, &house, "rights-desk-open", &open))
            (listed(frame, &house, "rights-desk-closed", &closed))
        },
    ))
}

fn listed(frame: &Frame, house: &House, key: &str, requests: &[Request]) -> Markup {
    let columns = [
        "rights-column-number",
        "rights-column-kind",
        "rights-column-received",
        "rights-column-stage",
        "rights-column-clock",
    ]
    .map(|key| frame.say(key));
    let row = |request: &Request| {
        vec![
            part::link(&format!("/verzoeken/{}", request.id.as_str()), &request.number),
            html! { (parts::kind(frame, request)) },
            html! { (show_day(request.received)) },
            parts::stage(frame, request),
            parts::clock(frame, house, request),
        ]
    };
    let rows: Vec<_> = requests.iter().map(row).collect();
    let title = frame.say(key);
    html! {
        section class="wb-section" aria-labelledby=(key) {
            h2 class="utrecht-heading-2" id=(key) { (title) }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("rights-desk-none")))
            } @else {
                (part::table_under_heading(&title, &columns, &rows))
            }
        }
    }
}

/// `/verzoeken/nieuw`
pub(super) async fn blank(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("rights.receive").into());
    }
    Ok(fresh(&caller.frame, house.clock.now().day(), &Trouble::default()))
}

fn fresh(frame: &Frame, today: Day, trouble: &Trouble) -> Markup {
    let title = frame.say("rights-new-title");
    let all = frame.say("rights-desk-title");
    let sent = &trouble.sent;
    let say = |key: &str| frame.say(key);
    let choices = |kind: &str, words: Vec<&str>| -> Vec<Choice> {
        words.into_iter().map(|word| Choice::new(word, frame.say(&format!("rights-{kind}-{word}")))).collect()
    };
    let or = |name: &str, otherwise: &'static str| {
        let given = value(sent, name);
        (if given.is_empty() { otherwise } else { given }).to_owned()
    };
    let labels = [
        "rights-ask-right",
        "rights-new-bsn",
        "rights-new-surname",
        "rights-new-born",
        "rights-new-received",
        "rights-new-channel",
        "rights-new-capacity",
        "rights-new-matter",
        "rights-new-item",
        "rights-ask-note",
    ]
    .map(say);
    let [right, bsn, surname, born, received, channel, capacity, matter, item, note] = &labels;
    let hints = [
        "rights-new-person-hint",
        "rights-new-received-hint",
        "rights-new-matter-hint",
        "rights-new-item-hint",
        "rights-ask-note-hint",
    ]
    .map(say);
    let [person_hint, received_hint, matter_hint, item_hint, note_hint] = &hints;
    let day = if sent.is_empty() { show_day(today) } else { value(sent, "ontvangen").to_owned() };
    let of = |name, label| field(frame, trouble, name, label);
    sheet(
        frame,
        &Sheet {
            title: &title,
            crumbs: &[("/verzoeken", &all)],
            mistakes: !trouble.errors.is_empty(),
            wide: false,
        },
        &html! {
            (parts::trouble(frame, trouble))
            (part::heading(&title))
            (part::lead(&frame.say("rights-new-lead")))
            (part::alert(Tone::Quiet, &frame.say("rights-mine-complaint"), &html! { p { (frame.say("rights-complaint-elsewhere")) } }))
            form method="post" action="/verzoeken/nieuw" novalidate {
                (form::token(frame, NEW))
                (form::radios(&Field { required: true, ..of("recht", right) },
                    &choices("kind", Right::ALL.iter().map(|it| it.as_str()).collect()), Some(value(sent, "recht"))))
                (form::text(&Field { hint: Some(person_hint), ..of("bsn", bsn) }, "", "numeric"))
                (form::text(&of("achternaam", surname), "", "text"))
                (form::day(&of("geboren", born), ""))
                (form::day(&Field { hint: Some(received_hint), required: true, ..of("ontvangen", received) }, &day))
                (form::radios(&of("kanaal", channel), &choices("channel", vec!["desk", "paper"]), Some(&or("kanaal", "desk"))))
                (form::radios(&of("wie", capacity), &choices("capacity", Capacity::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("wie", "own"))))
                (form::radios(&Field { hint: Some(matter_hint), ..of("onderwerp", matter) },
                    &choices("matter", Matter::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("onderwerp", "other"))))
                (form::text(&Field { hint: Some(item_hint), ..of("gegevens", item) }, value(sent, "gegevens"), "text"))
                (form::text_area(&Field { hint: Some(note_hint), ..of("tekst", note) }, value(sent, "tekst")))
                (part::actions(&[part::submit(&frame.say("rights-new-send"))]))
            }
        },
    )
}

/// The form of `/verzoeken/nieuw`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("rights.receive").into());
    }
    let context = Context::within(trace, caller.actor.clone());
    let with = sent_with(&caller.frame, NEW, &sent)?;
    let result = match read(&sent) {
        Ok((lookups, new)) => {
            service::receive(&house, &context, Whose::Found(lookups), new, Sent { revision: None, ..with })
                .await
        }
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match result {
        Ok(request) => Ok(Redirect::to(&format!("/verzoeken/{}", request.id.as_str())).into_response()),
        Err(Error::Invalid(errors)) => {
            let trouble = Trouble { errors, sent, ..Trouble::default() };
            let page = fresh(&caller.frame, house.clock.now().day(), &trouble);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn read(sent: &Fields) -> Result<(Vec<Lookup>, NewRequest), Vec<FieldError>> {
    let mut errors = Vec::new();
    let right = Right::of(value(sent, "recht"));
    if right.is_none() {
        errors.push(wrong("recht", "choose what is asked", "Kies wat er wordt gevraagd."));
    }
    let received = read_day(value(sent, "ontvangen"));
    if received.is_none() {
        errors.push(wrong("ontvangen", "is not a day", "Vul een dag in, bijvoorbeeld 16-11-2026."));
    }
    let channel = Channel::of(value(sent, "kanaal")).filter(|it| *it != Channel::OwnPage);
    let capacity = Capacity::of(value(sent, "wie"));
    let matter = Matter::of(value(sent, "onderwerp"));
    for (name, missing) in
        [("kanaal", channel.is_none()), ("wie", capacity.is_none()), ("onderwerp", matter.is_none())]
    {
        if missing {
            errors.push(wrong(name, "choose one", "Kies een antwoord."));
        }
    }
    let lookups = lookups(sent, &mut errors);
    let mut items = Vec::new();
    for word in value(sent, "gegevens").split_whitespace() {
        if let Ok(id) = word.parse() {
            items.push(id);
        } else {
            let nl = "Dit is geen nummer van een gegeven: 32 tekens uit 0-9 en a-f.";
            errors.push(wrong("gegevens", "is not the number of an item", nl));
            break;
        }
    }
    let text = value(sent, "tekst");
    let note = if text.is_empty() {
        None
    } else {
        vault::Value::read("tekst", text).map_err(|it| errors.push(it)).ok()
    };
    match (right, received, channel, capacity, matter) {
        (Some(right), Some(received), Some(channel), Some(capacity), Some(matter)) if errors.is_empty() => {
            Ok((lookups, NewRequest { right, channel, received, capacity, matter, items, note }))
        }
        _ => Err(errors),
    }
}

/// By what the person is found.
fn lookups(sent: &Fields, errors: &mut Vec<FieldError>) -> Vec<Lookup> {
    let (bsn, surname, born) = (value(sent, "bsn"), value(sent, "achternaam"), value(sent, "geboren"));
    let mut lookups = Vec::new();
    if !bsn.is_empty() {
        if let Ok(bsn) = bsn.parse::<Bsn>() {
            lookups.push(Lookup::Bsn(bsn));
        } else {
            let nl = "Dit is geen burgerservicenummer. Kijk het nummer na.";
            errors.push(wrong("bsn", "is not a service number", nl));
        }
    }
    match (surname.is_empty(), read_day(born)) {
        (false, Some(born)) => lookups.push(Lookup::NameAndBirth(surname.to_owned(), born)),
        (false, None) => {
            errors.push(wrong("geboren", "is not a day", "Vul de geboortedatum in, bijvoorbeeld 29-2-1980."));
        }
        (true, _) if bsn.is_empty() => {
            let nl = "Vul het burgerservicenummer in, of de achternaam met de geboortedatum.";
            errors.push(wrong("bsn", "say who it is about", nl));
        }
        (true, _) => {}
    }
    lookups
}
