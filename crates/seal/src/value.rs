//! A value at rest, a value in clear, and the place that a sealed value belongs to.

use std::marker::PhantomData;

use ground::Entropy;
use zeroize::{Zeroize, Zeroizing};

use crate::key::{SubjectKey, binding, lock, unlock};

/// Where a sealed value is kept. A value opens at its own place only.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Table.
    pub table: &'a str,
    /// Column.
    pub column: &'a str,
    /// Primary key of the row.
    pub row: &'a str,
}

impl Place<'_> {
    fn binding(&self) -> Vec<u8> {
        binding(&["waarborg.value", self.table, self.column, self.row])
    }
}

/// Why a value did not seal or open. Says nothing about the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It was sealed under another key or for another place, or it was changed.
    #[error("the sealed value does not open with this key at this place")]
    DoesNotOpen,
    /// It opened, and what is in it is not of its kind.
    #[error("the opened value is not of its kind")]
    Kind,
    /// It is too long for the cipher.
    #[error("the value is too long to seal")]
    TooLong,
}

/// What can be sealed.
pub trait Sealable: Zeroize + Sized {
    /// As bytes; wiped after use.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>>;
    /// From bytes; `None` when they are not of this kind.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

impl Sealable for String {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.as_bytes().to_vec())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }
}

impl Sealable for Vec<u8> {
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.clone())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(bytes.to_vec())
    }
}

/// A value as it is kept. There is nothing to print, compare or serialise: only the bytes for the database.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    kind: PhantomData<fn() -> T>,
}

impl<T: Sealable> Sealed<T> {
    /// Seals a value for its place.
    pub fn new(
        value: &T,
        key: &SubjectKey,
        place: &Place<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Self, SealError> {
        let bytes = lock(key.bytes(), &value.to_bytes(), &place.binding(), entropy);
        bytes.map(Self::from_stored).ok_or(SealError::TooLong)
    }

    /// From the database. Whether it opens is found out at opening.
    pub fn from_stored(bytes: Vec<u8>) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// For the database.
    pub fn stored(&self) -> &[u8] {
        &self.bytes
    }

    /// Opens it. Whoever calls this answers for having been allowed to: in the service that is `vault`, with a permit.
    pub fn open(&self, key: &SubjectKey, place: &Place<'_>) -> Result<Opened<T>, SealError> {
        let plain = unlock(key.bytes(), &self.bytes, &place.binding()).ok_or(SealError::DoesNotOpen)?;
        T::from_bytes(&plain).map(Opened).ok_or(SealError::Kind)
    }
}

/// A value in clear, for as long as it is needed. Wiped from memory when dropped.
pub struct Opened<T: Zeroize>(T);

impl<T: Zeroize> Opened<T> {
    /// The value. What is copied out of it is no longer wiped; every call is a place to review.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Opened<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}
