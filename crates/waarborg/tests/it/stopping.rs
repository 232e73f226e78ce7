//! Starting, stopping and being killed.

use std::io::{BufRead as _, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};

use ground::{Instant, MockClock};
use sha2::{Digest as _, Sha256};
use waarborg::db::testing::{Schema, postgres_url};
use waarborg::db::{Db, Location};
use waarborg::house::testing::Folder;

use crate::process::{Service, ask, command, run, stdout};

#[test]
fn the_first_command_makes_all_that_is_needed_and_the_doctor_agrees() {
    let folder = Folder::make();
    let data = folder.path().join("data");
    let before = run(&data, &["doctor"]);
    assert_eq!(before.status.code(), Some(1));
    assert!(!data.exists(), "the doctor changes nothing");

    let mut service = Service::start(&data, &["--demo"]);
    assert_eq!(service.get("/healthz").0, 200);
    service.signal("TERM");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));

    let after = run(&data, &["doctor"]);
    assert_eq!(after.status.code(), Some(0), "{}", stdout(&after));
}

#[test]
fn without_the_demo_one_signs_in_with_an_account_and_nobody_is_made_up() {
    let folder = Folder::make();
    let service = Service::start(folder.path(), &[]);
    assert_eq!(service.get("/").0, 200, "the welcome is for everyone");
    let (status, form) = service.get("/aanmelden");
    assert_eq!(status, 200);
    assert!(form.contains("name=\"wachtwoord\""), "a password is asked");
    assert!(!form.contains("demo-"), "no made-up people to choose from");
    assert_eq!(service.get("/dossiers").0, 303, "sign in first");
    assert_eq!(service.get("/healthz").0, 200);
    assert_eq!(service.get("/v1/nothing-here").0, 404);
}

