//! `PostgreSQL`, for those who keep a server.

use std::borrow::Cow;
use std::collections::HashMap;

use bytes::BytesMut;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};

use super::value::{Row, Value};
use crate::error::Error;

/// One connection with its prepared statements.
pub(super) struct PostgresLink {
    client: Client,
    statements: HashMap<String, Statement>,
}

impl PostgresLink {
    /// Connects. Must not run on a thread of the asynchronous runtime.
    pub(super) fn open(url: &str) -> Result<Self, Error> {
        let mut config: postgres::Config =
            url.parse().map_err(|_| Error::internal("the database address does not parse"))?;
        config.application_name("waarborg");
        config.connect_timeout(std::time::Duration::from_secs(10));
        config.tcp_user_timeout(std::time::Duration::from_secs(30));
        let client = config.connect(NoTls).map_err(|error| explain(&error))?;
        Ok(Self { client, statements: HashMap::new() })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(super) fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.client.batch_execute(sql).map_err(|error| explain(&error))
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        let statement = self.prepare(&settle_nulls(sql, values), values.len())?;
        self.client.execute(&statement, &parameters(values)).map_err(|error| explain(&error))
    }

    pub(super) fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Error> {
        let statement = self.prepare(&settle_nulls(sql, values), values.len())?;
        let rows = self.client.query(&statement, &parameters(values)).map_err(|error| explain(&error))?;
        rows.iter().map(decode).collect()
    }

    fn prepare(&mut self, sql: &str, given: usize) -> Result<Statement, Error> {
        let statement = if let Some(statement) = self.statements.get(sql) {
            statement.clone()
        } else {
            let statement = self.client.prepare(sql).map_err(|error| explain(&error))?;
            self.statements.insert(sql.to_owned(), statement.clone());
            statement
        };
        let expected = statement.params().len();
        if expected != given {
            return Err(Error::internal(format!("statement has {expected} parameters, got {given}")));
        }
        Ok(statement)
    }
}

/// Writes TRUE or FALSE for `$n IS NULL` and `$n IS NOT NULL`.
///
/// An optional filter, `($1 IS NULL OR name = $1)`, does not prepare here: the server wants the type of `$1` before it
/// has read on. Whether a value is null is known by now, so the question need not be put.
fn settle_nulls<'a>(sql: &'a str, values: &[Value]) -> Cow<'a, str> {
    if !sql.contains(" IS N") {
        return Cow::Borrowed(sql);
    }
    let mut parts = sql.split('$');
    let mut settled = String::with_capacity(sql.len());
    settled.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = part.strip_suffix(rest).and_then(|digits| digits.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let is_null = rest.strip_prefix(" IS NULL").map(|rest| (true, rest));
        let question = is_null.or_else(|| rest.strip_prefix(" IS NOT NULL").map(|rest| (false, rest)));
        if let (Some(value), Some((wanted, rest))) = (value, question) {
            settled.push_str(if (*value == Value::Null) == wanted { "TRUE" } else { "FALSE" });
            settled.push_str(rest);
        } else {
            settled.push('$');
            settled.push_str(part);
        }
    }
    Cow::Owned(settled)
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as _).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => match *wanted {
                Type::INT8 => value.to_sql(wanted, out),
                Type::INT4 => i32::try_from(*value)?.to_sql(wanted, out),
                Type::INT2 => i16::try_from(*value)?.to_sql(wanted, out),
                _ => Err("an integer does not fit here".into()),
            },
            Self::Text(value) => match *wanted {
                Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                    value.as_str().to_sql(wanted, out)
                }
                _ => Err("text does not fit here".into()),
            },
            Self::Bytes(value) => match *wanted {
                Type::BYTEA => value.as_slice().to_sql(wanted, out),
                _ => Err("bytes do not fit here".into()),
            },
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn decode(row: &postgres::Row) -> Result<Row, Error> {
    let mut cells = Vec::with_capacity(row.len());
    for (index, column) in row.columns().iter().enumerate() {
        let cell = match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(index).map(|v| v.map_or(Value::Null, Value::Int)),
            Type::INT4 => row.try_get::<_, Option<i32>>(index).map(Value::from),
            Type::INT2 => row.try_get::<_, Option<i16>>(index).map(|v| Value::from(v.map(i64::from))),
            // `SQLite` answers a comparison with 0 or 1.
            Type::BOOL => row.try_get::<_, Option<bool>>(index).map(Value::from),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                row.try_get::<_, Option<String>>(index).map(Value::from)
            }
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index).map(Value::from),
            ref other => {
                return Err(Error::internal(format!("column {index} has the type {}", other.name())));
            }
        };
        cells.push(cell.map_err(|error| explain(&error))?);
    }
    Ok(Row(cells))
}

/// The failure without any stored value in it. `PostgreSQL` likes to quote contents in message and detail, so only
/// the code, the table and the constraint are taken over, and the message where it can only speak of the schema.
fn explain(error: &postgres::Error) -> Error {
    let Some(failure) = error.as_db_error() else {
        if error.is_closed() {
            return Error::Unavailable("the connection with the database is gone");
        }
        // Refused, unreachable, cut off: the text names at most host and port.
        let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        return Error::internal(format!("postgres: {error} {cause}"));
    };
    let code = failure.code().code();
    match code {
        "23505" => Error::Conflict("unique"),
        "57P01" | "57P02" | "57P03" | "53300" => Error::Unavailable("the database is stopping or full"),
        "40001" | "40P01" | "55P03" => Error::Unavailable("database is busy"),
        _ => {
            let place = failure.constraint().or(failure.table()).unwrap_or_default();
            let schema = code.starts_with("42") || code.starts_with("28") || code.starts_with("3D");
            let message = if schema { failure.message() } else { "" };
            Error::internal(format!("postgres {code} {place} {message}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_about_null_are_settled_beforehand() {
        let values = [Value::Null, Value::Int(1)];
        let settled = |sql: &'static str| settle_nulls(sql, &values);
        assert_eq!(settled("a = $1"), "a = $1");
        assert_eq!(settled("($1 IS NULL OR a = $1)"), "(TRUE OR a = $1)");
        assert_eq!(settled("($2 IS NULL OR a = $2) AND b IS NULL"), "(FALSE OR a = $2) AND b IS NULL");
        assert_eq!(settled("$2 IS NOT NULL AND $1 IS NOT NULL"), "TRUE AND FALSE");
        assert_eq!(settled("$12 IS NULL"), "$12 IS NULL");
    }
}
