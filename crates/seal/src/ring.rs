//! The master keys of an installation: they wrap the keys of people, and change now and then.

use ground::{Entropy, Secret, hex};

use crate::key::{SubjectKey, binding, lock, unlock};

/// The master keys, by id. The first wraps; the others only unwrap what they wrapped before.
#[derive(Debug, Clone)]
pub struct Ring {
    keys: Vec<(String, Secret<[u8; 32]>)>,
}

/// A person's key as it is kept, with the id of the master key that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// The master key.
    pub master: String,
    /// The wrapped key.
    pub bytes: Vec<u8>,
}

/// Why a ring cannot be made, or a key not be wrapped or unwrapped. Never holds key material.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RingError {
    /// There is no master key.
    #[error("there is no master key")]
    Empty,
    /// A line is no `id:64 hexadecimal digits`, or an id is there twice. Counted from 1.
    #[error("master key {0} is not written as `id:` and 64 hexadecimal digits, or its id is there twice")]
    Line(usize),
    /// Wrapped with a master key that this ring does not have.
    #[error("the master key `{0}` is not in the ring")]
    Unknown(String),
    /// It was wrapped for someone else, or it was changed.
    #[error("the wrapped key does not open")]
    DoesNotOpen,
}

impl Ring {
    /// A ring with one fresh key.
    pub fn generate(id: &str, entropy: &dyn Entropy) -> Self {
        let mut key = [0; 32];
        entropy.fill(&mut key);
        Self { keys: vec![(id.to_owned(), Secret::new(key))] }
    }

    /// Reads `id:hex` parts, separated by commas or line ends; the first is the one in use. A line that begins with `#` is
    /// a remark. Ids are letters, digits and dashes.
    pub fn parse(text: &str) -> Result<Self, RingError> {
        let mut keys: Vec<(String, Secret<[u8; 32]>)> = Vec::new();
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let parts = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|part| !part.is_empty());
        for (number, part) in (1..).zip(parts) {
            let read = part.split_once(':').and_then(|(id, digits)| {
                let id = id.trim();
                let good =
                    !id.is_empty() && id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
                let fresh = keys.iter().all(|(known, _)| known != id);
                let key = hex::decode::<32>(digits.trim())?;
                (good && fresh).then(|| (id.to_owned(), Secret::new(key)))
            });
            keys.push(read.ok_or(RingError::Line(number))?);
        }
        if keys.is_empty() { Err(RingError::Empty) } else { Ok(Self { keys }) }
    }

    /// The ring as [`Ring::parse`] reads it, one key a line. For the key file.
    pub fn written(&self) -> Secret<String> {
        let lines = self.keys.iter().map(|(id, key)| format!("{id}:{}\n", hex::encode(key.expose())));
        Secret::new(lines.collect())
    }

    /// A ring in which a fresh key is the one in use and the old ones still open what they wrapped.
    pub fn with_fresh(&self, id: &str, entropy: &dyn Entropy) -> Result<Self, RingError> {
        if self.keys.iter().any(|(known, _)| known == id) {
            return Err(RingError::Line(1));
        }
        let mut fresh = Self::generate(id, entropy);
        fresh.keys.extend(self.keys.iter().cloned());
        Ok(fresh)
    }

    /// The id of the master key that wraps.
    pub fn current(&self) -> &str {
        self.keys.first().map_or("", |(id, _)| id)
    }

    /// Wraps a person's key; it will open for that person only.
    pub fn wrap(
        &self,
        key: &SubjectKey,
        subject: &str,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, RingError> {
        let (id, master) = self.keys.first().ok_or(RingError::Empty)?;
        let bytes = lock(master.expose(), key.bytes(), &bound(subject, id), entropy);
        bytes.map(|bytes| WrappedKey { master: id.clone(), bytes }).ok_or(RingError::DoesNotOpen)
    }

    /// Unwraps a person's key.
    pub fn unwrap(&self, wrapped: &WrappedKey, subject: &str) -> Result<SubjectKey, RingError> {
        let found = self.keys.iter().find(|(id, _)| *id == wrapped.master);
        let (id, master) = found.ok_or_else(|| RingError::Unknown(wrapped.master.clone()))?;
        let plain = unlock(master.expose(), &wrapped.bytes, &bound(subject, id));
        SubjectKey::from_bytes(&plain.ok_or(RingError::DoesNotOpen)?).ok_or(RingError::DoesNotOpen)
    }
}

fn bound(subject: &str, master: &str) -> Vec<u8> {
    binding(&["waarborg.subject-key", subject, master])
}
