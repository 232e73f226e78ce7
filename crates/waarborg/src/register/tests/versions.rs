//! Versions, and everything the register refuses.

use ground::{Instant, Role};

use super::{change, context, draft, seeded, startable};
use crate::error::Error;
use crate::register::{
    Automated, AutomatedDecisions, Closing, DpiaStatus, Entry, Status, WbpStatus, create, find_at,
    find_number, may_run, versions,
};

fn closing(day: &str, successor: Option<&str>) -> Closing {
    let successor = successor.map(|id| id.to_owned().try_into().unwrap());
    Closing { end_date: day.parse().unwrap(), successor }
}

// proves!("L-4")
#[test]
fn every_moment_has_exactly_one_version() {
    seeded(async |house, clock| {
        let first = crate::register::find(house, "REG-04".into()).await.unwrap();
        clock.advance(1_000);
        let edited = change(house, "REG-04", |change| change.entry.name.push_str(" (nieuw)")).await;
        let second = edited.unwrap().unwrap();
        // Two more in one millisecond: the later holds.
        clock.advance(1_000);
        change(house, "REG-04", |change| change.entry.purpose.push('!')).await.unwrap().unwrap();
        let fourth = change(house, "REG-04", |change| change.entry.purpose.push('!')).await.unwrap().unwrap();
        assert_eq!((second.number, fourth.number), (2, 4));

        let at = |offset: i64| find_at(house, "REG-04".into(), Instant(first.recorded_at.0 + offset));
        assert!(matches!(at(-1).await, Err(Error::NotFound(_))));
        for (offset, number) in
            [(0, 1), (999, 1), (1_000, 2), (1_999, 2), (2_000, 4), (i64::from(i32::MAX), 4)]
        {
            assert_eq!(at(offset).await.unwrap().number, number, "{offset}");
        }
        assert_eq!(find_number(house, "REG-04".into(), 1).await.unwrap(), first, "old versions stay");
        let numbers: Vec<i64> =
            versions(house, "REG-04".into()).await.unwrap().iter().map(|version| version.number).collect();
        assert_eq!(numbers, [4, 3, 2, 1]);
        assert!(matches!(find_number(house, "REG-04".into(), 5).await, Err(Error::NotFound(_))));
        assert!(matches!(versions(house, "REG-99".into()).await, Err(Error::NotFound(_))));
    });
}

#[test]
fn the_same_again_is_no_new_version_and_a_stale_one_is_refused() {
    seeded(async |house, _| {
        assert_eq!(change(house, "REG-04", |_| {}).await.unwrap().unwrap().number, 1);
        change(house, "REG-04", |change| change.entry.name.push('!')).await.unwrap().unwrap();
        let stale = change(house, "REG-04", |change| {
            change.seen = 1;
            change.entry.name.push('?');
        });
        assert!(matches!(stale.await, Err(Error::Stale(_))));
    });
}

#[test]
fn versions_never_change_and_activities_are_never_deleted() {
    seeded(async |house, _| {
        for sql in [
            "UPDATE register_version SET document = '{}'",
            "DELETE FROM register_version WHERE activity_id = 'REG-08'",
            "DELETE FROM register_activity WHERE id = 'REG-01'",
        ] {
            assert!(house.db.write("test", move |tx| tx.execute(sql, &[])).await.is_err(), "{sql}");
        }
    });
}

// proves!("1-1", "2-1", "2-3", "6.14-6")
#[test]
fn an_incomplete_or_taskless_entry_cannot_start() {
    seeded(async |house, _| {
        type Edit = fn(&mut Entry);
        let cases: [(&str, &str, Edit); 9] = [
            ("1-1", "taskCodes", |entry| entry.task_codes.clear()),
            ("6.14-6", "owner", |entry| entry.owner.clear()),
            ("2-1", "source", |entry| entry.sources.clear()),
            ("2-1", "retention", |entry| entry.retention.clear()),
            ("2-1", "information", |entry| entry.information.moment = String::from("  ")),
            ("5-13", "recipients", |entry| entry.recipients.clear()),
            ("5-13", "transfers", |entry| entry.transfers = None),
            ("2-3", "statuteRefs", |entry| entry.statute_refs.clear()),
            ("5-13", "dpia", |entry| entry.dpia.as_mut().unwrap().status = DpiaStatus::Needed),
        ];
        for (norm, field, edit) in cases {
            let mut entry = startable(house);
            edit(&mut entry);
            let id = draft(house, entry).await.id.to_string();
            let refusal =
                change(house, &id, |change| change.status = Status::Active).await.unwrap().unwrap_err();
            assert_eq!((refusal.norm, refusal.fields[0].path.as_str()), (norm, field));
            let now = house.clock.now();
            let run = house.db.read("test", move |tx| may_run(tx, &id, now)).await.unwrap();
            assert_eq!(run.unwrap_err().norm, "2-1", "a draft does not run");
        }
        let id = draft(house, startable(house)).await.id.to_string();
        assert_eq!(id, "REG-22", "ids are given out once, in order");
        change(house, &id, |change| change.status = Status::Active).await.unwrap().unwrap();
        let now = house.clock.now();
        let run = house.db.read("test", move |tx| may_run(tx, &id, now)).await.unwrap();
        assert_eq!(run.unwrap().number, 2);
    });
}

