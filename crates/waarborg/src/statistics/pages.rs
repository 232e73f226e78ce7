//! `/statistiek`: the tables, and each as a file.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};

use super::model::{Figures, Tally};
use super::service::{figures, may_see};
use crate::api::Trace;
use crate::decision;
use crate::error::Error;
use crate::house::House;
use crate::journal::Context;
use crate::register;
use crate::web::part;
use crate::web::{Arg, Caller, Frame, PageError, Sheet, sheet};

/// What stands for a hidden count in a file.
const HIDDEN: &str = "x";

/// `/statistiek` and its files.
pub fn pages() -> Router<Arc<House>> {
    Router::new().route("/statistiek", get(all)).route("/statistiek/{file}", get(file))
}

async fn all(State(house): State<Arc<House>>, caller: Caller, trace: Trace) -> Result<Response, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let frame = &caller.frame;
    let mut tables = Vec::new();
    let mut threshold = 0;
    for tally in Tally::ALL {
        match figures(&house, &context, tally).await? {
            Ok(figures) => {
                threshold = figures.threshold;
                tables.push(table(frame, &figures));
            }
            Err(declined) => return Ok(refused(frame, &declined)),
        }
    }
    let title = frame.say("statistics-title");
    let body = html! {
        (part::heading(&title))
        (part::lead(&frame.say_with("statistics-lead", &[("count", Arg::Number(i64::from(threshold)))])))
        (part::paragraph(&frame.say("statistics-hidden-why")))
        (part::paragraph(&frame.say("statistics-running")))
        @for table in &tables { (table) }
    };
    Ok(sheet(frame, &Sheet { title: &title, wide: true, ..Sheet::default() }, &body).into_response())
}

fn table(frame: &Frame, figures: &Figures) -> Markup {
    let word = figures.tally.as_str();
    let title = frame.say(&format!("statistics-{word}"));
    let first = frame.say(&format!("statistics-{word}-row"));
    let mut lines =
        figures.lines(&first, &frame.say("statistics-total"), &frame.say("statistics-hidden")).into_iter();
    let columns = lines.next().unwrap_or_default();
    let rows: Vec<Vec<Markup>> =
        lines.map(|line| line.into_iter().map(|cell| html! { (cell) }).collect()).collect();
    html! {
        section class="wb-section" aria-labelledby=(word) {
            h2 class="utrecht-heading-2" id=(word) { (title) }
            @if figures.is_empty() {
                (part::paragraph(&frame.say("statistics-none")))
            } @else {
                (part::table(&title, &columns, &rows))
                p class="utrecht-paragraph wb-no-print" {
                    (part::link(&format!("/statistiek/{word}.csv"), &frame.say(&format!("statistics-{word}-csv"))))
                }
            }
            p class="utrecht-paragraph wb-no-print" {
                (part::link(&format!("/uitspraken/{}", figures.ruling), &frame.say("statistics-ruling")))
            }
        }
    }
}

fn refused(frame: &Frame, declined: &decision::Declined) -> Response {
    let title = frame.say("statistics-title");
    let body = html! { (part::heading(&title)) (decision::declined_alert(frame, declined)) };
    (StatusCode::FORBIDDEN, sheet(frame, &Sheet { title: &title, ..Sheet::default() }, &body)).into_response()
}

async fn file(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    if !may_see(caller.actor.role) {
        return Err(Error::Forbidden("statistics").into());
    }
    let tally = file.strip_suffix(".csv").and_then(Tally::of);
    let tally = tally.ok_or_else(|| PageError::not_found("statistics"))?;
    let context = Context::within(trace, caller.actor.clone());
    let frame = &caller.frame;
    let figures = match figures(&house, &context, tally).await? {
        Ok(figures) => figures,
        Err(declined) => return Ok(refused(frame, &declined)),
    };
    let name = format!("attachment; filename=\"{}.csv\"", tally.as_str());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((StatusCode::OK, headers, csv(frame, &figures)).into_response())
}

fn csv(frame: &Frame, figures: &Figures) -> String {
    let first = frame.say(&format!("statistics-{}-row", figures.tally.as_str()));
    let lines = figures.lines(&first, &frame.say("statistics-total"), HIDDEN);
    lines.into_iter().map(|line| register::csv_row(line.into_iter())).collect()
}
