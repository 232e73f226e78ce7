//! `/v1/processing-activities`: the register for other systems (Logboek Dataverwerkingen, rules 8 and 11).
//!
//! A list gives each activity in its latest version. A change carries `If-Match` with the `ETag` that was read, so
//! that nobody overwrites what they did not see. There is no DELETE: activities are closed, never deleted (1-2).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE, ETAG, IF_MATCH, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use ground::{Day, Instant};
use serde_json::{Map, Value, json};

use super::export::{Format, Register, activity};
use super::model::{ActivityId, Closing, Version};
use super::rules::Refusal;
use super::service::{self, Change};
use super::shape::{self};
use super::store::Filter;
use super::vocabulary::Vocabulary;
use super::words::Status;
use crate::api::{JsonBody, Paged, Paging, Problem, Query, Trace};
use crate::desk::{ApiClient, Scope};
use crate::error::{Error, FieldError};
use crate::house::House;

/// The addresses of the register for machines.
pub fn api() -> Router<Arc<House>> {
    Router::new()
        .route("/v1/processing-activities", get(list).post(create))
        .route("/v1/processing-activities/{id}", get(one).put(change))
        .route("/v1/processing-activities/{id}/versions", get(versions))
        .route("/v1/processing-activities/{id}/versions/{number}", get(version))
}

