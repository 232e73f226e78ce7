//! A person who is new here, with a file and its first data.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ground::{Bsn, Day};
use maud::{Markup, html};

use super::{Sent, field, may_work, value};
use crate::decision::{Declined, declined_alert};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::{Origin, Protection};
use crate::register::{Category, SubjectKind};
use crate::vault::model::{NewItem, NewPerson, Value};
use crate::vault::service::{self, Offer};
use crate::web::form::{self, Choice};
use crate::web::part;
use crate::web::{Caller, Frame, PageError, Sheet, csrf, sheet};

const FORM: &str = "dossier-nieuw";

pub(super) async fn show(State(house): State<Arc<House>>, caller: Caller) -> Result<Markup, PageError> {
    may_work(&caller)?;
    let context = Context::begin(&house, caller.actor.clone());
    let offers = service::offers(&house, &context).await?;
    Ok(page(&caller.frame, &offers, &Sent::new(), &[], None))
}

pub(super) async fn create(
    State(house): State<Arc<House>>,
    caller: Caller,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    may_work(&caller)?;
    let verified = caller.frame.verify(FORM, value(&sent, csrf::FIELD))?;
    let context = Context::begin(&house, caller.actor.clone());
    let offers = service::offers(&house, &context).await?;
    let again = |errors: &[FieldError], declined: Option<&Declined>| {
        let status =
            if declined.is_some() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        (status, page(&caller.frame, &offers, &sent, errors, declined)).into_response()
    };
    let person = match read(&sent, &offers, house.clock.now().day()) {
        Ok(person) => person,
        Err(errors) => return Ok(again(&errors, None)),
    };
    match service::add_person(&house, &context, person, Some(verified)).await {
        Ok(Ok(file)) => Ok(Redirect::to(&format!("/dossiers/{}", file.id)).into_response()),
        Ok(Err(declined)) => Ok(again(&[], Some(&declined))),
        Err(Error::Invalid(errors)) => Ok(again(&errors, None)),
        Err(error) => Err(error.into()),
    }
}

/// An offer as the form sends it.
fn code(offer: &Offer) -> String {
    format!("{}/{}", offer.activity, offer.law)
}

fn read(sent: &Sent, offers: &[Offer], today: Day) -> Result<NewPerson, Vec<FieldError>> {
    let mut errors = Vec::new();
    let offer = offers.iter().find(|offer| code(offer) == value(sent, "verwerking"));
    if offer.is_none() {
        errors.push(FieldError::new("verwerking", "choose one", "Kies waarvoor het dossier is."));
    }
    let mut text = |name: &str, nl: &str| {
        let text = value(sent, name);
        if text.is_empty() || text.chars().count() > 200 {
            errors.push(FieldError::new(name, "1 to 200 characters", nl));
        }
        text.to_owned()
    };
    let (first, surname) =
        (text("voornaam", "Vul de voornaam in."), text("achternaam", "Vul de achternaam in."));
    let address = text("adres", "Vul het adres in.");
    let born = form::read_day(value(sent, "geboren"));
    match born {
        None => errors.push(FieldError::new(
            "geboren",
            "is not a day",
            "Vul een datum in, bijvoorbeeld 29-2-1980.",
        )),
        Some(day) if day > today || day.year() < 1900 => {
            errors.push(FieldError::new("geboren", "cannot be", "Deze geboortedatum kan niet kloppen."));
        }
        Some(_) => {}
    }
    let number = value(sent, "bsn");
    let bsn = (!number.is_empty()).then(|| number.parse::<Bsn>());
    if bsn.as_ref().is_some_and(Result::is_err) {
        let nl = "Dit is geen burgerservicenummer. Kijk of u alle negen cijfers goed hebt overgenomen.";
        errors.push(FieldError::new("bsn", "does not pass the eleven-test", nl));
    }
    let protection = Protection::of(value(sent, "bescherming")).unwrap_or(Protection::None);
    let mut items = Vec::new();
    if let (Some(offer), Some(born)) = (offer, born) {
        let identity = format!("{first} {surname}\nGeboren: {}\n{address}", form::show_day(born));
        let bsn = bsn.clone().and_then(Result::ok);
        for (category, text) in
            [(Category::Ordinary, Some(identity)), (Category::Bsn, bsn.map(|bsn| bsn.expose().to_owned()))]
        {
            let Some(text) = text else { continue };
            // The first kind of that category in the register: names and addresses come first there.
            match offer.entry.data.iter().find(|data| data.category == category) {
                Some(data) => match Value::read("adres", &text) {
                    Ok(value) => items.push(new_item(&data.name, value, today)),
                    Err(error) => errors.push(error),
                },
                None => errors.push(FieldError::new(
                    "bsn",
                    "the register does not list it for this activity (policy 3-9)",
                    "Bij deze verwerking mag geen burgerservicenummer worden vastgelegd (3-9).",
                )),
            }
        }
    }
    match offer {
        Some(offer) if errors.is_empty() => Ok(NewPerson {
            kind: offer.entry.subjects.first().map_or(SubjectKind::Client, |subject| subject.kind),
            protection,
            surname,
            born,
            bsn: bsn.and_then(Result::ok),
            activity: offer.activity.clone(),
            law: offer.law.clone(),
            items,
            told: value(sent, "verteld") == "ja",
        }),
        _ => Err(errors),
    }
}

