//! The notice of an activity as a page, as a letter and as plain text; the list of all of them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use crate::house::House;
use crate::notices::content::{Notice, notice};
use crate::register::{self, Filter, Status, Version};
use crate::web::part;
use crate::web::{Frame, Language, PageError, Sheet, Under, blocks, pdf, sheet};

/// The most activities on the list; a body has tens.
const MOST: i64 = 1_000;

pub(super) async fn all(State(house): State<Arc<House>>, frame: Frame) -> Result<Markup, PageError> {
    let filter = Filter { status: Some(Status::Active), ..Filter::default() };
    let found = register::list(&house, filter, MOST, 0).await?;
    let title = frame.say("notices-public-title");
    Ok(sheet(
        &frame,
        &Sheet { title: &title, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("notices-public-lead")))
            ul class="utrecht-unordered-list" {
                @for version in &found.activities {
                    li class="utrecht-unordered-list__item" lang="nl" {
                        (part::link(&format!("/informatie/{}", version.id.as_str()), &version.entry.name))
                    }
                }
            }
        },
    ))
}

pub(super) async fn one(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(activity): Path<String>,
) -> Result<Markup, PageError> {
    let (_, notice) = find(&house, activity, frame.language).await?;
    let public = frame.say("notices-public-title");
    Ok(sheet(
        &frame,
        &Sheet { title: &notice.title, crumbs: &[("/informatie", &public)], ..Sheet::default() },
        &html! {
            (part::heading(&notice.title))
            (part::lead(&notice.lead))
            @if frame.language == Language::English { (part::paragraph(&frame.say("notices-dutch-parts"))) }
            @for section in &notice.sections {
                section class="wb-section" aria-labelledby=(section.part.as_str()) {
                    h2 class="utrecht-heading-2" id=(section.part.as_str()) { (section.heading) }
                    (blocks(Under::Section, &section.blocks))
                }
            }
            p class="utrecht-paragraph wb-no-print" {
                (part::link(&format!("/informatie/{}/brief", notice.activity), &frame.say("letter-download")))
            }
            p class="utrecht-paragraph wb-no-print" {
                (part::link(&format!("/informatie/{}/tekst", notice.activity), &frame.say("notices-as-text")))
            }
        },
    ))
}

pub(super) async fn text(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(activity): Path<String>,
) -> Result<Response, PageError> {
    let (_, notice) = find(&house, activity, frame.language).await?;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], notice.text()).into_response())
}

/// The notice as a letter to anyone, to print and hand out.
pub(super) async fn letter(
    State(house): State<Arc<House>>,
    frame: Frame,
    Path(activity): Path<String>,
) -> Result<Response, PageError> {
    let (version, notice) = find(&house, activity, frame.language).await?;
    let today = house.clock.now().day();
    let letter = notice.letter(&house, &version.entry, Vec::new(), "", today);
    pdf(letter, &notice.activity).await
}

/// The notice of an activity, and the version of the entry that it is made from.
pub(super) async fn find(
    house: &House,
    activity: String,
    language: Language,
) -> Result<(Version, Notice), PageError> {
    let version: Version = register::find(house, activity).await?;
    // A draft tells nobody anything yet.
    if version.status == Status::Draft {
        return Err(PageError::not_found("notice"));
    }
    let notice = notice(&version, language);
    Ok((version, notice))
}
