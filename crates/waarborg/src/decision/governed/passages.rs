//! May a passage be public (6.12)? Nothing is opened by asking, so there is no permit: the answer is what must be done with it.

use serde_json::Value;

use super::{rule, running};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;

/// What the rules say of one passage.
#[derive(Debug, Clone)]
pub struct PassageRuling {
    /// The ruling in the journal.
    pub id: String,
    /// What it said.
    pub ruling: decide::Ruling,
    /// What that comes down to; none while facts are missing or someone has to be asked first.
    pub may: Option<MayBePublic>,
}

/// What is to be done with a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayBePublic {
    /// As it is.
    Yes,
    /// Once what is about people was made unreadable (6.12-4).
    Redacted,
    /// Not.
    No,
}

/// Asks with the facts of `public_request` and one passage, for a processing activity.
///
/// # Errors
///
/// As [`super::ask`]: under an activity that does not run nothing is done.
pub fn ask_passage(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    facts: Value,
    activity: &str,
) -> Result<PassageRuling, Error> {
    let ask = crate::decision::Ask {
        facts,
        activity: Some(activity.to_owned()),
        ..crate::decision::Ask::default()
    };
    running(tx, activity)?;
    let (id, ruling) = rule(tx, house, context, ask)?;
    let redact = ruling.obligations.iter().any(|code| code == "O-REDACT");
    let may = match ruling.outcome {
        outcome if outcome.is_passable() && redact => Some(MayBePublic::Redacted),
        outcome if outcome.is_passable() || outcome == decide::Outcome::OutOfScope => Some(MayBePublic::Yes),
        decide::Outcome::Refused => Some(MayBePublic::No),
        _ => None,
    };
    Ok(PassageRuling { id, ruling, may })
}
