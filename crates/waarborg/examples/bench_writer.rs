//! Durable writes by 64 callers: our writer beside the bare driver, batching in the same way and one by one.
//! `cargo xtask bench writer`
//!
//! All three on SQLite with a write-ahead log and `synchronous = FULL`, in the folder for temporary files.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly and is there to print"
)]

use ground::MockClock;
use rusqlite::{Connection, params};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Instant;
use waarborg::db::testing::NOW;
use waarborg::db::{Db, Location, Value};

const CALLERS: i64 = 64;
const EACH: i64 = 250;
const ROWS: i64 = CALLERS * EACH;
const TABLE: &str = "CREATE TABLE bench_row (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";
const INSERT: &str = "INSERT INTO bench_row (number, text) VALUES ($1, $2)";

fn main() {
    let folder = std::env::temp_dir().join(format!("waarborg-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let text = "x".repeat(400);
    let (batched, single) = (bare_batched(&folder, &text), bare_single(&folder, &text));
    let ours = ours(&folder, &text);
    println!(
        "bench:\tdurable writes a second, 64 callers\t/s\t{ours:.0}\tbare SQLite, same batching\t{batched:.0}"
    );
    println!(
        "bench:\tdurable writes a second, 64 callers\t/s\t{ours:.0}\tbare SQLite, one transaction each\t{single:.0}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

fn ours(folder: &std::path::Path, text: &str) -> f64 {
    let clock = Arc::new(MockClock::at(NOW));
    let db = Db::open(&Location::Sqlite(folder.join("ours.sqlite")), clock).unwrap();
    db.write_blocking("bench.table", |tx| tx.execute(TABLE, &[])).unwrap();
    let rate = by_callers(|number| {
        let text = text.to_owned();
        db.write_blocking("bench.row", move |tx| tx.execute(INSERT, &[number.into(), Value::from(text)]))
            .unwrap();
    });
    db.stop();
    rate
}

/// One thread owns the connection; it takes what waits, commits once, then answers.
fn bare_batched(folder: &std::path::Path, text: &str) -> f64 {
    let connection = open(&folder.join("batched.sqlite"));
    let (send, receive) = mpsc::channel::<(i64, mpsc::Sender<()>)>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while let Ok(first) = receive.recv() {
                let mut waiting = vec![first];
                waiting.extend(receive.try_iter());
                connection.execute_batch("BEGIN IMMEDIATE").unwrap();
                for (number, _) in &waiting {
                    connection.prepare_cached(INSERT).unwrap().execute(params![number, text]).unwrap();
                }
                connection.execute_batch("COMMIT").unwrap();
                for (_, answer) in waiting {
                    answer.send(()).unwrap();
                }
            }
        });
        let rate = by_callers(|number| {
            let (answer, done) = mpsc::channel();
            send.send((number, answer)).unwrap();
            done.recv().unwrap();
        });
        drop(send);
        rate
    })
}

/// One caller, as more would only wait for each other; a quarter of the rows, as it is slow.
fn bare_single(folder: &std::path::Path, text: &str) -> f64 {
    let connection = open(&folder.join("single.sqlite"));
    let rows = ROWS / 4;
    let begin = Instant::now();
    for number in 0..rows {
        connection.prepare_cached(INSERT).unwrap().execute(params![number, text]).unwrap();
    }
    rate(rows, begin)
}

fn open(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").unwrap();
    connection.execute_batch(TABLE).unwrap();
    connection
}

fn by_callers(write: impl Fn(i64) + Sync) -> f64 {
    let begin = Instant::now();
    thread::scope(|scope| {
        for caller in 0..CALLERS {
            let write = &write;
            scope.spawn(move || (0..EACH).for_each(|number| write(caller * EACH + number)));
        }
    });
    rate(ROWS, begin)
}

fn rate(rows: i64, begin: Instant) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark are far below 2^52")]
    let rows = rows as f64;
    rows / begin.elapsed().as_secs_f64()
}
