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

/// Whether someone may open the ruling that `asker` asked for.
pub(super) fn may_open(actor: &Actor, asker: &str) -> bool {
    actor.id == asker || sees_all(actor.role)
}

/// The rulings of one page that its reader may open.
pub struct Openable(HashSet<String>);

impl Openable {
    /// The address of this one; none when it is closed to the reader.
    pub fn to(&self, ruling: &str) -> Option<String> {
        self.0.contains(ruling).then(|| format!("/uitspraken/{ruling}"))
    }
}

/// Those of `rulings` that `actor` may open.
pub async fn openable(
    house: &House,
    actor: &Actor,
    rulings: impl IntoIterator<Item = String>,
) -> Result<Openable, Error> {
    let rulings: HashSet<String> = rulings.into_iter().collect();
    let actor = actor.clone();
    let work = move |tx: &mut Tx<'_>| {
        let mut open = HashSet::new();
        for ruling in rulings {
            if journal::asked_by(tx, &ruling)?.is_some_and(|asker| may_open(&actor, &asker)) {
                open.insert(ruling);
            }
        }
        Ok(open)
    };
    house.db.read("decision.openable", work).await.map(Openable)
}
