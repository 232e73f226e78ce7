//! Accounts: made, invited and disabled at the command line; their names sealed under a key of their own.

use std::collections::HashMap;
use std::sync::Arc;

use ground::{Instant, Role, Secret, hex};
use seal::{Place, Ring, SealError, Sealed, SubjectKey, WrappedKey};
use sha2::{Digest as _, Sha256};

use super::model::{Account, AccountKind, fresh_secret};
use super::store::{self, StoredAccount};
use crate::db::Tx;
use crate::error::Error;
use crate::house::{House, Keys, Masters};
use crate::journal::{Context, record_act};

/// The version of the instruction's text. A higher number asks everyone again.
pub const INSTRUCTION: i64 = 1;

/// How long an invitation may be used, in milliseconds: three days.
const INVITED: i64 = 3 * 24 * 60 * 60 * 1000;

/// What is needed to make an account.
#[derive(Clone)]
pub struct NewAccount {
    /// Employed, volunteer, partner.
    pub kind: AccountKind,
    /// The role in which they will act.
    pub role: Role,
    /// Where they work, by its name in the register. May be empty.
    pub department: String,
    /// What they do.
    pub task: String,
    /// Shown on screen.
    pub name: Secret<String>,
    /// By which they sign in.
    pub email: Secret<String>,
}

/// Makes an account, with an invitation. The secret of the invitation is shown this once and kept nowhere.
pub async fn create_account(
    house: &House,
    context: &Context,
    new: NewAccount,
) -> Result<(String, Secret<String>), Error> {
    let new = checked(new)?;
    let mut chance = [0; 8];
    house.entropy.fill(&mut chance);
    let id = format!("account-{}", hex::encode(&chance));
    let (account, email) = sealed(house, &id, &new)?;
    let login = login_of(&house.keys, new.email.expose());
    let secret = fresh_secret(house.entropy.as_ref(), "");
    let (hash, context, own) = (invitation_hash(&secret), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        if store::login_exists(tx, &login)? {
            return Err(Error::invalid(
                "e-mail",
                "this address has an account",
                "Dit adres heeft al een account.",
            ));
        }
        store::insert(tx, &account, &login, &email)?;
        let until = Instant(tx.now().0 + INVITED);
        store::set_invitation(tx, &account.id, &hash, until)?;
        record_act(tx, &context, "account.create", &account.id, account.role.as_str()).map(drop)
    };
    house.db.write("desk.create_account", work).await?;
    Ok((own, secret))
}

/// Opens a new invitation for an account; an earlier one no longer works. The old password works until it is taken.
pub async fn invite(house: &House, context: &Context, id: &str) -> Result<Secret<String>, Error> {
    let secret = fresh_secret(house.entropy.as_ref(), "");
    let (hash, context, id) = (invitation_hash(&secret), context.clone(), id.to_owned());
    let work = move |tx: &mut Tx<'_>| {
        let until = Instant(tx.now().0 + INVITED);
        if !store::set_invitation(tx, &id, &hash, until)? {
            return Err(Error::NotFound("account that is active"));
        }
        record_act(tx, &context, "account.invite", &id, "ok").map(drop)
    };
    house.db.write("desk.invite", work).await?;
    Ok(secret)
}

/// Ends an account and its sessions. What it did stays in the journal.
pub async fn disable_account(house: &House, context: &Context, id: &str) -> Result<(), Error> {
    let (context, id) = (context.clone(), id.to_owned());
    let work = move |tx: &mut Tx<'_>| {
        if !store::disable(tx, &id)? {
            return Err(Error::NotFound("account that is active"));
        }
        store::delete_sessions_of(tx, &id)?;
        record_act(tx, &context, "account.disable", &id, "ok").map(drop)
    };
    house.db.write("desk.disable_account", work).await
}

/// All accounts in order of making, with their names.
pub async fn accounts(house: &House) -> Result<Vec<Account>, Error> {
    let stored = house.db.read("desk.accounts", |tx| store::list_accounts(tx, INSTRUCTION)).await?;
    stored.into_iter().map(|account| opened(&house.masters, account)).collect()
}

