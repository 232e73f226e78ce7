//! SQL of collections and of what was done about telling. Steps are added and never change: triggers refuse.

use std::collections::BTreeSet;

use ground::{Actor, Day, Role};

use super::model::{
    Channel, Collection, CollectionId, DeferReason, Duty, Element, NoticeCase, NoticeDeed, NoticeStep,
    ObtainedFrom, Script, Waiver,
};
use crate::db::{Row, Tx, Value};
use crate::error::Error;
use crate::records::{FileId, SubjectId};

const TABLE: &str = "notices_collection";

/// Adds a collection, open.
pub(super) fn insert(tx: &mut Tx<'_>, collection: &Collection) -> Result<(), Error> {
    let deadlines = collection.deadlines(None);
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO notices_collection (id, subject, file, activity, law, obtained_from, source, obtained_day, \
         recorded_day, only_for_third, policy_day, wbp_day, avg_day, binding_day, state, due_day, created_at, \
         updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'open', $14, $15, $15, $16)",
        &[
            (&collection.id).into(),
            (&collection.subject).into(),
            (&collection.file).into(),
            collection.activity.as_str().into(),
            collection.law.as_str().into(),
            collection.from.as_str().into(),
            collection.source.as_str().into(),
            collection.obtained.into(),
            collection.recorded.into(),
            collection.only_for_third.into(),
            deadlines.policy.into(),
            deadlines.wbp.into(),
            deadlines.avg.into(),
            deadlines.binding.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// What a deed writes into its columns.
#[derive(Default)]
struct Columns {
    deed: &'static str,
    day: Option<Day>,
    channel: Option<&'static str>,
    teller: Option<String>,
    script: Option<&'static str>,
    notice: Option<String>,
    version: Option<i64>,
    elements: Option<String>,
    provision: Option<&'static str>,
    reason: Option<&'static str>,
    until: Option<Day>,
    reviewer: Option<String>,
}

fn columns(deed: &NoticeDeed) -> Columns {
    match deed {
        NoticeDeed::Told { on, channel, oral, version } => Columns {
            deed: "told",
            day: Some(*on),
            channel: Some(channel.as_str()),
            teller: oral.as_ref().map(|(teller, _)| teller.clone()),
            script: oral.as_ref().map(|(_, script)| script.as_str()),
            version: Some(*version),
            ..Columns::default()
        },
        NoticeDeed::Known { on, notice, version, elements } => Columns {
            deed: "known",
            day: Some(*on),
            notice: Some(notice.clone()),
            version: Some(*version),
            elements: Some(elements.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(",")),
            ..Columns::default()
        },
        NoticeDeed::Waived(waiver) => {
            Columns { deed: "waived", provision: Some(waiver.as_str()), ..Columns::default() }
        }
        NoticeDeed::Deferred { reason, until, reviewer } => Columns {
            deed: "deferred",
            reason: Some(reason.as_str()),
            until: Some(*until),
            reviewer: Some(reviewer.clone()),
            ..Columns::default()
        },
        NoticeDeed::Disclosed(day) => Columns { deed: "disclosed", day: Some(*day), ..Columns::default() },
    }
}

/// Adds a step at the end, and writes where the case now stands.
pub(super) fn add_step(tx: &mut Tx<'_>, case: &NoticeCase) -> Result<(), Error> {
    let Some(step) = case.steps.last() else { return Ok(()) };
    let id = &case.collection.id;
    let place = i64::try_from(case.steps.len()).map_err(Error::internal)?;
    let it = columns(&step.deed);
    let name = Value::from(tx.name());
    let today = tx.now().day();
    tx.execute(
        "INSERT INTO notices_step (collection, place, deed, day, channel, teller, script, notice, version, elements, \
         provision, reason, until_day, reviewer, by_id, by_role, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18)",
        &[
            id.into(),
            place.into(),
            it.deed.into(),
            it.day.unwrap_or(today).into(),
            it.channel.into(),
            it.teller.into(),
            it.script.into(),
            it.notice.into(),
            it.version.into(),
            it.elements.into(),
            it.provision.into(),
            it.reason.into(),
            it.until.into(),
            it.reviewer.into(),
            step.by.id.as_str().into(),
            step.by.role.as_str().into(),
            step.at.into(),
            name.clone(),
        ],
    )?;
    let state = match case.duty(today) {
        Duty::Met { .. } => "met",
        Duty::Exempt { missing } if missing.is_empty() => "exempt",
        Duty::Deferred { .. } => "deferred",
        _ => "open",
    };
    tx.execute(
        "UPDATE notices_collection SET state = $1, due_day = $2, updated_at = $3, updated_by = $4 WHERE id = $5",
        &[state.into(), case.due(today).into(), step.at.into(), name, id.into()],
    )?;
    Ok(())
}

const SELECT: &str = "SELECT id, subject, file, activity, law, obtained_from, source, obtained_day, recorded_day, \
     only_for_third FROM notices_collection";

/// One case.
pub(super) fn find(tx: &mut Tx<'_>, id: &CollectionId) -> Result<Option<NoticeCase>, Error> {
    let row = tx.query_one(&format!("{SELECT} WHERE id = $1"), &[id.into()])?;
    row.map(|row| case(tx, &row)).transpose()
}

/// All cases of a person in a file, the oldest first.
pub(super) fn of_file(tx: &mut Tx<'_>, subject: &SubjectId, file: &FileId) -> Result<Vec<NoticeCase>, Error> {
    let sql = format!("{SELECT} WHERE subject = $1 AND file = $2 ORDER BY recorded_day, created_at, id");
    let rows = tx.query(&sql, &[subject.into(), file.into()])?;
    rows.iter().map(|row| case(tx, row)).collect()
}

/// Cases in which something is still to be done, the most urgent first.
pub(super) fn unfinished(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<NoticeCase>, Error> {
    let sql = format!("{SELECT} WHERE state IN ('open', 'deferred') ORDER BY due_day, id LIMIT $1");
    let rows = tx.query(&sql, &[limit.into()])?;
    rows.iter().map(|row| case(tx, row)).collect()
}

fn case(tx: &mut Tx<'_>, row: &Row) -> Result<NoticeCase, Error> {
    let text = row.text(0)?;
    let odd = |column| Error::inconsistent(TABLE, column, &text);
    let id: CollectionId = text.parse().map_err(|_| odd("id"))?;
    Ok(NoticeCase {
        steps: steps(tx, &id)?,
        collection: Collection {
            subject: row.text(1)?.parse().map_err(|_| odd("subject"))?,
            file: row.text(2)?.parse().map_err(|_| odd("file"))?,
            activity: row.text(3)?,
            law: row.text(4)?,
            from: ObtainedFrom::of(&row.text(5)?).ok_or_else(|| odd("obtained_from"))?,
            source: row.text(6)?,
            obtained: row.text(7)?.parse().map_err(|_| odd("obtained_day"))?,
            recorded: row.text(8)?.parse().map_err(|_| odd("recorded_day"))?,
            only_for_third: row.int(9)? == 1,
            id,
        },
    })
}

fn steps(tx: &mut Tx<'_>, id: &CollectionId) -> Result<Vec<NoticeStep>, Error> {
    let rows = tx.query(
        "SELECT deed, day, channel, teller, script, notice, version, elements, provision, reason, until_day, reviewer, \
         by_id, by_role, created_at FROM notices_step WHERE collection = $1 ORDER BY place",
        &[id.into()],
    )?;
    rows.iter().map(|row| step(row, id)).collect()
}

fn step(row: &Row, id: &CollectionId) -> Result<NoticeStep, Error> {
    let odd = |column| Error::inconsistent("notices_step", column, id.as_str());
    let on: Day = row.text(1)?.parse().map_err(|_| odd("day"))?;
    let version = || row.opt_int(6)?.ok_or_else(|| odd("version"));
    let deed = match row.text(0)?.as_str() {
        "told" => NoticeDeed::Told {
            on,
            channel: word(row, 2, Channel::of).ok_or_else(|| odd("channel"))?,
            oral: row.opt_text(3)?.zip(word(row, 4, Script::of)),
            version: version()?,
        },
        "known" => {
            let words = row.opt_text(7)?.unwrap_or_default();
            let elements: Option<BTreeSet<Element>> = words.split(',').map(Element::of).collect();
            NoticeDeed::Known {
                on,
                notice: row.opt_text(5)?.ok_or_else(|| odd("notice"))?,
                version: version()?,
                elements: elements.ok_or_else(|| odd("elements"))?,
            }
        }
        "waived" => NoticeDeed::Waived(word(row, 8, Waiver::of).ok_or_else(|| odd("provision"))?),
        "deferred" => NoticeDeed::Deferred {
            reason: word(row, 9, DeferReason::of).ok_or_else(|| odd("reason"))?,
            until: row.opt_text(10)?.and_then(|day| day.parse().ok()).ok_or_else(|| odd("until_day"))?,
            reviewer: row.opt_text(11)?.ok_or_else(|| odd("reviewer"))?,
        },
        "disclosed" => NoticeDeed::Disclosed(on),
        _ => return Err(odd("deed")),
    };
    let role = serde_json::from_value::<Role>(row.text(13)?.into()).map_err(|_| odd("by_role"))?;
    Ok(NoticeStep { deed, by: Actor { id: row.text(12)?, role }, at: row.instant(14)? })
}

fn word<T>(row: &Row, column: usize, of: impl Fn(&str) -> Option<T>) -> Option<T> {
    row.opt_text(column).ok().flatten().and_then(|word| of(&word))
}
