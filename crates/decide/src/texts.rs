//! The words for people: questions, obligations, alternatives. Data of the policy, in TOML.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Finding, Sources};

/// How a fact is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionText {
    /// The path in the vocabulary, without item numbers: `items[].category`.
    pub path: String,
    /// The question in Dutch.
    pub nl: String,
    /// The question in English.
    pub en: String,
    /// Why it is asked, in Dutch.
    pub why_nl: String,
    /// Why it is asked, in English.
    pub why_en: String,
    /// The statement of the policy behind it.
    pub norm: String,
    /// What kind of answer it takes.
    pub kind: AnswerKind,
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerKind {
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these.
    Many(Vec<Choice>),
    /// A whole number.
    Number,
    /// A short text, with suggestions where there are any.
    Text(Vec<Choice>),
    /// A date.
    Day,
}

/// A word to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it stands in the facts.
    pub value: String,
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

/// What an obligation asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObligationText {
    /// The code, such as `O-LOG`.
    pub code: String,
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Translated {
    pub(crate) nl: String,
    pub(crate) en: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) nl: String,
    pub(crate) en: String,
    pub(crate) why_nl: String,
    pub(crate) why_en: String,
    pub(crate) norm: String,
}

/// `questions.toml`. Topics are the business of the pages and are not read here.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Questions {
    #[serde(default)]
    pub(crate) facts: BTreeMap<String, Asked>,
    #[serde(default)]
    pub(crate) words: BTreeMap<String, BTreeMap<String, Translated>>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Texts {
    pub(crate) questions: Questions,
    /// Code and text, in the order in which they are offered.
    pub(crate) alternatives: Vec<(String, String)>,
    /// In the order in which they are listed.
    pub(crate) obligations: Vec<ObligationText>,
}

impl Texts {
    pub(crate) fn read(sources: &Sources, findings: &mut Vec<Finding>) -> Self {
        // A bundle from the journal holds only what rules; it is never asked how to put a question.
        let asked = sources.text("questions.toml").is_some();
        let questions =
            asked.then(|| parse(sources, "questions.toml", findings)).flatten().unwrap_or_default();
        let alternatives = in_order(sources, "alternatives.toml", findings)
            .into_iter()
            .filter_map(|(code, value)| value.as_str().map(|text| (code, text.to_owned())))
            .collect();
        let obligations = in_order(sources, "obligations.toml", findings)
            .into_iter()
            .filter_map(|(code, value)| {
                let text = value.try_into::<Translated>().ok()?;
                Some(ObligationText { code, nl: text.nl, en: text.en })
            })
            .collect();
        Self { questions, alternatives, obligations }
    }

    pub(crate) fn alternative_rank(&self, code: &str) -> Option<usize> {
        self.alternatives.iter().position(|(known, _)| known == code)
    }
}

pub(crate) fn parse<T: for<'de> Deserialize<'de>>(
    sources: &Sources,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let Some(text) = sources.text(file) else {
        findings.push(Finding {
            file: file.to_owned(),
            rule: None,
            message: "the file is missing".to_owned(),
        });
        return None;
    };
    toml::from_str(text)
        .map_err(|error| {
            let message = error.to_string().trim().replace('\n', " ");
            findings.push(Finding { file: file.to_owned(), rule: None, message });
        })
        .ok()
}

/// The top-level keys in the order of the file, which is the order in which a person wrote them.
fn in_order(sources: &Sources, file: &str, findings: &mut Vec<Finding>) -> Vec<(String, toml::Value)> {
    let Some(table) = parse::<toml::Table>(sources, file, findings) else { return Vec::new() };
    let text = sources.text(file).unwrap_or_default();
    let place = |key: &str| {
        text.find(&format!("\n{key} =")).or_else(|| text.find(&format!("\n[{key}]"))).unwrap_or(usize::MAX)
    };
    let mut entries = table.into_iter().collect::<Vec<_>>();
    entries.sort_by_key(|(key, _)| place(key));
    entries
}
