//! Counting, hiding, asking: in one transaction, which also writes down who asked and what the policy said.

use std::collections::BTreeMap;

use ground::Role;

use super::model::{Figures, Tally};
use super::suppress::{Count, Counts, Hidden, is_anonymous, protect};
use crate::db::Tx;
use crate::decision::{self, Asked};
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context};
use crate::records::{self, FileCount};

/// Who answers for what a department or the whole body does: figures are for that. Who works with files has no task in them.
pub fn may_see(role: Role) -> bool {
    matches!(role, Role::DepartmentHead | Role::Officer | Role::Board | Role::Operator)
}

/// The figures, when the policy lets them be seen. A no is kept too.
pub async fn figures(
    house: &std::sync::Arc<House>,
    context: &Context,
    tally: Tally,
) -> Result<Asked<Figures>, Error> {
    if !may_see(context.actor.role) {
        return Err(Error::Forbidden("statistics"));
    }
    let (own, context) = (house.clone(), context.clone());
    let work = move |tx: &mut Tx<'_>| {
        let threshold = own.policy_on(tx.now().day()).organisation().small_cell;
        let (rows, years, counts) = count(tx, tally)?;
        let hidden = protect(&counts, threshold);
        release(tx, &own, &context, Table { tally, rows, years, counts, hidden, threshold })
    };
    house.db.write("statistics.figures", work).await
}

/// A table with what will be hidden in it.
pub(super) struct Table {
    pub(super) tally: Tally,
    pub(super) rows: Vec<String>,
    pub(super) years: Vec<String>,
    pub(super) counts: Counts,
    pub(super) hidden: Hidden,
    pub(super) threshold: u32,
}

/// Asks the policy whether this table may be seen: it looks at the table itself, not at what was meant to be hidden.
pub(super) fn release(
    tx: &mut Tx<'_>,
    house: &House,
    context: &Context,
    table: Table,
) -> Result<Asked<Figures>, Error> {
    let Table { tally, rows, years, counts, hidden, threshold } = table;
    let anonymous = is_anonymous(&counts, &hidden, threshold);
    let ruling = match decision::ask_figures(tx, house, context, anonymous)? {
        Ok(ruling) => ruling,
        Err(declined) => {
            journal::record_act(tx, context, "statistics.figures", tally.as_str(), "refused")?;
            return Ok(Err(declined));
        }
    };
    journal::record_act(tx, context, "statistics.figures", tally.as_str(), "ok")?;
    let shown = counts.iter().zip(&hidden).map(|(counts, hidden)| {
        counts.iter().zip(hidden).map(|(count, hidden)| (!hidden).then_some(count.files)).collect()
    });
    Ok(Ok(Figures { tally, rows, years, counts: shown.collect(), threshold, ruling }))
}

/// The rows, the years, and the counts with their totals. People are counted anew for each total: one person can have files
/// in several rows and years.
fn count(tx: &mut Tx<'_>, tally: Tally) -> Result<(Vec<String>, Vec<String>, Counts), Error> {
    let moment = tally.moment();
    let mut found: BTreeMap<(Option<String>, Option<String>), Count> = BTreeMap::new();
    for (by_group, by_year) in [(true, true), (true, false), (false, true), (false, false)] {
        for FileCount { group, year, files, people } in records::count_files(tx, moment, by_group, by_year)? {
            found.insert((group, year), Count { files, people });
        }
    }
    let rows: Vec<String> = found.keys().filter(|it| it.1.is_none()).filter_map(|it| it.0.clone()).collect();
    let years = found.keys().filter(|it| it.0.is_none()).filter_map(|it| it.1.as_ref()?.parse::<u16>().ok());
    let years: Vec<u16> = years.collect();
    // A year without files is a year all the same.
    let years: Vec<String> = match (years.iter().min(), years.iter().max()) {
        (Some(first), Some(last)) => (*first..=*last).map(|year| year.to_string()).collect(),
        _ => Vec::new(),
    };
    let with_total = |names: &[String]| names.iter().cloned().map(Some).chain([None]).collect::<Vec<_>>();
    let counts = with_total(&rows)
        .into_iter()
        .map(|row| {
            let cells = with_total(&years).into_iter();
            cells.map(|year| found.get(&(row.clone(), year)).copied().unwrap_or_default()).collect()
        })
        .collect();
    Ok((rows, years, counts))
}
