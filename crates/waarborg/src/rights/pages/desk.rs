//! `/verzoeken` and `/verzoeken/nieuw`: all requests, and writing one down for someone.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Bsn, Day};
use maud::{Markup, html};

use super::super::model::{Capacity, Channel, Matter, Request, Right};
use super::super::service::{self, NewRequest, Whose, may_handle};
use super::{Returned, field, parts};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::Lookup;
use crate::vault::{self, FileView};
use crate::web::form::{self, Choice, Field, Fields, read_day, sent_new, show_day, value, values};
use crate::web::part::{self, Tone};
use crate::web::{Caller, Frame, PageError, Sheet, sheet};

const NEW: &str = "verzoek-vastleggen";

/// The file from which a request is written down.
const FILE: &str = "dossier";

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

/// `/verzoeken/nieuw`; with `?dossier=` about the person of that file, whose data can be chosen.
pub(super) async fn blank(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Query(asked): Query<Fields>,
) -> Result<Markup, PageError> {
    let file = file_of(&house, &caller, trace, &asked).await?;
    Ok(fresh(&caller.frame, house.clock.now().day(), file.as_ref(), &Returned::default()))
}

/// The file that is named; who is not charged with it does not hear that it is there.
async fn file_of(
    house: &Arc<House>,
    caller: &Caller,
    trace: Trace,
    sent: &Fields,
) -> Result<Option<FileView>, PageError> {
    if !may_handle(&caller.actor) {
        return Err(Error::Forbidden("rights.receive").into());
    }
    if value(sent, FILE).is_empty() {
        return Ok(None);
    }
    let id = value(sent, FILE).parse().map_err(|_| PageError::not_found("file"))?;
    Ok(Some(vault::view(house, &Context::within(trace, caller.actor.clone()), id).await?))
}

fn fresh(frame: &Frame, today: Day, file: Option<&FileView>, trouble: &Returned) -> Markup {
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
        "rights-new-right",
        "rights-new-received",
        "rights-new-channel",
        "rights-new-capacity",
        "rights-new-matter",
        "rights-new-note",
    ]
    .map(say);
    let [right, received, channel, capacity, matter, note] = &labels;
    let hints = ["rights-new-received-hint", "rights-new-matter-hint", "rights-new-note-hint"].map(say);
    let [received_hint, matter_hint, note_hint] = &hints;
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
            (trouble.shown(frame))
            (part::heading(&title))
            (part::lead(&frame.say("rights-new-lead")))
            (part::alert(Tone::Quiet, &frame.say("rights-mine-complaint"), &html! { p { (frame.say("rights-complaint-elsewhere")) } }))
            form method="post" action="/verzoeken/nieuw" novalidate {
                (form::token(frame, NEW))
                (form::radios(&Field { required: true, ..of("recht", right) },
                    &choices("kind", Right::ALL.iter().map(|it| it.as_str()).collect()), Some(value(sent, "recht"))))
                @match file {
                    Some(file) => (from_file(frame, file, trouble)),
                    None => (person(frame, trouble)),
                }
                (form::day(&Field { hint: Some(received_hint), required: true, ..of("ontvangen", received) }, &day))
                (form::radios(&of("kanaal", channel), &choices("channel", vec!["desk", "paper"]), Some(&or("kanaal", "desk"))))
                (form::radios(&of("wie", capacity), &choices("capacity", Capacity::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("wie", "own"))))
                (form::radios(&Field { hint: Some(matter_hint), ..of("onderwerp", matter) },
                    &choices("matter", Matter::ALL.iter().map(|it| it.as_str()).collect()), Some(&or("onderwerp", "other"))))
                (form::text_area(&Field { hint: Some(note_hint), ..of("tekst", note) }, value(sent, "tekst")))
                (part::actions(&[part::submit(&frame.say("rights-new-send"))]))
            }
        },
    )
}

/// Who it is about, where no file was open. What was typed of a person does not come back in the page.
fn person(frame: &Frame, trouble: &Returned) -> Markup {
    let labels = ["rights-new-bsn", "rights-new-surname", "rights-new-born", "rights-new-person-hint"]
        .map(|key| frame.say(key));
    let [bsn, surname, born, hint] = &labels;
    let of = |name, label| field(frame, trouble, name, label);
    html! {
        (form::text(&Field { hint: Some(hint), ..of("bsn", bsn) }, "", "numeric"))
        (form::text(&of("achternaam", surname), "", "text"))
        (form::day(&of("geboren", born), ""))
    }
}

