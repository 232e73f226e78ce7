//! Which engine, where, and the few words in which the two differ about transactions.

use std::path::PathBuf;

use ground::Secret;

use super::postgres::PostgresLink;
use super::sqlite::SqliteLink;
use super::tx::Link;
use crate::error::Error;

/// Where the data is.
#[derive(Debug, Clone)]
pub enum Location {
    /// `SQLite` in memory, for tests; gone when closed.
    Memory,
    /// `SQLite` in this file; made if it is not there.
    Sqlite(PathBuf),
    /// `PostgreSQL` at this address (`postgres://…`). No TLS: use a local socket or a private network.
    Postgres(Secret<String>),
}

/// Makes connections to one place.
pub(super) struct Engine(pub(super) Location);

impl Engine {
    pub(super) fn connect_writer(&self) -> Result<Link, Error> {
        match &self.0 {
            Location::Memory => SqliteLink::open_writer(None).map(Link::Sqlite),
            Location::Sqlite(path) => SqliteLink::open_writer(Some(path)).map(Link::Sqlite),
            Location::Postgres(url) => {
                let mut link = PostgresLink::open(url.expose())?;
                // A server may be set to answer before the disk has it; we are not.
                link.batch("SET synchronous_commit = on")?;
                Ok(Link::Postgres(Box::new(link)))
            }
        }
    }

    pub(super) fn connect_reader(&self) -> Result<Link, Error> {
        match &self.0 {
            Location::Memory => Err(Error::internal("a database in memory has no readers of its own")),
            Location::Sqlite(path) => SqliteLink::open_reader(path).map(Link::Sqlite),
            Location::Postgres(url) => {
                PostgresLink::open(url.expose()).map(|link| Link::Postgres(Box::new(link)))
            }
        }
    }

    /// Connections that only read. In memory there is one connection for all.
    pub(super) fn reader_count(&self) -> usize {
        match self.0 {
            Location::Memory => 0,
            Location::Sqlite(_) | Location::Postgres(_) => 4,
        }
    }
}

impl Link {
    /// Opens a transaction that may write, alone, with a first savepoint.
    ///
    /// `PostgreSQL` stays at READ COMMITTED: under a snapshot level the snapshot would be older than the lock, and
    /// the end of the journal stale. The lock goes by schema, so that tests do not wait for each other.
    pub(super) fn begin_write(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) => {
                link.execute("BEGIN IMMEDIATE", &[])?;
                link.execute("SAVEPOINT job", &[]).map(drop)
            }
            Self::Postgres(link) => link.batch(
                "BEGIN ISOLATION LEVEL READ COMMITTED; \
                 SELECT pg_advisory_xact_lock(hashtextextended('waarborg.' || current_schema(), 0)); \
                 SAVEPOINT job",
            ),
        }
    }

    /// Opens a transaction that sees one snapshot.
    pub(super) fn begin_read(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) => link.execute("BEGIN", &[]).map(drop),
            Self::Postgres(link) => link.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        }
    }

    /// Keeps what was done since the savepoint and sets a new one.
    pub(super) fn next_savepoint(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) => {
                link.execute("RELEASE job", &[])?;
                link.execute("SAVEPOINT job", &[]).map(drop)
            }
            Self::Postgres(link) => link.batch("RELEASE SAVEPOINT job; SAVEPOINT job"),
        }
    }

    /// Undoes what was done since the savepoint, which stays.
    pub(super) fn undo_to_savepoint(&mut self) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) if !link.in_transaction() => {
                Err(Error::Unavailable("the engine rolled back the whole transaction"))
            }
            Self::Sqlite(link) => link.execute("ROLLBACK TO job", &[]).map(drop),
            Self::Postgres(link) => link.batch("ROLLBACK TO SAVEPOINT job"),
        }
    }

    /// Makes the transaction durable. An error means: not, or on a lost connection perhaps not.
    pub(super) fn commit(&mut self) -> Result<(), Error> {
        self.control("COMMIT")
    }

    /// Undoes the transaction. Nothing is left to do when this fails: the connection is gone.
    pub(super) fn rollback(&mut self) {
        if let Self::Sqlite(link) = self
            && !link.in_transaction()
        {
            return;
        }
        if let Err(error) = self.control("ROLLBACK") {
            tracing::warn!(%error, "rollback failed");
        }
    }

    /// The connection cannot be used any more.
    pub(super) fn is_lost(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(link) => link.is_closed(),
        }
    }
}
