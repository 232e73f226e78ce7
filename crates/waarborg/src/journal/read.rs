//! Reading the journal. Reading is an act: each of these writes an audit entry in the same transaction (VNG
//! Verwerkingenlogging; policy 6.5).

use ground::Instant;
use serde_json::Value;

use super::model::{Context, Kind};
use super::processing::{Processing, ProcessingQuery};
use super::record::record_act;
use super::store::{self, EntryRecord};
use crate::db::{Db, Tx};
use crate::error::Error;
use crate::house::House;

/// The most rows of one answer.
const PAGE: i64 = 100;
/// The most records that the read API gives at once.
const PROCESSING_LIMIT: i64 = 1000;

/// An entry as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryRow {
    /// The place in the log.
    pub number: i64,
    /// What kind of record.
    pub kind: Kind,
    /// The trace that ties records of one processing together.
    pub trace: String,
    /// The action.
    pub span: String,
    /// The ruling it belongs to.
    pub ruling: Option<String>,
    /// URI of the processing activity.
    pub activity: Option<String>,
    /// When it was written.
    pub written_at: Instant,
    /// The transaction that wrote it.
    pub written_by: String,
    /// The leaf hash, in hexadecimal.
    pub leaf: String,
    /// The record itself.
    pub body: Value,
}

/// A ruling in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct RulingRow {
    /// Its id.
    pub id: String,
    /// The place of its decision record.
    pub entry: i64,
    /// When it was made.
    pub written_at: Instant,
    /// Id of the one who asked.
    pub actor: String,
    /// What it came down to, such as `REFUSED`.
    pub outcome: String,
    /// What was asked, such as `disclose`.
    pub question: String,
    /// The regime that was applied, `wbp` or `avg`.
    pub regime: String,
}

/// A ruling with all that was recorded about it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRuling {
    /// Its id.
    pub id: String,
    /// Its entries: processing, decision, audit.
    pub entries: [i64; 3],
    /// When it was made.
    pub written_at: Instant,
    /// Id and role of the one who asked.
    pub actor: (String, String),
    /// The trace.
    pub trace: String,
    /// URI of the processing activity.
    pub activity: Option<String>,
    /// The facts.
    pub facts: Value,
    /// The day and the law it was judged by.
    pub when: Value,
    /// Names the policy.
    pub policy_hash: String,
    /// The ruling.
    pub ruling: Value,
}

/// Entries in the journal now. Says nothing about anyone, so it is not logged.
pub async fn size(house: &House) -> Result<u64, Error> {
    house.db.read("journal.size", |tx| Ok(store::head(tx)?.size())).await
}

/// Entries newest first, from before a place (or from the end), at most a hundred.
pub async fn list_entries(
    house: &House,
    context: &Context,
    before: Option<i64>,
    kind: Option<Kind>,
    limit: i64,
) -> Result<Vec<EntryRow>, Error> {
    let context = context.clone();
    house
        .db
        .write("journal.list_entries", move |tx| {
            let before = before.unwrap_or(i64::MAX);
            let rows = store::entries_before(tx, before, kind, limit.clamp(1, PAGE))?;
            let range = range(rows.iter().map(|row| row.number));
            record_act(tx, &context, "journal.read", &range, "ok")?;
            rows.iter().map(show).collect()
        })
        .await
}

/// One entry.
pub async fn read_entry(house: &House, context: &Context, number: i64) -> Result<EntryRow, Error> {
    let context = context.clone();
    let found = house
        .db
        .write("journal.read_entry", move |tx| {
            let row = store::find_entry(tx, number)?;
            let result = if row.is_some() { "ok" } else { "not_found" };
            record_act(tx, &context, "journal.read", &format!("entry/{number}"), result)?;
            row.as_ref().map(show).transpose()
        })
        .await?;
    found.ok_or(Error::NotFound("journal entry"))
}

