//! The open lists of the register, which are data below `policy/register`: departments, policy fields, tasks, and
//! the results of the selection list.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::period::Period;
use super::words::RetentionStart;
use crate::error::Error;

const WORDS_FILE: &str = "register/vocabulary.toml";
const LIST_FILE: &str = "register/selection-list-2020.toml";

/// The open lists.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Departments that may own an entry (6.14-6).
    pub departments: Vec<Word>,
    /// Policy fields (4-15).
    pub policy_fields: Vec<Word>,
    /// Tasks of WIL (1-1).
    pub tasks: Vec<Word>,
    /// Results of the selection list 2020 that the register knows, by number.
    pub results: BTreeMap<String, ListResult>,
}

/// A code and what people read.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The code in documents.
    pub code: String,
    /// The Dutch name.
    pub name: String,
    /// The norm of the policy that it comes from.
    #[serde(default)]
    pub norm: Option<String>,
}

/// One result of the selection list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListResult {
    /// Its number.
    pub code: String,
    /// The process.
    pub process: String,
    /// The result of the process.
    pub result: String,
    /// For which cases.
    #[serde(default)]
    pub about: Option<String>,
    /// How long.
    pub period: Period,
    /// From when; none for what is kept for good.
    #[serde(default)]
    pub start: Option<RetentionStart>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WordsFile {
    department: Vec<Word>,
    policy_field: Vec<Word>,
    task: Vec<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    result: Vec<ListResult>,
}

impl Vocabulary {
    /// Reads the lists from the files below `policy/`.
    pub fn load(files: &BTreeMap<String, String>) -> Result<Self, Error> {
        let words: WordsFile = read(files, WORDS_FILE)?;
        let list: ListFile = read(files, LIST_FILE)?;
        Ok(Self {
            departments: words.department,
            policy_fields: words.policy_field,
            tasks: words.task,
            results: list.result.into_iter().map(|result| (result.code.clone(), result)).collect(),
        })
    }

    /// Name of a department, or its code when it is not in the list.
    pub fn department<'a>(&'a self, code: &'a str) -> &'a str {
        name_of(&self.departments, code)
    }

    /// Name of a policy field, or its code.
    pub fn policy_field<'a>(&'a self, code: &'a str) -> &'a str {
        name_of(&self.policy_fields, code)
    }

    /// Name of a task, or its code.
    pub fn task<'a>(&'a self, code: &'a str) -> &'a str {
        name_of(&self.tasks, code)
    }
}

fn name_of<'a>(words: &'a [Word], code: &'a str) -> &'a str {
    words.iter().find(|word| word.code == code).map_or(code, |word| word.name.as_str())
}

fn read<T: serde::de::DeserializeOwned>(
    files: &BTreeMap<String, String>,
    path: &'static str,
) -> Result<T, Error> {
    let text = files.get(path).ok_or_else(|| Error::internal(format!("policy file `{path}` is missing")))?;
    toml::from_str(text).map_err(|error| Error::internal(format!("policy file `{path}`: {error}")))
}
