//! SQL of disclosures.

use super::model::{Disclosure, DisclosureId, Medium};
use crate::db::{Row, Tx, Value};
use crate::error::Error;
use crate::records::{ItemId, SubjectId};

pub(super) fn insert(tx: &mut Tx<'_>, disclosure: &Disclosure) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO sharing_disclosure (id, item, subject, file, recipient, recipient_kind, purpose, medium, \
         ruling, shared_at, corrected_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11, $11, $12)",
        &[
            disclosure.id.as_str().into(),
            (&disclosure.item).into(),
            (&disclosure.subject).into(),
            (&disclosure.file).into(),
            (&disclosure.recipient).into(),
            (&disclosure.recipient_kind).into(),
            (&disclosure.purpose).into(),
            disclosure.medium.as_str().into(),
            (&disclosure.ruling).into(),
            disclosure.at.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

const COLUMNS: &str =
    "id, item, subject, file, recipient, recipient_kind, purpose, medium, ruling, shared_at, corrected_at";

pub(super) fn about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Disclosure>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sharing_disclosure WHERE subject = $1 ORDER BY shared_at DESC, recipient, id"
    );
    tx.query(&sql, &[subject.into()])?.iter().map(disclosure).collect()
}

pub(super) fn of_item(tx: &mut Tx<'_>, item: &ItemId) -> Result<Vec<Disclosure>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM sharing_disclosure WHERE item = $1 ORDER BY shared_at, id");
    tx.query(&sql, &[item.into()])?.iter().map(disclosure).collect()
}

/// True the first time.
pub(super) fn set_corrected(tx: &mut Tx<'_>, id: &DisclosureId) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE sharing_disclosure SET corrected_at = $1, updated_at = $1, updated_by = $2 \
         WHERE id = $3 AND corrected_at IS NULL",
        &[now, name, id.as_str().into()],
    )?;
    Ok(changed == 1)
}

fn disclosure(row: &Row) -> Result<Disclosure, Error> {
    let id = row.text(0)?;
    let strange = |column| Error::Inconsistent { table: "sharing_disclosure", column, row: id.clone() };
    Ok(Disclosure {
        item: row.text(1)?.parse().map_err(|_| strange("item"))?,
        subject: row.text(2)?.parse().map_err(|_| strange("subject"))?,
        file: row.text(3)?.parse().map_err(|_| strange("file"))?,
        recipient: row.text(4)?,
        recipient_kind: row.text(5)?,
        purpose: row.text(6)?,
        medium: Medium::of(&row.text(7)?).ok_or_else(|| strange("medium"))?,
        ruling: row.text(8)?,
        at: row.instant(9)?,
        corrected_at: row.opt_instant(10)?,
        id: DisclosureId(id),
    })
}
