//! A document comes in: read and searched first, then sealed.

use std::sync::Arc;

use super::{Sent, decision, journal, may_handle, store};
use crate::adoption::Deed;
use crate::aside::aside;
use crate::db::{Tx, next_number};
use crate::decision::Asked;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::redaction::contents::{self, RECEIVE};
use crate::redaction::find::{self, Incoming, Upload};
use crate::redaction::model::{Document, DocumentId, Stage};

/// Takes a file in.
///
/// # Errors
///
/// [`Error::Invalid`] at the field that is wrong, as [`find::read`].
pub async fn receive(
    house: &Arc<House>,
    context: &Context,
    upload: Upload,
    sent: Sent,
) -> Result<Asked<Document>, Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("redaction.receive"));
    }
    let incoming = aside(move || find::read(upload)).await?;
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        sent.spend(tx)?;
        receive_in(tx, &own, &context, &incoming)
    };
    house.db.write("redaction.receive", work).await
}

/// [`receive`] for a chapter that holds a transaction; the file was read before with [`find::read`].
pub fn receive_in(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    incoming: &Incoming,
) -> Result<Asked<Document>, Error> {
    let id = DocumentId::fresh(house);
    let permit = match decision::ask_document(tx, house, context, RECEIVE, id.as_str())? {
        Ok(permit) => permit,
        Err(declined) => return Ok(Err(declined)),
    };
    let start = format!("D-{}-", tx.now().day().year());
    let number = next_number(tx, "redaction_document", &start, 5)?;
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let document = Document {
        id: id.clone(),
        number,
        kind: incoming.kind,
        digest: incoming.digest.clone(),
        size: count(incoming.bytes.len()),
        law: incoming.law,
        officials: incoming.officials,
        parts: count(incoming.passages.len()),
        received: Deed { by: context.actor.clone(), at: tx.now() },
        revision: 0,
        steps: Vec::new(),
        stage: Stage::InReview,
        destroyed: false,
    };
    store::insert(tx, &document)?;
    contents::put(tx, house, permit, &id, incoming)?;
    store::add_marks(tx, &id, &incoming.marks)?;
    journal::record_act(
        tx,
        context,
        "redaction.receive",
        id.as_str(),
        &format!("sha256:{}", incoming.digest),
    )?;
    Ok(Ok(document))
}
