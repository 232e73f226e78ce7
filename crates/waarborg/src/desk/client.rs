//! Clients: made, listed and revoked at the command line; known by their token in every call.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use ground::{Instant, Secret, hex};

use super::model::{Client, Scope, digest, fresh_secret};
use super::store;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// How long a client that was looked up is trusted, in milliseconds. A revocation by another process takes at most
/// this long to be felt; one by this process is felt at once.
const TRUST: i64 = 500;

/// More clients than this at once, and the memory starts anew.
const REMEMBERED: usize = 1024;

/// Clients looked up of late, by the hash of their token, with the moment.
#[derive(Default)]
struct Known(Mutex<HashMap<[u8; 32], (Instant, Client)>>);

impl Known {
    /// No code of others runs under this lock, so a poisoned one is still whole.
    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], (Instant, Client)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes a client. The token is shown this once and kept nowhere.
pub async fn create(
    house: &House,
    context: &Context,
    name: &str,
    scopes: Vec<Scope>,
) -> Result<(Client, Secret<String>), Error> {
    let name = checked_name(name)?;
    if scopes.is_empty() {
        return Err(Error::invalid(
            "scope",
            "at least one scope is needed",
            "kies ten minste één bevoegdheid",
        ));
    }
    let mut id = [0; 8];
    house.entropy.fill(&mut id);
    let token = fresh_secret(house.entropy.as_ref(), "wb_");
    let hash = digest(token.expose());
    let mut client = Client {
        id: format!("client-{}", hex::encode(&id)),
        name,
        scopes,
        created_at: house.clock.now(),
        revoked_at: None,
    };
    let context = context.clone();
    let client = house
        .db
        .write("desk.create_client", move |tx| {
            client.created_at = tx.now();
            store::insert_client(tx, &client, &hash)?;
            record_act(tx, &context, "client.create", &client.id, "ok")?;
            Ok(client)
        })
        .await?;
    Ok((client, token))
}

/// All clients, revoked ones too, in order of making.
pub async fn list(house: &House) -> Result<Vec<Client>, Error> {
    house.db.read("desk.list_clients", store::list_clients).await
}

/// Ends a client for good.
pub async fn revoke(house: &House, context: &Context, id: &str) -> Result<(), Error> {
    let (id, context) = (id.to_owned(), context.clone());
    let work = house.db.write("desk.revoke_client", move |tx| {
        if !store::revoke_client(tx, &id)? {
            return Err(Error::NotFound("client that is not revoked yet"));
        }
        record_act(tx, &context, "client.revoke", &id, "ok").map(drop)
    });
    work.await?;
    house.memo.of::<Known>().lock().clear();
    Ok(())
}

/// The client that brings this token. Unknown and revoked are not told apart.
pub async fn authenticate(house: &House, token: &str) -> Result<Client, Error> {
    let refused = || Error::Unauthenticated("the token is not known");
    let well_formed = token.strip_prefix("wb_").is_some_and(|digits| hex::decode::<32>(digits).is_some());
    if !well_formed {
        return Err(refused());
    }
    let hash = digest(token);
    let known = house.memo.of::<Known>();
    let now = house.clock.now();
    if let Some((seen, client)) = known.lock().get(&hash)
        // A clock that was set back must not keep a client alive.
        && (0..TRUST).contains(&(now.0 - seen.0))
    {
        return Ok(client.clone());
    }
    let found = house.db.read("desk.authenticate", move |tx| store::find_client_by_token(tx, &hash)).await?;
    let client = found.filter(|client| client.revoked_at.is_none()).ok_or_else(refused)?;
    let mut remembered = known.lock();
    if remembered.len() >= REMEMBERED {
        remembered.clear();
    }
    // Stamped with the moment before the look-up, so that the trust never counts from after a revocation.
    remembered.insert(hash, (now, client.clone()));
    Ok(client)
}

fn checked_name(name: &str) -> Result<String, Error> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Error::invalid(
            "name",
            "a name has 1 to 80 characters",
            "een naam heeft 1 tot 80 tekens",
        ));
    }
    Ok(name.to_owned())
}