fn new_item(kind: &str, value: Value, today: Day) -> NewItem {
    NewItem {
        kind: kind.to_owned(),
        value,
        origin: Origin::Subject,
        source: String::from("aanmelding"),
        basis: String::new(),
        obtained: today,
        verified: true,
        only_for_third: false,
    }
}

fn page(
    frame: &Frame,
    offers: &[Offer],
    sent: &Sent,
    errors: &[FieldError],
    refused: Option<&Declined>,
) -> Markup {
    let say = |key: &str| frame.say(&format!("vault-{key}"));
    let (title, files) = (say("new"), say("title"));
    let crumbs = [("/dossiers", files.as_str())];
    let choices = offers
        .iter()
        .map(|offer| Choice::new(code(offer), format!("{} ({})", offer.entry.name, offer.law)))
        .collect::<Vec<_>>();
    let protections = Protection::ALL
        .iter()
        .map(|word| Choice::new(word.as_str(), say(&format!("protection-{}", word.as_str()))))
        .collect::<Vec<_>>();
    let chosen = |name: &str| Some(value(sent, name)).filter(|chosen| !chosen.is_empty()).map(str::to_owned);
    let labels = ["for", "first-name", "surname", "born", "bsn", "address", "protection", "told"].map(say);
    let [purpose, first, surname, born, bsn, address, protection, told] = &labels;
    let (told_hint, told_choice) = (say("told-hint"), [Choice::new("ja", say("told-yes"))]);
    let told_chosen = [value(sent, "verteld")];
    let (day_hint, bsn_hint) = (say("day-hint"), say("new-bsn-hint"));
    sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, mistakes: !errors.is_empty(), ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (form::error_summary(frame, errors))
            @if let Some(refused) = refused { (declined_alert(frame, refused)) }
            (part::lead(&say("new-lead")))
            @if offers.is_empty() { (part::paragraph(&say("new-none"))) } @else {
                form method="post" action="/dossiers/nieuw" novalidate autocomplete="off" {
                    (form::token(frame, FORM))
                    (form::radios(&field(frame, errors, "verwerking", purpose, None, true), &choices, chosen("verwerking").as_deref()))
                    (form::text(&field(frame, errors, "voornaam", first, None, true), value(sent, "voornaam"), "text"))
                    (form::text(&field(frame, errors, "achternaam", surname, None, true), value(sent, "achternaam"), "text"))
                    (form::day(&field(frame, errors, "geboren", born, Some(&day_hint), true), value(sent, "geboren")))
                    (form::number(&field(frame, errors, "bsn", bsn, Some(&bsn_hint), false), value(sent, "bsn")))
                    (form::text_area(&field(frame, errors, "adres", address, None, true), value(sent, "adres")))
                    (form::radios(&field(frame, errors, "bescherming", protection, None, false), &protections,
                        Some(chosen("bescherming").as_deref().unwrap_or("none"))))
                    (form::checkboxes(&field(frame, errors, "verteld", told, Some(&told_hint), false), &told_choice, &told_chosen))
                    (part::actions(&[part::submit(&say("new-button"))]))
                }
            }
        },
    )
}
