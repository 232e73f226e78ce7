//! `/verslagen`: minutes, looked through before they are archived or sent (6.8). The address holds an id, never a word of
//! what they say.

mod drawing;
mod found;
mod list;
mod new;
mod one;
mod text;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use super::model::{Minutes, MinutesId, Stage};
use crate::error::FieldError;
use crate::house::House;
use crate::redaction::LARGEST;
use crate::web::form::{Field, Fields, error_of};
use crate::web::part::{self, Tone};
use crate::web::{Frame, PageError};

/// What a form holds besides a file, in bytes: also minutes that were pasted.
const AROUND: usize = 1024 * 1024;

/// `/verslagen` and below.
pub fn pages() -> Router<Arc<House>> {
    let bound = || DefaultBodyLimit::max(LARGEST + AROUND);
    Router::new()
        .route("/verslagen", get(list::all))
        .route("/verslagen/nieuw", get(new::blank).post(new::send).layer(bound()))
        .route("/verslagen/{id}", get(one::one).post(one::step))
        .route("/verslagen/{id}/versie", post(new::again).layer(bound()))
        .route("/verslagen/{id}/bestand", get(one::file))
}

/// What went wrong with a form, and what was in it.
#[derive(Default)]
struct Trouble {
    errors: Vec<FieldError>,
    sent: Fields,
}

fn read_id(text: &str) -> Result<MinutesId, PageError> {
    text.parse().map_err(|_| PageError::not_found("minutes"))
}

fn address(id: &MinutesId) -> String {
    format!("/verslagen/{}", id.as_str())
}

/// The name of the forms of one set of minutes.
fn form_name(id: &MinutesId) -> String {
    format!("verslag-{}", id.as_str())
}

fn field<'a>(frame: &Frame, trouble: &'a Trouble, name: &'a str, label: &'a str) -> Field<'a> {
    Field { name, label, error: error_of(frame, &trouble.errors, name), ..Field::default() }
}

/// How far minutes came, in a line.
fn stage(frame: &Frame, minutes: &Minutes) -> maud::Markup {
    let tone = match minutes.stage {
        Stage::Blocked => Tone::Bad,
        Stage::Clean => Tone::Care,
        Stage::Filed(_) => Tone::Good,
    };
    part::badge(tone, &frame.say(&format!("minutes-stage-{}", minutes.stage.as_str())))
}
