//! `/uitspraken`: rulings to look through, and one ruling.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use decide::{Outcome, Ruling};
use ground::{Actor, Day};
use maud::{Markup, html};
use serde::Deserialize;

use super::open::{may_open, sees_all};
use super::view::{self, Shown, outcome_badge};
use crate::decision::conversation::question_words;
use crate::error::Error;
use crate::house::House;
use crate::journal::{self, Context, RulingRow};
use crate::web::form::{self, Choice, Field};
use crate::web::{Caller, Frame, PageError, Sheet, part, sheet};

/// `/uitspraken` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/uitspraken", get(list)).route("/uitspraken/{id}", get(show))
}

/// The rulings on one page.
const PAGE: usize = 25;
/// Rulings looked at before a page with few matches is shown as it is.
const LOOKED_AT: i64 = 2_000;

/// What to look for. Outcomes, questions and days only: nothing about a person is in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    uitkomst: String,
    vraag: String,
    van: String,
    tot: String,
    wie: String,
    voor: Option<i64>,
}

async fn list(
    State(house): State<Arc<House>>,
    caller: Caller,
    Query(wanted): Query<Wanted>,
) -> Result<Markup, PageError> {
    let all = sees_all(caller.actor.role) && wanted.wie != "ik";
    let context = Context::begin(&house, caller.actor.clone());
    let (mut found, mut before, mut looked) = (Vec::new(), wanted.voor, 0);
    let more = loop {
        let rows = journal::list_rulings(&house, &context, before, 100).await?;
        let last = rows.len() < 100;
        looked += 100;
        before = rows.last().map(|row| row.entry).or(before);
        found.extend(
            rows.into_iter().filter(|row| (all || row.actor == caller.actor.id) && fits(row, &wanted)),
        );
        if found.len() > PAGE || last || looked >= LOOKED_AT {
            break found.len() > PAGE || !last;
        }
    };
    found.truncate(PAGE);
    let next = more.then(|| found.last().map(|row| row.entry).or(before)).flatten();
    Ok(list_page(&house, &caller, &wanted, &found, next))
}

fn fits(row: &RulingRow, wanted: &Wanted) -> bool {
    let day = row.written_at.day();
    let on = |text: &str, test: &dyn Fn(Day) -> bool| form::read_day(text).is_none_or(test);
    (wanted.uitkomst.is_empty() || wanted.uitkomst == row.outcome)
        && (wanted.vraag.is_empty() || wanted.vraag == row.question)
        && on(&wanted.van, &|from| day >= from)
        && on(&wanted.tot, &|until| day <= until)
}

/// The last rulings for the start page.
pub(in crate::decision) fn recent(house: &House, frame: &Frame, actor: &Actor, rows: &[RulingRow]) -> Markup {
    let all = sees_all(actor.role);
    let mine: Vec<&RulingRow> = rows.iter().filter(|row| all || row.actor == actor.id).take(5).collect();
    html! {
        @if !mine.is_empty() {
            section class="wb-section" aria-labelledby="laatste" {
                h2 class="utrecht-heading-2" id="laatste" {
                    (frame.say(if all { "rulings-recent-all" } else { "rulings-recent-own" }))
                }
                (rulings_table(house, frame, &frame.say("rulings-recent-caption"), &mine))
            }
        }
    }
}

fn rulings_table(house: &House, frame: &Frame, caption: &str, rows: &[&RulingRow]) -> Markup {
    let columns = ["when", "question", "outcome", "who"].map(|name| frame.say(&format!("rulings-{name}")));
    let cells: Vec<Vec<Markup>> = rows
        .iter()
        .map(|row| {
            let href = format!("/uitspraken/{}", row.id);
            vec![
                part::link(&href, &form::show_moment(row.written_at)),
                html! { (question_words(house, frame.language, &row.question)) },
                outcome(&row.outcome).map_or_else(|| html! { (row.outcome) }, |it| outcome_badge(frame, it)),
                html! { code { (row.actor) } },
            ]
        })
        .collect();
    part::table(caption, &columns, &cells)
}

