//! Which rulings someone may open: their own, and all of them for who sees to it. Pages that name the ruling of a colleague ask
//! this first, so that no link ends at a closed door.

use std::collections::HashSet;

use ground::{Actor, Role};

use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal;

/// May see what others asked: the FG, who monitors (6.14), and the daily board, who answers for it.
pub fn sees_all(role: Role) -> bool {
    matches!(role, Role::Officer | Role::Board)
}

/// The rulings of one page that its reader may open.
pub struct Openable(HashSet<String>);

impl Openable {
    /// Whether this one is among them.
    pub fn has(&self, ruling: &str) -> bool {
        self.0.contains(ruling)
    }
}

/// Those of `rulings` that `actor` may open.
pub async fn openable(
    house: &House,
    actor: &Actor,
    rulings: impl IntoIterator<Item = String>,
) -> Result<Openable, Error> {
    let mut rulings: HashSet<String> = rulings.into_iter().collect();
    if sees_all(actor.role) {
        return Ok(Openable(rulings));
    }
    let own = actor.id.clone();
    let work = move |tx: &mut Tx<'_>| {
        let asked = rulings.drain().map(|ruling| Ok((journal::asked_by(tx, &ruling)?, ruling)));
        let asked = asked.collect::<Result<Vec<_>, Error>>()?;
        Ok(asked.into_iter().filter(|(by, _)| by.as_ref() == Some(&own)).map(|(_, ruling)| ruling).collect())
    };
    house.db.read("decision.openable", work).await.map(Openable)
}
