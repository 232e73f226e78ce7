//! The forms that were sent, so that none is sent twice.

use ground::Instant;

use crate::db::{Tx, Value};
use crate::error::Error;

/// Keeps the nonce of a form; false when it was there already. Forgets those too old to be accepted anyway.
pub(super) fn spend(tx: &mut Tx<'_>, nonce: &str, oldest: Instant) -> Result<bool, Error> {
    tx.execute("DELETE FROM web_spent_form WHERE spent_at < $1", &[Value::from(oldest)])?;
    let now = Value::from(tx.now());
    let name = Value::from(tx.name());
    let added = tx.execute(
        "INSERT INTO web_spent_form (nonce, spent_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $2, $2, $3) ON CONFLICT DO NOTHING",
        &[Value::from(nonce), now, name],
    )?;
    Ok(added == 1)
}
