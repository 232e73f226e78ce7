//! From what the solver found back to facts in our own words, so that `waarborg decide` says the same.

use std::collections::{BTreeMap, BTreeSet};

use cedar_policy_symcc::Env;
use decide::{FactKind, InformationRegime, Never, Outcome, Regime, Rulebook, Ruling, When};
use ground::Day;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::question::{Asked, LAST_DAY, Verdict};

/// Facts for which a promise is broken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counterexample {
    /// In the vocabulary of `waarborg decide`; what plays no part is left out.
    pub facts: Value,
    /// The question.
    pub question: String,
    /// Data protection.
    pub regime: Regime,
    /// Public information.
    pub information: InformationRegime,
    /// A day on which that law was in force.
    pub at: Day,
    /// The verdict that breaks the promise.
    pub verdict: Verdict,
    /// What the engine says to these facts.
    pub outcome: Outcome,
    /// The rules that the engine names.
    pub rules: Vec<String>,
    /// Whether the engine comes to what the solver found. If not, one of them is wrong.
    pub reproduced: bool,
}

/// The context and the attributes of the resource, as JSON.
pub(crate) fn of_cedar(env: &Env) -> Option<(Value, Value)> {
    let context = env.request.context()?.to_json_value().ok()?;
    let resource = env.request.resource()?;
    let resource = json!({ "type": resource.type_name().to_string(), "id": resource.id().unescaped() });
    let entities = env.entities.to_json_value().ok()?;
    let found = entities.as_array()?.iter().find(|entity| entity.get("uid") == Some(&resource));
    let attributes = found.and_then(|entity| entity.get("attrs").cloned()).unwrap_or_else(|| json!({}));
    Some((context, attributes))
}

/// When a question was put, so that this law is in force.
pub(crate) fn when(asked: &Asked) -> When {
    let (year, month, day) = match (asked.regime, asked.information) {
        (Regime::Wbp, InformationRegime::Wob) => (2017, 11, 15),
        (Regime::Avg, InformationRegime::Wob) => (2020, 11, 16),
        // What was pending at the transition stayed under the Wbp.
        (Regime::Wbp, InformationRegime::Woo) => (2023, 11, 15),
        (Regime::Avg, InformationRegime::Woo) => (2026, 11, 16),
    };
    let at = Day::new(year, month, day).unwrap_or_else(|| Day::of_number(0));
    When { at, regime: asked.regime, information: asked.information }
}

/// Writes the facts in our words and takes away what plays no part. `breaks` says whether a ruling still shows what
/// the solver found; `needed` are the facts that the promise itself is about.
pub(crate) fn restore(
    book: &Rulebook,
    asked: &Asked,
    verdict: Verdict,
    found: &(Value, Value),
    needed: &BTreeSet<String>,
    breaks: &dyn Fn(&Value, &Ruling) -> bool,
) -> Counterexample {
    let mut facts = flat(book, asked, found);
    let ask = |facts: &BTreeMap<String, Value>| {
        let parsed = book.parse(&written(asked, facts)).ok()?;
        Some(book.decide(&parsed, &when(asked), None))
    };
    let still = |facts: &BTreeMap<String, Value>| {
        ask(facts).is_some_and(|ruling| breaks(&written(asked, facts), &ruling))
    };
    let reproduced = still(&facts);
    if reproduced {
        // Whole groups first, then one by one.
        let groups = facts.keys().filter_map(|path| path.split_once('.').map(|(group, _)| group.to_owned()));
        for group in groups.collect::<BTreeSet<_>>() {
            let group = format!("{group}.");
            drop_if(&mut facts, |path| path.starts_with(&group) && !needed.contains(path), &still);
        }
        for path in facts.keys().cloned().collect::<Vec<_>>() {
            drop_if(&mut facts, |other| *other == path && !needed.contains(&path), &still);
        }
    }
    let ruling = ask(&facts);
    let mut rules = Vec::new();
    for reason in ruling.iter().flat_map(|ruling| &ruling.reasons) {
        if !rules.contains(&reason.rule) {
            rules.push(reason.rule.clone());
        }
    }
    let when = when(asked);
    Counterexample {
        facts: written(asked, &facts),
        question: asked.question.clone(),
        regime: when.regime,
        information: when.information,
        at: when.at,
        verdict,
        outcome: ruling.map_or(Outcome::Refused, |ruling| ruling.outcome),
        rules,
        reproduced,
    }
}

fn drop_if(
    facts: &mut BTreeMap<String, Value>,
    chosen: impl Fn(&String) -> bool,
    still: &dyn Fn(&BTreeMap<String, Value>) -> bool,
) {
    let fewer = facts.iter().filter(|(path, _)| !chosen(path));
    let fewer = fewer.map(|(path, value)| (path.clone(), value.clone())).collect::<BTreeMap<_, _>>();
    if fewer.len() < facts.len() && still(&fewer) {
        *facts = fewer;
    }
}

