//! The answer to access (AVG 15): what is kept, why, for how long, who received it, and what was done with it. On paper the
//! proofs stand with it too, so that whoever has no computer can have them checked.

use ground::Instant;
use letter::{Block, Letter, Table};
use serde_json::Value;

use crate::house::House;
use crate::register::{Entry, Writing, letter_about};
use crate::rights::overview::{ActivityPart, HeldBack, ItemPart, Overview};
use crate::web::form::{show_day, show_moment};
use crate::web::{Arg, Language};

/// The most proofs on paper; each takes some five lines. The file has them all.
const PROOFS_ON_PAPER: usize = 200;

/// The answer as a letter. In Dutch, the language of the body (Awb 2:6) and of the register.
pub fn answer_letter(house: &House, entry: &Entry, overview: &Overview, checksum: &str) -> Letter {
    let language = Language::Dutch;
    let mut body = answer_blocks(language, overview, checksum);
    body.extend(proofs(language, &overview.proofs));
    let writing = Writing {
        language,
        to: super::addressee(language, &overview.pseudonym),
        date: Instant(overview.made_at).day(),
        reference: format!("{}-overzicht", overview.request),
        subject: language.say_with("rights-overview-title", &[("number", Arg::Text(&overview.request))]),
        body,
    };
    letter_about(house, entry, writing)
}

/// The answer; `checksum` is that of its manifest.
pub fn answer_blocks(language: Language, overview: &Overview, checksum: &str) -> Vec<Block> {
    let say = |key: &str| language.say(key);
    let mut blocks = items(language, overview);
    for activity in &overview.activities {
        blocks.extend(one_activity(language, activity));
    }
    blocks.push(Block::Heading(say("rights-mine-receipts")));
    blocks.push(received(language, overview));
    blocks.push(Block::Heading(say("rights-overview-log")));
    blocks.push(Block::Paragraph(say("rights-overview-log-lead")));
    blocks.push(log(language, overview));
    if overview.log_is_cut {
        blocks.push(Block::Paragraph(say("rights-overview-log-cut")));
    }
    blocks.push(Block::Heading(say("rights-overview-rights")));
    blocks.push(Block::Paragraph(say("rights-overview-rights-text")));
    blocks.push(Block::Data(vec![
        (say("rights-overview-contact"), overview.controller.clone()),
        (say("rights-overview-officer"), overview.officer.clone()),
        (say("rights-overview-checksum"), checksum.to_owned()),
    ]));
    blocks
}

fn items(language: Language, overview: &Overview) -> Vec<Block> {
    let say = |key: &str| language.say(key);
    let made = show_moment(Instant(overview.made_at));
    let lead = [("day", Arg::Text(&made)), ("person", Arg::Text(&overview.pseudonym))];
    let mut blocks = vec![
        Block::Paragraph(language.say_with("rights-overview-lead", &lead)),
        Block::Heading(say("rights-overview-items")),
    ];
    if overview.items.is_empty() {
        blocks.push(Block::Paragraph(say("rights-overview-none")));
    } else {
        let columns = [
            "rights-column-file",
            "rights-column-data",
            "rights-overview-value",
            "rights-overview-source",
            "rights-column-since",
        ];
        let row = |item: &ItemPart| {
            let basis = if item.basis.is_empty() { String::new() } else { format!(" ({})", item.basis) };
            vec![
                item.file.clone(),
                item.kind.clone(),
                item.value.clone().unwrap_or_else(|| say("rights-overview-gone")),
                format!("{}{basis}", item.source),
                show_day(item.obtained),
            ]
        };
        let rows = overview.items.iter().map(row).collect();
        blocks.push(table(language, "rights-overview-items", &columns, rows));
    }
    if overview.others_left_out > 0 {
        let count = Arg::Number(i64::try_from(overview.others_left_out).unwrap_or(i64::MAX));
        blocks.push(Block::Paragraph(language.say_with("rights-overview-others", &[("count", count)])));
    }
    if !overview.held_back.is_empty() {
        let line = |held: &HeldBack| {
            let day = show_day(held.review);
            let values = [("file", Arg::Text(&held.file)), ("day", Arg::Text(&day))];
            language.say_with("rights-overview-held-line", &values)
        };
        blocks.push(Block::Heading(say("rights-overview-held")));
        blocks.push(Block::List(overview.held_back.iter().map(line).collect()));
    }
    blocks
}

