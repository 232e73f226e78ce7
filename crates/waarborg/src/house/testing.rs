//! A house for tests: fixed clock, reproducible chance, the embedded policy, a fresh database.
//!
//! Part of the library, so that the integration tests have it too; the program itself never calls it.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "only tests come here; they may fail loudly"
)]

use std::sync::{Arc, LazyLock};

use decide::Rulebook;
use ground::{MockClock, SeededEntropy};

use super::{Config, Edition, House, Keys, Masters, Memo, Policies, embedded_sources, load_rulebook};
pub use crate::db::testing::Folder;
use crate::db::testing::{NOW, each_location};
use crate::db::{Db, Location};

/// Compiled once for all tests of a run: it takes longer than most of them.
static RULEBOOK: LazyLock<Arc<Rulebook>> =
    LazyLock::new(|| load_rulebook(&embedded_sources()).expect("the embedded policy compiles"));

/// Runs `test` in a fresh house on each engine; the clock can be moved.
pub fn each(test: impl Fn(&Arc<House>, &MockClock)) {
    each_location(|location| {
        let (house, clock) = house(location);
        test(&house, &clock);
        house.db.stop();
    });
}

/// The same house as another process with other master keys sees it.
pub fn with_ring(house: &House, ring: seal::Ring) -> Arc<House> {
    let policy = house.policy();
    Arc::new(House {
        db: house.db.clone(),
        clock: house.clock.clone(),
        entropy: house.entropy.clone(),
        policies: Policies::of(Edition::new(1, None, policy.rulebook.clone(), policy.sources.clone())),
        keys: house.keys.clone(),
        masters: Masters::of(ring),
        config: house.config.clone(),
        memo: Memo::default(),
    })
}

/// A house on `SQLite` in memory.
pub fn in_memory() -> (Arc<House>, MockClock) {
    house(&Location::Memory)
}

/// A house with its database at `location`. Demo people may sign in.
pub fn house(location: &Location) -> (Arc<House>, MockClock) {
    let clock = MockClock::at(NOW);
    let entropy = SeededEntropy::new(20_261_116);
    let house = House {
        db: Db::open(location, Arc::new(clock.clone())).expect("the test database opens"),
        clock: Arc::new(clock.clone()),
        policies: Policies::of(Edition::new(1, None, RULEBOOK.clone(), Arc::new(embedded_sources()))),
        keys: Keys::generate(&entropy),
        masters: Masters::of(seal::Ring::generate("test", &entropy)),
        entropy: Arc::new(entropy),
        config: Config {
            base_url: String::from("http://127.0.0.1:8080"),
            demo: true,
            log_origin: String::from("waarborg.example/test"),
            providers: Vec::new(),
            app_version: env!("CARGO_PKG_VERSION"),
        },
        memo: Memo::default(),
    };
    (Arc::new(house), clock)
}
