//! Figures from files in a database, on both engines; and the page and the file.

mod suppress;

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use ground::{Actor, Day, Role};
use tower::ServiceExt as _;

use super::service::{Table, release};
use super::suppress::Count;
use super::*;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{self, FileId, Protection};
use crate::register::SubjectKind;

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}

fn as_role(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// So many people with a file each, opened on this day and closed with this result.
fn add(
    house: &Arc<House>,
    law: &'static str,
    opened: &'static str,
    closed: Option<&'static str>,
    people: usize,
) {
    let own = house.clone();
    let work = move |tx: &mut Tx<'_>| {
        for _ in 0..people {
            let person = records::new_subject(tx, &own, SubjectKind::Client, Protection::None, None)?;
            records::add_subject(tx, &own.keys, &person, &[])?;
            add_file(tx, &own, &person.id, law, opened, closed)?;
        }
        Ok(())
    };
    house.db.write_blocking("test.files", work).unwrap();
}

fn add_file(
    tx: &mut Tx<'_>,
    house: &House,
    person: &records::SubjectId,
    law: &str,
    opened: &str,
    closed: Option<&str>,
) -> Result<(), Error> {
    let file = records::new_file(tx, house, person, "REG-01", law)?;
    let closed = closed.map(|result| (day("2026-03-01"), result.to_owned()));
    let file = records::File { id: FileId::fresh(house), opened: day(opened), closed, ..file };
    records::add_file(tx, &file)
}

fn filled(house: &Arc<House>) {
    add(house, "PW", "2024-05-01", Some("toegekend"), 30);
    add(house, "PW", "2026-02-01", None, 40);
    add(house, "WGS", "2024-06-01", Some("geweigerd"), 3);
    add(house, "WGS", "2026-06-01", None, 20);
    add(house, "MINIMA", "2024-01-01", None, 12);
    add(house, "MINIMA", "2026-01-01", None, 9);
}

fn officer(house: &House) -> Context {
    as_role(house, "demo-fatma", Role::Officer)
}

// proves!("6.5-5")
#[test]
fn small_counts_are_hidden_and_the_policy_is_asked() {
    each(|house, _| {
        filled(house);
        let figures = run(figures(house, &officer(house), Tally::Opened)).unwrap().unwrap();
        assert_eq!(figures.rows, ["MINIMA", "PW", "WGS"]);
        assert_eq!(figures.years, ["2024", "2025", "2026"]);
        assert_eq!(figures.threshold, 5);
        let wgs = &figures.counts[2];
        assert_eq!((wgs[0], wgs[1]), (None, Some(0)), "three people, and nobody");
        // Neither by the row nor by the column: in each there is another one hidden.
        assert!(wgs[2..].contains(&None));
        assert!(figures.counts[..2].iter().any(|row| row[0].is_none()));
        let totals = figures.counts.last().unwrap();
        assert_eq!(totals, &[Some(45), Some(0), Some(69), Some(114)]);
        let text = figures.lines("Wet", "Totaal", "x").concat().join(",");
        assert!(text.contains("WGS,x,0,") && text.contains("Totaal,45,0,69,114"), "{text}");

        let entries = run(crate::journal::list_entries(house, &officer(house), None, None, 50)).unwrap();
        let bodies: Vec<String> = entries.iter().map(|entry| entry.body.to_string()).collect();
        assert!(bodies.iter().any(|body| body.contains("statistics.figures")));
        assert!(bodies.iter().any(|body| body.contains("OUT_OF_SCOPE")), "{bodies:?}");
    });
}

