//! SQL of requests, their steps and what they touch. Steps are only added: a trigger refuses to change them.

use ground::{Day, Instant};

use super::model::{Capacity, Channel, Matter, Receipt, Request, RequestId, Right, Stage, Step};
use crate::adoption::deed_in;
use crate::db::{Row, Steps, Tx, Value};
use crate::error::Error;
use crate::records::{ItemId, SubjectId};

const STEPS: Steps = Steps { table: "rights_step", owner: "request", worded: true };
const COLUMNS: &str = "r.id, r.number, r.subject, r.kind, r.channel, r.received_day, r.capacity, r.matter, \
     r.made_at, r.made_by, r.made_role, CASE WHEN r.note IS NULL THEN 0 ELSE 1 END";

/// Writes a request down that just came in.
pub(super) fn insert(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO rights_request (id, number, subject, kind, channel, received_day, capacity, matter, note, \
         made_at, made_by, made_role, open, revision, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, $9, $10, $11, 1, 0, $12, $12, $13)",
        &[
            request.id.as_str().into(),
            (&request.number).into(),
            (&request.subject).into(),
            request.right.as_str().into(),
            request.channel.as_str().into(),
            request.received.into(),
            request.capacity.as_str().into(),
            request.matter.as_str().into(),
            request.made.at.into(),
            (&request.made.by.id).into(),
            request.made.by.role.as_str().into(),
            now.clone(),
            name.clone(),
        ],
    )?;
    for item in &request.items {
        tx.execute(
            "INSERT INTO rights_item (request, item, held, corrected_by, created_at, updated_at, updated_by) \
             VALUES ($1, $2, 0, NULL, $3, $3, $4)",
            &[request.id.as_str().into(), item.into(), now.clone(), name.clone()],
        )?;
    }
    Ok(())
}

/// Writes the last step of a request.
pub(super) fn add_step(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    let Some(taken) = request.steps.last() else { return Ok(()) };
    STEPS.add(tx, request.id.as_str(), request.revision(), &taken.step, taken.deed.parts())?;
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE rights_request SET open = $1, revision = $2, updated_at = $3, updated_by = $4 \
         WHERE id = $5 AND revision = $6",
        &[
            request.stage.is_open().into(),
            request.revision().into(),
            now,
            name,
            request.id.as_str().into(),
            (request.revision() - 1).into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("rights-request")) }
}

/// One request, with its steps and items.
pub(super) fn find(tx: &mut Tx<'_>, id: &RequestId) -> Result<Option<Request>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM rights_request r WHERE r.id = $1");
    let row = tx.query_one(&sql, &[id.as_str().into()])?;
    row.map(|row| whole(tx, &row)).transpose()
}

/// The requests about a person, the newest first.
pub(super) fn about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Request>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM rights_request r WHERE r.subject = $1 ORDER BY r.received_day DESC, r.number DESC"
    );
    let rows = tx.query(&sql, &[subject.into()])?;
    rows.iter().map(|row| whole(tx, row)).collect()
}

/// Requests that are open, or that are not; the oldest open one and the newest closed one first.
pub(super) fn list(tx: &mut Tx<'_>, open: bool, limit: i64) -> Result<Vec<Request>, Error> {
    let order = if open { "r.received_day, r.number" } else { "r.received_day DESC, r.number DESC" };
    let sql = format!("SELECT {COLUMNS} FROM rights_request r WHERE r.open = $1 ORDER BY {order} LIMIT $2");
    let rows = tx.query(&sql, &[open.into(), limit.into()])?;
    rows.iter().map(|row| whole(tx, row)).collect()
}

/// How many requests that are not decided touch an item.
pub(super) fn open_on(tx: &mut Tx<'_>, item: &ItemId) -> Result<i64, Error> {
    let row = tx.query_one(
        "SELECT count(*) FROM rights_item i JOIN rights_request r ON r.id = i.request \
         WHERE i.item = $1 AND r.open = 1",
        &[item.into()],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

fn whole(tx: &mut Tx<'_>, row: &Row) -> Result<Request, Error> {
    let id = row.text(0)?;
    let odd = |column| Error::inconsistent("rights_request", column, &id);
    let made = deed_in(row, 8).ok_or_else(|| odd("made_role"))?;
    let items = tx.query("SELECT item FROM rights_item WHERE request = $1 ORDER BY item", &[(&id).into()])?;
    let items = items
        .iter()
        .map(|row| row.text(0)?.parse().map_err(|_| Error::inconsistent("rights_item", "item", &id)))
        .collect::<Result<_, Error>>()?;
    let mut request = Request {
        id: id.parse().map_err(|_| odd("id"))?,
        number: row.text(1)?,
        subject: row.text(2)?.parse().map_err(|_| odd("subject"))?,
        right: word(row, 3, Right::of).ok_or_else(|| odd("kind"))?,
        channel: word(row, 4, Channel::of).ok_or_else(|| odd("channel"))?,
        received: row.text(5)?.parse().map_err(|_| odd("received_day"))?,
        capacity: word(row, 6, Capacity::of).ok_or_else(|| odd("capacity"))?,
        matter: word(row, 7, Matter::of).ok_or_else(|| odd("matter"))?,
        items,
        made,
        steps: Vec::new(),
        stage: Stage::Received,
        has_note: row.int(11)? == 1,
    };
    for (step, row) in STEPS.of::<Step>(tx, &id)? {
        let deed = deed_in(&row, 1).ok_or_else(|| Error::inconsistent(STEPS.table, "role", &id))?;
        // The steps were taken in this order, so they fit; if they do not, someone changed a row.
        request = request.step(step, deed).map_err(|_| Error::inconsistent(STEPS.table, "step", &id))?;
    }
    Ok(request)
}

fn word<T>(row: &Row, column: usize, of: fn(&str) -> Option<T>) -> Option<T> {
    of(&row.text(column).ok()?)
}

/// This request put a hold on the item, or took it off.
pub(super) fn set_held(tx: &mut Tx<'_>, request: &RequestId, item: &ItemId, held: bool) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE rights_item SET held = $1, updated_at = $2, updated_by = $3 WHERE request = $4 AND item = $5",
        &[held.into(), now, name, request.as_str().into(), item.into()],
    )?;
    Ok(())
}

/// The items on which this request put a hold.
pub(super) fn held(tx: &mut Tx<'_>, request: &RequestId) -> Result<Vec<ItemId>, Error> {
    let rows = tx.query(
        "SELECT item FROM rights_item WHERE request = $1 AND held = 1 ORDER BY item",
        &[request.as_str().into()],
    )?;
    rows.iter()
        .map(|row| {
            row.text(0)?.parse().map_err(|_| Error::inconsistent("rights_item", "item", request.as_str()))
        })
        .collect()
}

/// The item that took the place of one the request is about. Once: a second time is stale.
pub(super) fn set_corrected(
    tx: &mut Tx<'_>,
    request: &RequestId,
    item: &ItemId,
    by: &ItemId,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE rights_item SET corrected_by = $1, held = 0, updated_at = $2, updated_by = $3 \
         WHERE request = $4 AND item = $5 AND corrected_by IS NULL",
        &[by.into(), now, name, request.as_str().into(), item.into()],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("rights-item")) }
}

