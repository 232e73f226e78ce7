//! Requests of the fictional people, in several stages, so that each page of the demo shows something.

use std::sync::Arc;

use ground::{Actor, Bsn, Day, Role};

use super::model::{
    Assessment, Authority, Capacity, Cause, Channel, Matter, Proof, Request, RequestId, Right,
};
use super::service::{self, NewRequest, Shown, Whose};
use super::store;
use crate::db::Tx;
use crate::desk::Resident;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::records::{self, ItemId, Lookup, SubjectId};
use crate::web::csrf::Sent;

const VINK: &str = "999990019";
const SPREEUWENBERG: &str = "999990020";
const AALSCHOLVER: &str = "999990032";

/// Makes the requests once: when there are none at all. The files have to be there.
pub async fn seed_demo(house: &Arc<House>) -> Result<(), Error> {
    let any = |tx: &mut Tx<'_>| Ok(store::list(tx, true, 1)?.len() + store::list(tx, false, 1)?.len());
    let missing = |bsn| async move { Ok::<_, Error>(person(house, bsn).await?.is_none()) };
    if house.db.read("rights.demo", any).await? > 0
        || missing(VINK).await?
        || missing(SPREEUWENBERG).await?
        || missing(AALSCHOLVER).await?
    {
        return Ok(());
    }
    refused(house).await?;
    late(house).await?;
    waiting(house).await?;
    extended(house).await?;
    own(house).await
}

/// A request to erase what has to be kept.
async fn refused(house: &Arc<House>) -> Result<(), Error> {
    let Some((subject, items)) = person(house, VINK).await? else { return Ok(()) };
    let items = items.into_iter().take(1).collect();
    let bram = staff(house, "demo-bram");
    let request = on_paper(house, &bram, subject, Right::Erasure, Capacity::Own, 16, items).await?;
    seen(house, &bram, &request.id, Proof::DocumentSeen, None).await?;
    let assessment = Assessment { factual_error: Some(false), opinion: Some(false), ..Assessment::default() };
    service::decide(house, &bram, &request.id, assessment, Sent::default()).await.map(drop)
}

/// Nobody answered in time.
async fn late(house: &Arc<House>) -> Result<(), Error> {
    let Some((subject, _)) = person(house, SPREEUWENBERG).await? else { return Ok(()) };
    let bram = staff(house, "demo-bram");
    let request = on_paper(house, &bram, subject, Right::Access, Capacity::Own, 45, Vec::new()).await?;
    seen(house, &bram, &request.id, Proof::KnownNumber, None).await
}

/// It is not known yet who asks, so the clock stands still.
async fn waiting(house: &Arc<House>) -> Result<(), Error> {
    let Some((subject, _)) = person(house, AALSCHOLVER).await? else { return Ok(()) };
    let noor = staff(house, "demo-noor");
    let request = on_paper(house, &noor, subject, Right::Access, Capacity::Curator, 3, Vec::new()).await?;
    service::ask_identity(house, &noor, &request.id, Sent::default()).await.map(drop)
}

/// More time was taken.
async fn extended(house: &Arc<House>) -> Result<(), Error> {
    let Some((subject, items)) = person(house, AALSCHOLVER).await? else { return Ok(()) };
    let noor = staff(house, "demo-noor");
    let items = items.into_iter().skip(2).take(1).collect();
    let request = on_paper(house, &noor, subject, Right::Rectification, Capacity::Curator, 20, items).await?;
    let register = Some(Authority::ProtectionRegister);
    seen(house, &noor, &request.id, Proof::KnownAddress, register).await?;
    service::extend(house, &noor, &request.id, Cause::Complex, Sent::default()).await.map(drop)
}

/// A resident asks on their own page.
async fn own(house: &Arc<House>) -> Result<(), Error> {
    let resident = Resident { lookup: house.keys.lookup("bsn", VINK) };
    let context = Context::begin(house, resident.actor());
    let today = house.clock.now().day();
    let new = request(Right::Access, Channel::OwnPage, Capacity::Own, today, Vec::new());
    service::receive(house, &context, Whose::Own, new, Sent::default()).await.map(drop)
}

fn staff(house: &House, account: &str) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role: Role::Employee })
}

/// A fictional person, with the items about them.
async fn person(house: &Arc<House>, bsn: &str) -> Result<Option<(SubjectId, Vec<ItemId>)>, Error> {
    let (own, bsn) = (house.clone(), bsn.parse::<Bsn>().ok());
    let work = move |tx: &mut Tx<'_>| {
        let Some(bsn) = bsn else { return Ok(None) };
        let found = records::find_subjects(tx, &own.keys, &Lookup::Bsn(bsn))?;
        let Some(subject) = found.into_iter().next() else { return Ok(None) };
        let items = records::items_about(tx, &subject.id)?;
        Ok(Some((subject.id, items.into_iter().map(|item| item.id).collect())))
    };
    house.db.read("rights.demo", work).await
}

fn request(
    right: Right,
    channel: Channel,
    capacity: Capacity,
    received: Day,
    items: Vec<ItemId>,
) -> NewRequest {
    NewRequest { right, channel, received, capacity, matter: Matter::Finance, items, note: None }
}

/// A letter that came in so many days ago.
async fn on_paper(
    house: &Arc<House>,
    context: &Context,
    subject: SubjectId,
    right: Right,
    capacity: Capacity,
    ago: i64,
    items: Vec<ItemId>,
) -> Result<Request, Error> {
    let received = house.clock.now().day().plus_days(-ago);
    let new = request(right, Channel::Paper, capacity, received, items);
    service::receive(house, context, Whose::Known(subject), new, Sent::default()).await
}

async fn seen(
    house: &Arc<House>,
    context: &Context,
    id: &RequestId,
    proof: Proof,
    authority: Option<Authority>,
) -> Result<(), Error> {
    service::identify(house, context, id, Shown::By(proof), authority, Sent::default()).await.map(drop)
}
