//! `POST /v1/decisions` and `POST /v1/decisions/batch`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use serde::Serialize;
use serde_json::Value;

use super::ask::{Ask, Shape};
use super::service::{self, Recorded};
use crate::api::{JsonBody, Problem, Trace};
use crate::desk::{ApiClient, Scope};
use crate::error::Error;
use crate::house::House;

/// Questions in one batch, at most.
pub const MAX_BATCH: usize = 1000;

/// The addresses of this chapter for machines, `AuthZEN` included.
pub fn api() -> Router<Arc<House>> {
    Router::new()
        .route("/v1/decisions", post(single))
        .route("/v1/decisions/batch", post(batch))
        .merge(super::authzen::api::api())
}

/// A ruling with the way to its proof.
#[derive(Debug, Serialize)]
struct Answer {
    #[serde(flatten)]
    ruling: decide::Ruling,
    ruling_id: String,
    trace_id: String,
    journal_entries: Vec<i64>,
    links: Links,
}

#[derive(Debug, Serialize)]
struct Links {
    page: String,
    proofs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Answers {
    rulings: Vec<Answer>,
}

async fn single(
    State(house): State<Arc<House>>,
    client: ApiClient,
    trace: Trace,
    JsonBody(body): JsonBody,
) -> Result<axum::Json<Answer>, Problem> {
    client.require(Scope::Decide)?;
    let ask = Ask::read(body, Shape::Call, "").map_err(Problem::invalid)?;
    let recorded = service::decide(&house, &client.context(&house, trace), ask).await?;
    Ok(axum::Json(answer(&house, recorded)))
}

async fn batch(
    State(house): State<Arc<House>>,
    client: ApiClient,
    trace: Trace,
    JsonBody(body): JsonBody,
) -> Result<axum::Json<Answers>, Problem> {
    client.require(Scope::Decide)?;
    let Value::Array(list) = body else {
        return Err(whole_body("expected a list of questions", "Hier hoort een lijst van vragen te staan."));
    };
    if list.is_empty() || list.len() > MAX_BATCH {
        return Err(whole_body(
            "expected 1 to 1000 questions in a batch",
            "Een reeks heeft 1 tot 1000 vragen. Deel een langere reeks op.",
        ));
    }
    let (mut asks, mut errors) = (Vec::new(), Vec::new());
    for (index, value) in list.into_iter().enumerate() {
        match Ask::read(value, Shape::Call, &format!("[{index}]")) {
            Ok(ask) => asks.push(ask),
            Err(mut wrong) => errors.append(&mut wrong),
        }
    }
    if !errors.is_empty() {
        return Err(Problem::invalid(errors));
    }
    let recorded = service::decide_all(&house, &client.context(&house, trace), asks).await?;
    Ok(axum::Json(Answers { rulings: recorded.into_iter().map(|one| answer(&house, one)).collect() }))
}

fn answer(house: &House, recorded: Recorded) -> Answer {
    let base = &house.config.base_url;
    Answer {
        links: Links {
            page: format!("{base}/uitspraken/{}", recorded.ruling_id),
            proofs: recorded
                .entries
                .iter()
                .map(|entry| format!("{base}/v1/journal/entries/{entry}/proof"))
                .collect(),
        },
        trace_id: recorded.trace.to_string(),
        ruling_id: recorded.ruling_id,
        journal_entries: recorded.entries,
        ruling: recorded.ruling,
    }
}

fn whole_body(message: &str, message_nl: &str) -> Problem {
    Problem::from(Error::invalid(String::new(), message, message_nl))
}
