//! What must survive: a file that is opened again, readers beside the writer, a connection that is cut.

use std::sync::Arc;
use std::sync::mpsc;

use ground::MockClock;

use super::{count, insert, make_table};
use crate::db::testing::{Folder, NOW, Schema, postgres_url};
use crate::db::{Db, Location};
use crate::error::Error;

fn open(location: &Location) -> Db {
    Db::open(location, Arc::new(MockClock::at(NOW))).unwrap()
}

#[test]
fn a_file_keeps_what_was_written_and_is_for_its_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::make();
    let path = folder.path().join("lasting.sqlite");
    let db = open(&Location::Sqlite(path.clone()));
    make_table(&db);
    db.write_blocking("test.insert", |tx| insert(tx, "a", 1)).unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", entry.file_name().display());
    }
    drop(db);
    assert_eq!(count(&open(&Location::Sqlite(path))), 1);
}

#[test]
fn a_reader_sees_one_snapshot_while_the_writer_goes_on() {
    let folder = Folder::make();
    let mut locations = vec![Location::Sqlite(folder.path().join("snapshot.sqlite"))];
    let schema = postgres_url().map(|url| Schema::make(&url));
    locations.extend(schema.iter().map(Schema::location));
    for location in locations {
        let db = open(&location);
        make_table(&db);
        let (looked, wait_for_look) = mpsc::channel();
        let (written, wait_for_write) = mpsc::channel::<()>();
        let reader = std::thread::spawn({
            let db = db.clone();
            move || {
                db.read_blocking("test.look", move |tx| {
                    let sql = "SELECT count(*) FROM thing";
                    let before = tx.query_one(sql, &[])?.unwrap().int(0)?;
                    looked.send(()).unwrap();
                    wait_for_write.recv().unwrap();
                    Ok((before, tx.query_one(sql, &[])?.unwrap().int(0)?))
                })
            }
        });
        wait_for_look.recv().unwrap();
        db.write_blocking("test.insert", |tx| insert(tx, "a", 1)).unwrap();
        written.send(()).unwrap();
        assert_eq!(reader.join().unwrap().unwrap(), (0, 0));
        assert_eq!(count(&db), 1);
    }
}

#[test]
fn two_processes_on_one_database_wait_for_each_other() {
    let folder = Folder::make();
    let mut locations = vec![Location::Sqlite(folder.path().join("two.sqlite"))];
    let schema = postgres_url().map(|url| Schema::make(&url));
    locations.extend(schema.iter().map(Schema::location));
    for location in locations {
        let first = open(&location);
        let second = open(&location);
        make_table(&first);
        std::thread::scope(|scope| {
            for db in [&first, &second] {
                for _ in 0..4 {
                    scope.spawn(|| {
                        for _ in 0..10 {
                            db.write_blocking("test.chain", |tx| {
                                let sql = "SELECT coalesce(max(number), 0) FROM thing";
                                let last = tx.query_one(sql, &[])?.unwrap().int(0)?;
                                insert(tx, &format!("id{last}"), last + 1)
                            })
                            .unwrap();
                        }
                    });
                }
            }
        });
        assert_eq!(count(&first), 80);
        assert_eq!(count(&second), 80);
    }
}

#[test]
fn a_cut_connection_is_made_again() {
    let Some(url) = postgres_url() else { return };
    let schema = Schema::make(&url);
    let db = open(&schema.location());
    make_table(&db);
    let outcome = db.write_blocking("test.cut", |tx| {
        insert(tx, "lost", 1)?;
        tx.query("SELECT pg_terminate_backend(pg_backend_pid())", &[])
    });
    assert!(matches!(outcome, Err(Error::Unavailable(_))), "{outcome:?}");
    db.write_blocking("test.insert", |tx| insert(tx, "kept", 1)).unwrap();
    let _ = db.read_blocking("test.cut", |tx| tx.query("SELECT pg_terminate_backend(pg_backend_pid())", &[]));
    for _ in 0..8 {
        assert_eq!(count(&db), 1, "each reader has a connection");
    }
}

#[test]
fn a_failing_commit_is_told_to_all_of_the_batch() {
    let db = open(&Location::Memory);
    db.write_blocking("test.make", |tx| {
        tx.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)", &[])?;
        tx.execute(
            "CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
            &[],
        )
    })
    .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        // Holds the writer, so that the two after it share a batch of their own.
        let (let_go, hold) = mpsc::channel::<()>();
        let (started, wait_for_start) = mpsc::channel();
        let slow = tokio::spawn({
            let db = db.clone();
            async move {
                let work = db.write("test.slow", move |_| {
                    started.send(()).map_err(Error::internal)?;
                    hold.recv().map_err(Error::internal)
                });
                work.await
            }
        });
        tokio::task::yield_now().await;
        wait_for_start.recv().unwrap();
        let orphan = tokio::spawn({
            let db = db.clone();
            async move {
                db.write("test.orphan", |tx| tx.execute("INSERT INTO child VALUES (1)", &[])).await
            }
        });
        let other = tokio::spawn({
            let db = db.clone();
            async move {
                db.write("test.parent", |tx| tx.execute("INSERT INTO parent VALUES (2)", &[])).await
            }
        });
        tokio::task::yield_now().await;
        let_go.send(()).unwrap();
        slow.await.unwrap().unwrap();
        assert!(matches!(orphan.await.unwrap(), Err(Error::Unavailable(_))));
        assert!(matches!(other.await.unwrap(), Err(Error::Unavailable(_))));
    });
    let sql = "SELECT count(*) FROM parent";
    let left = db.read_blocking("test.count", move |tx| tx.query_one(sql, &[])?.unwrap().int(0));
    assert_eq!(left.unwrap(), 0);
    db.write_blocking("test.parent", |tx| tx.execute("INSERT INTO parent VALUES (3)", &[])).unwrap();
}

#[test]
fn a_full_disk_refuses_and_recovers() {
    let folder = Folder::make();
    let db = open(&Location::Sqlite(folder.path().join("full.sqlite")));
    make_table(&db);
    let limit = |pages: i64| {
        let sql = format!("PRAGMA max_page_count = {pages}");
        db.write_blocking("test.limit", move |tx| tx.query(&sql, &[])).unwrap()
    };
    limit(1);
    let big = "x".repeat(100_000);
    let body = big.clone();
    let outcome = db.write_blocking("test.full", move |tx| {
        insert(tx, "small", 1)?;
        tx.execute("INSERT INTO thing (id, body) VALUES ('big', $1)", &[body.into()])
    });
    assert!(matches!(outcome, Err(Error::Unavailable("disk is full"))), "{outcome:?}");
    assert_eq!(count(&db), 0);
    limit(1_000_000);
    db.write_blocking("test.full", move |tx| {
        tx.execute("INSERT INTO thing (id, body) VALUES ('big', $1)", &[big.into()])
    })
    .unwrap();
    assert_eq!(count(&db), 1);
}
