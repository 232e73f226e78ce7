//! What an `AuthZEN` caller gets back: yes or no, and a context that explains it to a person and to a machine.

use decide::{Outcome, Rulebook, Ruling};
use serde_json::{Map, Value, json};

use super::super::service::Recorded;
use crate::error::FieldError;

/// The answer to one question.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) decision: bool,
    pub(super) context: Map<String, Value>,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        json!({ "decision": self.decision, "context": self.context })
    }

    /// Adds what the journal gave; the record in the journal itself does not have this.
    pub(super) fn recorded(mut self, base_url: &str, recorded: &Recorded) -> Self {
        let page = format!("{base_url}/uitspraken/{}", recorded.ruling_id);
        self.context.insert(String::from("id"), json!(recorded.ruling_id));
        self.context.insert(String::from("ruling"), json!(page));
        self.context.insert(String::from("journal_entries"), json!(recorded.entries));
        self.context.insert(String::from("trace_id"), json!(recorded.trace.to_string()));
        self
    }
}

/// Of a ruling: yes only when it may be done.
pub(super) fn of_ruling(rulebook: &Rulebook, ruling: &Ruling) -> Answer {
    let (nl, en) = sentence(ruling.outcome);
    let norms: Vec<&str> = ruling.reasons.iter().map(|reason| reason.norm.as_str()).collect();
    let why = ruling.reasons.first().map_or(String::new(), |reason| format!(" {}", reason.text));
    let by = if norms.is_empty() { String::new() } else { format!(" Policy: {}.", norms.join(", ")) };
    let obligations: Vec<Value> = ruling
        .obligations
        .iter()
        .map(|code| match rulebook.obligation(code) {
            Some(text) => json!({ "id": code, "nl": text.nl, "en": text.en }),
            None => json!({ "id": code }),
        })
        .collect();
    let context = json!({
        "reason_user": { "nl": format!("{nl}{why}"), "en": format!("{en}{by}") },
        "reason_admin": { "en": norms.join(", "), "rules": ruling.reasons.iter().map(|it| &it.rule).collect::<Vec<_>>() },
        "outcome": ruling.outcome,
        "regime": ruling.regime,
        "at": ruling.at,
        "policy_version": ruling.policy_version,
        "verdicts": ruling.verdicts,
        "items": ruling.items.iter().map(|it| json!({ "id": it.id, "outcome": it.outcome })).collect::<Vec<_>>(),
        "obligations": obligations,
        "questions": ruling.questions,
        "alternative": ruling.alternative,
    });
    Answer { decision: ruling.outcome.is_passable(), context: object(context) }
}

/// Of a question that cannot be judged: no.
pub(super) fn of_errors(errors: &[FieldError]) -> Answer {
    let context = json!({
        "reason_user": {
            "nl": "De vraag is niet volledig of niet leesbaar.",
            "en": "The question is incomplete or cannot be read.",
        },
        "reason_admin": { "en": "invalid evaluation" },
        "error": { "status": 400, "message": "invalid evaluation" },
        "errors": errors.iter().map(|it| json!({ "path": it.path, "message": it.message })).collect::<Vec<_>>(),
    });
    Answer { decision: false, context: object(context) }
}

/// Of an action that is no question of this policy: no.
pub(super) fn of_unknown_action() -> Answer {
    let context = json!({
        "reason_user": {
            "nl": "Deze handeling kent het beleid niet. Daarom is het antwoord nee.",
            "en": "The policy does not know this action. So the answer is no.",
        },
        "reason_admin": { "en": "unknown action" },
    });
    Answer { decision: false, context: object(context) }
}

/// Of the certification scenario.
pub(super) fn of_demo(decision: bool, rules: &[String]) -> Answer {
    let (nl, en) = if decision { ("Toegestaan.", "Allowed.") } else { ("Niet toegestaan.", "Not allowed.") };
    let context = json!({
        "reason_user": { "nl": nl, "en": en },
        "reason_admin": { "en": "certification scenario of the demo", "rules": rules },
    });
    Answer { decision, context: object(context) }
}

fn object(value: Value) -> Map<String, Value> {
    if let Value::Object(object) = value { object } else { Map::new() }
}

fn sentence(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::OutOfScope => {
            ("Het beleid zegt hier niets over.", "The policy does not cover this; it gives no permission.")
        }
        Outcome::Allowed => ("Dit mag.", "This is allowed."),
        Outcome::AllowedWithObligations => (
            "Dit mag, als u doet wat hieronder staat.",
            "This is allowed if the obligations are carried out.",
        ),
        Outcome::MoreFactsNeeded => ("Er ontbreken gegevens.", "Facts are missing."),
        Outcome::NeedsFgAdvice => {
            ("Vraag eerst advies aan de FG.", "The privacy officer has to advise first.")
        }
        Outcome::NeedsBoardDecision => {
            ("Alleen het dagelijks bestuur kan dit besluiten.", "Only the daily board can decide this.")
        }
        Outcome::Refused => ("Dit mag niet.", "This is not allowed."),
    }
}
