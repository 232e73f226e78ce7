//! What minutes say: sealed under a key of their own that goes with each new version. The only file of this chapter in
//! which sealed values are opened (decision 0018).

use std::sync::Arc;

use seal::{Opened, Sealable};
use serde_json::{Value, json};
use zeroize::Zeroize as _;

use super::model::{Minutes, MinutesId};
use super::store::{self, Column};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::redaction::{Passage, Sort, Trace, Traced, What, Whom};
use crate::vault::{self, Owned, OwnedKeys};

/// What minutes say and what was found in it, for as long as a page needs it. Wiped from memory when dropped; has no
/// `Debug`.
pub struct Contents {
    /// The text.
    pub passages: Vec<Passage>,
    /// What leads to a person, in the order of reading.
    pub traces: Vec<Trace>,
    /// What could not be searched, in Dutch.
    pub unsearched: Vec<String>,
    /// Where pictures stand, in Dutch.
    pub pictures: Vec<String>,
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
    let own = owned(id);
    let (key, wrapped) = own.fresh_key(house)?;
    let bytes = own.seal(house, &key, Column::Bytes.as_str(), bytes)?;
    let reading = own.seal(house, &key, Column::Reading.as_str(), &written(traced))?;
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
    read(text.reveal()).ok_or_else(|| owned(&minutes.id).broken())
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
    Ok(opened::<Vec<u8>>(tx, house, context, minutes, Column::Bytes)?.reveal().clone())
}

fn opened<T: Sealable>(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    minutes: &Minutes,
    column: Column,
) -> Result<Opened<T>, Error> {
    if !may_open(context, minutes) {
        return Err(Error::Forbidden("minutes.open"));
    }
    let id = &minutes.id;
    let (wrapped, stored) =
        store::sealed(tx, id, column)?.ok_or(Error::NotFound("contents of the minutes"))?;
    let key = owned(id).key(house, &wrapped)?;
    let value = owned(id).open::<T>(&key, column.as_str(), stored)?;
    journal::record_act(tx, context, "minutes.open", id.as_str(), column.as_str())?;
    Ok(value)
}

/// Wraps the keys of minutes anew with the master key in use. Answers how many there were.
pub fn rotate(house: &Arc<House>, context: &Context) -> Result<usize, Error> {
    let keys =
        OwnedKeys { act: "minutes.rotate", of_others: store::keys_of_others, owned, set: store::set_key };
    vault::rotate_owned(house, context, &keys)
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
        "pictures": traced.pictures,
    })
    .to_string()
}

fn read(text: &str) -> Option<Contents> {
    let value: Value = serde_json::from_str(text).ok()?;
    let list = |name: &str| value.get(name).and_then(Value::as_array);
    let notes = |name: &str| -> Option<Vec<String>> {
        list(name)?.iter().map(|it| Some(it.as_str()?.to_owned())).collect()
    };
    let words = |value: &Value, name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let passage = |value: &Value| {
        let hidden = value.get("hidden")?.as_bool()?;
        Some(Passage { place: words(value, "place")?, text: words(value, "text")?, hidden, cell: None })
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
        unsearched: notes("unsearched")?,
        // Minutes of an older version have none: their pictures stand among what was not searched.
        pictures: notes("pictures").unwrap_or_default(),
    })
}

fn owned(id: &MinutesId) -> Owned<'_> {
    Owned { kind: "minutes", table: "minutes_content", id: id.as_str() }
}
