//! Where jobs wait for the writer or for a reader.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::tx::Tx;
use crate::error::Error;

/// More waiting jobs than this, and new ones are refused rather than piled up.
const LIMIT: usize = 16_384;

/// What a caller wants done in a transaction, with the way back to that caller.
pub(super) trait Job: Send {
    fn name(&self) -> &'static str;

    /// Only reads; may share a batch of writes when there is one connection for all (in memory).
    fn reads(&self) -> bool;

    /// Does the work and keeps the result. True: its writes are to stay.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Answers the caller: with the kept result, or that the transaction was lost.
    fn answer(self: Box<Self>, lost: Option<&'static str>);
}

pub(super) struct Queue {
    waiting: Mutex<Waiting>,
    arrival: Condvar,
}

struct Waiting {
    jobs: VecDeque<Box<dyn Job>>,
    closed: bool,
}

impl Queue {
    pub(super) fn new() -> Self {
        let waiting = Waiting { jobs: VecDeque::new(), closed: false };
        Self { waiting: Mutex::new(waiting), arrival: Condvar::new() }
    }

    /// Adds a job at the end, unless the queue is closed or full.
    pub(super) fn push(&self, job: Box<dyn Job>) -> Result<(), Error> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(Error::Unavailable("the database is closed"));
        }
        if waiting.jobs.len() >= LIMIT {
            return Err(Error::Unavailable("too many transactions are waiting"));
        }
        waiting.jobs.push_back(job);
        drop(waiting);
        self.arrival.notify_one();
        Ok(())
    }

    /// Waits for jobs and takes up to `most`; `None` when the queue is closed and empty.
    pub(super) fn take(&self, most: usize) -> Option<Vec<Box<dyn Job>>> {
        let mut waiting = self.lock();
        loop {
            if !waiting.jobs.is_empty() {
                let count = waiting.jobs.len().min(most);
                return Some(waiting.jobs.drain(..count).collect());
            }
            if waiting.closed {
                return None;
            }
            waiting = self.arrival.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Takes no new jobs from now on; those that wait are still done.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.arrival.notify_all();
    }

    /// Jobs that wait now.
    pub(super) fn len(&self) -> usize {
        self.lock().jobs.len()
    }

    /// No code of others runs under this lock, so a poisoned one is still whole.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A closure as a job.
pub(super) struct Work<T, F> {
    pub(super) name: &'static str,
    pub(super) reads: bool,
    pub(super) body: Option<F>,
    pub(super) result: Option<Result<T, Error>>,
    pub(super) reply: Box<dyn FnOnce(Result<T, Error>) + Send>,
}

impl<T, F> Job for Work<T, F>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send,
    T: Send,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn reads(&self) -> bool {
        self.reads
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let Some(body) = self.body.take() else { return false };
        // The job owns what it works with and its writes are rolled back, so nothing half-done is seen later.
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body(tx)));
        let result = match outcome {
            Err(_) => Err(Error::internal(format!("panic in transaction `{}`", self.name))),
            Ok(Ok(_)) if tx.failed => {
                Err(Error::internal(format!("a failed statement was passed over in `{}`", self.name)))
            }
            Ok(result) => result,
        };
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, lost: Option<&'static str>) {
        let result = match (lost, self.result) {
            (Some(reason), _) => Err(Error::Unavailable(reason)),
            (None, Some(result)) => result,
            (None, None) => Err(Error::Unavailable("the transaction was not run")),
        };
        (self.reply)(result);
    }
}
