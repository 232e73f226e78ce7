//! SQL of the versions of the policy. What was decided, and what is known of a version, never changes: triggers refuse.

use std::collections::BTreeMap;

use ground::{Actor, Day, Instant, Role};
use serde_json::Value as Json;

use super::model::{
    Advice, ChangedRuling, Deed, Direction, Examination, Opinion, PolicyVersion, PromiseProof, ProofResult,
    QuestionDifference, Resolution, Stage,
};
use crate::db::{Row, Tx, Value};
use crate::error::Error;

const TABLE: &str = "adoption_version";
const COLUMNS: &str = "number, name, hash, note, base, stage, proposed_at, proposed_by, proposed_role, advice, \
     advice_text, advised_at, advised_by, advised_role, decision_text, decided_at, decided_by, decided_role, \
     in_force_day";

/// Adds a version that was not advised on yet.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    version: &PolicyVersion,
    sources: &BTreeMap<String, String>,
) -> Result<(), Error> {
    let sources = serde_json::to_string(sources).map_err(Error::internal)?;
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO adoption_version (number, name, hash, sources, note, base, stage, proposed_at, proposed_by, \
         proposed_role, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
        &[
            version.number.into(),
            version.name.as_str().into(),
            version.hash.as_str().into(),
            sources.into(),
            version.note.as_str().into(),
            version.base.into(),
            version.stage.as_str().into(),
            version.proposed.at.into(),
            version.proposed.by.id.as_str().into(),
            version.proposed.by.role.as_str().into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// Keeps what is known of a version.
pub(super) fn insert_examination(tx: &mut Tx<'_>, number: i64, known: &Examination) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    for (place, proof) in (0_i64..).zip(&known.proofs) {
        tx.execute(
            "INSERT INTO adoption_proof (version, place, promise, norms, sentence, result, story, facts, solver, \
             created_at, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11)",
            &[
                number.into(),
                place.into(),
                proof.promise.as_str().into(),
                proof.norms.join(",").into(),
                proof.sentence.as_str().into(),
                proof.result.as_str().into(),
                proof.story.clone().into(),
                json(proof.facts.as_ref()),
                proof.solver.as_str().into(),
                now.clone(),
                name.clone(),
            ],
        )?;
    }
    for (place, difference) in (0_i64..).zip(&known.differences) {
        tx.execute(
            "INSERT INTO adoption_difference (version, place, question, law, layer, direction, wider, narrower, \
             created_at, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)",
            &[
                number.into(),
                place.into(),
                difference.question.as_str().into(),
                difference.law.as_str().into(),
                difference.layer.as_str().into(),
                difference.direction.as_str().into(),
                json(difference.wider.as_ref()),
                json(difference.narrower.as_ref()),
                now.clone(),
                name.clone(),
            ],
        )?;
    }
    for changed in &known.changed {
        tx.execute(
            "INSERT INTO adoption_changed (version, ruling, outcome_then, outcome_now, created_at, updated_at, \
             updated_by) VALUES ($1, $2, $3, $4, $5, $5, $6)",
            &[
                number.into(),
                changed.ruling.as_str().into(),
                changed.then.as_str().into(),
                changed.now.as_str().into(),
                now.clone(),
                name.clone(),
            ],
        )?;
    }
    Ok(())
}

fn json(value: Option<&Json>) -> Value {
    value.map(ToString::to_string).into()
}

/// Writes the step that a version took.
pub(super) fn set_stage(tx: &mut Tx<'_>, version: &PolicyVersion) -> Result<(), Error> {
    let advice = version.stage.advice();
    let resolution = version.stage.resolution();
    let now = Value::from(tx.now());
    let name = Value::from(tx.name());
    let id = |deed: &Deed| deed.by.id.clone();
    let role = |deed: &Deed| deed.by.role.as_str();
    let changed = tx.execute(
        "UPDATE adoption_version SET stage = $1, advice = $2, advice_text = $3, advised_at = $4, advised_by = $5, \
         advised_role = $6, decision_text = $7, decided_at = $8, decided_by = $9, decided_role = $10, \
         in_force_day = $11, updated_at = $12, updated_by = $13 WHERE number = $14",
        &[
            version.stage.as_str().into(),
            advice.map(|advice| advice.opinion.as_str()).into(),
            advice.map(|advice| advice.text.clone()).into(),
            advice.map(|advice| advice.deed.at).into(),
            advice.map(|advice| id(&advice.deed)).into(),
            advice.map(|advice| role(&advice.deed)).into(),
            resolution.map(|resolution| resolution.text.clone()).into(),
            resolution.map(|resolution| resolution.deed.at).into(),
            resolution.map(|resolution| id(&resolution.deed)).into(),
            resolution.map(|resolution| role(&resolution.deed)).into(),
            version.stage.in_force().into(),
            now,
            name,
            version.number.into(),
        ],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound("version of the policy")) }
}

/// One version.
pub(super) fn find(tx: &mut Tx<'_>, number: i64) -> Result<Option<PolicyVersion>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM adoption_version WHERE number = $1");
    tx.query_one(&sql, &[number.into()])?.map(|row| version(&row)).transpose()
}

/// All versions, the newest first.
pub(super) fn list(tx: &mut Tx<'_>) -> Result<Vec<PolicyVersion>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM adoption_version ORDER BY number DESC");
    tx.query(&sql, &[])?.iter().map(version).collect()
}

/// The files of a version.
pub(super) fn sources(tx: &mut Tx<'_>, number: i64) -> Result<BTreeMap<String, String>, Error> {
    let row = tx.query_one("SELECT sources FROM adoption_version WHERE number = $1", &[number.into()])?;
    let text = row.ok_or(Error::NotFound("version of the policy"))?.text(0)?;
    serde_json::from_str(&text).map_err(|_| strange(TABLE, "sources", number))
}

/// What is known of a version.
pub(super) fn examination(tx: &mut Tx<'_>, number: i64) -> Result<Examination, Error> {
    let rows = tx.query(
        "SELECT promise, norms, sentence, result, story, facts, solver FROM adoption_proof WHERE version = $1 \
         ORDER BY place",
        &[number.into()],
    )?;
    let proofs = rows
        .iter()
        .map(|row| {
            Ok(PromiseProof {
                promise: row.text(0)?,
                norms: row.text(1)?.split(',').filter(|norm| !norm.is_empty()).map(str::to_owned).collect(),
                sentence: row.text(2)?,
                result: ProofResult::of(&row.text(3)?)
                    .ok_or_else(|| strange("adoption_proof", "result", number))?,
                story: row.opt_text(4)?,
                facts: facts(row, 5, "adoption_proof", number)?,
                solver: row.text(6)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    let rows = tx.query(
        "SELECT question, law, layer, direction, wider, narrower FROM adoption_difference WHERE version = $1 \
         ORDER BY place",
        &[number.into()],
    )?;
    let differences = rows
        .iter()
        .map(|row| {
            Ok(QuestionDifference {
                question: row.text(0)?,
                law: row.text(1)?,
                layer: row.text(2)?,
                direction: Direction::of(&row.text(3)?)
                    .ok_or_else(|| strange("adoption_difference", "direction", number))?,
                wider: facts(row, 4, "adoption_difference", number)?,
                narrower: facts(row, 5, "adoption_difference", number)?,
            })
        })
        .collect::<Result<_, Error>>()?;
    let rows = tx.query(
        "SELECT ruling, outcome_then, outcome_now FROM adoption_changed WHERE version = $1 ORDER BY ruling",
        &[number.into()],
    )?;
    let changed = rows
        .iter()
        .map(|row| Ok(ChangedRuling { ruling: row.text(0)?, then: row.text(1)?, now: row.text(2)? }))
        .collect::<Result<_, Error>>()?;
    Ok(Examination { proofs, differences, changed })
}

fn facts(row: &Row, column: usize, table: &'static str, number: i64) -> Result<Option<Json>, Error> {
    let text = row.opt_text(column)?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| strange(table, "facts", number))).transpose()
}

fn strange(table: &'static str, column: &'static str, number: i64) -> Error {
    Error::Inconsistent { table, column, row: number.to_string() }
}

fn version(row: &Row) -> Result<PolicyVersion, Error> {
    let number = row.int(0)?;
    let odd = |column| strange(TABLE, column, number);
    let deed = |at: Option<Instant>, id: Option<String>, role: Option<String>, column| {
        let role = role.and_then(|role| serde_json::from_value::<Role>(role.into()).ok());
        match (at, id, role) {
            (Some(at), Some(id), Some(role)) => Ok(Deed { by: Actor { id, role }, at }),
            _ => Err(odd(column)),
        }
    };
    let advice = || {
        let opinion = row.opt_text(9)?.and_then(|name| Opinion::of(&name)).ok_or_else(|| odd("advice"))?;
        let text = row.opt_text(10)?.ok_or_else(|| odd("advice_text"))?;
        let deed = deed(row.opt_instant(11)?, row.opt_text(12)?, row.opt_text(13)?, "advised_by")?;
        Ok::<_, Error>(Advice { opinion, text, deed })
    };
    let resolution = || {
        let text = row.opt_text(14)?.ok_or_else(|| odd("decision_text"))?;
        let deed = deed(row.opt_instant(15)?, row.opt_text(16)?, row.opt_text(17)?, "decided_by")?;
        Ok::<_, Error>(Resolution { text, deed })
    };
    let stage = match row.text(5)?.as_str() {
        "first" => Stage::First,
        "draft" => Stage::Draft,
        "advised" => Stage::Advised(advice()?),
        "adopted" => {
            let day = row.opt_text(18)?.and_then(|day| day.parse::<Day>().ok());
            let in_force = day.ok_or_else(|| odd("in_force_day"))?;
            Stage::Adopted { advice: advice()?, resolution: resolution()?, in_force }
        }
        "rejected" => Stage::Rejected { advice: advice()?, resolution: resolution()? },
        _ => return Err(odd("stage")),
    };
    Ok(PolicyVersion {
        number,
        name: row.text(1)?,
        hash: row.text(2)?,
        note: row.text(3)?,
        base: row.opt_int(4)?,
        proposed: deed(Some(row.instant(6)?), Some(row.text(7)?), Some(row.text(8)?), "proposed_by")?,
        stage,
    })
}

/// Moment, id and role of a deed, in three columns from here; none when they are no such thing.
pub fn deed_in(row: &Row, first: usize) -> Option<Deed> {
    let role = serde_json::from_value::<Role>(row.text(first + 2).ok()?.into()).ok()?;
    Some(Deed { by: Actor { id: row.text(first + 1).ok()?, role }, at: row.instant(first).ok()? })
}
