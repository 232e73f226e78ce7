//! One text for one JSON value: keys sorted, no white space.

use std::cell::RefCell;
use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::error::Error;

/// The canonical text. Two values are equal exactly when their texts are; that is how rulings are compared.
///
/// Written once, straight from the value: no tree of it is built.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> Result<String, Error> {
    let text = Text(RefCell::new(Vec::with_capacity(1024)));
    let sorter = Sorter { text: &text, members: Vec::new(), open: Vec::new() };
    value.serialize(&mut Serializer::with_formatter(&text, sorter)).map_err(Error::internal)?;
    String::from_utf8(text.0.into_inner()).map_err(Error::internal)
}

/// What is written so far; the serializer adds to it, the sorter puts it in order.
struct Text(RefCell<Vec<u8>>);

impl Text {
    fn len(&self) -> usize {
        self.0.borrow().len()
    }
}

impl io::Write for &Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes JSON without white space and sorts the members of each object when it ends.
///
/// Sorted here and not by the map: another crate may switch on insertion order for the whole program.
struct Sorter<'a> {
    text: &'a Text,
    /// Members of the objects that are open now, the innermost object's last.
    members: Vec<Member>,
    /// For each open object, where its members begin in `members`.
    open: Vec<usize>,
}

/// Where a member of an object stands in the text: from the quote before its key.
#[derive(Clone, Copy)]
struct Member {
    begin: usize,
    key_end: usize,
}

impl Formatter for Sorter<'_> {
    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.push(self.members.len());
        writer.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        let begin = self.text.len();
        self.members.push(Member { begin, key_end: begin });
        Ok(())
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        if let Some(member) = self.members.last_mut() {
            member.key_end = self.text.len();
        }
        Ok(())
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let members = self.members.split_off(self.open.pop().unwrap_or_default());
        sort(&mut self.text.0.borrow_mut(), &members);
        writer.write_all(b"}")
    }
}

/// Puts the members at the end of the text in the order of their keys.
fn sort(text: &mut Vec<u8>, members: &[Member]) {
    let Some(first) = members.first() else { return };
    // Without the quotes, or `a b` would come before `a`.
    let key = |member: &Member| text.get(member.begin + 1..member.key_end - 1).unwrap_or_default();
    if members.is_sorted_by_key(key) {
        return;
    }
    // A member ends where the comma before the next one stands.
    let ends = members.iter().skip(1).map(|next| next.begin - 1).chain([text.len()]);
    let mut ranges: Vec<_> = members.iter().zip(ends).collect();
    ranges.sort_by_key(|(member, _)| key(member));
    let mut sorted = Vec::with_capacity(text.len() - first.begin);
    for (member, end) in ranges {
        if !sorted.is_empty() {
            sorted.push(b',');
        }
        sorted.extend_from_slice(text.get(member.begin..end).unwrap_or_default());
    }
    text.truncate(first.begin);
    text.append(&mut sorted);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn one_value_has_one_text() {
        let value: Value =
            serde_json::from_str(r#" {"b": [1, {"z":null,"a":"é\u0000\""}], "a": true} "#).unwrap();
        let text = canonical(&value).unwrap();
        assert_eq!(text, r#"{"a":true,"b":[1,{"a":"é\u0000\"","z":null}]}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value =
            json!({"b": {"d": {}, "c": [{"z": -1, "y": {}}, []]}, "a b": 1.5, "ab": "}", "a": {"": 0}});
        let sorted = r#"{"a":{"":0},"a b":1.5,"ab":"}","b":{"c":[{"y":{},"z":-1},[]],"d":{}}}"#;
        assert_eq!(canonical(&value).unwrap(), sorted);
    }
}
