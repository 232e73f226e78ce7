//! May this stand in minutes (6.8)? Asked for each sort of people in them.

use serde_json::Value;

use super::{Asked, Declined, rule, running};
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;

/// The register entry of keeping documents, minutes among them.
const ACTIVITY: &str = "REG-09";

/// Asks, and answers the ruling. A no is written down as well.
///
/// # Errors
///
/// As [`super::ask`]: under an activity that does not run nothing is done.
pub fn ask_minutes(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    facts: Value,
) -> Result<Asked<String>, Error> {
    running(tx, ACTIVITY)?;
    let activity = Some(ACTIVITY.to_owned());
    let ask = crate::decision::Ask { facts, activity, ..crate::decision::Ask::default() };
    let (ruling_id, ruling) = rule(tx, house, context, ask)?;
    Ok(if ruling.outcome.is_passable() {
        Ok(ruling_id)
    } else {
        Err(Box::new(Declined { ruling_id, ruling }))
    })
}
