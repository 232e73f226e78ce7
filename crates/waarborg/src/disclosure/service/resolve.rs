//! The decision (6.12-2, 6.12-5): put before the board, taken by the board, carried out by who handles it.

use super::{begin, handle, hold, law_now, names, refuse, take};
use crate::db::Tx;
use crate::disclosure::inventory::{self, Document, Judgement};
use crate::disclosure::model::{Audience, Decision, Outcome, Proposal, Request, RequestId, Step};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::register::{Refusal, Ruled};
use crate::web::csrf::Sent;

/// Puts the decision before the board. All documents must have been judged. `summary` names nobody: it is for everyone.
pub async fn propose(
    house: &House,
    context: &Context,
    id: &RequestId,
    audience: Audience,
    summary: String,
    objection_expected: bool,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    names::check(vec![(String::from("samenvatting"), summary.clone())]).await?;
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let found = request.stage.assessed().ok_or(Error::Conflict("disclosure-step"))?;
        if !found.about.audiences().contains(&audience) {
            return Err(Error::invalid(
                "publiek",
                "not for this kind of request",
                "Dit past niet bij waar het verzoek over gaat.",
            ));
        }
        let documents = inventory::store::of(tx, &id)?;
        let outcome = if found.refused {
            Outcome::Refused
        } else {
            let judged = documents.iter().map(|document| document.judgement).collect::<Option<Vec<_>>>();
            let Some(judged) = judged else {
                return refuse(tx, &context, "disclosure.propose", &id, not_judged());
            };
            Outcome::following(&judged)
        };
        let proposal = Proposal { outcome, audience, summary, objection_expected };
        take(tx, &context, request, Step::Propose(proposal), "disclosure.propose").map(Ok)
    };
    house.db.write("disclosure.propose", work).await
}

/// The board decides what was proposed, or sends it back.
pub async fn decide(
    house: &House,
    context: &Context,
    id: &RequestId,
    agrees: bool,
    sent: Sent,
) -> Result<Request, Error> {
    if context.actor.role != ground::Role::Board {
        return Err(Error::Forbidden("disclosure.decide"));
    }
    let (context, id, edition) = (context.clone(), id.clone(), house.policy());
    let work = move |tx: &mut Tx<'_>| {
        let request = begin(tx, &id, &sent)?;
        let Some(proposal) = request.stage.proposal().cloned() else {
            return Err(Error::Conflict("disclosure-step"));
        };
        if !agrees {
            return take(tx, &context, request, Step::SendBack, "disclosure.send_back");
        }
        let (law, today) = (law_now(tx), tx.now().day());
        let wait = edition.rulebook.term("wait_before_release", law).unwrap_or_default();
        let later = ground::Term { from: today, length: wait, still: 0, extended: false }.due();
        let release_from = if proposal.objection_expected { later } else { today };
        let decision = Decision { proposal, law: law.to_owned(), release_from };
        take(tx, &context, request, Step::Decide(decision), "disclosure.decide")
    };
    house.db.write("disclosure.decide", work).await
}

/// Carries the decision out. For everyone is for ever: whoever does it says that they know (6.12-5), and is not the one who
/// decided. Not before the day until which an objection is awaited (L-17).
pub async fn release(
    house: &House,
    context: &Context,
    id: &RequestId,
    knows_for_ever: bool,
    sent: Sent,
) -> Result<Ruled<Request>, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let Some(decision) = request.stage.decision().cloned() else {
            return Err(Error::Conflict("disclosure-step"));
        };
        known_for_ever(&decision, knows_for_ever)?;
        if tx.now().day() < decision.release_from {
            return refuse(tx, &context, "disclosure.release", &id, too_early());
        }
        let documents = inventory::store::of(tx, &id)?;
        if documents.iter().any(|document| !document.suspended && is_unchecked(document)) {
            return refuse(tx, &context, "disclosure.release", &id, not_checked());
        }
        take(tx, &context, request, Step::Release, "disclosure.release").map(Ok)
    };
    house.db.write("disclosure.release", work).await
}

/// Releases one document of which the release was suspended, after the others. As knowingly as the rest, and not before two
/// people saw it.
///
/// # Errors
///
/// [`Error::Conflict`] when the request was not released, or this document waits for nothing.
pub async fn lift(
    house: &House,
    context: &Context,
    id: &RequestId,
    place: i64,
    knows_for_ever: bool,
    sent: Sent,
) -> Result<Ruled<Document>, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = handle(tx, &context, &id, &sent)?;
        let document = inventory::store::find(tx, &id, place)?.ok_or(Error::NotFound("document"))?;
        let decision = request.stage.decision().filter(|_| request.has_suspended(&document));
        known_for_ever(decision.ok_or(Error::Conflict("disclosure-step"))?, knows_for_ever)?;
        if is_unchecked(&document) {
            return refuse(tx, &context, "disclosure.lift", &id, not_checked());
        }
        let document = Document { suspended: false, revision: document.revision + 1, ..document };
        inventory::store::save(tx, &id, &document)?;
        hold(tx, &request)?;
        journal::record_act(tx, &context, "disclosure.lift", &format!("{}/{place}", id.as_str()), "ok")?;
        Ok(Ok(document))
    };
    house.db.write("disclosure.lift", work).await
}

/// For everyone is for ever: whoever releases says that they know (6.12-5).
fn known_for_ever(decision: &Decision, knows: bool) -> Result<(), Error> {
    if decision.proposal.audience == Audience::Everyone && !knows {
        return Err(Error::invalid(
            "voor-altijd",
            "say that you know that this is for everyone, for ever",
            "Zet een vinkje als u weet dat dit voor iedereen is, en voor altijd.",
        ));
    }
    Ok(())
}

/// It is public in part, and what goes from it was not made unreadable and checked by two people yet (6.12-4).
fn is_unchecked(document: &Document) -> bool {
    document.judgement == Some(Judgement::Partly) && !document.is_checked()
}

fn not_judged() -> Refusal {
    Refusal {
        norm: "6.12-2",
        message: "not all documents were judged",
        message_nl: "Nog niet alle documenten zijn beoordeeld.",
        fields: Vec::new(),
    }
}

fn too_early() -> Refusal {
    Refusal {
        norm: "L-17",
        message: "someone is expected to object: release waits two weeks (Woo 4.4(5), Wob 6(5))",
        message_nl: "Er wordt bezwaar verwacht. Wacht twee weken met openbaar maken (Woo 4.4, vijfde lid; Wob 6, vijfde lid).",
        fields: Vec::new(),
    }
}

fn not_checked() -> Refusal {
    Refusal {
        norm: "6.12-4",
        message: "a document that is partly public was not made unreadable and checked by two people yet",
        message_nl: "Een document dat deels openbaar is, is nog niet weggelakt en door twee mensen nagekeken.",
        fields: Vec::new(),
    }
}
