//! What is written, and what is found again.

use ground::{Instant, SeededEntropy, SpanId};
use serde_json::{Value, json};

use super::schema;
use crate::db::testing::NOW;
use crate::error::Error;
use crate::house::House;
use crate::house::testing::each;
use crate::journal::{
    Context, Event, Kind, ProcessingQuery, RulingEntry, RulingRecord, SubjectRef, consistency, draft_ruling,
    ensure_policy, find_processing, find_ruling, list_entries, list_rulings, prove, pseudonym, read_entry,
    record_act, replay, size, testing, verifying_key,
};

const ACTIVITY: &str = "https://waarborg.example/v1/processing-activities/wil-pw";
const BSN: &str = "999990019";

pub(super) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn subject() -> SubjectRef {
    SubjectRef { id: BSN.into(), id_type: "BSN".into() }
}

fn record(
    house: &House,
    context: &Context,
    outcome: &str,
    subject: Option<SubjectRef>,
) -> Result<RulingEntry, Error> {
    let (keys, context, outcome) = (house.keys.clone(), context.clone(), outcome.to_owned());
    house.db.write_blocking("test.decide", move |tx| {
        ensure_policy(tx, "abc", "{\"5.cedar\":\"\"}")?;
        let person = subject.as_ref().map(|_| BSN);
        let request =
            json!({"subject": {"type": "user", "id": "u1"}, "resource": {"type": "person", "id": person}});
        let entropy = SeededEntropy::new(tx.now().0.unsigned_abs());
        let record = RulingRecord {
            event: Event::AccessEvaluation,
            facts: &json!({"question": "disclose", "n": 1}),
            ruling: &json!({"id": null, "outcome": outcome, "regime": "avg", "policy_version": "1.0.0+abc"}),
            outcome: Some(&outcome),
            policy_version: Some("1.0.0+abc"),
            policy_hash: "abc",
            when: &json!({"at": "2026-11-16"}),
            activity: Some(ACTIVITY),
            subject: subject.as_ref(),
            request: Some(&request),
            response: None,
            started_at: Instant(tx.now().0 - 5),
            made_at: tx.now(),
        };
        draft_ruling(&keys, &entropy, &context, tx.name(), &record)?.record(tx)
    })
}

#[test]
fn a_ruling_is_three_records_of_one_trace() {
    each(|house, _| {
        let entropy = SeededEntropy::new(1);
        let mut context = testing::context(&entropy);
        context.parent = Some(SpanId::fresh(&entropy));
        context.foreign_processor = Some("client-7".into());
        let made = record(house, &context, "REFUSED", Some(subject())).unwrap();
        assert_eq!(made.entries, [1, 2, 3], "after the policy that was kept");
        let entries: Vec<_> =
            made.entries.iter().map(|number| run(read_entry(house, &context, *number)).unwrap()).collect();
        assert!(entries.iter().all(|entry| entry.trace == context.trace.to_string()));
        assert!(entries.iter().all(|entry| entry.ruling.as_deref() == Some(made.ruling_id.as_str())));
        assert!(entries.iter().all(|entry| !entry.body.to_string().contains(BSN)), "no raw id anywhere");
        let [processing, decision, audit] = entries.as_slice() else { panic!("three") };

        assert_eq!(schema::faults(&processing.body), Vec::<String>::new());
        assert_eq!(processing.body["status"], "Ok", "a denial is no error");
        assert_eq!(processing.body["start_time"], NOW.0 - 5);
        assert_eq!(processing.body["end_time"], NOW.0);
        assert_eq!(processing.body["parent_span_id"], context.parent.unwrap().to_string());
        let attributes = &processing.body["attributes"];
        assert_eq!(attributes["dpl.core.data_subject_id"], pseudonym(&house.keys.pseudonym, &subject()));
        assert_eq!(attributes["dpl.core.foreign_operation.processor"], "urn:waarborg:client:client-7");
        let text = processing.body.to_string();
        assert!(!text.contains("medewerker-1") && !text.contains("employee"), "no user in it: {text}");

        let body = &decision.body;
        assert_eq!(body["event_name"], "adl.access_evaluation");
        assert_eq!(body["status"], "Ok");
        assert_eq!(body["attributes"]["adl.core.policies"], json!({"sha256": "abc", "version": "1.0.0+abc"}));
        assert_eq!(body["body"]["adl.core.response"], json!({"decision": false}));
        assert_eq!(body["body"]["adl.core.information"], json!({"question": "disclose", "n": 1}));
        assert_eq!(
            body["body"]["adl.core.request"]["resource"]["id"],
            pseudonym(&house.keys.pseudonym, &subject())
        );

        assert_eq!(audit.body["actor"], json!({"id": "medewerker-1", "role": "employee"}));
        for part in ["action", "object", "result", "origin", "actor", "timestamp"] {
            assert!(!audit.body[part].is_null(), "{part} (BIO2 8.15.01)");
        }
        assert_eq!(audit.body["result"], "REFUSED");
    });
}

