//! Durable decisions a second through HTTP, at 64 connections: each is parsed, judged, journalled as three entries of
//! the tree, and answered after its commit. Beside it, in the same process, the bare driver writes the very same rows
//! with the same batching and nothing else. `cargo xtask bench http`
//!
//! The callers run in this process too and take their share of the processor.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly, prints, and measures real time"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Instant, SystemTime};

use ground::{Actor, Clock, Role};
use rusqlite::{Connection, params};
use waarborg::db::Location;
use waarborg::desk::{self, Scope};
use waarborg::house::{House, testing};
use waarborg::journal::Context;

const CONNECTIONS: usize = 64;
const EACH: usize = 400;
const DECISIONS: usize = CONNECTIONS * EACH;

/// A colleague of debt counselling wants a diagnosis; nobody asked the client. Refused, with all its reasons.
const FACTS: &str = r#"{"facts":{"question":"disclose","scope":{"identifiable":"person"},"subject":{"kind":"client",
"age":44,"protection":"none"},"items":[{"id":"diagnosis","category":"health","necessary":true,"proportionate":false,
"statute":{"cite":"none","effect":"silent"},"ground_wbp":"e","ground_avg":"e","exemption_wbp":"none",
"exemption_avg":"none"}],"purpose":{"collected_for":"PW","requested_for":"WGS","specific":true,"explicit":true,
"legitimate":true,"public_task":true,"less_intrusive_means":true,"anonymised_suffices":false,"same_matter":false},
"recipient":{"kind":"other_department","inside_wil":true,"charged":true,"care_provider":false,
"authority_checked":true},"secrecy":{"rule":"PW65","exception":"none"},"consent":{"status":"not_asked"}}}"#;

/// One row of the journal, as read back.
struct Row {
    kind: String,
    trace: String,
    span: String,
    ruling: Option<String>,
    started_at: i64,
    written_by: String,
    leaf: Vec<u8>,
    body: String,
}

struct RealClock;

impl Clock for RealClock {
    fn now(&self) -> ground::Instant {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        ground::Instant(i64::try_from(since.as_millis()).unwrap())
    }
}

