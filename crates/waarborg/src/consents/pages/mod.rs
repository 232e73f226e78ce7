//! `/toestemmingen/{subject}`: the consents of one person, for staff. The person is shown by pseudonym; nothing is opened.

mod forms;
mod view;

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::Markup;
use serde::Deserialize;

use super::model::{Consent, ConsentId, Evidence, Giver, Means, TextCode, Yes};
use super::service::{self, Answer, Wish};
use crate::api::Trace;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::records::SubjectId;
use crate::web::csrf::{self, Verified};
use crate::web::{Caller, Language, PageError, form};

/// `/toestemmingen/{subject}` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/toestemmingen/{subject}", get(all).post(record))
        .route("/toestemmingen/{subject}/{consent}", get(one).post(step))
}

type Sent = Vec<(String, String)>;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn values<'a>(sent: &'a Sent, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

#[derive(Debug, Deserialize)]
struct Chosen {
    verwerking: Option<String>,
}

async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(subject): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Markup, PageError> {
    let sent = chosen.verwerking.map(|id| vec![(String::from("verwerking"), id)]).unwrap_or_default();
    show(&house, &caller, trace, read_subject(&subject)?, None, &sent, &[]).await
}

async fn one(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((subject, id)): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let id = read_id(&id)?;
    show(&house, &caller, trace, read_subject(&subject)?, Some(&id), &Vec::new(), &[]).await
}

fn read_subject(text: &str) -> Result<SubjectId, PageError> {
    text.parse().map_err(|_| PageError::not_found("subject"))
}

fn read_id(text: &str) -> Result<ConsentId, PageError> {
    text.parse().map_err(|_| PageError::not_found("consent"))
}

/// The page of one consent, or of all of the person.
async fn show(
    house: &Arc<House>,
    caller: &Caller,
    trace: Trace,
    subject: SubjectId,
    id: Option<&ConsentId>,
    sent: &Sent,
    errors: &[FieldError],
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let ledger = service::of_subject(house, &context, subject).await?;
    let organisations = service::organisations(house)?;
    let view = view::View {
        frame: &caller.frame,
        role: caller.actor.role,
        ledger: &ledger,
        organisations: &organisations,
        today: house.clock.now().day(),
        sent,
        errors,
    };
    let Some(id) = id else { return Ok(view::all(&view)) };
    let consent = ledger.consents.iter().find(|consent| consent.id == *id);
    Ok(view::one(&view, consent.ok_or_else(|| PageError::not_found("consent"))?))
}

/// The name of a form, for its token: one for each consent, and one for a new one.
fn form_name(subject: &SubjectId, what: &str) -> String {
    format!("toestemming-{}-{what}", subject.as_str())
}

fn address(subject: &SubjectId, consent: &Consent) -> String {
    format!("/toestemmingen/{subject}/{}", consent.id.as_str())
}

async fn record(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(subject): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let subject = read_subject(&subject)?;
    let context = Context::within(trace, caller.actor.clone());
    let verified = caller.frame.verify(&form_name(&subject, "nieuw"), value(&sent, csrf::FIELD))?;
    let done = match read_answer(&sent) {
        Ok(answer) => {
            service::record(&house, &context, subject.clone(), wish(&sent), answer, Some(verified)).await
        }
        Err(error) => Err(error),
    };
    match done {
        Ok(consent) => Ok(Redirect::to(&address(&subject, &consent)).into_response()),
        Err(Error::Invalid(errors)) => {
            let page = show(&house, &caller, trace, subject, None, &sent, &errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((subject, id)): Path<(String, String)>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let (subject, id) = (read_subject(&subject)?, read_id(&id)?);
    let context = Context::within(trace, caller.actor.clone());
    let verified = caller.frame.verify(&form_name(&subject, id.as_str()), value(&sent, csrf::FIELD))?;
    match work(&house, &context, &subject, &id, &sent, verified).await {
        Ok(consent) => Ok(Redirect::to(&address(&subject, &consent)).into_response()),
        Err(Error::Invalid(errors)) => {
            let page = show(&house, &caller, trace, subject, Some(&id), &sent, &errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn work(
    house: &House,
    context: &Context,
    subject: &SubjectId,
    id: &ConsentId,
    sent: &Sent,
    form: Verified,
) -> Result<Consent, Error> {
    if value(sent, "stap") == "intrekken" {
        let giver = giver(sent)?;
        return service::withdraw(house, context, subject.clone(), id.clone(), giver, Some(form)).await;
    }
    let answer = read_answer(sent)?.ok_or_else(|| choose("antwoord"))?;
    service::answer(house, context, subject.clone(), id.clone(), answer, Some(form)).await
}

fn wish(sent: &Sent) -> Wish {
    let receiver = value(sent, "ontvanger");
    Wish {
        purpose: value(sent, "doel").to_owned(),
        activity: value(sent, "verwerking").to_owned(),
        kinds: values(sent, "soorten").into_iter().map(str::to_owned).collect(),
        receiver: (!receiver.is_empty()).then(|| receiver.to_owned()),
        text: TextCode::of(value(sent, "tekst")),
        language: (value(sent, "taal") == "en").then_some(Language::English),
    }
}

fn choose(path: &str) -> Error {
    Error::invalid(path, "choose one", "Kies een van de antwoorden.")
}

fn giver(sent: &Sent) -> Result<Giver, Error> {
    Giver::of(value(sent, "door")).ok_or_else(|| choose("door"))
}

/// None: it was asked, and no answer came yet.
fn read_answer(sent: &Sent) -> Result<Option<Answer>, Error> {
    match value(sent, "antwoord") {
        "asked" => Ok(None),
        "given" => read_yes(sent).map(Answer::Yes).map(Some),
        "refused" => Ok(Some(Answer::No(giver(sent)?))),
        "not_obtainable" => Ok(Some(Answer::NotObtainable)),
        _ => Err(choose("antwoord")),
    }
}

fn read_yes(sent: &Sent) -> Result<Yes, Error> {
    let giver = giver(sent)?;
    let means = Means::of(value(sent, "hoe")).ok_or_else(|| choose("hoe"))?;
    let until =
        match value(sent, "tot") {
            "" => None,
            text => Some(form::read_day(text).ok_or_else(|| {
                Error::invalid("tot", "is not a day", "Vul een datum in, zoals 16-11-2026.")
            })?),
        };
    Ok(service::read_yes(giver, means, until, &|path| Evidence::of(value(sent, path))))
}
