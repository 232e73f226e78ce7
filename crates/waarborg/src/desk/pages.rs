//! The person behind a page, and the cookie that remembers them.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{CACHE_CONTROL, COOKIE, InvalidHeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ground::{Actor, Secret};

use super::session::{NO_ACCOUNTS, who};
use crate::error::Error;
use crate::house::{Config, House};
use crate::web::{Failure, PageError, SignedIn, is_interface};

/// The signed-in person. A page that takes this asks others to sign in first.
#[derive(Debug, Clone)]
pub struct Caller(pub SignedIn);

impl Caller {
    /// Who acts, for the journal.
    pub fn actor(&self) -> &Actor {
        &self.0.actor
    }
}

impl FromRequestParts<Arc<House>> for Caller {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<House>) -> Result<Self, PageError> {
        let signed_in = parts.extensions.get::<SignedIn>().cloned();
        signed_in.map(Self).ok_or_else(|| Error::Unauthenticated("sign-in is needed").into())
    }
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
        request.extensions_mut().insert(SignedIn {
            actor: session.person.actor(),
            name: session.person.name.to_owned(),
            session: session.key,
        });
    }
    let mut response = next.run(request).await;
    if is_signed_in && !response.headers().contains_key(CACHE_CONTROL) {
        // What a signed-in person saw must not come back with the next person's "back" button.
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Middleware: no pages without the demo, because there are no accounts yet. Lies inside `web::edge`, which makes
/// the full page of it. The API, the stylesheets and the language switch go on.
pub async fn accounts_exist(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if house.config.demo || is_interface(path) || path.starts_with("/static/") || path == "/taal" {
        return next.run(request).await;
    }
    let mut response = StatusCode::SERVICE_UNAVAILABLE.into_response();
    response.extensions_mut().insert(Failure {
        code: "no-accounts",
        cause: NO_ACCOUNTS.to_owned(),
        fields: Vec::new(),
    });
    response
}

/// The name of the cookie. With `__Host-` the browser itself keeps it to this host and to TLS.
fn cookie_name(config: &Config) -> &'static str {
    if config.secure() { "__Host-waarborg_session" } else { "waarborg_session" }
}

/// The value of the session cookie, if the request carries one.
pub fn session_cookie<'a>(headers: &'a HeaderMap, config: &Config) -> Option<&'a str> {
    let name = cookie_name(config);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// `Set-Cookie` that begins a session. Gone when the browser closes; the server ends it earlier.
pub fn begin_cookie(config: &Config, secret: &Secret<String>) -> Result<HeaderValue, InvalidHeaderValue> {
    let secure = if config.secure() { "; Secure" } else { "" };
    let name = cookie_name(config);
    let text = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{secure}", secret.expose());
    let mut value = HeaderValue::from_str(&text)?;
    value.set_sensitive(true);
    Ok(value)
}

/// `Set-Cookie` that makes the browser forget its session.
pub fn end_cookie(config: &Config) -> HeaderValue {
    HeaderValue::from_static(if config.secure() {
        "__Host-waarborg_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure"
    } else {
        "waarborg_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(base_url: &str) -> Config {
        Config {
            base_url: base_url.to_owned(),
            demo: true,
            log_origin: String::from("waarborg.example/test"),
            app_version: "0",
        }
    }

    #[test]
    fn the_cookie_is_kept_from_scripts_and_other_sites() {
        let secret = Secret::new(String::from("ab"));
        let plain = begin_cookie(&config("http://127.0.0.1:8080"), &secret).unwrap();
        assert_eq!(plain, "waarborg_session=ab; Path=/; HttpOnly; SameSite=Lax");
        let secure = begin_cookie(&config("https://waarborg.example"), &secret).unwrap();
        assert_eq!(secure, "__Host-waarborg_session=ab; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn the_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("taal=en; waarborg_session=cafe"));
        assert_eq!(session_cookie(&headers, &config("http://x")), Some("cafe"));
        assert_eq!(session_cookie(&headers, &config("https://x")), None, "another name over TLS");
    }
}
