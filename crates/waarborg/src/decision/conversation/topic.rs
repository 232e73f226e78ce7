//! The topics of the start page, read from `policy/questions.toml`: a jurist's file, not ours.

use std::collections::BTreeMap;

use decide::Sources;
use serde::Deserialize;
use serde_json::Value;

use crate::house::House;
use crate::web::Language;

/// What a conversation can be about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The name in forms and rows: `sharing_inside`.
    #[serde(skip)]
    pub key: String,
    /// The question of the vocabulary it leads to: `disclose`.
    pub question: String,
    /// What it is called.
    pub title_nl: String,
    /// The same in English.
    pub title_en: String,
    /// One line about it.
    pub about_nl: String,
    /// The same in English.
    pub about_en: String,
    /// The facts asked together on the first form.
    pub first: Vec<String>,
    /// Facts that follow from choosing this topic.
    #[serde(default)]
    pub preset: BTreeMap<String, Value>,
}

/// What several things are called of which one may be asked: items of data, or passages of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Things {
    /// `items[]`
    Items,
    /// `public_request.passages[]`
    Passages,
}

impl Things {
    /// The list in the facts.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Items => "items",
            Self::Passages => "public_request.passages",
        }
    }

    /// The fact that says of which kind each is.
    pub(super) fn category(self) -> String {
        format!("{}[].category", self.path())
    }
}

impl Topic {
    /// The things that are chosen on the first form, if this topic has them.
    pub(super) fn things(&self) -> Option<Things> {
        [Things::Items, Things::Passages].into_iter().find(|things| {
            let category = things.category();
            self.first.contains(&category) || self.preset.contains_key(&category)
        })
    }

    /// The category that the topic itself gives to each thing.
    pub(super) fn fixed_category(&self) -> Option<&str> {
        self.preset.get(&self.things()?.category())?.as_str()
    }

    /// The facts of the first form that are asked once, not for each thing. Whether the recipient works for WIL
    /// mostly follows from who it is; where it does not, it is asked afterwards.
    pub(super) fn first_facts(&self) -> impl Iterator<Item = &str> {
        let who = self.first.iter().any(|path| path == "recipient.kind");
        let paths = self.first.iter().map(String::as_str).filter(|path| !path.contains("[]"));
        paths.filter(move |path| !(who && *path == "recipient.inside_wil"))
    }

    /// Whether an answer fits the topic: nobody outside WIL is a recipient when sharing inside, and the reverse.
    pub(super) fn fits(&self, path: &str, value: &str) -> bool {
        let inside = match self.preset.get("recipient.inside_wil").and_then(Value::as_bool) {
            Some(inside) if path == "recipient.kind" => inside,
            _ => return true,
        };
        works_for_wil(value).is_none_or(|works| works == inside)
    }
}

/// Whether a recipient works for WIL by the meaning of the word; `None` where both can be.
pub(super) fn works_for_wil(kind: &str) -> Option<bool> {
    match kind {
        "same_unit" | "other_department" | "volunteer" => Some(true),
        // A care provider, a processor or a researcher may work for WIL.
        "care_provider" | "processor" | "researcher" => None,
        _ => Some(false),
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    topics: toml::Table,
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, Words>>,
}

#[derive(Deserialize)]
struct Words {
    nl: String,
    en: String,
}

/// What a question of the vocabulary is called: `disclose` is *Gegevens delen met iemand*.
pub fn question_words(house: &House, language: Language, question: &str) -> String {
    let policy = house.policy();
    let text = policy.sources.0.get("questions.toml").map(String::as_str).unwrap_or_default();
    let file = toml::from_str::<File>(text).ok();
    let words = file.as_ref().and_then(|file| file.words.get("Question")?.get(question));
    words.map_or_else(|| question.to_owned(), |words| language.pick(&words.nl, &words.en))
}

/// All topics, in the order in which they stand in the file.
///
/// A file that does not parse gives no topics; `policy check` is what says so.
pub fn topics(sources: &Sources) -> Vec<Topic> {
    let text = sources.0.get("questions.toml").map(String::as_str).unwrap_or_default();
    let Ok(file) = toml::from_str::<File>(text) else { return Vec::new() };
    let mut topics: Vec<Topic> = file
        .topics
        .into_iter()
        .filter_map(|(key, value)| Some(Topic { key, ..value.try_into().ok()? }))
        .collect();
    topics.sort_by_key(|topic| text.find(&format!("[topics.{}]", topic.key)));
    topics
}
