//! The system that calls, as chapters below `desk` know it.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ground::Actor;

use super::problem::Problem;

/// Who calls, and what the token allows. `desk` looks the token up and puts this, or the refusal, into the request.
#[derive(Debug, Clone)]
pub struct Caller {
    /// For the journal.
    pub actor: Actor,
    /// The names of the scopes.
    pub scopes: Vec<&'static str>,
}

/// What came of the token of a request that had one.
#[derive(Debug, Clone)]
pub struct LookedUp(pub Result<Caller, Problem>);

impl Caller {
    /// Refuses a caller without `scope`.
    pub fn require(&self, scope: &str) -> Result<(), Problem> {
        if self.scopes.contains(&scope) { Ok(()) } else { Err(Problem::scope(scope)) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        match parts.extensions.get::<LookedUp>() {
            Some(LookedUp(result)) => result.clone(),
            None => Err(Problem::unauthenticated()),
        }
    }
}
