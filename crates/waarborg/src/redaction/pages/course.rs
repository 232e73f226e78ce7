//! `/documenten/{id}/verloop`: how far a document came, for who sees to it and does not read it, such as the FG (6.14-5).

use std::sync::Arc;

use axum::extract::{Path, State};
use maud::{Markup, html};

use super::super::service;
use super::{list, overview, read_id};
use crate::api::Trace;
use crate::house::House;
use crate::journal::Context;
use crate::web::part;
use crate::web::{Arg, Caller, PageError, Sheet, sheet};

/// `/documenten/{id}/verloop`
pub(super) async fn show(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path(id): Path<String>,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let (document, marks) = service::progress(&house, &context, &read_id(&id)?).await?;
    let around = overview::around(&house, &caller.actor, &document).await?;
    let frame = &caller.frame;
    let title = frame.say_with("redaction-course-title", &[("number", Arg::Text(&document.number))]);
    let all = frame.say("redaction-title");
    Ok(sheet(
        frame,
        &Sheet { title: &title, crumbs: &[("/documenten", &all)], wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            p { (list::stage(frame, &document)) }
            (part::lead(&frame.say("redaction-course-lead")))
            (overview::about(frame, &document, &around))
            (overview::progress(frame, &marks))
            (overview::summary(frame, &marks))
            (overview::history(frame, &document, &around))
        },
    ))
}
