//! The verbs on minutes. Each is one transaction: the form spent, the minutes as they were when the form was made, the
//! policy asked, the change and its entry in the journal. Looking a file through takes long, and is done before it.

mod file;
mod judge;
mod look;

use std::sync::Arc;

use ground::{Actor, Role};

pub use file::file;
pub use look::{NewMinutes, again, check, look_at_pictures, strip};

use super::contents::{self, Contents};
use super::model::{Minutes, MinutesId};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::web::csrf::Sent;

/// The most minutes on one list.
const LISTED: i64 = 200;

const NOT_FOUND: Error = Error::NotFound("minutes");

/// Minutes with what they say, if this person may see that. Has no `Debug`.
pub struct View {
    /// The minutes.
    pub minutes: Minutes,
    /// What they say.
    pub contents: Option<Contents>,
}

/// Whether this person may bring in minutes: everyone who works here takes them.
pub fn may_bring(actor: &Actor) -> bool {
    !matches!(actor.role, Role::Resident | Role::System | Role::Operator)
}

/// The newest first: one's own, and those of others in which nobody can be recognised. The FG sees that there are others.
pub async fn list(house: &House, context: &Context) -> Result<Vec<Minutes>, Error> {
    if !may_bring(&context.actor) {
        return Err(Error::Forbidden("minutes.list"));
    }
    let maker = (context.actor.role != Role::Officer).then(|| context.actor.id.clone());
    house.db.read("minutes.list", move |tx| store::list(tx, maker.as_deref(), LISTED)).await
}

/// Minutes with what they say. Opening is written down.
pub async fn view(house: &Arc<House>, context: &Context, id: &MinutesId) -> Result<View, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let minutes = minutes_in(tx, &context, &id)?;
        let may = contents::may_open(&context, &minutes);
        let contents = if may { Some(contents::open(tx, &own, &context, &minutes)?) } else { None };
        Ok(View { minutes, contents })
    };
    house.db.write("minutes.open", work).await
}

/// The file itself, of minutes in which nobody can be recognised.
///
/// # Errors
///
/// [`Error::Conflict`] while somebody can.
pub async fn download(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
) -> Result<(Minutes, Vec<u8>), Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let minutes = minutes_in(tx, &context, &id)?;
        if !minutes.version.is_clean() {
            return Err(Error::Conflict("minutes-blocked"));
        }
        let bytes = contents::file(tx, &own, &context, &minutes)?;
        Ok((minutes, bytes))
    };
    house.db.write("minutes.download", work).await
}

/// Minutes that this person may know of. Those of someone else are not there until nobody can be recognised in them.
fn minutes_in(tx: &mut Tx<'_>, context: &Context, id: &MinutesId) -> Result<Minutes, Error> {
    if !may_bring(&context.actor) {
        return Err(Error::Forbidden("minutes.open"));
    }
    let minutes = store::find(tx, id)?.ok_or(NOT_FOUND)?;
    let may = contents::may_open(context, &minutes) || context.actor.role == Role::Officer;
    if may { Ok(minutes) } else { Err(NOT_FOUND) }
}

/// The minutes at the beginning of a change: by who brought them in, the form spent and made for the minutes as they are.
fn begin(tx: &mut Tx<'_>, context: &Context, id: &MinutesId, sent: &Sent) -> Result<Minutes, Error> {
    sent.spend(tx)?;
    let minutes = minutes_in(tx, context, id)?;
    if minutes.made.by.id != context.actor.id {
        return Err(Error::Forbidden("minutes.change"));
    }
    sent.made_for(minutes.revision, "minutes")?;
    Ok(minutes)
}
