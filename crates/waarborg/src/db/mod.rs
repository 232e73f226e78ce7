//! The database: one SQL text for `SQLite` and `PostgreSQL`, one writer that commits for many, readers beside it.
//!
//! A transaction is a plain closure over [`Tx`]; the writer's thread runs it. One writer at a time on both engines:
//! the journal is a chain, so writers queue anyway. Not guaranteed: a caller that stops waiting does not stop its
//! transaction, and a lost connection during a commit leaves open whether it was made.

mod check_up;
mod engine;
mod migrate;
mod number;
mod postgres;
mod queue;
mod readers;
mod sqlite;
mod steps;
pub mod testing;
mod tx;
mod value;
mod writer;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use ground::{Clock, Instant};

pub use engine::Location;
pub use migrate::MigrationState;
pub use number::next_number;
pub use steps::Steps;
pub use tx::Tx;
pub use value::{Row, Value};

use crate::error::Error;
use engine::Engine;
use queue::{Queue, Work};
use tx::Link;

/// A handle on the database; clones share it. When the last one goes, what waits is still done.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    writes: Arc<Queue>,
    reads: Arc<Queue>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Db {
    /// Opens the database and brings it to this program's schema; refuses one that it does not know.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over a clock of their own kind")]
    pub fn open(location: &Location, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        Self::open_with(location, &clock, migrate::STEPS)
    }

    fn open_with(
        location: &Location,
        clock: &Arc<dyn Clock>,
        steps: &'static [migrate::Step],
    ) -> Result<Self, Error> {
        let engine = Arc::new(Engine(location.clone()));
        let writes = Arc::new(Queue::new());
        let reads = if engine.reader_count() == 0 { writes.clone() } else { Arc::new(Queue::new()) };
        let inner = Inner { writes: writes.clone(), reads: reads.clone(), threads: Mutex::default() };
        let db = Self(Arc::new(inner));

        let (writer_engine, writer_clock) = (engine.clone(), clock.clone());
        db.start("writer", move |report| {
            let connect = || {
                let mut link = writer_engine.connect_writer()?;
                migrate::migrate(&mut link, steps, writer_clock.now())?;
                Ok(link)
            };
            if let Some(link) = report(connect()) {
                writer::run(link, &writer_engine, &writes, &writer_clock);
            }
        })?;
        for _ in 0..engine.reader_count() {
            let (engine, clock, reads) = (engine.clone(), clock.clone(), reads.clone());
            db.start("reader", move |report| {
                if let Some(link) = report(engine.connect_reader()) {
                    readers::run(link, &engine, &reads, &clock);
                }
            })?;
        }
        Ok(db)
    }

    /// Starts a thread and waits until it has its connection. Connections are made on the thread that uses them,
    /// because the client of `PostgreSQL` may not run on a thread of the asynchronous runtime.
    fn start<F>(&self, name: &str, work: F) -> Result<(), Error>
    where
        F: FnOnce(&dyn Fn(Result<Link, Error>) -> Option<Link>) + Send + 'static,
    {
        let (ready, report) = mpsc::sync_channel(1);
        let body = move || {
            work(&|opened| {
                let (link, told) = match opened {
                    Ok(link) => (Some(link), Ok(())),
                    Err(error) => (None, Err(error)),
                };
                ready.send(told).ok().and(link)
            });
        };
        let thread = thread::Builder::new().name(format!("db-{name}")).spawn(body);
        let thread = thread.map_err(Error::internal)?;
        self.0.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        report.recv().map_err(|_| Error::internal("a database thread ended at its start"))?
    }

    /// Runs `work` in a transaction that may write; answers after the commit. An error rolls its writes back.
    pub async fn write<T, F>(&self, name: &'static str, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        wait(&self.0.writes, name, false, work).await
    }

    /// Runs `work` on one consistent snapshot; it can change nothing.
    pub async fn read<T, F>(&self, name: &'static str, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        wait(&self.0.reads, name, true, work).await
    }

    /// [`Db::write`] for the command line and for plain tests.
    pub fn write_blocking<T, F>(&self, name: &'static str, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        block(&self.0.writes, name, false, work)
    }

    /// [`Db::read`] for the command line and for plain tests.
    pub fn read_blocking<T, F>(&self, name: &'static str, work: F) -> Result<T, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
        T: Send + 'static,
    {
        block(&self.0.reads, name, true, work)
    }

    /// Takes no new work, does what waits, and closes the connections. May block for as long as that takes.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Asks the engine whether what it keeps is whole and whether its commits are durable; says what was looked at.
    pub fn check_up(&self) -> Result<String, Error> {
        self.read_blocking("db.check_up", check_up::check_up)
    }

    /// What the engine itself finds wrong with a table and its indexes; see [`check_up::damage`].
    pub fn damage(&self, table: &'static str) -> Result<Vec<String>, Error> {
        self.read_blocking("db.damage", move |tx| check_up::damage(tx, table))
    }

    /// When the schema was last changed.
    pub fn newest_migration(&self) -> Result<Instant, Error> {
        self.read_blocking("db.newest_migration", |tx| {
            let row = tx.query_one("SELECT max(applied_at) FROM schema_migration", &[])?;
            Ok(row.map(|row| row.opt_instant(0)).transpose()?.flatten().unwrap_or(Instant(0)))
        })
    }

    /// Transactions that wait for the writer now.
    pub fn waiting(&self) -> usize {
        self.0.writes.len()
    }
}

impl Inner {
    fn stop(&self) {
        self.writes.close();
        self.reads.close();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // The last handle may go inside a job, on one of these very threads.
            if thread.thread().id() != thread::current().id() && thread.join().is_err() {
                tracing::error!("a database thread ended by a panic");
            }
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.stop();
    }
}

/// How each migration stands, of this program and of the database, without changing anything.
pub fn inspect(location: &Location) -> Result<Vec<(String, MigrationState)>, Error> {
    if let Location::Sqlite(path) = location
        && !path.exists()
    {
        return Ok(migrate::STEPS.iter().map(|step| (step.0.to_owned(), MigrationState::Missing)).collect());
    }
    let engine = Engine(location.clone());
    // Not on the caller's thread, see `Db::start`.
    let looking = thread::spawn(move || {
        let mut link = engine.connect_reader()?;
        migrate::states(&mut link, migrate::STEPS, Instant(0))
    });
    looking.join().map_err(|_| Error::internal("the look at the database ended by a panic"))?
}

async fn wait<T, F>(queue: &Queue, name: &'static str, reads: bool, work: F) -> Result<T, Error>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    let (answer, answered) = tokio::sync::oneshot::channel();
    // A caller that no longer waits is no failure.
    let reply = Box::new(move |result| drop(answer.send(result)));
    queue.push(Box::new(Work { name, reads, body: Some(work), result: None, reply }))?;
    answered.await.unwrap_or(Err(Error::Unavailable("the database is closed")))
}

fn block<T, F>(queue: &Queue, name: &'static str, reads: bool, work: F) -> Result<T, Error>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    T: Send + 'static,
{
    let (answer, answered) = mpsc::sync_channel(1);
    let reply = Box::new(move |result| drop(answer.send(result)));
    queue.push(Box::new(Work { name, reads, body: Some(work), result: None, reply }))?;
    answered.recv().unwrap_or(Err(Error::Unavailable("the database is closed")))
}
