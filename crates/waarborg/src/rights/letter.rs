//! The written decision (Awb 3:46, UAVG 34): what was asked, what was decided and why, and what the person can do about it.
//! Blocks without form: a page shows them, and a letter can be set from them.

use ground::Day;

use super::model::{Kept, Request, Right, Verdict};
use crate::web::form::show_day;
use crate::web::{Arg, Language};

/// Six weeks, from the day after the decision was sent (Awb 6:7, 6:8).
const WEEKS_TO_OBJECT: i64 = 6;

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Points, each with what it rests on; that may be empty.
    Points(Vec<(String, String)>),
}

/// The decision on a request; nothing while there is none. Reasons are in Dutch, as the rules have them.
pub fn decision(language: Language, request: &Request) -> Vec<Block> {
    let (Some(decision), Some(decided)) = (request.stage.decision(), request.decided()) else {
        return Vec::new();
    };
    let say = |key: &str| language.say(key);
    let with =
        |key: &str, name: &'static str, value: &str| language.say_with(key, &[(name, Arg::Text(value))]);
    let right = say(&format!("rights-kind-{}", request.right.as_str()));
    let asked = language.say_with(
        "rights-letter-asked",
        &[
            ("number", Arg::Text(&request.number)),
            ("day", Arg::Text(&show_day(request.received))),
            ("right", Arg::Text(&right)),
        ],
    );
    let verdict = decision.verdict;
    let mut blocks = vec![
        Block::Heading(say("rights-letter-title")),
        Block::Paragraph(asked),
        Block::Heading(say("rights-letter-verdict")),
        Block::Paragraph(say(&format!("rights-letter-{}-{}", verdict.as_str(), request.right.as_str()))),
        Block::Heading(say("rights-letter-why")),
        Block::Points(
            decision.reasons.iter().map(|it| (it.text.clone(), articles(&it.norm, &it.law))).collect(),
        ),
    ];
    if !decision.kept.is_empty() {
        blocks.push(Block::Paragraph(say("rights-letter-kept")));
        let points = decision.kept.iter().map(|kept| (kept_until(language, kept), kept.basis.clone()));
        blocks.push(Block::Points(points.collect()));
    }
    if decision.opinion {
        blocks.push(Block::Paragraph(say("rights-letter-statement")));
    }
    if verdict == Verdict::Granted
        && matches!(request.right, Right::Rectification | Right::Erasure | Right::Restriction)
    {
        blocks.push(Block::Paragraph(say("rights-letter-told")));
    }
    if let Some(alternative) = decision.alternative.as_ref().filter(|text| !text.is_empty()) {
        blocks.push(Block::Heading(say("rights-letter-instead")));
        blocks.push(Block::Paragraph(alternative.clone()));
    }
    let last = objection_until(decided.at.day());
    blocks.push(Block::Heading(say("rights-letter-remedies")));
    blocks.push(Block::Points(vec![
        (with("rights-letter-objection", "day", &show_day(last)), String::from("Awb 6:7; UAVG 34")),
        (say("rights-letter-ap"), String::from(if decision.law == "wbp" { "Wbp 60" } else { "AVG 77" })),
        (
            say("rights-letter-officer"),
            String::from(if decision.law == "wbp" { "Wbp 62" } else { "AVG 38(4)" }),
        ),
    ]));
    blocks
}

/// The last day to object (Awb 6:7). It ends on a working day.
pub(super) fn objection_until(decided: Day) -> Day {
    decided.plus_weeks(WEEKS_TO_OBJECT).next_working_day()
}

/// Ground and end date of what must be kept.
fn kept_until(language: Language, kept: &Kept) -> String {
    let until = kept.until.map(show_day);
    let key = if until.is_some() { "rights-letter-kept-until" } else { "rights-letter-kept-open" };
    language.say_with(
        key,
        &[
            ("file", Arg::Text(&kept.file)),
            ("period", Arg::Text(&kept.period)),
            ("start", Arg::Text(&kept.start)),
            ("day", Arg::Text(until.as_deref().unwrap_or_default())),
        ],
    )
}

fn articles(norm: &str, law: &[String]) -> String {
    let own = crate::web::Language::Dutch.say_with("rights-letter-norm", &[("norm", Arg::Text(norm))]);
    std::iter::once(own).chain(law.iter().cloned()).collect::<Vec<_>>().join("; ")
}
