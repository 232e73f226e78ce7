//! The one writer: takes the jobs that wait, runs each in a savepoint of its own, commits once, answers all.
//!
//! One sync to disk is shared by all callers that wait at that moment (group commit). A job that fails or panics
//! loses its own writes only. A caller hears of success after the commit, never before.

use std::sync::Arc;

use ground::Clock;

use super::engine::Engine;
use super::queue::{Job, Queue};
use super::tx::{Link, Tx, next_number};
use crate::error::Error;

/// The most jobs that share one commit: bounds how long the first of them waits.
const BATCH: usize = 256;

const LOST: &str = "the transaction was lost";
const UNCERTAIN: &str = "the commit failed";

/// Works until the queue is closed and empty.
pub(super) fn run(mut link: Link, engine: &Engine, queue: &Queue, clock: &Arc<dyn Clock>) {
    while let Some(mut batch) = queue.take(BATCH) {
        let lost = match seat(&mut link, engine) {
            Ok(()) => commit_together(&mut link, &mut batch, clock.as_ref()).err(),
            Err(error) => {
                tracing::error!(%error, "no transaction could be opened");
                Some("no transaction could be opened")
            }
        };
        for job in batch {
            job.answer(lost);
        }
    }
}

/// Opens a transaction in the writer's seat, on a new connection if the old one is gone.
///
/// The first job runs with the transaction's opening savepoint already set.
fn seat(link: &mut Link, engine: &Engine) -> Result<(), Error> {
    match link.begin_write() {
        Ok(()) => Ok(()),
        Err(error) if link.is_lost() => {
            tracing::warn!(%error, "the connection with the database was lost; connecting again");
            *link = engine.connect_writer()?;
            link.begin_write()
        }
        Err(error) => Err(error),
    }
}

fn commit_together(
    link: &mut Link,
    batch: &mut [Box<dyn Job>],
    clock: &dyn Clock,
) -> Result<(), &'static str> {
    // A transaction with one job needs no savepoint: its failure takes all there is.
    let alone = batch.len() == 1;
    let mut stays = 0_usize;
    for (index, job) in batch.iter_mut().enumerate() {
        if !alone && index > 0 {
            // Moves the savepoint on past the work of the job before.
            link.next_savepoint().map_err(|error| give_up(link, job.name(), &error))?;
        }
        let mut tx = Tx {
            link,
            name: job.name(),
            number: next_number(),
            now: clock.now(),
            read_only: job.reads(),
            failed: false,
        };
        if job.run(&mut tx) {
            stays += 1;
        } else if !alone {
            link.undo_to_savepoint().map_err(|error| give_up(link, job.name(), &error))?;
        }
    }
    if stays == 0 {
        // Nothing to keep; a failing rollback leaves nothing behind either.
        link.rollback();
        return Ok(());
    }
    link.commit().map_err(|error| {
        tracing::error!(%error, jobs = batch.len(), "the commit failed");
        link.rollback();
        UNCERTAIN
    })
}

fn give_up(link: &mut Link, name: &'static str, error: &Error) -> &'static str {
    tracing::error!(%error, transaction = name, "the transaction was lost");
    link.rollback();
    LOST
}
