//! SQL of documents, their sealed contents, their marks and steps. Steps are only added: a trigger refuses to change them.

use seal::WrappedKey;

use super::grounds::Ground;
use super::model::{Document, DocumentId, FileKind, Keep, Law, Mark, Officials, Stage, State, Step, kind_of};
use crate::adoption::deed_in;
use crate::db::{Row, Steps, Tx, Value};
use crate::error::Error;

const STEPS: Steps = Steps { table: "redaction_step", owner: "document", worded: false };
const COLUMNS: &str = "d.id, d.number, d.kind, d.digest, d.size, d.law, d.officials, d.parts, d.received_at, \
     d.received_by, d.received_role, d.revision, CASE WHEN c.destroyed_at IS NULL THEN 0 ELSE 1 END";
const TABLES: &str = "redaction_document d JOIN redaction_content c ON c.document = d.id";

/// A sealed column of the contents.
#[derive(Debug, Clone, Copy)]
pub(super) enum Column {
    Name,
    Known,
    Bytes,
    Passages,
    Output,
    Report,
}

impl Column {
    /// As the database calls it; what is sealed is bound to this word.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Known => "known",
            Self::Bytes => "bytes",
            Self::Passages => "passages",
            Self::Output => "output",
            Self::Report => "report",
        }
    }
}

/// The parts of a document as they are sealed when it comes in.
pub(super) struct SealedParts {
    pub(super) name: Vec<u8>,
    pub(super) known: Vec<u8>,
    pub(super) bytes: Vec<u8>,
    pub(super) passages: Vec<u8>,
}

/// Writes a document down that just came in.
pub(super) fn insert(tx: &mut Tx<'_>, document: &Document) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO redaction_document (id, number, kind, digest, size, law, officials, parts, received_at, \
         received_by, received_role, revision, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, $12, $12, $13)",
        &[
            document.id.as_str().into(),
            (&document.number).into(),
            document.kind.as_str().into(),
            (&document.digest).into(),
            document.size.into(),
            document.law.as_str().into(),
            document.officials.as_str().into(),
            document.parts.into(),
            document.received.at.into(),
            (&document.received.by.id).into(),
            document.received.by.role.as_str().into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

pub(super) fn insert_content(
    tx: &mut Tx<'_>,
    id: &DocumentId,
    key: &WrappedKey,
    sealed: SealedParts,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO redaction_content (document, master, wrapped, destroyed_at, name, known, bytes, passages, \
         output, report, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, NULL, $4, $5, $6, $7, NULL, NULL, $8, $8, $9)",
        &[
            id.as_str().into(),
            (&key.master).into(),
            key.bytes.as_slice().into(),
            sealed.name.into(),
            sealed.known.into(),
            sealed.bytes.into(),
            sealed.passages.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// One sealed part; none when it is not there yet, or no longer.
pub(super) fn sealed(tx: &mut Tx<'_>, id: &DocumentId, column: Column) -> Result<Option<Vec<u8>>, Error> {
    let sql = format!(
        "SELECT {} FROM redaction_content WHERE document = $1 AND destroyed_at IS NULL",
        column.as_str()
    );
    tx.query_one(&sql, &[id.as_str().into()])?.map_or(Ok(None), |row| row.opt_bytes(0))
}

pub(super) fn set_output(
    tx: &mut Tx<'_>,
    id: &DocumentId,
    output: Vec<u8>,
    report: Vec<u8>,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE redaction_content SET output = $1, report = $2, updated_at = $3, updated_by = $4 WHERE document = $5",
        &[output.into(), report.into(), now, name, id.as_str().into()],
    )?;
    Ok(())
}

/// The wrapped key; none when there is no such document, or its key was destroyed.
pub(super) fn find_key(tx: &mut Tx<'_>, id: &DocumentId) -> Result<Option<WrappedKey>, Error> {
    let row = tx.query_one(
        "SELECT master, wrapped FROM redaction_content WHERE document = $1 AND destroyed_at IS NULL",
        &[id.as_str().into()],
    )?;
    row.map(|row| Ok(WrappedKey { master: row.text(0)?, bytes: row.bytes(1)? })).transpose()
}

/// Documents whose key is not wrapped by this master key, some of them.
pub(super) fn keys_of_others(
    tx: &mut Tx<'_>,
    master: &str,
    limit: i64,
) -> Result<Vec<(DocumentId, WrappedKey)>, Error> {
    let rows = tx.query(
        "SELECT document, master, wrapped FROM redaction_content WHERE master <> $1 AND destroyed_at IS NULL \
         ORDER BY document LIMIT $2",
        &[master.into(), limit.into()],
    )?;
    let key = |row: &Row| {
        let id = row.text(0)?;
        let document = id.parse().map_err(|_| Error::inconsistent("redaction_content", "document", &id))?;
        Ok((document, WrappedKey { master: row.text(1)?, bytes: row.bytes(2)? }))
    };
    rows.iter().map(key).collect()
}

pub(super) fn set_key(tx: &mut Tx<'_>, id: &DocumentId, key: &WrappedKey) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE redaction_content SET master = $1, wrapped = $2, updated_at = $3, updated_by = $4 \
         WHERE document = $5 AND destroyed_at IS NULL",
        &[(&key.master).into(), key.bytes.as_slice().into(), now, name, id.as_str().into()],
    )?;
    Ok(())
}

/// Overwrites the key and all that was sealed with it. False when there was none left.
pub(super) fn destroy(tx: &mut Tx<'_>, id: &DocumentId) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let nothing: &[u8] = &[];
    let changed = tx.execute(
        "UPDATE redaction_content SET wrapped = $1, name = $1, known = $1, bytes = $1, passages = $1, output = NULL, \
         report = NULL, destroyed_at = $2, updated_at = $2, updated_by = $3 \
         WHERE document = $4 AND destroyed_at IS NULL",
        &[nothing.into(), now, name, id.as_str().into()],
    )?;
    Ok(changed == 1)
}

/// Counts a change of a document as it was at `revision`. An error when someone else changed it meanwhile.
pub(super) fn set_revision(tx: &mut Tx<'_>, id: &DocumentId, revision: i64) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE redaction_document SET revision = $1, updated_at = $2, updated_by = $3 WHERE id = $4 AND revision = $5",
        &[(revision + 1).into(), now, name, id.as_str().into(), revision.into()],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::Stale("redaction-document")) }
}

