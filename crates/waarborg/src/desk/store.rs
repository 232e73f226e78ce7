//! Clients, accounts, charges and sessions in the database.

mod account;
mod charge;
mod oidc;
mod session;

pub(super) use account::*;
pub(super) use charge::*;
pub(super) use oidc::*;
pub(super) use session::*;

use super::model::{Client, Scope};
use crate::db::{Row, Tx};
use crate::error::Error;

pub(super) fn insert_client(tx: &mut Tx<'_>, client: &Client, token_hash: &[u8; 32]) -> Result<(), Error> {
    let scopes: Vec<&str> = client.scopes.iter().map(|scope| scope.as_str()).collect();
    let now = tx.now();
    let name = tx.name();
    tx.execute(
        "INSERT INTO desk_client (id, name, token_hash, scopes, revoked_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, NULL, $5, $5, $6)",
        &[
            (&client.id).into(),
            (&client.name).into(),
            token_hash.into(),
            scopes.join(" ").into(),
            now.into(),
            name.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn list_clients(tx: &mut Tx<'_>) -> Result<Vec<Client>, Error> {
    let rows = tx.query(
        "SELECT id, name, scopes, created_at, revoked_at FROM desk_client ORDER BY created_at, id",
        &[],
    )?;
    rows.iter().map(client).collect()
}

pub(super) fn find_client_by_token(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Client>, Error> {
    let row = tx.query_one(
        "SELECT id, name, scopes, created_at, revoked_at FROM desk_client WHERE token_hash = $1",
        &[hash.into()],
    )?;
    row.as_ref().map(client).transpose()
}

/// True when the client was there and had not been revoked before.
pub(super) fn revoke_client(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    let now = tx.now();
    let name = tx.name();
    let changed = tx.execute(
        "UPDATE desk_client SET revoked_at = $1, updated_at = $1, updated_by = $2 \
         WHERE id = $3 AND revoked_at IS NULL",
        &[now.into(), name.into(), id.into()],
    )?;
    Ok(changed == 1)
}

fn client(row: &Row) -> Result<Client, Error> {
    let id = row.text(0)?;
    let scopes: Result<Vec<Scope>, _> = row.text(2)?.split_whitespace().map(str::parse).collect();
    let scopes = scopes.map_err(|_| Error::Inconsistent {
        table: "desk_client",
        column: "scopes",
        row: id.clone(),
    })?;
    Ok(Client {
        id,
        name: row.text(1)?,
        scopes,
        created_at: row.instant(3)?,
        revoked_at: row.opt_instant(4)?,
    })
}