fn one_activity(language: Language, activity: &ActivityPart) -> [Block; 2] {
    let row = |key: &str, words: String| (language.say(key), words);
    [
        Block::Heading(format!("{} ({})", activity.name, activity.files.join(", "))),
        Block::Data(vec![
            row("rights-overview-purpose", activity.purpose.clone()),
            row("rights-overview-grounds", activity.grounds.join("\n")),
            row("rights-overview-categories", activity.categories.join("\n")),
            row("rights-overview-recipients", activity.recipients.join("\n")),
            row("rights-overview-outside", activity.outside_eea.clone()),
            row("rights-overview-retention", activity.retention.join("\n")),
            row("rights-overview-sources", activity.sources.join("\n")),
            row("rights-overview-automated", activity.automated_decisions.clone()),
        ]),
    ]
}

fn received(language: Language, overview: &Overview) -> Block {
    if overview.disclosures.is_empty() {
        return Block::Paragraph(language.say("rights-mine-receipts-none"));
    }
    let rows = overview.disclosures.iter().map(|it| {
        let kind = it.kind.clone().unwrap_or_else(|| String::from("–"));
        vec![show_day(it.day), it.recipient.clone(), kind]
    });
    let columns = ["rights-column-day", "rights-column-recipient", "rights-column-data"];
    table(language, "rights-mine-receipts-caption", &columns, rows.collect())
}

fn log(language: Language, overview: &Overview) -> Block {
    let rows = overview.log.iter().map(|it| {
        let word = |name: &str| it.record.get(name).cloned().unwrap_or_default();
        let at = Instant(word("start_time").as_i64().unwrap_or_default());
        vec![show_moment(at), word("name").as_str().unwrap_or_default().to_owned(), it.entry.to_string()]
    });
    let columns = ["rights-clock-when", "rights-clock-what", "rights-overview-log-entry"];
    table(language, "rights-overview-log", &columns, rows.collect())
}

/// Each proof: the hash of the entry and the hashes beside its way to the root, under the one checkpoint of all of them.
fn proofs(language: Language, proofs: &[Value]) -> Vec<Block> {
    let Some(checkpoint) = proofs.first().and_then(|proof| proof.get("checkpoint")).and_then(Value::as_str)
    else {
        return Vec::new();
    };
    let say = |key: &str| language.say(key);
    let text = |proof: &Value, name: &str| {
        let value = proof.get(name).cloned().unwrap_or_default();
        value.as_str().map_or_else(|| value.to_string(), str::to_owned)
    };
    let rows = proofs.iter().take(PROOFS_ON_PAPER).map(|proof| {
        let path = proof.get("proof").and_then(Value::as_array).into_iter().flatten();
        let path: Vec<String> = path.filter_map(Value::as_str).map(in_groups).collect();
        vec![text(proof, "entry"), in_groups(&text(proof, "leaf")), path.join("\n")]
    });
    let columns = ["rights-overview-log-entry", "rights-overview-proof-leaf", "rights-overview-proof-path"];
    let mut blocks = vec![
        Block::Heading(say("rights-overview-proofs")),
        Block::Paragraph(say("rights-overview-proofs-lead")),
        Block::Paragraph(checkpoint.trim_end().to_owned()),
        table(language, "rights-overview-proofs-caption", &columns, rows.collect()),
    ];
    if proofs.len() > PROOFS_ON_PAPER {
        blocks.push(Block::Paragraph(say("rights-overview-proofs-cut")));
    }
    blocks
}

/// A hash in groups of eight digits, which the eye can follow and a line can break between.
fn in_groups(hash: &str) -> String {
    let mut grouped = String::with_capacity(hash.len() * 9 / 8);
    for (place, digit) in hash.chars().enumerate() {
        if place > 0 && place % 8 == 0 {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

fn table(language: Language, caption: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Block {
    Block::Table(Table {
        caption: language.say(caption),
        columns: columns.iter().map(|key| language.say(key)).collect(),
        rows,
    })
}
