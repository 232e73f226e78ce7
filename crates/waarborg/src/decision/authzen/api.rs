//! The `AuthZEN` addresses.

use std::sync::Arc;

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::routing::{get, post};
use ground::{Actor, Instant, Role};
use serde_json::{Map, Value, json};

use super::super::api::MAX_BATCH;
use super::super::service::{self, Draft, Exchange, Judged};
use super::answer::{self, Answer};
use super::demo::Kept;
use super::facts;
use super::request::{self, Evaluation, Semantic};
use super::search::{Search, Target};
use crate::api::{JsonBody, Problem, Trace};
use crate::desk::{ApiClient, Scope};
use crate::error::FieldError;
use crate::house::House;
use crate::journal::{Context, Event};

/// The routes.
pub(in super::super) fn api() -> Router<Arc<House>> {
    let search = |target, event| {
        post(move |State(house): State<Arc<House>>, client: Asker, trace: Trace, body: JsonBody| {
            search(house, client, trace, body.0, target, event)
        })
    };
    Router::new()
        .route("/access/v1/evaluation", post(evaluation))
        .route("/access/v1/evaluations", post(evaluations))
        .route("/access/v1/search/subject", search(Target::Subject, Event::SearchSubject))
        .route("/access/v1/search/resource", search(Target::Resource, Event::SearchResource))
        .route("/access/v1/search/action", search(Target::Action, Event::SearchAction))
        .route("/.well-known/authzen-configuration", get(configuration))
}

async fn configuration(State(house): State<Arc<House>>) -> axum::Json<Value> {
    let base = &house.config.base_url;
    axum::Json(json!({
        "policy_decision_point": base,
        "access_evaluation_endpoint": format!("{base}/access/v1/evaluation"),
        "access_evaluations_endpoint": format!("{base}/access/v1/evaluations"),
        "search_subject_endpoint": format!("{base}/access/v1/search/subject"),
        "search_resource_endpoint": format!("{base}/access/v1/search/resource"),
        "search_action_endpoint": format!("{base}/access/v1/search/action"),
    }))
}

async fn evaluation(
    State(house): State<Arc<House>>,
    client: Asker,
    trace: Trace,
    JsonBody(body): JsonBody,
) -> Result<axum::Json<Value>, Problem> {
    let body = object(body)?;
    one(&house, client, trace, body, Event::AccessEvaluation).await
}

async fn evaluations(
    State(house): State<Arc<House>>,
    client: Asker,
    trace: Trace,
    JsonBody(body): JsonBody,
) -> Result<axum::Json<Value>, Problem> {
    let body = object(body)?;
    let Some((semantic, list)) = request::batch(&body, MAX_BATCH).map_err(Problem::invalid)? else {
        return one(&house, client, trace, body, Event::AccessEvaluations).await;
    };
    let needs_token =
        list.iter().any(|(_, read)| read.as_ref().is_ok_and(|it| !is_demo(&house, &it.action.name)));
    let context = caller(&house, &client, trace, needs_token)?;
    let mut cases = Vec::new();
    for (sent, read) in list {
        let started_at = house.clock.now();
        let judged = match read {
            Ok(evaluation) => judge(&house, &evaluation)?.unwrap_or_else(|errors| Case::refused(&errors)),
            Err(errors) => Case::refused(&errors),
        };
        let decision = judged.answer.decision;
        cases.push((Value::Object(sent), judged, context.child(house.entropy.as_ref()), started_at));
        let stops = match semantic {
            Semantic::ExecuteAll => false,
            Semantic::DenyOnFirstDeny => !decision,
            Semantic::PermitOnFirstPermit => decision,
        };
        if stops {
            break;
        }
    }
    let answers = record(&house, "decision.evaluations", Event::AccessEvaluations, cases).await?;
    Ok(axum::Json(json!({ "evaluations": answers.iter().map(Answer::json).collect::<Vec<_>>() })))
}

async fn one(
    house: &House,
    client: Asker,
    trace: Trace,
    body: Map<String, Value>,
    event: Event,
) -> Result<axum::Json<Value>, Problem> {
    let evaluation = match request::single(&body, "") {
        Ok(evaluation) => evaluation,
        Err(errors) => {
            caller(house, &client, trace, false)?;
            return Err(Problem::invalid(errors));
        }
    };
    let context = caller(house, &client, trace, !is_demo(house, &evaluation.action.name))?;
    let started_at = house.clock.now();
    let case = judge(house, &evaluation)?.map_err(Problem::invalid)?;
    let cases = vec![(Value::Object(body), case, context, started_at)];
    let answers = record(house, "decision.evaluation", event, cases).await?;
    Ok(axum::Json(answers.first().map(Answer::json).unwrap_or_default()))
}

