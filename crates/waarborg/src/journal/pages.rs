//! `/journaal`: the log to look at, and for each entry the proof that it is in there.
//!
//! What an entry says is shown to the FG, who monitors, and to the one who asked for the ruling it belongs to. The
//! proof holds hashes only and is for everyone who is signed in.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chain::Bundle;
use ground::{Actor, Role};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Context, EntryRow, Kind};
use crate::error::Error;
use crate::house::House;
use crate::web::{Arg, Caller, Frame, PageError, Sheet, form, part, sheet};

/// `/journaal` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/journaal", get(overview))
        .route("/journaal/{entry}", get(show))
        .route("/journaal/{entry}/bewijs", get(proof))
}

#[derive(Debug, Deserialize)]
struct From {
    voor: Option<i64>,
}

/// Entries on one page.
const PAGE: i64 = 25;

fn reads_all(role: Role) -> bool {
    role == Role::Officer
}

async fn overview(
    State(house): State<Arc<House>>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Markup, PageError> {
    let frame = &caller.frame;
    let size = super::size(&house).await?;
    let checkpoint = super::latest_checkpoint(&house).await?;
    let key = super::verifying_key(&house)?.as_str().to_owned();
    let entries = if reads_all(caller.actor.role) {
        let context = Context::begin(&house, caller.actor.clone());
        Some(super::list_entries(&house, &context, from.voor, None, PAGE).await?)
    } else {
        None
    };
    let title = frame.say("journal-title");
    let count = size.to_string();
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("journal-lead")))
            (part::data_list(&[
                (frame.say("journal-size"), html! { (count) }),
                (frame.say("journal-key"), html! { code { (key) } }),
            ]))
            @if let Some(note) = &checkpoint {
                section class="wb-section" aria-labelledby="stand" {
                    h2 class="utrecht-heading-2" id="stand" { (frame.say("journal-checkpoint")) }
                    (part::paragraph(&frame.say("journal-checkpoint-text")))
                    pre class="wb-proof" tabindex="0" { (note) }
                }
            }
            (how_to_check(frame))
            @if let Some(entries) = &entries { (list(frame, entries)) }
            @else { (part::paragraph(&frame.say("journal-own-only"))) }
        },
    ))
}

fn how_to_check(frame: &Frame) -> Markup {
    html! {
        section class="wb-section" aria-labelledby="nagaan" {
            h2 class="utrecht-heading-2" id="nagaan" { (frame.say("journal-check")) }
            ol class="utrecht-ordered-list" {
                @for step in ["1", "2", "3"] {
                    li class="utrecht-ordered-list__item" { (frame.say(&format!("journal-check-{step}"))) }
                }
            }
            pre class="wb-proof" tabindex="0" { "waarborg journal verify\nwaarborg journal verify --checkpoint stand.txt" }
        }
    }
}

fn list(frame: &Frame, entries: &[EntryRow]) -> Markup {
    let columns = ["number", "when", "kind", "by"].map(|name| frame.say(&format!("journal-{name}")));
    let rows: Vec<Vec<Markup>> = entries
        .iter()
        .map(|entry| {
            vec![
                part::link(&format!("/journaal/{}", entry.number), &entry.number.to_string()),
                html! { (form::show_moment(entry.written_at)) },
                html! { (kind_words(frame, entry.kind)) },
                html! { code { (entry.written_by) } },
            ]
        })
        .collect();
    let last = entries.last().map(|entry| entry.number).filter(|number| *number > 0);
    html! {
        section class="wb-section" aria-labelledby="regels" {
            h2 class="utrecht-heading-2" id="regels" { (frame.say("journal-entries")) }
            (part::table(&frame.say("journal-entries-caption"), &columns, &rows))
            @if let Some(last) = last {
                a class="utrecht-link" rel="next" href=(format!("/journaal?voor={last}")) { (frame.say("journal-older")) }
            }
        }
    }
}

fn kind_words(frame: &Frame, kind: Kind) -> String {
    frame.say(&format!("journal-kind-{}", kind.as_str()))
}

/// The entry, if this person may read what it says.
async fn readable(house: &House, actor: &Actor, number: i64) -> Result<Option<EntryRow>, Error> {
    let context = Context::begin(house, actor.clone());
    let entry = super::read_entry(house, &context, number).await?;
    if reads_all(actor.role) {
        return Ok(Some(entry));
    }
    let Some(ruling) = &entry.ruling else { return Ok(None) };
    let asked_by = super::find_ruling(house, &context, ruling).await?.actor.0;
    Ok((asked_by == actor.id).then_some(entry))
}

