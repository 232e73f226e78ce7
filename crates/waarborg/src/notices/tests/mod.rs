//! The duty to tell against a real database, on both engines; what notices hold.

mod pages;

use std::sync::Arc;

use ground::{Actor, Day, MockClock, Role};

use super::*;
use crate::db::Tx;
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::Context;
use crate::records::{self, FileId, Protection, SubjectId};
use crate::register::{self, Ruled, SubjectKind};
use crate::web::Language;

const DAY: i64 = 86_400_000;

struct Scene {
    subject: SubjectId,
    file: FileId,
}

fn context(house: &House, account: &str, role: Role) -> Context {
    Context::begin(house, Actor { id: account.to_owned(), role })
}

fn bram(house: &House) -> Context {
    context(house, "demo-bram", Role::Employee)
}

/// A house with a register, and one client with a file under the Participatiewet.
#[expect(clippy::needless_pass_by_value, reason = "tests read better with the closure in the call")]
fn with_file(test: impl AsyncFn(&Arc<House>, &MockClock, &Scene)) {
    each(|house, clock| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            register::seed_at_start(house).await.unwrap();
            crate::desk::ensure_demo(house).await.unwrap();
            let own = house.clone();
            let work = move |tx: &mut Tx<'_>| {
                let subject = records::new_subject(tx, &own, SubjectKind::Client, Protection::None, None)?;
                records::add_subject(tx, &own.keys, &subject, &[])?;
                let file = records::new_file(tx, &own, &subject.id, "REG-01", "PW")?;
                records::add_file(tx, &file)?;
                for who in ["demo-bram", "demo-mehmet"] {
                    crate::desk::assign(tx, &bram(&own), who, "PW", Some(file.id.as_str()))?;
                }
                Ok(Scene { subject: subject.id, file: file.id })
            };
            let scene = house.db.write("test.file", work).await.unwrap();
            test(house, clock, &scene).await;
        });
    });
}

fn today(house: &House) -> Day {
    house.clock.now().day()
}

/// Data came in today.
async fn arrived(
    house: &Arc<House>,
    scene: &Scene,
    from: ObtainedFrom,
    only_for_third: bool,
) -> CollectionId {
    let arrival = Arrival {
        subject: scene.subject.clone(),
        file: scene.file.clone(),
        from,
        source: String::from("UWV"),
        obtained: today(house),
        only_for_third,
    };
    let (own, context) = (house.clone(), bram(house));
    let work = move |tx: &mut Tx<'_>| collected(tx, &own, &context, &arrival);
    house.db.write("test.collected", work).await.unwrap()
}

async fn standing(house: &Arc<House>, scene: &Scene) -> Duty {
    let (subject, file) = (scene.subject.clone(), scene.file.clone());
    house.db.read("test.duty", move |tx| duty(tx, &subject, &file, tx.now().day())).await.unwrap()
}

async fn may_go(house: &Arc<House>, scene: &Scene) -> Ruled<()> {
    let (own, context) = (house.clone(), bram(house));
    let (subject, file) = (scene.subject.clone(), scene.file.clone());
    let work = move |tx: &mut Tx<'_>| may_disclose_first(tx, &own, &context, &subject, &file);
    house.db.write("test.first", work).await.unwrap()
}

fn told(house: &House, channel: Channel, oral: Option<(String, Script)>) -> NoticeDeed {
    NoticeDeed::Told { on: today(house), channel, oral, version: 1 }
}

fn knew(on: Day, elements: &[Element]) -> NoticeDeed {
    let notice = String::from("REG-01");
    NoticeDeed::Known { on, notice, version: 1, elements: elements.iter().copied().collect() }
}

async fn does(house: &Arc<House>, id: &CollectionId, deed: NoticeDeed) -> Result<Ruled<NoticeCase>, Error> {
    act(house, &bram(house), id.clone(), deed, None).await
}

// proves!("2-19", "6.3-4", "T-9")
#[test]
fn who_is_told_after_the_recording_is_told_late_and_the_finding_stays() {
    with_file(async |house, clock, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        assert_eq!(standing(house, scene).await, Duty::Open { by: today(house) });
        clock.advance(19 * DAY);
        assert!(matches!(standing(house, scene).await, Duty::Overdue { .. }));
        let refusal = may_go(house, scene).await.unwrap_err();
        assert_eq!(refusal.norm, "6.3-4");
        does(house, &id, told(house, Channel::Letter, None)).await.unwrap().unwrap();
        assert_eq!(standing(house, scene).await, Duty::Met { on: today(house), late: true });
        may_go(house, scene).await.unwrap();
    });
}

