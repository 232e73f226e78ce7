//! `/verslagen`: which minutes there are and how far they came. No names.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::super::model::{Minutes, Stage};
use super::super::service;
use super::{address, stage};
use crate::api::Trace;
use crate::house::House;
use crate::journal::Context;
use crate::web::form::show_day;
use crate::web::part;
use crate::web::{Caller, PageError, Sheet, sheet};

/// `/verslagen`
pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let all = service::list(&house, &context).await?;
    let frame = &caller.frame;
    let title = frame.say("minutes-title");
    let columns =
        ["minutes-number", "minutes-stage", "minutes-found", "minutes-received", "minutes-keep-until"]
            .map(|key| frame.say(key));
    let row = |minutes: &Minutes| {
        let until = match &minutes.stage {
            Stage::Filed(filed) => show_day(filed.until),
            Stage::Blocked | Stage::Clean => String::from("–"),
        };
        vec![
            part::link(&address(&minutes.id), &minutes.number),
            stage(frame, minutes),
            html! { (minutes.version.found) },
            html! { (show_day(minutes.made.at.day())) },
            html! { (until) },
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("minutes-lead")))
            (part::actions(&[part::link_button("/verslagen/nieuw", &frame.say("minutes-new"))]))
            @if rows.is_empty() {
                (part::paragraph(&frame.say("minutes-none")))
            } @else {
                (part::table(&frame.say("minutes-caption"), &columns, &rows))
            }
        },
    ))
}
