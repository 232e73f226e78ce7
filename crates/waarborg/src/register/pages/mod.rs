//! `/register`: the register for people. Everybody may read it (5-14, 4-9); a department head keeps the entries of
//! the own department (6.14-6).

mod edit;
mod entry;
mod fields;
mod flow;
mod overview;
mod returned;
mod texts;

pub use returned::{Returned, field};

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ground::Actor;
use maud::Markup;
use serde::Deserialize;

use super::export::{Format, Register};
use super::service;
use super::store::Filter;
use super::words::Status;
use crate::error::Error;
use crate::house::House;
use crate::web::{Frame, PageError, SignedIn};

/// The addresses of the register for people.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/register", get(list))
        .route("/register/besluiten", get(decisions))
        .route("/register/uitvoer/{file}", get(download))
        .route("/register/nieuw", get(edit::new_form).post(edit::create))
        .route("/register/{id}", get(latest))
        .route("/register/{id}/stroom.svg", get(picture))
        .route("/register/{id}/versies/{number}", get(numbered))
        .route("/register/{id}/wijzigen", get(edit::index))
        .route("/register/{id}/wijzigen/{part}", get(edit::part_form).post(edit::save))
        .route("/register/{id}/starten", post(edit::start))
        .route("/register/{id}/sluiten", get(edit::close_form).post(edit::close))
}

/// The most activities on the overview; a body has tens, not thousands.
const MOST: i64 = 1_000;

#[derive(Debug, Deserialize)]
struct Chosen {
    afdeling: Option<String>,
    status: Option<String>,
}

async fn list(
    State(house): State<Arc<House>>,
    frame: Frame,
    actor: Reader,
    Query(chosen): Query<Chosen>,
) -> Result<Markup, PageError> {
    let vocabulary = service::vocabulary(&house)?;
    let owner = chosen.afdeling.filter(|code| vocabulary.departments.iter().any(|it| it.code == *code));
    let status = chosen.status.as_deref().and_then(Status::of);
    let filter = Filter { owner, status };
    let found = service::list(&house, filter.clone(), MOST, 0).await?;
    let missing = service::list(&house, Filter::default(), MOST, 0).await?;
    let missing =
        missing.activities.iter().map(|version| version.entry.missing_board_decisions().count()).sum();
    let may_add = match &actor.0 {
        Some(actor) => service::may_change_now(&house, actor, "").await?,
        None => false,
    };
    Ok(overview::page(&frame, &vocabulary, &filter, &found.activities, missing, may_add))
}

async fn decisions(State(house): State<Arc<House>>, frame: Frame) -> Result<Markup, PageError> {
    let vocabulary = service::vocabulary(&house)?;
    let found = service::list(&house, Filter::default(), MOST, 0).await?;
    Ok(overview::decisions(&frame, &vocabulary, &found.activities))
}

async fn latest(
    State(house): State<Arc<House>>,
    frame: Frame,
    actor: Reader,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    show(&house, &frame, actor.0.as_ref(), id, None).await
}

async fn numbered(
    State(house): State<Arc<House>>,
    frame: Frame,
    actor: Reader,
    Path((id, number)): Path<(String, String)>,
) -> Result<Markup, PageError> {
    let number = number.parse().map_err(|_| PageError::not_found("version"))?;
    show(&house, &frame, actor.0.as_ref(), id, Some(number)).await
}

async fn show(
    house: &House,
    frame: &Frame,
    actor: Option<&Actor>,
    id: String,
    number: Option<i64>,
) -> Result<Markup, PageError> {
    let vocabulary = service::vocabulary(house)?;
    let versions = service::versions(house, id).await?;
    let shown = match number {
        None => versions.first(),
        Some(number) => versions.iter().find(|version| version.number == number),
    };
    let shown = shown.ok_or_else(|| PageError::not_found("version"))?;
    let may_change = match actor {
        Some(actor) => service::may_change_now(house, actor, &shown.entry.owner).await?,
        None => false,
    };
    Ok(entry::page(&entry::View { frame, vocabulary: &vocabulary, shown, versions: &versions, may_change }))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    versie: Option<i64>,
}

async fn picture(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let version = match wanted.versie {
        Some(number) => service::find_number(&house, id, number).await?,
        None => service::find(&house, id).await?,
    };
    let vocabulary = service::vocabulary(&house)?;
    let svg = flow::picture(&version.entry, &vocabulary, &flow::words(&frame, &version));
    Ok(([(CONTENT_TYPE, "image/svg+xml; charset=utf-8")], svg).into_response())
}

/// `register.json`, `register.csv`, `register.jsonld`.
async fn download(State(house): State<Arc<House>>, Path(file): Path<String>) -> Result<Response, PageError> {
    let format = file.strip_prefix("register.").and_then(Format::of);
    let format = format.ok_or_else(|| PageError::not_found("export"))?;
    let activities = house.db.read("register.export", service::all).await?;
    let vocabulary = service::vocabulary(&house)?;
    let text = format.write(&Register {
        activities: &activities,
        vocabulary: &vocabulary,
        base_url: &house.config.base_url,
        made_at: house.clock.now(),
    });
    let disposition = format!("attachment; filename=\"{}\"", format.file_name());
    let headers = [(CONTENT_TYPE, String::from(format.media_type())), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, text).into_response())
}

/// Who reads, if they signed in. An extractor that never fails.
struct Reader(Option<Actor>);

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        _state: &S,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<SignedIn>().map(|person| person.actor.clone())))
    }
}

/// The role does not allow this, or the entry is another department's.
fn forbidden() -> PageError {
    Error::Forbidden("register.change").into()
}
