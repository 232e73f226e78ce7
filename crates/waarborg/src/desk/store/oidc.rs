//! Sign-ins at an identity provider that are under way, and the accounts that it knows.

use ground::Instant;

use crate::db::{Row, Tx, Value};
use crate::error::Error;

/// A sign-in at an identity provider that is under way.
pub(in crate::desk) struct StoredFlow {
    pub(in crate::desk) browser: [u8; 32],
    pub(in crate::desk) provider: String,
    pub(in crate::desk) nonce: String,
    pub(in crate::desk) verifier: String,
    pub(in crate::desk) back: String,
}

/// Begins one, and forgets those from before `oldest`.
pub(in crate::desk) fn insert_flow(
    tx: &mut Tx<'_>,
    state: &[u8; 32],
    flow: &StoredFlow,
    oldest: Instant,
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute("DELETE FROM desk_oidc WHERE created_at < $1", &[oldest.into()])?;
    tx.execute(
        "INSERT INTO desk_oidc (state_hash, browser_hash, provider, nonce, verifier, back, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        &[
            state.into(),
            (&flow.browser).into(),
            (&flow.provider).into(),
            (&flow.nonce).into(),
            (&flow.verifier).into(),
            (&flow.back).into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

/// Takes one that is not older than `oldest`: it can be taken once.
pub(in crate::desk) fn take_flow(
    tx: &mut Tx<'_>,
    state: &[u8; 32],
    oldest: Instant,
) -> Result<Option<StoredFlow>, Error> {
    let row = tx.query_one(
        "DELETE FROM desk_oidc WHERE state_hash = $1 AND created_at >= $2 \
         RETURNING browser_hash, provider, nonce, verifier, back",
        &[state.into(), oldest.into()],
    )?;
    row.map(|row| {
        Ok(StoredFlow {
            browser: fixed(&row, 0)?,
            provider: row.text(1)?,
            nonce: row.text(2)?,
            verifier: row.text(3)?,
            back: row.text(4)?,
        })
    })
    .transpose()
}

fn fixed(row: &Row, column: usize) -> Result<[u8; 32], Error> {
    let strange = |_| Error::Inconsistent { table: "desk_oidc", column: "browser_hash", row: String::new() };
    row.bytes(column)?.try_into().map_err(strange)
}

/// The account that an identity provider knows by this subject.
pub(in crate::desk) fn find_linked(
    tx: &mut Tx<'_>,
    issuer: &str,
    subject: &str,
) -> Result<Option<String>, Error> {
    let row = tx.query_one(
        "SELECT id FROM desk_account WHERE issuer = $1 AND subject = $2",
        &[issuer.into(), subject.into()],
    )?;
    row.map(|row| row.text(0)).transpose()
}

/// Links an account that is not linked yet; its id, if there was one.
pub(in crate::desk) fn link(
    tx: &mut Tx<'_>,
    login: &[u8; 32],
    issuer: &str,
    subject: &str,
) -> Result<Option<String>, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let row = tx.query_one(
        "UPDATE desk_account SET issuer = $1, subject = $2, updated_at = $3, updated_by = $4 \
         WHERE login_hash = $5 AND subject IS NULL AND active = 1 RETURNING id",
        &[issuer.into(), subject.into(), now, name, login.into()],
    )?;
    row.map(|row| row.text(0)).transpose()
}
