//! The topics of the start page, read from `policy/questions.toml`: a jurist's file, not ours.

use std::collections::BTreeMap;

use decide::Sources;
use serde::Deserialize;
use serde_json::Value;

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

    /// The facts of the first form that are asked once, not for each thing.
    pub(super) fn first_facts(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(String::as_str).filter(|path| !path.contains("[]"))
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    topics: toml::Table,
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