async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    Path(number): Path<i64>,
) -> Result<Markup, PageError> {
    let frame = &caller.frame;
    let entry = readable(&house, &caller.actor, number).await?;
    let bundle = super::prove(&house, number, false).await?;
    let key = super::verifying_key(&house)?.as_str().to_owned();
    let title = frame.say_with("journal-entry-title", &[("number", Arg::Text(&number.to_string()))]);
    let list = frame.say("journal-title");
    let crumbs = [("/journaal", list.as_str())];
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &crumbs, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            @match &entry {
                Some(entry) => (contents(frame, entry)),
                None => (part::alert(part::Tone::Quiet, &frame.say("journal-hidden-title"), &html! {
                    p { (frame.say("journal-hidden-text")) }
                })),
            }
            (proof_section(frame, &bundle, &key))
        },
    ))
}

fn contents(frame: &Frame, entry: &EntryRow) -> Markup {
    let mut rows = vec![
        (frame.say("journal-kind"), html! { (kind_words(frame, entry.kind)) }),
        (frame.say("journal-when"), html! { (form::show_moment(entry.written_at)) }),
        (frame.say("journal-by"), html! { code { (entry.written_by) } }),
        (frame.say("journal-trace"), html! { code { (entry.trace) } }),
        (frame.say("journal-leaf"), html! { code { (entry.leaf) } }),
    ];
    if let Some(ruling) = &entry.ruling {
        rows.push((frame.say("journal-ruling"), part::link(&format!("/uitspraken/{ruling}"), ruling)));
    }
    let body = serde_json::to_string_pretty(&entry.body).unwrap_or_default();
    html! {
        (part::data_list(&rows))
        section class="wb-section" aria-labelledby="inhoud-regel" {
            h2 class="utrecht-heading-2" id="inhoud-regel" { (frame.say("journal-body")) }
            (part::paragraph(&frame.say("journal-body-text")))
            details class="wb-more" {
                summary { (frame.say("journal-body-show")) }
                div { pre class="wb-proof" tabindex="0" { (body) } }
            }
        }
    }
}

fn proof_section(frame: &Frame, bundle: &Bundle, key: &str) -> Markup {
    let (steps, size) = (bundle.proof.len().to_string(), bundle.size.to_string());
    html! {
        section class="wb-section" aria-labelledby="bewijs" {
            h2 class="utrecht-heading-2" id="bewijs" { (frame.say("journal-proof")) }
            (part::paragraph(&frame.say_with("journal-proof-text", &[
                ("steps", Arg::Text(&steps)),
                ("size", Arg::Text(&size)),
            ])))
            (part::actions(&[part::link_button(
                &format!("/journaal/{}/bewijs", bundle.entry),
                &frame.say("journal-proof-download"),
            )]))
            h3 class="utrecht-heading-3" { (frame.say("journal-proof-path")) }
            ol class="wb-hashes" {
                li { code { (bundle.leaf.to_string()) } " " span class="wb-soft" { (frame.say("journal-proof-leaf")) } }
                @for hash in &bundle.proof { li { code { (hash.to_string()) } } }
            }
            h3 class="utrecht-heading-3" { (frame.say("journal-checkpoint")) }
            pre class="wb-proof" tabindex="0" { (bundle.checkpoint) }
            (part::paragraph(&frame.say("journal-proof-check")))
            pre class="wb-proof" tabindex="0" { "chain-verify " (key) " bewijs.json" }
        }
    }
}

/// The proof as a file, without contents: whoever gets it learns nothing about anyone.
async fn proof(
    State(house): State<Arc<House>>,
    _caller: Caller,
    Path(number): Path<i64>,
) -> Result<Response, PageError> {
    let bundle = super::prove(&house, number, false).await?;
    let text = serde_json::to_string_pretty(&bundle).map_err(Error::internal)?;
    let name = format!("attachment; filename=\"bewijs-{number}.json\"");
    Ok(([(CONTENT_TYPE, String::from("application/json")), (CONTENT_DISPOSITION, name)], text)
        .into_response())
}
