//! Promises as data: `policy/promises/*.cedar` about facts, `policy/promises/general.toml` about the rules as such.

use std::collections::BTreeMap;
use std::path::Path;

use cedar_policy::{PolicyId, PolicySet, Schema, ValidationMode, Validator};
use decide::{Finding, Regime, Sources};
use serde::Deserialize;
use serde_json::Value;

use crate::question::Verdict;

/// Where promises stand.
const FOLDER: &str = "promises/";
const GENERAL: &str = "promises/general.toml";

/// One promise of the policy.
#[derive(Debug, Clone)]
pub struct Promise {
    /// Its name.
    pub id: String,
    /// File below `policy/`.
    pub file: String,
    /// The statements of the policy it follows from.
    pub norms: Vec<String>,
    /// The promise in plain Dutch.
    pub sentence: String,
    /// What must be true of the rules.
    pub property: Property,
}

/// What a promise says about the rules.
#[derive(Debug, Clone)]
pub enum Property {
    /// Facts that one of these conditions fits never get a yes.
    NeverPasses {
        /// Policies in Cedar's JSON form, whose heads say which questions they are about, each with the verdicts that
        /// keep it.
        when: Vec<(Value, Vec<Kept>)>,
    },
    /// Conclusions are never drawn from such facts.
    NeverHolds {
        /// As above.
        when: Vec<Value>,
    },
    /// No rule and no promise ends in an error, whatever the facts.
    NoError,
    /// No ruling says no without a rule that says why. `but` are conditions under which it may.
    Reasoned {
        /// As above.
        but: Vec<Value>,
    },
    /// The ruling says yes only where the law does.
    Narrows,
    /// Every rule that stands in the way changes a verdict on some facts, but for those that only explain.
    NothingRedundant {
        /// Rule by rule: why it stands there.
        explains: BTreeMap<String, String>,
    },
    /// Every rule can hold, and every permit can carry a yes.
    NothingDead,
}

/// A verdict that keeps a promise, and under which law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The verdict.
    pub verdict: Verdict,
    /// Only under this law.
    pub regime: Option<Regime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    promise: Vec<Stated>,
    #[serde(default)]
    explains: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    id: String,
    norm: String,
    promise: String,
    about: String,
}

/// Reads every promise. Either all of them hold together, or every mistake is named.
pub fn promises(sources: &Sources) -> Result<Vec<Promise>, Vec<Finding>> {
    let mut reader = Reader { findings: Vec::new(), promises: Vec::new(), exceptions: Vec::new() };
    let schema = sources.0.get("facts.cedarschema").and_then(|text| Schema::from_cedarschema_str(text).ok());
    let Some((schema, _)) = schema else {
        reader.fail("facts.cedarschema", None, "the schema cannot be read");
        return Err(reader.findings);
    };
    for (file, text) in sources.0.iter().filter(|(file, _)| file.starts_with(FOLDER)) {
        if Path::new(file.as_str()).extension().is_some_and(|end| end == "cedar") {
            reader.cedar(file, text, &schema);
        }
    }
    if let Some(text) = sources.0.get(GENERAL) {
        reader.general(text);
    }
    let mut seen = std::collections::BTreeSet::new();
    let twice = reader.promises.iter().filter(|promise| !seen.insert(promise.id.clone())).cloned();
    for promise in twice.collect::<Vec<_>>() {
        reader.fail(&promise.file, Some(&promise.id), "another promise has the same name");
    }
    if reader.findings.is_empty() { Ok(reader.promises) } else { Err(reader.findings) }
}

struct Reader {
    findings: Vec<Finding>,
    promises: Vec<Promise>,
    /// Conditions with `@exception("reasoned")`.
    exceptions: Vec<Value>,
}

impl Reader {
    fn fail(&mut self, file: &str, rule: Option<&str>, message: &str) {
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        self.findings.push(Finding { file: file.to_owned(), rule: rule.map(str::to_owned), message });
    }

