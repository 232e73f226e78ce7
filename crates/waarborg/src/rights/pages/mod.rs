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
use super::service::{Answer, Sent};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::register::Refusal;
use crate::web::form::{Field, error_of};
use crate::web::{Frame, PageError, csrf};

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

/// The fields of a form, in the order in which they were sent.
type Fields = Vec<(String, String)>;

/// What went wrong with a form, and what was in it.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    refusal: Option<Refusal>,
    /// Why the rules said no to an act, in Dutch.
    declined: Vec<String>,
    sent: Fields,
}

fn value<'a>(sent: &'a Fields, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn values<'a>(sent: &'a Fields, name: &str) -> Vec<&'a str> {
    sent.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
}

fn read_id(text: &str) -> Result<RequestId, PageError> {
    text.parse().map_err(|_| PageError::not_found("request"))
}

/// The name of the form of one step of one request.
fn form_name(id: &RequestId, step: &str) -> String {
    format!("verzoek-{}-{step}", id.as_str())
}

/// The token and the revision that came with a form.
fn sent_with(frame: &Frame, form: &str, sent: &Fields) -> Result<Sent, Error> {
    let verified = frame.verify(form, value(sent, csrf::FIELD))?;
    Ok(Sent { revision: value(sent, "stand").parse().ok(), form: Some(verified) })
}

fn field<'a>(frame: &Frame, trouble: &'a Trouble, name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, error: error_of(frame, &trouble.errors, name), ..Field::default() }
}

fn wrong(path: &str, message: &str, message_nl: &str) -> FieldError {
    FieldError { path: path.to_owned(), message: message.to_owned(), message_nl: message_nl.to_owned() }
}

/// An answer as a file to keep.
fn download(answer: &Answer) -> Response {
    let name = format!("attachment; filename=\"{}.json\"", answer.request.number);
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    (StatusCode::OK, headers, answer.export.bundle()).into_response()
}
