//! Searches: whom, what and which acts a question would be answered with yes for.
//!
//! This service keeps no people and no files, so it finds none, but for the certification scenario of the demo.

use serde_json::{Map, Value, json};

use super::demo::Scenario;
use super::request::{Action, Entity, Reader};
use crate::error::FieldError;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Subject,
    Resource,
    Action,
}

/// A search that was read.
pub(super) struct Search {
    target: Target,
    subject: Entity,
    action: Option<Action>,
    resource: Entity,
    limit: usize,
    offset: usize,
}

impl Search {
    pub(super) fn read(body: &Map<String, Value>, target: Target) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new();
        let subject = reader.entity(body, "", "subject", target == Target::Subject);
        let action = if target == Target::Action { None } else { reader.action(body, "") };
        let resource = reader.entity(body, "", "resource", target == Target::Resource);
        reader.context(body, "");
        let (limit, offset) = page(body, &mut reader);
        match (subject, resource) {
            (Some(subject), Some(resource)) if reader.errors.is_empty() => {
                Ok(Self { target, subject, action, resource, limit, offset })
            }
            _ => Err(reader.errors),
        }
    }

    /// The page of results; without a scenario there are none.
    pub(super) fn run(&self, scenario: Option<&Scenario>) -> Value {
        let found = scenario.map(|scenario| self.all(scenario)).unwrap_or_default();
        let end = self.offset.saturating_add(self.limit).min(found.len());
        let results = found.get(self.offset..end).unwrap_or_default();
        let next = if end < found.len() { format!("p{end}") } else { String::new() };
        json!({
            "page": { "next_token": next, "count": results.len(), "total": found.len() },
            "results": results,
        })
    }

    fn all(&self, scenario: &Scenario) -> Vec<Value> {
        let named = |entity: &Entity, id: String| Entity { id: Some(id), ..entity.clone() };
        match (self.target, &self.action) {
            (Target::Action, _) => Scenario::actions()
                .into_iter()
                .map(|name| Action { name: name.to_owned(), properties: Map::new() })
                .filter(|action| scenario.allows(&self.subject, action, &self.resource).0)
                .map(|action| json!({ "name": action.name }))
                .collect(),
            (Target::Subject, Some(action)) => scenario
                .ids(&self.subject.kind)
                .into_iter()
                .filter(|id| scenario.allows(&named(&self.subject, id.clone()), action, &self.resource).0)
                .map(|id| json!({ "type": self.subject.kind, "id": id }))
                .collect(),
            (Target::Resource, Some(action)) => scenario
                .ids(&self.resource.kind)
                .into_iter()
                .filter(|id| scenario.allows(&self.subject, action, &named(&self.resource, id.clone())).0)
                .map(|id| json!({ "type": self.resource.kind, "id": id }))
                .collect(),
            (_, None) => Vec::new(),
        }
    }
}

/// `page.limit` and `page.token`. The token is ours: `p` and the number of results that went before.
fn page(body: &Map<String, Value>, reader: &mut Reader) -> (usize, usize) {
    let Some(page) = body.get("page") else { return (100, 0) };
    let limit = match page.get("limit") {
        None => Some(100),
        Some(limit) => {
            limit.as_u64().filter(|limit| (1..=1000).contains(limit)).and_then(|it| usize::try_from(it).ok())
        }
    };
    let offset = match page.get("token") {
        None => Some(0),
        Some(Value::String(token)) if token.is_empty() => Some(0),
        Some(token) => token.as_str().and_then(|token| token.strip_prefix('p')?.parse().ok()),
    };
    if limit.is_none() {
        reader.wrong(
            "page.limit",
            "expected a whole number from 1 to 1000",
            "Kies een getal van 1 tot en met 1000.",
        );
    }
    if offset.is_none() {
        reader.wrong("page.token", "not a token that we gave", "Dit is geen token van ons.");
    }
    (limit.unwrap_or(100), offset.unwrap_or(0))
}
