//! `SQLite`, built in. One file, a write-ahead log, every commit synced to disk before it is answered.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, ffi};

use super::value::{Row, Value};
use crate::error::Error;

/// Prepared statements kept per connection.
const STATEMENTS: usize = 256;

/// One connection.
pub(super) struct SqliteLink {
    connection: Connection,
}

impl SqliteLink {
    /// The writer's connection; makes the file if it is not there.
    pub(super) fn open_writer(path: Option<&Path>) -> Result<Self, Error> {
        let connection = match path {
            Some(path) => {
                make_file(path)
                    .map_err(|_| Error::Unavailable("the database file cannot be made or opened"))?;
                Connection::open(path)
            }
            None => Connection::open_in_memory(),
        };
        let link = Self::with(connection.map_err(explain)?);
        // FULL: the log is synced at every commit, so an answered write survives a power failure.
        link.batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")?;
        link.batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16000")?;
        Ok(link)
    }

    /// A connection that cannot write.
    pub(super) fn open_reader(path: &Path) -> Result<Self, Error> {
        // Not opened read-only: a reader of a write-ahead log has to write its shared index.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let link = Self::with(Connection::open_with_flags(path, flags).map_err(explain)?);
        link.batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY")?;
        Ok(link)
    }

    fn with(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let link = Self { connection };
        // Another process (a command beside the running service) may hold the writer's seat for a moment.
        // The call only fails on a connection that is closed.
        let _ = link.connection.busy_timeout(std::time::Duration::from_secs(10));
        link
    }

    pub(super) fn batch(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(explain)
    }

    /// False once a failure has made the engine roll back by itself (disk full, input/output error).
    pub(super) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(super) fn execute(&self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let mut statement = self.bind(sql, values)?;
        let changed = statement.raw_execute().map_err(explain)?;
        u64::try_from(changed).map_err(Error::internal)
    }

    pub(super) fn query(&self, sql: &str, values: &[Value], read_only: bool) -> Result<Vec<Row>, Error> {
        let mut statement = self.bind(sql, values)?;
        if read_only && !statement.readonly() {
            return Err(Error::internal("write in a read transaction"));
        }
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next().map_err(explain)? {
            let mut cells = Vec::with_capacity(columns);
            for column in 0..columns {
                cells.push(cell(row.get_ref(column).map_err(explain)?)?);
            }
            answer.push(Row(cells));
        }
        Ok(answer)
    }

    fn bind(&self, sql: &str, values: &[Value]) -> Result<CachedStatement<'_>, Error> {
        let mut statement = self.connection.prepare_cached(sql).map_err(explain)?;
        let expected = statement.parameter_count();
        if expected != values.len() {
            return Err(Error::internal(format!(
                "statement has {expected} parameters, got {}",
                values.len()
            )));
        }
        for (index, value) in (1..).zip(values) {
            // `SQLite` numbers `$n` by first appearance; if the text jumps about, values would land wrong.
            let in_order = statement.parameter_name(index).and_then(|name| name.strip_prefix('$'));
            if in_order.and_then(|number| number.parse().ok()) != Some(index) {
                return Err(Error::internal(format!("parameter {index} is out of order")));
            }
            statement.raw_bind_parameter(index, value).map_err(explain)?;
        }
        Ok(statement)
    }
}

/// Makes the file for its owner only; the files that `SQLite` puts beside it follow its mode.
fn make_file(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    std::fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map(drop)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

fn cell(value: ValueRef<'_>) -> Result<Value, Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        ValueRef::Text(bytes) => {
            Value::Text(String::from_utf8(bytes.to_vec()).map_err(|_| Error::internal("text is not UTF-8"))?)
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(Error::internal("a column holds a real number")),
    })
}

/// The failure without any stored value in it: `SQLite` names tables and columns, never contents.
fn explain(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => Error::Conflict("unique"),
            code => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Unavailable("database is busy"),
                ErrorCode::DiskFull => Error::Unavailable("disk is full"),
                ErrorCode::SystemIoFailure => Error::Unavailable("disk failure"),
                _ => Error::internal(format!("sqlite {code}: {}", message.unwrap_or_default())),
            },
        },
        rusqlite::Error::SqlInputError { msg, .. } => Error::internal(format!("sqlite: {msg}")),
        other => Error::internal(format!("sqlite: {}", kind(&other))),
    }
}

fn kind(error: &rusqlite::Error) -> &'static str {
    match error {
        rusqlite::Error::InvalidColumnIndex(_) => "no such column",
        rusqlite::Error::InvalidParameterCount(..) => "wrong number of parameters",
        rusqlite::Error::InvalidPath(_) => "invalid path",
        rusqlite::Error::ExecuteReturnedResults => {
            "a statement that answers rows was run without reading them"
        }
        rusqlite::Error::MultipleStatement => "more than one statement",
        _ => "unexpected failure",
    }
}
