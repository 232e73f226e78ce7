//! Sessions: begun by signing in, ended by signing out or by time.

use ground::{Bsn, Instant, Secret, hex};

use super::account::{INSTRUCTION, opened};
use super::demo;
use super::model::{Person, Resident, Session, digest, fresh_secret};
use super::store;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// Without a request for this long, a session ends: half an hour.
pub(super) const IDLE: i64 = 30 * 60 * 1000;

/// However busy, a session ends after a working day: ten hours.
pub(super) const LONGEST: i64 = 10 * 60 * 60 * 1000;

/// The last request is kept to this precision, so that reading a page is not a write each time.
const PRECISION: i64 = 60 * 1000;

/// Begins a session as a fictional person of the demo and ends the one that the browser came with: nobody else can
/// know the new value. Answers the value for the cookie.
pub async fn sign_in(
    house: &House,
    person_id: &str,
    previous: Option<&str>,
) -> Result<(Session, Secret<String>), Error> {
    if !house.config.demo {
        return Err(Error::Forbidden("desk.choose_person"));
    }
    demo::ensure(house).await?;
    let person = if let Some(bsn) = demo::resident(person_id) {
        Person::Resident(resident(house, &bsn))
    } else {
        let id = person_id.to_owned();
        let found = house.db.read("desk.find", move |tx| store::find_account(tx, &id, INSTRUCTION)).await?;
        let found = found.filter(|account| account.active && demo::is_fiction(&account.id));
        Person::Staff(opened(&house.masters, found.ok_or(Error::NotFound("person"))?)?)
    };
    begin(house, person, previous, |_| Ok(())).await
}

/// A resident, of whom nothing is kept but the keyed hash of the BSN.
pub(super) fn resident(house: &House, bsn: &Bsn) -> Resident {
    Resident { lookup: house.keys.lookup("bsn", bsn.expose()) }
}

/// Begins a session for someone who showed who they are. `proof` uses up what they showed, in the same transaction.
pub(super) async fn begin<F>(
    house: &House,
    person: Person,
    previous: Option<&str>,
    proof: F,
) -> Result<(Session, Secret<String>), Error>
where
    F: FnOnce(&mut Tx<'_>) -> Result<(), Error> + Send + 'static,
{
    let secret = fresh_secret(house.entropy.as_ref(), "");
    let hash = digest(secret.expose());
    let previous = previous.map(digest);
    // Signing in and out are acts of the person themselves, each in a trace of its own.
    let context = Context::begin(house, person.actor());
    let lookup = if let Person::Resident(resident) = &person { Some(resident.lookup) } else { None };
    let work = move |tx: &mut Tx<'_>| {
        proof(tx)?;
        if let Some(previous) = previous {
            store::delete_session(tx, &previous)?;
        }
        let now = tx.now();
        store::delete_old_sessions(tx, Instant(now.0 - LONGEST), Instant(now.0 - IDLE))?;
        store::insert_session(tx, &hash, &context.actor.id, lookup.as_ref())?;
        record_act(tx, &context, "session.begin", &context.actor.id, "ok")
    };
    house.db.write("desk.sign_in", work).await?;
    Ok((Session { person, key: hex::encode(&hash) }, secret))
}

/// Ends the session behind this cookie value, if there is one.
pub async fn sign_out(house: &House, secret: &str) -> Result<(), Error> {
    let Some(session) = who(house, secret).await? else { return Ok(()) };
    let hash = digest(secret);
    let context = Context::begin(house, session.person.actor());
    let work = house.db.write("desk.sign_out", move |tx| {
        if store::delete_session(tx, &hash)? {
            record_act(tx, &context, "session.end", &context.actor.id, "ok")?;
        }
        Ok(())
    });
    work.await
}

/// Ends all sessions of whoever acts, in the transaction of their form. How many there were.
pub fn sign_out_everywhere(tx: &mut Tx<'_>, context: &Context) -> Result<u64, Error> {
    let ended = store::delete_sessions_of(tx, &context.actor.id)?;
    record_act(tx, context, "session.end_all", &context.actor.id, &ended.to_string())?;
    Ok(ended)
}

/// Begin and last use of the sessions of a person that are alive.
pub async fn sessions_of(house: &House, person: &str) -> Result<Vec<(Instant, Instant)>, Error> {
    let person = person.to_owned();
    let stored = house.db.read("desk.sessions_of", move |tx| store::sessions_of(tx, &person)).await?;
    let now = house.clock.now();
    let alive = stored.into_iter().filter(|it| is_alive(now, it.started_at, it.seen_at));
    Ok(alive.map(|it| (it.started_at, it.seen_at)).collect())
}

/// Whose session this cookie value is; `None` when it is not known, or over, or the account was disabled.
pub async fn who(house: &House, secret: &str) -> Result<Option<Session>, Error> {
    if hex::decode::<32>(secret).is_none() {
        return Ok(None);
    }
    let hash = digest(secret);
    let read = move |tx: &mut Tx<'_>| {
        let Some(session) = store::find_session(tx, &hash)? else { return Ok(None) };
        let account = match session.resident {
            Some(_) => None,
            None => store::find_account(tx, &session.person_id, INSTRUCTION)?,
        };
        Ok(Some((session, account)))
    };
    let found = house.db.read("desk.who", read).await?;
    let now = house.clock.now();
    let Some((stored, account)) = found.filter(|(it, _)| is_alive(now, it.started_at, it.seen_at)) else {
        return Ok(None);
    };
    let person = match (stored.resident, account.filter(|account| account.active)) {
        (Some(lookup), _) => {
            let strange = |_| Error::Inconsistent {
                table: "desk_session",
                column: "resident",
                row: stored.person_id.clone(),
            };
            Person::Resident(Resident { lookup: lookup.try_into().map_err(strange)? })
        }
        // Fictional people are let in without showing anything, so they must not outlive the demo.
        (None, Some(account)) if demo::is_fiction(&account.id) && !house.config.demo => return Ok(None),
        (None, Some(account)) => Person::Staff(opened(&house.masters, account)?),
        (None, None) => return Ok(None),
    };
    if now.0 - stored.seen_at.0 >= PRECISION {
        house.db.write("desk.touch_session", move |tx| store::touch_session(tx, &hash)).await?;
    }
    Ok(Some(Session { person, key: hex::encode(&hash) }))
}

fn is_alive(now: Instant, started: Instant, seen: Instant) -> bool {
    now.0 - started.0 < LONGEST && now.0 - seen.0 < IDLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_by_idleness_and_by_the_day() {
        let at = Instant;
        assert!(is_alive(at(IDLE - 1), at(0), at(0)));
        assert!(!is_alive(at(IDLE), at(0), at(0)));
        assert!(is_alive(at(LONGEST - 1), at(0), at(LONGEST - 2)));
        assert!(!is_alive(at(LONGEST), at(0), at(LONGEST - 1)));
    }
}
