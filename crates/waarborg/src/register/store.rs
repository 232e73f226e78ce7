//! SQL of the register. Versions are only added: a trigger in the database refuses to change or delete one.

use ground::{Actor, Instant, Role};

use super::model::{ActivityId, Closing, Entry, Version};
use super::words::Status;
use crate::db::{Row, Tx, Value};
use crate::error::Error;

const COLUMNS: &str = "v.activity_id, v.version, v.status, v.document, v.end_day, v.successor_id, v.author_id, \
     v.author_role, v.reason, v.recorded_at";

/// Adds a version and makes it the latest.
pub(super) fn insert(tx: &mut Tx<'_>, version: &Version) -> Result<(), Error> {
    let document = serde_json::to_string(&version.entry).map_err(Error::internal)?;
    let closing = version.closing.as_ref();
    tx.execute(
        "INSERT INTO register_version (activity_id, version, status, document, end_day, successor_id, author_id, \
         author_role, reason, recorded_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        &[
            version.id.as_str().into(),
            version.number.into(),
            version.status.as_str().into(),
            document.into(),
            text_or_null(closing.map(|closing| closing.end_date.to_string())),
            text_or_null(closing.and_then(|closing| closing.successor.as_ref()).map(ToString::to_string)),
            version.author.id.as_str().into(),
            version.author.role.as_str().into(),
            version.reason.as_str().into(),
            version.recorded_at.into(),
            tx.now().into(),
            tx.now().into(),
            tx.name().into(),
        ],
    )?;
    tx.execute(
        "INSERT INTO register_activity (id, latest_version, status, owner, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET \
         latest_version = excluded.latest_version, status = excluded.status, owner = excluded.owner, \
         updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        &[
            version.id.as_str().into(),
            version.number.into(),
            version.status.as_str().into(),
            version.entry.owner.as_str().into(),
            tx.now().into(),
            tx.now().into(),
            tx.name().into(),
        ],
    )?;
    Ok(())
}

fn text_or_null(text: Option<String>) -> Value {
    text.map_or(Value::Null, Value::Text)
}

/// The latest version of an activity.
pub(super) fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Version>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_version v JOIN register_activity a \
         ON a.id = v.activity_id AND a.latest_version = v.version WHERE a.id = $1"
    );
    tx.query_one(&sql, &[id.into()])?.map(|row| version(&row)).transpose()
}

/// Version `number` of an activity.
pub(super) fn find_number(tx: &mut Tx<'_>, id: &str, number: i64) -> Result<Option<Version>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM register_version v WHERE v.activity_id = $1 AND v.version = $2");
    tx.query_one(&sql, &[id.into(), number.into()])?.map(|row| version(&row)).transpose()
}

/// The version of an activity that held at a moment. Of two made in one millisecond the later holds.
pub(super) fn find_at(tx: &mut Tx<'_>, id: &str, at: Instant) -> Result<Option<Version>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_version v WHERE v.activity_id = $1 AND v.recorded_at <= $2 \
         ORDER BY v.recorded_at DESC, v.version DESC LIMIT 1"
    );
    tx.query_one(&sql, &[id.into(), at.into()])?.map(|row| version(&row)).transpose()
}

/// All versions of an activity, the newest first.
pub(super) fn list_versions(tx: &mut Tx<'_>, id: &str) -> Result<Vec<Version>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM register_version v WHERE v.activity_id = $1 ORDER BY v.version DESC");
    tx.query(&sql, &[id.into()])?.iter().map(version).collect()
}

/// Which activities to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this department.
    pub owner: Option<String>,
    /// That stand so.
    pub status: Option<Status>,
}

/// The latest versions, in order of id; `limit` of them after the first `offset`.
pub(super) fn list(tx: &mut Tx<'_>, filter: &Filter, limit: i64, offset: i64) -> Result<Vec<Version>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM register_version v JOIN register_activity a \
         ON a.id = v.activity_id AND a.latest_version = v.version \
         WHERE ($1 = '' OR a.owner = $1) AND ($2 = '' OR a.status = $2) ORDER BY a.id LIMIT $3 OFFSET $4"
    );
    let mut values = filter_values(filter);
    values.extend([limit.into(), offset.into()]);
    tx.query(&sql, &values)?.iter().map(version).collect()
}

/// How many activities the filter lets through.
pub(super) fn count(tx: &mut Tx<'_>, filter: &Filter) -> Result<i64, Error> {
    let sql = "SELECT COUNT(*) FROM register_activity a \
               WHERE ($1 = '' OR a.owner = $1) AND ($2 = '' OR a.status = $2)";
    tx.query_one(sql, &filter_values(filter))?.map_or(Ok(0), |row| row.int(0))
}

fn filter_values(filter: &Filter) -> Vec<Value> {
    let status = filter.status.map_or("", Status::as_str);
    vec![filter.owner.as_deref().unwrap_or_default().into(), status.into()]
}

/// All ids that were ever given out.
pub(super) fn ids(tx: &mut Tx<'_>) -> Result<Vec<ActivityId>, Error> {
    let rows = tx.query("SELECT id FROM register_activity ORDER BY id", &[])?;
    rows.iter().map(|row| id(&row.text(0)?, "register_activity", "id", &row.text(0)?)).collect()
}

fn version(row: &Row) -> Result<Version, Error> {
    let (activity, number) = (row.text(0)?, row.int(1)?);
    let place = format!("{activity}/{number}");
    let strange =
        |column: &'static str| Error::Inconsistent { table: "register_version", column, row: place.clone() };
    let document: Entry = serde_json::from_str(&row.text(3)?).map_err(|_| strange("document"))?;
    let successor = row.opt_text(5)?;
    let closing = match row.opt_text(4)? {
        None => None,
        Some(day) => Some(Closing {
            end_date: day.parse().map_err(|_| strange("end_day"))?,
            successor: successor
                .map(|text| id(&text, "register_version", "successor_id", &place))
                .transpose()?,
        }),
    };
    let role = serde_json::from_value::<Role>(row.text(7)?.into()).map_err(|_| strange("author_role"))?;
    Ok(Version {
        id: id(&activity, "register_version", "activity_id", &place)?,
        number,
        status: Status::of(&row.text(2)?).ok_or_else(|| strange("status"))?,
        entry: document,
        closing,
        author: Actor { id: row.text(6)?, role },
        reason: row.text(8)?,
        recorded_at: row.instant(9)?,
    })
}

fn id(text: &str, table: &'static str, column: &'static str, row: &str) -> Result<ActivityId, Error> {
    ActivityId::try_from(text.to_owned()).map_err(|_| Error::Inconsistent {
        table,
        column,
        row: row.to_owned(),
    })
}
