//! JSON read strictly: valid UTF-8, no key twice, a bound on nesting, and errors that name the place, never the value.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::error::FieldError;

/// Objects and lists within each other, at most. The vocabulary of facts needs five.
pub const MAX_DEPTH: usize = 32;

/// Reads one JSON value that fills all of `bytes`.
pub fn parse(bytes: &[u8]) -> Result<Value, FieldError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        FieldError::new(
            "",
            format!("not valid UTF-8 at byte {at}"),
            format!("De tekst is geen geldige UTF-8 vanaf byte {at}."),
        )
    })?;
    let place = Place::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict(&place).deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| place.trouble.take().unwrap_or_else(|| not_json(&place, &error)))
}

/// A key as it may be shown in a path: one that looks like a field name; anything else may be a person's data.
pub fn shown(key: &str) -> &str {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if !key.is_empty() && key.len() <= 48 && key.bytes().all(plain) { key } else { "?" }
}

/// `path.key`, or `key` at the top.
pub fn join(path: &str, key: &str) -> String {
    let key = shown(key);
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn not_json(place: &Place, error: &serde_json::Error) -> FieldError {
    let (line, column) = (error.line(), error.column());
    let path = place.path.borrow().join("");
    let path = path.trim_start_matches('.');
    if error.is_eof() {
        FieldError::new(path, "the JSON text ends too early", "De JSON-tekst houdt te vroeg op.")
    } else {
        FieldError::new(
            path,
            format!("not JSON at line {line}, column {column}"),
            format!("Dit is geen JSON, op regel {line}, positie {column}."),
        )
    }
}

/// Where the reader is, and what it refused there.
#[derive(Default)]
struct Place {
    path: RefCell<Vec<String>>,
    trouble: RefCell<Option<FieldError>>,
}

impl Place {
    fn enter<E: serde::de::Error>(&self, step: String) -> Result<(), E> {
        let mut path = self.path.borrow_mut();
        path.push(step);
        if path.len() <= MAX_DEPTH {
            return Ok(());
        }
        drop(path);
        Err(self.refuse(
            &format!("nested deeper than {MAX_DEPTH} levels"),
            &format!("De gegevens zitten dieper dan {MAX_DEPTH} lagen in elkaar."),
        ))
    }

    fn leave(&self) {
        self.path.borrow_mut().pop();
    }

    fn refuse<E: serde::de::Error>(&self, message: &str, message_nl: &str) -> E {
        let path = self.path.borrow().join("");
        *self.trouble.borrow_mut() = Some(FieldError::new(path.trim_start_matches('.'), message, message_nl));
        E::custom("refused")
    }
}

struct Strict<'a>(&'a Place);

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        Number::from_f64(number).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            self.0.enter(format!("[{}]", list.len()))?;
            let Some(value) = access.next_element_seed(Strict(self.0))? else { break };
            self.0.leave();
            list.push(value);
        }
        self.0.leave();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            self.0.enter(format!(".{}", shown(&key)))?;
            if object.contains_key(&key) {
                return Err(self.0.refuse("given twice", "Dit veld staat er twee keer."));
            }
            let value = access.next_value_seed(Strict(self.0))?;
            self.0.leave();
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &[u8]) -> (String, String) {
        let error = parse(text).unwrap_err();
        (error.path, error.message)
    }

    #[test]
    fn what_is_good_stays_the_same() {
        let text = r#"{"b":[1,-2,3.5,"x",null,true,[],{}],"a":{"c":18446744073709551615}}"#;
        assert_eq!(parse(text.as_bytes()).unwrap(), serde_json::from_str::<Value>(text).unwrap());
        assert_eq!(parse(text.as_bytes()).unwrap().to_string(), text);
    }

    #[test]
    fn the_place_of_a_mistake_is_named() {
        assert_eq!(wrong(br#"{"a":{"b":1,"b":2}}"#), ("a.b".into(), "given twice".into()));
        assert_eq!(
            wrong(br#"{"a":[1,{"b":tru}]}"#),
            ("a[1].b".into(), "not JSON at line 1, column 17".into())
        );
        assert_eq!(wrong(br#"{"a":"#), ("a".into(), "the JSON text ends too early".into()));
        assert_eq!(wrong(b""), (String::new(), "the JSON text ends too early".into()));
        assert_eq!(wrong(b"{} x"), (String::new(), "not JSON at line 1, column 4".into()));
        assert_eq!(wrong(b"{\"a\":\"\xff\"}"), (String::new(), "not valid UTF-8 at byte 6".into()));
        assert!(wrong(&b"[".repeat(100_000)).1.starts_with("nested deeper"));
        assert!(wrong(&b"{\"a\":".repeat(100_000)).1.starts_with("nested deeper"));
    }

    #[test]
    fn depth_is_bounded_but_length_is_not() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(parse(deep(MAX_DEPTH).as_bytes()).is_ok());
        assert!(parse(deep(MAX_DEPTH + 1).as_bytes()).is_err());
        assert!(parse(serde_json::to_string(&vec![0; 5000]).unwrap().as_bytes()).is_ok());
    }
}