async fn list(
    State(house): State<Arc<House>>,
    client: ApiClient,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response, Problem> {
    client.require(Scope::RegisterRead)?;
    let paging = Paging::take(&mut query);
    let owner = query.text("owner");
    let status = query.text("status");
    let known = status.as_deref().and_then(Status::of);
    if status.is_some() && known.is_none() {
        let message = "not draft, active or closed";
        query.wrong("status", message, "Kies uit draft, active en closed.");
    }
    query.finish()?;
    let mut base = format!("{}/v1/processing-activities?", house.config.base_url);
    let vocabulary = service::vocabulary(&house)?;
    if let Some(owner) = &owner {
        // Only codes of departments are repeated in a link.
        if !vocabulary.departments.iter().any(|department| department.code == *owner) {
            let wrong =
                FieldError::new("owner", "not a department in the list", "Kies een afdeling uit de lijst.");
            return Err(Problem::invalid(vec![wrong]));
        }
        base.push_str("owner=");
        base.push_str(owner);
        base.push('&');
    }
    if let Some(status) = known {
        base.push_str("status=");
        base.push_str(status.as_str());
        base.push('&');
    }
    let filter = Filter { owner, status: known };
    let format = wanted(&headers);
    if format != Format::Json {
        let found = service::list(&house, filter, i64::MAX, 0).await?;
        return Ok(whole(&house, &vocabulary, &found.activities, format));
    }
    let found = service::list(&house, filter, paging.limit(), paging.offset()).await?;
    let items = found.activities.iter().map(|version| document(&house, &vocabulary, version)).collect();
    Ok(Paged { items, page: paging.page, size: paging.size, total: found.total, base }.into_response())
}

/// The first form of the register that `Accept` names; JSON when it names none of them.
fn wanted(headers: &HeaderMap) -> Format {
    let asked = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut ranges = asked.flat_map(|list| list.split(','));
    let named = ranges.find_map(|range| match range.split(';').next().unwrap_or_default().trim() {
        "application/json" | "*/*" => Some(Format::Json),
        "application/ld+json" => Some(Format::JsonLd),
        "text/csv" => Some(Format::Csv),
        _ => None,
    });
    named.unwrap_or(Format::Json)
}

/// All activities in one file; these forms have no pages.
fn whole(house: &House, vocabulary: &Vocabulary, activities: &[Version], format: Format) -> Response {
    let base_url = &house.config.base_url;
    let text = format.write(&Register { activities, vocabulary, base_url, made_at: house.clock.now() });
    ([(CONTENT_TYPE, format.media_type())], text).into_response()
}

async fn one(
    State(house): State<Arc<House>>,
    client: ApiClient,
    Path(id): Path<String>,
    mut query: Query,
) -> Result<Response, Problem> {
    client.require(Scope::RegisterRead)?;
    let at = query.text("at");
    let moment = at.as_deref().and_then(Instant::parse_rfc3339);
    if at.is_some() && moment.is_none() {
        let message = "not a moment written as RFC 3339, such as 2026-11-16T09:30:00Z";
        query.wrong("at", message, "Schrijf een moment als 2026-11-16T09:30:00Z.");
    }
    query.finish()?;
    let found = match moment {
        Some(moment) => service::find_at(&house, id, moment).await?,
        None => service::find(&house, id).await?,
    };
    let vocabulary = service::vocabulary(&house)?;
    Ok(answer(StatusCode::OK, &house, &vocabulary, &found))
}

async fn versions(
    State(house): State<Arc<House>>,
    client: ApiClient,
    Path(id): Path<String>,
    mut query: Query,
) -> Result<Paged<Value>, Problem> {
    client.require(Scope::RegisterRead)?;
    let paging = Paging::take(&mut query);
    query.finish()?;
    let all = service::versions(&house, id).await?;
    let base = all
        .first()
        .map(|latest| format!("{}/v1/processing-activities/{}/versions?", house.config.base_url, latest.id));
    let (skip, take) = (usize::try_from(paging.offset()), usize::try_from(paging.limit()));
    let before = |version: &Version| all.iter().find(|other| other.number == version.number - 1);
    let items = all
        .iter()
        .skip(skip.unwrap_or(usize::MAX))
        .take(take.unwrap_or(0))
        .map(|version| summary(&house, version, before(version)))
        .collect();
    Ok(Paged {
        items,
        page: paging.page,
        size: paging.size,
        total: i64::try_from(all.len()).unwrap_or(i64::MAX),
        base: base.unwrap_or_default(),
    })
}

async fn version(
    State(house): State<Arc<House>>,
    client: ApiClient,
    Path((id, number)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    client.require(Scope::RegisterRead)?;
    query.finish()?;
    let number = number.parse().map_err(|_| Problem::not_found())?;
    let found = service::find_number(&house, id, number).await?;
    let vocabulary = service::vocabulary(&house)?;
    Ok(answer(StatusCode::OK, &house, &vocabulary, &found))
}

async fn create(
    State(house): State<Arc<House>>,
    client: ApiClient,
    trace: Trace,
    query: Query,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    client.require(Scope::RegisterWrite)?;
    query.finish()?;
    let mut body = object(body)?;
    let mut errors = Vec::new();
    for given in ["id", "endDate", "successor"] {
        if body.remove(given).is_some() {
            errors.push(FieldError::new(
                given,
                "is not given at the start",
                "Dit hoort niet bij een nieuwe verwerking.",
            ));
        }
    }
    if body.remove("status").is_some_and(|status| status != "draft") {
        let nl = "Een nieuwe verwerking begint als concept.";
        errors.push(FieldError::new("status", "a new activity starts as a draft", nl));
    }
    let reason = text(&mut body, "changeReason", &mut errors).unwrap_or_default();
    let entry = entry(body, errors)?;
    let created = service::create(&house, &client.context(&house, trace), entry, reason).await?;
    let vocabulary = service::vocabulary(&house)?;
    let created = created.map_err(refused)?;
    let mut response = answer(StatusCode::CREATED, &house, &vocabulary, &created);
    let address = super::export::activity_uri(&house.config.base_url, &created.id);
    if let Ok(value) = address.try_into() {
        response.headers_mut().insert(LOCATION, value);
    }
    Ok(response)
}

async fn change(
    State(house): State<Arc<House>>,
    client: ApiClient,
    trace: Trace,
    Path(id): Path<String>,
    query: Query,
    headers: HeaderMap,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    client.require(Scope::RegisterWrite)?;
    query.finish()?;
    let seen = if_match(&headers)?;
    let mut body = object(body)?;
    let mut errors = Vec::new();
    if body.remove("id").is_some_and(|given| given != id.as_str()) {
        errors.push(FieldError::new(
            "id",
            "differs from the address",
            "Dit is een ander nummer dan in het adres.",
        ));
    }
    let status = match text(&mut body, "status", &mut errors).as_deref().map(Status::of) {
        Some(Some(status)) => Some(status),
        None => {
            errors.push(FieldError::new("status", "is required", "Vul dit in."));
            None
        }
        Some(None) => {
            errors.push(FieldError::new(
                "status",
                "is not in the list of values",
                "Kies een waarde uit de lijst.",
            ));
            None
        }
    };
    let closing = closing(&mut body, &mut errors);
    let reason = text(&mut body, "changeReason", &mut errors).unwrap_or_default();
    let entry = entry(body, errors)?;
    // Without a status there was an error, and we are not here.
    let status = status.unwrap_or(Status::Draft);
    let change = Change { seen, entry, status, closing, reason };
    let changed = service::change(&house, &client.context(&house, trace), id, change).await;
    let changed = changed.map_err(|error| match error {
        Error::Stale(_) => Problem::precondition_failed(),
        other => other.into(),
    })?;
    let vocabulary = service::vocabulary(&house)?;
    Ok(answer(StatusCode::OK, &house, &vocabulary, &changed.map_err(refused)?))
}

fn answer(status: StatusCode, house: &House, vocabulary: &Vocabulary, version: &Version) -> Response {
    let tag = format!("\"{}\"", version.number);
    (status, [(ETAG, tag)], Json(document(house, vocabulary, version))).into_response()
}

fn document(house: &House, vocabulary: &Vocabulary, version: &Version) -> Value {
    let base_url = &house.config.base_url;
    activity(&Register { activities: &[], vocabulary, base_url, made_at: version.recorded_at }, version)
}

fn summary(house: &House, version: &Version, before: Option<&Version>) -> Value {
    let changed: Option<Vec<String>> = before.map(|before| {
        super::diff::differences(before, version).into_iter().map(|difference| difference.field).collect()
    });
    let uri = super::export::activity_uri(&house.config.base_url, &version.id);
    json!({
        "version": version.number,
        "uri": format!("{uri}/versions/{}", version.number),
        "status": version.status,
        "recordedAt": version.recorded_at.rfc3339(),
        "author": { "id": version.author.id, "role": version.author.role },
        "changeReason": version.reason,
        "changedFields": changed.unwrap_or_default(),
    })
}

/// Each error names the norm, also in the text, because a problem document has no place of its own for it.
fn refused(refusal: Refusal) -> Problem {
    let norm = refusal.norm;
    let named = |field: FieldError| FieldError {
        message: format!("{} (policy {norm})", field.message),
        message_nl: format!("{} (beleid {norm})", field.message_nl),
        path: field.path,
    };
    let fields = if refusal.fields.is_empty() {
        vec![FieldError::new("", refusal.message, refusal.message_nl)]
    } else {
        refusal.fields
    };
    Problem::refused(fields.into_iter().map(named).collect())
}

/// The version in `If-Match: "3"`.
fn if_match(headers: &HeaderMap) -> Result<i64, Problem> {
    let sent = headers.get(IF_MATCH).ok_or_else(Problem::precondition_required)?;
    let tag = sent.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"'));
    tag.and_then(|tag| tag.parse().ok()).ok_or_else(Problem::precondition_failed)
}

fn object(body: Value) -> Result<Map<String, Value>, Problem> {
    match body {
        Value::Object(mut map) => {
            // What the register itself adds may come back with a document that was read; it is not an input.
            for computed in ["uri", "version", "recordedAt", "author", "completeness"] {
                map.remove(computed);
            }
            Ok(map)
        }
        _ => Err(Problem::invalid(vec![FieldError::new(
            "",
            "expected an object",
            "Hier hoort een object te staan.",
        )])),
    }
}

fn entry(body: Map<String, Value>, mut errors: Vec<FieldError>) -> Result<super::Entry, Problem> {
    match shape::parse(&Value::Object(body)) {
        Ok(entry) if errors.is_empty() => Ok(entry),
        Ok(_) => Err(Problem::invalid(errors)),
        Err(more) => {
            errors.extend(more);
            Err(Problem::invalid(errors))
        }
    }
}

fn text(body: &mut Map<String, Value>, name: &str, errors: &mut Vec<FieldError>) -> Option<String> {
    match body.remove(name)? {
        Value::String(text) if shape::text_error(&text).is_none() => Some(text),
        _ => {
            let nl = "Dit moet een korte tekst zijn.";
            errors.push(FieldError::new(name, "must be text of at most 4000 characters", nl));
            Some(String::new())
        }
    }
}

fn closing(body: &mut Map<String, Value>, errors: &mut Vec<FieldError>) -> Option<Closing> {
    let end = text(body, "endDate", errors);
    let successor = text(body, "successor", errors).map(ActivityId::try_from);
    let end_date = match end.as_deref().map(str::parse::<Day>) {
        Some(Err(_)) => {
            let message = "not a calendar day written as YYYY-MM-DD";
            errors.push(FieldError::new("endDate", message, "Schrijf een datum als 2026-11-16."));
            None
        }
        Some(Ok(day)) => Some(day),
        None => None,
    };
    if let Some(Err(_)) = successor {
        errors.push(FieldError::new("successor", "not an activity id", "Schrijf een nummer als REG-02."));
    }
    Some(Closing { end_date: end_date?, successor: successor.and_then(Result::ok) })
}
