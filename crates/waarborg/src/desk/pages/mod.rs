//! The person behind a page: signing in and out, the instruction, the own account.

mod cookie;
mod instruction;
mod invitation;
mod oidc;
mod own;
mod sign_in;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use super::model::Person;
use super::session::who;
use crate::house::House;
use crate::web::{SignedIn, is_interface};
use cookie::session_cookie;

/// `/aanmelden`, `/afmelden`, `/uitnodiging`, `/instructie`, `/account`.
pub fn pages() -> Router<Arc<House>> {
    Router::new()
        .route("/aanmelden", get(sign_in::form).post(sign_in::choose))
        .route("/aanmelden/wachtwoord", post(sign_in::password))
        .route("/aanmelden/extern", get(oidc::begin))
        .route("/aanmelden/terug", get(oidc::finish))
        .route("/afmelden", post(sign_in::end))
        .route("/uitnodiging", get(invitation::form).post(invitation::open))
        .route("/uitnodiging/wachtwoord", post(invitation::take))
        .route("/instructie", get(instruction::show).post(instruction::acknowledge))
        .route("/account", get(own::show).post(own::end_all))
}

/// Middleware: finds the session of each page request and puts [`SignedIn`] into it. Lies around `web::edge`.
pub async fn sessions(State(house): State<Arc<House>>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_interface(path) || path.starts_with("/static/") {
        return next.run(request).await;
    }
    let mut found = None;
    if let Some(secret) = session_cookie(request.headers(), &house.config) {
        found = match who(&house, secret).await {
            Ok(found) => found,
            Err(error) => {
                tracing::error!(%error, "a session could not be looked up");
                None
            }
        };
    }
    let is_signed_in = found.is_some();
    if let Some(session) = found {
        let (name, ready, resident) = match &session.person {
            Person::Staff(account) => (account.name.expose().clone(), account.is_ready(), None),
            Person::Resident(resident) => (String::new(), true, Some(resident.lookup)),
        };
        let actor = session.person.actor();
        request.extensions_mut().insert(SignedIn { actor, name, session: session.key, ready, resident });
    }
    let mut response = next.run(request).await;
    if is_signed_in && !response.headers().contains_key(CACHE_CONTROL) {
        // What a signed-in person saw must not come back with the next person's "back" button.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Middleware: no page before the instruction is acknowledged (6.1-3, 6.5-2), and for a volunteer not before the
/// statement of secrecy (6.7-4). Lies inside `web::edge`. What is left: that page, signing out, the language, and the pages
/// that anyone may read.
pub async fn instructed(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let waits = request.extensions().get::<SignedIn>().is_some_and(|person| !person.ready);
    let open = [
        instruction::PATH,
        "/afmelden",
        "/taal",
        "/aanmelden",
        super::oidc::RETURN,
        "/over",
        "/toegankelijkheid",
    ];
    if waits && !open.contains(&path) && !path.starts_with("/static/") && !is_interface(path) {
        return Redirect::to(instruction::PATH).into_response();
    }
    next.run(request).await
}