/// The person of a file, and the data about them to choose from.
fn from_file(frame: &Frame, view: &FileView, trouble: &Returned) -> Markup {
    let (label, hint) = (frame.say("rights-ask-items"), frame.say("rights-ask-items-hint"));
    let about = view.items.iter().filter(|item| item.subject == view.subject.id);
    let choices = about.map(|item| Choice {
        value: item.id.to_string(),
        label: item.kind.clone(),
        hint: Some(show_day(item.obtained)),
    });
    html! {
        (form::hidden(FILE, &view.file.id.to_string()))
        (part::data_list(&[
            (frame.say("rights-column-file"), html! { (view.file.number) }),
            (frame.say("vault-person"), html! { code { (view.subject.pseudonym) } }),
        ]))
        (form::checkboxes(
            &Field { hint: Some(&hint), ..field(frame, trouble, "gegevens", &label) },
            &choices.collect::<Vec<_>>(),
            &values(&trouble.sent, "gegevens"),
        ))
    }
}

/// The form of `/verzoeken/nieuw`.
pub(super) async fn send(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Form(sent): Form<Fields>,
) -> Result<Response, PageError> {
    let file = file_of(&house, &caller, trace, &sent).await?;
    let of_file = |id: &str| file.iter().any(|view| view.items.iter().any(|item| item.id.as_str() == id));
    if !values(&sent, "gegevens").into_iter().all(of_file) {
        return Err(PageError::not_found("item"));
    }
    let context = Context::within(trace, caller.actor.clone());
    let with = sent_new(&caller.frame, NEW, &sent)?;
    let result = match read(&sent, file.as_ref()) {
        Ok((whose, new)) => service::receive(&house, &context, whose, new, with).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match result {
        Ok(request) => Ok(Redirect::to(&format!("/verzoeken/{}", request.id.as_str())).into_response()),
        Err(Error::Invalid(errors)) => {
            let trouble = Returned { errors, sent, ..Returned::default() };
            let page = fresh(&caller.frame, house.clock.now().day(), file.as_ref(), &trouble);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn read(sent: &Fields, file: Option<&FileView>) -> Result<(Whose, NewRequest), Vec<FieldError>> {
    let mut errors = Vec::new();
    let right = Right::of(value(sent, "recht"));
    if right.is_none() {
        errors.push(FieldError::new("recht", "choose what is asked", "Kies wat er wordt gevraagd."));
    }
    if file.is_none() && right.is_some_and(Right::is_about_items) {
        let nl = "Open voor dit verzoek eerst het dossier. Kies daar ‘Verzoek vastleggen’. Dan kunt u de gegevens kiezen.";
        errors.push(FieldError::new("recht", "is asked from a file, where the data can be chosen", nl));
    }
    let received = read_day(value(sent, "ontvangen"));
    if received.is_none() {
        errors.push(FieldError::new("ontvangen", "is not a day", "Vul een dag in, bijvoorbeeld 16-11-2026."));
    }
    let channel = Channel::of(value(sent, "kanaal")).filter(|it| *it != Channel::OwnPage);
    let capacity = Capacity::of(value(sent, "wie"));
    let matter = Matter::of(value(sent, "onderwerp"));
    for (name, missing) in
        [("kanaal", channel.is_none()), ("wie", capacity.is_none()), ("onderwerp", matter.is_none())]
    {
        if missing {
            errors.push(FieldError::new(name, "choose one", "Kies een antwoord."));
        }
    }
    let whose = match file {
        Some(view) => Whose::Known(view.subject.id.clone()),
        None => Whose::Found(lookups(sent, &mut errors)),
    };
    let items = values(sent, "gegevens").into_iter().filter_map(|id| id.parse().ok()).collect();
    let text = value(sent, "tekst");
    let note = if text.is_empty() {
        None
    } else {
        vault::Value::read("tekst", text).map_err(|it| errors.push(it)).ok()
    };
    match (right, received, channel, capacity, matter) {
        (Some(right), Some(received), Some(channel), Some(capacity), Some(matter)) if errors.is_empty() => {
            Ok((whose, NewRequest { right, channel, received, capacity, matter, items, note }))
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
            errors.push(FieldError::new("bsn", "is not a service number", nl));
        }
    }
    match (surname.is_empty(), read_day(born)) {
        (false, Some(born)) => lookups.push(Lookup::NameAndBirth(surname.to_owned(), born)),
        (false, None) => {
            errors.push(FieldError::new(
                "geboren",
                "is not a day",
                "Vul de geboortedatum in, bijvoorbeeld 29-2-1980.",
            ));
        }
        (true, _) if bsn.is_empty() => {
            let nl = "Vul het burgerservicenummer in, of de achternaam met de geboortedatum.";
            errors.push(FieldError::new("bsn", "say who it is about", nl));
        }
        (true, _) => {}
    }
    lookups
}
