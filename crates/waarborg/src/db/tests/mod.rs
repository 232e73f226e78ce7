//! The database layer, on both engines.

mod lasting;
mod schema;

use std::sync::Arc;

use ground::{Clock, Instant, MockClock};

use super::testing::{NOW, each};
use super::{Db, Location, Row, Tx, Value};
use crate::error::Error;

fn make_table(db: &Db) {
    db.write_blocking("test.make", |tx| {
        tx.execute("CREATE TABLE thing (id TEXT PRIMARY KEY, number BIGINT, body TEXT)", &[]).map(drop)
    })
    .unwrap();
}

fn insert(tx: &mut Tx<'_>, id: &str, number: i64) -> Result<u64, Error> {
    tx.execute("INSERT INTO thing (id, number) VALUES ($1, $2)", &[id.into(), number.into()])
}

fn count(db: &Db) -> i64 {
    db.read_blocking("test.count", |tx| tx.query_one("SELECT count(*) FROM thing", &[])?.unwrap().int(0))
        .unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    each(|db| {
        make_table(&db);
        let rows: Vec<Row> = db
            .write_blocking("test.round", |tx| {
                assert_eq!(tx.now(), NOW);
                assert_eq!(tx.name(), "test.round");
                insert(tx, "a", i64::MAX)?;
                tx.execute(
                    "INSERT INTO thing (id, number, body) VALUES ($1, $2, $3)",
                    &["é".into(), Value::Null, "x".into()],
                )?;
                tx.query("SELECT id, number, body FROM thing ORDER BY id", &[])
            })
            .unwrap();
        assert_eq!(rows[0].text(0).unwrap(), "a");
        assert_eq!(rows[0].int(1).unwrap(), i64::MAX);
        assert_eq!(rows[0].opt_text(2).unwrap(), None);
        assert_eq!(rows[1].text(0).unwrap(), "é");
        assert!(rows[1].int(1).is_err(), "NULL is no integer");
        assert!(rows[1].bytes(2).is_err(), "text is no bytes");
        assert!(rows[1].text(9).is_err());
    });
}

