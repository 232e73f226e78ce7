//! Pages that are about the site itself: what it is, its accessibility, its language.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{Frame, LANGUAGE_COOKIE, local_path};
use super::language::Language;
use super::{may_enter, page, part};
use crate::house::House;

/// `/over`, `/toegankelijkheid`, `/taal`, `/robots.txt`.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/over", get(about))
        .route("/toegankelijkheid", get(accessibility))
        .route("/taal", get(language))
        .route("/robots.txt", get(robots))
        .merge(super::assets::routes())
}

#[derive(Debug, Deserialize)]
struct LanguageChoice {
    naar: Option<String>,
    terug: Option<String>,
}

/// A preference, not an act: a link may set it.
async fn language(
    State(house): State<Arc<House>>,
    frame: Frame,
    Query(choice): Query<LanguageChoice>,
) -> Response {
    let Some(to) = choice.naar.as_deref() else { return language_page(&frame).into_response() };
    let cookie = format!(
        "{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax{}",
        Language::of(to).code(),
        if house.config.secure() { "; Secure" } else { "" }
    );
    let back = choice.terug.as_deref().map_or("/", local_path);
    ([(SET_COOKIE, cookie)], Redirect::to(back)).into_response()
}

fn language_page(frame: &Frame) -> Markup {
    let title = frame.say("language-title");
    page(
        frame,
        &title,
        &[],
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("language-text")))
            ul class="utrecht-unordered-list" {
                li { a class="utrecht-link" lang="nl" hreflang="nl" href="/taal?naar=nl" { "Nederlands" } }
                li { a class="utrecht-link" lang="en" hreflang="en" href="/taal?naar=en" { "English" } }
            }
        },
    )
}

async fn robots() -> Response {
    let headers = [(CONTENT_TYPE, "text/plain; charset=utf-8"), (CACHE_CONTROL, "public, max-age=86400")];
    (headers, "User-agent: *\nDisallow: /\n").into_response()
}

async fn about(frame: Frame) -> Markup {
    let title = frame.say("about-title");
    let section = |id: &str, key: &str, paragraphs: &[&str]| {
        html! {
            section class="wb-section" id=(id) {
                h2 class="utrecht-heading-2" { (frame.say(&format!("about-{key}-title"))) }
                @for name in paragraphs { (part::paragraph(&frame.say(&format!("about-{key}-{name}")))) }
            }
        }
    };
    page(
        &frame,
        &title,
        &[],
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("about-lead")))
            (section("hoe", "how", &["1", "2", "3"]))
            (section("beleidstekst", "text", &["1", "2", "3"]))
            (section("gegevens", "data", &["1", "2"]))
            (section("controle", "proof", &["1"]))
            @if frame.person.as_ref().is_none_or(|person| may_enter(person.role, "/mag-dit")) {
                (part::actions(&[part::link_button("/mag-dit", &frame.say("about-try"))]))
            }
        },
    )
}

async fn accessibility(frame: Frame) -> Markup {
    let title = frame.say("access-title");
    let items = |key: &str, names: &[&str]| {
        html! {
            ul class="utrecht-unordered-list" {
                @for name in names {
                    li class="utrecht-unordered-list__item" { (frame.say(&format!("access-{key}-{name}"))) }
                }
            }
        }
    };
    page(
        &frame,
        &title,
        &[],
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("access-lead")))
            section class="wb-section" {
                h2 class="utrecht-heading-2" { (frame.say("access-status-title")) }
                (part::paragraph(&frame.say("access-status-1")))
                (part::paragraph(&frame.say("access-status-2")))
            }
            section class="wb-section" {
                h2 class="utrecht-heading-2" { (frame.say("access-done-title")) }
                (items("done", &["1", "2", "3", "4", "5"]))
            }
            section class="wb-section" {
                h2 class="utrecht-heading-2" { (frame.say("access-open-title")) }
                (items("open", &["1", "2", "3"]))
            }
            section class="wb-section" {
                h2 class="utrecht-heading-2" { (frame.say("access-help-title")) }
                (part::paragraph(&frame.say("access-help-1")))
            }
        },
    )
}
