//! The verbs on requests. Each step is one transaction: the form spent, the rules asked where they have a say, the step, its
//! effects and its entries in the journal. A form that was made for an earlier step is stale, and changes nothing.

mod answer;
mod judge;
mod receive;
mod steps;

use ground::{Actor, Role};

use super::effects;
use super::facts;
use super::model::{Receipt, Request, RequestId, Right, Step, resident_of};
use super::store;
use crate::adoption::Deed;
use crate::consents::{self, Consent, ConsentId, Giver};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, File, Item, Subject};
use crate::register::Letter;
use crate::vault;
use crate::web::csrf::Sent;

pub use answer::{Answer, answer, read_note};
pub use judge::{correct, decide, deliver, tell};
pub use receive::{NewRequest, Whose, receive};
pub use steps::{Shown, ask_identity, extend, identify, length, withdraw};

/// The register entry of handling requests.
pub(super) const ACTIVITY: &str = "REG-11";
/// The most requests on one list.
const LISTED: i64 = 200;

const NOT_FOUND: Error = Error::NotFound("request");

/// A request with what a page shows beside it.
#[derive(Debug)]
pub struct View {
    /// The request.
    pub request: Request,
    /// Whose data it is about.
    pub subject: Subject,
    /// Its items, with the numbers of their files.
    pub items: Vec<(Item, String)>,
    /// Items that were not put right yet.
    pub uncorrected: Vec<records::ItemId>,
    /// The grounds of the processing that it is about.
    pub grounds: Vec<Letter>,
    /// Who has to be told, and who was.
    pub recipients: Vec<Receipt>,
    /// When answers were made, with their checksums.
    pub answers: Vec<(ground::Instant, String)>,
}

/// What a resident sees of their own place.
#[derive(Debug, Default)]
pub struct Place {
    /// Their requests, the newest first.
    pub requests: Vec<Request>,
    /// Their files.
    pub files: Vec<File>,
    /// The items about them, without what they say; those that stay confidential for now are not among them.
    pub items: Vec<(Item, String)>,
    /// Who received what.
    pub receipts: Vec<Receipt>,
    /// What they consented to, or were asked.
    pub consents: Vec<Consent>,
}

/// Whether this person handles requests. For now who works with files and who leads a department; once accounts have
/// tasks, the task decides.
pub fn may_handle(actor: &Actor) -> bool {
    resident_of(actor).is_none() && matches!(actor.role, Role::Employee | Role::DepartmentHead)
}

/// Whether this person may see requests: also the FG, who changes nothing (6.14-5).
pub fn may_read(actor: &Actor) -> bool {
    may_handle(actor) || (resident_of(actor).is_none() && actor.role == Role::Officer)
}

/// Requests that are open, the oldest first, and the newest that are not.
pub async fn list(house: &House, context: &Context) -> Result<(Vec<Request>, Vec<Request>), Error> {
    if !may_read(&context.actor) {
        return Err(Error::Forbidden("rights.list"));
    }
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        journal::record_act(tx, &context, "rights.list", "requests", "ok")?;
        Ok((store::list(tx, true, LISTED)?, store::list(tx, false, LISTED)?))
    };
    house.db.write("rights.list", work).await
}

/// One request, for who handles it, for the FG, or for the person it is about. Seeing it is written down.
pub async fn view(house: &House, context: &Context, id: &RequestId) -> Result<View, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let request = visible(tx, &context, &id)?;
        journal::record_act(tx, &context, "rights.view", id.as_str(), "ok")?;
        let subject = records::subject(tx, &request.subject)?;
        let mut items = Vec::new();
        for item in &request.items {
            let item = records::item(tx, item)?;
            let number = records::file(tx, &item.file)?.number;
            items.push((item, number));
        }
        let known = facts::look_up(tx, &request, &[])?;
        Ok(View {
            subject,
            items,
            uncorrected: store::uncorrected(tx, &id)?,
            grounds: facts::grounds(&request, &known),
            recipients: store::recipients(tx, &id)?,
            answers: store::answers(tx, &id)?,
            request,
        })
    };
    house.db.write("rights.view", work).await
}

