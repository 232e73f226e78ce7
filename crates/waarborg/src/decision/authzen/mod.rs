//! The decision service in the words of `AuthZEN` 1.0, with the additions of the Dutch profile (`NLGov`).
//!
//! How a request becomes a question of the policy:
//!
//! | `AuthZEN` | here |
//! |---|---|
//! | `action.name` | the question: `disclose` or `verstrekken`, `process` or `verwerken`, … ([`QUESTIONS`]) |
//! | `context.facts` | the facts, in the vocabulary of `policy/facts.cedarschema` |
//! | `resource` of type `item` | the one item: `id` and `properties`, when `context.facts` has no `items` |
//! | `subject` of type `recipient` | `properties` are the `recipient`, when `context.facts` has none |
//! | `action.properties.processing_activity_id` | the activity in the register, by address or id |
//! | `context.time` | the moment of the act, RFC 3339; its Dutch calendar day chooses the law |
//! | `context.data_subject` | `{id, id_type}` of the person the data is about; kept as a pseudonym |
//! | header `traceparent` | the trace that the ruling joins |
//!
//! `decision` is true for `ALLOWED` and `ALLOWED_WITH_OBLIGATIONS` only; the obligations stand in the context, and a
//! caller that cannot carry them out must treat the answer as a no. Unknown facts give false with the open questions.
//! Subjects and resources of other types are passed over: this service keeps no files, so searches find none.
//!
//! With `--demo`, actions that are no question of the policy are answered by the certification scenario ([`demo`]).

mod answer;
pub mod api;
mod demo;
mod facts;
mod request;
mod search;

/// The questions of the policy and what a Dutch caller may call them.
pub const QUESTIONS: [(&str, &str); 13] = [
    ("process", "verwerken"),
    ("disclose", "verstrekken"),
    ("subject_request", "verzoek-van-inwoner"),
    ("publish", "openbaar-maken"),
    ("public_request", "openbaar-maken-op-verzoek"),
    ("minutes", "verslag-leggen"),
    ("inform", "informeren"),
    ("retain", "bewaren"),
    ("transfer", "doorgeven"),
    ("register", "registreren"),
    ("agreement", "overeenkomen"),
    ("breach", "datalek-melden"),
    ("governance", "toezicht-houden"),
];

/// Reads a body in every way there is, and judges what reads. For `fuzzing`.
pub(super) fn read_for_fuzzing(edition: &std::sync::Arc<crate::house::Edition>, value: serde_json::Value) {
    let serde_json::Value::Object(body) = value else { return };
    for target in [search::Target::Subject, search::Target::Resource, search::Target::Action] {
        if let Ok(search) = search::Search::read(&body, target) {
            search.run(None);
        }
    }
    let list = request::batch(&body, 100).ok().flatten().map(|(_, list)| list).unwrap_or_default();
    let single = request::single(&body, "");
    for evaluation in list.into_iter().map(|(_, read)| read).chain([single]).flatten() {
        let asked = question(&evaluation.action.name).map(|question| facts::ask(&evaluation, question));
        if let Some(Ok(ask)) = asked {
            let judged = super::service::judge_by(edition, ground::Instant(0), ask);
            let _ = judged.map_err(|errors| facts::place_back(&evaluation, errors));
        }
    }
}

/// The question that an action's name stands for.
fn question(action: &str) -> Option<&'static str> {
    QUESTIONS.iter().find(|(english, dutch)| action == *english || action == *dutch).map(|(name, _)| *name)
}
