//! Checkpoints: the size and root of the log, signed (C2SP tlog-checkpoint and signed-note, Ed25519).

use ed25519_dalek::Signer as _;
use ground::Secret;
use signed_note::{Note, StandardVerifier, VerifierList};

use crate::Hash;

/// The state of a log at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: a name without scheme, such as `waarborg.example/wil`.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The root over all of them.
    pub root: Hash,
}

/// Why a checkpoint or key is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a checkpoint in the C2SP form.
    #[error("not a signed checkpoint")]
    Malformed,
    /// Signed with another key than the one that is trusted.
    #[error("not signed with the expected key")]
    OtherKey,
    /// The signature does not fit the text.
    #[error("the signature does not fit the text")]
    Signature,
    /// A checkpoint of another log.
    #[error("a checkpoint of another log")]
    OtherLog,
    /// The name of a log may not be empty or hold spaces or plus signs; a verifier key has a name, an id and a key.
    #[error("not a valid key or name of a log")]
    Key,
}

/// Signs checkpoints of one log.
pub struct SigningKey {
    origin: String,
    key: ed25519_dalek::SigningKey,
}

/// Checks signatures of one log's checkpoints. May be given to anyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    origin: String,
    text: String,
}

impl SigningKey {
    /// The key of the log `origin` from an Ed25519 seed.
    pub fn new(origin: &str, seed: &Secret<[u8; 32]>) -> Result<Self, CheckpointError> {
        if !signed_note::is_key_name_valid(origin) {
            return Err(CheckpointError::Key);
        }
        Ok(Self { origin: origin.to_owned(), key: ed25519_dalek::SigningKey::from_bytes(seed.expose()) })
    }

    /// The matching public key.
    pub fn verifying_key(&self) -> VerifyingKey {
        let text = signed_note::new_ed25519_verifier_key(&self.origin, &self.key.verifying_key());
        VerifyingKey { origin: self.origin.clone(), text }
    }

    /// The signed note of the log at this size and root. Ed25519 is deterministic: the same state gives the same text.
    pub fn sign(&self, size: u64, root: Hash) -> Result<String, CheckpointError> {
        let text = tlog_tiles::Checkpoint::new(&self.origin, size, root.into(), "")
            .map_err(|_| CheckpointError::Malformed)?
            .to_bytes();
        let mut note = Note::new(&text, &[]).map_err(|_| CheckpointError::Malformed)?;
        note.add_sigs(&[self]).map_err(|_| CheckpointError::Key)?;
        String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Malformed)
    }
}

impl signed_note::Signer for SigningKey {
    fn name(&self) -> &str {
        &self.origin
    }

    fn key_id(&self) -> u32 {
        let mut key = vec![1];
        key.extend_from_slice(self.key.verifying_key().as_bytes());
        signed_note::key_id(&self.origin, &key)
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, ed25519_dalek::SignatureError> {
        self.key.try_sign(message).map(|signature| signature.to_vec())
    }
}

impl VerifyingKey {
    /// Reads a verifier key in the C2SP form, `name+id+key`.
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let text = text.trim();
        StandardVerifier::new(text).map_err(|_| CheckpointError::Key)?;
        let (origin, _) = text.split_once('+').ok_or(CheckpointError::Key)?;
        Ok(Self { origin: origin.to_owned(), text: text.to_owned() })
    }

    /// The C2SP form: `name+id+key`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Reads a signed note and accepts it only with this key's signature and this log's name. Signatures of others
    /// (witnesses) may stand beside it.
    pub fn open(&self, note: &[u8]) -> Result<Checkpoint, CheckpointError> {
        let note = Note::from_bytes(note).map_err(|_| CheckpointError::Malformed)?;
        let verifier = StandardVerifier::new(&self.text).map_err(|_| CheckpointError::Key)?;
        note.verify(&VerifierList::new(vec![Box::new(verifier)])).map_err(|error| match error {
            signed_note::NoteError::UnverifiedNote => CheckpointError::OtherKey,
            _ => CheckpointError::Signature,
        })?;
        let checkpoint =
            tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointError::Malformed)?;
        if checkpoint.origin() != self.origin {
            return Err(CheckpointError::OtherLog);
        }
        Ok(Checkpoint {
            origin: checkpoint.origin().to_owned(),
            size: checkpoint.size(),
            root: (*checkpoint.hash()).into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::new("waarborg.example/wil", &Secret::new([seed; 32])).unwrap()
    }

    #[test]
    fn a_checkpoint_opens_with_its_own_key_only() {
        let root = Hash::of_leaf(b"x");
        let note = key(1).sign(7, root).unwrap();
        assert!(note.starts_with("waarborg.example/wil\n7\n"), "{note}");
        let opened = VerifyingKey::parse(key(1).verifying_key().as_str()).unwrap().open(note.as_bytes());
        assert_eq!(opened, Ok(Checkpoint { origin: "waarborg.example/wil".into(), size: 7, root }));
        assert_eq!(key(2).verifying_key().open(note.as_bytes()), Err(CheckpointError::OtherKey));
        let forged = note.replace("\n7\n", "\n8\n");
        assert_eq!(key(1).verifying_key().open(forged.as_bytes()), Err(CheckpointError::Signature));
    }

    #[test]
    fn any_changed_byte_closes_a_checkpoint() {
        let note = key(1).sign(123_456, Hash::of_leaf(b"x")).unwrap();
        let verifying = key(1).verifying_key();
        for place in 0..note.len() {
            for bit in 0..8 {
                let mut bytes = note.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                assert!(verifying.open(&bytes).is_err(), "byte {place} bit {bit}");
            }
        }
        assert!(verifying.open(b"").is_err());
        assert!(SigningKey::new("with space", &Secret::new([1; 32])).is_err());
        assert!(VerifyingKey::parse("waarborg.example/wil+00000000+AA==").is_err());
    }
}