// proves!("2-18", "6.3-3")
#[test]
fn who_gives_data_is_told_before() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Subject, false).await;
        assert!(matches!(standing(house, scene).await, Duty::Overdue { .. }));
        assert_eq!(may_go(house, scene).await.unwrap_err().norm, "6.3-3");
        let before = NoticeDeed::Told {
            on: today(house).plus_days(-1),
            channel: Channel::Form,
            oral: None,
            version: 1,
        };
        does(house, &id, before).await.unwrap().unwrap();
        assert!(matches!(standing(house, scene).await, Duty::Met { late: false, .. }));
    });
}

// proves!("2-19")
#[test]
fn what_is_only_passed_on_waits_for_the_first_disclosure_and_not_longer() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, true).await;
        assert_eq!(standing(house, scene).await, Duty::Open { by: today(house).plus_months(1) });
        assert_eq!(may_go(house, scene).await.unwrap_err().norm, "2-19");
        does(house, &id, told(house, Channel::Email, None)).await.unwrap().unwrap();
        may_go(house, scene).await.unwrap();
        let (context, subject, file) = (bram(house), scene.subject.clone(), scene.file.clone());
        let work = move |tx: &mut Tx<'_>| disclosed(tx, &context, &subject, &file);
        house.db.write("test.disclosed", work).await.unwrap();
        let case = find(house, &bram(house), id).await.unwrap().case;
        assert_eq!(case.disclosed(), Some(today(house)));
    });
}

// proves!("6.3-1")
#[test]
fn telling_orally_counts_with_a_note_only() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let bare = does(house, &id, told(house, Channel::Oral, None)).await;
        assert!(matches!(bare, Err(Error::Invalid(_))));
        let name = Some((String::from("Wim Kwikstaart"), Script::Intake));
        let named = does(house, &id, told(house, Channel::Oral, name)).await;
        assert!(matches!(named, Err(Error::Invalid(_))), "a name is no account");
        let note = Some((String::from("demo-bram"), Script::Telephone));
        does(house, &id, told(house, Channel::Oral, note)).await.unwrap().unwrap();
        assert!(matches!(standing(house, scene).await, Duty::Met { late: false, .. }));
    });
}

// proves!("2-17", "6.3-2", "T-10")
#[test]
fn knowing_already_takes_evidence_about_this_purpose() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let both = [Element::Controller, Element::Purpose];
        let other = NoticeDeed::Known {
            on: today(house),
            notice: String::from("REG-05"),
            version: 1,
            elements: both.into_iter().collect(),
        };
        assert_eq!(does(house, &id, other).await.unwrap().unwrap_err().norm, "6.3-2");
        let half = does(house, &id, knew(today(house), &[Element::Controller])).await;
        assert_eq!(half.unwrap().unwrap_err().norm, "2-17");
        let later = does(house, &id, knew(today(house).plus_days(1), &both)).await;
        assert!(matches!(later, Err(Error::Invalid(_))));
        does(house, &id, knew(today(house), &both)).await.unwrap().unwrap();
        let Duty::Exempt { missing } = standing(house, scene).await else { panic!("not exempt") };
        assert_eq!(missing.len(), 4);
        may_go(house, scene).await.unwrap();
        assert_eq!(overview(house, &bram(house)).await.unwrap().len(), 1, "the rest is still on the list");
        does(house, &id, knew(today(house), Element::ALL)).await.unwrap().unwrap();
        assert!(overview(house, &bram(house)).await.unwrap().is_empty());
    });
}

// proves!("T-11")
#[test]
fn the_law_may_waive_telling_and_the_policy_still_asks_it() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        does(house, &id, NoticeDeed::Waived(Waiver::LaidDown)).await.unwrap().unwrap();
        assert!(matches!(standing(house, scene).await, Duty::Open { .. }));
        may_go(house, scene).await.unwrap();
        let own = arrived(house, scene, ObtainedFrom::Subject, false).await;
        let waived = does(house, &own, NoticeDeed::Waived(Waiver::LaidDown)).await.unwrap();
        assert_eq!(waived.unwrap_err().norm, "6.3-3");
    });
}

// proves!("6.3-5")
#[test]
fn waiting_has_an_end_and_someone_who_looks_again() {
    with_file(async |house, clock, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        let wait = |until: Day, reviewer: &str| NoticeDeed::Deferred {
            reason: DeferReason::InvestigationAtRisk,
            until,
            reviewer: reviewer.to_owned(),
        };
        let now = today(house);
        for until in [now, now.plus_months(7), "9999-12-31".parse().unwrap()] {
            let ruled = does(house, &id, wait(until, "demo-fatma")).await.unwrap();
            assert_eq!(ruled.unwrap_err().norm, "6.3-5", "{until}");
        }
        for reviewer in ["demo-bram", "demo-noor", "niemand"] {
            let result = does(house, &id, wait(now.plus_days(30), reviewer)).await;
            assert!(matches!(result, Err(Error::Invalid(_))), "{reviewer}");
        }
        does(house, &id, wait(now.plus_days(30), "demo-fatma")).await.unwrap().unwrap();
        assert_eq!(standing(house, scene).await, Duty::Deferred { until: now.plus_days(30) });
        may_go(house, scene).await.unwrap();
        clock.advance(31 * DAY);
        assert!(matches!(standing(house, scene).await, Duty::Overdue { .. }));
        may_go(house, scene).await.unwrap_err();
    });
}

