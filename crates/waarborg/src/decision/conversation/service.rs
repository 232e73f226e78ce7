//! The verbs of a conversation: begin, answer, change, end.

use std::sync::Arc;

use decide::{Ruling, When};
use ground::{Actor, Instant};
use serde_json::Value;

use super::model::{Conversation, LIFE, State, Thing};
use super::store;
use super::topic::{Topic, topics};
use crate::error::Error;
use crate::house::House;

/// A conversation with its topic and what the rules say so far.
pub(super) struct Standing {
    pub(super) conversation: Conversation,
    pub(super) topic: Topic,
    /// Not a ruling yet: what it would be, and above all what is still open.
    pub(super) ruling: Ruling,
}

/// A conversation with its topic.
pub(super) struct Said {
    pub(super) conversation: Conversation,
    pub(super) topic: Topic,
}

/// The topic under this key.
pub(super) fn topic(house: &House, key: &str) -> Result<Topic, Error> {
    topics(&house.policy().sources).into_iter().find(|topic| topic.key == key).ok_or(Error::NotFound("topic"))
}

/// Begins a conversation; answers its id.
pub(super) async fn begin(house: &House, actor: &Actor, key: &str) -> Result<String, Error> {
    let topic = topic(house, key)?;
    let id = house.fresh_id();
    let things = if topic.things().is_some() {
        vec![Thing { category: topic.fixed_category().unwrap_or_default().to_owned(), name: String::new() }]
    } else {
        Vec::new()
    };
    let conversation = Conversation {
        id: id.clone(),
        owner: actor.id.clone(),
        state: State { topic: topic.key, things, ..State::default() },
        ruling: None,
    };
    house
        .db
        .write("conversation.begin", move |tx| {
            store::delete_expired(tx)?;
            store::insert(tx, &conversation, Instant(tx.now().0 + LIFE))
        })
        .await?;
    Ok(id)
}

/// The conversations this person can go on with.
pub(super) async fn unfinished(house: &House, actor: &Actor) -> Result<Vec<Conversation>, Error> {
    let owner = actor.id.clone();
    house.db.read("conversation.list", move |tx| store::list_open(tx, &owner)).await
}

/// The conversation as it is kept; someone else's does not exist.
pub(super) async fn find(house: &House, actor: &Actor, id: &str) -> Result<Conversation, Error> {
    let (id, owner) = (id.to_owned(), actor.id.clone());
    let found = house.db.read("conversation.find", move |tx| store::find(tx, &id, &owner)).await?;
    found.ok_or(Error::NotFound("conversation"))
}

/// A conversation and its topic, without asking the rules anything.
pub(super) fn said(house: &House, conversation: Conversation) -> Result<Said, Error> {
    let topic = topic(house, &conversation.state.topic)?;
    Ok(Said { conversation, topic })
}

/// Where a conversation stands, by the rules of today.
pub(super) fn standing(house: &House, conversation: Conversation) -> Result<Standing, Error> {
    let Said { conversation, topic } = said(house, conversation)?;
    let ruling = preview(house, &conversation.state.facts(&topic))?;
    Ok(Standing { conversation, topic, ruling })
}

/// What the rules say about these facts. Nothing is recorded.
pub(super) fn preview(house: &House, facts: &Value) -> Result<Ruling, Error> {
    let when = When::on(house.clock.now().day(), false);
    let parsed = house.policy().rulebook.parse(facts).map_err(|errors| {
        let paths: Vec<String> = errors.into_iter().map(|error| error.path).collect();
        Error::internal(format!("a conversation made facts that do not parse: {}", paths.join(", ")))
    })?;
    Ok(house.policy().rulebook.decide(&parsed, &when, None))
}

/// Why new facts would not parse, if they would not: the message in Dutch and English for the path.
pub(super) fn objection(house: &House, facts: &Value, path: &str) -> Option<(String, String)> {
    let errors = house.policy().rulebook.parse(facts).err()?;
    errors.into_iter().find(|error| error.path == path).map(|error| (error.message_nl, error.message))
}

/// Keeps what was said.
pub(super) async fn keep(house: &Arc<House>, conversation: Conversation) -> Result<(), Error> {
    house
        .db
        .write("conversation.keep", move |tx| store::update(tx, &conversation, Instant(tx.now().0 + LIFE)))
        .await
}

/// Forgets a conversation without a ruling.
pub(super) async fn forget(house: &House, actor: &Actor, id: &str) -> Result<(), Error> {
    let (id, owner) = (id.to_owned(), actor.id.clone());
    house.db.write("conversation.forget", move |tx| store::delete(tx, &id, &owner)).await
}

/// Notes in which ruling the conversation ended.
pub(super) async fn close(house: &House, id: &str, ruling: &str) -> Result<(), Error> {
    let (id, ruling) = (id.to_owned(), ruling.to_owned());
    house.db.write("conversation.close", move |tx| store::close(tx, &id, &ruling)).await
}