/// A resident's own place. Empty for someone of whom nothing is kept.
pub async fn place(house: &House, context: &Context) -> Result<Place, Error> {
    let hash = resident_of(&context.actor).ok_or(Error::Forbidden("rights.place"))?.to_owned();
    let context = context.clone();
    let work = move |tx: &mut Tx<'_>| {
        let Some(subject) = records::find_resident(tx, &hash)? else { return Ok(Place::default()) };
        journal::record_act(tx, &context, "rights.place", subject.id.as_str(), "ok")?;
        let mut items = Vec::new();
        for item in super::overview::items_for_person(tx, &subject.id, tx.now().day())? {
            if !super::overview::is_held_back(&item) {
                let number = records::file(tx, &item.file)?.number;
                items.push((item, number));
            }
        }
        let requests = store::about(tx, &subject.id)?;
        Ok(Place {
            receipts: effects::receipts(tx, &subject.id)?,
            files: records::files_about(tx, &subject.id)?,
            consents: consents::of_own(tx, &subject.id)?,
            items,
            requests,
        })
    };
    house.db.write("rights.place", work).await
}

/// A resident takes a consent of their own back: as easy as giving it (AVG 7(3)).
pub(super) async fn withdraw_consent(
    house: &House,
    context: &Context,
    id: &ConsentId,
    sent: Sent,
) -> Result<(), Error> {
    let hash = resident_of(&context.actor).ok_or(Error::Forbidden("rights.place"))?.to_owned();
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        sent.spend(tx)?;
        let subject = records::find_resident(tx, &hash)?.ok_or(Error::NotFound("consent"))?;
        if consents::find(tx, &id)?.1.subject != subject.id {
            return Err(Error::NotFound("consent"));
        }
        consents::withdraw_in(tx, &context, &id, Giver::Subject).map(drop)
    };
    house.db.write("rights.withdraw_consent", work).await
}

/// The items about a person whom an employee is writing a request down for.
pub async fn items_of(
    house: &House,
    context: &Context,
    subject: &Subject,
) -> Result<Vec<(Item, String)>, Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("rights.receive"));
    }
    let subject = subject.id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let items = records::items_about(tx, &subject)?;
        items.into_iter().map(|item| Ok((item.clone(), records::file(tx, &item.file)?.number))).collect()
    };
    house.db.read("rights.items", work).await
}

/// Whether an item is part of a request that is still open: then it is not destroyed (4-5).
pub fn is_asked_about(tx: &mut Tx<'_>, item: &records::ItemId) -> Result<bool, Error> {
    Ok(store::open_on(tx, item)? > 0)
}

/// The request, if this person may know of it. A resident knows of requests about themselves only.
fn visible(tx: &mut Tx<'_>, context: &Context, id: &RequestId) -> Result<Request, Error> {
    if resident_of(&context.actor).is_none() && !may_read(&context.actor) {
        return Err(Error::Forbidden("rights.view"));
    }
    let request = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    match resident_of(&context.actor) {
        Some(hash) => match records::find_resident(tx, hash)? {
            Some(subject) if subject.id == request.subject => Ok(request),
            _ => Err(NOT_FOUND),
        },
        None => Ok(request),
    }
}

/// The request at the beginning of a step: the form is spent, and was made for the request as it is.
fn begin(tx: &mut Tx<'_>, context: &Context, id: &RequestId, sent: &Sent) -> Result<Request, Error> {
    sent.spend(tx)?;
    let request = visible(tx, context, id)?;
    sent.made_for(request.revision(), "rights-request")?;
    Ok(request)
}

/// [`begin`] for who handles requests.
fn handle(tx: &mut Tx<'_>, context: &Context, id: &RequestId, sent: &Sent) -> Result<Request, Error> {
    if !may_handle(&context.actor) {
        return Err(Error::Forbidden("rights.handle"));
    }
    begin(tx, context, id, sent)
}

/// Takes a step, and writes it down twice: with the request and in the journal.
fn take(
    tx: &mut Tx<'_>,
    context: &Context,
    request: Request,
    step: Step,
    action: &str,
) -> Result<Request, Error> {
    let deed = Deed { by: context.actor.clone(), at: tx.now() };
    let request = request.step(step, deed)?;
    store::add_step(tx, &request)?;
    journal::record_act(tx, context, action, request.id.as_str(), "ok")?;
    Ok(request)
}

/// Whether the answer to a request is a copy of data.
fn gives_copy(right: Right) -> bool {
    matches!(right, Right::Access | Right::Portability)
}

/// Where what a request says in free words is kept.
fn note_place(id: &RequestId) -> vault::NotePlace<'_> {
    vault::NotePlace { table: "rights_request", column: "note", row: id.as_str() }
}
