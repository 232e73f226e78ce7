//! The written decision on a request for public information (Awb 3:46): what was asked, what was decided and why, and what one
//! can do about it. Nothing of who asked, so that the same letter can stand in the public register.

use ground::Day;
use letter::{Block, Letter, Table};

use super::inventory::{Document, Judgement};
use super::model::{Audience, Decision, Stage};
use super::service::View;
use crate::house::House;
use crate::redaction::Ground;
use crate::register::{Entry, Writing, letter_about};
use crate::rights::{objection_until, resting_on};
use crate::web::form::show_day;
use crate::web::{Arg, Language};

/// The decision as a letter; nothing while there is none. In Dutch, the language of the body (Awb 2:6).
pub fn decision_letter(house: &House, entry: &Entry, view: &View) -> Option<Letter> {
    let language = Language::Dutch;
    let request = &view.request;
    let decided = request.decided()?;
    let writing = Writing {
        language,
        to: vec![language.say("disclosure-letter-to"), request.number.clone()],
        date: decided.at.day(),
        reference: format!("{}-besluit", request.number),
        subject: language.say("disclosure-letter-title"),
        body: decision(language, view),
    };
    Some(letter_about(house, entry, writing))
}

/// The decision, if only not to handle the request; nothing while there is none.
pub fn decision(language: Language, view: &View) -> Vec<Block> {
    let request = &view.request;
    let Some(decided) = request.decided() else { return Vec::new() };
    let asked = language.say_with(
        "disclosure-letter-asked",
        &[("number", Arg::Text(&request.number)), ("day", Arg::Text(&show_day(request.received)))],
    );
    let body = match &request.stage {
        Stage::Decided(decision) | Stage::Released(decision) => told(language, view, decision),
        Stage::SetAside => vec![
            Block::Heading(language.say("disclosure-letter-verdict")),
            Block::Paragraph(language.say("disclosure-letter-set_aside")),
        ],
        _ => return Vec::new(),
    };
    let asked = std::iter::once(Block::Paragraph(asked));
    asked.chain(body).chain(remedies(language, decided.at.day())).collect()
}

fn told(language: Language, view: &View, decision: &Decision) -> Vec<Block> {
    let say = |key: &str| language.say(key);
    let proposal = &decision.proposal;
    let mut blocks = vec![
        Block::Paragraph(proposal.summary.clone()),
        Block::Heading(say("disclosure-letter-verdict")),
        Block::Paragraph(say(&format!("disclosure-letter-{}", proposal.outcome.as_str()))),
        Block::Paragraph(say(&format!("disclosure-letter-for-{}", proposal.audience.as_str()))),
    ];
    blocks.extend(why(language, view, &decision.law));
    if !view.decided_on().is_empty() {
        blocks.push(Block::Heading(say("disclosure-letter-list")));
        blocks.push(list(language, view.decided_on(), &decision.law));
    }
    if proposal.outcome.gives() {
        blocks.push(Block::Heading(say("disclosure-letter-when")));
        blocks.push(Block::Paragraph(when(language, proposal.audience, decision.release_from)));
    }
    blocks
}

/// What one can do who does not agree.
fn remedies(language: Language, decided: Day) -> [Block; 2] {
    let last = show_day(objection_until(decided));
    let objection = language.say_with("disclosure-letter-objection", &[("day", Arg::Text(&last))]);
    let provision = language.say("disclosure-letter-provision");
    [
        Block::Heading(language.say("disclosure-letter-remedies")),
        Block::List(vec![resting_on(&objection, "Awb 6:7"), resting_on(&provision, "Awb 8:81")]),
    ]
}

fn when(language: Language, audience: Audience, from: Day) -> String {
    let key =
        if audience == Audience::Everyone { "disclosure-letter-from" } else { "disclosure-letter-only" };
    language.say_with(key, &[("day", Arg::Text(&show_day(from)))])
}

/// The grounds with their names, and why a relative one weighed more; of a request that the rules refuse their reasons.
fn why(language: Language, view: &View, law: &str) -> Vec<Block> {
    let mut points: Vec<String> = Vec::new();
    let mut push = |point: String| {
        if !points.contains(&point) {
            points.push(point);
        }
    };
    if let Some(found) = view.request.assessment().filter(|found| found.refused) {
        for reason in &found.reasons {
            push(resting_on(&reason.text, &reason.law.join("; ")));
        }
    }
    for document in view.decided_on() {
        for passage in &document.passages {
            let ground = passage.ground.as_deref().and_then(|code| Ground::of(law, code));
            let Some(ground) = ground else { continue };
            let point = resting_on(ground.name, &ground.cited());
            push(match (passage.weighing.as_str(), passage.still.as_str()) {
                ("", _) => point,
                (weighing, still) if still.is_empty() || still == weighing => format!("{point}: {weighing}"),
                (weighing, still) => format!("{point}: {weighing} {still}"),
            });
        }
    }
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(language.say("disclosure-letter-why")), Block::List(points)]
}

fn list(language: Language, documents: &[Document], law: &str) -> Block {
    let columns = [
        "disclosure-column-id",
        "disclosure-column-document",
        "disclosure-column-judgement",
        "disclosure-column-grounds",
    ];
    let rows = documents.iter().map(|document| {
        let judgement = document.judgement.map_or("none", Judgement::as_str);
        vec![
            document.place.to_string(),
            format!("{}, {}", document.described.title, show_day(document.described.day)),
            language.say(&format!("disclosure-judgement-{judgement}")),
            document.grounds(law).join("; "),
        ]
    });
    Block::Table(Table {
        caption: language.say("disclosure-letter-list-caption"),
        columns: columns.iter().map(|key| language.say(key)).collect(),
        rows: rows.collect(),
    })
}
