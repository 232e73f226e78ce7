//! Sign-in for a body without an identity provider: e-mail address, password, and a code from an app.
//!
//! A name that nobody has is answered as a wrong password is, takes as long, and waits as long. An attempt is counted
//! before it is looked at, so that many at once win nothing. Not prevented: that someone who knows an address makes its
//! owner wait, for an hour at most.

use ground::{Actor, Instant, Role, Secret};
use seal::Sealed;

use super::account::{self, INSTRUCTION, broken, login_of, place, unwrap};
use super::model::{Person, Session};
use super::session::begin;
use super::store::{self, Lock};
use super::{password, totp, tries};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{Context, record_act};

/// What someone typed.
pub(super) struct Typed {
    pub(super) email: Secret<String>,
    pub(super) password: Secret<String>,
    pub(super) code: String,
}

/// What came of an attempt.
pub(super) enum Attempt {
    /// They are in.
    In(Secret<String>),
    /// Something of it was wrong; which part is not told.
    Wrong,
    /// Too many failures; nothing was looked at.
    Wait(Instant),
}

/// Tries to sign in.
pub(super) async fn sign_in(house: &House, typed: Typed, previous: Option<&str>) -> Result<Attempt, Error> {
    let login = login_of(&house.keys, typed.email.expose());
    let counted = house.db.write("desk.attempt", move |tx| count(tx, &login)).await?;
    let lock = match counted {
        Ok(lock) => lock,
        Err(until) => return Ok(Attempt::Wait(until)),
    };
    let usable = lock.filter(|lock| lock.active && lock.totp.is_some());
    let hash = usable.as_ref().and_then(|lock| lock.password.clone());
    let is_password = password::verify(house, typed.password, hash).await?;
    let Some(lock) = usable else {
        // As many transactions as a wrong password takes.
        house.db.write("desk.refuse", |_| Ok(())).await?;
        return Ok(Attempt::Wrong);
    };
    let secret = totp_secret(house, &lock)?;
    let step = totp::step_of(&secret, &typed.code, house.clock.now(), lock.totp_step);
    let (true, Some(step)) = (is_password, step) else {
        let part = if is_password { "refused:code" } else { "refused:password" };
        let context = Context::begin(house, Actor { id: String::from("waarborg"), role: Role::System });
        house.db.write("desk.refuse", move |tx| refuse(tx, &context, &lock.id, part)).await?;
        return Ok(Attempt::Wrong);
    };
    let id = lock.id.clone();
    let found = house.db.read("desk.find", move |tx| store::find_account(tx, &id, INSTRUCTION)).await?;
    let found = account::opened(&house.masters, found.ok_or(Error::NotFound("account"))?)?;
    let begun = begin(house, Person::Staff(found), previous, move |tx| {
        // Two at once with one code: the second finds it used.
        if !store::use_step(tx, &lock.id, step)? {
            return Err(Error::Conflict("code-used"));
        }
        tries::forget(tx, &login)
    });
    match begun.await {
        Ok((_, secret)) => Ok(Attempt::In(secret)),
        Err(Error::Conflict("code-used")) => Ok(Attempt::Wrong),
        Err(error) => Err(error),
    }
}

/// Counts the attempt before anything is looked at.
fn count(tx: &mut Tx<'_>, login: &[u8; 32]) -> Result<Result<Option<Lock>, Instant>, Error> {
    match tries::count(tx, login)? {
        Ok(()) => Ok(Ok(store::find_lock(tx, login)?)),
        Err(until) => Ok(Err(until)),
    }
}

/// Who tried is not known; only whose account it was.
fn refuse(tx: &mut Tx<'_>, context: &Context, account: &str, part: &str) -> Result<(), Error> {
    record_act(tx, context, "session.refuse", account, part).map(drop)
}

fn totp_secret(house: &House, lock: &Lock) -> Result<Vec<u8>, Error> {
    let key = unwrap(&house.masters, &lock.key, &lock.id)?;
    let sealed = Sealed::<Vec<u8>>::from_stored(lock.totp.clone().unwrap_or_default());
    let opened = sealed.open(&key, &place("totp", &lock.id)).map_err(|error| broken(&lock.id, error))?;
    Ok(opened.reveal().clone())
}

/// An open invitation: whose it is, and the secret for their app.
pub(super) struct Invitation {
    pub(super) account: String,
    pub(super) totp: Vec<u8>,
}

/// The invitation behind a secret that someone typed, when it is open.
pub(super) async fn invitation(
    house: &House,
    secret: &Secret<String>,
) -> Result<Option<(Invitation, Lock)>, Error> {
    let hash = account::invitation_hash(secret);
    let lock = house.db.read("desk.invitation", move |tx| store::find_invited(tx, &hash)).await?;
    // Follows from the invitation, which is kept nowhere: so nothing has to be kept until it is taken.
    let totp = house.keys.lookup("totp-of-invitation", secret.expose());
    let totp = totp.iter().copied().take(totp::SECRET).collect();
    Ok(lock.map(|lock| (Invitation { account: lock.id.clone(), totp }, lock)))
}

/// Takes an invitation: the new password and the first code of the app. Signs in, and ends all other sessions.
pub(super) async fn take_invitation(
    house: &House,
    secret: &Secret<String>,
    new: Secret<String>,
    code: &str,
    previous: Option<&str>,
) -> Result<(Session, Secret<String>), Error> {
    let (invitation, lock) = invitation(house, secret).await?.ok_or_else(no_invitation)?;
    password::check(new.expose())?;
    let step = totp::step_of(&invitation.totp, code, house.clock.now(), 0).ok_or_else(|| {
        Error::invalid(
            "code",
            "This is not the code that the app shows now",
            "Dit is niet de code die de app nu laat zien.",
        )
    })?;
    let key = unwrap(&house.masters, &lock.key, &lock.id)?;
    let sealed = Sealed::new(&invitation.totp, &key, &place("totp", &lock.id), house.entropy.as_ref());
    let sealed = sealed.map_err(|error| broken(&lock.id, error))?.stored().to_vec();
    let password = password::hash(house, new).await?;
    let id = lock.id.clone();
    let found = house.db.read("desk.find", move |tx| store::find_account(tx, &id, INSTRUCTION)).await?;
    let found = account::opened(&house.masters, found.ok_or(Error::NotFound("account"))?)?;
    let context = Context::begin(house, found.actor());
    let hash = account::invitation_hash(secret);
    begin(house, Person::Staff(found), previous, move |tx| {
        if !store::take_invitation(tx, &hash, &password, &sealed, step)? {
            return Err(no_invitation());
        }
        store::delete_sessions_of(tx, &lock.id)?;
        record_act(tx, &context, "account.accept", &lock.id, "ok").map(drop)
    })
    .await
}

pub(super) fn no_invitation() -> Error {
    Error::invalid(
        "uitnodiging",
        "This invitation is not known, was used, or is too old",
        "Deze uitnodiging kennen wij niet. Misschien is ze al gebruikt of te oud. Vraag een nieuwe.",
    )
}
