//! The decision and the answer on paper. Asked and written down as the pages that show the same: seeing a request, and opening
//! an answer. What WIL sends goes by the register entry of handling requests.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::super::letters::{answer_letter, decision_letter};
use super::super::model::{RequestId, resident_of};
use super::super::service::{self, ACTIVITY, Answer};
use super::read_id;
use crate::api::Trace;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register;
use crate::web::{Caller, PageError, ResidentCaller, pdf};

/// `/mijn/verzoek/{id}/brief`
pub(super) async fn own(
    State(house): State<Arc<House>>,
    caller: ResidentCaller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    resident_of(&caller.actor).ok_or(Error::Forbidden("rights.place"))?;
    decision(&house, &Context::within(trace, caller.actor.clone()), &read_id(&id)?).await
}

/// `/verzoeken/{id}/brief`
pub(super) async fn staff(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    if resident_of(&caller.actor).is_some() {
        return Err(Error::Forbidden("rights.view").into());
    }
    decision(&house, &Context::within(trace, caller.actor.clone()), &read_id(&id)?).await
}

async fn decision(house: &House, context: &Context, id: &RequestId) -> Result<Response, PageError> {
    let view = service::view(house, context, id).await?;
    let entry = register::find(house, ACTIVITY.to_owned()).await?.entry;
    let letter = decision_letter(house, &entry, &view.subject, &view.request);
    let letter = letter.ok_or_else(|| PageError::not_found("decision"))?;
    let name = letter.reference.clone();
    pdf(letter, &name).await
}

/// The answer that was just opened, as a letter.
pub(super) async fn answer(house: &House, answer: &Answer) -> Result<Response, PageError> {
    let entry = register::find(house, ACTIVITY.to_owned()).await?.entry;
    let letter = answer_letter(house, &entry, &answer.overview, &answer.export.checksum);
    let name = letter.reference.clone();
    pdf(letter, &name).await
}
