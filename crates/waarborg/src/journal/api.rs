//! The journal for machines: its signed states and proofs, which reveal nothing about anyone, for everybody; and the
//! read API of the Logboek Dataverwerkingen for those who may read the log.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

use super::{Context, ProcessingQuery, SubjectRef};
use crate::api::{Caller, JsonBody, Problem, Query, Trace};
use crate::error::FieldError;
use crate::house::House;

/// The routes.
pub fn api() -> Router<Arc<House>> {
    Router::new()
        .route("/v1/journal/key", get(key))
        .route("/v1/journal/checkpoint", get(checkpoint))
        .route("/v1/journal/consistency", get(consistency))
        .route("/v1/journal/entries/{number}/proof", get(proof))
        .route("/ldv/v1/processing-activities", post(read_log))
}

/// Says that the search found more than it gives; narrow it by time.
const MORE: HeaderName = HeaderName::from_static("waarborg-more-results");

const TEXT: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "text/plain; charset=utf-8")];

/// The key with which anyone checks the checkpoints, in the C2SP form.
async fn key(State(house): State<Arc<House>>) -> Result<Response, Problem> {
    Ok((TEXT, format!("{}\n", super::verifying_key(&house)?.as_str())).into_response())
}

/// The present state, signed (C2SP tlog-checkpoint).
async fn checkpoint(State(house): State<Arc<House>>) -> Result<Response, Problem> {
    Ok((TEXT, super::checkpoint(&house).await?).into_response())
}

/// That the journal now still begins with what it was at an earlier size.
async fn consistency(
    State(house): State<Arc<House>>,
    mut query: Query,
) -> Result<axum::Json<Value>, Problem> {
    query.require("earlierSize");
    let earlier = query.number("earlierSize", 1..=u32::MAX);
    query.finish()?;
    let earlier = u64::from(earlier.unwrap_or(1));
    if earlier > super::size(&house).await? {
        return Err(Problem::not_found());
    }
    let (proof, size) = super::consistency(&house, earlier).await?;
    Ok(axum::Json(json!({ "earlier_size": earlier, "size": size, "proof": proof })))
}

/// That an entry is in the journal: hashes and a signed state, never the entry itself.
async fn proof(
    State(house): State<Arc<House>>,
    Path(number): Path<String>,
) -> Result<axum::Json<chain::Bundle>, Problem> {
    let number: i64 = number.parse().ok().filter(|number| *number >= 0).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(super::prove(&house, number, false).await?))
}

/// Logboek Dataverwerkingen, extension for reading. A POST, so that no id of a person stands in an address. The
/// reading itself is logged.
async fn read_log(
    State(house): State<Arc<House>>,
    caller: Caller,
    trace: Trace,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    caller.require("journal:read")?;
    let query = query(body).map_err(Problem::invalid)?;
    let context = Context::within(trace, caller.actor);
    let (records, more) = super::find_processing(&house, &context, &query).await?;
    let records: Vec<Value> = records.iter().map(super::Processing::read_api_json).collect();
    let mut response = axum::Json(json!({ "processingActivities": records })).into_response();
    if more {
        // The standard knows no pages yet; whoever reads must know that this is not all.
        response.headers_mut().insert(MORE, HeaderValue::from_static("true"));
    }
    Ok(response)
}

fn query(body: Value) -> Result<ProcessingQuery, Vec<FieldError>> {
    let Value::Object(mut body) = body else {
        return Err(vec![FieldError::new("", "expected an object", "Hier hoort een object te staan.")]);
    };
    let mut errors = Vec::new();
    let query = ProcessingQuery {
        trace: text(&mut body, "traceId", &mut errors),
        activity: text(&mut body, "dpl.core.processing_activity_id", &mut errors),
        subject: subject(&mut body, &mut errors),
        from: moment(&mut body, "startTime", &mut errors),
        until: moment(&mut body, "endTime", &mut errors),
    };
    for key in body.keys() {
        let path = crate::api::json::shown(key);
        errors.push(FieldError::new(path, "unknown field", "Dit veld kennen wij niet."));
    }
    if errors.is_empty() { Ok(query) } else { Err(errors) }
}

/// A person by id and type; a pseudonym from a record says enough by itself.
fn subject(body: &mut Map<String, Value>, errors: &mut Vec<FieldError>) -> Option<SubjectRef> {
    let id = text(body, "dpl.core.data_subject_id", errors);
    let id_type = text(body, "dpl.core.data_subject_id_type", errors);
    match (id, id_type) {
        (None, None) => None,
        (Some(id), id_type) => {
            let is_pseudonym = id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
            if id_type.is_none() && !is_pseudonym {
                errors.push(FieldError::new(
                    "dpl.core.data_subject_id_type",
                    "missing",
                    "Dit veld ontbreekt.",
                ));
            }
            Some(SubjectRef { id, id_type: id_type.unwrap_or_default() })
        }
        (None, Some(_)) => {
            errors.push(FieldError::new("dpl.core.data_subject_id", "missing", "Dit veld ontbreekt."));
            None
        }
    }
}

fn text(body: &mut Map<String, Value>, key: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    match body.shift_remove(key) {
        None => None,
        Some(Value::String(text)) if (1..=500).contains(&text.len()) => Some(text),
        Some(_) => {
            errors.push(FieldError::new(key, "expected a text", "Hier hoort een tekst te staan."));
            None
        }
    }
}

fn moment(body: &mut Map<String, Value>, key: &str, errors: &mut Vec<FieldError>) -> Option<i64> {
    let value = body.shift_remove(key)?;
    let moment = value.as_i64().filter(|moment| *moment >= 0);
    if moment.is_none() {
        let message = "expected a moment in milliseconds since 1970";
        errors.push(FieldError::new(key, message, "Hier hoort een tijdstip in milliseconden sinds 1970."));
    }
    moment
}
