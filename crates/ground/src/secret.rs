//! A value that is not printed by accident.

use std::fmt;

/// Holds a key or token. Has no `Display`, no `Serialize`, and a `Debug` that says nothing.
///
/// Not guaranteed: the memory is not wiped when the value is dropped.
#[derive(Clone)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Takes the value in.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value; every call is a place to review.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
