//! Paragraph 6.5: who is asking. People sign in, other systems bring a token; both become an actor for the journal.
//!
//! Left out until a later issue: real accounts and their passwords. In the demo one signs in by choosing a
//! fictional person; without the demo there are no pages.

pub mod api;
mod charge;
mod client;
mod model;
pub mod pages;
mod people;
mod session;
mod store;

#[cfg(test)]
mod tests;

pub use api::ApiClient;
pub use charge::{Charge, assign, charge, laws};
pub use client::{authenticate, create, list, revoke};
pub use model::{Client, ParseScopeError, Person, Scope, Session};
pub use people::{PEOPLE, person};
pub use session::{sign_in, sign_out, who};
