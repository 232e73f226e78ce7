//! The journal at size: adding entries and verifying all of them, beside the bare work that cannot be avoided.
//!
//! `cargo xtask bench journal`. The number of entries may be given: `… --example bench_journal -- 100000`.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement may fail loudly, and measures real time"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use ground::MockClock;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use waarborg::db::testing::NOW;
use waarborg::db::{Db, Location};
use waarborg::house::testing::{Folder, house};
use waarborg::journal::{testing, verify, verifying_key};

fn main() {
    let most: u64 = std::env::args().nth(1).map_or(1_000_000, |text| text.parse().unwrap());
    let folder = Folder::make();
    for size in [most / 100, most] {
        measure(&folder.path().join(format!("{size}.sqlite")), size);
    }
}

fn measure(path: &Path, size: u64) {
    let (house, _) = house(&Location::Sqlite(path.to_owned()));
    let start = Instant::now();
    testing::fill(&house.db, &house.keys.clone(), size).unwrap();
    let append = rate(size, start);
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(waarborg::journal::checkpoint(&house))
        .unwrap();
    house.db.stop();
    let bare = path.with_extension("bare");
    figure(
        &format!("add entries, {size}"),
        append,
        "bare SQLite, same rows and indexes",
        insert_bare(path, &bare),
    );

    let db = Db::open(&Location::Sqlite(path.to_owned()), Arc::new(MockClock::at(NOW))).unwrap();
    let before = peak_memory();
    let start = Instant::now();
    let found = verify(&db, &verifying_key(&house).unwrap(), None, |_, _| ()).unwrap();
    let verified = rate(size, start);
    assert!(found.findings.is_empty() && found.size >= size, "{found:?}");
    println!(
        "verify {size}: memory at its highest {} MB before, {} MB after",
        before / 1024,
        peak_memory() / 1024
    );
    figure(&format!("verify, {size}"), verified, "read every row and hash its body", scan_bare(path, size));
    let bytes = std::fs::metadata(path).unwrap().len();
    println!("{size} entries take {} MB, {} bytes each", bytes >> 20, bytes / size);
}

fn rate(count: u64, start: Instant) -> f64 {
    count as f64 / start.elapsed().as_secs_f64()
}

fn figure(what: &str, ours: f64, yardstick: &str, theirs: f64) {
    println!("bench:\t{what}\tentries/s\t{ours:.0}\t{yardstick}\t{theirs:.0}");
}

/// The same rows into the same table, in transactions of the same size, with nothing computed.
fn insert_bare(from: &Path, to: &Path) -> f64 {
    let source = Connection::open(from).unwrap();
    let target = Connection::open(to).unwrap();
    target.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").unwrap();
    let schema =
        "SELECT sql FROM sqlite_schema WHERE tbl_name = 'journal_entry' AND sql IS NOT NULL ORDER BY rowid";
    let mut statements = source.prepare(schema).unwrap();
    for sql in statements.query_map([], |row| row.get::<_, String>(0)).unwrap() {
        target.execute_batch(&sql.unwrap()).unwrap();
    }
    let mut insert = target.prepare("INSERT INTO journal_entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?)").unwrap();
    let mut select =
        source.prepare("SELECT * FROM journal_entry WHERE number >= ? ORDER BY number LIMIT 3000").unwrap();
    let (mut count, mut spent) = (0_u64, 0.0);
    loop {
        let rows: Vec<Vec<rusqlite::types::Value>> = select
            .query_map([i64::try_from(count).unwrap()], |row| (0..12).map(|column| row.get(column)).collect())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        if rows.is_empty() {
            return count as f64 / spent;
        }
        // Only the writing is measured.
        let start = Instant::now();
        target.execute_batch("BEGIN IMMEDIATE").unwrap();
        for row in &rows {
            insert.execute(rusqlite::params_from_iter(row)).unwrap();
        }
        target.execute_batch("COMMIT").unwrap();
        spent += start.elapsed().as_secs_f64();
        count += rows.len() as u64;
    }
}

/// Every row read and its body hashed once, on one thread.
fn scan_bare(path: &Path, size: u64) -> f64 {
    let database = Connection::open(path).unwrap();
    let mut select = database.prepare("SELECT * FROM journal_entry ORDER BY number").unwrap();
    let mut rows = select.query([]).unwrap();
    let start = Instant::now();
    let mut last = [0; 32];
    while let Some(row) = rows.next().unwrap() {
        last = Sha256::digest(row.get_ref(11).unwrap().as_bytes().unwrap()).into();
    }
    assert_ne!(last, [0; 32]);
    rate(size, start)
}

/// In kB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}
