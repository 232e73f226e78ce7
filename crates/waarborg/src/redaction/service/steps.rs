//! Ready, back, and checked by someone else: four eyes (6.12-4, 6.12-5).

use std::sync::Arc;

use super::release::trial;
use super::{Asked, Sent, begin, journal, marks_in, take};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::redaction::model::{Document, DocumentId, Remark, Stage, State, Step};
use crate::register::{Refusal, Ruled};

/// The first person is ready. The new file is made for a trial, so that what cannot be written shows here, and not after
/// someone else has checked it.
///
/// # Errors
///
/// [`Error::Invalid`] at `klaar` while a mark is not judged, and at `uitvoer` when the trial fails.
pub async fn propose(
    house: &Arc<House>,
    context: &Context,
    id: &DocumentId,
    sent: Sent,
) -> Result<Asked<Document>, Error> {
    let tried = trial(house, context, id, sent, |document, marks| {
        if document.stage != Stage::InReview {
            return Err(Error::Conflict("redaction-step"));
        }
        let open = marks.iter().filter(|mark| mark.state == State::Proposed).count();
        if open > 0 { Err(unjudged(open)) } else { Ok(()) }
    });
    let revision = match tried.await? {
        Ok(trial) => trial.document.revision,
        Err(declined) => return Ok(Err(declined)),
    };
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = begin(tx, &context, &id, &Sent { revision: Some(revision), form: None })?;
        take(tx, &context, document, Step::Propose, ("redaction.propose", "ok")).map(Ok)
    };
    house.db.write("redaction.propose", work).await
}

/// Something is not right yet: back to review.
pub async fn send_back(
    house: &House,
    context: &Context,
    id: &DocumentId,
    remark: Remark,
    sent: Sent,
) -> Result<Document, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = begin(tx, &context, &id, &sent)?;
        let step = Step::SendBack { remark };
        take(tx, &context, document, step, ("redaction.send_back", remark.as_str()))
    };
    house.db.write("redaction.send_back", work).await
}

/// Another person looked at it, and agrees. Whoever said to be ready is refused, and that is kept.
pub async fn check(
    house: &House,
    context: &Context,
    id: &DocumentId,
    sent: Sent,
) -> Result<Ruled<Document>, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = begin(tx, &context, &id, &sent)?;
        if document.stage.proposer().is_some_and(|first| first.by.id == context.actor.id) {
            journal::record_act(tx, &context, "redaction.check", id.as_str(), "refused:6.12-5")?;
            return Ok(Err(same_person()));
        }
        // Whoever checks has to be able to say what of.
        let marks = marks_in(tx, &document)?.len();
        take(tx, &context, document, Step::Check, ("redaction.check", &format!("marks:{marks}"))).map(Ok)
    };
    house.db.write("redaction.check", work).await
}

fn unjudged(open: usize) -> Error {
    Error::invalid(
        "klaar",
        format!("{open} marks were not judged yet"),
        format!("Er zijn nog {open} markeringen zonder oordeel. Beoordeel die eerst."),
    )
}

fn same_person() -> Refusal {
    Refusal {
        norm: "6.12-5",
        message: "what becomes public is public for good: another person than who was ready has to check it",
        message_nl: "Wat openbaar wordt, is voor altijd openbaar. Daarom controleert een ander dan wie het document klaar heeft gemeld.",
        fields: Vec::new(),
    }
}
