//! Facts told as people would: questions with their answers.

use decide::Rulebook;
use serde_json::Value;

use super::conversation::words;
use crate::web::Language;

/// The facts as questions and answers. What kind of question it is, and the names of items, are left out.
pub fn story(rulebook: &Rulebook, language: Language, facts: &Value) -> Vec<(String, String)> {
    leaves(facts)
        .into_iter()
        .filter(|(path, _)| path != "question" && !path.ends_with("].id"))
        .map(|(path, value)| {
            let question = rulebook.question(&path);
            let asked = question.as_ref().map_or_else(|| path.clone(), |it| language.pick(&it.nl, &it.en));
            (asked, words(language, question.as_ref(), &value))
        })
        .collect()
}

/// Every fact that was given, with its path; `None` values are "not known".
pub(super) fn leaves(facts: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    walk(String::new(), facts, &mut found);
    found
}

fn walk(path: String, value: &Value, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(here, member, found);
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (at, member) in list.iter().enumerate() {
                walk(format!("{path}[{at}]"), member, found);
            }
        }
        _ => found.push((path, value.clone())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_fact_is_listed_once() {
        let facts = json!({"question": "disclose", "items": [{"id": "a", "necessary": null}], "minutes": {"findings": ["name"]}});
        let paths: Vec<String> = leaves(&facts).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["question", "items[0].id", "items[0].necessary", "minutes.findings"]);
    }
}