#[test]
fn an_optional_filter_and_returning_work_alike() {
    each(|db| {
        make_table(&db);
        db.write_blocking("test.filter", |tx| {
            for number in 0..5 {
                let row = tx.query_one(
                    "INSERT INTO thing (id, number) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING number",
                    &[format!("id{number}").into(), number.into()],
                )?;
                assert_eq!(row.unwrap().int(0).unwrap(), number);
            }
            let sql = "SELECT id, number > $1 FROM thing WHERE ($2 IS NULL OR id = $2) ORDER BY id LIMIT $3";
            assert_eq!(tx.query(sql, &[1.into(), Value::Null, 3.into()])?.len(), 3);
            let rows = tx.query(sql, &[1.into(), "id4".into(), 3.into()])?;
            assert_eq!(rows[0].int(1)?, 1, "a comparison is 0 or 1");
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn a_job_that_fails_or_panics_loses_only_its_own_writes() {
    each(|db| {
        make_table(&db);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let outcomes = runtime.block_on(async {
            let tasks: Vec<_> = (0..60_i64)
                .map(|number| {
                    let db = db.clone();
                    let local = async move {
                        db.write("test.mixed", move |tx| {
                            insert(tx, &format!("id{number}"), number)?;
                            match number % 3 {
                                0 => Ok(number),
                                1 => Err(Error::Conflict("third")),
                                _ => panic!("a job may panic"),
                            }
                        })
                        .await
                    };
                    tokio::spawn(local)
                })
                .collect();
            let mut outcomes = Vec::new();
            for task in tasks {
                outcomes.push(task.await.unwrap());
            }
            outcomes
        });
        for (number, outcome) in (0..).zip(outcomes) {
            match number % 3 {
                0 => assert_eq!(outcome.unwrap(), number),
                1 => assert!(matches!(outcome, Err(Error::Conflict("third")))),
                _ => assert!(matches!(outcome, Err(Error::Internal(_)))),
            }
        }
        assert_eq!(count(&db), 20);
    });
}

#[test]
fn a_failed_statement_cannot_be_passed_over() {
    each(|db| {
        make_table(&db);
        let outcome = db.write_blocking("test.twice", |tx| {
            insert(tx, "a", 1)?;
            assert!(matches!(insert(tx, "a", 2), Err(Error::Conflict("unique"))));
            assert!(insert(tx, "b", 2).is_err());
            Ok(())
        });
        assert!(matches!(outcome, Err(Error::Internal(_))));
        assert_eq!(count(&db), 0);
    });
}

#[test]
fn a_read_changes_nothing() {
    each(|db| {
        make_table(&db);
        assert!(db.read_blocking("test.sly", |tx| insert(tx, "a", 1)).is_err());
        let returning = "INSERT INTO thing (id) VALUES ('b') RETURNING id";
        assert!(db.read_blocking("test.sly", move |tx| tx.query(returning, &[])).is_err());
        assert_eq!(count(&db), 0);
    });
}

#[test]
fn wrong_parameters_are_refused() {
    each(|db| {
        make_table(&db);
        for values in [vec![], vec![Value::from(1), Value::from(2)]] {
            let outcome = db.read_blocking("test.count", move |tx| {
                tx.query("SELECT id FROM thing WHERE number = $1", &values)
            });
            assert!(outcome.is_err());
        }
    });
    let db = Db::open(&Location::Memory, Arc::new(MockClock::at(NOW))).unwrap();
    let outcome = db.read_blocking("test.order", |tx| tx.query("SELECT $2, $1", &[1.into(), 2.into()]));
    assert!(outcome.is_err(), "out of order would bind the wrong values");
}

#[test]
fn sixty_four_writers_at_once() {
    each(|db| {
        make_table(&db);
        std::thread::scope(|scope| {
            for writer in 0..64 {
                let db = db.clone();
                scope.spawn(move || {
                    for turn in 0..10 {
                        db.write_blocking("test.race", move |tx| {
                            // A chain, as the journal is: read the end, add to it.
                            let last =
                                tx.query_one("SELECT max(number) FROM thing", &[])?.unwrap().opt_int(0)?;
                            insert(tx, &format!("{writer}-{turn}"), last.unwrap_or(0) + 1)
                        })
                        .unwrap();
                    }
                });
            }
        });
        let numbers = db
            .read_blocking("test.numbers", |tx| {
                tx.query("SELECT number FROM thing ORDER BY number", &[])?
                    .iter()
                    .map(|row| row.int(0))
                    .collect()
            })
            .unwrap();
        let expected: Vec<i64> = (1..=640).collect();
        let numbers: Vec<i64> = numbers;
        assert_eq!(numbers, expected);
    });
}

#[test]
fn stopping_does_what_waits_and_refuses_what_comes() {
    each(|db| {
        make_table(&db);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (let_go, hold) = std::sync::mpsc::channel::<()>();
            let mut tasks = vec![tokio::spawn({
                let db = db.clone();
                async move {
                    db.write("test.slow", move |tx| {
                        let _ = hold.recv();
                        insert(tx, "slow", 0)
                    })
                    .await
                }
            })];
            for number in 0..20_i64 {
                let db = db.clone();
                tasks.push(tokio::spawn(async move {
                    db.write("test.drain", move |tx| insert(tx, &number.to_string(), number)).await
                }));
            }
            tokio::task::yield_now().await;
            let stopper = std::thread::spawn({
                let db = db.clone();
                move || db.stop()
            });
            let_go.send(()).unwrap();
            for task in tasks {
                assert!(task.await.unwrap().is_ok());
            }
            stopper.join().unwrap();
            let late = db.write("test.late", |tx| insert(tx, "late", 0)).await;
            assert!(matches!(late, Err(Error::Unavailable(_))));
        });
    });
}

#[test]
fn the_clock_is_read_once_for_each_transaction() {
    let clock = MockClock::at(Instant(5));
    let db = Db::open(&Location::Memory, Arc::new(clock.clone()) as Arc<dyn Clock>).unwrap();
    let moments = db.write_blocking("test.now", move |tx| {
        let first = tx.now();
        clock.advance(10);
        Ok((first, tx.now()))
    });
    assert_eq!(moments.unwrap(), (Instant(5), Instant(5)));
}
