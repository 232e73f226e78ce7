//! Reading JSON without panics: a part that is not there is null.

use serde_json::Value;

static NULL: Value = Value::Null;

/// Total access to parts of a JSON value.
pub(crate) trait Part {
    /// The member of an object, or null.
    fn part(&self, key: &str) -> &Value;
}

impl Part for Value {
    fn part(&self, key: &str) -> &Value {
        self.get(key).unwrap_or(&NULL)
    }
}
