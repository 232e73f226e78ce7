//! Tables of steps: what was done with something, in order, by whom. Rows are only added; a trigger refuses to change them.

use ground::Instant;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Row, Tx};
use crate::error::Error;

/// A table of steps with the columns `place`, `detail` (JSON), `at`, `actor` and `role`, beside those of every table.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    /// The table.
    pub table: &'static str,
    /// The column with what the steps are of.
    pub owner: &'static str,
    /// It has a column `step` too, which repeats the word for the step.
    pub worded: bool,
}

impl Steps {
    /// Writes a step down. `place` is its number, from 1; `deed` says when, by which account and in which role.
    pub fn add(
        &self,
        tx: &mut Tx<'_>,
        owner: &str,
        place: i64,
        step: &impl Serialize,
        (at, actor, role): (Instant, &str, &str),
    ) -> Result<(), Error> {
        let detail = serde_json::to_value(step).map_err(Error::internal)?;
        let word = detail.get("step").and_then(serde_json::Value::as_str).unwrap_or_default();
        let (column, value) = if self.worded { (", step", ", $9") } else { ("", "") };
        let sql = format!(
            "INSERT INTO {} ({}, place, detail, at, actor, role, created_at, updated_at, updated_by{column}) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8{value})",
            self.table, self.owner
        );
        let mut values = vec![
            owner.into(),
            place.into(),
            detail.to_string().into(),
            at.into(),
            actor.into(),
            role.into(),
            tx.now().into(),
            tx.name().into(),
        ];
        values.extend(self.worded.then(|| word.into()));
        tx.execute(&sql, &values).map(drop)
    }

    /// The steps of something, in order, each with its row: moment, account and role stand in it from column 1.
    pub fn of<S: DeserializeOwned>(&self, tx: &mut Tx<'_>, owner: &str) -> Result<Vec<(S, Row)>, Error> {
        let Self { table, owner: column, .. } = self;
        let sql = format!("SELECT detail, at, actor, role FROM {table} WHERE {column} = $1 ORDER BY place");
        let read = |row: Row| {
            let step = serde_json::from_str(&row.text(0)?);
            Ok((step.map_err(|_| Error::inconsistent(self.table, "detail", owner))?, row))
        };
        tx.query(&sql, &[owner.into()])?.into_iter().map(read).collect()
    }
}