/// Rulings newest first, from before a place (or from the end), at most a hundred.
pub async fn list_rulings(
    house: &House,
    context: &Context,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<RulingRow>, Error> {
    let context = context.clone();
    house
        .db
        .write("journal.list_rulings", move |tx| {
            let before = before.unwrap_or(i64::MAX);
            let rows = store::entries_before(tx, before, Some(Kind::Decision), limit.clamp(1, PAGE))?;
            let range = range(rows.iter().map(|row| row.number));
            record_act(tx, &context, "journal.read_rulings", &range, "ok")?;
            rows.iter().map(|row| ruling_row(tx, row)).collect()
        })
        .await
}

/// One ruling by its id.
pub async fn find_ruling(house: &House, context: &Context, id: &str) -> Result<StoredRuling, Error> {
    let (context, id) = (context.clone(), id.to_owned());
    let found = house
        .db
        .write("journal.find_ruling", move |tx| {
            let Some(number) = store::find_ruling(tx, &id)? else { return Ok(None) };
            record_act(tx, &context, "journal.read_ruling", &id, "ok")?;
            stored_ruling(tx, number).map(Some)
        })
        .await?;
    found.ok_or(Error::NotFound("ruling"))
}

/// Records of processing for the read API, oldest first, capped; the flag says that there are more. A person is
/// searched for by pseudonym: a raw id goes no further than this call.
pub async fn find_processing(
    house: &House,
    context: &Context,
    query: &ProcessingQuery,
) -> Result<(Vec<Processing>, bool), Error> {
    let wanted = query.prepare(&house.keys)?;
    let context = context.clone();
    house
        .db
        .write("journal.find_processing", move |tx| {
            let mut bodies = store::find_processing(tx, &wanted, PROCESSING_LIMIT + 1)?;
            let limit = usize::try_from(PROCESSING_LIMIT).unwrap_or(usize::MAX);
            let more = bodies.len() > limit;
            bodies.truncate(limit);
            let mut records =
                bodies.iter().map(|body| parse(body, "processing")).collect::<Result<Vec<_>, Error>>()?;
            // The store looked at when they began.
            records.retain(|record| {
                record.get("end_time").and_then(Value::as_i64).is_some_and(|end| end <= wanted.until)
            });
            let object = match (&wanted.trace, &wanted.subject, &wanted.activity) {
                (Some(trace), ..) => format!("trace/{trace}"),
                (None, Some(subject), _) => format!("subject/{subject}"),
                (None, None, activity) => format!("activity/{}", activity.as_deref().unwrap_or_default()),
            };
            record_act(
                tx,
                &context,
                "journal.read_processing",
                &object,
                &format!("{} records", records.len()),
            )?;
            Ok((records.into_iter().map(Processing).collect(), more))
        })
        .await
}

/// Hands over all records of processing there are now, oldest first, as canonical JSON. For the command line; reads in
/// short transactions, so that memory stays the same and the service can go on.
pub fn export_processing(db: &Db, context: &Context, mut each: impl FnMut(&str)) -> Result<(), Error> {
    const CHUNK: i64 = 1000;
    let context = context.clone();
    let size = db.write_blocking("journal.export", move |tx| {
        let size = store::number(store::head(tx)?.size())?;
        record_act(tx, &context, "journal.export_processing", &format!("entries/0..{size}"), "ok")?;
        Ok(size)
    })?;
    let mut from = 0;
    while from < size {
        let to = (from + CHUNK).min(size);
        let records = db.read_blocking("journal.export", move |tx| store::entries(tx, from, to))?;
        for record in records.iter().filter(|record| record.kind == Kind::Processing.as_str()) {
            each(&record.body);
        }
        from = to;
    }
    Ok(())
}

/// Everything about the ruling whose decision record is at this place.
pub(super) fn stored_ruling(tx: &mut Tx<'_>, number: i64) -> Result<StoredRuling, Error> {
    let inconsistent =
        |column| Error::Inconsistent { table: "journal_entry", column, row: number.to_string() };
    let record = store::find_entry(tx, number)?.ok_or_else(|| inconsistent("number"))?;
    let actor = actor_beside(tx, number)?;
    let body = parse(&record.body, &number.to_string())?;
    let part = |pointer: &str| body.pointer(pointer).cloned().ok_or_else(|| inconsistent("body"));
    let hash = part("/attributes/adl.core.policies/sha256")?;
    Ok(StoredRuling {
        id: record.ruling.ok_or_else(|| inconsistent("ruling"))?,
        entries: [number - 1, number, number + 1],
        written_at: Instant(record.written_at),
        actor,
        trace: record.trace,
        activity: record.activity,
        facts: part("/body/adl.core.information")?,
        when: part("/body/adl.core.configuration/when")?,
        policy_hash: hash.as_str().ok_or_else(|| inconsistent("body"))?.to_owned(),
        ruling: part("/body/waarborg.ruling")?,
    })
}

fn ruling_row(tx: &mut Tx<'_>, record: &EntryRecord) -> Result<RulingRow, Error> {
    let body = parse(&record.body, &record.number.to_string())?;
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(RulingRow {
        id: record.ruling.clone().unwrap_or_default(),
        entry: record.number,
        written_at: Instant(record.written_at),
        actor: actor_beside(tx, record.number)?.0,
        outcome: text("/body/waarborg.ruling/outcome"),
        question: text("/body/adl.core.information/question"),
        regime: text("/body/waarborg.ruling/regime"),
    })
}

/// The account of who asked for a ruling; none for one that is not there.
pub fn asked_by(tx: &mut Tx<'_>, ruling: &str) -> Result<Option<String>, Error> {
    let number = store::find_ruling(tx, ruling)?;
    number.map(|number| Ok(actor_beside(tx, number)?.0)).transpose()
}

/// Id and role from the audit record, which follows the decision record.
fn actor_beside(tx: &mut Tx<'_>, decision: i64) -> Result<(String, String), Error> {
    let Some(record) = store::find_entry(tx, decision + 1)? else { return Ok(Default::default()) };
    let body = parse(&record.body, &record.number.to_string())?;
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok((text("/actor/id"), text("/actor/role")))
}

fn show(record: &EntryRecord) -> Result<EntryRow, Error> {
    let row = record.number.to_string();
    let kind = Kind::parse(&record.kind);
    Ok(EntryRow {
        number: record.number,
        kind: kind.ok_or(Error::Inconsistent { table: "journal_entry", column: "kind", row: row.clone() })?,
        trace: record.trace.clone(),
        span: record.span.clone(),
        ruling: record.ruling.clone(),
        activity: record.activity.clone(),
        written_at: Instant(record.written_at),
        written_by: record.written_by.clone(),
        leaf: ground::hex::encode(&record.leaf),
        body: parse(&record.body, &row)?,
    })
}

pub(super) fn parse(body: &str, row: &str) -> Result<Value, Error> {
    serde_json::from_str(body).map_err(|_| Error::Inconsistent {
        table: "journal_entry",
        column: "body",
        row: row.to_owned(),
    })
}

/// `entries/3..9` of numbers in falling order.
fn range(numbers: impl Iterator<Item = i64>) -> String {
    let numbers: Vec<i64> = numbers.collect();
    match (numbers.last(), numbers.first()) {
        (Some(first), Some(last)) => format!("entries/{first}..{last}"),
        _ => String::from("entries/none"),
    }
}
