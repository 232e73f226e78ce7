//! Clients with their scopes, people with their roles, sessions with their ends.

use std::fmt;
use std::str::FromStr;

use ground::{Actor, Instant, Role, Secret, hex};
use sha2::{Digest as _, Sha256};

use crate::error::Error;

/// What a client may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Ask for rulings.
    Decide,
    /// Read the register.
    RegisterRead,
    /// Change the register.
    RegisterWrite,
    /// Read the log, which is itself logged.
    JournalRead,
}

/// The text is no scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such scope; there are decide, register:read, register:write and journal:read")]
pub struct ParseScopeError;

impl Scope {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Decide, Self::RegisterRead, Self::RegisterWrite, Self::JournalRead];

    /// The name, as it is written in the database and at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decide => "decide",
            Self::RegisterRead => "register:read",
            Self::RegisterWrite => "register:write",
            Self::JournalRead => "journal:read",
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Scope {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> Result<Self, ParseScopeError> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(ParseScopeError)
    }
}

/// Another system that may ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Public; stands in the journal.
    pub id: String,
    /// The name of the system.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Instant>,
}

impl Client {
    /// Refuses a client that lacks `scope`.
    pub fn require(&self, scope: Scope) -> Result<(), Error> {
        if self.scopes.contains(&scope) { Ok(()) } else { Err(Error::Forbidden(scope.as_str())) }
    }

    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id.clone(), role: Role::System }
    }
}

/// Someone who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account; stands in the journal.
    pub id: &'static str,
    /// Shown on screen, and nowhere else.
    pub name: &'static str,
    /// The role in which they act.
    pub role: Role,
    /// Where they work, in Dutch.
    pub department: &'static str,
    /// What they do, in Dutch.
    pub task: &'static str,
}

impl Person {
    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id.to_owned(), role: self.role }
    }
}

/// A sign-in that is kept by a cookie.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who signed in.
    pub person: &'static Person,
    /// The hash of the cookie's value, in hexadecimal: forms are bound to it. Opens nothing by itself.
    pub key: String,
}

/// What a token or cookie is known by. The values are 256 random bits, so a plain hash cannot be guessed back.
pub(super) fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// 256 fresh random bits in hexadecimal, behind `prefix`.
pub(super) fn fresh_secret(entropy: &dyn ground::Entropy, prefix: &str) -> Secret<String> {
    let mut bytes = [0; 32];
    entropy.fill(&mut bytes);
    Secret::new(format!("{prefix}{}", hex::encode(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_by_its_name_only() {
        for scope in Scope::ALL {
            assert_eq!(scope.as_str().parse(), Ok(scope));
        }
        assert_eq!("register".parse::<Scope>(), Err(ParseScopeError));
    }
}
