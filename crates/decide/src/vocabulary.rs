//! The vocabulary of facts, read from `facts.cedarschema`.
//!
//! Every fact has a *slot*: a place in a row of numbers. Flags are 0 and 1, words are their number in the list of
//! words, sets are bits. The same row serves the parser, the evaluator, the diagram of open facts and the
//! reference authorizer.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::Finding;
use crate::json::Part as _;

/// The value of a slot whose fact is not known.
pub(crate) const UNKNOWN: i64 = i64::MIN;

/// A moment that has not come: later than every date a person can write.
pub(crate) const NEVER: i64 = 9_999_999_999;

/// What kind of value a fact has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Flag,
    /// One word of the named list.
    Choice(String),
    /// Free text, such as a purpose code or a citation; rules compare it for equality only.
    Text,
    Number,
    /// A day or moment, in minutes since 1970 local time.
    Day,
    /// A set of words: of the named list, or of free words.
    Many(Option<String>),
}

#[derive(Debug, Clone)]
pub(crate) struct Slot {
    /// `purpose.specific`, `item.category`, `passage.redactable`, `derived.consent_valid`.
    pub(crate) path: String,
    pub(crate) kind: Kind,
    /// What holds when nobody mentions the fact, unless the question is in `asked_in`.
    pub(crate) default: Option<String>,
    pub(crate) asked_in: BTreeSet<String>,
    /// What an explicit null means, when it does not mean unknown.
    pub(crate) null: Option<String>,
    pub(crate) computed: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Action {
    pub(crate) name: String,
    /// Itself and every group it belongs to.
    pub(crate) groups: BTreeSet<String>,
    /// `Item`, `Passage` or `Case`.
    pub(crate) resource: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    pub(crate) slots: Vec<Slot>,
    pub(crate) by_path: HashMap<String, usize>,
    pub(crate) words: BTreeMap<String, Vec<String>>,
    pub(crate) actions: Vec<Action>,
}

impl Vocabulary {
    /// Reads the JSON form of the schema. What Cedar itself checks is not checked again.
    pub(crate) fn read(schema: &Value) -> Result<Self, Vec<Finding>> {
        let mut reader = Reader { schema, vocabulary: Self::default(), findings: Vec::new() };
        reader.words();
        reader.attributes("", schema.part("commonTypes").part("Facts"));
        for (prefix, entity) in [("item.", "Item"), ("passage.", "Passage")] {
            reader.attributes(prefix, schema.part("entityTypes").part(entity).part("shape"));
        }
        reader.actions();
        if reader.findings.is_empty() { Ok(reader.vocabulary) } else { Err(reader.findings) }
    }

    pub(crate) fn slot(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    pub(crate) fn action(&self, name: &str) -> Option<usize> {
        self.actions.iter().position(|action| action.name == name && !action.resource.is_empty())
    }

    /// The number of a word in its list.
    pub(crate) fn word(&self, list: &str, word: &str) -> Option<i64> {
        let position = self.words.get(list)?.iter().position(|known| known == word)?;
        i64::try_from(position).ok()
    }

    /// The value that stands for the text of a default or null annotation. Free text has none: it is interned
    /// with the rules' literals.
    pub(crate) fn constant(&self, kind: &Kind, text: &str) -> Option<i64> {
        match kind {
            Kind::Flag => text.parse::<bool>().ok().map(i64::from),
            Kind::Choice(list) => self.word(list, text),
            Kind::Number => text.parse().ok(),
            Kind::Day => (text == "never").then_some(NEVER),
            Kind::Many(_) => text.is_empty().then_some(0),
            Kind::Text => None,
        }
    }
}

struct Reader<'a> {
    schema: &'a Value,
    vocabulary: Vocabulary,
    findings: Vec<Finding>,
}

type Annotations = BTreeMap<String, String>;

impl Reader<'_> {
    fn words(&mut self) {
        for (name, entity) in entries(self.schema.part("entityTypes")) {
            if let Some(list) = entity.part("enum").as_array() {
                let words = list.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                self.vocabulary.words.insert(name.clone(), words);
            }
        }
    }

    fn attributes(&mut self, prefix: &str, record: &Value) {
        for (name, attribute) in entries(record.part("attributes")) {
            let path = format!("{prefix}{name}");
            let annotations = entries(attribute.part("annotations"))
                .map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()))
                .collect::<Annotations>();
            self.attribute(&path, attribute, &annotations);
        }
    }

    fn attribute(&mut self, path: &str, attribute: &Value, annotations: &Annotations) {
        let type_name = attribute.part("name").as_str().unwrap_or_default();
        let kind = match (attribute.part("type").as_str().unwrap_or_default(), type_name) {
            ("EntityOrCommon", "Bool") => Kind::Flag,
            ("EntityOrCommon", "String") => Kind::Text,
            ("EntityOrCommon", "Long") if annotations.contains_key("unit") => Kind::Day,
            ("EntityOrCommon", "Long") => Kind::Number,
            ("Set", _) => {
                let element = attribute.part("element").part("name").as_str().unwrap_or_default();
                Kind::Many((element != "String").then(|| element.to_owned()))
            }
            ("EntityOrCommon", common) if !self.schema.part("commonTypes").part(common).is_null() => {
                let record = self.schema.part("commonTypes").part(common).clone();
                return self.attributes(&format!("{path}."), &record);
            }
            ("EntityOrCommon", list) if self.vocabulary.words.contains_key(list) => {
                Kind::Choice(list.to_owned())
            }
            _ => return self.finding(format!("fact `{path}` has a type that rules cannot use")),
        };
        let slot = Slot {
            path: path.to_owned(),
            kind,
            default: annotations.get("default").cloned(),
            asked_in: list(annotations.get("asked_in")),
            null: annotations.get("null").cloned(),
            computed: annotations.contains_key("computed"),
        };
        for text in [&slot.default, &slot.null].into_iter().flatten() {
            if slot.kind != Kind::Text && self.vocabulary.constant(&slot.kind, text).is_none() {
                self.finding(format!("fact `{path}` has a default that is not one of its values"));
            }
        }
        self.vocabulary.by_path.insert(path.to_owned(), self.vocabulary.slots.len());
        self.vocabulary.slots.push(slot);
    }

    fn actions(&mut self) {
        let actions = self.schema.part("actions");
        for (name, action) in entries(actions) {
            let mut groups = BTreeSet::from([name.clone()]);
            let mut waiting = vec![action];
            while let Some(next) = waiting.pop() {
                for parent in next.part("memberOf").as_array().into_iter().flatten() {
                    let id = parent.part("id").as_str().unwrap_or_default();
                    if groups.insert(id.to_owned()) {
                        waiting.push(actions.part(id));
                    }
                }
            }
            let resource = action
                .part("appliesTo")
                .part("resourceTypes")
                .get(0)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned();
            self.vocabulary.actions.push(Action { name: name.clone(), groups, resource });
        }
    }

    fn finding(&mut self, message: String) {
        self.findings.push(Finding { file: "facts.cedarschema".to_owned(), rule: None, message });
    }
}

fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

/// The parts of a comma-separated annotation.
pub(crate) fn list(text: Option<&String>) -> BTreeSet<String> {
    text.into_iter().flat_map(|text| text.split(',')).map(|part| part.trim().to_owned()).collect()
}