// proves!("6.5-5", "6.2-5")
#[test]
fn a_table_from_which_someone_can_be_known_is_refused_and_the_refusal_is_kept() {
    each(|house, _| {
        let (own, context) = (house.clone(), officer(house));
        let work = move |tx: &mut Tx<'_>| {
            let count = |files| Count { files, people: files };
            let table = Table {
                tally: Tally::Opened,
                rows: vec![String::from("PW"), String::from("WGS")],
                years: vec![String::from("2026")],
                counts: vec![vec![count(90); 2], vec![count(3); 2], vec![count(93); 2]],
                // Only the small one itself: 93 minus 90 tells it.
                hidden: vec![vec![false; 2], vec![true; 2], vec![false; 2]],
                threshold: 5,
            };
            release(tx, &own, &context, table)
        };
        let declined = house.db.write_blocking("statistics.test", work).unwrap().unwrap_err();
        assert_eq!(declined.ruling.outcome.as_str(), "REFUSED");
        assert!(declined.ruling.reasons.iter().any(|reason| reason.norm == "6.5-5"));
        let entries = run(crate::journal::list_entries(house, &officer(house), None, None, 50)).unwrap();
        assert!(entries.iter().any(|entry| entry.body.to_string().contains("\"refused\"")));
    });
}

#[test]
fn many_files_of_few_people_are_a_small_count_too() {
    each(|house, _| {
        add(house, "PW", "2026-02-01", None, 40);
        let own = house.clone();
        let work = move |tx: &mut Tx<'_>| {
            let person = records::new_subject(tx, &own, SubjectKind::Client, Protection::None, None)?;
            records::add_subject(tx, &own.keys, &person, &[])?;
            (0..20).try_for_each(|_| add_file(tx, &own, &person.id, "WGS", "2026-02-01", None))
        };
        house.db.write_blocking("test.files", work).unwrap();
        let figures = run(figures(house, &officer(house), Tally::Opened)).unwrap().unwrap();
        assert_eq!(figures.counts, [vec![None, None], vec![None, None], vec![Some(60), Some(60)]]);
    });
}

#[test]
fn figures_are_for_who_answers_for_them() {
    each(|house, _| {
        filled(house);
        run(crate::desk::ensure_demo(house)).unwrap();
        for (account, role, may) in [
            ("demo-bram", Role::Employee, false),
            ("demo-joost", Role::DepartmentHead, true),
            ("demo-ruben", Role::Board, true),
            ("demo-anouk", Role::Administrator, false),
            ("resident-1", Role::Resident, false),
        ] {
            let asked = run(figures(house, &as_role(house, account, role), Tally::Closed));
            assert_eq!(asked.is_ok(), may, "{account}");
            assert!(may || matches!(asked, Err(Error::Forbidden(_))));
        }
        let (_, secret) = run(crate::desk::sign_in(house, "demo-ruben", None)).unwrap();
        let cookie = format!("waarborg_session={}", secret.expose());
        let get = |path: &str, taal: &str| {
            let call = Request::get(path).header("cookie", format!("{cookie}; taal={taal}"));
            run(async {
                let router = crate::router(house.clone());
                let response = router.oneshot(call.body(Body::empty()).unwrap()).await.unwrap();
                let (status, headers) = (response.status(), response.headers().clone());
                let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
                (status, headers, String::from_utf8(bytes.to_vec()).unwrap())
            })
        };
        for (taal, words) in [("nl", "verborgen"), ("en", "hidden")] {
            let (status, _, page) = get("/statistiek", taal);
            assert!(status.is_success() && page.contains(words) && !page.contains("statistics-"), "{page}");
            assert!(page.contains("href=\"/statistiek/geopend.csv\"") && page.contains("/uitspraken/"));
        }
        let (status, headers, text) = get("/statistiek/gesloten.csv", "nl");
        assert!(status.is_success() && text.starts_with("Resultaat,2026,Totaal\r\n"), "{text}");
        assert!(text.contains("geweigerd,x,x\r\n") && text.contains("Totaal,33,33"), "{text}");
        assert_eq!(
            (&headers["content-type"], &headers["cache-control"]),
            (&"text/csv; charset=utf-8".parse().unwrap(), &"no-store".parse().unwrap(),)
        );
        assert_eq!(get("/statistiek/anders.csv", "nl").0, StatusCode::NOT_FOUND);
    });
}
