//! The client behind an API call.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

use super::client::authenticate;
use super::model::{Client, Scope};
use crate::api::{Caller, LookedUp, Problem, Trace, bearer};
use crate::house::House;
use crate::journal::Context;
use crate::web::is_interface;

/// The client whose bearer token came with the call. As `Option`, a call without a token is `None`; a token that is
/// not good is refused either way.
#[derive(Debug, Clone)]
pub struct ApiClient(pub Client);

impl ApiClient {
    /// The client of a call, if it brought a token.
    pub async fn of(parts: &Parts, house: &House) -> Result<Option<Self>, Problem> {
        let Some(token) = bearer(&parts.headers)? else { return Ok(None) };
        Ok(Some(Self(authenticate(house, token.expose()).await?)))
    }

    /// Refuses a client that lacks `scope`.
    pub fn require(&self, scope: Scope) -> Result<(), Problem> {
        self.0.require(scope).map_err(|_| Problem::scope(scope.as_str()))
    }

    /// The client acts, in the trace of its call. When it joined a trace, it is named as the application that called
    /// us (Logboek Dataverwerkingen, rule 3).
    pub fn context(&self, house: &House, trace: Trace) -> Context {
        let address = || format!("{}/clients/{}", house.config.base_url, self.0.id);
        Context {
            foreign_processor: trace.parent.map(|_| address()),
            ..Context::within(trace, self.0.actor())
        }
    }
}

impl FromRequestParts<Arc<House>> for ApiClient {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Problem> {
        Self::of(parts, house).await?.ok_or_else(Problem::unauthenticated)
    }
}

impl axum::extract::OptionalFromRequestParts<Arc<House>> for ApiClient {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Option<Self>, Problem> {
        Self::of(parts, house).await
    }
}

/// Middleware: looks up the token of a call, for the chapters that stand below this one.
pub async fn clients(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    if !is_interface(request.uri().path()) || !request.headers().contains_key(AUTHORIZATION) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let found = ApiClient::of(&parts, &house).await.and_then(|client| {
        let ApiClient(client) = client.ok_or_else(Problem::unauthenticated)?;
        let scopes = client.scopes.iter().map(|scope| scope.as_str()).collect();
        Ok(Caller { actor: client.actor(), scopes })
    });
    parts.extensions.insert(LookedUp(found));
    next.run(Request::from_parts(parts, body)).await
}
