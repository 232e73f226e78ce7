//! The client behind an API call.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::client::authenticate;
use super::model::{Client, Scope};
use crate::api::{Problem, bearer};
use crate::house::House;

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
