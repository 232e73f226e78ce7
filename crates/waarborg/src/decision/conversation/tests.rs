//! Topics, answers and facts: what people say becomes what the rules read, and nothing else.

use decide::{AnswerKind, Choice, QuestionText, When};
use serde_json::{Value, json};

use super::answer::{Fields, OTHER, UNKNOWN, other_field, read, words};
use super::model::{State, Step, Thing, put};
use super::topic::{Things, Topic, question_words, topics};
use crate::house::{embedded_sources, load_rulebook, testing};
use crate::web::Language;

fn topic(key: &str) -> Topic {
    topics(&embedded_sources()).into_iter().find(|topic| topic.key == key).unwrap()
}

fn thing(category: &str, name: &str) -> Thing {
    Thing { category: category.to_owned(), name: name.to_owned() }
}

fn question(kind: AnswerKind) -> QuestionText {
    let text = String::new;
    QuestionText { path: text(), nl: text(), en: text(), why_nl: text(), why_en: text(), norm: text(), kind }
}

fn sent(pairs: &[(&str, &str)]) -> Fields {
    Fields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[test]
fn every_topic_leads_to_a_question_and_asks_known_facts() {
    let rulebook = load_rulebook(&embedded_sources()).unwrap();
    let all = topics(&embedded_sources());
    assert_eq!(all.len(), 15);
    assert_eq!(all[0].key, "sharing_inside", "in the order of the file");
    for topic in all {
        assert!(rulebook.questions().any(|question| question == topic.question), "{}", topic.key);
        for path in topic.first.iter().chain(topic.preset.keys()) {
            assert!(rulebook.question(path).is_some(), "{}: {path}", topic.key);
        }
        let state = State { topic: topic.key.clone(), things: vec![thing("", "")], ..State::default() };
        let facts = rulebook.parse(&state.facts(&topic));
        assert!(facts.is_ok(), "{}: {facts:?}", topic.key);
    }
}

/// The journey from a topic to its end, answering "I do not know" to everything: it ends, and never in a yes.
#[test]
fn knowing_nothing_ends_every_conversation_and_never_in_a_yes() {
    let rulebook = load_rulebook(&embedded_sources()).unwrap();
    let when = When::on(ground::Day::new(2026, 11, 16).unwrap(), false);
    for topic in topics(&embedded_sources()) {
        let mut state = State { topic: topic.key.clone(), begun: true, ..State::default() };
        if topic.things().is_some() {
            state.things = vec![thing(topic.fixed_category().unwrap_or("ordinary"), "")];
        }
        let ruling = loop {
            let ruling = rulebook.decide(&rulebook.parse(&state.facts(&topic)).unwrap(), &when, None);
            if state.step(&ruling) == Step::Check {
                break ruling;
            }
            // All open questions at once: one by one would only be slower.
            let open: Vec<String> = state.open(&ruling).map(str::to_owned).collect();
            for path in &open {
                state.set(path, Value::Null);
            }
            assert!(state.answers.len() < 120, "{}: no end", topic.key);
        };
        assert!(!ruling.outcome.is_passable(), "{}: {:?}", topic.key, ruling.outcome);
    }
}

#[test]
fn what_follows_from_the_recipient_is_not_asked() {
    let topic = topic("medical");
    let mut state = State { things: vec![thing("health", "brief")], ..State::default() };
    for (kind, inside) in
        [("other_department", json!(true)), ("police", json!(false)), ("researcher", Value::Null)]
    {
        state.set("recipient.kind", json!(kind));
        let facts = state.facts(&topic);
        assert_eq!(facts.pointer("/recipient/inside_wil").unwrap_or(&Value::Null), &inside, "{kind}");
    }
    assert_eq!(state.facts(&topic)["evident"]["danger"], Value::Null, "danger is asked, never assumed away");
    assert!(!topic_fits("sharing_inside", "police") && topic_fits("sharing_inside", "volunteer"));
    assert!(topic_fits("sharing_outside", "police") && !topic_fits("sharing_outside", "same_unit"));
    assert!(topic_fits("sharing_outside", "care_provider") && topic_fits("medical", "police"));
}

fn topic_fits(key: &str, kind: &str) -> bool {
    topic(key).fits("recipient.kind", kind)
}

#[test]
fn things_are_told_apart_and_their_answers_go_with_them() {
    let mut state = State {
        things: vec![thing("health", ""), thing("health", ""), thing("financial", "loonstrook")],
        ..State::default()
    };
    let ids = |state: &State| -> Vec<String> {
        let items = state.facts(&topic("sharing_inside"))["items"].clone();
        items.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&state), ["health", "health 2", "loonstrook"]);
    state.set("items[0].necessary", json!(true));
    state.set("items[2].necessary", json!(false));
    state.set("subject.age", json!(44));
    state.set_things(Things::Items, vec![thing("health", "brief"), thing("bsn", "")]);
    assert_eq!(state.answer("items[0].necessary"), Some(&json!(true)), "the same kind in the same place");
    assert_eq!(state.answer("items[2].necessary"), None, "the third one is gone");
    assert_eq!(state.answer("subject.age"), Some(&json!(44)));
    assert!(state.speaks_of("items[1].necessary") && !state.speaks_of("items[2].necessary"));
}

