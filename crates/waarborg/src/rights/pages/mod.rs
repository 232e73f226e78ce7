//! `/mijn`: a resident's own place. `/verzoeken`: the same requests for who handles them, and for the FG to read.
//!
//! What a person asked is opened by sending a form, never by an address alone, so that no link opens data.

mod desk;
mod drawing;
mod letters;
mod own;
mod parts;
mod staff;

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::model::RequestId;
use super::service::Answer;
use crate::house::House;
use crate::register::{Returned, field};
use crate::web::PageError;

/// `/mijn`, `/verzoeken` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/mijn", get(own::place).post(own::withdraw_consent))
        .route("/mijn/verzoek", get(own::blank).post(own::send))
        .route("/mijn/verzoek/{id}", get(own::one).post(own::step))
        .route("/mijn/verzoek/{id}/brief", get(letters::own))
        .route("/verzoeken", get(desk::all))
        .route("/verzoeken/nieuw", get(desk::blank).post(desk::send))
        .route("/verzoeken/{id}", get(staff::one).post(staff::step))
        .route("/verzoeken/{id}/brief", get(letters::staff))
}

fn read_id(text: &str) -> Result<RequestId, PageError> {
    text.parse().map_err(|_| PageError::not_found("request"))
}

/// The name of the form of one step of one request.
fn form_name(id: &RequestId, step: &str) -> String {
    format!("verzoek-{}-{step}", id.as_str())
}

/// An answer as a file to keep.
fn download(answer: &Answer) -> Response {
    let name = format!("attachment; filename=\"{}.json\"", answer.request.number);
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    (StatusCode::OK, headers, answer.export.bundle()).into_response()
}
