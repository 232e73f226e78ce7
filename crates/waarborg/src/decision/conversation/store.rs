//! Conversations that have not ended, each for the one who began it.

use ground::Instant;

use super::model::{Conversation, State};
use crate::db::{Row, Tx};
use crate::error::Error;

const TABLE: &str = "decision_conversation";

pub(super) fn insert(tx: &mut Tx<'_>, conversation: &Conversation, expires_at: Instant) -> Result<(), Error> {
    let (now, name) = (tx.now(), tx.name());
    tx.execute(
        "INSERT INTO decision_conversation (id, owner, state, expires_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            conversation.id.as_str().into(),
            conversation.owner.as_str().into(),
            text(&conversation.state)?.into(),
            expires_at.into(),
            now.into(),
            now.into(),
            name.into(),
        ],
    )?;
    Ok(())
}

/// The conversation, if it is this person's and not over time.
pub(super) fn find(tx: &mut Tx<'_>, id: &str, owner: &str) -> Result<Option<Conversation>, Error> {
    let now = tx.now();
    let row = tx.query_one(
        "SELECT id, owner, state, ruling FROM decision_conversation WHERE id = $1 AND owner = $2 AND expires_at > $3",
        &[id.into(), owner.into(), now.into()],
    )?;
    row.map(|row| read(&row)).transpose()
}

/// The last conversations of this person that have not ended, newest first.
pub(super) fn list_open(tx: &mut Tx<'_>, owner: &str) -> Result<Vec<Conversation>, Error> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT id, owner, state, ruling FROM decision_conversation \
         WHERE owner = $1 AND ruling IS NULL AND expires_at > $2 ORDER BY updated_at DESC, id LIMIT 3",
        &[owner.into(), now.into()],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn update(tx: &mut Tx<'_>, conversation: &Conversation, expires_at: Instant) -> Result<(), Error> {
    let (now, name) = (tx.now(), tx.name());
    tx.execute(
        "UPDATE decision_conversation SET state = $1, expires_at = $2, updated_at = $3, updated_by = $4 \
         WHERE id = $5 AND owner = $6 AND ruling IS NULL",
        &[
            text(&conversation.state)?.into(),
            expires_at.into(),
            now.into(),
            name.into(),
            conversation.id.as_str().into(),
            conversation.owner.as_str().into(),
        ],
    )?;
    Ok(())
}

/// The conversation has ended in a ruling: what was said stands there, and is not kept twice.
pub(super) fn close(tx: &mut Tx<'_>, id: &str, ruling: &str) -> Result<(), Error> {
    let (now, name) = (tx.now(), tx.name());
    tx.execute(
        "UPDATE decision_conversation SET ruling = $1, state = $2, updated_at = $3, updated_by = $4 WHERE id = $5",
        &[ruling.into(), text(&State::default())?.into(), now.into(), name.into(), id.into()],
    )?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, id: &str, owner: &str) -> Result<(), Error> {
    tx.execute("DELETE FROM decision_conversation WHERE id = $1 AND owner = $2", &[id.into(), owner.into()])?;
    Ok(())
}

pub(super) fn delete_expired(tx: &mut Tx<'_>) -> Result<(), Error> {
    let now = tx.now();
    tx.execute("DELETE FROM decision_conversation WHERE expires_at <= $1", &[now.into()])?;
    Ok(())
}

fn text(state: &State) -> Result<String, Error> {
    serde_json::to_string(state).map_err(Error::internal)
}

fn read(row: &Row) -> Result<Conversation, Error> {
    let id = row.text(0)?;
    let state = serde_json::from_str(&row.text(2)?).map_err(|_| Error::Inconsistent {
        table: TABLE,
        column: "state",
        row: id.clone(),
    })?;
    Ok(Conversation { owner: row.text(1)?, state, ruling: row.opt_text(3)?, id })
}
