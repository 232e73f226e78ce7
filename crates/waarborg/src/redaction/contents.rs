//! What documents say: sealed under a key of their own, opened with a permit. The only file of this chapter in which sealed
//! values are opened (decision 0017).

use std::sync::Arc;

use ::redact::document::Passage;
use seal::{Opened, Sealable, SubjectKey};
use serde_json::{Value, json};
use zeroize::Zeroize as _;

use super::find::Incoming;
use super::model::DocumentId;
use super::store::{self, Column};
use crate::db::Tx;
use crate::decision::DocumentPermit;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::vault::{self, Owned, OwnedKeys};

/// The act that a permit to read a document is given for.
pub(super) const READ: &str = "read_document";
/// The act that a permit to take a document in is given for.
pub(super) const RECEIVE: &str = "receive_document";
/// The act that a permit to make the document without what goes is given for.
pub(super) const PRODUCE: &str = "produce_document";

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
    let own = owned(id);
    let (key, wrapped) = own.fresh_key(house)?;
    let passages = incoming
        .passages
        .iter()
        .map(|passage| json!({ "place": passage.place, "text": passage.text, "hidden": passage.hidden }));
    let passages = Value::Array(passages.collect()).to_string();
    let sealed = store::SealedParts {
        name: own.seal(house, &key, Column::Name.as_str(), &incoming.name)?,
        known: own.seal(house, &key, Column::Known.as_str(), &incoming.known.join("\n"))?,
        bytes: own.seal(house, &key, Column::Bytes.as_str(), &incoming.bytes)?,
        passages: own.seal(house, &key, Column::Passages.as_str(), &passages)?,
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
    let list = serde_json::from_str::<Vec<Value>>(passages.reveal()).map_err(|_| owned(id).broken())?;
    let passage = |value: &Value| {
        Some(Passage {
            place: value.get("place")?.as_str()?.to_owned(),
            text: value.get("text")?.as_str()?.to_owned(),
            hidden: value.get("hidden")?.as_bool()?,
            // Where it stood in a table helped to find what is in it; that is done.
            cell: None,
        })
    };
    let passages = list.iter().map(passage).collect::<Option<_>>().ok_or_else(|| owned(id).broken())?;
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
    let output = owned(id).seal(house, &key, Column::Output.as_str(), output)?;
    let report = owned(id).seal(house, &key, Column::Report.as_str(), report)?;
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

/// Wraps the keys of documents anew with the master key in use. Answers how many there were.
pub fn rotate(house: &Arc<House>, context: &Context) -> Result<usize, Error> {
    let keys =
        OwnedKeys { act: "redaction.rotate", of_others: store::keys_of_others, owned, set: store::set_key };
    vault::rotate_owned(house, context, &keys)
}

fn key_of(tx: &mut Tx<'_>, house: &House, id: &DocumentId) -> Result<SubjectKey, Error> {
    let wrapped = store::find_key(tx, id)?.ok_or(Error::NotFound("contents of the document"))?;
    owned(id).key(house, &wrapped)
}

fn open<T: Sealable>(
    tx: &mut Tx<'_>,
    key: &SubjectKey,
    id: &DocumentId,
    column: Column,
) -> Result<Opened<T>, Error> {
    let stored = store::sealed(tx, id, column)?.ok_or(Error::NotFound("contents of the document"))?;
    owned(id).open(key, column.as_str(), stored)
}

fn owned(id: &DocumentId) -> Owned<'_> {
    Owned { kind: "document", table: "redaction_content", id: id.as_str() }
}
