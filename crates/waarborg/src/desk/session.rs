//! Sessions: begun by choosing a fictional person, ended by signing out or by time.

use ground::{Instant, Secret, hex};

use super::model::{Person, Session, digest, fresh_secret};
use super::people::person;
use super::store;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// Without a request for this long, a session ends: half an hour.
pub(super) const IDLE: i64 = 30 * 60 * 1000;

/// However busy, a session ends after a working day: ten hours.
pub(super) const LONGEST: i64 = 10 * 60 * 60 * 1000;

/// The last request is kept to this precision, so that reading a page is not a write each time.
const PRECISION: i64 = 60 * 1000;

/// Why there is no sign-in without the demo.
pub(super) const NO_ACCOUNTS: &str = "accounts do not exist yet";

/// Begins a session as a fictional person and ends the one that the browser came with: nobody else can know the
/// new value. Answers the value for the cookie.
pub async fn sign_in(
    house: &House,
    person_id: &str,
    previous: Option<&str>,
) -> Result<(Session, Secret<String>), Error> {
    if !house.config.demo {
        return Err(Error::Unavailable(NO_ACCOUNTS));
    }
    let person = person(person_id).ok_or(Error::NotFound("person"))?;
    let secret = fresh_secret(house.entropy.as_ref(), "");
    let hash = digest(secret.expose());
    let previous = previous.map(digest);
    let context = context(house, person);
    house
        .db
        .write("desk.sign_in", move |tx| {
            if let Some(previous) = previous {
                store::delete_session(tx, &previous)?;
            }
            let now = tx.now();
            store::delete_old_sessions(tx, Instant(now.0 - LONGEST), Instant(now.0 - IDLE))?;
            store::insert_session(tx, &hash, person.id)?;
            record_act(tx, &context, "session.begin", person.id, "ok")
        })
        .await?;
    Ok((Session { person, key: hex::encode(&hash) }, secret))
}

/// Ends the session behind this cookie value, if there is one.
pub async fn sign_out(house: &House, secret: &str) -> Result<(), Error> {
    let Some(session) = who(house, secret).await? else { return Ok(()) };
    let hash = digest(secret);
    let context = context(house, session.person);
    let work = house.db.write("desk.sign_out", move |tx| {
        if store::delete_session(tx, &hash)? {
            record_act(tx, &context, "session.end", &context.actor.id, "ok")?;
        }
        Ok(())
    });
    work.await
}

/// Signing in and out are acts of the person themselves, each in a trace of its own.
fn context(house: &House, person: &Person) -> Context {
    Context::begin(house, person.actor())
}

/// Whose session this cookie value is; `None` when it is not known, or over.
pub async fn who(house: &House, secret: &str) -> Result<Option<Session>, Error> {
    if !house.config.demo || hex::decode::<32>(secret).is_none() {
        return Ok(None);
    }
    let hash = digest(secret);
    let stored = house.db.read("desk.who", move |tx| store::find_session(tx, &hash)).await?;
    let now = house.clock.now();
    let Some(stored) = stored.filter(|it| is_alive(now, it.started_at, it.seen_at)) else {
        return Ok(None);
    };
    if now.0 - stored.seen_at.0 >= PRECISION {
        house.db.write("desk.touch_session", move |tx| store::touch_session(tx, &hash)).await?;
    }
    // A person who left the list between two versions is not signed in any more.
    Ok(person(&stored.person_id).map(|person| Session { person, key: hex::encode(&hash) }))
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
