//! Accounts, with what they acknowledged. Names are sealed; nothing here opens them.

use ground::{Instant, Role};
use seal::WrappedKey;

use super::super::model::AccountKind;
use crate::db::{Row, Tx, Value};
use crate::error::Error;

const TABLE: &str = "desk_account";

/// An account as it is kept.
pub(in crate::desk) struct StoredAccount {
    pub(in crate::desk) id: String,
    pub(in crate::desk) kind: AccountKind,
    pub(in crate::desk) role: Role,
    pub(in crate::desk) department: String,
    pub(in crate::desk) task: String,
    pub(in crate::desk) active: bool,
    pub(in crate::desk) key: WrappedKey,
    pub(in crate::desk) name: Vec<u8>,
    pub(in crate::desk) instructed: bool,
    pub(in crate::desk) secrecy: bool,
}

/// What a sign-in with a password needs.
pub(in crate::desk) struct Lock {
    pub(in crate::desk) id: String,
    pub(in crate::desk) active: bool,
    pub(in crate::desk) password: Option<String>,
    pub(in crate::desk) totp: Option<Vec<u8>>,
    pub(in crate::desk) totp_step: i64,
    pub(in crate::desk) key: WrappedKey,
}

const COLUMNS: &str = "a.id, a.kind, a.role, a.department, a.task, a.active, a.master, a.wrapped, a.name, \
     (SELECT count(*) FROM desk_instruction i WHERE i.account = a.id AND i.version = $1), \
     (SELECT count(*) FROM desk_secrecy s WHERE s.account = a.id)";

/// A new account, with its keyed hash of the e-mail address and its sealed values.
pub(in crate::desk) fn insert(
    tx: &mut Tx<'_>,
    account: &StoredAccount,
    login: &[u8; 32],
    email: &[u8],
) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "INSERT INTO desk_account (id, kind, role, department, task, active, login_hash, totp_step, master, wrapped, \
         name, email, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $12, $12, $13)",
        &[
            (&account.id).into(),
            account.kind.as_str().into(),
            account.role.as_str().into(),
            (&account.department).into(),
            (&account.task).into(),
            account.active.into(),
            login.into(),
            (&account.key.master).into(),
            account.key.bytes.as_slice().into(),
            account.name.as_slice().into(),
            email.into(),
            now,
            name,
        ],
    )?;
    Ok(())
}

pub(in crate::desk) fn account_exists(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    Ok(tx.query_one("SELECT 1 FROM desk_account WHERE id = $1", &[id.into()])?.is_some())
}

pub(in crate::desk) fn login_exists(tx: &mut Tx<'_>, login: &[u8; 32]) -> Result<bool, Error> {
    Ok(tx.query_one("SELECT 1 FROM desk_account WHERE login_hash = $1", &[login.into()])?.is_some())
}

pub(in crate::desk) fn find_account(
    tx: &mut Tx<'_>,
    id: &str,
    instruction: i64,
) -> Result<Option<StoredAccount>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM desk_account a WHERE a.id = $2");
    tx.query_one(&sql, &[instruction.into(), id.into()])?.as_ref().map(stored).transpose()
}

pub(in crate::desk) fn list_accounts(tx: &mut Tx<'_>, instruction: i64) -> Result<Vec<StoredAccount>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM desk_account a ORDER BY a.created_at, a.id");
    tx.query(&sql, &[instruction.into()])?.iter().map(stored).collect()
}

/// True when it was active before.
pub(in crate::desk) fn disable(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE desk_account SET active = 0, password = NULL, invitation = NULL, updated_at = $1, updated_by = $2 \
         WHERE id = $3 AND active = 1",
        &[now, name, id.into()],
    )?;
    Ok(changed == 1)
}

/// Opens an invitation, in place of an earlier one; false when there is no such active account.
pub(in crate::desk) fn set_invitation(
    tx: &mut Tx<'_>,
    id: &str,
    hash: &[u8; 32],
    until: Instant,
) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE desk_account SET invitation = $1, invited_until = $2, updated_at = $3, updated_by = $4 \
         WHERE id = $5 AND active = 1",
        &[hash.into(), until.into(), now, name, id.into()],
    )?;
    Ok(changed == 1)
}

