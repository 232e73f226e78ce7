//! Readers: a few connections beside the writer. Each read sees one snapshot and can change nothing.

use std::sync::Arc;

use ground::Clock;

use super::engine::Engine;
use super::queue::Queue;
use super::tx::{Link, Tx, next_number};

/// Works until the queue is closed and empty.
pub(super) fn run(mut link: Link, engine: &Engine, queue: &Queue, clock: &Arc<dyn Clock>) {
    while let Some(batch) = queue.take(1) {
        for mut job in batch {
            let mut opened = link.begin_read();
            if link.is_lost() {
                opened = engine.connect_reader().and_then(|fresh| {
                    link = fresh;
                    link.begin_read()
                });
            }
            if let Err(error) = opened {
                tracing::error!(%error, "no transaction could be opened");
                job.answer(Some("no transaction could be opened"));
                continue;
            }
            let name = job.name();
            let mut tx = Tx {
                link: &mut link,
                name,
                number: next_number(),
                now: clock.now(),
                read_only: true,
                failed: false,
            };
            job.run(&mut tx);
            link.rollback();
            job.answer(None);
        }
    }
}
