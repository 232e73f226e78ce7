//! `/documenten/{id}/uitvoer/…`: what came out of a released document, and the report of what went.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::super::model::Document;
use super::super::service::{self, Download};
use super::{address, read_id};
use crate::api::Trace;
use crate::house::House;
use crate::journal::Context;
use crate::web::part;
use crate::web::{Caller, Frame, PageError};

const FILE: &str = "bestand";
const REPORT: &str = "rapport";

/// The ways to both, once there is something.
pub(super) fn links(frame: &Frame, document: &Document) -> Markup {
    let base = address(&document.id);
    html! {
        @if document.stage.output().is_some() {
            (part::actions(&[
                part::link_button(&format!("{base}/uitvoer/{FILE}"), &frame.say("redaction-download-file")),
                part::link_button_second(&format!("{base}/uitvoer/{REPORT}"), &frame.say("redaction-download-report")),
            ]))
        }
    }
}

/// `/documenten/{id}/uitvoer/bestand` and `/documenten/{id}/uitvoer/rapport`
pub(super) async fn part(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let what = match part.as_str() {
        FILE => Download::File,
        REPORT => Download::Report,
        _ => return Err(PageError::not_found("part of the output")),
    };
    let context = Context::within(trace, caller.actor);
    let (document, bytes) = service::download(&house, &context, &read_id(&id)?, what).await?;
    // A page that someone sends in is kept from running in the browser: it is saved, not shown.
    let (kind, name) = match what {
        Download::File => {
            (document.kind.media_type(), format!("{}.{}", document.number, document.kind.as_str()))
        }
        Download::Report => ("application/json", format!("{}-rapport.json", document.number)),
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, String::from("no-store")),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}
