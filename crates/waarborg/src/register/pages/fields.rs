//! A form for any part of an entry, made from the table in [`crate::register::shape`]: what a field may hold decides
//! how it is asked, and the name of a control is the path that errors name. So a new field needs a line in the table
//! and its words in the translations, nothing else.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Map, Value};

use crate::error::FieldError;
use crate::register::shape::{Field as Shape, Kind, LONGEST_LIST, Need};
use crate::register::vocabulary::{Vocabulary, Word};
use crate::web::form::{self, Choice, Field};
use crate::web::{Frame, Language, part};

/// What a form needs to know besides its fields.
pub(super) struct Form<'a> {
    pub(super) frame: &'a Frame,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) errors: &'a [FieldError],
    /// The list that gets a second empty row, by its path.
    pub(super) longer: Option<&'a str>,
}

/// Fields in which people write more than a line.
const LONG: [&str; 9] = [
    "purpose",
    "description",
    "access",
    "note",
    "reason",
    "condition",
    "officerAdvice",
    "watchPoints",
    "mechanism",
];

/// The controls for a field that holds `value` now.
pub(super) fn controls(form: &Form<'_>, shape: &Shape, path: &str, value: Option<&Value>) -> Markup {
    let Shape(name, kind, need) = shape;
    let key = key_of(path);
    let label = form.frame.say(&key);
    let hint = Some(format!("{key}-hint")).filter(|key| Language::knows(key)).map(|key| form.frame.say(&key));
    let field = Field {
        name: path,
        label: &label,
        hint: hint.as_deref(),
        error: form::error_of(form.frame, form.errors, path),
        required: *need == Need::Must,
        ..Field::default()
    };
    let text = value.and_then(Value::as_str).unwrap_or_default();
    match kind {
        Kind::Text | Kind::Form(..) if path == "owner" => {
            let choices = words(&form.vocabulary.departments);
            form::select(&field, &choices, Some(text), &form.frame.say("register-choose"))
        }
        Kind::Text if LONG.contains(name) => form::text_area(&field, text),
        Kind::Text | Kind::Form(..) => form::text(&field, text, "text"),
        Kind::Code(codes) => {
            let choices = codes_of(form.frame, codes);
            form::select(&field, &choices, Some(text), &form.frame.say("register-choose"))
        }
        Kind::Flag => {
            let choices = [("true", "register-yes"), ("false", "register-no")]
                .map(|(value, key)| Choice::new(value, form.frame.say(key)));
            let chosen = value.and_then(Value::as_bool).map(|flag| if flag { "true" } else { "false" });
            form::radios(&field, &choices, chosen)
        }
        Kind::List(Kind::Object(fields)) => rows(form, fields, path, &field, value),
        Kind::List(inner) => {
            let lines: Vec<&str> =
                value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
            match (path, inner) {
                ("taskCodes", _) => form::checkboxes(&field, &words(&form.vocabulary.tasks), &lines),
                ("policyFields", _) => {
                    form::checkboxes(&field, &words(&form.vocabulary.policy_fields), &lines)
                }
                (_, Kind::Code(codes)) => form::checkboxes(&field, &codes_of(form.frame, codes), &lines),
                _ => form::text_area(&field, &lines.join("\n")),
            }
        }
        Kind::Object(fields) => html! {
            fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset wb-field" id=(form::id_of(path)) {
                legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend wb-field__label" {
                    (label)
                }
                @if let Some(hint) = &hint { p class="wb-field__hint" { (hint) } }
                @for shape in *fields {
                    (controls(form, shape, &format!("{path}.{}", shape.0), value.and_then(|it| it.get(shape.0))))
                }
            }
        },
    }
}

/// The rows of a list, one empty one at the end, and a button for another.
fn rows(form: &Form<'_>, fields: &[Shape], path: &str, field: &Field<'_>, value: Option<&Value>) -> Markup {
    let rows = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let empty = if form.longer == Some(path) { 2 } else { 1 };
    html! {
        section class="wb-section" id=(form::id_of(path)) {
            h2 class="utrecht-heading-2" { (field.label) }
            @if let Some(hint) = field.hint { p class="wb-field__hint" { (hint) } }
            p class="wb-field__hint" { (form.frame.say("register-rows-hint")) }
            @if let Some(error) = field.error { p class="wb-field__error" { (error) } }
            @for at in 0..rows.len() + empty {
                @let row = rows.get(at);
                fieldset class="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset wb-field" {
                    legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend wb-field__label" {
                        (form.frame.say(&key_of(path))) " " (at + 1)
                        @if row.is_none() { " (" (form.frame.say("register-row-new")) ")" }
                    }
                    div class="wb-panel" {
                    @for shape in fields {
                        @let inner = format!("{path}[{at}].{}", shape.0);
                        (controls(form, shape, &inner, row.and_then(|row| row.get(shape.0))))
                    }
                    }
                }
            }
            (part::actions(&[part::submit_as("rij", path, &form.frame.say("register-row-add"))]))
        }
    }
}

