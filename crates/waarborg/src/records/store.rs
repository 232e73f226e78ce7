//! SQL of subjects, files and items.

use ground::Day;

use super::model::{
    File, FileCount, FileId, FileMoment, Hold, Item, ItemId, Origin, Protection, Subject, SubjectId,
};
use crate::db::{Row, Tx, Value};
use crate::error::Error;
use crate::register::{Category, SubjectKind};

pub(super) fn insert_subject(tx: &mut Tx<'_>, subject: &Subject) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO records_subject (id, pseudonym, kind, protection, sixteen_from, gone_at, created_at, \
         updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, NULL, $6, $6, $7)",
        &[
            (&subject.id).into(),
            (&subject.pseudonym).into(),
            subject.kind.as_str().into(),
            subject.protection.as_str().into(),
            subject.sixteen_from.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

pub(super) fn has_pseudonym(tx: &mut Tx<'_>, pseudonym: &str) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM records_subject WHERE pseudonym = $1";
    Ok(tx.query_one(sql, &[pseudonym.into()])?.is_some())
}

pub(super) fn set_protection(tx: &mut Tx<'_>, id: &SubjectId, protection: Protection) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE records_subject SET protection = $1, updated_at = $2, updated_by = $3 WHERE id = $4",
        &[protection.as_str().into(), now, name, id.into()],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound("subject")) }
}

const SUBJECT: &str = "s.id, s.pseudonym, s.kind, s.protection, s.sixteen_from, s.gone_at";

pub(super) fn find_subject(tx: &mut Tx<'_>, id: &SubjectId) -> Result<Option<Subject>, Error> {
    let sql = format!("SELECT {SUBJECT} FROM records_subject s WHERE s.id = $1");
    tx.query_one(&sql, &[id.into()])?.as_ref().map(subject).transpose()
}

pub(super) fn insert_lookup(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    kind: &str,
    subject: &SubjectId,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO records_lookup (hash, kind, subject, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $4, $5) ON CONFLICT (hash, subject) DO NOTHING",
        &[hash.into(), kind.into(), subject.into(), now, name],
    )?;
    Ok(())
}

