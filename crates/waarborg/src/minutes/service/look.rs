//! Looking minutes through: new ones, a better version, and a version from which what was found was taken out.

use std::sync::Arc;

use super::judge::judge;
use super::{Sent, begin, contents, may_bring, store};
use crate::adoption::Deed;
use crate::aside::aside;
use crate::db::{Tx, next_number};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::minutes::model::{Minutes, MinutesId, Stage, Version};
use crate::redaction::{self, Trace, Traced};

/// A text of minutes that comes in. Has no `Debug`: its name may be a person's.
pub struct NewMinutes {
    /// What the file is called; its end says which kind it is.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Takes minutes in and looks them through. They are kept, sealed, whatever is found.
///
/// # Errors
///
/// [`Error::Invalid`] at `bestand` when they cannot be read.
pub async fn check(
    house: &Arc<House>,
    context: &Context,
    new: NewMinutes,
    external: bool,
    sent: Sent,
) -> Result<Minutes, Error> {
    if !may_bring(&context.actor) {
        return Err(Error::Forbidden("minutes.check"));
    }
    let (traced, bytes) = traced(house, new).await?;
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        sent.spend(tx)?;
        let start = format!("VS-{}-", tx.now().day().year());
        let number = next_number(tx, "minutes_minutes", &start, 5)?;
        let version = version(tx, &own, &context, (&traced, bytes.len()), external, 1)?;
        let stage = if version.is_clean() { Stage::Clean } else { Stage::Blocked };
        let id = MinutesId::fresh(&own);
        let made = Deed { by: context.actor.clone(), at: tx.now() };
        let minutes = Minutes { id, number, external, version, made, stage, revision: 0 };
        keep(tx, &own, &context, &minutes, &bytes, &traced)?;
        Ok(minutes)
    };
    house.db.write("minutes.check", work).await
}

/// Puts a better version in the place of the one before, and looks it through.
pub async fn again(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
    new: NewMinutes,
    sent: Sent,
) -> Result<Minutes, Error> {
    let looked = traced(house, new).await?;
    replace(house, context, id, looked, sent).await
}

/// Takes out what may not stay, and looks through what is left.
///
/// # Errors
///
/// [`Error::Invalid`] at `bestand` when no file can be made of which it is certain that they are gone.
pub async fn strip(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
    sent: Sent,
) -> Result<Minutes, Error> {
    let (own, by, of) = (house.clone(), context.clone(), id.clone());
    let opening = move |tx: &mut Tx<'_>| {
        let minutes = begin(tx, &by, &of, &sent)?;
        let traces = contents::open(tx, &own, &by, &minutes)?.traces.clone();
        let bytes = contents::file(tx, &own, &by, &minutes)?;
        Ok((minutes, traces, bytes))
    };
    let (minutes, traces, bytes) = house.db.write("minutes.open", opening).await?;
    let revision = Some(minutes.revision);
    let small = small_count(house);
    let looked = aside(move || {
        let bytes = redaction::without(minutes.version.kind, &bytes, &refused(&minutes, traces))?;
        look(NewMinutes { name: format!("verslag.{}", minutes.version.kind.as_str()), bytes }, small)
    });
    replace(house, context, id, looked.await?, Sent { revision, form: None }).await
}

/// Who brought them in looked at the pictures and recognised nobody. A person sees to it, since a program does not search
/// them; it clears nothing else.
///
/// # Errors
///
/// [`Error::Conflict`] when there are none to look at, or somebody did.
pub async fn look_at_pictures(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
    sent: Sent,
) -> Result<Minutes, Error> {
    let (context, id) = (context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let minutes = begin(tx, &context, &id, &sent)?;
        let mut minutes = minutes.looked_at(Deed { by: context.actor.clone(), at: tx.now() })?;
        minutes.revision += 1;
        store::put(tx, &minutes)?;
        journal::record_act(tx, &context, "minutes.look", id.as_str(), minutes.stage.as_str())?;
        Ok(minutes)
    };
    house.db.write("minutes.look", work).await
}

/// The traces that may not stay.
fn refused(minutes: &Minutes, traces: Vec<Trace>) -> Vec<Trace> {
    traces.into_iter().filter(|trace| minutes.version.refuses(trace.whom)).collect()
}

async fn replace(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
    (traced, bytes): (Traced, Vec<u8>),
    sent: Sent,
) -> Result<Minutes, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let before = begin(tx, &context, &id, &sent)?;
        let (number, external) = (before.version.number + 1, before.external);
        let version = version(tx, &own, &context, (&traced, bytes.len()), external, number)?;
        let mut minutes = before.with(version)?;
        minutes.revision += 1;
        keep(tx, &own, &context, &minutes, &bytes, &traced)?;
        Ok(minutes)
    };
    house.db.write("minutes.check", work).await
}

/// A version with what the policy says of it.
fn version(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    (traced, size): (&Traced, usize),
    external: bool,
    number: i64,
) -> Result<Version, Error> {
    let (rulings, found) = judge(tx, house, context, &traced.traces, external)?;
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Ok(Version {
        number,
        kind: traced.kind,
        digest: traced.digest.clone(),
        size: count(size),
        found,
        unsearched: count(traced.unsearched.len()),
        pictures: count(traced.pictures.len()),
        looked: None,
        rulings,
        checked: tx.now(),
    })
}

fn keep(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    minutes: &Minutes,
    bytes: &Vec<u8>,
    traced: &Traced,
) -> Result<(), Error> {
    store::put(tx, minutes)?;
    contents::put(tx, house, &minutes.id, bytes, traced)?;
    journal::record_act(tx, context, "minutes.check", minutes.id.as_str(), minutes.stage.as_str())?;
    Ok(())
}

async fn traced(house: &House, new: NewMinutes) -> Result<(Traced, Vec<u8>), Error> {
    let small = small_count(house);
    aside(move || look(new, small)).await
}

/// Below which number a count points at someone, as the policy in force has it (6.2-5).
fn small_count(house: &House) -> u32 {
    house.policy().organisation().small_cell
}

fn look(new: NewMinutes, small_count: u32) -> Result<(Traced, Vec<u8>), Error> {
    let traced = redaction::trace(&new.name, &new.bytes, small_count)?;
    Ok((traced, new.bytes))
}