    fn cedar(&mut self, file: &str, text: &str, schema: &Schema) {
        let set = match text.parse::<PolicySet>() {
            Ok(set) => set,
            Err(error) => return self.fail(file, None, &error.to_string()),
        };
        let validated = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        for error in validated.validation_errors() {
            self.fail(file, None, &error.to_string());
        }
        let mut policies = set.policies().collect::<Vec<_>>();
        policies.sort_by_key(|policy| number(policy.id()));
        for policy in policies {
            let get = |key: &str| policy.annotation(key).filter(|text| !text.is_empty()).map(str::to_owned);
            let Some(id) = get("id") else {
                self.fail(file, None, "a promise has no `@id`");
                continue;
            };
            let tree = match policy.to_json() {
                Ok(tree) => tree,
                Err(error) => {
                    self.fail(file, Some(&id), &error.to_string());
                    continue;
                }
            };
            if tree.get("effect").and_then(Value::as_str) != Some("forbid") {
                self.fail(file, Some(&id), "a promise is written as `forbid`");
            }
            if get("exception").as_deref() == Some("reasoned") {
                self.exceptions.push(tree);
                continue;
            }
            self.condition(file, &id, &get, tree);
        }
    }

    /// A promise, or one more condition of the promise before it when it has the same name.
    fn condition(&mut self, file: &str, id: &str, get: &dyn Fn(&str) -> Option<String>, tree: Value) {
        let Some(layers) = get("layers") else { return self.fail(file, Some(id), "`@layers` is missing") };
        let kept = layers.split(',').map(|layer| kept(layer.trim())).collect::<Option<Vec<_>>>();
        let is_conclusion = layers == "definitions";
        if kept.is_none() && !is_conclusion {
            let known = "`@layers` lists policy, wbp, avg and ruling, or is definitions";
            return self.fail(file, Some(id), known);
        }
        let kept = kept.unwrap_or_default();
        let earlier = self.promises.iter_mut().find(|promise| promise.id == id && promise.file == file);
        if let Some(promise) = earlier.filter(|_| get("promise").is_none()) {
            match &mut promise.property {
                Property::NeverPasses { when } if !is_conclusion => return when.push((tree, kept)),
                Property::NeverHolds { when } if is_conclusion => return when.push(tree),
                _ => return self.fail(file, Some(id), "one promise is about verdicts or about definitions"),
            }
        }
        let (Some(norm), Some(sentence)) = (get("norm"), get("promise")) else {
            return self.fail(file, Some(id), "`@norm` and `@promise` are missing");
        };
        let property = if is_conclusion {
            Property::NeverHolds { when: vec![tree] }
        } else {
            Property::NeverPasses { when: vec![(tree, kept)] }
        };
        self.promises.push(Promise {
            id: id.to_owned(),
            file: file.to_owned(),
            norms: split(&norm),
            sentence,
            property,
        });
    }

    fn general(&mut self, text: &str) {
        let general = match toml::from_str::<General>(text) {
            Ok(general) => general,
            Err(error) => return self.fail(GENERAL, None, error.message()),
        };
        for stated in general.promise {
            let property = match stated.about.as_str() {
                "no_error" => Property::NoError,
                "reasoned" => Property::Reasoned { but: self.exceptions.clone() },
                "narrows" => Property::Narrows,
                "nothing_redundant" => Property::NothingRedundant { explains: general.explains.clone() },
                "nothing_dead" => Property::NothingDead,
                _ => {
                    let known = "`about` is no_error, reasoned, narrows, nothing_redundant or nothing_dead";
                    self.fail(GENERAL, Some(&stated.id), known);
                    continue;
                }
            };
            self.promises.push(Promise {
                id: stated.id,
                file: GENERAL.to_owned(),
                norms: split(&stated.norm),
                sentence: stated.promise,
                property,
            });
        }
    }
}

fn kept(layer: &str) -> Option<Kept> {
    Some(match layer {
        "policy" => Kept { verdict: Verdict::Policy, regime: None },
        "wbp" => Kept { verdict: Verdict::Law, regime: Some(Regime::Wbp) },
        "avg" => Kept { verdict: Verdict::Law, regime: Some(Regime::Avg) },
        "ruling" => Kept { verdict: Verdict::Ruling, regime: None },
        _ => return None,
    })
}

fn split(text: &str) -> Vec<String> {
    text.split(',').map(|part| part.trim().to_owned()).collect()
}

pub(crate) fn number(id: &PolicyId) -> u32 {
    let text: &str = id.as_ref();
    text.trim_start_matches("policy").parse().unwrap_or(u32::MAX)
}
