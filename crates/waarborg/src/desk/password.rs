//! Passwords: argon2id with the parameters that OWASP gives (19 MiB, two passes, one lane).
//!
//! Hashing runs on threads of its own, a few at a time: each takes memory, and whoever asks need not be anyone.

use std::sync::{Arc, OnceLock};

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use ground::Secret;
use tokio::sync::Semaphore;

use crate::error::Error;
use crate::house::House;

/// The shortest password. Length is what counts; nobody is made to add odd signs.
pub(super) const SHORTEST: usize = 12;

/// The longest that is looked at.
pub(super) const LONGEST: usize = 200;

/// So many at once.
const AT_ONCE: usize = 4;

struct Counter {
    seats: Arc<Semaphore>,
    /// The hash of a password that nobody has: for names that nobody has, so that they take as long.
    nobody: Arc<OnceLock<String>>,
}

impl Default for Counter {
    fn default() -> Self {
        Self { seats: Arc::new(Semaphore::new(AT_ONCE)), nobody: Arc::default() }
    }
}

/// The hash of a new password, in PHC form.
pub(super) async fn hash(house: &House, password: Secret<String>) -> Result<String, Error> {
    let salt = salt(house);
    at_the_counter(house, move |_| hash_with(&password, &salt)).await?
}

/// Whether this is the password. Without a hash it takes as long, and is not.
pub(super) async fn verify(
    house: &House,
    password: Secret<String>,
    hash: Option<String>,
) -> Result<bool, Error> {
    let salt = salt(house);
    let work = move |nobody: &OnceLock<String>| {
        let is_known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => {
                if let Some(hash) = nobody.get() {
                    hash.clone()
                } else {
                    let made = hash_with(&Secret::new(String::from("nobody has this password")), &salt)?;
                    nobody.get_or_init(|| made).clone()
                }
            }
        };
        let parsed = PasswordHash::new(&hash).map_err(Error::internal)?;
        Ok(hasher()?.verify_password(password.expose().as_bytes(), &parsed).is_ok() && is_known)
    };
    at_the_counter(house, work).await?
}

/// What is wrong with a new password, at its field.
pub(super) fn check(password: &str) -> Result<(), Error> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(Error::invalid(
            "wachtwoord",
            "The password needs at least 12 characters",
            "Het wachtwoord moet minstens 12 tekens hebben.",
        ));
    }
    if length > LONGEST {
        return Err(Error::invalid(
            "wachtwoord",
            "The password has more than 200 characters",
            "Het wachtwoord is langer dan 200 tekens.",
        ));
    }
    Ok(())
}

async fn at_the_counter<T, F>(house: &House, work: F) -> Result<T, Error>
where
    T: Send + 'static,
    F: FnOnce(&OnceLock<String>) -> T + Send + 'static,
{
    let counter = house.memo.of::<Counter>();
    let seat = counter.seats.clone().acquire_owned().await.map_err(Error::internal)?;
    let nobody = counter.nobody.clone();
    let job = tokio::task::spawn_blocking(move || {
        let done = work(&nobody);
        drop(seat);
        done
    });
    job.await.map_err(|_| Error::internal("hashing a password ended by a panic"))
}

fn hash_with(password: &Secret<String>, salt: &[u8; 16]) -> Result<String, Error> {
    let salt = SaltString::encode_b64(salt).map_err(Error::internal)?;
    let hash = hasher()?.hash_password(password.expose().as_bytes(), &salt).map_err(Error::internal)?;
    Ok(hash.to_string())
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let parameters = Params::new(19_456, 2, 1, None).map_err(Error::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters))
}

fn salt(house: &House) -> [u8; 16] {
    let mut salt = [0; 16];
    house.entropy.fill(&mut salt);
    salt
}
