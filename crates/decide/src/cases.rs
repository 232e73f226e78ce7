//! The cases of `policy/cases/`: facts, and what the ruling on them has to be.
//!
//! Two kinds stand there. A *working-practice case* is a whole story and names norms of which its ruling must give at
//! least one. A *norm case* is a well-known base with one change, and names norms that its ruling must all give; `also`
//! in it is for readers. What a case says nothing about, it does not check.
//!
//! Which rules spoke in each case, and which obligations came with it, stands beside them in `spoken.json`, written by
//! `waarborg policy check --keep`. So a change of a rule shows in which cases another rule speaks now, also where the
//! outcome stays the same; people read that difference before they accept it.

use std::collections::{BTreeMap, BTreeSet};

use ground::Day;
use serde::Deserialize;
use serde_json::Value;

use crate::{Regime, Rulebook, Ruling, Sources, When};

const STORIES: [&str; 2] = ["cases/dev.jsonl", "cases/wil.jsonl"];
const BASES: &str = "cases/norms/bases.json";
const NORM_CASES: &str = "cases/norms/cases.jsonl";

/// Where [`Spoken`] stands, below `policy/`.
pub const SPOKEN: &str = "cases/spoken.json";

/// By case and regime: the rules that gave a reason, and the obligations.
pub type Spoken = BTreeMap<String, BTreeMap<Regime, BTreeSet<String>>>;

/// What rules and obligations say to each case now.
pub fn spoken(book: &Rulebook, cases: &[Case]) -> Spoken {
    cases.iter().map(|case| (case.id.clone(), case.spoken(book))).collect()
}

/// The names of the cases to which other rules speak than `spoken.json` says; of those that are new or gone too.
pub fn spoken_otherwise(sources: &Sources, now: &Spoken) -> Result<Vec<String>, String> {
    let text = sources.text(SPOKEN).unwrap_or("{}");
    let before = serde_json::from_str::<Spoken>(text).map_err(|error| format!("{SPOKEN}: {error}"))?;
    let names = before.keys().chain(now.keys()).collect::<BTreeSet<_>>();
    Ok(names.into_iter().filter(|name| before.get(*name) != now.get(*name)).cloned().collect())
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id, such as `D01`; a norm case has its title.
    pub id: String,
    /// What happens, in a few words.
    pub title: String,
    /// The facts, as `waarborg decide` takes them.
    pub facts: Value,
    /// What must come out, under each regime that the case is about.
    pub expected: Vec<Expected>,
}

/// What must come out under one regime.
#[derive(Debug, Clone)]
pub struct Expected {
    /// The law it is judged by.
    pub regime: Regime,
    /// The outcome, as it is written: `REFUSED`.
    pub outcome: String,
    /// Outcomes by item.
    pub items: BTreeMap<String, String>,
    /// Codes that must be among the obligations.
    pub obligations: Vec<String>,
    /// Norms of the reasons: all of them for a norm case, one of them for a story.
    pub norms: Vec<String>,
    pub(crate) all_norms: bool,
}

#[derive(Deserialize)]
struct Story {
    id: String,
    title: String,
    facts: Value,
    expected: BTreeMap<Regime, Option<StoryExpected>>,
}

#[derive(Deserialize)]
struct StoryExpected {
    outcome: String,
    #[serde(default)]
    items: BTreeMap<String, String>,
    #[serde(default)]
    obligations: Vec<String>,
    #[serde(default)]
    norms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NormCase {
    title: String,
    base: String,
    set: BTreeMap<String, Value>,
    regime: Option<Regime>,
    outcome: String,
    norms: Vec<String>,
    #[serde(default)]
    obligations: Vec<String>,
    #[serde(default, rename = "also")]
    _also: Vec<String>,
}

/// Every case of the policy. The first line that cannot be read is named with its file.
pub fn cases(sources: &Sources) -> Result<Vec<Case>, String> {
    let mut cases = Vec::new();
    for file in STORIES {
        each_line(sources, file, &mut |line| {
            cases.push(story(serde_json::from_str(line).map_err(|error| error.to_string())?));
            Ok(())
        })?;
    }
    let bases = sources.text(BASES).map_or(Ok(Value::Null), serde_json::from_str);
    let bases = bases.map_err(|error| format!("{BASES}: {error}"))?;
    each_line(sources, NORM_CASES, &mut |line| {
        let case = serde_json::from_str::<NormCase>(line).map_err(|error| error.to_string())?;
        cases.push(norm_case(&bases, case)?);
        Ok(())
    })?;
    Ok(cases)
}

impl Case {
    fn spoken(&self, book: &Rulebook) -> BTreeMap<Regime, BTreeSet<String>> {
        let Ok(facts) = book.parse(&self.facts) else { return BTreeMap::new() };
        let one = |expected: &Expected| {
            let ruling = book.decide(&facts, &expected.when(), None);
            let rules = ruling.reasons.iter().chain(ruling.items.iter().flat_map(|item| &item.reasons));
            let rules = rules.map(|reason| reason.rule.clone()).collect::<BTreeSet<_>>();
            (expected.regime, rules.into_iter().chain(ruling.obligations).collect())
        };
        self.expected.iter().map(one).collect()
    }