#[test]
fn missing_facts_leave_the_status_unset() {
    each(|house, _| {
        let context = testing::context(&SeededEntropy::new(2));
        let made = record(house, &context, "MORE_FACTS_NEEDED", None).unwrap();
        let entry = run(read_entry(house, &context, made.entries[0])).unwrap();
        assert_eq!(entry.body["status"], "Unset");
        assert_eq!(schema::faults(&entry.body), Vec::<String>::new());
    });
}

#[test]
fn a_person_without_an_activity_is_refused() {
    each(|house, _| {
        let entropy = SeededEntropy::new(3);
        let context = testing::context(&entropy);
        for activity in [None, Some("not a uri")] {
            let record = RulingRecord {
                event: Event::AccessEvaluation,
                facts: &Value::Null,
                ruling: &Value::Null,
                outcome: None,
                policy_version: None,
                policy_hash: "abc",
                when: &Value::Null,
                activity,
                subject: Some(&subject()),
                request: None,
                response: None,
                started_at: NOW,
                made_at: NOW,
            };
            let outcome = draft_ruling(&house.keys, &entropy, &context, "test.decide", &record);
            assert!(matches!(outcome, Err(Error::Invalid(_))));
        }
        assert_eq!(run(size(house)).unwrap(), 0);
    });
}

#[test]
fn reading_the_journal_stands_in_the_journal() {
    each(|house, _| {
        let context = testing::context(&SeededEntropy::new(4));
        let made = record(house, &context, "ALLOWED", Some(subject())).unwrap();
        let before = run(size(house)).unwrap();
        let found = run(find_ruling(house, &context, &made.ruling_id)).unwrap();
        assert_eq!(found.entries, made.entries);
        assert_eq!(found.actor, ("medewerker-1".into(), "employee".into()));
        assert_eq!(found.ruling["outcome"], "ALLOWED");
        assert!(matches!(run(find_ruling(house, &context, "none")), Err(Error::NotFound(_))));
        assert!(matches!(run(read_entry(house, &context, 999)), Err(Error::NotFound(_))));
        let rulings = run(list_rulings(house, &context, None, 10)).unwrap();
        assert_eq!((rulings.len(), rulings[0].outcome.as_str()), (1, "ALLOWED"));
        assert_eq!(rulings[0].question, "disclose");
        let entries = run(list_entries(house, &context, None, None, 100)).unwrap();
        assert_eq!(entries[0].body["action"], "journal.read_rulings", "the readings are entries too");
        assert_eq!(run(size(house)).unwrap(), before + 4);
        let audits =
            run(list_entries(house, &context, Some(before.try_into().unwrap()), Some(Kind::Audit), 100))
                .unwrap();
        assert_eq!(audits.len(), 2);
    });
}

#[test]
fn records_of_processing_are_found_by_trace_subject_activity_and_time() {
    each(|house, clock| {
        let entropy = SeededEntropy::new(5);
        let first = testing::context(&entropy);
        record(house, &first, "ALLOWED", Some(subject())).unwrap();
        clock.advance(1000);
        let second = testing::context(&entropy);
        record(house, &second, "ALLOWED", None).unwrap();
        let reader = testing::context(&entropy);
        let find = |query: ProcessingQuery| run(find_processing(house, &reader, &query));
        let count = |query| find(query).unwrap().0.len();
        let plain = first.trace.to_string();
        let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| plain.get(range).unwrap());
        let dashed = parts.join("-");

        assert_eq!(count(ProcessingQuery { trace: Some(plain.clone()), ..Default::default() }), 1);
        assert_eq!(count(ProcessingQuery { trace: Some(dashed.clone()), ..Default::default() }), 1);
        assert_eq!(count(ProcessingQuery { subject: Some(subject()), ..Default::default() }), 1);
        let pseudonym =
            SubjectRef { id: pseudonym(&house.keys.pseudonym, &subject()), id_type: "BSN".into() };
        assert_eq!(count(ProcessingQuery { subject: Some(pseudonym), ..Default::default() }), 1);
        let activity = |from, until| ProcessingQuery {
            activity: Some(ACTIVITY.into()),
            from,
            until,
            ..Default::default()
        };
        assert_eq!(count(activity(None, None)), 2);
        assert_eq!(count(activity(Some(NOW.0), None)), 1);
        assert_eq!(count(activity(None, Some(NOW.0))), 1);
        assert!(matches!(find(ProcessingQuery::default()), Err(Error::Invalid(_))));
        let only_time = ProcessingQuery { from: Some(1), ..Default::default() };
        assert!(matches!(find(only_time), Err(Error::Invalid(_))));
        let bad = ProcessingQuery { trace: Some("x".into()), ..Default::default() };
        assert!(matches!(find(bad), Err(Error::Invalid(_))));

        let (found, more) = find(ProcessingQuery { trace: Some(plain), ..Default::default() }).unwrap();
        assert!(!more);
        assert_eq!(schema::faults(found[0].json()), Vec::<String>::new());
        assert_eq!(found[0].read_api_json()["traceId"], dashed);
        assert_eq!(found[0].read_api_json()["startTime"], NOW.0 - 5);
        // The search by a person is in the log by pseudonym only.
        let entries = run(list_entries(house, &reader, None, None, 100)).unwrap();
        assert!(entries.iter().all(|entry| !entry.body.to_string().contains(BSN)));
    });
}

