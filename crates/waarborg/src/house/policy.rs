//! The policy in its editions: the one that the program carries in itself, and those that were adopted since.
//!
//! An act of a day is judged by the edition in force on that day (policy 4-6): the newest one whose first day has come.
//! Adopting is a later chapter; here it only takes effect. Not guaranteed: that a second process on the same database
//! notices an adoption before it starts anew.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use decide::{Finding, Rulebook, Sources};
use ground::Day;

/// `policy/` as it was when the program was built: path and text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policy_files.rs"));

/// The policy as text.
pub fn embedded_sources() -> Sources {
    Sources(
        FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>(),
    )
}

/// The policy compiled, or all mistakes in it.
pub fn load_rulebook(sources: &Sources) -> Result<Arc<Rulebook>, Vec<Finding>> {
    Rulebook::load(sources).map(Arc::new)
}

/// One adopted version of the policy, ready to judge by.
#[derive(Debug)]
pub struct Edition {
    /// Its number among all versions.
    pub number: i64,
    /// The first day on which it is in force; none for the one that was there from the beginning.
    pub from: Option<Day>,
    /// The compiled rules.
    pub rulebook: Arc<Rulebook>,
    /// The text, for showing.
    pub sources: Arc<Sources>,
    kept: AtomicBool,
}

impl Edition {
    /// An edition of sources that compile.
    pub fn new(number: i64, from: Option<Day>, rulebook: Arc<Rulebook>, sources: Arc<Sources>) -> Self {
        Self { number, from, rulebook, sources, kept: AtomicBool::new(false) }
    }

    /// Compiles an edition from its files, or names all mistakes in them.
    pub fn compile(
        number: i64,
        from: Option<Day>,
        files: BTreeMap<String, String>,
    ) -> Result<Self, Vec<Finding>> {
        let sources = Sources(files);
        Ok(Self::new(number, from, load_rulebook(&sources)?, Arc::new(sources)))
    }

    /// Whether its text is known to be in the journal, where nothing is ever deleted.
    pub fn is_kept(&self) -> bool {
        self.kept.load(Ordering::Acquire)
    }

    /// A commit put its text into the journal.
    pub fn is_kept_now(&self) {
        self.kept.store(true, Ordering::Release);
    }
}

/// All adopted editions in the order of their numbers. There is always one.
#[derive(Debug)]
pub struct Policies(RwLock<All>);

#[derive(Debug)]
struct All {
    first: Arc<Edition>,
    later: Vec<Arc<Edition>>,
}

impl Policies {
    /// Of a house where nothing was adopted yet.
    pub fn of(first: Edition) -> Self {
        Self(RwLock::new(All { first: Arc::new(first), later: Vec::new() }))
    }

    /// The edition in force on a day; before the first day of all of them, the first.
    pub fn on(&self, day: Day) -> Arc<Edition> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let begun = |edition: &&Arc<Edition>| edition.from.is_none_or(|from| from <= day);
        all.later.iter().rev().find(begun).unwrap_or(&all.first).clone()
    }

    /// The edition that made rulings under this hash, when it is one of ours.
    pub fn named(&self, hash: &str) -> Option<Arc<Edition>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut editions = all.later.iter().rev().chain(std::iter::once(&all.first));
        editions.find(|edition| edition.rulebook.hash() == hash).cloned()
    }

    /// The edition of this number.
    pub fn numbered(&self, number: i64) -> Option<Arc<Edition>> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        std::iter::once(&all.first).chain(&all.later).find(|edition| edition.number == number).cloned()
    }

    /// The edition that was there from the beginning; before anything was loaded, the one that the program carries.
    pub fn first(&self) -> Arc<Edition> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).first.clone()
    }

    /// The edition adopted last, in force or not yet.
    pub fn newest(&self) -> Arc<Edition> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        all.later.last().unwrap_or(&all.first).clone()
    }

    /// The numbers of all editions.
    pub fn numbers(&self) -> Vec<i64> {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        std::iter::once(&all.first).chain(&all.later).map(|edition| edition.number).collect()
    }

    /// Puts other editions in place, all at once. Rulings under way end under the edition they began with.
    pub fn replace(&self, first: Arc<Edition>, later: Vec<Arc<Edition>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = All { first, later };
    }

    /// Adds one edition; one of that number that is there already stays.
    pub fn add(&self, edition: Edition) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.later.iter().all(|other| other.number != edition.number) {
            all.later.push(Arc::new(edition));
            all.later.sort_by_key(|edition| edition.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_edition_whose_day_has_come_is_in_force() {
        let sources = Arc::new(embedded_sources());
        let rulebook = load_rulebook(&sources).unwrap();
        let day = |text: &str| text.parse::<Day>().unwrap();
        let edition = |number, from: Option<&str>| {
            Edition::new(number, from.map(day), rulebook.clone(), sources.clone())
        };
        let policies = Policies::of(edition(1, None));
        policies.add(edition(2, Some("2027-01-01")));
        // Adopted later and in force sooner: then the second never comes into force.
        policies.add(edition(4, Some("2026-12-01")));
        for (text, number) in
            [("1990-01-01", 1), ("2026-11-30", 1), ("2026-12-01", 4), ("2027-01-01", 4), ("2099-01-01", 4)]
        {
            assert_eq!(policies.on(day(text)).number, number, "{text}");
        }
        assert_eq!(policies.numbers(), [1, 2, 4]);
        assert_eq!(policies.named(rulebook.hash()).unwrap().number, 4);
        assert!(policies.named("another").is_none());
    }
}