/// The name of someone who works here, for a screen; none when there is no such account.
pub async fn name_of(house: &House, id: &str) -> Result<Option<Secret<String>>, Error> {
    let id = id.to_owned();
    let found = house.db.read("desk.name_of", move |tx| store::find_account(tx, &id, INSTRUCTION)).await?;
    found.map(|account| Ok(opened(&house.masters, account)?.name)).transpose()
}

/// The names of colleagues, by account, for a screen. Who has no account any more is not among them.
pub async fn names_of(house: &House, ids: Vec<String>) -> Result<HashMap<String, Secret<String>>, Error> {
    let work = move |tx: &mut Tx<'_>| {
        let mut found = HashMap::new();
        for id in ids {
            if !found.contains_key(&id)
                && let Some(account) = store::find_account(tx, &id, INSTRUCTION)?
            {
                found.insert(id, account);
            }
        }
        Ok(found)
    };
    let found = house.db.read("desk.names_of", work).await?;
    found.into_iter().map(|(id, account)| Ok((id, opened(&house.masters, account)?.name))).collect()
}

/// The department of someone who works here, by its name in the register.
pub fn department(tx: &mut Tx<'_>, id: &str) -> Result<Option<String>, Error> {
    Ok(store::find_account(tx, id, INSTRUCTION)?.filter(|it| it.active).map(|account| account.department))
}

/// The role of someone who works here.
pub fn role(tx: &mut Tx<'_>, id: &str) -> Result<Option<Role>, Error> {
    Ok(store::find_account(tx, id, INSTRUCTION)?.filter(|it| it.active).map(|account| account.role))
}

/// Whether someone works here, and did what is asked of everyone before seeing data (6.1-3, 6.5-2, 6.7-4).
pub(super) fn is_ready(tx: &mut Tx<'_>, id: &str) -> Result<bool, Error> {
    Ok(store::find_account(tx, id, INSTRUCTION)?.is_some_and(|account| {
        let secrecy = account.secrecy || account.kind != AccountKind::Volunteer;
        account.active && account.instructed && secrecy
    }))
}

/// The person read the instruction as it now is; a volunteer promised secrecy in writing as well.
pub fn acknowledge(tx: &mut Tx<'_>, context: &Context, secrecy: bool) -> Result<(), Error> {
    let id = context.actor.id.as_str();
    if store::acknowledge(tx, id, INSTRUCTION)? {
        record_act(tx, context, "instruction.acknowledge", id, &format!("version:{INSTRUCTION}"))?;
    }
    if secrecy && store::promise_secrecy(tx, id)? {
        record_act(tx, context, "secrecy.promise", id, "ok")?;
    }
    Ok(())
}

/// How many keys are wrapped anew in one transaction.
const BATCH: i64 = 500;

/// Wraps the keys of accounts anew with the master key in use, some at a time. Stopped halfway, the next call goes on.
/// Answers how many there were.
pub fn rotate_accounts(house: &Arc<House>, context: &Context) -> Result<usize, Error> {
    let ring = house.masters.ring();
    let mut all = 0;
    loop {
        let (own, ring, context) = (house.clone(), ring.clone(), context.clone());
        let work = move |tx: &mut Tx<'_>| {
            let done = rewrap(tx, &own, &ring, BATCH)?;
            if done > 0 {
                record_act(tx, &context, "account.rotate", ring.current(), &done.to_string())?;
            }
            Ok(done)
        };
        let done = house.db.write_blocking("desk.rotate_accounts", work)?;
        all += done;
        if done == 0 {
            return Ok(all);
        }
    }
}

/// At most `limit` of them.
pub(super) fn rewrap(tx: &mut Tx<'_>, house: &House, ring: &Ring, limit: i64) -> Result<usize, Error> {
    let old = store::wrapped_by_others(tx, ring.current(), limit)?;
    for (id, wrapped) in &old {
        let key = unwrap(&house.masters, wrapped, id)?;
        store::set_wrapped(tx, id, &ring.wrap(&key, id, house.entropy.as_ref()).map_err(Error::internal)?)?;
    }
    Ok(old.len())
}

