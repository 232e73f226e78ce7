//! Clients with their scopes, people with their roles and charges, sessions with their ends.

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

/// What someone is to the body. All have the same duties (6.7-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountKind {
    /// Employed.
    Employee,
    /// Unpaid; promises secrecy in writing before seeing anything.
    Volunteer,
    /// Of a cooperating body.
    Partner,
}

impl AccountKind {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Employee, Self::Volunteer, Self::Partner];

    /// The name in the database and at the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Volunteer => "volunteer",
            Self::Partner => "partner",
        }
    }

    /// The one of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Someone who works here and can sign in.
#[derive(Debug, Clone)]
pub struct Account {
    /// Stands in the journal.
    pub id: String,
    /// Employed, volunteer, partner.
    pub kind: AccountKind,
    /// The role in which they act.
    pub role: Role,
    /// Where they work, by its name in the register. May be empty.
    pub department: String,
    /// What they do.
    pub task: String,
    /// May be used.
    pub active: bool,
    /// Acknowledged the instruction as it now reads (6.1-3).
    pub instructed: bool,
    /// Promised secrecy in writing (6.7-4).
    pub secrecy: bool,
    /// Shown on screen, and nowhere else.
    pub name: Secret<String>,
}

impl Account {
    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        Actor { id: self.id.clone(), role: self.role }
    }

    /// Whether they did what is asked of everyone before seeing data.
    pub fn is_ready(&self) -> bool {
        self.active && self.instructed && (self.secrecy || self.kind != AccountKind::Volunteer)
    }
}

/// Someone about whom data are kept, known by nothing but the keyed hash of their BSN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resident {
    /// `Keys::lookup("bsn", …)`: by this their data are found.
    pub lookup: [u8; 32],
}

impl Resident {
    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        Actor { id: format!("resident-{}", hex::encode(&self.lookup)), role: Role::Resident }
    }
}

/// Whoever signed in.
#[derive(Debug, Clone)]
pub enum Person {
    /// Someone who works here.
    Staff(Account),
    /// A resident in their own place.
    Resident(Resident),
}

impl Person {
    /// Who acts, for the journal.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Staff(account) => account.actor(),
            Self::Resident(resident) => resident.actor(),
        }
    }

    /// The account of someone who works here.
    pub fn staff(&self) -> Option<&Account> {
        if let Self::Staff(account) = self { Some(account) } else { None }
    }
}

/// A sign-in that is kept by a cookie.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who signed in.
    pub person: Person,
    /// The hash of the cookie's value, in hexadecimal: forms are bound to it. Opens nothing by itself.
    pub key: String,
}

/// What someone is charged with (2-8). Both are needed to see what is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// With the law.
    pub law: bool,
    /// With the file.
    pub file: bool,
}

/// One line of who is charged with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Its id.
    pub id: String,
    /// Who.
    pub account: String,
    /// With which law: `PW`, `WGS` …
    pub law: String,
    /// With which file; none for the law itself.
    pub file: Option<String>,
    /// From when.
    pub from: Instant,
    /// Until when; none while it is open.
    pub until: Option<Instant>,
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