fn main() {
    let folder = std::env::temp_dir().join(format!("waarborg-bench-http-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let ours_file = folder.join("ours.sqlite");
    let (rate, mut waits) = through_http(&ours_file);
    let rows = rows_of_one_decision(&ours_file);
    let bare = bare_batched(&folder.join("bare.sqlite"), &rows);
    waits.sort_unstable();
    let part = |share: usize| waits[(waits.len() - 1) * share / 100];
    println!(
        "bench:\tdurable decisions a second, 64 connections\t/s\t{rate:.0}\tbare SQLite, same rows and batching\t{bare:.0}"
    );
    println!("bench:\tone decision by HTTP among 64, median\tms\t{:.2}", milliseconds(part(50)));
    println!("bench:\tone decision by HTTP among 64, p99\tms\t{:.2}", milliseconds(part(99)));
    std::fs::remove_dir_all(&folder).unwrap();
}

fn milliseconds(nanoseconds: u64) -> f64 {
    std::time::Duration::from_nanos(nanoseconds).as_secs_f64() * 1000.0
}

/// Decisions a second, and how long each took in nanoseconds.
fn through_http(file: &Path) -> (f64, Vec<u64>) {
    let (house, _) = testing::house(&Location::Sqlite(file.to_owned()));
    let mut house = Arc::into_inner(house).unwrap();
    house.clock = Arc::new(RealClock);
    let house = Arc::new(house);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (address, token) = runtime.block_on(async {
        let (_, token) = desk::create(&house, &operator(&house), "bench", vec![Scope::Decide]).await.unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = waarborg::router(house.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (address, token.expose().clone())
    });
    let request = format!(
        "POST /v1/decisions HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{FACTS}",
        FACTS.len()
    );
    // Warm: the policy is kept, the statements are prepared, the token is known.
    caller(address, &request, 20);
    let begin = Instant::now();
    let waits: Vec<u64> = thread::scope(|scope| {
        let callers: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(|| caller(address, &request, EACH))).collect();
        callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect()
    });
    let seconds = begin.elapsed().as_secs_f64();
    runtime.shutdown_background();
    house.db.stop();
    (rate(seconds), waits)
}

fn operator(house: &House) -> Context {
    Context {
        actor: Actor { id: String::from("operator"), role: Role::Operator },
        trace: house.fresh_trace(),
        span: house.fresh_span(),
        parent: None,
        foreign_processor: None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no more than three digits")]
fn rate(seconds: f64) -> f64 {
    DECISIONS as f64 / seconds
}

/// One connection that asks, waits and asks again.
fn caller(address: SocketAddr, request: &str, times: usize) -> Vec<u64> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut waits = Vec::with_capacity(times);
    let (mut line, mut body) = (String::new(), Vec::new());
    for _ in 0..times {
        let begin = Instant::now();
        stream.write_all(request.as_bytes()).unwrap();
        line.clear();
        reader.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 200"), "{line}");
        let mut length = 0;
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            if line == "\r\n" {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body).unwrap();
        waits.push(u64::try_from(begin.elapsed().as_nanos()).unwrap());
    }
    waits
}

/// The rows that the last decision wrote.
fn rows_of_one_decision(file: &Path) -> Vec<Row> {
    let connection = Connection::open(file).unwrap();
    let entries: i64 =
        connection.query_row("SELECT count(*) FROM journal_entry", [], |row| row.get(0)).unwrap();
    assert!(entries >= i64::try_from(3 * DECISIONS).unwrap(), "every decision is in the journal: {entries}");
    let mut statement = connection
        .prepare(
            "SELECT kind, trace, span, ruling, started_at, written_by, leaf, body FROM journal_entry \
             ORDER BY number DESC LIMIT 3",
        )
        .unwrap();
    let rows = statement
        .query_map([], |row| {
            Ok(Row {
                kind: row.get(0)?,
                trace: row.get(1)?,
                span: row.get(2)?,
                ruling: row.get(3)?,
                started_at: row.get(4)?,
                written_by: row.get(5)?,
                leaf: row.get(6)?,
                body: row.get(7)?,
            })
        })
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// One thread owns the connection: it takes what waits, writes the rows, moves the head, commits once, answers.
fn bare_batched(file: &Path, rows: &[Row]) -> f64 {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;").unwrap();
    connection.execute_batch(include_str!("../migrations/sqlite/0001_journal.sql")).unwrap();
    connection.execute("INSERT INTO journal_head (id, size, frontier) VALUES (1, 0, x'00')", []).unwrap();
    let (send, receive) = mpsc::channel::<mpsc::Sender<()>>();
    let begin = Instant::now();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut number = 0;
            let mut batches = 0;
            while let Ok(first) = receive.recv() {
                let mut waiting = vec![first];
                waiting.extend(receive.try_iter());
                connection.execute_batch("BEGIN IMMEDIATE").unwrap();
                for _ in &waiting {
                    connection.prepare_cached("SAVEPOINT one").unwrap().execute([]).unwrap();
                    write(&connection, rows, &mut number);
                    connection.prepare_cached("RELEASE one").unwrap().execute([]).unwrap();
                }
                connection.execute_batch("COMMIT").unwrap();
                batches += 1;
                for answer in waiting {
                    answer.send(()).unwrap();
                }
            }
            println!("the bare writer made {batches} commits");
        });
        for _ in 0..CONNECTIONS {
            let send = send.clone();
            scope.spawn(move || {
                for _ in 0..EACH {
                    let (answer, answered) = mpsc::channel();
                    send.send(answer).unwrap();
                    answered.recv().unwrap();
                }
            });
        }
        drop(send);
    });
    rate(begin.elapsed().as_secs_f64())
}

fn write(connection: &Connection, rows: &[Row], number: &mut i64) {
    let insert = "INSERT INTO journal_entry (number, kind, trace, span, ruling, activity, subject, started_at, \
                  written_at, written_by, leaf, body) VALUES (?1, ?2, ?3, ?4, ?5, NULL, NULL, ?6, ?6, ?7, ?8, ?9)";
    for row in rows {
        // Other ids for each, as in the real log: equal ones would make the indexes cheaper.
        let trace = format!("{number:032x}");
        let ruling = row.ruling.as_ref().map(|_| &trace);
        let values = params![
            *number,
            row.kind,
            trace,
            row.span,
            ruling,
            row.started_at,
            row.written_by,
            row.leaf,
            row.body
        ];
        assert_eq!(row.trace.len(), trace.len());
        connection.prepare_cached(insert).unwrap().execute(values).unwrap();
        *number += 1;
    }
    let head = "UPDATE journal_head SET size = ?1, frontier = ?2 WHERE id = 1";
    connection.prepare_cached(head).unwrap().execute(params![*number, &rows[0].leaf]).unwrap();
}
