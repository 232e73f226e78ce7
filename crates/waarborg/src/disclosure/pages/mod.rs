//! `/openbaarheid`: asking, following and reading, for everyone. `/woo-verzoeken`: the same requests for who handles them, for
//! the board that decides, and for the FG to read.
//!
//! What someone asked is opened by sending a form, never by an address alone. Numbers and codes are typed, never linked to.

mod ask;
mod desk;
mod documents;
mod files;
mod judge;
mod parts;
mod register;
mod steps;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use super::model::RequestId;
use crate::house::House;
use crate::web::PageError;

/// All of both.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/openbaarheid", get(register::all))
        .route("/openbaarheid/verzoek", get(ask::blank).post(ask::send))
        .route("/openbaarheid/volgen", get(ask::follow_form).post(ask::follow))
        .route("/openbaarheid/{id}", get(register::one))
        .route("/openbaarheid/{id}/brief", get(files::public_letter))
        .route("/openbaarheid/{id}/lijst.csv", get(files::public_list))
        .route("/openbaarheid/{id}/document/{number}/bestand", get(files::public_file))
        .route("/woo-verzoeken", get(desk::all))
        .route("/woo-verzoeken/nieuw", get(desk::blank).post(desk::send))
        .route("/woo-verzoeken/{id}", get(steps::one).post(steps::step))
        .route("/woo-verzoeken/{id}/documenten", get(documents::all).post(documents::send))
        .route("/woo-verzoeken/{id}/documenten/{number}", get(judge::one).post(judge::send))
        .route("/woo-verzoeken/{id}/brief", get(files::letter))
        .route("/woo-verzoeken/{id}/lijst.csv", get(files::list))
}

fn read_id(text: &str) -> Result<RequestId, PageError> {
    text.parse().map_err(|_| PageError::not_found("request"))
}

fn read_place(number: &str) -> Result<i64, PageError> {
    number.parse().map_err(|_| PageError::not_found("document"))
}

/// The name of the form of one step of one request.
fn form_name(id: &RequestId, step: &str) -> String {
    format!("woo-{}-{step}", id.as_str())
}

/// The address of a request for who works with it.
fn address(id: &RequestId) -> String {
    format!("/woo-verzoeken/{}", id.as_str())
}