/// The account that an open invitation is for.
pub(in crate::desk) fn find_invited(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Lock>, Error> {
    let now = tx.now();
    let row = tx.query_one(
        "SELECT id, active, password, totp, totp_step, master, wrapped FROM desk_account \
         WHERE invitation = $1 AND invited_until > $2 AND active = 1",
        &[hash.into(), now.into()],
    )?;
    row.as_ref().map(lock).transpose()
}

pub(in crate::desk) fn find_lock(tx: &mut Tx<'_>, login: &[u8; 32]) -> Result<Option<Lock>, Error> {
    let row = tx.query_one(
        "SELECT id, active, password, totp, totp_step, master, wrapped FROM desk_account WHERE login_hash = $1",
        &[login.into()],
    )?;
    row.as_ref().map(lock).transpose()
}

/// Takes the invitation, with what signs the account in from now on. False when another was first.
pub(in crate::desk) fn take_invitation(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    password: &str,
    totp: &[u8],
    step: i64,
) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE desk_account SET password = $1, totp = $2, totp_step = $3, invitation = NULL, invited_until = NULL, \
         updated_at = $4, updated_by = $5 WHERE invitation = $6 AND invited_until > $4 AND active = 1",
        &[password.into(), totp.into(), step.into(), now, name, hash.into()],
    )?;
    Ok(changed == 1)
}

/// Marks a code as used; false when it, or a later one, was used before.
pub(in crate::desk) fn use_step(tx: &mut Tx<'_>, id: &str, step: i64) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "UPDATE desk_account SET totp_step = $1, updated_at = $2, updated_by = $3 \
         WHERE id = $4 AND active = 1 AND totp_step < $1",
        &[step.into(), now, name, id.into()],
    )?;
    Ok(changed == 1)
}

/// Whose keys another master key than `master` wraps; at most `limit`.
pub(in crate::desk) fn wrapped_by_others(
    tx: &mut Tx<'_>,
    master: &str,
    limit: i64,
) -> Result<Vec<(String, WrappedKey)>, Error> {
    let rows = tx.query(
        "SELECT id, master, wrapped FROM desk_account WHERE master <> $1 ORDER BY id LIMIT $2",
        &[master.into(), limit.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, WrappedKey { master: row.text(1)?, bytes: row.bytes(2)? })))
        .collect()
}

pub(in crate::desk) fn set_wrapped(tx: &mut Tx<'_>, id: &str, key: &WrappedKey) -> Result<(), Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    tx.execute(
        "UPDATE desk_account SET master = $1, wrapped = $2, updated_at = $3, updated_by = $4 WHERE id = $5",
        &[(&key.master).into(), key.bytes.as_slice().into(), now, name, id.into()],
    )?;
    Ok(())
}

pub(in crate::desk) fn acknowledge(tx: &mut Tx<'_>, account: &str, version: i64) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "INSERT INTO desk_instruction (account, version, acknowledged_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $3, $3, $3, $4) ON CONFLICT DO NOTHING",
        &[account.into(), version.into(), now, name],
    )?;
    Ok(changed == 1)
}

pub(in crate::desk) fn promise_secrecy(tx: &mut Tx<'_>, account: &str) -> Result<bool, Error> {
    let (now, name) = (Value::from(tx.now()), Value::from(tx.name()));
    let changed = tx.execute(
        "INSERT INTO desk_secrecy (account, signed_at, created_at, updated_at, updated_by) \
         VALUES ($1, $2, $2, $2, $3) ON CONFLICT DO NOTHING",
        &[account.into(), now, name],
    )?;
    Ok(changed == 1)
}

fn lock(row: &Row) -> Result<Lock, Error> {
    Ok(Lock {
        id: row.text(0)?,
        active: row.int(1)? == 1,
        password: row.opt_text(2)?,
        totp: row.opt_bytes(3)?,
        totp_step: row.int(4)?,
        key: WrappedKey { master: row.text(5)?, bytes: row.bytes(6)? },
    })
}

fn stored(row: &Row) -> Result<StoredAccount, Error> {
    let id = row.text(0)?;
    let strange = |column| Error::Inconsistent { table: TABLE, column, row: id.clone() };
    Ok(StoredAccount {
        kind: AccountKind::of(&row.text(1)?).ok_or_else(|| strange("kind"))?,
        role: Role::of(&row.text(2)?).ok_or_else(|| strange("role"))?,
        department: row.text(3)?,
        task: row.text(4)?,
        active: row.int(5)? == 1,
        key: WrappedKey { master: row.text(6)?, bytes: row.bytes(7)? },
        name: row.bytes(8)?,
        instructed: row.int(9)? > 0,
        secrecy: row.int(10)? > 0,
        id,
    })
}