// proves!("L-20")
#[test]
fn every_entry_can_be_proven_to_a_stranger() {
    each(|house, _| {
        let (db, keys) = (house.db.clone(), house.keys.clone());
        testing::fill(&db, &keys, 700).unwrap();
        let key = verifying_key(house).unwrap();
        let total = run(size(house)).unwrap();
        for number in [0, 1, 255, 256, 511, 512, 600, i64::try_from(total).unwrap() - 1] {
            let bundle = run(prove(house, number, number % 2 == 0)).unwrap();
            assert_eq!(bundle.check(&key).unwrap().size, total, "{number}");
        }
        assert!(matches!(run(prove(house, 100_000, false)), Err(Error::NotFound(_))));
        let earlier = run(prove(house, 0, false)).unwrap();
        let root = key.open(earlier.checkpoint.as_bytes()).unwrap().root;
        testing::fill(&db, &keys, 300).unwrap();
        let (proof, now) = run(consistency(house, total)).unwrap();
        let later = run(prove(house, 0, false)).unwrap();
        let later_root = key.open(later.checkpoint.as_bytes()).unwrap().root;
        assert_eq!(chain::check_consistency(&proof, now, later_root, total, root), Ok(()));
    });
}

#[test]
fn a_policy_is_kept_once_and_tied_into_the_tree() {
    each(|house, _| {
        let context = testing::context(&SeededEntropy::new(6));
        record(house, &context, "ALLOWED", None).unwrap();
        record(house, &context, "ALLOWED", None).unwrap();
        let entries = run(list_entries(house, &context, None, Some(Kind::Audit), 100)).unwrap();
        let kept: Vec<_> = entries.iter().filter(|entry| entry.body["action"] == "policy.keep").collect();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].body["object"], "abc");
    });
}

#[test]
fn a_replay_compares_every_ruling_bit_for_bit() {
    each(|house, _| {
        let context = testing::context(&SeededEntropy::new(7));
        record(house, &context, "ALLOWED", None).unwrap();
        let other = record(house, &context, "REFUSED", None).unwrap();
        let again = |outcome: &str| json!({"policy_version": "1.0.0+abc", "regime": "avg", "outcome": outcome, "id": null});
        let result = replay(
            &house.db,
            |past| {
                assert_eq!((past.policy_hash, &past.facts["n"]), ("abc", &json!(1)));
                Some(again("ALLOWED"))
            },
            |_, _| (),
        )
        .unwrap();
        assert_eq!(result.same, 1);
        assert_eq!(result.findings.len(), 1);
        assert!(result.findings[0].to_string().contains(&other.ruling_id));
        let result = replay(&house.db, |_| None, |_, _| ()).unwrap();
        assert_eq!((result.same, result.findings.len()), (0, 2));
    });
}

#[test]
fn many_writers_make_one_tree() {
    each(|house, _| {
        std::thread::scope(|scope| {
            for writer in 0..16 {
                let (db, keys) = (house.db.clone(), house.keys.clone());
                scope.spawn(move || {
                    let entropy = SeededEntropy::new(writer);
                    for turn in 0..10 {
                        let (keys, context) = (keys.clone(), testing::context(&entropy));
                        let outcome = db.write_blocking("test.race", move |tx| {
                            record_act(tx, &context, "test.act", "x", "ok")?;
                            if turn % 3 == 2 {
                                return Err(Error::Conflict("third"));
                            }
                            testing::ruling(tx, &keys, &SeededEntropy::new(writer), &context, turn)
                        });
                        assert_eq!(outcome.is_err(), turn % 3 == 2);
                    }
                });
            }
        });
        assert_eq!(run(size(house)).unwrap(), 16 * 7 * 4);
        let key = verifying_key(house).unwrap();
        for number in [0, 100, 447] {
            assert!(run(prove(house, number, true)).unwrap().check(&key).is_ok());
        }
    });
}
