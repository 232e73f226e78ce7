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
use super::model::DocumentId;
use super::service::{self, may_read};
use crate::error::{Error, FieldError};
use crate::house::House;
use crate::journal::Context;
use crate::register::Refusal;
use crate::web::form::{Field, Fields, error_of};
use crate::web::{Frame, PageError};

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

/// What went wrong with a form, and what was in it.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    refusal: Option<Refusal>,
    sent: Fields,
}

fn read_id(text: &str) -> Result<DocumentId, PageError> {
    text.parse().map_err(|_| PageError::not_found("document"))
}

/// The name of the forms of one document.
fn form_name(id: &DocumentId) -> String {
    format!("document-{}", id.as_str())
}

/// The address of a document.
fn address(id: &DocumentId) -> String {
    format!("/documenten/{}", id.as_str())
}

/// The page of a document that someone may open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The document itself, for who is charged with them.
    Document,
    /// How far it came, for who sees to it.
    Course,
    /// Neither.
    Closed,
}

impl Door {
    /// Its address, for one document.
    pub fn to(self, id: &DocumentId) -> Option<String> {
        match self {
            Self::Document => Some(address(id)),
            Self::Course => Some(format!("{}/verloop", address(id))),
            Self::Closed => None,
        }
    }
}

/// Which of them is open to someone, so that no page links to a closed one.
pub async fn door(house: &House, context: &Context) -> Result<Door, Error> {
    if !may_read(&context.actor) {
        return Ok(Door::Closed);
    }
    Ok(if service::is_charged(house, context).await? { Door::Document } else { Door::Course })
}

fn field<'a>(frame: &Frame, trouble: &'a Trouble, name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, error: error_of(frame, &trouble.errors, name), ..Field::default() }
}