/// Signs in with a fresh form; the value of the cookie once the answer is there.
fn sign_in(address: &str) -> Option<String> {
    let form =
        ask(address, &format!("GET /aanmelden HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
            .ok()?
            .1;
    let token = form.split("name=\"formulier\" value=\"").nth(1)?.split('"').next()?;
    let body = format!("formulier={token}&persoon=demo-noor&terug=%2F");
    let request = format!(
        "POST /aanmelden HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (status, answer) = ask(address, &request).ok()?;
    assert_eq!(status, 303, "{answer}");
    Some(answer.split("waarborg_session=").nth(1)?.split(';').next()?.to_owned())
}

#[test]
fn asked_to_stop_under_load_no_acknowledged_write_is_lost() {
    let folder = Folder::make();
    let mut service = Service::start(folder.path(), &["--demo"]);
    let address = service.address.clone();
    let (tell, told) = mpsc::channel();
    for _ in 0..16 {
        let (address, tell) = (address.clone(), tell.clone());
        std::thread::spawn(move || {
            while let Some(cookie) = sign_in(&address) {
                tell.send(cookie).unwrap();
            }
        });
    }
    drop(tell);
    let mut acknowledged: Vec<String> = told.iter().take(100).collect();
    service.signal("TERM");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    acknowledged.extend(told);
    assert!(acknowledged.len() >= 100);

    let path = folder.path().join("waarborg.sqlite");
    let database = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT count(*) FROM desk_session WHERE id_hash = ?1";
    for cookie in &acknowledged {
        let hash: [u8; 32] = Sha256::digest(cookie.as_bytes()).into();
        let found: i64 = database.query_row(sql, [hash], |row| row.get(0)).unwrap();
        assert_eq!(found, 1);
    }
    let doctor = run(folder.path(), &["doctor"]);
    assert!(stdout(&doctor).contains("entries, all signed"), "{}", stdout(&doctor));
    assert_eq!(doctor.status.code(), Some(0));
}

#[test]
fn the_same_service_runs_on_postgresql() {
    let Some(url) = postgres_url() else { return };
    let schema = Schema::make(&url);
    let Location::Postgres(url) = schema.location() else { panic!("it is PostgreSQL") };
    let folder = Folder::make();
    let on_postgres = |arguments: &[&str]| {
        let mut command = command(folder.path(), arguments);
        command.env("DATABASE_URL", url.expose());
        command
    };
    let mut service = Service::spawn(on_postgres(&["serve", "--demo", "--listen", "127.0.0.1:0"]));
    assert!(sign_in(&service.address).is_some());
    service.signal("TERM");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    assert!(!folder.path().join("waarborg.sqlite").exists());
    let doctor = stdout(&on_postgres(&["doctor"]).output().unwrap());
    assert!(doctor.contains("migrations, all applied"), "{doctor}");
}

#[test]
fn idle_connections_do_not_keep_the_service_alive() {
    let folder = Folder::make();
    let mut service = Service::start(folder.path(), &[]);
    let _idle: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(&service.address).unwrap()).collect();
    assert_eq!(service.get("/healthz").0, 200);
    let asked = std::time::Instant::now();
    service.signal("TERM");
    assert_eq!(service.child.wait().unwrap().code(), Some(0));
    assert!(asked.elapsed().as_secs() < 10, "{:?}", asked.elapsed());
}

#[test]
fn an_unknown_schema_is_refused_at_the_start() {
    let folder = Folder::make();
    assert!(run(folder.path(), &["migrate"]).status.success());
    let path = folder.path().join("waarborg.sqlite");
    write(&path, "INSERT INTO schema_migration (name, sha256, applied_at) VALUES ('9999_later', 'x', 1)");
    for arguments in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["client", "list"]] {
        let output = run(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains("`9999_later`") && text.contains("newer"), "{text}");
    }
    assert_eq!(run(folder.path(), &["doctor"]).status.code(), Some(1));
    write(&path, "DELETE FROM schema_migration WHERE name = '9999_later'");
    write(&path, "UPDATE schema_migration SET sha256 = 'x' WHERE name = '0002_desk'");
    let output = run(folder.path(), &["migrate"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("`0002_desk` differs"));
}

/// Past all checks of the program.
fn write(path: &Path, sql: &'static str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_revoked_client_and_bad_input_at_the_command_line() {
    let folder = Folder::make();
    let made = run(folder.path(), &["client", "create", "Zaaksysteem", "--scope", "decide"]);
    assert!(made.status.success());
    let made = stdout(&made);
    let id = made.lines().find_map(|line| line.strip_prefix("id:")).unwrap().trim().to_owned();
    let token = made.lines().find_map(|line| line.strip_prefix("token:")).unwrap().trim().to_owned();
    assert!(token.starts_with("wb_"));
    let listed = stdout(&run(folder.path(), &["client", "list"]));
    assert!(listed.contains(&id) && listed.contains("active") && !listed.contains(&token));
    assert!(run(folder.path(), &["client", "revoke", &id]).status.success());
    assert!(stdout(&run(folder.path(), &["client", "list"])).contains("revoked"));
    for wrong in [
        &["client", "revoke", &id][..],
        &["client", "revoke", "client-0"],
        &["client", "create", "X", "--scope", "everything"],
        &["client", "create", "X"],
        &["client", "create", " ", "--scope", "decide"],
        &["sreve"],
    ] {
        assert_eq!(run(folder.path(), wrong).status.code(), Some(2), "{wrong:?}");
    }
}

const CHILD: &str = "WAARBORG_TEST_CHILD";

/// Not a test by itself: what the killed process does, when `CHILD` names its database. Each number is printed
/// after its commit was acknowledged, never before.
#[test]
fn child_that_writes_until_it_is_killed() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let clock = Arc::new(MockClock::at(Instant(1)));
    let db = Db::open(&Location::Sqlite(PathBuf::from(path)), clock).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    runtime.block_on(async {
        for caller in 0..16_i64 {
            let db = db.clone();
            tokio::spawn(async move {
                for turn in 0.. {
                    let number = caller * 1_000_000_000 + turn;
                    let work = db.write("test.killed", move |tx| {
                        tx.execute("INSERT INTO killed (number) VALUES ($1)", &[number.into()])
                    });
                    work.await.unwrap();
                    println!("acknowledged {number}");
                }
            });
        }
        std::future::pending::<()>().await;
    });
}

#[test]
fn killed_at_any_moment_every_acknowledged_write_is_there() {
    let folder = Folder::make();
    let path = folder.path().join("killed.sqlite");
    let clock = Arc::new(MockClock::at(Instant(1)));
    let db = Db::open(&Location::Sqlite(path.clone()), clock).unwrap();
    db.write_blocking("test.make", |tx| {
        tx.execute("CREATE TABLE killed (number INTEGER PRIMARY KEY) STRICT", &[])
    })
    .unwrap();
    for round in 0..10_usize {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "stopping::child_that_writes_until_it_is_killed", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut acknowledged = Vec::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let numbers =
            |line: std::io::Result<String>| line.ok()?.strip_prefix("acknowledged ")?.parse::<i64>().ok();
        while acknowledged.len() < 50 + round * 37 {
            acknowledged.extend(lines.next().and_then(numbers));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // Whatever it could still print was acknowledged too; lines this short reach a pipe whole.
        acknowledged.extend(lines.map_while(numbers));
        let found = db
            .write_blocking("test.check", move |tx| {
                let rows = tx.query("SELECT number FROM killed", &[])?;
                tx.execute("DELETE FROM killed", &[])?;
                rows.iter().map(|row| row.int(0)).collect::<Result<std::collections::HashSet<i64>, _>>()
            })
            .unwrap();
        let lost = acknowledged.iter().filter(|number| !found.contains(number)).count();
        assert_eq!(lost, 0, "of {} acknowledged writes", acknowledged.len());
    }
    assert!(db.check_up().is_ok());
}
