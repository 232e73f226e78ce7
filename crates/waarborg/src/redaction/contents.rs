//! What documents say: sealed under a key of their own, opened with a permit. The only file of this chapter in which sealed
//! values are opened (decision 0017).

use std::sync::Arc;

use ::redact::document::Passage;
use seal::{Opened, Place, RingError, Sealable, Sealed, SubjectKey, WrappedKey};
use serde_json::{Value, json};
use zeroize::Zeroize as _;

use super::find::Incoming;
use super::model::DocumentId;
use super::store::{self, Column};
use crate::db::Tx;
use crate::decision::DocumentPermit;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};

/// The act that a permit to read a document is given for.
pub(super) const READ: &str = "read_document";
/// The act that a permit to take a document in is given for.
pub(super) const RECEIVE: &str = "receive_document";
/// The act that a permit to make the document without what goes is given for.
pub(super) const PRODUCE: &str = "produce_document";

/// How many keys are wrapped anew in one transaction.
const BATCH: i64 = 500;

/// What a document says, for as long as a page needs it. Wiped from memory when dropped; has no `Debug`.
pub struct Contents {
    /// What the file is called.
    pub name: String,
    /// People in the case, one on a line.
    pub known: String,
    /// Its text.
    pub passages: Vec<Passage>,
}

impl Drop for Contents {
    fn drop(&mut self) {
        self.name.zeroize();
        self.known.zeroize();
        for passage in &mut self.passages {
            passage.place.zeroize();
            passage.text.zeroize();
        }
    }
}

/// Seals a document that comes in, under a fresh key.
pub(super) fn put(
    tx: &mut Tx<'_>,
    house: &House,
    permit: DocumentPermit,
    id: &DocumentId,
    incoming: &Incoming,
) -> Result<(), Error> {
    permit.spend(tx, RECEIVE, id.as_str())?;
    let key = SubjectKey::generate(house.entropy.as_ref());
    let wrapped = house.masters.wrap(&key, &owner(id), house.entropy.as_ref()).map_err(Error::internal)?;
    let passages = incoming
        .passages
        .iter()
        .map(|passage| json!({ "place": passage.place, "text": passage.text, "hidden": passage.hidden }));
    let passages = Value::Array(passages.collect()).to_string();
    let sealed = store::SealedParts {
        name: seal(house, &key, id, Column::Name, &incoming.name)?,
        known: seal(house, &key, id, Column::Known, &incoming.known.join("\n"))?,
        bytes: seal(house, &key, id, Column::Bytes, &incoming.bytes)?,
        passages: seal(house, &key, id, Column::Passages, &passages)?,
    };
    store::insert_content(tx, id, &wrapped, sealed)
}

/// Opens the text of a document, with a permit to read it.
pub(super) fn read(
    tx: &mut Tx<'_>,
    house: &House,
    permit: DocumentPermit,
    id: &DocumentId,
) -> Result<Contents, Error> {
    permit.spend(tx, READ, id.as_str())?;
    let key = key_of(tx, house, id)?;
    let name = open::<String>(tx, &key, id, Column::Name)?;
    let known = open::<String>(tx, &key, id, Column::Known)?;
    let passages = open::<String>(tx, &key, id, Column::Passages)?;
    let list = serde_json::from_str::<Vec<Value>>(passages.reveal()).map_err(|_| broken(id))?;
    let passage = |value: &Value| {
        Some(Passage {
            place: value.get("place")?.as_str()?.to_owned(),
            text: value.get("text")?.as_str()?.to_owned(),
            hidden: value.get("hidden")?.as_bool()?,
        })
    };
    let passages = list.iter().map(passage).collect::<Option<_>>().ok_or_else(|| broken(id))?;
    Ok(Contents { name: name.reveal().clone(), known: known.reveal().clone(), passages })
}

/// Opens the file itself, with a permit to make one from which marks are gone.
pub(super) fn file(
    tx: &mut Tx<'_>,
    house: &House,
    permit: DocumentPermit,
    id: &DocumentId,
) -> Result<Opened<Vec<u8>>, Error> {
    permit.spend(tx, PRODUCE, id.as_str())?;
    let key = key_of(tx, house, id)?;
    open(tx, &key, id, Column::Bytes)
}

/// Keeps what came out, and the report of what went.
pub(super) fn put_output(
    tx: &mut Tx<'_>,
    house: &House,
    id: &DocumentId,
    output: &Vec<u8>,
    report: &String,
) -> Result<(), Error> {
    let key = key_of(tx, house, id)?;
    let output = seal(house, &key, id, Column::Output, output)?;
    let report = seal(house, &key, id, Column::Report, report)?;
    store::set_output(tx, id, output, report)
}

/// What came out. No permit: of a released document everything that had to go is gone.
pub(super) fn output(tx: &mut Tx<'_>, house: &House, id: &DocumentId) -> Result<Vec<u8>, Error> {
    let key = key_of(tx, house, id)?;
    open::<Vec<u8>>(tx, &key, id, Column::Output).map(|bytes| bytes.reveal().clone())
}

/// The report of what went.
pub(super) fn report(tx: &mut Tx<'_>, house: &House, id: &DocumentId) -> Result<String, Error> {
    let key = key_of(tx, house, id)?;
    open::<String>(tx, &key, id, Column::Report).map(|text| text.reveal().clone())
}

/// Wraps the keys of documents anew with the master key in use, some at a time. Stopped halfway, the next call goes on.
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
                journal::record_act(
                    tx,
                    &context,
                    "redaction.rotate",
                    ring.current(),
                    &old.len().to_string(),
                )?;
            }
            Ok(old.len())
        };
        let done = house.db.write_blocking("redaction.rotate", work)?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

fn key_of(tx: &mut Tx<'_>, house: &House, id: &DocumentId) -> Result<SubjectKey, Error> {
    let wrapped = store::find_key(tx, id)?.ok_or(Error::NotFound("contents of the document"))?;
    unwrap(house, &wrapped, id)
}

fn unwrap(house: &House, wrapped: &WrappedKey, id: &DocumentId) -> Result<SubjectKey, Error> {
    house.masters.unwrap(wrapped, &owner(id)).map_err(|error| match error {
        RingError::Unknown(_) => Error::Unavailable("a master key is missing"),
        _ => broken(id),
    })
}

/// To whom a key belongs: never to a person with the same id.
fn owner(id: &DocumentId) -> String {
    format!("document-{}", id.as_str())
}

fn seal<T: Sealable>(
    house: &House,
    key: &SubjectKey,
    id: &DocumentId,
    column: Column,
    value: &T,
) -> Result<Vec<u8>, Error> {
    let sealed = Sealed::new(value, key, &place(id, column), house.entropy.as_ref());
    Ok(sealed.map_err(Error::internal)?.stored().to_vec())
}

fn open<T: Sealable>(
    tx: &mut Tx<'_>,
    key: &SubjectKey,
    id: &DocumentId,
    column: Column,
) -> Result<Opened<T>, Error> {
    let stored = store::sealed(tx, id, column)?.ok_or(Error::NotFound("contents of the document"))?;
    Sealed::<T>::from_stored(stored).open(key, &place(id, column)).map_err(|_| broken(id))
}

fn place(id: &DocumentId, column: Column) -> Place<'_> {
    Place { table: "redaction_content", column: column.as_str(), row: id.as_str() }
}

fn broken(id: &DocumentId) -> Error {
    Error::Inconsistent { table: "redaction_content", column: "sealed values", row: id.as_str().to_owned() }
}
