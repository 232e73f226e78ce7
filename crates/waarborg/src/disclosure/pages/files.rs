//! The decision as a letter and the inventory as a table, to keep. For who works with a request, and for everyone once it
//! stands in the public register.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::super::inventory::Document;
use super::super::letters::decision_letter;
use super::super::service::{self, View};
use super::super::{ACTIVITY, inventory};
use super::{read_id, read_place};
use crate::api::Trace;
use crate::house::House;
use crate::journal::Context;
use crate::register;
use crate::web::{Caller, PageError, pdf};

/// `/openbaarheid/{id}/brief`
pub(super) async fn public_letter(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    set(&house, &service::public(&house, &read_id(&id)?).await?).await
}

/// `/openbaarheid/{id}/lijst.csv`
pub(super) async fn public_list(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let view = service::public(&house, &read_id(&id)?).await?;
    Ok(table(&view, view.decided_on()))
}

/// `/openbaarheid/{id}/document/{number}/bestand`
pub(super) async fn public_file(
    State(house): State<Arc<House>>,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (id, place) = (read_id(&id)?, read_place(&number)?);
    let (document, bytes) = service::public_file(&house, &id, place).await?;
    let name = format!("attachment; filename=\"{}.{}\"", document.number, document.kind.as_str());
    let headers = [(CONTENT_TYPE, document.kind.media_type().to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

/// `/woo-verzoeken/{id}/brief`
pub(super) async fn letter(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor);
    set(&house, &service::view(&house, &context, &read_id(&id)?).await?).await
}

/// `/woo-verzoeken/{id}/lijst.csv`
pub(super) async fn list(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor);
    let view = service::view(&house, &context, &read_id(&id)?).await?;
    Ok(table(&view, &view.documents))
}

async fn set(house: &House, view: &View) -> Result<Response, PageError> {
    let entry = register::find(house, ACTIVITY.to_owned()).await?.entry;
    let letter = decision_letter(house, &entry, view).ok_or_else(|| PageError::not_found("decision"))?;
    let name = letter.reference.clone();
    pdf(letter, &name).await
}

fn table(view: &View, documents: &[Document]) -> Response {
    let number = &view.request.number;
    let text = inventory::written(number, &view.law, documents);
    let name = format!("attachment; filename=\"{number}-inventaris.csv\"");
    ([(CONTENT_TYPE, String::from("text/csv; charset=utf-8")), (CONTENT_DISPOSITION, name)], text)
        .into_response()
}
