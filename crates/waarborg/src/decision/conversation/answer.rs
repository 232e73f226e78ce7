//! Answers: what came in with a form as a value of the facts, and a value of the facts in words.

use decide::{AnswerKind, Choice, QuestionText};
use serde_json::Value;

use crate::web::Language;
use crate::web::form::{read_day, show_day};

/// What a form sends for "I do not know".
pub(super) const UNKNOWN: &str = "?";
/// What a form sends for "none of these".
pub(super) const NOTHING: &str = "-";
/// What a form sends for "something else", with the words in a field of its own.
pub(super) const OTHER: &str = "+";

/// The field with the words for "something else".
pub(super) fn other_field(path: &str) -> String {
    format!("{path}.anders")
}

/// A form as it came in.
pub(super) struct Fields(pub(super) Vec<(String, String)>);

impl Fields {
    pub(super) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }
}

/// Why an answer is no answer: the key of the sentence that says so.
pub(super) type Mistake = &'static str;

/// Reads the answer to one question. `Null` is: I do not know.
pub(super) fn read(question: &QuestionText, path: &str, fields: &Fields) -> Result<Value, Mistake> {
    let given = fields.one(path);
    if given == UNKNOWN {
        return Ok(Value::Null);
    }
    match &question.kind {
        AnswerKind::Flag => match given {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err("answer-choose"),
        },
        AnswerKind::Choice(choices) => {
            if knows(choices, given) {
                Ok(Value::from(given))
            } else {
                Err("answer-choose")
            }
        }
        AnswerKind::Many(choices) => {
            let chosen: Vec<&str> = fields.all(path).filter(|value| *value != NOTHING).collect();
            if fields.all(path).next().is_none() || chosen.iter().any(|value| !knows(choices, value)) {
                return Err("answer-choose-some");
            }
            if chosen.len() < fields.all(path).count() && !chosen.is_empty() {
                return Err("answer-none-and-some");
            }
            Ok(Value::from(chosen))
        }
        AnswerKind::Number => match given.parse::<u32>() {
            Ok(number) if number <= 100_000 => Ok(Value::from(number)),
            _ => Err("answer-number"),
        },
        AnswerKind::Day => read_day(given).map(|day| Value::from(day.to_string())).ok_or("answer-day"),
        AnswerKind::Text(choices) => {
            if knows(choices, given) {
                return Ok(Value::from(given));
            }
            let other = other_field(path);
            let typed = if choices.is_empty() { given } else { fields.one(&other) };
            match typed.chars().count() {
                0 if choices.is_empty() => Err("answer-text"),
                0 => Err("answer-choose"),
                1..=80 if !typed.chars().any(char::is_control) => Ok(Value::from(typed)),
                _ => Err("answer-text-long"),
            }
        }
    }
}

fn knows(choices: &[Choice], value: &str) -> bool {
    choices.iter().any(|choice| choice.value == value)
}

/// A value in words, as the one who answered chose them.
pub(in crate::decision) fn words(
    language: Language,
    question: Option<&QuestionText>,
    value: &Value,
) -> String {
    let choices: &[Choice] = match question.map(|question| &question.kind) {
        Some(AnswerKind::Choice(choices) | AnswerKind::Many(choices) | AnswerKind::Text(choices)) => choices,
        _ => &[],
    };
    let word = |text: &str| {
        choices
            .iter()
            .find(|choice| choice.value == text)
            .map_or_else(|| text.to_owned(), |choice| language.pick(&choice.nl, &choice.en))
    };
    match value {
        Value::Null => language.say("form-unknown"),
        Value::Bool(true) => language.say("answer-yes"),
        Value::Bool(false) => language.say("answer-no"),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match text.parse() {
            Ok(day) => show_day(day),
            Err(_) => word(text),
        },
        Value::Array(values) if values.is_empty() => language.say("answer-none-of-these"),
        Value::Array(values) => {
            let each: Vec<String> = values.iter().filter_map(Value::as_str).map(word).collect();
            each.join(", ")
        }
        Value::Object(_) => String::new(),
    }
}