/// Writes the last step of a document.
pub(super) fn add_step(tx: &mut Tx<'_>, document: &Document) -> Result<(), Error> {
    let Some(taken) = document.steps.last() else { return Ok(()) };
    let place = i64::try_from(document.steps.len()).unwrap_or(i64::MAX);
    STEPS.add(tx, document.id.as_str(), place, &taken.step, taken.deed.parts())
}

/// One document, with its steps.
pub(super) fn find(tx: &mut Tx<'_>, id: &DocumentId) -> Result<Option<Document>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id = $1");
    let row = tx.query_one(&sql, &[id.as_str().into()])?;
    row.map(|row| whole(tx, &row)).transpose()
}

/// The newest documents first.
pub(super) fn list(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<Document>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM {TABLES} ORDER BY d.number DESC LIMIT $1");
    let rows = tx.query(&sql, &[limit.into()])?;
    rows.iter().map(|row| whole(tx, row)).collect()
}

fn whole(tx: &mut Tx<'_>, row: &Row) -> Result<Document, Error> {
    let id = row.text(0)?;
    let odd = |column| Error::inconsistent("redaction_document", column, &id);
    let mut document = Document {
        id: id.parse().map_err(|_| odd("id"))?,
        number: row.text(1)?,
        kind: FileKind::of(&row.text(2)?).ok_or_else(|| odd("kind"))?,
        digest: row.text(3)?,
        size: row.int(4)?,
        law: Law::of(&row.text(5)?).ok_or_else(|| odd("law"))?,
        officials: Officials::of(&row.text(6)?).ok_or_else(|| odd("officials"))?,
        parts: row.int(7)?,
        received: deed_in(row, 8).ok_or_else(|| odd("received_role"))?,
        revision: row.int(11)?,
        steps: Vec::new(),
        stage: Stage::InReview,
        destroyed: row.int(12)? == 1,
    };
    for (step, row) in STEPS.of::<Step>(tx, &id)? {
        let deed = deed_in(&row, 1).ok_or_else(|| Error::inconsistent(STEPS.table, "role", &id))?;
        // The steps were taken in this order, so they fit; if they do not, someone changed a row.
        document = document.step(step, deed).map_err(|_| Error::inconsistent(STEPS.table, "detail", &id))?;
    }
    Ok(document)
}

