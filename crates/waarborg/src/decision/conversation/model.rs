//! A conversation: the topic, the things it is about, the answers so far; and the facts they add up to.

use decide::Ruling;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::topic::{Things, Topic, works_for_wil};

/// A conversation lives this long after the last answer: eight hours, in milliseconds.
pub(super) const LIFE: i64 = 8 * 60 * 60 * 1000;

/// More things than this do not fit one conversation; ask again for the rest.
pub(super) const MOST_THINGS: usize = 10;

/// One conversation of one person.
#[derive(Debug, Clone)]
pub(super) struct Conversation {
    pub(super) id: String,
    pub(super) owner: String,
    pub(super) state: State,
    /// The ruling it ended in.
    pub(super) ruling: Option<String>,
}

/// What was said so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub(super) topic: String,
    /// Items of data, or passages.
    pub(super) things: Vec<Thing>,
    pub(super) answers: Vec<Answer>,
    /// The first form was answered.
    pub(super) begun: bool,
    /// The answer that is being changed.
    pub(super) changing: Option<String>,
}

/// An item of data or a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Thing {
    pub(super) category: String,
    /// A short name for it, such as `brief van de arts`; may be empty.
    pub(super) name: String,
}

/// An answer to one question; `Null` is: I do not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) path: String,
    pub(super) value: Value,
}

/// Where the conversation stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The first form.
    First,
    /// One question.
    Ask(String),
    /// Everything that matters is said.
    Check,
}

impl State {
    /// What comes next, given what the rules still want to know.
    pub(super) fn step(&self, ruling: &Ruling) -> Step {
        if !self.begun {
            return Step::First;
        }
        if let Some(path) = &self.changing {
            return Step::Ask(path.clone());
        }
        self.open(ruling).next().map_or(Step::Check, |path| Step::Ask(path.to_owned()))
    }

    /// The questions that can still change the outcome and were not put yet.
    pub(super) fn open<'a>(&'a self, ruling: &'a Ruling) -> impl Iterator<Item = &'a str> {
        ruling.questions.iter().map(String::as_str).filter(|path| self.answer(path).is_none())
    }

    pub(super) fn answer(&self, path: &str) -> Option<&Value> {
        self.answers.iter().find(|answer| answer.path == path).map(|answer| &answer.value)
    }

    /// Whether a path is about something that is there: a thing that was taken away has no questions any more.
    pub(super) fn speaks_of(&self, path: &str) -> bool {
        let index = path.split_once('[').and_then(|(_, rest)| rest.split(']').next());
        index.is_none_or(|digits| digits.parse::<usize>().is_ok_and(|at| at < self.things.len()))
    }

    /// Keeps an answer, in place of an earlier one to the same question.
    pub(super) fn set(&mut self, path: &str, value: Value) {
        match self.answers.iter_mut().find(|answer| answer.path == path) {
            Some(answer) => answer.value = value,
            None => self.answers.push(Answer { path: path.to_owned(), value }),
        }
    }

    /// Keeps other things. Answers about things that stay in their place stay; the others are forgotten.
    pub(super) fn set_things(&mut self, kind: Things, things: Vec<Thing>) {
        let stays = |path: &str| {
            let Some(rest) = path.strip_prefix(kind.path()).and_then(|rest| rest.strip_prefix('[')) else {
                return true;
            };
            let index = rest.split(']').next().and_then(|digits| digits.parse::<usize>().ok());
            index.is_some_and(|index| {
                let category = |list: &[Thing]| list.get(index).map(|thing| thing.category.clone());
                category(&things).is_some() && category(&things) == category(&self.things)
            })
        };
        let kept = self.answers.iter().filter(|answer| stays(&answer.path)).cloned().collect();
        self.answers = kept;
        self.things = things;
    }

    /// The facts so far, in the vocabulary of the policy.
    pub(super) fn facts(&self, topic: &Topic) -> Value {
        let mut facts = json!({ "question": topic.question });
        if let Some(kind) = topic.things() {
            let list: Vec<Value> =
                self.things.iter().enumerate().map(|(at, thing)| self.thing(kind, at, thing)).collect();
            put(&mut facts, kind.path(), Value::Array(list));
        }
        for (path, value) in &topic.preset {
            if !path.contains("[]") {
                put(&mut facts, path, value.clone());
            }
        }
        for answer in &self.answers {
            put(&mut facts, &answer.path, answer.value.clone());
        }
        imply(&mut facts);
        facts
    }

    fn thing(&self, kind: Things, at: usize, thing: &Thing) -> Value {
        let category =
            if thing.category.is_empty() { Value::Null } else { Value::from(thing.category.as_str()) };
        match kind {
            Things::Passages => json!({ "category": category }),
            Things::Items => json!({ "id": self.thing_id(at, thing), "category": category }),
        }
    }

    /// The id under which the ruling speaks of a thing: its name, else its category; with a number when that is
    /// not enough to tell it apart.
    fn thing_id(&self, at: usize, thing: &Thing) -> String {
        let plain = |thing: &Thing| {
            let names = [thing.name.as_str(), thing.category.as_str(), "item"];
            names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
        };
        let own = plain(thing);
        let before = self.things.iter().take(at).filter(|other| plain(other) == own).count();
        if before == 0 { own } else { format!("{own} {}", before + 1) }
    }
}

/// Facts that follow from others by the meaning of the words, so that nobody has to be asked: a colleague works for
/// WIL, the police do not; a care provider gives care. And the danger behind medical information must be asked
/// where the vocabulary would take silence for "none".
fn imply(facts: &mut Value) {
    let kind = facts.pointer("/recipient/kind").and_then(Value::as_str).map(str::to_owned);
    if let Some(inside) = kind.as_deref().and_then(works_for_wil) {
        put(facts, "recipient.inside_wil", Value::Bool(inside));
    }
    if kind.as_deref() == Some("care_provider") {
        put(facts, "recipient.care_provider", Value::Bool(true));
    }
    let health = facts.get("items").and_then(Value::as_array).is_some_and(|items| {
        items.iter().any(|item| item.get("category").and_then(Value::as_str) == Some("health"))
    });
    let shares = facts.get("question").and_then(Value::as_str) == Some("disclose");
    if health && shares && facts.pointer("/evident/danger").is_none() {
        put(facts, "evident.danger", Value::Null);
    }
}

/// Puts `value` at `path` (`items[0].statute.effect`), making what is missing on the way. A list is never made
/// longer: an answer about a thing that is gone goes nowhere.
pub(super) fn put(facts: &mut Value, path: &str, value: Value) {
    let mut place = facts;
    for part in path.split('.') {
        let (name, index) = match part.split_once('[') {
            Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<usize>().ok()),
            None => (part, None),
        };
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        let Some(object) = place.as_object_mut() else { return };
        place = object.entry(name).or_insert(Value::Null);
        if let Some(index) = index {
            let Some(element) = place.as_array_mut().and_then(|list| list.get_mut(index)) else { return };
            place = element;
        }
    }
    *place = value;
}