#[test]
fn a_path_never_makes_a_list_longer() {
    let mut facts = json!({ "items": [{}] });
    put(&mut facts, "items[0].statute.effect", json!("silent"));
    put(&mut facts, "items[7].necessary", json!(true));
    put(&mut facts, "purpose.specific", json!(true));
    assert_eq!(
        facts,
        json!({ "items": [{ "statute": { "effect": "silent" } }], "purpose": { "specific": true } })
    );
}

#[test]
fn answers_are_read_or_refused() {
    let word =
        |value: &str| Choice { value: value.to_owned(), nl: value.to_uppercase(), en: value.to_owned() };
    let choice = question(AnswerKind::Choice(vec![word("a"), word("b")]));
    let many = question(AnswerKind::Many(vec![word("a"), word("b")]));
    let text = question(AnswerKind::Text(vec![word("none")]));
    let flag = question(AnswerKind::Flag);
    let one = |question: &QuestionText, value: &str| read(question, "x", &sent(&[("x", value)]));
    assert_eq!(one(&flag, "true"), Ok(json!(true)));
    assert_eq!(one(&flag, UNKNOWN), Ok(Value::Null));
    assert_eq!(one(&flag, "misschien"), Err("answer-choose"));
    assert_eq!(one(&choice, "b"), Ok(json!("b")));
    assert_eq!(one(&choice, "c"), Err("answer-choose"), "only what was offered");
    assert_eq!(read(&many, "x", &sent(&[("x", "a"), ("x", "b")])), Ok(json!(["a", "b"])));
    assert_eq!(one(&many, "-"), Ok(json!([])));
    assert_eq!(read(&many, "x", &sent(&[("x", "-"), ("x", "b")])), Err("answer-none-and-some"));
    assert_eq!(read(&many, "x", &sent(&[])), Err("answer-choose-some"));
    assert_eq!(one(&question(AnswerKind::Number), "44"), Ok(json!(44)));
    assert_eq!(one(&question(AnswerKind::Number), "-1"), Err("answer-number"));
    assert_eq!(one(&question(AnswerKind::Day), "2-11-2026"), Ok(json!("2026-11-02")));
    assert_eq!(one(&question(AnswerKind::Day), "31-02-2026"), Err("answer-day"));
    assert_eq!(one(&text, "none"), Ok(json!("none")));
    let other = read(&text, "x", &sent(&[("x", OTHER), (&other_field("x"), "PW 65")]));
    assert_eq!(other, Ok(json!("PW 65")));
    assert_eq!(one(&text, OTHER), Err("answer-choose"), "something else, but what?");
    assert_eq!(one(&text, &"x".repeat(200)), Err("answer-choose"));
    assert_eq!(words(Language::Dutch, Some(&many), &json!(["a", "b"])), "A, B");
    assert_eq!(words(Language::Dutch, None, &json!("2026-11-02")), "2-11-2026".replace("2-11", "02-11"));
}

#[test]
fn questions_have_names() {
    let (house, _) = testing::in_memory();
    assert_eq!(question_words(&house, Language::Dutch, "disclose"), "Gegevens delen met iemand");
    assert_eq!(question_words(&house, Language::English, "nothing"), "nothing");
}
