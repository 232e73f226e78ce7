//! Databases for tests: `SQLite` in memory always, `PostgreSQL` when `TEST_DATABASE_URL` says where.
//!
//! Part of the library, so that the integration tests have it too; the program itself never calls it.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::missing_panics_doc,
    reason = "only tests come here; they may fail loudly"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use ground::{Clock, Instant, MockClock, Secret};

use super::{Db, Location};

/// 2026-11-16T09:30:00Z, the moment at which test clocks stand.
pub const NOW: Instant = Instant(1_794_821_400_000);

/// Runs `test` on a fresh database of each engine.
pub fn each(test: impl Fn(Db)) {
    each_location(|location| {
        let clock: Arc<dyn Clock> = Arc::new(MockClock::at(NOW));
        let db = Db::open(location, clock).expect("a fresh database opens");
        test(db.clone());
        db.stop();
    });
}

/// Runs `test` with the place of a fresh, empty database of each engine.
pub fn each_location(test: impl Fn(&Location)) {
    test(&Location::Memory);
    if let Some(url) = postgres_url() {
        let schema = Schema::make(&url);
        test(&schema.location());
    }
}

/// The server for tests, if there is one.
pub fn postgres_url() -> Option<String> {
    std::env::var("TEST_DATABASE_URL").ok().filter(|url| !url.is_empty())
}

/// A schema of its own on the test server, gone when dropped.
pub struct Schema {
    url: String,
    name: String,
}

impl Schema {
    /// Makes one under a name that no other test has.
    pub fn make(url: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("test_{}_{count}", std::process::id());
        let schema = Self { url: url.to_owned(), name };
        schema.run(&format!("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}", schema.name));
        schema
    }

    /// Where it is.
    pub fn location(&self) -> Location {
        let join = if self.url.contains('?') { '&' } else { '?' };
        Location::Postgres(Secret::new(format!("{}{join}options=-csearch_path%3D{}", self.url, self.name)))
    }

    /// On a thread of its own: this client may not run on a thread of the asynchronous runtime.
    fn run(&self, sql: &str) {
        std::thread::scope(|scope| {
            let work = scope.spawn(|| {
                let mut client = postgres::Client::connect(&self.url, postgres::NoTls)
                    .expect("the server at TEST_DATABASE_URL answers");
                client.batch_execute(sql).expect("the test server lets us make schemas");
            });
            work.join().expect("the thread for the test schema ends well");
        });
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        self.run(&format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name));
    }
}

/// A folder of its own for one test, gone when dropped.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes one under a name that no other test has.
    pub fn make() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let path = std::env::temp_dir().join(format!("waarborg-test-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test can be made");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the system's folder for temporary files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
