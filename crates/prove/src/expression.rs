//! Cedar expressions in their JSON form, built up from parts.

use serde_json::{Map, Value, json};

/// `true` or `false`.
pub(crate) fn constant(value: bool) -> Value {
    json!({ "Value": value })
}

/// All of these.
pub(crate) fn all(parts: impl IntoIterator<Item = Value>) -> Value {
    joined(parts, "&&", true)
}

/// At least one of these.
pub(crate) fn any(parts: impl IntoIterator<Item = Value>) -> Value {
    joined(parts, "||", false)
}

/// Not this.
pub(crate) fn not(part: &Value) -> Value {
    match is_constant(part) {
        Some(value) => constant(!value),
        None => json!({ "!": { "arg": part } }),
    }
}

/// A comparison: `==`, `<`, `<=`.
pub(crate) fn compare(operator: &str, left: &Value, right: &Value) -> Value {
    json!({ operator: { "left": left, "right": right } })
}

/// A number.
pub(crate) fn number(value: i64) -> Value {
    json!({ "Value": value })
}

/// A fact by its dotted path: of the context, or of the item or passage that is judged.
pub(crate) fn fact(path: &str) -> Value {
    let (start, rest) = match path.split_once('.') {
        Some(("item" | "passage", rest)) => ("resource", rest),
        _ => ("context", path),
    };
    rest.split('.').fold(json!({ "Var": start }), |left, attr| json!({ ".": { "left": left, "attr": attr } }))
}

/// The dotted path of a fact, when the expression is one; `item.` stands before what belongs to the resource.
pub(crate) fn path(tree: &Value) -> Option<String> {
    let access = tree.get(".")?;
    let (left, attr) = (access.get("left")?, access.get("attr")?.as_str()?);
    match left.get("Var").and_then(Value::as_str) {
        Some("context") => Some(attr.to_owned()),
        Some("resource") => Some(format!("item.{attr}")),
        _ => Some(format!("{}.{attr}", path(left)?)),
    }
}

/// Replaces facts by values that are settled beforehand.
pub(crate) fn substitute(tree: &Value, settled: &Map<String, Value>) -> Value {
    if let Some(value) = path(tree).and_then(|path| settled.get(&path)) {
        return json!({ "Value": value });
    }
    match tree {
        Value::Object(object) => {
            object.iter().map(|(key, value)| (key.clone(), substitute(value, settled))).collect()
        }
        Value::Array(list) => list.iter().map(|value| substitute(value, settled)).collect(),
        other => other.clone(),
    }
}

/// Every fact that an expression reads.
pub(crate) fn facts_in(tree: &Value, found: &mut Vec<String>) {
    if let Some(path) = path(tree) {
        found.push(path);
        return;
    }
    match tree {
        Value::Object(object) => object.values().for_each(|value| facts_in(value, found)),
        Value::Array(list) => list.iter().for_each(|value| facts_in(value, found)),
        _ => {}
    }
}

fn is_constant(part: &Value) -> Option<bool> {
    part.get("Value")?.as_bool()
}

fn joined(parts: impl IntoIterator<Item = Value>, operator: &str, empty: bool) -> Value {
    let mut kept = Vec::new();
    for part in parts {
        match is_constant(&part) {
            Some(value) if value == empty => {}
            Some(_) => return part,
            None => kept.push(part),
        }
    }
    let joined = kept.into_iter().reduce(|left, right| json!({ operator: { "left": left, "right": right } }));
    joined.unwrap_or_else(|| constant(empty))
}