#[test]
fn the_list_shows_the_late_first_and_to_whom_it_concerns() {
    with_file(async |house, clock, scene| {
        let late = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        clock.advance(DAY);
        arrived(house, scene, ObtainedFrom::Elsewhere, true).await;
        let head = context(house, "demo-mehmet", Role::DepartmentHead);
        let officer = context(house, "demo-fatma", Role::Officer);
        for who in [&bram(house), &head, &officer] {
            let list = overview(house, who).await.unwrap();
            assert_eq!(list.len(), 2);
            assert_eq!(list[0].case.collection.id, late);
            assert!(list[0].pseudonym.starts_with("K-") && list[0].number.starts_with("PW-"));
        }
        let noor = context(house, "demo-noor", Role::Employee);
        assert!(overview(house, &noor).await.unwrap().is_empty());
        assert!(matches!(find(house, &noor, late.clone()).await, Err(Error::NotFound(_))));
        let hugo = context(house, "demo-hugo", Role::Archivist);
        assert!(matches!(overview(house, &hugo).await, Err(Error::Forbidden(_))));
        let deed = told(house, Channel::Letter, None);
        let result = act(house, &officer, late, deed, None).await;
        assert!(matches!(result, Err(Error::Forbidden(_))), "the officer watches and does not act");
    });
}

#[test]
fn what_was_done_is_only_added_to() {
    with_file(async |house, _, scene| {
        let id = arrived(house, scene, ObtainedFrom::Elsewhere, false).await;
        does(house, &id, told(house, Channel::Letter, None)).await.unwrap().unwrap();
        for sql in [
            "UPDATE notices_step SET day = '2000-01-01' WHERE place = 1",
            "DELETE FROM notices_step WHERE place = 1",
            "DELETE FROM notices_collection WHERE law = 'PW'",
            "UPDATE notices_collection SET binding_day = '2099-01-01' WHERE law = 'PW'",
        ] {
            let work = move |tx: &mut Tx<'_>| tx.execute(sql, &[]);
            assert!(house.db.write("test.damage", work).await.is_err(), "{sql}");
        }
    });
}

// proves!("2-16", "5-12", "L-22")
#[test]
fn every_activity_has_a_whole_notice_in_both_languages() {
    with_file(async |house, _, _| {
        let all = house.db.read("test.register", register::all).await.unwrap();
        assert_eq!(all.len(), 13);
        for version in &all {
            for language in [Language::Dutch, Language::English] {
                let notice = notice(version, language);
                let parts: Vec<NoticePart> = notice.sections.iter().map(|section| section.part).collect();
                assert_eq!(parts, NoticePart::ALL);
                let id = version.id.as_str();
                for section in &notice.sections {
                    assert!(!section.blocks.is_empty(), "{id} {:?}", section.part);
                    for block in &section.blocks {
                        match block {
                            letter::Block::Heading(text) | letter::Block::Paragraph(text) => {
                                assert!(!text.trim().is_empty(), "{id} {:?}", section.part);
                            }
                            letter::Block::List(lines) => {
                                assert!(!lines.is_empty(), "{id} {:?}", section.part);
                            }
                            letter::Block::Table(table) => assert!(!table.rows.is_empty(), "{id}"),
                            letter::Block::Data(rows) => {
                                assert!(!rows.is_empty(), "{id} {:?}", section.part);
                                assert!(
                                    rows.iter().all(|(name, value)| !name.is_empty() && !value.is_empty())
                                );
                            }
                        }
                    }
                }
                let text = notice.text();
                // A sentence without words shows its key; a value that is missing shows its name.
                assert!(!text.contains("notices-") && !text.contains("{$"), "{id} {text}");
                for needed in [&version.entry.controller.name, &version.entry.officer, &version.entry.purpose]
                {
                    assert!(text.contains(needed.as_str()), "{id} {needed}");
                }
                assert!(version.entry.data.iter().all(|data| text.contains(&data.name)), "{id}");
                assert!(text.contains("AVG 6(1)") && text.contains("autoriteitpersoonsgegevens.nl"), "{id}");
            }
        }
    });
}
