//! One text for one JSON value: keys sorted, no white space.

use serde_json::Value;

/// The canonical text. Two values are equal exactly when their texts are; that is how rulings are compared.
pub fn canonical(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                write(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            // Sorted here and not by the map: another crate may switch on insertion order for the whole program.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|left, right| left.0.cmp(right.0));
            text.push('{');
            for (index, (name, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        simple => text.push_str(&simple.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_one_text() {
        let value: Value =
            serde_json::from_str(r#" {"b": [1, {"z":null,"a":"é\u0000\""}], "a": true} "#).unwrap();
        let text = canonical(&value);
        assert_eq!(text, r#"{"a":true,"b":[1,{"a":"é\u0000\"","z":null}]}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