// proves!("L-8")
#[test]
fn a_computer_decides_alone_only_by_law_with_a_person_to_turn_to() {
    seeded(async |house, _| {
        let automated = |taken, logic: &str, basis: &str, safeguard: &str| {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            AutomatedDecisions { taken, logic: text(logic), basis: text(basis), safeguard: text(safeguard) }
        };
        let cases = [
            (automated(Automated::None, "", "", ""), vec![]),
            (automated(Automated::Prepared, "", "", ""), vec!["logic"]),
            (automated(Automated::Prepared, "telt punten", "", ""), vec![]),
            (automated(Automated::Alone, "telt punten", " ", ""), vec!["basis", "safeguard"]),
            (automated(Automated::Alone, "telt punten", "UAVG 40", "bel uw klantmanager"), vec![]),
        ];
        for (decisions, missing) in cases {
            let made =
                change(house, "REG-01", |change| change.entry.automated_decisions = Some(decisions)).await;
            let expected: Vec<String> =
                missing.iter().map(|field| format!("automatedDecisions.{field}")).collect();
            match made {
                Ok(ruled) => assert!(ruled.is_ok() && missing.is_empty()),
                Err(Error::Invalid(errors)) => {
                    assert_eq!(errors.into_iter().map(|error| error.path).collect::<Vec<_>>(), expected);
                }
                Err(error) => panic!("{error}"),
            }
        }
    });
}

#[test]
fn an_active_entry_stays_complete_and_never_becomes_a_draft_again() {
    seeded(async |house, _| {
        let gap = change(house, "REG-01", |change| change.entry.sources.clear()).await.unwrap();
        assert_eq!(gap.unwrap_err().norm, "2-1");
        let back = change(house, "REG-01", |change| change.status = Status::Draft).await.unwrap();
        assert_eq!(back.unwrap_err().norm, "2-1");
        assert_eq!(versions(house, "REG-01".into()).await.unwrap().len(), 1, "nothing was written");
    });
}

// proves!("6.14-5")
#[test]
fn the_officer_owns_nothing_and_changes_nothing() {
    seeded(async |house, _| {
        for name in ["fg", "functionaris-gegevensbescherming", "dpo"] {
            let owned = change(house, "REG-04", |change| change.entry.owner = name.to_owned()).await.unwrap();
            let refusal = owned.unwrap_err();
            assert_eq!((refusal.norm, refusal.fields[0].path.as_str()), ("6.14-5", "owner"));
        }
        let entry = Entry { owner: String::from("fg"), ..startable(house) };
        let head = context(house, Role::System);
        let drafted = create(house, &head, entry, String::new()).await.unwrap();
        assert_eq!(drafted.unwrap_err().norm, "6.14-5", "not even in a draft");
        for role in [Role::Officer, Role::Employee, Role::Board, Role::Administrator, Role::Archivist] {
            let context = context(house, role);
            let created = create(house, &context, startable(house), String::new()).await;
            assert!(matches!(created, Err(Error::Forbidden(_))), "{role:?}");
        }
    });
}

