//! The keys of an installation: one file that only its owner may read.
//!
//! Lose it and pseudonyms in the log can no longer be matched with a person, and new checkpoints carry another
//! signature. It is not in the database, so a copy of the database alone links no pseudonym to a person.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use ground::{Entropy, Secret, hex};
use serde::Deserialize;

/// Three independent keys.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Keyed hash of the ids of people in the log.
    pub pseudonym: Secret<[u8; 32]>,
    /// Ed25519 seed that signs checkpoints of the journal.
    pub checkpoint: Secret<[u8; 32]>,
    /// Keyed hash that seals forms and cookies.
    pub forms: Secret<[u8; 32]>,
}

/// Why the keys could not be had. Never holds key material.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file cannot be read or made.
    #[error("the key file cannot be read or made")]
    Io(#[from] io::Error),
    /// Others than the owner may read it.
    #[error("the key file may be read by others (mode {0:o}); set it to 0600 and consider the keys known")]
    Mode(u32),
    /// Not three keys of 64 hexadecimal digits.
    #[error(
        "the key file does not hold the keys pseudonym, checkpoint and forms of 64 hexadecimal digits each"
    )]
    Format,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    pseudonym: String,
    checkpoint: String,
    forms: String,
}

impl Keys {
    /// Fresh keys.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let fresh = || {
            let mut key = [0; 32];
            entropy.fill(&mut key);
            Secret::new(key)
        };
        Self { pseudonym: fresh(), checkpoint: fresh(), forms: fresh() }
    }

    /// Reads the file, or makes it with fresh keys when it is not there. Refuses one that others may read.
    pub fn load_or_create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeysError> {
        match fs::read_to_string(path) {
            Ok(text) => {
                check_mode(path)?;
                Self::parse(&text)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path, entropy),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the file and nothing else, for a check-up.
    pub fn load(path: &Path) -> Result<Self, KeysError> {
        let text = fs::read_to_string(path)?;
        check_mode(path)?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, KeysError> {
        let file: KeyFile = toml::from_str(text).map_err(|_| KeysError::Format)?;
        let key = |digits: &str| hex::decode(digits).map(Secret::new).ok_or(KeysError::Format);
        Ok(Self {
            pseudonym: key(&file.pseudonym)?,
            checkpoint: key(&file.checkpoint)?,
            forms: key(&file.forms)?,
        })
    }

    /// Written beside and linked into place, so that a crash or a second process never leaves half a file.
    fn create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeysError> {
        let keys = Self::generate(entropy);
        let text = format!(
            "# Keys of this installation. Keep a copy in a safe place, apart from the database.\n\
             pseudonym = \"{}\"\ncheckpoint = \"{}\"\nforms = \"{}\"\n",
            hex::encode(keys.pseudonym.expose()),
            hex::encode(keys.checkpoint.expose()),
            hex::encode(keys.forms.expose()),
        );
        let beside = path.with_extension(format!("new-{}", std::process::id()));
        let mut file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        let linked = fs::hard_link(&beside, path);
        fs::remove_file(&beside)?;
        match linked {
            Ok(()) => {
                if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    fs::File::open(folder)?.sync_all()?;
                }
                Ok(keys)
            }
            // Another process was first; its keys are the keys.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::load(path),
            Err(error) => Err(error.into()),
        }
    }
}

fn check_mode(path: &Path) -> Result<(), KeysError> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode.trailing_zeros() >= 6 { Ok(()) } else { Err(KeysError::Mode(mode)) }
}

#[cfg(test)]
mod tests {
    use ground::SeededEntropy;

    use super::*;

    #[test]
    fn keys_are_made_once_and_only_for_the_owner() {
        let folder = super::super::testing::Folder::make();
        let path = folder.path().join("keys.toml");
        let first = Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap();
        let second = Keys::load_or_create(&path, &SeededEntropy::new(2)).unwrap();
        assert_eq!(first.pseudonym.expose(), second.pseudonym.expose());
        assert_ne!(first.pseudonym.expose(), first.forms.expose());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_key_file_that_others_may_read_is_refused() {
        let folder = super::super::testing::Folder::make();
        let path = folder.path().join("keys.toml");
        Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Keys::load(&path), Err(KeysError::Mode(0o640))));
    }

    #[test]
    fn half_a_key_file_is_refused_and_not_quoted() {
        let folder = super::super::testing::Folder::make();
        let path = folder.path().join("keys.toml");
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path).unwrap();
        fs::write(&path, "pseudonym = \"c0ffee\"\n").unwrap();
        let error = Keys::load(&path).unwrap_err();
        assert!(matches!(error, KeysError::Format));
        assert!(!error.to_string().contains("c0ffee"));
    }
}