/// A question that has its answer but no place in the journal yet.
struct Case {
    answer: Answer,
    /// The ruling, when it is one of the policy.
    judged: Option<Judged>,
}

impl Case {
    fn refused(errors: &[FieldError]) -> Self {
        Self { answer: answer::of_errors(errors), judged: None }
    }
}

/// Finds the answer: by the policy, by the scenario of the demo, or no.
fn judge(house: &House, evaluation: &Evaluation) -> Result<Result<Case, Vec<FieldError>>, Problem> {
    let Some(question) = super::question(&evaluation.action.name) else {
        if !house.config.demo {
            return Ok(Ok(Case { answer: answer::of_unknown_action(), judged: None }));
        }
        let kept = house.memo.of::<Kept>();
        let (decision, rules) =
            kept.get(house)?.allows(&evaluation.subject, &evaluation.action, &evaluation.resource);
        return Ok(Ok(Case { answer: answer::of_demo(decision, &rules), judged: None }));
    };
    let judged = facts::ask(evaluation, question).and_then(|ask| {
        service::judge_now(house, ask).map_err(|errors| facts::place_back(evaluation, errors))
    });
    Ok(judged.map(|judged| Case {
        answer: answer::of_ruling(&judged.edition.rulebook, &judged.ruling),
        judged: Some(judged),
    }))
}

/// Writes all cases in one transaction. What the journal keeps as the response lacks only the ids that the journal
/// itself gives.
async fn record(
    house: &House,
    name: &'static str,
    event: Event,
    cases: Vec<(Value, Case, Context, Instant)>,
) -> Result<Vec<Answer>, Problem> {
    let mut drafts = Vec::with_capacity(cases.len());
    for (request, case, context, started_at) in &cases {
        let exchange = Exchange { event, request: request.clone(), response: case.answer.json() };
        drafts.push(match &case.judged {
            Some(judged) => Draft::of(house, context, name, judged, Some(&exchange))?,
            None => Draft::of_other(house, context, name, &exchange, *started_at)?,
        });
    }
    let entries = service::record(house, name, drafts).await?;
    let answer = |((_, case, context, _), entry): ((_, Case, Context, _), _)| match case.judged {
        Some(judged) => case.answer.recorded(&house.config.base_url, &judged.recorded(&context, entry)),
        None => case.answer,
    };
    Ok(cases.into_iter().zip(entries).map(answer).collect())
}

async fn search(
    house: Arc<House>,
    client: Asker,
    trace: Trace,
    body: Value,
    target: Target,
    event: Event,
) -> Result<axum::Json<Value>, Problem> {
    let context = caller(&house, &client, trace, false)?;
    let started_at = house.clock.now();
    let body = object(body)?;
    let search = Search::read(&body, target).map_err(Problem::invalid)?;
    let kept = house.memo.of::<Kept>();
    let scenario = if house.config.demo { Some(kept.get(&house)?) } else { None };
    let response = search.run(scenario);
    let exchange = Exchange { event, request: Value::Object(body), response };
    let draft = Draft::of_other(&house, &context, "decision.search", &exchange, started_at)?;
    service::record(&house, "decision.search", vec![draft]).await?;
    Ok(axum::Json(exchange.response))
}

/// Who asks, before the body is read. In the demo it may be nobody.
struct Asker(Option<ApiClient>);

impl FromRequestParts<Arc<House>> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Problem> {
        match ApiClient::of(parts, house).await? {
            None if !house.config.demo => Err(Problem::unauthenticated()),
            client => Ok(Self(client)),
        }
    }
}

/// Who asks, and in which trace. The scenario of the demo needs no token; a question of the policy always does, and
/// a token that is sent along must be good for this.
fn caller(house: &House, asker: &Asker, trace: Trace, needs_token: bool) -> Result<Context, Problem> {
    match &asker.0 {
        Some(client) => {
            client.require(Scope::Decide)?;
            Ok(client.context(house, trace))
        }
        None if needs_token => Err(Problem::unauthenticated()),
        None => Ok(Context::within(trace, Actor { id: String::from("demo"), role: Role::System })),
    }
}

fn is_demo(house: &House, action: &str) -> bool {
    house.config.demo && super::question(action).is_none()
}

fn object(body: Value) -> Result<Map<String, Value>, Problem> {
    match body {
        Value::Object(object) => Ok(object),
        _ => Err(Problem::invalid(vec![FieldError {
            path: String::new(),
            message: String::from("expected an object"),
            message_nl: String::from("Hier hoort een object te staan."),
        }])),
    }
}