// proves!("1-2", "1-3")
#[test]
fn the_five_registrations_only_close_with_an_end_date_and_a_successor() {
    seeded(async |house, clock| {
        let close = async |id: &str, how: Option<Closing>| {
            change(house, id, |change| {
                change.status = Status::Closed;
                change.closing = how;
            })
            .await
            .unwrap()
        };
        for id in crate::register::NAMED_BY_POLICY {
            for how in [
                None,
                Some(closing("2026-12-31", None)),
                Some(closing("2026-12-31", Some("REG-77"))),
                Some(closing("2026-12-31", Some(id))),
            ] {
                let refusal = close(id, how).await.unwrap_err();
                assert_eq!(refusal.norm, "1-2");
                assert_eq!(refusal.fields.len(), 1);
            }
        }
        let successor = draft(house, startable(house)).await.id.to_string();
        let early = close("REG-05", Some(closing("2026-12-31", Some(&successor)))).await;
        assert_eq!(early.unwrap_err().norm, "1-2", "a draft succeeds nobody");
        change(house, &successor, |change| change.status = Status::Active).await.unwrap().unwrap();
        let closed = close("REG-05", Some(closing("2026-11-20", Some(&successor)))).await.unwrap();
        assert_eq!(closed.closing, Some(closing("2026-11-20", Some(&successor))));
        // Another activity needs no successor, but an end date.
        assert!(close("REG-10", None).await.is_err());
        assert!(close("REG-10", Some(closing("2026-11-16", None))).await.is_ok());
        assert_eq!(
            change(house, "REG-10", |c| c.entry.name.push('!')).await.unwrap().unwrap_err().norm,
            "1-2"
        );
        // Until its last day it still runs.
        let run = async || {
            let now = house.clock.now();
            house.db.read("test", move |tx| may_run(tx, "REG-05", now)).await.unwrap()
        };
        assert!(run().await.is_ok());
        clock.advance(5 * 24 * 60 * 60 * 1000);
        assert_eq!(run().await.unwrap_err().norm, "1-2");
    });
}

#[test]
fn the_notification_under_the_wbp_is_history() {
    seeded(async |house, _| {
        let edited = change(house, "REG-01", |change| {
            change.entry.wbp.as_mut().unwrap().status = WbpStatus::NotifiedAp;
        });
        let refusal = edited.await.unwrap().unwrap_err();
        assert_eq!((refusal.norm, refusal.fields[0].path.as_str()), ("5-13", "wbp"));
    });
}

#[test]
fn an_activity_that_is_not_in_the_register_does_not_run() {
    seeded(async |house, _| {
        let now = house.clock.now();
        let run = house.db.read("test", move |tx| may_run(tx, "REG-99", now)).await.unwrap();
        assert_eq!(run.unwrap_err().norm, "5-13");
        let before = Instant(now.0 - 1);
        let run = house.db.read("test", move |tx| may_run(tx, "REG-01", before)).await.unwrap();
        assert_eq!(run.unwrap_err().norm, "5-13", "not before it was recorded");
    });
}

// proves!("6.14-6")
#[test]
fn a_department_head_keeps_the_entries_of_the_own_department() {
    seeded(async |house, _| {
        let head = context(house, Role::DepartmentHead);
        let edit = async |id: &str| {
            let current = crate::register::find(house, id.to_owned()).await.unwrap();
            let mut entry = current.entry;
            entry.name.push('!');
            let change = crate::register::Change {
                seen: 1,
                entry,
                status: current.status,
                closing: None,
                reason: String::new(),
            };
            crate::register::change(house, &head, id.to_owned(), change).await
        };
        assert!(edit("REG-02").await.unwrap().is_ok(), "debt counselling is theirs");
        assert!(matches!(edit("REG-01").await, Err(Error::Forbidden(_))), "benefits are not (6.14-6)");
        let other = create(house, &head, startable(house), String::new()).await;
        assert!(matches!(other, Err(Error::Forbidden(_))), "nor may they write for another department");
    });
}

#[test]
fn changes_and_refusals_are_in_the_journal_and_failures_are_not() {
    seeded(async |house, _| {
        let acts = async || -> Vec<String> {
            let context = context(house, Role::Officer);
            let newest = crate::journal::list_entries(house, &context, None, None, 100).await.unwrap();
            let acts = newest.iter().map(|entry| entry.body.to_string());
            acts.filter(|body| body.contains("register.")).collect()
        };
        assert_eq!(acts().await.iter().filter(|body| body.contains("register.seed")).count(), 13);
        change(house, "REG-04", |change| change.entry.name.push('!')).await.unwrap().unwrap();
        change(house, "REG-04", |change| change.entry.owner = String::from("fg")).await.unwrap().unwrap_err();
        let stale = change(house, "REG-04", |change| {
            change.seen = 1;
            change.entry.name.push('?');
        });
        stale.await.unwrap_err();
        let found = acts().await;
        let with = |part: &str| found.iter().filter(|body| body.contains(part)).count();
        assert_eq!(with("REG-04/2"), 1, "the change");
        assert_eq!(with("refused:6.14-5"), 1, "the refusal");
        assert_eq!(found.len(), 15, "and nothing for what was rolled back");
    });
}
