//! `/beleid/versies`: all versions; `/beleid/versies/{number}`: the page on which the FG advises and the board decides.
//!
//! Everybody may read what was adopted. Drafts and what was rejected are for those who work here.

mod forms;
mod list;
mod version;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use maud::Markup;

use self::forms::Trouble;
use super::model::{Opinion, PolicyVersion};
use super::service;
use crate::api::Trace;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register::Ruled;
use crate::web::csrf::{self, Verified};
use crate::web::{Caller, Frame, PageError, form};

/// `/beleid/versies` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/beleid/versies", get(all)).route("/beleid/versies/{number}", get(one).post(step))
}

type Sent = Vec<(String, String)>;

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

async fn all(State(house): State<Arc<House>>, frame: Frame) -> Result<Markup, PageError> {
    let mut versions = service::list(&house).await?;
    versions.retain(|version| may_see(&frame, version));
    Ok(list::page(&frame, house.policy().number, &versions))
}

async fn one(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(number): Path<String>,
) -> Result<Markup, PageError> {
    show(&house, &frame, read_number(&number)?, &Trouble::default()).await
}

async fn show(house: &House, frame: &Frame, number: i64, trouble: &Trouble) -> Result<Markup, PageError> {
    let shown = service::find(house, number).await?;
    if !may_see(frame, &shown) {
        return Err(Error::Unauthenticated("a version that was not adopted").into());
    }
    let (known, concerns) = service::examination(house, &shown).await?;
    let all = service::list(house).await?;
    let view = version::View {
        frame,
        // The words for facts: those of today, which every version so far can be told in.
        edition: house.policy(),
        newest: service::newest(&all).map_or(0, |version| version.number),
        today: house.clock.now().day(),
        shown: &shown,
        known: &known,
        concerns: &concerns,
        trouble,
    };
    Ok(version::page(&view, house))
}

fn may_see(frame: &Frame, version: &PolicyVersion) -> bool {
    frame.person.is_some() || version.stage.is_adopted()
}

fn read_number(text: &str) -> Result<i64, PageError> {
    text.parse().map_err(|_| PageError::not_found("version of the policy"))
}

/// Both forms of the page come in here, each with its own name.
async fn step(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(number): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let number = read_number(&number)?;
    let context = Context::within(trace, caller.actor.clone());
    let verify = |name: &str| caller.frame.verify(name, value(&sent, csrf::FIELD));
    let result = match value(&sent, "stap") {
        "advies" => advise(&house, &context, number, &sent, verify(&forms::advice_name(number))?).await,
        "besluit" => decide(&house, &context, number, &sent, verify(&forms::decision_name(number))?).await,
        _ => return Err(PageError::not_found("form")),
    };
    answer(&house, &caller.frame, number, sent, result).await
}

async fn advise(
    house: &House,
    context: &Context,
    number: i64,
    sent: &Sent,
    form: Verified,
) -> Result<Ruled<PolicyVersion>, Error> {
    let opinion = Opinion::of(value(sent, "oordeel"))
        .ok_or_else(|| Error::invalid("oordeel", "choose one", "Kies wat u adviseert."))?;
    service::advise(house, context, number, opinion, value(sent, "advies"), Some(form)).await.map(Ok)
}

async fn decide(
    house: &House,
    context: &Context,
    number: i64,
    sent: &Sent,
    form: Verified,
) -> Result<Ruled<PolicyVersion>, Error> {
    let motivation = value(sent, "motivering");
    match (value(sent, "besluit"), form::read_day(value(sent, "ingang"))) {
        ("adopt", Some(day)) => service::adopt(house, context, number, day, motivation, Some(form)).await,
        ("adopt", None) => {
            let nl = "Vul in vanaf welke dag het beleid geldt, bijvoorbeeld 1-1-2027.";
            Err(Error::invalid("ingang", "is not a day", nl))
        }
        ("reject", _) => service::reject(house, context, number, motivation, Some(form)).await,
        _ => {
            let nl = "Kies wat het dagelijks bestuur besluit.";
            Err(Error::invalid("besluit", "choose one", nl))
        }
    }
}

/// Back to the page; or the page again with what went wrong and what was filled in.
async fn answer(
    house: &House,
    frame: &Frame,
    number: i64,
    sent: Sent,
    result: Result<Ruled<PolicyVersion>, Error>,
) -> Result<Response, PageError> {
    let (errors, refusal) = match result {
        Ok(Ok(_)) => return Ok(Redirect::to(&format!("/beleid/versies/{number}")).into_response()),
        Ok(Err(refusal)) => (refusal.fields.clone(), Some(refusal)),
        Err(Error::Invalid(errors)) => (errors, None),
        Err(error) => return Err(error.into()),
    };
    let page = show(house, frame, number, &Trouble { errors, refusal, sent }).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
