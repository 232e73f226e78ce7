//! The verbs on documents. Each is one transaction: the form spent, the document as it was when the form was made, the rules
//! asked where they have a say, the change and its entry in the journal. Reading a file and writing one anew takes long, and
//! is done between two transactions; the second sees that nothing changed meanwhile.

mod judge;
mod receive;
mod release;
mod steps;

use std::sync::Arc;

use ground::{Actor, Role};

pub use super::contents::Contents;
use super::contents::{self, READ};
use super::model::{Document, DocumentId, Mark, Step};
use super::store;
use crate::adoption::Deed;
use crate::db::Tx;
use crate::decision::{self, Asked};
use crate::desk;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::web::csrf::Sent;

pub use judge::{Addition, Change, Which, add, judge};
pub use receive::{receive, receive_in};
pub use release::{Download, download, output_in, release};
pub use steps::{check, propose, send_back};

/// The most documents on one list.
const LISTED: i64 = 200;

const NOT_FOUND: Error = Error::NotFound("document");

/// A document with its marks, and what it says if that may be seen. Has no `Debug`.
pub struct View {
    /// The document.
    pub document: Document,
    /// Its marks, in the order of reading.
    pub marks: Vec<Mark>,
    /// What it says, or why that may not be seen. None once its key is destroyed.
    pub contents: Option<Asked<Contents>>,
}

/// Whether this person handles documents: who handles requests for public information, and the head of a department as the
/// second pair of eyes. Whether they may see what a document says is asked each time.
pub fn may_handle(actor: &Actor) -> bool {
    matches!(actor.role, Role::DisclosureOfficer | Role::DepartmentHead)
}

/// Whether this person may see which documents there are and how far they came: also the FG, who changes nothing (6.14-5).
pub fn may_read(actor: &Actor) -> bool {
    may_handle(actor) || actor.role == Role::Officer
}

/// The newest documents first. No names.
pub async fn list(house: &House, context: &Context) -> Result<Vec<Document>, Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("redaction.list"));
    }
    house.db.read("redaction.list", |tx| store::list(tx, LISTED)).await
}

/// Whether the asker is charged with handling documents; to others the policy opens none.
pub(in crate::redaction) async fn is_charged(house: &House, context: &Context) -> Result<bool, Error> {
    let account = context.actor.id.clone();
    let work = move |tx: &mut Tx<'_>| desk::charge(tx, &account, decision::DOCUMENT_TASK, "");
    Ok(house.db.read("redaction.is_charged", work).await?.law)
}

/// How far a document came: what it is, its marks without their words, its steps. Opens nothing, so nothing is asked.
pub(in crate::redaction) async fn progress(
    house: &House,
    context: &Context,
    id: &DocumentId,
) -> Result<(Document, Vec<Mark>), Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("redaction.progress"));
    }
    let id = id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let document = document_in(tx, &id)?;
        let marks = marks_in(tx, &document)?;
        Ok((document, marks))
    };
    house.db.read("redaction.progress", work).await
}

/// Opens a document, to look at it. Asked and written down each time; a no comes with what may be seen without.
pub async fn open(house: &Arc<House>, context: &Context, id: &DocumentId) -> Result<View, Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("redaction.open"));
    }
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let document = document_in(tx, &id)?;
        let marks = marks_in(tx, &document)?;
        let contents = if document.destroyed { None } else { Some(read(tx, &own, &context, &id)?) };
        let opened = if matches!(contents, Some(Ok(_))) { "ok" } else { "closed" };
        journal::record_act(tx, &context, "redaction.open", id.as_str(), opened)?;
        Ok(View { document, marks, contents })
    };
    house.db.write("redaction.open", work).await
}

/// One document, for a chapter that holds a transaction. Who may know of it is for that chapter to see.
///
/// # Errors
///
/// [`Error::NotFound`].
pub fn document_in(tx: &mut Tx<'_>, id: &DocumentId) -> Result<Document, Error> {
    store::find(tx, id)?.ok_or(NOT_FOUND)
}

/// The marks of a document, in the order of reading.
pub fn marks_in(tx: &mut Tx<'_>, document: &Document) -> Result<Vec<Mark>, Error> {
    store::marks(tx, &document.id, document.law)
}

/// Destroys the key of a document and all that was sealed with it. What is left says that there was one, and how it went.
/// False when it was gone already.
///
/// # Errors
///
/// [`Error::Conflict`] while something under way needs it: see [`hold_in`].
pub fn destroy_in(tx: &mut Tx<'_>, context: &Context, id: &DocumentId) -> Result<bool, Error> {
    if is_held(tx, id)? {
        return Err(Error::Conflict("redaction-held"));
    }
    let done = store::destroy(tx, id)?;
    if done {
        journal::record_act(tx, context, "redaction.destroy", id.as_str(), "ok")?;
    }
    Ok(done)
}

/// Keeps these documents from being destroyed while something under way needs them (Woo 4.1a), and no others for its sake;
/// `holder` is the id of that.
pub fn hold_in(tx: &mut Tx<'_>, holder: &str, needed: &[DocumentId]) -> Result<(), Error> {
    store::free(tx, holder)?;
    needed.iter().try_for_each(|id| store::hold(tx, id, holder))
}

/// Whether something under way needs a document.
pub fn is_held(tx: &mut Tx<'_>, id: &DocumentId) -> Result<bool, Error> {
    store::is_held(tx, id)
}

/// Asks to read a document, and opens it.
fn read(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    id: &DocumentId,
) -> Result<Asked<Contents>, Error> {
    Ok(match decision::ask_document(tx, house, context, READ, id.as_str())? {
        Ok(permit) => Ok(contents::read(tx, house, permit, id)?),
        Err(declined) => Err(declined),
    })
}

/// The document at the beginning of a change: the form is spent, and was made for the document as it is.
fn begin(tx: &mut Tx<'_>, context: &Context, id: &DocumentId, sent: &Sent) -> Result<Document, Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("redaction.handle"));
    }
    sent.spend(tx)?;
    let document = document_in(tx, id)?;
    sent.made_for(document.revision, "redaction-document")?;
    Ok(document)
}

/// Takes a step, and writes it down twice: with the document and in the journal.
fn take(
    tx: &mut Tx<'_>,
    context: &Context,
    document: Document,
    step: Step,
    (action, result): (&str, &str),
) -> Result<Document, Error> {
    let deed = Deed { by: context.actor.clone(), at: tx.now() };
    let mut document = document.step(step, deed)?;
    store::set_revision(tx, &document.id, document.revision)?;
    store::add_step(tx, &document)?;
    journal::record_act(tx, context, action, document.id.as_str(), result)?;
    document.revision += 1;
    Ok(document)
}
