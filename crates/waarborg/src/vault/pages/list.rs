//! The files that someone is charged with, and the search for a person.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ground::Bsn;
use maud::{Markup, html};

use super::{Sent, field, may_work, value};
use crate::error::FieldError;
use crate::house::House;
use crate::journal::Context;
use crate::records::{File, Lookup, Subject};
use crate::vault::service;
use crate::web::form::{self, show_day};
use crate::web::part::{self, Tone};
use crate::web::{Arg, Caller, Frame, PageError, Sheet, csrf, law_name, sheet};

const FORM: &str = "dossiers-zoeken";

pub(super) async fn show(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    may_work(&caller)?;
    let files = service::mine(&house, &Context::begin(&house, caller.actor.clone())).await?;
    Ok(page(&caller.frame, &files, None, &Sent::new(), &[]))
}

/// Searching is a form, so that no number and no name stands in an address.
pub(super) async fn search(
    State(house): State<Arc<House>>,
    caller: Caller,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    may_work(&caller)?;
    caller.frame.verify(FORM, value(&sent, csrf::FIELD))?;
    let context = Context::begin(&house, caller.actor.clone());
    let files = service::mine(&house, &context).await?;
    match read(&sent) {
        Ok(lookup) => {
            let found = service::find(&house, &context, lookup).await?;
            Ok(page(&caller.frame, &files, Some(&found), &Sent::new(), &[]).into_response())
        }
        Err(errors) => {
            let page = page(&caller.frame, &files, None, &sent, &errors);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn read(sent: &Sent) -> Result<Lookup, Vec<FieldError>> {
    let (bsn, name, born) = (value(sent, "bsn"), value(sent, "naam"), value(sent, "geboren"));
    if !bsn.is_empty() {
        let nl = "Dit is geen burgerservicenummer. Kijk of u alle negen cijfers goed hebt overgenomen.";
        return bsn
            .parse::<Bsn>()
            .map(Lookup::Bsn)
            .map_err(|error| vec![FieldError::new("bsn", error.to_string(), nl)]);
    }
    match (name.is_empty(), form::read_day(born)) {
        (false, Some(day)) => Ok(Lookup::NameAndBirth(name.to_owned(), day)),
        (true, _) => {
            let nl = "Vul een burgerservicenummer in, of een achternaam met geboortedatum.";
            Err(vec![FieldError::new("bsn", "a number, or a surname with a date of birth", nl)])
        }
        (false, None) => {
            Err(vec![FieldError::new("geboren", "is not a day", "Vul een datum in, bijvoorbeeld 29-2-1980.")])
        }
    }
}

fn page(
    frame: &Frame,
    files: &[(File, Subject)],
    found: Option<&[(File, Subject)]>,
    sent: &Sent,
    errors: &[FieldError],
) -> Markup {
    let title = frame.say("vault-title");
    let options = Sheet { title: &title, wide: true, mistakes: !errors.is_empty(), ..Sheet::default() };
    sheet(
        frame,
        &options,
        &html! {
            (part::heading(&title))
            (form::error_summary(frame, errors))
            (part::lead(&frame.say("vault-lead")))
            @if let Some(found) = found { (results(frame, found)) }
            (search_form(frame, sent, errors))
            section class="wb-section" aria-labelledby="mijn" {
                h2 class="utrecht-heading-2" id="mijn" { (frame.say("vault-mine")) }
                @if files.is_empty() { (part::paragraph(&frame.say("vault-mine-none"))) }
                @else { (table(frame, &frame.say("vault-mine-caption"), files)) }
            }
            (part::actions(&[part::link_button_second("/dossiers/nieuw", &frame.say("vault-new"))]))
        },
    )
}

fn results(frame: &Frame, found: &[(File, Subject)]) -> Markup {
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let words = frame.say_with("vault-found", &[("count", Arg::Number(count))]);
    let tone = if found.is_empty() { Tone::Quiet } else { Tone::Good };
    html! {
        div role="status" { (part::alert(tone, &words, &html! {
            @if found.is_empty() { p { (frame.say("vault-found-none")) } }
        })) }
        @if !found.is_empty() { (table(frame, &words, found)) }
    }
}

fn table(frame: &Frame, caption: &str, files: &[(File, Subject)]) -> Markup {
    let columns =
        ["number", "person", "law", "opened", "state"].map(|key| frame.say(&format!("vault-{key}")));
    let rows = files.iter().map(|(file, subject)| {
        let state = match &file.closed {
            Some((day, _)) => part::badge(
                Tone::Quiet,
                &frame.say_with("vault-closed-on", &[("day", Arg::Text(&show_day(*day)))]),
            ),
            None => part::badge(Tone::Good, &frame.say("vault-open")),
        };
        vec![
            part::link(&format!("/dossiers/{}", file.id), &file.number),
            html! { code { (subject.pseudonym) } },
            html! { (law_name(frame, &file.law)) },
            html! { (show_day(file.opened)) },
            state,
        ]
    });
    part::table(caption, &columns, &rows.collect::<Vec<_>>())
}

fn search_form(frame: &Frame, sent: &Sent, errors: &[FieldError]) -> Markup {
    let say = |key: &str| frame.say(&format!("vault-{key}"));
    let (bsn, name, born) = (say("search-bsn"), say("search-name"), say("search-born"));
    let (bsn_hint, name_hint, day_hint) = (say("search-bsn-hint"), say("search-name-hint"), say("day-hint"));
    html! {
        section class="wb-section" aria-labelledby="zoeken" {
            h2 class="utrecht-heading-2" id="zoeken" { (say("search")) }
            form method="post" action="/dossiers" novalidate autocomplete="off" {
                (form::token(frame, FORM))
                (form::number(&field(frame, errors, "bsn", &bsn, Some(&bsn_hint), false), value(sent, "bsn")))
                (form::text(&field(frame, errors, "naam", &name, Some(&name_hint), false), value(sent, "naam"), "text"))
                (form::day(&field(frame, errors, "geboren", &born, Some(&day_hint), false), value(sent, "geboren")))
                (part::actions(&[part::submit(&say("search-button"))]))
            }
        }
    }
}
