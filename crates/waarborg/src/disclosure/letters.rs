//! The written decision on a request for public information (Awb 3:46): what was asked, what was decided and why, and what one
//! can do about it. Nothing of who asked, so that the same letter can stand in the public register.

use ground::Day;
use letter::{Block, Letter, Table};

use super::inventory::{Document, Ground, Judgement};
use super::model::{Audience, Outcome, Request, Step};
use super::service::View;
use crate::house::House;
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

/// The decision; nothing while there is none.
pub fn decision(language: Language, view: &View) -> Vec<Block> {
    let request = &view.request;
    let (Some(decision), Some(decided)) = (request.stage.decision(), request.decided()) else {
        return Vec::new();
    };
    let say = |key: &str| language.say(key);
    let proposal = &decision.proposal;
    let asked = language.say_with(
        "disclosure-letter-asked",
        &[("number", Arg::Text(&request.number)), ("day", Arg::Text(&show_day(request.received)))],
    );
    let mut blocks = vec![
        Block::Paragraph(asked),
        Block::Paragraph(proposal.summary.clone()),
        Block::Heading(say("disclosure-letter-verdict")),
        Block::Paragraph(say(&format!("disclosure-letter-{}", proposal.outcome.as_str()))),
        Block::Paragraph(say(&format!("disclosure-letter-for-{}", proposal.audience.as_str()))),
    ];
    blocks.extend(why(language, view, &decision.law));
    if !view.documents.is_empty() {
        blocks.push(Block::Heading(say("disclosure-letter-list")));
        blocks.push(list(language, &view.documents, &decision.law));
    }
    if gives(proposal.outcome) {
        blocks.push(Block::Heading(say("disclosure-letter-when")));
        blocks.push(Block::Paragraph(when(language, proposal.audience, decision.release_from)));
    }
    let last = show_day(objection_until(decided.at.day()));
    blocks.push(Block::Heading(say("disclosure-letter-remedies")));
    blocks.push(Block::List(vec![
        resting_on(
            &language.say_with("disclosure-letter-objection", &[("day", Arg::Text(&last))]),
            "Awb 6:7",
        ),
        resting_on(&say("disclosure-letter-provision"), "Awb 8:81"),
    ]));
    blocks
}

/// Whether something comes out.
fn gives(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Granted | Outcome::Partly)
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
    if view.documents.is_empty()
        && let Some(reasons) = refusal_of(&view.request)
    {
        for reason in reasons {
            push(resting_on(&reason.text, &reason.law.join("; ")));
        }
    }
    for document in &view.documents {
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

/// Why the rules refused the request as a whole, if they did.
fn refusal_of(request: &Request) -> Option<&[crate::rights::Because]> {
    request.steps.iter().rev().find_map(|taken| match &taken.step {
        Step::Assess(found) if found.refused => Some(found.reasons.as_slice()),
        _ => None,
    })
}

fn list(language: Language, documents: &[Document], law: &str) -> Block {
    let columns = [
        "disclosure-column-id",
        "disclosure-column-document",
        "disclosure-column-judgement",
        "disclosure-column-grounds",
    ];
    let rows = documents.iter().map(|document| {
        let judgement = document.judgement.map(Judgement::as_str).unwrap_or_default();
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
