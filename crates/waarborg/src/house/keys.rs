//! The keys of an installation: one file that only its owner may read.
//!
//! Lose it and pseudonyms in the log can no longer be matched with a person, nobody is found by BSN or name, and new
//! checkpoints carry another signature. It is not in the database, so a copy of the database alone links no pseudonym to
//! a person. The master keys of sealed values are apart from it: see `masters`.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use ground::{Entropy, Secret, hex};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use sha2::Sha256;

/// Four independent keys.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Keyed hash of the ids of people in the log.
    pub pseudonym: Secret<[u8; 32]>,
    /// Ed25519 seed that signs checkpoints of the journal.
    pub checkpoint: Secret<[u8; 32]>,
    /// Keyed hash that seals forms and cookies.
    pub forms: Secret<[u8; 32]>,
    /// Keyed hash by which a person is found without opening anything: see [`Keys::lookup`].
    pub lookup: Secret<[u8; 32]>,
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
    /// Not these keys of 64 hexadecimal digits.
    #[error(
        "the key file does not hold the keys pseudonym, checkpoint, forms and lookup of 64 hexadecimal digits each"
    )]
    Format,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    pseudonym: String,
    checkpoint: String,
    forms: String,
    /// Came later: an older installation gets one at its next start.
    lookup: Option<String>,
}

impl Keys {
    /// Fresh keys.
    pub fn generate(entropy: &dyn Entropy) -> Self {
        let fresh = || {
            let mut key = [0; 32];
            entropy.fill(&mut key);
            Secret::new(key)
        };
        Self { pseudonym: fresh(), checkpoint: fresh(), forms: fresh(), lookup: fresh() }
    }

    /// Reads the file, or makes it with fresh keys when it is not there. Refuses one that others may read.
    pub fn load_or_create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeysError> {
        match fs::read_to_string(path) {
            Ok(text) => {
                check_mode(path)?;
                if toml::from_str::<KeyFile>(&text).is_ok_and(|file| file.lookup.is_none()) {
                    add_lookup(path, &text, entropy)?;
                }
                Self::load(path)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path, entropy),
            Err(error) => Err(error.into()),
        }
    }

    /// The keyed hash of something that a person is found by. `what` tells apart what is hashed: `bsn`, `name-and-birth`.
    /// Equal values give equal hashes; nobody without the key can try all numbers.
    pub fn lookup(&self, what: &str, value: &str) -> [u8; 32] {
        // A key of 32 bytes is always taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.lookup.expose()) else { return [0; 32] };
        mac.update(&(what.len() as u64).to_be_bytes());
        mac.update(what.as_bytes());
        mac.update(value.as_bytes());
        mac.finalize().into_bytes().into()
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
            lookup: key(&file.lookup.ok_or(KeysError::Format)?)?,
        })
    }

    fn create(path: &Path, entropy: &dyn Entropy) -> Result<Self, KeysError> {
        let keys = Self::generate(entropy);
        let text = format!(
            "# Keys of this installation. Keep a copy in a safe place, apart from the database.\n\
             pseudonym = \"{}\"\ncheckpoint = \"{}\"\nforms = \"{}\"\nlookup = \"{}\"\n",
            hex::encode(keys.pseudonym.expose()),
            hex::encode(keys.checkpoint.expose()),
            hex::encode(keys.forms.expose()),
            hex::encode(keys.lookup.expose()),
        );
        // Another process may be first; then its keys are the keys.
        if make_once(path, &text)? { Ok(keys) } else { Self::load(path) }
    }
}

/// Adds the key that older key files lack.
fn add_lookup(path: &Path, text: &str, entropy: &dyn Entropy) -> Result<(), KeysError> {
    let mut key = [0; 32];
    entropy.fill(&mut key);
    Ok(replace(path, &format!("{}\nlookup = \"{}\"\n", text.trim_end(), hex::encode(&key)))?)
}

/// Makes a file that only the owner may read, whole or not at all. False when it is there already.
pub(super) fn make_once(path: &Path, text: &str) -> io::Result<bool> {
    let beside = write_beside(path, text)?;
    let linked = fs::hard_link(&beside, path);
    fs::remove_file(&beside)?;
    match linked {
        Ok(()) => sync_folder(path).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Puts another text in the place of the file, whole or not at all.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    fs::rename(write_beside(path, text)?, path)?;
    sync_folder(path)
}

/// Written beside, so that a crash or a second process never leaves half a file.
fn write_beside(path: &Path, text: &str) -> io::Result<PathBuf> {
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(beside)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

pub(super) fn check_mode(path: &Path) -> Result<(), KeysError> {
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
    fn an_older_key_file_gets_the_key_that_it_lacks_and_keeps_the_others() {
        let folder = super::super::testing::Folder::make();
        let path = folder.path().join("keys.toml");
        let keys = Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let older = text.lines().filter(|line| !line.starts_with("lookup")).collect::<Vec<_>>().join("\n");
        fs::write(&path, older).unwrap();
        assert!(matches!(Keys::load(&path), Err(KeysError::Format)));
        let again = Keys::load_or_create(&path, &SeededEntropy::new(2)).unwrap();
        assert_eq!(again.pseudonym.expose(), keys.pseudonym.expose());
        assert_ne!(again.lookup.expose(), keys.lookup.expose());
        assert_eq!(Keys::load(&path).unwrap().lookup.expose(), again.lookup.expose());
    }

    #[test]
    fn a_lookup_is_stable_keyed_and_by_what_it_is_of() {
        let (one, other) = (Keys::generate(&SeededEntropy::new(1)), Keys::generate(&SeededEntropy::new(2)));
        assert_eq!(one.lookup("bsn", "999990019"), one.lookup("bsn", "999990019"));
        assert_ne!(one.lookup("bsn", "999990019"), other.lookup("bsn", "999990019"));
        assert_ne!(one.lookup("bsn", "1"), one.lookup("bs", "n1"));
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
