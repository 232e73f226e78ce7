//! A transaction as a job sees it: the same words on both engines.

use std::sync::atomic::{AtomicU64, Ordering};

use ground::Instant;

use super::postgres::PostgresLink;
use super::sqlite::SqliteLink;
use super::value::{Row, Value};
use crate::error::Error;

/// The open transaction of one job.
///
/// SQL has `$1, $2 …` as placeholders, each in ascending order of first appearance (`SQLite` numbers them so).
/// Write `CAST(sum(x) AS BIGINT)`: `PostgreSQL` sums to a type of its own. After a failed statement every further
/// one fails and the job's writes are rolled back, whatever the job returns: use `ON CONFLICT` where a clash is
/// expected.
pub struct Tx<'a> {
    pub(super) link: &'a mut Link,
    pub(super) name: &'static str,
    pub(super) number: u64,
    pub(super) now: Instant,
    pub(super) read_only: bool,
    pub(super) failed: bool,
}

/// A connection to one of the two engines.
pub(super) enum Link {
    Sqlite(SqliteLink),
    Postgres(Box<PostgresLink>),
}

impl Link {
    /// Runs several statements without parameters.
    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) => link.batch(sql),
            Self::Postgres(link) => link.batch(sql),
        }
    }

    /// Runs one of the few fixed statements that steer transactions, prepared once where that pays.
    pub(super) fn control(&mut self, sql: &'static str) -> Result<(), Error> {
        match self {
            Self::Sqlite(link) => link.execute(sql, &[]).map(drop),
            Self::Postgres(link) => link.batch(sql),
        }
    }
}

/// The number of the next transaction of this process.
pub(super) fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Tx<'_> {
    /// A number that no other transaction of this process has: what is made in one is worthless in another.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The one moment of this transaction.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The name of this transaction, `<chapter>.<verb>`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Runs a statement; the number of rows it changed.
    pub fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        self.guard()?;
        if self.read_only {
            return Err(self.fail(Error::internal(format!("write in the read transaction `{}`", self.name))));
        }
        let result = match self.link {
            Link::Sqlite(link) => link.execute(sql, values),
            Link::Postgres(link) => link.execute(sql, values),
        };
        result.map_err(|error| self.fail(error))
    }

    /// Runs a query, or a statement with RETURNING; all rows.
    pub fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        self.guard()?;
        let result = match self.link {
            Link::Sqlite(link) => link.query(sql, values, self.read_only),
            Link::Postgres(link) => link.query(sql, values),
        };
        result.map_err(|error| self.fail(error))
    }

    /// Runs a query that gives at most one row; more is an error.
    pub fn query_one(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Error> {
        let mut rows = self.query(sql, values)?;
        if rows.len() > 1 {
            return Err(Error::internal(format!("more than one row in `{}`", self.name)));
        }
        Ok(rows.pop())
    }

    fn guard(&self) -> Result<(), Error> {
        if self.failed {
            return Err(Error::internal(format!("statement after a failed one in `{}`", self.name)));
        }
        Ok(())
    }

    fn fail(&mut self, error: Error) -> Error {
        self.failed = true;
        error
    }
}
