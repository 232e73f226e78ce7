//! One question under one pair of regimes, as expressions: what each layer says, and what the ruling comes to.
//!
//! The mirror of `R-COMBINE` in logic. `decide` computes the same with three values; tests hold the two together.

use std::collections::BTreeSet;

use decide::{FactKind, InformationRegime, Layer, Outcome, Regime, RuleInfo, Rulebook};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::cache::hex;
use crate::expression::{all, any, compare, constant, fact, facts_in, number, substitute};
use crate::formula::Formula;

/// Days that a counterexample may name: 1970 to 2049. Rules only compare days, so the range loses nothing.
pub(crate) const LAST_DAY: i64 = 80 * 365 * 24 * 60;

/// One question as it can be put, and the law it is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The question, such as `disclose`.
    pub question: String,
    /// Whether a recipient is named; `None` where both are meant.
    pub recipient: Option<bool>,
    /// Data protection.
    pub regime: Regime,
    /// Public information.
    pub information: InformationRegime,
}

/// A part of a ruling about which something can be promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// What the policy alone says.
    Policy,
    /// What the law in force alone says.
    Law,
    /// What binds: the stricter of the two.
    Ruling,
}

/// What the rules say to one question, in expressions over the facts.
pub(crate) struct Rules<'a> {
    pub(crate) asked: Asked,
    /// Every rule that plays a part, definitions left out.
    pub(crate) written: Vec<(&'a RuleInfo, Value)>,
    /// SHA-256 of each of their conditions.
    pub(crate) hashes: Vec<String>,
    /// What holds of all valid facts.
    pub(crate) valid: Formula,
    settled: Map<String, Value>,
    book: &'a Rulebook,
}

/// Every way in which a question can be put. The regime of public information is told apart only where a rule does.
pub(crate) fn all_asked(book: &Rulebook) -> Vec<Asked> {
    let mut list = Vec::new();
    for question in book.questions() {
        let recipients: &[Option<bool>] =
            if question == "transfer" { &[Some(false), Some(true)] } else { &[None] };
        let regimes = [Regime::Wbp, Regime::Avg];
        let tells_apart = reads_information(book, question);
        for recipient in recipients {
            for regime in regimes {
                let informations: &[InformationRegime] = match (tells_apart, regime) {
                    (true, _) => &[InformationRegime::Wob, InformationRegime::Woo],
                    (false, Regime::Wbp) => &[InformationRegime::Wob],
                    (false, Regime::Avg) => &[InformationRegime::Woo],
                };
                for information in informations {
                    let question = question.to_owned();
                    list.push(Asked { question, recipient: *recipient, regime, information: *information });
                }
            }
        }
    }
    list
}

fn reads_information(book: &Rulebook, question: &str) -> bool {
    book.written_out(&[question]).iter().any(|written| {
        let mut facts = Vec::new();
        facts_in(&written.condition, &mut facts);
        matches!(written.rule.layer, Layer::Wob | Layer::Woo)
            || facts.iter().any(|fact| fact == "information")
    })
}

impl<'a> Rules<'a> {
    pub(crate) fn new(book: &'a Rulebook, asked: &Asked) -> Self {
        let questions = asked.questions();
        let mut settled = Map::new();
        let word = |kind: &str, id: &str| json!({ "__entity": { "type": kind, "id": id } });
        settled.insert("regime".to_owned(), word("Regime", asked.regime.as_str()));
        settled.insert("information".to_owned(), word("InformationRegime", asked.information.as_str()));
        settled.insert("settings.officials_strict".to_owned(), json!(book.officials_strict()));
        if let Some(recipient) = asked.recipient {
            settled.insert("given.recipient".to_owned(), json!(recipient));
        }
        let written = book
            .written_out(&questions)
            .into_iter()
            .filter(|written| written.rule.layer != Layer::Definition)
            .map(|written| (written.rule, substitute(&written.condition, &settled)))
            .collect::<Vec<_>>();
        let hash = |(_, condition): &(_, Value)| hex(&Sha256::digest(condition.to_string()));
        let hashes = written.iter().map(hash).collect();
        let mut this = Self {
            asked: asked.clone(),
            written,
            hashes,
            valid: Formula::given(constant(true)),
            settled,
            book,
        };
        this.valid = Formula::given(this.validity());
        this
    }

    /// The condition of a promise, written out for this question.
    pub(crate) fn condition(&self, tree: &Value) -> Value {
        substitute(&self.book.write_out(tree, &self.asked.questions()), &self.settled)
    }

    /// The facts that an expression reads, by their path in the vocabulary.
    pub(crate) fn facts_of(&self, condition: &Value) -> BTreeSet<String> {
        let mut found = Vec::new();
        facts_in(condition, &mut found);
        let is_passage = self.book.resource_of(&self.asked.question) == Some("Passage");
        let own = |path: String| match path.strip_prefix("item.") {
            Some(rest) if is_passage => format!("passage.{rest}"),
            _ => path,
        };
        found.into_iter().map(own).collect()
    }

    /// Is the promise about this question at all?
    pub(crate) fn names(&self, tree: &Value) -> bool {
        self.book.names(tree, &self.asked.questions())
    }