/// Writes marks down that are new.
pub(super) fn add_marks(tx: &mut Tx<'_>, id: &DocumentId, marks: &[Mark]) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    for mark in marks {
        let judged = mark.judged.as_ref();
        tx.execute(
            "INSERT INTO redaction_mark (document, place, passage, from_char, to_char, kind, ground, label, likeness, \
             confidence, why, state, because, judged_at, judged_by, judged_role, created_at, updated_at, updated_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)",
            &[
                id.as_str().into(),
                mark.place.into(),
                whole_number(mark.passage).into(),
                whole_number(mark.span.start).into(),
                whole_number(mark.span.end).into(),
                mark.kind_word().into(),
                mark.ground.code.into(),
                (&mark.label).into(),
                mark.likeness.into(),
                i64::from(mark.confidence).into(),
                (&mark.why).into(),
                mark.state.as_str().into(),
                mark.keep.map(Keep::as_str).into(),
                judged.map(|deed| deed.at).into(),
                judged.map(|deed| deed.by.id.clone()).into(),
                judged.map(|deed| deed.by.role.as_str()).into(),
                now.clone(),
                name.clone(),
            ],
        )?;
    }
    Ok(())
}

/// Writes down what was judged of a mark.
pub(super) fn set_mark(tx: &mut Tx<'_>, id: &DocumentId, mark: &Mark) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let judged = mark.judged.as_ref();
    tx.execute(
        "UPDATE redaction_mark SET ground = $1, state = $2, because = $3, judged_at = $4, judged_by = $5, judged_role = $6, \
         updated_at = $7, updated_by = $8 WHERE document = $9 AND place = $10",
        &[
            mark.ground.code.into(),
            mark.state.as_str().into(),
            mark.keep.map(Keep::as_str).into(),
            judged.map(|deed| deed.at).into(),
            judged.map(|deed| deed.by.id.clone()).into(),
            judged.map(|deed| deed.by.role.as_str()).into(),
            now,
            name,
            id.as_str().into(),
            mark.place.into(),
        ],
    )?;
    Ok(())
}

/// The marks of a document, in the order of reading.
pub(super) fn marks(tx: &mut Tx<'_>, id: &DocumentId, law: Law) -> Result<Vec<Mark>, Error> {
    let rows = tx.query(
        "SELECT place, passage, from_char, to_char, kind, ground, label, likeness, confidence, why, state, because, \
         judged_at, judged_by, judged_role FROM redaction_mark WHERE document = $1 ORDER BY passage, from_char, place",
        &[id.as_str().into()],
    )?;
    let odd = || Error::inconsistent("redaction_mark", "a column", id.as_str());
    rows.iter().map(|row| mark(row, law).ok_or_else(odd)).collect()
}

/// None when a column holds no value that the program writes.
fn mark(row: &Row, law: Law) -> Option<Mark> {
    let count = |column| usize::try_from(row.int(column).ok()?).ok();
    let keep = match row.opt_text(11).ok()? {
        Some(word) => Some(Keep::of(&word)?),
        None => None,
    };
    let judged = match row.opt_instant(12).ok()? {
        Some(_) => Some(deed_in(row, 12)?),
        None => None,
    };
    Some(Mark {
        place: row.int(0).ok()?,
        passage: count(1)?,
        span: count(2)?..count(3)?,
        kind: kind_of(&row.text(4).ok()?).ok()?,
        ground: Ground::of(law.as_str(), &row.text(5).ok()?)?,
        label: row.text(6).ok()?,
        likeness: row.int(7).ok()?,
        confidence: u8::try_from(row.int(8).ok()?).ok()?,
        why: row.text(9).ok()?,
        state: State::of(&row.text(10).ok()?)?,
        keep,
        judged,
    })
}

fn whole_number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Something under way needs the document.
pub(super) fn hold(tx: &mut Tx<'_>, id: &DocumentId, holder: &str) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO redaction_hold (document, holder, created_at, updated_at, updated_by) VALUES ($1, $2, $3, $3, $4) \
         ON CONFLICT (document, holder) DO NOTHING",
        &[id.as_str().into(), holder.into(), now, name],
    )?;
    Ok(())
}

/// It needs its documents no longer.
pub(super) fn free(tx: &mut Tx<'_>, holder: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM redaction_hold WHERE holder = $1", &[holder.into()])?;
    Ok(())
}

/// Whether anything needs the document.
pub(super) fn is_held(tx: &mut Tx<'_>, id: &DocumentId) -> Result<bool, Error> {
    let row =
        tx.query_one("SELECT count(*) FROM redaction_hold WHERE document = $1", &[id.as_str().into()])?;
    Ok(row.map_or(Ok(0), |row| row.int(0))? > 0)
}
