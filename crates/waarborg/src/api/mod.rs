//! The kit every interface for machines is built from: problem documents, strict JSON, paging, traces, versions.
//!
//! A handler takes [`JsonBody`], [`Query`] and the caller from the request, calls one service, and answers
//! `Result<axum::Json<…>, Problem>`. Everything around it (the version header, the trace, the log line, the problem
//! document in the reader's language) is laid by [`edge`], once, in `lib.rs`.
//!
//! Left out: which client may do what. That is `desk`, which builds on [`bearer`] and [`Problem::scope`].

mod bearer;
mod body;
mod caller;
mod edge;
pub mod json;
mod paging;
mod problem;
mod publish;
mod query;
mod standing;
mod texts;
mod trace;

#[cfg(test)]
mod tests;

pub use bearer::bearer;
pub use body::{JsonBody, MAX_BODY};
pub use caller::{Caller, LookedUp};
pub use edge::edge;
pub use paging::{Paged, Paging};
pub use problem::Problem;
pub use publish::publish;
pub use query::Query;
pub use standing::{OPENAPI, OPENAPI_LDV, standing};
pub use trace::Trace;

/// The version of the interface, as `API-Version` says on every response. Only the first number is in the address.
pub const API_VERSION: &str = "1.0.0";