    /// The verdict is a yes.
    pub(crate) fn passes(&self, verdict: Verdict) -> Formula {
        match verdict {
            Verdict::Policy | Verdict::Law => Formula::All(vec![
                self.permitted(verdict),
                self.stopped(verdict).not(),
                self.outside(verdict).not(),
            ]),
            // Out of the scope of one layer, the other decides alone.
            Verdict::Ruling => {
                let one = |layer| Formula::Any(vec![self.outside(layer), self.passes(layer)]);
                let nowhere = Formula::All(vec![self.outside(Verdict::Policy), self.outside(Verdict::Law)]);
                Formula::All(vec![one(Verdict::Policy), one(Verdict::Law), nowhere.not()])
            }
        }
    }

    /// A rule of the layer permits.
    pub(crate) fn permitted(&self, layer: Verdict) -> Formula {
        self.one_of(layer, |rule| rule.outcome.is_none())
    }

    /// A rule of the layer stands in the way.
    pub(crate) fn stopped(&self, layer: Verdict) -> Formula {
        self.one_of(layer, |rule| rule.outcome.is_some_and(|outcome| outcome != Outcome::OutOfScope))
    }

    /// The layer has no say: no personal data, or private use.
    pub(crate) fn outside(&self, layer: Verdict) -> Formula {
        self.one_of(layer, |rule| rule.outcome == Some(Outcome::OutOfScope))
    }

    /// One of these rules of a layer holds.
    pub(crate) fn one_of(&self, layer: Verdict, counts: impl Fn(&RuleInfo) -> bool) -> Formula {
        let rules = self.written.iter().enumerate();
        let chosen = rules.filter(|(_, (rule, _))| self.asked.counts(rule, layer) && counts(rule));
        Formula::Any(chosen.map(|(number, _)| Formula::Rule(number)).collect())
    }

    /// The rules of another version behind these.
    pub(crate) fn joined(mut self, other: Self) -> Self {
        self.written.extend(other.written);
        self.hashes.extend(other.hashes);
        self
    }

    /// What the rules of a verdict say, to see whether anything changed at all.
    pub(crate) fn words(&self, verdict: Verdict) -> Vec<(&str, Option<Outcome>)> {
        let rules = self.written.iter().zip(&self.hashes);
        let own = rules.filter(|((rule, _), _)| self.asked.counts(rule, verdict));
        own.map(|((rule, _), hash)| (hash.as_str(), rule.outcome)).collect()
    }

    /// A statement as one Cedar expression.
    pub(crate) fn expression(&self, formula: &Formula) -> Value {
        let condition = |number: usize| {
            self.written.get(number).map_or(constant(false), |(_, condition)| condition.clone())
        };
        formula.written_out(&condition)
    }

    /// What the question is about: `Item`, `Passage` or `Case`.
    pub(crate) fn resource(&self) -> &str {
        self.book.resource_of(&self.asked.question).unwrap_or_default()
    }

    /// What the door guarantees of every fact: numbers in their range, days that exist, a month that is a month.
    fn validity(&self) -> Value {
        let read =
            self.written.iter().flat_map(|(_, condition)| self.facts_of(condition)).collect::<BTreeSet<_>>();
        let kinds = self.book.fact_kinds();
        all(kinds.iter().filter(|kind| read.contains(&kind.path)).map(range))
    }
}

fn range(kind: &FactKind) -> Value {
    let value = fact(&kind.path);
    let between = |low: i64, high: i64| {
        all([compare("<=", &number(low), &value), compare("<=", &value, &number(high))])
    };
    if kind.is_number {
        return between(0, 1000);
    }
    if !kind.is_day {
        return constant(true);
    }
    if kind.is_computed {
        // One calendar month after recording: 28 to 31 days.
        let recorded = fact("inform.t_record");
        let later = |days: i64| json!({ "+": { "left": recorded, "right": number(days * 24 * 60) } });
        let in_range =
            all([compare("<=", &number(0), &recorded), compare("<=", &recorded, &number(LAST_DAY))]);
        return all([in_range, compare("<=", &later(28), &value), compare("<=", &value, &later(31))]);
    }
    let some_day = between(0, LAST_DAY);
    match kind.never {
        Some(_) => any([some_day, compare("==", &value, &number(FactKind::NEVER))]),
        None => some_day,
    }
}

impl Asked {
    /// The questions it comes down to. A transfer to a recipient must pass as a disclosure too (3-10).
    pub(crate) fn questions(&self) -> Vec<&str> {
        if self.question == "transfer" && self.recipient == Some(true) {
            return vec!["transfer", "disclose"];
        }
        vec![&self.question]
    }

    /// Is the rule in force, and does it count in this verdict?
    pub(crate) fn counts(&self, rule: &RuleInfo, verdict: Verdict) -> bool {
        let in_law = match rule.layer {
            Layer::Policy => rule.restates_law,
            Layer::Law => true,
            Layer::Wbp => self.regime == Regime::Wbp,
            Layer::Avg => self.regime == Regime::Avg,
            Layer::Wob => self.information == InformationRegime::Wob,
            Layer::Woo => self.information == InformationRegime::Woo,
            Layer::Obligation | Layer::Definition => false,
        };
        let in_policy = rule.layer == Layer::Policy;
        match verdict {
            Verdict::Policy => in_policy,
            Verdict::Law => in_law,
            Verdict::Ruling => in_policy || in_law,
        }
    }
}
