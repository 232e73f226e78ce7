//! Numbers that people call things by: `V-2026-00017`.

use super::Tx;
use crate::error::Error;

/// The next of the numbers that begin with `start` (`V-2026-`) in the column `number` of a table, filled up to `width` digits.
///
/// Not guaranteed: more than `width` digits hold. After `99999` the database refuses the next one, as it is unique.
pub fn next_number(tx: &mut Tx<'_>, table: &'static str, start: &str, width: usize) -> Result<String, Error> {
    let row = tx.query_one(
        &format!("SELECT COALESCE(max(number), '') FROM {table} WHERE number >= $1 AND number < $2"),
        &[start.into(), format!("{start}:").into()],
    )?;
    let last = row.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    let last: i64 = last.rsplit('-').next().and_then(|digits| digits.parse().ok()).unwrap_or(0);
    Ok(format!("{start}{:0width$}", last + 1))
}
