//! The certification scenario of `AuthZEN`, evaluated by Cedar itself. Only the demo answers by it.

use std::str::FromStr as _;
use std::sync::OnceLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
};
use serde_json::{Map, Value, json};

use super::request::{Action, Entity};
use crate::error::Error;
use crate::house::House;

/// The scenario, compiled at its first use and kept in the house.
#[derive(Default)]
pub(super) struct Kept(OnceLock<Option<Scenario>>);

/// Rules, and who and what there is.
pub(super) struct Scenario {
    policies: PolicySet,
    entities: Vec<Value>,
}

/// The actions of the scenario.
const ACTIONS: [&str; 3] = ["read", "write", "delete"];

impl Kept {
    /// The scenario of the house's policy folder.
    pub(super) fn get(&self, house: &House) -> Result<&Scenario, Error> {
        let scenario = self.0.get_or_init(|| {
            let policy = house.policy();
            let text = |name: &str| policy.sources.0.get(&format!("demo/authzen/{name}"));
            let policies = PolicySet::from_str(text("rules.cedar")?).ok()?;
            let entities = serde_json::from_str(text("entities.json")?).ok()?;
            Some(Scenario { policies, entities })
        });
        scenario.as_ref().ok_or_else(|| Error::internal("the certification scenario does not compile"))
    }
}

impl Scenario {
    /// Whether `subject` may do `action` on `resource`, and the rules that say so. Anything unknown or odd is a no.
    pub(super) fn allows(&self, subject: &Entity, action: &Action, resource: &Entity) -> (bool, Vec<String>) {
        self.evaluate(subject, action, resource).unwrap_or_default()
    }

    fn evaluate(&self, subject: &Entity, action: &Action, resource: &Entity) -> Option<(bool, Vec<String>)> {
        let mut entities = self.entities.clone();
        override_stored(&mut entities, subject, "role");
        override_stored(&mut entities, resource, "status");
        let entities = Entities::from_json_value(Value::Array(entities), None).ok()?;
        let mut context = Map::new();
        if let Some(soft @ Value::Bool(_)) = action.properties.get("soft") {
            context.insert(String::from("soft"), soft.clone());
        }
        let context = Context::from_json_value(Value::Object(context), None).ok()?;
        let action = EntityUid::from_type_name_and_id(
            EntityTypeName::from_str("Action").ok()?,
            EntityId::new(&action.name),
        );
        let request = Request::new(uid(subject)?, action, uid(resource)?, context, None).ok()?;
        let response = Authorizer::new().is_authorized(&request, &self.policies, &entities);
        let rules = response
            .diagnostics()
            .reason()
            .filter_map(|id| self.policies.annotation(id, "id").map(str::to_owned))
            .collect();
        Some((response.decision() == Decision::Allow, rules))
    }

    /// The ids of what there is of a type.
    pub(super) fn ids(&self, kind: &str) -> Vec<String> {
        self.entities
            .iter()
            .filter(|entity| uid_part(entity, "/uid/type") == Some(kind) && kind != "Group")
            .filter_map(|entity| uid_part(entity, "/uid/id").map(str::to_owned))
            .collect()
    }

    /// The names of the actions there are.
    pub(super) fn actions() -> [&'static str; 3] {
        ACTIONS
    }
}

/// What a request sends about an entity goes before what is stored.
fn override_stored(entities: &mut [Value], sent: &Entity, attribute: &str) {
    let Some(value @ Value::String(_)) = sent.properties.get(attribute) else { return };
    let stored = entities.iter_mut().find(|entity| {
        uid_part(entity, "/uid/type") == Some(&sent.kind) && uid_part(entity, "/uid/id") == sent.id.as_deref()
    });
    if let Some(attributes) = stored.and_then(|entity| entity.get_mut("attrs")) {
        *attributes = json!({ attribute: value });
    }
}

fn uid_part<'a>(entity: &'a Value, pointer: &str) -> Option<&'a str> {
    entity.pointer(pointer).and_then(Value::as_str)
}

fn uid(entity: &Entity) -> Option<EntityUid> {
    let kind = EntityTypeName::from_str(&entity.kind).ok()?;
    Some(EntityUid::from_type_name_and_id(kind, EntityId::new(entity.id.as_deref()?)))
}
