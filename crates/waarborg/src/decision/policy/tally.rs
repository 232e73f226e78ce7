//! How many rulings of this year each paragraph carried. Counted as the journal grows and kept in memory; after a start
//! the counting begins again at New Year, a bounded stretch at a time.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use ground::{Day, paragraph_of};

use crate::error::Error;
use crate::house::House;
use crate::journal;

/// Entries that one look may count: some tenths of a second.
const MOST: i64 = 10_000;
/// Entries that are read in one transaction.
const CHUNK: i64 = 1_000;

/// Rulings by outcome, such as `REFUSED`, that a paragraph carried.
pub(super) type ByOutcome = BTreeMap<String, u64>;

/// What was counted until now.
#[derive(Default)]
struct Tally(Mutex<Counted>);

#[derive(Default, Clone)]
struct Counted {
    year: i16,
    next: i64,
    paragraphs: BTreeMap<String, ByOutcome>,
}

/// The rulings of this year that a paragraph carried, and whether all entries are counted by now.
pub(super) async fn of_this_year(house: &House, paragraph: &str) -> Result<(i16, ByOutcome, bool), Error> {
    let today = house.clock.now().day();
    let tally = house.memo.of::<Tally>();
    let mut counted = tally.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if counted.year != today.year() {
        let new_year =
            Day::new(today.year(), 1, 1).ok_or_else(|| Error::internal("a year without a beginning"))?;
        let next = journal::first_since(house, new_year.begins()).await?;
        counted = Counted { year: today.year(), next, paragraphs: BTreeMap::new() };
    }
    let until = counted.next.saturating_add(MOST);
    let mut complete = false;
    while !complete && counted.next < until {
        let stretch = journal::count_rulings(house, counted.next, CHUNK).await?;
        complete = stretch.next < counted.next.saturating_add(CHUNK);
        counted.next = stretch.next;
        stretch.rulings.iter().for_each(|(outcome, norms)| counted.add(outcome, norms));
    }
    let found = counted.paragraphs.get(paragraph).cloned().unwrap_or_default();
    let year = counted.year;
    // Two who count at once count the same; the one that came further is kept.
    let mut kept = tally.0.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.year != year || kept.next < counted.next {
        *kept = counted;
    }
    Ok((year, found, complete))
}

impl Counted {
    /// A ruling counts once for each paragraph that carries it.
    fn add(&mut self, outcome: &str, norms: &[String]) {
        let paragraphs = norms.iter().filter_map(|norm| paragraph_of(norm));
        for paragraph in paragraphs.collect::<std::collections::BTreeSet<_>>() {
            let outcomes = self.paragraphs.entry(paragraph.to_owned()).or_default();
            *outcomes.entry(outcome.to_owned()).or_default() += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruling_counts_once_for_each_paragraph() {
        let mut counted = Counted::default();
        counted.add("REFUSED", &["6.9-1".to_owned(), "6.9-3".to_owned(), "5-9".to_owned()]);
        assert_eq!(counted.paragraphs["6.9"]["REFUSED"], 1);
        assert_eq!(counted.paragraphs["5"]["REFUSED"], 1);
    }
}
