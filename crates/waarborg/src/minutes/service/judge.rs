//! What the policy says of what was found, for each sort of people.

use crate::db::Tx;
use crate::decision::{self, Declined};
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::minutes::model::SortRuling;
use crate::minutes::question::questions;
use crate::redaction::Trace;

/// Asks, and writes every ruling down. Answers them with how many of the findings may not stay.
pub(super) fn judge(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    traces: &[Trace],
    external: bool,
) -> Result<(Vec<SortRuling>, i64), Error> {
    let found = traces.iter().map(|trace| (trace.whom.as_str(), trace.sort.as_str()));
    let mut rulings = Vec::new();
    for (about, facts) in questions(found, external) {
        let ruling = match decision::ask_minutes(tx, house, context, facts)? {
            Ok(ruling) => passed(about, ruling),
            Err(declined) => refused(about, *declined),
        };
        rulings.push(ruling);
    }
    let stays = |trace: &&Trace| !rulings.iter().any(|it| it.passes && it.about == trace.whom.as_str());
    let found = i64::try_from(traces.iter().filter(stays).count()).unwrap_or(i64::MAX);
    Ok((rulings, found))
}

fn passed(about: &str, ruling: String) -> SortRuling {
    SortRuling { about: about.to_owned(), passes: true, ruling, reasons: Vec::new(), alternative: None }
}

fn refused(about: &str, declined: Declined) -> SortRuling {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for reason in &declined.ruling.reasons {
        match reasons.iter_mut().find(|(text, _)| *text == reason.text) {
            Some((_, norms)) => norms.push(reason.norm.clone()),
            None => reasons.push((reason.text.clone(), vec![reason.norm.clone()])),
        }
    }
    SortRuling {
        about: about.to_owned(),
        passes: false,
        reasons,
        alternative: declined.ruling.alternative,
        ruling: declined.ruling_id,
    }
}