pub(super) fn subjects_by_lookup(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Vec<Subject>, Error> {
    let sql = format!(
        "SELECT {SUBJECT} FROM records_lookup l JOIN records_subject s ON s.id = l.subject WHERE l.hash = $1 \
         ORDER BY s.pseudonym"
    );
    tx.query(&sql, &[hash.into()])?.iter().map(subject).collect()
}

fn subject(row: &Row) -> Result<Subject, Error> {
    let text = row.text(0)?;
    let strange = |column| Error::Inconsistent { table: "records_subject", column, row: text.clone() };
    Ok(Subject {
        id: text.parse().map_err(|_| strange("id"))?,
        pseudonym: row.text(1)?,
        kind: SubjectKind::of(&row.text(2)?).ok_or_else(|| strange("kind"))?,
        protection: Protection::of(&row.text(3)?).ok_or_else(|| strange("protection"))?,
        sixteen_from: day(row, 4).map_err(|()| strange("sixteen_from"))?,
        gone_at: row.opt_instant(5)?,
    })
}

/// A day or NULL; what is no day is an error of the row.
fn day(row: &Row, column: usize) -> Result<Option<Day>, ()> {
    row.opt_text(column).map_err(drop)?.map(|text| text.parse().map_err(drop)).transpose()
}

pub(super) fn insert_file(tx: &mut Tx<'_>, file: &File) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO records_file (id, number, subject, activity, law, opened_day, closed_day, result, created_at, \
         updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)",
        &[
            (&file.id).into(),
            (&file.number).into(),
            (&file.subject).into(),
            (&file.activity).into(),
            (&file.law).into(),
            file.opened.into(),
            file.closed.as_ref().map(|(day, _)| *day).into(),
            file.closed.as_ref().map(|(_, result)| result.clone()).into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

const FILE: &str = "f.id, f.number, f.subject, f.activity, f.law, f.opened_day, f.closed_day, f.result";

pub(super) fn find_file(tx: &mut Tx<'_>, id: &FileId) -> Result<Option<File>, Error> {
    let sql = format!("SELECT {FILE} FROM records_file f WHERE f.id = $1");
    tx.query_one(&sql, &[id.into()])?.as_ref().map(file).transpose()
}

pub(super) fn find_file_numbered(tx: &mut Tx<'_>, number: &str) -> Result<Option<File>, Error> {
    let sql = format!("SELECT {FILE} FROM records_file f WHERE f.number = $1");
    tx.query_one(&sql, &[number.into()])?.as_ref().map(file).transpose()
}

/// The files of a subject, and those in which there are items about them.
pub(super) fn files_about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<File>, Error> {
    let sql = format!(
        "SELECT {FILE} FROM records_file f WHERE f.subject = $1 OR f.id IN \
         (SELECT i.file FROM records_item i WHERE i.subject = $1) ORDER BY f.number"
    );
    tx.query(&sql, &[subject.into()])?.iter().map(file).collect()
}

/// The newest files under one law.
pub(super) fn files_of_law(tx: &mut Tx<'_>, law: &str, limit: i64) -> Result<Vec<File>, Error> {
    let sql = format!(
        "SELECT {FILE} FROM records_file f WHERE f.law = $1 ORDER BY f.opened_day DESC, f.number DESC LIMIT $2"
    );
    tx.query(&sql, &[law.into(), limit.into()])?.iter().map(file).collect()
}

pub(super) fn count_files(
    tx: &mut Tx<'_>,
    moment: FileMoment,
    by_group: bool,
    by_year: bool,
) -> Result<Vec<FileCount>, Error> {
    let (group, day) = match moment {
        FileMoment::Opened => ("f.law", "f.opened_day"),
        FileMoment::Closed => ("COALESCE(f.result, '')", "f.closed_day"),
    };
    let group = if by_group { group } else { "''" };
    let year = if by_year { format!("substr({day}, 1, 4)") } else { String::from("''") };
    let sql = format!(
        "SELECT g.name, g.year, count(*), count(DISTINCT g.subject) FROM \
         (SELECT {group} AS name, {year} AS year, f.subject FROM records_file f WHERE {day} IS NOT NULL) g \
         GROUP BY g.name, g.year ORDER BY g.name, g.year"
    );
    let count = |row: &Row| {
        let number = |column| row.int(column).map(|number| u64::try_from(number).unwrap_or_default());
        Ok(FileCount {
            group: by_group.then(|| row.text(0)).transpose()?,
            year: by_year.then(|| row.text(1)).transpose()?,
            files: number(2)?,
            people: number(3)?,
        })
    };
    tx.query(&sql, &[])?.iter().map(count).collect()
}

fn file(row: &Row) -> Result<File, Error> {
    let text = row.text(0)?;
    let strange = |column| Error::Inconsistent { table: "records_file", column, row: text.clone() };
    let closed = day(row, 6).map_err(|()| strange("closed_day"))?;
    Ok(File {
        id: text.parse().map_err(|_| strange("id"))?,
        number: row.text(1)?,
        subject: row.text(2)?.parse().map_err(|_| strange("subject"))?,
        activity: row.text(3)?,
        law: row.text(4)?,
        opened: day(row, 5).ok().flatten().ok_or_else(|| strange("opened_day"))?,
        closed: closed.map(|day| row.text(7).map(|result| (day, result))).transpose()?,
    })
}

pub(super) fn insert_item(tx: &mut Tx<'_>, item: &Item) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO records_item (id, file, subject, kind, category, origin, source, basis, obtained_day, verified, \
         only_for_third, hold, confidential, review_day, replaced_by, gone_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, NULL, NULL, $15, $15, $16)",
        &[
            (&item.id).into(),
            (&item.file).into(),
            (&item.subject).into(),
            (&item.kind).into(),
            item.category.as_str().into(),
            item.origin.as_str().into(),
            (&item.source).into(),
            (&item.basis).into(),
            item.obtained.into(),
            item.verified.into(),
            item.only_for_third.into(),
            item.hold.as_str().into(),
            item.confidential_until.is_some().into(),
            item.confidential_until.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

const ITEM: &str = "i.id, i.file, i.subject, i.kind, i.category, i.origin, i.source, i.basis, i.obtained_day, \
     i.verified, i.only_for_third, i.hold, i.review_day, i.replaced_by";

/// What can still be used of it: not replaced, not destroyed.
const PRESENT: &str = "i.replaced_by IS NULL AND i.gone_at IS NULL";

pub(super) fn find_item(tx: &mut Tx<'_>, id: &ItemId) -> Result<Option<Item>, Error> {
    let sql = format!("SELECT {ITEM} FROM records_item i WHERE i.id = $1 AND i.gone_at IS NULL");
    tx.query_one(&sql, &[id.into()])?.as_ref().map(item).transpose()
}

pub(super) fn items_of_file(tx: &mut Tx<'_>, file: &FileId) -> Result<Vec<Item>, Error> {
    let sql = format!(
        "SELECT {ITEM} FROM records_item i WHERE i.file = $1 AND {PRESENT} ORDER BY i.subject, i.kind, i.obtained_day"
    );
    tx.query(&sql, &[file.into()])?.iter().map(item).collect()
}

pub(super) fn items_about(tx: &mut Tx<'_>, subject: &SubjectId) -> Result<Vec<Item>, Error> {
    let sql = format!(
        "SELECT {ITEM} FROM records_item i WHERE i.subject = $1 AND {PRESENT} ORDER BY i.file, i.kind, i.obtained_day"
    );
    tx.query(&sql, &[subject.into()])?.iter().map(item).collect()
}

pub(super) fn set_hold(tx: &mut Tx<'_>, id: &ItemId, hold: Hold) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE records_item SET hold = $1, updated_at = $2, updated_by = $3 WHERE id = $4 AND gone_at IS NULL",
        &[hold.as_str().into(), now, name, id.into()],
    )?;
    Ok(changed == 1)
}

/// Only once: what was replaced is not replaced again.
pub(super) fn set_replaced(tx: &mut Tx<'_>, old: &ItemId, new: &ItemId) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE records_item SET replaced_by = $1, updated_at = $2, updated_by = $3 \
         WHERE id = $4 AND replaced_by IS NULL AND gone_at IS NULL",
        &[new.into(), now, name, old.into()],
    )?;
    Ok(changed == 1)
}

fn item(row: &Row) -> Result<Item, Error> {
    let text = row.text(0)?;
    let strange = |column| Error::Inconsistent { table: "records_item", column, row: text.clone() };
    Ok(Item {
        id: text.parse().map_err(|_| strange("id"))?,
        file: row.text(1)?.parse().map_err(|_| strange("file"))?,
        subject: row.text(2)?.parse().map_err(|_| strange("subject"))?,
        kind: row.text(3)?,
        category: Category::of(&row.text(4)?).ok_or_else(|| strange("category"))?,
        origin: Origin::of(&row.text(5)?).ok_or_else(|| strange("origin"))?,
        source: row.text(6)?,
        basis: row.text(7)?,
        obtained: day(row, 8).ok().flatten().ok_or_else(|| strange("obtained_day"))?,
        verified: row.int(9)? == 1,
        only_for_third: row.int(10)? == 1,
        hold: Hold::of(&row.text(11)?).ok_or_else(|| strange("hold"))?,
        confidential_until: day(row, 12).map_err(|()| strange("review_day"))?,
        replaced_by: row
            .opt_text(13)?
            .map(|id| id.parse().map_err(|_| strange("replaced_by")))
            .transpose()?,
    })
}
