//! Archiving and sending: only of minutes in which nobody can be recognised, and the policy of today is asked once more
//! (6.8-1, 6.8-3). How long they are kept is in the register (selection list 19.1.9 and 19.1.11).

use std::sync::Arc;

use ground::Day;

use super::judge::judge;
use super::{Sent, begin, contents, store};
use crate::adoption::Deed;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::minutes::model::{Filed, Filing, Minutes, MinutesId, Stage};
use crate::register;

/// The register entry of keeping documents.
const ACTIVITY: &str = "REG-09";

/// Archives or sends minutes.
///
/// # Errors
///
/// [`Error::Conflict`] while somebody can be recognised, and when they were archived or sent before.
pub async fn file(
    house: &Arc<House>,
    context: &Context,
    id: &MinutesId,
    how: Filing,
    sent: Sent,
) -> Result<Minutes, Error> {
    let (own, context, id) = (house.clone(), context.clone(), id.clone());
    let work = move |tx: &mut Tx<'_>| {
        let mut minutes = begin(tx, &context, &id, &sent)?;
        minutes.revision += 1;
        if minutes.stage == Stage::Clean {
            // The policy may have changed since they were looked through; then they are blocked, and that is kept.
            let traces = contents::open(tx, &own, &context, &minutes)?.traces.clone();
            let (rulings, found) = judge(tx, &own, &context, &traces, minutes.external)?;
            let version = crate::minutes::model::Version { found, rulings, ..minutes.version.clone() };
            minutes = minutes.with(version)?;
            if minutes.stage == Stage::Blocked {
                store::put(tx, &minutes)?;
                journal::record_act(tx, &context, "minutes.file", id.as_str(), "blocked")?;
                return Ok(minutes);
            }
        }
        let (until, code) = kept(tx, minutes.external)?;
        let deed = Deed { by: context.actor.clone(), at: tx.now() };
        let minutes = minutes.file(Filed { how, deed, until, code })?;
        store::put(tx, &minutes)?;
        journal::record_act(tx, &context, "minutes.file", id.as_str(), how.as_str())?;
        Ok(minutes)
    };
    house.db.write("minutes.file", work).await
}

/// The last day on which minutes of today are kept, and the number of the result in the selection list.
fn kept(tx: &mut Tx<'_>, external: bool) -> Result<(Day, String), Error> {
    let code = if external { "19.1.11" } else { "19.1.9" };
    let unknown = || {
        Error::invalid(
            "register",
            format!("the register does not say how long minutes are kept ({code}, policy 6.4-1)"),
            format!("Het register zegt niet hoe lang een verslag blijft ({code}, beleid 6.4-1)."),
        )
    };
    let version = register::may_run(tx, ACTIVITY, tx.now())?.map_err(|_| unknown())?;
    let row =
        version.entry.retention.iter().find(|row| row.code.as_deref() == Some(code)).ok_or_else(unknown)?;
    let until = row.last_day(tx.now().day()).ok_or_else(unknown)?;
    Ok((until, code.to_owned()))
}
