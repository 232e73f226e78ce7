//! SQL of documents and their passages.

use std::collections::BTreeMap;

use super::model::{Attached, Described, Document, Judgement, Passage, PassageCategory, Says, Weight};
use crate::db::{Row, Tx, Value};
use crate::disclosure::model::RequestId;
use crate::error::Error;
use crate::redaction::{self, DocumentId};

const COLUMNS: &str = "place, title, kind, day, family, thread, related, case_number, link, note, judgement, suspended, \
     revision, contents";

/// The number for the next document.
pub(in crate::disclosure) fn next_place(tx: &mut Tx<'_>, request: &RequestId) -> Result<i64, Error> {
    let row = tx.query_one(
        "SELECT COALESCE(max(place), 0) + 1 FROM disclosure_document WHERE request = $1",
        &[request.as_str().into()],
    )?;
    row.map_or(Ok(1), |row| row.int(0))
}

/// Writes a document down, or what is known of it by now. A document that changed meanwhile is stale.
pub(in crate::disclosure) fn save(
    tx: &mut Tx<'_>,
    request: &RequestId,
    document: &Document,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let described = &document.described;
    let related = serde_json::to_string(&described.related).map_err(Error::internal)?;
    let changed = tx.execute(
        "INSERT INTO disclosure_document (request, place, title, kind, day, family, thread, related, case_number, link, \
         note, judgement, suspended, contents, revision, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, NULL, $14, $15, $15, $16) \
         ON CONFLICT (request, place) DO UPDATE SET title = excluded.title, kind = excluded.kind, day = excluded.day, \
         family = excluded.family, thread = excluded.thread, related = excluded.related, \
         case_number = excluded.case_number, link = excluded.link, note = excluded.note, \
         judgement = excluded.judgement, suspended = excluded.suspended, revision = excluded.revision, \
         updated_at = excluded.updated_at, updated_by = excluded.updated_by \
         WHERE disclosure_document.revision = excluded.revision - 1",
        &[
            request.as_str().into(),
            document.place.into(),
            (&described.title).into(),
            (&described.kind).into(),
            described.day.into(),
            described.family.into(),
            described.thread.into(),
            related.into(),
            (&described.case_number).into(),
            (&described.link).into(),
            (&described.note).into(),
            document.judgement.map(Judgement::as_str).into(),
            document.suspended.into(),
            document.revision.into(),
            now,
            name,
        ],
    )?;
    if changed != 1 {
        return Err(Error::Stale("disclosure-document"));
    }
    tx.execute(
        "DELETE FROM disclosure_passage WHERE request = $1 AND document = $2",
        &[request.as_str().into(), document.place.into()],
    )?;
    for (place, passage) in (1_i64..).zip(&document.passages) {
        insert_passage(tx, request, document.place, place, passage)?;
    }
    Ok(())
}

