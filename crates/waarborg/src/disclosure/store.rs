//! SQL of requests and their steps. Steps are only added: a trigger refuses to change them.

use super::model::{Request, RequestId, Stage, Step, Way};
use crate::adoption::deed_in;
use crate::db::{Row, Steps, Tx, Value};
use crate::error::Error;

const STEPS: Steps = Steps { table: "disclosure_step", owner: "request", worded: true };
const COLUMNS: &str = "id, number, asker, way, received_day, made_at, made_by, made_role";

/// Who asks and what, both sealed.
pub(super) struct SealedAsk {
    pub(super) contact: Vec<u8>,
    pub(super) words: Vec<u8>,
}

/// Writes a request down that just came in.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    request: &Request,
    sealed: SealedAsk,
    code: &[u8; 32],
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO disclosure_request (id, number, asker, contact, words, code, way, received_day, made_at, made_by, \
         made_role, open, published, revision, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 0, 0, $12, $12, $13)",
        &[
            request.id.as_str().into(),
            (&request.number).into(),
            (&request.asker).into(),
            sealed.contact.into(),
            sealed.words.into(),
            code.into(),
            request.way.as_str().into(),
            request.received.into(),
            request.made.at.into(),
            (&request.made.by.id).into(),
            request.made.by.role.as_str().into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// Writes the last step of a request.
pub(super) fn add_step(tx: &mut Tx<'_>, request: &Request) -> Result<(), Error> {
    let Some(taken) = request.steps.last() else { return Ok(()) };
    STEPS.add(tx, request.id.as_str(), request.revision(), &taken.step, taken.deed.parts())?;
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE disclosure_request SET open = $1, published = $2, revision = $3, updated_at = $4, updated_by = $5 \
         WHERE id = $6 AND revision = $7",
        &[
            request.stage.is_open().into(),
            request.stage.is_public().into(),
            request.revision().into(),
            now,
            name,
            request.id.as_str().into(),
            (request.revision() - 1).into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("disclosure-request")) }
}

/// One request, with its steps.
pub(super) fn find(tx: &mut Tx<'_>, id: &RequestId) -> Result<Option<Request>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM disclosure_request WHERE id = $1");
    let row = tx.query_one(&sql, &[id.as_str().into()])?;
    row.map(|row| whole(tx, &row)).transpose()
}

/// The request with this number and this code on its receipt.
pub(super) fn find_by_code(tx: &mut Tx<'_>, number: &str, code: &[u8; 32]) -> Result<Option<Request>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM disclosure_request WHERE number = $1 AND code = $2");
    let row = tx.query_one(&sql, &[number.into(), code.into()])?;
    row.map(|row| whole(tx, &row)).transpose()
}

/// Requests that are open, or that are not; the oldest open one and the newest closed one first.
pub(super) fn list(tx: &mut Tx<'_>, open: bool, limit: i64) -> Result<Vec<Request>, Error> {
    let order = if open { "received_day, number" } else { "received_day DESC, number DESC" };
    let sql = format!("SELECT {COLUMNS} FROM disclosure_request WHERE open = $1 ORDER BY {order} LIMIT $2");
    let rows = tx.query(&sql, &[open.into(), limit.into()])?;
    rows.iter().map(|row| whole(tx, row)).collect()
}

/// The requests in the public register, the newest first.
pub(super) fn published(tx: &mut Tx<'_>, limit: i64, offset: i64) -> Result<Vec<Request>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM disclosure_request WHERE published = 1 ORDER BY received_day DESC, number DESC \
         LIMIT $1 OFFSET $2"
    );
    let rows = tx.query(&sql, &[limit.into(), offset.into()])?;
    rows.iter().map(|row| whole(tx, row)).collect()
}

/// How many requests are in the public register.
pub(super) fn count_published(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let row = tx.query_one("SELECT count(*) FROM disclosure_request WHERE published = 1", &[])?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// Who asks and what, both sealed.
pub(super) fn sealed(tx: &mut Tx<'_>, id: &RequestId) -> Result<SealedAsk, Error> {
    let row =
        tx.query_one("SELECT contact, words FROM disclosure_request WHERE id = $1", &[id.as_str().into()])?;
    let row = row.ok_or(Error::NotFound("request"))?;
    Ok(SealedAsk { contact: row.bytes(0)?, words: row.bytes(1)? })
}

fn whole(tx: &mut Tx<'_>, row: &Row) -> Result<Request, Error> {
    let id = row.text(0)?;
    let odd = |column| Error::inconsistent("disclosure_request", column, &id);
    let mut request = Request {
        id: id.parse().map_err(|_| odd("id"))?,
        number: row.text(1)?,
        asker: row.text(2)?.parse().map_err(|_| odd("asker"))?,
        way: Way::of(&row.text(3)?).ok_or_else(|| odd("way"))?,
        received: row.text(4)?.parse().map_err(|_| odd("received_day"))?,
        made: deed_in(row, 5).ok_or_else(|| odd("made_role"))?,
        steps: Vec::new(),
        stage: Stage::Received,
    };
    for (step, row) in STEPS.of::<Step>(tx, &id)? {
        let deed = deed_in(&row, 1).ok_or_else(|| Error::inconsistent(STEPS.table, "role", &id))?;
        // The steps were taken in this order, so they fit; if they do not, someone changed a row.
        request = request.step(step, deed).map_err(|_| Error::inconsistent(STEPS.table, "step", &id))?;
    }
    Ok(request)
}
