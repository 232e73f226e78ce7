//! The master keys of sealed values: from a file beside the database, or from outside (`WAARBORG_MASTER_KEYS`).
//!
//! Whoever has these and the database can read everything; whoever lacks these can read nothing of it. Keep them apart
//! from backups of the database: destroying a person's key is only final when nobody can undo it from a backup of both.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use ground::{Entropy, Secret};
use seal::{Ring, RingError, SubjectKey, WrappedKey};

use super::keys::{KeysError, check_mode, make_once, replace};

/// The master keys, as they are now.
pub struct Masters {
    /// The file they are in; none when they came from outside.
    file: Option<PathBuf>,
    ring: RwLock<Arc<Ring>>,
}

/// Why the master keys could not be had. Never holds key material.
#[derive(Debug, thiserror::Error)]
pub enum MastersError {
    /// The file is not there, cannot be read, or may be read by others.
    #[error(transparent)]
    File(#[from] KeysError),
    /// What is in it is not a list of keys.
    #[error(transparent)]
    Ring(#[from] RingError),
    /// They came from outside, so they are changed outside.
    #[error("the master keys come from the environment; put the new key in front of the list there")]
    Outside,
}

const REMARK: &str = "# Master keys. The first one is in use; the others open what is not wrapped again yet.\n\
    # Keep a copy in a safe place, apart from backups of the database.\n";

impl Masters {
    /// A ring in memory, for tests.
    pub fn of(ring: Ring) -> Self {
        Self { file: None, ring: RwLock::new(Arc::new(ring)) }
    }

    /// From outside: `id:hex,id:hex`.
    pub fn given(text: &Secret<String>) -> Result<Self, MastersError> {
        Ok(Self::of(Ring::parse(text.expose())?))
    }

    /// From a file; made with one fresh key, called `id`, when it is not there.
    pub fn load_or_create(path: &Path, id: &str, entropy: &dyn Entropy) -> Result<Self, MastersError> {
        if !path.exists() {
            let text = Ring::generate(id, entropy).written();
            make_once(path, &format!("{REMARK}{}", text.expose())).map_err(KeysError::from)?;
        }
        let ring = read(path)?;
        Ok(Self { file: Some(path.to_owned()), ring: RwLock::new(Arc::new(ring)) })
    }

    /// The ring as it is now.
    pub fn ring(&self) -> Arc<Ring> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads the file again: another process may have put a new key in it.
    pub fn reload(&self) -> Result<Arc<Ring>, MastersError> {
        if let Some(file) = &self.file {
            self.set(read(file)?);
        }
        Ok(self.ring())
    }

    /// Wraps a key of someone with the master key in use: the file is read first, else a service that runs during a rotation
    /// would go on wrapping with the old one, and lose what it wrapped when that is taken out.
    pub fn wrap(
        &self,
        key: &SubjectKey,
        owner: &str,
        entropy: &dyn Entropy,
    ) -> Result<WrappedKey, MastersError> {
        Ok(self.reload()?.wrap(key, owner, entropy)?)
    }

    /// Unwraps a key of someone. A master key that is not known here may have come since: then the file is read once more.
    pub fn unwrap(&self, wrapped: &WrappedKey, owner: &str) -> Result<SubjectKey, RingError> {
        match self.ring().unwrap(wrapped, owner) {
            Err(RingError::Unknown(id)) => {
                let ring = self.reload().map_err(|_| RingError::Unknown(id))?;
                ring.unwrap(wrapped, owner)
            }
            other => other,
        }
    }

    /// Puts a fresh key in front, in the file too. Answers its id.
    pub fn renew(&self, id: &str, entropy: &dyn Entropy) -> Result<(), MastersError> {
        let file = self.file.as_ref().ok_or(MastersError::Outside)?;
        let ring = self.ring().with_fresh(id, entropy)?;
        replace(file, &format!("{REMARK}{}", ring.written().expose())).map_err(KeysError::from)?;
        self.set(ring);
        Ok(())
    }

    fn set(&self, ring: Ring) {
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
    }
}

fn read(path: &Path) -> Result<Ring, MastersError> {
    let text = Secret::new(fs::read_to_string(path).map_err(KeysError::from)?);
    check_mode(path)?;
    Ok(Ring::parse(text.expose())?)
}

impl From<io::Error> for MastersError {
    fn from(error: io::Error) -> Self {
        Self::File(error.into())
    }
}

#[cfg(test)]
mod tests {
    use ground::SeededEntropy;

    use super::*;
    use crate::house::testing::Folder;

    #[test]
    fn a_new_master_key_is_seen_by_who_reads_the_file_again() {
        let folder = Folder::make();
        let path = folder.path().join("master-keys");
        let entropy = SeededEntropy::new(1);
        let service = Masters::load_or_create(&path, "2026-11", &entropy).unwrap();
        let command = Masters::load_or_create(&path, "unused", &entropy).unwrap();
        assert_eq!(command.ring().current(), "2026-11");
        command.renew("2027-11", &entropy).unwrap();
        assert_eq!(service.ring().current(), "2026-11");
        let key = SubjectKey::generate(&entropy);
        let wrapped = service.wrap(&key, "someone", &entropy).unwrap();
        assert_eq!(wrapped.master, "2027-11", "nothing new is wrapped with the old one");
        assert_eq!(service.reload().unwrap().current(), "2027-11");
        assert!(command.renew("2027-11", &entropy).is_err(), "an id is used once");
    }

    #[test]
    fn keys_from_outside_are_changed_outside() {
        let text = Secret::new(format!("a:{}", "00".repeat(32)));
        let masters = Masters::given(&text).unwrap();
        assert!(matches!(masters.renew("b", &SeededEntropy::new(1)), Err(MastersError::Outside)));
        assert_eq!(masters.reload().unwrap().current(), "a");
    }
}
