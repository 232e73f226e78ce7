//! Going through rulings to count them. Only counts leave, about nobody, so this reading is not itself recorded.

use ground::Instant;
use serde_json::Value;

use super::model::Kind;
use super::read::parse;
use super::store;
use crate::error::Error;
use crate::house::House;

/// What the rulings of a stretch of the journal are, without who or what they were about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// The place after the last entry that was looked at.
    pub next: i64,
    /// Of each ruling: its outcome, such as `REFUSED`, and the statements that carry it.
    pub rulings: Vec<(String, Vec<String>)>,
}

/// The first entry that was written at this moment or later. Entries stand in order of time.
pub async fn first_since(house: &House, moment: Instant) -> Result<i64, Error> {
    let work = move |tx: &mut crate::db::Tx<'_>| {
        let (mut low, mut high) = (0, store::number(store::head(tx)?.size())?);
        while low < high {
            let middle = low + (high - low) / 2;
            let earlier = store::find_entry(tx, middle)?.is_some_and(|entry| entry.written_at < moment.0);
            if earlier { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    };
    house.db.read("journal.first_since", work).await
}

/// The rulings among at most `most` entries from a place on. A record that cannot be read is left out: finding those is
/// what `verify` is for.
pub async fn count_rulings(house: &House, from: i64, most: i64) -> Result<Counted, Error> {
    let work = move |tx: &mut crate::db::Tx<'_>| {
        let next = store::number(store::head(tx)?.size())?.min(from.saturating_add(most));
        let entries = store::entries(tx, from, next)?;
        let decisions = entries.iter().filter(|entry| entry.kind == Kind::Decision.as_str());
        let rulings = decisions.filter_map(|entry| ruling(&parse(&entry.body, "").ok()?)).collect();
        Ok(Counted { next, rulings })
    };
    house.db.read("journal.count_rulings", work).await
}

fn ruling(body: &Value) -> Option<(String, Vec<String>)> {
    let ruling = body.pointer("/body/waarborg.ruling")?;
    let outcome = ruling.get("outcome")?.as_str()?;
    let norms = ruling.get("reasons")?.as_array()?.iter().filter_map(|reason| reason.get("norm")?.as_str());
    Some((outcome.to_owned(), norms.map(str::to_owned).collect()))
}
