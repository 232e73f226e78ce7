//! The key of one person, and the cipher: AES-256-GCM with a random nonce.
//!
//! NCSC-NL lists it as good. A random nonce of 96 bits is safe for some four thousand million values under one key; one
//! person has some hundreds.

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _, Nonce};
use ground::Entropy;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The first byte of everything sealed: another cipher would be another number.
const VERSION: u8 = 1;
const NONCE: usize = 12;

/// The key under which all values about one person are sealed. Wiped from memory when dropped.
#[derive(ZeroizeOnDrop)]
pub struct SubjectKey([u8; 32]);

impl SubjectKey {
    /// A fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self(key)
    }

    /// `None` unless there are 32 bytes.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// `VERSION ‖ nonce ‖ ciphertext ‖ tag`. `bound` goes into the tag and is not stored.
///
/// `None` only for a text of gigabytes, which the cipher refuses.
pub(crate) fn lock(key: &[u8; 32], plain: &[u8], bound: &[u8], entropy: &dyn Entropy) -> Option<Vec<u8>> {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    let cipher = Aes256Gcm::new(key.into());
    let locked = cipher.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: bound }).ok()?;
    let mut sealed = Vec::with_capacity(1 + NONCE + locked.len());
    sealed.push(VERSION);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&locked);
    Some(sealed)
}

/// The reverse of [`lock`]; `None` when anything differs: the key, what it is bound to, or one bit of it.
pub(crate) fn unlock(key: &[u8; 32], sealed: &[u8], bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (version, rest) = sealed.split_first()?;
    let (nonce, locked) = rest.split_first_chunk::<NONCE>()?;
    if *version != VERSION {
        return None;
    }
    let cipher = Aes256Gcm::new(key.into());
    cipher.decrypt(&Nonce::from(*nonce), Payload { msg: locked, aad: bound }).ok().map(Zeroizing::new)
}

/// Words joined so that no two lists of words give the same bytes: each with its length in front.
pub(crate) fn binding(words: &[&str]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in words {
        bytes.extend_from_slice(&(word.len() as u64).to_be_bytes());
        bytes.extend_from_slice(word.as_bytes());
    }
    bytes
}
