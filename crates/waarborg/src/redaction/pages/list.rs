//! `/documenten`: which documents there are and how far they came. No names.

use std::sync::Arc;

use axum::extract::State;
use maud::{Markup, html};

use super::super::model::{Document, Stage};
use super::super::service::{self, may_handle};
use super::door;
use crate::api::Trace;
use crate::house::House;
use crate::journal::Context;
use crate::web::form::show_day;
use crate::web::part::{self, Tone};
use crate::web::{Caller, Frame, PageError, Sheet, sheet};

/// `/documenten`
pub(super) async fn all(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
) -> Result<Markup, PageError> {
    let context = Context::within(trace, caller.actor.clone());
    let documents = service::list(&house, &context).await?;
    let door = door(&house, &context).await?;
    let frame = &caller.frame;
    let title = frame.say("redaction-title");
    let columns = ["redaction-number", "redaction-file-kind", "redaction-stage", "redaction-received"]
        .map(|key| frame.say(key));
    let row = |document: &Document| {
        vec![
            part::link(&door.to(&document.id).unwrap_or_default(), &document.number),
            html! { (document.kind.format().name()) },
            stage(frame, document),
            html! { (show_day(document.received.at.day())) },
        ]
    };
    let rows: Vec<_> = documents.iter().map(row).collect();
    Ok(sheet(
        frame,
        &Sheet { title: &title, wide: true, ..Sheet::default() },
        &html! {
            (part::heading(&title))
            (part::lead(&frame.say("redaction-lead")))
            @if may_handle(&caller.actor) {
                (part::actions(&[part::link_button("/documenten/nieuw", &frame.say("redaction-new"))]))
            }
            @if rows.is_empty() {
                (part::paragraph(&frame.say("redaction-none")))
            } @else {
                (part::table(&frame.say("redaction-caption"), &columns, &rows))
            }
        },
    ))
}

/// How far it came, in a line.
pub(super) fn stage(frame: &Frame, document: &Document) -> Markup {
    if document.destroyed {
        return part::badge(Tone::Quiet, &frame.say("redaction-destroyed"));
    }
    let tone = match document.stage {
        Stage::InReview => Tone::Ask,
        Stage::Proposed { .. } => Tone::Advice,
        Stage::Checked { .. } => Tone::Care,
        Stage::Released { .. } => Tone::Good,
    };
    part::badge(tone, &frame.say(&format!("redaction-stage-{}", document.stage.as_str())))
}
