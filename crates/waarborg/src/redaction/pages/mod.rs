//! `/documenten`: documents under review. A document is opened by coming to its page; that is asked of the policy and written
//! down each time. The address holds an id, never a word of the document.

mod course;
mod drawing;
mod forms;
mod list;
mod new;
mod one;
mod output;
mod overview;
mod text;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::find::LARGEST;
use super::model::{Document, DocumentId};
use super::service::Sent;
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::register::Refusal;
use crate::web::form::{Field, error_of};
use crate::web::{Frame, PageError, csrf};

/// What a form holds besides a file, in bytes.
const AROUND: usize = 1024 * 1024;

/// `/documenten` and below.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/documenten", get(list::all))
        .route(
            "/documenten/nieuw",
            get(new::blank).post(new::send).layer(DefaultBodyLimit::max(LARGEST + AROUND)),
        )
        .route("/documenten/{id}", get(one::one).post(one::step))
        .route("/documenten/{id}/oordelen", post(one::judge))
        .route("/documenten/{id}/verloop", get(course::show))
        .route("/documenten/{id}/uitvoer/{part}", get(output::part))
}

/// The fields of a form, in the order in which they were sent.
type Fields = Vec<(String, String)>;

/// What went wrong with a form, and what was in it.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    refusal: Option<Refusal>,
    sent: Fields,
}

fn value<'a>(sent: &'a Fields, name: &str) -> &'a str {
    sent.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

fn read_id(text: &str) -> Result<DocumentId, PageError> {
    text.parse().map_err(|_| PageError::not_found("document"))
}

/// The name of the forms of one document.
fn form_name(id: &DocumentId) -> String {
    format!("document-{}", id.as_str())
}

/// The address of a document.
fn address(document: &Document) -> String {
    format!("/documenten/{}", document.id.as_str())
}

/// The address of how far it came, for who does not read it.
fn progress(document: &Document) -> String {
    format!("{}/verloop", address(document))
}

/// The token and the revision that came with a form.
fn sent_with(frame: &Frame, form: &str, sent: &Fields) -> Result<Sent, Error> {
    let verified = frame.verify(form, value(sent, csrf::FIELD))?;
    Ok(Sent { revision: value(sent, "stand").parse().ok(), form: Some(verified) })
}

fn field<'a>(frame: &Frame, trouble: &'a Trouble, name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, error: error_of(frame, &trouble.errors, name), ..Field::default() }
}