/// The key of the words for a path: `retention[3].code` is `register-f-retention-code`.
pub(super) fn key_of(path: &str) -> String {
    let mut key = String::from("register-f-");
    let mut inside = false;
    for sign in path.chars() {
        match sign {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => {}
            '.' => key.push('-'),
            upper if upper.is_ascii_uppercase() => {
                key.push('-');
                key.push(upper.to_ascii_lowercase());
            }
            other => key.push(other),
        }
    }
    key
}

fn words(words: &[Word]) -> Vec<Choice> {
    words.iter().map(|word| Choice::new(&word.code, &word.name)).collect()
}

fn codes_of(frame: &Frame, codes: &[(&str, &str)]) -> Vec<Choice> {
    codes
        .iter()
        .map(|(code, nl)| Choice::new(*code, frame.language.pick(nl, &code.replace('_', " "))))
        .collect()
}

/// What a form sent for a field; `None` when nothing was filled in. Rows that are empty are left out.
pub(super) fn read(kind: &Kind, path: &str, sent: &[(String, String)]) -> Option<Value> {
    let all = || sent.iter().filter(|(name, _)| name == path).map(|(_, value)| value.as_str());
    match kind {
        Kind::Text | Kind::Form(..) | Kind::Code(_) => {
            let text = all().next()?.trim().replace("\r\n", "\n");
            (!text.is_empty()).then_some(Value::String(text))
        }
        Kind::Flag => match all().next()? {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        },
        Kind::List(Kind::Object(fields)) => {
            let indices = rows_sent(path, sent);
            let rows: Vec<Value> = indices
                .into_iter()
                .filter_map(|at| read_object(fields, &format!("{path}[{at}]"), sent))
                .collect();
            (!rows.is_empty()).then_some(Value::Array(rows))
        }
        Kind::List(_) => {
            let lines = all().flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty());
            let lines: Vec<Value> = lines.map(|line| Value::String(line.to_owned())).collect();
            (!lines.is_empty()).then_some(Value::Array(lines))
        }
        Kind::Object(fields) => read_object(fields, path, sent),
    }
}

fn read_object(fields: &[Shape], path: &str, sent: &[(String, String)]) -> Option<Value> {
    let mut map = Map::new();
    for Shape(name, kind, _) in fields {
        if let Some(value) = read(kind, &format!("{path}.{name}"), sent) {
            map.insert((*name).to_owned(), value);
        }
    }
    (!map.is_empty()).then_some(Value::Object(map))
}

/// The numbers of the rows of a list that came in, in order; never more than a list may hold.
fn rows_sent(path: &str, sent: &[(String, String)]) -> BTreeSet<usize> {
    sent.iter()
        .filter_map(|(name, _)| name.strip_prefix(path)?.strip_prefix('[')?.split_once(']')?.0.parse().ok())
        .filter(|at| *at <= LONGEST_LIST)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::register::shape::ENTRY;

    fn kind(name: &str) -> &'static Kind {
        ENTRY.iter().find(|field| field.0 == name).unwrap().1
    }

    fn sent(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_becomes_the_document_it_was_made_from() {
        let pairs = sent(&[
            ("retention[0].result", " toegekend "),
            ("retention[0].source", "statute"),
            ("retention[1].result", ""),
            ("retention[1].source", ""),
            ("retention[2].result", "geweigerd"),
            ("retention[2].period", "P5Y"),
            ("taskCodes", "UITKERING"),
            ("taskCodes", "MATCHING"),
            ("watchPoints", "een\r\n\r\ntwee\r\n"),
            ("transfers.description", "  "),
            ("recipients[0].insideEea", "false"),
            ("recipients[9999999].name", "x"),
        ]);
        let value = |name: &str| read(kind(name), name, &pairs);
        let rows = json!([{ "result": "toegekend", "source": "statute" }, { "result": "geweigerd", "period": "P5Y" }]);
        assert_eq!(value("retention"), Some(rows), "empty rows are gone");
        assert_eq!(value("taskCodes"), Some(json!(["UITKERING", "MATCHING"])));
        assert_eq!(value("watchPoints"), Some(json!(["een", "twee"])));
        assert_eq!(value("transfers"), None, "nothing filled in");
        assert_eq!(value("recipients"), Some(json!([{ "insideEea": false }])));
    }

    #[test]
    fn every_field_has_words() {
        fn walk(path: &str, kind: &Kind) {
            assert!(Language::knows(&key_of(path)), "{}", key_of(path));
            match kind {
                Kind::Object(fields) | Kind::List(Kind::Object(fields)) => {
                    for Shape(name, kind, _) in *fields {
                        walk(&format!("{path}.{name}"), kind);
                    }
                }
                _ => {}
            }
        }
        for Shape(name, kind, _) in ENTRY {
            walk(name, kind);
        }
        assert_eq!(key_of("statuteRefs[12].validFrom"), "register-f-statute-refs-valid-from");
    }
}
