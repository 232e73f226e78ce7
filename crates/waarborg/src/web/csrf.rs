//! Forms that can be trusted: a form carries a token made with `keys.forms` for one session and one form.
//!
//! A token that was made for another session, for another form, too long ago, or that was tampered with, is refused
//! by [`verify`]. One that was sent before is refused by [`spend`], inside the transaction of the act itself, so
//! that a replayed form does nothing. The browser's own statement about where a form came from is checked in
//! `edge` before any of this.

use ground::{Entropy, Instant, Secret, hex};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::db::Tx;
use crate::error::Error;

/// The name of the hidden field.
pub const FIELD: &str = "formulier";

/// A working day and a bit: a form may stay open over lunch, not over night.
const MAX_AGE: i64 = 12 * 60 * 60 * 1000;

/// A token that was checked; what is left is to spend it.
#[derive(Debug)]
pub struct Verified {
    nonce: String,
}

/// What comes along with a form besides its fields. Empty for a call that came by no form.
#[derive(Debug, Default)]
pub struct Sent {
    /// Its token.
    pub form: Option<Verified>,
    /// The revision of what it was made for; none where there was nothing yet.
    pub revision: Option<i64>,
}

impl Sent {
    /// Spends the token.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] when the form was sent before.
    pub fn spend(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        self.form.as_ref().map_or(Ok(()), |form| spend(tx, form))
    }

    /// Whether the form was made for `what` as it is now.
    ///
    /// # Errors
    ///
    /// [`Error::Stale`] when `what` changed since.
    pub fn made_for(&self, revision: i64, what: &'static str) -> Result<(), Error> {
        if self.revision.is_none_or(|made| made == revision) { Ok(()) } else { Err(Error::Stale(what)) }
    }
}

/// A fresh token for `form` in `session`. Use the empty session for forms shown to someone not signed in.
pub fn token(
    key: &Secret<[u8; 32]>,
    entropy: &dyn Entropy,
    session: &str,
    form: &str,
    now: Instant,
) -> String {
    let mut nonce = [0_u8; 16];
    entropy.fill(&mut nonce);
    let nonce = hex::encode(&nonce);
    let tag = hex::encode(&mac(key, session, form, now.0, &nonce).finalize().into_bytes());
    format!("{}.{nonce}.{tag}", now.0)
}

/// Checks that `token` was made by us for this session and this form, and is not too old.
///
/// Not guaranteed: that the form was not sent before; see [`spend`].
pub fn verify(
    key: &Secret<[u8; 32]>,
    session: &str,
    form: &str,
    token: &str,
    now: Instant,
) -> Result<Verified, Error> {
    let foreign = || Error::Stale("form-foreign");
    let mut parts = token.split('.');
    let (Some(issued), Some(nonce), Some(tag), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(foreign());
    };
    let issued: i64 = issued.parse().map_err(|_| foreign())?;
    let tag = hex::decode::<32>(tag).ok_or_else(foreign)?;
    mac(key, session, form, issued, nonce).verify_slice(&tag).map_err(|_| foreign())?;
    if now.0 - issued > MAX_AGE || issued > now.0 + 60_000 {
        return Err(Error::Stale("form-old"));
    }
    Ok(Verified { nonce: nonce.to_owned() })
}

/// Marks the form as sent, in the transaction of what it does. A second time is refused: [`Error::Stale`].
pub fn spend(tx: &mut Tx<'_>, verified: &Verified) -> Result<(), Error> {
    let oldest = Instant(tx.now().0 - MAX_AGE);
    if super::store::spend(tx, &verified.nonce, oldest)? {
        Ok(())
    } else {
        Err(Error::Stale("form-replayed"))
    }
}

fn mac(key: &Secret<[u8; 32]>, session: &str, form: &str, issued: i64, nonce: &str) -> Hmac<Sha256> {
    // A key shorter than a block is filled up with zeros, as HMAC itself does.
    let mut block = [0_u8; 64];
    block.iter_mut().zip(key.expose()).for_each(|(to, from)| *to = *from);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    // Each part is preceded by its length, so that no two lists of parts read the same.
    for part in ["waarborg form 1", session, form, &issued.to_string(), nonce] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac
}

#[cfg(test)]
mod tests {
    use ground::SeededEntropy;

    use super::*;

    const NOW: Instant = Instant(1_790_000_000_000);

    fn key() -> Secret<[u8; 32]> {
        Secret::new([7; 32])
    }

    fn fresh() -> String {
        token(&key(), &SeededEntropy::new(1), "session", "form", NOW)
    }

    #[test]
    fn a_token_opens_its_own_form_in_its_own_session() {
        assert!(verify(&key(), "session", "form", &fresh(), NOW).is_ok());
        assert!(verify(&key(), "another", "form", &fresh(), NOW).is_err(), "foreign session");
        assert!(verify(&key(), "session", "other", &fresh(), NOW).is_err(), "foreign form");
        assert!(verify(&Secret::new([8; 32]), "session", "form", &fresh(), NOW).is_err(), "foreign key");
    }

    #[test]
    fn an_old_or_bent_token_is_refused() {
        let late = Instant(NOW.0 + MAX_AGE + 1);
        assert!(matches!(verify(&key(), "session", "form", &fresh(), late), Err(Error::Stale("form-old"))));
        for bent in [
            "",
            "a.b.c",
            "1.2",
            &fresh().replace('.', "-"),
            &format!("{}0", fresh()),
            &fresh().replacen('1', "2", 1),
        ] {
            assert!(verify(&key(), "session", "form", bent, NOW).is_err(), "{bent}");
        }
    }
}
