//! Reading and adding an item of a person as the service does it (ask, write down, open or seal, commit durably), beside
//! the same rows in bare SQLite with the same batching and durability; the import of a table of 100,000 lines; and the
//! overview of one person among many items.
//! `cargo xtask bench files`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly and is there to print"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use ground::{Actor, Role};
use waarborg::db::{Db, Location, Tx};
use waarborg::decision::Aim;
use waarborg::error::Error;
use waarborg::house::{House, testing};
use waarborg::journal::Context;
use waarborg::records::{self, FileId, ItemId, Origin, Protection};
use waarborg::register::{self, SubjectKind};
use waarborg::vault::{self, NewItem, NewPerson, Value};

const CALLERS: usize = 64;
const EACH: usize = 50;
const ROWS: usize = CALLERS * EACH;
const LINES: usize = 100_000;
const KIND: &str = "inkomen";
const TEXT: &str = "Geen inkomen sinds 1 juni. Vroeger 1.650 euro netto per maand.";

fn main() {
    let folder = std::env::temp_dir().join(format!("waarborg-bench-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let house = runtime.block_on(seeded(&folder.join("governed.sqlite")));
    let (read, write) = runtime.block_on(governed(&house));
    let lines = import(&house);
    house.db.stop();
    // A read leaves five entries and opens one value; a write leaves five entries, an item and a value.
    let bare_read = runtime.block_on(bare(&folder.join("bare-read.sqlite"), 5, true));
    let bare_write = runtime.block_on(bare(&folder.join("bare-write.sqlite"), 7, false));
    println!(
        "bench:\tgoverned reads a second, {CALLERS} callers\t/s\t{read:.0}\tbare SQLite, same rows\t{bare_read:.0}"
    );
    println!(
        "bench:\tgoverned writes a second, {CALLERS} callers\t/s\t{write:.0}\tbare SQLite, same rows\t{bare_write:.0}"
    );
    println!(
        "bench:\tlines imported a second, {LINES} lines\t/s\t{lines:.0}\tgoverned writes a second, above\t{write:.0}"
    );
    let (few, many) =
        (overview(&folder.join("few.sqlite"), 10_000), overview(&folder.join("many.sqlite"), 1_000_000));
    println!("bench:\toverview of one person among 1,000,000 items\tµs\t{many:.1}\tamong 10,000\t{few:.1}");
    std::fs::remove_dir_all(&folder).unwrap();
}

fn item() -> NewItem {
    NewItem {
        kind: KIND.to_owned(),
        value: Value::read("value", TEXT).unwrap(),
        origin: Origin::Subject,
        source: String::from("formulier"),
        basis: String::new(),
        obtained: "2026-11-16".parse().unwrap(),
        verified: true,
        only_for_third: false,
    }
}

fn context(house: &House) -> Context {
    Context::begin(house, Actor { id: String::from("demo-bram"), role: Role::Employee })
}

async fn seeded(path: &Path) -> Arc<House> {
    let (house, _) = testing::house(&Location::Sqlite(path.to_owned()));
    register::seed_at_start(&house).await.unwrap();
    waarborg::desk::ensure_demo(&house).await.unwrap();
    house
}

async fn governed(house: &Arc<House>) -> (f64, f64) {
    let mut files = Vec::new();
    for number in 0..CALLERS {
        let person = NewPerson {
            kind: SubjectKind::Client,
            protection: Protection::None,
            surname: surname(number),
            born: "1980-01-01".parse().ok(),
            bsn: None,
            activity: String::from("REG-01"),
            law: String::from("PW"),
            items: vec![item()],
            told: true,
        };
        let file = vault::add_person(house, &context(house), person, None).await.unwrap().unwrap().id;
        let view = vault::view(house, &context(house), file.clone()).await.unwrap();
        files.push((file, view.items.first().unwrap().id.clone()));
    }
    // Once without counting: caches, prepared statements.
    run(house, &files, true, 4).await;
    let read = run(house, &files, true, EACH).await;
    let write = run(house, &files, false, EACH).await;
    (read, write)
}

/// A surname of its own for each number; people are known by the letters of their name.
fn surname(number: usize) -> String {
    let digits = number.to_string();
    let letters = digits.bytes().map(|digit| char::from(digit - b'0' + b'a'));
    format!("Vogel{}", letters.collect::<String>())
}

/// Lines a second, each with two items, from the text of the table to the last commit.
fn import(house: &Arc<House>) -> f64 {
    let mapping = "activity = 'REG-01'\nlaw = 'PW'\nsource = 'oud systeem'\nsurname = 'Achternaam'\nborn = 'Geboren'\n\
        obtained = 'Sinds'\n[[item]]\nkind = 'naam, adres en geboortedatum'\ncolumns = ['Achternaam', 'Geboren']\n\
        [[item]]\nkind = 'inkomen'\ncolumns = ['Inkomen']\n";
    let mut table = String::from("Achternaam;Geboren;Inkomen;Sinds\n");
    for line in 0..LINES {
        writeln!(table, "{};4-5-1971;{} euro;1-3-2026", surname(line), 900 + line % 700).unwrap();
    }
    let begin = Instant::now();
    let read = vault::read(house, &toml::from_str(mapping).unwrap(), table.as_bytes()).unwrap();
    assert_eq!((read.people.len(), read.faults.len()), (LINES, 0));
    let taken = vault::take(house, &context(house), read.people, &|_| {}).unwrap();
    assert_eq!((taken.added, taken.refused), (LINES, 0));
    per_second(LINES, begin)
}

/// Each caller at a file of its own.
async fn run(house: &Arc<House>, files: &[(FileId, ItemId)], reads: bool, each: usize) -> f64 {
    let begin = Instant::now();
    let mut callers = Vec::new();
    for (file, first) in files {
        let (house, file, first) = (house.clone(), file.clone(), first.clone());
        callers.push(tokio::spawn(async move {
            for _ in 0..each {
                let context = context(&house);
                if reads {
                    let wanted = vec![first.clone()];
                    let opened = vault::consult(&house, &context, file.clone(), wanted, Aim::Task).await;
                    assert_eq!(opened.unwrap().unwrap().len(), 1);
                } else {
                    vault::record(&house, &context, file.clone(), None, item(), None).await.unwrap().unwrap();
                }
            }
        }));
    }
    for caller in callers {
        caller.await.unwrap();
    }
    per_second(files.len() * each, begin)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
fn per_second(count: usize, begin: Instant) -> f64 {
    count as f64 / begin.elapsed().as_secs_f64()
}

/// The same number of rows of about the same size, through the same writer: what the engine and the disk cost.
async fn bare(path: &Path, rows: usize, reads: bool) -> f64 {
    let clock = Arc::new(ground::MockClock::at(waarborg::db::testing::NOW));
    let db = Db::open(&Location::Sqlite(path.to_owned()), clock).unwrap();
    let table = "CREATE TABLE bench_row (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";
    db.write("bench.table", move |tx| tx.execute(table, &[])).await.unwrap();
    let text = "x".repeat(900);
    let begin = Instant::now();
    let mut callers = Vec::new();
    for _ in 0..CALLERS {
        let (db, text) = (db.clone(), text.clone());
        callers.push(tokio::spawn(async move {
            for _ in 0..EACH {
                let text = text.clone();
                let work = move |tx: &mut Tx<'_>| {
                    if reads {
                        tx.query("SELECT text FROM bench_row WHERE number = $1", &[1.into()])?;
                    }
                    for _ in 0..rows {
                        tx.execute("INSERT INTO bench_row (text) VALUES ($1)", &[text.as_str().into()])?;
                    }
                    Ok(())
                };
                db.write("bench.row", work).await.unwrap();
            }
        }));
    }
    for caller in callers {
        caller.await.unwrap();
    }
    let rate = per_second(ROWS, begin);
    db.stop();
    rate
}

/// Microseconds to list what there is about one person, among `items` of others, twenty each.
fn overview(path: &Path, items: i64) -> f64 {
    let (house, _) = testing::house(&Location::Sqlite(path.to_owned()));
    let fill = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $1) ";
    let subjects = items / 20;
    let work = move |tx: &mut Tx<'_>| {
        tx.execute(
            &format!("{fill} INSERT INTO records_subject SELECT printf('%032x', i), printf('K-%06d', i), 'client', \
                'none', NULL, NULL, 0, 0, 'bench' FROM n"),
            &[subjects.into()],
        )?;
        tx.execute(
            &format!(
                "{fill} INSERT INTO records_file SELECT printf('%032x', i), printf('PW-2020-%07d', i), \
                printf('%032x', i), 'REG-01', 'PW', '2020-01-01', NULL, NULL, 0, 0, 'bench' FROM n"
            ),
            &[subjects.into()],
        )?;
        // Neighbours in time are not neighbours in person, as in real life.
        tx.execute(
            &format!("{fill} INSERT INTO records_item SELECT printf('%032x', i), printf('%032x', i % ($1 / 20)), \
                printf('%032x', i % ($1 / 20)), 'inkomen', 'financial', 'subject', 'formulier', '', '2020-01-01', 1, 0, \
                'none', 0, NULL, NULL, NULL, 0, 0, 'bench' FROM n"),
            &[items.into()],
        )?;
        Ok::<_, Error>(())
    };
    house.db.write_blocking("bench.fill", work).unwrap();
    let id = format!("{:032x}", subjects / 2);
    let rounds = 2_000;
    let look = move |tx: &mut Tx<'_>| {
        let subject = id.parse().unwrap();
        let begin = Instant::now();
        for _ in 0..rounds {
            assert_eq!(records::items_about(tx, &subject)?.len(), 20);
            assert_eq!(records::files_about(tx, &subject)?.len(), 1);
        }
        Ok(begin.elapsed().as_secs_f64() * 1e6 / f64::from(rounds))
    };
    let time = house.db.read_blocking("bench.look", look).unwrap();
    house.db.stop();
    time
}
