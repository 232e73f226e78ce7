//! What every service on the network has: a sign of life, whom to write about a weakness, and the description of the
//! interface.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ground::Instant;

use super::problem::Problem;
use super::publish::publish;
use crate::house::House;

/// The description of `/v1` (`publish-openapi`).
pub const OPENAPI: &str = include_str!("../../static/openapi.json");

/// The description of `/ldv/v1`, an interface of its own because its standard fixes its paths.
pub const OPENAPI_LDV: &str = include_str!("../../static/openapi-ldv.json");

/// RFC 9116 asks for less than a year; so far ahead does the file promise to hold.
const VALID_MILLISECONDS: i64 = 300 * 86_400_000;

/// The routes.
pub fn standing() -> Router<Arc<House>> {
    Router::new()
        .route("/healthz", get(health))
        .route("/.well-known/security.txt", get(security))
        .route("/v1/openapi.json", get(|| async { publish("application/json", OPENAPI) }))
        .route("/ldv/v1/openapi.json", get(|| async { publish("application/json", OPENAPI_LDV) }))
}

/// Answers when the database answers.
async fn health(State(house): State<Arc<House>>) -> Result<&'static str, Problem> {
    house.db.read("api.health", |_| Ok(())).await?;
    Ok("ok\n")
}

async fn security(State(house): State<Arc<House>>) -> Response {
    let expires = Instant(house.clock.now().0 + VALID_MILLISECONDS).rfc3339();
    let base = &house.config.base_url;
    let text = format!(
        "Contact: mailto:security@waarborg.example\n\
         Expires: {expires}\n\
         Preferred-Languages: nl, en\n\
         Canonical: {base}/.well-known/security.txt\n"
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
