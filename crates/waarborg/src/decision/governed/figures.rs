//! May figures be seen (6.5-5)? When nobody can be known from them they are no data about a person (6.2-4, 6.2-5) and the
//! policy has nothing against them; else it says that anonymous ones would do.

use serde_json::json;

use super::{Asked, Declined, rule};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;

/// Asks for a table of counts; whoever made it has seen whether someone can be known from it. Answers the ruling.
pub fn ask_figures(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    anonymous: bool,
) -> Result<Asked<String>, Error> {
    let facts = json!({
        "question": "process",
        "scope": {
            "identifiable": if anonymous { "none" } else { "person" },
            "household": false,
            "deceased": false,
        },
        "items": [{ "id": "figures", "category": "ordinary" }],
        "purpose": { "requested_for": "RESEARCH", "anonymised_suffices": true },
    });
    let ask = crate::decision::Ask { facts, ..crate::decision::Ask::default() };
    let (ruling_id, ruling) = rule(tx, house, context, ask)?;
    let may = ruling.outcome == decide::Outcome::OutOfScope || ruling.outcome.is_passable();
    Ok(if may { Ok(ruling_id) } else { Err(Box::new(Declined { ruling_id, ruling })) })
}