fn list_page(
    house: &House,
    caller: &Caller,
    wanted: &Wanted,
    rows: &[RulingRow],
    next: Option<i64>,
) -> Markup {
    let frame = &caller.frame;
    let title = frame.say("rulings-title");
    let rows: Vec<&RulingRow> = rows.iter().collect();
    sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say(if sees_all(caller.actor.role) { "rulings-lead-all" } else { "rulings-lead-own" })))
            (filter(house, caller, wanted))
            @if rows.is_empty() {
                (part::alert(part::Tone::Quiet, &frame.say("rulings-none"), &html! {
                    p { (frame.say("rulings-none-text")) " " (part::link("/mag-dit", &frame.say("rulings-ask"))) }
                }))
            } @else {
                (rulings_table(house, frame, &frame.say("rulings-caption"), &rows))
            }
            @if let Some(next) = next {
                p { a class="utrecht-link" rel="next" href=(address(wanted, next)) { (frame.say("rulings-older")) } }
            }
        },
    )
}

fn address(wanted: &Wanted, before: i64) -> String {
    // The words come from choices and days only; anything else is left out of the address.
    let plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let parts = [
        ("uitkomst", &wanted.uitkomst),
        ("vraag", &wanted.vraag),
        ("van", &wanted.van),
        ("tot", &wanted.tot),
        ("wie", &wanted.wie),
    ];
    let kept = parts.iter().filter(|(_, text)| !text.is_empty() && plain(text));
    kept.fold(format!("/uitspraken?voor={before}"), |address, (name, text)| {
        format!("{address}&{name}={text}")
    })
}

fn outcome(name: &str) -> Option<Outcome> {
    Outcome::ALL.into_iter().find(|outcome| outcome.as_str() == name)
}

fn filter(house: &House, caller: &Caller, wanted: &Wanted) -> Markup {
    let frame = &caller.frame;
    let outcomes: Vec<Choice> = Outcome::ALL
        .iter()
        .map(|outcome| Choice::new(outcome.as_str(), view::outcome_words(frame, *outcome)))
        .collect();
    let questions: Vec<Choice> = house
        .policy()
        .rulebook
        .questions()
        .map(|question| Choice::new(question, question_words(house, frame.language, question)))
        .collect();
    let who = [Choice::new("ik", frame.say("rulings-mine"))];
    let any = frame.say("rulings-any");
    let labels =
        ["outcome", "question", "from", "until", "who"].map(|name| frame.say(&format!("rulings-{name}")));
    let [outcome_label, question_label, from_label, until_label, who_label] = &labels;
    let narrowed = [&wanted.uitkomst, &wanted.vraag, &wanted.van, &wanted.tot, &wanted.wie]
        .iter()
        .any(|text| !text.is_empty());
    let field = |name, label| Field { name, label, ..Field::default() };
    html! {
        details class="wb-more wb-filter" open[narrowed] {
            summary { (frame.say("rulings-filter")) }
            div {
                form method="get" action="/uitspraken" class="wb-filter__form" {
                    (form::select(&field("uitkomst", outcome_label), &outcomes, Some(&wanted.uitkomst), &any))
                    (form::select(&field("vraag", question_label), &questions, Some(&wanted.vraag), &any))
                    (form::day(&field("van", from_label), &wanted.van))
                    (form::day(&field("tot", until_label), &wanted.tot))
                    @if sees_all(caller.actor.role) {
                        (form::select(&field("wie", who_label), &who, Some(&wanted.wie), &frame.say("rulings-everyone")))
                    }
                    (part::actions(&[part::submit(&frame.say("rulings-filter-button"))]))
                }
            }
        }
    }
}

async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let stored = journal::find_ruling(&house, &Context::begin(&house, caller.actor.clone()), &id).await?;
    if !may_open(&caller.actor, &stored.actor.0) {
        // Whether it exists is not said.
        return Err(Error::NotFound("ruling").into());
    }
    let inconsistent = |_| Error::Inconsistent {
        table: "journal_entry",
        column: "body",
        row: stored.entries[1].to_string(),
    };
    let ruling: Ruling = serde_json::from_value(stored.ruling.clone()).map_err(inconsistent)?;
    let [processing, decision, audit] = stored.entries;
    let shown = Shown {
        edition: house.policies.named(&stored.policy_hash).unwrap_or_else(|| house.policy()),
        id: stored.id,
        ruling,
        facts: stored.facts,
        made_at: stored.written_at,
        role: serde_json::from_value(stored.actor.1.into()).ok(),
        actor: stored.actor.0,
        entries: vec![decision, processing, audit],
    };
    Ok(view::ruling(&house, &caller.frame, &shown))
}
