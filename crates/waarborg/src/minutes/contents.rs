//! What minutes say: sealed under a key of their own that goes with each new version. The only file of this chapter in
//! which sealed values are opened (decision 0018).

use std::sync::Arc;

use seal::{Place, RingError, Sealable, Sealed, SubjectKey, WrappedKey};
use serde_json::{Value, json};
use zeroize::Zeroize as _;

use super::model::{Minutes, MinutesId};
use super::store::{self, Column};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::redaction::{Passage, Sort, Trace, Traced, What, Whom};

/// How many keys are wrapped anew in one transaction.
const BATCH: i64 = 500;

/// What minutes say and what was found in it, for as long as a page needs it. Wiped from memory when dropped; has no
/// `Debug`.
pub struct Contents {
    /// The text.
    pub passages: Vec<Passage>,
    /// What leads to a person, in the order of reading.
    pub traces: Vec<Trace>,
    /// What could not be searched, in Dutch.
    pub unsearched: Vec<String>,
}

impl Drop for Contents {
    fn drop(&mut self) {
        for passage in &mut self.passages {
            passage.place.zeroize();
            passage.text.zeroize();
        }
    }
}

/// Whether someone may see what minutes say: who brought them in saw it before; others only when nobody can be recognised.
pub(super) fn may_open(context: &Context, minutes: &Minutes) -> bool {
    minutes.version.is_clean() || minutes.made.by.id == context.actor.id
}

/// Seals a version, under a fresh key. The key of the version before goes, and with it all that it said.
pub(super) fn put(
    tx: &mut Tx<'_>,
    house: &House,
    id: &MinutesId,
    bytes: &Vec<u8>,
    traced: &Traced,
) -> Result<(), Error> {
    let key = SubjectKey::generate(house.entropy.as_ref());
    let wrapped = house.masters.wrap(&key, &owner(id), house.entropy.as_ref()).map_err(Error::internal)?;
    let bytes = seal(house, &key, id, Column::Bytes, bytes)?;
    let reading = seal(house, &key, id, Column::Reading, &written(traced))?;
    store::put_content(tx, id, &wrapped, bytes, reading)
}

/// Opens the text, and writes down that it was opened.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not see it.
pub(super) fn open(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    minutes: &Minutes,
) -> Result<Contents, Error> {
    let text = opened::<String>(tx, house, context, minutes, Column::Reading)?;
    read(&text).ok_or_else(|| broken(&minutes.id))
}

/// Opens the file itself, and writes that down.
///
/// # Errors
///
/// [`Error::Forbidden`] for who may not see it.
pub(super) fn file(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    minutes: &Minutes,
) -> Result<Vec<u8>, Error> {
    opened(tx, house, context, minutes, Column::Bytes)
}

fn opened<T: Sealable + Clone>(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    minutes: &Minutes,
    column: Column,
) -> Result<T, Error> {
    if !may_open(context, minutes) {
        return Err(Error::Forbidden("minutes.open"));
    }
    let id = &minutes.id;
    let (wrapped, stored) =
        store::sealed(tx, id, column)?.ok_or(Error::NotFound("contents of the minutes"))?;
    let key = unwrap(house, &wrapped, id)?;
    let value = Sealed::<T>::from_stored(stored).open(&key, &place(id, column)).map_err(|_| broken(id))?;
    journal::record_act(tx, context, "minutes.open", id.as_str(), column.as_str())?;
    Ok(value.reveal().clone())
}

/// Wraps the keys of minutes anew with the master key in use, some at a time. Stopped halfway, the next call goes on.
/// Answers how many there were.
pub fn rotate(house: &Arc<House>, context: &Context) -> Result<usize, Error> {
    let ring = house.masters.ring();
    let mut all = 0;
    loop {
        let (own, ring, context) = (house.clone(), ring.clone(), context.clone());
        let work = move |tx: &mut Tx<'_>| {
            let old = store::keys_of_others(tx, ring.current(), BATCH)?;
            for (id, wrapped) in &old {
                let key = unwrap(&own, wrapped, id)?;
                let again = ring.wrap(&key, &owner(id), own.entropy.as_ref()).map_err(Error::internal)?;
                store::set_key(tx, id, &again)?;
            }
            if !old.is_empty() {
                journal::record_act(tx, &context, "minutes.rotate", ring.current(), &old.len().to_string())?;
            }
            Ok(old.len())
        };
        let done = house.db.write_blocking("minutes.rotate", work)?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

/// The reading as it is sealed.
fn written(traced: &Traced) -> String {
    let passage = |it: &Passage| json!({ "place": it.place, "text": it.text, "hidden": it.hidden });
    let trace = |it: &Trace| {
        json!([
            it.passage,
            it.span.start,
            it.span.end,
            it.sort.as_str(),
            it.what.as_str(),
            it.whom.as_str(),
            it.confidence
        ])
    };
    json!({
        "passages": traced.passages.iter().map(passage).collect::<Vec<_>>(),
        "traces": traced.traces.iter().map(trace).collect::<Vec<_>>(),
        "unsearched": traced.unsearched,
    })
    .to_string()
}

fn read(text: &str) -> Option<Contents> {
    let value: Value = serde_json::from_str(text).ok()?;
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    let words = |value: &Value, name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let passage = |value: &Value| {
        let hidden = value.get("hidden")?.as_bool()?;
        Some(Passage { place: words(value, "place")?, text: words(value, "text")?, hidden })
    };
    let trace = |value: &Value| {
        let number = |place: usize| usize::try_from(value.get(place)?.as_u64()?).ok();
        let word = |place: usize| value.get(place)?.as_str();
        Some(Trace {
            passage: number(0)?,
            span: number(1)?..number(2)?,
            sort: Sort::of(word(3)?)?,
            what: What::of(word(4)?)?,
            whom: Whom::of(word(5)?)?,
            confidence: u8::try_from(number(6)?).ok()?,
        })
    };
    Some(Contents {
        passages: list("passages")?.iter().map(passage).collect::<Option<_>>()?,
        traces: list("traces")?.iter().map(trace).collect::<Option<_>>()?,
        unsearched: list("unsearched")?
            .iter()
            .map(|it| Some(it.as_str()?.to_owned()))
            .collect::<Option<_>>()?,
    })
}

fn unwrap(house: &House, wrapped: &WrappedKey, id: &MinutesId) -> Result<SubjectKey, Error> {
    house.masters.unwrap(wrapped, &owner(id)).map_err(|error| match error {
        RingError::Unknown(_) => Error::Unavailable("a master key is missing"),
        _ => broken(id),
    })
}

/// To whom a key belongs: never to a person or a document with the same id.
fn owner(id: &MinutesId) -> String {
    format!("minutes-{}", id.as_str())
}

fn seal<T: Sealable>(
    house: &House,
    key: &SubjectKey,
    id: &MinutesId,
    column: Column,
    value: &T,
) -> Result<Vec<u8>, Error> {
    let sealed = Sealed::new(value, key, &place(id, column), house.entropy.as_ref());
    Ok(sealed.map_err(Error::internal)?.stored().to_vec())
}

fn place(id: &MinutesId, column: Column) -> Place<'_> {
    Place { table: "minutes_content", column: column.as_str(), row: id.as_str() }
}

fn broken(id: &MinutesId) -> Error {
    Error::Inconsistent { table: "minutes_content", column: "sealed values", row: id.as_str().to_owned() }
}
