//! The compiled policy: read once, checked whole, then only asked.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use cedar_policy::{PolicyId, PolicySet, Schema, SchemaFragment, ValidationMode, Validator};
use serde_json::Value;

use crate::json::Part as _;
use crate::program::{self, Program};
use crate::reasons::Reasons;
use crate::rule::{self, Layer, RuleInfo};
use crate::tables::Tables;
use crate::texts::Texts;
use crate::vocabulary::Vocabulary;
use crate::{Finding, Sources, expression::Literals};

/// Where the body says what its policy is called.
const ORGANISATION: &str = "organisation.toml";

/// The compiled policy.
#[derive(Debug)]
pub struct Rulebook {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) literals: Literals,
    pub(crate) rules: Vec<RuleInfo>,
    pub(crate) reasons: Reasons,
    /// The JSON form of each rule, for the reference authorizer and for proofs.
    pub(crate) trees: Vec<Value>,
    /// By question, then by regime: see `program::index`.
    pub(crate) programs: Vec<Vec<Program>>,
    pub(crate) texts: Texts,
    pub(crate) tables: Tables,
    pub(crate) schema: Schema,
    pub(crate) schema_text: String,
    /// Setting `minutes.officials`: officials are named by function in minutes (T-20).
    pub(crate) officials_strict: bool,
    version: String,
    hash: String,
}

impl Rulebook {
    /// Reads and checks the whole policy. Either everything holds, or every mistake is named.
    pub fn load(sources: &Sources) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let (schema, vocabulary) = read_schema(sources)?;
        let texts = Texts::read(sources, &mut findings);
        let tables = Tables::read(sources, &mut findings);
        let edition = edition(sources, &mut findings);
        let (rules, trees) = read_rules(sources, &schema, &mut findings);
        check_references(&rules, &texts, &vocabulary, &mut findings);
        let (mut rules, mut literals) = (rules, Literals::default());
        let programs = program::compile(&vocabulary, &mut rules, &trees, &mut literals, &mut findings);
        if !findings.is_empty() {
            findings.sort_by(|a, b| (&a.file, &a.rule, &a.message).cmp(&(&b.file, &b.rule, &b.message)));
            findings.dedup();
            return Err(findings);
        }
        let officials_strict = officials_strict(sources);
        let hash = sources.hash();
        let version = format!("{edition}+{}", hash.get(..12).unwrap_or_default());
        Ok(Self {
            vocabulary,
            literals,
            reasons: Reasons::of(&rules),
            rules,
            trees,
            programs,
            texts,
            tables,
            schema,
            schema_text: sources.text("facts.cedarschema").unwrap_or_default().to_owned(),
            officials_strict,
            version,
            hash,
        })
    }

    /// The edition and the beginning of the hash: `2017.1+1a2b3c4d5e6f`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of all files, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Every rule, in the order of the files.
    pub fn rules(&self) -> impl Iterator<Item = &RuleInfo> {
        self.rules.iter()
    }

    /// The names of the questions that can be asked.
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.vocabulary
            .actions
            .iter()
            .filter(|action| !action.resource.is_empty())
            .map(|action| action.name.as_str())
    }
}

/// The name that people gave this version of the policy: `policy.edition` of `organisation.toml`. Letters, digits, dots
/// and dashes, so that it can stand in a version with the hash of the files behind it.
fn edition(sources: &Sources, findings: &mut Vec<Finding>) -> String {
    // A file that is missing or does not parse has its own finding.
    let Some(table) = sources.text(ORGANISATION).and_then(|text| text.parse::<toml::Table>().ok()) else {
        return String::new();
    };
    let name = table.get("policy").and_then(|policy| policy.get("edition")?.as_str()).unwrap_or_default();
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
    if name.is_empty() || name.len() > 32 || !name.chars().all(plain) {
        let message = "`policy.edition` must be 1 to 32 letters, digits, dots and dashes".to_owned();
        findings.push(Finding { file: ORGANISATION.to_owned(), rule: None, message });
    }
    name.to_owned()
}

/// Strict unless `organisation.toml` says `functional`: the default is the strict side.
fn officials_strict(sources: &Sources) -> bool {
    let table = sources.text(ORGANISATION).and_then(|text| text.parse::<toml::Table>().ok());
    let setting =
        table.as_ref().and_then(|table| table.get("settings")?.get("minutes")?.get("officials")?.as_str());
    setting != Some("functional")
}