/// An account with its name in clear, for a screen.
pub(super) fn opened(masters: &Masters, stored: StoredAccount) -> Result<Account, Error> {
    let key = unwrap(masters, &stored.key, &stored.id)?;
    let name = Sealed::<String>::from_stored(stored.name);
    let name = name.open(&key, &place("name", &stored.id)).map_err(|error| broken(&stored.id, error))?;
    Ok(Account {
        name: Secret::new(name.reveal().clone()),
        id: stored.id,
        kind: stored.kind,
        role: stored.role,
        department: stored.department,
        task: stored.task,
        active: stored.active,
        instructed: stored.instructed,
        secrecy: stored.secrecy,
    })
}

/// The key of an account.
pub(super) fn unwrap(masters: &Masters, wrapped: &WrappedKey, id: &str) -> Result<SubjectKey, Error> {
    // Says which master key is missing, never key material.
    masters.unwrap(wrapped, id).map_err(Error::internal)
}

pub(super) fn place<'a>(column: &'a str, row: &'a str) -> Place<'a> {
    Place { table: "desk_account", column, row }
}

pub(super) fn broken(id: &str, _error: SealError) -> Error {
    Error::Inconsistent { table: "desk_account", column: "sealed values", row: id.to_owned() }
}

/// An account as it will be kept, and its sealed e-mail address.
pub(super) fn sealed(house: &House, id: &str, new: &NewAccount) -> Result<(StoredAccount, Vec<u8>), Error> {
    let entropy = house.entropy.as_ref();
    let key = SubjectKey::generate(entropy);
    let seal = |value: &Secret<String>, column| {
        let sealed = Sealed::new(value.expose(), &key, &place(column, id), entropy);
        sealed.map(|sealed| sealed.stored().to_vec()).map_err(|error| broken(id, error))
    };
    let account = StoredAccount {
        id: id.to_owned(),
        kind: new.kind,
        role: new.role,
        department: new.department.clone(),
        task: new.task.clone(),
        active: true,
        key: house.masters.wrap(&key, id, entropy).map_err(Error::internal)?,
        name: seal(&new.name, "name")?,
        instructed: false,
        secrecy: false,
    };
    Ok((account, seal(&new.email, "email")?))
}

/// By what an account is found when someone types an e-mail address.
pub(super) fn login_of(keys: &Keys, email: &str) -> [u8; 32] {
    keys.lookup("account-email", &email.trim().to_lowercase())
}

/// Under what an invitation is kept. Its secret is 256 random bits.
pub(super) fn invitation_hash(secret: &Secret<String>) -> [u8; 32] {
    Sha256::digest(secret.expose().as_bytes()).into()
}

fn checked(new: NewAccount) -> Result<NewAccount, Error> {
    let fits =
        |text: &str, longest: usize| text.chars().count() <= longest && !text.chars().any(char::is_control);
    let name = new.name.expose().trim().to_owned();
    let email = new.email.expose().trim().to_owned();
    if name.is_empty() || !fits(&name, 120) {
        return Err(Error::invalid(
            "name",
            "a name has 1 to 120 characters",
            "Een naam heeft 1 tot 120 tekens.",
        ));
    }
    let at = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty());
    if !at || !fits(&email, 254) || email.contains(char::is_whitespace) {
        return Err(Error::invalid("e-mail", "not an e-mail address", "Dit is geen e-mailadres."));
    }
    if !fits(&new.department, 120) || !fits(&new.task, 200) {
        return Err(Error::invalid(
            "task",
            "department or task is too long",
            "De afdeling of taak is te lang.",
        ));
    }
    if matches!(new.role, Role::Resident | Role::System | Role::Operator) {
        return Err(Error::invalid(
            "role",
            "nobody works here in this role",
            "In deze rol werkt hier niemand.",
        ));
    }
    Ok(NewAccount { name: Secret::new(name), email: Secret::new(email), ..new })
}