/// The items of a request that were not corrected yet.
pub(super) fn uncorrected(tx: &mut Tx<'_>, request: &RequestId) -> Result<Vec<ItemId>, Error> {
    let rows = tx.query(
        "SELECT item FROM rights_item WHERE request = $1 AND corrected_by IS NULL ORDER BY item",
        &[request.as_str().into()],
    )?;
    rows.iter()
        .map(|row| {
            row.text(0)?.parse().map_err(|_| Error::inconsistent("rights_item", "item", request.as_str()))
        })
        .collect()
}

/// Someone has to be told of what was done.
pub(super) fn add_recipient(tx: &mut Tx<'_>, request: &RequestId, receipt: &Receipt) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO rights_recipient (request, disclosure, recipient, item, given_day, told_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, NULL, $6, $6, $7) ON CONFLICT (request, disclosure) DO NOTHING",
        &[
            request.as_str().into(),
            (&receipt.disclosure).into(),
            (&receipt.recipient).into(),
            (&receipt.item).into(),
            receipt.given.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// Who has to be told, and who was.
pub(super) fn recipients(tx: &mut Tx<'_>, request: &RequestId) -> Result<Vec<Receipt>, Error> {
    let rows = tx.query(
        "SELECT disclosure, recipient, given_day, told_at, item FROM rights_recipient WHERE request = $1 \
         ORDER BY given_day, disclosure",
        &[request.as_str().into()],
    )?;
    let receipt = |row: &Row| {
        let given = row.text(2)?.parse::<Day>();
        Ok(Receipt {
            disclosure: row.text(0)?,
            recipient: row.text(1)?,
            given: given
                .map_err(|_| Error::inconsistent("rights_recipient", "given_day", request.as_str()))?,
            item: row
                .text(4)?
                .parse()
                .map_err(|_| Error::inconsistent("rights_recipient", "item", request.as_str()))?,
            told: row.opt_instant(3)?,
        })
    };
    rows.iter().map(receipt).collect()
}

/// A recipient was told. Once.
pub(super) fn set_told(tx: &mut Tx<'_>, request: &RequestId, disclosure: &str) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE rights_recipient SET told_at = $1, updated_at = $1, updated_by = $2 \
         WHERE request = $3 AND disclosure = $4 AND told_at IS NULL",
        &[now, name, request.as_str().into(), disclosure.into()],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("rights-recipient")) }
}

/// That an answer was made: which one, by whom, its checksum. Not the answer.
pub(super) fn add_answer(
    tx: &mut Tx<'_>,
    request: &RequestId,
    ruling: &str,
    checksum: &str,
    by: &str,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO rights_answer (request, place, ruling, checksum, made_at, made_by, created_at, updated_at, \
         updated_by) SELECT $1, COALESCE(max(place), 0) + 1, $2, $3, $4, $5, $4, $4, $6 FROM rights_answer \
         WHERE request = $1",
        &[request.as_str().into(), ruling.into(), checksum.into(), now, by.into(), name],
    )?;
    Ok(())
}

/// The answers that were made: when, and their checksums.
pub(super) fn answers(tx: &mut Tx<'_>, request: &RequestId) -> Result<Vec<(Instant, String)>, Error> {
    let rows = tx.query(
        "SELECT made_at, checksum FROM rights_answer WHERE request = $1 ORDER BY place",
        &[request.as_str().into()],
    )?;
    rows.iter().map(|row| Ok((row.instant(0)?, row.text(1)?))).collect()
}

/// Keeps what a request says in free words, sealed.
pub(super) fn set_note(tx: &mut Tx<'_>, request: &RequestId, note: Vec<u8>) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE rights_request SET note = $1, updated_at = $2, updated_by = $3 WHERE id = $4",
        &[note.into(), now, name, request.as_str().into()],
    )?;
    Ok(())
}

/// What a request says in free words, sealed.
pub(super) fn note(tx: &mut Tx<'_>, request: &RequestId) -> Result<Option<Vec<u8>>, Error> {
    let row = tx.query_one("SELECT note FROM rights_request WHERE id = $1", &[request.as_str().into()])?;
    row.map_or(Ok(None), |row| row.opt_bytes(0))
}
