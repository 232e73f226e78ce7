//! `/v1/public-requests`: the public register of decided requests for other systems, open to all. The same as `/openbaarheid`:
//! nothing of who asked, and of a document only what everyone may have.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use super::inventory::{Document, Judgement};
use super::model::Request;
use super::service::{self, View};
use crate::api::{Paged, Paging, Problem, Query};
use crate::house::House;

/// The addresses of the register for machines.
pub fn api() -> Router<Arc<House>> {
    Router::new().route("/v1/public-requests", get(list)).route("/v1/public-requests/{id}", get(one))
}

/// A request in the list.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    id: String,
    number: String,
    received: String,
    decided: Option<String>,
    released: Option<String>,
    outcome: &'static str,
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
    /// The page for people.
    page: String,
}

/// What a request has besides, by itself.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Details {
    /// By which law its documents were judged: `wob` or `woo`.
    law: String,
    /// The decision as PDF.
    letter: String,
    /// The list of documents in fourteen columns, as CSV.
    inventory: String,
    documents: Vec<Shown>,
}

/// A document of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    number: i64,
    title: String,
    day: String,
    judgement: Option<&'static str>,
    grounds: Vec<&'static str>,
    /// Where it can be read already, or what is left of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

async fn list(State(house): State<Arc<House>>, mut query: Query) -> Result<Paged<Listed>, Problem> {
    let paging = Paging::take(&mut query);
    query.finish()?;
    let (requests, total) = service::public_page(&house, paging.limit(), paging.offset()).await?;
    let items = requests.iter().filter_map(|request| listed(&house, request, None)).collect();
    let base = format!("{}/v1/public-requests?", house.config.base_url);
    Ok(Paged { items, page: paging.page, size: paging.size, total, base })
}

async fn one(
    State(house): State<Arc<House>>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Json<Listed>, Problem> {
    query.finish()?;
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let view = service::public(&house, &id).await?;
    let details = details(&house, &view);
    listed(&house, &view.request, Some(details)).map(Json).ok_or_else(Problem::not_found)
}

/// None for one on which nothing was decided, which is not in the register.
fn listed(house: &House, request: &Request, details: Option<Details>) -> Option<Listed> {
    let proposal = request.stage.proposal()?;
    Some(Listed {
        id: request.id.as_str().to_owned(),
        number: request.number.clone(),
        received: request.received.to_string(),
        decided: request.decided().map(|deed| deed.at.day().to_string()),
        released: request.released().map(|deed| deed.at.day().to_string()),
        outcome: proposal.outcome.as_str(),
        summary: proposal.summary.clone(),
        details,
        page: page(house, request),
    })
}

fn details(house: &House, view: &View) -> Details {
    let page = page(house, &view.request);
    let shown = |document: &Document| Shown {
        number: document.place,
        title: document.described.title.clone(),
        day: document.described.day.to_string(),
        judgement: document.judgement.map(Judgement::as_str),
        grounds: document.grounds(&view.law),
        file: match document.judgement {
            Some(Judgement::Known) => Some(document.described.link.clone()),
            _ => document.is_given().then(|| format!("{page}/document/{}/bestand", document.place)),
        },
    };
    Details {
        law: view.law.clone(),
        letter: format!("{page}/brief"),
        inventory: format!("{page}/lijst.csv"),
        documents: view.decided_on().iter().map(shown).collect(),
    }
}

fn page(house: &House, request: &Request) -> String {
    format!("{}/openbaarheid/{}", house.config.base_url, request.id.as_str())
}
