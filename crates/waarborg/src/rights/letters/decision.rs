//! The written decision (Awb 3:46, UAVG 34): what was asked, what was decided and why, and what the person can do about it.

use ground::Day;
use letter::{Block, Letter};

use crate::house::House;
use crate::records::Subject;
use crate::register::{Entry, Writing, letter_about};
use crate::rights::model::{Kept, Request, Verdict};
use crate::web::form::show_day;
use crate::web::{Arg, Language};

/// Six weeks, from the day after the decision was sent (Awb 6:7, 6:8).
const WEEKS_TO_OBJECT: i64 = 6;

/// The decision as a letter; nothing while there is none. In Dutch, the language of the body (Awb 2:6) and of its reasons.
pub fn decision_letter(house: &House, entry: &Entry, subject: &Subject, request: &Request) -> Option<Letter> {
    let language = Language::Dutch;
    let decided = request.decided()?;
    let writing = Writing {
        language,
        to: super::addressee(language, &subject.pseudonym),
        date: decided.at.day(),
        reference: format!("{}-besluit", request.number),
        subject: language.say("rights-letter-title"),
        body: decision(language, request),
    };
    Some(letter_about(house, entry, writing))
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
        Block::Paragraph(asked),
        Block::Heading(say("rights-letter-verdict")),
        Block::Paragraph(say(&format!("rights-letter-{}-{}", verdict.as_str(), request.right.as_str()))),
        Block::Heading(say("rights-letter-why")),
        Block::List(
            decision.reasons.iter().map(|it| resting_on(&it.text, &articles(&it.norm, &it.law))).collect(),
        ),
    ];
    if !decision.kept.is_empty() {
        blocks.push(Block::Paragraph(say("rights-letter-kept")));
        let points = decision.kept.iter().map(|kept| resting_on(&kept_until(language, kept), &kept.basis));
        blocks.push(Block::List(points.collect()));
    }
    if decision.opinion {
        blocks.push(Block::Paragraph(say("rights-letter-statement")));
    }
    if verdict == Verdict::Granted && request.right.is_about_items() {
        blocks.push(Block::Paragraph(say("rights-letter-told")));
    }
    let last = objection_until(decided.at.day());
    blocks.push(Block::Heading(say("rights-letter-remedies")));
    let wbp = decision.law == "wbp";
    blocks.push(Block::List(vec![
        resting_on(&with("rights-letter-objection", "day", &show_day(last)), "Awb 6:7; UAVG 34"),
        resting_on(&say("rights-letter-ap"), if wbp { "Wbp 60" } else { "AVG 77" }),
        resting_on(&say("rights-letter-officer"), if wbp { "Wbp 62" } else { "AVG 38(4)" }),
    ]));
    blocks
}

/// The last day to object (Awb 6:7). It ends on a working day.
pub fn objection_until(decided: Day) -> Day {
    decided.plus_weeks(WEEKS_TO_OBJECT).next_working_day()
}

/// A point with the articles that it rests on; there may be none.
pub fn resting_on(words: &str, law: &str) -> String {
    if law.is_empty() { words.to_owned() } else { format!("{words} ({law})") }
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
    let own = Language::Dutch.say_with("rights-letter-norm", &[("norm", Arg::Text(norm))]);
    std::iter::once(own).chain(law.iter().cloned()).collect::<Vec<_>>().join("; ")
}