    /// What comes out otherwise than the case says; empty when it holds.
    pub fn mistakes(&self, book: &Rulebook) -> Vec<String> {
        let facts = match book.parse(&self.facts) {
            Ok(facts) => facts,
            Err(errors) => {
                return errors.iter().map(|error| format!("{}: {}", error.path, error.message)).collect();
            }
        };
        let judged = self.expected.iter().flat_map(|expected| {
            let ruling = book.decide(&facts, &expected.when(), Some(&self.id));
            let mistakes = expected.mistakes(&ruling);
            mistakes.into_iter().map(|mistake| format!("{}: {mistake}", expected.regime.as_str()))
        });
        judged.collect()
    }
}

impl Expected {
    /// A day on which the regime is in force: cases are about the law, not about its last day.
    pub fn when(&self) -> When {
        let day = match self.regime {
            Regime::Wbp => Day::of_number(17_485), // 2017-11-15
            Regime::Avg => Day::of_number(20_773), // 2026-11-16
        };
        When::on(day, false)
    }

    fn mistakes(&self, ruling: &Ruling) -> Vec<String> {
        let mut mistakes = Vec::new();
        let outcome = ruling.outcome.as_str();
        if outcome != self.outcome {
            mistakes.push(format!("{outcome} instead of {}, asks {:?}", self.outcome, ruling.questions));
        }
        for (id, expected) in &self.items {
            let found = ruling.items.iter().find(|item| item.id == *id).map(|item| item.outcome.as_str());
            if found != Some(expected) {
                mistakes.push(format!("item {id} {found:?} instead of {expected}"));
            }
        }
        let missing = self.obligations.iter().filter(|code| !ruling.obligations.contains(code));
        mistakes.extend(missing.map(|code| format!("obligation {code} is missing")));
        let items = ruling.items.iter().flat_map(|item| &item.reasons);
        let of_items = self.all_norms.then_some(items).into_iter().flatten();
        let given = ruling.reasons.iter().chain(of_items).map(|reason| reason.norm.as_str());
        let given = given.collect::<Vec<_>>();
        let missing = self.norms.iter().filter(|norm| !given.contains(&norm.as_str())).collect::<Vec<_>>();
        let tolerated = if self.all_norms { 0 } else { self.norms.len().saturating_sub(1) };
        if missing.len() > tolerated {
            mistakes.push(format!("no reason with {missing:?}, has {given:?}"));
        }
        mistakes
    }
}

fn each_line(
    sources: &Sources,
    file: &str,
    read: &mut dyn FnMut(&str) -> Result<(), String>,
) -> Result<(), String> {
    for (number, line) in sources.text(file).unwrap_or_default().lines().enumerate() {
        read(line).map_err(|error| format!("{file}, line {}: {error}", number + 1))?;
    }
    Ok(())
}

fn story(story: Story) -> Case {
    let expected = story.expected.into_iter().filter_map(|(regime, expected)| {
        let StoryExpected { outcome, items, obligations, norms } = expected?;
        Some(Expected { regime, outcome, items, obligations, norms, all_norms: false })
    });
    Case { expected: expected.collect(), id: story.id, title: story.title, facts: story.facts }
}

fn norm_case(bases: &Value, case: NormCase) -> Result<Case, String> {
    let mut facts =
        bases.get(&case.base).cloned().ok_or_else(|| format!("no base is called `{}`", case.base))?;
    for (path, fact) in case.set {
        set(&mut facts, &path, fact).ok_or_else(|| format!("`{path}` leads nowhere"))?;
    }
    let expected = |regime| Expected {
        regime,
        outcome: case.outcome.clone(),
        items: BTreeMap::new(),
        obligations: case.obligations.clone(),
        norms: case.norms.clone(),
        all_norms: true,
    };
    let regimes = case.regime.map_or(vec![Regime::Wbp, Regime::Avg], |only| vec![only]);
    Ok(Case {
        expected: regimes.into_iter().map(expected).collect(),
        id: case.title.clone(),
        title: case.title,
        facts,
    })
}

/// Sets `items.0.statute.effect` and the like.
pub(crate) fn set(facts: &mut Value, path: &str, fact: Value) -> Option<()> {
    let mut place = facts;
    for step in path.split('.') {
        place = match step.parse::<usize>() {
            Ok(index) => place.get_mut(index)?,
            Err(_) => place.as_object_mut()?.entry(step).or_insert(Value::Null),
        };
        if place.is_null() {
            *place = Value::Object(serde_json::Map::new());
        }
    }
    *place = fact;
    Some(())
}
