//! `/informeren`: who still has to be told, for staff; `/informatie`: what people are told, for everybody.

mod cases;
mod public;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::house::House;

/// Both.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/informeren", get(cases::all))
        .route("/informeren/{id}", get(cases::one).post(cases::step))
        .route("/informeren/{id}/brief", get(cases::letter))
        .route("/informatie", get(public::all))
        .route("/informatie/{activity}", get(public::one))
        .route("/informatie/{activity}/brief", get(public::letter))
        .route("/informatie/{activity}/tekst", get(public::text))
}