fn read_schema(sources: &Sources) -> Result<(Schema, Vocabulary), Vec<Finding>> {
    let file = "facts.cedarschema";
    let fail = |message: String| vec![Finding { file: file.to_owned(), rule: None, message }];
    let text = sources.text(file).ok_or_else(|| fail("the file is missing".to_owned()))?;
    let (fragment, _warnings) =
        SchemaFragment::from_cedarschema_str(text).map_err(|error| fail(one_line(&error.to_string())))?;
    let json = fragment.clone().to_json_value().map_err(|error| fail(one_line(&error.to_string())))?;
    let schema =
        Schema::from_schema_fragments([fragment]).map_err(|error| fail(one_line(&error.to_string())))?;
    Ok((schema, Vocabulary::read(json.part(""))?))
}

/// Reads every rule file. Cedar checks each rule against the schema: names, kinds, words, questions.
fn read_rules(
    sources: &Sources,
    schema: &Schema,
    findings: &mut Vec<Finding>,
) -> (Vec<RuleInfo>, Vec<Value>) {
    let validator = Validator::new(schema.clone());
    let (mut rules, mut trees, mut ids) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (file, text) in sources.rules() {
        let Some(layer) = Layer::of(file) else { continue };
        let mut fail = |rule: Option<String>, message: String| {
            findings.push(Finding { file: file.to_owned(), rule, message: one_line(&message) });
        };
        let set = match PolicySet::from_str(text) {
            Ok(set) => set,
            Err(error) => {
                fail(None, error.to_string());
                continue;
            }
        };
        let mut named = PolicySet::new();
        // Cedar numbers the policies of a file; the numbers keep the order in which they were written.
        let mut policies = set.policies().collect::<Vec<_>>();
        policies.sort_by_key(|policy| number(policy.id()));
        for policy in policies {
            let id = policy.annotation("id").unwrap_or_default().to_owned();
            if !id.is_empty() && !ids.insert(id.clone()) {
                fail(Some(id.clone()), "another rule has the same `@id`".to_owned());
                continue;
            }
            let tree = match policy.to_json() {
                Ok(tree) => tree,
                Err(error) => {
                    fail(Some(id), error.to_string());
                    continue;
                }
            };
            match rule::read(file, layer, &tree, &policy.to_string()) {
                Ok(rule) => {
                    rules.push(rule);
                    trees.push(tree);
                }
                Err(mistakes) => mistakes.into_iter().for_each(|mistake| fail(mistake.rule, mistake.message)),
            }
            if let Err(error) = named.add(policy.new_id(PolicyId::new(&id))) {
                fail(Some(id), error.to_string());
            }
        }
        for error in validator.validate(&named, ValidationMode::Strict).validation_errors() {
            fail(Some(error.policy_id().to_string()), error.to_string());
        }
    }
    (rules, trees)
}

/// What Cedar cannot know: codes and paths that annotations point to.
fn check_references(rules: &[RuleInfo], texts: &Texts, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
    for rule in rules {
        let mut fail = |message: String| {
            findings.push(Finding { file: rule.file.clone(), rule: Some(rule.id.clone()), message });
        };
        if let Some(code) = &rule.alternative
            && texts.alternative_rank(code).is_none()
        {
            fail(format!("alternative `{code}` has no text in alternatives.toml"));
        }
        if let Some(code) = &rule.obligation
            && !texts.obligations.iter().any(|text| text.code == *code)
        {
            fail(format!("obligation `{code}` has no text in obligations.toml"));
        }
        if let Some(path) = &rule.asks
            && vocabulary.slot(path).is_none()
        {
            fail(format!("`{path}` is not a fact"));
        }
        if let Some(name) = &rule.defines
            && vocabulary.slot(&format!("derived.{name}")).is_none()
        {
            fail(format!("`{name}` does not stand in Derived of the schema"));
        }
    }
}

fn number(id: &PolicyId) -> u32 {
    let text: &str = id.as_ref();
    text.trim_start_matches("policy").parse().unwrap_or(u32::MAX)
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