/// The verdict that a promise is about, as the engine gave it.
pub(crate) fn outcome(ruling: &Ruling, verdict: Verdict) -> Outcome {
    match verdict {
        Verdict::Policy => ruling.verdicts.policy,
        Verdict::Law => ruling.verdicts.law,
        Verdict::Ruling => ruling.outcome,
    }
}

/// Every fact that can be given, by its path in the vocabulary.
fn flat(book: &Rulebook, asked: &Asked, (context, resource): &(Value, Value)) -> BTreeMap<String, Value> {
    let kind_of_resource = book.resource_of(&asked.question).unwrap_or_default();
    let given = |group: &str| context.pointer(&format!("/given/{group}")).and_then(Value::as_bool);
    let has_recipient = asked.recipient.or_else(|| given("recipient")).unwrap_or(true);
    let mut texts = Texts::default();
    let mut facts = BTreeMap::new();
    for kind in book.fact_kinds() {
        let (start, rest) = match kind.path.split_once('.') {
            Some(("item", rest)) if kind_of_resource == "Item" => (resource, rest),
            Some(("passage", rest)) if kind_of_resource == "Passage" => (resource, rest),
            Some(("item" | "passage" | "settings" | "given", _)) | None => continue,
            Some(("recipient", _)) if !has_recipient => continue,
            Some(_) => (context, kind.path.as_str()),
        };
        let value = start.pointer(&format!("/{}", rest.replace('.', "/")));
        if let Some(value) = value.and_then(|value| plain(value, &kind, &mut texts)) {
            facts.insert(kind.path, value);
        }
    }
    facts
}

fn plain(value: &Value, kind: &FactKind, texts: &mut Texts) -> Option<Value> {
    // The solver is free in what no rule reads; that is not given.
    if kind.is_computed
        || kind.is_number && !value.as_i64().is_some_and(|number| (0..=1000).contains(&number))
    {
        return None;
    }
    if kind.is_day {
        let minutes = value.as_i64()?;
        return match kind.never {
            Some(never) if minutes == FactKind::NEVER => (never == Never::ByNull).then_some(Value::Null),
            _ => (0..=LAST_DAY).contains(&minutes).then(|| json!(moment(minutes))),
        };
    }
    Some(match value {
        Value::Object(object) => object.get("__entity")?.get("id")?.clone(),
        Value::String(text) => json!(texts.plain(text)),
        Value::Array(list) => {
            list.iter().map(|element| plain(element, kind, texts)).collect::<Option<Vec<_>>>()?.into()
        }
        other => other.clone(),
    })
}

/// A day, or a moment when it is not the first minute of one.
fn moment(minutes: i64) -> String {
    const MINUTES_A_DAY: i64 = 24 * 60;
    let day = Day::of_number(minutes.div_euclid(MINUTES_A_DAY));
    match minutes.rem_euclid(MINUTES_A_DAY) {
        0 => day.to_string(),
        rest => format!("{day}T{:02}:{:02}:00Z", rest / 60, rest % 60),
    }
}

/// Texts that the solver made up, under names that people can read. Rules only ask whether texts are equal.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn plain(&mut self, text: &str) -> String {
        let readable =
            text.len() >= 2 && text.len() <= 40 && text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        if readable {
            return text.to_owned();
        }
        let position = self.0.iter().position(|known| known == text).unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        });
        format!("ANDERS-{}", position + 1)
    }
}

/// The facts as JSON, each at the place where `waarborg decide` reads it.
fn written(asked: &Asked, facts: &BTreeMap<String, Value>) -> Value {
    let regime = asked.regime.as_str();
    let (mut case, mut item, mut passage) = (Map::new(), Map::new(), Map::new());
    for (path, value) in facts {
        match path.split_once('.') {
            Some(("item", rest)) if rest.starts_with("consent.") => put(&mut case, rest, value),
            Some(("item", rest @ ("ground" | "exemption"))) => {
                put(&mut item, &format!("{rest}_{regime}"), value);
            }
            Some(("item", rest)) => put(&mut item, rest, value),
            Some(("passage", rest)) => put(&mut passage, rest, value),
            _ => put(&mut case, path, value),
        }
    }
    case.insert("question".to_owned(), json!(asked.question));
    if asked.recipient == Some(true) {
        case.entry("recipient").or_insert_with(|| json!({}));
    }
    if !item.is_empty() {
        item.insert("id".to_owned(), json!("gegeven"));
        case.insert("items".to_owned(), json!([item]));
    }
    if !passage.is_empty() {
        let group = case.entry("public_request").or_insert_with(|| json!({}));
        group.as_object_mut().into_iter().for_each(|group| {
            group.insert("passages".to_owned(), json!([passage]));
        });
    }
    Value::Object(case)
}

fn put(target: &mut Map<String, Value>, path: &str, value: &Value) {
    match path.split_once('.') {
        Some((name, rest)) => {
            let group = target.entry(name).or_insert_with(|| json!({}));
            group.as_object_mut().into_iter().for_each(|group| put(group, rest, value));
        }
        None => drop(target.insert(path.to_owned(), value.clone())),
    }
}
