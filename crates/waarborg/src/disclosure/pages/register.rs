//! `/openbaarheid`: the decided requests, open to all. Nothing of who asked.

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::super::model::Request;
use super::super::service::{self, View};
use super::{parts, read_id};
use crate::house::House;
use crate::web::form::show_day;
use crate::web::part;
use crate::web::{Arg, Frame, PageError, Sheet, sheet};

/// `/openbaarheid`
pub(super) async fn all(State(house): State<Arc<House>>, frame: Frame) -> Result<Markup, PageError> {
    let requests = service::public_list(&house).await?;
    let title = frame.say("disclosure-public-title");
    let list = frame.say("disclosure-public-list");
    Ok(sheet(
        &frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("disclosure-public-lead")))
            (part::actions(&[
                part::link_button("/openbaarheid/verzoek", &frame.say("disclosure-ask-title")),
                part::link_button_second("/openbaarheid/volgen", &frame.say("disclosure-follow-title")),
            ]))
            section class="wb-section" aria-labelledby="verzoeken" {
                h2 class="utrecht-heading-2" id="verzoeken" { (list) }
                @if requests.is_empty() {
                    (part::paragraph(&frame.say("disclosure-public-none")))
                } @else {
                    (table(&frame, &list, &requests))
                }
            }
        },
    ))
}

fn table(frame: &Frame, caption: &str, requests: &[Request]) -> Markup {
    let columns = [
        "rights-column-number",
        "disclosure-column-subject",
        "disclosure-column-decided",
        "disclosure-column-outcome",
    ]
    .map(|key| frame.say(key));
    let rows: Vec<_> = requests
        .iter()
        .filter_map(|request| {
            let proposal = request.stage.proposal()?;
            let decided = request.decided()?.at.day();
            Some(vec![
                part::link(&format!("/openbaarheid/{}", request.id.as_str()), &request.number),
                html! { span lang="nl" { (proposal.summary) } },
                html! { (show_day(decided)) },
                parts::outcome_badge(frame, proposal.outcome),
            ])
        })
        .collect();
    part::table_under_heading(caption, &columns, &rows)
}

/// `/openbaarheid/{id}`
pub(super) async fn one(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let id = read_id(&id)?;
    let view = service::public(&house, &id).await?;
    let title = frame.say_with("disclosure-register-title", &[("number", Arg::Text(&view.request.number))]);
    let all = frame.say("disclosure-public-title");
    let here = format!("/openbaarheid/{}", id.as_str());
    Ok(sheet(
        &frame,
        &Sheet { title: &title, crumbs: &[("/openbaarheid", &all)], wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            p { (parts::stage(&frame, &view.request)) }
            (parts::decision(&frame, &view, &format!("{here}/brief")))
            (given(&frame, &view, &here))
            @if !view.decided_on().is_empty() {
                p class="utrecht-paragraph wb-no-print" {
                    (part::link(&format!("{here}/lijst.csv"), &frame.say("disclosure-list-download")))
                }
            }
        },
    ))
}

/// The documents that everyone may have.
fn given(frame: &Frame, view: &View, here: &str) -> Markup {
    let given: Vec<_> = view.decided_on().iter().filter(|document| document.is_given()).collect();
    html! {
        @if !given.is_empty() {
            section class="wb-section" aria-labelledby="documenten" {
                h2 class="utrecht-heading-2" id="documenten" { (frame.say("disclosure-documents-title")) }
                ul class="utrecht-unordered-list" {
                    @for document in given {
                        li class="utrecht-unordered-list__item" lang="nl" {
                            (part::link(&format!("{here}/document/{}/bestand", document.place), &document.described.title))
                        }
                    }
                }
            }
        }
    }
}
