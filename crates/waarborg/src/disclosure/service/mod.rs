//! The verbs on requests for public information. Each step is one transaction: the form spent, the rules asked where they have
//! a say, the step and its entries in the journal. A form that was made for an earlier step is stale, and changes nothing.

mod documents;
mod follow;
mod names;
mod receive;
mod resolve;
mod steps;

use ground::{Actor, Length, Role};

use super::inventory::{self, Document};
use super::model::{Request, RequestId, Step};
use super::store;
use crate::adoption;
use crate::db::Tx;
use crate::error::Error;
use crate::house::{Edition, House};
use crate::journal::{self, Context};
use crate::redaction;
use crate::register::{Refusal, Ruled};
use crate::web::csrf::Sent;

pub use documents::{Judged, add, attach, import, judge};
pub use follow::{Tracked, follow, public, public_file, public_list, public_page};
pub use receive::{Ask, ReadAsk, Receipt, read_ask, receive};
pub use resolve::{decide, lift, propose, release};
pub use steps::{Act, act, assess};

/// The most requests on one list.
const LISTED: i64 = 200;

const NOT_FOUND: Error = Error::NotFound("request");

/// A request with its documents.
#[derive(Debug, Clone)]
pub struct View {
    /// The request.
    pub request: Request,
    /// Its documents, in the order of the inventory.
    pub documents: Vec<Document>,
    /// `wob` or `woo`: by which law documents are judged now, or were when it was decided.
    pub law: String,
}

impl View {
    /// The documents on which is decided. A request that the rules refuse as a whole has none: a list of them would tell what
    /// the refusal keeps.
    pub fn decided_on(&self) -> &[Document] {
        let refused = self.request.assessment().is_some_and(|found| found.refused);
        if refused { &[] } else { &self.documents }
    }
}

/// Whether this person handles requests.
pub fn may_handle(actor: &Actor) -> bool {
    actor.role == Role::DisclosureOfficer
}

/// Whether this person may see requests: also the board, which decides, and the FG, who changes nothing (6.14-5).
pub fn may_read(actor: &Actor) -> bool {
    matches!(actor.role, Role::DisclosureOfficer | Role::Board | Role::Officer)
}

/// Requests that are open, the oldest first, and the newest that are not.
pub async fn list(house: &House, context: &Context) -> Result<(Vec<Request>, Vec<Request>), Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("disclosure.list"));
    }
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        journal::record_act(tx, &context, "disclosure.list", "requests", "ok")?;
        Ok((store::list(tx, true, LISTED)?, store::list(tx, false, LISTED)?))
    };
    house.db.write("disclosure.list", work).await
}

/// One request with its documents. Seeing it is written down.
pub async fn view(house: &House, context: &Context, id: &RequestId) -> Result<View, Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("disclosure.view"));
    }
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = store::find(tx, &id)?.ok_or(NOT_FOUND)?;
        journal::record_act(tx, &context, "disclosure.view", id.as_str(), "ok")?;
        view_in(tx, request)
    };
    house.db.write("disclosure.view", work).await
}

fn view_in(tx: &mut Tx<'_>, request: Request) -> Result<View, Error> {
    let documents = inventory::store::of(tx, &request.id)?;
    let law = request.stage.decision().map(|decision| decision.law.clone());
    let law = law.unwrap_or_else(|| law_now(tx).to_owned());
    Ok(View { request, documents, law })
}

/// How long the law of the day of receipt gives, and within which time it wants a clearer request asked for.
pub fn lengths(house: &House, request: &Request) -> (Length, Length) {
    lengths_by(&house.policy(), request)
}

fn lengths_by(edition: &Edition, request: &Request) -> (Length, Length) {
    let law = information_law(request.received);
    let term = |kind| edition.rulebook.term(kind, law).unwrap_or_default();
    (term("public_request"), term("help_specify"))
}

/// The law by which documents are judged today: the Woo has no transition for requests that were pending.
fn law_now(tx: &Tx<'_>) -> &'static str {
    information_law(tx.now().day())
}

fn information_law(day: ground::Day) -> &'static str {
    crate::decision::law_of(None, Some(day), false, day).information.as_str()
}

/// The request at the beginning of a step: the form is spent, and was made for the request as it is.
fn begin(tx: &mut Tx<'_>, id: &RequestId, sent: &Sent) -> Result<Request, Error> {
    sent.spend(tx)?;
    let request = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    sent.made_for(request.revision(), "disclosure-request")?;
    Ok(request)
}

/// [`begin`] for who handles requests.
fn handle(tx: &mut Tx<'_>, context: &Context, id: &RequestId, sent: &Sent) -> Result<Request, Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("disclosure.handle"));
    }
    begin(tx, id, sent)
}

/// Takes a step, and writes it down twice: with the request and in the journal.
fn take(
    tx: &mut Tx<'_>,
    context: &Context,
    request: Request,
    step: Step,
    action: &str,
) -> Result<Request, Error> {
    let deed = adoption::Deed { by: context.actor.clone(), at: tx.now() };
    let request = request.step(step, deed)?;
    store::add_step(tx, &request)?;
    if !request.stage.is_open() {
        hold(tx, &request)?;
    }
    journal::record_act(tx, context, action, request.id.as_str(), "ok")?;
    Ok(request)
}

/// Keeps what a request needs from being destroyed: all its documents while it runs (Woo 4.1a), and after that those of
/// which the release is suspended.
fn hold(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    let documents = inventory::store::of(tx, &request.id)?.into_iter();
    let needed = documents.filter(|document| request.may_still_give(document));
    let needed: Vec<_> = needed.filter_map(|document| Some(document.contents?.id)).collect();
    redaction::hold_in(tx, request.id.as_str(), &needed)
}

/// A no of the house itself, which stands in the journal.
fn refuse<T>(
    tx: &mut Tx<'_>,
    context: &Context,
    action: &str,
    id: &RequestId,
    refusal: Refusal,
) -> Result<Ruled<T>, Error> {
    journal::record_act(tx, context, action, id.as_str(), &format!("refused:{}", refusal.norm))?;
    Ok(Err(refusal))
}