fn insert_passage(
    tx: &mut Tx<'_>,
    request: &RequestId,
    document: i64,
    place: i64,
    passage: &Passage,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO disclosure_passage (request, document, place, what, category, third_party, openness, privacy, \
         consent, made_public, redactable, reason, weighing, still, ruling, says, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)",
        &[
            request.as_str().into(),
            document.into(),
            place.into(),
            (&passage.what).into(),
            passage.category.as_str().into(),
            passage.third_party.into(),
            passage.openness.as_str().into(),
            passage.privacy.as_str().into(),
            passage.consent.into(),
            passage.made_public.into(),
            passage.redactable.into(),
            passage.ground.clone().into(),
            (&passage.weighing).into(),
            (&passage.still).into(),
            (&passage.ruling).into(),
            passage.says.map(Says::as_str).into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// One document of a request.
pub(in crate::disclosure) fn find(
    tx: &mut Tx<'_>,
    request: &RequestId,
    place: i64,
) -> Result<Option<Document>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM disclosure_document WHERE request = $1 AND place = $2");
    let row = tx.query_one(&sql, &[request.as_str().into(), place.into()])?;
    let mut passages = passages(tx, request, Some(place))?;
    row.map(|row| whole(tx, request, &row, &mut passages)).transpose()
}

/// The documents of a request, in the order of the inventory.
pub(in crate::disclosure) fn of(tx: &mut Tx<'_>, request: &RequestId) -> Result<Vec<Document>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM disclosure_document WHERE request = $1 ORDER BY place");
    let rows = tx.query(&sql, &[request.as_str().into()])?;
    let mut passages = passages(tx, request, None)?;
    rows.iter().map(|row| whole(tx, request, row, &mut passages)).collect()
}

/// The passages of one document, or of all of a request, by the number of the document.
fn passages(
    tx: &mut Tx<'_>,
    request: &RequestId,
    document: Option<i64>,
) -> Result<BTreeMap<i64, Vec<Passage>>, Error> {
    let rows = tx.query(
        "SELECT what, category, third_party, openness, privacy, consent, made_public, redactable, reason, weighing, \
         still, ruling, says, document FROM disclosure_passage \
         WHERE request = $1 AND ($2 IS NULL OR document = $2) ORDER BY document, place",
        &[request.as_str().into(), document.into()],
    )?;
    let mut passages: BTreeMap<i64, Vec<Passage>> = BTreeMap::new();
    for row in &rows {
        let place = row.int(13)?;
        passages.entry(place).or_default().push(passage(row, &format!("{}/{place}", request.as_str()))?);
    }
    Ok(passages)
}

fn whole(
    tx: &mut Tx<'_>,
    request: &RequestId,
    row: &Row,
    passages: &mut BTreeMap<i64, Vec<Passage>>,
) -> Result<Document, Error> {
    let place = row.int(0)?;
    let id = format!("{}/{place}", request.as_str());
    let odd = |column| Error::inconsistent("disclosure_document", column, &id);
    let judgement = row.opt_text(10)?;
    let read = |word: String| Judgement::of(&word).ok_or_else(|| odd("judgement"));
    let contents = match row.opt_text(13)? {
        Some(contents) => Some(attached(tx, contents.parse().map_err(|_| odd("contents"))?)?),
        None => None,
    };
    Ok(Document {
        place,
        described: Described {
            title: row.text(1)?,
            kind: row.text(2)?,
            day: row.text(3)?.parse().map_err(|_| odd("day"))?,
            family: row.opt_int(4)?,
            thread: row.opt_int(5)?,
            related: serde_json::from_str(&row.text(6)?).map_err(|_| odd("related"))?,
            case_number: row.text(7)?,
            link: row.text(8)?,
            note: row.text(9)?,
        },
        judgement: judgement.map(read).transpose()?,
        suspended: row.int(11)? == 1,
        passages: passages.remove(&place).unwrap_or_default(),
        contents,
        revision: row.int(12)?,
    })
}

fn attached(tx: &mut Tx<'_>, id: DocumentId) -> Result<Attached, Error> {
    let document = redaction::document_in(tx, &id)?;
    let released = document.stage.output().is_some() && !document.destroyed;
    Ok(Attached { id, number: document.number, released })
}

/// Attaches what a document says.
pub(in crate::disclosure) fn set_contents(
    tx: &mut Tx<'_>,
    request: &RequestId,
    place: i64,
    contents: &DocumentId,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE disclosure_document SET contents = $1, updated_at = $2, updated_by = $3 \
         WHERE request = $4 AND place = $5",
        &[contents.as_str().into(), now, name, request.as_str().into(), place.into()],
    )?;
    Ok(())
}

/// Lets all documents of a request be judged anew. What was written of their passages stays for that.
pub(in crate::disclosure) fn reopen(tx: &mut Tx<'_>, request: &RequestId) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE disclosure_document SET judgement = NULL, revision = revision + 1, updated_at = $1, updated_by = $2 \
         WHERE request = $3",
        &[now, name, request.as_str().into()],
    )?;
    Ok(())
}

fn passage(row: &Row, id: &str) -> Result<Passage, Error> {
    let odd = |column| Error::inconsistent("disclosure_passage", column, id);
    Ok(Passage {
        what: row.text(0)?,
        category: PassageCategory::of(&row.text(1)?).ok_or_else(|| odd("category"))?,
        third_party: row.int(2)? == 1,
        openness: Weight::of(&row.text(3)?).ok_or_else(|| odd("openness"))?,
        privacy: Weight::of(&row.text(4)?).ok_or_else(|| odd("privacy"))?,
        consent: row.int(5)? == 1,
        made_public: row.int(6)? == 1,
        redactable: row.int(7)? == 1,
        ground: row.opt_text(8)?,
        weighing: row.text(9)?,
        still: row.text(10)?,
        ruling: row.text(11)?,
        says: Some(Says::of(&row.text(12)?).ok_or_else(|| odd("says"))?),
    })
}
